//! What a person does within a rule: a word more, another attribute, another number.

use proptest::{collection::vec, prelude::*, sample::Index};
use tandem::model::{AttributeTest, Condition, EventCounting, Fade, NumberTest, Rule, Test, TextTest};

use super::rule::rule;

/// One change within a rule, at whatever it has at this place.
#[derive(Clone, Debug)]
pub struct RuleEdit {
    which: u8,
    at: Index,
    number: u32,
}

pub fn rule_edit() -> BoxedStrategy<RuleEdit> {
    (0_u8..12, any::<Index>(), 1_u32..30).prop_map(|(which, at, number)| RuleEdit { which, at, number }).boxed()
}

/// A rule, and it after the edits of two people.
pub fn three_rules() -> BoxedStrategy<(Rule, Rule, Rule)> {
    let edits = || vec(rule_edit(), 1..3);
    (rule(), edits(), edits())
        .prop_map(|(base, ours, theirs)| {
            let edited = |edits: &[RuleEdit], mark: &str| {
                let mut rule = base.clone();
                for (number, edit) in edits.iter().enumerate() {
                    edit.apply(&mut rule, &format!("{mark}{number}"));
                }
                rule
            };
            (base.clone(), edited(&ours, "o"), edited(&theirs, "t"))
        })
        .boxed()
}

impl RuleEdit {
    pub fn apply(&self, rule: &mut Rule, fresh: &str) {
        match self.which {
            0..=2 => self.edit_list(rule, |list| list.push(fresh.to_owned())),
            3 => self.edit_list(rule, |list| drop(list.pop())),
            4 => self.edit_test(rule, |test| test.attribute = format!("Attribute {fresh}")),
            5 => self.edit_test(rule, |test| {
                test.is = match &test.is {
                    Test::Text(TextTest::OneOf(listed)) => Test::Text(TextTest::NoneOf(listed.clone())),
                    Test::Text(text) => Test::Text(TextTest::OneOf(text.listed().clone())),
                    _ => Test::Number(NumberTest::AtLeast(f64::from(self.number))),
                };
            }),
            6 => {
                if let Some(Condition::All(parts) | Condition::Any(parts)) = condition(rule) {
                    parts.reverse();
                }
            }
            _ => self.edit_activity(rule, fresh),
        }
    }

    fn edit_activity(&self, rule: &mut Rule, fresh: &str) {
        let Rule::Activity(activity) = rule else { return };
        match self.which {
            7 => activity.kinds.push(fresh.to_owned()),
            8 => drop(activity.kinds.pop()),
            9 => activity.within_days = Some(self.number),
            10 => activity.amount = Some(NumberTest::Greater(f64::from(self.number))),
            _ => {
                let fade = Fade::HalfLife { days: self.number };
                activity.counting = EventCounting::Once { at_least: 1 + self.number % 3, fade };
            }
        }
    }

    fn edit_list(&self, rule: &mut Rule, change: impl FnOnce(&mut Vec<String>)) {
        let mut lists = Vec::new();
        if let Rule::Activity(activity) = rule
            && let Some(detail) = &mut activity.detail
        {
            return change(detail.listed_mut());
        }
        for test in condition(rule).map(tests).unwrap_or_default() {
            if let Test::Text(text) = &mut test.is {
                lists.push(text.listed_mut());
            }
        }
        if !lists.is_empty() {
            let at = self.at.index(lists.len());
            change(lists.swap_remove(at));
        }
    }

    fn edit_test(&self, rule: &mut Rule, change: impl FnOnce(&mut AttributeTest)) {
        let mut tests = condition(rule).map(tests).unwrap_or_default();
        if !tests.is_empty() {
            let at = self.at.index(tests.len());
            change(tests.swap_remove(at));
        }
    }
}

fn condition(rule: &mut Rule) -> Option<&mut Condition> {
    match rule {
        Rule::Profile(condition) => Some(condition),
        Rule::Activity(activity) => activity.only_if.as_mut(),
    }
}

fn tests(condition: &mut Condition) -> Vec<&mut AttributeTest> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().flat_map(tests).collect(),
        Condition::Not(inner) => tests(inner),
        Condition::Test(test) => vec![test],
    }
}
