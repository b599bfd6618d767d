//! The scorer that goes on from edit to edit finds what a fresh one finds.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*, test_runner::TestCaseResult};
use tandem::{
    lead::Lead,
    model::{Flames, Model},
    scoring::{Columns, ColumnsBuilder, Counts, Live, Scores, Summary, Tally, score_all},
};

use crate::strategies::{
    lead,
    model::{BASE_DAY, absurd_model, changed, model},
};

fn columns(leads: &[Lead]) -> Arc<Columns> {
    let mut builder = ColumnsBuilder::default();
    builder.extend(leads.iter().cloned());
    Arc::new(builder.finish())
}

fn same_scores(one: &Scores, other: &Scores) -> TestCaseResult {
    prop_assert_eq!(one.hits.len(), other.hits.len());
    for (one, other) in one.hits.iter().zip(&other.hits) {
        prop_assert_eq!(one, other);
    }
    prop_assert_eq!((&one.fit, &one.engagement, &one.combined), (&other.fit, &other.engagement, &other.combined));
    prop_assert_eq!((&one.fit_band, &one.engagement_band), (&other.fit_band, &other.engagement_band));
    prop_assert_eq!((&one.route, &one.stars, &one.flames), (&other.route, &other.stars, &other.flames));
    prop_assert_eq!((one.as_of, &one.there), (other.as_of, &other.there));
    prop_assert_eq!(&one.disqualified, &other.disqualified);
    prop_assert_eq!((&one.qualified, &one.cold), (&other.qualified, &other.cold));
    prop_assert_eq!((&one.cell_counts, &one.route_counts), (&other.cell_counts, &other.route_counts));
    prop_assert_eq!(&one.capped, &other.capped);
    Ok(())
}

/// The quick counts are those of the summary.
fn same_counts(counts: &Counts, summary: &Summary) -> TestCaseResult {
    let Counts { total, to_sales, disqualified, cells, routes, arrivals: _ } = counts;
    prop_assert_eq!(*total, Tally { leads: summary.leads, won: summary.won, decided: summary.decided });
    let of_summary = Tally { leads: summary.to_sales, won: summary.wins_to_sales, decided: summary.decided_to_sales };
    prop_assert_eq!(*to_sales, of_summary);
    prop_assert_eq!(*disqualified, summary.disqualified);
    prop_assert_eq!((cells, routes), (&summary.cells, &summary.routes));
    Ok(())
}

/// Goes through the models one after the other, and asks `asked` of the answers (bit 0: the scores, bit 1: the summary):
/// what was not asked for must not be missed later. Each step is as of its day, counted from the strategies' own.
fn goes_along(models: &[Model], asked: &[u8], leads: &[Lead], days: &[i32]) -> TestCaseResult {
    let columns = columns(leads);
    let as_of = |step: usize| {
        let days = days.get(step).or(days.last()).copied().unwrap_or_default();
        tandem::lead::Instant((i64::from(BASE_DAY.0) + i64::from(days)) * 86_400)
    };
    let Some(first) = models.first() else { return Ok(()) };
    let mut live = Live::new(Arc::clone(&columns), first, as_of(0));
    // Somebody may hold an earlier answer for as long as they like.
    let mut held: Vec<(Scores, Scores)> = Vec::new();
    for (step, model) in models.iter().enumerate() {
        live.set_as_of(as_of(step));
        live.update(model);
        let fresh = score_all(&columns, model, as_of(step));
        let summary = Summary::new(&columns, model, &fresh);
        same_counts(&live.counts(), &summary)?;
        let asked = asked.get(step).copied().unwrap_or(3);
        if asked & 1 != 0 {
            let scores = live.scores();
            same_scores(&scores, &fresh)?;
            held.push((scores, fresh));
        }
        if asked & 2 != 0 {
            prop_assert_eq!(live.summary(), summary);
        }
        if step % 3 == 2 {
            held.clear();
        }
        for (then, fresh) in &held {
            same_scores(then, fresh)?;
        }
    }
    Ok(())
}

/// A model and what becomes of it, edit by edit.
fn edits(first: BoxedStrategy<Model>, many: usize) -> BoxedStrategy<Vec<Model>> {
    (0..many).fold(first.prop_map(|model| vec![model]).boxed(), |models, _| {
        models
            .prop_flat_map(|models| {
                let last = models.last().cloned().unwrap_or_else(|| Model::new("none"));
                (Just(models), changed(last))
            })
            .prop_map(|(mut models, next)| {
                models.push(next);
                models
            })
            .boxed()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Any edits, undone one by one, and done once more.
    #[test]
    fn after_any_edits(
        models in edits(model(), 6),
        asked in vec(0_u8..4, 19),
        leads in lead::leads(),
        days in -3..3_i32,
    ) {
        let undone: Vec<Model> = models.iter().rev().skip(1).cloned().collect();
        let all: Vec<Model> = models.iter().chain(&undone).chain(&models[1..]).cloned().collect();
        goes_along(&all, &asked, &leads, &[days])?;
    }

    /// To other days and back between the edits.
    #[test]
    fn after_edits_on_other_days(
        models in edits(model(), 4),
        asked in vec(0_u8..4, 5),
        leads in lead::leads(),
        days in vec(-9..9_i32, 5),
        by_gain in any::<bool>(),
    ) {
        let flames = Flames::ByGain { over_days: 3, edges: [1, 5, 9] };
        let by_gain = |model: Model| if by_gain { Model { flames, ..model } } else { model };
        goes_along(&models.into_iter().map(by_gain).collect::<Vec<_>>(), &asked, &leads, &days)?;
    }

    /// From one model straight to another: everything differs, and yet much has the same ids.
    #[test]
    fn after_leaps(
        models in vec(prop_oneof![3 => model(), 1 => absurd_model()], 2..5),
        asked in vec(0_u8..4, 5),
        leads in lead::leads(),
    ) {
        goes_along(&models, &asked, &leads, &[])?;
    }

    /// The gain over other days, with points that change under it.
    #[test]
    fn when_the_gain_makes_the_flames(
        models in edits(model(), 4),
        over in vec(0_u32..4, 5),
        leads in lead::leads(),
    ) {
        let by_gain = models.into_iter().zip(over).map(|(model, over_days)| Model {
            flames: if over_days == 0 { Flames::ByBand } else { Flames::ByGain { over_days, edges: [1, 5, 9] } },
            ..model
        });
        goes_along(&by_gain.collect::<Vec<_>>(), &[], &leads, &[])?;
    }
}
