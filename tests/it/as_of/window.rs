//! The day that is shown: moved by keys, by the mouse and by typing, played, and taken back.

use std::sync::Arc;

use eframe::egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        samples::Sample,
        shell::Shell,
        state::{Page, State},
    },
    lead::{Day, Instant},
    scoring::{Live, Summary},
};

use crate::{
    harness::{WIDE, sample_state, settle, window},
    what_if_sweep::{offers_what_fits, with_capacity},
};

fn on_matrix() -> Harness<'static, Shell> {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Matrix;
    let mut harness = window(WIDE, state);
    settle(&mut harness);
    harness
}

fn state<'a>(harness: &'a Harness<'_, Shell>) -> &'a State {
    &harness.state().state
}

fn summary<'a>(harness: &'a Harness<'_, Shell>) -> &'a Summary {
    &state(harness).scored.as_ref().expect("it is scored").summary
}

/// What a scorer of its own finds.
fn direct(harness: &Harness<'_, Shell>, as_of: Instant) -> Summary {
    Live::new(state(harness).columns(), &state(harness).document.model, as_of).summary()
}

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

fn press(harness: &mut Harness<'_, Shell>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn type_day(harness: &mut Harness<'_, Shell>, text: &str) {
    harness.get_by_label("As of this day").focus();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("As of this day").type_text(text);
    harness.run_ok();
    press(harness, Modifiers::NONE, Key::Enter);
}

#[test]
fn the_slider_goes_by_keys_and_the_counts_are_those_of_that_day() {
    let mut harness = on_matrix();
    let own = state(&harness).own_as_of();
    assert_eq!((state(&harness).as_of(), own.day()), (own, day("2026-11-18")));
    let now = summary(&harness).clone();
    harness.get_by_label("As of day").focus();
    harness.run_ok();
    let mut steps = vec![];
    for (modifiers, key, then) in [
        (Modifiers::NONE, Key::ArrowLeft, "2026-11-17"),
        (Modifiers::SHIFT, Key::ArrowLeft, "2026-11-10"),
        (Modifiers::NONE, Key::PageDown, "2026-10-10"),
        (Modifiers::NONE, Key::ArrowRight, "2026-10-11"),
        (Modifiers::NONE, Key::PageDown, "2026-09-11"),
    ] {
        press(&mut harness, modifiers, key);
        assert_eq!(state(&harness).as_of(), day(then).last_second(), "{key:?}");
        assert_eq!(*summary(&harness), direct(&harness, day(then).last_second()), "{then}");
        steps.push(summary(&harness).leads);
    }
    assert!(now.leads >= steps[0] && steps[0] >= steps[1] && steps[1] > steps[2], "back: {steps:?}");
    assert!(steps[3] >= steps[2], "a day on: {steps:?}");
    assert!(steps[4] < steps[3], "a month back: {steps:?}");
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert!(summary(&harness).leads < 20, "the first day of the library");
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(state(&harness).gone_to(), None, "the end is today");
    assert_eq!((state(&harness).as_of(), summary(&harness)), (own, &now), "and today is as it was");
}

#[test]
fn every_page_tells_the_day_and_one_click_goes_back() {
    let mut harness = on_matrix();
    let now = summary(&harness).clone();
    let chip = "As it was on 1 Mar 2026: back to today";
    assert!(harness.query_by_label(chip).is_none());
    type_day(&mut harness, "1 Mar 2026");
    for page in Page::ALL.into_iter().filter(|page| *page != Page::Welcome) {
        harness.state_mut().state.page = page;
        settle(&mut harness);
        assert!(harness.query_by_label(chip).is_some(), "{page:?}");
    }
    assert_eq!(*summary(&harness), direct(&harness, day("2026-03-01").last_second()));
    harness.get_by_label(chip).click();
    settle(&mut harness);
    assert_eq!((state(&harness).gone_to(), summary(&harness)), (None, &now));
    assert!(harness.query_by_label(chip).is_none());
}

#[test]
fn a_day_is_typed_and_what_is_none_is_refused_in_a_sentence() {
    let mut harness = on_matrix();
    type_day(&mut harness, "2026-02-28");
    assert_eq!(state(&harness).gone_to(), Some(day("2026-02-28").last_second()));
    type_day(&mut harness, "soon");
    assert!(harness.query_by_label_contains("“soon” is not a day").is_some());
    assert_eq!(state(&harness).gone_to(), Some(day("2026-02-28").last_second()), "it stays where it was");
    type_day(&mut harness, "2026-11-18");
    assert_eq!(state(&harness).gone_to(), None, "the library's own day is today");
    assert!(harness.query_by_label_contains("is not a day").is_none());
}

