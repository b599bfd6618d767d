//! What a total means: its score, and the totals at which bands begin.

use super::{lane::Lane, sums::Edges};
use crate::{
    model::{AxisSettings, Scale, ScoreRange},
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
        let ScoreRange { least, most } = self.settings.range;
        let pairs = scores.iter_mut().zip(totals);
        // What is exact is within 32 bits.
        match self.settings.scale {
            Scale::Points if T::EXACT => pairs.for_each(|(score, total)| {
                let total = total.thousandths() as i32;
                // By a number that is known beforehand: multiplied, not divided.
                *score = ((total + if total < 0 { -500 } else { 500 }) / 1000).max(least).min(most);
            }),
            Scale::Percent if T::EXACT && (1..1 << 40).contains(&self.attainable) => {
                pairs.for_each(|(score, total)| {
                    // 100 totals are below 2^38. Their quotient is a half exactly, or by 2^-39 of itself away from one: much
                    // more than a double is off, so it is rounded as the definition says, in a fraction of the time.
                    let percent = total.thousandths() as f64 * 100.0 / self.attainable as f64;
                    *score = ((percent + 0.5f64.copysign(percent)) as i32).max(least).min(most);
                });
            }
            // In the axis' range, whose ends are of this type.
            _ => pairs.for_each(|(score, total)| *score = self.score(total.thousandths()) as i32),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Band, Model};

    fn settings(scale: Scale, edges: &[Option<i32>]) -> AxisSettings {
        let band = |from: &Option<i32>| Band { id: "b".into(), name: String::new(), from: *from, marks: 0 };
        AxisSettings { scale, bands: edges.iter().map(band).collect(), ..Model::new("m").fit }
    }

    #[test]
    fn edges_are_where_the_definition_has_them() {
        let ends = [Some(75), Some(101), Some(40), Some(0), None];
        for (scale, attainable) in
            [(Scale::Points, 0), (Scale::Percent, 80_000), (Scale::Percent, 3), (Scale::Percent, 0)]
        {
            let settings = settings(scale, &ends);
            let scoring = Scoring { settings: &settings, attainable };
            let (narrow, whole) = (scoring.edges::<i32>(), scoring.edges::<i16>());
            for total in (-2_000..120_000).step_by(250) {
                let band = settings.band_index(scoring.score(total));
                let missed = narrow.least.iter().filter(|edge| total < i64::from(**edge)).count();
                assert_eq!(missed + usize::from(narrow.unreachable), band, "{total} of {attainable}");
                if total % 1000 == 0 {
                    let missed = whole.least.iter().filter(|edge| total / 1000 < i64::from(**edge)).count();
                    assert_eq!(missed + usize::from(whole.unreachable), band, "{total} of {attainable}");
                }
            }
        }
    }

    #[test]
    fn scores_are_those_of_the_definition() {
        for (scale, attainable) in
            [(Scale::Points, 0), (Scale::Percent, 8_000), (Scale::Percent, 7), (Scale::Percent, -1)]
        {
            let settings = settings(scale, &[None]);
            let scoring = Scoring { settings: &settings, attainable };
            let totals: Vec<i32> = (-3_000..9_000).chain([i32::MIN / 2, i32::MAX / 2]).collect();
            let mut scores = vec![0; totals.len()];
            scoring.scores(&totals, &mut scores);
            let by_definition = totals.iter().map(|total| scoring.score(i64::from(*total)) as i32);
            assert!(scores.iter().copied().eq(by_definition), "{scale:?} of {attainable}");
        }
    }
}
