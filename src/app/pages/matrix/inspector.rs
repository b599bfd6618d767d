//! The card of the chosen cell: what happens with its leads, and what is known of them.

use eframe::egui;

use super::{edit, facts, fields, rate_text, whisker, words};
use crate::{
    app::{
        commands::Command,
        format, panel,
        state::{Page, State},
        theme, widgets,
    },
    model::{BandId, Model, RouteId},
};

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, fit: &BandId, engagement: &BandId) {
    let model = &state.document.model;
    let Some(fit_band) = model.fit.bands.iter().find(|band| band.id == *fit).cloned() else { return };
    let Some(engagement_band) = model.engagement.bands.iter().find(|band| band.id == *engagement).cloned() else {
        return;
    };
    let facts = facts::of_scored_cell(state.scored.as_deref(), fit, engagement);
    let base_rate = state.scored.as_deref().and_then(|scored| scored.summary.base_rate());
    let flames = words::flames_of(model, &engagement_band);
    let route = words::route_of(model, &fit_band, &engagement_band).cloned();
    let opacity = panel::opacity(ui, state.is_stale());
    let name = model.cell_name(fit, engagement);
    let heading = tr!("cell-heading", cell = name.clone());
    let marks = |ui: &mut egui::Ui| {
        if let Some(flames) = flames {
            widgets::flames(ui, flames);
            ui.add_space(8.0);
        }
        widgets::stars(ui, fit_band.marks.min(3));
    };
    let mut is_asked = false;
    fields::card(ui, &heading, marks, |ui| {
        let model = &mut state.document.model;
        fields::row(ui, &tr!("cell-route"), |ui| {
            let current = route.as_ref().map(|route| route.id.clone());
            if let Some(chosen) = route_choice(ui, model, current.as_ref(), &tr!("cell-route-of", cell = name.clone()))
            {
                edit::set_route(model, fit, engagement, &chosen);
            }
        });
        if let Some(route) = &route {
            let promise = words::promise(route).unwrap_or_else(|| tr!("nothing"));
            fields::text_row(ui, &tr!("cell-within"), &promise, "");
        }
        let Some(facts) = facts else { return };
        ui.scope(|ui| {
            ui.multiply_opacity(opacity);
            fields::text_row(ui, &tr!("cell-leads"), &format::count(facts.leads), &format::percent(facts.share, 1));
            let interval = facts.interval_text().map(|interval| format!("({interval})"));
            let detail = if facts.decided > 0 { interval.unwrap_or_default() } else { tr!("cell-none-decided") };
            fields::text_row(ui, &tr!("cell-win-rate"), &rate_text(facts.win_rate()), &detail);
            whisker::show(ui, &facts, base_rate);
            if let Some(a_week) = facts.a_week {
                fields::text_row(ui, &tr!("cell-a-week"), &panel::a_week_text(a_week), "");
            }
        });
        if facts.leads > 0 {
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                let text = tr!("cell-show", leads = words::leads(facts.leads), number = facts.leads);
                is_asked = widgets::link_button(ui, &text).clicked();
            });
        }
    });
    if is_asked {
        state.pages.leads.show_cell(fit.clone(), engagement.clone());
        state.ask(Command::GoTo(Page::Leads));
    }
}

/// A drop-down of all routes, each in its tone; answers the one that was picked.
pub(super) fn route_choice(ui: &mut egui::Ui, model: &Model, current: Option<&RouteId>, name: &str) -> Option<RouteId> {
    let theme = theme::of(ui);
    let mut picked = None;
    let route = current.and_then(|id| model.route(id));
    let text = route.map_or_else(|| tr!("cell-no-route"), |route| route.name.clone());
    let color = route.map_or(theme.worse, |route| theme.tone_text(route.tone));
    let combo = widgets::combo_box(name).selected_text(theme::strong(&text).color(color)).width(168.0).truncate();
    let response = combo.show_ui(ui, |ui| {
        for route in &model.routes {
            let is_current = current == Some(&route.id);
            let text = theme::strong(&route.name).color(theme.tone_text(route.tone));
            if ui.selectable_label(is_current, text).clicked() && !is_current {
                picked = Some(route.id.clone());
            }
        }
    });
    response.response.accessible_name(name);
    picked
}
