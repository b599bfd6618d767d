//! Search and filters above the list.

use eframe::egui;

use super::{
    saved,
    view::{Cold, DueBy, View},
};
use crate::{
    app::{settings::SavedFilter, theme, widgets},
    lead::Outcome,
    model::Model,
};

/// What the user asked for in the line above the list, beside the filters themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    pub export: bool,
    pub saved: Option<saved::Change>,
    pub back: bool,
}

/// The search and the filters; what they offer is the draft's. `has_before`: filters were let go of, and can be had again.
pub fn show(
    ui: &mut egui::Ui,
    view: &mut View,
    model: &Model,
    filters: &[SavedFilter],
    naming: &mut saved::Naming,
    has_before: bool,
) -> Done {
    let mut done = Done::default();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
        let width = if ui.available_width() < 900.0 { 188.0 } else { 250.0 };
        widgets::search_field(ui, &mut view.search, &tr!("leads-search"), width);
        route_menu(ui, view, model);
        match view.cell.clone() {
            Some((fit, engagement)) => {
                let chip = tr!("leads-cell-chip", cell = model.cell_name(&fit, &engagement));
                if widgets::chip(ui, &chip, &tr!("leads-cell-all")) {
                    view.cell = None;
                }
            }
            None => cell_menu(ui, view, model),
        }
        more_menu(ui, view, model);
        done.saved = saved::menu(ui, view, model, filters, naming);
        done.export = widgets::quiet_button(ui, &tr!("leads-export")).on_hover_text(tr!("leads-export-tip")).clicked();
        chips(ui, view, model);
        if view.is_filtered() && widgets::link_button(ui, &tr!("leads-clear")).clicked() {
            view.clear();
        }
        done.back = has_before && widgets::link_button(ui, &tr!("leads-back")).clicked();
    });
    done
}

fn route_menu(ui: &mut egui::Ui, view: &mut View, model: &Model) {
    let chosen =
        view.route.as_ref().map(|id| model.route(id).map_or_else(|| id.to_string(), |route| route.name.clone()));
    let value = match chosen {
        Some(route) => route,
        None if view.to_sales => tr!("leads-route-sales"),
        None => tr!("leads-any"),
    };
    let mut choice = (view.to_sales, view.route.take());
    widgets::choice_menu(ui, &tr!("leads-route"), &value, |ui| {
        item(ui, &mut choice, (false, None), &tr!("leads-route-any"));
        item(ui, &mut choice, (true, None), &tr!("leads-route-all-sales"));
        for route in &model.routes {
            item(ui, &mut choice, (false, Some(route.id.clone())), &route.name);
        }
    });
    (view.to_sales, view.route) = choice;
}

/// The cells as they stand in the matrix: the best one top right.
fn cell_menu(ui: &mut egui::Ui, view: &mut View, model: &Model) {
    widgets::choice_menu(ui, &tr!("leads-cell"), &tr!("leads-any"), |ui| {
        egui::Grid::new("leads cells").spacing([4.0, 4.0]).show(ui, |ui| {
            for fit in &model.fit.bands {
                for engagement in model.engagement.bands.iter().rev() {
                    let name = model.cell_name(&fit.id, &engagement.id);
                    let button = ui.add(egui::Button::new(&name).min_size(egui::vec2(40.0, 28.0)));
                    if button.clicked() {
                        view.cell = Some((fit.id.clone(), engagement.id.clone()));
                    }
                }
                ui.end_row();
            }
        });
    });
}

/// What is asked for less often: outcome, stage, when it is due, cold or not. What is chosen stands beside it as a chip.
fn more_menu(ui: &mut egui::Ui, view: &mut View, model: &Model) {
    widgets::choice_menu(ui, "", &tr!("leads-more"), |ui| {
        ui.label(theme::caption(ui, &tr!("leads-column-due")));
        for by in [DueBy::Any, DueBy::Late, DueBy::Today] {
            item(ui, &mut view.due, by, &due_name(by));
        }
        ui.separator();
        ui.label(theme::caption(ui, &tr!("leads-outcome")));
        item(ui, &mut view.outcome, None, &tr!("leads-outcome-any"));
        for outcome in [Outcome::Open, Outcome::Won, Outcome::Lost] {
            item(ui, &mut view.outcome, Some(outcome), &outcome_name(outcome));
        }
        ui.separator();
        ui.label(theme::caption(ui, &tr!("leads-cold")));
        for cold in [Cold::All, Cold::Hide, Cold::Only] {
            item(ui, &mut view.cold, cold, &cold_name(cold));
        }
        if !model.stages.is_empty() {
            ui.separator();
            ui.label(theme::caption(ui, &tr!("leads-stage")));
            item(ui, &mut view.stage, None, &tr!("leads-stage-any"));
            for stage in &model.stages {
                item(ui, &mut view.stage, Some(stage.id.clone()), &stage.name);
            }
        }
    });
}

/// What was chosen there, and the account: each with a cross.
fn chips(ui: &mut egui::Ui, view: &mut View, model: &Model) {
    let remove = |name: String| tr!("leads-remove-filter", filter = name);
    if view.due != DueBy::Any && widgets::chip(ui, &due_name(view.due), &remove(due_name(view.due))) {
        view.due = DueBy::Any;
    }
    if let Some(outcome) = view.outcome {
        let name = outcome_name(outcome);
        if widgets::chip(ui, &name, &remove(name.clone())) {
            view.outcome = None;
        }
    }
    if view.cold != Cold::All && widgets::chip(ui, &cold_name(view.cold), &remove(cold_name(view.cold))) {
        view.cold = Cold::All;
    }
    if let Some(id) = view.stage.clone() {
        let stage = model.stages.iter().find(|stage| stage.id == id);
        let name = stage.map_or_else(|| id.to_string(), |stage| stage.name.clone());
        if widgets::chip(ui, &tr!("leads-stage-chip", stage = name.clone()), &remove(name)) {
            view.stage = None;
        }
    }
    if let Some(account) = view.account.clone()
        && widgets::chip(ui, &tr!("leads-account-chip", account = account.clone()), &remove(account))
    {
        view.account = None;
    }
}

fn due_name(by: DueBy) -> String {
    match by {
        DueBy::Any => tr!("leads-due-any"),
        DueBy::Late => tr!("leads-due-late"),
        DueBy::Today => tr!("leads-due-today"),
    }
}

pub fn outcome_name(outcome: Outcome) -> String {
    match outcome {
        Outcome::Open => tr!("leads-outcome-open"),
        Outcome::Won => tr!("leads-outcome-won"),
        Outcome::Lost => tr!("leads-outcome-lost"),
    }
}

fn cold_name(cold: Cold) -> String {
    match cold {
        Cold::All => tr!("leads-cold-all"),
        Cold::Hide => tr!("leads-cold-hide"),
        Cold::Only => tr!("leads-cold-only"),
    }
}

fn item<T: PartialEq>(ui: &mut egui::Ui, value: &mut T, choice: T, name: &str) {
    let is_chosen = *value == choice;
    if ui.selectable_label(is_chosen, name).clicked() {
        *value = choice;
    }
}
