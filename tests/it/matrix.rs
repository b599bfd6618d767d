//! The page “Matrix” and the consequence panel: edges dragged and moved by keys, routes changed, bands split, the table.

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
        settings::ThemeChoice,
        shell::Shell,
        state::{Page, State},
        tasks::OpenLibrary,
    },
    lead::{Day, Instant, Lead, Outcome},
    model::{Axis, Flames, Model, Team},
    scoring::ColumnsBuilder,
};

use crate::harness::{WIDE, sample_state, settle, snapshot_part, state, window};

fn on_matrix(size: Vec2, mut state: State) -> Harness<'static, Shell> {
    state.page = Page::Matrix;
    window(size, state)
}

fn model<'a>(harness: &'a Harness<'_, Shell>) -> &'a Model {
    &harness.state().state.document.model
}

fn edges(harness: &Harness<'_, Shell>, axis: Axis) -> Vec<i32> {
    edit::edges(model(harness).axis(axis))
}

/// Four bands an axis at 75, 50 and 25, and the leads that come with the samples.
fn even_state() -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    let mut model = state.document.model.clone();
    for axis in Axis::ALL {
        model.axis_mut(axis).range = Default::default();
        edit::set_edges(model.axis_mut(axis), &[75, 50, 25]);
    }
    state.set_document(Document::new(model, None));
    state.settle();
    state
}

/// 26 leads that nothing is known of but when they came and how they ended: all are in D4, half of them won.
fn few_leads(model: Model) -> State {
    let mut builder = ColumnsBuilder::default();
    builder.extend((0..26).map(|index| Lead {
        key: format!("lead {index:02}"),
        created: Some(Day(20_000)),
        outcome: if index < 13 { Outcome::Won } else { Outcome::Lost },
        ..Lead::default()
    }));
    let mut state = state();
    state.set_document(Document::new(model, None));
    let columns = Arc::new(builder.finish());
    state.set_library(OpenLibrary {
        path: "few.sqlite".into(),
        columns,
        as_of: Instant(20_001 * 86_400),
        former: Default::default(),
    });
    state.settle();
    state
}

fn undo(harness: &mut Harness<'_, Shell>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(harness);
}

#[test]
fn a_drag_of_an_edge_moves_leads_and_is_one_step() {
    let mut harness = on_matrix(WIDE, even_state());
    let before = model(&harness).clone();
    let counts = harness.state().state.scored.as_ref().expect("scored").scores.cell_counts.clone();
    let at = harness.get_by_label("Edge of engagement 3").rect().center();
    harness.drag_at(at);
    for step in 1..=6 {
        harness.hover_at(at + vec2(-8.0 * step as f32, 0.0));
        harness.run_ok();
    }
    assert!(edges(&harness, Axis::Engagement)[2] < 25, "it follows the hand before it is let go");
    harness.drop_at(at + vec2(-48.0, 0.0));
    settle(&mut harness);
    let moved = edges(&harness, Axis::Engagement);
    assert_eq!(moved[..2], [75, 50]);
    assert!((10..25).contains(&moved[2]), "{moved:?}");
    let after = harness.state().state.scored.as_ref().expect("scored").scores.cell_counts.clone();
    assert_ne!(after, counts, "leads change their cells");
    undo(&mut harness);
    assert_eq!(*model(&harness), before, "the whole drag is one step");
    assert_eq!(harness.state().state.document.history.undo_label(), None);
}

#[test]
fn a_drag_pushes_neighbours_which_come_back_with_the_hand() {
    let mut harness = on_matrix(WIDE, even_state());
    let at = harness.get_by_label("Edge of fit A").rect().center();
    let lowest = harness.get_by_label("Edge of fit C").rect().center();
    harness.drag_at(at);
    harness.hover_at(at + vec2(0.0, 40.0));
    harness.run_ok();
    harness.hover_at(lowest + vec2(0.0, 10.0));
    harness.run_ok();
    let pushed = edges(&harness, Axis::Fit);
    assert!(pushed[0] < 25 && pushed.windows(2).all(|pair| pair[0] > pair[1]), "{pushed:?}");
    harness.hover_at(at + vec2(0.0, 10.0));
    harness.run_ok();
    assert_eq!(edges(&harness, Axis::Fit)[1..], [50, 25], "they come back");
    harness.hover_at(at);
    harness.run_ok();
    harness.drop_at(at);
    settle(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 50, 25]);
}

