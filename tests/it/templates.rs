//! A new model begins with a template: the criteria of a sample, and nothing of what others said of it.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use tandem::{
    app::{
        modals::{Modal, Then},
        samples::{Sample, Template},
        state::Page,
    },
    model::{Axis, Model, Proposals, TierRanges},
};

use crate::harness::{WIDE, sample_state, settle, state, window};

#[test]
fn a_template_is_two_clicks_from_the_first_page() {
    let mut harness = window(WIDE, state());
    harness.get_by_label("New from a template…").click();
    settle(&mut harness);
    for template in Template::all() {
        harness.get_by_label(&format!("Begin with {}", template.name()));
    }
    harness.get_by_label("Begin with B2B software").click();
    settle(&mut harness);
    let state = &harness.state().state;
    let sample = Sample::B2bSoftware.model().expect("a sample is a model");
    let model = &state.document.model;
    assert_eq!((state.page, &state.document.path), (Page::Criteria, &None));
    assert_eq!(model.criteria.len(), sample.criteria.len());
    assert!(model.criteria.iter().all(|row| row.proposals == Proposals::default()), "nobody has proposed anything");
    assert!(state.library.is_none(), "no leads are opened unasked");
}

#[test]
fn by_keyboard_an_empty_model_has_bands_and_routes_and_keeps_the_leads() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let state = &harness.state().state;
    assert!(state.modal.is_none());
    assert!(state.library.is_some(), "the leads stay");
    assert_eq!(state.document.model, Model::new(state.document.model.name.clone()));
    for axis in Axis::ALL {
        assert_eq!(state.document.model.axis(axis).bands.len(), 4);
    }
}

#[test]
fn a_draft_is_asked_about_before_a_template_takes_its_place() {
    let mut state = sample_state(Sample::SimpleStart);
    state.document.model.name = "Mine".to_owned();
    let mut harness = window(WIDE, state);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    settle(&mut harness);
    harness.get_by_label("Begin with Simple start").click();
    settle(&mut harness);
    let state = &harness.state().state;
    let asked = Then::OpenTemplate(Template::Sample(Sample::SimpleStart));
    assert!(matches!(&state.modal, Some(Modal::Unsaved(then)) if *then == asked));
    assert_eq!(state.document.model.name, "Mine");
}

#[test]
fn the_scale_of_points_is_one_click_from_a_tier() {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Criteria;
    let mut harness = window(WIDE, state);
    assert_ne!(harness.state().state.document.model.tiers, TierRanges::FIVE_TEN_FIFTEEN);
    let range =
        harness.get_all_by_label("Points of the tier Critical: change the range").next().expect("in the heading");
    range.click();
    settle(&mut harness);
    harness.get_by_label("Scale: 5 / 10 / 15").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.document.model.tiers, TierRanges::FIVE_TEN_FIFTEEN);
}
