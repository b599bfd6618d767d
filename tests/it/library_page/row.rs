//! What was done to the model and to the library is one row of steps: the newest is taken back first, on whatever page.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::Context;
use proptest::{collection::vec, option, prelude::*, sample::Index};
use tandem::{
    library::{FieldChange, FileStep, ImportRequest, Library, import::import},
    model::follow,
    scoring::Column,
};

use super::*;
use crate::mutate::config;

impl Bench {
    pub fn go_to(&mut self, page: Page) {
        self.harness.state_mut().state.ask(Command::GoTo(page));
        settle(&mut self.harness);
    }

    /// One step of the model: the first criterion gets another point.
    pub fn one_more_point(&mut self) {
        let state = &mut self.harness.state_mut().state;
        state.document.model.criteria[0].points += 1;
        state.touch();
        settle(&mut self.harness);
    }

    pub fn delete(&mut self, field: &str) {
        self.choose(field);
        self.press(Key::Delete);
        self.press(Key::Enter);
        assert!(!self.has_field(field));
    }

    fn labels(&self) -> [Option<&str>; 2] {
        [self.state().undo_label(), self.state().redo_label()]
    }
}

/// A window on leads whose field `Phone` was deleted before it was opened.
fn of_yesterday() -> Bench {
    let mut bench = bench();
    let mut library = Library::open(&bench.path).expect("the file");
    let delete = FieldChange::Delete { field: "Phone".to_owned() };
    library.change_field(&delete, &Progress::default()).expect("deleted");
    drop(library);
    bench.harness.state_mut().state.set_library(read_library(&bench.path, &Progress::default()).expect("the leads"));
    settle(&mut bench.harness);
    bench
}

#[test]
fn what_was_done_last_is_taken_back_first_on_every_page() {
    let mut bench = bench();
    let fields = |bench: &Bench| ["Job title", "Role", "Phone"].map(|name| bench.has_field(name));
    let mut was = vec![(bench.model().clone(), fields(&bench))];
    bench.one_more_point();
    was.push((bench.model().clone(), fields(&bench)));
    bench.rename("Job title", "Role");
    was.push((bench.model().clone(), fields(&bench)));
    bench.one_more_point();
    was.push((bench.model().clone(), fields(&bench)));
    bench.delete("Phone");
    was.push((bench.model().clone(), fields(&bench)));
    for page in [Page::Library, Page::Matrix, Page::Criteria] {
        bench.go_to(page);
        for (place, before) in was.iter().enumerate().rev().skip(1) {
            bench.control(Modifiers::NONE, Key::Z);
            let is_before = (bench.model(), fields(&bench)) == (&before.0, before.1);
            assert!(is_before, "back to {place} on {page:?}: {}", bench.told());
        }
        assert_eq!(bench.labels(), [None, bench.state().document.history.redo_label()]);
        for (place, after) in was.iter().enumerate().skip(1) {
            bench.control(Modifiers::NONE, Key::Y);
            let is_after = (bench.model(), fields(&bench)) == (&after.0, after.1);
            assert!(is_after, "forth to {place} on {page:?}: {}", bench.told());
        }
        assert_eq!(bench.labels(), [Some("Delete Phone"), None]);
    }
}

#[test]
fn what_was_done_before_this_window_is_taken_back_on_its_own_page_alone() {
    let mut bench = of_yesterday();
    bench.one_more_point();
    let after = bench.model().clone();
    bench.control(Modifiers::NONE, Key::Z);
    assert!(*bench.model() != after && !bench.has_field("Phone"), "this window’s steps come first");
    bench.go_to(Page::Criteria);
    assert_eq!(bench.state().undo_label(), None);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(!bench.has_field("Phone"), "nobody sees here what that would do");
    bench.go_to(Page::Library);
    assert_eq!(bench.state().undo_label(), Some("Delete Phone"));
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Phone"));
    bench.go_to(Page::Criteria);
    bench.control(Modifiers::NONE, Key::Y);
    assert!(!bench.has_field("Phone"), "taken back by this window, it is a step of it: {}", bench.told());
    bench.control(Modifiers::NONE, Key::Y);
    assert_eq!(*bench.model(), after);
}

