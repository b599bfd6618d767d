//! Files brought in by the window: what was guessed is shown, corrected, tried, and only then written.

mod changes;
mod exports;
mod judged;
mod paths;

use std::path::PathBuf;

use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{modals::Modal, samples::Sample, shell::Shell, state::State, tasks::Purpose},
    lead::{FieldType, Outcome},
    library::{Library, Progress},
};

use crate::{
    harness::{WIDE, settle, state_in, window_with_names},
    import::made,
};

/// A window with a folder of its own, into which files are put and dropped.
pub struct Bench {
    folder: tempfile::TempDir,
    pub harness: Harness<'static, Shell>,
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = state_in(&folder.path().join("settings"));
        Self::with(folder, state)
    }

    fn with(folder: tempfile::TempDir, state: State) -> Self {
        Self { folder, harness: window_with_names(WIDE, state) }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    fn drop_files(&mut self, files: &[PathBuf]) {
        self.harness.state_mut().state.take_dropped(files);
        settle(&mut self.harness);
    }

    fn drop_text(&mut self, name: &str, text: &str) -> PathBuf {
        let path = self.write(name, text);
        self.drop_files(std::slice::from_ref(&path));
        path
    }

    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        settle(&mut self.harness);
    }

    fn tab(&mut self, name: &str) {
        self.click(&format!("Shown: {name}"));
    }

    /// Opens the menu of the library.
    fn menu_of_leads(&mut self) {
        self.harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Leads: "))).click();
        settle(&mut self.harness);
    }

    /// What is chosen in a menu that has a name.
    fn chosen(&self, menu: &str) -> String {
        // The caption before it is called the same.
        let all = self.harness.query_all_by_label(menu);
        all.last().and_then(|node| node.value()).expect("a choice")
    }

    /// Chooses from a menu that has a name.
    fn choose(&mut self, menu: &str, choice: &str) {
        self.harness.query_all_by_label(menu).last().expect("a menu").click();
        settle(&mut self.harness);
        self.click(choice);
    }

    pub fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    pub fn contains(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    #[track_caller]
    pub fn sees(&self, part: &str) {
        assert!(self.contains(part), "“{part}” is not to be seen");
    }

    fn state(&self) -> &State {
        &self.harness.state().state
    }

    fn is_open(&self) -> bool {
        matches!(self.state().modal, Some(Modal::Import(_)))
    }

    fn library(&self, name: &str) -> Library {
        Library::open(&self.path(name)).expect("a library")
    }

    fn leads(&self) -> usize {
        self.state().library.as_ref().expect("leads are open").columns.len()
    }
}

const LEADS: &str = "Nr,Firma,Stage,Seen on,Size\n\
    K1,Acme,done,03/04/2024,12\n\
    K2,Bolt,new,05/06/2024,Select\n\
    K3,Cog,lost,07/08/2024,900\n";

#[test]
fn what_was_guessed_is_shown_changed_tried_and_imported() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", LEADS);
    bench.sees("3 leads in leads.csv");
    bench.sees("CSV with commas");
    assert!(!bench.path("leads.sqlite").exists(), "nothing is written");
    assert!(bench.has("Role, Nr") && bench.has("Type, Size") && bench.has("Name, Size"));
    // No value tells whether the day comes first, and that is said.
    bench.click("Column, Seen on");
    bench.sees("“03/04/2024” is 4 Mar 2024");
    bench.choose("Type, Seen on", "Date, day first: 03/04/2024 = 3 April 2024");
    bench.sees("“03/04/2024” is 3 Apr 2024");
    bench.choose("Role, Nr", "Key");
    // The way to the end is one button, whose name says what it does.
    bench.sees("3 new leads · no row is left out");
    bench.click("Import 3 leads");
    assert_eq!(bench.leads(), 3);
    bench.sees("3 leads imported; every row was taken");
    let library = bench.library("leads.sqlite");
    let fields = library.fields().expect("fields");
    assert!(fields.contains(&("Size".to_owned(), FieldType::Number)), "“Select” is missing, not text: {fields:?}");
    let lead = library.lead("K1").expect("read").expect("the lead K1");
    assert_eq!(lead.attribute("Seen on").map(ToString::to_string).as_deref(), Some("2024-04-03"));
    bench.click("See them in the matrix");
    assert!(!bench.is_open());
}

