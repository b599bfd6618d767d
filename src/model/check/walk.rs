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
pub(in crate::model) fn tests(rule: &Rule) -> Vec<&AttributeTest> {
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

/// All tests of attributes in a rule, to be changed.
pub(crate) fn each_test_mut(rule: &mut Rule, change: &mut impl FnMut(&mut AttributeTest)) {
    fn within(condition: &mut Condition, change: &mut impl FnMut(&mut AttributeTest)) {
        match condition {
            Condition::All(list) | Condition::Any(list) => list.iter_mut().for_each(|inner| within(inner, change)),
            Condition::Not(inner) => within(inner, change),
            Condition::Test(test) => change(test),
        }
    }
    match rule {
        Rule::Profile(condition) => within(condition, change),
        Rule::Activity(activity) => activity.only_if.iter_mut().for_each(|condition| within(condition, change)),
    }
}

pub(in crate::model) fn rename_attribute(rule: &mut Rule, from: &str, to: &str) {
    each_test_mut(rule, &mut |test| {
        if test.attribute == from {
            to.clone_into(&mut test.attribute);
        }
    });
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
