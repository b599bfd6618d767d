//! A model made ready against the columns of a library.

use rayon::prelude::*;

use super::{
    BLOCK_ROWS, BLOCK_WORDS, TASK_ROWS,
    activity::{self, ReadyActivity},
    condition::Ready,
    homes,
    ready::Desk,
    takes_part,
};
use crate::{
    lead::Instant,
    model::{Axis, Criterion, EventCounting, Model, Rule},
    scoring::{Bitmap, Columns, Hits},
};

/// What of a model is ready to be asked of every lead.
pub struct Plan<'a> {
    columns: &'a Columns,
    as_of: Instant,
    rules: Vec<ReadyRule<'a>>,
    /// Which criteria keep a lead from being cold.
    warming: Vec<usize>,
    cold_after_days: u32,
}

enum ReadyRule<'a> {
    Off,
    Profile(Ready<'a>),
    Activity(ReadyActivity<'a>),
}

impl<'a> Plan<'a> {
    /// Makes those criteria of a model ready that `wanted` picks. The others, those that are switched off, and those
    /// whose category does not exist, are as if they were not there.
    pub fn new(columns: &'a Columns, model: &'a Model, as_of: Instant, wanted: impl Fn(&Criterion) -> bool) -> Self {
        let desk = Desk::new(columns, &model.domains, as_of.day());
        let homes = homes(model);
        let rule = |(index, criterion): (usize, &'a Criterion)| match &criterion.rule {
            _ if !takes_part(model, &homes, index) || !wanted(criterion) => ReadyRule::Off,
            Rule::Profile(condition) => ReadyRule::Profile(desk.condition(condition)),
            Rule::Activity(activity) => ReadyRule::Activity(ReadyActivity::new(&desk, activity)),
        };
        let rules: Vec<_> = model.criteria.iter().enumerate().map(rule).collect();
        let warms = |index: &usize| {
            let criterion = &model.criteria[*index];
            criterion.points > 0
                && homes[*index].is_some_and(|home| model.categories[home].axis == Axis::Engagement)
                && matches!(&criterion.rule, Rule::Activity(activity)
                    if !matches!(activity.counting, EventCounting::Absent { .. }))
        };
        let warming = (0..rules.len()).filter(warms).collect();
        Self { columns, as_of, rules, warming, cold_after_days: model.cold_after_days }
    }

    /// The hits of one criterion.
    pub fn hits_of(&self, criterion: usize) -> Hits {
        match self.rules.get(criterion) {
            None | Some(ReadyRule::Off) => Hits::Off,
            Some(ReadyRule::Profile(condition)) => {
                Hits::Profile(bitmaps(&[condition], self.columns.len()).pop().unwrap_or_default())
            }
            Some(ReadyRule::Activity(rule)) => {
                Hits::Activity(activity::weights(self.columns, &[rule], self.as_of).pop().unwrap_or_default())
            }
        }
    }

    /// The hits of every criterion, in the order of the model: all profile rules in one pass over the columns, and all
    /// activity rules in one pass over the events.
    pub fn all_hits(&self) -> Vec<Hits> {
        let profiles: Vec<&Ready<'_>> = self
            .rules
            .iter()
            .filter_map(|rule| if let ReadyRule::Profile(condition) = rule { Some(condition) } else { None })
            .collect();
        let mut profile_hits = bitmaps(&profiles, self.columns.len()).into_iter().map(Hits::Profile);
        let activities: Vec<&ReadyActivity<'_>> = self.rules.iter().filter_map(ReadyRule::activity).collect();
        let weights = activity::weights(self.columns, &activities, self.as_of);
        let mut activity_hits = weights.into_iter().map(Hits::Activity);
        let hits = self.rules.iter().map(|rule| match rule {
            ReadyRule::Off => Hits::Off,
            ReadyRule::Profile(_) => profile_hits.next().unwrap_or(Hits::Off),
            ReadyRule::Activity(_) => activity_hits.next().unwrap_or(Hits::Off),
        });
        hits.collect()
    }

    /// Which leads are cold: no event in the last days passes the filters of a criterion that could give points.
    pub fn cold(&self) -> Bitmap {
        let warming: Vec<_> = self.warming.iter().filter_map(|index| self.rules[*index].activity()).collect();
        activity::cold(self.columns, &warming, self.as_of, self.cold_after_days)
    }
}

impl<'a> ReadyRule<'a> {
    fn activity(&self) -> Option<&ReadyActivity<'a>> {
        if let Self::Activity(rule) = self { Some(rule) } else { None }
    }
}

/// Asks conditions of every row: a bitmap for each.
pub fn bitmaps(conditions: &[&Ready<'_>], rows: usize) -> Vec<Bitmap> {
    let mut bitmaps: Vec<Bitmap> = conditions.iter().map(|_| Bitmap::with_len(rows)).collect();
    let tasks = split(bitmaps.iter_mut().map(|bitmap| bitmap.words.as_mut_slice()), TASK_ROWS / 64);
    tasks.into_par_iter().enumerate().for_each(|(task, mut of_conditions)| {
        // Block by block, so that what the conditions read in common stays in the cache.
        for block in 0..TASK_ROWS / BLOCK_ROWS {
            for (condition, words) in conditions.iter().zip(&mut of_conditions) {
                let start = block * BLOCK_WORDS;
                let end = words.len().min(start + BLOCK_WORDS);
                if start < end {
                    condition.fill(task * TASK_ROWS + block * BLOCK_ROWS, &mut words[start..end]);
                }
            }
        }
    });
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

/// Cuts columns of one length into tasks: for each task, its stretch of each column.
pub fn split<'a, T: 'a>(columns: impl Iterator<Item = &'a mut [T]>, length: usize) -> Vec<Vec<&'a mut [T]>> {
    let mut tasks: Vec<Vec<&mut [T]>> = Vec::new();
    for column in columns {
        for (task, stretch) in column.chunks_mut(length).enumerate() {
            if tasks.len() <= task {
                tasks.push(Vec::new());
            }
            tasks[task].push(stretch);
        }
    }
    tasks
}
