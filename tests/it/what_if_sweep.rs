//! One number turned on the page “What if”: chosen, dragged, moved by keys; what fits the capacity; what one point does.

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, Vec2, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        document::Document,
        pages::matrix::edit,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::OpenLibrary,
    },
    lead::{Day, Instant, Lead},
    model::{Axis, Model},
    scoring::{
        ColumnsBuilder, Live,
        what_if::{Fit, FitTo, Knob, Proposed, fit_to_capacity, propose, sweep, tornado},
    },
};

use crate::harness::{WIDE, sample_state, settle, window};

/// As high as all cards of a column.
const TALL: Vec2 = vec2(1440.0, 2000.0);

fn on_page(mut state: State) -> Harness<'static, Shell> {
    state.page = Page::WhatIf;
    window(TALL, state)
}

/// The sample, with as little to be worked in a week as is said.
pub fn with_capacity(capacity: Option<u32>) -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    let mut model = state.document.model.clone();
    for route in model.routes.iter_mut().filter(|route| route.qualified) {
        route.weekly_capacity = capacity;
    }
    state.set_document(Document::new(model, None));
    state.settle();
    state
}

fn model<'a>(harness: &'a Harness<'_, Shell>) -> &'a Model {
    &harness.state().state.document.model
}

fn engagement(harness: &Harness<'_, Shell>) -> Vec<i32> {
    edit::edges(&model(harness).engagement)
}

fn undo(harness: &mut Harness<'_, Shell>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(harness);
}

/// A scorer of the test's own over the leads that are open.
fn live(harness: &Harness<'_, Shell>) -> Live {
    let state = &harness.state().state;
    Live::new(state.columns(), &state.document.model, state.as_of())
}

/// The accessible name of the chart.
fn chart(harness: &Harness<'_, Shell>) -> String {
    harness
        .get_by(|node| node.role() == Role::Image && node.label().is_some_and(|label| label.contains(". At ")))
        .accesskit_node()
        .label()
        .unwrap_or_default()
}

const HANDLE: &str = "Engagement 1 starts at: drag, or use the arrow keys";

#[test]
fn the_marker_is_dragged_and_the_drag_is_one_step() {
    let mut harness = on_page(with_capacity(Some(2)));
    let before = model(&harness).clone();
    assert_eq!(engagement(&harness), [14, 7, 3]);
    let at = harness.get_by_label(HANDLE).rect().center();
    harness.drag_at(at);
    for step in 1..=6 {
        harness.hover_at(at + vec2(8.0 * step as f32, 0.0));
        harness.run_ok();
    }
    let under_the_hand = engagement(&harness)[0];
    assert!(under_the_hand > 16, "it follows the hand before it is let go: {under_the_hand}");
    let apart = harness.get_by_label(HANDLE).rect().center().x - at.x - 48.0;
    assert!(apart.abs() < 4.0, "the pill stays under the hand: {apart}");
    harness.drop_at(at + vec2(48.0, 0.0));
    settle(&mut harness);
    assert_eq!(engagement(&harness), [under_the_hand, 7, 3]);
    let scored = harness.state().state.scored.clone().expect("scored");
    assert_eq!(scored.model.engagement.bands[0].from, Some(under_the_hand), "the panel follows");
    undo(&mut harness);
    assert_eq!(*model(&harness), before, "the whole drag is one step");
    assert_eq!(harness.state().state.document.history.undo_label(), None);
}

