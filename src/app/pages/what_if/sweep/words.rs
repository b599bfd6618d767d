//! What the cards say, apart from the window.

use super::knobs;
use crate::{
    app::{format, panel::a_week_text},
    model::{Axis, AxisSettings, BandId, Model, RouteId},
    scoring::{
        ARRIVAL_WEEKS,
        what_if::{Along, Capacity, Fit, FitTo, Knob, Lever, Point, Proposal},
    },
};

/// The number as it stands; “none” for a category without a cap.
pub fn value(value: Option<i32>) -> String {
    value.map_or_else(|| tr!("sweep-no-cap"), |value| format::count_signed(value.into()))
}

/// “At 75: 137 leads a week to sales, 17 more than the 120 that can be worked”.
pub fn finding(point: &Point) -> String {
    let at = value(point.value);
    let Some(a_week) = point.to_sales_a_week() else {
        return tr!("sweep-finding-in-all", value = at, leads = format::count(point.to_sales.leads));
    };
    let leads = a_week_text(a_week);
    let Some(capacity) = point.capacity else { return tr!("sweep-finding", value = at, leads = leads) };
    let most = format::count(capacity.most);
    let over = capacity.load() - capacity.most as f64;
    match (capacity.is_enough(), capacity.is_partial) {
        (false, false) => tr!("sweep-finding-over", value = at, leads = leads, over = a_week_text(over), most = most),
        (false, true) => {
            tr!("sweep-finding-over-partial", value = at, leads = leads, over = a_week_text(over), most = most)
        }
        (true, false) => tr!("sweep-finding-within", value = at, leads = leads, most = most),
        (true, true) => tr!("sweep-finding-within-partial", value = at, leads = leads, most = most),
    }
}

/// “79 fits: 119 a week, 6 past wins fewer”.
pub fn fitting(now: &Point, fits: &Point) -> String {
    let (value, what) = (value(fits.value), outcome(now, fits));
    match now.capacity.is_some_and(Capacity::is_enough) {
        true => tr!("sweep-fits-too", value = value, what = what),
        false => tr!("sweep-fits", value = value, what = what),
    }
}

/// “119 a week, 6 past wins fewer”.
fn outcome(now: &Point, then: &Point) -> String {
    let load = then.capacity.map_or(0.0, Capacity::load);
    let load = tr!("sweep-a-week", leads = a_week_text(load));
    match wins(now, then) {
        Some(wins) => format!("{load}, {wins}"),
        None => load,
    }
}

/// “6 past wins fewer”; `None` where nothing is known to be won.
pub fn wins(now: &Point, then: &Point) -> Option<String> {
    let change = i128::from(then.to_sales.won) - i128::from(now.to_sales.won);
    let number = u64::try_from(change.unsigned_abs()).unwrap_or(u64::MAX);
    (now.won > 0).then(|| match change.signum() {
        0 => tr!("sweep-wins-same"),
        1 => tr!("sweep-wins-more", number = number, count = format::count(number)),
        _ => tr!("sweep-wins-fewer", number = number, count = format::count(number)),
    })
}

/// Where all that come can be worked, and that is not where the model stands: the nearest such value, of an edge the lowest.
pub fn fitting_point<'a>(now: &Point, points: &'a [Point], fit: Option<&'a Fit>) -> Option<&'a Point> {
    let capacity = now.capacity?;
    now.arrived.as_ref()?;
    match fit {
        Some(Fit::At(point)) => Some(point).filter(|point| point.value != now.value),
        Some(_) => None,
        None if capacity.is_enough() => None,
        None => {
            // Without a cap is where the most can be had.
            let from = now.value.map_or(i64::MAX, i64::from);
            let fits = points.iter().filter(|point| point.capacity.is_some_and(Capacity::is_enough));
            fits.min_by_key(|point| point.value.map_or(i64::MAX, |value| (i64::from(value) - from).abs()))
        }
    }
}