#[test]
fn a_column_is_renamed_left_out_and_its_words_for_nothing_are_ticked() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", "Id,City,Plan\nK1,unknown,pro\nK2,Bonn,free\nK3,unknown,pro\n");
    bench.click("Column, City");
    bench.tab("What will happen");
    bench.sees("Every row and every value can be taken");
    assert!(!bench.contains("but for"), "“unknown” is a value as yet");
    bench.tab("Columns 3");
    bench.click("unknown (2)");
    bench.tab("What will happen");
    bench.sees(
        "Every row and every value can be taken, but for 2 values that say “nothing is known” and count as missing",
    );
    bench.tab("Columns 3");
    bench.choose("Role, Plan", "Leave out");
    bench.tab("First rows");
    assert!(!bench.contains("pro"), "what is left out is not stored");
    bench.tab("Columns 3");
    bench.harness.get_by_label("Name, City").focus();
    settle(&mut bench.harness);
    bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.harness.get_by_label("Name, City").type_text("Town");
    settle(&mut bench.harness);
    bench.click("Import 3 leads");
    let library = bench.library("leads.sqlite");
    assert_eq!(library.fields().expect("fields"), [("Town".to_owned(), FieldType::Text)]);
    let town = |key| library.lead(key).expect("read").and_then(|lead| lead.attribute("Town").map(ToString::to_string));
    assert_eq!((town("K1"), town("K2").as_deref()), (None, Some("Bonn")));
}

#[test]
fn outcomes_are_assigned_by_ticking() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", "Id,Where it stands,Size\nK1,schön,1\nK2,nein danke,2\nK3,offen,3\nK4,schön,4\n");
    bench.tab("Won or lost");
    if bench.has("No column says how leads ended") {
        bench.choose("How a lead ended is said by", "Where it stands");
    }
    bench.click("schön: Won");
    bench.click("nein danke: Lost");
    bench.sees("2 won, 1 lost, 1 open: 67 % of what has ended was won");
    bench.click("Import 4 leads");
    let columns = bench.library("leads.sqlite").columns(&Progress::default()).expect("columns");
    let of = |outcome| columns.outcomes.iter().filter(|other| **other == outcome).count();
    assert_eq!([of(Outcome::Won), of(Outcome::Lost), of(Outcome::Open)], [2, 1, 1]);
}

#[test]
fn a_second_import_says_what_it_changes_and_clears() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", "Id,City,Plan\nK1,Bonn,pro\nK2,Köln,free\n");
    bench.click("Import 2 leads");
    bench.click("Done");
    bench.drop_text("newer.csv", "Id,City,Plan\nK1,Bonn,\nK2,Köln,free\nK3,Ulm,pro\n");
    assert_eq!(bench.chosen("Into"), "Adds to leads");
    bench.tab("What will happen");
    assert!(bench.has("1 new lead") && bench.has("1 changed") && bench.has("1 as they are"));
    bench.sees("1 lead loses its value in “Plan”");
    assert_eq!(bench.library("leads.sqlite").lead_count().expect("counted"), 2, "nothing is written");
    bench.click("Import 1 new lead, update 1");
    assert_eq!(bench.leads(), 3);
    assert!(!bench.path("newer.sqlite").exists());
}

#[test]
fn leads_of_another_kind_get_a_library_of_their_own() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", "Id,City,Plan\nK1,Bonn,pro\nK2,Köln,free\n");
    bench.click("Import 2 leads");
    bench.click("Done");
    bench.drop_text("cars.csv", "Plate,Colour,Doors,City\nP1,red,3,Bonn\nP2,blue,5,Köln\n");
    assert_eq!(bench.chosen("Into"), "A library of its own");
    let path = bench.harness.get_by_label("Path of the library");
    assert_eq!(path.value().as_deref(), Some("cars.sqlite"), "its name; the folder stands below");
    let folder = bench.folder.path().file_name().expect("a name").to_string_lossy().into_owned();
    bench.sees(&folder);
    bench.click("Import 2 leads");
    assert_eq!(bench.state().library.as_ref().expect("open").path, bench.path("cars.sqlite"));
    bench.click("See its fields");
    assert!(bench.has("Library: cars") && bench.has("Values of Plate"), "on to the page of the library");
    assert_eq!(bench.library("leads.sqlite").lead_count().expect("counted"), 2);
}

