//! What it takes to read a library into columns, next to what SQLite itself takes to read the same tables.

use std::{
    path::Path,
    time::{Duration, Instant as Clock},
};

use rusqlite::{Connection, types::ValueRef};
use tandem::library::{self, Library, Progress};

use super::{milliseconds, verdict};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Generates a library in a temporary folder, with its keys in the order of its rows, then in another order.
pub fn measure(leads: usize) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("leads.sqlite");
    let mut library = Library::open_or_create(&path)?;
    library::generate(&mut library, leads as u64, 7, &Progress::default())?;
    println!("Opening: {leads} leads, {} attributes, {} events", library.fields()?.len(), library.event_count()?);
    drop(library);
    open(&path, "keys in the order of the rows")?;
    let shuffled = "UPDATE leads SET key = 'S-' || (id * 7919 % 10000019)";
    Connection::open(&path)?.execute_batch(shuffled)?;
    open(&path, "keys in another order")
}

fn open(path: &Path, order: &str) -> Outcome<()> {
    let (library, connection) = (Library::open(path)?, Connection::open(path)?);
    let [mut by_sqlite, mut columns] = [Duration::MAX; 2];
    // By turns, so that a busy moment of the machine hits both.
    for _ in 0..3 {
        let begun = Clock::now();
        std::hint::black_box(scan(&connection)?);
        by_sqlite = by_sqlite.min(begun.elapsed());
        let begun = Clock::now();
        let read = library.columns(&Progress::default())?;
        columns = columns.min(begun.elapsed());
        drop(read);
    }
    let ratio = columns.as_secs_f64() / by_sqlite.as_secs_f64();
    println!(
        "  {order}: SQLite's scan {:.0} ms, into columns {:.0} ms",
        milliseconds(by_sqlite),
        milliseconds(columns)
    );
    verdict(&format!("opening, {order}: × SQLite's scan"), ratio, 1.5);
    verdict(&format!("opening, {order}: ms until a cancel is obeyed"), slowest_cancel(&library, columns)?, 100.0);
    Ok(())
}

/// Every value of both tables, one after the other: whatever reads the tables does that.
fn scan(connection: &Connection) -> rusqlite::Result<usize> {
    let mut bytes = 0;
    for table in ["SELECT * FROM leads ORDER BY id", "SELECT * FROM events ORDER BY lead, at, n"] {
        let mut statement = connection.prepare(table)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                bytes += if let ValueRef::Text(text) = row.get_ref(column)? { text.len() } else { 8 };
            }
        }
    }
    Ok(bytes)
}

/// Cancels at many moments; the longest wait in milliseconds.
fn slowest_cancel(library: &Library, opening: Duration) -> Outcome<f64> {
    const MOMENTS: u32 = 12;
    let mut slowest = Duration::ZERO;
    for moment in 0..MOMENTS {
        let progress = Progress::default();
        let waited = std::thread::scope(|scope| {
            let cancel = progress.clone();
            let cancelled = scope.spawn(move || {
                std::thread::sleep(opening * moment / MOMENTS);
                cancel.cancel();
                Clock::now()
            });
            // What was read is thrown away within the time.
            drop(library.columns(&progress));
            let ended = Clock::now();
            cancelled.join().map(|cancelled| ended.saturating_duration_since(cancelled))
        });
        slowest = slowest.max(waited.unwrap_or(Duration::MAX));
    }
    Ok(milliseconds(slowest))
}
