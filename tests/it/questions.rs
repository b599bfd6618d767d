//! Questions belong to the model they are about, none is lost to another, and nothing is given up before what comes in its
//! place is there.

use std::path::{Path, PathBuf};

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{
        document::Document,
        modals::{Modal, Then},
        pages::criteria::edit,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::Purpose,
    },
    model::{Axis, Model, Tier, file},
};

use crate::harness::{WIDE, sample_state, settle, state, state_in, window};

/// A window on a model with one criterion, “a”.
fn small() -> Harness<'static, Shell> {
    let mut model = Model::new("Small");
    edit::add(&mut model, Axis::Fit, Tier::Critical, "a".to_owned());
    let mut state = state();
    state.set_document(Document::new(model, None));
    state.settle();
    window(WIDE, state)
}

/// A file with another model, whose first category has an id of its own.
fn other(folder: &Path) -> PathBuf {
    let path = folder.join("other.ron");
    let mut other = Model::new("Other");
    other.categories[0].id = "x".into();
    file::save(&path, &other).expect("saved");
    path
}

/// A window on a file that someone else has changed since, as the draft was.
fn changed_by_both(path: &Path) -> (Harness<'static, Shell>, Model) {
    let mut state = sample_state(Sample::SimpleStart);
    assert!(state.save_to(path));
    state.open_model(path);
    state.settle();
    let mut theirs = state.document.model.clone();
    state.document.model.criteria[0].points = 71;
    theirs.criteria[0].points = 62;
    theirs.criteria[1].name = "Theirs".to_owned();
    file::save(path, &theirs).expect("saved");
    state.page = Page::Criteria;
    (window(WIDE, state), theirs)
}

fn now<'a>(harness: &'a Harness<'_, Shell>) -> &'a State {
    &harness.state().state
}

fn click(harness: &mut Harness<'_, Shell>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

fn press(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    settle(harness);
}

#[test]
fn what_is_dropped_behind_a_question_waits_until_it_is_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = other(folder.path());
    let mut harness = small();
    harness.event(Event::Paste("Criterion\tCategory\tPoints\nGood\tProfile\t12\nBad\tProfile\ttwelve\n".to_owned()));
    settle(&mut harness);
    harness.state_mut().state.take_dropped(std::slice::from_ref(&path));
    settle(&mut harness);
    assert!(now(&harness).notices.iter().any(|notice| notice.text.contains("answer it and drop the file again")));
    click(&mut harness, "Take the other row");
    let draft = &now(&harness).document.model;
    assert_eq!((draft.name.as_str(), draft.criteria.len()), ("Small", 2), "the question was about this model");
    assert!(draft.criteria.iter().all(|criterion| draft.axis_of(criterion).is_some()));
}

#[test]
fn a_question_about_a_model_goes_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = other(folder.path());
    let mut harness = small();
    press(&mut harness, Key::Comma);
    assert!(matches!(now(&harness).modal, Some(Modal::Settings(_))));
    // The answer of a dialog that was open meanwhile.
    harness.state_mut().state.take_path(Purpose::OpenModel, path);
    settle(&mut harness);
    assert_eq!(now(&harness).document.model.name, "Other");
    assert!(now(&harness).modal.is_none(), "the fields still hold what the last model said");
}

#[test]
fn an_open_merge_comes_back_with_its_choices_after_the_window_was_to_close() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let (mut harness, _) = changed_by_both(&path);
    press(&mut harness, Key::S);
    let theirs = harness.get_all_by_label_contains(", Theirs: 62").next().expect("a choice");
    theirs.click();
    settle(&mut harness);
    harness.state_mut().state.unless_unsaved(Then::Quit);
    harness.state_mut().state.unless_unsaved(Then::Quit);
    settle(&mut harness);
    assert!(harness.query_by_label_contains("Save the changes to").is_some());
    click(&mut harness, "Cancel");
    click(&mut harness, "Merge and save");
    assert!(now(&harness).modal.is_none());
    assert_eq!(file::load(&path).expect("a model").criteria[0].points, 62, "as it was chosen");
}

#[test]
fn a_merge_that_had_to_wait_is_of_the_newest_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let (mut harness, _) = changed_by_both(&path);
    press(&mut harness, Key::Comma);
    assert!(!harness.state_mut().state.save_to(&path), "it is asked about, after the settings");
    harness.state_mut().state.document.model.about = "Written meanwhile".to_owned();
    settle(&mut harness);
    click(&mut harness, "Done");
    click(&mut harness, "Merge and save");
    let saved = file::load(&path).expect("a model");
    assert_eq!((saved.about.as_str(), saved.criteria[1].name.as_str()), ("Written meanwhile", "Theirs"));
}

#[test]
fn what_was_to_follow_a_save_follows_however_often_the_file_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let (mut harness, mut theirs) = changed_by_both(&path);
    press(&mut harness, Key::N);
    harness.get_all_by_label("Save").last().expect("the question's button").click();
    settle(&mut harness);
    theirs.criteria[1].name = "Theirs again".to_owned();
    file::save(&path, &theirs).expect("saved");
    click(&mut harness, "Merge and save");
    click(&mut harness, "Merge and save");
    let saved = file::load(&path).expect("a model");
    assert_eq!((saved.criteria[0].points, saved.criteria[1].name.as_str()), (71, "Theirs again"));
    assert_eq!(now(&harness).document.path, None, "the new model comes");
}

#[test]
fn what_is_given_up_stays_until_what_comes_in_its_place_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, broken) = (other(folder.path()), folder.path().join("broken.ron"));
    std::fs::write(&broken, "(format: 1, na").expect("written");
    let mut state = state_in(folder.path());
    state.document.model.name = "Mine".to_owned();
    let mut harness = window(WIDE, state);
    let drop_on = |harness: &mut Harness<'static, Shell>, path: &Path| {
        harness.state_mut().state.take_dropped(&[path.to_owned()]);
        settle(harness);
        click(harness, "Don’t save");
    };
    drop_on(&mut harness, &broken);
    assert_eq!(now(&harness).document.model.name, "Mine", "the file can't be read");
    assert!(harness.state().state.journal.settle());
    assert!(std::fs::read_dir(folder.path().join("state/unsaved")).expect("a folder").count() > 0, "it is kept still");

    // A way that is turned away from.
    harness.state_mut().state.unless_unsaved(Then::OpenByPath);
    settle(&mut harness);
    click(&mut harness, "Don’t save");
    assert!(matches!(now(&harness).modal, Some(Modal::Path(_))));
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(now(&harness).document.model.name, "Mine");

    // Asked about again each time, and gone at last.
    drop_on(&mut harness, &path);
    assert_eq!(now(&harness).document.model.name, "Other");
}
