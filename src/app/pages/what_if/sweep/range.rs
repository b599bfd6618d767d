//! Between which values a number of the model is turned, and in which order: the whole range at once, then what lies between.

use std::ops::RangeInclusive;

use crate::{
    model::{Axis, Category, Model, limits},
    scoring::{
        attainable_of,
        what_if::{Knob, values},
    },
};

/// So many values fill a chart: more are not seen apart.
const MOST_VALUES: i32 = 120;

/// The ends of a range, the lower one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: i32,
    pub to: i32,
}

impl Range {
    pub fn new(from: i32, to: i32) -> Self {
        Self { from: from.min(to), to: from.max(to) }
    }

    /// What a value can sensibly be; where the model stands is always in it. `None` where the model has no such number.
    pub fn of(model: &Model, knob: &Knob) -> Option<Self> {
        if !knob.exists(model) {
            return None;
        }
        let now = knob.value(model);
        let range = match knob {
            Knob::Edge { axis, .. } => edge(model, *axis, knob)?,
            Knob::Points { criterion } => {
                let criterion = model.criterion(criterion)?;
                points(model.tiers.of(criterion.tier).least, model.tiers.of(criterion.tier).most, criterion.points)
            }
            Knob::Cap { category } => cap(model, model.category(category)?),
        };
        Some(range.with(now).within(&knob.limits()))
    }

    /// Between which values its ends may be set: an edge never leaves its axis, whatever it is turned by.
    pub fn limits(model: &Model, knob: &Knob) -> RangeInclusive<i32> {
        match (knob, Self::of(model, knob)) {
            (Knob::Edge { .. }, Some(whole)) => whole.from..=whole.to,
            _ => knob.limits(),
        }
    }

    /// What is left of it within the limits; `None` where that is no range.
    pub fn limited(self, model: &Model, knob: &Knob) -> Option<Self> {
        Some(self.within(&Self::limits(model, knob))).filter(|range| range.from < range.to)
    }

    pub fn contains(self, value: i32) -> bool {
        (self.from..=self.to).contains(&value)
    }

    fn with(self, value: Option<i32>) -> Self {
        value.map_or(self, |value| Self { from: self.from.min(value), to: self.to.max(value) })
    }

    fn within(self, limits: &RangeInclusive<i32>) -> Self {
        Self {
            from: self.from.clamp(*limits.start(), *limits.end()),
            to: self.to.clamp(*limits.start(), *limits.end()),
        }
    }

    /// Whether a value is not sure to be among those that are looked at.
    pub fn may_miss(self, value: i32) -> bool {
        !self.contains(value) || self.length() > i64::from(MOST_VALUES)
    }

    pub fn length(self) -> i64 {
        i64::from(self.to) - i64::from(self.from)
    }

    /// All values, or where these are too many, so many of them, with `now` among them: the coarse ones first, so that the whole line
    /// is seen at once and then becomes exact.
    pub fn in_order(self, now: Option<i32>) -> Vec<i32> {
        let step = u32::try_from(self.length() / i64::from(MOST_VALUES) + 1).unwrap_or(u32::MAX);
        let all = values(self.from, self.to, step, now);
        let last = all.len().saturating_sub(1);
        let coarseness = |place: usize| {
            let is_first = now == Some(all[place]) || place == 0 || place == last;
            if is_first { 0 } else { 5_u32.saturating_sub(place.trailing_zeros()).max(1) }
        };
        let mut places: Vec<usize> = (0..all.len()).collect();
        places.sort_by_key(|place| coarseness(*place));
        places.into_iter().map(|place| all[place]).collect()
    }
}

/// An edge leaves each band of its axis a score.
fn edge(model: &Model, axis: Axis, knob: &Knob) -> Option<Range> {
    let Knob::Edge { band, .. } = knob else { return None };
    let settings = model.axis(axis);
    let place = settings.bands.iter().position(|other| other.id == *band)?;
    let steps = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let lowest = settings.range.least.saturating_add(steps(settings.bands.len().saturating_sub(1) - place));
    let highest = settings.range.most.saturating_sub(steps(place));
    Some(Range { from: lowest, to: highest.max(lowest) })
}