/// “engagement 1 from 75 → 79”, “…, and engagement 2 from 76 → 80”.
pub fn step(model: &Model, proposal: &Proposal) -> String {
    let band = model.axis(proposal.axis).bands.iter().find(|band| band.id == proposal.band);
    let edge = band.map(|band| knobs::edge_name(model, proposal.axis, band)).unwrap_or_default();
    let (from, to) = (format::count_signed(proposal.from.into()), format::count_signed(proposal.to.into()));
    let step = tr!("sweep-step", edge = edge, from = from, to = to);
    let now = model.axis(proposal.axis);
    let mut then = now.clone();
    knobs::turn_edge(&mut then, now, &proposal.band, proposal.to);
    match along(model, proposal.axis, &proposal.band, &then) {
        Some(edges) => tr!("sweep-step-along", step = step, edges = edges),
        None => step,
    }
}

/// “engagement 2 from 50 → 76”: the edges that one takes along from those of a model to others.
pub fn along(before: &Model, axis: Axis, turned: &BandId, after: &AxisSettings) -> Option<String> {
    let along = Along::with(turned, before.axis(axis), after).into_iter().map(|along| {
        let edge = knobs::edge_name(before, axis, along.band);
        let (from, to) = (format::count_signed(along.from.into()), format::count_signed(along.to.into()));
        tr!("sweep-step", edge = edge, from = from, to = to)
    });
    let along: Vec<String> = along.collect();
    (!along.is_empty()).then(|| along.join(", "))
}

/// “119 of 120 a week, 6 past wins fewer; Sales today gets 40 for 30”.
pub fn consequence(model: &Model, to: &FitTo, proposal: &Proposal) -> String {
    let mut parts = Vec::new();
    if let Some((load, most)) = proposal.then.load(model, to) {
        parts.push(tr!("sweep-load", load = a_week_text(load), most = format::count(most)));
    }
    parts.extend(wins(&proposal.now, &proposal.then));
    let mut text = parts.join(", ");
    for route in &proposal.overloaded {
        if let Some((load, most)) = proposal.then.load(model, &FitTo::Route(route.clone())) {
            let (load, most) = (a_week_text(load), format::count(most));
            text.push_str(&tr!("sweep-overloads", route = model.route_name(route), load = load, most = most));
        }
    }
    text
}

/// “Sales today: 40 a week, 10 more than can be worked”.
pub fn route_over(model: &Model, route: &RouteId, now: &Point) -> Option<String> {
    let (load, most) = now.load(model, &FitTo::Route(route.clone()))?;
    let over = a_week_text(load - most as f64);
    Some(tr!("sweep-route-over", route = model.route_name(route), load = a_week_text(load), over = over))
}

/// “+1: 41 more go to sales, 2 fewer”, and the same for one point less.
pub fn lever(name: &str, lever: &Lever) -> String {
    let way = |gained: u64, lost: u64| match (gained, lost) {
        (0, 0) => tr!("tornado-nobody"),
        (gained, 0) => tr!("tornado-more", gained = format::count(gained)),
        (0, lost) => tr!("tornado-fewer", lost = format::count(lost)),
        (gained, lost) => tr!("tornado-both", gained = format::count(gained), lost = format::count(lost)),
    };
    let (more, less) = (way(lever.more.gained, lever.more.lost), way(lever.less.gained, lever.less.lost));
    tr!("tornado-sentence", name = name, more = more, less = less)
}

/// What sales gets in a week as a number to be compared; where no lead says when it came, what it gets in all.
pub fn leads_number(point: &Point) -> f64 {
    point.to_sales_a_week().unwrap_or(point.to_sales.leads as f64)
}

/// A capacity as a share: 1 is all of it.
pub fn of_capacity(point: &Point) -> Option<f64> {
    let capacity = point.capacity.filter(|capacity| capacity.most > 0)?;
    point.arrived.as_ref()?;
    Some(capacity.arrived as f64 / (capacity.most as f64 * f64::from(ARRIVAL_WEEKS)))
}

/// The title of the chart and what it finds, for those who do not see it.
pub fn spoken(model: &Model, knob: &Knob, now: &Point, fits: Option<&Point>) -> String {
    let mut text = format!("{}. {}", knobs::name(model, knob), finding(now));
    if let Some(fits) = fits {
        text.push_str(&format!(". {}", fitting(now, fits)));
    }
    text
}
