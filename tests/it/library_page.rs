//! The page “Library”: what is known of the leads, and fields that are renamed, read as another type, merged and deleted,
//! while the model follows and undo takes both back.

mod apart;
mod elsewhere;
mod merging;
mod row;
mod undo;

use std::{path::PathBuf, sync::Arc};

use eframe::egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        commands::Command,
        document::Document,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::{OpenLibrary, read_library},
    },
    lead::{FieldType, Instant, Lead, Value},
    library::Progress,
    model::{Model, follow::field_uses, sentence},
    scoring::ColumnsBuilder,
};

use crate::harness::{self, WIDE, sample_state, settle, window_with_names};

type Window = Harness<'static, Shell>;

/// The window on a copy of the sample leads, which may be changed.
struct Bench {
    harness: Window,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

fn bench() -> Bench {
    bench_of(WIDE)
}

fn bench_of(size: Vec2) -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.sqlite");
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models/leads.sqlite");
    std::fs::copy(sample, &path).expect("a copy");
    let mut state = harness::state();
    state.set_document(Document::new(Sample::B2bSoftware.model().expect("a model"), None));
    state.set_library(read_library(&path, &Progress::default()).expect("the leads"));
    state.page = Page::Library;
    Bench { harness: window_with_names(size, state), path, _folder: folder }
}

impl Bench {
    fn state(&self) -> &State {
        &self.harness.state().state
    }

    fn model(&self) -> &Model {
        &self.state().document.model
    }

    fn has_field(&self, name: &str) -> bool {
        let in_file = read_library(&self.path, &Progress::default()).expect("the file").columns.field(name).is_some();
        assert_eq!(in_file, self.state().columns().field(name).is_some(), "the window has what the file has");
        in_file
    }

    fn field_type(&self, name: &str) -> FieldType {
        self.state().columns().field(name).expect("the field").column.field_type()
    }

    /// How many criteria ask for a field.
    fn asking(&self, name: &str) -> usize {
        field_uses(self.model()).get(name).map_or(0, |of| of.criteria.len())
    }

    fn told(&self) -> String {
        self.state().notices.iter().map(|notice| notice.text.clone()).collect::<Vec<_>>().join("\n")
    }

    fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        settle(&mut self.harness);
    }

    /// Chooses a field in the table.
    fn choose(&mut self, name: &str) {
        let start = format!("{name}, ");
        let row = self
            .harness
            .query_all_by_role(Role::Row)
            .find(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with(&start)))
            .unwrap_or_else(|| panic!("{name} is in the table"));
        row.click();
        settle(&mut self.harness);
    }

    fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        settle(&mut self.harness);
    }

    fn control(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND | modifiers, key);
        settle(&mut self.harness);
    }

    fn rename(&mut self, field: &str, to: &str) {
        self.choose(field);
        self.harness.key_press(Key::F2);
        settle(&mut self.harness);
        self.harness.get_by_label(&format!("Name of {field}")).type_text(to);
        self.harness.run_ok();
        self.press(Key::Enter);
    }

    /// All rules of the draft as sentences.
    fn rules(&self) -> String {
        self.model().criteria.iter().map(|one| sentence::rule(&one.rule)).collect::<Vec<_>>().join("\n")
    }

    fn rows(&self) -> Vec<String> {
        self.harness.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label()).collect()
    }
}