#[test]
fn escape_gives_the_drag_up_and_neighbours_come_back() {
    let mut harness = on_page(with_capacity(Some(2)));
    let before = model(&harness).clone();
    let at = harness.get_by_label(HANDLE).rect().center();
    harness.drag_at(at);
    harness.hover_at(at - vec2(60.0, 0.0));
    harness.run_ok();
    let pushed = engagement(&harness);
    assert!(pushed[0] < 7 && pushed.windows(2).all(|pair| pair[0] > pair[1]), "{pushed:?}");
    harness.hover_at(at);
    harness.run_ok();
    assert_eq!(engagement(&harness), [14, 7, 3], "they come back with the hand");
    harness.hover_at(at - vec2(60.0, 0.0));
    harness.run_ok();
    harness.key_press(Key::Escape);
    harness.run_ok();
    harness.hover_at(at - vec2(20.0, 0.0));
    harness.run_ok();
    harness.drop_at(at - vec2(20.0, 0.0));
    settle(&mut harness);
    assert_eq!(*model(&harness), before);
    assert_eq!(harness.state().state.document.history.undo_label(), None);
}

#[test]
fn keys_move_the_marker_and_a_number_is_typed() {
    let mut harness = on_page(with_capacity(Some(2)));
    let before = model(&harness).clone();
    harness.get_by_label(HANDLE).focus();
    harness.run_ok();
    harness.key_press(Key::ArrowRight);
    settle(&mut harness);
    assert_eq!(engagement(&harness)[0], 15);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    settle(&mut harness);
    assert_eq!(engagement(&harness)[0], 10);
    harness.key_press(Key::Home);
    settle(&mut harness);
    assert_eq!(engagement(&harness), [3, 2, 1], "each band keeps a score");
    harness.key_press(Key::End);
    settle(&mut harness);
    assert_eq!(engagement(&harness)[0], 60);
    for _ in 0..4 {
        undo(&mut harness);
    }
    assert_eq!(*model(&harness), before, "a step a key");
    let field = "Value of Engagement 1 starts at";
    harness.get_by_label(field).click();
    harness.run_ok();
    harness.get_by_label(field).type_text("2");
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_ok();
    harness.get_by_label(field).type_text("21");
    harness.run_ok();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(engagement(&harness), [21, 7, 3]);
}

#[test]
fn neighbours_that_keys_have_pushed_come_back_and_are_told_while_they_are_away() {
    let mut harness = on_page(with_capacity(Some(2)));
    let took = |harness: &Harness<'_, Shell>| {
        let all = harness.query_all_by(|node| node.role() == Role::Label);
        let said: Vec<String> = all.filter_map(|node| node.accesskit_node().value()).collect();
        said.into_iter().find_map(|text| Some(text.split_once("Taken along: ")?.1.to_owned()))
    };
    harness.get_by_label(HANDLE).focus();
    harness.run_ok();
    harness.key_press(Key::Home);
    settle(&mut harness);
    assert_eq!(engagement(&harness), [3, 2, 1]);
    let along = "engagement 2 from 7\u{a0}→\u{a0}2, engagement 3 from 3\u{a0}→\u{a0}1";
    assert_eq!(took(&harness).as_deref(), Some(along));
    assert!(chart(&harness).contains("At 3: "), "{}", chart(&harness));
    harness.key_press(Key::End);
    settle(&mut harness);
    assert_eq!(engagement(&harness), [60, 7, 3], "they come back with the marker");
    assert_eq!(took(&harness), None);
    // Back by undo is no other change: the neighbours still stand where they were pushed from.
    undo(&mut harness);
    assert_eq!(engagement(&harness), [3, 2, 1]);
    let field = "Value of Engagement 1 starts at";
    harness.get_by_label(field).click();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label(field).type_text("20");
    harness.run_ok();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(engagement(&harness), [20, 7, 3], "typed too");
    // What else is changed meanwhile stays.
    harness.get_by_label(HANDLE).focus();
    harness.run_ok();
    harness.key_press(Key::Home);
    settle(&mut harness);
    harness.state_mut().state.document.model.fit.bands[0].from = Some(40);
    harness.state_mut().state.touch();
    settle(&mut harness);
    assert_eq!(took(&harness), None);
    harness.key_press(Key::End);
    settle(&mut harness);
    assert_eq!(engagement(&harness), [60, 2, 1]);
}

