//! Adding up for all leads: what each category gives, and the score of an axis.

use rayon::prelude::*;

use super::{BLOCK_ROWS, BLOCK_WORDS, homes};
use crate::{
    model::{Axis, Category, Counting, Criterion, EventCounting, Model, Rule},
    scoring::{Hits, adding},
};

/// What a category gives each lead, in thousandths of a point, clamped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Totals {
    /// Where the points of the category cannot go beyond 2 million: half the memory.
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

impl Totals {
    pub fn get(&self, row: usize) -> i64 {
        match self {
            Self::Narrow(totals) => i64::from(totals[row]),
            Self::Wide(totals) => totals[row],
        }
    }
}

/// A whole number that thousandths are added up in.
trait Thousandths: Copy + Default + Send + Sync {
    fn of(thousandths: i64) -> Self;
    fn get(self) -> i64;
    fn plus(self, other: Self) -> Self;
}

/// Only for sums that are known to fit.
impl Thousandths for i32 {
    fn of(thousandths: i64) -> Self {
        thousandths as Self
    }

    fn get(self) -> i64 {
        i64::from(self)
    }

    fn plus(self, other: Self) -> Self {
        self + other
    }
}

impl Thousandths for i64 {
    fn of(thousandths: i64) -> Self {
        thousandths
    }

    fn get(self) -> i64 {
        self
    }

    fn plus(self, other: Self) -> Self {
        self.saturating_add(other)
    }
}

/// A criterion of the category: its hits and its points.
#[derive(Clone, Copy)]
struct Member<'a> {
    hits: &'a Hits,
    points: i64,
}

/// What one category of the model gives each of `rows` leads, from the hits of all criteria.
pub fn category_total(model: &Model, category: usize, hits: &[Hits], rows: usize) -> Totals {
    let of_category = |home: &Option<usize>| *home == Some(category);
    let members: Vec<(&Criterion, &Hits)> = model
        .criteria
        .iter()
        .zip(hits)
        .zip(homes(model))
        .filter(|((_, hits), home)| of_category(home) && **hits != Hits::Off)
        .map(|(member, _)| member)
        .collect();
    let category = &model.categories[category];
    let furthest =
        members.iter().fold(furthest_cap(category), |sum, (criterion, _)| sum.saturating_add(furthest(criterion)));
    let members: Vec<Member<'_>> =
        members.iter().map(|(criterion, hits)| Member { hits, points: i64::from(criterion.points) }).collect();
    if furthest <= i64::from(i32::MAX) {
        Totals::Narrow(sums(category, &members, rows))
    } else {
        Totals::Wide(sums(category, &members, rows))
    }
}

/// How far from 0 a criterion can take the sum, in thousandths.
fn furthest(criterion: &Criterion) -> i64 {
    let times = match &criterion.rule {
        Rule::Activity(activity) => match activity.counting {
            EventCounting::Each { at_most, .. } => i64::from(at_most),
            EventCounting::Once { .. } | EventCounting::Absent { .. } => 1,
        },
        Rule::Profile(_) => 1,
    };
    (1000 * i64::from(criterion.points).abs()).saturating_mul(times)
}

fn furthest_cap(category: &Category) -> i64 {
    let cap = |cap: Option<i32>| cap.map_or(0, |points| 1000 * i64::from(points).abs());
    cap(category.at_least).max(cap(category.at_most))
}

