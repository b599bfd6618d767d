//! What the library knows of itself: its *as of*.

use rusqlite::{Connection, OptionalExtension, params};

use super::{
    iso::day_from_iso,
    schema::{fields, quote},
};
use crate::lead::{Day, FieldType, Instant};

/// The instant that somebody set.
pub(super) const AS_OF: &str = "as_of";
/// The newest instant in the library, kept so that opening it need not look at every event.
pub(super) const NEWEST: &str = "newest";

pub(super) fn instant(connection: &Connection, name: &str) -> rusqlite::Result<Option<Instant>> {
    let text: Option<String> = connection
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| text.parse().ok()))
}

pub(super) fn set_instant(connection: &Connection, name: &str, value: Option<Instant>) -> rusqlite::Result<()> {
    match value {
        Some(instant) => connection.execute(
            "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, instant.to_string()],
        )?,
        None => connection.execute("DELETE FROM settings WHERE name = ?1", [name])?,
    };
    Ok(())
}

/// Looks for the newest instant: of the events, of the days leads came in, of the days they were won or lost.
///
/// The closing day of an open lead is only hoped for, and a date attribute may lie in the future by its nature (the end
/// of a contract): the one never counts, the other only where there is nothing else. Of a day, it is the last second.
pub(super) fn find_newest(connection: &Connection) -> rusqlite::Result<Option<Instant>> {
    let (created, closed): (Option<String>, Option<String>) = connection.query_row(
        "SELECT max(created), max(CASE WHEN outcome <> 'open' THEN closed END) FROM leads",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let event: Option<i64> = connection.query_row("SELECT max(at) FROM events", [], |row| row.get(0))?;
    let last_second = |day: Option<String>| day_from_iso(day?.as_bytes()).map(Day::last_second);
    let newest = [last_second(created), last_second(closed), event.map(Instant)].into_iter().flatten().max();
    if newest.is_some() {
        return Ok(newest);
    }
    let mut dates = Vec::new();
    for field in fields(connection)?.iter().filter(|field| field.field_type == FieldType::Date) {
        let sql = format!("SELECT max({}) FROM leads", quote(&field.column));
        dates.push(connection.query_row(&sql, [], |row| row.get::<_, Option<String>>(0))?);
    }
    Ok(dates.into_iter().filter_map(last_second).max())
}

/// Brings [`NEWEST`] up to date after leads or events came in.
pub(super) fn update_newest(connection: &Connection) -> rusqlite::Result<()> {
    set_instant(connection, NEWEST, find_newest(connection)?)
}
