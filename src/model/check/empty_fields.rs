//! A criterion reads an attribute that is missing in most leads: it scores the form, not the lead.

use std::collections::BTreeSet;

use super::{Context, Place, Problem, walk};
use crate::model::Test;

pub(super) const CODE: &str = "mostly-empty-field";

pub(super) fn check(Context { model, facts }: Context<'_>, found: &mut Vec<Problem>) {
    let Some(facts) = facts else { return };
    for field in facts.fields.iter() {
        let missing = facts.leads.saturating_sub(field.known);
        if missing.saturating_mul(2) <= facts.leads {
            continue;
        }
        let mut names = BTreeSet::new();
        let mut first = None;
        for criterion in model.criteria.iter().filter(|criterion| criterion.enabled) {
            let reads = |test: &&crate::model::AttributeTest| {
                test.attribute == field.name && !matches!(test.is, Test::Known | Test::Unknown)
            };
            if walk::tests(&criterion.rule).iter().any(reads) {
                names.insert(format!("“{}”", criterion.name));
                first.get_or_insert(criterion);
            }
        }
        let Some(first) = first else { continue };
        // In whole percent, rounded down, so that 100 % means all.
        let percent = u128::from(missing) * 100 / u128::from(facts.leads.max(1));
        let names: Vec<String> = names.into_iter().collect();
        let sentence =
            format!("“{}” is missing in {percent} % of the leads, and {} asks for it", field.name, names.join(", "));
        found.push(
            Problem::warning(CODE, Place::Criterion(first.id.clone()), sentence)
                .hint("Collect it from more leads, or score it lower: most leads can't earn these points"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{criterion, found_in_leads, number, profile},
        *,
    };
    use crate::model::{NumberTest, Rule};

    #[test]
    fn a_field_that_few_leads_have_is_found() {
        let with = |rule: Rule| found_in_leads(CODE, |model| model.criteria.push(criterion("x", "profile", 3, rule)));
        let problems = with(number("Employees", NumberTest::AtLeast(5.0)));
        assert_eq!(problems[0].sentence, "“Employees” is missing in 80 % of the leads, and “x” asks for it");
        assert!(with(profile("Employees", Test::Unknown)).is_empty());
    }
}
