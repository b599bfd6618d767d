//! What is retired goes for good.

use rusqlite::Connection;

use super::{rules::Rules, steps};
use crate::library::{
    Library, LibraryError, Progress,
    schema::{self, quote},
    settings,
};

/// A name among the settings: columns are gone, but the file was not written anew yet, so traces may be left in it.
pub(super) const TRACES: &str = "field_traces";

impl Library {
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
