//! How the SQLite file is laid out; told in words in `schema.md`, which is part of the doc of [`super`].

use rusqlite::{Connection, ErrorCode, Statement, params, types::Null};

use super::fields::last_position;
use crate::lead::{FieldType, Outcome, Value};

/// `Tand`, in the header of the file.
pub(super) const APPLICATION_ID: u32 = 0x5461_6E64;
pub(super) const USER_VERSION: i64 = 1;

/// SQLite takes 2,000 columns in a table; some are ours.
pub(super) const MOST_FIELDS: usize = 1_990;
const OWN_COLUMNS: usize = 6;

const TABLES: &str = "
CREATE TABLE leads (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL,
    account TEXT,
    created TEXT,
    closed  TEXT,
    outcome TEXT NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'won', 'lost'))
) STRICT;
CREATE UNIQUE INDEX lead_keys ON leads (key);
CREATE TABLE events (
    lead   INTEGER NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
    at     INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    detail TEXT,
    amount REAL,
    PRIMARY KEY (lead, at, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE fields (
    name     TEXT PRIMARY KEY,
    column   TEXT NOT NULL UNIQUE,
    type     TEXT NOT NULL CHECK (type IN ('text', 'number', 'yes_no', 'date')),
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIEW event_list AS
    SELECT leads.key AS lead, datetime(events.at, 'unixepoch') AS at, events.kind, events.detail, events.amount
    FROM events JOIN leads ON leads.id = events.lead;
";

/// Ours, and SQLite's own names for a row.
const TAKEN: [&str; 9] = ["id", "key", "account", "created", "closed", "outcome", "rowid", "oid", "_rowid_"];

/// One attribute, and the column it is stored in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoredField {
    pub name: String,
    pub column: String,
    pub field_type: FieldType,
}

/// Lays out an empty database.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", USER_VERSION)
}

/// The index of keys is quicker made at the end, of all leads at once; until then no lead is sought.
pub(super) fn drop_key_index(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DROP INDEX lead_keys")
}

/// False if two leads have the same key; then nothing was made.
pub(super) fn make_key_index(connection: &Connection) -> rusqlite::Result<bool> {
    // The leads pass by once, and what is sorted at a time is as much as the cache. Chains of keys that the processor's own
    // memory holds are sorted in half the time.
    let cache: i64 = connection.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
    connection.pragma_update(None, "cache_size", -1_024)?;
    let made = connection.execute_batch("CREATE UNIQUE INDEX lead_keys ON leads (key)");
    connection.pragma_update(None, "cache_size", cache)?;
    match made {
        Err(err) if err.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(false),
        made => made.map(|()| true),
    }
}

/// The first page of the table `leads`, and its columns in order.
pub(super) fn layout_of_leads(connection: &Connection) -> rusqlite::Result<(u32, Vec<String>)> {
    let root = connection.query_row(
        "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'leads'",
        [],
        |row| row.get(0),
    )?;
    Ok((root, columns_of(connection, "leads")?))
}

/// The columns of a table, in order.
pub(super) fn columns_of(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    names.collect()
}

/// How many columns of `leads` there are beyond ours: those of fields, those that are retired, those of other programs.
pub(super) fn taken_columns(connection: &Connection) -> rusqlite::Result<usize> {
    Ok(columns_of(connection, "leads")?.len().saturating_sub(OWN_COLUMNS))
}

/// The attributes, in order.
pub(super) fn fields(connection: &Connection) -> rusqlite::Result<Vec<StoredField>> {
    let mut statement = connection.prepare_cached("SELECT name, column, type FROM fields ORDER BY position, name")?;
    let rows = statement.query_map([], |row| {
        Ok(StoredField {
            name: row.get(0)?,
            column: row.get(1)?,
            field_type: type_from_word(row.get_ref(2)?.as_str().unwrap_or_default()),
        })
    })?;
    rows.collect()
}

/// Adds an attribute and its column.
pub(super) fn add_field(connection: &Connection, name: &str, field_type: FieldType) -> rusqlite::Result<StoredField> {
    let column = column_name(connection, name)?;
    add_column(connection, "leads", &column, field_type)?;
    let position = last_position(connection)?.map_or(0, |last| last + 1);
    connection.execute(
        "INSERT INTO fields (name, column, type, position) VALUES (?1, ?2, ?3, ?4)",
        params![name, column, type_word(field_type), position],
    )?;
    Ok(StoredField { name: name.to_owned(), column, field_type })
}

/// Adds a column that holds values of a type.
pub(super) fn add_column(
    connection: &Connection,
    table: &str,
    column: &str,
    field_type: FieldType,
) -> rusqlite::Result<()> {
    let sql_type = sql_type(field_type);
    connection.execute_batch(&format!("ALTER TABLE {table} ADD COLUMN {} {sql_type}", quote(column)))
}

/// Lays out the accounts, whose attributes leads take over, if they are not there yet.
pub(super) fn create_accounts(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS accounts (
            id  INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE
        ) STRICT",
    )
}

