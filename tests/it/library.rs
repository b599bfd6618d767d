//! Opening a library, and reading it back.

use std::{fs, path::Path};

use rusqlite::Connection;
use tandem::{
    lead::{Instant, Lead, Outcome, Value},
    library::{Library, LibraryError, Progress, generate},
    scoring::{Column, Columns, NO_CODE, NO_DAY},
};

/// Everything about one row of the columns, as the lead it came from.
fn lead_at(columns: &Columns, row: usize) -> Lead {
    let day = |days: i32| (days != NO_DAY).then_some(tandem::lead::Day(days));
    let mut lead = Lead {
        key: columns.keys[row].to_owned(),
        account: (columns.accounts[row] != NO_CODE)
            .then(|| columns.account_keys[columns.accounts[row] as usize].to_owned()),
        created: day(columns.created[row]),
        closed: day(columns.closed[row]),
        outcome: columns.outcomes[row],
        ..Lead::default()
    };
    for field in &columns.fields {
        let value = match &field.column {
            Column::Text { codes, values } => codes.get(row).map(|code| Value::Text(values[code].to_owned())),
            Column::Number(numbers) => (!numbers[row].is_nan()).then_some(Value::Number(numbers[row])),
            Column::YesNo(bytes) => (bytes[row] != 2).then_some(Value::YesNo(bytes[row] == 1)),
            Column::Date(days) => day(days[row]).map(Value::Date),
        };
        value.into_iter().for_each(|value| {
            lead.attributes.insert(field.name.clone(), value);
        });
    }
    let events = &columns.events;
    for event in events.starts[row] as usize..events.starts[row + 1] as usize {
        lead.events.push(tandem::lead::Event {
            kind: events.kind_names[events.kinds[event] as usize].clone(),
            at: Instant(events.at[event]),
            detail: (events.details[event] != NO_CODE)
                .then(|| events.detail_values[events.details[event] as usize].to_owned()),
            amount: (!events.amounts[event].is_nan()).then_some(events.amounts[event]),
        });
    }
    lead
}

fn generated(path: &Path, leads: u64) -> Library {
    let mut library = Library::open_or_create(path).expect("a new library");
    generate(&mut library, leads, 5, &Progress::default()).expect("generated");
    library
}

fn assert_columns_hold_every_lead(library: &Library) {
    let columns = library.columns(&Progress::default()).expect("columns");
    assert_eq!(columns.len() as u64, library.lead_count().expect("count"));
    for row in 0..columns.len() {
        let key = columns.keys[row].to_owned();
        assert!(row == 0 || columns.keys[row - 1] < columns.keys[row], "in key order");
        assert_eq!(library.lead(&key).expect("read").expect("there"), lead_at(&columns, row));
    }
}

#[test]
fn columns_hold_what_lead_gives() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    assert_columns_hold_every_lead(&generated(&path, 400));

    // The same with keys in another order than the rows, some with a common beginning.
    let connection = Connection::open(&path).expect("sqlite");
    connection
        .execute_batch(
            "UPDATE leads SET key = CASE WHEN id % 3 = 0 THEN 'Ärger-' ELSE 'lead-number-' END || (id * 7919 % 1009)",
        )
        .expect("new keys");
    drop(connection);
    assert_columns_hold_every_lead(&Library::open(&path).expect("open"));
}

#[test]
fn values_that_other_programs_wrote_badly_are_missing() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    drop(generated(&path, 3));
    let connection = Connection::open(&path).expect("sqlite");
    connection
        .execute_batch(
            "UPDATE leads SET account = '  ', created = 'soon', \"Job title\" = char(160) || ' CEO' || char(8195),
                 \"Employees\" = 9e999, \"Industry\" = ' ', \"Last purchase\" = '2026-02-30' WHERE id = 1;
             PRAGMA foreign_keys = OFF;
             INSERT INTO events (lead, at, n, kind) VALUES (-5, 0, 0, 'nobody'), (77, 0, 0, 'nobody');",
        )
        .expect("written");
    drop(connection);
    let library = Library::open(&path).expect("open");
    assert_columns_hold_every_lead(&library);
    let lead = library.lead("L-0000001").expect("read").expect("there");
    assert_eq!((lead.account.as_deref(), lead.created), (None, None));
    assert_eq!(lead.attribute("Job title"), Some(&Value::Text("CEO".to_owned())));
    for missing in ["Employees", "Industry", "Last purchase"] {
        assert_eq!(lead.attribute(missing), None, "{missing}");
    }
    assert_eq!(library.lead("nobody").expect("read"), None);
}

#[test]
fn as_of_is_the_newest_instant_unless_set() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    let mut library = generated(&path, 50);
    let newest = library.as_of().expect("as of");
    let set: Instant = "2026-01-31".parse().expect("a date");
    library.set_as_of(Some(set)).expect("set");
    drop(library);
    let mut library = Library::open(&path).expect("open");
    assert_eq!(library.as_of().expect("as of"), set);
    library.set_as_of(None).expect("unset");
    assert_eq!(library.as_of().expect("as of"), newest);
}

#[test]
fn a_new_library_is_empty_and_goes_when_nothing_came_in() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    let library = Library::open_or_create(&path).expect("a new library");
    assert!(path.exists());
    assert_eq!((library.lead_count().expect("count"), library.as_of().expect("as of")), (0, Instant(0)));
    assert!(library.columns(&Progress::default()).expect("columns").is_empty());
    drop(library);
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 0);
}

