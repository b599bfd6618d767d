//! An attribute, its type, or a kind of event that the open library does not know.

use super::{Context, Facts, Mend, Place, Problem, walk};
use crate::model::{Criterion, Rule, nearest::nearest};

pub(super) const ATTRIBUTE: &str = "unknown-attribute";
pub(super) const TYPE: &str = "attribute-of-other-type";
pub(super) const KIND: &str = "unknown-event-kind";

pub(super) fn check(Context { model, facts }: Context<'_>, found: &mut Vec<Problem>) {
    let Some(facts) = facts else { return };
    for criterion in model.criteria.iter().filter(|criterion| criterion.enabled) {
        attributes(criterion, facts, found);
        let Rule::Activity(activity) = &criterion.rule else { continue };
        for kind in activity.kinds.iter().filter(|kind| !facts.kinds.contains(kind)) {
            let place = Place::Criterion(criterion.id.clone());
            let sentence = format!("“{}” counts events of the kind “{kind}”, which no lead has", criterion.name);
            let problem = Problem::warning(KIND, place, sentence);
            found.push(match nearest(kind, facts.kinds.iter().map(String::as_str)) {
                Some(to) => problem.hint(format!("Did you mean “{to}”?")).mend(Mend::RenameKind {
                    criterion: criterion.id.clone(),
                    from: kind.clone(),
                    to: to.to_owned(),
                }),
                None => problem.hint("Import events of this kind, or choose another"),
            });
        }
    }
}

fn attributes(criterion: &Criterion, facts: &Facts, found: &mut Vec<Problem>) {
    let mut seen: Vec<&str> = Vec::new();
    for test in walk::tests(&criterion.rule) {
        let place = || Place::Criterion(criterion.id.clone());
        let attribute = &test.attribute;
        let Some(field) = facts.fields.iter().find(|field| field.name == *attribute) else {
            if seen.contains(&attribute.as_str()) {
                continue;
            }
            seen.push(attribute);
            if attribute.trim().is_empty() {
                let sentence = format!("“{}” has a test that names no attribute yet", criterion.name);
                found.push(Problem::warning(ATTRIBUTE, place(), sentence).hint("Choose an attribute"));
                continue;
            }
            let sentence = format!("“{}” reads “{attribute}”, which no lead has", criterion.name);
            let problem = Problem::warning(ATTRIBUTE, place(), sentence);
            found.push(match nearest(attribute, facts.fields.iter().map(|field| field.name.as_str())) {
                Some(to) => problem.hint(format!("Did you mean “{to}”?")).mend(Mend::RenameAttribute {
                    criterion: criterion.id.clone(),
                    from: attribute.clone(),
                    to: to.to_owned(),
                }),
                None => problem.hint("Import this attribute, or choose another"),
            });
            continue;
        };
        if let Some(asked) = test.is.field_type().filter(|asked| *asked != field.field_type) {
            let name = &criterion.name;
            let is = field.field_type;
            let sentence =
                format!("“{name}” tests “{attribute}” as {asked}, but it is {is}, so its value counts as missing");
            found.push(Problem::warning(TYPE, place(), sentence).hint(format!("Choose a test for {is}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{each, found_in_leads, words},
        *,
    };

    #[test]
    fn misspelt_names_are_found_and_mended() {
        let problems = found_in_leads(ATTRIBUTE, |model| model.criteria[0].rule = words("Job titel", &["CEO"]));
        assert_eq!(problems[0].hint.as_deref(), Some("Did you mean “Job title”?"));
        assert!(problems[0].mend.is_some());
        let problems = found_in_leads(KIND, |model| model.criteria[2].rule = each(&["demos", "demo"], 10));
        assert_eq!(problems.len(), 1);
        assert!(problems[0].mend.is_some());
    }

    #[test]
    fn a_test_of_another_type_is_found() {
        let problems = found_in_leads(TYPE, |model| model.criteria[0].rule = words("Employees", &["CEO"]));
        assert_eq!(
            problems[0].sentence,
            "“title” tests “Employees” as text, but it is number, so its value counts as missing"
        );
    }
}
