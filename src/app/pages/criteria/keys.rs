//! The keyboard on the Criteria page, while no field is being edited.

use eframe::egui::{self, Key, Modifiers};

use super::edit;
use crate::{
    app::state::State,
    model::{Axis, CriterionId, Model, Tier},
};

pub(super) fn read(ui: &mut egui::Ui, state: &mut State) {
    if state.modal.is_some() || ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let Some(chosen) = state.pages.criteria.chosen.clone() else { return };
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let model = &mut state.document.model;
    let page = &mut state.pages.criteria;
    if pressed(Modifiers::ALT, Key::ArrowUp) {
        page.follow = edit::shift(model, &chosen, false);
    } else if pressed(Modifiers::ALT, Key::ArrowDown) {
        page.follow = edit::shift(model, &chosen, true);
    } else if pressed(Modifiers::COMMAND, Key::D) {
        duplicate(state, &chosen);
    } else if pressed(Modifiers::NONE, Key::F2) {
        page.renaming = Some(chosen);
    } else if pressed(Modifiers::NONE, Key::Escape) {
        page.chosen = None;
    } else if is_row_focused(ui, &chosen) {
        if pressed(Modifiers::NONE, Key::Delete) {
            delete_and_go_on(ui, state, &chosen);
        } else if pressed(Modifiers::NONE, Key::ArrowUp) {
            step(ui, state, &chosen, false);
        } else if pressed(Modifiers::NONE, Key::ArrowDown) {
            step(ui, state, &chosen, true);
        }
    }
}

/// The id of a criterion's row, the same wherever the row stands.
pub(super) fn row_id(id: &CriterionId) -> egui::Id {
    egui::Id::unique(("criterion row", &id.0))
}

/// Takes a criterion away and says so. Nothing is chosen after it, so that a second click takes nothing else away.
pub(super) fn delete(state: &mut State, id: &CriterionId) -> Option<CriterionId> {
    let name = state.document.model.criterion(id)?.name.clone();
    let next = edit::remove(&mut state.document.model, id);
    state.pages.criteria.chosen = None;
    state.tell(tr!("deleted", name = name));
    next
}

/// By keyboard the next row is chosen, as in a spreadsheet.
fn delete_and_go_on(ui: &egui::Ui, state: &mut State, id: &CriterionId) {
    if let Some(next) = delete(state, id) {
        ui.memory_mut(|memory| memory.request_focus(row_id(&next)));
        state.pages.criteria.choose(next);
    }
}

/// A copy below, with a name that says so.
pub(super) fn duplicate(state: &mut State, id: &CriterionId) {
    let Some(name) = state.document.model.criterion(id).map(|criterion| criterion.name.clone()) else { return };
    if let Some(copy) = edit::duplicate(&mut state.document.model, id, tr!("copy-of", name = name)) {
        state.pages.criteria.choose(copy);
    }
}

fn is_row_focused(ui: &egui::Ui, id: &CriterionId) -> bool {
    ui.memory(|memory| memory.has_focus(row_id(id)))
}

/// Goes to the row above or below, across tiers, on the same axis.
fn step(ui: &egui::Ui, state: &mut State, from: &CriterionId, down: bool) {
    let rows = rows(&state.document.model, from);
    let Some(place) = rows.iter().position(|row| row == from) else { return };
    let next = if down { rows.get(place + 1) } else { place.checked_sub(1).and_then(|place| rows.get(place)) };
    if let Some(next) = next {
        ui.memory_mut(|memory| memory.request_focus(row_id(next)));
        state.pages.criteria.choose(next.clone());
    }
}

/// The rows of the criterion's axis, as they stand on the page.
fn rows(model: &Model, id: &CriterionId) -> Vec<CriterionId> {
    let axis = model.criterion(id).map_or(Axis::Fit, |criterion| edit::listed_under(model, criterion));
    Tier::ALL.into_iter().flat_map(|tier| edit::rows_of(model, axis, tier)).map(|(_, row)| row.id.clone()).collect()
}
