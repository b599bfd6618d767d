//! The leads of a library that has none yet: written as pages of its file, and their keys sorted at the end.

use std::{collections::BTreeMap, path::Path};

use super::{
    plan::Plan,
    rows::{Cell, Sink},
    seen::Seen,
    source::Row,
    writer::{Counts, Target, Written, text},
};
use crate::{
    lead::{Day, Outcome},
    library::{
        LibraryError,
        bulk::{Bulk, Record},
        iso::iso_from_day,
        schema::{StoredField, outcome_word},
        settings::{OutcomeCounts, Standing},
    },
};

/// What a column of `leads` gets.
enum Place {
    Key,
    Cell(usize, Target),
    /// Nothing the file speaks of: what a new lead has.
    Null,
    Open,
}

/// Writes new leads only.
pub(super) struct Loader<'a> {
    bulk: Bulk,
    record: Record,
    plan: &'a Plan,
    places: Vec<Place>,
    next_id: i64,
    days: Days,
    /// For sentences.
    path: &'a Path,
}

/// What is told of all leads as they come: [`Standing`], without a look at each day's place in an order.
#[derive(Default)]
pub(super) struct Days {
    outcomes: OutcomeCounts,
    /// From 1970 on.
    usual: Vec<u64>,
    odd: BTreeMap<Day, u64>,
}

impl Days {
    /// For the year 2150 there is room.
    const MOST: usize = 65_747;

    fn add(&mut self, day: Day) {
        let Some(place) = usize::try_from(day.0).ok().filter(|place| *place < Self::MOST) else {
            *self.odd.entry(day).or_default() += 1;
            return;
        };
        if self.usual.len() <= place {
            self.usual.resize(place + 1, 0);
        }
        self.usual[place] += 1;
    }

    pub fn finish(mut self) -> Standing {
        let usual = (0..).map(Day).zip(self.usual).filter(|(_, count)| *count > 0);
        self.odd.extend(usual);
        Standing { days: self.odd, outcomes: self.outcomes }
    }
}

impl<'a> Loader<'a> {
    /// `file` is at rest, and its table of leads empty.
    pub fn new(
        (file, path): (&Path, &'a Path),
        (root, columns): (u32, &[String]),
        plan: &'a Plan,
        targets: &[Target],
        fields: &[StoredField],
    ) -> Result<Self, LibraryError> {
        let place = |name: &String| {
            let is_it = |target: &Target| match target {
                Target::Account => name == "account",
                Target::Created => name == "created",
                Target::Closed => name == "closed",
                Target::Outcome => name == "outcome",
                Target::Attribute(index) => *name == fields[*index].column,
            };
            match targets.iter().position(is_it) {
                Some(index) => Place::Cell(index, targets[index]),
                None if name == "key" => Place::Key,
                None if name == "outcome" => Place::Open,
                None => Place::Null,
            }
        };
        let places = columns.iter().map(place).collect();
        let bulk = Bulk::begin(file, root).map_err(|err| LibraryError::io(path, &err))?;
        Ok(Self { bulk, record: Record::default(), plan, places, next_id: 1, days: Days::default(), path })
    }

    pub fn finish(self) -> Result<Days, LibraryError> {
        self.bulk.finish().map_err(|err| LibraryError::io(self.path, &err))?;
        Ok(self.days)
    }
}

impl Sink for Loader<'_> {
    fn write(
        &mut self,
        key: &str,
        row: Row<'_>,
        cells: &[Cell],
        seen: &mut Seen,
        counts: &mut Counts,
    ) -> Result<Written, LibraryError> {
        let record = &mut self.record;
        record.clear();
        let (mut closed, mut ended) = (None, Outcome::Open);
        for place in &self.places {
            let (index, target) = match place {
                Place::Cell(index, target) => (*index, *target),
                Place::Key => {
                    record.text(key);
                    continue;
                }
                Place::Open => {
                    record.text(outcome_word(Outcome::Open));
                    continue;
                }
                Place::Null => {
                    record.null();
                    continue;
                }
            };
            match &cells[index] {
                Cell::Null => record.null(),
                Cell::Text => record.text(text(self.plan, target, row)),
                Cell::Number(number) => record.real(*number),
                Cell::YesNo(yes) => record.integer(i64::from(*yes)),
                Cell::Day(day) => {
                    match target {
                        Target::Created => self.days.add(*day),
                        Target::Closed => closed = Some(*day),
                        _ => {}
                    }
                    match iso_from_day(*day) {
                        Some(iso) => record.text(std::str::from_utf8(&iso).unwrap_or_default()),
                        None => record.text(&day.to_string()),
                    }
                }
                Cell::Outcome(outcome) => {
                    ended = *outcome;
                    record.text(outcome_word(*outcome));
                }
            }
        }
        self.days.outcomes.add(ended);
        if let Some(day) = closed.filter(|_| ended != Outcome::Open) {
            self.days.add(day);
        }
        self.bulk.push(self.next_id, record).map_err(|err| LibraryError::io(self.path, &err))?;
        seen.add(self.next_id, row.line());
        self.next_id += 1;
        counts.new += 1;
        Ok(Written::New)
    }
}
