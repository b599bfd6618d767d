//! The page that greets: a sample is one click away, recent models are at hand.

use egui_kittest::kittest::Queryable as _;
use tandem::{
    app::{
        modals::{Modal, Then},
        samples::Sample,
        settings::Recent,
        state::Page,
    },
    model::file,
};

use crate::harness::{WIDE, settle, state, window};

#[test]
fn a_sample_is_one_click_away() {
    let mut harness = window(WIDE, state());
    harness.get_by_label("Open the sample Simple start").click();
    settle(&mut harness);
    let state = &harness.state().state;
    assert_eq!(Some(&state.document.model), Sample::SimpleStart.model().ok().as_ref());
    assert_eq!(state.page, Page::Criteria);
}

#[test]
fn a_draft_is_not_lost_to_a_sample() {
    let mut harness = window(WIDE, state());
    harness.state_mut().state.document.model.name = "Mine".to_owned();
    harness.get_by_label("Open the B2B sample").click();
    settle(&mut harness);
    let state = &harness.state().state;
    assert_eq!(state.document.model.name, "Mine");
    assert!(matches!(&state.modal, Some(Modal::Unsaved(Then::OpenSample(Sample::B2bSoftware)))));
}

#[test]
fn recent_models_open_and_those_that_are_gone_can_be_taken_off_the_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("agreement.ron");
    file::save(&path, &Sample::SimpleStart.model().expect("a model")).expect("saved");
    let mut state = state();
    let recent = |model| Recent { model, library: None };
    state.settings.recent = vec![recent(path.clone()), recent(folder.path().join("gone.ron"))];
    let mut harness = window(WIDE, state);
    harness.get_by_label("gone, no longer there");
    harness.get_by_label("Remove gone from the list").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.settings.recent, [recent(path.clone())]);
    harness.get_by_label_contains("Open agreement, in ").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.document.path.as_deref(), Some(path.as_path()));
}

#[test]
fn the_tour_can_be_skipped() {
    let mut harness = window(WIDE, state());
    harness.get_by_label("Skip the tour").click();
    settle(&mut harness);
    assert!(harness.state().state.settings.skips_tour);
    assert!(harness.query_by_label("Skip the tour").is_none());
}

#[test]
fn a_recent_model_says_that_it_was_tried_on_the_sample_leads() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("agreement.ron");
    file::save(&path, &Sample::SimpleStart.model().expect("a model")).expect("saved");
    let mut harness = window(WIDE, crate::harness::state_in(folder.path()));
    harness.state_mut().state.open_model(&path);
    harness.state_mut().state.open_sample_leads();
    settle(&mut harness);
    harness.state_mut().state.page = Page::Welcome;
    settle(&mut harness);
    harness.get_by_label_contains("with the sample leads");
}
