//! A new library is written in one reading, as pages of its file: with the same answer as in two, row by row.

use std::fs;

use rusqlite::{Connection, types::Value};
use tandem::library::{
    ImportReport, Library, Phase, Progress, import,
    import::{Job, Source, inspect, run},
};

use super::Bench;

/// More rows than are looked at before it begins.
const ROWS: usize = 21_000;

/// All leads with all their values and types, and the settings.
fn dump(library: &std::path::Path) -> Vec<Vec<Value>> {
    let connection = Connection::open(library).expect("opened");
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(check, "ok");
    let mut found = Vec::new();
    for sql in [
        "SELECT * FROM fields ORDER BY position",
        "SELECT * FROM settings ORDER BY name",
        "SELECT * FROM leads ORDER BY key",
    ] {
        let mut statement = connection.prepare(sql).expect("prepared");
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).expect("rows");
        found.extend(rows.map(|row: rusqlite::Result<Vec<Value>>| row.expect("a row")));
    }
    found
}

/// The import of a text at once, and lead by lead after two readings.
fn both(text: &str) -> (ImportReport, ImportReport) {
    let bench = Bench::new();
    let at_once = bench.import_text(text);
    let by_key = Bench::new();
    let source = [Source::file(bench.path("leads.csv"))];
    let inspection = inspect(&source, None, &Progress::default()).expect("inspected");
    let mut library = Library::open_or_create(&by_key.library()).expect("new");
    // Something was done to it, so it is filled as it is.
    library.set_as_of(None).expect("set");
    let job = Job { tables: inspection.job(), ..Job::default() };
    let report = run(&mut library, &job, &Progress::default()).expect("imported");
    drop(library);
    assert!(dump(&bench.library()) == dump(&by_key.library()), "the libraries differ");
    let left: Vec<_> =
        fs::read_dir(bench.path("")).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 2, "the file and the library: {left:?}");
    (at_once, report)
}

fn same(text: &str) -> ImportReport {
    let (mut at_once, by_key) = both(text);
    let report = at_once.clone();
    // The look before tells the rest.
    at_once.notes.clone_from(&by_key.notes);
    for guess in at_once.columns.iter_mut().zip(&by_key.columns).filter(|(_, other)| other.filled == 0) {
        guess.0.filled = 0;
    }
    assert!(at_once == by_key, "{at_once}\n{by_key}");
    report
}

fn table(header: &str, row: impl Fn(usize) -> String) -> String {
    let rows: String = (0..ROWS).map(|number| row(number) + "\n").collect();
    format!("{header}\n{rows}")
}

#[test]
fn what_is_laid_out_is_what_would_have_been_written_row_by_row() {
    let report = same(&table("id,Company,Created,Closed,Status,Size,Newsletter,Remark,Nothing", |number| {
        let size = ["", "5", "-3.25", "1e300", "0", "123456789012345"][number % 6];
        let closed = if number % 4 == 0 { "2026-03-04" } else { "" };
        let status = ["Open", "Closed Won", "Closed Lost", ""][number % 4];
        let remark = if number % 997 == 0 { "long ".repeat(3_000) } else { format!("“{number}”") };
        format!(
            "K{},Firm {},2026-01-{:02},{closed},{status},{size},{},{remark},",
            number * 7_919 % ROWS,
            number % 50,
            number % 28 + 1,
            ["yes", "no", ""][number % 3]
        )
    }));
    assert_eq!(report.new, ROWS as u64);
}

