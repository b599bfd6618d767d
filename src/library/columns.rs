//! All leads and events as typed columns, straight out of SQLite: two scans, each in the order the tables are stored in,
//! then (only where keys did not come in order) one rearrangement.

use std::cmp::Ordering;

use rusqlite::{Connection, Row, types::ValueRef};

use super::{
    Library, LibraryError, Progress,
    dictionary::Dictionary,
    read::{day, number, outcome, text_of, yes_no},
    schema::{self, StoredField, quote},
};
use crate::{
    lead::{FieldType, Outcome},
    scoring::{Column, Columns, EventColumns, Field, NO_CODE, NO_DAY, Strings},
};

/// Rows between two looks at the progress: a few milliseconds.
const ROWS_A_STEP: u64 = 8_192;

impl Library {
    /// All leads, in key order (by code point), with their events.
    pub fn columns(&self, progress: &Progress) -> Result<Columns, LibraryError> {
        let connection = self.connection()?;
        let failed = LibraryError::sqlite(self.path());
        // Both scans see the same state, whatever other programs write meanwhile.
        let transaction = connection.unchecked_transaction().map_err(&failed)?;
        let steps = most_steps(&transaction).map_err(&failed)?;
        progress.set_total(steps);

        let fields = schema::fields(&transaction).map_err(&failed)?;
        let mut leads = LeadRows::new(fields);
        leads.read(&transaction, progress).map_err(|stop| stop.into_error(&failed))?;
        let mut events = EventRows::default();
        events.read(&transaction, &leads.ids, progress).map_err(|stop| stop.into_error(&failed))?;
        let columns = assemble(leads, events);
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
    accounts: Vec<u32>,
    account_keys: Dictionary,
    created: Vec<i32>,
    closed: Vec<i32>,
    outcomes: Vec<Outcome>,
    fields: Vec<(StoredField, FieldRows)>,
}

enum FieldRows {
    Text { codes: Vec<u32>, values: Dictionary },
    Number(Vec<f64>),
    YesNo(Vec<u8>),
    Date(Vec<i32>),
}

impl LeadRows {
    fn new(fields: Vec<StoredField>) -> Self {
        let with_rows = |field: StoredField| {
            let rows = match field.field_type {
                FieldType::Text => FieldRows::Text { codes: Vec::new(), values: Dictionary::default() },
                FieldType::Number => FieldRows::Number(Vec::new()),
                FieldType::YesNo => FieldRows::YesNo(Vec::new()),
                FieldType::Date => FieldRows::Date(Vec::new()),
            };
            (field, rows)
        };
        Self {
            ids: Vec::new(),
            keys: Strings::new(),
            accounts: Vec::new(),
            account_keys: Dictionary::default(),
            created: Vec::new(),
            closed: Vec::new(),
            outcomes: Vec::new(),
            fields: fields.into_iter().map(with_rows).collect(),
        }
    }

    fn read(&mut self, connection: &Connection, progress: &Progress) -> Result<(), Stop> {
        let mut sql = String::from("SELECT id, key, account, created, closed, outcome");
        for (field, _) in &self.fields {
            sql.push_str(", ");
            sql.push_str(&quote(&field.column));
        }
        sql.push_str(" FROM leads ORDER BY id");
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut read = 0;
        while let Some(row) = rows.next()? {
            self.push(row)?;
            read += 1;
            if read % ROWS_A_STEP == 0 {
                progress.step(ROWS_A_STEP * 5).map_err(Stop::Cancelled)?;
            }
        }
        Ok(())
    }

    fn push(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        self.ids.push(row.get(0)?);
        // Keys are compared as they stand, so they are not trimmed.
        match row.get_ref(1)? {
            ValueRef::Text(key) => self.keys.push(&String::from_utf8_lossy(key)),
            _ => self.keys.push(""),
        }
        self.accounts.push(code(&mut self.account_keys, row.get_ref(2)?));
        self.created.push(day(row.get_ref(3)?).map_or(NO_DAY, |day| day.0));
        self.closed.push(day(row.get_ref(4)?).map_or(NO_DAY, |day| day.0));
        self.outcomes.push(outcome(row.get_ref(5)?));
        for (index, (_, rows)) in self.fields.iter_mut().enumerate() {
            let stored = row.get_ref(6 + index)?;
            match rows {
                FieldRows::Text { codes, values } => codes.push(code(values, stored)),
                FieldRows::Number(numbers) => numbers.push(number(stored).unwrap_or(f64::NAN)),
                FieldRows::YesNo(bytes) => bytes.push(yes_no(stored).map_or(2, u8::from)),
                FieldRows::Date(days) => days.push(day(stored).map_or(NO_DAY, |day| day.0)),
            }
        }
        Ok(())
    }
}

fn code(dictionary: &mut Dictionary, stored: ValueRef<'_>) -> u32 {
    text_of(stored).map_or(NO_CODE, |text| dictionary.code(&text))
}

/// The events as they are stored: by lead, then by time.
#[derive(Default)]
struct EventRows {
    /// Where the events of the lead in each row begin; one longer than there are leads.
    starts: Vec<u32>,
    kinds: Vec<u16>,
    kind_names: Dictionary,
    at: Vec<i64>,
    details: Vec<u32>,
    detail_values: Dictionary,
    amounts: Vec<f64>,
}

impl EventRows {
    fn read(&mut self, connection: &Connection, ids: &[i64], progress: &Progress) -> Result<(), Stop> {
        let mut statement =
            connection.prepare("SELECT lead, kind, at, detail, amount FROM events ORDER BY lead, at, n")?;
        let mut rows = statement.query([])?;
        // Leads and events come in the order of the same ids, so the two lists are walked side by side.
        let mut lead = 0;
        self.starts.push(0);
        let mut read = 0;
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
                self.push(row).map_err(Stop::Sqlite)?;
            }
        }
        self.starts.resize(ids.len() + 1, self.at.len() as u32);
        Ok(())
    }

    fn push(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
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
        self.details.push(code(&mut self.detail_values, row.get_ref(3)?));
        self.amounts.push(number(row.get_ref(4)?).unwrap_or(f64::NAN));
        Ok(())
    }
}

