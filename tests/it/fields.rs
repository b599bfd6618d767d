//! Fields of a library, renamed, retyped, merged, deleted; undone and done again; and what imports make of it.

mod imports;
mod steps;

use std::{fs, path::PathBuf};

use rusqlite::Connection;
use tandem::{
    lead::{FieldType, Instant, Value},
    library::{
        FieldChange, FieldEffect, ImportReport, ImportRequest, Library, LibraryError, Progress, ValueCount, import,
    },
};

struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    /// A library with the leads of a CSV file.
    fn new(leads: &str) -> Self {
        let bench = Self { folder: tempfile::tempdir().expect("a folder") };
        bench.import(leads);
        bench
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("library.sqlite")
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    }

    fn import(&self, leads: &str) -> ImportReport {
        self.import_as(&ImportRequest { leads: self.write("leads.csv", leads), ..ImportRequest::default() })
    }

    fn import_as(&self, request: &ImportRequest) -> ImportReport {
        let mut library = Library::open_or_create(&self.path()).expect("opened");
        import(&mut library, request, &Progress::default()).expect("imported")
    }

    fn open(&self) -> Library {
        Library::open(&self.path()).expect("opened")
    }

    fn change(&self, change: &FieldChange) -> FieldEffect {
        let tried = self.open().try_field_change(change, &Progress::default()).expect("tried");
        let effect = self.open().change_field(change, &Progress::default()).expect("changed");
        assert_eq!(tried, effect, "what is tried is what is done");
        effect
    }

    fn refusal(&self, change: &FieldChange) -> String {
        let before = fs::read(self.path()).expect("read");
        let tried = self.open().try_field_change(change, &Progress::default());
        let done = self.open().change_field(change, &Progress::default());
        let (Err(LibraryError::Field(tried)), Err(LibraryError::Field(done))) = (&tried, &done) else {
            panic!("{change:?}: {tried:?}, {done:?}")
        };
        assert_eq!(tried, done);
        assert!(before == fs::read(self.path()).expect("read"), "the file is as it was");
        done.clone()
    }

    fn undo(&self) -> Option<FieldChange> {
        self.open().undo_field_change().expect("undone").map(|step| step.step.change)
    }

    fn redo(&self) -> Option<FieldChange> {
        self.open().redo_field_change().expect("done again").map(|step| step.step.change)
    }

    fn fields(&self) -> Vec<String> {
        self.open().fields().expect("fields").into_iter().map(|(name, _)| name).collect()
    }

    /// The values of a field as they read, by key.
    fn values(&self, field: &str) -> Vec<(String, String)> {
        let columns = self.open().columns(&Progress::default()).expect("columns");
        let found = columns.field(field).unwrap_or_else(|| panic!("no field {field}"));
        let value = |row: usize| found.column.value(row).map_or_else(|| "—".to_owned(), |value| value.to_string());
        (0..columns.len()).map(|row| (columns.keys[row].to_owned(), value(row))).collect()
    }

    fn texts(&self, field: &str) -> Vec<String> {
        self.values(field).into_iter().map(|(_, value)| value).collect()
    }

    fn value(&self, key: &str, field: &str) -> Option<Value> {
        self.open().lead(key).expect("read").expect("a lead").attribute(field).cloned()
    }
}

fn rename(field: &str, to: &str) -> FieldChange {
    FieldChange::Rename { field: field.to_owned(), to: to.to_owned() }
}

fn retype(field: &str, to: FieldType) -> FieldChange {
    FieldChange::Retype { field: field.to_owned(), to }
}

fn merge(field: &str, into: &str, values: &[&str]) -> FieldChange {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    FieldChange::Merge { field: field.to_owned(), into: into.to_owned(), values }
}

fn delete(field: &str) -> FieldChange {
    FieldChange::Delete { field: field.to_owned() }
}

fn lost(effect: &FieldEffect) -> Vec<(&str, u64)> {
    effect.lost.iter().map(|ValueCount { value, leads }| (value.as_str(), *leads)).collect()
}

