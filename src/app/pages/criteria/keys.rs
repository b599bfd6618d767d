//! The keyboard on the Criteria page: one list of keys, and which of them are the table's at the moment.

use eframe::egui::{self, Event, Id, ImeEvent, Key, KeyboardShortcut, Modifiers};

use super::{
    actions::{self, Action},
    cell, clipboard,
    grid::{Column, Move},
};
use crate::{
    app::state::State,
    model::{Axis, CriterionId, Tier},
};

/// A key of the page, and the id of its name in the locale's files. Keys that do the same thing in different directions
/// share a name.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub text_id: &'static str,
    pub keys: KeyboardShortcut,
    action: Action,
}

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn key(text_id: &'static str, modifiers: Modifiers, key: Key, action: Action) -> Binding {
    Binding { text_id, keys: KeyboardShortcut::new(modifiers, key), action }
}

const fn go(modifiers: Modifiers, of: Key, by: Move) -> Binding {
    key("key-go", modifiers, of, Action::Go(by))
}

const fn extend(modifiers: Modifiers, of: Key, by: Move) -> Binding {
    key("key-extend", modifiers, of, Action::Extend(by))
}

/// All keys of the tables, in the order in which a sheet of shortcuts shows them.
pub const KEYS: &[Binding] = &[
    go(NONE, Key::ArrowUp, Move::Up),
    go(NONE, Key::ArrowDown, Move::Down),
    go(NONE, Key::ArrowLeft, Move::Left),
    go(NONE, Key::ArrowRight, Move::Right),
    key("key-next-cell", NONE, Key::Tab, Action::Go(Move::Next)),
    key("key-next-cell", SHIFT, Key::Tab, Action::Go(Move::Previous)),
    key("key-next-row", NONE, Key::Enter, Action::Go(Move::Down)),
    key("key-next-row", SHIFT, Key::Enter, Action::Go(Move::Up)),
    key("key-ends", NONE, Key::Home, Action::Go(Move::RowStart)),
    key("key-ends", NONE, Key::End, Action::Go(Move::RowEnd)),
    key("key-ends", CTRL, Key::Home, Action::Go(Move::TableStart)),
    key("key-ends", CTRL, Key::End, Action::Go(Move::TableEnd)),
    key("key-page", NONE, Key::PageUp, Action::Go(Move::PageUp)),
    key("key-page", NONE, Key::PageDown, Action::Go(Move::PageDown)),
    extend(SHIFT, Key::ArrowUp, Move::Up),
    extend(SHIFT, Key::ArrowDown, Move::Down),
    extend(SHIFT, Key::ArrowLeft, Move::Left),
    extend(SHIFT, Key::ArrowRight, Move::Right),
    extend(SHIFT, Key::Home, Move::RowStart),
    extend(SHIFT, Key::End, Move::RowEnd),
    extend(CTRL_SHIFT, Key::Home, Move::TableStart),
    extend(CTRL_SHIFT, Key::End, Move::TableEnd),
    extend(SHIFT, Key::PageUp, Move::PageUp),
    extend(SHIFT, Key::PageDown, Move::PageDown),
    key("key-choose-all", CTRL, Key::A, Action::ChooseAll),
    key("key-choose-rows", SHIFT, Key::Space, Action::ChooseRows),
    key("key-choose-column", CTRL, Key::Space, Action::ChooseColumn),
    key("key-edit", NONE, Key::F2, Action::Edit),
    key("key-open-rule", NONE, Key::F4, Action::OpenRule),
    key("key-open-rule", CTRL, Key::Enter, Action::OpenRule),
    key("key-cancel", NONE, Key::Escape, Action::Cancel),
    key("key-clear", NONE, Key::Delete, Action::Clear),
    key("key-clear", NONE, Key::Backspace, Action::Clear),
    key("key-delete-rows", CTRL, Key::Delete, Action::DeleteRows),
    key("key-fill-down", CTRL, Key::D, Action::FillDown),
    key("key-new-row", NONE, Key::Insert, Action::NewRow),
    key("key-move-row", ALT, Key::ArrowUp, Action::Shift { down: false }),
    key("key-move-row", ALT, Key::ArrowDown, Action::Shift { down: true }),
    key("key-other-axis", ALT, Key::ArrowLeft, Action::ToAxis(Axis::Fit)),
    key("key-other-axis", ALT, Key::ArrowRight, Action::ToAxis(Axis::Engagement)),
    key("key-to-tier", ALT, Key::Num1, Action::ToTier(Tier::Critical)),
    key("key-to-tier", ALT, Key::Num2, Action::ToTier(Tier::Important)),
    key("key-to-tier", ALT, Key::Num3, Action::ToTier(Tier::Influencing)),
    key("key-to-tier", ALT, Key::Num4, Action::ToTier(Tier::Negative)),
    key("key-sort", ALT, Key::S, Action::Sort),
    key("key-search", CTRL, Key::F, Action::Search),
];

