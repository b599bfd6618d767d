//! The keyboard on the page: arrows choose a row, Enter takes it, Shift+Enter all of its thing, Escape closes.

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

use super::{Compare, Take, row};
use crate::app::state::State;

const STEP: [KeyboardShortcut; 2] =
    [KeyboardShortcut::new(Modifiers::NONE, Key::ArrowUp), KeyboardShortcut::new(Modifiers::NONE, Key::ArrowDown)];
const TAKE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
const TAKE_THING: KeyboardShortcut = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
const CLOSE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Escape);

/// The page's keys and the ids of their names, for the sheet of shortcuts.
pub const KEYS: [(&str, KeyboardShortcut); 5] = [
    ("key-compare-step", STEP[0]),
    ("key-compare-step", STEP[1]),
    ("key-compare-take", TAKE),
    ("key-compare-take-thing", TAKE_THING),
    ("key-compare-close", CLOSE),
];

/// So many lines at once with Page up and Page down.
const PAGE: usize = 12;

pub(super) fn read(ctx: &egui::Context, state: &State, compare: &mut Compare, is_closed: &mut bool) -> Option<Take> {
    let is_elsewhere = ctx.text_edit_focused() || state.modal.is_some() || egui::Popup::is_any_open(ctx);
    if is_elsewhere || ctx.memory(|memory| memory.focused().is_some()) {
        return None;
    }
    let shown = compare.shown();
    let last = shown.len().saturating_sub(1);
    let pressed = |keys: &KeyboardShortcut| ctx.input_mut(|input| input.consume_shortcut(keys));
    let plain = |key| KeyboardShortcut::new(Modifiers::NONE, key);
    for (keys, to) in [
        (STEP[1], compare.at + 1),
        (STEP[0], compare.at.saturating_sub(1)),
        (plain(Key::PageDown), compare.at + PAGE),
        (plain(Key::PageUp), compare.at.saturating_sub(PAGE)),
        (plain(Key::Home), 0),
        (plain(Key::End), last),
    ] {
        if pressed(&keys) {
            compare.at = to.min(last);
            row::reveal(ctx);
        }
    }
    if pressed(&CLOSE) {
        *is_closed = true;
        return None;
    }
    let at = shown.get(compare.at).copied()?;
    // The longer one first: Enter alone must not take it for its own.
    if pressed(&TAKE_THING) {
        return Some(Take::Subject(at));
    }
    pressed(&TAKE).then_some(Take::Row(at))
}
