//! Presets for promises: each shows what it would change before it does.

use eframe::egui::{self, Popup, PopupCloseBehavior, Role, WidgetInfo};

use super::super::presets::Preset;
use crate::{
    app::{theme, widgets},
    model::{
        Model,
        diff::{Difference, diff},
    },
};

const WIDTH: f32 = 400.0;

pub(super) fn show(ui: &mut egui::Ui, model: &mut Model) {
    let button = widgets::quiet_button(ui, &tr!("promises-presets"));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("promises-presets-name")));
    // A small form, not a menu: its one button looks like a button.
    let popup = Popup::from_toggle_button_response(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let is_opened = button.clicked();
    popup.width(WIDTH).show(|ui| list_ui(ui, model, is_opened));
}

fn list_ui(ui: &mut egui::Ui, model: &mut Model, is_opened: bool) {
    ui.set_width(WIDTH);
    egui::Frame::new().inner_margin(10).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let id = egui::Id::unique("preset of promises");
        let mut preset: Preset = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let names = Preset::ALL.map(Preset::name);
        let choices: Vec<_> = Preset::ALL.into_iter().zip(names.iter().map(String::as_str)).collect();
        widgets::segmented(ui, &tr!("preset-choice"), &mut preset, &choices);
        ui.data_mut(|data| data.insert_temp(id, preset));
        ui.add(egui::Label::new(theme::second(ui, &preset.about())).wrap());
        let after = preset.applied(model);
        let changes = diff(model, &after);
        if changes.is_empty() {
            ui.label(theme::strong(&tr!("preset-nothing")));
            return;
        }
        ui.add_space(4.0);
        ui.label(theme::strong(&tr!("preset-would")));
        changes_ui(ui, &changes);
        ui.add_space(2.0);
        let apply = widgets::primary_button(ui, &tr!("preset-apply"));
        // Who comes by keyboard is at the one thing to do; the presets are one step back.
        if is_opened {
            apply.request_focus();
        }
        if apply.clicked() {
            *model = after;
            ui.close();
        }
    });
}

/// By route, each change in a line.
fn changes_ui(ui: &mut egui::Ui, changes: &[Difference]) {
    egui::ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for of_route in changes.chunk_by(|one, other| one.subject == other.subject) {
            ui.add_space(3.0);
            if let Some(first) = of_route.first() {
                ui.label(first.subject.to_string());
            }
            for change in of_route {
                ui.horizontal(|ui| {
                    ui.add_space(12.0);
                    ui.add(egui::Label::new(theme::second(ui, &change.what())).wrap());
                });
            }
        }
    });
}