#[test]
fn the_page_shows_each_field_and_the_kinds_of_event() {
    let mut bench = bench();
    assert!(bench.harness.query_by_label("Library: mine").is_some());
    let rows = bench.rows();
    assert!(rows.iter().any(|row| row == "Industry, Text, 88 % filled, 16 values"), "{rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("Employees, Number, 80 % filled")), "{rows:?}");
    bench.click("Sort by Field");
    assert!(bench.rows()[0].starts_with("Age,"), "{:?}", bench.rows());
    bench.click("Show: Kinds of event 29");
    assert!(bench.rows().iter().any(|row| row.starts_with("Page view, ")), "{:?}", bench.rows());
    bench.click("Show: Fields 25");
    bench.harness.get_by_label("Search field").click();
    bench.harness.run_ok();
    bench.harness.get_by_label("Search field").type_text("TITLE");
    settle(&mut bench.harness);
    assert_eq!(bench.rows().len(), 1, "{:?}", bench.rows());
    bench.harness.get_by_label("Search field").type_text(" of nobody");
    settle(&mut bench.harness);
    bench.click("Show all fields");
    assert!(bench.rows().len() > 10);
}

#[test]
fn criteria_follow_a_new_name_and_undo_takes_both_back() {
    let mut bench = bench();
    let before = bench.model().clone();
    let asking = bench.asking("Job title");
    assert!(asking > 1, "criteria ask for it");
    bench.rename("Job title", "Role");
    assert!(bench.has_field("Role") && !bench.has_field("Job title"));
    assert_eq!((bench.asking("Role"), bench.asking("Job title")), (asking, 0));
    let told = bench.told();
    assert!(told.contains("Rename Job title to Role") && told.contains(&format!("{asking} criteria")), "{told}");
    assert!(bench.harness.query_by_label("Undo: Rename Job title to Role").is_some());
    assert!(bench.harness.query_by_label("Values of Role").is_some(), "the same field is chosen");
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Job title") && !bench.has_field("Role"));
    assert_eq!(*bench.model(), before);
    bench.control(Modifiers::SHIFT, Key::Z);
    assert!(bench.has_field("Role"));
    assert_eq!(bench.asking("Role"), asking);
    assert!(bench.state().problems().iter().all(|problem| !problem.sentence.contains("Job title")));
}

#[test]
fn the_page_stays_where_it_was() {
    let mut bench = bench_of(Vec2::new(1280.0, 640.0));
    bench.click("Sort by Values");
    bench.choose("Last name");
    bench.press(Key::End);
    let before = bench.rows();
    let last = before.last().and_then(|row| row.split(',').next()).expect("a field").to_owned();
    assert!(!before.iter().any(|row| row.starts_with("Email,")), "the list is scrolled");
    bench.rename(&last, "Called otherwise");
    let after = bench.rows();
    assert_eq!(after.len(), before.len());
    assert_eq!(after[..after.len() - 1], before[..before.len() - 1]);
    assert!(after.last().is_some_and(|row| row.starts_with("Called otherwise, ")), "{after:?}");
}

#[test]
fn what_the_draft_is_held_against_follows_and_nobody_moves() {
    let mut bench = bench();
    bench.rename("Job title", "Role");
    bench.choose("Industry");
    let label = bench
        .harness
        .query_all_by_role(Role::CheckBox)
        .find_map(|row| row.accesskit_node().label().filter(|label| label.starts_with("Software, ")));
    bench.click(&label.expect("a value"));
    bench.change_to("Programs");
    bench.press(Key::Enter);
    assert!(bench.rules().contains("Programs"));
    let scored = bench.state().scored.clone().expect("scored");
    assert_eq!(scored.summary.cells, scored.baseline.summary.cells);
    assert!(scored.baseline.scores.fit == scored.scores.fit, "no lead has another score");
    assert!(bench.state().document.is_dirty(), "and yet it is to be saved");
}

#[test]
fn a_name_that_is_taken_is_told_and_nothing_is_written() {
    let mut bench = bench();
    bench.rename("Job title", "City");
    assert!(bench.harness.query_by_label_contains("There is a field “City” already").is_some());
    bench.press(Key::Escape);
    assert!(bench.has_field("Job title"));
    assert!(bench.harness.query_by_label_contains("Undo: ").is_none());
    bench.rename("Job title", "city");
    assert!(bench.harness.query_by_label_contains("There is a field “city” already").is_some(), "in capitals or not");
}

#[test]
fn a_name_that_the_library_refuses_is_still_there_with_the_reason() {
    let mut bench = bench();
    bench.rename("Job title", "Outcome");
    assert!(bench.harness.query_by_label_contains("Every lead has a “outcome” of its own").is_some());
    let name = bench.harness.get_by_label("Name of Job title");
    assert_eq!(name.accesskit_node().value().as_deref(), Some("Outcome"));
    assert!(bench.told().is_empty(), "said once: {}", bench.told());
    bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.harness.get_by_label("Name of Job title").type_text("Role");
    settle(&mut bench.harness);
    assert!(bench.harness.query_by_label_contains("of its own").is_none(), "of another name it is not true");
    bench.press(Key::Enter);
    assert!(bench.has_field("Role"));
}

#[test]
fn a_field_is_not_left_without_a_name() {
    let mut bench = bench();
    bench.choose("Job title");
    bench.press(Key::F2);
    bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.harness.key_press(Key::Delete);
    settle(&mut bench.harness);
    assert!(bench.harness.query_by_label("A field needs a name.").is_some());
    bench.press(Key::Enter);
    assert!(bench.harness.query_by_label("A field needs a name.").is_some(), "the field is still open");
    bench.harness.get_by_label("Name of Job title").type_text("Role");
    bench.harness.run_ok();
    bench.press(Key::Enter);
    assert!(bench.has_field("Role"));
    bench.press(Key::F2);
    bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.harness.key_press(Key::Delete);
    bench.harness.run_ok();
    bench.press(Key::Escape);
    assert!(bench.harness.query_by_label("Name of Role").is_none() && bench.has_field("Role"));
}

#[test]
fn ticked_values_become_one_and_the_rules_name_it() {
    let mut bench = bench();
    bench.choose("Industry");
    let before = bench.model().clone();
    let row = |bench: &Bench, value: &str| {
        let start = format!("{value}, ");
        let mut rows = bench.harness.query_all_by_role(Role::CheckBox).filter_map(|row| row.accesskit_node().label());
        rows.find(|label| label.starts_with(&start))
    };
    let [manufacturing, software] = ["Manufacturing", "Software"].map(|value| row(&bench, value).expect("a value"));
    assert!(bench.rules().contains("Software"));
    bench.click(&manufacturing);
    bench.click(&software);
    assert!(bench.harness.query_by_label_contains("2 values of ").is_some());
    let into = bench.harness.get_by_label("Merge into");
    assert_eq!(into.accesskit_node().value().as_deref(), Some("Manufacturing"), "the commonest");
    bench.harness.get_by_label("Merge into").click();
    bench.harness.run_ok();
    bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.harness.get_by_label("Merge into").type_text("Makers");
    bench.harness.run_ok();
    assert!(bench.harness.query_by_label_contains("Say “Makers” in ").is_some());
    bench.press(Key::Enter);
    assert_eq!(bench.state().undo_label(), Some("Merge 2 values into Makers in Industry"));
    assert!(row(&bench, "Makers").is_some() && row(&bench, "Software").is_none());
    let rules = bench.rules();
    assert!(rules.contains("Makers") && rules.contains("Software"), "nothing is taken from a rule: {rules}");
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(*bench.model(), before);
    assert!(row(&bench, "Software").is_some());
}

#[test]
fn rules_that_are_to_stay_are_left_alone() {
    let mut bench = bench();
    let before = bench.model().clone();
    bench.choose("Industry");
    for value in ["Manufacturing, ", "Software, "] {
        let rows = bench.harness.query_all_by_role(Role::CheckBox).filter_map(|row| row.accesskit_node().label());
        let name = rows.into_iter().find(|label| label.starts_with(value)).expect("a value");
        bench.click(&name);
    }
    bench.harness.get_by_label_contains("Say “Manufacturing” in ").click();
    settle(&mut bench.harness);
    bench.click("Merge");
    assert_eq!(*bench.model(), before);
    let problems = bench.state().problems();
    assert!(problems.iter().any(|problem| problem.sentence.contains("Software")), "which the page of problems says");
}

#[test]
fn what_looks_like_the_same_thing_is_merged_by_one_press() {
    let mut bench = bench();
    bench.choose("First name");
    let group = bench.harness.query_all_by_label_contains("Merge James ").next().expect("a group");
    group.click();
    settle(&mut bench.harness);
    assert!(bench.harness.query_by_label("No criterion matches other leads than now.").is_some(), "told before");
    assert!(bench.told().is_empty(), "{}", bench.told());
    bench.press(Key::Enter);
    assert!(bench.told().contains("Change james to James in First name"), "{}", bench.told());
    assert!(bench.harness.query_by_label("Merge James 44, james 1").is_none());
}

#[test]
fn of_many_groups_those_are_drawn_that_are_seen_and_the_keyboard_goes_through_them() {
    let mut builder = ColumnsBuilder::default();
    let word = |lead: usize| {
        if lead.is_multiple_of(2) { format!("Word {lead:03}x") } else { format!("word {:03}X", lead - 1) }
    };
    builder.extend((0..400).map(|lead| Lead {
        key: format!("{lead:03}"),
        attributes: [("Word".to_owned(), Value::Text(word(lead)))].into(),
        ..Lead::default()
    }));
    let columns = Arc::new(builder.finish());
    let mut state = sample_state(Sample::B2bSoftware);
    let (path, former) = ("words.sqlite".into(), Default::default());
    state.set_library(OpenLibrary { path, columns, as_of: Instant(0), former });
    state.page = Page::Library;
    let mut harness = window_with_names(WIDE, state);
    let groups = |harness: &Window| -> Vec<String> {
        let found = harness.query_all_by_role(Role::Button).filter_map(|one| one.accesskit_node().label());
        found.filter(|label| label.starts_with("Merge Word ")).collect()
    };
    let before = groups(&harness);
    assert!((2..12).contains(&before.len()), "{before:?}");
    harness.get_by_label(&before[0]).focus();
    settle(&mut harness);
    for _ in 0..40 {
        harness.key_press(Key::Tab);
        settle(&mut harness);
    }
    let after = groups(&harness);
    assert!(after.iter().all(|label| !before.contains(label)), "{after:?}");
    for _ in 0..40 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        settle(&mut harness);
    }
    assert_eq!(groups(&harness), before, "and back");
}

