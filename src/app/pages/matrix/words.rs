//! Cells, routes and axes in words, for names, tooltips and cards.

use super::facts::Facts;
use crate::{
    app::format,
    model::{Axis, Band, Flames, FollowUp, Model, Route, Team},
};

/// “318 leads”, “1 lead”.
pub fn leads(count: u64) -> String {
    tr!("leads-count", number = count, count = format::count(count))
}

pub fn axis(axis: Axis) -> String {
    match axis {
        Axis::Fit => tr!("matrix-fit"),
        Axis::Engagement => tr!("matrix-engagement"),
    }
}

pub fn owner(owner: Option<Team>) -> String {
    match owner {
        Some(Team::Marketing) => tr!("owner-marketing"),
        Some(Team::Sales) => tr!("owner-sales"),
        None => tr!("owner-none"),
    }
}

/// The route of a cell, as the draft has it.
pub fn route_of<'a>(model: &'a Model, fit: &Band, engagement: &Band) -> Option<&'a Route> {
    model.cell(&fit.id, &engagement.id).and_then(|id| model.route(id))
}

/// The flames of a band; `None` where they do not come from the band.
pub fn flames_of(model: &Model, engagement: &Band) -> Option<u8> {
    (model.flames == Flames::ByBand).then_some(engagement.marks.min(3))
}

/// “Cell A1: 83 leads, 0.7 % of all, 41 % won (30 to 53 %), Sales now, 3 stars, 3 flames”.
pub fn cell_sentence(model: &Model, fit: &Band, engagement: &Band, facts: Option<&Facts>) -> String {
    let mut parts = Vec::new();
    if let Some(facts) = facts {
        parts.push(leads(facts.leads));
        parts.push(tr!("cell-share", share = format::percent(facts.share, 1)));
        parts.extend(super::pane::rate_sentence(facts));
    }
    parts.push(route_of(model, fit, engagement).map_or_else(|| tr!("cell-no-route"), |route| route.name.clone()));
    parts.push(tr!("stars-count", number = u32::from(fit.marks.min(3))));
    if let Some(flames) = flames_of(model, engagement) {
        parts.push(tr!("flames-count", number = u32::from(flames)));
    }
    tr!("cell-sentence", cell = model.cell_name(&fit.id, &engagement.id), facts = parts.join(", "))
}

/// “4 h, 6 tries in 10 days”; `None` where nothing was agreed.
pub fn promise(route: &Route) -> Option<String> {
    let within = route.respond_within_minutes.map(format::minutes);
    let tries = route.follow_up.map(tries);
    match (within, tries) {
        (Some(within), Some(tries)) => Some(format!("{within}, {tries}")),
        (one, other) => one.or(other),
    }
}

/// “6 tries in 10 days”.
pub fn tries(follow_up: FollowUp) -> String {
    tr!("tries", attempts = follow_up.attempts, days = follow_up.over_days)
}