#[test]
fn the_button_of_the_page_takes_back_the_library_alone() {
    let mut bench = of_yesterday();
    bench.one_more_point();
    let after = bench.model().clone();
    bench.click("Undo: Delete Phone");
    assert!(bench.has_field("Phone") && *bench.model() == after);
    bench.control(Modifiers::NONE, Key::Y);
    assert!(!bench.has_field("Phone") && *bench.model() == after);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Phone") && *bench.model() == after, "it was done last");
    bench.control(Modifiers::NONE, Key::Z);
    assert_ne!(*bench.model(), after);
}

#[test]
fn the_button_tells_that_the_rules_keep_what_was_merged_where_they_were_changed_since() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.tick(&["Manufacturing", "Software"]);
    bench.merge_into("Makers");
    bench.press(Key::Enter);
    bench.one_more_point();
    let after = bench.model().clone();
    bench.click("Undo: Merge 2 values into Makers in Industry");
    assert!(bench.told().contains("so its rules still say “Makers”"), "{}", bench.told());
    assert!(*bench.model() == after);
    bench.click("Redo: Merge 2 values into Makers in Industry");
    assert!(*bench.model() == after);
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(bench.labels()[1], Some("Merge 2 values into Makers in Industry"));
    for _ in 0..2 {
        bench.control(Modifiers::NONE, Key::Z);
    }
    assert!(bench.state().undo_label().is_none() && !bench.rules().contains("Makers"), "{}", bench.told());
}

#[test]
fn a_new_step_of_either_kind_ends_the_way_forth() {
    let mut bench = bench();
    bench.delete("Phone");
    bench.control(Modifiers::NONE, Key::Z);
    bench.one_more_point();
    for page in [Page::Library, Page::Criteria] {
        bench.go_to(page);
        assert_eq!(bench.state().redo_label(), None);
        bench.control(Modifiers::NONE, Key::Y);
        assert!(bench.has_field("Phone"), "on {page:?}");
    }
    bench.control(Modifiers::NONE, Key::Z);
    bench.go_to(Page::Library);
    let before = bench.model().clone();
    bench.delete("Phone");
    assert_eq!(bench.labels(), [Some("Delete Phone"), None]);
    bench.control(Modifiers::NONE, Key::Y);
    assert_eq!(*bench.model(), before);
}

#[test]
fn with_other_leads_open_the_steps_of_the_model_are_left() {
    let mut bench = bench();
    bench.rename("Job title", "Role");
    bench.delete("Phone");
    let other = bench.path.with_file_name("other.sqlite");
    std::fs::copy(&bench.path, &other).expect("a copy");
    bench.harness.state_mut().state.set_library(read_library(&other, &Progress::default()).expect("the leads"));
    bench.go_to(Page::Criteria);
    let label = bench.state().undo_label().expect("a step").to_owned();
    assert_eq!(label, "Rename Job title to Role");
    let file = bench.path.clone();
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(bench.state().undo_label(), None);
    let done = |path| Library::open(path).expect("the file").field_steps().expect("steps").done.len();
    assert_eq!((done(&file), done(&other)), (2, 2), "neither library is changed");
}

#[test]
fn nothing_is_taken_back_while_a_field_is_being_changed() {
    let mut bench = bench();
    bench.one_more_point();
    let model = bench.model().clone();
    let state = &mut bench.harness.state_mut().state;
    state.change_field(FieldChange::Delete { field: "Phone".to_owned() }, true);
    state.ask(Command::Undo);
    state.run_queue(&Context::default(), None);
    settle(&mut bench.harness);
    assert!(!bench.has_field("Phone") && *bench.model() == model);
    assert!(bench.told().contains("A field is being changed"), "{}", bench.told());
}

