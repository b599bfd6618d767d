//! Leads: [`leads`] draws them from the pools of the rules, with everything that is awkward about real ones.

use proptest::{collection::vec, option, prelude::*, sample::select};
use tandem::lead::{Day, Event, FieldType, Instant, Lead, Outcome, SECONDS_PER_DAY, Value};

use super::rule::{ATTRIBUTES, BASE_DAY, DETAILS, KINDS, TEXTS, day, number};

/// An instant to score at: within a few days of the pool's base day, on and off the borders of days.
pub fn as_of() -> BoxedStrategy<Instant> {
    (-10_i32..10, second()).prop_map(|(offset, second)| at(Day(BASE_DAY.0 + offset), second)).boxed()
}

/// A second of a day; few, so that events are whole days old to the second.
fn second() -> BoxedStrategy<i64> {
    select(vec![0, 1, 43_200, 43_201, SECONDS_PER_DAY - 1]).boxed()
}

fn at(day: Day, second: i64) -> Instant {
    Instant(i64::from(day.0) * SECONDS_PER_DAY + second)
}

fn value(field_type: FieldType) -> BoxedStrategy<Value> {
    match field_type {
        // Blank text says nothing, and so does what is no number.
        FieldType::Text => prop_oneof![12 => select(TEXTS), 1 => Just(" \u{2003}"), 1 => Just("")]
            .prop_map(|text| Value::Text(text.to_owned()))
            .boxed(),
        FieldType::Number => {
            prop_oneof![12 => number(), 1 => select(vec![f64::NAN, f64::INFINITY])].prop_map(Value::Number).boxed()
        }
        FieldType::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
        FieldType::Date => day().prop_map(Value::Date).boxed(),
    }
}

pub fn event() -> BoxedStrategy<Event> {
    let detail = option::weighted(0.7, select(DETAILS).prop_map(str::to_owned));
    let amount = option::weighted(0.5, prop_oneof![9 => number(), 1 => Just(f64::NAN)]);
    (select(&KINDS[..KINDS.len() - 1]), day(), second(), detail, amount)
        .prop_map(|(kind, day, second, detail, amount)| Event {
            kind: kind.to_owned(),
            at: at(day, second),
            detail,
            amount,
        })
        .boxed()
}

/// A lead whose key is still to be given.
pub fn lead() -> BoxedStrategy<Lead> {
    let known = &ATTRIBUTES[..ATTRIBUTES.len() - 1];
    let values: Vec<_> = known.iter().map(|(_, field_type)| option::weighted(0.7, value(*field_type))).collect();
    let account = option::weighted(0.6, select(vec!["acme", "Ünïon", "z"]).prop_map(str::to_owned));
    let outcome = select(vec![Outcome::Open, Outcome::Won, Outcome::Lost]);
    let events = prop_oneof![1 => Just(Vec::new()), 4 => vec(event(), 0..9)];
    let closed = option::weighted(0.5, day());
    (values, account, option::weighted(0.8, day()), (outcome, closed), events)
        .prop_map(move |(values, account, created, (outcome, closed), events)| {
            let named = known.iter().zip(values);
            let attributes = named.filter_map(|((name, _), value)| Some(((*name).to_owned(), value?))).collect();
            Lead { key: String::new(), account, created, outcome, closed, attributes, events }
        })
        .boxed()
}

/// None to a few words of bits of leads, each with a key of its own, not in key order.
pub fn leads() -> BoxedStrategy<Vec<Lead>> {
    prop_oneof![6 => vec(lead(), 0..12), 2 => vec(lead(), 60..70), 1 => vec(lead(), 127..135)]
        .prop_map(|mut leads| {
            for (index, lead) in leads.iter_mut().enumerate() {
                lead.key = format!("{}{index}", ["z", "A", "ż"][index % 3]);
            }
            leads
        })
        .boxed()
}
