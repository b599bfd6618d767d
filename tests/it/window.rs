//! The main job in the window: open, edit, see the matrix move, undo, save, open again.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use tandem::{
    app::{modals::Then, samples::Sample, tasks::Purpose},
    model::file,
};

use crate::harness::{WIDE, sample_state, settle, window};

/// The points of a criterion in the draft.
fn points(harness: &egui_kittest::Harness<'_, tandem::app::shell::Shell>, name: &str) -> i32 {
    let model = &harness.state().state.document.model;
    model.criteria.iter().find(|criterion| criterion.name == name).expect("the criterion").points
}

#[test]
fn points_typed_in_the_row_move_the_matrix_and_undo_brings_it_back() {
    let state = sample_state(Sample::B2bSoftware);
    let criterion = state.document.model.criteria.iter().max_by_key(|one| one.points).expect("criteria").clone();
    let mut harness = window(WIDE, state);
    let cells = |harness: &egui_kittest::Harness<'_, tandem::app::shell::Shell>| {
        harness.state().state.scored.as_ref().expect("scored").scores.cell_counts.clone()
    };
    let before = cells(&harness);

    harness.get_by_label(&format!("Points, {}", criterion.name)).click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label(&format!("Points, {}", criterion.name)).type_text("1");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(points(&harness, &criterion.name), 1);
    let after = cells(&harness);
    assert_ne!(before, after, "leads change their cells");

    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(points(&harness, &criterion.name), criterion.points);
    assert_eq!(cells(&harness), before);

    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    settle(&mut harness);
    assert_eq!(points(&harness, &criterion.name), 1);
    assert_eq!(cells(&harness), after);
}

#[test]
fn what_is_saved_opens_equal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut harness = window(WIDE, sample_state(Sample::B2bSoftware));
    let shell = harness.state_mut();
    shell.state.document.model.criteria[0].points += 1;
    assert!(shell.state.save_to(&path));
    assert!(!shell.state.document.is_dirty());
    assert_eq!(file::load(&path).expect("a model"), shell.state.document.model);
    shell.state.open_model(&path);
    assert!(shell.state.notices.iter().all(|notice| !notice.is_error()), "{:?}", shell.state.notices);
}

#[test]
fn a_new_criterion_is_one_step_and_can_be_taken_back() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    let before = harness.state().state.document.model.clone();
    harness.get_by_label("Add a fit criterion").click();
    settle(&mut harness);
    harness.get_by_label("▲▲ Critical").click();
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(harness.state().state.document.model.criteria.len(), before.criteria.len() + 1);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(harness.state().state.document.model, before);
}

/// A model that is open and edited, and that somebody else has meanwhile given another name.
fn changed_by_both(path: &std::path::Path) -> egui_kittest::Harness<'static, tandem::app::shell::Shell> {
    let mut state = sample_state(Sample::SimpleStart);
    assert!(state.save_to(path));
    state.open_model(path);
    let mut theirs = state.document.model.clone();
    theirs.name = "Theirs".to_owned();
    file::save(path, &theirs).expect("saved");
    state.document.model.name = "Mine".to_owned();
    let mut harness = window(WIDE, state);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert_eq!(file::load(path).expect("a model").name, "Theirs", "nothing is overwritten unasked");
    assert!(harness.query_by_label("model.ron was changed by someone else since it was opened").is_some());
    assert!(harness.query_all_by_label_contains("Theirs").count() > 0, "it is said what they changed");
    harness
}

#[test]
fn what_someone_else_changed_is_replaced_only_when_that_is_the_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut harness = changed_by_both(&path);
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert!(harness.state().state.document.is_dirty());
    assert_eq!(file::load(&path).expect("a model").name, "Theirs");

    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    harness.get_by_label("Replace it").click();
    settle(&mut harness);
    assert!(!harness.state().state.document.is_dirty());
    assert_eq!(file::load(&path).expect("a model").name, "Mine");
    assert_eq!(file::load(&file::backup_path(&path)).expect("a backup").name, "Theirs");

    // Nobody came between: the next save asks nothing.
    harness.state_mut().state.document.model.name = "Mine again".to_owned();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert_eq!(file::load(&path).expect("a model").name, "Mine again");
}

#[test]
fn a_file_that_someone_else_changed_is_asked_about_before_what_comes_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut harness = changed_by_both(&path);
    harness.get_by_label("Cancel").click();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    settle(&mut harness);
    harness.get_all_by_label("Save").last().expect("the question's button").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.document.model.name, "Mine", "the draft is kept while the question is open");
    harness.get_by_label("Replace it").click();
    settle(&mut harness);
    assert_eq!(file::load(&path).expect("a model").name, "Mine");
    assert_eq!(harness.state().state.document.path, None, "and then the new model comes");
}

