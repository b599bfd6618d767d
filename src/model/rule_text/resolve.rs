//! What was typed, in the spelling and the types of the open library.

use super::number::parse_number;
use crate::{
    lead::{FieldType, trim_fold},
    model::{AttributeTest, Condition, NumberTest, Rule, Test, TextTest, check::Facts, wording},
};

/// Gives attributes and kinds of event the library's own spelling (`job title` is its *Job title*, `Webinar attended` its
/// `webinar_attended`), and a test the type of its field where nothing is lost: `Employees is 200` is a test of a number.
///
/// What the library has as it stands, or does not have at all, is left alone; so is what could be two of its names.
pub fn resolve(rule: &mut Rule, facts: &Facts) {
    match rule {
        Rule::Profile(condition) => resolve_condition(condition, facts),
        Rule::Activity(activity) => {
            for kind in &mut activity.kinds {
                let known = |name: &String| trim_fold(name) == trim_fold(kind) || is_kind(name, kind);
                if let Some(name) = the_one(facts.kinds.iter(), |name| *name == kind, known) {
                    kind.clone_from(name);
                }
            }
            if let Some(condition) = &mut activity.only_if {
                resolve_condition(condition, facts);
            }
        }
    }
}

/// The kind as the sentence calls it.
fn is_kind(name: &str, typed: &str) -> bool {
    trim_fold(&wording::kind(name)) == trim_fold(typed)
}

/// The exact one, else the only one that may be meant.
fn the_one<'a, T: ?Sized>(
    mut all: impl Iterator<Item = &'a T> + Clone,
    is_exact: impl Fn(&&'a T) -> bool,
    may_be: impl Fn(&'a T) -> bool,
) -> Option<&'a T> {
    if let Some(exact) = all.clone().find(|one| is_exact(one)) {
        return Some(exact);
    }
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
    let typed = trim_fold(&test.attribute);
    let field =
        the_one(facts.fields.iter(), |field| field.name == test.attribute, |field| trim_fold(&field.name) == typed);
    let Some(field) = field else { return };
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
        (Test::Number(NumberTest::Equal(number)), FieldType::Text) => {
            Some(Test::Text(TextTest::OneOf(vec![format!("{number}")])))
        }
        _ => None,
    }
}
