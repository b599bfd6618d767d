//! Bands that do not cut the axis into pieces, best first; buying stages likewise.

use super::{Context, Mend, Part, Place, Problem};
use crate::model::{Axis, AxisSettings, wording::whole};

pub(super) const COUNT: &str = "band-count";
pub(super) const EDGE: &str = "band-edge";
pub(super) const ORDER: &str = "band-order";
pub(super) const STAGE_ORDER: &str = "stage-order";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for axis in Axis::ALL {
        let settings = model.axis(axis);
        let count = settings.bands.len();
        if !(2..=6).contains(&count) {
            let sentence = format!("The {axis} axis has {count} band{}", if count == 1 { "" } else { "s" });
            found.push(Problem::error(COUNT, Place::Axis(axis), sentence).hint("An axis has 2 to 6 bands"));
        }
        edges(axis, settings, found);
    }
    for pair in model.stages.windows(2) {
        if pair[0].from <= pair[1].from {
            let sentence = format!(
                "The stage “{}” from {} stands before “{}” from {}, so no lead can be in the second",
                pair[0].name,
                whole(pair[0].from),
                pair[1].name,
                whole(pair[1].from)
            );
            found.push(
                Problem::error(STAGE_ORDER, Place::Part(Part::Stages), sentence).hint("List the furthest stage first"),
            );
        }
    }
}

fn edges(axis: Axis, settings: &AxisSettings, found: &mut Vec<Problem>) {
    let Some((last, others)) = settings.bands.split_last() else { return };
    if let Some(from) = last.from {
        let sentence =
            format!("The last {axis} band, {}, begins at {}, so leads below have no band", last.name, whole(from));
        found.push(
            Problem::error(EDGE, Place::Band(axis, last.id.clone()), sentence)
                .hint("Remove its edge: the last band takes whatever is left")
                .mend(Mend::SetBandEdge(axis, last.id.clone(), None)),
        );
    }
    for band in others.iter().filter(|band| band.from.is_none()) {
        let sentence =
            format!("The {axis} band {} has no edge, so it takes every lead from the bands below", band.name);
        found.push(
            Problem::error(EDGE, Place::Band(axis, band.id.clone()), sentence)
                .hint("Give it the lowest score that belongs to it"),
        );
    }
    for pair in others.windows(2) {
        let (Some(above), Some(below)) = (pair[0].from, pair[1].from) else { continue };
        if above > below {
            continue;
        }
        let sentence = format!(
            "The {axis} band {} begins at {}, which is not below {} of {}",
            pair[1].name,
            whole(below),
            whole(above),
            pair[0].name
        );
        let problem = Problem::error(ORDER, Place::Band(axis, pair[1].id.clone()), sentence)
            .hint("List the bands from the highest edge to the lowest");
        let mut all: Vec<i32> = others.iter().filter_map(|band| band.from).collect();
        all.sort_unstable();
        all.dedup();
        // Equal edges can't be sorted apart.
        let can_be_sorted = all.len() == others.len() && last.from.is_none();
        found.push(if can_be_sorted { problem.mend(Mend::SortBands(axis)) } else { problem });
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};
    use crate::model::Stage;

    #[test]
    fn edges_fall_from_band_to_band() {
        let problems = found(ORDER, |model| model.fit.bands.swap(0, 2));
        assert_eq!(problems[0].mend, Some(Mend::SortBands(Axis::Fit)));
        let equal = found(ORDER, |model| model.fit.bands[1].from = model.fit.bands[0].from);
        assert_eq!(equal.len(), 1);
        assert_eq!(equal[0].mend, None);
    }

    #[test]
    fn the_last_band_and_no_other_has_no_edge() {
        let problems = found(EDGE, |model| model.engagement.bands[3].from = Some(0));
        assert_eq!(problems[0].mend, Some(Mend::SetBandEdge(Axis::Engagement, "4".into(), None)));
        assert_eq!(found(EDGE, |model| model.fit.bands[1].from = None).len(), 1);
        assert_eq!(found(COUNT, |model| model.fit.bands.truncate(1)).len(), 1);
        assert_eq!(found(COUNT, |model| model.fit.bands.truncate(2)).len(), 0);
    }

    #[test]
    fn stages_fall_too() {
        let stage = |from: i32| Stage { id: from.to_string().as_str().into(), name: from.to_string(), from };
        assert_eq!(found(STAGE_ORDER, |model| model.stages = vec![stage(10), stage(20)]).len(), 1);
        assert!(found(STAGE_ORDER, |model| model.stages = vec![stage(20), stage(10)]).is_empty());
    }
}
