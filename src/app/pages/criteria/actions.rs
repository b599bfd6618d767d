//! What keys and menus do to the tables.

use eframe::egui;

use super::{
    cell, clipboard, edit,
    grid::{
        self, Cell, Column, Line, Lines, Move, Selection, Sight, Sort, SortKey,
        rows::{self, Target},
        values,
    },
    keys, page,
};
use crate::{
    app::state::State,
    model::{Axis, CriterionId, Tier},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Go(Move),
    Extend(Move),
    ChooseAll,
    ChooseRows,
    ChooseColumn,
    Edit,
    OpenRule,
    Cancel,
    Clear,
    DeleteRows,
    /// Fills a range with its first row, or copies the row where only one is chosen.
    FillDown,
    NewRow,
    Shift {
        down: bool,
    },
    ToAxis(Axis),
    ToTier(Tier),
    /// By the column of the cursor, as a click on its caption does.
    Sort,
    Search,
}

/// Does it; false where the key is left to others.
pub(super) fn run(ctx: &egui::Context, state: &mut State, action: Action) -> bool {
    match action {
        Action::Edit => {}
        Action::Cancel => cell::finish(state),
        // A text that can't be kept waits in its field.
        _ if !cell::keep(ctx, state) => return true,
        _ => {}
    }
    match action {
        Action::Go(_) if state.pages.criteria.selection.is_none() => {
            put_cursor(state);
            keys::take_focus(ctx);
        }
        Action::Go(by) => {
            let is_moved = go(state, by, false);
            if is_moved {
                keys::take_focus(ctx);
            } else if let Move::Next | Move::Previous = by {
                leave(ctx, by == Move::Next);
            }
        }
        Action::Extend(by) => {
            go(state, by, true);
        }
        Action::ChooseAll => choose_all(state),
        Action::ChooseRows => {
            if let Some(selection) = &mut state.pages.criteria.selection {
                selection.whole_rows = true;
            }
        }
        Action::ChooseColumn => choose_column(state),
        Action::Edit => {
            let cursor = state.pages.criteria.selection.as_ref().map(|selection| selection.cursor.clone());
            if let Some(cursor) = cursor {
                cell::begin(ctx, state, cursor, None);
            }
        }
        Action::OpenRule => open_rule(state),
        Action::Cancel => cancel(state),
        Action::Clear => clear(ctx, state),
        Action::DeleteRows => {
            let ids = chosen_rows(state);
            delete_rows(state, &ids, true);
        }
        Action::FillDown => fill_down(state),
        Action::NewRow => new_row(ctx, state),
        Action::Shift { down } => {
            let ids = chosen_rows(state);
            shift(state, &ids, down);
        }
        Action::ToAxis(axis) => to_axis(state, axis),
        Action::ToTier(tier) => to_tier(state, tier),
        Action::Sort => sort(state),
        Action::Search => state.pages.criteria.to_search = true,
    }
    true
}

/// The lines as they are now, whatever this frame has changed already.
pub(super) fn lines(state: &mut State) -> std::sync::Arc<Lines> {
    state.document.notice();
    page::lines(state)
}

/// Puts the cursor on the first row, where there is none yet.
pub(super) fn put_cursor(state: &mut State) {
    let lines = lines(state);
    state.pages.criteria.put_cursor(&lines);
}

/// The chosen criteria from top to bottom.
pub fn chosen_rows(state: &mut State) -> Vec<CriterionId> {
    let lines = lines(state);
    state.pages.criteria.selection.as_ref().map(|selection| selection.ids(&lines)).unwrap_or_default()
}

