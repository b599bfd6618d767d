//! Bad input: one sentence, and no file is changed.

use std::fs;

use rusqlite::Connection;
use tandem::library::{ImportRequest, Library, LibraryError, Progress, generate, import};

use super::{Bench, bytes};

/// The import fails with this in its sentence; twice: into a new library, of which nothing is left, and into one with
/// leads, which stays as it was to the byte.
fn assert_refused(request: impl Fn(&Bench) -> ImportRequest, because: &str) {
    let bench = Bench::new();
    let refused = request(&bench);
    let sentence = bench.try_import(&refused).expect_err(because).to_string();
    assert!(sentence.contains(because), "{sentence}");
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(!bench.library().exists(), "no library is left behind");

    let bench = Bench::new();
    bench.import_text("id,Name,Size\n1,Anna,5\n");
    let before = bytes(&bench.library());
    let refused = request(&bench);
    bench.try_import(&refused).expect_err(because);
    assert!(bytes(&bench.library()) == before, "the library is as it was");
    let names: Vec<_> =
        fs::read_dir(bench.folder.path()).expect("folder").flatten().map(|entry| entry.file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().contains("journal")), "{names:?}");
}

#[test]
fn files_that_are_no_table_are_refused() {
    let refused = |content: &'static [u8], because| assert_refused(move |bench| bench.request(content), because);
    refused(b"", "is empty; a CSV file with a header line is needed");
    refused(b" \n\n", "is empty");
    refused(b"id,Name\n", "has a header but no leads below it");
    refused(b"id,Name\n1\n2\n", "has a header but no leads below it");
    refused(b"PK\x03\x04 and so on", "is a zip archive, whatever its ending says; unpack it");
    refused(b"PK\x03\x04[Content_Types].xml xl/workbook.xml", "looks like a workbook but cannot be read as one");
    refused(b"\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "is protected with a password");
    refused(b"\xD0\xCF\x11\xE0 and so on", "looks like a workbook but");
    refused(b"\x1F\x8B and so on", "is compressed (gzip); unpack it");
    refused(b"%PDF-1.7", "is a PDF file");
    refused(b"<html><body><table><tr><td>id</td></tr></table>", "is a web page (HTML), whatever its ending says");
    refused(
        b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
        "Excel 2003 (XML)",
    );
    refused(b"{\"id\":\n\"x\"", "the object that begins on line 1 never ends");
    refused(b"[{}, {}]", "holds no JSON objects with values");
    refused(b"SQLite format 3\0 and so on", "is a SQLite file, not a CSV file");
    refused(b"\0\x01\x02", "is not a text file");
    refused(b"id,Name\n1,Anna\n2,\"Ben\n3,Cleo\n", "the quote that opens on line 3 is never closed");
    assert_refused(
        |bench| ImportRequest { leads: bench.path("nowhere.csv"), ..ImportRequest::default() },
        "does not exist; check the name",
    );
    let empty_folder = |bench: &Bench| {
        let leads = bench.path("empty");
        fs::create_dir(&leads).expect("a folder");
        ImportRequest { leads, ..ImportRequest::default() }
    };
    assert_refused(empty_folder, "has no table in it");
    let folder_of_events = |bench: &Bench| {
        let events = Some(bench.folder.path().to_owned());
        ImportRequest { events, ..bench.request("id,Name\n1,Anna\n") }
    };
    assert_refused(folder_of_events, "is a folder; name a file in it");
}

#[test]
fn columns_that_are_not_there_are_refused() {
    let table = "id,Name,Stage\n1,Anna,new\n2,Ben,done\n";
    assert_refused(
        |bench| ImportRequest { key: Some("Mail".to_owned()), ..bench.request(table) },
        "has no column “Mail”; its columns are: id, Name, Stage",
    );
    assert_refused(
        |bench| ImportRequest { created: Some("Name".to_owned()), ..bench.request(table) },
        "the column “Name” of",
    );
    assert_refused(
        |bench| ImportRequest { outcome: Some("Stage".to_owned()), ..bench.request(table) },
        "is known to mean won; say which one does (it has: done, new)",
    );
}

#[test]
fn events_that_fail_take_the_leads_with_them() {
    assert_refused(
        |bench| ImportRequest {
            events: Some(bench.write("events.csv", "lead,kind,at\n1,\"click,2026-01-01\n")),
            ..bench.request("id,Name\n2,Ben\n")
        },
        "the quote that opens on line 2 is never closed",
    );
    assert_refused(
        |bench| ImportRequest {
            events: Some(bench.write("events.csv", "what,which\n1,2\n")),
            ..bench.request("id,Name\n99,Ben\n")
        },
        "no column of",
    );
}

#[test]
fn a_cancelled_import_changes_nothing() {
    let bench = Bench::new();
    bench.import_text("id,Name\n1,Anna\n");
    let before = bytes(&bench.library());
    let mut library = bench.open();
    let progress = Progress::default();
    progress.cancel();
    let rows: String = (0..5_000).map(|number| format!("{number},Somebody\n")).collect();
    let request = bench.request(format!("id,Name\n{rows}"));
    assert!(matches!(import(&mut library, &request, &progress), Err(LibraryError::Cancelled)));
    drop(library);
    assert!(bytes(&bench.library()) == before);
}

#[test]
fn a_failure_after_many_rows_is_undone() {
    let bench = Bench::new();
    let mut library = Library::open_or_create(&bench.library()).expect("new");
    generate(&mut library, 2_000, 1, &Progress::default()).expect("generated");
    drop(library);
    // A trap that goes off late in the import.
    Connection::open(bench.library())
        .and_then(|connection| {
            connection.execute_batch(
                "CREATE TRIGGER trap BEFORE INSERT ON leads WHEN NEW.key = 'trap' BEGIN SELECT RAISE(ABORT, 'caught'); END",
            )
        })
        .expect("set");
    let before = bytes(&bench.library());
    let rows: String = (0..20_000).map(|number| format!("new-{number},Somebody\n")).collect();
    let request = bench.request(format!("id,Employees\n{rows}trap,5\n"));
    let sentence = bench.try_import(&request).expect_err("caught").to_string();
    assert!(sentence.contains("caught"), "{sentence}");
    assert!(bytes(&bench.library()) == before);
}

#[test]
fn a_library_that_another_program_writes_to_is_busy() {
    let bench = Bench::new();
    bench.import_text("id,Name\n1,Anna\n");
    let other = Connection::open(bench.library()).expect("sqlite");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let sentence = bench.try_import(&bench.request("id,Name\n2,Ben\n")).expect_err("busy").to_string();
    assert!(sentence.contains("is in use by another program"), "{sentence}");
    assert_eq!(bench.open().lead_count().expect("readable"), 1);
}

/// SQLite takes 2,000 columns; who has 3,000 is not sent away, but told what is left out: the emptiest.
#[test]
fn of_more_columns_than_sqlite_takes_the_fullest_are_kept() {
    let bench = Bench::new();
    let header: Vec<String> = (0..3_000).map(|number| format!("c{number}")).collect();
    let row = |filled: &dyn Fn(usize) -> bool| -> String {
        let cells = (0..3_000).map(|number| if filled(number) { "x" } else { "" });
        cells.collect::<Vec<_>>().join(",")
    };
    let table = format!("id,{}\n1,{}\n2,{}\n", header.join(","), row(&|_| true), row(&|number| number >= 1_500));
    let report = bench.import_text(&table);
    assert_eq!(report.new, 2);
    let notes = super::notes(&report);
    assert!(
        notes.contains("more columns than the 1,990 attributes a library can hold; the 1,010 with the fewest values"),
        "{notes}"
    );
    let lead = bench.lead("2");
    assert!(lead.attribute("c1500").is_some() && lead.attribute("c2999").is_some());
    let names: Vec<String> = bench.open().fields().expect("fields").into_iter().map(|field| field.0).collect();
    assert_eq!(names.len(), 1_990);
    assert!(names.iter().any(|name| name == "c489") && !names.iter().any(|name| name == "c490"));
}

#[test]
fn rows_without_a_key_are_not_written_over_the_leads_of_another_file() {
    let bench = Bench::new();
    bench.import_text("Visits,Bought\n3,yes\n4,no\n3,no\n");
    let before = bytes(&bench.library());
    let strange = bench.request(b"Job,Married\nclerk,no\nbaker,no\nclerk,no\n");
    let sentence = bench.try_import(&strange).expect_err("another file").to_string();
    assert!(sentence.contains("import it into a library of its own"), "{sentence}");
    assert!(bytes(&bench.library()) == before, "the library is as it was");
    // Products beside the deals that name them.
    let bench = Bench::new();
    bench.import_text("deal_id,product,stage\nA,hat,won\nB,shoe,lost\nC,hat,won\n");
    let before = bytes(&bench.library());
    let products = bench.request("product,price\nhat,5\nshoe,7\nsock,\n");
    let sentence = bench.try_import(&products).expect_err("no leads").to_string();
    assert!(
        sentence.contains("has no column that tells its leads apart, while those of the library have keys"),
        "{sentence}"
    );
    assert!(bytes(&bench.library()) == before, "the library is as it was");
}

#[test]
fn where_the_key_has_too_many_bad_rows_names_do_not_take_its_place() {
    let bench = Bench::new();
    let report = bench.import_text("id,name,age\n1,Anna,30\n2,Ben,31\n,Cleo,32\n2,Dora,33\n5,Emil,34\n");
    assert_eq!(report.new, 5);
    assert_eq!(super::role(&report, "name"), tandem::library::Role::Attribute);
    assert!(super::notes(&report).contains("“id” has only"), "{}", super::notes(&report));
}
