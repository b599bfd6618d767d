//! Where each lead is under both models, and how many take each way from one to the other: one pass over the rows.

use rayon::prelude::*;

use super::Volume;
use crate::{
    lead::{Day, Outcome},
    model::Model,
    scoring::{ARRIVAL_WEEKS, Columns, NO_DAY, Scores, Tally, adding},
};

/// What a lead's place under one model hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Indices of bands.
    pub fit: usize,
    pub engagement: usize,
    pub disqualified: bool,
}

impl State {
    pub fn cell(self) -> (usize, usize) {
        (self.fit, self.engagement)
    }

    /// The place of its route in the model.
    pub fn route(self, model: &Model) -> Option<usize> {
        if self.disqualified {
            adding::disqualified_route(model)
        } else {
            adding::cell_route(model, self.fit, self.engagement)
        }
    }

    /// Whether it goes to sales.
    pub fn is_qualified(self, model: &Model) -> bool {
        !self.disqualified && self.route(model).is_some_and(|route| model.routes[route].qualified)
    }
}

/// The states of a model's leads as numbers without gaps.
#[derive(Clone, Copy)]
pub struct States<'a> {
    scores: &'a Scores,
    fit_bands: usize,
    engagement_bands: usize,
}

impl<'a> States<'a> {
    pub fn new(model: &Model, scores: &'a Scores) -> Self {
        let of = |bands: &[_]| bands.len().max(1);
        Self { scores, fit_bands: of(&model.fit.bands), engagement_bands: of(&model.engagement.bands) }
    }

    pub fn len(self) -> usize {
        self.fit_bands * self.engagement_bands * 2
    }

    pub fn number(self, row: usize) -> usize {
        let (fit, engagement) = (self.scores.fit_band[row], self.scores.engagement_band[row]);
        let cell = usize::from(fit) * self.engagement_bands + usize::from(engagement);
        cell * 2 + usize::from(self.scores.disqualified.contains(row))
    }

    pub fn state(self, number: usize) -> State {
        let cell = number / 2;
        State {
            fit: cell / self.engagement_bands,
            engagement: cell % self.engagement_bands,
            disqualified: number % 2 == 1,
        }
    }

    pub fn of_row(self, row: usize) -> State {
        self.state(self.number(row))
    }
}

/// Room for what is counted apart: three outcomes, and whether the lead came in lately; and the leads that are not there yet.
const CLASSES: usize = 8;
const TO_COME: usize = 6;
/// A larger table of counts would fall out of the near caches, and two models with up to six bands an axis need less.
const LARGEST_TABLE: usize = 1 << 17;
const TASK_ROWS: usize = 32 * 1024;

/// The leads that go one way.
pub struct Way {
    pub before: State,
    pub after: State,
    pub volume: Volume,
}

/// Each way that any lead takes, by where it begins, then by where it ends.
pub fn ways(columns: &Columns, before: States<'_>, after: States<'_>) -> Vec<Way> {
    let (as_of, there) = (after.scores.as_of, &after.scores.there);
    let today = as_of.day();
    let weeks = 0..i64::from(ARRIVAL_WEEKS) * 7;
    let key = |row: usize| {
        let way = before.number(row) * after.len() + after.number(row);
        if !there.contains(row) {
            return way * CLASSES + TO_COME;
        }
        let outcome = match columns.outcome_at(row, as_of) {
            Outcome::Open => 0,
            Outcome::Won => 1,
            Outcome::Lost => 2,
        };
        let created = columns.created[row];
        let arrived = created != NO_DAY && weeks.contains(&Day(created).age_days(today));
        way * CLASSES + outcome * 2 + usize::from(arrived)
    };
    let mut ways: Vec<Way> = Vec::new();
    let mut last = None;
    for (key, leads) in counted(columns.len(), before.len() * after.len() * CLASSES, key) {
        let (way, class) = (key / CLASSES, key % CLASSES);
        if class >= TO_COME {
            continue;
        }
        let of = |counts: bool| if counts { leads } else { 0 };
        let tally = Tally { leads, won: of(class / 2 == 1), decided: of(class / 2 != 0) };
        let volume = Volume { tally, arrived: of(class % 2 == 1) };
        match ways.last_mut().filter(|_| last == Some(way)) {
            Some(same) => same.volume.add(volume),
            None => ways.push(Way {
                before: before.state(way / after.len()),
                after: after.state(way % after.len()),
                volume,
            }),
        }
        last = Some(way);
    }
    ways
}

/// How many rows have each key, by key.
fn counted(rows: usize, keys: usize, key: impl Fn(usize) -> usize + Sync) -> Vec<(usize, u64)> {
    if keys > LARGEST_TABLE {
        let mut keys: Vec<usize> = (0..rows).into_par_iter().map(&key).collect();
        keys.par_sort_unstable();
        return keys.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as u64)).collect();
    }
    let none = || vec![0u32; keys];
    let tasks = (0..rows).into_par_iter().with_min_len(TASK_ROWS);
    let counts = tasks.fold(none, |mut counts, row| {
        counts[key(row)] += 1;
        counts
    });
    let counts = counts.reduce(none, |mut sum, counts| {
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        sum
    });
    let counted = counts.into_iter().enumerate().filter(|(_, leads)| *leads > 0);
    counted.map(|(key, leads)| (key, u64::from(leads))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_counted_the_same_with_and_without_a_table() {
        let key = |row: usize| row * row % 7;
        assert_eq!(counted(1_000, 7, key), counted(1_000, LARGEST_TABLE + 1, key));
        assert_eq!(counted(0, 7, key), []);
        assert_eq!(counted(0, LARGEST_TABLE + 1, key), []);
    }
}
