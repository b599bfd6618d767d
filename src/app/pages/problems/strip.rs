//! The problem that one is at, at the foot of the page where it is mended.

use eframe::egui::{self, Align, Layout, Panel, Role, WidgetInfo};

use super::{Found, row};
use crate::{
    app::{
        commands::Command,
        state::{Page, State},
        theme, widgets,
    },
    model::check::Problem,
};

const HEIGHT: f32 = 47.0;

/// How much of the window's foot it takes: nothing while nobody steps through the problems.
fn height(state: &State) -> f32 {
    if state.pages.problems.is_stepping && state.page != Page::Problems { HEIGHT } else { 0.0 }
}

pub(in crate::app) fn show(ui: &mut egui::Ui, state: &mut State) {
    if height(state) == 0.0 {
        return;
    }
    let theme = theme::of(ui);
    let frame = egui::Frame::new().fill(theme.card).inner_margin(egui::Margin::symmetric(16, 0));
    Panel::bottom("problem").exact_size(HEIGHT).resizable(false).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| strip_ui(ui, state));
    });
}

fn strip_ui(ui: &mut egui::Ui, state: &mut State) {
    let found = state.problems();
    let place = state.pages.problems.place_in(&found);
    let problem = place.and_then(|place| found.get(place)).cloned();
    let theme = theme::of(ui);
    let (icon, colour) = match &problem {
        Some(problem) => (row::icon(problem.severity), row::colour(theme, problem.severity)),
        None => (widgets::Icon::CircleCheck, theme.better),
    };
    ui.label(theme::icon(icon).color(colour));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        buttons_ui(ui, state, &found, problem.as_ref());
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let text = match (&problem, place) {
                (Some(problem), Some(place)) => {
                    ui.label(theme::second(ui, &tr!("problems-at", number = place + 1, count = found.len())));
                    problem.sentence.clone()
                }
                _ if found.is_empty() => tr!("problems-none"),
                _ => tr!("problems-left", count = found.len()),
            };
            let hint = problem.as_ref().and_then(|problem| problem.hint.clone());
            let label = ui.add(egui::Label::new(theme::strong(&text)).truncate());
            if let Some(hint) = hint {
                let hint_label = egui::Label::new(theme::second(ui, &hint)).truncate();
                if ui.available_width() > 120.0 {
                    ui.add(hint_label);
                } else {
                    label.on_hover_text(hint);
                }
            }
        });
    });
}

/// From the right.
fn buttons_ui(ui: &mut egui::Ui, state: &mut State, found: &Found, problem: Option<&Problem>) {
    if widgets::icon_button(ui, widgets::Icon::X, &tr!("problems-close")).clicked() {
        state.pages.problems.is_stepping = false;
    }
    if !found.is_empty() {
        for (icon, command) in
            [(widgets::Icon::ChevronDown, Command::NextProblem), (widgets::Icon::ChevronUp, Command::PreviousProblem)]
        {
            let keys = command.shortcuts().first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
            let name = format!("{}  {keys}", crate::app::text::tr(command.text_id()));
            if widgets::icon_button(ui, icon, &name).clicked() {
                state.ask(command);
            }
        }
        if widgets::link_button(ui, &tr!("problems-all")).clicked() {
            state.ask(Command::GoTo(Page::Problems));
        }
    }
    let Some(problem) = problem else { return };
    let Some(mend) = &problem.mend else { return };
    let button = widgets::quiet_button(ui, &mend.label(&state.document.model));
    let name = tr!("panel-mend-name", sentence = problem.sentence.clone());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if button.clicked() {
        state.mend(std::slice::from_ref(problem));
    }
}
