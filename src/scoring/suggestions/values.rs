//! Values that meet tests: what an attribute would have to become for a condition to be as wanted.
//!
//! Of values that no test of the model tells apart one is tried, so few stand for all. Numbers are tried at every limit that
//! the model names and right beside it, whole ones where all that is known is whole; texts as they are listed.

use std::collections::BTreeMap;

use super::super::condition::Asked;
use crate::{
    lead::{Day, FieldType, Value},
    model::{AttributeTest, Condition, DateTest, SpamTest, Test, TextTest},
};

/// A test, and what it should come to: false below a `not`.
pub type Wish<'a> = (&'a AttributeTest, bool);

/// So many ways in which a condition can come about are tried, so many listed texts, and so many changes of a lead in all.
pub const MOST_WAYS: usize = 64;

/// The ways in which all of these can become as wanted: in each, all tests come to what is wished of them.
pub fn ways_to_be<'a>(wanted: impl IntoIterator<Item = (&'a Condition, bool)>) -> Vec<Vec<Wish<'a>>> {
    let mut ways: Vec<Vec<Wish<'a>>> = vec![Vec::new()];
    for (condition, wanted) in wanted {
        let of_this = ways_of(condition, wanted);
        let both = |one: &Vec<Wish<'a>>| -> Vec<Vec<Wish<'a>>> {
            of_this.iter().map(|other| one.iter().chain(other).copied().collect()).collect()
        };
        ways = ways.iter().flat_map(both).take(MOST_WAYS).collect();
    }
    ways
}

fn ways_of(condition: &Condition, wanted: bool) -> Vec<Vec<Wish<'_>>> {
    match condition {
        Condition::Test(test) => vec![vec![(test, wanted)]],
        Condition::Not(part) => ways_of(part, !wanted),
        Condition::All(parts) | Condition::Any(parts) => {
            if matches!(condition, Condition::All(_)) == wanted {
                ways_to_be(parts.iter().map(|part| (part, wanted)))
            } else {
                parts.iter().flat_map(|part| ways_of(part, wanted)).take(MOST_WAYS).collect()
            }
        }
    }
}

/// What attributes are given.
pub type Given = BTreeMap<String, Value>;

/// The tests that a model has of each attribute: what they do not tell apart is one to the model.
pub type TestsOf<'a> = BTreeMap<&'a str, Vec<&'a Test>>;