#[test]
fn what_another_type_would_lose_is_told_before() {
    let mut bench = bench();
    bench.choose("Purchase timeline");
    bench.click("Type: Text");
    bench.click("Number");
    assert!(bench.harness.query_by_label("Read “Purchase timeline” as numbers?").is_some());
    let lost = bench.harness.query_by_label_contains("can’t and become missing: “This year” (").is_some();
    assert!(lost, "what is lost is named");
    assert!(bench.harness.query_by_label_contains("One criterion asks for it as another type").is_some());
    bench.press(Key::Escape);
    assert_eq!(bench.field_type("Purchase timeline"), FieldType::Text, "nothing is done by looking");

    bench.choose("Employees");
    bench.click("Type: Number");
    bench.click("Text");
    bench.click("Read as text");
    assert_eq!(bench.field_type("Employees"), FieldType::Text);
    assert!(bench.told().contains("Employees as Text"), "{}", bench.told());
    let problems = bench.state().problems();
    assert!(problems.iter().any(|problem| problem.sentence.contains("Employees")), "the criteria have a problem now");
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(bench.field_type("Employees"), FieldType::Number);
}

#[test]
fn a_field_goes_when_its_loss_is_agreed_to_and_comes_back() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.press(Key::Delete);
    assert!(bench.harness.query_by_label_contains("One criterion asks for it and would find nothing").is_some());
    bench.press(Key::Escape);
    assert!(bench.has_field("Industry"));
    bench.press(Key::Delete);
    bench.press(Key::Enter);
    assert!(!bench.has_field("Industry"));
    assert!(bench.harness.query_by_label("Values of Employees").is_some(), "the next field");
    bench.click("Undo: Delete Industry");
    assert!(bench.has_field("Industry"));
    assert!(bench.harness.query_by_label("Values of Industry").is_some());
    assert!(bench.harness.query_by_label("Delete “Industry”?").is_none());
}