#[test]
fn a_save_that_was_given_up_leaves_nothing_to_follow_a_later_one() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    harness.state_mut().state.document.model.name = "Changed".to_owned();
    harness.state_mut().state.after_saving = Some(Then::New);
    harness.state_mut().state.enter_path(Purpose::SaveModel);
    settle(&mut harness);
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(harness.state().state.after_saving, None);
    let folder = tempfile::tempdir().expect("a folder");
    harness.state_mut().state.take_path(Purpose::SaveModel, folder.path().join("later.ron"));
    settle(&mut harness);
    assert_eq!(harness.state().state.document.model.name, "Changed", "no new model took its place");
}

#[test]
fn a_word_still_being_typed_is_saved_with_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut state = sample_state(Sample::B2bSoftware);
    assert!(state.save_to(&folder.path().join("model.ron")));
    let criterion = state.document.model.criteria[0].clone();
    state.pages.criteria.chosen = Some(criterion.id.clone());
    let mut harness = window(WIDE, state);
    harness.get_by_label("Add word").focus();
    settle(&mut harness);
    harness.get_by_label("Add word").type_text("Geschäftsführerin");
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    let saved = file::load(&folder.path().join("model.ron")).expect("a model");
    let rule = tandem::model::sentence::rule(&saved.criteria[0].rule);
    assert!(rule.contains("Geschäftsführerin"), "{rule}");
}

#[test]
fn a_file_of_that_name_is_not_replaced_unasked_when_the_ending_is_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("leads.ron");
    std::fs::write(&other, "somebody else's").expect("written");
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    harness.state_mut().state.take_path(Purpose::SaveModel, folder.path().join("leads"));
    settle(&mut harness);
    assert_eq!(std::fs::read_to_string(&other).expect("text"), "somebody else's");
    harness.get_by_label("Replace").click();
    settle(&mut harness);
    assert!(file::load(&other).is_ok(), "now it is");
}

#[test]
fn comments_are_said_to_be_lost_before_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut state = sample_state(Sample::SimpleStart);
    let text = file::to_text(&state.document.model);
    std::fs::write(&path, text.replacen("    name:", "    // Ours.\n    name:", 1)).expect("written");
    state.open_model(&path);
    let told = state.notices.iter().any(|notice| notice.text.contains("comments (the first on line 3)"));
    assert!(told, "{:?}", state.notices);
    file::save(&path, &state.document.model).expect("saved");
    state.notices.clear();
    state.open_model(&path);
    assert_eq!(state.notices, [], "there are none to lose");
}

#[test]
fn what_is_typed_into_a_rule_never_goes_into_the_name_of_a_new_criterion() {
    let mut harness = window(WIDE, sample_state(Sample::B2bSoftware));
    harness.get_by_label("Add a fit criterion").click();
    settle(&mut harness);
    harness.get_by_label("▲ Important").click();
    settle(&mut harness);
    // The name is offered for typing first; then another field is taken instead, and left again.
    harness.get_by_label("Add word").focus();
    settle(&mut harness);
    harness.get_by_label("Add word").type_text("Germany");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.key_press(Key::Escape);
    settle(&mut harness);
    harness.event(eframe::egui::Event::Text("France".to_owned()));
    settle(&mut harness);
    let model = &harness.state().state.document.model;
    let new = model.criteria.last().expect("the new criterion");
    assert_eq!(new.name, "New criterion");
}

#[test]
fn a_name_that_is_offered_is_replaced_by_what_is_typed_and_no_name_is_asked_for() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    // The tables have the keyboard, and keep it until something takes it.
    let name = harness.state().state.document.model.criteria[0].name.clone();
    harness.get_by_label(&format!("Points, {name}")).click();
    settle(&mut harness);
    harness.state_mut().state.enter_path(Purpose::SaveModel);
    settle(&mut harness);
    assert!(harness.get_by_label("Path").is_focused());
    let before = harness.get_by_label("Path").value().expect("a path");
    harness.event(eframe::egui::Event::Text("ours".to_owned()));
    settle(&mut harness);
    let after = harness.get_by_label("Path").value().expect("a path");
    let stem = std::path::Path::new(&before).file_stem().expect("a name").to_string_lossy().into_owned();
    assert_eq!(after, before.replace(&format!("{stem}.ron"), "ours.ron"));

    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.key_press(Key::Delete);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label("Type the path of a file");
    assert!(harness.get_by_label("Path").is_focused());
}