/// What a lead would have to be given for all of these wishes to come true; nothing where that can't be said.
pub fn gifts(wishes: &[Wish<'_>], tests: &TestsOf<'_>, asked: &Asked<'_>) -> Vec<Given> {
    let mut by_attribute: BTreeMap<&str, Vec<(&Test, bool)>> = BTreeMap::new();
    for (test, wanted) in wishes {
        by_attribute.entry(&test.attribute).or_default().push((&test.is, *wanted));
    }
    let mut gifts = vec![Given::new()];
    for (attribute, wishes) in by_attribute {
        // What is as it should be stays as it is.
        if asked.holds_for_all(&wishes, asked.lead.attribute(attribute)) {
            continue;
        }
        let of_model = tests.get(attribute).map_or(&[][..], Vec::as_slice);
        let values = values(attribute, &wishes, of_model, asked);
        let with = |given: &Given| -> Vec<Given> {
            let one = |value: &Value| {
                let mut given = given.clone();
                given.insert(attribute.to_owned(), value.clone());
                given
            };
            values.iter().map(one).collect()
        };
        gifts = gifts.iter().flat_map(with).take(MOST_WAYS).collect();
    }
    gifts
}

/// Values that meet the wishes, one of those that the model does not tell apart.
fn values(attribute: &str, wishes: &[(&Test, bool)], of_model: &[&Test], asked: &Asked<'_>) -> Vec<Value> {
    let has = asked.lead.attribute(attribute);
    let all: Vec<&Test> = wishes.iter().map(|(test, _)| *test).chain(of_model.iter().copied()).collect();
    let mut types: Vec<FieldType> = match has {
        Some(value) => vec![value.field_type()],
        None => all.iter().filter_map(|test| test.field_type()).collect(),
    };
    if types.is_empty() {
        types.push(FieldType::Text);
    }
    types.sort_unstable();
    types.dedup();
    let meets = |value: &Value| asked.holds_for_all(wishes, Some(value));
    let of_type = |field_type| -> Vec<Value> {
        match field_type {
            FieldType::Text => texts(wishes, &all, asked),
            FieldType::Number => numbers(&all, has, &meets).into_iter().map(Value::Number).collect(),
            FieldType::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
            FieldType::Date => days(&all, asked.today, &meets).into_iter().map(|day| Value::Date(Day(day))).collect(),
        }
    };
    let mut told_apart: Vec<Vec<bool>> = Vec::new();
    let is_another = |value: &Value| {
        let answers = all.iter().map(|test| asked.holds_for(test, Some(value))).collect();
        let is_new = !told_apart.contains(&answers);
        told_apart.push(answers);
        is_new
    };
    types.into_iter().flat_map(of_type).filter(meets).filter(is_another).collect()
}

fn numbers(tests: &[&Test], has: Option<&Value>, meets: &dyn Fn(&Value) -> bool) -> Vec<f64> {
    let limits: Vec<f64> = tests.iter().filter_map(|test| test.limits()).flatten().collect();
    let has = if let Some(Value::Number(number)) = has { Some(*number) } else { None };
    let known = || limits.iter().copied().chain(has);
    let is_whole = known().all(|number| number.fract() == 0.0 && number.abs() < 1e15);
    let beside = |step: fn(f64) -> [f64; 3]| -> Vec<f64> {
        let tried = limits.iter().flat_map(|limit| step(*limit)).chain([1.0]);
        tried.filter(|number| number.is_finite() && meets(&Value::Number(*number))).collect()
    };
    let by_one = |limit: f64| [limit - 1.0, limit, limit + 1.0];
    let by_next = |limit: f64| [limit.next_down(), limit, limit.next_up()];
    let mut found = if is_whole { beside(by_one) } else { Vec::new() };
    if found.is_empty() {
        found = beside(by_next);
    }
    // What is counted is not less than nothing.
    let is_counted = known().all(|number| number >= 0.0);
    let natural: Vec<f64> = found.iter().copied().filter(|number| *number >= 0.0 || !is_counted).collect();
    if natural.is_empty() { found } else { natural }
}

/// What has been, if that will do; else what is to come.
fn days(tests: &[&Test], today: Day, meets: &dyn Fn(&Value) -> bool) -> Vec<i32> {
    let earlier = |days: u32| today.0.saturating_sub_unsigned(days);
    let limits = tests.iter().filter_map(|test| match test {
        Test::Date(DateTest::Before(day) | DateTest::After(day)) => Some(day.0),
        Test::Date(DateTest::WithinLastDays(days) | DateTest::DaysAgoOrMore(days)) => Some(earlier(*days)),
        _ => None,
    });
    let tried = limits.chain([today.0]).flat_map(|day| [day.saturating_sub(1), day, day.saturating_add(1)]);
    let found: Vec<i32> = tried.filter(|day| meets(&Value::Date(Day(*day)))).collect();
    let past: Vec<i32> = found.iter().copied().filter(|day| *day <= today.0).collect();
    if past.is_empty() { found } else { past }
}

/// What is listed by the tests that are to hold, one of each list; where none is, any text that looks right.
fn texts(wishes: &[(&Test, bool)], all: &[&Test], asked: &Asked<'_>) -> Vec<Value> {
    let mut pieces = wishes.iter().filter_map(|wish| pieces(wish, asked)).collect::<Vec<_>>();
    if pieces.is_empty() {
        return vec![Value::Text(any_text(all).to_owned())];
    }
    // In the order in which they can stand in one text.
    pieces.sort_by_key(|(place, _)| *place);
    let is_whole = pieces.iter().any(|(place, _)| *place == Place::Whole);
    let mut texts = vec![String::new()];
    if is_whole {
        texts = pieces.into_iter().filter(|(place, _)| *place == Place::Whole).flat_map(|(_, listed)| listed).collect();
    } else {
        for (_, listed) in pieces {
            let with = |text: &String| -> Vec<String> {
                let sep = if text.is_empty() { "" } else { " " };
                listed.iter().map(|piece| format!("{text}{sep}{piece}")).collect()
            };
            texts = texts.iter().flat_map(with).take(MOST_WAYS).collect();
        }
    }
    // How it would be written is not known: rather like a name, unless that is what must not be.
    let written = |text: String| -> Value {
        let capital = Value::Text(with_capital(&text));
        if asked.holds_for_all(wishes, Some(&capital)) { capital } else { Value::Text(text) }
    };
    texts.into_iter().take(MOST_WAYS).map(written).collect()
}

/// Where in a text something stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Whole,
    Start,
    Within,
    End,
}

fn pieces((test, wanted): &(&Test, bool), asked: &Asked<'_>) -> Option<(Place, Vec<String>)> {
    let (place, listed): (_, Vec<String>) = match (test, wanted) {
        (Test::Text(TextTest::OneOf(listed)), true) | (Test::Text(TextTest::NoneOf(listed)), false) => {
            (Place::Whole, listed.clone())
        }
        (Test::Text(TextTest::HasAnyWord(listed) | TextTest::ContainsAny(listed)), true) => {
            (Place::Within, listed.clone())
        }
        (Test::Text(TextTest::StartsWithAny(listed)), true) => (Place::Start, listed.clone()),
        (Test::Text(TextTest::EndsWithAny(listed)), true) => (Place::End, listed.clone()),
        (Test::Spam(spam), true) => (Place::Within, spam_texts(*spam, asked)),
        _ => return None,
    };
    let trimmed = listed.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Some((place, trimmed.collect()))
}

fn spam_texts(test: SpamTest, asked: &Asked<'_>) -> Vec<String> {
    let at = |domains: &[String]| domains.iter().map(|domain| format!("someone@{}", domain.trim())).collect();
    let text = |text: &str| vec![text.to_owned()];
    match test {
        SpamTest::FreeMailDomain => at(&asked.domains.free),
        SpamTest::DisposableDomain => at(&asked.domains.disposable),
        SpamTest::NotAnEmailAddress => text("none"),
        SpamTest::KeyboardRun(_) => text("qwertyuiop"),
        SpamTest::NoCapital => text("something else"),
        SpamTest::OneCharacterRepeated => text("xxx"),
    }
}

/// A text of nobody's list; of an attribute that holds addresses, an address.
fn any_text(tests: &[&Test]) -> &'static str {
    let is_address = |test: &&Test| {
        matches!(test, Test::Spam(SpamTest::FreeMailDomain | SpamTest::DisposableDomain | SpamTest::NotAnEmailAddress))
    };
    if tests.iter().any(is_address) { "Someone@company.example" } else { "Something else" }
}

fn with_capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
