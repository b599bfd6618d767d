//! Small models and leads for the tests of this room.

use crate::{
    lead::{Event, Instant, Lead, SECONDS_PER_DAY, Value},
    model::{
        Activity, AttributeTest, Condition, Criterion, EventCounting, Fade, Model, NumberTest, Rule, Test, TextTest,
        Tier,
    },
};

/// Noon of 2026-11-18, a Wednesday.
pub const NOW: Instant = Instant(1_795_003_200);

pub fn has_word(attribute: &str, word: &str) -> Condition {
    Condition::Test(AttributeTest {
        attribute: attribute.into(),
        is: Test::Text(TextTest::HasAnyWord(vec![word.into()])),
    })
}

pub fn at_least(attribute: &str, number: f64) -> Condition {
    Condition::Test(AttributeTest { attribute: attribute.into(), is: Test::Number(NumberTest::AtLeast(number)) })
}

pub fn activity(kind: &str, counting: EventCounting) -> Activity {
    Activity { kinds: vec![kind.into()], detail: None, amount: None, within_days: None, only_if: None, counting }
}

pub fn once(kind: &str) -> Activity {
    activity(kind, EventCounting::Once { at_least: 1, fade: Fade::None })
}

pub fn criterion(id: &str, category: &str, points: i32, rule: Rule) -> Criterion {
    let tier = if points < 0 { Tier::Negative } else { Tier::Important };
    Criterion { tier, points, rule, ..crate::model::sample::criterion(id, category) }
}

/// A new model (categories `profile` and `activity`) with these criteria.
pub fn model(criteria: Vec<Criterion>) -> Model {
    Model { criteria, ..Model::new("Sample") }
}

pub fn event(kind: &str, age_days: i64) -> Event {
    Event { kind: kind.into(), at: Instant(NOW.0 - age_days * SECONDS_PER_DAY), detail: None, amount: None }
}

pub fn lead(key: &str, attributes: &[(&str, Value)], events: Vec<Event>) -> Lead {
    let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Lead { key: key.into(), attributes, events, ..Lead::default() }
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}
