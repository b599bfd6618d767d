//! The keyboard on the page “Problems”.

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers, Ui};

use super::{Asked, row_id};
use crate::{app::state::State, model::check::Problem};

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

/// What the page's keys do, by the ids of their names: for the sheet of shortcuts.
pub const KEYS: [(&str, KeyboardShortcut); 5] = [
    ("key-problem-step", plain(Key::ArrowUp)),
    ("key-problem-step", plain(Key::ArrowDown)),
    ("key-problem-go", plain(Key::Enter)),
    ("key-problem-mend", plain(Key::M)),
    ("key-problem-mend-all", KeyboardShortcut::new(Modifiers::SHIFT, Key::M)),
];

/// Moves through the list, and answers what was asked of the chosen problem. A button that has the keyboard keeps Enter.
pub(super) fn read(ui: &Ui, state: &mut State, problems: &[Problem]) -> Option<Asked> {
    let ctx = ui.ctx();
    if state.modal.is_some() || ctx.text_edit_focused() || egui::Popup::is_any_open(ctx) {
        return None;
    }
    let focused = ctx.memory(|memory| memory.focused());
    let on_row = problems.iter().position(|problem| focused == Some(row_id(problem)));
    if focused.is_some() && on_row.is_none() {
        return None;
    }
    let page = &mut state.pages.problems;
    let last = problems.len().checked_sub(1)?;
    let at = on_row.or_else(|| page.place_in(problems)).unwrap_or(page.stood.min(last));
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)));
    let next = if pressed(Modifiers::NONE, Key::ArrowDown) {
        // The first key only shows where one is.
        Some(if focused.is_some() { (at + 1).min(last) } else { at })
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        Some(if focused.is_some() { at.saturating_sub(1) } else { at })
    } else if pressed(Modifiers::NONE, Key::Home) {
        Some(0)
    } else if pressed(Modifiers::NONE, Key::End) {
        Some(last)
    } else {
        None
    };
    if let Some(problem) = next.and_then(|next| problems.get(next)) {
        page.choose(problem);
        ctx.memory_mut(|memory| {
            // egui's own arrow keys would go on from there.
            memory.move_focus(egui::FocusDirection::None);
            memory.request_focus(row_id(problem));
        });
        return None;
    }
    // Longer combinations first.
    let mend = if pressed(Modifiers::SHIFT, Key::M) {
        Some(Asked::MendAll(at))
    } else if pressed(Modifiers::NONE, Key::M) {
        Some(Asked::Mend(at))
    } else {
        None
    };
    if mend.is_some() {
        // The row will be gone: the keyboard goes on to the next.
        let next = problems.get(at + 1).or_else(|| problems.get(at.checked_sub(1)?));
        if let Some(next) = next.filter(|_| problems.get(at).is_some_and(|problem| problem.mend.is_some())) {
            ctx.memory_mut(|memory| memory.request_focus(row_id(next)));
        }
        mend
    } else if pressed(Modifiers::NONE, Key::Enter) {
        Some(Asked::GoTo(at))
    } else {
        None
    }
}
