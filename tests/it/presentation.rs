//! For a projector: everything larger, one axis at a time, and a panel that says the main thing.

use eframe::egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{
        commands::Command,
        places::Destination,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
    },
    model::Axis,
};

use crate::harness::{sample_state, settle, window};

const PROJECTOR: Vec2 = Vec2::new(1280.0, 800.0);

fn presented(page: Page) -> Harness<'static, Shell> {
    let mut state = sample_state(Sample::B2bSoftware);
    state.settings.presentation = true;
    state.page = page;
    window(PROJECTOR, state)
}

fn app<'a>(harness: &'a Harness<'_, Shell>) -> &'a State {
    &harness.state().state
}

#[test]
fn one_axis_is_shown_at_a_time_and_follows_what_is_gone_to() {
    let mut harness = presented(Page::Criteria);
    assert!(harness.query_by_label("Fit settings").is_some());
    assert!(harness.query_by_label("Engagement settings").is_none());
    harness.get_by_label("Axis shown: Engagement").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Fit settings").is_none());
    assert!(harness.query_by_label("Engagement settings").is_some());

    let model = app(&harness).document.model.clone();
    let of_fit = model.criteria.iter().find(|row| model.axis_of(row) == Some(Axis::Fit)).expect("a criterion");
    harness.state_mut().state.go(Destination::Criterion(of_fit.id.clone()));
    settle(&mut harness);
    assert!(harness.query_by_label("Fit settings").is_some(), "the axis of what was gone to");
    assert!(harness.query_by_label(&format!("Points, {}", of_fit.name)).is_some());
}

#[test]
fn f5_takes_the_captions_away_and_brings_them_back() {
    let mut harness = presented(Page::Criteria);
    assert!(harness.query_by_label("against the model as it was opened").is_none());
    assert!(harness.query_by_label("Win rate of those").is_none());
    assert!(harness.query_by_label("Past wins to sales").is_some());
    harness.key_press_modifiers(Modifiers::NONE, Key::F5);
    settle(&mut harness);
    assert!(!app(&harness).settings.presentation);
    assert!(harness.query_by_label("against the model as it was opened").is_some());
    assert!(harness.query_by_label("Win rate of those").is_some());
}

#[test]
fn nothing_of_a_page_or_a_question_lies_outside_the_window() {
    let inside = |harness: &Harness<'_, Shell>, what: &str| {
        let window = harness.ctx.content_rect().expand(1.0);
        for role in [Role::Button, Role::RadioButton, Role::ComboBox, Role::TextInput] {
            for node in harness.query_all_by_role(role) {
                // What is scrolled out of sight is cut off, not lost.
                let rect = node.rect();
                let is_beside = rect.right() > window.right() || rect.left() < window.left();
                assert!(!is_beside, "{what}: {:?} at {rect:?}", node.value());
            }
        }
    };
    for page in Page::ALL {
        inside(&presented(page), &format!("{page:?}"));
    }
    for command in [
        Command::FindAnything,
        Command::Shortcuts,
        Command::NewFromTemplate,
        Command::ModelSettings,
        Command::ImportLeads,
        Command::BlindRound,
    ] {
        let mut harness = presented(Page::Criteria);
        harness.state_mut().state.ask(command);
        settle(&mut harness);
        assert!(app(&harness).modal.is_some());
        inside(&harness, &format!("{command:?}"));
    }
}
