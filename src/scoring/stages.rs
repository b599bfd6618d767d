//! The buying stage of each lead, and who moves on from one month to another.
//!
//! A [`Passage`] holds two instants of the same leads against each other, and counts each pair of stages. What is told of it:
//!
//! - **Move on** from a stage: of the leads that were in it at the first instant, the share that is in a *higher* stage at the second;
//!   `move on(X) = Σ counts(X → Y), Y higher than X / Σ counts(X → Y), all Y`. It is told where a lead is at the two instants and
//!   not what happened in between: who rose and fell back within the month has not moved on.
//! - **Fall back** is the same with *lower*; below all stages is lower than each of them, and from there one can move on as well.
//!
//! A lead that is there at the first instant is there at the second: nobody is lost on the way. Who came in between was in no
//! stage before, and is in none of these shares.

use rayon::prelude::*;

use super::{Bitmap, stage_index};
use crate::model::Model;

/// The place of a stage in the model, highest first; or below all of them; or the lead is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageOf(u8);

impl StageOf {
    const BELOW: Self = Self(254);
    const TO_COME: Self = Self(255);

    /// Of each row, by the combined scores. Stages beyond the 254th are as if they were below all: nobody has so many.
    pub(super) fn rows(model: &Model, combined: &[i32], there: &Bitmap) -> Vec<Self> {
        let of_score = |combined: i32| {
            let stage = stage_index(model, i64::from(combined)).and_then(|stage| u8::try_from(stage).ok());
            stage.filter(|stage| *stage < Self::BELOW.0).map_or(Self::BELOW, Self)
        };
        let of_row =
            |(row, combined): (usize, &i32)| if there.contains(row) { of_score(*combined) } else { Self::TO_COME };
        combined.par_iter().enumerate().with_min_len(16 * 1024).map(of_row).collect()
    }

    /// The place among so many stages; the one after the last is below all. `None` where the lead is not there yet.
    fn place(self, stages: usize) -> Option<usize> {
        (self != Self::TO_COME).then(|| usize::from(self.0).min(stages))
    }
}

/// How many leads went from each stage to each other between two instants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    stages: usize,
    /// By the place before, then by the place after; the last place is below all stages.
    counts: Vec<u64>,
}

impl Passage {
    /// Nobody went anywhere.
    pub fn none(stages: usize) -> Self {
        Self { stages, counts: vec![0; (stages + 1) * (stages + 1)] }
    }

    /// From the same rows at two instants, the earlier one first.
    pub fn new(stages: usize, before: &[StageOf], after: &[StageOf]) -> Self {
        let none = || Self::none(stages);
        let rows = before.par_iter().zip(after).with_min_len(16 * 1024);
        let counted = rows.fold(none, |mut passage, (before, after)| {
            if let (Some(before), Some(after)) = (before.place(stages), after.place(stages)) {
                passage.counts[before * (stages + 1) + after] += 1;
            }
            passage
        });
        counted.reduce(none, |mut sum, other| {
            sum.add(&other);
            sum
        })
    }

    /// Several months together: each lead counts once in each.
    pub fn add(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(sum, count)| *sum += count);
    }

    /// Who went from one place to another; the place after the last stage is below all.
    pub fn count(&self, before: usize, after: usize) -> u64 {
        let is_place = before <= self.stages && after <= self.stages;
        if is_place { self.counts[before * (self.stages + 1) + after] } else { 0 }
    }

    /// Who was in a place at first.
    pub fn leads(&self, before: usize) -> u64 {
        (0..=self.stages).map(|after| self.count(before, after)).sum()
    }

    /// Of those who were in a place at first, who is higher then.
    pub fn moved_on(&self, before: usize) -> u64 {
        (0..before.min(self.stages + 1)).map(|after| self.count(before, after)).sum()
    }

    /// Of those who were in a place at first, who is lower then.
    pub fn fell_back(&self, before: usize) -> u64 {
        (before + 1..=self.stages).map(|after| self.count(before, after)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stage;

    #[test]
    fn shares_are_of_those_who_were_there_before() {
        let mut model = Model::new("test");
        model.stages = [("Decide", 60), ("Consider", 30)]
            .map(|(name, from)| Stage { id: name.into(), name: name.into(), from })
            .into();
        let all = Bitmap { words: vec![0b1_1111] };
        let before = StageOf::rows(&model, &[0, 30, 31, 59, 60], &Bitmap { words: vec![0b0_1111] });
        let after = StageOf::rows(&model, &[29, 60, 30, 0, 99], &all);
        let passage = Passage::new(2, &before, &after);
        assert_eq!([0, 1, 2].map(|place| passage.leads(place)), [0, 3, 1], "the fifth came in between");
        assert_eq!((passage.moved_on(1), passage.fell_back(1)), (1, 1));
        assert_eq!((passage.count(1, 0), passage.count(1, 1), passage.count(1, 2)), (1, 1, 1));
        assert_eq!((passage.moved_on(2), passage.fell_back(2), passage.moved_on(0)), (0, 0, 0));
        let mut twice = Passage::none(2);
        twice.add(&passage);
        twice.add(&passage);
        assert_eq!((twice.leads(1), twice.moved_on(1)), (6, 2));
    }
}
