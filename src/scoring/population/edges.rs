//! What a total means: its score, and the totals at which bands begin.

use super::{lane::Lane, sums::Edges};
use crate::{
    model::{AxisSettings, Scale},
    scoring::adding,
};

/// How totals become scores on one axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scoring<'a> {
    pub settings: &'a AxisSettings,
    pub attainable: i64,
}

impl Scoring<'_> {
    /// By the definition.
    pub fn score(&self, total: i64) -> i64 {
        adding::clamp_score(self.settings, adding::unclamped_score(self.settings, total, self.attainable))
    }

    /// The edges of the bands as totals, so that no lead's total is divided to find its band.
    ///
    /// A higher total never has a lower score, so each edge is found by halving, asking the definition each time.
    pub fn edges<T: Lane>(&self) -> Edges<T> {
        let mut edges = Edges { unreachable: 0, least: Vec::new() };
        let Some((_, bands)) = self.settings.bands.split_last() else { return edges };
        // The first band whose edge is reached: an edge that is not below all before it changes nothing.
        let mut lowest = i64::MAX;
        for band in bands {
            lowest = lowest.min(band.from.map_or(i64::MIN, i64::from));
            match self.least_total(lowest) {
                Some(total) => edges.least.push(total),
                None => edges.unreachable = edges.unreachable.saturating_add(1),
            }
        }
        edges
    }

    /// The lowest total whose score is `score` or more.
    fn least_total<T: Lane>(&self, score: i64) -> Option<T> {
        let reaches = |units: i64| self.score(T::wrapped(units).thousandths()) >= score;
        let (mut low, mut high) = (T::of(i64::MIN).thousandths() / T::UNIT, T::of(i64::MAX).thousandths() / T::UNIT);
        if !reaches(high) {
            return None;
        }
        while low < high {
            // Without a step beyond the range.
            let middle = low.wrapping_add((high.wrapping_sub(low) as u64 / 2) as i64);
            if reaches(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(T::wrapped(low))
    }

    /// The score of each total.
    pub fn scores<T: Lane>(&self, totals: &[T], scores: &mut [i32]) {
        let (least, most) = (i64::from(self.settings.range.least), i64::from(self.settings.range.most));
        let pairs = scores.iter_mut().zip(totals);
        match self.settings.scale {
            Scale::Points if T::UNIT == 1000 => pairs.for_each(|(score, total)| {
                // Whole points are in 16 bits: the score is the total.
                *score = ((total.thousandths() / 1000) as i32).max(least as i32).min(most as i32);
            }),
            // In the axis' range, whose ends are of this type.
            _ => pairs.for_each(|(score, total)| *score = self.score(total.thousandths()) as i32),
        }
    }
}
