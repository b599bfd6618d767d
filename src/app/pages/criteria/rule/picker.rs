//! A list to pick from below a text field: with the mouse, or with the arrow keys and Enter while typing.

use eframe::egui::{
    self, Align2, Color32, Id, Key, Modifiers, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::{fields, known::Offer};
use crate::app::theme;

const ROW: f32 = 26.0;
const MOST_HEIGHT: f32 = 260.0;
pub const WIDTH: f32 = 300.0;

/// Which of `count` rows the arrow keys have come to; none to begin with. To be called before the text field is shown, as
/// that would take the keys.
pub fn take_arrows(ui: &Ui, id: Id, count: usize) -> Option<usize> {
    let mut at: Option<usize> = ui.data(|data| data.get_temp(id.with("at")));
    let (down, up) = ui.input_mut(|input| {
        (input.consume_key(Modifiers::NONE, Key::ArrowDown), input.consume_key(Modifiers::NONE, Key::ArrowUp))
    });
    if down {
        at = Some(at.map_or(0, |at| at + 1));
    }
    if up {
        at = at.and_then(|at| at.checked_sub(1));
    }
    at = at.and_then(|at| Some(at.min(count.checked_sub(1)?)));
    put_arrow(ui, id, at);
    at
}

/// Forgets the chosen row: what was typed has changed.
pub fn put_arrow(ui: &Ui, id: Id, at: Option<usize>) {
    ui.data_mut(|data| match at {
        Some(at) => {
            data.insert_temp(id.with("at"), at);
        }
        None => data.remove::<usize>(id.with("at")),
    });
}

/// Shows the rows; answers the one that was clicked.
pub fn rows_ui(ui: &mut Ui, offers: &[Offer], at: Option<usize>) -> Option<usize> {
    let mut clicked = None;
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 0.0;
    egui::ScrollArea::vertical().max_height(MOST_HEIGHT).show(ui, |ui| {
        for (index, offer) in offers.iter().enumerate() {
            let is_at = at == Some(index);
            let ground = if is_at { theme::of(ui).accent_tint } else { Color32::TRANSPARENT };
            let response = row_ui(ui, &offer.label, &offer.note, ground);
            if is_at {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// One choice of a menu; true when it was clicked.
pub fn menu_row(ui: &mut Ui, label: &str, note: &str, is_chosen: bool) -> bool {
    ui.spacing_mut().item_spacing.y = 0.0;
    let ground = if is_chosen { theme::of(ui).ground } else { Color32::TRANSPARENT };
    row_ui(ui, label, note, ground).clicked()
}

/// Between two groups of choices.
pub fn menu_line(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 7.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme::of(ui).line));
}

fn row_ui(ui: &mut Ui, label: &str, note: &str, ground: Color32) -> Response {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    if ui.is_rect_visible(rect) {
        let is_lit = response.hovered() || response.has_focus();
        ui.painter().rect_filled(rect, 5.0, if is_lit { theme.accent_tint } else { ground });
        let note = ui.painter().layout_no_wrap(note.to_owned(), theme::small(), theme.second);
        let label = fields::galley(ui, label);
        let at = pos2(rect.left() + 8.0, rect.center().y - label.size().y / 2.0);
        let room = rect.with_max_x(rect.right() - note.size().x - 16.0);
        ui.painter().with_clip_rect(room.intersect(ui.clip_rect())).galley(at, label, theme.text);
        let at = Align2::RIGHT_CENTER.align_size_within_rect(note.size(), rect.shrink2(vec2(8.0, 0.0)));
        ui.painter().galley(at.min, note, theme.second);
    }
    response
}
