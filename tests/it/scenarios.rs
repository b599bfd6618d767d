//! Drafts are kept, compared and taken up again: in the window, by what a person sees and by the keyboard.

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        against::Against,
        commands::Command,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
    },
    lead::Outcome,
    model::{Model, Proposal, Tier, diff::diff, wording::grouped},
    scoring::score_all,
};

use crate::harness::{WIDE, sample_state, settle, window};

fn page() -> Harness<'static, Shell> {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::WhatIf;
    // High enough that the card at the foot of the page is seen.
    window(vec2(WIDE.x, 2400.0), state)
}

fn state<'a>(harness: &'a mut Harness<'static, Shell>) -> &'a mut State {
    &mut harness.state_mut().state
}

fn model<'a>(harness: &'a Harness<'static, Shell>) -> &'a Model {
    &harness.state().state.document.model
}

fn edit(harness: &mut Harness<'static, Shell>, change: impl FnOnce(&mut Model)) {
    change(&mut state(harness).document.model);
    state(harness).touch();
    state(harness).document.commit();
    settle(harness);
}

fn press(harness: &mut Harness<'static, Shell>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        settle(harness);
    }
}

fn click(harness: &mut Harness<'static, Shell>, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

fn type_name(harness: &mut Harness<'static, Shell>, name: &str) {
    harness.get_by_label("Name").type_text(name);
    settle(harness);
    press(harness, &[Key::Enter]);
}

/// Keeps the draft under a name, by the button at the head of the page.
fn keep(harness: &mut Harness<'static, Shell>, name: &str) {
    click(harness, "Keep as scenario");
    type_name(harness, name);
}

fn lower_b(model: &mut Model) {
    model.fit.bands[1].from = Some(20);
    model.criteria[0].points += 6;
}

/// How many go to sales, how many of them were won, and the win rate: as `tandem score` has them.
fn counted(harness: &Harness<'static, Shell>, model: &Model) -> (u64, u64, String) {
    let state = &harness.state().state;
    let columns = state.columns();
    let scores = score_all(&columns, model, state.as_of());
    let rows = || (0..columns.len()).filter(|row| scores.qualified.contains(*row));
    let count = |is: &dyn Fn(Outcome) -> bool| rows().filter(|row| is(columns.outcomes[*row])).count() as u64;
    let (won, decided) = (count(&|it| it == Outcome::Won), count(&|it| it != Outcome::Open));
    (rows().count() as u64, won, format!("{:.1} %", won as f64 / decided as f64 * 100.0))
}

/// How many leads are in another cell or on another route: joined lead by lead.
fn moved(harness: &Harness<'static, Shell>, one: &Model, other: &Model) -> usize {
    let state = &harness.state().state;
    let columns = state.columns();
    let [one, other] = [one, other].map(|model| score_all(&columns, model, state.as_of()));
    let place = |row: usize| {
        let of = |it: &tandem::scoring::Scores| (it.fit_band[row], it.engagement_band[row], it.route[row]);
        (of(&one), of(&other))
    };
    (0..columns.len()).filter(|row| place(*row).0 != place(*row).1).count()
}

#[test]
fn what_is_kept_is_compared_with_the_numbers_of_a_full_scoring() {
    let mut harness = page();
    assert!(harness.query_by_label_contains("Drafts that you keep stand here").is_some(), "an empty state teaches");
    let before = model(&harness).clone();
    edit(&mut harness, lower_b);
    keep(&mut harness, "Lower B");
    assert!(harness.query_by_label_contains("“Lower B” is kept").is_some());
    edit(&mut harness, |model| model.fit.bands[0].from = Some(44));
    let kept = Model::clone(&model(&harness).scenarios[0].model);
    let draft = model(&harness).clone();
    for (row, version, differences) in [
        ("Baseline: ", &before, "0 differences"),
        ("Draft: ", &draft, "3 differences"),
        ("Lower B, ", &kept, "2 differences"),
    ] {
        let (leads, won, rate) = counted(&harness, version);
        let moved = moved(&harness, &before, version);
        let is_row = |label: &str| {
            label.starts_with(row)
                && label.contains(&format!(", {} leads to sales, {won} of 120 past wins", grouped(leads)))
                && label.contains(&format!("win rate {rate}"))
                && label.contains(&format!(", {} leads moved, {differences}", grouped(moved as u64)))
        };
        let rows: Vec<String> = harness
            .get_all_by_label_contains(" leads moved, ")
            .filter_map(|node| node.accesskit_node().label())
            .collect();
        assert!(rows.iter().any(|label| is_row(label)), "{row}{leads} {won} {rate} {moved}: {rows:#?}");
    }
    assert_ne!(counted(&harness, &before), counted(&harness, &kept), "the test tells the versions apart");
}

#[test]
fn a_scenario_becomes_the_draft_in_one_step_and_loses_nothing_that_was_said() {
    let mut harness = page();
    edit(&mut harness, lower_b);
    keep(&mut harness, "Lower B");
    let word = Proposal { tier: Tier::Critical, points: 17, reason: "They buy.".to_owned() };
    edit(&mut harness, |model| {
        model.fit.bands[1].from = Some(25);
        model.criteria[3].proposals.sales = Some(word.clone());
        model.criteria[3].why = "Sellers ask.".to_owned();
    });
    let other = model(&harness).clone();
    click(&mut harness, "Scenario: draft");
    click(&mut harness, "Lower B");
    click(&mut harness, "Take up as the draft");
    assert!(harness.query_by_label_contains("undo brings back what was there").is_some());
    let taken = model(&harness);
    assert_eq!(taken.fit.bands[1].from, Some(20));
    assert_eq!(taken.criteria[3].proposals.sales, Some(word));
    assert_eq!(taken.criteria[3].why, "Sellers ask.");
    assert_eq!((&taken.decisions, &taken.scenarios), (&other.decisions, &other.scenarios));
    assert!(harness.query_by_label("Scenario: Lower B").is_some(), "the head of the page says what the draft is");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(diff(model(&harness), &other), []);
    assert!(harness.query_by_label("Scenario: draft").is_some());
}

#[test]
fn a_row_that_a_scenario_lacks_comes_back_with_what_was_said_of_it() {
    let mut harness = page();
    let whole = model(&harness).clone();
    edit(&mut harness, |model| drop(model.criteria.remove(3)));
    keep(&mut harness, "Without it");
    let word = Proposal { tier: Tier::Critical, points: 17, reason: "They buy.".to_owned() };
    edit(&mut harness, |model| {
        model.criteria = whole.criteria.clone();
        model.criteria[3].proposals.sales = Some(word.clone());
    });
    click(&mut harness, "Scenario: draft");
    click(&mut harness, "Without it");
    click(&mut harness, "Keep the draft first, then take up");
    assert_eq!(model(&harness).criteria.len(), whole.criteria.len() - 1);
    let kept = model(&harness).scenarios[1].id.clone();
    state(&mut harness).go_on_with(&kept);
    settle(&mut harness);
    assert_eq!(model(&harness).criteria[3].proposals.sales, Some(word));
}

#[test]
fn a_draft_that_is_nowhere_else_can_be_kept_first() {
    let mut harness = page();
    edit(&mut harness, lower_b);
    keep(&mut harness, "Lower B");
    let (id, name) = (model(&harness).criteria[2].id.clone(), model(&harness).criteria[2].name.clone());
    click(&mut harness, "Scenario: Lower B");
    click(&mut harness, "Lower B");
    assert!(harness.query_by_label("The draft is as this scenario").is_some());
    assert!(harness.query_by_label("Take up as the draft").is_none(), "it is the draft already");
    press(&mut harness, &[Key::Escape, Key::Escape]);
    edit(&mut harness, |model| model.criterion_mut(&id).expect("it is there").points = 23);
    click(&mut harness, "Scenario: draft");
    click(&mut harness, "Lower B");
    click(&mut harness, "Keep the draft first, then take up");
    let kept: Vec<&str> = model(&harness).scenarios.iter().map(|kept| kept.name.as_str()).collect();
    assert_eq!(kept.len(), 2);
    assert!(kept[1].ends_with("more") || kept[1] == format!("{name} 23 points"), "named by what changed: {kept:?}");
    assert_ne!(model(&harness).criterion(&id).expect("it is there").points, 23);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(model(&harness).criterion(&id).expect("it is there").points, 23);
    assert_eq!(model(&harness).scenarios.len(), 2, "what was kept stays kept");
}

#[test]
fn a_scenario_is_renamed_replaced_and_deleted_and_all_is_undone() {
    let mut harness = page();
    edit(&mut harness, lower_b);
    keep(&mut harness, "Lower B");
    edit(&mut harness, |model| model.fit.bands[0].from = Some(44));
    let menu = |harness: &mut Harness<'static, Shell>, name: &str, item: &str| {
        let row = |label: &str| label.starts_with(name) && label.contains("leads moved");
        harness.get_by(|node| node.label().is_some_and(|label| row(&label))).click();
        settle(harness);
        click(harness, item);
    };
    menu(&mut harness, "Lower B", "Name and note…");
    assert!(harness.query_by_label("Rename").is_some());
    type_name(&mut harness, "Lower B and A");
    assert_eq!(model(&harness).scenarios[0].name, "Lower B and A");
    menu(&mut harness, "Lower B and A", "Replace by the draft");
    assert_eq!(model(&harness).scenarios[0].model.fit.bands[0].from, Some(44));
    menu(&mut harness, "Lower B and A", "Delete");
    assert!(model(&harness).scenarios.is_empty());
    for name in ["Lower B and A", "Lower B and A", "Lower B"] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        settle(&mut harness);
        assert_eq!(model(&harness).scenarios[0].name, name);
    }
    assert_ne!(model(&harness).scenarios[0].model.fit.bands[0].from, Some(44));
}