const TITLES: &str = "Email,Title,Size\na@x,CEO,5\nb@x,ceo,12\nc@x,C.E.O,\nd@x,Engineer,7\n";

#[test]
fn a_renamed_field_has_its_values_under_the_new_name() {
    let bench = Bench::new(TITLES);
    let before = bench.texts("Title");
    assert_eq!(bench.change(&rename("Title", " Job title ")), FieldEffect::default(), "no value changes");
    assert_eq!(
        (bench.texts("Job title"), bench.fields()),
        (before, ["Email", "Job title", "Size"].map(String::from).to_vec())
    );
    assert_eq!(bench.value("d@x", "Job title"), Some(Value::Text("Engineer".into())));
    bench.change(&rename("Job title", "job title"));
    assert_eq!(bench.fields()[1], "job title", "other capitals are another name");
}

#[test]
fn values_are_read_as_the_new_type() {
    let bench = Bench::new(
        "Key,Revenue,Since,Fan,Paid\na,\"1.234,5 €\",03/04/2024,ja,x\nb,\"7,25\",13/04/2024,TRUE,12 %\nc,unknown money,soon,nein,3 %\n\
         d,\"2,5\",3 Sep 2024,maybe,4\ne,,,,\n",
    );
    let effect = bench.change(&retype("Revenue", FieldType::Number));
    assert_eq!(bench.texts("Revenue"), ["1234.5", "7.25", "—", "2.5", "—"], "a comma before decimals");
    assert_eq!((effect.changed, effect.lost_total, lost(&effect)), (4, 1, vec![("unknown money", 1)]));
    let effect = bench.change(&retype("Since", FieldType::Date));
    assert_eq!(bench.texts("Since"), ["2024-04-03", "2024-04-13", "—", "2024-09-03", "—"], "the day comes first");
    assert_eq!((lost(&effect), effect.notes.len()), (vec![("soon", 1)], 0));
    let effect = bench.change(&retype("Fan", FieldType::YesNo));
    assert_eq!(bench.texts("Fan"), ["yes", "yes", "no", "—", "—"], "words of several languages");
    assert_eq!(lost(&effect), [("maybe", 1)]);
    bench.change(&retype("Paid", FieldType::Number));
    assert_eq!(bench.texts("Paid"), ["—", "12", "3", "4", "—"]);
    let types: Vec<FieldType> = bench.open().fields().expect("fields").into_iter().map(|(_, of)| of).collect();
    assert_eq!(types, [FieldType::Number, FieldType::Date, FieldType::YesNo, FieldType::Number]);
    // And as texts again, as the window shows them.
    let effect = bench.change(&retype("Since", FieldType::Text));
    assert_eq!((effect.changed, effect.lost_total), (0, 0), "they read the same");
    bench.change(&retype("Fan", FieldType::Number));
    assert_eq!(bench.texts("Fan"), ["1", "1", "0", "—", "—"]);
    assert_eq!(bench.value("a", "Since"), Some(Value::Text("2024-04-03".into())));
}

#[test]
fn dates_that_can_be_read_two_ways_are_told() {
    let bench = Bench::new("Key,When\na,x\nb,3/4/2024\n");
    let effect = bench.change(&retype("When", FieldType::Date));
    assert!(effect.notes[0].contains("the month was taken to come first"), "{:?}", effect.notes);
    assert_eq!(bench.texts("When"), ["—", "2024-03-04"]);
}

#[test]
fn merged_values_are_one() {
    let bench = Bench::new(TITLES);
    let effect =
        bench.change(&merge("Title", "Chief Executive", &["CEO", " ceo ", "C.E.O", "Chief Executive", "Boss"]));
    assert_eq!((effect.changed, effect.lost_total), (3, 0));
    assert_eq!(effect.notes, ["No lead has “Boss” in “Title” now; only later imports can bring it"]);
    assert_eq!(bench.texts("Title"), ["Chief Executive", "Chief Executive", "Chief Executive", "Engineer"]);
}