/// Turned in a range of many values, where not each is looked at beforehand, the number is still known where it stands.
#[test]
fn what_is_found_follows_each_key_in_a_wide_range_too() {
    let mut harness = on_page(with_capacity(Some(2)));
    let category = model(&harness).categories[0].clone();
    harness.state_mut().state.document.model.categories[0].at_most = Some(5_000);
    harness.state_mut().state.touch();
    harness.get_by_label("Number that is turned: Engagement 1 starts at").click();
    settle(&mut harness);
    harness.get_by_label("Search edges, caps, criteria").type_text(&format!("cap {}", category.name));
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label(&format!("Cap of {}: drag, or use the arrow keys", category.name)).focus();
    harness.run_ok();
    for value in [4_999, 4_998] {
        harness.key_press(Key::ArrowLeft);
        settle(&mut harness);
        assert_eq!(model(&harness).categories[0].at_most, Some(value));
        let told = format!("At {},{}: ", value / 1_000, value % 1_000);
        assert!(chart(&harness).contains(&told), "{told}: {}", chart(&harness));
    }
}

#[test]
fn anything_can_be_chosen_by_its_name() {
    let mut harness = on_page(with_capacity(Some(2)));
    harness.get_by_label("Number that is turned: Engagement 1 starts at").click();
    settle(&mut harness);
    harness.get_by_label("Search edges, caps, criteria").type_text("came to the site");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let name = "Points of Came to the site";
    harness.get_by_label(&format!("Number that is turned: {name}"));
    let criterion = model(&harness).criteria.iter().find(|one| one.name == "Came to the site").expect("it is there");
    let (id, points) = (criterion.id.clone(), criterion.points);
    harness.get_by_label(&format!("{name}: drag, or use the arrow keys")).focus();
    harness.run_ok();
    harness.key_press(Key::ArrowUp);
    settle(&mut harness);
    assert_eq!(model(&harness).criterion(&id).map(|one| one.points), Some(points + 1));
    let mut live = live(&harness);
    let knob = Knob::Points { criterion: id };
    let now = sweep(&mut live, &knob, &[], || true).expect("it exists").now;
    let a_week = now.to_sales_a_week().expect("dated");
    assert!(
        chart(&harness).starts_with(&format!("{name}. At {}: {a_week:.1} leads a week", points + 1)),
        "{}",
        chart(&harness)
    );
}

#[test]
fn a_category_without_a_cap_gets_one_and_loses_it() {
    let mut state = with_capacity(Some(2));
    let category = state.document.model.categories[0].clone();
    state.document.model.categories[0].at_most = None;
    let mut harness = on_page(state);
    harness.get_by_label("Number that is turned: Engagement 1 starts at").click();
    settle(&mut harness);
    harness.get_by_label("Search edges, caps, criteria").type_text(&format!("cap {}", category.name));
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label(&format!("Number that is turned: Cap of {}", category.name));
    harness.get_by_label("Set a cap").click();
    settle(&mut harness);
    assert!(model(&harness).categories[0].at_most.is_some_and(|most| most >= 10));
    harness.get_by_label("Take the cap away").click();
    settle(&mut harness);
    assert_eq!(model(&harness).categories[0].at_most, None);
}

#[test]
fn the_table_says_what_a_sweep_says_and_sets_a_value() {
    let mut harness = on_page(with_capacity(Some(2)));
    harness.get_by_label("Show as a table").click();
    settle(&mut harness);
    let knob = Knob::Edge { axis: Axis::Engagement, band: model(&harness).engagement.bands[0].id.clone() };
    let found = sweep(&mut live(&harness), &knob, &[12, 16], || true).expect("there is such an edge");
    for point in &found.points {
        let value = point.value.expect("an edge has one");
        let capacity = point.capacity.expect("every route says it");
        let texts = format!(
            "Value {value}, A week {:.1}, Capacity {:.0} %, Wins {}, Caught {:.1} %, Win rate {:.1} %",
            point.to_sales_a_week().expect("dated"),
            100.0 * capacity.load() / capacity.most as f64,
            point.to_sales.won,
            100.0 * point.recall().expect("some are won"),
            100.0 * point.precision().expect("some are decided"),
        );
        harness.get_by_label(&texts);
    }
    harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Value 16, "))).click();
    settle(&mut harness);
    assert_eq!(engagement(&harness)[0], 16);
    harness.get_by_label("Copy").click();
    harness.run_ok();
}