#[test]
fn one_name_is_one_scenario() {
    let mut harness = page();
    edit(&mut harness, lower_b);
    keep(&mut harness, "Lower B");
    edit(&mut harness, |model| model.fit.bands[0].from = Some(44));
    click(&mut harness, "Keep as scenario");
    harness.get_by_label("Name").type_text("lower b");
    settle(&mut harness);
    assert!(harness.query_by_label_contains("is there already").is_some());
    click(&mut harness, "Replace");
    let kept = &model(&harness).scenarios;
    assert_eq!((kept.len(), kept[0].name.as_str(), kept[0].model.fit.bands[0].from), (1, "Lower B", Some(44)));
    click(&mut harness, "Keep as scenario");
    press(&mut harness, &[Key::Delete, Key::Enter]);
    assert!(harness.query_by_label("Give it a name to find it by").is_some());
    press(&mut harness, &[Key::Escape]);
    assert_eq!(model(&harness).scenarios.len(), 1);
}

#[test]
fn the_draft_is_held_against_a_scenario() {
    let mut harness = page();
    edit(&mut harness, lower_b);
    keep(&mut harness, "Lower B");
    edit(&mut harness, |model| model.fit.bands[0].from = Some(44));
    let id = model(&harness).scenarios[0].id.clone();
    click(&mut harness, "Scenario: draft");
    click(&mut harness, "Lower B");
    click(&mut harness, "Hold the draft against it");
    assert!(matches!(&harness.state().state.against, Against::Scenario(of) if *of == id));
    let kept = Arc::clone(&model(&harness).scenarios[0].model);
    let scored = harness.state().state.scored.clone().expect("it is scored");
    assert!(Arc::ptr_eq(&scored.baseline.model, &kept), "the panel's numbers are held against it too");
    assert!(
        harness
            .query_by(|node| node.label().is_some_and(|it| it.starts_with("Baseline: ") && it.contains("moved")))
            .is_none(),
        "one row stands for both"
    );
    assert!(harness.query_by_label_contains("Lower B, the baseline: ").is_some());
    let draft = harness.get_by_label_contains("Draft: ").accesskit_node().label().expect("a name");
    assert!(draft.ends_with("1 difference"), "{draft}");
    state(&mut harness).delete_scenario(&id);
    settle(&mut harness);
    assert!(Arc::ptr_eq(&harness.state().state.baseline(), &harness.state().state.document.saved));
}

