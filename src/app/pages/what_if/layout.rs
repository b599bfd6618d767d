//! Where the cards stand: two columns, one below the other where there is no room.

use eframe::egui::{self, vec2};

use crate::app::state::State;

pub const GAP: f32 = 12.0;
/// Narrower than this, the cards stand one below the other.
const SIDE_BY_SIDE: f32 = 700.0;
/// The part of the left column.
const LEFT: f32 = 0.56;

pub fn columns(
    ui: &mut egui::Ui,
    state: &mut State,
    left: impl FnOnce(&mut egui::Ui, &mut State),
    right: impl FnOnce(&mut egui::Ui, &mut State),
) {
    let width = ui.available_width();
    if width < SIDE_BY_SIDE {
        left(ui, state);
        ui.add_space(GAP);
        return right(ui, state);
    }
    let wide = ((width - GAP) * LEFT).round();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        column(ui, wide, |ui| left(ui, state));
        column(ui, width - GAP - wide, |ui| right(ui, state));
    });
}

fn column(ui: &mut egui::Ui, width: f32, content: impl FnOnce(&mut egui::Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_width(width);
        content(ui);
    });
}