/// Moves the cursor, or the end of the range; whether there was a way.
pub(super) fn go(state: &mut State, by: Move, extends: bool) -> bool {
    let lines = lines(state);
    let page = &mut state.pages.criteria;
    let Some(selection) = page.selection.clone() else { return false };
    let sight = &page.sight;
    let line = |offset: f32| (offset / super::columns::ROW_HEIGHT).round() as usize;
    let sight = Sight {
        columns: &sight.columns,
        side_by_side: sight.side_by_side && !extends,
        page: line(sight.height).saturating_sub(2),
        top: sight.offsets.map(line),
    };
    let Some(mut cell) = grid::moved(&lines, &selection.cursor, by, &sight) else { return false };
    // Whoever enters a blind round goes through both tables by Enter alone.
    if state.voices.seat.is_some() && cell == selection.cursor {
        cell = grid::across_ends(&lines, &selection.cursor, by).unwrap_or(cell);
    }
    if extends {
        page.selection = Some(selection.extended_to(cell));
        page.follow = true;
    } else {
        page.go_to(cell);
    }
    true
}

/// Beyond the last cell the keyboard goes on to what comes after the tables, as Tab does elsewhere.
fn leave(ctx: &egui::Context, forwards: bool) {
    let direction = if forwards { egui::FocusDirection::Next } else { egui::FocusDirection::Previous };
    ctx.memory_mut(|memory| memory.move_focus(direction));
}

fn choose_all(state: &mut State) {
    let lines = lines(state);
    let Some(selection) = &mut state.pages.criteria.selection else { return };
    let axis = lines.place(&selection.cursor.id).map_or(Axis::Fit, |place| place.axis);
    let (first, last) = (lines.ids(axis).next(), lines.ids(axis).next_back());
    if let (Some(first), Some(last)) = (first, last) {
        let column = selection.cursor.column;
        // The cursor stays: what is typed next is meant for the cell that it is in.
        selection.corner = Some(Cell::new(first.clone(), column));
        selection.anchor = Cell::new(last.clone(), column);
        selection.whole_rows = true;
    }
}

fn choose_column(state: &mut State) {
    choose_all(state);
    if let Some(selection) = &mut state.pages.criteria.selection {
        selection.whole_rows = false;
    }
}

/// The card opens, and the keyboard goes into it.
fn open_rule(state: &mut State) {
    let page = &mut state.pages.criteria;
    if let Some(selection) = &page.selection {
        page.chosen = Some(selection.cursor.id.clone());
        (page.to_card, page.came_from_table, page.follow) = (true, true, true);
    }
}

/// Whether there is anything that [`cancel`] would give up.
pub(super) fn can_cancel(state: &State) -> bool {
    let page = &state.pages.criteria;
    page.selection.as_ref().is_some_and(|selection| !selection.is_one_cell())
        || page.chosen.is_some()
        || !page.view.search.is_empty()
}

/// First the range, then the card, then the search.
fn cancel(state: &mut State) {
    let page = &mut state.pages.criteria;
    match &mut page.selection {
        Some(selection) if !selection.is_one_cell() => *selection = Selection::one(selection.cursor.clone()),
        _ if page.chosen.is_some() => page.chosen = None,
        _ => page.view.search.clear(),
    }
}

/// Empties what can be empty: proposals. Rows that are chosen as such are deleted.
fn clear(ctx: &egui::Context, state: &mut State) {
    let lines = lines(state);
    let Some(selection) = state.pages.criteria.selection.clone() else { return };
    let shown = state.pages.criteria.sight.columns.clone();
    let ids = selection.ids(&lines);
    if selection.is_rows(&shown) {
        return delete_rows(state, &ids, true);
    }
    let columns: Vec<Column> = selection.columns(&shown).into_iter().filter(|column| column.team().is_some()).collect();
    if columns.is_empty() {
        if selection.cursor.column == Column::Points {
            // As in a spreadsheet the cell is ready for another number, but a criterion always has one.
            cell::begin(ctx, state, selection.cursor, Some(""));
        }
        return;
    }
    clipboard::clear(state, &ids, &columns);
}

/// A criterion by the button in its card or menu. Nothing is chosen after it, so that a second click takes nothing else away.
pub(super) fn delete(state: &mut State, id: &CriterionId) {
    delete_rows(state, std::slice::from_ref(id), false);
}