#[test]
fn a_refusal_is_gone_with_the_next_day_that_is_shown() {
    let mut harness = on_matrix();
    for next in ["A month back", "Back to today"] {
        type_day(&mut harness, "soon");
        assert!(harness.query_by_label_contains("“soon” is not a day").is_some());
        harness.get_by_label(next).click();
        settle(&mut harness);
        assert!(harness.query_by_label_contains("is not a day").is_none(), "{next}");
    }
}

#[test]
fn from_a_day_ahead_there_is_no_month_on() {
    let mut harness = on_matrix();
    type_day(&mut harness, "1 Mar 2027");
    assert_eq!(state(&harness).gone_to(), Some(day("2027-03-01").last_second()));
    assert!(harness.get_by_label("A month on").accesskit_node().is_disabled());
    harness.get_by_label("A month back").click();
    settle(&mut harness);
    assert_eq!(state(&harness).gone_to(), None, "at the end of February too it is ahead");
}

#[test]
fn a_drag_of_the_slider_goes_back_in_time() {
    let mut harness = on_matrix();
    let rect = harness.get_by_label("As of day").rect();
    harness.drag_at(rect.right_center());
    harness.hover_at(rect.center());
    harness.run_ok();
    let dragged = state(&harness).as_of();
    assert!(dragged < state(&harness).own_as_of(), "it follows the hand before it is let go");
    harness.drop_at(rect.center());
    settle(&mut harness);
    assert_eq!(*summary(&harness), direct(&harness, state(&harness).as_of()));
    assert_eq!(state(&harness).document.history.undo_label(), None, "the day is no edit of the model");
}

#[test]
fn other_leads_are_shown_as_of_their_own_day() {
    let mut harness = on_matrix();
    type_day(&mut harness, "2026-03-01");
    let columns = state(&harness).columns();
    let as_of = state(&harness).own_as_of();
    let other =
        tandem::app::tasks::OpenLibrary { path: "other.sqlite".into(), columns, as_of, former: Default::default() };
    harness.state_mut().state.set_library(other);
    settle(&mut harness);
    assert_eq!((state(&harness).gone_to(), state(&harness).as_of()), (None, as_of));
}

#[test]
fn nothing_is_kept_of_the_leads_before() {
    let mut harness = on_matrix();
    type_day(&mut harness, "2026-03-01");
    harness.get_by_label("View: Difference").click();
    settle(&mut harness);
    harness.get_by_label("Held against: 1 year earlier").click();
    settle(&mut harness);
    harness.get_by_label("View: Over time").click();
    settle(&mut harness);
    harness.state_mut().state.document.model.criteria[0].points += 30;
    harness.state_mut().state.page = Page::WhatIf;
    settle(&mut harness);
    settle(&mut harness);
    let before = Arc::downgrade(&state(&harness).columns());
    let mut builder = tandem::scoring::ColumnsBuilder::default();
    let created = Some(day("2026-05-01"));
    builder.extend([tandem::lead::Lead { key: "one".to_owned(), created, ..Default::default() }]);
    let (columns, as_of) = (Arc::new(builder.finish()), day("2026-06-30").last_second());
    harness.state_mut().state.page = Page::Criteria;
    harness.state_mut().state.set_library(tandem::app::tasks::OpenLibrary {
        path: "other.sqlite".into(),
        columns,
        as_of,
        former: Default::default(),
    });
    settle(&mut harness);
    harness.state_mut().state.pages.settle();
    assert_eq!(summary(&harness).leads, 1);
    assert_eq!(before.strong_count(), 0, "somebody holds on to them");
}

/// Lets time go on as the window's clock does, and notes each month that is seen.
fn play(harness: &mut Harness<'_, Shell>) -> Vec<(Instant, Arc<tandem::app::scored::Scored>)> {
    let mut seen: Vec<(Instant, _)> = Vec::new();
    harness.get_by_label("Play the months").click();
    harness.run_ok();
    for _ in 0..400 {
        if !state(harness).pages.time.is_playing() {
            break;
        }
        harness.state_mut().state.pages.time.settle();
        harness.step();
        let as_of = state(harness).as_of();
        if state(harness).pages.time.is_playing()
            && state(harness).gone_to().is_some()
            && seen.last().is_none_or(|(last, _)| *last != as_of)
        {
            seen.push((as_of, Arc::clone(state(harness).scored.as_ref().expect("it is scored"))));
        }
    }
    seen
}

