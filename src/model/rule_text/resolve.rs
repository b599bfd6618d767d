//! What was typed, in the spelling and the types of the open library.

use super::number::parse_number;
use crate::{
    lead::{FieldType, trim_fold},
    model::{
        AttributeTest, Condition, NumberTest, Rule, Test, TextTest,
        check::{Facts, FieldFacts},
        sentence,
    },
};

/// Gives attributes the library's own spelling (`job title` is its *Job title*), and a test the type of its field where
/// nothing is lost: `Employees is 200` is a test of a number. Kinds of event are looked up where they are read.
///
/// What the library has as it stands, or does not have at all, is left alone; so is what could be two of its names.
pub fn resolve(rule: &mut Rule, facts: &Facts) {
    let condition = match rule {
        Rule::Profile(condition) => Some(condition),
        Rule::Activity(activity) => activity.only_if.as_mut(),
    };
    if let Some(condition) = condition {
        resolve_condition(condition, facts);
    }
}

/// The field of the library that a name means.
pub fn field<'a>(facts: &'a Facts, typed: &str) -> Option<&'a FieldFacts> {
    let fields = facts.fields.iter();
    let exact = fields.clone().find(|field| field.name == typed);
    exact.or_else(|| the_only(fields, |field| trim_fold(&field.name) == trim_fold(typed)))
}

/// The kind of event of the library that a name means: as the sentence calls it (`Webinar attended` is `webinar_attended`),
/// as it stands, or nearly so. In quotes a name is never what the sentence calls another one.
pub fn kind<'a>(facts: &'a Facts, typed: &str, is_quoted: bool) -> Option<&'a String> {
    let kinds = facts.kinds.iter();
    let is_said =
        |name: &String| !is_quoted && (sentence::kind(name, true) == typed || sentence::kind(name, false) == typed);
    let is_near = |name: &String| {
        let typed = trim_fold(typed);
        trim_fold(name) == typed || trim_fold(&sentence::kind(name, true)) == typed
    };
    let exact = |name: &&String| *name == typed;
    the_only(kinds.clone(), is_said).or_else(|| kinds.clone().find(exact)).or_else(|| the_only(kinds, is_near))
}

/// The only one that may be meant.
fn the_only<'a, T>(mut all: impl Iterator<Item = &'a T>, may_be: impl Fn(&T) -> bool) -> Option<&'a T> {
    let first = all.find(|one| may_be(one))?;
    all.all(|other| !may_be(other)).then_some(first)
}

fn resolve_condition(condition: &mut Condition, facts: &Facts) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                resolve_condition(part, facts);
            }
        }
        Condition::Not(inner) => resolve_condition(inner, facts),
        Condition::Test(test) => resolve_test(test, facts),
    }
}

fn resolve_test(test: &mut AttributeTest, facts: &Facts) {
    let Some(field) = field(facts, &test.attribute) else { return };
    test.attribute.clone_from(&field.name);
    if let Some(is) = as_type(&test.is, field.field_type) {
        test.is = is;
    }
}

/// The same question to a field of this type, where the words fit more than one.
fn as_type(test: &Test, field_type: FieldType) -> Option<Test> {
    let one = |listed: &[String]| match listed {
        [one] => Some(trim_fold(one)),
        _ => None,
    };
    match (test, field_type) {
        (Test::Text(TextTest::OneOf(listed)), FieldType::Number) => {
            parse_number(&one(listed)?).map(|number| Test::Number(NumberTest::Equal(number)))
        }
        (Test::Text(TextTest::NoneOf(listed)), FieldType::Number) => {
            parse_number(&one(listed)?).map(|number| Test::Number(NumberTest::NotEqual(number)))
        }
        (Test::Text(TextTest::OneOf(listed)), FieldType::YesNo) => match one(listed)?.as_str() {
            "yes" | "true" => Some(Test::YesNo(true)),
            "no" | "false" => Some(Test::YesNo(false)),
            _ => None,
        },
        (Test::YesNo(yes), FieldType::Text) => {
            let answer = if *yes { "yes" } else { "no" };
            Some(Test::Text(TextTest::OneOf(vec![answer.to_owned()])))
        }
        _ => None,
    }
}
