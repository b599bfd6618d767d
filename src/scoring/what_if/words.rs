//! Why a lead is elsewhere, in words.

use super::Because;
use crate::model::{Axis, BandId, Model, RouteId, wording::signed_thousandths};

/// “Company size: +14 → +12”.
pub fn sentence(because: &Because, baseline: &Model, draft: &Model) -> String {
    let criterion = |id| [draft, baseline].iter().find_map(|model| model.criterion(id)).map_or("", |found| &found.name);
    let category = |id| [draft, baseline].iter().find_map(|model| model.category(id)).map_or("", |found| &found.name);
    let points =
        |before: &i64, after: &i64| format!("{} → {}", signed_thousandths(*before), signed_thousandths(*after));
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
            format!("{}: {}", criterion(id), points(before, after))
        }
        Because::Cap { category: id, before, after, .. } => {
            format!("cap of {}: {}", category(id), points(before, after))
        }
    }
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
