//! How leads lie over the two scores: the cloud behind the matrix, and what became of the leads in each part of it.

use std::ops::Range;

use rayon::prelude::*;

use super::{Columns, Scores, Tally};
use crate::{
    lead::Outcome,
    model::{AxisSettings, Model},
};

/// How many leads are in each stretch of both scores, how many of them are decided, and how many were won.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Density {
    pub fit_bins: Bins,
    pub engagement_bins: Bins,
    /// Leads, won and decided, fit bin by fit bin.
    counts: Vec<[u32; 3]>,
}

/// Stretches over the range of an axis: one score each, or several of equal width where the range is wide. None of them
/// reaches over an edge of a band, for its leads would then be drawn in a cell that they are not in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bins {
    least: i64,
    width: i64,
    /// Stretches of equal width, before the cuts.
    even: usize,
    /// Edges of bands that lie within such a stretch.
    cuts: Vec<i64>,
    /// Where each bin begins, and after the last where it ends.
    borders: Vec<i64>,
}

impl Bins {
    /// The most scores that have a bin of their own.
    pub const MOST: i64 = 128;
    /// Models with more bands than this are refused by the check; they are drawn all the same.
    const MOST_CUTS: usize = 8;

    pub fn new(settings: &AxisSettings) -> Self {
        let (least, most) = (i64::from(settings.range.least), i64::from(settings.range.most));
        // A range the wrong way round gives every lead its upper end.
        let least = least.min(most);
        let end = most + 1;
        let width = ceil_div(end - least, Self::MOST).max(1);
        let even = ceil_div(end - least, width).max(1);
        let is_within = |edge: &i64| *edge > least && *edge < end && (edge - least) % width != 0;
        let edges = settings.bands.iter().filter_map(|band| band.from).map(i64::from).filter(is_within);
        let mut cuts: Vec<i64> = edges.take(Self::MOST_CUTS).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut borders: Vec<i64> = (0..even).map(|bin| least + bin * width).chain(cuts.iter().copied()).collect();
        borders.push(end);
        borders.sort_unstable();
        Self { least, width, even: even as usize, cuts, borders }
    }

    pub fn count(&self) -> usize {
        self.borders.len().saturating_sub(1)
    }

    /// The bin of a score; one outside the range is in the bin at its end.
    pub fn of(&self, score: i32) -> usize {
        let score = i64::from(score);
        let bin = usize::try_from((score - self.least) / self.width.max(1)).unwrap_or(0);
        bin.min(self.even.saturating_sub(1)) + self.cuts.iter().filter(|cut| score >= **cut).count()
    }

    /// Where the bins begin, and where the last one ends: one after the highest score of the range.
    pub fn borders(&self) -> &[i64] {
        &self.borders
    }
}

impl Density {
    pub fn new(columns: &Columns, model: &Model, scores: &Scores) -> Self {
        Self::of_scores(model, &scores.fit, &scores.engagement, |row| match columns.outcome_at(row, scores.as_of) {
            _ if !scores.there.contains(row) => [0, 0, 0],
            Outcome::Open => [1, 0, 0],
            Outcome::Won => [1, 1, 1],
            Outcome::Lost => [1, 0, 1],
        })
    }

    /// From both scores of each lead, and what it counts as.
    pub(super) fn of_scores(
        model: &Model,
        fit: &[i32],
        engagement: &[i32],
        one: impl Fn(usize) -> [u32; 3] + Sync,
    ) -> Self {
        let mut found = Self::empty(model);
        let Self { fit_bins, engagement_bins, counts } = &found;
        let none = || vec![[0_u32; 3]; counts.len()];
        // One table for each core, not one for each task: they are large.
        let share = fit.len().div_ceil(rayon::current_num_threads()).max(1);
        let rows = fit.par_chunks(share).zip(engagement.par_chunks(share)).enumerate();
        let summed = rows.fold(none, |mut counts, (part, (fit, engagement))| {
            for (row, (fit, engagement)) in (part * share..).zip(fit.iter().zip(engagement)) {
                let place = fit_bins.of(*fit) * engagement_bins.count() + engagement_bins.of(*engagement);
                add(&mut counts[place], one(row));
            }
            counts
        });
        let summed = summed.reduce(none, |mut sum, counts| {
            sum.iter_mut().zip(counts).for_each(|(sum, count)| add(sum, count));
            sum
        });
        found.counts = summed;
        found
    }

