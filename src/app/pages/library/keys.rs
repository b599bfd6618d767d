//! The keyboard on the page, while no field is being edited.

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

const RENAME: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F2);
const DELETE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Delete);
const VALUES: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);

/// The page's keys and the ids of their names, for the sheet of shortcuts.
pub const KEYS: [(&str, KeyboardShortcut); 8] = [
    ("key-library-step", KeyboardShortcut::new(Modifiers::NONE, Key::ArrowUp)),
    ("key-library-step", KeyboardShortcut::new(Modifiers::NONE, Key::ArrowDown)),
    ("key-library-rename", RENAME),
    ("key-library-delete", DELETE),
    ("key-library-values", VALUES),
    ("key-library-tick", KeyboardShortcut::new(Modifiers::NONE, Key::Space)),
    ("key-library-tick-range", KeyboardShortcut::new(Modifiers::SHIFT, Key::ArrowUp)),
    ("key-library-tick-range", KeyboardShortcut::new(Modifiers::SHIFT, Key::ArrowDown)),
];

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Rename,
    Delete,
    Values,
}

pub fn read(ui: &egui::Ui) -> Option<Wish> {
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return None;
    }
    let pressed = |keys: &KeyboardShortcut| ui.input_mut(|input| input.consume_shortcut(keys));
    if pressed(&RENAME) {
        return Some(Wish::Rename);
    }
    if pressed(&DELETE) {
        return Some(Wish::Delete);
    }
    // With the focus on a button, Enter is a click on it.
    let focused = ui.memory(egui::Memory::focused);
    let is_in_table = focused.is_none_or(|id| id == egui::Id::unique(("library fields", "list")));
    (is_in_table && pressed(&VALUES)).then_some(Wish::Values)
}