#[test]
fn what_fits_is_proposed_with_its_price_and_is_one_step() {
    let mut harness = on_page(with_capacity(Some(1)));
    let before = model(&harness).clone();
    let Some(Proposed::Raise(proposal)) = propose(&mut live(&harness), &FitTo::Sales, || true) else {
        panic!("there is a way")
    };
    let band = proposal.band.clone();
    let Some(Fit::At(point)) = fit_to_capacity(&mut live(&harness), proposal.axis, &band, &FitTo::Sales, || true)
    else {
        panic!("the edge has a place")
    };
    assert_eq!(Some(proposal.to), point.value, "the same edge as a fit finds");
    let name = before
        .axis(proposal.axis)
        .bands
        .iter()
        .find(|one| one.id == band)
        .map(|one| one.name.clone())
        .expect("it is there");
    let axis = if proposal.axis == Axis::Fit { "fit" } else { "engagement" };
    let step = format!("Fit to capacity: {axis} {name} from {}\u{a0}→\u{a0}{}", proposal.from, proposal.to);
    // What it takes along is said before: on the page, and in the panel with its price.
    let knob = proposal.knob();
    let mut then = before.clone();
    assert!(knob.set(&mut then, proposal.to));
    let along = knob.taken_along(&before, &then);
    let step = along.iter().fold(step, |step, along| {
        format!("{step}, and {axis} {} from {}\u{a0}→\u{a0}{}", along.band.name, along.from, along.to)
    });
    assert_eq!(along.len(), 1, "the sample's proposal pushes one neighbour");
    harness.get_by_label(&step);
    let in_panel = harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(&format!("{step}: "))));
    in_panel.click();
    settle(&mut harness);
    let told = step.replace("Fit to capacity", "Moved to fit");
    assert!(harness.state().state.notices.iter().any(|notice| notice.text == told), "and after");
    let moved = model(&harness).axis(proposal.axis).bands.iter().find(|one| one.id == band).and_then(|one| one.from);
    assert_eq!(moved, Some(proposal.to));
    assert!(harness.query_by_label(&step).is_none(), "all fits now");
    undo(&mut harness);
    assert_eq!(*model(&harness), before);
    assert_eq!(harness.state().state.document.history.undo_label(), None);
}

#[test]
fn the_panel_proposes_on_other_pages_too() {
    let mut state = with_capacity(Some(1));
    state.page = Page::Matrix;
    let harness = window(WIDE, state);
    let _ = harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Fit to capacity: ")));
    let enough = {
        let mut state = with_capacity(Some(50));
        state.page = Page::Matrix;
        window(WIDE, state)
    };
    assert_eq!(enough.query_all_by(|node| label_starts(node, "Fit ")).count(), 0);
}

fn label_starts(node: &egui_kittest::kittest::AccessKitNode<'_>, start: &str) -> bool {
    node.label().is_some_and(|label| label.starts_with(start))
}

/// What is offered to fit the capacity is what a scorer of the same leads proposes.
pub fn offers_what_fits(harness: &Harness<'_, Shell>, live: &mut Live) {
    let offered = harness.query_all_by(|node| label_starts(node, "Fit to capacity: "));
    let offered: Vec<String> = offered.filter_map(|node| node.accesskit_node().label()).collect();
    match propose(live, &FitTo::Sales, || true).expect("it is wanted") {
        Proposed::Raise(proposal) => {
            let step = format!("from {}\u{a0}→\u{a0}{}", proposal.from, proposal.to);
            assert!(offered.iter().all(|text| text.contains(&step)) && !offered.is_empty(), "{step}: {offered:?}");
        }
        other => assert!(offered.is_empty(), "{other:?}: {offered:?}"),
    }
}