    /// From what became of the leads with each pair of scores.
    pub(super) fn from_pairs(model: &Model, pairs: impl Iterator<Item = (i32, i32, Tally)>) -> Self {
        let mut found = Self::empty(model);
        for (fit, engagement, tally) in pairs {
            let place = found.fit_bins.of(fit) * found.engagement_bins.count() + found.engagement_bins.of(engagement);
            add(&mut found.counts[place], [tally.leads as u32, tally.won as u32, tally.decided as u32]);
        }
        found
    }

    fn empty(model: &Model) -> Self {
        let (fit_bins, engagement_bins) = (Bins::new(&model.fit), Bins::new(&model.engagement));
        let counts = vec![[0; 3]; fit_bins.count() * engagement_bins.count()];
        Self { fit_bins, engagement_bins, counts }
    }

    /// What became of the leads in one bin of both.
    pub fn at(&self, fit: usize, engagement: usize) -> Tally {
        let place = fit * self.engagement_bins.count() + engagement;
        let [leads, won, decided] = self.counts.get(place).copied().unwrap_or_default().map(u64::from);
        Tally { leads, won, decided }
    }

    /// The same over stretches of bins.
    pub fn over(&self, fit: Range<usize>, engagement: Range<usize>) -> Tally {
        let mut sum = Tally::default();
        for fit in fit {
            for engagement in engagement.clone() {
                sum.add(self.at(fit, engagement));
            }
        }
        sum
    }
}

fn add(sum: &mut [u32; 3], other: [u32; 3]) {
    sum.iter_mut().zip(other).for_each(|(sum, other)| *sum += other);
}

fn ceil_div(number: i64, by: i64) -> i64 {
    (number + by - 1) / by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Lead, Value},
        model::{Rule, ScoreRange},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, at_least, criterion, lead, model},
            score_all,
        },
    };

    #[test]
    fn a_bin_is_one_score_or_more() {
        let mut settings = Model::new("m").fit;
        let bins = Bins::new(&settings);
        assert_eq!((bins.count(), bins.borders()[0], bins.borders()[101]), (101, 0, 101), "0 to 100, each by itself");
        assert_eq!([0, 1, 99, 100, 101, -1].map(|score| bins.of(score)), [0, 1, 99, 100, 100, 0]);
        settings.range = ScoreRange { least: 0, most: 1_000 };
        let bins = Bins::new(&settings);
        assert_eq!(bins.borders()[..5], [0, 8, 16, 24, 25], "eight scores each, cut at the edge at 25");
        assert_eq!([7, 8, 24, 25, 31, 32].map(|score| bins.of(score)), [0, 1, 3, 4, 4, 5]);
        for (least, most) in [(-1_000_000, 1_000_000), (i32::MIN, i32::MAX), (7, 7), (0, 127), (0, 128), (5, -5)] {
            settings.range = ScoreRange { least, most };
            let bins = Bins::new(&settings);
            assert!((1..=136).contains(&bins.count()), "{least} to {most}: {bins:?}");
            assert!(bins.of(most) < bins.count() && bins.of(least.min(most)) == 0, "{least} to {most}");
        }
    }

    #[test]
    fn no_bin_reaches_over_an_edge() {
        for most in [60, 100, 128, 129, 500, 9_999] {
            for edge in 1..most {
                let mut settings = Model::new("m").fit;
                settings.range = ScoreRange { least: 0, most };
                settings.bands[0].from = Some(edge);
                let bins = Bins::new(&settings);
                assert_ne!(bins.of(edge - 1), bins.of(edge), "{edge} of {most}");
                assert!(bins.borders().windows(2).all(|pair| pair[0] < pair[1]), "{bins:?}");
                let bin = bins.of(edge);
                assert!((bins.borders()[bin]..bins.borders()[bin + 1]).contains(&i64::from(edge)), "{edge} of {most}");
            }
        }
    }

    #[test]
    fn every_lead_is_in_one_bin_with_what_became_of_it() {
        let model = model(vec![criterion("big", "profile", 30, Rule::Profile(at_least("Size", 5.0)))]);
        let mut builder = ColumnsBuilder::default();
        builder.extend((0..10).map(|size| Lead {
            outcome: if size < 7 { Outcome::Open } else { Outcome::Won },
            ..lead(&size.to_string(), &[("Size", Value::Number(f64::from(size)))], vec![])
        }));
        let columns = builder.finish();
        let density = Density::new(&columns, &model, &score_all(&columns, &model, NOW));
        assert_eq!(density.at(0, 0), Tally { leads: 5, won: 0, decided: 0 });
        assert_eq!(density.at(30, 0), Tally { leads: 5, won: 3, decided: 3 });
        assert_eq!(density.over(0..101, 0..101).leads, 10);
        assert_eq!(density.at(500, 500), Tally::default(), "there is no such bin");
    }
}
