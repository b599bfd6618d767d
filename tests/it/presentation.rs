//! For a projector: everything larger, one axis at a time, and a panel that says the main thing.

use std::collections::BTreeSet;

use eframe::egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{
        commands::Command,
        pages::leads::Tab,
        places::Destination,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
    },
    lead::Outcome,
    model::Axis,
    scoring::{NO_CODE, testing::Verdict},
};

use crate::harness::{sample_state, settle, window, window_with_names};

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
    assert!(harness.query_by_label("Win rate to sales").is_none());
    assert!(harness.query_by_label("Past wins to sales").is_some());
    harness.key_press_modifiers(Modifiers::NONE, Key::F5);
    settle(&mut harness);
    assert!(!app(&harness).settings.presentation);
    assert!(harness.query_by_label("against the model as it was opened").is_some());
    assert!(harness.query_by_label("Win rate to sales").is_some());
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

#[test]
fn what_an_edit_breaks_is_seen_without_scrolling() {
    for is_presentation in [true, false] {
        let mut harness = presented(Page::Criteria);
        harness.state_mut().state.settings.presentation = is_presentation;
        settle(&mut harness);
        let all = app(&harness).document.model.test_leads.len() + app(&harness).document.model.segments.len();
        harness.get_by_label(&format!("Tests: {all} of {all} pass, 0 fail"));
        // Criteria that nobody can match stand in the way of what is below, and so does a change of the load.
        let state = &mut harness.state_mut().state;
        state.document.model.fit.bands[0].from = Some(95);
        for criterion in state.document.model.criteria.iter_mut().take(6) {
            criterion.points = 0;
        }
        state.touch();
        settle(&mut harness);
        let failed = app(&harness).scored.as_ref().expect("scored").tests().count(Verdict::Failed);
        assert!(failed > 0);
        let line = format!("Tests: {} of {all} pass, {failed} fail", all - failed);
        let line = harness.get_by_label(&line);
        let window = harness.ctx.content_rect();
        assert!(line.rect().bottom() < window.center().y, "{:?} in {window:?}", line.rect());
        let scored = app(&harness).scored.clone().expect("scored");
        let broken = scored.tests().leads.iter().position(|it| it.verdict() == Verdict::Failed).expect("a lead");
        let name = scored.model.test_leads[broken].told_name();
        let named = harness.get_all_by_label_contains(name);
        let in_panel: Vec<_> = named.filter(|node| node.rect().left() > window.right() - 290.0).collect();
        assert!(!in_panel.is_empty() && in_panel.iter().all(|node| node.rect().bottom() < window.bottom() - 16.0));
    }
}

#[test]
fn a_lead_and_an_account_take_the_room_of_their_list_and_lead_back() {
    let mut state = sample_state(Sample::B2bSoftware);
    state.settings.presentation = true;
    state.page = Page::Leads;
    let scored = state.scored.clone().expect("scored");
    let open: Vec<usize> = (0..2_000).filter(|row| scored.columns.outcomes[*row] == Outcome::Open).collect();
    let accounts = open.iter().map(|row| scored.columns.accounts[*row]).filter(|account| *account != NO_CODE);
    let accounts = accounts.collect::<BTreeSet<_>>().len();
    let mut harness = window_with_names(PROJECTOR, state);
    for (tab, count) in [(Tab::People, "1,022".to_owned()), (Tab::Accounts, accounts.to_string())] {
        harness.state_mut().state.pages.leads.tab = tab;
        settle(&mut harness);
        let rows = harness.query_all_by_role(Role::Row).count();
        assert!(rows > 3);
        harness.query_all_by_role(Role::Row).nth(2).expect("a row").click();
        settle(&mut harness);
        assert_eq!(harness.query_all_by_role(Role::Row).count(), 0, "{tab:?}: no list lies below");
        harness.get_by_label(&format!("3 of {count}"));
        harness.key_press(Key::ArrowDown);
        settle(&mut harness);
        harness.get_by_label(&format!("4 of {count}"));
        harness.get_by_label("The one before").click();
        settle(&mut harness);
        harness.get_by_label(&format!("3 of {count}"));
        harness.get_by_label("Back to the list").click();
        settle(&mut harness);
        assert_eq!(harness.query_all_by_role(Role::Row).count(), rows);
    }
}

#[test]
fn six_events_of_a_lead_in_the_sandbox_are_seen_at_once() {
    let mut state = sample_state(Sample::B2bSoftware);
    state.settings.presentation = true;
    state.page = Page::Leads;
    let mut harness = window_with_names(PROJECTOR, state);
    harness.query_all_by_role(Role::Row).nth(1).expect("a row").click();
    settle(&mut harness);
    harness.get_by_label("Open in sandbox").click();
    settle(&mut harness);
    let count = app(&harness).pages.leads.sandbox.trials()[0].lead.events.len();
    assert!(count >= 6, "{count}");
    let foot = harness.ctx.content_rect().bottom() - 28.0;
    let removes = harness.query_all_by_label_contains("Remove ");
    let seen = removes.filter(|node| node.rect().bottom() < foot && node.rect().height() > 8.0).count();
    assert!(seen >= 6, "{seen}");
}