pub(super) fn has_accounts(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'accounts')",
        [],
        |row| row.get(0),
    )
}

/// The columns of `accounts` with attributes, each called as the one of `leads`.
pub(super) fn account_columns(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_info('accounts') WHERE name NOT IN ('id', 'key')")?;
    let names = statement.query_map([], |row| row.get(0))?;
    names.collect()
}

pub(super) fn add_account_column(connection: &Connection, field: &StoredField) -> rusqlite::Result<()> {
    add_column(connection, "accounts", &field.column, field.field_type)
}

fn sql_type(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Text | FieldType::Date => "TEXT",
        FieldType::Number => "REAL",
        FieldType::YesNo => "INTEGER",
    }
}

/// A name as SQL reads it.
pub(super) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The attribute's own name if the table has none like it; SQLite does not tell `Key` from `key`.
pub(super) fn column_name(connection: &Connection, name: &str) -> rusqlite::Result<String> {
    let base: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut is_there = connection
        .prepare("SELECT EXISTS (SELECT 1 FROM pragma_table_info('leads') WHERE name = ?1 COLLATE NOCASE)")?;
    let mut column = base.clone();
    let mut number = 1;
    while TAKEN.iter().any(|own| own.eq_ignore_ascii_case(&column))
        || is_there.query_row([&column], |row| row.get(0))?
    {
        number += 1;
        column = format!("{base} {number}");
    }
    Ok(column)
}

pub(super) fn type_word(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Text => "text",
        FieldType::Number => "number",
        FieldType::YesNo => "yes_no",
        FieldType::Date => "date",
    }
}

pub(super) fn type_from_word(word: &str) -> FieldType {
    match word {
        "number" => FieldType::Number,
        "yes_no" => FieldType::YesNo,
        "date" => FieldType::Date,
        _ => FieldType::Text,
    }
}

/// The outcome as it is stored.
pub(super) fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "open",
        Outcome::Won => "won",
        Outcome::Lost => "lost",
    }
}

/// Binds a value as it is stored.
pub(super) fn bind_value(statement: &mut Statement<'_>, index: usize, value: Option<&Value>) -> rusqlite::Result<()> {
    match value {
        None => statement.raw_bind_parameter(index, Null),
        Some(Value::Text(text)) => statement.raw_bind_parameter(index, text.as_str()),
        Some(Value::Number(number)) => statement.raw_bind_parameter(index, number),
        Some(Value::YesNo(yes)) => statement.raw_bind_parameter(index, yes),
        Some(Value::Date(day)) => statement.raw_bind_parameter(index, day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sqlite_takes_for_one_get_columns_of_their_own() {
        let connection = Connection::open_in_memory().expect("memory");
        create(&connection).expect("schema");
        let mut fields = Vec::new();
        for name in ["Created", "Size", "size", "SIZE", "say \"hi\"", "Größe", "rowid"] {
            let field = add_field(&connection, name, FieldType::Number).expect("a new column");
            fields.push(field);
        }
        let columns: Vec<_> = fields.iter().map(|field| field.column.as_str()).collect();
        assert_eq!(columns, ["Created 2", "Size", "size 2", "SIZE 3", "say \"hi\"", "Größe", "rowid 2"]);
        assert_eq!(super::fields(&connection).expect("fields"), fields);
    }
}
