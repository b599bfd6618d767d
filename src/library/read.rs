//! One lead out of the library.

use rusqlite::{Connection, OptionalExtension as _, types::ValueRef};

use super::{
    Library, LibraryError,
    iso::day_from_iso,
    schema::{self, quote},
};
use crate::lead::{Day, Event, FieldType, Instant, Lead, Outcome, Value};

impl Library {
    /// One lead by its key, with its events, oldest first.
    pub fn lead(&self, key: &str) -> Result<Option<Lead>, LibraryError> {
        read_lead(self.connection()?, key).map_err(LibraryError::sqlite(self.path()))
    }
}

fn read_lead(connection: &Connection, key: &str) -> rusqlite::Result<Option<Lead>> {
    let fields = schema::fields(connection)?;
    let mut sql = String::from("SELECT id, account, created, closed, outcome");
    for field in &fields {
        sql.push_str(", ");
        sql.push_str(&quote(&field.column));
    }
    sql.push_str(" FROM leads WHERE key = ?1");
    let found = connection
        .prepare(&sql)?
        .query_row([key], |row| {
            let mut lead = Lead {
                key: key.to_owned(),
                account: row.get_ref(1).map(text)?,
                created: row.get_ref(2).map(day)?,
                closed: row.get_ref(3).map(day)?,
                outcome: outcome(row.get_ref(4)?),
                ..Lead::default()
            };
            for (index, field) in fields.iter().enumerate() {
                if let Some(value) = value(field.field_type, row.get_ref(5 + index)?) {
                    lead.attributes.insert(field.name.clone(), value);
                }
            }
            Ok((row.get::<_, i64>(0)?, lead))
        })
        .optional()?;
    let Some((id, mut lead)) = found else { return Ok(None) };
    let mut statement = connection
        .prepare_cached("SELECT kind, at, detail, amount FROM events WHERE lead = ?1 ORDER BY lead, at, n")?;
    let events = statement.query_map([id], |row| {
        Ok(Event {
            kind: row.get(0)?,
            at: Instant(row.get(1)?),
            detail: row.get_ref(2).map(text)?,
            amount: row.get_ref(3).map(number)?,
        })
    })?;
    lead.events = events.collect::<Result<_, _>>()?;
    Ok(Some(lead))
}

pub(super) fn value(field_type: FieldType, stored: ValueRef<'_>) -> Option<Value> {
    match field_type {
        FieldType::Text => text(stored).map(Value::Text),
        FieldType::Number => number(stored).map(Value::Number),
        FieldType::YesNo => yes_no(stored).map(Value::YesNo),
        FieldType::Date => day(stored).map(Value::Date),
    }
}

/// Text without the blanks around it; blank is missing.
pub(super) fn trimmed(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// What SQLite holds as text is UTF-8 unless another program wrote nonsense.
fn text(stored: ValueRef<'_>) -> Option<String> {
    let ValueRef::Text(bytes) = stored else { return None };
    trimmed(&String::from_utf8_lossy(bytes)).map(str::to_owned)
}

/// A finite number; another is missing.
pub(super) fn number(stored: ValueRef<'_>) -> Option<f64> {
    match stored {
        ValueRef::Real(number) => Some(number).filter(|number| number.is_finite()),
        ValueRef::Integer(number) => Some(number as f64),
        _ => None,
    }
}

pub(super) fn yes_no(stored: ValueRef<'_>) -> Option<bool> {
    match stored {
        ValueRef::Integer(number) => Some(number != 0),
        _ => None,
    }
}

pub(super) fn day(stored: ValueRef<'_>) -> Option<Day> {
    match stored {
        ValueRef::Text(text) => day_from_iso(text),
        _ => None,
    }
}

pub(super) fn outcome(stored: ValueRef<'_>) -> Outcome {
    match stored {
        ValueRef::Text(b"won") => Outcome::Won,
        ValueRef::Text(b"lost") => Outcome::Lost,
        _ => Outcome::Open,
    }
}
