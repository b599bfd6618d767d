//! The explaining scorer and the population scorer agree on every lead, in every field.

use std::sync::Arc;

use proptest::{prelude::*, test_runner::TestCaseResult};
use tandem::{
    lead::{Instant, Lead, Value},
    model::{Condition, Criterion, Model, NumberTest, Rule, Test},
    scoring::{
        AxisExplanation, Change, Columns, ColumnsBuilder, Explanation, Live, NO_ROUTE, Scores, after_suggestion,
        explain, near_misses, population::Plan, score_accounts, score_all, suggestions, top_reasons, work_order,
    },
};

use crate::strategies::{lead, model, rule::NUMBERS};

fn columns(leads: &[Lead]) -> Columns {
    let mut builder = ColumnsBuilder::default();
    builder.extend(leads.iter().cloned());
    builder.finish()
}

/// Holds the scores of one row to the explanation of that lead.
fn agree(model: &Model, explanation: &Explanation, live: &Live, scores: &Scores, row: usize) -> TestCaseResult {
    agree_on_axis(model, &explanation.fit, live, scores, row)?;
    agree_on_axis(model, &explanation.engagement, live, scores, row)?;
    prop_assert_eq!(explanation.fit.score, i64::from(scores.fit[row]));
    prop_assert_eq!(explanation.engagement.score, i64::from(scores.engagement[row]));
    prop_assert_eq!(explanation.combined, i64::from(scores.combined[row]));
    prop_assert_eq!(explanation.fit.band, usize::from(scores.fit_band[row]));
    prop_assert_eq!(explanation.engagement.band, usize::from(scores.engagement_band[row]));
    let route = model.routes.get(usize::from(scores.route[row])).map(|route| route.id.clone());
    prop_assert_eq!(route.is_none(), scores.route[row] == NO_ROUTE);
    prop_assert_eq!(&explanation.route, &route);
    // Who is not there yet is scored all the same, and is in none of these.
    let is_there = scores.there.contains(row);
    let is_disqualified = is_there && !explanation.disqualified_by.is_empty();
    prop_assert_eq!(is_disqualified, scores.disqualified.contains(row));
    prop_assert_eq!(is_there && explanation.qualified, scores.qualified.contains(row));
    prop_assert_eq!(explanation.stars, scores.stars[row]);
    prop_assert_eq!(explanation.flames, scores.flames[row]);
    prop_assert_eq!(is_there && explanation.cold, scores.cold.contains(row), "cold");
    Ok(())
}

fn agree_on_axis(
    model: &Model,
    explanation: &AxisExplanation,
    live: &Live,
    scores: &Scores,
    row: usize,
) -> TestCaseResult {
    let indices: Vec<usize> =
        (0..model.categories.len()).filter(|index| model.categories[*index].axis == explanation.axis).collect();
    prop_assert_eq!(indices.len(), explanation.categories.len());
    for (index, category) in indices.into_iter().zip(&explanation.categories) {
        prop_assert_eq!(category.total, live.category_total(index, row), "total of {}", category.category);
        // Every criterion of the category either contributes its hits or has none.
        let mut contributions = category.contributions.iter();
        for (criterion, hits) in model.criteria.iter().zip(&scores.hits) {
            if criterion.category == category.category && hits.weight(row) > 0 {
                let contribution = contributions.next();
                prop_assert_eq!(contribution.map(|given| &given.criterion), Some(&criterion.id));
                let weight = contribution.map(|given| given.weight);
                prop_assert_eq!(weight, Some(i64::from(hits.weight(row))), "weight of {}", criterion.id);
            }
        }
        prop_assert_eq!(contributions.next(), None);
    }
    Ok(())
}