/// Takes rows away and says so. By keyboard the next row is chosen, as in a spreadsheet.
pub(super) fn delete_rows(state: &mut State, ids: &[CriterionId], goes_on: bool) {
    let lines = lines(state);
    let Some(first) = ids.first() else { return };
    let Some(name) = state.document.model.criterion(first).map(|criterion| criterion.name.clone()) else { return };
    let next = ids.last().and_then(|last| neighbour(&lines, first, last));
    let mut after = state.document.model.clone();
    rows::remove(&mut after, ids);
    if state.touches_hidden(&after) {
        return state.complain(tr!("delete-hidden", count = ids.len()));
    }
    state.document.model = after;
    let page = &mut state.pages.criteria;
    let column = page.selection.as_ref().map_or(Column::Name, |selection| selection.cursor.column);
    page.selection = next.clone().map(|next| Selection::one(Cell::new(next, column)));
    page.chosen = if goes_on && page.chosen.is_some() { next } else { None };
    page.follow = goes_on;
    let text = if ids.len() == 1 { tr!("deleted", name = name) } else { tr!("deleted-rows", count = ids.len()) };
    state.tell(text);
}

/// The row below the last one, else the one above the first.
fn neighbour(lines: &Lines, first: &CriterionId, last: &CriterionId) -> Option<CriterionId> {
    let (first, last) = (lines.place(first)?, lines.place(last)?);
    let rows = lines.of(last.axis);
    let below = rows.iter().skip(last.line + 1).find_map(Line::id);
    below.or_else(|| rows.iter().take(first.line).rev().find_map(Line::id)).cloned()
}

/// A copy below, with a name that says so.
pub(super) fn duplicate(state: &mut State, id: &CriterionId) {
    duplicate_rows(state, std::slice::from_ref(id));
}

pub(super) fn duplicate_rows(state: &mut State, ids: &[CriterionId]) {
    if !has_room(state, ids.len()) {
        return;
    }
    let copies = rows::duplicate(&mut state.document.model, ids, |name| tr!("copy-of", name = name));
    choose_rows(state, &copies);
}

/// A model takes only so many criteria.
fn has_room(state: &mut State, wanted: usize) -> bool {
    use crate::model::limits::CRITERIA;
    let has_room = state.document.model.criteria.len() + wanted <= CRITERIA;
    if !has_room {
        state.complain(tr!("paste-too-many", most = crate::app::format::count(CRITERIA as u64)));
    }
    has_room
}

/// Rows become the selection: what was just pasted, copied or moved.
pub(super) fn choose_rows(state: &mut State, ids: &[CriterionId]) {
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return };
    let page = &mut state.pages.criteria;
    let column = page.selection.as_ref().map_or(Column::Name, |selection| selection.cursor.column);
    let cell = |id: &CriterionId| Cell::new(id.clone(), column);
    if page.chosen.is_some() {
        page.chosen = Some(first.clone());
    }
    page.selection = Some(Selection { anchor: cell(last), whole_rows: ids.len() > 1, ..Selection::one(cell(first)) });
    page.follow = true;
}

fn fill_down(state: &mut State) {
    let lines = lines(state);
    let Some(selection) = state.pages.criteria.selection.clone() else { return };
    let shown = state.pages.criteria.sight.columns.clone();
    let ids = selection.ids(&lines);
    let is_rows = selection.is_rows(&shown);
    let Some((first, others)) = ids.split_first().filter(|(_, others)| !others.is_empty() && !is_rows) else {
        return duplicate_rows(state, &ids);
    };
    let seat = state.voices.seat;
    let Some(source) = state.document.model.criterion(first).cloned() else { return };
    for column in selection.columns(&shown).into_iter().filter(|column| column.is_editable() && column.is_number()) {
        let text = values::text(&source, column, None, seat);
        clipboard::put(state, others, column, &text);
    }
}

/// A new criterion in the tier of the cursor, its name ready to be typed.
fn new_row(ctx: &egui::Context, state: &mut State) {
    let lines = lines(state);
    let place = state.pages.criteria.selection.as_ref().and_then(|selection| lines.place(&selection.cursor.id));
    let (axis, line) = place.map_or((Axis::Fit, 0), |place| (place.axis, place.line));
    let tier = lines.tier_at(axis, line).unwrap_or(Tier::Critical);
    add(ctx, state, axis, tier);
}