#[test]
fn what_cannot_be_taken_is_listed_by_reason_and_line_and_saved_to_mend() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", &dirty());
    bench.sees("20 new leads · 3 rows are left out");
    bench.click("Look at them");
    bench.click("1 × Key is missing: Id");
    bench.sees("Line 22");
    assert!(bench.has("Save as CSV to mend…"));
    let out = bench.path("mend.csv");
    bench.harness.state_mut().state.take_path(Purpose::SaveDirt, out.clone());
    for _ in 0..50 {
        if out.exists() && std::fs::read_to_string(&out).is_ok_and(|text| text.lines().count() == 4) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let text = std::fs::read_to_string(out).expect("it is stored");
    assert_eq!(text.lines().count(), 4, "a header and three rows:\n{text}");
    bench.click("Back");
    bench.click("Import 20 leads");
    bench.sees("20 leads imported; 3 rows were left out");
}

#[test]
fn escape_asks_before_what_was_said_is_lost_and_leaves_nothing() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", LEADS);
    bench.harness.key_press(Key::Escape);
    settle(&mut bench.harness);
    assert!(!bench.is_open(), "nothing was said yet, so nothing is asked");
    bench.drop_text("leads.csv", LEADS);
    bench.choose("Role, Firma", "Leave out");
    bench.harness.key_press(Key::Escape);
    settle(&mut bench.harness);
    bench.sees("Leave without importing?");
    bench.click("Stay");
    assert!(bench.is_open());
    bench.click("Cancel");
    bench.click("Leave");
    assert!(!bench.is_open());
    assert!(!bench.path("leads.sqlite").exists());
}

#[test]
fn an_import_that_is_stopped_leaves_nothing_and_can_be_begun_again() {
    let mut bench = Bench::new();
    let mut text = "Id,City,Plan\n".to_owned();
    for number in 0..60_000 {
        text.push_str(&format!("K{number},Town {},pro\n", number % 97));
    }
    bench.drop_text("leads.csv", &text);
    bench.harness.get_by_label("Import 60,000 leads").click();
    bench.harness.step();
    bench.harness.step();
    let state = &mut bench.harness.state_mut().state;
    state.tasks.work.as_ref().expect("it is under way").progress.cancel();
    settle(&mut bench.harness);
    bench.sees("Stopped: nothing was written");
    assert!(!bench.path("leads.sqlite").exists());
    bench.click("Import 60,000 leads");
    assert_eq!(bench.leads(), 60_000);
}

#[test]
fn a_mapping_is_offered_for_the_next_file_with_these_columns() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", LEADS);
    bench.choose("Role, Firma", "Leave out");
    bench.click("Import 3 leads");
    bench.click("Done");
    bench.drop_text("next.csv", &LEADS.replace('K', "N"));
    bench.sees("As you did on");
    assert!(!bench.has("Name, Firma"), "it is left out as before");
    bench.click("Begin anew");
    assert!(bench.has("Name, Firma"));
    assert!(!bench.contains("As you did on"));
}

#[test]
fn a_mapping_is_saved_for_the_command_line_and_loaded() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", LEADS);
    bench.choose("Role, Firma", "Leave out");
    let out = bench.path("mapping.ron");
    bench.harness.state_mut().state.take_path(Purpose::SaveMapping, out.clone());
    settle(&mut bench.harness);
    let mapping = tandem::library::import::Mapping::read(&out).expect("it reads");
    assert_eq!(mapping.tables[0].columns.len(), 5);
    bench.choose("Role, Firma", "Attribute");
    assert!(bench.has("Name, Firma"));
    bench.drop_files(&[out]);
    assert!(!bench.has("Name, Firma"));
    // One that was made for another file is told.
    let other = bench.write("other.ron", "(format: 1, tables: [(kind: leads, columns: [(column: \"X\", role: key)])])");
    bench.drop_files(&[other]);
    bench.sees("was made for files with other columns");
}

#[test]
fn several_files_are_recognised_by_what_they_hold() {
    let mut bench = Bench::new();
    let leads = bench.write("people.csv", "Email,Company\na@x.de,Acme\nb@y.de,Bolt\n");
    let events = bench
        .write("activities.csv", "Email,Type,Timestamp\na@x.de,Open,2026-01-02 10:00\na@x.de,Click,2026-01-03 10:00\n");
    let accounts = bench.write("companies.csv", "Company,Industry\nAcme,Tools\nBolt,Screws\n");
    bench.drop_files(&[events, accounts, leads]);
    bench.sees("2 leads in people.csv, 2 accounts in companies.csv and 2 events in activities.csv");
    bench.click("Import 2 leads");
    let library = bench.library("people.sqlite");
    assert_eq!((library.lead_count().expect("leads"), library.event_count().expect("events")), (2, 2));
    let lead = library.lead("a@x.de").expect("read").expect("the lead");
    assert_eq!(lead.attribute("Account: Industry").map(ToString::to_string).as_deref(), Some("Tools"));
}

