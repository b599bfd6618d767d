//! Undo of what was done to fields, with the model and apart from it.

use std::time::{Duration, Instant as Moment};

use tandem::library::{ImportRequest, Library, import::import};

use super::*;

impl Bench {
    /// Presses Ctrl and this key, and lets frames alone take what the thread has done, as in a window.
    fn control_in_frames(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.harness.run_ok();
        let since = Moment::now();
        while self.state().tasks.is_changing_fields() {
            assert!(since.elapsed() < Duration::from_secs(60), "the file is changed");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.run_ok();
        }
        settle(&mut self.harness);
    }
}

#[test]
fn a_model_from_before_is_brought_up_to_the_names_of_the_leads() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    let model = Sample::B2bSoftware.model().expect("a model");
    bench.harness.state_mut().state.set_document(Document::new(model.clone(), None));
    settle(&mut bench.harness);
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Library));
    settle(&mut bench.harness);
    assert!(
        bench.harness.query_by_label("The model says “Job title”, which is called “Role” in these leads.").is_some()
    );
    let scored = bench.state().scored.clone().expect("scored");
    assert!(scored.baseline.scores.fit == scored.scores.fit, "what is not followed by the draft is by nothing");
    bench.click("Bring the model up to date");
    assert_eq!((bench.asking("Role"), bench.asking("Job title")), (asking, 0));
    assert!(bench.harness.query_by_label("Bring the model up to date").is_none());
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Criteria));
    settle(&mut bench.harness);
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(*bench.model(), model);
    assert!(bench.has_field("Role"), "a step of the model alone");
}

#[test]
fn the_panel_names_a_renamed_or_deleted_field_and_mends_it() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    let model = Sample::B2bSoftware.model().expect("a model");
    bench.harness.state_mut().state.set_document(Document::new(model.clone(), None));
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Matrix));
    settle(&mut bench.harness);
    bench.harness.get_by_label(&format!("{asking} criteria read “Job title”, which is called “Role” in these leads"));
    assert!(bench.harness.query_by_label("Say which is which…").is_none(), "there is nothing to ask");
    bench.click("Use “Role”");
    assert_eq!((bench.asking("Role"), bench.asking("Job title")), (asking, 0));
    assert!(bench.harness.query_by_label("Use “Role”").is_none());
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(*bench.model(), model, "undone, it is as it was");

    // What was deleted is named as that, and which other is meant can be said.
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Library));
    settle(&mut bench.harness);
    bench.click("Bring the model up to date");
    bench.choose("Industry");
    bench.press(Key::Delete);
    bench.press(Key::Enter);
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Matrix));
    settle(&mut bench.harness);
    bench.harness.get_by_label_contains("“Industry”, which was deleted from this library");
    bench.click("Say which is which…");
    bench.harness.get_by_label("Industry is");
}

#[test]
fn the_page_of_problems_says_that_a_field_was_renamed_and_brings_the_model_up_to_date() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    bench.choose("Industry");
    bench.press(Key::Delete);
    bench.press(Key::Enter);
    let model = Sample::B2bSoftware.model().expect("a model");
    bench.harness.state_mut().state.set_document(Document::new(model.clone(), None));
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Problems));
    settle(&mut bench.harness);
    let of_name = format!("{asking} criteria read “Job title”, which is called “Role” in these leads");
    let problems = bench.state().problems();
    let sentences: Vec<_> = problems.iter().map(|problem| problem.sentence.clone()).collect();
    assert!(sentences.contains(&of_name), "{sentences:?}");
    assert!(
        sentences.iter().any(|one| one.ends_with("“Industry”, which was deleted from this library")),
        "{sentences:?}"
    );
    bench.harness.query_all_by_label("Say which is which…").next().expect("a button").click();
    settle(&mut bench.harness);
    let choice = bench.harness.get_by_label("Job title is");
    assert_eq!(choice.accesskit_node().value().as_deref(), Some("Role"));
    assert!(bench.harness.query_by_label("renamed in the library").is_some());
    bench.press(Key::Escape);
    bench.click(&format!("Mend: {of_name}"));
    assert_eq!((bench.asking("Role"), bench.asking("Job title")), (asking, 0));
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(*bench.model(), model, "undone, it is as it was");
}