#[test]
fn two_presses_are_two_steps_though_the_first_is_still_under_way() {
    let mut bench = bench();
    let before = bench.model().clone();
    bench.one_more_point();
    bench.delete("Phone");
    for _ in 0..2 {
        bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    }
    settle(&mut bench.harness);
    assert!(bench.has_field("Phone") && *bench.model() == before, "{}", bench.told());
    for _ in 0..2 {
        bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    }
    settle(&mut bench.harness);
    assert!(!bench.has_field("Phone") && *bench.model() != before, "{}", bench.told());
}

#[test]
fn what_was_done_to_the_library_last_comes_first_in_the_sandbox_too() {
    let mut bench = bench();
    bench.harness.state_mut().state.ask(Command::NewInSandbox);
    settle(&mut bench.harness);
    bench.go_to(Page::Library);
    bench.delete("Phone");
    bench.go_to(Page::Leads);
    assert_eq!(bench.state().undo_label(), Some("Delete Phone"));
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Phone"));
    assert_ne!(bench.state().undo_label(), None, "then the sandbox’s own");
    assert_eq!(bench.state().redo_label(), Some("Delete Phone"));
}

/// What somebody does.
#[derive(Clone, Debug)]
enum Act {
    Point(Index),
    /// Criteria that read one field read another instead.
    Reread(Index, Index),
    Rename(Index, Index),
    Merge(Index),
    Delete(Index),
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    let index = any::<Index>;
    prop_oneof![
        2 => index().prop_map(Act::Point),
        1 => (index(), index()).prop_map(|(from, to)| Act::Reread(from, to)),
        2 => (index(), index()).prop_map(|(field, to)| Act::Rename(field, to)),
        2 => index().prop_map(Act::Merge),
        1 => index().prop_map(Act::Delete),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
    ]
}

/// The window's state without a window, on a few leads.
struct Walk {
    state: State,
    _folder: tempfile::TempDir,
}

impl Walk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, leads) = (folder.path().join("few.sqlite"), folder.path().join("few.csv"));
        std::fs::write(
            &leads,
            "Email,Job title,Industry,Country\na@x,Head of Sales,Retail,FR\nb@x,Buyer,Software,DE\n",
        )
        .expect("written");
        let mut library = Library::open_or_create(&path).expect("opened");
        let request = ImportRequest { leads, ..ImportRequest::default() };
        import(&mut library, &request, &Progress::default()).expect("imported");
        drop(library);
        let mut state = harness::state();
        state.set_document(Document::new(Sample::B2bSoftware.model().expect("a model"), None));
        state.set_library(read_library(&path, &Progress::default()).expect("the leads"));
        Self { state, _folder: folder }
    }

    /// Another program renames a field, or takes back what was done last. Answers what it has done by now.
    fn other_does(&self, field: &Index, place: usize) -> Vec<FileStep> {
        let mut library = self.file();
        let names = library.fields().expect("fields");
        let done = match names.get(field.index(names.len() + 1)) {
            Some((name, _)) => {
                let rename = FieldChange::Rename { field: name.clone(), to: format!("Theirs {place}") };
                library.change_field(&rename, &Progress::default()).is_ok()
            }
            None => library.undo_field_change().is_ok(),
        };
        assert!(done, "nobody else writes");
        self.theirs()
    }

    /// What another program has done and nobody has taken back.
    fn theirs(&self) -> Vec<FileStep> {
        let is_theirs =
            |step: &FileStep| matches!(&step.change, FieldChange::Rename { to, .. } if to.starts_with("Theirs"));
        self.file().field_steps().expect("steps").done.into_iter().filter(is_theirs).collect()
    }

    fn file(&self) -> Library {
        Library::open(&self.state.library.as_ref().expect("a library").path).expect("the file")
    }

    /// Each field, and the values in it.
    fn fields(&self) -> BTreeMap<String, BTreeSet<String>> {
        let columns = self.state.columns();
        let values = |column: &Column| {
            (0..columns.len()).filter_map(|row| column.value(row)).map(|value| value.to_string()).collect()
        };
        columns.fields.iter().map(|field| (field.name.clone(), values(&field.column))).collect()
    }

    fn seen(&self) -> (Model, BTreeMap<String, BTreeSet<String>>) {
        (self.state.document.model.clone(), self.fields())
    }

    fn does(&mut self, act: &Act) {
        let names: Vec<String> = self.fields().into_keys().collect();
        let one = |index: &Index| names[index.index(names.len())].clone();
        match act {
            Act::Undo => self.state.ask(Command::Undo),
            Act::Redo => self.state.ask(Command::Redo),
            _ if names.is_empty() => {}
            Act::Point(index) => {
                let criteria = &mut self.state.document.model.criteria;
                let place = index.index(criteria.len());
                criteria[place].points += 1;
            }
            Act::Reread(from, to) => {
                follow::rename_field(&mut self.state.document.model, &one(from), &one(to));
            }
            Act::Rename(field, to) => {
                const POOL: [&str; 5] = ["Job title", "Industry", "Role", "Sector", "Land"];
                let to = POOL[to.index(POOL.len())].to_owned();
                if !names.contains(&to) {
                    self.state.change_field(FieldChange::Rename { field: one(field), to }, true);
                }
            }
            Act::Merge(field) => {
                let (field, values) = (one(field), self.fields()[&one(field)].clone());
                if let (2.., Some(into)) = (values.len(), values.last().cloned()) {
                    let values = values.into_iter().collect();
                    self.state.change_field(FieldChange::Merge { field, values, into }, true);
                }
            }
            Act::Delete(field) => self.state.change_field(FieldChange::Delete { field: one(field) }, true),
        }
        self.state.run_queue(&Context::default(), None);
        self.state.settle();
        self.state.document.commit();
    }
}