#[test]
fn a_deleted_field_is_gone_and_comes_back() {
    let bench = Bench::new(TITLES);
    let before = bench.values("Title");
    let effect = bench.change(&delete("Title"));
    assert_eq!((effect.changed, effect.lost_total), (4, 4));
    assert_eq!(lost(&effect), [("C.E.O", 1), ("CEO", 1), ("Engineer", 1), ("ceo", 1)]);
    assert_eq!(bench.fields(), ["Email", "Size"]);
    assert_eq!(bench.value("a@x", "Title"), None);
    assert_eq!(bench.undo(), Some(delete("Title")));
    assert_eq!(
        (bench.values("Title"), bench.fields()),
        (before, ["Email", "Title", "Size"].map(String::from).to_vec())
    );
}

#[test]
fn what_cannot_be_done_is_told_and_changes_nothing() {
    let bench = Bench::new(TITLES);
    for (change, says) in [
        (rename("Titel", "x"), "There is no field “Titel” in"),
        (rename("Titel", "x"), "it has “Email”, “Title”, “Size”"),
        (rename("Title", " "), "needs a name"),
        (rename("Title", "size"), "There is a field “Size” already"),
        (rename("Title", "Title"), "is called so already"),
        (rename("Title", "Created"), "Every lead has a “created” of its own"),
        (rename("Title", "two\nlines"), "one line"),
        (retype("Size", FieldType::Number), "of type number already"),
        (merge("Size", "5", &["7"]), "make it a text first"),
        (merge("Title", " ", &["CEO"]), "merged into"),
        (merge("Title", "CEO", &["CEO", " "]), "at least one value"),
        (delete("title"), "There is no field “title”"),
    ] {
        let said = bench.refusal(&change);
        assert!(said.contains(says), "{change:?}: {said}");
    }
}

#[test]
fn who_stops_it_finds_the_file_as_it_was() {
    let bench = Bench::new(TITLES);
    let before = fs::read(bench.path()).expect("read");
    let progress = Progress::default();
    progress.cancel();
    for change in
        [retype("Title", FieldType::Number), merge("Title", "CEO", &["ceo"]), delete("Title"), rename("Title", "x")]
    {
        let stopped = bench.open().change_field(&change, &progress);
        assert!(matches!(stopped, Err(LibraryError::Cancelled)), "{change:?}: {stopped:?}");
    }
    assert!(before == fs::read(bench.path()).expect("read"));
    bench.change(&delete("Title"));
    let before = fs::read(bench.path()).expect("read");
    assert!(matches!(bench.open().remove_retired_fields(&progress), Err(LibraryError::Cancelled)));
    assert!(before == fs::read(bench.path()).expect("read"));
}

#[test]
fn looking_changes_nothing() {
    let bench = Bench::new(TITLES);
    let before = fs::read(bench.path()).expect("read");
    let mut library = bench.open();
    assert_eq!(library.field_steps().expect("steps"), Default::default());
    assert_eq!(library.undo_field_change().expect("nothing"), None);
    assert_eq!(library.redo_field_change().expect("nothing"), None);
    library.remove_retired_fields(&Progress::default()).expect("nothing to remove");
    drop(library);
    assert!(before == fs::read(bench.path()).expect("read"));
}

#[test]
fn a_date_that_is_all_there_is_says_how_new_the_library_is() {
    let bench = Bench::new("Key,Renewal\na,2024-05-06\nb,later\n");
    let as_of = |bench: &Bench| bench.open().as_of().expect("as of");
    assert_eq!(as_of(&bench), Instant(0));
    bench.change(&retype("Renewal", FieldType::Date));
    assert_eq!(as_of(&bench).to_string(), "2024-05-06T23:59:59Z");
    bench.undo();
    assert_eq!(as_of(&bench), Instant(0));
    bench.redo();
    bench.change(&delete("Renewal"));
    assert_eq!(as_of(&bench), Instant(0));
    bench.undo();
    assert_eq!(as_of(&bench).to_string(), "2024-05-06T23:59:59Z");
}

