//! Who exists at an instant, and what is known by then: the one place that says it.
//!
//! Attributes hold at every *as of*, and an event after it does not exist yet. The population follows the events:
//!
//! - A lead that came after today (the UTC date of *as of*) is **not there yet**. When it came is told by `created`; where that
//!   is missing, by its first event; a lead that tells neither was always there.
//! - An outcome whose day (`closed`) is after today is not known yet: the lead is still **open**. Where the day is missing, the
//!   outcome is known as it stands.
//!
//! Who is not there yet is in no count, list, density, evidence or movement. Scores are found for them all the same, as a score
//! hangs on nothing but the lead; [`Scores::there`](super::Scores) tells who counts.

use super::{Columns, NO_DAY};
use crate::lead::{Instant, Outcome};

impl Columns {
    /// Whether a lead is there at an instant.
    pub fn is_there(&self, row: usize, as_of: Instant) -> bool {
        match self.created[row] {
            NO_DAY => self.first_event(row).is_none_or(|first| first <= as_of),
            created => created <= as_of.day().0,
        }
    }

    /// What is known at an instant of how a lead ended.
    pub fn outcome_at(&self, row: usize, as_of: Instant) -> Outcome {
        let closed = self.closed[row];
        if closed != NO_DAY && closed > as_of.day().0 { Outcome::Open } else { self.outcomes[row] }
    }

    /// When a lead is first heard of.
    fn first_event(&self, row: usize) -> Option<Instant> {
        let events = self.events.of(row);
        // Sorted by time within a lead.
        (!events.is_empty()).then(|| Instant(self.events.at[events.start]))
    }

    /// The day from which on a lead is there; `None` for one that always was.
    pub fn came_on(&self, row: usize) -> Option<i32> {
        match self.created[row] {
            NO_DAY => self.first_event(row).map(|first| first.day().0),
            created => Some(created),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Day, Lead},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, event, lead},
        },
    };

    fn columns(lead: Lead) -> Columns {
        let mut builder = ColumnsBuilder::default();
        builder.push(lead);
        builder.finish()
    }

    fn days(from_today: i32) -> Option<Day> {
        Some(Day(NOW.day().0 + from_today))
    }

    #[test]
    fn a_lead_is_there_from_the_day_it_came() {
        let with = |created, events| columns(Lead { created, ..lead("1", &[], events) });
        assert!(with(days(0), vec![]).is_there(0, NOW), "created today");
        assert!(!with(days(1), vec![event("visit", 30)]).is_there(0, NOW), "what it did before does not matter");
        assert!(with(None, vec![]).is_there(0, Instant(i64::MIN)), "nobody knows when it came");
        let seen = with(None, vec![event("visit", 3), event("visit", 9)]);
        let first = NOW.days_earlier(9);
        assert!(seen.is_there(0, first), "from its first event on");
        assert!(!seen.is_there(0, Instant(first.0 - 1)));
        assert_eq!(seen.came_on(0), Some(first.day().0));
    }

    #[test]
    fn an_outcome_is_known_from_its_day_on() {
        let with = |outcome, closed| columns(Lead { outcome, closed, ..lead("1", &[], vec![]) });
        assert_eq!(with(Outcome::Won, days(0)).outcome_at(0, NOW), Outcome::Won);
        assert_eq!(with(Outcome::Won, days(1)).outcome_at(0, NOW), Outcome::Open);
        assert_eq!(with(Outcome::Lost, None).outcome_at(0, Instant(i64::MIN)), Outcome::Lost);
    }
}