proptest! {
    #![proptest_config(config(10))]

    #[test]
    fn the_row_is_a_list_with_a_cursor(acts in vec((act(), any::<bool>()), 1..24)) {
        let mut walk = Walk::new();
        let (mut was, mut cursor) = (vec![walk.seen()], 0_usize);
        for (place, (act, is_on_page)) in acts.iter().enumerate() {
            walk.state.page = if *is_on_page { Page::Library } else { Page::Criteria };
            walk.does(act);
            let now = walk.seen();
            match act {
                Act::Undo => cursor = cursor.saturating_sub(1),
                Act::Redo => cursor = (cursor + 1).min(was.len() - 1),
                _ if now != was[cursor] => {
                    was.truncate(cursor + 1);
                    was.push(now.clone());
                    cursor += 1;
                }
                _ => {}
            }
            let told: Vec<_> = walk.state.notices.iter().map(|notice| notice.text.clone()).collect();
            prop_assert!(now == was[cursor], "{:?} at {}: {:?}", act, place, told);
            prop_assert_eq!(walk.state.undo_label().is_some(), cursor > 0);
            prop_assert_eq!(walk.state.redo_label().is_some(), cursor + 1 < was.len());
        }
    }
    #[test]
    fn the_row_goes_through_no_step_of_another_program_and_is_held_up_by_none(
        acts in vec((act(), option::weighted(0.3, any::<Index>())), 1..16)
    ) {
        let mut walk = Walk::new();
        walk.state.page = Page::Criteria;
        let mut theirs = Vec::new();
        for (place, (act, other)) in acts.iter().enumerate() {
            if let Some(field) = other {
                theirs = walk.other_does(field, place);
            }
            walk.does(act);
            prop_assert_eq!(&walk.theirs(), &theirs, "{:?} at {}", act, place);
        }
        // A step that is refused takes a press of its own, and so does what the model did in it.
        for _ in 0..acts.len() * 2 {
            walk.does(&Act::Undo);
        }
        prop_assert_eq!((walk.state.undo_label(), walk.theirs()), (None, theirs));
    }
}