/// Both scorers over all leads; the counts are those of the leads.
pub fn agree_on_all(model: &Model, leads: &[Lead], as_of: Instant) -> TestCaseResult {
    let columns = Arc::new(columns(leads));
    let mut live = Live::new(Arc::clone(&columns), model, as_of);
    let scores = live.scores();
    let mut cells = vec![vec![0; model.engagement.bands.len()]; model.fit.bands.len()];
    let mut routes = vec![0; model.routes.len()];
    for lead in leads {
        let row = columns.find(&lead.key).expect("each lead has a row");
        let explanation = explain(model, lead, as_of);
        agree(model, &explanation, &live, &scores, row)?;
        if !scores.there.contains(row) {
            continue;
        }
        if let Some(cell) =
            cells.get_mut(explanation.fit.band).and_then(|row: &mut Vec<u32>| row.get_mut(explanation.engagement.band))
        {
            *cell += 1;
        }
        if let Some(route) = routes.get_mut(usize::from(scores.route[row])) {
            *route += 1;
        }
    }
    prop_assert_eq!(&scores.cell_counts, &cells);
    prop_assert_eq!(&scores.route_counts, &routes);
    for (criterion, hits) in model.criteria.iter().zip(&scores.hits) {
        let matching = (0..leads.len()).filter(|row| hits.weight(*row) > 0).count() as u64;
        prop_assert_eq!(hits.count(), matching, "no bit of {} is set beyond the leads", criterion.id);
    }
    prop_assert!(scores.cold.count() <= leads.len() as u64);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(768))]

    #[test]
    fn on_sound_models(model in model::model(), leads in lead::leads(), as_of in lead::as_of()) {
        agree_on_all(&model, &leads, as_of)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn on_absurd_models(model in model::absurd_model(), leads in lead::leads(), as_of in lead::as_of()) {
        agree_on_all(&model, &leads, as_of)?;
    }

    #[test]
    fn on_leads_that_are_put_together_again(model in model::model(), leads in lead::leads(), as_of in lead::as_of()) {
        let columns = columns(&leads);
        for lead in &leads {
            let again = columns.lead(columns.find(&lead.key).expect("each lead has a row"));
            let (one, other) = (explain(&model, lead, as_of), explain(&model, &again, as_of));
            prop_assert_eq!((one.fit.total, one.engagement.total), (other.fit.total, other.engagement.total));
            prop_assert_eq!((one.route, one.cold, one.flames), (other.route, other.cold, other.flames));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A later edit asks for the hits of one criterion only: they are the same.
    #[test]
    fn each_criterion_alone_hits_the_same(model in model::model(), leads in lead::leads(), as_of in lead::as_of()) {
        let columns = columns(&leads);
        let scores = score_all(&columns, &model, as_of);
        for (index, hits) in scores.hits.iter().enumerate() {
            let alone = Plan::new(&columns, &model, as_of, |criterion| criterion.id == model.criteria[index].id);
            prop_assert_eq!(&alone.hits_of(index), hits);
        }
    }

    /// What is told beside a score keeps its promises, also under absurd models.
    #[test]
    fn advice_is_sound(model in model::absurd_model(), leads in lead::leads(), as_of in lead::as_of()) {
        let columns = columns(&leads);
        let scores = score_all(&columns, &model, as_of);
        let mut order = work_order(&scores, &columns);
        prop_assert!(order.is_sorted_by_key(|row| scores.route[*row as usize]));
        order.sort_unstable();
        let there = (0..leads.len() as u32).filter(|row| scores.there.contains(*row as usize));
        prop_assert!(order.into_iter().eq(there), "every lead that is there is worked once");
        let members: usize = score_accounts(&columns, &model, &scores).iter().map(|account| account.members.len()).sum();
        let is_there = |lead: &&Lead| columns.find(&lead.key).is_some_and(|row| scores.there.contains(row));
        prop_assert_eq!(members, leads.iter().filter(is_there).filter(|lead| lead.account.is_some()).count());
        for lead in leads.iter().take(8) {
            let explanation = explain(&model, lead, as_of);
            let (reasons_for, against) = top_reasons(&explanation, &model);
            prop_assert!(reasons_for.len() <= 3 && reasons_for.iter().all(|(_, given)| *given > 0));
            prop_assert!(against.len() <= 3 && against.iter().all(|(_, given)| *given < 0));
            for near in near_misses(&model, lead, as_of) {
                prop_assert!(model.criterion(&near).is_some_and(|criterion| criterion.enabled));
            }
            for suggestion in suggestions(&model, lead, as_of) {
                let (fit, engagement) = suggestion.cell;
                prop_assert!(fit < explanation.fit.band || engagement < explanation.engagement.band);
                prop_assert!(fit <= explanation.fit.band && engagement <= explanation.engagement.band);
                // Ids are not unique in every absurd model.
                let all = |wanted: fn(i32) -> bool| suggestion.criteria.iter().all(|id| {
                    model.criteria.iter().any(|criterion| criterion.id == *id && wanted(criterion.points))
                });
                prop_assert!(match suggestion.change {
                    Change::Match => all(|points| points > 0),
                    Change::Times(times) => (2..=1000).contains(&times) && all(|points| points > 0),
                    Change::Without => all(|points| points < 0),
                }, "{:?}", suggestion);
                prop_assert!(suggestion.criteria.len() == 1 || suggestion.change == Change::Match);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whoever does what is suggested gets to the cell that is promised, or to a better one.
    #[test]
    fn advice_that_is_done_holds(model in model::model(), leads in lead::leads(), as_of in lead::as_of()) {
        for lead in leads.iter().take(12) {
            let now = explain(&model, lead, as_of);
            for suggestion in suggestions(&model, lead, as_of) {
                let done = after_suggestion(&model, lead, as_of, &suggestion);
                prop_assert!(!done.is_empty(), "nobody knows how: {:?}", suggestion);
                for lead in done {
                    let then = explain(&model, &lead, as_of);
                    prop_assert!(
                        then.fit.band <= suggestion.cell.0 && then.engagement.band <= suggestion.cell.1,
                        "{suggestion:?} leads to {:?}", (then.fit.band, then.engagement.band),
                    );
                    prop_assert!(then.disqualified_by.iter().all(|id| now.disqualified_by.contains(id)));
                    let of_all = then.fit.categories.iter().chain(&then.engagement.categories);
                    let found: Vec<_> = of_all.flat_map(|category| &category.contributions).map(|it| &it.criterion).collect();
                    for id in &suggestion.criteria {
                        prop_assert_eq!(found.contains(&id), suggestion.change != Change::Without, "{} of {:?}", id, suggestion);
                    }
                }
            }
        }
    }

    /// A number that is another one than those that were tried, and passes the rule, leads there too.
    #[test]
    fn advice_about_a_number_holds_for_each(model in model::model(), leads in lead::leads(), as_of in lead::as_of()) {
        for lead in leads.iter().take(12) {
            for suggestion in suggestions(&model, lead, as_of) {
                let [id] = suggestion.criteria.as_slice() else { continue };
                let Some(Criterion { rule: Rule::Profile(Condition::Test(test)), .. }) = model.criterion(id) else { continue };
                let Test::Number(is) = test.is else { continue };
                for number in NUMBERS.iter().filter(|number| **number >= 0.0) {
                    let mut given = lead.clone();
                    given.attributes.insert(test.attribute.clone(), Value::Number(*number));
                    if passes(is, *number) != (suggestion.change == Change::Match) {
                        continue;
                    }
                    let then = explain(&model, &given, as_of);
                    prop_assert!(
                        then.fit.band <= suggestion.cell.0 && then.engagement.band <= suggestion.cell.1,
                        "{number}: {suggestion:?} leads to {:?}", (then.fit.band, then.engagement.band),
                    );
                }
            }
        }
    }
}

fn passes(test: NumberTest, number: f64) -> bool {
    match test {
        NumberTest::Equal(limit) => number == limit,
        NumberTest::NotEqual(limit) => number != limit,
        NumberTest::Less(limit) => number < limit,
        NumberTest::AtMost(limit) => number <= limit,
        NumberTest::Greater(limit) => number > limit,
        NumberTest::AtLeast(limit) => number >= limit,
        NumberTest::Between(least, most) => least <= number && number <= most,
    }
}

/// Rows beyond the first block and the first task of a core are scored as the first ones are.
#[test]
fn on_many_leads() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};

    let mut runner = TestRunner::deterministic();
    let mut draw = |count: usize| {
        let mut leads: Vec<Lead> = Vec::new();
        while leads.len() < count {
            leads.extend(lead::leads().new_tree(&mut runner).expect("leads").current());
        }
        leads
    };
    let some = draw(97);
    let many: Vec<Lead> =
        (0..40_000).map(|index| Lead { key: format!("{index:06}"), ..some[index % some.len()].clone() }).collect();
    let columns = Arc::new(columns(&many));
    let mut runner = TestRunner::deterministic();
    for _ in 0..4 {
        let model = model::model().new_tree(&mut runner).expect("a model").current();
        let as_of = Instant(i64::from(model::BASE_DAY.0) * 86_400);
        let mut live = Live::new(Arc::clone(&columns), &model, as_of);
        let scores = live.scores();
        for row in (0..many.len()).filter(|row| row % 61 == 0 || row % 4096 < 3 || *row > 39_900) {
            agree(&model, &explain(&model, &many[row], as_of), &live, &scores, row).expect("both scorers agree");
        }
    }
}
