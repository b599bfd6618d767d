//! The steps in the file: what was done to which row of `fields`, so that it can be switched back.

use rusqlite::{Connection, OptionalExtension as _, Row, params, types::Type};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::FieldChange;
use crate::{
    lead::{FieldType, fold},
    library::schema::{self, StoredField, type_from_word, type_word},
};

/// `before` and `after` are rows of `fields`; without one after, the field is deleted. `stale`: an import has written leads
/// since the two columns of a step were held to each other.
const TABLE: &str = "
CREATE TABLE IF NOT EXISTS field_steps (
    step   INTEGER PRIMARY KEY,
    state  TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
    change TEXT NOT NULL,
    before TEXT NOT NULL,
    after  TEXT,
    stale  INTEGER NOT NULL DEFAULT 0
) STRICT";

/// One row of `fields`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRow {
    pub name: String,
    pub column: String,
    #[serde(rename = "type")]
    pub field_type: FieldType,
    pub position: i64,
}

impl FieldRow {
    pub fn stored(&self) -> StoredField {
        StoredField { name: self.name.clone(), column: self.column.clone(), field_type: self.field_type }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Done,
    Undone,
    /// It was undone, and then something else was done: only its column is still there.
    Dropped,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub number: i64,
    pub state: State,
    pub change: FieldChange,
    pub before: FieldRow,
    pub after: Option<FieldRow>,
    pub stale: bool,
}

/// A library that was never changed has no table for it.
pub fn exist(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'field_steps')",
        [],
        |row| row.get(0),
    )
}

/// All steps, the oldest first.
pub fn all(connection: &Connection) -> rusqlite::Result<Vec<Step>> {
    if !exist(connection)? {
        return Ok(Vec::new());
    }
    let mut statement =
        connection.prepare("SELECT step, state, change, before, after, stale FROM field_steps ORDER BY step")?;
    let steps = statement.query_map([], |row| {
        let state = match row.get_ref(1)?.as_str().unwrap_or_default() {
            "done" => State::Done,
            "undone" => State::Undone,
            _ => State::Dropped,
        };
        let after: Option<String> = row.get(4)?;
        Ok(Step {
            number: row.get(0)?,
            state,
            change: json(row, 2)?,
            before: json(row, 3)?,
            after: after.map(|_| json(row, 4)).transpose()?,
            stale: row.get(5)?,
        })
    })?;
    steps.collect()
}

fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text)
        .map_err(|err| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(err)))
}

fn to_json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|err| rusqlite::Error::ToSqlConversionFailure(Box::new(err)))
}

/// Writes down what was done, and answers its number; what was undone can't be done again from now on.
pub fn add(
    connection: &Connection,
    change: &FieldChange,
    before: &FieldRow,
    after: Option<&FieldRow>,
) -> rusqlite::Result<i64> {
    connection.execute_batch(TABLE)?;
    connection.execute("UPDATE field_steps SET state = 'dropped' WHERE state = 'undone'", [])?;
    connection.execute(
        "INSERT INTO field_steps (state, change, before, after) VALUES ('done', ?1, ?2, ?3)",
        params![to_json(change)?, to_json(before)?, after.map(to_json).transpose()?],
    )?;
    Ok(connection.last_insert_rowid())
}

/// The step is done, or undone; its columns are held to each other.
pub fn set_state(connection: &Connection, step: i64, state: State) -> rusqlite::Result<()> {
    let word = match state {
        State::Done => "done",
        State::Undone => "undone",
        State::Dropped => "dropped",
    };
    connection.execute("UPDATE field_steps SET state = ?2, stale = 0 WHERE step = ?1", params![step, word])?;
    Ok(())
}

/// Leads were written: a step that is undone or done again must look at the values anew.
pub fn set_stale(connection: &Connection) -> rusqlite::Result<()> {
    if exist(connection)? {
        connection.execute("UPDATE field_steps SET stale = 1 WHERE state <> 'dropped'", [])?;
    }
    Ok(())
}

/// The columns of `leads` that some step has left, and that are no field any more. What other programs have added to the
/// table is none of ours.
pub fn retired(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let steps = all(connection)?;
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let fields = schema::fields(connection)?;
    let there = schema::columns_of(connection, "leads")?;
    let mut retired: Vec<String> = Vec::new();
    for row in steps.into_iter().flat_map(|step| [Some(step.before), step.after]).flatten() {
        let is_field = fields.iter().any(|field| field.column == row.column);
        if !is_field && there.contains(&row.column) && !retired.contains(&row.column) {
            retired.push(row.column);
        }
    }
    Ok(retired)
}

/// The last place among the fields that one has, or has again once its steps are undone: what comes in meanwhile stands
/// behind it.
pub fn last_position(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    let mut places = "SELECT position FROM fields".to_owned();
    if exist(connection)? {
        places += " UNION ALL SELECT json_extract(before, '$.position') FROM field_steps";
    }
    connection.query_row(&format!("SELECT max(position) FROM ({places})"), [], |row| row.get(0))
}

/// The row of a field.
pub fn field_row(connection: &Connection, name: &str) -> rusqlite::Result<Option<FieldRow>> {
    let sql = "SELECT name, column, type, position FROM fields WHERE name = ?1";
    let row = connection.query_row(sql, [name], |row| {
        Ok(FieldRow {
            name: row.get(0)?,
            column: row.get(1)?,
            field_type: type_from_word(row.get_ref(2)?.as_str().unwrap_or_default()),
            position: row.get(3)?,
        })
    });
    row.optional()
}

/// Gives a field that has come in under this name another one that is free: its name before and now. `None`: there is none.
/// What was undone and had been done to it, and whatever came after that, can't be done again.
pub fn put_aside(connection: &Connection, name: &str) -> rusqlite::Result<Option<(String, String)>> {
    let Some(row) = field_row(connection, name)? else { return Ok(None) };
    let taken: Vec<String> = schema::fields(connection)?.iter().map(|field| fold(&field.name)).collect();
    // Among so many numbers as there are fields one is free.
    let mut names = (2..=taken.len() + 2).map(|number| format!("{name} {number}"));
    let Some(free) = names.find(|free| !taken.contains(&fold(free))) else { return Ok(None) };
    connection.execute("UPDATE fields SET name = ?2 WHERE name = ?1", [name, &free])?;
    let of_it = |step: &Step| step.state == State::Undone && step.before.column == row.column;
    if let Some(first) = all(connection)?.into_iter().find(of_it) {
        let sql = "UPDATE field_steps SET state = 'dropped' WHERE state = 'undone' AND step >= ?1";
        connection.execute(sql, [first.number])?;
    }
    Ok(Some((row.name, free)))
}

/// Puts one row of `fields` in the place of another. False if it can't be: the one is not there, or the name of the other
/// is taken.
pub fn switch(connection: &Connection, from: Option<&FieldRow>, to: Option<&FieldRow>) -> rusqlite::Result<bool> {
    if let Some(from) = from {
        let gone = connection
            .execute("DELETE FROM fields WHERE name = ?1 AND column = ?2", params![from.name, from.column])?;
        if gone == 0 {
            return Ok(false);
        }
    }
    let Some(to) = to else { return Ok(true) };
    let taken = "SELECT EXISTS (SELECT 1 FROM fields WHERE name = ?1 OR column = ?2)";
    if connection.query_row(taken, params![to.name, to.column], |row| row.get(0))? {
        return Ok(false);
    }
    connection.execute(
        "INSERT INTO fields (name, column, type, position) VALUES (?1, ?2, ?3, ?4)",
        params![to.name, to.column, type_word(to.field_type), to.position],
    )?;
    Ok(true)
}
