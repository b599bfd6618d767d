//! One lead over time is what the explaining scorer says at the end of every day, at every event, and now.

use proptest::{prelude::*, test_runner::TestCaseResult};
use tandem::{
    lead::{Day, Instant, Lead},
    model::Model,
    scoring::{CoursePoint, Span, course, explain},
};

use crate::strategies::{lead, model};

fn holds(model: &Model, lead: &Lead, as_of: Instant) -> TestCaseResult {
    let today = as_of.day();
    let span = Span { from: Day(today.0 - 45), as_of, until: Day(today.0 + 45) };
    let course = course(model, lead, span);
    let known =
        Lead { events: lead.events.iter().filter(|event| event.at <= as_of).cloned().collect(), ..lead.clone() };
    let days = (span.from.0..=span.until.0).map(|day| Day(day).last_second());
    let events = known.events.iter().map(|event| event.at).filter(|at| at.day() > span.from);
    for at in days.chain(events).chain([as_of]) {
        let told = CoursePoint { at, ..course.at(at).clone() };
        prop_assert_eq!(told, CoursePoint::from(explain(model, &known, at)), "at {}, as of {}", at, as_of);
    }
    for crossing in &course.crossings {
        prop_assert_eq!(course.at(crossing.at).band(crossing.axis), crossing.to);
        prop_assert!(crossing.from != crossing.to);
        for event in &crossing.by {
            prop_assert_eq!(course.events[*event].at, crossing.at, "what happened before is no cause");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_course_is_the_explanation_of_every_day(
        model in model::model(),
        leads in lead::leads(),
        as_of in lead::as_of(),
    ) {
        for lead in leads.iter().take(4) {
            holds(&model, lead, as_of)?;
        }
    }
}