#[test]
fn the_answer_is_the_same_where_late_rows_contradict_the_first() {
    let report = same(&table("id,Size,Stage,When", |number| {
        let late = number >= ROWS - 3;
        let size = if number >= ROWS - 900 { "many" } else { "7" };
        let stage = if late { "won" } else { "open" };
        let when = if late { "25/12/2026" } else { "1/2/2026" };
        format!("{number},{size},{stage},{when}")
    }));
    let columns = report.columns.iter().map(tandem::library::ColumnGuess::what).collect::<Vec<_>>();
    assert_eq!(columns, ["key", "text", "outcome", "date"]);
    assert!(
        report.notes.iter().any(|note| note.contains("“Size” is text: every value was a number until line")),
        "{:?}",
        report.notes
    );
    let report = same(&table("id,Size", |number| format!("{number},{}", if number > ROWS - 9 { "n/a" } else { "7" })));
    assert!(report.notes.iter().any(|note| note.contains("“Size” (“n/a” 8)")), "{:?}", report.notes);
}

#[test]
fn keys_that_come_twice_are_told_with_their_lines() {
    let report = same(&table("id,Name", |number| format!("{},Somebody", if number == ROWS - 1 { 17 } else { number })));
    assert_eq!((report.new, report.rejected_count), (ROWS as u64 - 1, 1));
    assert_eq!(report.rejected[0].line, ROWS as u64 + 1);
    assert!(report.rejected[0].reason.contains("the key “17” is on line 19 already"), "{}", report.rejected[0]);
}

/// A second reading takes as long as the first: why there is one is told while it lasts.
#[test]
fn what_is_begun_anew_is_named() {
    let phase = |text: String| {
        let bench = Bench::new();
        let progress = Progress::default();
        let mut library = Library::open_or_create(&bench.library()).expect("new");
        import(&mut library, &bench.request(text), &progress).expect("imported");
        progress.phase()
    };
    assert_eq!(phase(table("id,Name", |number| format!("{number},Somebody"))), Phase::Writing);
    let last = |number| if number == ROWS - 1 { 17 } else { number };
    assert_eq!(phase(table("id,Name", |number| format!("{},Somebody", last(number)))), Phase::RowByRow);
    let late: String =
        (0..9 * ROWS).map(|number| format!("{number},{}/2/2026\n", if number < 8 * ROWS { 1 } else { 25 })).collect();
    assert_eq!(phase(format!("id,When\n{late}")), Phase::ReadAgain, "the first rows do not tell days from months");
}

#[test]
fn what_fails_late_or_is_stopped_leaves_nothing() {
    let bench = Bench::new();
    let request = bench.request(table("id,Name", |number| format!("{number},Somebody")) + "x,\"never closed\n");
    let sentence = bench.try_import(&request).expect_err("a quote").to_string();
    assert!(sentence.contains("is never closed"), "{sentence}");
    let left = || -> Vec<_> {
        fs::read_dir(bench.path("")).expect("a folder").flatten().map(|entry| entry.file_name()).collect()
    };
    assert_eq!(left(), ["leads.csv"]);

    let request = bench.request(table("id,Name", |number| format!("{number},Somebody")));
    for patience in 0..20 {
        let progress = Progress::default();
        let mut library = Library::open_or_create(&bench.library()).expect("new");
        let stopped = std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(std::time::Duration::from_millis(patience * 15));
                progress.cancel();
            });
            import(&mut library, &request, &progress).is_err()
        });
        drop(library);
        if stopped {
            assert_eq!(left(), ["leads.csv"], "after {patience}");
        } else {
            assert_eq!(bench.open().lead_count().expect("count"), ROWS as u64, "after {patience}");
            fs::remove_file(bench.library()).expect("removed");
        }
    }
}

#[test]
fn a_library_that_somebody_filled_meanwhile_is_not_replaced() {
    let bench = Bench::new();
    let mut library = Library::open_or_create(&bench.library()).expect("new");
    Connection::open(bench.library())
        .and_then(|other| other.execute("INSERT INTO leads (key) VALUES ('theirs')", []))
        .expect("filled");
    let request = bench.request("id,Name\n1,Anna\n");
    let sentence = import(&mut library, &request, &Progress::default()).expect_err("filled").to_string();
    assert!(sentence.contains("another program filled"), "{sentence}");
    drop(library);
    assert_eq!(bench.open().lead_count().expect("count"), 1);
    assert!(bench.open().lead("theirs").expect("read").is_some());
}
