//! All leads and events as typed columns, straight out of SQLite: two scans, each in the order the tables are stored in,
//! then (only where keys did not come in order) one rearrangement.

mod arrange;
mod texts;

use std::sync::Arc;

use rusqlite::{Connection, Row, types::ValueRef};

use self::texts::{Coded, Texts, coded};
use super::{
    Library, LibraryError, Progress,
    dictionary::Dictionary,
    read::{day, number, outcome, yes_no},
    schema::{self, StoredField, quote},
};
use crate::{
    lead::{FieldType, Outcome},
    model::check::{Facts, FormerFields},
    scoring::{Columns, NO_DAY, Strings},
};

/// Rows between two looks at the progress: some milliseconds, also on a machine that has other things to do.
const ROWS_A_STEP: u64 = 1_024;

impl Library {
    /// All leads, in key order (by code point), with their events.
    pub fn columns(&self, progress: &Progress) -> Result<Columns, LibraryError> {
        self.read_columns(true, progress)
    }

    /// The same without the events, which are most of what there is to read.
    pub fn columns_of_leads(&self, progress: &Progress) -> Result<Columns, LibraryError> {
        self.read_columns(false, progress)
    }

    fn read_columns(&self, with_events: bool, progress: &Progress) -> Result<Columns, LibraryError> {
        let connection = self.connection()?;
        let failed = LibraryError::sqlite(self.path());
        // Both scans see the same state, whatever other programs write meanwhile.
        let transaction = connection.unchecked_transaction().map_err(&failed)?;
        let steps = most_steps(&transaction).map_err(&failed)?;
        progress.set_total(steps);

        let fields = schema::fields(&transaction).map_err(&failed)?;
        let mut leads = LeadRows::new(fields);
        let texts = leads.read(&transaction, progress).map_err(|stop| stop.into_error(&failed))?;
        let mut events = EventRows::default();
        let details = if with_events {
            events.read(&transaction, &leads.ids, progress).map_err(|stop| stop.into_error(&failed))?
        } else {
            events.starts.resize(leads.ids.len() + 1, 0);
            Vec::new()
        };
        let columns = arrange::columns(leads, texts, events, details, progress)?;
        // Only what is said of a rule's words hangs on it: leads are not kept from anybody who can't read it.
        let former = self.former_names().unwrap_or_default();
        let merged = Facts::merged_values(&former.values);
        let former = Arc::new(FormerFields { renamed: former.fields, deleted: former.deleted });
        let columns = Columns { merged, former, ..columns };
        // Whatever was guessed too high is done as well.
        progress.add(steps);
        Ok(columns)
    }
}

/// Why a scan ended early.
enum Stop {
    Sqlite(rusqlite::Error),
    Cancelled(LibraryError),
}

impl Stop {
    fn into_error(self, failed: impl Fn(rusqlite::Error) -> LibraryError) -> LibraryError {
        match self {
            Self::Sqlite(err) => failed(err),
            Self::Cancelled(err) => err,
        }
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(err: rusqlite::Error) -> Self {
        Self::Sqlite(err)
    }
}

/// For the progress bar: an event counts as one step and a lead as five. How many events there are is guessed, since
/// counting them would cost a scan.
fn most_steps(connection: &Connection) -> rusqlite::Result<u64> {
    let newest_id: Option<i64> = connection.query_row("SELECT max(id) FROM leads", [], |row| row.get(0))?;
    Ok(newest_id.unwrap_or(0).unsigned_abs() * 10)
}

/// The leads as they are stored: by row id.
struct LeadRows {
    ids: Vec<i64>,
    keys: Strings,
    created: Vec<i32>,
    closed: Vec<i32>,
    outcomes: Vec<Outcome>,
    fields: Vec<(StoredField, FieldRows)>,
}

enum FieldRows {
    /// Coded elsewhere: the place among the text columns.
    Text(usize),
    Number(Vec<f64>),
    YesNo(Vec<u8>),
    Date(Vec<i32>),
}

/// The account's place among the text columns of a lead; those of attributes follow.
const ACCOUNT: usize = 0;

impl LeadRows {
    fn new(fields: Vec<StoredField>) -> Self {
        let mut texts = ACCOUNT + 1..;
        let with_rows = |field: StoredField| {
            let rows = match field.field_type {
                FieldType::Text => FieldRows::Text(texts.next().unwrap_or_default()),
                FieldType::Number => FieldRows::Number(Vec::new()),
                FieldType::YesNo => FieldRows::YesNo(Vec::new()),
                FieldType::Date => FieldRows::Date(Vec::new()),
            };
            (field, rows)
        };
        Self {
            ids: Vec::new(),
            keys: Strings::new(),
            created: Vec::new(),
            closed: Vec::new(),
            outcomes: Vec::new(),
            fields: fields.into_iter().map(with_rows).collect(),
        }
    }

