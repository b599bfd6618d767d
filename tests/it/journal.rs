//! Unsaved work outlives its window, two windows on one file know of each other, and a save that fails loses nothing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{
        document::Document,
        modals::{Modal, Then},
        samples::Sample,
        shell::Shell,
        state::State,
    },
    model::{Model, file},
};

use crate::harness::{WIDE, settle, state_in, window};

/// A folder with a model in it, and what a window keeps.
struct Place {
    folder: tempfile::TempDir,
    model: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let models = folder.path().join("models");
        fs::create_dir(&models).expect("made");
        let model = models.join("agreement.ron");
        file::save(&model, &Sample::SimpleStart.model().expect("a sample")).expect("saved");
        Self { folder, model }
    }

    fn state(&self) -> State {
        state_in(&self.folder.path().join("user"))
    }

    fn unsaved(&self) -> PathBuf {
        self.folder.path().join("user/state/unsaved")
    }

    /// The files of the folder of unsaved work, or of one below it.
    fn kept(&self, below: &str) -> Vec<PathBuf> {
        let files = fs::read_dir(self.unsaved().join(below)).into_iter().flatten().flatten();
        files.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect()
    }

    /// A window on the model that ends without saving, as if killed: nobody answers a question, nothing is cleaned up.
    fn crash(&self, edit: impl FnOnce(&mut Model)) -> Model {
        let mut state = self.state();
        state.modal = None;
        state.open_anyway(&self.model);
        edit(&mut state.document.model);
        state.keep_journal();
        assert!(state.journal.settle());
        state.document.model.clone()
    }
}

fn draft<'a>(harness: &'a Harness<'_, Shell>) -> &'a Document {
    &harness.state().state.document
}

fn errors(harness: &Harness<'_, Shell>) -> Vec<String> {
    let notices = harness.state().state.notices.iter();
    notices.filter(|notice| notice.is_error()).map(|notice| notice.text.clone()).collect()
}

#[test]
fn work_that_was_not_saved_is_offered_and_taken_up_with_its_file() {
    let place = Place::new();
    let lost = place.crash(|model| {
        model.criteria[0].points += 3;
        model.name = "Agreed in the workshop".to_owned();
    });
    let mut harness = window(WIDE, place.state());
    harness.get_by_label("Work that was not saved");
    harness.get_by_label("just now: 2 changes that were not saved");
    harness.get_by_label_contains("renamed from “");
    let take_up = harness.get_by_label("Take up Agreed in the workshop");
    assert!(take_up.is_focused(), "Enter is the main answer");
    take_up.click();
    settle(&mut harness);
    assert_eq!((&draft(&harness).model, draft(&harness).path.as_deref()), (&lost, Some(place.model.as_path())));
    assert!(draft(&harness).is_dirty());
    assert!(harness.state().state.journal.settle());
    assert_eq!(place.kept("").len(), 1, "it goes on being kept, in one place");

    // One step back is what was last saved.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(!draft(&harness).is_dirty());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    settle(&mut harness);

    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert!(harness.state().state.journal.settle());
    assert_eq!(file::load(&place.model).expect("a model"), lost);
    assert_eq!(place.kept("").len(), 0, "what is saved is not kept twice");
    drop(harness);
    assert!(place.state().journal.offers().is_empty());
}

#[test]
fn a_file_that_others_changed_after_the_crash_is_not_overwritten_unseen() {
    let place = Place::new();
    place.crash(|model| model.name = "Mine".to_owned());
    let mut theirs = file::load(&place.model).expect("a model");
    theirs.name = "Theirs".to_owned();
    file::save(&place.model, &theirs).expect("saved");

    let mut harness = window(WIDE, place.state());
    harness.get_by_label_contains("The file has been changed by someone else since");
    harness.get_by_label_contains("“Simple start” to “Theirs”");
    harness.get_by_label("Take up Mine").click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert_eq!(file::load(&place.model).expect("a model").name, "Theirs");
    assert!(matches!(harness.state().state.modal, Some(Modal::Changed(_))), "it is asked about");
}

#[test]
fn work_whose_file_is_gone_makes_it_again() {
    let place = Place::new();
    let lost = place.crash(|model| model.name = "Mine".to_owned());
    fs::remove_file(&place.model).expect("removed");
    let mut harness = window(WIDE, place.state());
    harness.get_by_label("The file is no longer there; saving makes it again");
    harness.get_by_label("Take up Mine").click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert_eq!(file::load(&place.model).expect("a model"), lost);
    harness.get_by_label_contains("the file was no longer there, so it was made again");
}