#[test]
fn on_another_page_undo_of_the_model_takes_the_library_along() {
    let mut bench = bench();
    let before = bench.model().clone();
    bench.rename("Job title", "Role");
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Matrix));
    settle(&mut bench.harness);
    assert_eq!(bench.state().undo_label(), Some("Rename Job title to Role"));
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Job title"));
    assert_eq!(*bench.model(), before);
    bench.control(Modifiers::SHIFT, Key::Z);
    assert!(bench.has_field("Role") && bench.asking("Role") > 0);
}

#[test]
fn on_each_page_a_change_of_the_library_is_taken_back_and_done_again_with_the_model() {
    let mut bench = bench();
    let before = bench.model().clone();
    bench.rename("Job title", "Role");
    let renamed = bench.model().clone();
    for page in [Page::Criteria, Page::Leads, Page::WhatIf, Page::Problems, Page::Agreement, Page::Library] {
        bench.harness.state_mut().state.ask(Command::GoTo(page));
        settle(&mut bench.harness);
        bench.control_in_frames(Key::Z);
        assert!(bench.has_field("Job title") && *bench.model() == before, "back, on {page:?}: {}", bench.told());
        bench.control_in_frames(Key::Y);
        assert!(bench.has_field("Role") && *bench.model() == renamed, "again, on {page:?}: {}", bench.told());
    }
}

#[test]
fn a_name_is_followed_again_though_the_model_went_past_it_under_the_other_name() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    let state = &mut bench.harness.state_mut().state;
    state.document.model.criteria[0].points -= 1;
    state.touch();
    settle(&mut bench.harness);
    bench.click("Undo: Rename Job title to Role");
    let agree = |bench: &Bench, when: &str| {
        let (has, lacks) = if bench.has_field("Role") { ("Role", "Job title") } else { ("Job title", "Role") };
        assert!(bench.has_field(has) && !bench.has_field(lacks), "{when}");
        assert_eq!((bench.asking(has), bench.asking(lacks)), (asking, 0), "{when}: {}", bench.told());
    };
    agree(&bench, "back on the page of the library");
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Criteria));
    settle(&mut bench.harness);
    for (key, way) in [(Key::Z, "back"), (Key::Y, "forth"), (Key::Z, "back again")] {
        for step in 1..=3 {
            bench.control_in_frames(key);
            agree(&bench, &format!("{way}, {step}"));
        }
    }
}

#[test]
fn on_another_page_later_steps_of_the_library_come_first() {
    let mut bench = bench();
    let before = bench.model().clone();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    bench.choose("Phone");
    bench.press(Key::Delete);
    bench.press(Key::Enter);
    assert!(!bench.has_field("Phone"));
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Criteria));
    settle(&mut bench.harness);
    assert_eq!(bench.state().undo_label(), Some("Delete Phone"));
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Phone") && bench.has_field("Role"));
    assert_eq!(bench.asking("Role"), asking, "the model does not go before the library");
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Job title"));
    assert_eq!(*bench.model(), before);
    bench.control(Modifiers::SHIFT, Key::Z);
    assert!(bench.has_field("Role") && bench.asking("Role") == asking);
}

#[test]
fn where_no_step_of_the_library_is_left_the_model_goes_alone() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.one_more_point();
    bench.rename("Job title", "Role");
    // Another program lets them go for good.
    let mut library = Library::open(&bench.path).expect("the file");
    library.remove_retired_fields(&Progress::default()).expect("removed");
    drop(library);
    bench.go_to(Page::Criteria);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.told().contains("No change of this library is left"), "{}", bench.told());
    for _ in 0..2 {
        bench.control(Modifiers::NONE, Key::Z);
        assert_eq!((bench.asking("Role"), bench.asking("Job title")), (asking, 0));
    }
    assert_eq!(bench.state().undo_label(), None);
}

