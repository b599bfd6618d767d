//! What the teams' disagreements weigh: how many leads change cell between marketing's and sales' proposal.
//!
//! A full scoring for each proposal would take minutes at a million leads. But a criterion's points change neither whom it
//! matches nor anything on the other axis: with the hits known, and what the category and the axis add up to without it, one
//! pass over the matching leads tells in which band each of them is under either proposal.

use rayon::prelude::*;

use super::{
    Bitmap, Columns, Hits, Scores, Summary, adding,
    population::{CategorySums, Totals, score_from_hits},
};
use crate::{
    lead::Instant,
    model::{Agreement, Axis, AxisSettings, Category, Counting, Criterion, CriterionId, Model, Team},
};

/// So many rows are one task for a core.
const TASK_ROWS: usize = 16 * 1024;

/// The contested criteria, and how many leads change cell when this one goes from marketing's proposal to sales' while all
/// else stays as agreed; the largest effect first, ties in the model's order. What is still blind is not contested.
///
/// Only leads that are there count. The scores are those of this model, or of one that differs from it only in tiers and points.
pub fn contested_from(model: &Model, scores: &Scores) -> Vec<(CriterionId, u64)> {
    let (hits, there, rows) = (scores.hits.as_slice(), &*scores.there, scores.fit.len());
    let is_contested = |criterion: &&Criterion| criterion.agreement() == Agreement::Contested;
    if !model.criteria.iter().any(|criterion| is_contested(&criterion)) || hits.len() != model.criteria.len() {
        return model.criteria.iter().filter(is_contested).map(|criterion| (criterion.id.clone(), 0)).collect();
    }
    let sums = Sums::new(model, hits, rows);
    let mut found: Vec<(CriterionId, u64)> = model
        .criteria
        .iter()
        .enumerate()
        .filter(|(_, criterion)| is_contested(criterion))
        .map(|(index, criterion)| (criterion.id.clone(), sums.moves(index, there)))
        .collect();
    found.sort_by_key(|(_, leads)| std::cmp::Reverse(*leads));
    found
}

/// What the library does under a team's model, from the hits of the agreed one: criteria, which the hits tell of, are left
/// out.
pub fn summary_as_proposed(columns: &Columns, model: &Model, as_of: Instant, hits: &[Hits], team: Team) -> Summary {
    let model = model.as_proposed(team);
    let scores = score_from_hits(columns, &model, as_of, hits);
    Summary::new(columns, &model, &scores)
}

/// What is the same for all contested criteria.
struct Sums<'a> {
    model: &'a Model,
    hits: &'a [Hits],
    homes: Vec<Option<usize>>,
    /// By category: what its criteria give before its caps, in thousandths.
    uncapped: Totals,
    fit: Vec<i64>,
    engagement: Vec<i64>,
}

/// One criterion under one proposal.
struct Side {
    /// Of the criterion, in thousandths a weight of 1000.
    points: i64,
    /// Of its axis: a percent scale divides by it.
    attainable: i64,
}

