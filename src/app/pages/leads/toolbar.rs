//! Search and filters above the list.

use eframe::egui;

use super::listing::{Cold, View};
use crate::{app::widgets, lead::Outcome, model::Model};

/// The search and the filters; what they offer is the draft's.
pub fn show(ui: &mut egui::Ui, view: &mut View, model: &Model) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
        let width = if ui.available_width() < 700.0 { 180.0 } else { 250.0 };
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
        outcome_menu(ui, view);
        cold_menu(ui, view);
        if view.is_filtered() && widgets::link_button(ui, &tr!("leads-clear")).clicked() {
            view.clear();
        }
    });
}

fn route_menu(ui: &mut egui::Ui, view: &mut View, model: &Model) {
    let chosen =
        view.route.as_ref().map(|id| model.route(id).map_or_else(|| id.to_string(), |route| route.name.clone()));
    let value = chosen.unwrap_or_else(|| tr!("leads-any"));
    widgets::choice_menu(ui, &tr!("leads-route"), &value, |ui| {
        item(ui, &mut view.route, None, &tr!("leads-route-any"));
        for route in &model.routes {
            item(ui, &mut view.route, Some(route.id.clone()), &route.name);
        }
    });
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

fn outcome_menu(ui: &mut egui::Ui, view: &mut View) {
    let value = view.outcome.map_or_else(|| tr!("leads-any"), outcome_name);
    widgets::choice_menu(ui, &tr!("leads-outcome"), &value, |ui| {
        item(ui, &mut view.outcome, None, &tr!("leads-outcome-any"));
        for outcome in [Outcome::Open, Outcome::Won, Outcome::Lost] {
            item(ui, &mut view.outcome, Some(outcome), &outcome_name(outcome));
        }
    });
}

pub fn outcome_name(outcome: Outcome) -> String {
    match outcome {
        Outcome::Open => tr!("leads-outcome-open"),
        Outcome::Won => tr!("leads-outcome-won"),
        Outcome::Lost => tr!("leads-outcome-lost"),
    }
}

fn cold_menu(ui: &mut egui::Ui, view: &mut View) {
    let value = match view.cold {
        Cold::All => tr!("leads-cold-all-short"),
        Cold::Hide => tr!("leads-cold-hide-short"),
        Cold::Only => tr!("leads-cold-only-short"),
    };
    widgets::choice_menu(ui, &tr!("leads-cold"), &value, |ui| {
        item(ui, &mut view.cold, Cold::All, &tr!("leads-cold-all"));
        item(ui, &mut view.cold, Cold::Hide, &tr!("leads-cold-hide"));
        item(ui, &mut view.cold, Cold::Only, &tr!("leads-cold-only"));
    });
}

fn item<T: PartialEq>(ui: &mut egui::Ui, value: &mut T, choice: T, name: &str) {
    let is_chosen = *value == choice;
    if ui.selectable_label(is_chosen, name).clicked() {
        *value = choice;
    }
}
