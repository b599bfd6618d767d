//! Leads that were laid out as pages are made a table like any other: SQLite looks at each page, and sorts their keys.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use super::run::interruptible;
use crate::library::{Library, LibraryError, PATIENCE, Progress, schema};

/// How often whoever sorts looks whether the look at the pages has ended.
const LOOK: Duration = Duration::from_millis(1);

/// Whether SQLite reads the pages of a draft as it would its own, and no key is there twice.
///
/// Both are done at once, each on a connection of its own, as one takes as long as the other.
pub(super) fn is_sound(draft: &mut Library, file: &Path, progress: &Progress) -> Result<bool, LibraryError> {
    let path = draft.path().to_owned();
    let failed = LibraryError::sqlite(&path);
    let reader = reader(file).map_err(&failed)?;
    let writer = draft.connection_mut()?;
    let is_read = Arc::new(AtomicBool::new(false));
    writer.busy_handler(Some(wait(Arc::clone(&is_read), progress.clone()))).map_err(&failed)?;
    let handle = reader.get_interrupt_handle();
    let (found, has_keys) = thread::scope(|scope| {
        let look = scope.spawn(move || {
            let found = interruptible(&handle, progress, || check(reader));
            is_read.store(true, Ordering::Relaxed);
            found
        });
        let has_keys = schema::make_key_index(writer);
        (look.join(), has_keys)
    });
    writer.busy_timeout(PATIENCE).map_err(&failed)?;
    let found = found.unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map_err(&failed)?;
    debug_assert_eq!(found, "ok", "{}", file.display());
    Ok(has_keys.map_err(&failed)? && found == "ok")
}

/// What keeps the pages of the sorted keys back: all of the draft is read first, however long that takes. Another program that
/// has come upon its file is waited for as everywhere.
fn wait(is_read: Arc<AtomicBool>, progress: Progress) -> impl FnMut(i32) -> bool + Send + 'static {
    let mut patience = PATIENCE;
    move |_| {
        if is_read.load(Ordering::Relaxed) {
            patience = patience.saturating_sub(LOOK);
        }
        thread::sleep(LOOK);
        !patience.is_zero() && !progress.is_cancelled()
    }
}

/// A connection that has begun to read, so that nobody writes before it has ended.
fn reader(file: &Path) -> rusqlite::Result<Connection> {
    let reader = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    reader.execute_batch("BEGIN")?;
    reader.query_row("SELECT EXISTS (SELECT 1 FROM leads)", [], |_| Ok(()))?;
    Ok(reader)
}

/// The connection ends with it, and lets others write.
#[allow(clippy::needless_pass_by_value, reason = "see above")]
fn check(reader: Connection) -> rusqlite::Result<String> {
    reader.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
}