/// What a SQLite tool sees.
fn columns_of_leads(bench: &Bench) -> Vec<String> {
    let connection = Connection::open(bench.path()).expect("opened");
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info('leads')").expect("a table");
    let names = statement.query_map([], |row| row.get(0)).expect("rows");
    names.collect::<Result<_, _>>().expect("names")
}

#[test]
fn what_is_removed_leaves_no_trace_in_the_file() {
    let secret = "a-secret-that-must-go";
    let rows: String = (0..500).map(|row| format!("k{row},{secret}-{row},{row} people\n")).collect();
    let bench = Bench::new(&format!("Key,Notes,Size\n{rows}"));
    let has =
        |text: &str| fs::read(bench.path()).expect("read").windows(text.len()).any(|part| part == text.as_bytes());
    bench.change(&merge("Notes", "nothing", &[&format!("{secret}-7")]));
    bench.change(&delete("Notes"));
    bench.change(&rename("Size", "People"));
    bench.undo();
    assert_eq!(bench.open().field_steps().expect("steps").retired, 2);
    assert!(has(secret));
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    assert!(!has(secret), "not even in a page that is not used any more, or in a rule for imports");
    assert_eq!(bench.open().field_steps().expect("steps"), Default::default());
    assert_eq!((bench.undo(), bench.redo()), (None, None));
    assert_eq!(columns_of_leads(&bench)[6..], ["Size"]);
    assert_eq!(bench.texts("Size")[3], "100 people");
    let connection = Connection::open(bench.path()).expect("opened");
    let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(sound, "ok");
}

#[test]
fn what_other_programs_added_to_the_table_is_left_alone() {
    let bench = Bench::new(TITLES);
    let connection = Connection::open(bench.path()).expect("opened");
    connection
        .execute_batch("ALTER TABLE leads ADD COLUMN \"Title 2\" TEXT; UPDATE leads SET \"Title 2\" = 'mine'")
        .expect("added");
    drop(connection);
    bench.change(&merge("Title", "CEO", &["ceo"]));
    bench.change(&delete("Title"));
    assert_eq!(columns_of_leads(&bench)[6..], ["Email", "Title", "Size", "Title 2", "Title 3"]);
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    assert_eq!(columns_of_leads(&bench)[6..], ["Email", "Size", "Title 2"]);
}

#[test]
fn what_another_program_still_uses_is_not_removed() {
    let bench = Bench::new(TITLES);
    bench.change(&delete("Size"));
    bench.change(&delete("Title"));
    let connection = Connection::open(bench.path()).expect("opened");
    connection.execute_batch("CREATE VIEW mine AS SELECT key, leads.Title FROM leads").expect("made");
    let before = fs::read(bench.path()).expect("read");
    let said = bench.open().remove_retired_fields(&Progress::default()).expect_err("it is used").to_string();
    assert!(said.contains("“Title” can’t be removed") && said.contains("mine"), "{said}");
    assert!(before == fs::read(bench.path()).expect("read"), "all or nothing");
    connection.execute_batch("DROP VIEW mine").expect("dropped");
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    assert_eq!(columns_of_leads(&bench)[6..], ["Email"]);
}

#[test]
fn a_file_with_no_room_for_a_column_says_so() {
    let header: String = (0..1_989).map(|number| format!(",c{number}")).collect();
    let cells = ",x".repeat(1_989);
    let bench = Bench::new(&format!("Key{header}\na{cells}\n"));
    bench.change(&merge("c0", "y", &["x"]));
    let said = bench.refusal(&merge("c1", "y", &["x"]));
    assert!(said.contains("no room for another column; remove the retired fields for good"), "{said}");
    let report = bench.import("Key,One more\na,1\n");
    assert!(report.notes.iter().any(|note| note.contains("can hold")), "{:?}", report.notes);
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    bench.change(&merge("c1", "y", &["x"]));
    assert_eq!(bench.texts("c1"), ["y"]);
}
