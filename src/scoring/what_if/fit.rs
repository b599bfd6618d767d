//! Where an edge would have to stand so that all that comes can be worked.

use super::{
    Knob,
    knob::edge_place,
    load::fits,
    sweep::{Point, is_dated},
};
use crate::{
    lead::Day,
    model::{Axis, BandId, Model, RouteId},
    scoring::{ARRIVAL_WEEKS, Live, NO_DAY},
};

/// What the load is held to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FitTo {
    /// All routes to sales that say what they can take, together.
    #[default]
    Sales,
    /// One route.
    Route(RouteId),
}

/// The answer to “from where on can all be worked?”
#[derive(Clone, Debug, PartialEq)]
pub enum Fit {
    /// The lowest value whose weekly load is at most the capacity: one lower, and more come than can be worked.
    At(Point),
    /// All can be worked even at this, the lowest value that leaves a score to each band.
    Anywhere(Point),
    /// More come than can be worked even at this, the highest value that leaves a score to each band.
    Nowhere(Point),
    /// No capacity is said.
    NoCapacity,
    /// No lead says when it was created, so that nobody knows how many come in a week.
    NoDates,
}

/// Looks for the lowest place of an edge from which on all that comes can be worked, and leaves the scorer's model as it was.
/// The edge takes its neighbours along. `None` where the model has no such edge, or the answer is no longer wanted.
///
/// The load is another only where the edge, or one that it pushes, passes the score of a lead that came in lately: only there it
/// is scored.
pub fn fit_to_capacity(
    live: &mut Live,
    axis: Axis,
    band: &BandId,
    to: &FitTo,
    is_wanted: impl Fn() -> bool,
) -> Option<Fit> {
    let model = live.model().clone();
    let place = edge_place(&model, axis, band)?;
    if !is_dated(live) {
        return Some(Fit::NoDates);
    }
    let knob = Knob::Edge { axis, band: band.clone() };
    if Point::of(live, &knob, true).arrived_and_capacity(&model, to).is_none() {
        return Some(Fit::NoCapacity);
    }
    let candidates = candidates(live, &model, axis, place);
    let lowest = candidates.first().copied();
    let mut found = None;
    for value in candidates {
        if !is_wanted() {
            found = None;
            break;
        }
        let point = Point::at(live, &model, &knob, value, true)?;
        let is_enough = point.arrived_and_capacity(&model, to).is_some_and(|(arrived, most)| fits(arrived, most));
        found = Some(match (is_enough, lowest == Some(value)) {
            (false, _) => Fit::Nowhere(point),
            (true, true) => Fit::Anywhere(point),
            (true, false) => Fit::At(point),
        });
        if is_enough {
            break;
        }
    }
    live.update(&model);
    found
}

/// The values that can make a difference, lowest first, with the lowest and the highest that leave a score to each band.
fn candidates(live: &mut Live, model: &Model, axis: Axis, place: usize) -> Vec<i32> {
    let settings = model.axis(axis);
    let steps = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let edges = settings.bands.len().saturating_sub(1);
    let lowest = settings.range.least.saturating_add(steps(edges - place));
    let highest = settings.range.most.saturating_sub(steps(place)).max(lowest);
    let scores = live.scores();
    let of_axis = match axis {
        Axis::Fit => &scores.fit,
        Axis::Engagement => &scores.engagement,
    };
    let (today, weeks) = (live.as_of().day(), 0..i64::from(ARRIVAL_WEEKS) * 7);
    let arrived = live.columns().created.iter().zip(of_axis.iter());
    let arrived = arrived.filter(|(created, _)| **created != NO_DAY && weeks.contains(&Day(**created).age_days(today)));
    let mut reached: Vec<i32> = arrived.map(|(_, score)| *score).collect();
    reached.sort_unstable();
    reached.dedup();
    // Beyond a score by one: of this edge, or of one so many places from it, which it pushes to as many scores from it.
    let offsets = -i64::from(steps(edges))..=i64::from(steps(edges));
    let mut candidates: Vec<i32> = vec![lowest, highest];
    for score in reached {
        let beyond = offsets.clone().filter_map(|offset| i32::try_from(i64::from(score) + 1 + offset).ok());
        candidates.extend(beyond.filter(|value| (lowest..=highest).contains(value)));
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates
}