#[test]
fn several_windows_that_crashed_are_each_offered_and_can_wait() {
    let place = Place::new();
    let mut first = place.state();
    first.document.model.name = "Never saved".to_owned();
    first.keep_journal();
    let mut second = place.state();
    assert!(second.journal.offers().is_empty(), "the first window is alive");
    second.open_model(&place.model);
    second.document.model.name = "Mine".to_owned();
    second.keep_journal();
    drop((first, second));
    assert_eq!(place.kept("").len(), 2);

    let mut harness = window(WIDE, place.state());
    harness.get_by_label("Work in 2 windows that was not saved");
    harness.get_by_label("Discard Never saved").click();
    settle(&mut harness);
    let aside = place.kept("discarded");
    assert_eq!(aside.len(), 1);
    assert_eq!(file::load(&aside[0]).expect("it opens as a model").name, "Never saved", "kept for a while");

    harness.get_by_label("Later").click();
    settle(&mut harness);
    assert!(place.state().journal.offers().is_empty(), "this window still offers it");
    harness.get_by_label("Work on Mine was not saved");
    harness.state_mut().state.document.model.name = "Another draft".to_owned();
    harness.get_by_label("Look at it").click();
    settle(&mut harness);
    harness.get_by_label("Take up Mine").click();
    settle(&mut harness);
    assert!(matches!(harness.state().state.modal, Some(Modal::Unsaved(Then::TakeUp(_)))), "a draft is not lost to it");
    harness.get_by_label("Don’t save").click();
    settle(&mut harness);
    assert_eq!(draft(&harness).model.name, "Mine");
    assert!(harness.state().state.journal.settle());
    assert_eq!(place.kept("").len(), 1);
}

#[test]
fn a_journal_that_cannot_be_read_is_told_and_kept() {
    let place = Place::new();
    place.crash(|model| model.name = "Mine".to_owned());
    let journal = place.kept("").remove(0);
    let half = fs::read(&journal).expect("read");
    fs::write(&journal, &half[..half.len() / 2]).expect("written");
    let newer = journal.with_file_name("1-newer.ron");
    let first = "// Unsaved work\n//# (format:2,thoughts:[1])\n(format: 3)";
    fs::write(&newer, first).expect("written");

    let state = place.state();
    assert!(state.modal.is_none());
    let told: Vec<&str> = state.notices.iter().map(|notice| notice.text.as_str()).collect();
    assert!(told.iter().any(|text| text.contains("could not be read, because line 2")), "{told:?}");
    assert!(told.iter().any(|text| text.contains("newer Tandem")), "{told:?}");
    let aside = place.kept("unreadable");
    assert_eq!(fs::read(&aside[0]).expect("kept"), half[..half.len() / 2]);
    assert_eq!(fs::read_to_string(&newer).expect("kept"), first, "left for the newer one");
}

#[test]
fn a_window_that_closes_properly_leaves_nothing() {
    let place = Place::new();
    let mut state = place.state();
    state.open_model(&place.model);
    state.document.model.name = "Mine".to_owned();
    state.keep_journal();
    assert!(state.journal.settle());
    state.unless_unsaved(Then::Quit);
    let mut harness = window(WIDE, state);
    harness.get_by_label("Don’t save").click();
    settle(&mut harness);
    harness.state_mut().state.close_journal();
    drop(harness);
    assert_eq!(fs::read_dir(place.unsaved()).expect("the folder").count(), 0);
    assert_eq!(fs::read_dir(place.unsaved().with_file_name("open")).expect("the folder").count(), 0);
}

#[test]
fn what_is_still_being_typed_is_kept_too() {
    let place = Place::new();
    let mut state = place.state();
    state.open_model(&place.model);
    let mut harness = window(WIDE, state);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    settle(&mut harness);
    harness.get_by_label("About").focus();
    settle(&mut harness);
    harness.get_by_label("About").type_text("Sales asked for it");
    settle(&mut harness);
    assert!(harness.state().state.journal.settle());
    assert!(harness.ctx.text_edit_focused(), "nobody has left the field");
    let kept = file::load(&place.kept("")[0]).expect("a model");
    assert!(kept.about.contains("Sales asked for it"), "{}", kept.about);
}

