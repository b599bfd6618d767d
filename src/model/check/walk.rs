//! Goes through the conditions and tests of a rule.

use crate::model::{AttributeTest, Condition, Rule, TextTest};

/// The condition of a rule, if it has one: a profile's, or what an activity asks for as well.
pub(super) fn condition(rule: &Rule) -> Option<&Condition> {
    match rule {
        Rule::Profile(condition) => Some(condition),
        Rule::Activity(activity) => activity.only_if.as_ref(),
    }
}

pub(super) fn each_condition<'a>(condition: &'a Condition, see: &mut impl FnMut(&'a Condition)) {
    see(condition);
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|inner| each_condition(inner, see)),
        Condition::Not(inner) => each_condition(inner, see),
        Condition::Test(_) => {}
    }
}

/// All tests of attributes in a rule, in order.
pub(super) fn tests(rule: &Rule) -> Vec<&AttributeTest> {
    let mut tests = Vec::new();
    if let Some(condition) = condition(rule) {
        each_condition(condition, &mut |condition| {
            if let Condition::Test(test) = condition {
                tests.push(test);
            }
        });
    }
    tests
}

/// All tests of text in a rule, of attributes and of details.
pub(super) fn text_tests(rule: &Rule) -> Vec<&TextTest> {
    let mut found: Vec<&TextTest> = Vec::new();
    for test in tests(rule) {
        if let crate::model::Test::Text(test) = &test.is {
            found.push(test);
        }
    }
    if let Rule::Activity(activity) = rule {
        found.extend(&activity.detail);
    }
    found
}

/// How deep groups are nested: 1 for a single test.
pub(super) fn depth(condition: &Condition) -> usize {
    1 + match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().map(depth).max().unwrap_or(0),
        Condition::Not(inner) => depth(inner),
        Condition::Test(_) => 0,
    }
}

/// A condition without groups of one.
pub(super) fn unwrapped(condition: &Condition) -> &Condition {
    match condition {
        Condition::All(list) | Condition::Any(list) if list.len() == 1 => unwrapped(&list[0]),
        other => other,
    }
}

pub(super) fn rename_attribute(rule: &mut Rule, from: &str, to: &str) {
    fn rename(condition: &mut Condition, from: &str, to: &str) {
        match condition {
            Condition::All(list) | Condition::Any(list) => list.iter_mut().for_each(|inner| rename(inner, from, to)),
            Condition::Not(inner) => rename(inner, from, to),
            Condition::Test(test) if test.attribute == from => test.attribute = to.to_owned(),
            Condition::Test(_) => {}
        }
    }
    match rule {
        Rule::Profile(condition) => rename(condition, from, to),
        Rule::Activity(activity) => activity.only_if.iter_mut().for_each(|condition| rename(condition, from, to)),
    }
}

pub(super) fn rename_kind(rule: &mut Rule, from: &str, to: &str) {
    if let Rule::Activity(activity) = rule {
        for kind in &mut activity.kinds {
            if kind == from {
                to.clone_into(kind);
            }
        }
    }
}
