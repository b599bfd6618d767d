//! The line with the problems of the draft; it leads to their page.

use eframe::egui::{self, Ui};

use super::lines;
use crate::{
    app::{
        commands::Command,
        pages::problems::{counts, words},
        state::{Page, State},
        theme,
    },
    model::check::Problem,
};

pub(super) fn show(ui: &mut Ui, state: &mut State) {
    let scored = state.scored.clone();
    let problems: &[Problem] = scored.as_ref().map_or(&[], |scored| &scored.problems);
    let (errors, warnings) = counts(problems);
    let is_clicked = lines::line(ui, &tr!("panel-problems"), |ui| {
        let text = words(errors, warnings);
        if problems.is_empty() {
            ui.label(theme::second(ui, &text));
            return false;
        }
        let theme = theme::of(ui);
        let colour = if errors > 0 { theme.worse } else { theme.warning };
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
