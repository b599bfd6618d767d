//! What was done and what failed, in the margin below the page, where nothing is clicked; also a dialog that nobody answers.

use std::time::Duration;

use eframe::egui::{self, Align2, Area, Context, Id, Key, Modifiers, Rect, pos2, vec2};

use super::{
    state::{Notice, NoticeKind, State},
    theme, widgets,
};

/// A dialog that takes longer gets a note that a path can be typed instead.
const DIALOG_NOTE_SECONDS: f64 = 4.0;

/// How long it is said what was done.
const DONE_SECONDS: f64 = 5.0;

/// How long it is said what failed: long enough to be read twice.
const FAILED_SECONDS: f64 = 12.0;

/// Long enough to be read once: what was seen so long when something newer came does not come back.
const READ_SECONDS: f64 = 4.0;

/// So high is the margin below the page. One line of a notice has room there, so that it covers nothing.
pub const MARGIN: i8 = 28;

/// Between a notice and the foot of the page's margin.
const GAP: f32 = 2.0;

/// How high a notice of one line is.
const LINE: f32 = 24.0;

/// Where a dialog's note stands above the margin.
const ABOVE_MARGIN: f32 = 8.0;

/// The newest; those before it wait until it has gone, unless they were read already. `page` is what the page has of the window, with its margin.
pub fn show(ctx: &Context, state: &mut State, page: Rect) {
    // What stands at the foot of the window is read, not covered.
    let below = ctx.content_rect().bottom() - page.bottom();
    dialog_note(ctx, state, below + f32::from(MARGIN) + ABOVE_MARGIN);
    forget(ctx, state);
    if state.notices.is_empty() {
        return;
    }
    let most_width = page.width() - 64.0;
    let waiting = state.notices.len().saturating_sub(1);
    let Some(notice) = state.notices.last_mut() else { return };
    // Each is an area of its own: it would stand a frame long where one of another width has its middle.
    let area = Area::new(Id::unique(("notices", &notice.text, waiting))).interactable(false).constrain(false);
    let foot = pos2(page.center().x, page.bottom() - GAP);
    let area = area.pivot(Align2::CENTER_BOTTOM).fixed_pos(foot).show(ctx, |ui| {
        let more = if waiting > 0 { tr!("and-more", count = waiting) } else { String::new() };
        widgets::notice(ui, &notice.text, notice.kind, &more, most_width);
    });
    let shown = area.response.rect;
    if ctx.input(|input| input.pointer.hover_pos()).is_some_and(|at| shown.contains(at)) {
        // Whoever is reading is not hurried.
        (notice.since, notice.seen) = (None, 0.0);
    }
    // Only this takes clicks, and it stands in the margin.
    let end = pos2(shown.right() - 4.0, shown.bottom());
    let cross = Area::new(Id::unique("close a notice")).constrain(false).pivot(Align2::RIGHT_BOTTOM).fixed_pos(end);
    let cross = cross.show(ctx, |ui| {
        let size = vec2(widgets::NOTICE_END - 4.0, LINE);
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
        cross_ui(ui, rect, &response);
        response
    });
    if cross.inner.clicked() {
        state.notices.pop();
    }
}

fn cross_ui(ui: &egui::Ui, rect: Rect, response: &egui::Response) {
    let name = tr!("dismiss");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let theme = theme::of(ui);
    let is_lit = response.hovered() || response.has_focus();
    let colour = if is_lit { theme.text } else { theme.second };
    if is_lit {
        ui.painter().rect_filled(rect.shrink(2.0), 5.0, theme.raised);
    }
    let (icon, font) = (char::from(widgets::Icon::X), theme::icon_font(14.0));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, font, colour);
    response.clone().on_hover_text(name);
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
        // The one that is seen; those behind it were not read yet.
        state.notices.pop();
    }
    let newest = state.notices.len().saturating_sub(1);
    for (place, notice) in state.notices.iter_mut().enumerate() {
        if place < newest {
            // What is not seen does not grow old.
            notice.seen += notice.since.take().map_or(0.0, |since| now - since);
            continue;
        }
        // Whoever was away still finds what failed meanwhile.
        if !notice.is_error() || is_anyone_there {
            notice.since.get_or_insert(now);
        }
    }
    let left = |notice: &Notice, since: f64| {
        let seconds = if notice.kind == NoticeKind::Done { DONE_SECONDS } else { FAILED_SECONDS };
        since + seconds - notice.seen - now
    };
    state.notices.retain(|notice| match notice.since {
        Some(since) => left(notice, since) > 0.0,
        None => notice.seen < READ_SECONDS,
    });
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
