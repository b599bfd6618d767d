//! Which files: dropped, chosen, or typed.

use eframe::egui::{self, Align, Layout, Rect, Stroke, Ui, pos2, vec2};

use super::{within, wizard::Wizard};
use crate::app::{modals::has_focus, state::State, tasks::Purpose, theme, widgets};

pub fn show(ui: &mut Ui, state: &mut State, wizard: &Wizard) {
    let theme = theme::of(ui);
    let whole = ui.available_rect_before_wrap();
    let is_over = ui.input(|input| !input.raw.hovered_files.is_empty());
    let area = Rect::from_min_size(whole.min, vec2(whole.width(), (whole.height() * 0.5).clamp(150.0, 300.0)));
    let inner = area.shrink(0.5);
    let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    if is_over {
        ui.painter().rect_filled(area, 10.0, theme.accent_tint);
    }
    let line = if is_over { theme.accent } else { theme.third };
    ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, line), 5.0, 4.0));
    within(ui, area, "drop", |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((area.height() / 2.0 - 66.0).max(8.0));
            let icon = egui::RichText::new(char::from(widgets::Icon::FileInput).to_string());
            ui.label(icon.font(theme::icon_font(32.0)).color(theme.third));
            let text = if is_over { tr!("wizard-drop-now") } else { tr!("wizard-drop") };
            ui.label(theme::strong(&text).size(15.0));
            ui.add_space(4.0);
            let choose = widgets::primary_button(ui, &tr!("wizard-choose"));
            if !has_focus(ui) {
                choose.request_focus();
            }
            if choose.clicked() {
                state.wanted_dialog = Some(Purpose::ImportLeads);
            }
            if widgets::link_button(ui, &tr!("type-a-path")).clicked() {
                // The sheet waits, and the path comes back into it.
                state.enter_path(Purpose::ImportLeads);
            }
        });
    });
    let below = Rect::from_min_max(pos2(whole.left(), area.bottom() + 20.0), whole.max);
    within(ui, below, "what", |ui| what_is_understood(ui, wizard));
}

/// Teaches what can be dropped, in three columns.
fn what_is_understood(ui: &mut Ui, wizard: &Wizard) {
    for (source, why) in &wizard.skipped {
        let text = format!("{}: {why}", super::wizard::name_of(source));
        ui.add(egui::Label::new(theme::worse(ui, &text)).wrap());
    }
    let parts = [
        (widgets::Icon::Table, tr!("wizard-teach-kinds"), tr!("wizard-teach-kinds-about")),
        (widgets::Icon::Users, tr!("wizard-teach-what"), tr!("wizard-teach-what-about")),
        (widgets::Icon::ShieldCheck, tr!("wizard-teach-safe"), tr!("wizard-teach-safe-about")),
    ];
    egui::ScrollArea::vertical().id_salt("teach").show(ui, |ui| {
        let room = ui.available_width();
        let is_beside = room > 640.0;
        let width = if is_beside { (room - 48.0) / 3.0 } else { room };
        let layout = if is_beside { Layout::left_to_right(Align::Min) } else { Layout::top_down(Align::Min) };
        ui.with_layout(layout, |ui| {
            ui.spacing_mut().item_spacing = vec2(24.0, 10.0);
            for (icon, title, about) in parts {
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 4.0;
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = 8.0;
                        ui.label(theme::icon(icon).color(theme::of(ui).second));
                        ui.label(theme::strong(&title));
                    });
                    ui.add(egui::Label::new(theme::second(ui, &about)).wrap());
                });
            }
        });
    });
}
