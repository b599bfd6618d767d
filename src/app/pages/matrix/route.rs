//! The card of one route: who gets its leads, by when, and what they do.

use eframe::egui::{self, vec2};

use super::{
    Chosen, edit, fields,
    promise::{FIRST_CAPACITY, FIRST_FOLLOW_UP, FIRST_WITHIN, LONGEST_MINUTES, MOST_ATTEMPTS, Unit},
    words,
};
use crate::{
    app::{state::State, theme, widgets},
    model::{Model, Route, RouteId, Team, Tone, limits},
};

/// What was asked of the route as a whole.
enum Asked {
    Move(isize),
    Duplicate,
    Remove { instead: RouteId },
    Close,
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, id: &RouteId) {
    let State { document, pages, .. } = state;
    let (model, page) = (&mut document.model, &mut pages.matrix);
    let Some(index) = model.routes.iter().position(|route| route.id == *id) else { return };
    let mut asked = None;
    // The buttons read the whole model, the fields change one route of it: a copy is put back when it differs.
    let mut route = model.routes[index].clone();
    ui.push_id(("route", &id.0), |ui| {
        let buttons = |ui: &mut egui::Ui| buttons_ui(ui, model, index, &mut asked);
        fields::card(ui, &tr!("route"), buttons, |ui| {
            name_ui(ui, &mut route);
            ui.add_space(4.0);
            owner_ui(ui, &mut route);
            tone_ui(ui, &mut route);
            within_ui(ui, &mut route);
            follow_up_ui(ui, &mut route);
            capacity_ui(ui, &mut route);
            qualified_ui(ui, &mut route);
            action_ui(ui, &mut route);
        });
    });
    if route != model.routes[index] {
        model.routes[index] = route;
    }
    match asked {
        Some(Asked::Move(by)) => edit::move_route(model, id, by),
        Some(Asked::Duplicate) => {
            let name = tr!("route-copy-of", name = model.routes[index].name.clone());
            if let Some(copy) = edit::duplicate_route(model, id, name) {
                page.chosen = Chosen::Route(copy);
            }
        }
        Some(Asked::Remove { instead }) => {
            edit::remove_route(model, id, &instead);
            page.chosen = Chosen::Best;
        }
        Some(Asked::Close) => page.chosen = Chosen::Best,
        None => {}
    }
}

/// From the right: close, delete, duplicate, down, up.
fn buttons_ui(ui: &mut egui::Ui, model: &Model, index: usize, asked: &mut Option<Asked>) {
    if widgets::icon_button(ui, widgets::Icon::X, &tr!("close-matrix-card")).clicked() {
        *asked = Some(Asked::Close);
    }
    ui.add_enabled_ui(model.routes.len() > 1, |ui| {
        let button = widgets::icon_button(ui, widgets::Icon::Trash2, &tr!("route-delete"));
        egui::Popup::menu(&button).show(|ui| remove_ui(ui, model, index, asked));
    });
    if widgets::icon_button(ui, widgets::Icon::Copy, &tr!("route-duplicate")).clicked() {
        *asked = Some(Asked::Duplicate);
    }
    ui.add_enabled_ui(index + 1 < model.routes.len(), |ui| {
        if widgets::icon_button(ui, widgets::Icon::ArrowDown, &tr!("route-down")).clicked() {
            *asked = Some(Asked::Move(1));
        }
    });
    ui.add_enabled_ui(index > 0, |ui| {
        if widgets::icon_button(ui, widgets::Icon::ArrowUp, &tr!("route-up")).clicked() {
            *asked = Some(Asked::Move(-1));
        }
    });
}

/// A route that goes leaves its cells to another, which the user names.
fn remove_ui(ui: &mut egui::Ui, model: &Model, index: usize, asked: &mut Option<Asked>) {
    let Some(route) = model.routes.get(index) else { return };
    let cells = edit::cells_of(model, &route.id);
    ui.set_min_width(200.0);
    ui.label(theme::second(ui, &tr!("route-delete-cells", number = cells)));
    for other in model.routes.iter().filter(|other| other.id != route.id) {
        let theme = theme::of(ui);
        let text = theme::strong(&other.name).color(theme.tone_text(other.tone));
        let name = tr!("route-delete-to", name = other.name.clone());
        if ui.button(text).accessible_name(name).clicked() {
            *asked = Some(Asked::Remove { instead: other.id.clone() });
            ui.close();
        }
    }
}

fn name_ui(ui: &mut egui::Ui, route: &mut Route) {
    let field = egui::TextEdit::singleline(&mut route.name)
        .font(egui::FontSelection::FontId(theme::strong_font()))
        .desired_width(f32::INFINITY);
    ui.add(field).accessible_name(tr!("route-name"));
}

fn owner_ui(ui: &mut egui::Ui, route: &mut Route) {
    fields::row(ui, &tr!("route-owner"), |ui| {
        let teams = [Some(Team::Marketing), Some(Team::Sales), None];
        let names = teams.map(words::owner);
        let choices: Vec<_> = teams.into_iter().zip(names.iter().map(String::as_str)).collect();
        widgets::segmented(ui, &tr!("route-owner"), &mut route.owner, &choices);
    });
}

