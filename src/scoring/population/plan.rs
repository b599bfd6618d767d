//! A model made ready against the columns of a library.

use std::sync::Arc;

use rayon::prelude::*;

use super::{
    BLOCK_ROWS, BLOCK_WORDS, TASK_ROWS,
    activity::{self, ReadyActivity},
    attribute_tests::Tests,
    condition::Ready,
    ready::Desk,
    takes_part,
};
use crate::{
    lead::Instant,
    model::{Criterion, Model, Rule},
    scoring::{Bitmap, Columns, Hits, adding, respelt::Respelt},
};

/// What of a model is ready to be asked of every lead.
pub struct Plan<'a> {
    columns: &'a Columns,
    as_of: Instant,
    tests: Tests<'a>,
    rules: Vec<ReadyRule>,
}

enum ReadyRule {
    Off,
    Profile(Ready),
    Activity(Box<ReadyActivity>),
}

impl<'a> Plan<'a> {
    /// Makes those criteria of a model ready that `wanted` picks. The others, those that are switched off, and those
    /// whose category does not exist, are as if they were not there.
    pub fn new(columns: &'a Columns, model: &'a Model, as_of: Instant, wanted: impl Fn(&Criterion) -> bool) -> Self {
        let homes = adding::category_indices(model);
        let takes_part = |index: usize| takes_part(model, &homes, index) && wanted(&model.criteria[index]);
        Self::with(columns, model, as_of, takes_part)
    }

    /// As [`Plan::new`], while a text field is spelt otherwise.
    pub fn respelt(
        columns: &'a Columns,
        model: &'a Model,
        as_of: Instant,
        wanted: impl Fn(&Criterion) -> bool,
        respelt: &'a Respelt,
    ) -> Self {
        let homes = adding::category_indices(model);
        let takes_part = |index: usize| takes_part(model, &homes, index) && wanted(&model.criteria[index]);
        let mut desk = Desk::new(columns, &model.domains, as_of.day());
        desk.respelt = Some(respelt);
        Self::at(desk, model, as_of, takes_part)
    }

    /// As [`Plan::new`], by the place of a criterion.
    pub(super) fn with(columns: &'a Columns, model: &'a Model, as_of: Instant, wanted: impl Fn(usize) -> bool) -> Self {
        Self::at(Desk::new(columns, &model.domains, as_of.day()), model, as_of, wanted)
    }

    fn at(mut desk: Desk<'a>, model: &'a Model, as_of: Instant, wanted: impl Fn(usize) -> bool) -> Self {
        let columns = desk.columns;
        let rule = |(index, criterion): (usize, &'a Criterion)| match &criterion.rule {
            _ if !wanted(index) => ReadyRule::Off,
            Rule::Profile(condition) => ReadyRule::Profile(desk.condition(condition)),
            Rule::Activity(activity) => ReadyRule::Activity(Box::new(ReadyActivity::new(&mut desk, activity))),
        };
        let rules = model.criteria.iter().enumerate().map(rule).collect();
        Self { columns, as_of, tests: desk.tests(), rules }
    }

    /// The hits of one criterion.
    pub fn hits_of(&self, criterion: usize) -> Hits {
        let hits = match self.rules.get(criterion) {
            None | Some(ReadyRule::Off) => None,
            Some(ReadyRule::Profile(condition)) => self.profiles(&[condition]).pop(),
            Some(ReadyRule::Activity(rule)) => activity::hits(self.columns, &self.tests, &[rule], self.as_of).pop(),
        };
        hits.unwrap_or(Hits::Off)
    }

    /// The hits of every criterion, in the order of the model: all profile rules in one pass over the columns, and all
    /// activity rules in one pass over the events.
    pub fn all_hits(&self) -> Vec<Hits> {
        let profiles: Vec<&Ready> = self
            .rules
            .iter()
            .filter_map(|rule| if let ReadyRule::Profile(condition) = rule { Some(condition) } else { None })
            .collect();
        let mut profile_hits = self.profiles(&profiles).into_iter();
        let activities: Vec<&ReadyActivity> = self.rules.iter().filter_map(ReadyRule::activity).collect();
        let mut activity_hits = activity::hits(self.columns, &self.tests, &activities, self.as_of).into_iter();
        let hits = self.rules.iter().map(|rule| match rule {
            ReadyRule::Off => Hits::Off,
            ReadyRule::Profile(_) => profile_hits.next().unwrap_or(Hits::Off),
            ReadyRule::Activity(_) => activity_hits.next().unwrap_or(Hits::Off),
        });
        hits.collect()
    }

    fn profiles(&self, conditions: &[&Ready]) -> Vec<Hits> {
        let bitmaps = bitmaps(&self.tests, conditions, self.columns.len());
        bitmaps.into_iter().map(|bitmap| Hits::Bits(Arc::new(bitmap))).collect()
    }

    /// Which leads are cold: no event in the last days passes the filters of an activity rule that is ready.
    pub(super) fn cold(&self, days: u32) -> Bitmap {
        let warming: Vec<_> = self.rules.iter().filter_map(ReadyRule::activity).collect();
        activity::cold(self.columns, &self.tests, &warming, self.as_of, days)
    }
}

impl ReadyRule {
    fn activity(&self) -> Option<&ReadyActivity> {
        if let Self::Activity(rule) = self { Some(rule) } else { None }
    }
}

/// Asks conditions of every row: a bitmap for each.
pub fn bitmaps(tests: &Tests<'_>, conditions: &[&Ready], rows: usize) -> Vec<Bitmap> {
    if conditions.is_empty() {
        return Vec::new();
    }
    let mut bitmaps: Vec<Bitmap> = conditions.iter().map(|_| Bitmap::with_len(rows)).collect();
    let stretches = bitmaps.iter_mut().map(|bitmap| bitmap.words.chunks_mut(TASK_ROWS / 64).collect());
    let tasks = transpose(stretches, rows.div_ceil(TASK_ROWS));
    tasks.into_par_iter().enumerate().for_each_init(
        || tests.answers(),
        |answers, (task, mut of_conditions): (usize, Vec<&mut [u64]>)| {
            // Block by block, so that what the conditions read stays in the cache.
            for block in 0..TASK_ROWS / BLOCK_ROWS {
                let start = task * TASK_ROWS + block * BLOCK_ROWS;
                if start >= rows {
                    break;
                }
                tests.ask(start, BLOCK_ROWS.min(rows - start), answers);
                for (condition, words) in conditions.iter().zip(&mut of_conditions) {
                    let end = words.len().min((block + 1) * BLOCK_WORDS);
                    condition.fill(answers, &mut words[block * BLOCK_WORDS..end]);
                }
            }
        },
    );
    for bitmap in &mut bitmaps {
        clear_beyond(bitmap, rows);
    }
    bitmaps
}

/// Bits beyond the last row are not set.
pub fn clear_beyond(bitmap: &mut Bitmap, rows: usize) {
    if !rows.is_multiple_of(64)
        && let Some(last) = bitmap.words.last_mut()
    {
        *last &= (1 << (rows % 64)) - 1;
    }
}

/// From the stretches of each column to those of each of so many tasks.
pub fn transpose<T>(columns: impl Iterator<Item = Vec<T>>, tasks: usize) -> Vec<Vec<T>> {
    let mut by_task: Vec<Vec<T>> = (0..tasks).map(|_| Vec::new()).collect();
    for column in columns {
        for (task, stretch) in by_task.iter_mut().zip(column) {
            task.push(stretch);
        }
    }
    by_task
}
