//! What was done and what failed: said where nothing is covered, and gone by itself.

use eframe::egui::{Key, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{
        commands::Command,
        document::Document,
        pages::leads::Tab,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
    },
    model::Model,
};

use crate::harness::{WIDE, sample_state, settle, window, window_with_names};

/// The name of a criterion, after its points were typed as “abc”.
fn refused(harness: &mut Harness<'_, Shell>) -> String {
    let name = harness.state().state.document.model.criteria[0].name.clone();
    harness.get_by_label(&format!("Points, {name}")).click();
    settle(harness);
    harness.get_by_label(&format!("Points, {name}")).type_text("abc");
    harness.key_press(Key::Tab);
    settle(harness);
    assert!(is_said(harness), "{:?}", harness.state().state.notices);
    name
}

fn is_said(harness: &Harness<'_, Shell>) -> bool {
    harness.query_by_label_contains("is not a whole number of points").is_some()
}

/// Lets that many seconds pass; the window's clock goes a quarter of a second a frame.
fn wait(harness: &mut Harness<'_, Shell>, seconds: usize) {
    harness.run_steps(seconds * 4);
}

#[test]
fn what_failed_is_said_long_enough_to_be_read_and_then_goes() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    refused(&mut harness);
    wait(&mut harness, 6);
    assert!(is_said(&harness), "an error stays longer than what was done");
    let at = harness.get_by_label_contains("is not a whole number of points").rect().center();
    harness.hover_at(at);
    wait(&mut harness, 30);
    assert!(is_said(&harness), "whoever reads it is not hurried");
    harness.hover_at(eframe::egui::pos2(600.0, 300.0));
    wait(&mut harness, 14);
    assert!(!is_said(&harness));
}

#[test]
fn what_failed_while_nobody_was_there_waits_for_somebody() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    harness.state_mut().state.complain("The disk is full");
    wait(&mut harness, 60);
    assert!(harness.query_by_label("The disk is full").is_some());
    harness.hover_at(eframe::egui::pos2(600.0, 300.0));
    wait(&mut harness, 14);
    assert!(harness.query_by_label("The disk is full").is_none());
}

#[test]
fn escape_takes_notices_away_where_it_means_nothing_else() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    let name = refused(&mut harness);
    harness.key_press(Key::F2);
    settle(&mut harness);
    assert!(harness.state().state.pages.criteria.is_editing(), "a field is open: {name}");
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(is_said(&harness), "Escape was the field's");
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(!is_said(&harness));
    let name = harness.state().state.document.model.criteria[0].name.clone();
    assert!(harness.query_by_label(&format!("Points, {name}")).is_some());
}

#[test]
fn what_was_said_of_one_model_goes_with_it() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    refused(&mut harness);
    harness.state_mut().state.set_document(Document::new(Model::new("Another"), None));
    settle(&mut harness);
    assert!(!is_said(&harness));
}

#[test]
fn notices_stand_above_the_problem_at_the_foot() {
    let mut state = sample_state(Sample::B2bSoftware);
    let mut model = state.document.model.clone();
    model.criteria[0].points = 90;
    state.set_document(Document::new(model, None));
    state.settle();
    let mut harness = window(WIDE, state);
    harness.state_mut().state.ask(Command::NextProblem);
    settle(&mut harness);
    harness.state_mut().state.complain("Something failed");
    settle(&mut harness);
    let notice = harness.get_by_label("Something failed").rect();
    let strip = harness.get_by_label("All problems").rect();
    assert!(notice.bottom() < strip.top() - 8.0, "{notice:?} above {strip:?}");
}

fn leads_state() -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    state
}

#[test]
fn a_notice_covers_nothing_that_can_be_clicked() {
    for is_presentation in [false, true] {
        let mut state = leads_state();
        state.settings.presentation = is_presentation;
        let mut harness = window_with_names(vec2(1280.0, 800.0), state);
        for tab in Tab::ALL {
            let state = &mut harness.state_mut().state;
            state.pages.leads.tab = tab;
            if tab == Tab::Sandbox {
                state.new_in_sandbox();
            }
            state.notices.clear();
            state.complain("The model was not saved: the disk is full");
            settle(&mut harness);
            let notice = harness.get_by_label_contains("the disk is full").rect();
            let window = harness.ctx.content_rect();
            assert!(notice.top() > window.bottom() - 28.0, "in the margin of the page: {tab:?}, {is_presentation}");
            for name in ["Open in sandbox", "Keep as test lead", "Undo", "Save"] {
                for button in harness.query_all_by_label(name) {
                    assert!(!button.rect().expand(2.0).intersects(notice), "{name} on {tab:?}");
                }
            }
        }
    }
}

#[test]
fn a_notice_of_many_lines_lets_clicks_through() {
    let mut harness = window_with_names(vec2(1280.0, 800.0), leads_state());
    harness.state_mut().state.complain("Something failed, and there is very much to be said of it. ".repeat(16));
    settle(&mut harness);
    let button = harness.get_by_label("Open in sandbox").rect();
    let notice = harness.get_by_label_contains("Something failed").rect();
    assert!(notice.contains(button.center()), "it is long enough to lie over {button:?}: {notice:?}");
    harness.get_by_label("Open in sandbox").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.pages.leads.tab, Tab::Sandbox);
}

#[test]
fn what_failed_waits_behind_what_was_done_since() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    harness.state_mut().state.complain("The disk is full");
    harness.state_mut().state.complain("The network is gone");
    settle(&mut harness);
    assert!(harness.query_by_label("The disk is full").is_none(), "one at a time");
    assert!(harness.query_by_label("and 1 more").is_some());
    harness.get_by_label("Dismiss").click();
    settle(&mut harness);
    assert!(harness.query_by_label("The disk is full").is_some());
    harness.get_by_label("Dismiss").click();
    settle(&mut harness);
    assert!(harness.state().state.notices.is_empty());
}

#[test]
fn what_failed_and_was_read_does_not_come_back_over_something_else() {
    for (seconds, comes_back) in [(1, true), (6, false)] {
        let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
        refused(&mut harness);
        wait(&mut harness, seconds);
        harness.state_mut().state.tell("Exported");
        harness.run_steps(2);
        assert!(!is_said(&harness), "one at a time");
        wait(&mut harness, 7);
        assert!(harness.query_by_label("Exported").is_none());
        assert_eq!(is_said(&harness), comes_back, "seen for {seconds} s");
        harness.hover_at(eframe::egui::pos2(600.0, 300.0));
        wait(&mut harness, 14);
        assert!(!is_said(&harness));
    }
}
