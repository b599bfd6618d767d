//! What is counted at an instant is what the definition says, lead by lead.

use std::sync::Arc;

use proptest::{prelude::*, test_runner::TestCaseResult};
use tandem::{
    lead::{Instant, Lead, Outcome},
    model::Model,
    scoring::{
        ARRIVAL_WEEKS, Columns, ColumnsBuilder, Live, Scores, Summary, Tally, examples, explain, score_accounts,
        score_all,
        what_if::{Side, WhatIf, Who},
        work_order,
    },
};

use crate::strategies::{edit, lead, model};

/// By the words of `scoring::standing`: created on a later day, or never heard of before.
fn is_there(lead: &Lead, as_of: Instant) -> bool {
    match lead.created {
        Some(created) => created <= as_of.day(),
        None => lead.events.is_empty() || lead.events.iter().any(|event| event.at <= as_of),
    }
}

fn outcome(lead: &Lead, as_of: Instant) -> Outcome {
    if lead.closed.is_some_and(|closed| closed > as_of.day()) { Outcome::Open } else { lead.outcome }
}

fn tally<'a>(leads: impl Iterator<Item = &'a Lead>, as_of: Instant) -> Tally {
    let mut tally = Tally::default();
    for lead in leads {
        tally.leads += 1;
        tally.won += u64::from(outcome(lead, as_of) == Outcome::Won);
        tally.decided += u64::from(outcome(lead, as_of) != Outcome::Open);
    }
    tally
}

fn columns(leads: &[Lead]) -> Arc<Columns> {
    let mut builder = ColumnsBuilder::default();
    builder.extend(leads.iter().cloned());
    Arc::new(builder.finish())
}

/// One explanation after the other, and nothing of the population scorer.
fn counts_by_definition(model: &Model, leads: &[Lead], as_of: Instant, found: &Summary) -> TestCaseResult {
    let there: Vec<_> =
        leads.iter().filter(|lead| is_there(lead, as_of)).map(|lead| (lead, explain(model, lead, as_of))).collect();
    let of = |wanted: &dyn Fn(&tandem::scoring::Explanation) -> bool| {
        tally(there.iter().filter(|(_, explained)| wanted(explained)).map(|(lead, _)| *lead), as_of)
    };
    prop_assert_eq!(of(&|_| true), Tally { leads: found.leads, won: found.won, decided: found.decided });
    let to_sales = Tally { leads: found.to_sales, won: found.wins_to_sales, decided: found.decided_to_sales };
    prop_assert_eq!(of(&|explained| explained.qualified), to_sales);
    prop_assert_eq!(of(&|explained| !explained.disqualified_by.is_empty()).leads, found.disqualified);
    prop_assert_eq!(of(&|explained| explained.cold).leads, found.cold);
    for (fit, row) in found.cells.iter().enumerate() {
        for (engagement, cell) in row.iter().enumerate() {
            prop_assert_eq!(of(&|it| (it.fit.band, it.engagement.band) == (fit, engagement)), *cell);
        }
    }
    for (route, counted) in model.routes.iter().zip(&found.routes) {
        prop_assert_eq!(of(&|explained| explained.route.as_ref() == Some(&route.id)), *counted);
    }
    for (stage, counted) in model.stages.iter().zip(&found.stages) {
        prop_assert_eq!(of(&|explained| explained.stage.as_ref() == Some(&stage.id)), *counted);
    }
    let density = &found.density;
    let in_cloud = density.over(0..density.fit_bins.count(), 0..density.engagement_bins.count());
    prop_assert_eq!((in_cloud.leads, in_cloud.won, in_cloud.decided), (found.leads, found.won, found.decided));
    let lately = there.iter().filter(|(lead, _)| {
        lead.created.is_some_and(|day| (0..i64::from(ARRIVAL_WEEKS) * 7).contains(&day.age_days(as_of.day())))
    });
    let a_week = leads.iter().any(|lead| lead.created.is_some());
    let a_week = a_week.then(|| lately.count() as f64 / f64::from(ARRIVAL_WEEKS));
    prop_assert_eq!(a_week, found.arrivals_per_week);
    Ok(())
}

/// By criterion: those that are there of whom it matches.
fn evidence_by_definition(columns: &Columns, leads: &[Lead], scores: &Scores, found: &Summary) -> TestCaseResult {
    let as_of = scores.as_of;
    for (hits, counted) in scores.hits.iter().zip(&found.criteria) {
        let row = |lead: &Lead| columns.find(&lead.key).expect("each lead has a row");
        let matching = leads.iter().filter(|lead| is_there(lead, as_of) && hits.weight(row(lead)) > 0);
        prop_assert_eq!(tally(matching, as_of), *counted);
    }
    Ok(())
}

fn is_as_of(model: &Model, leads: &[Lead], as_of: Instant) -> TestCaseResult {
    let columns = columns(leads);
    let mut live = Live::new(Arc::clone(&columns), model, as_of);
    let (summary, scores) = (live.summary(), live.scores());
    counts_by_definition(model, leads, as_of, &summary)?;
    evidence_by_definition(&columns, leads, &scores, &summary)?;
    prop_assert_eq!(&Summary::new(&columns, model, &scores), &summary);
    let there = |row: &u32| is_there(&columns.lead(*row as usize), as_of);
    prop_assert!(work_order(&scores, &columns).iter().all(there));
    prop_assert!(score_accounts(&columns, model, &scores).iter().flat_map(|account| &account.members).all(there));
    for criterion in 0..model.criteria.len().min(3) {
        let found = examples(&columns, model, &scores, as_of, criterion, 3);
        prop_assert!(found.matching.iter().chain(&found.others).all(|example| there(&(example.row as u32))));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn counts_are_those_of_the_definition(model in model::model(), leads in lead::leads(), as_of in lead::as_of()) {
        is_as_of(&model, &leads, as_of)?;
    }

    /// Who moves, who is gained and who is lost: nobody that is not there.
    #[test]
    fn nobody_moves_who_is_not_there(
        (before, after, _) in edit::three(4),
        leads in lead::leads(),
        as_of in lead::as_of(),
    ) {
        let columns = columns(&leads);
        let side = |model: &Model| Side { scores: score_all(&columns, model, as_of), model: Arc::new(model.clone()) };
        let found = WhatIf::new(Arc::clone(&columns), side(&before), side(&after));
        let all = tally(leads.iter().filter(|lead| is_there(lead, as_of)), as_of);
        prop_assert_eq!(found.movement.leads.tally, all);
        for who in [Who::Moved, Who::ToSales, Who::FromSales, Who::WinsGained, Who::WinsLost] {
            for row in found.rows(&who) {
                let lead = columns.lead(row as usize);
                prop_assert!(is_there(&lead, as_of));
                let is_win = matches!(who, Who::WinsGained | Who::WinsLost);
                prop_assert!(!is_win || outcome(&lead, as_of) == Outcome::Won);
            }
        }
    }
}

/// Nothing changes at a library's own instant, as long as it says nothing of days to come.
#[test]
fn at_their_own_instant_all_sample_leads_are_there() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models/leads.sqlite");
    let library = tandem::app::tasks::read_library(&path, &Default::default()).expect("the sample leads");
    let columns = &library.columns;
    assert!((0..columns.len()).all(|row| columns.is_there(row, library.as_of)));
    assert!((0..columns.len()).all(|row| columns.outcome_at(row, library.as_of) == columns.outcomes[row]));
    let year_before = library.as_of.days_earlier(365);
    let there = (0..columns.len()).filter(|row| columns.is_there(*row, year_before)).count();
    assert!(there > 0 && there < columns.len(), "{there} of {}", columns.len());
}
