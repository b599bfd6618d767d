//! Where the file goes another way than the row of steps: another program or window has changed it, or it refuses.

use eframe::egui::Context;
use tandem::{
    library::{FieldChange, Library},
    model::{Proposal, Proposals, Team},
};

use super::*;

impl Bench {
    /// Another program does this to the open library.
    fn elsewhere<T>(&self, act: impl FnOnce(&mut Library) -> T) -> T {
        act(&mut Library::open(&self.path).expect("the file"))
    }

    fn delete_elsewhere(&self, field: &str) {
        let delete = FieldChange::Delete { field: field.to_owned() };
        self.elsewhere(|library| library.change_field(&delete, &Progress::default())).expect("deleted");
    }

    /// How many steps the file could take back.
    fn done(&self) -> usize {
        self.elsewhere(|library| library.field_steps().expect("steps").done.len())
    }

    fn points(&self) -> i32 {
        self.model().criteria[0].points
    }

    /// Something is asked for while the thread still works: nobody takes its answer before the window is let go on.
    fn ask_at_once(&mut self, command: Command) {
        let state = &mut self.harness.state_mut().state;
        state.ask(command);
        state.run_queue(&Context::default(), None);
    }
}

#[test]
fn what_another_program_has_done_is_not_taken_back_in_its_place() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    bench.rename("Job title", "Role");
    bench.delete_elsewhere("Phone");
    bench.go_to(Page::Criteria);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(!bench.has_field("Phone") && bench.has_field("Role"), "{}", bench.told());
    assert!(bench.told().contains("another step comes first"), "{}", bench.told());
    assert_eq!((bench.done(), bench.asking("Role")), (2, asking));
    // Now that it is known, the page goes through both.
    bench.go_to(Page::Library);
    bench.click("Undo: Delete Phone");
    bench.click("Undo: Rename Job title to Role");
    assert!(bench.has_field("Phone") && bench.has_field("Job title"), "{}", bench.told());
    assert_eq!((bench.asking("Role"), bench.asking("Job title")), (0, asking));
}

#[test]
fn what_another_program_has_undone_is_passed_over() {
    let mut bench = bench();
    let before = bench.model().clone();
    bench.rename("Job title", "Role");
    bench.delete("Phone");
    bench.elsewhere(Library::undo_field_change).expect("undone");
    bench.go_to(Page::Criteria);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Phone") && bench.has_field("Role"), "it was not the last any more: {}", bench.told());
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Job title") && *bench.model() == before, "{}", bench.told());
    bench.control(Modifiers::NONE, Key::Y);
    assert!(bench.has_field("Role") && bench.has_field("Phone"), "{}", bench.told());
}

#[test]
fn the_button_of_the_page_takes_back_what_it_names() {
    let mut bench = bench();
    bench.rename("Job title", "Role");
    bench.delete_elsewhere("Phone");
    bench.click("Undo: Rename Job title to Role");
    assert!(!bench.has_field("Phone") && bench.has_field("Role"), "{}", bench.told());
    bench.click("Undo: Delete Phone");
    assert!(bench.has_field("Phone") && bench.has_field("Role"), "{}", bench.told());
}

#[test]
fn what_was_done_is_not_called_refused_where_it_can_not_be_read_back() {
    let mut bench = bench();
    bench.rename("Job title", "Role");
    let file = rusqlite::Connection::open(&bench.path).expect("the file");
    file.execute_batch("ALTER TABLE settings RENAME TO gone").expect("broken");
    bench.go_to(Page::Criteria);
    bench.control(Modifiers::NONE, Key::Z);
    file.execute_batch("ALTER TABLE gone RENAME TO settings").expect("mended");
    assert!(bench.told().contains("The change is in the file, but"), "{}", bench.told());
    assert_eq!((bench.done(), bench.state().undo_label()), (0, None));
    assert_eq!(bench.state().redo_label(), Some("Rename Job title to Role"));
}

