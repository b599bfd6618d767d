//! The page “Criteria”: what a model written by hand may have wrong is seen and mended, the order of a category is set.

use eframe::egui::vec2;
use egui_kittest::kittest::Queryable as _;
use tandem::{
    app::{document::Document, samples::Sample, state::State},
    model::{Counting, Model},
};

use crate::harness::{WIDE, sample_state, settle, window};

fn sample_with(change: impl FnOnce(&mut Model)) -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    let mut model = state.document.model.clone();
    change(&mut model);
    state.set_document(Document::new(model, None));
    state.settle();
    state
}

#[test]
fn a_criterion_of_an_unknown_category_is_listed_and_put_into_one() {
    let state = sample_with(|model| model.criteria[0].category = "gone".into());
    let (id, name) = (state.document.model.criteria[0].id.clone(), state.document.model.criteria[0].name.clone());
    let last = state.document.model.categories.last().expect("a category").clone();
    let mut harness = window(WIDE, state);
    let row = harness.get_all_by_label_contains("Unknown category").next().expect("its row is marked");
    // On its words: its middle is the field of its points.
    let place = row.rect().left_center() + vec2(30.0, 0.0);
    harness.drag_at(place);
    harness.drop_at(place);
    settle(&mut harness);
    assert_eq!(harness.state().state.pages.criteria.chosen.as_ref(), Some(&id), "{name}");
    harness.get_by_label("Category").click();
    settle(&mut harness);
    harness.get_by_label(&last.name).click();
    settle(&mut harness);
    let model = &harness.state().state.document.model;
    assert_eq!(model.criterion(&id).expect("it is there").category, last.id, "any category can be chosen");
    assert!(harness.query_by_label_contains("Unknown category").is_none());
}

#[test]
fn the_order_of_a_first_match_is_set_in_the_card() {
    let mut state = sample_with(|_| ());
    let model = &state.document.model;
    let mut first_matches = model.categories.iter().filter(|category| category.counting == Counting::FirstMatch);
    let category = first_matches.find(|category| model.criteria_of(&category.id).count() > 2).expect("a table").clone();
    let before: Vec<_> = model.criteria_of(&category.id).cloned().collect();
    state.pages.criteria.choose(before[0].id.clone());
    let mut harness = window(WIDE, state);
    harness.get_by_label(&format!("Later in {}", category.name)).click();
    settle(&mut harness);
    let after: Vec<_> = harness.state().state.document.model.criteria_of(&category.id).cloned().collect();
    assert_eq!([&after[0], &after[1]], [&before[1], &before[0]], "places change, tiers and points do not");
    assert_eq!(after[2..], before[2..]);
}