/// From nothing to what the tier may give, and beyond it by as much as it is wide.
fn points(least: i32, most: i32, now: i32) -> Range {
    const AT_LEAST: i32 = 5;
    let (least, most) = (least.min(most), least.max(most));
    if least < 0 && most <= 0 {
        return Range { from: least.min(now.saturating_sub(AT_LEAST)), to: now.saturating_add(AT_LEAST).max(0) };
    }
    let beyond = most.saturating_sub(least).max(AT_LEAST);
    Range {
        from: now.saturating_sub(AT_LEAST).min(0),
        to: most.saturating_add(beyond).max(now.saturating_add(AT_LEAST)),
    }
}

/// A cap goes from nothing to what the category could give without one.
fn cap(model: &Model, category: &Category) -> Range {
    const AT_LEAST: i32 = 10;
    let attainable = attainable_of(model, category).div_euclid(1000).clamp(0, i64::from(limits::SCORE));
    Range { from: 0, to: i32::try_from(attainable).unwrap_or(limits::SCORE).max(AT_LEAST) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Criterion, Tier, sample::criterion};

    fn of(model: &Model, knob: &Knob) -> (i32, i32) {
        let range = Range::of(model, knob).expect("the model has it");
        (range.from, range.to)
    }

    #[test]
    fn an_edge_leaves_each_band_a_score() {
        let model = Model::new("test");
        let edge = |band: &str| Knob::Edge { axis: Axis::Engagement, band: band.into() };
        assert_eq!(
            [of(&model, &edge("1")), of(&model, &edge("2")), of(&model, &edge("3"))],
            [(3, 100), (2, 99), (1, 98)]
        );
        assert_eq!(Range::of(&model, &edge("4")), None, "the last band has no edge");
    }

    #[test]
    fn points_go_from_nothing_to_beyond_the_tier() {
        let mut model = Model::new("test");
        let mut of_tier = |tier: Tier, points: i32| {
            model.criteria = vec![Criterion { tier, points, ..criterion("c", "profile") }];
            of(&model, &Knob::Points { criterion: "c".into() })
        };
        assert_eq!(of_tier(Tier::Critical, 12), (0, 20));
        assert_eq!(of_tier(Tier::Influencing, 2), (-3, 9));
        assert_eq!(of_tier(Tier::Negative, -10), (-50, 0));
        assert_eq!(of_tier(Tier::Negative, 10), (-50, 15), "a value outside its tier's range is in it");
        assert_eq!(of_tier(Tier::Important, 200), (0, 205));
        assert_eq!(of_tier(Tier::Important, limits::POINTS), (0, limits::POINTS));
    }

    #[test]
    fn a_cap_goes_up_to_what_can_be_attained() {
        let mut model = Model::new("test");
        model.criteria = (0..5).map(|n| Criterion { points: 6, ..criterion(&format!("c{n}"), "profile") }).collect();
        let knob = Knob::Cap { category: "profile".into() };
        assert_eq!(of(&model, &knob), (0, 30));
        model.categories[0].at_most = Some(12);
        assert_eq!(of(&model, &knob), (0, 30), "whatever the cap is");
        model.categories[0].at_most = Some(40);
        assert_eq!(of(&model, &knob), (0, 40));
        model.criteria.clear();
        model.categories[0].at_most = None;
        assert_eq!(of(&model, &knob), (0, 10), "a range that can be seen");
    }

    #[test]
    fn the_whole_line_comes_before_what_is_between() {
        let values = Range::new(0, 40).in_order(Some(7));
        assert_eq!(values[..5], [0, 7, 40, 16, 32]);
        let mut sorted = values.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..=40).collect::<Vec<_>>(), "each once");
        let wide = Range::new(0, 10_000).in_order(Some(7));
        assert!((100..=122).contains(&wide.len()) && wide.contains(&7), "{}", wide.len());
        assert_eq!(Range::new(5, 5).in_order(None), [5]);
        assert_eq!([0, 7, 40, 41].map(|value| Range::new(0, 40).may_miss(value)), [false, false, false, true]);
        assert!(Range::new(0, 10_000).may_miss(7));
    }
}
