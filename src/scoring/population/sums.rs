//! Adding up for all leads: what each category gives, the total of an axis, and its bands, in one pass.
//!
//! What is kept of a category is its sum *before* its caps, so that an edit only adds the difference that it makes: the
//! total loses what the category gave, the sum takes the difference, the total gets what the category gives now.

use super::{BLOCK_WORDS, TASK_ROWS, Words, block_rows, lane::Lane, plan::transpose};
use crate::scoring::{Hits, SmallNumbers};

/// The sums of an axis, one for each lead.
#[derive(Debug, Default)]
pub struct Sums<T> {
    /// By category of the axis, before the caps; a category to which no criterion gives has no column.
    pub categories: Vec<Vec<T>>,
    /// Of all categories, after their caps.
    pub total: Vec<T>,
}

/// What is to be done with the sums of an axis, and the edges of the bands that they then are in.
#[derive(Debug)]
pub struct Work<T> {
    /// For each category.
    pub jobs: Vec<Job<T>>,
    /// All categories are added up once more, from what those without a column give everybody.
    pub rebuild: Option<T>,
    pub edges: Edges<T>,
}

/// What is to be done with the sums of one category.
#[derive(Debug)]
pub struct Job<T> {
    /// The sums start from nothing; else what is given is added to what is there.
    pub anew: bool,
    pub first_match: bool,
    pub given: Vec<Given<T>>,
    pub before: Caps<T>,
    pub after: Caps<T>,
}

/// What a criterion gives each lead that it matches.
#[derive(Debug)]
pub struct Given<T> {
    pub hits: Hits,
    /// For each unit of weight. In a first match a criterion that gives nothing still keeps later ones out.
    pub by_unit: T,
}

/// The ends that a category's sum is clamped to; where they are out of order, `most` wins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caps<T> {
    pub least: Option<T>,
    pub most: Option<T>,
}

/// The edges of an axis' bands, as totals: a lead is in the first band whose edge its total reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Edges<T> {
    /// So many bands can be reached by no total; they come first.
    pub unreachable: u8,
    /// The lowest total that belongs to each band after them, falling; all below are in the band after the last edge.
    pub least: Vec<T>,
}

impl<T: Lane> Job<T> {
    pub fn changes_something(&self) -> bool {
        self.anew || !self.given.is_empty() || self.before != self.after
    }
}

impl<T: Lane> Caps<T> {
    pub fn clamp(&self, sum: T) -> T {
        let sum = self.least.map_or(sum, |least| sum.max(least));
        self.most.map_or(sum, |most| sum.min(most))
    }

    fn is_none(&self) -> bool {
        self.least.is_none() && self.most.is_none()
    }

    /// The ends of what the type holds where there is no cap.
    fn ends(&self) -> [T; 2] {
        [self.least.unwrap_or(T::of(i64::MIN)), self.most.unwrap_or(T::of(i64::MAX))]
    }
}

/// The part of the [`Work`] that is a stretch of rows.
pub struct Task<'a, T> {
    jobs: Vec<(&'a Job<T>, &'a mut [T])>,
    /// The first row.
    start: usize,
    rebuild: Option<T>,
    edges: &'a Edges<T>,
    total: &'a mut [T],
    bands: &'a mut [u8],
}

/// Shares the rows out.
pub fn tasks<'a, T: Lane>(sums: &'a mut Sums<T>, work: &'a Work<T>, bands: &'a mut [u8]) -> Vec<Task<'a, T>> {
    let Work { jobs, rebuild, edges } = work;
    let columns = sums.categories.iter_mut().zip(jobs);
    let busy = columns.filter(|(sums, job)| !sums.is_empty() && (rebuild.is_some() || job.changes_something()));
    let jobs = busy.map(|(sums, job)| sums.chunks_mut(TASK_ROWS).map(|sums| (job, sums)).collect());
    let jobs = transpose(jobs, bands.len().div_ceil(TASK_ROWS));
    let rows = sums.total.chunks_mut(TASK_ROWS).zip(bands.chunks_mut(TASK_ROWS));
    let task =
        |(task, ((total, bands), jobs))| Task { jobs, start: task * TASK_ROWS, rebuild: *rebuild, edges, total, bands };
    rows.zip(jobs).enumerate().map(task).collect()
}

