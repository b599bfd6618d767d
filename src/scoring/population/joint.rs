//! How many leads have each pair of scores: what the cloud and the buying stages are added up from.

use rayon::prelude::*;

use super::{TASK_ROWS, counts::Class};
use crate::{
    model::{Model, ScoreRange},
    scoring::{Density, Tally, adding, stage_index},
};

/// Leads by fit score, engagement score and outcome.
#[derive(Debug, Default)]
pub struct Joint {
    fit_from: i32,
    engagement_from: i32,
    engagement_span: usize,
    counts: Vec<u32>,
}

/// Room for the outcomes: a power of two.
const OUTCOMES: usize = 4;
/// The most pairs that are counted apart: a table of half a megabyte, which stays in a near cache.
const MOST_PAIRS: usize = 1 << 15;

impl Joint {
    /// `None` where the ranges of the scores are too wide for a table.
    pub fn new(model: &Model, fit: &[i32], engagement: &[i32], classes: &[Class]) -> Option<Self> {
        let (fit_from, fit_span) = extent(model.fit.range)?;
        let (engagement_from, engagement_span) = extent(model.engagement.range)?;
        let pairs = fit_span * engagement_span;
        if pairs > MOST_PAIRS {
            return None;
        }
        let none = || vec![0u32; pairs * OUTCOMES];
        let rows = fit.par_chunks(TASK_ROWS).zip(engagement.par_chunks(TASK_ROWS)).zip(classes.par_chunks(TASK_ROWS));
        let counts = rows.fold(none, |mut counts, ((fit, engagement), classes)| {
            for ((fit, engagement), class) in fit.iter().zip(engagement).zip(classes) {
                let pair = (fit - fit_from) as usize * engagement_span + (engagement - engagement_from) as usize;
                counts[pair * OUTCOMES + usize::from(class >> 2)] += 1;
            }
            counts
        });
        let counts = counts.reduce(none, |mut sum, counts| {
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            sum
        });
        Some(Self { fit_from, engagement_from, engagement_span, counts })
    }

    /// Each pair that any lead has: fit, engagement, and by outcome open, won and lost.
    fn pairs(&self) -> impl Iterator<Item = (i32, i32, &[u32; OUTCOMES])> {
        let (pairs, _) = self.counts.as_chunks::<OUTCOMES>();
        pairs.iter().enumerate().filter(|(_, leads)| leads.iter().any(|leads| *leads > 0)).map(|(pair, leads)| {
            let fit = self.fit_from + (pair / self.engagement_span) as i32;
            (fit, self.engagement_from + (pair % self.engagement_span) as i32, leads)
        })
    }

    pub fn density(&self, model: &Model) -> Density {
        Density::from_pairs(model, self.pairs().map(|(fit, engagement, leads)| (fit, engagement, leads.iter().sum())))
    }

    pub fn stages(&self, model: &Model) -> Vec<Tally> {
        let mut stages = vec![Tally::default(); model.stages.len()];
        if stages.is_empty() {
            return stages;
        }
        for (fit, engagement, [open, won, lost, _]) in self.pairs() {
            let combined = adding::combined(model, i64::from(fit), i64::from(engagement));
            if let Some(stage) = stage_index(model, combined) {
                let [open, won, lost] = [open, won, lost].map(|leads| u64::from(*leads));
                stages[stage].add(Tally { leads: open + won + lost, won, decided: won + lost });
            }
        }
        stages
    }

    pub fn bytes(&self) -> usize {
        self.counts.capacity() * size_of::<u32>()
    }
}

/// The lowest score of a range, and how many there are; `None` where they are too many to be counted apart.
pub fn extent(range: ScoreRange) -> Option<(i32, usize)> {
    // In a range the wrong way round every lead has its upper end.
    let least = range.least.min(range.most);
    let span = usize::try_from(i64::from(range.most) - i64::from(least) + 1).ok()?;
    (span <= MOST_PAIRS).then_some((least, span))
}
