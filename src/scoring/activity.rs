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
        EventCounting::Absent { for_days } => absent(&passing, for_days, asked, as_of),
        EventCounting::Once { .. } | EventCounting::Each { .. } => count(&activity.counting, &passing),
    };
    if found.weight > 0
        && let Some(condition) = &activity.only_if
    {
        found.because.extend(asked.reasons(condition));
    }
    found
}

/// The sum of weights if the lead did now what the rule looks for, so many times (or as often as `once` still lacks, if that
/// is more).
pub fn weight_after_more(activity: &Activity, asked: &Asked<'_>, as_of: Instant, times: u32) -> i64 {
    let passing = passing(activity, asked, as_of);
    let lacking = match activity.counting {
        EventCounting::Once { at_least, .. } => (at_least as usize).saturating_sub(passing.len()).min(1000),
        EventCounting::Each { .. } | EventCounting::Absent { .. } => 0,
    };
    let event = Event { kind: String::new(), at: as_of, detail: None, amount: None };
    let more = std::iter::repeat_n(Passing { event: &event, age_days: 0 }, lacking.max(times as usize));
    let all: Vec<Passing<'_>> = more.chain(passing).collect();
    count(&activity.counting, &all).weight
}

/// The profile condition that the lead must meet as well.
pub fn only_if_holds(activity: &Activity, asked: &Asked<'_>) -> bool {
    activity.only_if.as_ref().is_none_or(|condition| asked.holds(condition))
}

/// The events that pass the filters of a rule, newest first.
pub fn passing<'a>(activity: &Activity, asked: &Asked<'a>, as_of: Instant) -> Vec<Passing<'a>> {
    // Made ready once, asked of every event.
    let matcher = activity.detail.as_ref().map(TextMatcher::new);
    let mut passing: Vec<Passing<'_>> = asked
        .lead
        .events
        .iter()
        .map(|event| Passing { event, age_days: event.at.age_days(as_of) })
        // An event after `as_of` does not exist yet.
        .filter(|passing| passing.age_days >= 0)
        .filter(|passing| activity.within_days.is_none_or(|days| passing.age_days < i64::from(days)))
        .filter(|passing| is_wanted(activity, matcher.as_ref(), passing.event))
        .collect();
    passing.sort_by_key(|passing| std::cmp::Reverse(passing.event.at));
    passing
}

/// Kind, detail and amount: what an event is, whenever it was.
pub fn event_passes(activity: &Activity, event: &Event) -> bool {
    is_wanted(activity, activity.detail.as_ref().map(TextMatcher::new).as_ref(), event)
}

fn is_wanted(activity: &Activity, detail: Option<&TextMatcher>, event: &Event) -> bool {
    // Most events are of another kind: nothing else is asked of them.
    if !activity.kinds.is_empty() && !activity.kinds.contains(&event.kind) {
        return false;
    }
    let detail =
        detail.is_none_or(|matcher| match event.detail.as_deref().map(trim_fold).filter(|folded| !folded.is_empty()) {
            Some(folded) => matcher.holds(&folded),
            None => matcher.holds_for_missing(),
        });
    let amount = activity.amount.is_none_or(|test| {
        event.amount.filter(|amount| amount.is_finite()).is_some_and(|amount| number_holds(test, amount))
    });
    detail && amount
}

