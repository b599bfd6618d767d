//! The line with the problems of the draft; it leads to their page.

use eframe::egui::{self, Ui};

use super::lines;
use crate::{
    app::{
        commands::Command,
        pages::problems,
        state::{Page, State},
        theme, widgets,
    },
    model::check::Problem,
};

/// Below the one number: why it is so low, where the leads lack what criteria ask for.
pub(super) fn lacks_ui(ui: &mut Ui, state: &mut State) {
    if !state.problems().iter().any(Problem::lacks_attributes) {
        return;
    }
    let theme = theme::of(ui);
    // A block of its own: else it reads as the reason of the test above it.
    ui.add_space(8.0);
    let fill = theme::tint(theme.warning, 0.07);
    let frame = egui::Frame::new().fill(fill).corner_radius(10).inner_margin(egui::Margin::symmetric(10, 8));
    let is_clicked = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new(egui::RichText::new(tr!("panel-lacks")).color(theme.warning)).wrap());
        widgets::link_button(ui, &tr!("problems-name")).clicked()
    });
    if is_clicked.inner {
        state.begin_naming();
        state.ask(Command::GoTo(Page::Problems));
    }
}

pub(super) fn show(ui: &mut Ui, state: &mut State) {
    let found = state.problems();
    let is_clicked = lines::line(ui, &tr!("panel-problems"), |ui| {
        let text = problems::words(&found);
        let Some(colour) = problems::colour(theme::of(ui), &found) else {
            ui.label(theme::second(ui, &text));
            return false;
        };
        let button = ui.add(egui::Button::new(theme::strong(&text).color(colour)).frame(false));
        button.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("panel-problems-name", text = text.clone()))
        });
        button.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
    });
    if is_clicked {
        state.ask(Command::GoTo(Page::Problems));
    }
}
