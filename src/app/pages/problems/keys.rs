//! The keyboard on the page, while no field is being edited.

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

use super::{
    list::{Found, alike},
    row,
};
use crate::app::state::State;

const STEP: [KeyboardShortcut; 2] =
    [KeyboardShortcut::new(Modifiers::NONE, Key::ArrowUp), KeyboardShortcut::new(Modifiers::NONE, Key::ArrowDown)];
const GO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
const MEND: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::M);
const MEND_ALL: KeyboardShortcut = KeyboardShortcut::new(Modifiers::SHIFT, Key::M);

/// The page's keys and the ids of their names, for the sheet of shortcuts.
pub const KEYS: [(&str, KeyboardShortcut); 5] = [
    ("key-problem-step", STEP[0]),
    ("key-problem-step", STEP[1]),
    ("key-problem-go", GO),
    ("key-problem-mend", MEND),
    ("key-problem-mend-all", MEND_ALL),
];

/// So many lines at once with Page up and Page down.
const PAGE: usize = 8;

pub(super) fn read(ui: &egui::Ui, state: &mut State, found: &Found) {
    if state.modal.is_some() || ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) || found.is_empty() {
        return;
    }
    let page = &mut state.pages.problems;
    let place = page.place_in(found);
    let pressed = |keys: &KeyboardShortcut| ui.input_mut(|input| input.consume_shortcut(keys));
    let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = found.len() - 1;
    let here = place.unwrap_or(page.at.min(last));
    let next = if pressed(&STEP[0]) {
        Some(if place.is_some() { here.saturating_sub(1) } else { here })
    } else if pressed(&STEP[1]) {
        Some(if place.is_some() { here + 1 } else { here })
    } else if key(Key::PageUp) {
        Some(here.saturating_sub(PAGE))
    } else if key(Key::PageDown) {
        Some(here + PAGE)
    } else if key(Key::Home) {
        Some(0)
    } else if key(Key::End) {
        Some(last)
    } else {
        None
    };
    if let Some(next) = next {
        page.choose(next.min(last), found);
        return focus(ui, found, next.min(last));
    }
    let Some((place, problem)) = place.and_then(|place| Some((place, found.get(place)?))) else { return };
    if pressed(&MEND_ALL) {
        let alike = alike(found, problem);
        super::mend(state, found, place, if alike.is_empty() { std::slice::from_ref(problem) } else { &alike });
        focus_chosen(ui, state);
    } else if pressed(&MEND) {
        super::mend(state, found, place, std::slice::from_ref(problem));
        focus_chosen(ui, state);
    } else if ui.memory(|memory| memory.focused().is_none()) && pressed(&GO) {
        // With the focus on a row or a button, Enter is a click on it.
        state.go_to_found(found, place);
    }
}

/// The keyboard stays in the list, on the problem that is chosen now.
fn focus_chosen(ui: &egui::Ui, state: &State) {
    let left = state.problems();
    if let Some(place) = state.pages.problems.place_in(&left) {
        focus(ui, &left, place);
    }
}

fn focus(ui: &egui::Ui, found: &Found, place: usize) {
    let Some(problem) = found.get(place) else { return };
    let row = row::id(problem, found.nth(place));
    ui.memory_mut(|memory| {
        // egui's own arrow keys would go on from there.
        memory.move_focus(egui::FocusDirection::None);
        memory.request_focus(row);
    });
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::app::commands::Command;

    #[test]
    fn each_key_does_one_thing_and_none_is_a_command_s() {
        for (index, (_, keys)) in KEYS.iter().enumerate() {
            assert!(KEYS[..index].iter().all(|(_, other)| other != keys), "{keys:?} does two things");
            for command in Command::ALL {
                assert!(!command.shortcuts().contains(keys), "{keys:?} is the key of {command:?}");
            }
        }
    }
}
