//! The page “Problems”: live, gone to and mended by mouse and by keyboard.

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{
        document::Document,
        modals::Modal,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
    },
    model::{Model, Team, check::Problem},
};

use crate::harness::{WIDE, sample_state, settle, state, window};

fn app<'a>(harness: &'a Harness<'_, Shell>) -> &'a State {
    &harness.state().state
}

fn press(harness: &mut Harness<'_, Shell>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn problems(harness: &Harness<'_, Shell>) -> Vec<Problem> {
    app(harness).scored.as_ref().expect("scored").problems.clone()
}

/// Three criteria give far too many points, a route has no owner, the model no name.
fn troubled() -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    for criterion in &mut state.document.model.criteria[..3] {
        criterion.points = 500;
    }
    state.document.model.routes[0].owner = None;
    state.document.model.name.clear();
    state.settle();
    state.page = Page::Problems;
    state
}

#[test]
fn it_says_what_was_checked_against_which_leads() {
    let harness = window(WIDE, troubled());
    assert!(harness.query_by_label_contains("Checked against 2,000 leads of leads, as of ").is_some());
    let seen_in_leads: Vec<_> = problems(&harness).into_iter().filter(|problem| problem.needs_leads).collect();
    let mut alone = state();
    alone.set_document(Document::new(app(&harness).document.model.clone(), None));
    alone.page = Page::Problems;
    let harness = window(WIDE, alone);
    assert!(harness.query_by_label_contains("No leads are open").is_some());
    let left = problems(&harness);
    assert!(left.iter().all(|problem| !problem.needs_leads));
    assert!(seen_in_leads.iter().all(|seen| left.iter().all(|other| other.sentence != seen.sentence)));
}

#[test]
fn one_click_mends_one_and_another_all_like_it() {
    let mut harness = window(WIDE, troubled());
    let outside = |harness: &Harness<'_, Shell>| {
        problems(harness).iter().filter(|problem| problem.code == "points-outside-tier").count()
    };
    assert_eq!(outside(&harness), 3);
    let first = problems(&harness).into_iter().find(|one| one.code == "points-outside-tier").expect("three");
    harness.get_by_label(&format!("Mend: {}", first.sentence)).click();
    settle(&mut harness);
    assert_eq!(outside(&harness), 2);
    harness.get_by_label_contains("Mend all 2 like: ").click();
    settle(&mut harness);
    assert_eq!(outside(&harness), 0);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(outside(&harness), 2, "all of them in one step");
}

#[test]
fn every_problem_is_gone_to_by_keyboard_and_mended_on_the_way() {
    let mut harness = window(WIDE, troubled());
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let first = problems(&harness)[0].clone();
    assert_eq!(first.sentence, "The model has no name");
    let row = harness.get_by_role_and_label(Role::ListBoxOption, &first.sentence);
    assert!(row.is_focused());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(matches!(app(&harness).modal, Some(Modal::Settings(_))), "the name is in the settings");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let mends = problems(&harness).iter().filter(|problem| problem.mend.is_some()).count();
    let place = problems(&harness).iter().position(|one| one.code == "points-outside-tier").expect("three");
    for _ in 0..place {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut harness, Modifiers::NONE, Key::M);
    assert_eq!(problems(&harness).iter().filter(|problem| problem.mend.is_some()).count(), mends - 1);
    press(&mut harness, Modifiers::NONE, Key::M);
    assert_eq!(problems(&harness).iter().filter(|problem| problem.mend.is_some()).count(), mends - 2, "and the next");
}

#[test]
fn f8_goes_round_all_problems_wherever_they_are() {
    let mut state = troubled();
    state.page = Page::Leads;
    let mut harness = window(WIDE, state);
    let all = problems(&harness);
    let mut pages = Vec::new();
    for problem in &all {
        press(&mut harness, Modifiers::NONE, Key::F8);
        assert!(harness.query_by_label_contains(&format!("of {}: {}", all.len(), problem.sentence)).is_some());
        if app(&harness).modal.is_some() {
            press(&mut harness, Modifiers::NONE, Key::Escape);
        }
        pages.push(app(&harness).page);
    }
    assert!(pages.contains(&Page::Criteria) && pages.contains(&Page::Matrix), "{pages:?}");
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    let before = &all[all.len() - 2];
    let told = format!("Problem {} of {}: {}", all.len() - 1, all.len(), before.sentence);
    assert!(harness.query_by_label(&told).is_some(), "and back");
}

#[test]
fn a_sound_model_says_what_was_looked_at() {
    let mut alone = state();
    alone.set_document(Document::new(Model::new("New model"), None));
    for route in &mut alone.document.model.routes {
        route.owner.get_or_insert(Team::Sales);
    }
    alone.settle();
    // Nobody reaches any band without criteria, which is told.
    alone.page = Page::Problems;
    let harness = window(WIDE, alone);
    if problems(&harness).is_empty() {
        assert!(harness.query_by_label_contains("Looked at: ").is_some());
    } else {
        assert!(harness.query_by_label_contains("Looked at: ").is_none());
    }
}

#[test]
fn the_navigation_counts_them() {
    let mut harness = window(WIDE, troubled());
    harness.state_mut().state.page = Page::Criteria;
    settle(&mut harness);
    harness.get_by_role_and_label(Role::ListBoxOption, "Problems").click();
    settle(&mut harness);
    assert_eq!(app(&harness).page, Page::Problems);
    harness.get_by_role_and_label(Role::ListBoxOption, "Present").click();
    settle(&mut harness);
    assert!(app(&harness).settings.presentation);
}
