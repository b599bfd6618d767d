//! The open file is changed by someone else: nobody's work is lost, and it is said before it is too late.

use std::path::Path;

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{samples::Sample, settings::ThemeChoice, shell::Shell},
    model::{Model, file},
};

use crate::harness::{WIDE, builder, sample_state, settle, window};

/// A window on a file; the draft is changed by `mine`, then the file by `theirs`.
fn two(path: &Path, mine: impl FnOnce(&mut Model), theirs: impl FnOnce(&mut Model)) -> Harness<'static, Shell> {
    let mut state = sample_state(Sample::SimpleStart);
    assert!(state.save_to(path));
    state.open_model(path);
    state.settle();
    let mut their_model = state.document.model.clone();
    theirs(&mut their_model);
    file::save(path, &their_model).expect("saved");
    mine(&mut state.document.model);
    state.page = tandem::app::state::Page::Criteria;
    window(WIDE, state)
}

fn save(harness: &mut Harness<'_, Shell>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(harness);
}

#[test]
fn what_does_not_collide_is_merged_and_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut harness = two(&path, |it| it.criteria[0].points = 71, |it| it.criteria[1].name = "Theirs".to_owned());
    save(&mut harness);
    assert!(harness.query_by_label_contains("Nothing collides").is_some());
    harness.get_by_label("Merge and save").click();
    settle(&mut harness);
    let saved = file::load(&path).expect("a model");
    assert_eq!((saved.criteria[0].points, saved.criteria[1].name.as_str()), (71, "Theirs"));
    assert!(!harness.state().state.document.is_dirty());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_ne!(harness.state().state.document.model.criteria[1].name, "Theirs", "the merge is a step to undo");
}

#[test]
fn what_collides_is_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let collide = |points: i32| {
        move |it: &mut Model| {
            it.criteria[0].points = points;
            it.criteria[1].points = points;
        }
    };
    let mut harness = two(&path, collide(71), collide(62));
    save(&mut harness);
    let name = harness.state().state.document.model.criteria[1].name.clone();
    harness.get_by_label(&format!("{name}: points, Theirs: 62")).click();
    settle(&mut harness);
    harness.get_by_label("Merge and save").click();
    settle(&mut harness);
    let saved = file::load(&path).expect("a model");
    assert_eq!((saved.criteria[0].points, saved.criteria[1].points), (71, 62));
}

#[test]
fn it_is_said_before_saving_and_merged_without() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut harness = two(&path, |it| it.criteria[0].points = 71, |it| it.name = "Theirs".to_owned());
    assert!(harness.query_by_label_contains("while you edit it").is_none());
    harness.state_mut().state.look_at_file();
    settle(&mut harness);
    assert!(harness.query_by_label("model.ron was changed by someone else while you edit it").is_some());
    harness.get_by_label("Look").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Compare with model.ron as it is on the disk").is_some());
    harness.get_by_label("Merge…").click();
    settle(&mut harness);
    harness.get_by_label("Merge").click();
    settle(&mut harness);
    let draft = &harness.state().state.document.model;
    assert_eq!((draft.name.as_str(), draft.criteria[0].points), ("Theirs", 71));
    assert!(harness.query_by_label_contains("while you edit it").is_none());
    assert_ne!(file::load(&path).expect("a model").criteria[0].points, 71, "saving is another step");
    save(&mut harness);
    assert_eq!(file::load(&path).expect("a model").criteria[0].points, 71, "and asks nothing any more");
}

#[test]
fn a_draft_without_changes_follows_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut harness = two(&path, |_| (), |it| it.criteria[0].points = 62);
    harness.state_mut().state.look_at_file();
    settle(&mut harness);
    let state = &harness.state().state;
    assert_eq!(state.document.model.criteria[0].points, 62);
    assert!(!state.document.is_dirty());
    assert!(state.notices.iter().any(|it| it.text.contains("62 points")), "{:?}", state.notices);
}

