use super::*;
use crate::{
    model::Criterion,
    scoring::sample::{NOW, activity, criterion, event, lead, model, once, text},
};

fn scored(id: &str, points: i32, activity: Activity) -> Criterion {
    criterion(id, "activity", points, Rule::Activity(activity))
}

fn fading(kind: &str, fade: Fade) -> Activity {
    activity(kind, EventCounting::Once { at_least: 1, fade })
}

fn day(offset: i32) -> Day {
    Day(NOW.day().0 + offset)
}

fn told(model: &Model, lead: &Lead) -> Course {
    course(model, lead, Span::of(lead, NOW))
}

#[test]
fn an_event_lifts_and_its_age_lets_fall() {
    let model = model(vec![
        scored("webinar", 60, fading("webinar", Fade::Expires { days: 20 })),
        scored("visit", 30, fading("visit", Fade::Steps { percent: 50, every_days: 10 })),
    ]);
    let course = told(&model, &lead("1", &[], vec![event("visit", 5), event("webinar", 12)]));
    let told: Vec<_> =
        course.crossings.iter().map(|one| (one.from, one.to, one.at.day().0 - NOW.day().0, one.by.clone())).collect();
    // 60 is band 2 (index 1), 90 band 1; after 10 days 75 and still there; on day 15 nothing of the visit is left; the webinar
    // expires on day 8 and leaves 15.
    assert_eq!(told, [(3, 1, -12, vec![0]), (1, 0, -5, vec![1]), (0, 3, 8, vec![])]);
    assert_eq!(course.crossings_ahead().count(), 1);
    assert_eq!((course.now().engagement, course.now().cell), (90, (3, 0)));
    assert_eq!(course.at(day(5).last_second()).engagement, 75);
    assert_eq!(course.at(day(90).last_second()).engagement, 0);
    // The visit is 30 days old then.
    assert_eq!(course.goes_cold, Some(day(25)));
}

/// What happened days before is not why a lead fell, be it counted or not.
#[test]
fn a_fall_by_age_has_no_event_for_a_cause() {
    let model = model(vec![scored("webinar", 60, fading("webinar", Fade::Expires { days: 20 }))]);
    let course = told(&model, &lead("1", &[], vec![event("webinar", 25), event("page_view", 10)]));
    let told: Vec<_> = course.crossings.iter().map(|one| (one.at.day().0 - NOW.day().0, one.by.clone())).collect();
    assert_eq!(told, [(-25, vec![0]), (-5, vec![])]);
}

#[test]
fn a_lead_is_told_from_the_day_it_came_in() {
    let quiet = activity("visit", EventCounting::Absent { for_days: 90 });
    let model = model(vec![scored("quiet", 60, quiet)]);
    let mut lead = lead("1", &[], vec![event("visit", 5)]);
    lead.created = Some(day(-200));
    let told: Vec<_> = told(&model, &lead).crossings.iter().map(|one| (one.at.day(), one.is_up())).collect();
    assert_eq!(told[..2], [(day(-110), true), (day(-5), false)], "90 days after it came in nobody had visited");
    lead.created = Some(day(3));
    assert_eq!(Span::of(&lead, NOW).from, day(-14), "the future has not happened");
    lead.created = None;
    lead.events[0] = event("visit", 40);
    assert_eq!(Span::of(&lead, NOW).from, day(-43));
}

#[test]
fn what_is_still_to_come_does_not_exist() {
    let model = model(vec![scored("webinar", 60, once("webinar"))]);
    let course = told(&model, &lead("1", &[], vec![event("webinar", -3)]));
    assert!(course.events.is_empty() && course.crossings.is_empty());
    assert!(course.points.iter().all(|point| point.engagement == 0 && point.cold));
    assert_eq!(course.goes_cold, None, "it is cold already");
}

#[test]
fn a_half_life_is_told_day_by_day() {
    let model = model(vec![scored("webinar", 100, fading("webinar", Fade::HalfLife { days: 30 }))]);
    let lead = lead("1", &[], vec![event("webinar", 10)]);
    let course = told(&model, &lead);
    for offset in -12..=90 {
        let at = day(offset).last_second();
        assert_eq!(course.at(at).engagement, explain(&model, &lead, at).engagement.score, "day {offset}");
    }
    let scores: Vec<i64> = course.points.iter().map(|point| point.engagement).collect();
    assert!(scores.len() > 60 && scores[2..].windows(2).all(|pair| pair[0] >= pair[1]), "{scores:?}");
}

#[test]
fn dates_and_silence_pass_too() {
    let mut quiet = activity("visit", EventCounting::Absent { for_days: 30 });
    quiet.only_if = None;
    let recent = Condition::Test(crate::model::AttributeTest {
        attribute: "Funded".into(),
        is: Test::Date(DateTest::WithinLastDays(20)),
    });
    let model = model(vec![
        scored("visit", 40, once("visit")),
        scored("quiet", -30, quiet),
        criterion("funded", "profile", 60, Rule::Profile(recent)),
    ]);
    let mut lead = lead("1", &[("Funded", Value::Date(day(-15))), ("Name", text("x"))], vec![event("visit", 25)]);
    lead.created = Some(day(-25));
    let course = told(&model, &lead);
    assert_eq!(course.at(day(4).last_second()).cell, (1, 2));
    let told: Vec<_> =
        course.crossings_ahead().map(|one| (one.axis, one.at.day().0 - NOW.day().0, one.is_up())).collect();
    assert_eq!(told, [(Axis::Fit, 5, false), (Axis::Engagement, 5, false)]);
}

#[test]
fn thousands_of_events_are_told_by_their_days() {
    let model = model(vec![scored("visit", 1, once("visit"))]);
    let events = (0..2_400).map(|age| event("visit", age / 3)).collect();
    let course = told(&model, &lead("1", &[], events));
    // Of so many only the last months, today among them.
    assert_eq!((course.events.len(), course.now().engagement), (3 * 121, 1));
}
