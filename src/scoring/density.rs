//! How leads lie over the two scores: the cloud behind the matrix.

use rayon::prelude::*;

use super::{Bitmap, Scores};
use crate::model::{AxisSettings, Model};

/// How many leads are in each stretch of both scores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Density {
    pub fit_bins: Bins,
    pub engagement_bins: Bins,
    /// `counts[fit_bin][engagement_bin]`.
    pub counts: Vec<Vec<u32>>,
    /// Over one score alone.
    pub fit: Vec<u32>,
    pub engagement: Vec<u32>,
}

/// Stretches of equal width over the range of an axis; the highest score joins the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bins {
    /// The lowest score of the first one.
    pub least: i64,
    /// How many whole scores are in each.
    pub width: i64,
    pub count: usize,
}

impl Bins {
    /// The most bins an axis is cut into.
    pub const MOST: i64 = 64;

    /// One score a bin, or more where the range is wide: bins that reach over an edge of a band mislead.
    pub fn new(settings: &AxisSettings) -> Self {
        let (least, most) = (i64::from(settings.range.least), i64::from(settings.range.most));
        // A range the wrong way round gives every lead its upper end.
        let least = least.min(most);
        let span = most - least;
        let width = ceil_div(span, Self::MOST).max(1);
        Self { least, width, count: ceil_div(span, width).max(1) as usize }
    }

    /// The bin of a score in the range of the axis.
    pub fn of(&self, score: i32) -> usize {
        let bin = (i64::from(score) - self.least) / self.width.max(1);
        usize::try_from(bin).unwrap_or(0).min(self.count.saturating_sub(1))
    }

    /// The lowest score of a bin.
    pub fn from(&self, bin: usize) -> i64 {
        self.least + self.width * bin as i64
    }
}

impl Density {
    pub fn new(model: &Model, scores: &Scores) -> Self {
        Self::of_scores(model, &scores.fit, &scores.engagement, &scores.there)
    }

    /// From both scores of each lead that is there.
    pub(super) fn of_scores(model: &Model, fit: &[i32], engagement: &[i32], there: &Bitmap) -> Self {
        let (fit_bins, engagement_bins) = (Bins::new(&model.fit), Bins::new(&model.engagement));
        let none = || vec![0u32; fit_bins.count * engagement_bins.count];
        let both = fit.par_iter().zip(engagement).enumerate().with_min_len(64 * 1024);
        let counted = both.fold(none, |mut counts, (row, (fit, engagement))| {
            counts[fit_bins.of(*fit) * engagement_bins.count + engagement_bins.of(*engagement)] +=
                u32::from(there.contains(row));
            counts
        });
        let counts = counted.reduce(none, |mut sum, counts| {
            for (sum, count) in sum.iter_mut().zip(counts) {
                *sum += count;
            }
            sum
        });
        Self::of_counts(fit_bins, engagement_bins, &counts)
    }

    /// From how many leads have each pair of scores.
    pub(super) fn from_pairs(model: &Model, pairs: impl Iterator<Item = (i32, i32, u32)>) -> Self {
        let (fit_bins, engagement_bins) = (Bins::new(&model.fit), Bins::new(&model.engagement));
        let mut counts = vec![0u32; fit_bins.count * engagement_bins.count];
        for (fit, engagement, leads) in pairs {
            counts[fit_bins.of(fit) * engagement_bins.count + engagement_bins.of(engagement)] += leads;
        }
        Self::of_counts(fit_bins, engagement_bins, &counts)
    }

    fn of_counts(fit_bins: Bins, engagement_bins: Bins, counts: &[u32]) -> Self {
        let counts: Vec<Vec<u32>> = counts.chunks(engagement_bins.count.max(1)).map(<[u32]>::to_vec).collect();
        Self {
            fit: counts.iter().map(|row| row.iter().sum()).collect(),
            engagement: (0..engagement_bins.count).map(|bin| counts.iter().map(|row| row[bin]).sum()).collect(),
            counts,
            fit_bins,
            engagement_bins,
        }
    }
}

fn ceil_div(number: i64, by: i64) -> i64 {
    (number + by - 1) / by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Value,
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
        assert_eq!((bins.width, bins.count), (2, 50));
        assert_eq!([0, 1, 2, 99, 100].map(|score| bins.of(score)), [0, 0, 1, 49, 49]);
        assert_eq!(bins.from(50), 100);
        settings.range = ScoreRange { least: 0, most: 60 };
        assert_eq!((Bins::new(&settings).width, Bins::new(&settings).count), (1, 60));
        for (least, most) in [(-1_000_000, 1_000_000), (i32::MIN, i32::MAX), (7, 7), (0, 127), (0, 128), (5, -5)] {
            settings.range = ScoreRange { least, most };
            let bins = Bins::new(&settings);
            assert!((1..=64).contains(&bins.count), "{least} to {most}: {bins:?}");
            assert!(bins.of(most) < bins.count && bins.of(least.min(most)) == 0, "{least} to {most}");
        }
    }

    #[test]
    fn every_lead_is_in_one_bin() {
        let model = model(vec![criterion("big", "profile", 30, Rule::Profile(at_least("Size", 5.0)))]);
        let mut builder = ColumnsBuilder::default();
        builder
            .extend((0..10).map(|size| lead(&size.to_string(), &[("Size", Value::Number(f64::from(size)))], vec![])));
        let columns = builder.finish();
        let density = Density::new(&model, &score_all(&columns, &model, NOW));
        assert_eq!((density.fit[0], density.fit[15], density.engagement[0]), (5, 5, 10));
        assert_eq!(density.counts[15][0], 5);
        assert_eq!(density.counts.iter().flatten().sum::<u32>(), 10);
    }
}