#[test]
fn a_table_can_be_left_out_and_said_to_be_something_else() {
    let mut bench = Bench::new();
    let leads = bench.write("people.csv", "Email,Company\na@x.de,Acme\nb@y.de,Bolt\n");
    let more = bench.write("more.csv", "Email,When,What\na@x.de,2026-01-02,Open\nb@y.de,2026-01-03,Click\n");
    bench.drop_files(&[leads, more]);
    bench.choose("What more.csv holds", "Events");
    bench.sees("2 events in more.csv");
    assert!(bench.has("2 new events") || bench.contains("2 new events"));
    bench.choose("What more.csv holds", "Leave out");
    assert!(!bench.contains("2 events in more.csv"));
    bench.click("Import 2 leads");
    assert_eq!(bench.library("people.sqlite").event_count().expect("events"), 0);
}

#[test]
fn events_come_after_their_leads() {
    let mut bench = Bench::new();
    bench.drop_text("people.csv", "Email,Company\na@x.de,Acme\nb@y.de,Bolt\n");
    bench.click("Import 2 leads");
    assert!(bench.has("Bring their events…"));
    // Another file over the result is another import, into what is open.
    bench.drop_text(
        "activities.csv",
        "Email,Type,Timestamp\na@x.de,Open,2026-01-02 10:00\nz@x.de,Open,2026-01-03 10:00\n",
    );
    assert_eq!(bench.chosen("Into"), "Adds to people");
    bench.sees("1 new event · 1 row is left out");
    bench.click("Import 1 event");
    assert_eq!(bench.library("people.sqlite").event_count().expect("events"), 1);
}

#[test]
fn the_sheets_of_a_workbook_are_tables() {
    let mut bench = Bench::new();
    let path = bench.write("crm.xlsx", workbook());
    bench.drop_files(&[path]);
    bench.sees("2 leads in People in crm.xlsx");
    bench.sees("1 event in Activities in crm.xlsx");
    bench.click("Import 2 leads");
    let library = bench.library("crm.sqlite");
    assert_eq!((library.lead_count().expect("leads"), library.event_count().expect("events")), (2, 1));
}

#[test]
fn what_is_no_table_is_said_in_the_sheet_and_another_file_can_be_chosen() {
    let bad: [(&str, &[u8]); 5] = [
        ("zip.csv", b"PK\x03\x04\x14\0\0\0\x08\0nonsense"),
        ("empty.csv", b""),
        ("header.csv", b"Id,City,Plan\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    ];
    for (name, bytes) in bad {
        let mut bench = Bench::new();
        let path = bench.write(name, bytes);
        bench.drop_files(&[path]);
        assert!(bench.is_open(), "{name}");
        bench.sees(name);
        assert!(bench.has("Choose files…"), "{name}: another one can be chosen");
        bench.drop_text("leads.csv", LEADS);
        bench.sees("3 leads in leads.csv");
    }
}

#[test]
fn one_bad_file_among_good_ones_is_told_beside_them() {
    let mut bench = Bench::new();
    let bad = bench.write("empty.csv", "");
    let good = bench.write("leads.csv", LEADS);
    bench.drop_files(&[bad, good]);
    bench.sees("3 leads in leads.csv");
    bench.sees("empty.csv is left out");
    // One that comes later does not take away what was said of the others.
    bench.choose("Role, Firma", "Leave out");
    let pdf = bench.write("paper.pdf", b"%PDF-1.7\n");
    bench.drop_files(&[pdf]);
    bench.sees("3 leads in leads.csv");
    assert!(!bench.has("Name, Firma"));
}

#[test]
fn the_samples_own_leads_stay_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut state = state_in(&folder.path().join("settings"));
    state.open_sample(Sample::SimpleStart);
    state.settle();
    let mut bench = Bench::with(folder, state);
    let sample = bench.state().library.as_ref().expect("open").path.clone();
    bench.drop_text("leads.csv", LEADS);
    assert_eq!(bench.chosen("Into"), "A library of its own");
    bench.harness.get_by_label("Path of the library").focus();
    settle(&mut bench.harness);
    bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.harness.get_by_label("Path of the library").type_text(&sample.display().to_string());
    bench.harness.key_press(Key::Enter);
    settle(&mut bench.harness);
    bench.sees("The sample leads stay as they are");
    bench.click("Import 3 leads");
    assert_eq!(bench.state().library.as_ref().expect("open").path, bench.path("leads.sqlite"));
}

#[test]
fn the_arrow_keys_go_through_three_hundred_columns() {
    let mut bench = Bench::new();
    bench.drop_text("wide.csv", &wide(300));
    bench.click("Column, Question 1 of a form that was asked long ago");
    for _ in 0..40 {
        bench.harness.key_press(Key::ArrowDown);
        bench.harness.step();
    }
    settle(&mut bench.harness);
    assert!(bench.has("Column, Question 41 of a form that was asked long ago"), "it has scrolled into sight");
    bench.harness.key_press(Key::End);
    settle(&mut bench.harness);
    assert!(bench.has("Column, Question 299 of a form that was asked long ago"));
}

#[test]
fn escape_in_a_field_or_a_menu_leaves_that_and_not_the_sheet() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", LEADS);
    bench.harness.get_by_label("Name, Firma").focus();
    settle(&mut bench.harness);
    bench.harness.key_press(Key::Escape);
    settle(&mut bench.harness);
    assert!(bench.is_open(), "the field was left");
    bench.click("Role, Firma");
    assert!(bench.has("Leave out"));
    bench.harness.key_press(Key::Escape);
    settle(&mut bench.harness);
    assert!(bench.is_open() && !bench.has("Leave out"), "the menu was left");
}

