//! What a disagreement weighs is what two full scorings find, and a team's model scores the same by way of known hits.

use proptest::prelude::*;
use tandem::{
    lead::{Instant, Lead},
    model::{Agreement, Model, Proposal, Team},
    scoring::{Columns, ColumnsBuilder, Summary, contested_from, score_all, summary_as_proposed},
};

use crate::strategies::{lead, model};

fn columns(leads: &[Lead]) -> Columns {
    let mut builder = ColumnsBuilder::default();
    builder.extend(leads.iter().cloned());
    builder.finish()
}

/// The leads in another cell when a criterion goes from one proposal to the other, the long way.
fn moved(columns: &Columns, model: &Model, index: usize, as_of: Instant) -> u64 {
    let of = |team| {
        let mut model = model.clone();
        let criterion = &mut model.criteria[index];
        let proposal = criterion.proposals.of(team).expect("a contested criterion has both").clone();
        (criterion.tier, criterion.points) = (proposal.tier, proposal.points);
        score_all(columns, &model, as_of)
    };
    let (one, other) = (of(Team::Marketing), of(Team::Sales));
    let cell = |scores: &tandem::scoring::Scores, row: usize| {
        (scores.fit_band[row], scores.engagement_band[row], scores.route[row])
    };
    one.there.rows().filter(|row| cell(&one, *row) != cell(&other, *row)).count() as u64
}

/// A sound model in which most criteria are contested.
fn disputed() -> impl Strategy<Value = Model> {
    let words = prop::collection::vec((-20_i32..60, -20_i32..60, prop::bool::weighted(0.9)), 10);
    (model::model(), words).prop_map(|(mut model, words)| {
        for (criterion, (marketing, sales, is_seen)) in model.criteria.iter_mut().zip(words) {
            let word = |points| Some(Proposal { tier: criterion.tier, points, reason: String::new() });
            (criterion.proposals.marketing, criterion.proposals.sales) = (word(marketing), word(sales));
            criterion.proposals.blind = !is_seen;
        }
        model
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_short_way_finds_what_two_full_scorings_find(
        model in disputed(), leads in lead::leads(), as_of in lead::as_of(),
    ) {
        let columns = columns(&leads);
        let found = contested_from(&model, &score_all(&columns, &model, as_of));
        prop_assert!(found.is_sorted_by(|(_, one), (_, other)| one >= other), "largest first");
        let disputes = model.criteria.iter().filter(|criterion| criterion.agreement() == Agreement::Contested);
        prop_assert_eq!(found.len(), disputes.count());
        for (id, leads) in &found {
            let index = model.criteria.iter().position(|criterion| criterion.id == *id).expect("it is of the model");
            prop_assert_eq!(*leads, moved(&columns, &model, index, as_of), "{}", id);
        }
        // The hits of another voice's model are the same.
        let voiced = score_all(&columns, &model.as_proposed(Team::Sales), as_of);
        prop_assert_eq!(contested_from(&model, &voiced), found);
    }

    #[test]
    fn a_voice_scores_the_same_from_known_hits(model in disputed(), leads in lead::leads(), as_of in lead::as_of()) {
        let columns = columns(&leads);
        let hits = score_all(&columns, &model, as_of).hits;
        for team in Team::ALL {
            let proposed = model.as_proposed(team);
            let whole = Summary::new(&columns, &proposed, &score_all(&columns, &proposed, as_of));
            let short = summary_as_proposed(&columns, &model, as_of, &hits, team);
            prop_assert_eq!(Summary { criteria: whole.criteria.clone(), ..short }, whole);
        }
    }
}