#[test]
fn what_the_library_refuses_is_passed_over_and_what_is_older_is_taken_back() {
    let mut bench = bench();
    let points = bench.points();
    bench.one_more_point();
    bench.rename("Job title", "Role");
    let asking = bench.asking("Role");
    let kept = std::fs::read(&bench.path).expect("the file");
    std::fs::remove_file(&bench.path).expect("gone");
    bench.go_to(Page::Criteria);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.told().contains("Nothing was changed; undo and redo pass over this step"), "{}", bench.told());
    assert_eq!((bench.points(), bench.asking("Role")), (points + 1, asking));
    for _ in 0..2 {
        bench.control(Modifiers::NONE, Key::Z);
    }
    assert_eq!(
        (bench.points(), bench.asking("Role")),
        (points, asking),
        "the leads say “Role” still: {}",
        bench.told()
    );
    // Where the file is there again, its page knows of the step.
    std::fs::write(&bench.path, kept).expect("there again");
    bench.go_to(Page::Library);
    bench.click("Undo: Rename Job title to Role");
    assert!(bench.has_field("Job title") && bench.asking("Role") == 0, "{}", bench.told());
}

#[test]
fn a_step_stays_where_another_program_writes_just_now() {
    let mut bench = bench();
    let before = bench.model().clone();
    bench.rename("Job title", "Role");
    let after = bench.model().clone();
    let file = rusqlite::Connection::open(&bench.path).expect("the file");
    file.execute_batch("BEGIN IMMEDIATE").expect("held");
    bench.go_to(Page::Criteria);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.told().contains("nothing was changed, neither in the library nor in the model"), "{}", bench.told());
    assert!(*bench.model() == after);
    assert_eq!(bench.state().undo_label(), Some("Rename Job title to Role"));
    file.execute_batch("ROLLBACK").expect("let go");
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Job title") && *bench.model() == before, "{}", bench.told());
}

#[test]
fn what_is_edited_while_a_step_is_under_way_is_one_step_and_stays() {
    let mut bench = bench();
    bench.one_more_point();
    bench.delete("Phone");
    let points = bench.points();
    for _ in 0..2 {
        bench.ask_at_once(Command::Undo);
    }
    for _ in 0..3 {
        let state = &mut bench.harness.state_mut().state;
        state.document.model.criteria[0].points += 1;
        state.run_queue(&Context::default(), None);
    }
    settle(&mut bench.harness);
    assert!(bench.has_field("Phone"));
    assert_eq!(bench.points(), points + 3, "the second press was for what is older: {}", bench.told());
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(bench.points(), points);
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(bench.points(), points - 1);
}

#[test]
fn what_is_hidden_in_a_blind_round_holds_the_library_back_too() {
    let mut bench = bench();
    bench.rename("Job title", "Role");
    let state = &mut bench.harness.state_mut().state;
    let tier = state.document.model.criteria[0].tier;
    let word = Proposal { tier, points: 3, reason: String::new() };
    state.document.model.criteria[0].proposals = Proposals { sales: Some(word), blind: true, ..Proposals::default() };
    state.document.amend();
    state.voices.seat = Some(Team::Marketing);
    let after = bench.model().clone();
    bench.go_to(Page::Criteria);
    bench.control(Modifiers::NONE, Key::Z);
    assert!(bench.has_field("Role") && *bench.model() == after, "{}", bench.told());
    // The library's own button goes back, and the model follows by a step that leaves the word where it is.
    bench.go_to(Page::Library);
    bench.click("Undo: Rename Job title to Role");
    assert!(bench.has_field("Job title") && bench.asking("Role") == 0, "{}", bench.told());
    assert!(!bench.told().contains("Job title to Role, in the model as well"), "{}", bench.told());
    assert_eq!(bench.model().criteria[0].proposals, after.criteria[0].proposals);
}

#[test]
fn that_rules_keep_what_was_merged_is_told_of_a_step_long_forgotten() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.tick(&["Manufacturing", "Software"]);
    bench.merge_into("Makers");
    bench.press(Key::Enter);
    let state = &mut bench.harness.state_mut().state;
    for _ in 0..201 {
        state.document.model.criteria[0].points += 1;
        state.document.commit();
    }
    settle(&mut bench.harness);
    bench.click("Undo: Merge 2 values into Makers in Industry");
    assert!(bench.told().contains("so its rules still say “Makers”"), "{}", bench.told());
    // Done again and taken back once more, that is as true.
    bench.click("Redo: Merge 2 values into Makers in Industry");
    bench.click("Undo: Merge 2 values into Makers in Industry");
    assert!(bench.told().contains("so its rules still say “Makers”"), "{}", bench.told());
}
