//! The checks find no error in a sound model, survive any other, and their mends mend.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tandem::{
    lead::FieldType,
    model::{
        Model,
        check::{Facts, FieldFacts, Mend, Place, Problem, Severity, check},
    },
};

use super::strategies::model::{ATTRIBUTES, KINDS, TEXTS, absurd_model, model};

/// What a library would tell that lacks the pool's last attribute and kind.
fn facts(model: &Model, count: u64) -> Facts {
    let (_, attributes) = ATTRIBUTES.split_last().expect("a pool");
    let values = TEXTS.iter().map(|text| (tandem::lead::trim_fold(text), 1)).collect();
    let field = |(name, field_type): &(&str, FieldType)| FieldFacts {
        name: (*name).to_owned(),
        field_type: *field_type,
        known: 4,
        values: if *field_type == FieldType::Text { Clone::clone(&values) } else { Default::default() },
        spread: None,
    };
    Facts {
        leads: 10,
        to_come: 0,
        fields: attributes.iter().map(field).collect::<Vec<_>>().into(),
        kinds: KINDS[..4].iter().map(|kind| (*kind).to_owned()).collect(),
        matches: model.criteria.iter().map(|criterion| (criterion.id.clone(), count)).collect(),
        capped: model.categories.iter().map(|category| (category.id.clone(), count)).collect(),
        merged: Default::default(),
        former: Default::default(),
    }
}

fn sorted(problems: &[Problem]) -> bool {
    problems.iter().map(|problem| problem.severity).is_sorted()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_sound_model_has_no_errors(model in model(), count in 0..11_u64) {
        let problems = check(&model, Some(&facts(&model, count)));
        let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:?}", errors);
        // Without a library there is less to say, and nothing else.
        for problem in check(&model, None) {
            prop_assert!(problems.contains(&problem) || problem.code.starts_with("cap-"), "{:?}", problem);
        }
    }

    #[test]
    fn no_model_is_too_absurd(model in absurd_model(), count in 0..11_u64) {
        let problems = check(&model, Some(&facts(&model, count)));
        prop_assert!(sorted(&problems));
        for problem in &problems {
            prop_assert!(!problem.sentence.is_empty() && !problem.place.describe(&model).is_empty());
        }
    }

    /// What is said to be seen in the leads is not seen without them.
    #[test]
    fn what_needs_leads_is_said_only_with_leads(model in prop_oneof![model(), absurd_model()], count in 1..11_u64) {
        let alone = check(&model, None);
        prop_assert!(alone.iter().all(|problem| !problem.needs_leads));
        for problem in check(&model, Some(&facts(&model, count))) {
            prop_assert!(problem.needs_leads || problem.code.starts_with("cap-") || alone.contains(&problem), "{:?}", problem);
        }
    }

    /// Mends of one kind that may be done at one click leave none of what they were for.
    #[test]
    fn mends_that_are_safe_together_mend_together(model in prop_oneof![model(), absurd_model()]) {
        let facts = facts(&model, 3);
        let ids: BTreeSet<_> = model.criteria.iter().map(|criterion| &criterion.id).collect();
        prop_assume!(ids.len() == model.criteria.len());
        let problems = check(&model, Some(&facts));
        let kind = |problem: &Problem| problem.mend.as_ref().map(|mend| (problem.code, std::mem::discriminant(mend)));
        for first in problems.iter().filter(|problem| problem.mend.as_ref().is_some_and(Mend::is_safe_together)) {
            let mut mended = model.clone();
            let alike: Vec<_> = problems.iter().filter(|problem| kind(problem) == kind(first)).collect();
            for mend in alike.iter().filter_map(|problem| problem.mend.as_ref()) {
                mend.apply(&mut mended);
            }
            let left = check(&mended, Some(&facts));
            for problem in alike {
                prop_assert!(!left.contains(problem), "{:?} is left", problem);
            }
        }
    }

    #[test]
    fn a_mend_mends(model in prop_oneof![model(), absurd_model()]) {
        let facts = facts(&model, 3);
        // Of two things with one id, a mend can only reach the first.
        let ids: BTreeSet<_> = model.criteria.iter().map(|criterion| &criterion.id).collect();
        prop_assume!(ids.len() == model.criteria.len());
        for problem in check(&model, Some(&facts)) {
            let Some(mend) = &problem.mend else { continue };
            let mut mended = model.clone();
            mend.apply(&mut mended);
            prop_assert!(!check(&mended, Some(&facts)).contains(&problem), "{:?} after {:?}", problem, mend);
            prop_assert!(!mend.label(&model).is_empty());
        }
    }
}

#[test]
fn a_new_model_has_no_problems() {
    assert_eq!(check(&Model::new("New model"), None), Vec::new());
}

#[test]
fn errors_come_first_and_then_the_order_of_the_model() {
    let mut model = Model::new("New model");
    model.routes[0].owner = None;
    model.fit.range.least = 200;
    model.categories[1].name.clear();
    let places: Vec<_> = check(&model, None).into_iter().map(|problem| (problem.severity, problem.place)).collect();
    let expected = [
        (Severity::Error, Place::Axis(tandem::model::Axis::Fit)),
        (Severity::Error, Place::Category("activity".into())),
        (Severity::Warning, Place::Route("sales-now".into())),
    ];
    assert_eq!(places, expected);
}
