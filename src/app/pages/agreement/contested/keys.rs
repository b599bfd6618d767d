//! The keyboard in the list of contested criteria, while a row has the focus and nothing is being typed.

use eframe::egui::{self, Id, Key, Modifiers};

use super::list;
use crate::{
    app::{places::Destination, state::State},
    model::{CriterionId, voices::Settle},
};

/// What a key does to the row that has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Settle(Settle),
    Reason,
    Open,
    Up,
    Down,
}

/// The keys of the list and the ids of what they do, in one place, for the sheet of shortcuts too.
pub const KEYS: [(Key, Act, &str); 8] = [
    (Key::M, Act::Settle(Settle::Marketing), "key-take-marketing"),
    (Key::S, Act::Settle(Settle::Sales), "key-take-sales"),
    (Key::E, Act::Settle(Settle::Middle), "key-meet"),
    (Key::K, Act::Settle(Settle::Agree), "key-keep"),
    (Key::R, Act::Reason, "key-reason"),
    (Key::Enter, Act::Open, "key-open-criterion"),
    (Key::ArrowUp, Act::Up, "key-row-up"),
    (Key::ArrowDown, Act::Down, "key-row-down"),
];

/// The id of a row, the same wherever it stands.
pub(super) fn row_id(id: &CriterionId) -> Id {
    Id::unique(("contested row", &id.0))
}

/// The field for the reason that goes into the log.
pub(super) fn reason_id() -> Id {
    Id::unique("why it is settled so")
}

/// After the reveal, the list has the keyboard: its keys can be used at once.
pub(super) fn begin(ui: &egui::Ui, state: &mut State, rows: &[CriterionId]) {
    if state.modal.is_none() && std::mem::take(&mut state.voices.contested.wants_focus) {
        go_to(ui, state, rows.first());
    }
}

pub(super) fn read(ui: &egui::Ui, state: &mut State, rows: &[CriterionId]) {
    if state.modal.is_some() || ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let Some(place) = rows.iter().position(|id| ui.memory(|memory| memory.has_focus(row_id(id)))) else {
        // Nothing has the focus: the arrow leads into the list.
        let is_free = ui.memory(|memory| memory.focused().is_none());
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
            go_to(ui, state, rows.first());
        }
        return;
    };
    let Some(id) = rows.get(place).cloned() else { return };
    let pressed = |key: &Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
    let Some((_, act, _)) = KEYS.iter().find(|(key, ..)| pressed(key)) else { return };
    let next = rows.get(place + 1);
    let previous = place.checked_sub(1).and_then(|place| rows.get(place));
    match act {
        Act::Settle(how) => {
            if list::settle(state, &id, *how) {
                go_to(ui, state, next.or(previous));
            }
        }
        Act::Reason => {
            state.voices.contested.choose(&id);
            ui.memory_mut(|memory| memory.request_focus(reason_id()));
        }
        Act::Open => state.go(Destination::Criterion(id)),
        Act::Up => go_to(ui, state, previous),
        Act::Down => go_to(ui, state, next),
    }
}

fn go_to(ui: &egui::Ui, state: &mut State, row: Option<&CriterionId>) {
    if let Some(id) = row {
        state.voices.contested.choose(id);
        ui.memory_mut(|memory| {
            memory.request_focus(row_id(id));
            // Or the arrow would lead on from there at the frame's end.
            memory.move_focus(egui::FocusDirection::None);
        });
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::KeyboardShortcut;

    use super::*;
    use crate::app::commands::Command;

    #[test]
    fn each_key_does_one_thing_and_none_is_a_command_s() {
        for (index, (key, act, text)) in KEYS.iter().enumerate() {
            for (other_key, other_act, other_text) in &KEYS[..index] {
                assert!(key != other_key && act != other_act && text != other_text);
            }
            let keys = KeyboardShortcut::new(Modifiers::NONE, *key);
            for command in Command::ALL {
                assert!(!command.shortcuts().contains(&keys), "{keys:?} is the key of {command:?}");
            }
        }
    }
}