    fn texts(&self) -> usize {
        1 + self.fields.iter().filter(|(_, rows)| matches!(rows, FieldRows::Text(_))).count()
    }

    fn read(&mut self, connection: &Connection, progress: &Progress) -> Result<Vec<Coded>, Stop> {
        let mut sql = String::from("SELECT id, key, account, created, closed, outcome");
        for (field, _) in &self.fields {
            sql.push_str(", ");
            sql.push_str(&quote(&field.column));
        }
        sql.push_str(" FROM leads ORDER BY id");
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        coded(self.texts(), |texts| {
            let mut read = 0;
            while let Some(row) = rows.next()? {
                self.push(row, texts)?;
                texts.end_row();
                read += 1;
                if read % ROWS_A_STEP == 0 {
                    progress.step(ROWS_A_STEP * 5).map_err(Stop::Cancelled)?;
                }
            }
            Ok(())
        })
    }

    fn push(&mut self, row: &Row<'_>, texts: &mut Texts) -> rusqlite::Result<()> {
        self.ids.push(row.get(0)?);
        // Keys are compared as they stand, so they are not trimmed.
        match row.get_ref(1)? {
            ValueRef::Text(key) => self.keys.push(&String::from_utf8_lossy(key)),
            _ => self.keys.push(""),
        }
        texts.push(ACCOUNT, row.get_ref(2)?);
        self.created.push(day(row.get_ref(3)?).map_or(NO_DAY, |day| day.0));
        self.closed.push(day(row.get_ref(4)?).map_or(NO_DAY, |day| day.0));
        self.outcomes.push(outcome(row.get_ref(5)?));
        for (index, (_, rows)) in self.fields.iter_mut().enumerate() {
            let stored = row.get_ref(6 + index)?;
            match rows {
                FieldRows::Text(place) => texts.push(*place, stored),
                FieldRows::Number(numbers) => numbers.push(number(stored).unwrap_or(f64::NAN)),
                FieldRows::YesNo(bytes) => bytes.push(yes_no(stored).map_or(2, u8::from)),
                FieldRows::Date(days) => days.push(day(stored).map_or(NO_DAY, |day| day.0)),
            }
        }
        Ok(())
    }
}

/// The events as they are stored: by lead, then by time.
#[derive(Default)]
struct EventRows {
    /// Where the events of the lead in each row begin; one longer than there are leads.
    starts: Vec<u32>,
    kinds: Vec<u16>,
    kind_names: Dictionary,
    at: Vec<i64>,
    amounts: Vec<f64>,
}

impl EventRows {
    /// The codes of their details.
    fn read(&mut self, connection: &Connection, ids: &[i64], progress: &Progress) -> Result<Vec<Coded>, Stop> {
        let mut statement =
            connection.prepare("SELECT lead, kind, at, detail, amount FROM events ORDER BY lead, at, n")?;
        let mut rows = statement.query([])?;
        self.starts.push(0);
        coded(1, |details| {
            // Leads and events come in the order of the same ids, so the two lists are walked side by side.
            let (mut lead, mut read) = (0, 0);
            while let Some(row) = rows.next()? {
                read += 1;
                if read % ROWS_A_STEP == 0 {
                    progress.step(ROWS_A_STEP).map_err(Stop::Cancelled)?;
                }
                let id: i64 = row.get(0)?;
                while ids.get(lead).is_some_and(|lead_id| *lead_id < id) {
                    lead += 1;
                    self.starts.push(self.at.len() as u32);
                }
                // Another program, with foreign keys off, may have left events without a lead.
                if ids.get(lead) == Some(&id) {
                    self.push(row, details)?;
                    details.end_row();
                }
            }
            self.starts.resize(ids.len() + 1, self.at.len() as u32);
            Ok(())
        })
    }

    fn push(&mut self, row: &Row<'_>, details: &mut Texts) -> rusqlite::Result<()> {
        // Kinds are compared as they stand, so they are not trimmed.
        let ValueRef::Text(kind) = row.get_ref(1)? else { return Ok(()) };
        let kind = match std::str::from_utf8(kind) {
            Ok(kind) => self.kind_names.code(kind),
            Err(_) => self.kind_names.code(&String::from_utf8_lossy(kind)),
        };
        let Ok(kind) = u16::try_from(kind) else {
            let sentence = "it has more than 65,536 kinds of events; group them into fewer before importing them";
            return Err(rusqlite::Error::ToSqlConversionFailure(sentence.into()));
        };
        self.kinds.push(kind);
        self.at.push(row.get(2)?);
        details.push(0, row.get_ref(3)?);
        self.amounts.push(number(row.get_ref(4)?).unwrap_or(f64::NAN));
        Ok(())
    }
}