#[test]
fn what_is_removed_for_good_can_not_come_back() {
    let mut bench = bench();
    bench.choose("Phone");
    bench.press(Key::Delete);
    bench.press(Key::Enter);
    assert!(!bench.has_field("Phone"));
    bench.click("Remove old data for good…");
    assert!(bench.harness.query_by_label_contains("no change so far can be undone").is_some());
    assert!(bench.harness.query_by_label_contains("Phone, deleted: ").is_some(), "what goes is named");
    bench.press(Key::Enter);
    assert!(bench.harness.query_by_label("Undo: Delete Phone").is_some(), "Enter loses nothing");
    bench.click("Remove old data for good…");
    assert!(bench.harness.query_by_label_contains("still ask").is_none(), "no criterion is told by a phone number");
    bench.click("Remove for good");
    assert!(bench.harness.query_by_label_contains("Undo: ").is_none());
    let file = std::fs::read(&bench.path).expect("the file");
    assert!(!file.windows(11).any(|bytes| bytes == b"+1 101 1163"), "no number is left in the file");
}

#[test]
fn before_a_field_is_removed_for_good_it_is_told_who_asks_for_it() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.press(Key::Delete);
    bench.press(Key::Enter);
    bench.click("Remove old data for good…");
    assert!(bench.harness.query_by_label_contains("One criterion of the model still asks for what goes: “").is_some());
}