#[test]
fn escape_gives_a_drag_up() {
    let mut harness = on_matrix(WIDE, even_state());
    let at = harness.get_by_label("Edge of fit A").rect().center();
    harness.drag_at(at);
    harness.hover_at(at + vec2(0.0, 40.0));
    harness.run_ok();
    assert_ne!(edges(&harness, Axis::Fit), [75, 50, 25]);
    harness.key_press(Key::Escape);
    harness.run_ok();
    harness.hover_at(at + vec2(0.0, 60.0));
    harness.run_ok();
    harness.drop_at(at + vec2(0.0, 60.0));
    settle(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 50, 25]);
    assert_eq!(harness.state().state.document.history.undo_label(), None);
}

#[test]
fn arrow_keys_move_the_edge_that_has_the_focus() {
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label("Edge of fit B").focus();
    harness.run_ok();
    harness.key_press(Key::ArrowUp);
    settle(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 51, 25]);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 46, 25]);
    assert_eq!(harness.get_by_label("Edge of fit B").accesskit_node().numeric_value(), Some(46.0));
    undo(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 51, 25]);
    undo(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 50, 25]);
}

#[test]
fn a_cell_is_chosen_by_click_and_gets_another_route() {
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label_contains("Cell B3:").click();
    settle(&mut harness);
    harness.get_by_label("Cell B3");
    let route = model(&harness).routes[1].clone();
    assert_ne!(model(&harness).cell(&"B".into(), &"3".into()), Some(&route.id));
    harness.get_by_label("Route of B3").click();
    settle(&mut harness);
    harness.get_all_by_label(&route.name).last().expect("it can be chosen").click();
    settle(&mut harness);
    assert_eq!(model(&harness).cell(&"B".into(), &"3".into()), Some(&route.id));
    let cell = harness.get_by_label_contains("Cell B3:").accesskit_node().label().expect("a name");
    assert!(cell.contains(&route.name), "{cell}");
}

#[test]
fn the_leads_of_a_cell_are_one_click_away() {
    let mut harness = on_matrix(WIDE, few_leads(Model::new("Few")));
    harness.get_by_label_contains("Cell D4: 26 leads").click();
    settle(&mut harness);
    harness.get_by_label("Show the 26 leads →").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.page, Page::Leads);
}

#[test]
fn the_name_of_a_cell_says_what_it_shows() {
    let harness = on_matrix(WIDE, even_state());
    let scored = harness.state().state.scored.clone().expect("scored");
    let leads = scored.summary.cells[3][3].leads;
    let name = harness.get_by_label_contains("Cell D4:").accesskit_node().label().expect("a name");
    assert!(name.starts_with("Cell D4: "), "{name}");
    assert!(name.replace(',', "").contains(&format!("{leads} leads")), "{name}");
    assert!(name.contains(" %") && name.contains("stars"), "{name}");
}

#[test]
fn the_table_has_every_cell_and_opens_the_same_card() {
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label("View: Table").click();
    settle(&mut harness);
    assert_eq!(harness.get_all_by_role(Role::Cell).count(), 16);
    assert_eq!(harness.get_all_by_role(Role::RowHeader).count(), 4);
    assert_eq!(harness.get_all_by_role(Role::ColumnHeader).count(), 4);
    harness.get_by_label_contains("Cell C2:").click();
    settle(&mut harness);
    harness.get_by_label("Cell C2");
}

#[test]
fn a_band_is_split_renamed_and_removed() {
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label("Band B of fit").click();
    settle(&mut harness);
    let before = model(&harness).clone();
    harness.get_by_label("Split Band B of fit").click();
    settle(&mut harness);
    assert_eq!(model(&harness).fit.bands.len(), 5);
    assert_eq!(model(&harness).matrix.cells.len(), 20);
    harness.get_by_label("Remove Band C of fit").click();
    settle(&mut harness);
    assert_eq!(model(&harness).matrix.cells, before.matrix.cells);
    harness.get_by_label("1 of 3 stars for Band A of fit").click();
    settle(&mut harness);
    assert_eq!(model(&harness).fit.bands[0].marks, 1);
    harness.get_by_label("Name of Band A of fit").click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("Name of Band A of fit").type_text("Top");
    settle(&mut harness);
    harness.key_press(Key::Tab);
    settle(&mut harness);
    assert_eq!(model(&harness).fit.bands[0].name, "Top");
    harness.get_by_label("Band Top of fit");
}

#[test]
fn flames_can_come_from_the_gain() {
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label("Band 1 of engagement").click();
    settle(&mut harness);
    harness.get_by_label("Flames: By gain").click();
    settle(&mut harness);
    assert!(matches!(model(&harness).flames, Flames::ByGain { .. }));
    harness.get_by_role_and_label(Role::SpinButton, "Gain over days");
    let name = harness.get_by_label_contains("Cell A1:").accesskit_node().label().expect("a name");
    assert!(!name.contains("flame"), "flames are no longer the band's: {name}");
}