#[test]
fn a_journal_that_cannot_be_written_is_told_once_and_tried_again() {
    let place = Place::new();
    let user = place.folder.path().join("user");
    fs::create_dir_all(&user).expect("made");
    fs::write(user.join("state"), "in the way").expect("written");
    let mut state = place.state();
    state.open_model(&place.model);
    for name in ["one", "two"] {
        state.document.model.name = name.to_owned();
        state.keep_journal();
        assert!(!state.journal.settle(), "it can't be written");
        state.keep_journal();
    }
    let told: Vec<&str> = state.notices.iter().map(|notice| notice.text.as_str()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("can’t be kept for the case of a crash"), "{told:?}");
    assert!(!state.journal.is_keeping());
    assert!(state.save_to(&place.model), "the work goes on");

    fs::remove_file(user.join("state")).expect("removed");
    state.document.model.name = "three".to_owned();
    state.keep_journal();
    assert!(state.journal.settle());
    state.keep_journal();
    assert!(state.journal.is_keeping());
    assert!(state.notices.iter().any(|notice| notice.text.contains("kept again")), "{:?}", state.notices);
}

#[test]
fn a_model_that_is_open_in_another_window_is_asked_about_first() {
    let place = Place::new();
    let mut other = place.state();
    other.open_model(&place.model);
    other.keep_journal();

    let mut harness = window(WIDE, place.state());
    let ask = |harness: &mut Harness<'static, Shell>| {
        harness.state_mut().state.unless_unsaved(Then::OpenFile(place.model.clone()));
        settle(harness);
        harness.get_by_label("agreement.ron is open in another window");
    };
    ask(&mut harness);
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert_eq!(draft(&harness).path, None);
    ask(&mut harness);
    harness.get_by_label("Open a copy").click();
    settle(&mut harness);
    assert_eq!((draft(&harness).path.as_ref(), draft(&harness).model.name.as_str()), (None, "Simple start"));
    ask(&mut harness);
    harness.get_by_label("Open anyway").click();
    settle(&mut harness);
    assert_eq!(draft(&harness).path.as_deref(), Some(place.model.as_path()));
    assert_eq!(errors(&harness), Vec::<String>::new(), "it was said already");

    // Saving under the name of a file that is open elsewhere is told too.
    let third = place.model.with_file_name("third.ron");
    file::save(&third, &Model::new("third")).expect("saved");
    other.open_model(&third);
    other.keep_journal();
    assert!(harness.state_mut().state.save_to(&third));
    settle(&mut harness);
    assert!(errors(&harness)[0].contains("also open in another window"), "{:?}", errors(&harness));
}

