//! Why an account scores as it does: which of its leads gave it, and what gave it to them.

use std::sync::Arc;

use super::roll::Rolled;
use crate::{
    app::asked::Same,
    model::{Axis, CriterionId, RollUp},
    scoring::{GivenBy, counts_for_account, explain},
};

/// So many leads are named; the others are counted.
const NAMED: usize = 5;
/// So many reasons of the strongest are told.
const REASONS: usize = 3;

/// What one axis of an account is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisWhy {
    pub axis: Axis,
    pub how: RollUp,
    /// The account's own score.
    pub score: i32,
    /// The leads that count, strongest first, with what they have: at most [`NAMED`].
    pub leads: Vec<(u32, i32)>,
    /// How many count.
    pub counted: usize,
    /// How many there are that are not disqualified.
    pub of: usize,
    /// What came together before the range was kept, where that took something away.
    pub before_range: Option<i64>,
    /// What gave the strongest its points on this axis, in thousandths.
    pub reasons: Vec<GivenBy>,
}

/// The account that is shown.
pub struct Why {
    pub rolled: Arc<Rolled>,
    pub place: usize,
    pub axes: Vec<AxisWhy>,
}

#[derive(Clone)]
pub struct Question {
    pub rolled: Arc<Rolled>,
    pub place: usize,
}

impl Same for Question {
    fn is_same(&self, other: &Self) -> bool {
        self.place == other.place && Arc::ptr_eq(&self.rolled, &other.rolled)
    }
}

impl Why {
    pub fn new(Question { rolled, place }: Question) -> Self {
        let axes = Axis::ALL.iter().filter_map(|axis| axis_why(&rolled, place, *axis)).collect();
        Self { rolled, place, axes }
    }
}

fn axis_why(rolled: &Rolled, place: usize, axis: Axis) -> Option<AxisWhy> {
    let account = &rolled.accounts.get(place)?.score;
    let scored = &rolled.scored;
    let (of_leads, how, score) = match axis {
        Axis::Fit => (&scored.scores.fit, scored.model.accounts.fit, account.fit),
        Axis::Engagement => (&scored.scores.engagement, scored.model.accounts.engagement, account.engagement),
    };
    let left = account.members.iter().filter(|row| {
        let row = **row as usize;
        !scored.scores.disqualified.contains(row)
            && counts_for_account(&scored.columns, &scored.model, &scored.scores, row)
    });
    let mut leads: Vec<(u32, i32)> = left.map(|row| (*row, of_leads[*row as usize])).collect();
    // Stable: leads that are alike stay in work order.
    leads.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    let of = leads.len();
    let counted = match how {
        RollUp::Strongest => of.min(1),
        RollUp::Sum => of,
        RollUp::MeanOfBest(best) => of.min(best.max(1) as usize),
    };
    leads.truncate(counted);
    let sum: i64 = leads.iter().map(|(_, score)| i64::from(*score)).sum();
    let before_range = (how == RollUp::Sum && sum != i64::from(score)).then_some(sum);
    let reasons = leads.first().map(|(row, _)| reasons(rolled, *row, axis)).unwrap_or_default();
    leads.truncate(NAMED);
    Some(AxisWhy { axis, how, score, leads, counted, of, before_range, reasons })
}

/// What counts most for a lead on one axis, by size, then in the order of the model.
fn reasons(rolled: &Rolled, row: u32, axis: Axis) -> Vec<GivenBy> {
    let scored = &rolled.scored;
    let explanation = explain(&scored.model, &scored.columns.lead(row as usize), scored.scores.as_of);
    let of_axis = match axis {
        Axis::Fit => explanation.fit,
        Axis::Engagement => explanation.engagement,
    };
    let contributions = of_axis.categories.into_iter().flat_map(|category| category.contributions);
    let mut given: Vec<(CriterionId, i64)> =
        contributions.filter(|it| it.counts && it.thousandths != 0).map(|it| (it.criterion, it.thousandths)).collect();
    given.sort_by_key(|(_, thousandths)| std::cmp::Reverse(thousandths.unsigned_abs()));
    given.truncate(REASONS);
    given
}
