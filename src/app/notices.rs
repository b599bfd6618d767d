//! What was done and what failed, at the bottom of the window; also a dialog that nobody answers.

use std::time::Duration;

use eframe::egui::{self, Align2, Area, Context, Id, Key, Modifiers};

use super::{
    pages,
    state::{Notice, NoticeKind, State},
    widgets,
};

/// A dialog that takes longer gets a note that a path can be typed instead.
const DIALOG_NOTE_SECONDS: f64 = 4.0;

/// How long it is said what was done.
const DONE_SECONDS: f64 = 5.0;

/// How long it is said what failed: long enough to be read twice.
const FAILED_SECONDS: f64 = 12.0;

/// From the bottom of the page.
const GAP: f32 = 16.0;

/// Where a dialog's note stands above the other notices.
const ABOVE_NOTICES: f32 = 48.0;

pub fn show(ctx: &Context, state: &mut State) {
    // What stands at the foot of the window is read, not covered.
    let bottom = GAP + pages::problems::strip::height(state);
    dialog_note(ctx, state, bottom + ABOVE_NOTICES);
    forget(ctx, state);
    if state.notices.is_empty() {
        return;
    }
    let mut closed = None;
    let area = Area::new(Id::unique("notices")).anchor(Align2::CENTER_BOTTOM, [0.0, -bottom]).show(ctx, |ui| {
        for (index, notice) in state.notices.iter().enumerate() {
            if widgets::notice(ui, &notice.text, notice.kind) {
                closed = Some(index);
            }
        }
    });
    if let Some(index) = closed {
        state.notices.remove(index);
    }
    if area.response.contains_pointer() {
        // Whoever is reading is not hurried.
        for notice in &mut state.notices {
            notice.since = None;
        }
    }
}

fn dialog_note(ctx: &Context, state: &mut State, bottom: f32) {
    let now = ctx.input(|input| input.time);
    let Some((purpose, since)) = state.tasks.dialog else { return };
    if now - since <= DIALOG_NOTE_SECONDS {
        return;
    }
    // Above a question too: the import asks for files.
    let area = Area::new(Id::unique("dialog note")).order(egui::Order::Tooltip);
    area.anchor(Align2::CENTER_BOTTOM, [0.0, -bottom]).show(ctx, |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(tr!("dialog-waiting"));
                if ui.button(tr!("type-a-path")).clicked() {
                    state.tasks.dialog = None;
                    state.enter_path(purpose);
                }
            });
        });
    });
}

/// A notice goes by itself after a while, and by Escape.
fn forget(ctx: &Context, state: &mut State) {
    let now = ctx.input(|input| input.time);
    let is_anyone_there = ctx.input(|input| !input.raw.events.is_empty());
    let takes_escape = takes_escape(ctx, state);
    if state.notices.is_empty() {
        return;
    }
    if takes_escape && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        state.notices.clear();
    }
    for notice in &mut state.notices {
        // Whoever was away still finds what failed meanwhile.
        if !notice.is_error() || is_anyone_there {
            notice.since.get_or_insert(now);
        }
    }
    let left = |notice: &Notice, since: f64| {
        since + if notice.kind == NoticeKind::Done { DONE_SECONDS } else { FAILED_SECONDS } - now
    };
    state.notices.retain(|notice| notice.since.is_none_or(|since| left(notice, since) > 0.0));
    let seen = state.notices.iter().filter_map(|notice| Some(left(notice, notice.since?)));
    if let Some(soonest) = seen.min_by(f64::total_cmp) {
        ctx.request_repaint_after(Duration::from_secs_f64(soonest));
    }
}

/// Whether Escape is nobody else's: as of the frame before, for a field or a menu that it has just closed is gone by now.
fn takes_escape(ctx: &Context, state: &State) -> bool {
    let is_free = state.modal.is_none()
        && !ctx.text_edit_focused()
        && !egui::Popup::is_any_open(ctx)
        && !ctx.input(|input| input.pointer.any_down());
    let id = Id::unique("Escape is free for notices");
    let was_free = ctx.data_mut(|data| {
        let was_free = data.get_temp(id);
        data.insert_temp(id, is_free);
        was_free
    });
    is_free && was_free.unwrap_or(true)
}