#[test]
fn no_undo_of_the_model_leaves_its_criteria_without_a_field() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    bench.harness.state_mut().state.document.model.criteria[0].points += 1;
    settle(&mut bench.harness);
    bench.click("Undo: Rename Job title to Role");
    assert!(bench.has_field("Job title") && bench.asking("Job title") == asking, "it follows by a step of its own");
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Criteria));
    settle(&mut bench.harness);
    for _ in 0..3 {
        bench.control(Modifiers::NONE, Key::Z);
        assert_eq!((bench.asking("Job title"), bench.asking("Role")), (asking, 0), "{}", bench.told());
    }
    assert_eq!(bench.state().undo_label(), None);
}

#[test]
fn what_can_not_come_back_in_the_library_does_not_come_back_in_the_model() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    bench.harness.state_mut().state.remove_fields_for_good();
    settle(&mut bench.harness);
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Criteria));
    settle(&mut bench.harness);
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!((bench.asking("Role"), bench.asking("Job title")), (asking, 0));
    assert!(bench.told().contains("One field keeps the name that it has in the leads"), "{}", bench.told());
}

#[test]
fn a_field_that_took_the_name_meanwhile_gives_way() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    let state = &mut bench.harness.state_mut().state;
    state.document.model.criteria[0].points += 1;
    state.touch();
    settle(&mut bench.harness);
    // As an import makes it.
    let file = rusqlite::Connection::open(&bench.path).expect("the file");
    file.execute_batch(
        "ALTER TABLE leads ADD COLUMN meanwhile TEXT;
         INSERT INTO fields (name, column, type, position) VALUES ('Job title', 'meanwhile', 'text', 99);",
    )
    .expect("a field");
    drop(file);
    bench.click("Undo: Rename Job title to Role");
    assert!(bench.has_field("Job title") && bench.has_field("Job title 2") && !bench.has_field("Role"));
    assert_eq!((bench.asking("Job title"), bench.asking("Job title 2")), (asking, 0));
    assert!(bench.told().contains("come in as “Job title” is called “Job title 2” now"), "{}", bench.told());
}

#[test]
fn a_change_that_can_not_be_read_back_is_done_all_the_same() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    let file = rusqlite::Connection::open(&bench.path).expect("the file");
    file.execute_batch("ALTER TABLE events RENAME TO gone").expect("broken");
    drop(file);
    bench.rename("Job title", "Role");
    assert!(bench.told().contains("The change is in the file, but"), "{}", bench.told());
    assert_eq!((bench.asking("Role"), bench.asking("Job title")), (asking, 0), "the model says what the file says");
    assert_eq!(bench.state().undo_label(), Some("Rename Job title to Role"));
}

#[test]
fn in_the_sandbox_undo_does_what_it_says() {
    let mut bench = bench();
    bench.rename("Job title", "Role");
    let state = &mut bench.harness.state_mut().state;
    state.ask(Command::NewInSandbox);
    settle(&mut bench.harness);
    let label = bench.state().undo_label().expect("a step").to_owned();
    assert_ne!(label, "Rename Job title to Role", "what was done last");
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Role"));
    assert_eq!(bench.state().undo_label(), Some("Rename Job title to Role"));
}

#[test]
fn a_model_that_was_changed_since_follows_back_by_a_step_of_its_own() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    let state = &mut bench.harness.state_mut().state;
    state.document.model.criteria[0].points += 1;
    let points = state.document.model.criteria[0].points;
    state.touch();
    settle(&mut bench.harness);
    bench.click("Undo: Rename Job title to Role");
    assert!(bench.has_field("Job title"));
    assert_eq!((bench.asking("Job title"), bench.asking("Role")), (asking, 0));
    assert_eq!(bench.model().criteria[0].points, points, "what was done since stays");
    assert!(bench.told().contains(&format!("{asking} criteria")), "{}", bench.told());
}