#[test]
fn in_a_low_and_narrow_window_one_column_has_a_tab_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = state_in(&folder.path().join("settings"));
    let mut bench = Bench { folder, harness: window_with_names(Vec2::new(853.0, 533.0), state) };
    bench.drop_text("leads.csv", "Id,City,Plan\nK1,unknown,pro\nK2,Bonn,free\nK3,unknown,pro\n");
    bench.click("Column, City");
    assert!(!bench.has("unknown (2)"), "no room beside the columns");
    bench.tab("This column");
    bench.click("unknown (2)");
    bench.tab("First rows");
    bench.click("Import 3 leads");
    assert_eq!(bench.leads(), 3);
}

#[test]
fn accounts_alone_go_in_and_leads_are_asked_for() {
    let mut bench = Bench::new();
    bench.drop_text("companies.csv", "Company,Industry\nAcme,Tools\nBolt,Screws\n");
    if !bench.contains("2 accounts in companies.csv") {
        bench.choose("What companies.csv holds", "Accounts");
    }
    bench.click("Import 2 accounts");
    bench.sees("2 accounts imported");
    assert!(bench.has("Bring the leads…"));
}

/// A workbook with people, what they did, and a sheet with nothing in it.
fn workbook() -> Vec<u8> {
    let people = made::rows(&[&["Email", "Company"], &["a@x.de", "Acme"], &["b@y.de", "Bolt"]]);
    let activities = made::rows(&[&["Email", "Type", "Timestamp"], &["a@x.de", "Open", "2026-01-02 10:00"]]);
    let sheets = [
        made::Sheet::new("People", people),
        made::Sheet::new("Activities", activities),
        made::Sheet::new("Notes", String::new()),
    ];
    made::xlsx(&sheets, false)
}

/// Twenty good rows, one without a key, one that is too short, one whose key is there already.
fn dirty() -> String {
    let mut text = "Id,Size,Note\n".to_owned();
    for number in 1..=20 {
        text.push_str(&format!("K{number},{number},a note\n"));
    }
    text + ",2,b\nK30,3\nK1,4,c\n"
}

/// A table with many columns.
fn wide(columns: usize) -> String {
    let mut text = "Id".to_owned();
    for column in 1..columns {
        text.push_str(&format!(",Question {column} of a form that was asked long ago"));
    }
    for row in 0..25 {
        text.push_str(&format!("\nK{row}"));
        for column in 1..columns {
            let cell = match column % 5 {
                0 => format!("{}", row * column),
                1 => ["yes", "no"][row % 2].to_owned(),
                2 => format!("0{}/0{}/2024", 1 + row % 9, 1 + column % 9),
                3 if row % 7 == 0 => String::new(),
                _ => format!("an answer with many words {}", row % 3),
            };
            text.push_str(&format!(",{cell}"));
        }
    }
    text
}
