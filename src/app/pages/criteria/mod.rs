//! The page “Criteria”: tables by tier on both axes, and the chosen criterion with its rule as a sentence of fields.

mod actions;
mod axis_menu;
mod captions;
mod card;
mod cell;
mod clipboard;
mod columns;
mod drag;
pub mod edit;
pub mod grid;
mod header;
pub mod keys;
mod page;
mod row;
pub mod rule;
mod rule_leads;
mod table;
mod voices;

use eframe::egui::{self, Role, Sense, WidgetInfo};

use self::grid::{Column, Lines, Selection};
pub use self::{
    actions::chosen_rows,
    clipboard::{Landing, land},
    page::CriteriaPage,
    rule_leads::RuleDesk,
};
use crate::{
    app::state::State,
    model::{Axis, CriterionId},
};

/// Narrower than this, the two tables stand one above the other.
const SIDE_BY_SIDE: f32 = 700.0;
/// And where that would leave each too low, one is shown at a time.
const ONE_ABOVE_THE_OTHER: f32 = 560.0;
const GAP: f32 = 12.0;

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    forget_what_is_gone(state);
    cell::end_if_left(ui.ctx(), state);
    keys::read(ui, state);
    let size = ui.available_size();
    let is_single = size.x < SIDE_BY_SIDE && size.y < ONE_ABOVE_THE_OTHER;
    header::show(ui, state, is_single);
    // What keys changed is seen at once.
    let lines = page::lines(state);
    let has_card = state.pages.criteria.chosen.is_some();
    let available = ui.available_size();
    // The card is as high as what is in it, but leaves the tables the larger half.
    let most = (available.y * 0.5).max(180.0);
    let card_height = if has_card { state.pages.criteria.card_height.clamp(120.0, most) } else { 0.0 };
    let tables_height = available.y - card_height - if has_card { GAP } else { 0.0 };
    let size = egui::vec2(available.x, tables_height);
    if is_single {
        single_table_ui(ui, state, size, &lines);
    } else {
        tables_ui(ui, state, size, &lines);
    }
    if let Some(chosen) = state.pages.criteria.chosen.clone() {
        ui.add_space(GAP);
        let before = state.pages.criteria.card_height;
        let was_seen = table::is_seen(state, &lines, &chosen);
        card::show(ui, state, &chosen);
        if was_seen && state.pages.criteria.card_height > before {
            // The tables will be lower, also when examples come in late; what was in sight stays in sight.
            state.pages.criteria.follow = true;
            ui.ctx().request_repaint();
        }
    }
}

/// Another draft may have taken away what was chosen.
fn forget_what_is_gone(state: &mut State) {
    let model = &state.document.model;
    let page = &mut state.pages.criteria;
    if page.checked == state.document.revision() {
        return;
    }
    page.checked = state.document.revision();
    let is_gone = |id: &CriterionId| model.criterion(id).is_none();
    if page.chosen.as_ref().is_some_and(is_gone) {
        page.chosen = None;
    }
    if page.selection.as_ref().is_some_and(|selection| is_gone(&selection.cursor.id)) {
        page.selection = None;
    }
    if let Some(selection) = &mut page.selection
        && is_gone(&selection.anchor.id)
    {
        *selection = Selection::one(selection.cursor.clone());
    }
    if page.editing.as_ref().is_some_and(|editing| is_gone(&editing.cell.id)) {
        page.editing = None;
    }
}

/// One axis at a time: the one that was switched to, or that the cursor went to.
fn single_table_ui(ui: &mut egui::Ui, state: &mut State, size: egui::Vec2, lines: &Lines) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    // The arrows lead from one axis to the other, as they do side by side.
    state.pages.criteria.sight.side_by_side = true;
    keyboard_ui(ui, state, rect, lines);
    let page = &state.pages.criteria;
    if page.follow
        && let Some(selection) = &page.selection
        && let Some(criterion) = state.document.model.criterion(&selection.cursor.id)
    {
        state.pages.shown_axis = edit::listed_under(&state.document.model, criterion);
    }
    let axis = state.pages.shown_axis;
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(axis));
    table::show(&mut child, state, axis, lines);
    drag::end(ui, state);
    state.pages.criteria.follow = std::mem::take(&mut state.pages.criteria.follow_again);
}

fn tables_ui(ui: &mut egui::Ui, state: &mut State, size: egui::Vec2, lines: &Lines) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let side_by_side = size.x >= SIDE_BY_SIDE;
    state.pages.criteria.sight.side_by_side = side_by_side;
    let halves = if side_by_side {
        let width = (size.x - GAP) / 2.0;
        [
            egui::Rect::from_min_size(rect.min, egui::vec2(width, size.y)),
            egui::Rect::from_min_size(rect.min + egui::vec2(width + GAP, 0.0), egui::vec2(width, size.y)),
        ]
    } else {
        let height = (size.y - GAP) / 2.0;
        [
            egui::Rect::from_min_size(rect.min, egui::vec2(size.x, height)),
            egui::Rect::from_min_size(rect.min + egui::vec2(0.0, height + GAP), egui::vec2(size.x, height)),
        ]
    };
    keyboard_ui(ui, state, rect, lines);
    for (axis, half) in Axis::ALL.into_iter().zip(halves) {
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(half).id_salt(axis));
        table::show(&mut child, state, axis, lines);
    }
    drag::end(ui, state);
    state.pages.criteria.follow = std::mem::take(&mut state.pages.criteria.follow_again);
}

/// The one widget that has the keyboard for all cells: it stays while rows come and go.
fn keyboard_ui(ui: &egui::Ui, state: &mut State, rect: egui::Rect, lines: &Lines) {
    let id = keys::table_id();
    let response = ui.interact(rect, id, Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, tr!("criteria-table")));
    if !response.has_focus() {
        return;
    }
    ui.memory_mut(|memory| {
        // Arrows, Tab and Esc are the cursor's.
        let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        memory.set_focus_lock_filter(id, filter);
    });
    let page = &mut state.pages.criteria;
    page.put_cursor(lines);
    if page.editing.is_none()
        && page.selection.as_ref().is_some_and(|selection| selection.cursor.column == Column::Name)
    {
        // A name may begin with a sign that is composed; numbers are typed as they are.
        let purpose = egui::IMEPurpose::Normal;
        let place = egui::output::IMEOutput { purpose, rect, cursor_rect: rect, should_interrupt_composition: false };
        ui.output_mut(|output| output.ime = Some(place));
    }
    // A screen reader hears of the cell, not of the whole.
    if let Some(cursor) = page.selection.as_ref().map(|selection| &selection.cursor) {
        let cell = keys::cell_id(&cursor.id, cursor.column);
        let is_shown = ui.ctx().has_accesskit_node(cell);
        ui.ctx().accesskit_node_builder(id, |node| {
            if is_shown {
                node.set_active_descendant(cell.accesskit_id());
            }
        });
    }
}