#[test]
fn a_route_is_edited_moved_and_deleted() {
    let mut harness = on_matrix(WIDE, even_state());
    let first = model(&harness).routes[0].clone();
    let second = model(&harness).routes[1].clone();
    harness.get_by_label_contains(&format!("Route {}:", first.name)).click();
    settle(&mut harness);
    harness.get_by_label("Owner: Marketing").click();
    settle(&mut harness);
    assert_eq!(model(&harness).routes[0].owner, Some(Team::Marketing));
    harness.get_by_label("Move the route down").click();
    settle(&mut harness);
    assert_eq!(model(&harness).routes[1].id, first.id);
    let cells = edit::cells_of(model(&harness), &first.id) + edit::cells_of(model(&harness), &second.id);
    harness.get_by_label("Delete the route").click();
    settle(&mut harness);
    harness.get_by_label(&format!("Delete and use {}", second.name)).click();
    settle(&mut harness);
    assert!(model(&harness).route(&first.id).is_none());
    assert_eq!(edit::cells_of(model(&harness), &second.id), cells, "no cell is left without a route");
    undo(&mut harness);
    assert!(model(&harness).route(&first.id).is_some());
}

#[test]
fn a_new_route_opens_its_card() {
    let mut harness = on_matrix(WIDE, even_state());
    let count = model(&harness).routes.len();
    harness.get_by_label("+ Route").click();
    settle(&mut harness);
    assert_eq!(model(&harness).routes.len(), count + 1);
    harness.get_by_label("Name of the route");
    harness.get_by_label("Set a time").click();
    settle(&mut harness);
    assert_eq!(model(&harness).routes[count].respond_within_minutes, Some(24 * 60));
    harness.get_by_label("Respond within, unit");
}

#[test]
fn looking_at_everything_changes_nothing() {
    let mut harness = on_matrix(WIDE, even_state());
    let before = model(&harness).clone();
    for label in ["Band A of fit", "Band 1 of engagement"] {
        harness.get_by_label(label).click();
        settle(&mut harness);
    }
    for route in &before.routes {
        harness.get_by_label_contains(&format!("Route {}:", route.name)).click();
        settle(&mut harness);
    }
    harness.get_by_label("View: Table").click();
    settle(&mut harness);
    assert_eq!(*model(&harness), before);
    assert_eq!(harness.state().state.document.history.undo_label(), None);
}

#[test]
fn without_leads_the_matrix_shows_routes_and_offers_leads() {
    let mut state = state();
    state.set_document(Document::new(Model::new("New"), None));
    let harness = on_matrix(WIDE, state);
    let name = harness.get_by_label_contains("Cell A1:").accesskit_node().label().expect("a name");
    assert_eq!(name, "Cell A1: Sales now, 3 stars, 3 flames");
    assert!(harness.get_all_by_label("Open leads…").count() >= 1);
}

#[test]
fn the_panel_says_what_the_draft_does() {
    let mut state = few_leads(Model::new("Few"));
    state.document.model.routes[0].weekly_capacity = Some(1);
    edit::set_route(&mut state.document.model, &"D".into(), &"4".into(), &"sales-now".into());
    state.settle();
    let mut harness = on_matrix(WIDE, state);
    harness.get_by_label("2.0");
    harness.get_by_label("leads a week to sales");
    harness.get_by_label("2 of 1");
    harness.get_by_label("1.0 more than the 1 that sales can work, on the routes with a capacity");
    harness.get_by_label("Past wins to sales");
    for now_and_when_they_closed in ["+13", "of 13"] {
        assert_eq!(harness.get_all_by_label(now_and_when_they_closed).count(), 2, "{now_and_when_they_closed}");
    }
    harness.get_by_label("50.0 %");
    harness.get_by_label("Agreed criteria: 0 of 0");
    // A cell of the small matrix leads to its leads.
    harness.get_by_label("Matrix D4: 26 leads, Sales now").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.page, Page::Leads);
}

#[test]
fn a_problem_is_gone_to_and_mended() {
    let mut state = even_state();
    let id = state.document.model.criteria[0].id.clone();
    state.document.model.criteria[0].points = 9_999;
    state.settle();
    let before = state.scored.as_ref().expect("scored").problems.len();
    let mut harness = on_matrix(WIDE, state);
    harness.get_by_role_and_label(Role::ListBoxOption, "Problems").click();
    settle(&mut harness);
    let name = harness.state().state.document.model.criteria[0].name.clone();
    let mend = harness
        .get_all_by_label_contains("Mend:")
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.contains(&name)));
    mend.expect("points outside the tier can be mended").click();
    settle(&mut harness);
    assert_ne!(model(&harness).criteria[0].points, 9_999);
    assert!(harness.state().state.scored.as_ref().expect("scored").problems.len() < before);
    let left = harness.state().state.scored.as_ref().expect("scored").problems.clone();
    let about = left.iter().find(|problem| matches!(problem.place, tandem::model::check::Place::Criterion(_)));
    if let Some(problem) = about {
        harness.get_by_label(&problem.sentence).click();
        settle(&mut harness);
        assert_eq!(harness.state().state.page, Page::Criteria);
        assert!(harness.state().state.pages.criteria.chosen.is_some());
    } else {
        assert!(model(&harness).criterion(&id).is_some());
    }
}

