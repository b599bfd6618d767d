//! What the two teams say of the chosen criterion, and how they come to one.

use eframe::egui::{self, Align, Layout, vec2};

use crate::{
    app::{pages::proposal, state::State, theme, widgets},
    model::{Agreement, CriterionId, Team},
};

const ROW: f32 = 30.0;
const NAME: f32 = 76.0;

/// A line for each team.
pub(super) fn show(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    for team in Team::ALL {
        let size = vec2(ui.available_width(), ROW);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| team_ui(ui, state, id, team));
    }
}

/// Where the two stand, and the ways to come to one.
pub(super) fn foot_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    let Some(criterion) = state.document.model.criterion(id) else { return };
    let standing = criterion.agreement();
    let settled = ui.allocate_ui_with_layout(ui.available_size(), Layout::left_to_right(Align::Center), |ui| {
        standing_ui(ui, standing);
        (standing == Agreement::Contested).then(|| proposal::ways_ui(ui, state, id, true)).flatten()
    });
    if let Some(how) = settled.inner {
        proposal::settle_as(state, id, how, "");
    }
}

fn team_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, team: Team) {
    let Some(criterion) = state.document.model.criterion(id) else { return };
    let (is_shown, is_in) =
        (criterion.proposals.shows(team, state.voices.seat), criterion.proposals.of(team).is_some());
    let name = theme::strong(&theme::team_name(team)).color(theme::of(ui).team(team));
    ui.allocate_ui_with_layout(vec2(NAME, ROW), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(NAME);
        ui.label(name);
    });
    if !is_shown {
        proposal::hidden_ui(ui, criterion, team);
        return;
    }
    proposal::points_ui(ui, state, id, team);
    if !is_in {
        ui.label(theme::second(ui, &tr!("proposal-type")));
        return;
    }
    proposal::tier_ui(ui, state, id, team);
    let width = (ui.available_width() - 36.0).max(100.0);
    proposal::reason_ui(ui, state, id, team, width);
    if widgets::icon_button(ui, widgets::Icon::X, &tr!("proposal-remove", team = theme::team_name(team))).clicked()
        && let Some(criterion) = state.document.model.criterion_mut(id)
    {
        *criterion.proposals.of_mut(team) = None;
    }
}

/// Where the two stand, with a sign.
fn standing_ui(ui: &mut egui::Ui, standing: Agreement) {
    let theme = theme::of(ui);
    let (icon, colour, text) = match standing {
        Agreement::Agreed => (widgets::Icon::CircleCheck, theme.better, tr!("standing-agreed")),
        Agreement::Contested => (widgets::Icon::CircleAlert, theme.warning, tr!("standing-contested")),
        Agreement::Open => (widgets::Icon::Circle, theme.second, tr!("standing-open")),
        Agreement::Hidden => (widgets::Icon::EyeOff, theme.second, tr!("standing-hidden")),
    };
    ui.label(theme::icon(icon).color(colour));
    ui.label(egui::RichText::new(text).color(colour));
    ui.add_space(8.0);
}