impl<'a> Sums<'a> {
    fn new(model: &'a Model, hits: &'a [Hits], rows: usize) -> Self {
        let uncapped = Totals::new(model, hits, rows);
        let of_axis = |axis: Axis| {
            let categories = model.categories.iter().enumerate().filter(|(_, category)| category.axis == axis);
            let categories: Vec<(&Category, CategorySums<'_>)> =
                categories.filter_map(|(index, category)| Some((category, uncapped.before_caps(index)?))).collect();
            let mut sums = vec![0i64; rows];
            sums.par_chunks_mut(TASK_ROWS).enumerate().for_each(|(task, sums)| {
                for (category, totals) in &categories {
                    for (index, sum) in sums.iter_mut().enumerate() {
                        let total = adding::clamp_category(category, totals.get(task * TASK_ROWS + index));
                        *sum = sum.saturating_add(total);
                    }
                }
            });
            sums
        };
        let (fit, engagement) = (of_axis(Axis::Fit), of_axis(Axis::Engagement));
        Self { model, hits, homes: adding::category_indices(model), uncapped, fit, engagement }
    }

    /// How many leads change cell between the proposals for a criterion.
    fn moves(&self, index: usize, there: &Bitmap) -> u64 {
        let (Some(criterion), Some(hits)) = (self.model.criteria.get(index), self.hits.get(index)) else { return 0 };
        let Some(home) = self.homes.get(index).copied().flatten().filter(|_| *hits != Hits::Off) else { return 0 };
        let (Some(category), Some(uncapped)) = (self.model.categories.get(home), self.uncapped.before_caps(home))
        else {
            return 0;
        };
        let settings = self.model.axis(category.axis);
        let Some(sides) = self.sides(index, criterion, category.axis) else { return 0 };
        let sums = match category.axis {
            Axis::Fit => &self.fit,
            Axis::Engagement => &self.engagement,
        };
        let is_percent = sides[0].attainable != sides[1].attainable;
        let earlier = self.earlier(index, home);
        let moves = |row: usize| {
            let weight = i64::from(hits.weight(row));
            if weight == 0 && !is_percent {
                return false;
            }
            let sum = sums[row];
            let total = uncapped.get(row);
            let before = adding::clamp_category(category, total);
            let band = |side: &Side| {
                let total = match category.counting {
                    _ if weight == 0 => total,
                    Counting::Adds => {
                        let change = side.points.saturating_sub(i64::from(criterion.points));
                        total.saturating_add(change.saturating_mul(weight))
                    }
                    Counting::FirstMatch if earlier.iter().any(|other| other.weight(row) > 0) => total,
                    Counting::FirstMatch => side.points.saturating_mul(weight),
                };
                let after = adding::clamp_category(category, total);
                let sum = sum.saturating_sub(before).saturating_add(after);
                band_of(settings, sum, side.attainable)
            };
            let [marketing, sales] = &sides;
            band(marketing) != band(sales)
        };
        let rows = (0..sums.len()).into_par_iter().with_min_len(TASK_ROWS);
        rows.filter(|row| there.contains(*row) && moves(*row)).count() as u64
    }

    /// Both proposals; `None` where they give the same points.
    fn sides(&self, index: usize, criterion: &Criterion, axis: Axis) -> Option<[Side; 2]> {
        let points = Team::ALL.map(|team| criterion.visible_proposal(team, None).map(|proposal| proposal.points));
        let [Some(marketing), Some(sales)] = points else { return None };
        if marketing == sales {
            return None;
        }
        Some([marketing, sales].map(|points| {
            let attainable = adding::attainable_with(self.model, &self.homes, axis, Some((index, points)));
            Side { points: i64::from(points), attainable }
        }))
    }

    /// The criteria that take the lead before this one does, where the first match counts.
    fn earlier(&self, index: usize, home: usize) -> Vec<&'a Hits> {
        let of_category = self.hits.iter().zip(&self.homes).take(index).filter(|(_, other)| **other == Some(home));
        of_category.map(|(hits, _)| hits).collect()
    }
}

fn band_of(settings: &AxisSettings, total: i64, attainable: i64) -> usize {
    let score = adding::unclamped_score(settings, total, attainable);
    settings.band_index(adding::clamp_score(settings, score))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Proposal, Proposals, Rule, Tier},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, has_word, lead, model, text},
            score_all,
        },
    };

    fn proposed(id: &str, points: i32, [marketing, sales]: [i32; 2]) -> Criterion {
        let word = |points| Some(Proposal { tier: Tier::Important, points, reason: String::new() });
        Criterion {
            proposals: Proposals { marketing: word(marketing), sales: word(sales), blind: false },
            ..criterion(id, "profile", points, Rule::Profile(has_word("Title", id)))
        }
    }

    #[test]
    fn the_largest_effect_comes_first_and_blind_ones_do_not_come() {
        let mut builder = ColumnsBuilder::default();
        builder.extend((0..5).map(|index| {
            let title = if index < 4 { "director" } else { "ceo" };
            lead(&index.to_string(), &[("Title", text(title))], vec![])
        }));
        let columns = builder.finish();
        let mut blind = proposed("director", 30, [0, 100]);
        blind.id = "blind".into();
        blind.proposals.blind = true;
        // The blind one gives every director 30 points meanwhile: 20 more or 21 more make the edge of 50, 19 do not.
        let model = model(vec![
            proposed("ceo", 0, [24, 25]),
            proposed("director", 0, [19, 20]),
            proposed("agreed", 7, [7, 7]),
            proposed("nobody", 7, [0, 100]),
            blind,
        ]);
        let scores = score_all(&columns, &model, NOW);
        let found = contested_from(&model, &scores);
        assert_eq!(found, [("director".into(), 4), ("ceo".into(), 1), ("nobody".into(), 0)]);
    }
}