/// *Once* and *each*, over the events that pass the filters, newest first.
fn count(counting: &EventCounting, passing: &[Passing<'_>]) -> Found {
    match *counting {
        EventCounting::Once { at_least, fade } => once(passing, at_least, fade),
        EventCounting::Each { once_per_days, at_most, fade } => each(passing, once_per_days, at_most, fade),
        EventCounting::Absent { .. } => Found::default(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Day, Lead, SECONDS_PER_DAY},
        model::{Domains, NumberTest, TextTest},
        scoring::sample::{NOW, activity, event, has_word, lead, once, text},
    };

    fn weight_of(activity: &Activity, lead: &Lead) -> i64 {
        let asked = Asked { lead, domains: &Domains::default(), today: NOW.day() };
        weigh(activity, &asked, NOW).weight
    }

    fn weight(activity: &Activity, events: Vec<Event>) -> i64 {
        weight_of(activity, &lead("1", &[], events))
    }

    fn each(once_per_days: Option<u32>, at_most: u32, fade: Fade) -> Activity {
        activity("visit", EventCounting::Each { once_per_days, at_most, fade })
    }

    fn at(at: &str) -> Event {
        Event { at: at.parse().expect("an instant"), ..event("visit", 0) }
    }

    #[test]
    fn now_is_noon_on_a_wednesday() {
        assert_eq!(NOW.to_string(), "2026-11-18T12:00:00Z");
    }

    #[test]
    fn once_is_faded_by_the_most_recent() {
        let fade = Fade::HalfLife { days: 10 };
        let twice = activity("visit", EventCounting::Once { at_least: 2, fade });
        assert_eq!(weight(&twice, vec![event("visit", 20)]), 0);
        assert_eq!(weight(&twice, vec![event("visit", 20), event("other", 0)]), 0);
        assert_eq!(weight(&twice, vec![event("visit", 20), event("visit", 10)]), 500);
        let never = activity("visit", EventCounting::Once { at_least: 0, fade });
        assert_eq!(weight(&never, vec![]), 0, "0 is read as 1");
        assert_eq!(weight(&never, vec![event("visit", 40)]), 63, "62.5");
    }

    #[test]
    fn within_days_has_borders() {
        let mut rule = once("visit");
        rule.within_days = Some(30);
        let second = |age_seconds: i64| Event { at: Instant(NOW.0 - age_seconds), ..event("visit", 0) };
        assert_eq!(weight(&rule, vec![second(30 * SECONDS_PER_DAY - 1)]), 1000, "29 days old");
        assert_eq!(weight(&rule, vec![second(30 * SECONDS_PER_DAY)]), 0, "30 days old");
        assert_eq!(weight(&rule, vec![second(0)]), 1000);
        assert_eq!(weight(&rule, vec![second(-1)]), 0, "an event after as_of does not exist yet");
        rule.within_days = Some(0);
        assert_eq!(weight(&rule, vec![second(0)]), 0);
    }

    #[test]
    fn each_counts_the_most_recent() {
        let fade = Fade::Steps { percent: 10, every_days: 1 };
        let visits = || [9, 1, 2, 1].map(|age| event("visit", age)).to_vec();
        assert_eq!(weight(&each(None, 3, fade), visits()), 900 + 900 + 800);
        assert_eq!(weight(&each(None, 1000, fade), visits()), 900 + 900 + 800 + 100);
        assert_eq!(weight(&each(None, 0, fade), visits()), 0);
    }

    #[test]
    fn windows_begin_on_monday() {
        let weekly = each(Some(7), 10, Fade::None);
        let sunday_and_monday = vec![at("2026-11-15T23:59:59Z"), at("2026-11-16T00:00:00Z")];
        assert_eq!(weight(&weekly, sunday_and_monday), 2000);
        let monday_to_wednesday = vec![at("2026-11-16T00:00:00Z"), at("2026-11-18T00:00:00Z")];
        assert_eq!(weight(&weekly, monday_to_wednesday), 1000);
        let daily = each(Some(1), 10, Fade::None);
        assert_eq!(weight(&daily, vec![at("2026-11-16T23:59:59Z"), at("2026-11-17T00:00:00Z")]), 2000);
        assert_eq!(weight(&each(Some(0), 10, Fade::None), vec![event("visit", 1), event("visit", 1)]), 2000);
        // The most recent of a window is kept, and of the windows the most recent count.
        let expiring = each(Some(7), 1, Fade::Expires { days: 2 });
        assert_eq!(weight(&expiring, vec![at("2026-11-16T00:00:00Z"), at("2026-11-17T00:00:00Z")]), 1000);
    }

    #[test]
    fn filters_pick_events() {
        let clicked = |detail: Option<&str>, amount: Option<f64>| {
            vec![Event { detail: detail.map(str::to_owned), amount, ..event("visit", 1) }]
        };
        let mut rule = once("visit");
        rule.kinds.clear();
        rule.detail = Some(TextTest::ContainsAny(vec!["PRICING".into()]));
        assert_eq!(weight(&rule, clicked(Some(" /Pricing "), None)), 1000);
        assert_eq!(weight(&rule, clicked(None, None)), 0);
        rule.detail = Some(TextTest::NoneOf(vec!["/careers".into()]));
        assert_eq!(weight(&rule, clicked(Some("/Careers"), None)), 0);
        assert_eq!(weight(&rule, clicked(None, None)), 1000, "is none of a missing detail");
        assert_eq!(weight(&rule, clicked(Some(" "), None)), 1000, "a blank detail is missing");
        rule.amount = Some(NumberTest::AtLeast(50.0));
        assert_eq!(weight(&rule, clicked(None, Some(50.0))), 1000);
        assert_eq!(weight(&rule, clicked(None, Some(f64::INFINITY))), 0, "not finite is missing");
        assert_eq!(weight(&rule, clicked(None, None)), 0);
    }

    #[test]
    fn kinds_are_compared_as_they_stand() {
        assert_eq!(weight(&once("visit"), vec![event("Visit", 1), event("visit ", 1)]), 0);
    }

    #[test]
    fn absent_needs_a_lead_that_is_old_enough() {
        let rule = activity("visit", EventCounting::Absent { for_days: 30 });
        let today = NOW.day().0;
        let created = |day: Option<i32>, events| Lead { created: day.map(Day), ..lead("1", &[], events) };
        assert_eq!(weight_of(&rule, &created(Some(today - 30), vec![])), 1000);
        assert_eq!(weight_of(&rule, &created(Some(today - 29), vec![])), 0, "too young");
        assert_eq!(weight_of(&rule, &created(Some(today + 1), vec![event("visit", 90)])), 0, "created tomorrow");
        assert_eq!(weight_of(&rule, &created(Some(today - 90), vec![event("visit", 30)])), 1000);
        assert_eq!(weight_of(&rule, &created(Some(today - 90), vec![event("visit", 29)])), 0);
        assert_eq!(weight_of(&rule, &created(Some(today - 90), vec![event("other", 1)])), 1000);
        assert_eq!(weight_of(&rule, &created(None, vec![])), 0, "an age that is not known");
        assert_eq!(weight_of(&rule, &created(None, vec![event("other", 30)])), 1000, "by its first event of any kind");
        assert_eq!(weight_of(&rule, &created(None, vec![event("other", 29)])), 0);
        assert_eq!(weight_of(&rule, &created(None, vec![event("other", -1)])), 0, "an event to come");
    }

    #[test]
    fn only_if_silences_the_whole_rule() {
        let mut rule = activity("visit", EventCounting::Absent { for_days: 30 });
        rule.only_if = Some(has_word("Title", "ceo"));
        let ceo = lead("1", &[("Title", text("CEO"))], vec![event("other", 100)]);
        assert_eq!(weight_of(&rule, &ceo), 1000);
        assert_eq!(weight_of(&rule, &lead("2", &[], vec![event("other", 100)])), 0);
        let asked = Asked { lead: &ceo, domains: &Domains::default(), today: NOW.day() };
        let because = weigh(&rule, &asked, NOW).because;
        assert_eq!(
            because,
            [
                Reason::Absent { for_days: 30, last_age_days: None },
                Reason::Value { attribute: "Title".into(), value: Some("CEO".into()) },
            ]
        );
    }
}