#[test]
fn the_sample_leads_are_copied_before_they_are_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut state = harness::state_in(folder.path());
    state.open_sample(Sample::B2bSoftware);
    state.settle();
    state.page = Page::Library;
    let mut harness = window_with_names(WIDE, state);
    assert!(harness.query_by_label("Copy to change…").is_some());
    assert!(harness.query_by_label("Rename").is_none());
    harness.key_press(Key::Delete);
    settle(&mut harness);
    assert!(harness.query_by_label_contains("Delete “").is_none(), "by no key either");
    let copy = folder.path().join("mine");
    harness.state_mut().state.take_path(tandem::app::tasks::Purpose::CopyLibrary, copy);
    settle(&mut harness);
    assert_eq!(harness.state().state.library_name().as_deref(), Some("mine"));
    assert!(harness.query_by_label("Rename").is_some());
}

#[test]
fn the_keyboard_goes_through_fields_and_ticks_values() {
    let mut bench = bench();
    bench.choose("Country");
    bench.press(Key::ArrowDown);
    assert!(bench.harness.query_by_label("Values of City").is_some());
    bench.press(Key::ArrowUp);
    bench.press(Key::Enter);
    bench.press(Key::ArrowDown);
    bench.press(Key::Space);
    bench.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut bench.harness);
    bench.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut bench.harness);
    assert!(bench.harness.query_by_label_contains("3 values of ").is_some());
    bench.press(Key::Escape);
    assert!(bench.harness.query_by_label_contains(" values of ").is_none());
}

#[test]
fn a_thousand_fields_cost_what_is_seen_of_them() {
    let mut builder = ColumnsBuilder::default();
    let attributes = |lead: usize| {
        (0..1_900).map(move |field| (format!("Field {field:04}"), Value::Number((lead * field % 7) as f64)))
    };
    builder.extend((0..20).map(|lead| Lead {
        key: format!("{lead:02}"),
        attributes: attributes(lead).collect(),
        ..Lead::default()
    }));
    let columns = Arc::new(builder.finish());
    let mut state = sample_state(Sample::B2bSoftware);
    state.set_library(OpenLibrary {
        path: "many.sqlite".into(),
        columns,
        as_of: Instant(0),
        former: Default::default(),
    });
    state.page = Page::Library;
    let mut harness = window_with_names(WIDE, state);
    let count = harness.query_all_by_role(Role::Row).count();
    assert!((10..40).contains(&count), "{count} rows of 1,900");
    harness.key_press(Key::End);
    settle(&mut harness);
    assert!(harness.query_by_label("Values of Field 1899").is_some());
}