#[test]
fn reading_changes_nothing_and_leaves_one_file() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    drop(generated(&path, 100));
    let before = fs::read(&path).expect("bytes");
    let library = Library::open(&path).expect("open");
    library.columns(&Progress::default()).expect("columns");
    library.lead("L-0000001").expect("read");
    drop(library);
    assert!(fs::read(&path).expect("bytes") == before);
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
}

#[test]
fn a_cancelled_read_stops() {
    let folder = tempfile::tempdir().expect("folder");
    let library = generated(&folder.path().join("lib.sqlite"), 9_000);
    let progress = Progress::default();
    progress.cancel();
    assert!(matches!(library.columns(&progress), Err(LibraryError::Cancelled)));
}

/// Opens what is no library: one sentence that names the file, and the file stays as it is.
fn assert_refused(path: &Path, because: &str) {
    let before = fs::read(path).ok();
    for opened in [Library::open(path), Library::open_or_create(path)] {
        let sentence = opened.expect_err("no library").to_string();
        assert!(sentence.contains(because) && sentence.contains(&path.display().to_string()), "{sentence}");
        assert_eq!(sentence.lines().count(), 1);
    }
    assert!(fs::read(path).ok() == before, "{} was changed", path.display());
}

#[test]
fn what_is_no_library_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    assert_refused(&file("text.sqlite", b"key,name\n1,Anna\n"), "is not a SQLite file");
    assert_refused(&file("cut.sqlite", b"SQLite format 3\0 and no more"), "is not a SQLite file");
    assert_refused(&file("empty.sqlite", b""), "is an empty file");
    assert_refused(folder.path(), "is a folder");

    let foreign = folder.path().join("foreign.sqlite");
    Connection::open(&foreign)
        .and_then(|connection| connection.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE leads (key)"))
        .expect("made");
    assert_refused(&foreign, "is a SQLite file, but not a lead library");

    let newer = folder.path().join("newer.sqlite");
    drop(generated(&newer, 3));
    Connection::open(&newer).and_then(|connection| connection.pragma_update(None, "user_version", 9)).expect("changed");
    assert_refused(&newer, "was made by a newer Tandem (layout 9, this one reads 1)");

    let missing = folder.path().join("missing.sqlite");
    let sentence = Library::open(&missing).expect_err("not there").to_string();
    assert!(sentence.contains("There is no lead library at"), "{sentence}");
    assert!(!missing.exists());
    let nowhere = folder.path().join("no/such/lib.sqlite");
    let sentence = Library::open_or_create(&nowhere).expect_err("no folder").to_string();
    assert!(sentence.contains("there is no folder"), "{sentence}");
}

#[test]
fn a_damaged_library_says_so() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    drop(generated(&path, 500));
    let mut bytes = fs::read(&path).expect("bytes");
    bytes.truncate(bytes.len() / 2);
    fs::write(&path, &bytes).expect("cut");
    let damaged =
        |opened: Result<Library, LibraryError>| opened.and_then(|library| library.columns(&Progress::default()));
    let sentence = damaged(Library::open(&path)).expect_err("half a library").to_string();
    assert!(sentence.contains("is damaged"), "{sentence}");
    assert!(fs::read(&path).expect("bytes") == bytes);
}

#[test]
fn a_locked_library_is_in_use() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    drop(generated(&path, 10));
    let other = Connection::open(&path).expect("sqlite");
    other.execute_batch("BEGIN EXCLUSIVE").expect("locked");
    assert_refused(&path, "is in use by another program");
    other.execute_batch("ROLLBACK").expect("free");
    drop(other);
    assert!(Library::open(&path).is_ok());
}

#[cfg(unix)]
#[test]
fn a_library_on_a_read_only_disk_can_be_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    drop(generated(&path, 10));
    let permit = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    permit(&path, 0o444);
    permit(folder.path(), 0o555);
    let read = Library::open(&path).and_then(|library| library.columns(&Progress::default()));
    let written = Library::open(&path).and_then(|mut library| library.set_as_of(Some(Instant(5))));
    let can_write = fs::File::create(folder.path().join("probe")).is_ok();
    permit(folder.path(), 0o755);
    assert_eq!(read.expect("readable").len(), 10);
    if can_write {
        println!("skipped: this user may write everywhere");
        return;
    }
    let sentence = written.expect_err("read-only").to_string();
    assert!(sentence.contains("cannot be written to"), "{sentence}");
}

#[test]
fn any_sqlite_tool_reads_it() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("lib.sqlite");
    drop(generated(&path, 200));
    let connection = Connection::open(&path).expect("sqlite");
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect(sql);
    assert!(number("SELECT count(*) FROM leads WHERE \"Employees\" > 0 AND \"Newsletter\"") > 0);
    assert!(number("SELECT count(*) FROM event_list WHERE at BETWEEN '2024-01-01' AND '2027-01-01'") > 100);
    assert_eq!(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    let whole: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(whole, "ok");
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).expect("mode");
    assert_eq!(mode, "delete");
    let won = Outcome::Won;
    let columns = Library::open(&path).and_then(|library| library.columns(&Progress::default())).expect("columns");
    let counted = columns.outcomes.iter().filter(|outcome| **outcome == won).count() as i64;
    assert_eq!(number("SELECT count(*) FROM leads WHERE outcome = 'won'"), counted);
}
