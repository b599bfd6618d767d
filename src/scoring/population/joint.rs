//! How many leads of each class have each pair of scores: what the cloud, the buying stages, and the cells after an edit of
//! the bands are added up from.

use rayon::prelude::*;

use super::counts::{CLASSES, CellCounts, Class, forget_to_come, tally_of};
use crate::{
    model::{AxisSettings, Model, ScoreRange},
    scoring::{Density, Tally, adding, stage_index},
};

/// Leads by fit score, engagement score and class.
#[derive(Debug, Default)]
pub struct Joint {
    fit_from: i32,
    engagement_from: i32,
    engagement_span: usize,
    counts: Vec<u32>,
}

/// The most pairs that are counted apart: a table of two megabytes, most of it never touched.
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
        let none = || vec![0u32; pairs * CLASSES];
        // One table for each core, not one for each task: they are large.
        let share = fit.len().div_ceil(rayon::current_num_threads()).max(1);
        let rows = fit.par_chunks(share).zip(engagement.par_chunks(share)).zip(classes.par_chunks(share));
        let counts = rows.fold(none, |mut counts, ((fit, engagement), classes)| {
            for ((fit, engagement), class) in fit.iter().zip(engagement).zip(classes) {
                let pair = (fit - fit_from) as usize * engagement_span + (engagement - engagement_from) as usize;
                counts[pair * CLASSES + usize::from(*class)] += 1;
            }
            counts
        });
        let mut counts = counts.reduce(none, |mut sum, counts| {
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            sum
        });
        counts.as_chunks_mut::<CLASSES>().0.iter_mut().for_each(forget_to_come);
        Some(Self { fit_from, engagement_from, engagement_span, counts })
    }

    /// Each pair that any lead has: fit, engagement, and how many leads of each class.
    fn pairs(&self) -> impl Iterator<Item = (i32, i32, &[u32; CLASSES])> {
        let (pairs, _) = self.counts.as_chunks::<CLASSES>();
        pairs.iter().enumerate().filter(|(_, leads)| leads.iter().any(|leads| *leads > 0)).map(|(pair, leads)| {
            let fit = self.fit_from + (pair / self.engagement_span) as i32;
            (fit, self.engagement_from + (pair % self.engagement_span) as i32, leads)
        })
    }

    pub fn density(&self, model: &Model) -> Density {
        let tally = |leads: &[u32; CLASSES]| {
            let mut sum = Tally::default();
            (0..).zip(leads).for_each(|(class, leads)| sum.add(tally_of(class, u64::from(*leads))));
            sum
        };
        Density::from_pairs(model, self.pairs().map(|(fit, engagement, leads)| (fit, engagement, tally(leads))))
    }

    pub fn stages(&self, model: &Model) -> Vec<Tally> {
        let mut stages = vec![Tally::default(); model.stages.len()];
        if stages.is_empty() {
            return stages;
        }
        for (fit, engagement, leads) in self.pairs() {
            let combined = adding::combined(model, i64::from(fit), i64::from(engagement));
            if let Some(stage) = stage_index(model, combined) {
                (0..).zip(leads).for_each(|(class, leads)| stages[stage].add(tally_of(class, u64::from(*leads))));
            }
        }
        stages
    }

    /// The cells, for whatever bands: a band follows from the score.
    pub fn cells(&self, model: &Model) -> CellCounts {
        let bands = |axis: &AxisSettings, from: i32, span: usize| -> Vec<usize> {
            (0..span).map(|score| axis.band_index(i64::from(from) + score as i64)).collect()
        };
        let (pairs, _) = self.counts.as_chunks::<CLASSES>();
        let of_fit = bands(&model.fit, self.fit_from, pairs.len() / self.engagement_span.max(1));
        let of_engagement = bands(&model.engagement, self.engagement_from, self.engagement_span);
        let mut cells = CellCounts::new(model.fit.bands.len(), model.engagement.bands.len());
        for (row, fit) in pairs.chunks(self.engagement_span.max(1)).zip(of_fit) {
            for (leads, engagement) in row.iter().zip(&of_engagement) {
                cells.add(fit, *engagement, leads);
            }
        }
        cells
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