#[test]
fn another_day_has_a_line_levers_and_a_fit_of_its_own() {
    let mut harness = on_page(with_capacity(Some(1)));
    let today = chart(&harness);
    let then: Day = "2026-07-31".parse().expect("a date");
    harness.state_mut().state.go_to(then.last_second());
    settle(&mut harness);
    let knob = Knob::Edge { axis: Axis::Engagement, band: model(&harness).engagement.bands[0].id.clone() };
    let mut live = live(&harness);
    let a_week = sweep(&mut live, &knob, &[], || true).and_then(|found| found.now.to_sales_a_week()).expect("dated");
    assert_ne!(chart(&harness), today);
    assert!(chart(&harness).contains(&format!("At 14: {a_week:.1} leads a week")), "{}", chart(&harness));
    let strongest = tornado(&mut live, || true).expect("it is wanted")[0].clone();
    let name = &model(&harness).criterion(&strongest.criterion).expect("it is of the model").name;
    let _ = harness.get_by(|node| {
        let label = node.label().unwrap_or_default();
        label.starts_with(&format!("{name}. +1: {} more go to sales", strongest.more.gained))
    });
    offers_what_fits(&harness, &mut live);
}

#[test]
fn without_capacities_the_step_that_helps_is_offered() {
    let mut harness = on_page(with_capacity(None));
    harness.get_by_label("Once a route says how many leads sales can work in a week, this finds the edge that fits");
    harness.get_by_label("Set a capacity").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.page, Page::Matrix);
    harness.get_by_label("Set leads a week");
}

#[test]
fn without_dates_leads_are_counted_in_all() {
    let mut state = with_capacity(Some(1));
    let mut builder = ColumnsBuilder::default();
    builder.extend((0..20).map(|index| Lead { key: format!("lead {index:02}"), ..Lead::default() }));
    let columns = Arc::new(builder.finish());
    state.set_library(OpenLibrary {
        path: "few.sqlite".into(),
        columns,
        as_of: Instant(20_001 * 86_400),
        former: Default::default(),
    });
    state.settle();
    let harness = on_page(state);
    harness.get_by_label("Once leads say when they were created, this tells how many come in a week");
    assert!(chart(&harness).contains("At 14: 0 leads to sales in all"), "{}", chart(&harness));
    // Nothing is said of wins where none is known.
    harness.get_by_label("No past wins known");
    assert!(harness.query_by_label("Line shown: Wins caught").is_none());
    let mut harness = harness;
    harness.get_by_label("Show as a table").click();
    settle(&mut harness);
    harness.get_by_label("Value 14, In all 0, Capacity –");
}

#[test]
fn a_click_on_a_lever_goes_to_its_criterion() {
    let mut harness = on_page(with_capacity(Some(2)));
    let levers = tornado(&mut live(&harness), || true).expect("it is wanted");
    let strongest = levers[0].clone();
    let name = model(&harness).criterion(&strongest.criterion).expect("it is of the model").name.clone();
    let row = harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(&format!("{name}. +1: "))));
    let label = row.accesskit_node().label().unwrap_or_default();
    assert!(label.contains(&format!("+1: {} more go to sales", strongest.more.gained)), "{label}");
    row.click();
    settle(&mut harness);
    assert_eq!(harness.state().state.page, Page::Criteria);
}

#[test]
fn nothing_is_painted_while_nothing_happens() {
    let mut harness = on_page(with_capacity(Some(1)));
    // A window that wants another frame again and again is never done.
    harness.run();
    harness.hover_at(harness.get_by_label(HANDLE).rect().center());
    harness.run();
}
