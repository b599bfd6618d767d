//! Models for the tests of the rules.

use super::{Facts, FieldFacts, Problem, check};
use crate::{
    lead::{FieldType, trim_fold},
    model::{
        Activity, AttributeTest, Category, Condition, Criterion, EventCounting, Model, NumberTest, Rule, Test,
        TextTest, Tier, sample,
    },
};

/// A sound model: one positive and one negative criterion on each axis, and bands that they reach.
pub(super) fn sound() -> Model {
    let mut model = Model::new("Sound");
    model.criteria = vec![
        criterion("title", "profile", 15, words("Job title", &["CEO", "CTO"])),
        criterion("student", "profile", -10, words("Job title", &["student"])),
        criterion("demo", "activity", 15, each(&["demo"], 10)),
        criterion("quiet", "activity", -5, absent(45)),
    ];
    for axis in [&mut model.fit, &mut model.engagement] {
        for (band, from) in axis.bands.iter_mut().zip([15, 10, 5]) {
            band.from = Some(from);
        }
    }
    model
}

pub(super) fn criterion(id: &str, category: &str, points: i32, rule: Rule) -> Criterion {
    let tier = match points {
        ..0 => Tier::Negative,
        0..5 => Tier::Influencing,
        5..10 => Tier::Important,
        _ => Tier::Critical,
    };
    Criterion { tier, points, rule, ..sample::criterion(id, category) }
}

pub(super) fn category<'a>(model: &'a mut Model, id: &str) -> &'a mut Category {
    model.categories.iter_mut().find(|category| category.id.0 == id).expect("a category")
}

pub(super) fn profile(attribute: &str, is: Test) -> Rule {
    Rule::Profile(Condition::Test(AttributeTest { attribute: attribute.to_owned(), is }))
}

pub(super) fn words(attribute: &str, words: &[&str]) -> Rule {
    profile(attribute, Test::Text(TextTest::HasAnyWord(texts(words))))
}

pub(super) fn number(attribute: &str, is: NumberTest) -> Rule {
    profile(attribute, Test::Number(is))
}

pub(super) fn each(kinds: &[&str], at_most: u32) -> Rule {
    activity(kinds, EventCounting::Each { once_per_days: None, at_most, fade: Default::default() })
}

pub(super) fn absent(for_days: u32) -> Rule {
    activity(&[], EventCounting::Absent { for_days })
}

pub(super) fn activity(kinds: &[&str], counting: EventCounting) -> Rule {
    Rule::Activity(Activity {
        kinds: texts(kinds),
        detail: None,
        amount: None,
        within_days: None,
        only_if: None,
        counting,
    })
}

pub(super) fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Ten leads with job titles, sizes and demos.
pub(super) fn facts() -> Facts {
    let titles = [("CEO", 3), ("CTO", 3), ("Student", 2), ("VP, Sales", 1)];
    let field = |name: &str, field_type, known, values: &[(&str, u64)]| FieldFacts {
        name: name.to_owned(),
        field_type,
        known,
        values: values.iter().map(|(value, count)| (trim_fold(value), *count)).collect(),
        spread: None,
    };
    Facts {
        leads: 10,
        to_come: 0,
        fields: vec![field("Job title", FieldType::Text, 9, &titles), field("Employees", FieldType::Number, 2, &[])]
            .into(),
        kinds: texts(&["demo", "page_view"]),
        matches: [("title", 6), ("student", 2), ("demo", 4), ("quiet", 3)].map(|(id, count)| (id.into(), count)).into(),
        merged: Default::default(),
        former: Default::default(),
        capped: Default::default(),
    }
}

/// The problems of one code after a change of the sound model.
pub(super) fn found(code: &str, change: impl FnOnce(&mut Model)) -> Vec<Problem> {
    against(code, None, change)
}

/// The same, against the ten leads.
pub(super) fn found_in_leads(code: &str, change: impl FnOnce(&mut Model)) -> Vec<Problem> {
    against(code, Some(&facts()), change)
}

pub(super) fn against(code: &str, facts: Option<&Facts>, change: impl FnOnce(&mut Model)) -> Vec<Problem> {
    let mut model = sound();
    assert_eq!(check(&model, facts), Vec::new(), "the fixture is sound");
    change(&mut model);
    let mut problems = check(&model, facts);
    problems.retain(|problem| problem.code == code);
    for problem in &problems {
        let Some(mend) = &problem.mend else { continue };
        let mut mended = model.clone();
        mend.apply(&mut mended);
        assert_ne!(mended, model, "{mend:?} changes something");
        assert!(!check(&mended, facts).contains(problem), "{mend:?} mends {problem:?}");
    }
    problems
}