/// The page as it stands in `tests/snapshots/`.
fn picture(name: &str, theme: ThemeChoice) {
    let mut state = sample_state(Sample::B2bSoftware);
    state.settings.theme = theme;
    let mut harness = on_matrix(vec2(1280.0, 800.0), state);
    snapshot_part(&mut harness, [146, 48, 1009, 800], name);
}

#[test]
fn the_page_looks_as_it_should_in_light() {
    picture("matrix-light", ThemeChoice::Light);
}

#[test]
fn the_page_looks_as_it_should_in_dark() {
    picture("matrix-dark", ThemeChoice::Dark);
}

#[test]
fn typing_an_edge_leaves_the_others_where_they_are() {
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label("Band B of fit").click();
    settle(&mut harness);
    const FIELD: &str = "Band B of fit begins at";
    harness.get_by_label(FIELD).click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    for digit in ["6", "0"] {
        harness.get_by_label(FIELD).type_text(digit);
        settle(&mut harness);
        let edges = edges(&harness, Axis::Fit);
        assert!((edges[0], edges[2]) == (75, 25), "half a number pushes nobody: {edges:?}");
    }
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 60, 25]);
    undo(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 50, 25], "one step");
}

#[test]
fn what_an_edge_has_pushed_by_keys_comes_back_with_it() {
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label("Edge of fit B").focus();
    settle(&mut harness);
    harness.key_press(Key::Home);
    settle(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit), [75, 2, 1]);
    harness.key_press(Key::End);
    settle(&mut harness);
    assert_eq!(edges(&harness, Axis::Fit)[1..], [99, 25]);
    // Typed, without leaving the field between two numbers.
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label("Band B of fit").click();
    settle(&mut harness);
    const FIELD: &str = "Band B of fit begins at";
    harness.get_by_label(FIELD).click();
    settle(&mut harness);
    for (typed, expected) in [("90", [91, 90, 25]), ("60", [75, 60, 25])] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.get_by_label(FIELD).type_text(typed);
        settle(&mut harness);
        harness.key_press(Key::Enter);
        harness.run_ok();
        assert_eq!(edges(&harness, Axis::Fit), expected);
        harness.get_by_label(FIELD).focus();
        settle(&mut harness);
    }
}

#[test]
fn dragging_the_number_of_an_edge_there_and_back_brings_its_neighbours_back() {
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label("Band B of fit").click();
    settle(&mut harness);
    let at = harness.get_by_label("Band B of fit begins at").rect().center();
    harness.drag_at(at);
    for to in [-60.0, -160.0] {
        harness.hover_at(at + vec2(to, 0.0));
        harness.run_ok();
    }
    let pushed = edges(&harness, Axis::Fit);
    assert!(pushed[1] < 25 && pushed[2] < pushed[1], "the lower one is pushed: {pushed:?}");
    for to in [-60.0, 0.0] {
        harness.hover_at(at + vec2(to, 0.0));
        harness.run_ok();
    }
    harness.drop_at(at);
    settle(&mut harness);
    let back = edges(&harness, Axis::Fit);
    assert_eq!((back[0], back[2]), (75, 25), "{back:?}");
}

#[test]
fn looking_at_an_absurd_model_changes_nothing() {
    let mut state = even_state();
    let mut absurd = state.document.model.clone();
    absurd.criteria[0].points = 20_000;
    absurd.fit.range.most = 2_000_000;
    absurd.categories[0].at_most = Some(3_000_000);
    absurd.routes[0].respond_within_minutes = Some(100_000_000);
    let chosen = absurd.criteria[0].id.clone();
    state.set_document(Document::new(absurd.clone(), None));
    state.pages.criteria.choose(chosen);
    state.page = Page::Criteria;
    let mut harness = window(WIDE, state);
    harness.get_by_label("Fit settings").click();
    settle(&mut harness);
    assert_eq!(*model(&harness), absurd, "the page “Criteria”");
    harness.key_press(Key::Escape);
    harness.state_mut().state.page = Page::Matrix;
    harness.state_mut().state.pages.matrix.choose_bands(Axis::Fit);
    settle(&mut harness);
    harness.state_mut().state.pages.matrix.choose_route(absurd.routes[0].id.clone());
    settle(&mut harness);
    assert_eq!(*model(&harness), absurd, "the page “Matrix”");
}