fn sums<T: Thousandths>(category: &Category, members: &[Member<'_>], rows: usize) -> Vec<T> {
    let mut sums = vec![T::default(); rows];
    sums.par_chunks_mut(BLOCK_ROWS).enumerate().for_each(|(block, out)| {
        let start = block * BLOCK_ROWS;
        let mut block = [T::default(); BLOCK_ROWS];
        match category.counting {
            Counting::Adds => members.iter().for_each(|member| add(*member, start, out.len(), &mut block)),
            Counting::FirstMatch => first_match(members, start, out.len(), &mut block),
        }
        if category.at_least.is_some() || category.at_most.is_some() {
            for sum in &mut block[..out.len()] {
                *sum = T::of(adding::clamp_category(category, sum.get()));
            }
        }
        out.copy_from_slice(&block[..out.len()]);
    });
    sums
}

/// Adds what a criterion gives the rows from `start`.
fn add<T: Thousandths>(member: Member<'_>, start: usize, rows: usize, block: &mut [T; BLOCK_ROWS]) {
    match member.hits {
        Hits::Off => {}
        Hits::Profile(bits) => {
            let words = &bits.words[start / 64..(start + rows).div_ceil(64)];
            add_bits(words, T::of(1000 * member.points), block);
        }
        Hits::Activity(weights) => {
            for (sum, weight) in block.iter_mut().zip(&weights[start..start + rows]) {
                *sum = sum.plus(T::of(member.points.saturating_mul(i64::from(*weight))));
            }
        }
    }
}

/// Adds `given` wherever a bit is set.
fn add_bits<T: Thousandths>(words: &[u64], given: T, block: &mut [T; BLOCK_ROWS]) {
    let (sixty_fours, _) = block.as_chunks_mut::<64>();
    for (word, sums) in words.iter().zip(sixty_fours) {
        if word.count_ones() <= 8 {
            let mut left = *word;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                sums[bit] = sums[bit].plus(given);
                left &= left - 1;
            }
        } else {
            let (eights, _) = sums.as_chunks_mut::<8>();
            for (byte, sums) in word.to_le_bytes().iter().zip(eights) {
                for (bit, sum) in sums.iter_mut().enumerate() {
                    // Without a branch, eight at once.
                    *sum = sum.plus(if byte & (1 << bit) != 0 { given } else { T::default() });
                }
            }
        }
    }
}

/// Only the first criterion that matches counts.
fn first_match<T: Thousandths>(members: &[Member<'_>], start: usize, rows: usize, block: &mut [T; BLOCK_ROWS]) {
    let mut taken = [0u64; BLOCK_WORDS];
    for member in members {
        let mut fresh = [0u64; BLOCK_WORDS];
        match member.hits {
            Hits::Off => {}
            Hits::Profile(bits) => {
                let words = &bits.words[start / 64..(start + rows).div_ceil(64)];
                for ((fresh, word), taken) in fresh.iter_mut().zip(words).zip(&taken) {
                    *fresh = word & !taken;
                }
                add_bits(&fresh, T::of(1000 * member.points), block);
            }
            Hits::Activity(weights) => {
                for (index, weight) in
                    weights[start..start + rows].iter().enumerate().filter(|(_, weight)| **weight > 0)
                {
                    if taken[index / 64] >> (index % 64) & 1 == 0 {
                        fresh[index / 64] |= 1 << (index % 64);
                        block[index] = T::of(member.points.saturating_mul(i64::from(*weight)));
                    }
                }
            }
        }
        for (taken, fresh) in taken.iter_mut().zip(fresh) {
            *taken |= fresh;
        }
    }
}

/// The score of each of `rows` leads on an axis, from the totals of all categories.
pub fn axis_scores(model: &Model, axis: Axis, totals: &[Totals], rows: usize) -> Vec<i32> {
    let settings = model.axis(axis);
    let attainable = adding::attainable(model, axis);
    let of_axis = model.categories.iter().zip(totals).filter(|(category, _)| category.axis == axis);
    let totals: Vec<&Totals> = of_axis.map(|(_, totals)| totals).collect();
    let mut scores = vec![0; rows];
    scores.par_chunks_mut(BLOCK_ROWS).enumerate().for_each(|(block, out)| {
        let start = block * BLOCK_ROWS;
        let mut sums = [0i64; BLOCK_ROWS];
        for totals in &totals {
            match totals {
                Totals::Narrow(totals) => add_all(&mut sums, &totals[start..start + out.len()]),
                Totals::Wide(totals) => add_all(&mut sums, &totals[start..start + out.len()]),
            }
        }
        for (score, sum) in out.iter_mut().zip(sums) {
            let unclamped = adding::unclamped_score(settings, sum, attainable);
            // In the axis' range, whose ends are of this type.
            *score = adding::clamp_score(settings, unclamped) as i32;
        }
    });
    scores
}

fn add_all<T: Thousandths>(sums: &mut [i64; BLOCK_ROWS], totals: &[T]) {
    for (sum, total) in sums.iter_mut().zip(totals) {
        *sum = sum.saturating_add(total.get());
    }
}
