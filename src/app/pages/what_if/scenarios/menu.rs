//! The controls at the head of the page, and what can be done with one scenario.

use eframe::egui;

use crate::{
    app::{against::Against, commands::Command, format, state::State, theme, widgets},
    model::{Scenario, ScenarioId},
};

/// Where less room is left at the head of the page, the button is left to the menu.
const ROOM_FOR_BUTTON: f32 = 430.0;
/// So many letters of a name stand at the head of the page.
const LETTERS: usize = 24;

/// “Scenario: draft ▾” and “Keep as scenario”, laid out from the right.
pub fn controls_ui(ui: &mut egui::Ui, state: &mut State) {
    if ui.available_width() >= ROOM_FOR_BUTTON
        && widgets::quiet_button(ui, &tr!("scenario-keep")).on_hover_text(tr!("scenario-keep-about")).clicked()
    {
        state.ask(Command::KeepScenario);
    }
    let is_as = state.scenario_of_draft().map(|scenario| scenario.name.clone());
    let value = is_as.unwrap_or_else(|| tr!("scenario-draft"));
    let response = widgets::choice_menu(ui, &tr!("scenario"), &cut(&value), |ui| {
        ui.set_min_width(240.0);
        ui.set_max_width(320.0);
        list_ui(ui, state);
    });
    response.on_hover_text(if state.document.model.scenarios.is_empty() {
        tr!("scenario-none")
    } else {
        tr!("scenario-about", name = value)
    });
}

pub(super) fn cut(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    format!("{}…", name.chars().take(LETTERS).collect::<String>().trim_end())
}

fn list_ui(ui: &mut egui::Ui, state: &mut State) {
    let kept: Vec<(ScenarioId, String)> =
        state.document.model.scenarios.iter().map(|it| (it.id.clone(), shown_name(it))).collect();
    if kept.is_empty() {
        ui.add(egui::Label::new(theme::second(ui, &tr!("scenario-none"))).wrap());
    }
    for (id, name) in kept {
        ui.push_id(&id.0, |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            ui.menu_button(name, |ui| {
                ui.set_min_width(220.0);
                items_ui(ui, state, &id);
            });
        });
    }
    ui.separator();
    if ui.button(tr!("scenario-keep-ask")).clicked() {
        state.ask(Command::KeepScenario);
    }
}

/// The name; for one without, the day on which it was kept.
pub(super) fn shown_name(scenario: &Scenario) -> String {
    match (scenario.name.trim(), scenario.kept) {
        ("", Some(day)) => tr!("scenario-unnamed-of", day = format::day(day)),
        ("", None) => tr!("scenario-unnamed"),
        (name, _) => name.to_owned(),
    }
}

/// What can be done with a scenario.
pub(super) fn items_ui(ui: &mut egui::Ui, state: &mut State, id: &ScenarioId) {
    let Some(version) = state.document.model.scenario(id).map(|scenario| scenario.model.clone()) else { return };
    let is_as_draft = state.document.model.is_version(&version);
    if is_as_draft {
        ui.label(theme::second(ui, &tr!("scenario-as-draft")));
    } else {
        if ui.button(tr!("scenario-take")).on_hover_text(tr!("scenario-take-about")).clicked() {
            state.go_on_with(id);
        }
        if state.is_draft_unkept() && ui.button(tr!("scenario-keep-and-take")).clicked() {
            state.keep_and_go_on_with(id);
        }
        if ui.button(tr!("scenario-update")).on_hover_text(tr!("scenario-update-about")).clicked() {
            state.update_scenario(id);
        }
    }
    let is_baseline = matches!(&state.against, Against::Scenario(of) if of == id);
    if ui.add_enabled(!is_baseline, egui::Button::new(tr!("scenario-hold-against"))).clicked() {
        state.hold_against(Against::Scenario(id.clone()));
    }
    ui.separator();
    if ui.button(tr!("scenario-rename")).clicked() {
        state.ask_to_rename(id);
    }
    if ui.button(tr!("scenario-delete")).clicked() {
        state.delete_scenario(id);
    }
}