fn assemble(leads: LeadRows, events: EventRows) -> Columns {
    // For each row of the result, which of the stored rows it is; `None` if they are in order as they stand.
    let order = key_order(&leads.keys);
    let order = order.as_deref();
    let keys = match order {
        Some(order) => order.iter().map(|row| &leads.keys[*row as usize]).collect(),
        None => leads.keys,
    };
    let field = |(field, rows): (StoredField, FieldRows)| Field {
        name: field.name,
        column: match rows {
            FieldRows::Text { codes, values } => {
                Column::Text { codes: arrange(codes, order), values: values.into_values() }
            }
            FieldRows::Number(numbers) => Column::Number(arrange(numbers, order)),
            FieldRows::YesNo(bytes) => Column::YesNo(arrange(bytes, order)),
            FieldRows::Date(days) => Column::Date(arrange(days, order)),
        },
    };
    Columns {
        keys,
        accounts: arrange(leads.accounts, order),
        account_keys: leads.account_keys.into_values(),
        created: arrange(leads.created, order),
        closed: arrange(leads.closed, order),
        outcomes: arrange(leads.outcomes, order),
        fields: leads.fields.into_iter().map(field).collect(),
        events: arrange_events(events, order),
    }
}

fn key_order(keys: &Strings) -> Option<Vec<u32>> {
    if keys.iter().is_sorted() {
        return None;
    }
    // The first bytes decide nearly always; beside the row they are compared without a look at the text.
    let prefix = |key: &str| {
        let mut bytes = [0; 8];
        let len = key.len().min(8);
        bytes[..len].copy_from_slice(&key.as_bytes()[..len]);
        u64::from_be_bytes(bytes)
    };
    let mut order: Vec<(u64, u32)> = keys.iter().enumerate().map(|(row, key)| (prefix(key), row as u32)).collect();
    order.sort_unstable_by(|a, b| match a.0.cmp(&b.0) {
        Ordering::Equal => keys[a.1 as usize].cmp(&keys[b.1 as usize]),
        other => other,
    });
    Some(order.into_iter().map(|(_, row)| row).collect())
}

fn arrange<T: Copy>(values: Vec<T>, order: Option<&[u32]>) -> Vec<T> {
    match order {
        Some(order) => order.iter().map(|row| values[*row as usize]).collect(),
        None => values,
    }
}

fn arrange_events(events: EventRows, order: Option<&[u32]>) -> EventColumns {
    let mut columns = EventColumns {
        kind_names: events.kind_names.into_values().iter().map(str::to_owned).collect(),
        detail_values: events.detail_values.into_values(),
        ..EventColumns::default()
    };
    let Some(order) = order else {
        columns.starts = events.starts;
        columns.kinds = events.kinds;
        columns.at = events.at;
        columns.details = events.details;
        columns.amounts = events.amounts;
        return columns;
    };
    let of = |row: u32| events.starts[row as usize] as usize..events.starts[row as usize + 1] as usize;
    columns.starts.reserve(order.len() + 1);
    columns.starts.push(0);
    let mut end = 0;
    for row in order {
        end += of(*row).len() as u32;
        columns.starts.push(end);
    }
    columns.kinds = gather(&events.kinds, order, of);
    columns.at = gather(&events.at, order, of);
    columns.details = gather(&events.details, order, of);
    columns.amounts = gather(&events.amounts, order, of);
    columns
}

fn gather<T: Copy>(values: &[T], order: &[u32], of: impl Fn(u32) -> std::ops::Range<usize>) -> Vec<T> {
    let mut gathered = Vec::with_capacity(values.len());
    for row in order {
        gathered.extend_from_slice(&values[of(*row)]);
    }
    gathered
}
