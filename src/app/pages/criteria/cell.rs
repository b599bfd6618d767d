//! A cell that is typed into: what is typed is in the draft at once, Enter and Tab go on, Esc puts back what was there.

use eframe::egui::{self, Align2, Id, Key, Modifiers, UiBuilder, WidgetInfo, vec2};

use super::{
    actions,
    grid::{
        Cell, Column, Move,
        values::{self, Refusal},
    },
    keys,
    page::Editing,
};
use crate::{
    app::{format, state::State, theme},
    model::{Criterion, Model},
};

/// The field in which a cell is typed.
fn editor_id(cell: &Cell) -> Id {
    keys::cell_id(&cell.id, cell.column).with("editor")
}

/// Begins to edit a cell: with the text that stands there, or with what was just typed.
pub(super) fn begin(ctx: &egui::Context, state: &mut State, cell: Cell, typed: Option<&str>) {
    let seat = state.voices.seat;
    let Some(criterion) = state.document.model.criterion(&cell.id) else { return };
    if let Err(refusal) = values::may_edit(criterion, cell.column, seat) {
        return state.complain(refusal.sentence(""));
    }
    let text = typed.map_or_else(|| shown(criterion, cell.column), str::to_owned);
    let before = Box::new(criterion.clone());
    let editing = Editing { cell, text, before, is_all_chosen: false, had_focus: false, age: 0 };
    if typed.is_some() {
        try_out(&mut state.document.model, &editing);
    }
    begin_with(ctx, state, editing);
}

/// Begins to edit a name that is to be replaced as a whole: a new criterion's.
pub(super) fn begin_new(ctx: &egui::Context, state: &mut State, cell: Cell) {
    let Some(criterion) = state.document.model.criterion(&cell.id) else { return };
    let (text, before) = (criterion.name.clone(), Box::new(criterion.clone()));
    begin_with(ctx, state, Editing { cell, text, before, is_all_chosen: true, had_focus: false, age: 0 });
}

fn begin_with(ctx: &egui::Context, state: &mut State, editing: Editing) {
    let id = editor_id(&editing.cell);
    let length = egui::text::CCursor::new(editing.text.chars().count());
    let mut field = egui::text_edit::TextEditState::default();
    let from = if editing.is_all_chosen { egui::text::CCursor::new(0) } else { length };
    field.cursor.set_char_range(Some(egui::text::CCursorRange::two(from, length)));
    field.store(ctx, id);
    ctx.memory_mut(|memory| memory.request_focus(id));
    state.pages.criteria.follow = true;
    state.pages.criteria.editing = Some(editing);
}

/// What is there to be edited.
fn shown(criterion: &Criterion, column: Column) -> String {
    match column.team() {
        Some(team) => criterion.proposals.of(team).map(|one| format::points(one.points.into())).unwrap_or_default(),
        None if column == Column::Points => format::points(criterion.points.into()),
        None => criterion.name.clone(),
    }
}

/// Ends an edit whose field is no longer there, or no longer has the keyboard.
pub(super) fn end_if_left(ctx: &egui::Context, state: &mut State) {
    const SHOWN_BY: u32 = 4;
    let Some(editing) = &mut state.pages.criteria.editing else { return };
    editing.age += 1;
    let has_focus = ctx.memory(|memory| memory.has_focus(editor_id(&editing.cell)));
    if has_focus || !editing.had_focus && editing.age <= SHOWN_BY {
        return;
    }
    // Esc has taken the keyboard from the field before it could be asked.
    if editing.had_focus && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        cancel(state);
        keys::take_focus(ctx);
    } else {
        finish(state);
    }
}

/// Keeps what was typed; what can't be kept is told, and what was there comes back.
pub(super) fn finish(state: &mut State) {
    let _refused = end(state);
}

/// The same where the keyboard is to go on. What can't be kept stays in its field instead, chosen whole, to be typed again
/// or given up; false then.
pub(super) fn keep(ctx: &egui::Context, state: &mut State) -> bool {
    let Some(editing) = end(state) else { return true };
    begin_with(ctx, state, Editing { is_all_chosen: true, had_focus: false, age: 0, ..editing });
    false
}