fn tone_ui(ui: &mut egui::Ui, route: &mut Route) {
    let theme = theme::of(ui);
    fields::row(ui, &tr!("route-tone"), |ui| {
        let text = theme::strong(&theme::tone_name(route.tone)).color(theme.tone_text(route.tone));
        let combo = widgets::combo_box("tone").selected_text(text).width(120.0);
        let response = combo.show_ui(ui, |ui| {
            for tone in Tone::ALL {
                let text = theme::strong(&theme::tone_name(tone)).color(theme.tone_text(tone));
                if ui.selectable_label(tone == route.tone, text).clicked() {
                    route.tone = tone;
                }
            }
        });
        response.response.accessible_name(tr!("route-tone"));
    });
}

fn within_ui(ui: &mut egui::Ui, route: &mut Route) {
    fields::row(ui, &tr!("route-within"), |ui| {
        let Some(minutes) = &mut route.respond_within_minutes else {
            if widgets::quiet_button(ui, &tr!("route-set-within")).clicked() {
                route.respond_within_minutes = Some(FIRST_WITHIN);
            }
            return;
        };
        // From the right.
        let is_removed = widgets::icon_button(ui, widgets::Icon::X, &tr!("route-no-within")).clicked();
        let unit_id = ui.scope_id().with("unit");
        // 120 minutes stay minutes while the user thinks in them; on the next visit they are 2 hours.
        let kept = ui.data(|data| data.get_temp::<Unit>(unit_id)).filter(|unit| minutes.is_multiple_of(unit.minutes()));
        let mut unit = kept.unwrap_or_else(|| Unit::of(*minutes));
        let number = *minutes / unit.minutes();
        let before = unit;
        let combo = widgets::combo_box("unit").selected_text(unit.name()).width(76.0);
        let response = combo.show_ui(ui, |ui| {
            for choice in Unit::ALL {
                ui.selectable_value(&mut unit, choice, choice.name());
            }
        });
        response.response.accessible_name(tr!("route-within-unit"));
        let mut number = number;
        let field = widgets::whole_number(&mut number, 1..=LONGEST_MINUTES / unit.minutes()).speed(0.1);
        let is_changed = ui.add_sized(vec2(44.0, 28.0), field).accessible_name(tr!("route-within-number")).changed();
        if is_changed || unit != before {
            *minutes = number.saturating_mul(unit.minutes()).clamp(1, LONGEST_MINUTES);
            ui.data_mut(|data| data.insert_temp(unit_id, unit));
        }
        if is_removed {
            route.respond_within_minutes = None;
        }
    });
}

fn follow_up_ui(ui: &mut egui::Ui, route: &mut Route) {
    fields::row(ui, &tr!("route-follow-up"), |ui| {
        let Some(follow_up) = &mut route.follow_up else {
            if widgets::quiet_button(ui, &tr!("route-set-follow-up")).clicked() {
                route.follow_up = Some(FIRST_FOLLOW_UP);
            }
            return;
        };
        // From the right: “6 tries in 10 days”.
        let is_removed = widgets::icon_button(ui, widgets::Icon::X, &tr!("route-no-follow-up")).clicked();
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(theme::second(ui, &tr!("route-days")));
        fields::number(ui, &mut follow_up.over_days, limits::DAYS, &tr!("route-follow-up-days"));
        ui.label(theme::second(ui, &tr!("route-tries-in")));
        fields::number(ui, &mut follow_up.attempts, MOST_ATTEMPTS, &tr!("route-follow-up-attempts"));
        if is_removed {
            route.follow_up = None;
        }
    });
}

fn capacity_ui(ui: &mut egui::Ui, route: &mut Route) {
    fields::row(ui, &tr!("route-capacity"), |ui| {
        let Some(capacity) = &mut route.weekly_capacity else {
            if widgets::quiet_button(ui, &tr!("route-set-capacity")).clicked() {
                route.weekly_capacity = Some(FIRST_CAPACITY);
            }
            return;
        };
        let is_removed = widgets::icon_button(ui, widgets::Icon::X, &tr!("route-no-capacity")).clicked();
        ui.label(theme::second(ui, &tr!("route-a-week")));
        let most = limits::SCORE.unsigned_abs();
        fields::number(ui, capacity, most, &tr!("route-capacity-number"));
        if is_removed {
            route.weekly_capacity = None;
        }
    });
}

fn qualified_ui(ui: &mut egui::Ui, route: &mut Route) {
    fields::row(ui, &tr!("route-qualified-row"), |ui| {
        ui.checkbox(&mut route.qualified, tr!("route-qualified")).on_hover_text(tr!("route-qualified-about"));
    });
}

fn action_ui(ui: &mut egui::Ui, route: &mut Route) {
    ui.add_space(8.0);
    let label = ui.label(theme::second(ui, &tr!("route-action")));
    ui.add_space(4.0);
    let field = egui::TextEdit::multiline(&mut route.action)
        .desired_rows(2)
        .hint_text(tr!("route-action-hint"))
        .desired_width(f32::INFINITY);
    ui.add(field).labelled_by(label.id);
}
