use eframe::egui::{self, Align2, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::Icon;
use crate::app::theme;

/// The one filled button of a page.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let theme = theme::of(ui);
    let text = theme::strong(text).color(theme.on_accent);
    ui.add(egui::Button::new(text).fill(theme.accent).stroke(Stroke::NONE).min_size(vec2(56.0, 30.0)))
}

/// Any other button.
pub fn quiet_button(ui: &mut Ui, text: &str) -> Response {
    ui.add(egui::Button::new(text).min_size(vec2(56.0, 30.0)))
}

/// What can't be taken back: no button that is pressed in passing looks like it.
pub fn danger_button(ui: &mut Ui, text: &str) -> Response {
    let theme = theme::of(ui);
    let text = theme::strong(text).color(theme.on_accent);
    ui.add(egui::Button::new(text).fill(theme.worse).stroke(Stroke::NONE).min_size(vec2(56.0, 30.0)))
}

/// Looks like a link and acts like a button.
pub fn link_button(ui: &mut Ui, text: &str) -> Response {
    let theme = theme::of(ui);
    let response = ui.add(egui::Button::new(egui::RichText::new(text).color(theme.accent)).frame(false));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A button that is only an icon; its name is told to who can't see it and to who waits.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        if response.hovered() && enabled {
            ui.painter().rect_filled(rect, 7.0, theme.accent_tint);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect, 7.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
        }
        let colour = if enabled { theme.second } else { theme::tint(theme.third, 0.55) };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, char::from(icon), theme::icon_font(15.0), colour);
    }
    response.on_hover_text(name)
}

/// A value with a cross that takes it away; true when it was clicked. A long one is cut to the line, and told whole on hover.
pub fn chip(ui: &mut Ui, text: &str, remove: &str) -> bool {
    const AROUND: f32 = 34.0;
    let theme = theme::of(ui);
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), theme::strong_font(), theme.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width((ui.max_rect().width() - AROUND).max(AROUND));
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + AROUND, 30.0);
    let (rect, whole) = ui.allocate_exact_size(size, Sense::hover());
    if galley.elided {
        whole.on_hover_text(text);
    }
    ui.painter().rect(rect, 7.0, theme.card, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let position = egui::pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(position, galley, theme.text);
    let cross = egui::Rect::from_min_max(egui::pos2(rect.right() - 22.0, rect.top()), rect.max);
    let response = ui.interact(cross, ui.scope_id().with(("chip", text)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, remove));
    let colour = if response.hovered() || response.has_focus() { theme.worse } else { theme.second };
    ui.painter().text(
        cross.center() - vec2(2.0, 0.0),
        Align2::CENTER_CENTER,
        char::from(Icon::X),
        theme::icon_font(12.0),
        colour,
    );
    response.clicked()
}
