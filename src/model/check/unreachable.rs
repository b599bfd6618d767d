//! A band that no score can reach, and with it a row or a column of cells.

use super::{Context, Place, Problem, reach};
use crate::model::{Axis, Band, Model, wording::whole};

pub(super) const CODE: &str = "unreachable-band";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for axis in Axis::ALL {
        // With nothing to score, everything is out of reach, and that is no news.
        if model.criteria.iter().any(|criterion| criterion.enabled && model.axis_of(criterion) == Some(axis)) {
            of_axis(model, axis, found);
        }
    }
}

fn of_axis(model: &Model, axis: Axis, found: &mut Vec<Problem>) {
    let reach = reach::of_axis(model, axis);
    // What is left for a band, once the bands above have taken theirs.
    let mut ceiling = reach.most;
    let bands = &model.axis(axis).bands;
    for (index, band) in bands.iter().enumerate() {
        // The last takes whatever is left, even where it has an edge by mistake.
        let edge = band.from.filter(|_| index + 1 < bands.len());
        let floor = edge.map_or(i64::MIN, i64::from);
        let lowest = floor.max(reach.least);
        if lowest > ceiling {
            found.push(problem(model, axis, band, reach));
        }
        ceiling = ceiling.min(floor.saturating_sub(1));
    }
}

fn problem(model: &Model, axis: Axis, band: &Band, reach: reach::Reach) -> Problem {
    let other = match axis {
        Axis::Fit => Axis::Engagement,
        Axis::Engagement => Axis::Fit,
    };
    let cells = model.axis(other).bands.len();
    let sentence = format!(
        "No lead can be in the {axis} band {}, nor in its {cells} cells: scores run from {} to {}",
        band.name,
        whole(reach.least),
        whole(reach.most)
    );
    let hint = match band.from {
        Some(from) if i64::from(from) > reach.most => "Lower its edge, or give more points",
        _ => "Move the edges of the bands, or remove this one",
    };
    Problem::warning(CODE, Place::Band(axis, band.id.clone()), sentence).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{category, found},
        *,
    };
    use crate::model::Scale;

    #[test]
    fn a_band_above_all_points_is_out_of_reach() {
        let problems = found(CODE, |model| model.fit.bands[0].from = Some(16));
        assert_eq!(
            problems[0].sentence,
            "No lead can be in the fit band A, nor in its 4 cells: scores run from 0 to 15"
        );
        let percent = found(CODE, |model| {
            model.fit.bands[0].from = Some(100);
            model.fit.scale = Scale::Percent;
        });
        assert!(percent.is_empty(), "100 percent can be reached");
        assert_eq!(found(CODE, |model| category(model, "profile").at_most = Some(9)).len(), 2);
    }

    #[test]
    fn a_band_below_all_points_is_out_of_reach() {
        let problems = found(CODE, |model| category(model, "profile").at_least = Some(5));
        assert_eq!(problems[0].place, Place::Band(Axis::Fit, "D".into()));
        assert_eq!(found(CODE, |model| model.fit.bands[2].from = Some(0))[0].place, Place::Band(Axis::Fit, "D".into()));
    }
}