#[test]
fn the_months_are_played_as_they_were_and_end_today() {
    let mut harness = on_matrix();
    let now = summary(&harness).clone();
    let seen = play(&mut harness);
    let days: Vec<String> = seen.iter().map(|(as_of, _)| as_of.day().to_string()).collect();
    assert_eq!(days.first().map(String::as_str), Some("2025-11-30"), "{days:?}");
    assert_eq!(days.last().map(String::as_str), Some("2026-10-31"), "{days:?}");
    assert_eq!(days.len(), 12, "{days:?}");
    for (as_of, scored) in &seen {
        assert_eq!(scored.as_of, *as_of);
        assert_eq!(scored.summary, direct(&harness, *as_of), "{as_of}");
        assert_eq!(scored.baseline.summary, scored.summary, "nothing was changed");
    }
    settle(&mut harness);
    assert!(!state(&harness).pages.time.is_playing(), "it ends by itself");
    assert_eq!((state(&harness).gone_to(), summary(&harness)), (None, &now));
    let scored = state(&harness).scored.as_ref().expect("it is scored");
    assert_eq!(scored.scores.as_of, scored.as_of, "the scores are those of today");
    // At rest nothing asks for another frame.
    let steps = harness.run_ok().expect("it comes to rest");
    assert!(steps <= 2, "{steps} frames at rest");
}

#[test]
fn a_pause_stays_in_its_month_and_an_edit_ends_the_play() {
    let mut harness = on_matrix();
    harness.get_by_label("Play the months").click();
    harness.run_ok();
    for _ in 0..30 {
        harness.state_mut().state.pages.time.settle();
        harness.step();
    }
    harness.get_by_label("Pause").click();
    settle(&mut harness);
    let then = state(&harness).gone_to().expect("a month is shown");
    assert_eq!(*summary(&harness), direct(&harness, then));
    let scored = state(&harness).scored.as_ref().expect("it is scored");
    assert_eq!(scored.scores.as_of, then, "paused, the leads themselves are scored as of that month");
    // On from there, until the model is another one.
    harness.get_by_label("Play the months").click();
    harness.run_ok();
    harness.state_mut().state.document.model.criteria[0].points += 1;
    settle(&mut harness);
    assert!(!state(&harness).pages.time.is_playing());
    assert_eq!(*summary(&harness), direct(&harness, state(&harness).as_of()), "the draft as it is now");
}

#[test]
fn after_a_pause_the_panel_proposes_what_fits_in_that_month() {
    let mut of_sample = with_capacity(Some(1));
    of_sample.page = Page::Matrix;
    let mut harness = window(WIDE, of_sample);
    settle(&mut harness);
    harness.get_by_label("Play the months").click();
    harness.run_ok();
    for _ in 0..30 {
        harness.state_mut().state.pages.settle();
        harness.step();
    }
    harness.get_by_label("Pause").click();
    settle(&mut harness);
    let then = state(&harness).gone_to().expect("a month is shown");
    let mut live = Live::new(state(&harness).columns(), &state(&harness).document.model, then);
    offers_what_fits(&harness, &mut live);
}

#[test]
fn months_are_stepped_through() {
    let mut harness = on_matrix();
    for then in ["2026-10-31", "2026-09-30"] {
        harness.get_by_label("A month back").click();
        settle(&mut harness);
        assert_eq!(state(&harness).as_of(), day(then).last_second());
    }
    for _ in 0..2 {
        harness.get_by_label("A month on").click();
        settle(&mut harness);
    }
    assert_eq!(state(&harness).gone_to(), None, "not beyond today");
    let on = harness.get_by_label("A month on");
    assert!(on.accesskit_node().is_disabled(), "there is nothing to go on to");
}

#[test]
fn the_matrix_is_held_against_an_earlier_day() {
    use tandem::app::pages::matrix::time;

    let mut harness = on_matrix();
    harness.get_by_label("View: Difference").click();
    settle(&mut harness);
    harness.get_by_label("Held against: 1 year earlier").click();
    settle(&mut harness);
    let held = time::held(state(&harness)).expect("it is scored");
    assert_eq!(held.baseline.summary, direct(&harness, day("2025-11-18").last_second()));
    assert_eq!(held.summary, *summary(&harness));
    assert_eq!(time::held_title(state(&harness), &held).as_deref(), Some("the draft on 18 Nov 2025"));
    // On from another day it is a year before that one.
    harness.state_mut().state.go_to(day("2026-08-15").last_second());
    settle(&mut harness);
    let held = time::held(state(&harness)).expect("it is scored");
    assert_eq!(held.baseline.summary, direct(&harness, day("2025-08-15").last_second()));
    // The panel holds against the model all the while, and so does this when it is asked to.
    let scored = state(&harness).scored.as_ref().expect("it is scored");
    assert_eq!(scored.baseline.summary, scored.summary);
    harness.get_by_label("Held against: Baseline").click();
    settle(&mut harness);
    let held = time::held(state(&harness)).expect("it is scored");
    assert!(Arc::ptr_eq(&held, state(&harness).scored.as_ref().expect("it is scored")));
}