#[test]
fn a_file_that_is_gone_or_broken_is_said_and_the_work_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut harness = two(&path, |it| it.name = "Mine".to_owned(), |_| ());
    std::fs::write(&path, "(format: 1, na").expect("written");
    harness.state_mut().state.look_at_file();
    settle(&mut harness);
    assert!(harness.query_by_label_contains("can’t be read any more").is_some());
    std::fs::remove_file(&path).expect("removed");
    harness.state_mut().state.look_at_file();
    settle(&mut harness);
    assert!(harness.query_by_label_contains("is no longer there").is_some());
    harness.get_by_label("Keep working").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.document.model.name, "Mine");
    save(&mut harness);
    assert_eq!(file::load(&path).expect("put back").name, "Mine");
}

#[test]
fn the_question_looks_well() {
    for (size, is_dark, name) in
        [(vec2(1280.0, 800.0), false, "changed-light"), (vec2(1920.0, 1080.0), true, "changed-dark")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("b2b-software.ron");
        let mut state = sample_state(Sample::B2bSoftware);
        assert!(state.save_to(&path));
        state.open_model(&path);
        state.settle();
        let mut theirs = state.document.model.clone();
        for (index, criterion) in theirs.criteria.iter_mut().take(5).enumerate() {
            criterion.points += 2;
            state.document.model.criteria[index].points -= 1;
        }
        theirs.criteria[6].name = "Renamed by a colleague".to_owned();
        theirs.criteria.remove(9);
        file::save(&path, &theirs).expect("saved");
        state.settings.theme = if is_dark { ThemeChoice::Dark } else { ThemeChoice::Light };
        state.page = tandem::app::state::Page::Criteria;
        state.look_at_file();
        let mut harness = builder(size, is_dark).build_eframe(|_creation| Shell::new(state));
        settle(&mut harness);
        let look = std::env::var("TANDEM_LOOK").ok();
        let paint = |harness: &mut Harness<'_, Shell>, part: &str| {
            if let Some(folder) = &look {
                harness.render().expect("painted").save(format!("{folder}/{name}{part}.png")).expect("saved");
            }
        };
        paint(&mut harness, "-bar");
        save(&mut harness);
        paint(&mut harness, "");
        assert_eq!(harness.query_all_by_label_contains(", Theirs: ").count(), 5);
    }
}

#[test]
fn who_looks_at_the_disk_sees_what_is_there_by_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let mut harness = two(&path, |it| it.criteria[0].points = 71, |it| it.name = "Theirs".to_owned());
    harness.state_mut().state.look_at_file();
    settle(&mut harness);
    harness.get_by_label("Look").click();
    settle(&mut harness);
    let mut theirs = file::load(&path).expect("a model");
    theirs.name = "Theirs once more".to_owned();
    file::save(&path, &theirs).expect("saved");
    harness.state_mut().state.look_at_file();
    settle(&mut harness);
    assert!(harness.query_all_by_label_contains("Theirs once more").count() > 0);
}

#[test]
fn comments_in_what_was_read_again_are_said_to_be_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let comment = |path: &Path| {
        let text = std::fs::read_to_string(path).expect("text");
        std::fs::write(path, text.replacen("    name:", "    // Ours.\n    name:", 1)).expect("written");
    };
    let is_said = |harness: &mut Harness<'static, Shell>| {
        let said =
            harness.state().state.notices.iter().any(|notice| notice.text.contains("comments (the first on line"));
        harness.state_mut().state.notices.clear();
        said
    };
    let mut harness = two(&path, |_| (), |it| it.criteria[0].points = 62);
    comment(&path);
    harness.state_mut().state.look_at_file();
    settle(&mut harness);
    assert!(is_said(&mut harness), "reloaded");
    harness.state_mut().state.document.model.criteria[1].points = 3;
    let mut theirs = harness.state().state.document.saved.as_ref().clone();
    theirs.name = "Theirs".to_owned();
    file::save(&path, &theirs).expect("saved");
    comment(&path);
    save(&mut harness);
    harness.get_by_label("Merge and save").click();
    settle(&mut harness);
    assert!(is_said(&mut harness), "merged");
}
