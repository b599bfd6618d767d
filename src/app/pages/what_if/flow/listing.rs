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
        let (columns, scores, as_of) = (&found.what_if.columns, &found.what_if.draft.scores, found.what_if.as_of);
        rows.par_sort_by_key(|row| {
            let row = *row as usize;
            // On an earlier day nobody knew yet who would be won.
            (columns.outcome_at(row, as_of) != Outcome::Won, Reverse(scores.combined[row]))
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
    asked: Option<(Arc<Found>, Vec<u32>)>,
}

/// Why a lead is elsewhere: for a line, and in full.
pub struct Reason {
    pub short: String,
    pub whole: String,
}

impl Reason {
    fn all(found: &Found, row: u32) -> Arc<[Self]> {
        let what_if = &found.what_if;
        let because = what_if.because(row);
        because.iter().map(|one| Self { short: what_if.short(one), whole: what_if.sentence(one) }).collect()
    }
}

/// The reasons of some leads.
#[derive(Default)]
struct Known {
    of: Option<Arc<Found>>,
    reasons: HashMap<u32, Arc<[Reason]>>,
}

impl Known {
    fn is_of(&self, found: &Arc<Found>) -> bool {
        self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, found))
    }
}

impl Reasons {
    pub fn new(wake: &Wake) -> Self {
        let worker = Background::new("because", Arc::clone(wake), |(found, rows): (Arc<Found>, Vec<u32>)| {
            let reasons = rows.into_par_iter().map(|row| (row, Reason::all(&found, row))).collect();
            Known { of: Some(found), reasons }
        });
        Self { worker, known: Known::default(), asked: None }
    }

    /// Whether a reason could not be worked out since the last call.
    pub fn take_failure(&self) -> bool {
        self.worker.take_failure()
    }

    pub fn forget(&mut self) {
        self.worker.forget();
        (self.known, self.asked) = (Known::default(), None);
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
        let is_asked = self.asked.as_ref().is_some_and(|(of, asked)| Arc::ptr_eq(of, found) && asked == rows);
        if is_asked || rows.iter().all(is_known) {
            return false;
        }
        self.asked = Some((Arc::clone(found), rows.to_vec()));
        self.worker.ask((Arc::clone(found), rows.to_vec()));
        true
    }

    /// Why a lead is elsewhere, once it is known.
    pub fn of(&self, found: &Arc<Found>, row: u32) -> Option<Arc<[Reason]>> {
        self.known.is_of(found).then(|| self.known.reasons.get(&row).map(Arc::clone)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::scored::{Question, Scorer},
        lead::{Instant, Lead},
        model::Rule,
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, event, lead, model, once},
        },
    };

    #[test]
    fn on_an_earlier_day_a_later_win_does_not_come_first() {
        let mut builder = ColumnsBuilder::default();
        let (won, closed) = (Outcome::Won, Some(NOW.day()));
        builder.extend([
            Lead { outcome: won, closed, ..lead("low", &[], vec![event("news", 30)]) },
            lead("high", &[], vec![event("visit", 30)]),
        ]);
        let columns = Arc::new(builder.finish());
        let draft = model(vec![criterion("visit", "activity", 90, Rule::Activity(once("visit")))]);
        let mut baseline = draft.clone();
        for route in baseline.matrix.cells.values_mut() {
            *route = "nurture".into();
        }
        let mut draft = draft;
        for route in draft.matrix.cells.values_mut() {
            *route = "sales-now".into();
        }
        let (draft, baseline) = (Arc::new(draft), Arc::new(baseline));
        let order = |as_of: Instant| -> Vec<String> {
            let question = Question {
                columns: Arc::clone(&columns),
                as_of,
                draft: Arc::clone(&draft),
                baseline: Arc::clone(&baseline),
                voice: None,
            };
            let found = Arc::new(Found::new(Scorer::default().answer(question)));
            let listing = Listing::new(found, Who::Moved);
            listing.rows.iter().map(|row| columns.keys[*row as usize].to_string()).collect()
        };
        assert_eq!(order(NOW), ["low", "high"], "past wins first");
        assert_eq!(order(NOW.days_earlier(10)), ["high", "low"], "the win was not known yet");
    }
}
