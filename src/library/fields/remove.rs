//! What is retired goes for good.

use rusqlite::Connection;
use serde::Serialize;

use super::{
    FieldChange,
    rules::Rules,
    steps::{self, State, Step},
};
use crate::library::{
    Library, LibraryError, Progress,
    schema::{self, quote},
    settings,
};

/// A name among the settings: columns are gone, but the file was not written anew yet, so traces may be left in it.
pub(super) const TRACES: &str = "field_traces";

/// A column that is no field any more but still in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retired {
    /// The field that it was, by the name that it had then.
    pub field: String,
    /// How many leads have a value in it.
    pub values: u64,
    pub why: RetiredBy,
}

/// What has taken a column out of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RetiredBy {
    Deleting,
    /// Its values were merged, or read as another type: it has them as they were.
    Changing,
    /// It has what a change had made, which was undone.
    Undoing,
}

impl Library {
    /// The columns that [`Library::remove_retired_fields`] would take out of the file, in the order in which they were retired.
    pub fn retired_fields(&self) -> Result<Vec<Retired>, LibraryError> {
        let connection = self.connection()?;
        let read = || -> rusqlite::Result<Vec<Retired>> {
            let (columns, steps) = (steps::retired(connection)?, steps::all(connection)?);
            if columns.is_empty() {
                return Ok(Vec::new());
            }
            let counted: Vec<String> = columns.iter().map(|column| format!("count({})", quote(column))).collect();
            let sql = format!("SELECT {} FROM leads", counted.join(", "));
            let counts: Vec<u64> = connection.query_row(&sql, [], |row| {
                (0..columns.len()).map(|place| row.get::<_, i64>(place).map(i64::unsigned_abs)).collect()
            })?;
            let retired = columns.iter().zip(counts).filter_map(|(column, values)| {
                let (field, why) = retired_by(&steps, column)?;
                Some(Retired { field, values, why })
            });
            Ok(retired.collect())
        };
        read().map_err(LibraryError::sqlite(self.path()))
    }

    pub(super) fn remove_retired(&mut self, progress: &Progress) -> Result<(), LibraryError> {
        let path = self.path().to_owned();
        let failed = LibraryError::sqlite(&path);
        let has_steps = steps::exist(self.connection()?).map_err(&failed)?;
        if has_steps {
            // What is taken out of the file is written over, also where it is not written anew in the end.
            let overwrite = |on: bool, library: &Self| {
                library.connection()?.pragma_update(None, "secure_delete", on).map_err(&failed)
            };
            overwrite(true, self)?;
            let dropped = self.drop_columns(progress);
            overwrite(false, self)?;
            dropped?;
        }
        let connection = self.connection()?;
        if settings::text(connection, TRACES).map_err(&failed)?.is_some() {
            connection.execute_batch("VACUUM").map_err(&failed)?;
            settings::set_text(connection, TRACES, None).map_err(&failed)?;
            progress.add(1);
        }
        Ok(())
    }

    fn drop_columns(&mut self, progress: &Progress) -> Result<(), LibraryError> {
        let path = self.path().to_owned();
        let failed = LibraryError::sqlite(&path);
        let transaction = self.begin()?;
        let columns = columns(&transaction).map_err(&failed)?;
        progress.set_total(columns.len() as u64 + 1);
        for (table, column) in &columns {
            let sql = format!("ALTER TABLE {table} DROP COLUMN {}", quote(column));
            transaction.execute_batch(&sql).map_err(|err| match failed(err) {
                LibraryError::Sqlite { message, .. } => LibraryError::Field(format!(
                    "The retired column “{column}” can’t be removed from {}, since something that another program made there uses \
                     it ({message}); remove that first",
                    path.display()
                )),
                other => other,
            })?;
            progress.step(1)?;
        }
        Rules::of(&transaction).and_then(|rules| rules.keep(&transaction)).map_err(&failed)?;
        transaction.execute_batch("DROP TABLE field_steps").map_err(&failed)?;
        settings::set_text(&transaction, TRACES, Some("1")).map_err(&failed)?;
        progress.step(0)?;
        transaction.commit().map_err(&failed)
    }
}

/// Which field a column was, and what has taken it out of use.
fn retired_by(steps: &[Step], column: &str) -> Option<(String, RetiredBy)> {
    let has_left = |step: &&Step| {
        step.state == State::Done
            && step.before.column == column
            && step.after.as_ref().is_none_or(|after| after.column != column)
    };
    if let Some(step) = steps.iter().rfind(has_left) {
        let is_deleted = matches!(step.change, FieldChange::Delete { .. });
        return Some((step.before.name.clone(), if is_deleted { RetiredBy::Deleting } else { RetiredBy::Changing }));
    }
    let mut rows = steps.iter().rev().flat_map(|step| [step.after.as_ref(), Some(&step.before)]).flatten();
    rows.find(|row| row.column == column).map(|row| (row.name.clone(), RetiredBy::Undoing))
}

/// Tables and the retired columns in them.
fn columns(connection: &Connection) -> rusqlite::Result<Vec<(&'static str, String)>> {
    let retired = steps::retired(connection)?;
    let mut columns: Vec<(&'static str, String)> = retired.iter().map(|column| ("leads", column.clone())).collect();
    if schema::has_accounts(connection)? {
        let of_accounts = schema::account_columns(connection)?;
        columns.extend(
            of_accounts.into_iter().filter(|column| retired.contains(column)).map(|column| ("accounts", column)),
        );
    }
    Ok(columns)
}
