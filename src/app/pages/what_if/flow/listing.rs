//! The leads behind a number, and why each is elsewhere: worked out on threads.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use rayon::prelude::*;

use super::found::Found;
use crate::{
    app::background::{Background, Wake},
    lead::Outcome,
    scoring::what_if::Who,
};

/// Those who are meant, in the order in which they are shown.
pub struct Listing {
    pub found: Arc<Found>,
    pub who: Who,
    pub rows: Vec<u32>,
}

impl Listing {
    /// Past wins first, then by score, the highest first.
    pub fn new(found: Arc<Found>, who: Who) -> Self {
        let mut rows = found.what_if.rows(&who);
        let (columns, scores) = (&found.what_if.columns, &found.what_if.draft.scores);
        rows.par_sort_by_key(|row| {
            let row = *row as usize;
            (columns.outcomes[row] != Outcome::Won, Reverse(scores.combined[row]))
        });
        Self { found, who, rows }
    }

    pub fn is_of(&self, found: &Arc<Found>, who: &Who) -> bool {
        Arc::ptr_eq(&self.found, found) && self.who == *who
    }
}

/// Asks for the reasons of the rows that are seen, and keeps the answers.
pub struct Reasons {
    worker: Background<(Arc<Found>, Vec<u32>), Known>,
    known: Known,
    asked: Vec<u32>,
}

/// The reasons of some leads.
#[derive(Default)]
struct Known {
    of: Option<Arc<Found>>,
    reasons: HashMap<u32, Arc<[String]>>,
}

impl Known {
    fn is_of(&self, found: &Arc<Found>) -> bool {
        self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, found))
    }
}

impl Reasons {
    pub fn new(wake: &Wake) -> Self {
        let worker = Background::new("because", Arc::clone(wake), |(found, rows): (Arc<Found>, Vec<u32>)| {
            let reasons = rows.into_par_iter().map(|row| (row, found.what_if.reasons(row).into())).collect();
            Known { of: Some(found), reasons }
        });
        Self { worker, known: Known::default(), asked: Vec::new() }
    }

    pub fn settle(&mut self) {
        self.worker.wait_until_idle();
        self.take();
    }

    fn take(&mut self) {
        // Who scrolls far does not keep all that was read on the way.
        const MOST: usize = 4_096;
        let Some(answer) = self.worker.take() else { return };
        let is_more =
            answer.of.as_ref().is_some_and(|found| self.known.is_of(found)) && self.known.reasons.len() < MOST;
        if is_more {
            self.known.reasons.extend(answer.reasons);
        } else {
            self.known = answer;
        }
    }

    /// Sees to it that these rows have reasons soon; whether they were asked for just now.
    pub fn want(&mut self, found: &Arc<Found>, rows: &[u32]) -> bool {
        self.take();
        let is_known = |row: &u32| self.known.is_of(found) && self.known.reasons.contains_key(row);
        if rows.iter().all(is_known) || self.worker.is_busy() && self.asked == rows {
            return false;
        }
        rows.clone_into(&mut self.asked);
        self.worker.ask((Arc::clone(found), rows.to_vec()));
        true
    }

    /// Why a lead is elsewhere, once it is known.
    pub fn of(&self, found: &Arc<Found>, row: u32) -> Option<Arc<[String]>> {
        self.known.is_of(found).then(|| self.known.reasons.get(&row).map(Arc::clone)).flatten()
    }
}
