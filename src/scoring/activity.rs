//! Activity rules over one lead, as the explaining scorer reads them.

use super::{
    Reason,
    condition::{Asked, number_holds},
    fade,
    text_test::TextMatcher,
};
use crate::{
    lead::{Event, Instant, trim_fold},
    model::{Activity, EventCounting, Fade},
};

/// An event that passes the filters, and its age.
#[derive(Clone, Copy, Debug)]
pub struct Passing<'a> {
    pub event: &'a Event,
    pub age_days: i64,
}

/// What an activity rule found: the sum of the weights in thousandths, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub weight: i64,
    pub because: Vec<Reason>,
}

/// Weighs the events of a lead by an activity rule.
pub fn weigh(activity: &Activity, asked: &Asked<'_>, as_of: Instant) -> Found {
    if !only_if_holds(activity, asked) {
        return Found::default();
    }
    let passing = passing(activity, asked, as_of);
    let mut found = match activity.counting {
        EventCounting::Once { at_least, fade } => once(&passing, at_least, fade),
        EventCounting::Each { once_per_days, at_most, fade } => each(&passing, once_per_days, at_most, fade),
        EventCounting::Absent { for_days } => absent(&passing, for_days, asked, as_of),
    };
    if found.weight > 0
        && let Some(condition) = &activity.only_if
    {
        found.because.extend(asked.reasons(condition));
    }
    found
}

/// The profile condition that the lead must meet as well.
pub fn only_if_holds(activity: &Activity, asked: &Asked<'_>) -> bool {
    activity.only_if.as_ref().is_none_or(|condition| asked.holds(condition))
}

/// The events that pass the filters of a rule, newest first.
pub fn passing<'a>(activity: &Activity, asked: &Asked<'a>, as_of: Instant) -> Vec<Passing<'a>> {
    let mut passing: Vec<Passing<'_>> = asked
        .lead
        .events
        .iter()
        .map(|event| Passing { event, age_days: event.at.age_days(as_of) })
        // An event after `as_of` does not exist yet.
        .filter(|passing| passing.age_days >= 0)
        .filter(|passing| activity.within_days.is_none_or(|days| passing.age_days < i64::from(days)))
        .filter(|passing| event_passes(activity, passing.event))
        .collect();
    passing.sort_by_key(|passing| std::cmp::Reverse(passing.event.at));
    passing
}

/// Kind, detail and amount: what an event is, whenever it was.
fn event_passes(activity: &Activity, event: &Event) -> bool {
    let kind = activity.kinds.is_empty() || activity.kinds.contains(&event.kind);
    let detail = activity.detail.as_ref().is_none_or(|test| {
        let matcher = TextMatcher::new(test);
        match event.detail.as_deref().map(trim_fold).filter(|folded| !folded.is_empty()) {
            Some(folded) => matcher.holds(&folded),
            None => matcher.holds_for_missing(),
        }
    });
    let amount = activity.amount.is_none_or(|test| {
        event.amount.filter(|amount| amount.is_finite()).is_some_and(|amount| number_holds(test, amount))
    });
    kind && detail && amount
}

/// *Once*: at least so many events, faded by the age of the most recent one.
fn once(passing: &[Passing<'_>], at_least: u32, fade: Fade) -> Found {
    let needed = at_least.max(1) as usize;
    let Some(newest) = passing.first().filter(|_| passing.len() >= needed) else { return Found::default() };
    let weight = fade::weight(fade, newest.age_days);
    // The most recent event carries the weight; the others were needed as well.
    let because = passing.iter().take(needed).enumerate();
    let because = because.map(|(index, passing)| reason(passing, if index == 0 { weight } else { 0 })).collect();
    Found { weight, because }
}

/// *Each*: the most recent of each window, then so many of the most recent, each faded by its own age.
fn each(passing: &[Passing<'_>], once_per_days: Option<u32>, at_most: u32, fade: Fade) -> Found {
    let mut kept: Vec<Passing<'_>> = passing.to_vec();
    if let Some(days) = once_per_days.filter(|days| *days > 0) {
        kept.dedup_by_key(|passing| passing.event.at.day().window(days));
    }
    kept.truncate(at_most as usize);
    let weights: Vec<i64> = kept.iter().map(|passing| fade::weight(fade, passing.age_days)).collect();
    // Wider than any lead's events can get, and what the population scorer has room for.
    let weight = weights.iter().sum::<i64>().min(i64::from(u32::MAX));
    Found { weight, because: kept.iter().zip(weights).map(|(passing, weight)| reason(passing, weight)).collect() }
}

/// *Absent*: no such event is younger than so many days, and the lead is known to be at least that old.
fn absent(passing: &[Passing<'_>], for_days: u32, asked: &Asked<'_>, as_of: Instant) -> Found {
    let for_long = i64::from(for_days);
    let last_age_days = passing.first().map(|passing| passing.age_days);
    let quiet = last_age_days.is_none_or(|age_days| age_days >= for_long);
    let old_enough = known_age_days(asked, as_of).is_some_and(|age_days| age_days >= for_long);
    if quiet && old_enough {
        Found { weight: fade::FULL, because: vec![Reason::Absent { for_days, last_age_days }] }
    } else {
        Found::default()
    }
}

/// The age of `created`; where that is missing, of the first event of any kind.
fn known_age_days(asked: &Asked<'_>, as_of: Instant) -> Option<i64> {
    match asked.lead.created {
        Some(created) => Some(created.age_days(asked.today)),
        None => asked.lead.events.iter().map(|event| event.at.age_days(as_of)).filter(|age_days| *age_days >= 0).max(),
    }
}

fn reason(passing: &Passing<'_>, weight: i64) -> Reason {
    let event = passing.event;
    Reason::Event {
        kind: event.kind.clone(),
        detail: event.detail.clone(),
        at: event.at,
        age_days: passing.age_days,
        weight,
    }
}