/// Puts what was typed into the draft. Answers the edit whose text can't be kept, once that is told.
fn end(state: &mut State) -> Option<Editing> {
    let editing = state.pages.criteria.editing.take()?;
    let Editing { cell, text, before, .. } = &editing;
    let model = &mut state.document.model;
    restore(model, before, cell.column);
    // Nothing new is nothing to understand.
    if *text == shown(before, cell.column) {
        return None;
    }
    let refusal = values::set(model, &cell.id, cell.column, text).err()?;
    let is_empty = text.trim().is_empty();
    // Points that are left empty are left as they are.
    if !is_empty || refusal != Refusal::NotWhole {
        state.complain(refusal.sentence(text.trim()));
    }
    (!is_empty && refusal != Refusal::NoCriterion).then_some(editing)
}

/// Gives up: what was there comes back.
fn cancel(state: &mut State) {
    if let Some(editing) = state.pages.criteria.editing.take() {
        restore(&mut state.document.model, &editing.before, editing.cell.column);
    }
}

/// Shows in the draft what the text as it stands would give, made from what was there before: what it was on the way leaves
/// nothing behind. A text that is empty, or no number yet, may become one, and changes nothing so far.
fn try_out(model: &mut Model, editing: &Editing) {
    let Editing { cell, text, before, .. } = editing;
    restore(model, before, cell.column);
    if !text.trim().is_empty() {
        let _unfinished = values::set(model, &cell.id, cell.column, text);
    }
}

fn restore(model: &mut Model, before: &Criterion, column: Column) {
    let Some(criterion) = model.criterion_mut(&before.id) else { return };
    match column {
        Column::Name => criterion.name.clone_from(&before.name),
        Column::Points => criterion.points = before.points,
        Column::Marketing => criterion.proposals.marketing.clone_from(&before.proposals.marketing),
        Column::Sales => criterion.proposals.sales.clone_from(&before.proposals.sales),
        Column::Leads | Column::WinRate => {}
    }
}

/// A key that comes while the field has not got the keyboard yet, in the same frame that began the edit.
pub(super) fn type_on(ctx: &egui::Context, state: &mut State, typed: &str) {
    let Some(mut editing) = state.pages.criteria.editing.take() else { return };
    if std::mem::take(&mut editing.is_all_chosen) {
        editing.text.clear();
    }
    editing.text.push_str(typed);
    try_out(&mut state.document.model, &editing);
    begin_with(ctx, state, editing);
}

/// The field in the cell's place.
pub(super) fn editor_ui(ui: &mut egui::Ui, state: &mut State, rect: egui::Rect, name: &str) {
    let Some(editing) = &mut state.pages.criteria.editing else { return };
    let (cell, id) = (editing.cell.clone(), editor_id(&editing.cell));
    let is_number = cell.column.is_number();
    let builder = UiBuilder::new().max_rect(rect.shrink2(vec2(0.0, 2.0))).id_salt(id);
    let mut child = ui.new_child(builder);
    let field = egui::TextEdit::singleline(&mut editing.text)
        .id(id)
        .lock_focus(true)
        .align(if is_number { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER })
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(4, 4));
    let response = child.add(field);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if !editing.had_focus && !response.has_focus() && !response.lost_focus() {
        response.request_focus();
    }
    editing.had_focus |= response.has_focus();
    let is_number_wrong = is_number && !editing.text.trim().is_empty() && values::points(&editing.text).is_err();
    if is_number_wrong {
        let line = rect.shrink2(vec2(3.0, 3.0));
        ui.painter().hline(line.x_range(), line.bottom(), egui::Stroke::new(2.0, theme::of(ui).worse));
    }
    if response.changed() {
        try_out(&mut state.document.model, editing);
    }
    leave(ui, state, &response);
}

/// Where the keyboard goes from the field.
fn leave(ui: &egui::Ui, state: &mut State, response: &egui::Response) {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let is_shift = ui.input(|input| input.modifiers.shift);
    let next = if response.lost_focus() {
        if pressed(Key::Escape) {
            cancel(state);
            None
        } else if pressed(Key::Enter) {
            if !keep(ui.ctx(), state) {
                return;
            }
            Some(if is_shift { Move::Up } else { Move::Down })
        } else {
            return finish(state);
        }
    } else if response.has_focus() && pressed(Key::Tab) {
        ui.input_mut(|input| {
            let modifiers = if is_shift { Modifiers::SHIFT } else { Modifiers::NONE };
            input.consume_key(modifiers, Key::Tab);
        });
        if !keep(ui.ctx(), state) {
            return;
        }
        Some(if is_shift { Move::Previous } else { Move::Next })
    } else {
        return;
    };
    if let Some(by) = next {
        actions::go(state, by, false);
    }
    keys::take_focus(ui.ctx());
}