#[test]
fn by_keyboard_a_draft_is_kept_and_taken_up_from_anywhere() {
    let mut harness = page();
    edit(&mut harness, lower_b);
    state(&mut harness).page = Page::Criteria;
    state(&mut harness).ask(Command::FindAnything);
    settle(&mut harness);
    harness.get_by_role_and_label(Role::TextInput, "Find anything").type_text("keep as scen");
    settle(&mut harness);
    press(&mut harness, &[Key::Enter]);
    assert!(harness.query_by_label("Keep as scenario").is_some(), "the question is there");
    press(&mut harness, &[Key::Enter]);
    let name = model(&harness).scenarios[0].name.clone();
    assert!(name.ends_with("and 1 more"), "a name is proposed: {name}");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(model(&harness).scenarios.is_empty());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    settle(&mut harness);
    edit(&mut harness, |model| model.fit.bands[1].from = Some(25));
    state(&mut harness).ask(Command::FindAnything);
    settle(&mut harness);
    harness.get_by_role_and_label(Role::TextInput, "Find anything").type_text("take up");
    settle(&mut harness);
    press(&mut harness, &[Key::Enter]);
    assert_eq!(model(&harness).fit.bands[1].from, Some(20));
}

#[test]
fn rows_are_sorted_by_what_they_are_judged_by_and_are_quiet_at_rest() {
    let mut harness = page();
    for (name, from) in [("Few", 40), ("Many", 16)] {
        edit(&mut harness, |model| model.fit.bands[1].from = Some(from));
        keep(&mut harness, name);
    }
    let order = |harness: &Harness<'static, Shell>| -> Vec<String> {
        let mut rows: Vec<(f32, String)> = harness
            .get_all_by_label_contains("leads moved, ")
            .filter_map(|node| Some((node.rect().top(), node.accesskit_node().label()?)))
            .collect();
        rows.sort_by(|one, other| one.0.total_cmp(&other.0));
        rows.into_iter().map(|(_, label)| label.split([':', ',']).next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(order(&harness), ["Baseline", "Draft", "Few", "Many"]);
    click(&mut harness, "Sort by To sales");
    assert_eq!(order(&harness), ["Draft", "Many", "Baseline", "Few"], "most first; of equals the first stays first");
    click(&mut harness, "Sort by To sales");
    assert_eq!(order(&harness)[0], "Few");
    settle(&mut harness);
    let output = harness.ctx.cumulative_frame_nr();
    harness.run_ok();
    assert!(harness.ctx.cumulative_frame_nr() <= output + 2, "nothing asks for frames");
}

#[test]
fn a_round_s_hidden_words_are_not_taken_away() {
    let mut harness = page();
    edit(&mut harness, lower_b);
    keep(&mut harness, "Lower B");
    let id = model(&harness).scenarios[0].id.clone();
    // Since then a row was added, and marketing has said something about it that sales may not see.
    edit(&mut harness, |model| {
        let mut new = model.criteria[0].clone();
        (new.id, new.name) = ("brand-new".into(), "Brand new".to_owned());
        new.proposals = Default::default();
        model.criteria.push(new);
    });
    state(&mut harness).begin_round(&["brand-new".into()], tandem::model::Team::Marketing);
    edit(&mut harness, |model| {
        let tiers = model.tiers;
        let new = model.criterion_mut(&"brand-new".into()).expect("it is there");
        new.propose(tandem::model::Team::Marketing, 9, &tiers);
    });
    state(&mut harness).voices.seat = Some(tandem::model::Team::Sales);
    state(&mut harness).go_on_with(&id);
    settle(&mut harness);
    assert!(model(&harness).criterion(&"brand-new".into()).is_some());
    assert!(harness.query_by_label_contains("Reveal first").is_some());
    state(&mut harness).notices.clear();
    state(&mut harness).keep_and_go_on_with(&id);
    let told: Vec<String> = state(&mut harness).notices.iter().map(|notice| notice.text.clone()).collect();
    assert!(told.iter().any(|text| text.contains("Reveal first")), "{told:?}");
    assert!(!told.iter().any(|text| text.contains("is the draft now")), "it is not: {told:?}");
}

#[test]
fn a_projector_shows_what_matters_most() {
    let mut harness = page();
    edit(&mut harness, lower_b);
    keep(&mut harness, "Lower B");
    state(&mut harness).settings.presentation = true;
    harness.set_size(vec2(1280.0, 4800.0));
    settle(&mut harness);
    for column in ["Scenario", "Leads a week", "Past wins"] {
        assert!(harness.query_by_label(&format!("Sort by {column}")).is_some(), "{column}");
    }
    assert!(harness.query_by_label("Sort by Differences").is_none(), "there is no room for all");
}
