//! Copy, cut, paste: between cells, and from and to a spreadsheet.

use std::sync::Arc;

use eframe::egui;

use super::{
    actions,
    grid::{self, BadRow, Column, NewRow, Paste, Pasted, rows, values},
};
use crate::{
    app::{modals::Modal, state::State},
    model::{Criterion, CriterionId, limits},
};

/// What was pasted, as far as it was understood, and what was not: to be looked at before anything lands.
#[derive(Clone, Debug, Default)]
pub struct Landing {
    pub rows: Vec<NewRow>,
    pub cells: Vec<Pasted>,
    pub bad: Vec<BadRow>,
}

/// Rows that were cut, as they were.
pub(super) struct Cut {
    /// As it was put on the clipboard.
    text: String,
    rows: Vec<Criterion>,
}

/// Puts what is chosen on the clipboard: whole rows with headings and all they have, else the values of the cells.
pub(super) fn copy(ctx: &egui::Context, state: &mut State, cuts: bool) -> bool {
    let lines = actions::lines(state);
    let Some(selection) = state.pages.criteria.selection.clone() else { return false };
    let shown = state.pages.criteria.sight.columns.clone();
    let (model, seat) = (&state.document.model, state.voices.seat);
    let ids = selection.ids(&lines);
    // One name is a text; several rows, or one that is chosen as a row, are criteria.
    let is_rows = selection.whole_rows || selection.columns(&shown).len() == shown.len();
    let text = if is_rows {
        grid::rows_text(model, &lines, &ids, seat)
    } else {
        let tally = |id: &CriterionId| state.scored.as_ref().and_then(|scored| scored.evidence(id));
        grid::cells_text(model, &lines, &selection, &shown, tally, seat)
    };
    ctx.copy_text(text.clone());
    if cuts && is_rows {
        let rows = rows::of(&state.document.model, &ids);
        state.pages.criteria.cut = Some(Cut { text, rows });
        actions::delete_rows(state, &ids, true);
    } else if cuts {
        let columns: Vec<Column> =
            selection.columns(&shown).into_iter().filter(|column| column.team().is_some()).collect();
        clear(state, &ids, &columns);
    }
    true
}

/// Empties proposals, as far as they are the keyboard's to empty.
pub(super) fn clear(state: &mut State, ids: &[CriterionId], columns: &[Column]) {
    for column in columns {
        put(state, ids, *column, "");
    }
}

/// Puts one text into a column of rows, where it may go.
pub(super) fn put(state: &mut State, ids: &[CriterionId], column: Column, text: &str) {
    let seat = state.voices.seat;
    for id in ids {
        let criterion = state.document.model.criterion(id);
        let may = criterion.map_or(Ok(()), |criterion| values::may_edit(criterion, column, seat));
        let done = may.and_then(|()| values::set(&mut state.document.model, id, column, text));
        if let Err(refusal) = done {
            return state.complain(refusal.sentence(text));
        }
    }
}

pub(super) fn paste(state: &mut State, text: &str) -> bool {
    if paste_cut(state, text) {
        return true;
    }
    let lines = actions::lines(state);
    let selection = state.pages.criteria.selection.clone();
    let shown = state.pages.criteria.sight.columns.clone();
    let model = &state.document.model;
    let mut landing = Landing::default();
    let facts = state.scored.as_ref().map(|scored| Arc::clone(&scored.facts)).unwrap_or_default();
    match (grid::meaning(model, &facts, &lines, selection.as_ref(), text), &selection) {
        (Paste::Nothing, _) | (Paste::Cells(_), None) => return false,
        (Paste::Cells(records), Some(selection)) => {
            let seat = state.voices.seat;
            (landing.cells, landing.bad) = grid::to_cells(model, &lines, selection, &shown, &records, seat);
        }
        (Paste::Rows(plan), _) => (landing.rows, landing.bad) = (plan.rows, plan.bad),
    }
    if landing.bad.is_empty() {
        land(state, landing);
    } else {
        state.raise(Modal::Pasted(Box::new(landing)));
    }
    true
}

/// While the clipboard still holds what was cut, it comes back as what it was: the log goes on knowing it, and nothing
/// that a sheet can't say is lost. False where it can't, or has come back already: then the text says what is to be made.
fn paste_cut(state: &mut State, text: &str) -> bool {
    let Some(cut) = state.pages.criteria.cut.as_ref().filter(|cut| cut.text.lines().eq(text.lines())) else {
        return false;
    };
    let model = &mut state.document.model;
    let places = rows::places(model);
    let has_room = model.criteria.len() + cut.rows.len() <= limits::CRITERIA;
    let may_come = |row: &Criterion| !places.contains_key(&row.id) && model.category(&row.category).is_some();
    if !has_room || !cut.rows.iter().all(may_come) {
        return false;
    }
    let ids: Vec<CriterionId> = cut.rows.iter().map(|row| row.id.clone()).collect();
    // A round that has ended meanwhile does not begin again.
    let is_blind = model.round().is_some();
    model.criteria.extend(cut.rows.iter().cloned().map(|mut row| {
        row.proposals.blind &= is_blind;
        row
    }));
    tell_pasted(state, &ids, 0);
    true
}

/// Puts in what was understood: one step to be undone, however much it is.
pub fn land(state: &mut State, landing: Landing) {
    let count = landing.rows.len();
    if count > 0 {
        let (ids, made) = grid::add_rows(&mut state.document.model, landing.rows);
        tell_pasted(state, &ids, made);
    }
    let places: std::collections::HashMap<CriterionId, usize> = rows::places(&state.document.model);
    for Pasted { id, column, text } in landing.cells {
        let Some(place) = places.get(&id) else { continue };
        // What was to be pasted has been looked at; what can't be kept by now was changed meanwhile.
        let _gone = values::set_at(&mut state.document.model, *place, column, &text);
    }
}

/// What was pasted is shown, whatever was searched for, and chosen.
fn tell_pasted(state: &mut State, ids: &[CriterionId], made: usize) {
    state.pages.criteria.view = grid::View::default();
    actions::choose_rows(state, ids);
    let text = tr!("pasted-rows", count = ids.len());
    state.tell(if made > 0 { tr!("pasted-with-categories", text = text, count = made) } else { text });
}