/// The one widget that has the keyboard while a cell is not typed into: rows come and go as the table scrolls, it stays.
pub(super) fn table_id() -> Id {
    Id::unique("criteria tables")
}

/// The id of a criterion's row, the same wherever the row stands.
pub(super) fn row_id(id: &CriterionId) -> Id {
    Id::unique(("criterion row", &id.0))
}

pub(super) fn cell_id(id: &CriterionId, column: Column) -> Id {
    if column == Column::Name { row_id(id) } else { row_id(id).with(column) }
}

pub(super) fn take_focus(ctx: &egui::Context) {
    ctx.memory_mut(|memory| memory.request_focus(table_id()));
}

/// Who has the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Focus {
    Table,
    Nobody,
    /// A button, a box of the card: it keeps its plain keys.
    Other,
}

/// Takes the keys that are the table's, in the order in which they came, so that quick fingers lose none.
pub(super) fn read(ui: &egui::Ui, state: &mut State) {
    let ctx = ui.ctx();
    if state.modal.is_some() || ctx.text_edit_focused() || egui::Popup::is_any_open(ctx) {
        return;
    }
    let focus = match ctx.memory(egui::Memory::focused) {
        Some(id) if id == table_id() => Focus::Table,
        Some(_) => Focus::Other,
        None => Focus::Nobody,
    };
    if focus == Focus::Nobody && back_from_card(ui, state) {
        return take_focus(ctx);
    }
    let events = ui.input_mut(|input| std::mem::take(&mut input.events));
    let (mut left, mut was_key) = (Vec::new(), false);
    for event in events {
        let (is_taken, is_key) = take(ctx, state, focus, &event, was_key);
        was_key = is_key;
        if !is_taken {
            left.push(event);
        }
    }
    ui.input_mut(|input| {
        // What came in meanwhile can only be ours.
        left.append(&mut input.events);
        input.events = left;
    });
}

