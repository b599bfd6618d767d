//! What becomes of values: looked at first, then written into another column.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, types::ValueRef};

use super::{FieldChange, FieldEffect, ValueCount, check::Checked, steps::FieldRow};
use crate::{
    lead::{FieldType, Value},
    library::{
        LibraryError, Progress,
        dictionary::Dictionary,
        import::again::{Look, Reading},
        read,
        schema::{self, StoredField, quote},
    },
};

/// So many rows go at a time: the fewer, the sooner a cancel is obeyed.
const ROWS_A_STEP: usize = 4_096;
/// So many lost values are listed.
const MOST_LOST: usize = 20;

/// What becomes of a value.
pub enum Conversion {
    Read {
        from: FieldType,
        to: FieldType,
        reading: Reading,
    },
    /// By value what it becomes; all others stay.
    Merge(BTreeMap<String, String>),
}

impl Conversion {
    /// As a value is read in the simplest way.
    pub fn plain(from: FieldType, to: FieldType) -> Self {
        Self::Read { from, to, reading: Reading::plain(to) }
    }

    /// What becomes of a value that reads so; `None`: it becomes missing.
    pub fn of(&self, text: &str) -> Option<Value> {
        match self {
            // Counted, a yes is one.
            Self::Read { from: FieldType::YesNo, to: FieldType::Number, .. } => {
                Some(Value::Number(if text == "yes" { 1.0 } else { 0.0 }))
            }
            Self::Read { reading, .. } => reading.read(text),
            Self::Merge(synonyms) => Some(Value::Text(synonyms.get(text).map_or(text, String::as_str).to_owned())),
        }
    }
}

/// All different values of a field as they read, and how many leads have each.
struct Values {
    texts: Dictionary,
    counts: Vec<u64>,
}

impl Values {
    fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        (0..).zip(&self.counts).filter_map(|(code, count)| Some((self.texts.value(code)?, *count)))
    }
}

