//! The page “Matrix” and the consequence panel: edges dragged and moved by keys, routes changed, bands split, the table.

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
    },
    model::{Axis, Flames, Model, Team},
};

use crate::harness::{WIDE, sample_state, settle, state, window};

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
        edit::set_edges(model.axis_mut(axis), &[75, 50, 25]);
    }
    state.set_document(Document::new(model, None));
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
    let mut harness = on_matrix(WIDE, even_state());
    harness.get_by_label_contains("Cell D4:").click();
    settle(&mut harness);
    harness.get_by_label_contains("Show the").click();
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
    harness.get_by_label("Remove Band E of fit").click();
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
    let mut state = even_state();
    let (fit, engagement) =
        (state.document.model.fit.bands[3].id.clone(), state.document.model.engagement.bands[3].id.clone());
    let qualified = state.document.model.routes.iter().find(|route| route.qualified).expect("one").id.clone();
    edit::set_route(&mut state.document.model, &fit, &engagement, &qualified);
    state.settle();
    let scored = state.scored.clone().expect("scored");
    let more = scored.summary.wins_to_sales - scored.baseline.summary.wins_to_sales;
    assert!(more > 0, "the fixture sends more wins to sales");
    let mut harness = on_matrix(WIDE, state);
    harness.get_by_label("leads a week to sales");
    harness.get_by_label("Past wins to sales");
    harness.get_by_label(&format!("+{more}"));
    harness.get_by_label_contains("Agreed criteria:");
    // A cell of the small matrix leads to its leads.
    harness.get_by_label_contains("Matrix D4:").click();
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
    harness.get_by_label_contains("Problems:").click();
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