/// Whether an event was the table's; and whether it was a key, so that the letter that comes with it is none.
fn take(ctx: &egui::Context, state: &mut State, focus: Focus, event: &Event, after_key: bool) -> (bool, bool) {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } => {
            let is_it = |binding: &&Binding| {
                binding.keys.logical_key == *key && modifiers.matches_exact(binding.keys.modifiers)
            };
            let Some(binding) = KEYS.iter().find(is_it).filter(|binding| is_ours(state, focus, binding)) else {
                return (false, false);
            };
            (actions::run(ctx, state, binding.action), true)
        }
        // In a blind round the cursor waits for a team's word, and what is typed can only be that.
        Event::Text(text) if focus == Focus::Table || focus == Focus::Nobody && state.voices.seat.is_some() => {
            if !after_key && !text.trim().is_empty() {
                type_text(ctx, state, text);
            }
            (true, false)
        }
        // A word that may be meant for something else shows where the cursor would be, and replaces nothing.
        Event::Text(text) if focus == Focus::Nobody && state.pages.criteria.selection.is_none() => {
            if !after_key && !text.trim().is_empty() {
                actions::put_cursor(state);
            }
            (false, false)
        }
        // A word that is composed, as Chinese is, begins an edit with its first sign; the field then takes it over.
        Event::Ime(ImeEvent::Preedit { text, .. }) if focus == Focus::Table && !text.is_empty() => {
            if state.pages.criteria.editing.is_none() {
                type_text(ctx, state, "");
            }
            (false, false)
        }
        Event::Ime(ImeEvent::Commit(text)) if focus == Focus::Table && !text.trim().is_empty() => {
            type_text(ctx, state, text);
            (true, false)
        }
        Event::Copy | Event::Cut if focus != Focus::Other => (clipboard::copy(ctx, state, *event == Event::Cut), false),
        Event::Paste(text) if focus != Focus::Other => (clipboard::paste(state, text), false),
        _ => (false, after_key && !matches!(event, Event::Key { .. })),
    }
}

/// Letters begin an edit.
fn type_text(ctx: &egui::Context, state: &mut State, text: &str) {
    if state.pages.criteria.editing.is_some() {
        return cell::type_on(ctx, state, text);
    }
    let cursor = state.pages.criteria.selection.as_ref().map(|selection| selection.cursor.clone());
    if let Some(cursor) = cursor {
        cell::begin(ctx, state, cursor, Some(text));
    }
}

/// Whether a key is the table's: all are while it has the keyboard; without anybody, those that can't be meant otherwise;
/// beside another widget, those that no widget has.
fn is_ours(state: &State, focus: Focus, binding: &Binding) -> bool {
    let is_with_modifier = binding.keys.modifiers.command || binding.keys.modifiers.alt;
    let has_cursor = state.pages.criteria.selection.is_some();
    if binding.action == Action::Search {
        return true;
    }
    // With nothing to give up, Escape is left to others.
    if binding.action == Action::Cancel && !actions::can_cancel(state) {
        return false;
    }
    if focus == Focus::Table {
        return true;
    }
    if !has_cursor {
        // An arrow brings the cursor to the first row.
        let is_arrow = matches!(binding.action, Action::Go(Move::Up | Move::Down | Move::Left | Move::Right));
        return focus == Focus::Nobody && is_arrow && binding.keys.logical_key != Key::Enter;
    }
    match binding.action {
        Action::Edit | Action::OpenRule => true,
        Action::DeleteRows | Action::Clear | Action::NewRow | Action::Go(Move::Next | Move::Previous) => false,
        Action::Go(_) | Action::Extend(_) | Action::ChooseAll => {
            focus == Focus::Nobody && binding.keys.logical_key != Key::Enter
        }
        _ => focus == Focus::Nobody || is_with_modifier,
    }
}

/// Esc in the card, if the keyboard came from the table, leads back to the cell.
fn back_from_card(ui: &egui::Ui, state: &mut State) -> bool {
    let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
    let came = state.pages.criteria.came_from_table && is_escape;
    if came {
        state.pages.criteria.came_from_table = false;
        ui.input_mut(|input| input.consume_key(NONE, Key::Escape));
    }
    came
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::Command;

    #[test]
    fn no_key_is_bound_twice_or_taken_by_a_command() {
        for (place, binding) in KEYS.iter().enumerate() {
            let is_twice = KEYS.iter().skip(place + 1).any(|other| other.keys == binding.keys);
            assert!(!is_twice, "{:?} is bound twice", binding.keys);
            let command = Command::ALL.into_iter().find(|command| command.shortcuts().contains(&binding.keys));
            assert_eq!(command, None, "{:?} is a command's", binding.keys);
        }
    }

    #[test]
    fn every_key_has_a_name() {
        for binding in KEYS {
            assert_ne!(crate::app::text::tr(binding.text_id), binding.text_id);
        }
    }
}
