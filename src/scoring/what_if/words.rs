//! Why a lead is elsewhere, in words.

use super::Because;
use crate::{
    model::{
        Axis, BandId, Model, RouteId,
        wording::{signed_thousandths, whole},
    },
    scoring::rounding::round_div,
};

/// “Company size: +14 → +12”.
pub fn sentence(because: &Because, baseline: &Model, draft: &Model) -> String {
    let criterion = |id| [draft, baseline].iter().find_map(|model| model.criterion(id)).map_or("", |found| &found.name);
    let category = |id| [draft, baseline].iter().find_map(|model| model.category(id)).map_or("", |found| &found.name);
    match because {
        Because::Disqualifies { criterion: id, now: true } => format!("{} disqualifies", criterion(id)),
        Because::Disqualifies { criterion: id, now: false } => format!("{} no longer disqualifies", criterion(id)),
        Because::Route { before, after } => {
            format!(
                "the same place leads to {}, was {}",
                route(draft, after.as_ref()),
                route(baseline, before.as_ref())
            )
        }
        Because::Qualified { route: id, now: true } => format!("{} now counts as qualified", route(draft, Some(id))),
        Because::Qualified { route: id, now: false } => {
            format!("{} no longer counts as qualified", route(draft, Some(id)))
        }
        Because::Band { axis, score, before, after } => {
            let (before, after) = (band(baseline, *axis, before), band(draft, *axis, after));
            format!("{axis} {score} is in {after}, was in {before}")
        }
        Because::Scale { axis, before, after } => format!("the same points make {axis} {after}, were {before}"),
        Because::Criterion { criterion: id, before, after, .. } => {
            format!("{}: {}", criterion(id), points(*before, *after))
        }
        Because::Cap { category: id, before, after, .. } => {
            format!("cap of {}: {}", category(id), points(*before, *after))
        }
    }
}

/// “Company size −2”: with the sum of what it does, for where room is short.
pub fn short(because: &Because, baseline: &Model, draft: &Model) -> String {
    let name = |id| [draft, baseline].iter().find_map(|model| model.criterion(id)).map_or("", |found| &found.name);
    let category = |id| [draft, baseline].iter().find_map(|model| model.category(id)).map_or("", |found| &found.name);
    match because {
        Because::Criterion { criterion: id, .. } => format!("{} {}", name(id), moved(because.thousandths())),
        Because::Cap { category: id, .. } => format!("cap of {} {}", category(id), moved(because.thousandths())),
        Because::Band { axis, score, before, after } => {
            // Best first: it fell below the edge of the one, or reached that of the other.
            let bands = &draft.axis(*axis).bands;
            let place = |id: &BandId| bands.iter().position(|band| band.id == *id);
            let edge = place(before).zip(place(after)).and_then(|(was, is)| {
                let higher = &bands[was.min(is)];
                Some((&higher.name, higher.from?))
            });
            match edge {
                Some((name, from)) => format!("{axis} {}, band {name} needs {}", whole(*score), whole(from)),
                None => format!("{axis} {} is now {}", whole(*score), band(draft, *axis, after)),
            }
        }
        _ => sentence(because, baseline, draft),
    }
}

/// Points to a tenth, unless that says nothing.
fn moved(thousandths: i64) -> String {
    let near = tenths(thousandths);
    signed_thousandths(if near == 0 { thousandths } else { near })
}

fn tenths(thousandths: i64) -> i64 {
    const TENTH: i64 = 100;
    round_div(thousandths, TENTH).saturating_mul(TENTH)
}

/// The name of a route; of none, that there is none.
pub fn route<'a>(model: &'a Model, id: Option<&'a RouteId>) -> &'a str {
    match id {
        None => NO_ROUTE,
        Some(id) => model.route(id).map_or(&id.0, |route| &route.name),
    }
}

pub const NO_ROUTE: &str = "no route";

fn band<'a>(model: &'a Model, axis: Axis, id: &'a BandId) -> &'a str {
    model.axis(axis).bands.iter().find(|band| band.id == *id).map_or(&id.0, |band| &band.name)
}

/// Points to a tenth, as far as that tells the two apart: “+2 → +3.1”.
fn points(before: i64, after: i64) -> String {
    let (near_before, near_after) = (tenths(before), tenths(after));
    let (before, after) = if near_before == near_after { (before, after) } else { (near_before, near_after) };
    format!("{} → {}", signed_thousandths(before), signed_thousandths(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_says_what_the_score_would_have_needed() {
        let (baseline, mut draft) = (Model::new("test"), Model::new("test"));
        draft.fit.bands[1].from = Some(60);
        let moved = |score, before: &str, after: &str| Because::Band {
            axis: Axis::Fit,
            score,
            before: before.into(),
            after: after.into(),
        };
        assert_eq!(short(&moved(55, "B", "C"), &baseline, &draft), "fit 55, band B needs 60");
        assert_eq!(short(&moved(61, "C", "B"), &baseline, &draft), "fit 61, band B needs 60");
        assert_eq!(short(&moved(61, "gone", "B"), &baseline, &draft), "fit 61 is now B");
    }

    #[test]
    fn points_are_as_exact_as_it_takes_to_tell_them_apart() {
        assert_eq!(points(2_007, 3_122), "+2 → +3.1");
        assert_eq!(points(-1_250, 0), "−1.3 → 0");
        assert_eq!(points(2_007, 2_010), "+2.007 → +2.01");
        assert_eq!(points(9_000, 14_000), "+9 → +14");
        assert_eq!([1_115, -4_000, 20, 0].map(moved), ["+1.1", "−4", "+0.02", "0"]);
    }
}