/// Edits, then saves with Ctrl+S where that can't be done.
fn failing_save(place: &Place, break_it: impl FnOnce(&Path)) -> Harness<'static, Shell> {
    let mut state = place.state();
    state.open_model(&place.model);
    state.document.model.name = "Mine".to_owned();
    let mut harness = window(WIDE, state);
    break_it(place.model.parent().expect("a folder"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    harness.get_by_label("Not saved");
    assert!(draft(&harness).is_dirty(), "the work is still here");
    assert!(harness.state().state.journal.settle());
    assert_eq!(file::load(&place.kept("")[0]).expect("kept").name, "Mine");
    harness
}

#[test]
fn a_drive_that_vanished_is_told_and_saving_is_tried_again() {
    let place = Place::new();
    let away = place.folder.path().join("away");
    let mut harness = failing_save(&place, |folder| fs::rename(folder, &away).expect("moved"));
    harness.get_by_label_contains("connect that again, or save elsewhere");
    harness.get_by_label("Try again").click();
    settle(&mut harness);
    harness.get_by_label("Not saved");
    fs::rename(&away, place.model.parent().expect("a folder")).expect("moved back");
    harness.get_by_label("Try again").click();
    settle(&mut harness);
    assert!(harness.state().state.modal.is_none());
    assert!(!draft(&harness).is_dirty());
    assert_eq!(file::load(&place.model).expect("a model").name, "Mine");
}

#[test]
fn where_it_can_never_be_saved_it_is_saved_elsewhere() {
    let place = Place::new();
    let mut harness = failing_save(&place, |folder| {
        fs::remove_dir_all(folder).expect("removed");
        fs::write(folder, "a file where the folder was").expect("written");
    });
    // The dialog of the desktop is not there in a test; its answer is.
    let elsewhere = place.folder.path().join("elsewhere.ron");
    harness.get_by_label("Cancel").click();
    harness.state_mut().state.take_path(tandem::app::tasks::Purpose::SaveModel, elsewhere.clone());
    settle(&mut harness);
    assert_eq!(file::load(&elsewhere).expect("a model").name, "Mine");
    assert!(harness.state().state.journal.settle());
    assert!(place.kept("").is_empty());
}

#[test]
fn what_was_to_follow_a_save_follows_when_it_succeeds_at_last() {
    let place = Place::new();
    let away = place.folder.path().join("away");
    let models = place.model.parent().expect("a folder");
    let mut harness = failing_save(&place, |folder| fs::rename(folder, &away).expect("moved"));
    harness.key_press(Key::Escape);
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    settle(&mut harness);
    harness.get_all_by_label("Save").last().expect("the question's button").click();
    settle(&mut harness);
    assert_eq!(draft(&harness).model.name, "Mine", "not yet");
    fs::rename(&away, models).expect("moved back");
    harness.get_by_label("Try again").click();
    settle(&mut harness);
    assert_eq!(file::load(&place.model).expect("a model").name, "Mine");
    assert_eq!(draft(&harness).path, None, "the new model came");
}

/// The questions as people see them: `TANDEM_PICTURES=folder` writes them there.
#[test]
fn the_questions_fit_into_a_small_window() {
    let place = Place::new();
    place.crash(|model| {
        for criterion in &mut model.criteria {
            criterion.points += 1;
            criterion.why =
                "A reason that is much longer than a line of a question can be, to see where it ends".into();
        }
    });
    let mut theirs = file::load(&place.model).expect("a model");
    theirs.name = "Theirs".to_owned();
    file::save(&place.model, &theirs).expect("saved");
    place.crash(|model| model.criteria.clear());
    let mut state = place.state();
    state.settings.presentation = false;
    let mut harness = window(vec2(960.0, 600.0), state);
    let picture = |harness: &mut Harness<'static, Shell>, name: &str| {
        if let Some(folder) = std::env::var_os("TANDEM_PICTURES") {
            harness.render().expect("painted").save(Path::new(&folder).join(name)).expect("written");
        }
    };
    picture(&mut harness, "work.png");
    let screen = harness.ctx.content_rect();
    for label in ["Work in 2 windows that was not saved", "Later"] {
        assert!(screen.contains_rect(harness.get_by_label(label).rect()), "{label}");
    }
    for take_up in ["Take up Simple start", "Take up Theirs"] {
        assert!(screen.contains_rect(harness.get_by_label(take_up).rect()), "{take_up}");
    }
    harness.get_by_label("Discard Theirs").click();
    settle(&mut harness);
    picture(&mut harness, "one.png");
    harness.get_by_label("Later").click();
    settle(&mut harness);
    picture(&mut harness, "welcome.png");
    let away = place.folder.path().join("away");
    fs::rename(place.model.parent().expect("a folder"), &away).expect("moved");
    harness.state_mut().state.save_to(&place.model);
    settle(&mut harness);
    picture(&mut harness, "not-saved.png");
}

#[test]
fn one_lock_that_cannot_be_opened_hides_no_other_work() {
    let place = Place::new();
    let lost = place.crash(|model| model.name = "Agreed in the workshop".to_owned());
    fs::write(place.unsaved().join("0-0.ron"), "x").expect("written");
    fs::create_dir(place.unsaved().join("0-0.lock")).expect("made");
    let state = place.state();
    let names: Vec<_> = state.journal.offers().iter().map(|offer| offer.entry.draft.name.clone()).collect();
    assert_eq!(names, [lost.name]);
    let told = state.notices.iter().any(|it| it.text.contains("0-0.lock") && it.text.contains("move that away"));
    assert!(told, "{:?}", state.notices);
}

#[test]
fn leads_that_are_opened_after_the_last_edit_are_kept_with_it() {
    let place = Place::new();
    let mut state = place.state();
    state.open_model(&place.model);
    state.document.model.name = "Mine".to_owned();
    state.keep_journal();
    let leads = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models/leads.sqlite");
    state.set_library(tandem::app::tasks::read_library(&leads, &Default::default()).expect("the sample leads"));
    state.keep_journal();
    assert!(state.journal.settle());
    drop(state);
    let state = place.state();
    assert_eq!(state.journal.offers()[0].entry.library.as_deref(), Some(leads.as_path()));
}
