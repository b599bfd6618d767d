//! What is done with Tandem, in three steps that can be skipped.

use eframe::egui::{self, Align, Align2, Layout, Sense, vec2};

use crate::app::{state::State, theme, widgets};

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let steps = [
        (tr!("welcome-tour-design"), tr!("welcome-tour-design-text")),
        (tr!("welcome-tour-try"), tr!("welcome-tour-try-text")),
        (tr!("welcome-tour-agree"), tr!("welcome-tour-agree-text")),
    ];
    widgets::card(ui, |ui| {
        ui.horizontal_top(|ui| {
            const SKIP_WIDTH: f32 = 32.0;
            let width = (ui.available_width() - SKIP_WIDTH) / steps.len() as f32 - 12.0;
            ui.spacing_mut().item_spacing.x = 12.0;
            for (number, (title, about)) in (1..).zip(&steps) {
                ui.allocate_ui_with_layout(vec2(width, 44.0), Layout::left_to_right(Align::Min), |ui| {
                    ui.set_width(width);
                    step(ui, number, title, about);
                });
            }
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                if widgets::icon_button(ui, widgets::Icon::X, &tr!("welcome-tour-skip")).clicked() {
                    state.settings.skips_tour = true;
                    state.save_settings();
                }
            });
        });
    });
}

fn step(ui: &mut egui::Ui, number: u32, title: &str, about: &str) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.x = 10.0;
    let (rect, _) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::hover());
    ui.painter().circle_filled(rect.center(), 13.0, theme.accent_tint);
    let number = number.to_string();
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, number, theme::strong_font(), theme.accent);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(theme::strong(title));
        ui.add(egui::Label::new(theme::second(ui, about)).wrap());
    });
}