pub(super) fn add(ctx: &egui::Context, state: &mut State, axis: Axis, tier: Tier) {
    if !has_room(state, 1) {
        return;
    }
    // A new row that a search hides could not be named.
    let page = &mut state.pages.criteria;
    page.view.search.clear();
    page.view.shown = grid::Shown::All;
    let id = edit::add(&mut state.document.model, axis, tier, tr!("new-criterion"));
    state.pages.criteria.choose(id.clone());
    let name = Cell::new(id, Column::Name);
    state.pages.criteria.selection = Some(Selection::one(name.clone()));
    cell::begin_new(ctx, state, name);
}

/// One line up or down, on through the tiers.
pub(super) fn shift(state: &mut State, ids: &[CriterionId], down: bool) {
    let lines = lines(state);
    if state.pages.criteria.view.sort.is_some() {
        return state.complain(tr!("sorted-no-move"));
    }
    if !rows::is_one_tier(&lines, ids) {
        return state.tell(tr!("tiers-no-move"));
    }
    if let Some(target) = rows::shifted(&lines, ids, down) {
        rows::place(&mut state.document.model, ids, &target);
        state.pages.criteria.follow = true;
    }
}

pub(super) fn to_axis(state: &mut State, axis: Axis) {
    let ids = chosen_rows(state);
    move_by(state, &ids, |of, tier| (of != axis).then_some((axis, tier)));
}

pub(super) fn to_tier(state: &mut State, tier: Tier) {
    let ids = chosen_rows(state);
    move_by(state, &ids, |axis, of| (of != tier).then_some((axis, tier)));
}

/// Moves each row to the end of where it belongs; those that are there already stay.
fn move_by(state: &mut State, ids: &[CriterionId], to: impl Fn(Axis, Tier) -> Option<(Axis, Tier)>) {
    let model = &mut state.document.model;
    for axis in Axis::ALL {
        for tier in Tier::ALL {
            let goes_there = |id: &&CriterionId| {
                let row = model.criterion(id);
                row.and_then(|row| to(edit::listed_under(model, row), row.tier)) == Some((axis, tier))
            };
            let moved: Vec<CriterionId> = ids.iter().filter(goes_there).cloned().collect();
            if !moved.is_empty() {
                rows::place(model, &moved, &Target { axis, tier, before: None });
            }
        }
    }
    state.pages.criteria.follow = true;
}

/// Lets rows go where they were dragged.
pub(super) fn drop_rows(state: &mut State, ids: &[CriterionId], target: &Target) {
    let model = &state.document.model;
    let is_at_home = ids.iter().all(|id| {
        let row = model.criterion(id);
        row.is_some_and(|row| (edit::listed_under(model, row), row.tier) == (target.axis, target.tier))
    });
    let is_sorted = state.pages.criteria.view.sort.is_some();
    if is_sorted && is_at_home {
        return state.complain(tr!("sorted-no-move"));
    }
    let before = target.before.clone().filter(|_| !is_sorted);
    rows::place(&mut state.document.model, ids, &Target { before, ..target.clone() });
    choose_rows(state, ids);
}

fn sort(state: &mut State) {
    let Some(column) = state.pages.criteria.selection.as_ref().map(|selection| selection.cursor.column) else { return };
    sort_by(state, key_of(column));
}

/// What a click on a caption sorts by.
pub(super) fn key_of(column: Column) -> SortKey {
    match column {
        Column::Name => SortKey::Name,
        Column::Points => SortKey::Points,
        Column::Marketing | Column::Sales => SortKey::Disagreement,
        Column::Leads => SortKey::Leads,
        Column::WinRate => SortKey::WinRate,
    }
}

pub(super) fn sort_by(state: &mut State, by: SortKey) {
    let page = &mut state.pages.criteria;
    page.view.sort = Sort::next(page.view.sort, by);
    page.follow = true;
}
