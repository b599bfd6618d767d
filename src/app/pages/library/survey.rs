//! What is in the library: counted on the page's own thread, once for the leads that are open.

use std::{
    path::PathBuf,
    sync::{Arc, Weak},
};

use rayon::prelude::*;

use super::words;
use crate::{
    lead::{Day, Instant, Outcome},
    library::{FieldSteps, FieldSummary, Library, field_summaries},
    scoring::{Columns, NO_DAY},
};

/// Whose fields are counted.
pub struct Question {
    pub columns: Arc<Columns>,
    pub path: PathBuf,
    pub as_of: Instant,
}

/// The whole answer.
pub struct Survey {
    /// Of these leads, which nobody holds on to for it.
    of: Weak<Columns>,
    pub head: Head,
    pub fields: Vec<FieldRow>,
    pub kinds: Vec<Kind>,
    /// What can be undone and done again; nothing where the file can't be read any more.
    pub steps: FieldSteps,
}

/// The library in a few numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub leads: u64,
    pub accounts: u64,
    pub events: u64,
    /// The first and the last day on which anything happened.
    pub days: Option<(Day, Day)>,
    pub won: u64,
    pub lost: u64,
    pub open: u64,
}

/// A field, and what is told of it in the table.
pub struct FieldRow {
    pub summary: FieldSummary,
    /// Its most common values, or from where to where it goes, in a line.
    pub values: String,
    pub mark: Option<Mark>,
}

/// What makes a field worth little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Empty,
    HardlyFilled,
    OneValue,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    pub name: String,
    pub events: u64,
    pub leads: u64,
    pub days: Option<(Day, Day)>,
}

/// A field with a value for fewer leads than this tells too little of them.
const HARDLY: f64 = 0.05;

impl Survey {
    pub fn new(question: Question) -> Arc<Self> {
        let Question { columns, path, as_of } = question;
        let row =
            |summary: FieldSummary| FieldRow { values: words::values(&summary), mark: Mark::of(&summary), summary };
        let fields = field_summaries(&columns, || false).into_iter().map(row).collect();
        let steps = Library::open(&path).and_then(|library| library.field_steps()).unwrap_or_default();
        let of = Arc::downgrade(&columns);
        Arc::new(Self { head: head(&columns, as_of), fields, kinds: kinds(&columns), steps, of })
    }

    pub fn is_of(&self, columns: &Arc<Columns>) -> bool {
        std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(columns))
    }

    pub fn field(&self, name: &str) -> Option<&FieldRow> {
        self.fields.iter().find(|row| row.summary.name == name)
    }
}

impl Mark {
    fn of(summary: &FieldSummary) -> Option<Self> {
        let share = summary.filled as f64 / summary.leads.max(1) as f64;
        match summary.distinct {
            _ if summary.filled == 0 => Some(Self::Empty),
            _ if share < HARDLY => Some(Self::HardlyFilled),
            1 => Some(Self::OneValue),
            _ => None,
        }
    }
}

fn head(columns: &Columns, as_of: Instant) -> Head {
    let mut head = Head {
        leads: columns.len() as u64,
        accounts: columns.account_keys.len() as u64,
        events: columns.events.at.len() as u64,
        ..Head::default()
    };
    for row in 0..columns.len() {
        *match columns.outcome_at(row, as_of) {
            Outcome::Won => &mut head.won,
            Outcome::Lost => &mut head.lost,
            Outcome::Open => &mut head.open,
        } += 1;
    }
    let created = columns.created.iter().filter(|day| **day != NO_DAY);
    let events = columns.events.at.par_iter();
    let ends = [
        created.clone().min().copied(),
        created.max().copied(),
        events.clone().min().map(|at| Instant(*at).day().0),
        events.max().map(|at| Instant(*at).day().0),
    ];
    let known = || ends.into_iter().flatten();
    head.days = known().min().zip(known().max()).map(|(first, last)| (Day(first), Day(last)));
    head
}

/// The kinds of event, the commonest first.
fn kinds(columns: &Columns) -> Vec<Kind> {
    let events = &columns.events;
    let mut counted: Vec<(Kind, i64, i64, u32)> = events
        .kind_names
        .iter()
        .map(|name| (Kind { name: name.clone(), events: 0, leads: 0, days: None }, i64::MAX, i64::MIN, u32::MAX))
        .collect();
    for lead in 0..columns.len() {
        for event in events.of(lead) {
            let Some((kind, first, last, seen)) = counted.get_mut(usize::from(events.kinds[event])) else { continue };
            kind.events += 1;
            if *seen != lead as u32 {
                *seen = lead as u32;
                kind.leads += 1;
            }
            let at = events.at[event];
            (*first, *last) = ((*first).min(at), (*last).max(at));
        }
    }
    let with_days = |(kind, first, last, _): (Kind, i64, i64, u32)| {
        let days = (kind.events > 0).then(|| (Instant(first).day(), Instant(last).day()));
        Kind { days, ..kind }
    };
    let mut kinds: Vec<Kind> = counted.into_iter().map(with_days).collect();
    kinds.sort_by(|one, other| other.events.cmp(&one.events).then_with(|| one.name.cmp(&other.name)));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{FieldType, Lead},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, event, lead},
        },
    };

    #[test]
    fn a_library_in_a_few_numbers() {
        let today = NOW.day().0;
        let mut builder = ColumnsBuilder::default();
        builder.extend([
            Lead {
                outcome: Outcome::Won,
                closed: Some(Day(today - 1)),
                account: Some("acme".to_owned()),
                ..lead("1", &[], vec![event("visit", 3), event("visit", 2), event("call", 1)])
            },
            Lead { outcome: Outcome::Lost, closed: Some(Day(today + 9)), ..lead("2", &[], vec![event("visit", 9)]) },
            Lead { created: Some(Day(today - 30)), ..lead("3", &[], vec![]) },
        ]);
        let columns = builder.finish();
        let head = head(&columns, NOW);
        assert_eq!((head.leads, head.accounts, head.events), (3, 1, 4));
        assert_eq!((head.won, head.lost, head.open), (1, 0, 2), "what is lost later is still open");
        assert_eq!(head.days, Some((Day(today - 30), Day(today - 1))));
        let kinds = kinds(&columns);
        let told: Vec<_> = kinds.iter().map(|kind| (kind.name.as_str(), kind.events, kind.leads)).collect();
        assert_eq!(told, [("visit", 3, 2), ("call", 1, 1)]);
        assert_eq!(kinds[0].days, Some((Day(today - 9), Day(today - 2))));
    }

    #[test]
    fn what_is_worth_little_is_marked() {
        let mark = |filled, distinct| {
            Mark::of(&FieldSummary {
                name: "Country".to_owned(),
                field_type: FieldType::Text,
                filled,
                leads: 100,
                distinct,
                values: Vec::new(),
                range: None,
                median: None,
            })
        };
        assert_eq!((mark(0, 0), mark(4, 1)), (Some(Mark::Empty), Some(Mark::HardlyFilled)));
        assert_eq!((mark(5, 1), mark(5, 2)), (Some(Mark::OneValue), None));
    }
}
