//! Lists without anything in them: a group without conditions, a test without values.

use super::{Context, Place, Problem, walk};
use crate::model::{Condition, TextTest};

pub(super) const GROUP: &str = "empty-group";
pub(super) const VALUES: &str = "empty-list";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for criterion in &model.criteria {
        let place = || Place::Criterion(criterion.id.clone());
        let name = &criterion.name;
        if let Some(condition) = walk::condition(&criterion.rule) {
            walk::each_condition(condition, &mut |condition| {
                let what = match condition {
                    Condition::All(list) if list.is_empty() => "“all of” nothing, which every lead meets",
                    Condition::Any(list) if list.is_empty() => "“any of” nothing, which no lead meets",
                    _ => return,
                };
                let sentence = format!("“{name}” asks for {what}");
                found.push(Problem::warning(GROUP, place(), sentence).hint("Add a condition, or remove the group"));
            });
        }
        for test in walk::text_tests(&criterion.rule) {
            let listed = test.listed();
            if !listed.iter().all(|text| text.trim().is_empty()) {
                continue;
            }
            let what = match test {
                TextTest::NoneOf(_) => "everything passes",
                _ => "nothing passes",
            };
            let sentence = format!("“{name}” has a test without values, which {what}");
            found.push(Problem::warning(VALUES, place(), sentence).hint("Enter a value, or remove the test"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{found, words},
        *,
    };
    use crate::model::Rule;

    #[test]
    fn empty_groups_and_lists_are_found() {
        let group = Rule::Profile(Condition::Not(Box::new(Condition::Any(Vec::new()))));
        assert_eq!(found(GROUP, |model| model.criteria[0].rule = group).len(), 1);
        assert_eq!(found(VALUES, |model| model.criteria[0].rule = words("City", &[])).len(), 1);
        assert_eq!(found(VALUES, |model| model.criteria[0].rule = words("City", &[" "])).len(), 1);
        assert!(found(VALUES, |model| model.criteria[0].rule = words("City", &[" ", "Bonn"])).is_empty());
    }
}
