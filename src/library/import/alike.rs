//! New leads whose keys differ only in capitals or blanks from those that a library has: most likely the same people.

use std::collections::HashMap;

use rusqlite::Connection;

use super::inspect::loosely;
use crate::{library::dictionary::hash, model::wording::grouped};

/// So many keys are held in memory; beyond that, nobody is asked.
const MOST_KEYS: i64 = 3_000_000;

/// The newest lead; those that come after it are new.
pub(super) fn newest(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT coalesce(max(id), 0) FROM leads", [], |row| row.get(0))
}

/// A sentence, if there are any among the leads that are newer than `before`.
pub(super) fn note(connection: &Connection, before: i64, file: &str) -> rusqlite::Result<Option<String>> {
    let (old, new): (i64, i64) = connection.query_row(
        "SELECT count(*) FILTER (WHERE id <= ?1), count(*) FILTER (WHERE id > ?1) FROM leads",
        [before],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if old == 0 || new == 0 || old > MOST_KEYS {
        return Ok(None);
    }
    let mut folded = String::new();
    let mut known: HashMap<u64, i64> = HashMap::new();
    let mut statement = connection.prepare("SELECT key, id FROM leads WHERE id <= ?1")?;
    let mut rows = statement.query([before])?;
    while let Some(row) = rows.next()? {
        loosely(row.get_ref(0)?.as_str().unwrap_or_default(), &mut folded);
        known.insert(hash(folded.as_bytes()), row.get(1)?);
    }
    let mut count = 0_u64;
    let mut first: Option<(String, i64)> = None;
    let mut statement = connection.prepare("SELECT key FROM leads WHERE id > ?1 ORDER BY id")?;
    let mut rows = statement.query([before])?;
    while let Some(row) = rows.next()? {
        let key = row.get_ref(0)?.as_str().unwrap_or_default();
        loosely(key, &mut folded);
        if let Some(id) = known.get(&hash(folded.as_bytes())) {
            count += 1;
            first.get_or_insert_with(|| (key.to_owned(), *id));
        }
    }
    let Some((new, id)) = first else { return Ok(None) };
    let old: String = connection.query_row("SELECT key FROM leads WHERE id = ?1", [id], |row| row.get(0))?;
    let (keys, they_are) = match count {
        1 => ("1 key".to_owned(), "it is a lead of its own"),
        count => (format!("{} keys", grouped(count)), "they are leads of their own"),
    };
    let differs = if count == 1 { "differs" } else { "differ" };
    Ok(Some(format!(
        "{keys} of {file} {differs} only in capitals or blanks from one in the library ({new} / {old}); {they_are}: write them as in \
         the library if they are the same"
    )))
}
