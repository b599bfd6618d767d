//! Two criteria that count the same thing: their points add up, which is rarely meant.

use std::collections::BTreeMap;

use super::{Context, Mend, Place, Problem, walk};
use crate::{
    lead::trim_fold,
    model::{Axis, Condition, Counting, Criterion, Rule, Test, TextTest},
};

pub(super) const CODE: &str = "same-rule-twice";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    let mut seen: BTreeMap<(Option<Axis>, String), &Criterion> = BTreeMap::new();
    for criterion in model.criteria.iter().filter(|criterion| criterion.enabled) {
        let key = (model.axis_of(criterion), format!("{:?}", normal(&criterion.rule)));
        let Some(first) = seen.get(&key) else {
            seen.insert(key, criterion);
            continue;
        };
        let is_first_match =
            model.category(&criterion.category).is_some_and(|category| category.counting == Counting::FirstMatch);
        if is_first_match && first.category == criterion.category {
            // The second never counts: that is another problem.
            continue;
        }
        let sentence = format!("“{}” counts the same as “{}”", criterion.name, first.name);
        found.push(
            Problem::warning(CODE, Place::Criterion(criterion.id.clone()), sentence)
                .hint("Switch one of them off, or their points add up")
                .mend(Mend::SwitchOff(criterion.id.clone())),
        );
    }
}

/// The rule as it is compared: texts folded and sorted, groups of one taken apart.
pub(super) fn normal(rule: &Rule) -> Rule {
    match rule {
        Rule::Profile(condition) => Rule::Profile(normal_condition(condition)),
        Rule::Activity(activity) => {
            let mut activity = activity.clone();
            activity.kinds.sort();
            activity.kinds.dedup();
            activity.detail.iter_mut().for_each(normal_test);
            activity.only_if = activity.only_if.as_ref().map(normal_condition);
            Rule::Activity(activity)
        }
    }
}

fn normal_condition(condition: &Condition) -> Condition {
    match walk::unwrapped(condition) {
        Condition::All(list) => Condition::All(list.iter().map(normal_condition).collect()),
        Condition::Any(list) => Condition::Any(list.iter().map(normal_condition).collect()),
        Condition::Not(inner) => Condition::Not(Box::new(normal_condition(inner))),
        Condition::Test(test) => {
            let mut test = test.clone();
            if let Test::Text(text) = &mut test.is {
                normal_test(text);
            }
            Condition::Test(test)
        }
    }
}

fn normal_test(test: &mut TextTest) {
    let listed = test.listed_mut();
    listed.iter_mut().for_each(|text| *text = trim_fold(text));
    listed.retain(|text| !text.is_empty());
    listed.sort();
    listed.dedup();
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{criterion, found, words},
        *,
    };

    #[test]
    fn the_same_in_other_words_is_found() {
        let twin = || criterion("twin", "profile", 3, words("Job title", &["cto ", "ceo", "CTO"]));
        let problems = found(CODE, |model| model.criteria.push(twin()));
        assert_eq!(problems[0].sentence, "“twin” counts the same as “title”");
        let other = || criterion("other", "profile", 3, words("Job title", &["ceo"]));
        assert!(found(CODE, |model| model.criteria.push(other())).is_empty());
        let on_the_other_axis = || Criterion { category: "activity".into(), ..twin() };
        assert!(found(CODE, |model| model.criteria.push(on_the_other_axis())).is_empty());
    }
}