#[test]
fn no_undo_of_the_model_leaves_its_criteria_without_merged_values() {
    let mut bench = bench();
    let state = &mut bench.harness.state_mut().state;
    state.document.model.criteria[0].points += 1;
    state.touch();
    settle(&mut bench.harness);
    let rules = bench.rules();
    bench.choose("Industry");
    bench.tick(&["Manufacturing", "Software"]);
    bench.merge_into("Makers");
    bench.press(Key::Enter);
    let followed = bench.rules();
    assert!(followed.contains("Makers") && !rules.contains("Makers"));
    // The library’s step is gone, the model’s is not.
    bench.harness.state_mut().state.remove_fields_for_good();
    settle(&mut bench.harness);
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Criteria));
    settle(&mut bench.harness);
    for _ in 0..2 {
        bench.control(Modifiers::NONE, Key::Z);
        assert_eq!(bench.rules(), followed, "leads say “Makers”");
    }
    assert!(bench.told().contains("Rules on one field still say what values were merged into"), "{}", bench.told());
    assert_eq!(bench.state().undo_label(), None);
    for _ in 0..2 {
        bench.control(Modifiers::SHIFT, Key::Z);
        assert_eq!(bench.rules(), followed);
    }
}

#[test]
fn what_was_done_to_a_rule_after_a_merge_is_taken_back_like_all_else() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.tick(&["Manufacturing", "Software"]);
    bench.merge_into("Makers");
    bench.press(Key::Enter);
    let followed = bench.model().clone();
    bench.harness.state_mut().state.remove_fields_for_good();
    settle(&mut bench.harness);
    let before = Sample::B2bSoftware.model().expect("a model");
    // Somebody takes the word out by hand.
    let state = &mut bench.harness.state_mut().state;
    state.document.model.criteria.clone_from(&before.criteria);
    state.touch();
    state.document.commit();
    settle(&mut bench.harness);
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Criteria));
    settle(&mut bench.harness);
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(bench.model().criteria, followed.criteria);
    bench.control(Modifiers::SHIFT, Key::Z);
    assert_eq!(bench.model().criteria, before.criteria, "it stays out");
}

#[test]
fn of_an_undone_merge_it_is_said_who_came_in_since_and_stays_merged() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.tick(&["Manufacturing", "Software"]);
    bench.merge_into("Makers");
    bench.press(Key::Enter);
    let leads = bench.path.with_file_name("more.csv");
    std::fs::write(&leads, "Email,Industry\nnew@first.example,Software\nnew@second.example,Retail\n").expect("written");
    let request = ImportRequest { leads, ..ImportRequest::default() };
    let mut library = Library::open(&bench.path).expect("the file");
    import(&mut library, &request, &Progress::default()).expect("imported");
    drop(library);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.told().contains("1 lead that came in since keeps “Makers”"), "{}", bench.told());
}

#[test]
fn of_many_that_are_lacking_the_panel_names_what_is_called_otherwise() {
    let mut bench = bench();
    bench.rename("Job title", "Role");
    let model = Sample::B2bSoftware.model().expect("a model");
    for field in ["Industry", "Country", "Employees"] {
        if bench.asking(field) > 0 {
            let change = tandem::library::FieldChange::Delete { field: field.to_owned() };
            bench.harness.state_mut().state.change_field(change, true);
            settle(&mut bench.harness);
        }
    }
    bench.harness.state_mut().state.set_document(Document::new(model, None));
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Matrix));
    settle(&mut bench.harness);
    let is_told = |bench: &Bench, text: &str| bench.harness.query_by_label_contains(text).is_some();
    assert!(is_told(&bench, "which is called “Role” in these leads"));
    assert!(is_told(&bench, "Use “Role”"));
    assert!(is_told(&bench, "These leads lack other attributes, too"), "and there are more");
}
