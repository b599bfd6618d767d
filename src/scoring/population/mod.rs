//! The population scorer: every lead of a library at once.
//!
//! A model is made ready against the columns (`ready.rs`): a text test is asked once of every distinct value, and its
//! answers are looked up by code afterwards. Then, step by step, each of which an incremental scorer can call alone:
//!
//! 1. [`Plan::hits_of`]: whom a criterion matches, as one bit a lead (`condition.rs`) or as thousandths (`activity.rs`);
//! 2. [`category_total`]: what a category gives each lead (`totals.rs`);
//! 3. [`axis_scores`]: the score of each lead on an axis (`totals.rs`);
//! 4. [`place`](fn@place): bands, routes, stars, flames, and how many leads are where (`place.rs`).
//!
//! All steps go over blocks of rows that stay in the cache, and share the rows out to the cores.

mod activity;
mod condition;
mod place;
mod plan;
mod ready;
mod totals;

pub use self::{
    place::{Inputs, place},
    plan::Plan,
    totals::{Totals, axis_scores, category_total},
};
use super::{Columns, Hits, Scores, adding};
use crate::{
    lead::Instant,
    model::{Axis, Criterion, Flames, Model},
};

/// So many rows are worked on at a time: 64 words of a bitmap, and few enough for the nearest cache.
const BLOCK_ROWS: usize = 4096;
const BLOCK_WORDS: usize = BLOCK_ROWS / 64;
/// So many rows are one task for a core.
const TASK_ROWS: usize = 8 * BLOCK_ROWS;

/// Scores every lead of a library.
pub fn score_all(columns: &Columns, model: &Model, as_of: Instant) -> Scores {
    let plan = Plan::new(columns, model, as_of, |_| true);
    let hits = plan.all_hits();
    let cold = plan.cold();
    let rows = columns.len();
    let category_totals: Vec<Totals> =
        (0..model.categories.len()).map(|category| category_total(model, category, &hits, rows)).collect();
    let inputs = Inputs {
        fit: axis_scores(model, Axis::Fit, &category_totals, rows),
        engagement: axis_scores(model, Axis::Engagement, &category_totals, rows),
        earlier_engagement: earlier_engagement(columns, model, as_of),
        hits,
        category_totals,
        cold,
    };
    place(model, as_of, inputs)
}

/// Scores every lead for hits that are known already: those of this model, or of one that differs from it only in points.
/// Of the hits, the answer keeps only those that disqualify.
pub fn score_from_hits(columns: &Columns, model: &Model, as_of: Instant, hits: &[Hits]) -> Scores {
    let rows = columns.len();
    let category_totals: Vec<Totals> =
        (0..model.categories.len()).map(|category| category_total(model, category, hits, rows)).collect();
    let kept = |(criterion, hits): (&Criterion, &Hits)| if criterion.disqualifies { hits.clone() } else { Hits::Off };
    let inputs = Inputs {
        fit: axis_scores(model, Axis::Fit, &category_totals, rows),
        engagement: axis_scores(model, Axis::Engagement, &category_totals, rows),
        earlier_engagement: earlier_engagement(columns, model, as_of),
        hits: model.criteria.iter().zip(hits).map(kept).collect(),
        category_totals,
        // Which of them warm a lead is a matter of the sign of their points.
        cold: Plan::new(columns, model, as_of, |criterion| criterion.points > 0).cold(),
    };
    place(model, as_of, inputs)
}

/// The engagement scores before the days whose gain makes the flames; `None` where bands make them.
pub fn earlier_engagement(columns: &Columns, model: &Model, as_of: Instant) -> Option<Vec<i32>> {
    let Flames::ByGain { over_days, .. } = model.flames else { return None };
    let on_the_axis = |criterion: &Criterion| model.axis_of(criterion) == Some(Axis::Engagement);
    let hits: Vec<Hits> = Plan::new(columns, model, as_of.days_earlier(over_days), on_the_axis).all_hits();
    let rows = columns.len();
    let total = |(index, category): (usize, &crate::model::Category)| match category.axis {
        Axis::Engagement => category_total(model, index, &hits, rows),
        Axis::Fit => Totals::Narrow(Vec::new()),
    };
    let totals: Vec<Totals> = model.categories.iter().enumerate().map(total).collect();
    Some(axis_scores(model, Axis::Engagement, &totals, rows))
}

/// Whether a criterion takes part at all: it is switched on, and its category exists.
fn takes_part(model: &Model, homes: &[Option<usize>], index: usize) -> bool {
    model.criteria[index].enabled && homes[index].is_some()
}

fn homes(model: &Model) -> Vec<Option<usize>> {
    adding::category_indices(model)
}
