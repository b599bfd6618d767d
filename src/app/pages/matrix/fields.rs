//! Lines and fields that the cards beside the matrix are made of.

use eframe::egui::{self, Align, Layout, Response, Sense, vec2};

use crate::{
    app::{
        theme,
        widgets::{self, Mark},
    },
    model::limits,
};

/// A row of a card is so high; one with fields has a little more room.
pub(super) const ROW: f32 = 30.0;
const FIELDS_ROW: f32 = 38.0;
/// A field for a number.
const FIELD: egui::Vec2 = vec2(44.0, 28.0);

/// A line of a card: what it is on the left, the fields of its value on the right, a hairline below.
pub(super) fn row<R>(ui: &mut egui::Ui, label: &str, value: impl FnOnce(&mut egui::Ui) -> R) -> R {
    widgets::value_row(ui, FIELDS_ROW, label, value)
}

/// As [`row`], with a text as its value.
pub(super) fn text_row(ui: &mut egui::Ui, label: &str, value: &str, detail: &str) {
    widgets::value_row(ui, ROW, label, |ui| {
        // From the right: the detail ends the line.
        if !detail.is_empty() {
            ui.label(theme::second(ui, detail));
        }
        ui.label(theme::strong(value));
    });
}

/// A whole number that can be typed and dragged.
pub(super) fn whole(ui: &mut egui::Ui, value: &mut i32, name: &str) {
    ui.add_sized(FIELD, widgets::whole_number(value, -limits::SCORE..=limits::SCORE)).accessible_name(name);
}

/// The edge of a band: half a typed number must not push the other edges about, so it counts once it is entered.
pub(super) fn edge(ui: &mut egui::Ui, value: &mut i32, name: &str) -> Response {
    let field = widgets::whole_number(value, -limits::SCORE..=limits::SCORE).update_while_editing(false);
    ui.add_sized(FIELD, field).accessible_name(name)
}

/// A number of things, from 1.
pub(super) fn number(ui: &mut egui::Ui, value: &mut u32, most: u32, name: &str) {
    ui.add_sized(FIELD, widgets::whole_number(value, 1..=most).speed(0.1)).accessible_name(name);
}

/// 0 to 3 stars or flames: each is a button that sets so many; the one that is set already takes itself away.
pub(super) fn marks(ui: &mut egui::Ui, marks: &mut u8, is_stars: bool, name: &str) {
    ui.spacing_mut().item_spacing.x = 0.0;
    let theme = theme::of(ui);
    for mark in 1..=3_u8 {
        let (rect, response) = ui.allocate_exact_size(vec2(18.0, 28.0), Sense::click());
        let label = if is_stars {
            tr!("set-stars", number = u32::from(mark), name = name)
        } else {
            tr!("set-flames", number = u32::from(mark), name = name)
        };
        let is_set = *marks >= mark;
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_set, &label));
        if response.has_focus() || response.hovered() {
            ui.painter().rect_stroke(rect, 4.0, egui::Stroke::new(1.0, theme.accent), egui::StrokeKind::Inside);
        }
        let kind = if is_stars { Mark::Star } else { Mark::Flame };
        widgets::paint_mark(ui, rect.center(), kind, is_set, 15.0);
        if response.clicked() {
            *marks = if *marks == mark { mark - 1 } else { mark };
        }
    }
}

/// The frame of a card with its heading, and what stands at the heading's end.
pub(super) fn card<R>(
    ui: &mut egui::Ui,
    heading: &str,
    end: impl FnOnce(&mut egui::Ui),
    content: impl FnOnce(&mut egui::Ui) -> R,
) -> R {
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        ui.set_width(ui.available_width());
        let (title, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
        let builder = egui::UiBuilder::new().max_rect(title).layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, |ui| {
            // What stands at the end takes its room first, the heading gets the rest.
            end(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(theme::strong(heading)).truncate());
            });
        });
        ui.add_space(4.0);
        content(ui)
    })
}