/// What a change does to the values of the leads, and how; `None` where the column stays as it is.
pub fn look(
    connection: &Connection,
    checked: &Checked,
    progress: &Progress,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<(Option<Conversion>, FieldEffect), LibraryError> {
    let Checked { change, before, after } = checked;
    if matches!(change, FieldChange::Rename { .. }) {
        return Ok((None, FieldEffect::default()));
    }
    let mut look =
        after.as_ref().filter(|after| after.field_type != before.field_type).map(|after| Look::new(after.field_type));
    let values = values(connection, before, look.as_mut(), progress, failed)?;
    let (conversion, notes) = match (change, look, after) {
        (FieldChange::Merge { .. } | FieldChange::MergeGroups { .. }, ..) => {
            let synonyms = change.synonyms();
            let notes = notes_of_merge(before, &synonyms, &values);
            (Some(Conversion::Merge(synonyms)), notes)
        }
        (_, Some(look), Some(after)) => {
            let (reading, notes) = look.finish(&before.name);
            (Some(Conversion::Read { from: before.field_type, to: after.field_type, reading }), notes)
        }
        _ => (None, Vec::new()),
    };
    let becomes = |text: &str| conversion.as_ref().and_then(|conversion| conversion.of(text));
    let mut effect =
        FieldEffect { notes: notes.iter().map(|note| as_sentence(note)).collect(), ..FieldEffect::default() };
    for (text, count) in values.iter() {
        match becomes(text) {
            None => {
                effect.changed += count;
                effect.lost_total += count;
                effect.lost.push(ValueCount { value: text.to_owned(), leads: count });
            }
            Some(value) => effect.changed += if value.to_string() == text { 0 } else { count },
        }
    }
    effect.lost.sort_by(|a, b| b.leads.cmp(&a.leads).then_with(|| a.value.cmp(&b.value)));
    effect.lost.truncate(MOST_LOST);
    Ok((conversion, effect))
}

fn notes_of_merge(before: &FieldRow, synonyms: &BTreeMap<String, String>, values: &Values) -> Vec<String> {
    let unknown = synonyms.keys().filter(|value| values.texts.find(value).is_none());
    let unknown: Vec<String> = unknown.map(|value| format!("“{value}”")).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    vec![format!("No lead has {} in “{}” now; only later imports can bring it", unknown.join(" or "), before.name)]
}

fn as_sentence(note: &str) -> String {
    let mut chars = note.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn values(
    connection: &Connection,
    field: &FieldRow,
    mut look: Option<&mut Look>,
    progress: &Progress,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<Values, LibraryError> {
    let mut values = Values { texts: Dictionary::default(), counts: Vec::new() };
    let stored = field.stored();
    let column = quote(&field.column);
    let mut statement = connection.prepare(&format!("SELECT {column} FROM leads ORDER BY id")).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    let mut read = 0;
    while let Some(row) = rows.next().map_err(failed)? {
        read += 1;
        if read % ROWS_A_STEP == 0 {
            progress.step(ROWS_A_STEP as u64)?;
        }
        let Some(text) = text_of(&stored, row.get_ref(0).map_err(failed)?) else { continue };
        if let Some(look) = &mut look {
            look.add(&text);
        }
        let code = values.texts.code(&text) as usize;
        if code == values.counts.len() {
            values.counts.push(0);
        }
        values.counts[code] += 1;
    }
    progress.step((read % ROWS_A_STEP) as u64)?;
    Ok(values)
}

/// A stored value as people read it.
fn text_of(field: &StoredField, stored: ValueRef<'_>) -> Option<String> {
    read::value(field.field_type, stored).map(|value| match value {
        Value::Text(text) => text,
        value => value.to_string(),
    })
}

/// Fills the column of one row of `fields` from that of another, in `leads` and, for what accounts have, in `accounts`.
pub fn fill(
    connection: &Connection,
    (from, to): (&FieldRow, &FieldRow),
    conversion: &Conversion,
    progress: &Progress,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<(), LibraryError> {
    for table in tables_with(connection, &from.column).map_err(failed)? {
        if schema::columns_of(connection, table).map_err(failed)?.contains(&to.column) {
            let column = quote(&to.column);
            let sql = format!("UPDATE {table} SET {column} = NULL WHERE {column} IS NOT NULL");
            connection.execute(&sql, []).map_err(failed)?;
        } else {
            schema::add_column(connection, table, &to.column, to.field_type).map_err(failed)?;
        }
        let mut write = Write::new(connection, table, to).map_err(failed)?;
        each(connection, table, &[from], progress, failed, |id, values| {
            let Some(value) = values[0].as_deref().and_then(|text| conversion.of(text)) else { return Ok(()) };
            write.write(id, Some(&value))
        })?;
    }
    Ok(())
}

/// Brings the column of a field as it was up to date with what an import has written since it became another: what the
/// other column would be as it stands is kept, all else is read back. Answers how many leads keep what values were merged into.
pub fn bring_back(
    connection: &Connection,
    (old, new): (&FieldRow, &FieldRow),
    (there, back): (&Conversion, &Conversion),
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<u64, LibraryError> {
    let into: BTreeSet<&String> = match there {
        Conversion::Merge(synonyms) => synonyms.values().collect(),
        Conversion::Read { .. } => BTreeSet::new(),
    };
    let mut stay = 0;
    for table in tables_with(connection, &new.column).map_err(failed)? {
        // What only leads had, accounts have since an import.
        if !schema::columns_of(connection, table).map_err(failed)?.contains(&old.column) {
            schema::add_column(connection, table, &old.column, old.field_type).map_err(failed)?;
        }
        let mut write = Write::new(connection, table, old).map_err(failed)?;
        each(connection, table, &[old, new], &Progress::default(), failed, |id, values| {
            let expected = values[0].as_deref().and_then(|text| there.of(text)).map(|value| value.to_string());
            if expected == values[1] {
                return Ok(());
            }
            let stays = table == "leads" && values[1].as_ref().is_some_and(|value| into.contains(value));
            stay += u64::from(stays);
            write.write(id, values[1].as_deref().and_then(|text| back.of(text)).as_ref())
        })?;
    }
    Ok(stay)
}

/// `leads`, and `accounts` if the column is one of theirs.
fn tables_with(connection: &Connection, column: &str) -> rusqlite::Result<Vec<&'static str>> {
    let mut tables = vec!["leads"];
    if schema::has_accounts(connection)? && schema::account_columns(connection)?.iter().any(|other| other == column) {
        tables.push("accounts");
    }
    Ok(tables)
}

/// Writes one column.
struct Write<'a>(rusqlite::Statement<'a>);

impl<'a> Write<'a> {
    fn new(connection: &'a Connection, table: &str, field: &FieldRow) -> rusqlite::Result<Self> {
        let sql = format!("UPDATE {table} SET {} = ?2 WHERE id = ?1", quote(&field.column));
        connection.prepare(&sql).map(Self)
    }

    fn write(&mut self, id: i64, value: Option<&Value>) -> rusqlite::Result<()> {
        self.0.raw_bind_parameter(1, id)?;
        schema::bind_value(&mut self.0, 2, value)?;
        self.0.raw_execute().map(|_| ())
    }
}

/// Each row with what it has in some fields, as people read it. The rows are read some at a time, so that they can be
/// written meanwhile.
fn each(
    connection: &Connection,
    table: &str,
    fields: &[&FieldRow],
    progress: &Progress,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
    mut visit: impl FnMut(i64, &[Option<String>]) -> rusqlite::Result<()>,
) -> Result<(), LibraryError> {
    let listed: String = fields.iter().map(|field| format!(", {}", quote(&field.column))).collect();
    let sql = format!("SELECT id{listed} FROM {table} WHERE id > ?1 ORDER BY id LIMIT {ROWS_A_STEP}");
    let mut statement = connection.prepare(&sql).map_err(failed)?;
    let stored: Vec<StoredField> = fields.iter().map(|field| field.stored()).collect();
    let mut last = i64::MIN;
    let mut batch: Vec<(i64, Vec<Option<String>>)> = Vec::with_capacity(ROWS_A_STEP);
    loop {
        batch.clear();
        let mut rows = statement.query([last]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let id = row.get(0).map_err(failed)?;
            let mut values = Vec::with_capacity(stored.len());
            for (index, field) in stored.iter().enumerate() {
                values.push(text_of(field, row.get_ref(index + 1).map_err(failed)?));
            }
            batch.push((id, values));
        }
        drop(rows);
        let Some((id, _)) = batch.last() else { return Ok(()) };
        last = *id;
        for (id, values) in &batch {
            visit(*id, values).map_err(failed)?;
        }
        progress.step(batch.len() as u64)?;
    }
}