impl<T: Lane> Task<'_, T> {
    /// Does all jobs for one block, which stays in the nearest cache meanwhile, and finds its bands.
    pub fn do_block(&mut self, block: usize) -> &[u8] {
        let rows = block_rows(block, self.total.len());
        let total = &mut self.total[rows.clone()];
        if let Some(base) = self.rebuild {
            total.fill(base);
        }
        for (job, sums) in &mut self.jobs {
            do_job(job, self.rebuild.is_some(), self.start + rows.start, &mut sums[rows.clone()], total);
        }
        let bands = &mut self.bands[rows];
        mark_bands(self.edges, total, bands);
        bands
    }
}

/// Does one job for the rows from `start`.
fn do_job<T: Lane>(job: &Job<T>, rebuild: bool, start: usize, sums: &mut [T], total: &mut [T]) {
    if !(rebuild || job.anew)
        && let Some((to, by_unit)) = one_difference(job, start, sums.len())
    {
        return add_difference(&to, by_unit, [job.before.ends(), job.after.ends()], sums, total);
    }
    if !rebuild {
        take_off(total, sums, &job.before);
    }
    if job.anew {
        sums.fill(T::default());
    }
    if job.first_match {
        add_first_match(&job.given, start, sums);
    } else {
        job.given.iter().for_each(|given| add(given, start, None, sums));
    }
    put_on(total, sums, &job.after);
}

fn take_off<T: Lane>(total: &mut [T], sums: &[T], caps: &Caps<T>) {
    let pairs = total.iter_mut().zip(sums);
    // Asked once a block, not once a lead.
    if caps.is_none() {
        pairs.for_each(|(total, sum)| *total = total.minus(*sum));
    } else {
        pairs.for_each(|(total, sum)| *total = total.minus(caps.clamp(*sum)));
    }
}

fn put_on<T: Lane>(total: &mut [T], sums: &[T], caps: &Caps<T>) {
    let pairs = total.iter_mut().zip(sums);
    if caps.is_none() {
        pairs.for_each(|(total, sum)| *total = total.plus(*sum));
    } else {
        pairs.for_each(|(total, sum)| *total = total.plus(caps.clamp(*sum)));
    }
}

/// Adds what a criterion gives the rows from `start`, save those that are taken.
fn add<T: Lane>(given: &Given<T>, start: usize, taken: Option<&Words>, sums: &mut [T]) {
    let words = start / 64..(start + sums.len()).div_ceil(64);
    match &given.hits {
        Hits::Off => {}
        Hits::Bits(bits) => match taken {
            None => add_bits(&bits.words[words], given.by_unit, sums),
            Some(taken) => {
                let mut fresh: Words = [0; _];
                for ((fresh, word), taken) in fresh.iter_mut().zip(&bits.words[words]).zip(taken) {
                    *fresh = word & !taken;
                }
                add_bits(&fresh, given.by_unit, sums);
            }
        },
        Hits::Weights(weights) => {
            let rows = start..start + sums.len();
            match &weights.sums {
                SmallNumbers::U16(weights) => add_weights(&weights[rows], given.by_unit, taken, sums),
                SmallNumbers::U32(weights) => add_weights(&weights[rows], given.by_unit, taken, sums),
            }
        }
    }
}

/// Where only one criterion gives something else than before, and all or nothing: to which of the rows from `start`, and how
/// much.
fn one_difference<T: Lane>(job: &Job<T>, start: usize, rows: usize) -> Option<(Words, T)> {
    let words = start / 64..(start + rows).div_ceil(64);
    let gives = |given: &&Given<T>| given.by_unit != T::default();
    let mut giving = job.given.iter().filter(gives);
    let (Some(Given { hits: Hits::Bits(bits), by_unit }), None) = (giving.next(), giving.next()) else { return None };
    let mut to: Words = [0; BLOCK_WORDS];
    to[..words.len()].copy_from_slice(&bits.words[words.clone()]);
    if job.first_match {
        let earlier = job.given.iter().take_while(|given| !gives(given));
        for matching in earlier.filter_map(|given| given.hits.matching()) {
            to.iter_mut().zip(&matching.words[words.clone()]).for_each(|(to, word)| *to &= !word);
        }
    }
    Some((to, *by_unit))
}

