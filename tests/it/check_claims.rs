//! What the checks say can't happen does not happen: held to the scorer on drawn leads.

use proptest::{collection::vec, prelude::*, sample::select};
use tandem::{
    model::{
        Activity, AttributeTest, Condition, Counting, EventCounting, Model, Rule, Test,
        check::{Place, check},
    },
    scoring::explain,
};

use super::strategies::{
    lead::{as_of, leads},
    model::{absurd_model, day, fade, model, number_test, text_test},
};

/// Tests of few attributes, so that one row often covers another.
fn close_test() -> BoxedStrategy<Condition> {
    let of = |attribute: &'static str, tests: BoxedStrategy<Test>| {
        tests.prop_map(move |is| Condition::Test(AttributeTest { attribute: attribute.to_owned(), is })).boxed()
    };
    let text = prop_oneof![8 => text_test().prop_map(Test::Text), 1 => Just(Test::Known), 1 => Just(Test::Unknown)];
    let date = (0_usize..4, day(), 1_u32..60).prop_map(|(which, day, days)| {
        use tandem::model::DateTest::{After, Before, DaysAgoOrMore, WithinLastDays};
        Test::Date([Before(day), After(day), WithinLastDays(days), DaysAgoOrMore(days)][which])
    });
    prop_oneof![
        4 => of("Job title", text.boxed()),
        3 => of("Employees", number_test().prop_map(Test::Number).boxed()),
        1 => of("Renewal", date.boxed()),
    ]
    .boxed()
}

fn close_rule() -> BoxedStrategy<Rule> {
    let condition = close_test().prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Condition::All),
            vec(inner.clone(), 0..3).prop_map(Condition::Any),
            inner.prop_map(|inner| Condition::Not(Box::new(inner))),
        ]
    });
    let once = (
        1_u32..4,
        prop_oneof![2 => Just(tandem::model::Fade::None), 1 => fade()],
        select(vec![None, Some(7), Some(30)]),
    )
        .prop_map(|(at_least, fade, within_days)| {
            Rule::Activity(Activity {
                kinds: Vec::new(),
                detail: None,
                amount: None,
                within_days,
                only_if: None,
                counting: EventCounting::Once { at_least, fade },
            })
        });
    prop_oneof![5 => condition.prop_map(Rule::Profile), 1 => once].boxed()
}

/// A model whose criteria are rows of one first-match category, with rules that are much alike.
fn rows() -> BoxedStrategy<Model> {
    (model(), vec(close_rule(), 2..7))
        .prop_map(|(mut model, rules)| {
            let Some(first) = model.criteria.first().cloned() else { return model };
            model.categories[0].counting = Counting::FirstMatch;
            let category = model.categories[0].id.clone();
            let row = |(index, rule): (usize, Rule)| tandem::model::Criterion {
                id: format!("k{index}").as_str().into(),
                name: format!("Row {index}"),
                category: category.clone(),
                enabled: true,
                rule,
                ..first.clone()
            };
            model.criteria = rules.into_iter().enumerate().map(row).collect();
            model
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn nothing_happens_that_can_not(
        model in prop_oneof![model(), rows(), absurd_model()],
        leads in leads(),
        as_of in as_of(),
    ) {
        let problems = check(&model, None);
        // Where two criteria have one id, it can't be said which of them is meant.
        prop_assume!(problems.iter().all(|problem| problem.code != "duplicate-id"));
        for lead in &leads {
            let explanation = explain(&model, lead, as_of);
            for problem in &problems {
                for axis in [&explanation.fit, &explanation.engagement] {
                    match (problem.code, &problem.place) {
                        ("unreachable-band", Place::Band(of, id)) if *of == axis.axis => {
                            let band = model.axis(*of).bands.get(axis.band).map(|band| &band.id);
                            prop_assert_ne!(band, Some(id), "{} scores {}", problem.sentence, axis.score);
                        }
                        ("axis-without-criteria", Place::Axis(of)) if *of == axis.axis => {
                            let band = model.axis(*of).bands.get(axis.band);
                            let said = band.map_or_else(String::new, |band| format!("band {}", band.name));
                            prop_assert!(problem.sentence.ends_with(&said), "{}", problem.sentence);
                        }
                        ("unreachable-row", Place::Criterion(id)) => {
                            let mut given = axis.categories.iter().flat_map(|category| &category.contributions);
                            prop_assert!(!given.any(|it| it.criterion == *id && it.counts), "{}", problem.sentence);
                        }
                        ("cap-never-reached", Place::Category(id)) => {
                            let cap = model.category(id).and_then(|category| category.at_most).unwrap_or(i32::MAX);
                            for category in axis.categories.iter().filter(|category| category.category == *id) {
                                prop_assert!(category.unclamped < i64::from(cap) * 1000, "{}", problem.sentence);
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

/// The claims above would hold of checks that never say anything.
#[test]
fn drawn_rows_are_often_out_of_reach() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};

    let mut runner = TestRunner::deterministic();
    let mut said = std::collections::BTreeMap::new();
    for _ in 0..200 {
        let model = rows().new_tree(&mut runner).expect("a model").current();
        for problem in check(&model, None) {
            *said.entry(problem.code).or_insert(0) += 1;
        }
    }
    for code in ["unreachable-band", "unreachable-row", "cap-never-reached"] {
        assert!(said.get(code).is_some_and(|count| *count > 10), "{code}: {said:?}");
    }
}
