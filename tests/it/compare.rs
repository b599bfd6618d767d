//! Another version beside the draft: every difference is listed, taken with one click or key, and undone as one step.

use std::path::Path;

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{commands::Command, samples::Sample, shell::Shell, state::State},
    model::{Model, Proposal, Team, Tier, diff::diff, file},
};

use crate::harness::{WIDE, builder, sample_state, settle, window};

/// A version of the sample that differs in several ways.
fn other_version(model: &Model) -> Model {
    let mut other = model.clone();
    other.criteria[0].points += 3;
    other.criteria[0].name = format!("{} (new)", other.criteria[0].name);
    other.criteria.remove(1);
    let moved = other.criteria.remove(4);
    other.criteria.insert(2, moved);
    let mut new = model.criteria[2].clone();
    (new.id, new.name) = ("brand-new".into(), "Brand new".to_owned());
    other.criteria.push(new);
    other.categories[0].at_most = Some(33);
    other.fit.bands[0].from = Some(82);
    if let Some(cell) = other.matrix.cells.values_mut().nth(5) {
        *cell = model.routes[0].id.clone();
    }
    other.routes[0].weekly_capacity = Some(41);
    other.cold_after_days = 45;
    other
}

fn comparing(folder: &Path, change: impl FnOnce(&Model) -> Model) -> (State, Model) {
    let mut state = sample_state(Sample::B2bSoftware);
    let other = change(&state.document.model);
    let path = folder.join("sales-version.ron");
    file::save(&path, &other).expect("saved");
    state.page = tandem::app::state::Page::Criteria;
    state.compare_with(&path);
    (state, other)
}

fn left(harness: &Harness<'_, Shell>, other: &Model) -> usize {
    diff(&harness.state().state.document.model, other).len()
}

#[test]
fn one_is_taken_by_its_arrow_and_undone_as_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, other) = comparing(folder.path(), other_version);
    let before = state.document.model.clone();
    let mut harness = window(WIDE, state);
    let count = left(&harness, &other);
    assert!(harness.query_by_label_contains(&format!("{count} differences")).is_some());
    let points = other.criteria[0].points;
    harness.get_by_label_contains(&format!("→ {points} points")).click();
    settle(&mut harness);
    assert_eq!(harness.state().state.document.model.criteria[0].points, points);
    assert_eq!(left(&harness, &other), count - 1, "nothing else was taken, and the list is shorter");
    assert!(harness.query_by_label_contains(&format!("→ {points} points")).is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(harness.state().state.document.model, before);
}

#[test]
fn arrows_and_enter_take_until_nothing_differs() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, other) = comparing(folder.path(), other_version);
    let mut harness = window(WIDE, state);
    harness.key_press(Key::ArrowDown);
    settle(&mut harness);
    let mut steps = 0;
    while left(&harness, &other) > 0 {
        let before = left(&harness, &other);
        harness.key_press(Key::Enter);
        settle(&mut harness);
        assert!(left(&harness, &other) < before, "each Enter takes something");
        steps += 1;
        assert!(steps < 40);
    }
    assert!(steps > 3, "they were taken one by one");
    assert!(harness.query_by_label("No difference").is_some());
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(harness.query_by_label("No difference").is_none(), "back at the page");
}

#[test]
fn a_whole_thing_and_a_whole_sort_are_taken_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, other) = comparing(folder.path(), other_version);
    let mut harness = window(WIDE, state);
    let name = format!("Take all 2, {}", other.criteria[0].name);
    harness.get_by_label(&name).click();
    settle(&mut harness);
    let draft = &harness.state().state.document.model;
    assert_eq!(
        (&draft.criteria[0].name, draft.criteria[0].points),
        (&other.criteria[0].name, other.criteria[0].points)
    );
    harness.get_by_label_contains("Show: Criteria").click();
    settle(&mut harness);
    harness.get_by_label_contains("Take all").click();
    settle(&mut harness);
    let draft = &harness.state().state.document.model;
    assert_eq!(draft.criteria, other.criteria);
    assert_ne!(draft.fit, other.fit, "only what is shown was taken");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_ne!(harness.state().state.document.model.criteria, other.criteria);
}

#[test]
fn the_last_save_can_be_compared_with() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    harness.state_mut().state.document.model.criteria[0].points += 1;
    harness.state_mut().state.ask(Command::CompareSaved);
    settle(&mut harness);
    assert!(harness.query_by_label_contains("as last saved").is_some());
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(!harness.state().state.document.is_dirty());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    settle(&mut harness);
    assert!(harness.state().state.pages.compare.is_none(), "another page was asked for");
}

#[test]
fn a_blind_proposal_is_not_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut state, other) = comparing(folder.path(), |model| {
        let mut other = model.clone();
        other.criteria[0].proposals.blind = true;
        let told = Proposal { tier: Tier::Critical, points: 8_888, reason: "Secret".to_owned() };
        other.criteria[0].proposals.sales = Some(told);
        other
    });
    state.voices.seat = Some(Team::Marketing);
    let harness = window(WIDE, state);
    assert!(left(&harness, &other) > 0);
    assert_eq!(harness.query_all_by_label_contains("8,888").count(), 0);
    assert_eq!(harness.query_all_by_label_contains("Secret").count(), 0);
    assert!(harness.query_all_by_label("hidden until both teams are in").count() > 0);
}

#[test]
fn it_looks_well() {
    for (size, is_dark, name) in
        [(vec2(1280.0, 800.0), false, "compare-light"), (vec2(1920.0, 1080.0), true, "compare-dark")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut state, _) = comparing(folder.path(), other_version);
        state.settings.theme =
            if is_dark { tandem::app::settings::ThemeChoice::Dark } else { tandem::app::settings::ThemeChoice::Light };
        let mut harness = builder(size, is_dark).build_eframe(|_creation| Shell::new(state));
        settle(&mut harness);
        if let Ok(folder) = std::env::var("TANDEM_LOOK") {
            harness.render().expect("painted").save(format!("{folder}/{name}.png")).expect("saved");
        }
        // No text runs over the arrow's column: every arrow can be clicked.
        assert!(harness.query_all_by_label_contains("Take, ").count() > 8);
    }
}