/// The most frequent edit, that of one criterion's points: what [`take_off`], [`add_bits`] and [`put_on`] do one after the
/// other, in two thirds of the time.
fn add_difference<T: Lane>(words: &[u64], given: T, [before, after]: [[T; 2]; 2], sums: &mut [T], total: &mut [T]) {
    let clamp = |sum: T, [least, most]: [T; 2]| sum.max(least).min(most);
    let step = |is_hit: bool, sum: &mut T, total: &mut T| {
        let without = total.minus(clamp(*sum, before));
        *sum = sum.plus(if is_hit { given } else { T::default() });
        *total = without.plus(clamp(*sum, after));
    };
    let (sum_parts, sum_rest) = sums.as_chunks_mut::<16>();
    let (total_parts, total_rest) = total.as_chunks_mut::<16>();
    for (part, (sums, totals)) in sum_parts.iter_mut().zip(total_parts).enumerate() {
        let bits = (words[part / 4] >> (16 * (part % 4))) as u16;
        for (bit, (sum, total)) in sums.iter_mut().zip(totals).enumerate() {
            step(bits & (1 << bit) != 0, sum, total);
        }
    }
    let row = 16 * sum_parts.len();
    for (bit, (sum, total)) in (row..).zip(sum_rest.iter_mut().zip(total_rest)) {
        step(words[bit / 64] >> (bit % 64) & 1 == 1, sum, total);
    }
}

/// Adds `given` wherever a bit is set.
fn add_bits<T: Lane>(words: &[u64], given: T, sums: &mut [T]) {
    let (sixty_fours, rest) = sums.as_chunks_mut::<64>();
    for (word, sums) in words.iter().zip(sixty_fours.iter_mut()) {
        // Without a branch, and in sixteens: four times as quick as bit by bit, twice as quick as in eights.
        let (sixteens, _) = sums.as_chunks_mut::<16>();
        for (part, sums) in sixteens.iter_mut().enumerate() {
            let bits = (word >> (16 * part)) as u16;
            for (bit, sum) in sums.iter_mut().enumerate() {
                *sum = sum.plus(if bits & (1 << bit) != 0 { given } else { T::default() });
            }
        }
    }
    if let Some(word) = words.get(sixty_fours.len()) {
        for (_, sum) in rest.iter_mut().enumerate().filter(|(bit, _)| word >> bit & 1 == 1) {
            *sum = sum.plus(given);
        }
    }
}

fn add_weights<T: Lane, W: Copy + Into<i64>>(weights: &[W], by_unit: T, taken: Option<&Words>, sums: &mut [T]) {
    let Some(taken) = taken else {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = sum.plus(by_unit.times(T::wrapped((*weight).into())));
        }
        return;
    };
    for (index, (sum, weight)) in sums.iter_mut().zip(weights).enumerate() {
        if taken[index / 64] >> (index % 64) & 1 == 0 {
            *sum = sum.plus(by_unit.times(T::wrapped((*weight).into())));
        }
    }
}

/// Only the first criterion that matches counts.
fn add_first_match<T: Lane>(given: &[Given<T>], start: usize, sums: &mut [T]) {
    let mut taken: Words = [0; BLOCK_WORDS];
    for given in given {
        if given.by_unit != T::default() {
            add(given, start, Some(&taken), sums);
        }
        let Some(matching) = given.hits.matching() else { continue };
        for (taken, word) in taken.iter_mut().zip(&matching.words[start / 64..(start + sums.len()).div_ceil(64)]) {
            *taken |= word;
        }
    }
}

/// A lead's band is the number of edges that its total does not reach.
fn mark_bands<T: Lane>(edges: &Edges<T>, total: &[T], bands: &mut [u8]) {
    let start = edges.unreachable;
    match *edges.least.as_slice() {
        [a] => T::count_missed([a], start, total, bands),
        [a, b] => T::count_missed([a, b], start, total, bands),
        [a, b, c] => T::count_missed([a, b, c], start, total, bands),
        [a, b, c, d] => T::count_missed([a, b, c, d], start, total, bands),
        [a, b, c, d, e] => T::count_missed([a, b, c, d, e], start, total, bands),
        _ => {
            for (band, total) in bands.iter_mut().zip(total) {
                let missed = edges.least.iter().filter(|edge| total < edge).count();
                *band = start.saturating_add(missed as u8);
            }
        }
    }
}
