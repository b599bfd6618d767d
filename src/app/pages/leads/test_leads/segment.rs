//! What must come out for many leads, as fields that read as a sentence, and what broke it.

use eframe::egui::{self, vec2};

use super::since_text;
use crate::{
    app::{format, pages::leads::view::Picked, scored::Scored, state::State, theme, widgets},
    lead::{FieldType, Outcome},
    model::{Limit, Model, Reach, Segment, SegmentTest, SegmentTestId, Stood, Team, WithValue},
    scoring::testing::{TestId, Who},
};

/// A menu of more would be no menu.
const MOST_VALUES: usize = 30;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, id: &SegmentTestId, who: Option<&Who>) {
    let Some(test) = state.document.model.segment(id).cloned() else { return };
    let mut edited = test.clone();
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    let scored = state.scored.clone();
    ui.horizontal_wrapped(|ui| {
        limit_ui(ui, &mut edited.limit);
        outcome_ui(ui, &mut edited.of);
        only_ui(ui, &mut edited, scored.as_deref());
        reach_ui(ui, &state.document.model, &mut edited.reach);
        stood_ui(ui, &mut edited.of);
    });
    ui.horizontal_wrapped(|ui| reason_ui(ui, &tr!("test-segment"), &mut edited.why, &mut edited.team));
    if edited != test {
        state.touch();
        if let Some(test) = state.document.model.segment_mut(id) {
            test.clone_from(&edited);
        }
    }
    let test = TestId::Segment(id.clone());
    if let Some(since) = since_text(state, &test) {
        ui.add(egui::Label::new(theme::worse(ui, &since)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        if let Some(who) = who {
            who_ui(ui, state, &edited, who);
        }
        if widgets::quiet_button(ui, &tr!("test-delete")).clicked() {
            state.delete_test(&test);
        }
    });
}

/// Ways to the leads that get there and to those that don't; first to those of which there are to be fewer.
fn who_ui(ui: &mut egui::Ui, state: &mut State, test: &SegmentTest, who: &Who) {
    let is_past = who.stood.is_some();
    for get_there in [!test.limit.is_at_least(), test.limit.is_at_least()] {
        let number = who.count(get_there);
        let count = format::count(number);
        let text = match (get_there, is_past) {
            (true, false) => tr!("test-show-reach", number = number, count = count),
            (true, true) => tr!("test-show-reached", number = number, count = count),
            (false, false) => tr!("test-show-miss", number = number, count = count),
            (false, true) => tr!("test-show-missed", number = number, count = count),
        };
        if number > 0 && widgets::quiet_button(ui, &text).clicked() {
            let picked = Picked::new(&state.document.model, test, get_there, who);
            state.pages.leads.show_picked(picked);
        }
    }
}

/// Why it is expected, and by whom.
pub(super) fn reason_ui(ui: &mut egui::Ui, name: &str, why: &mut String, team: &mut Option<Team>) {
    /// The team stands behind it in the same line.
    const TEAM: f32 = 200.0;
    ui.label(theme::second(ui, &tr!("test-because")));
    let width = (ui.available_size_before_wrap().x - TEAM).clamp(180.0, 560.0);
    let hint = theme::second(ui, &tr!("test-because-hint"));
    let field =
        egui::TextEdit::singleline(why).hint_text(hint).char_limit(300).desired_width(width).margin(vec2(8.0, 6.0));
    let field = ui.add(field).accessible_name(tr!("test-why-of", name = name));
    if !why.is_empty() {
        field.on_hover_text(why.as_str());
    }
    let team_name = |team: Option<Team>| team.map_or_else(|| tr!("test-both-teams"), theme::team_name);
    let response = widgets::choice_menu(ui, &tr!("test-says"), &team_name(*team), |ui| {
        for other in [None, Some(Team::Marketing), Some(Team::Sales)] {
            if ui.selectable_label(*team == other, team_name(other)).clicked() {
                *team = other;
            }
        }
    });
    response.accessible_name(tr!("test-says-of", name = name));
}

fn limit_ui(ui: &mut egui::Ui, limit: &mut Limit) {
    let (mut is_at_least, mut is_percent) = (limit.is_at_least(), limit.is_percent());
    let name = |is_at_least: bool| if is_at_least { tr!("test-at-least") } else { tr!("test-at-most") };
    menu(ui, &tr!("test-limit"), &name(is_at_least), |ui| {
        for other in [true, false] {
            if ui.selectable_label(is_at_least == other, name(other)).clicked() {
                is_at_least = other;
            }
        }
    });
    let mut number = limit.number();
    let most = if is_percent { 100 } else { 1_000_000 };
    let field = widgets::whole_number(&mut number, 0..=most).speed(0.2);
    ui.add_sized(vec2(52.0, 30.0), field).accessible_name(tr!("test-number"));
    let unit = |is_percent: bool| if is_percent { tr!("test-percent-of") } else { tr!("test-a-week-of") };
    menu(ui, &tr!("test-unit"), &unit(is_percent), |ui| {
        for other in [true, false] {
            if ui.selectable_label(is_percent == other, unit(other)).clicked() {
                is_percent = other;
            }
        }
    });
    let number = if is_percent { number.min(100) } else { number };
    *limit = Limit::of(is_at_least, is_percent, number);
}

/// A menu that is called by what it is for, and not only by its value.
fn menu(ui: &mut egui::Ui, name: &str, value: &str, content: impl FnOnce(&mut egui::Ui)) {
    widgets::choice_menu(ui, "", value, content).accessible_name(format!("{name}: {value}"));
}

fn outcome_ui(ui: &mut egui::Ui, of: &mut Segment) {
    let name = |outcome: Option<Outcome>| match outcome {
        None => tr!("test-all-leads"),
        Some(Outcome::Won) => tr!("test-wins"),
        Some(Outcome::Lost) => tr!("test-losses"),
        Some(Outcome::Open) => tr!("test-open"),
    };
    menu(ui, &tr!("test-which"), &name(of.outcome), |ui| {
        for other in [None, Some(Outcome::Won), Some(Outcome::Lost), Some(Outcome::Open)] {
            if ui.selectable_label(of.outcome == other, name(other)).clicked() && of.outcome != other {
                let (before, after) = (Segment::ended(of.outcome), Segment::ended(other));
                // From wins to losses it stays as it was chosen.
                if before.stood != after.stood {
                    of.stood = after.stood;
                }
                of.outcome = other;
            }
        }
    });
}

/// As of when closed leads are taken; open ones are never taken but as of now.
fn stood_ui(ui: &mut egui::Ui, of: &mut Segment) {
    if of.outcome == Some(Outcome::Open) {
        return;
    }
    let name = |stood: Stood| match stood {
        Stood::WhenClosed => tr!("test-stood-closed"),
        Stood::Today => tr!("test-stood-today"),
    };
    menu(ui, &tr!("test-stood"), &name(of.stood), |ui| {
        for other in [Stood::WhenClosed, Stood::Today] {
            let label = ui.selectable_label(of.stood == other, name(other));
            if label.on_hover_text(tr!("test-stood-about")).clicked() {
                of.stood = other;
            }
        }
    });
}

/// Only those with a value of a text attribute, of which there are few enough to choose from.
fn only_ui(ui: &mut egui::Ui, test: &mut SegmentTest, scored: Option<&Scored>) {
    let only = &mut test.of.only;
    let texts = || {
        let fields = scored.map(|scored| scored.facts.fields.as_slice()).unwrap_or_default();
        fields.iter().filter(|field| field.field_type == FieldType::Text && !field.values.is_empty())
    };
    let value = only
        .as_ref()
        .map_or_else(|| tr!("test-any-value"), |only| tr!("test-with", attribute = only.attribute.clone()));
    menu(ui, &tr!("test-only"), &value, |ui| {
        if ui.selectable_label(only.is_none(), tr!("test-any-value")).clicked() {
            *only = None;
        }
        for field in texts() {
            let is_it = only.as_ref().is_some_and(|only| only.attribute == field.name);
            if ui.selectable_label(is_it, tr!("test-with", attribute = field.name.clone())).clicked() && !is_it {
                let most = field.values.iter().max_by_key(|(_, leads)| **leads);
                let value = most.map(|(value, _)| value.clone()).unwrap_or_default();
                *only = Some(WithValue { attribute: field.name.clone(), value });
            }
        }
    });
    let Some(only) = only else { return };
    let field = texts().find(|field| field.name == only.attribute);
    menu(ui, &tr!("test-value"), &format!("“{}”", only.value.trim()), |ui| {
        let values = field.iter().flat_map(|field| field.values.keys()).take(MOST_VALUES);
        for value in values {
            if ui.selectable_label(*value == only.value, value).clicked() {
                only.value.clone_from(value);
            }
        }
    });
}

fn reach_ui(ui: &mut egui::Ui, model: &Model, reach: &mut Reach) {
    let mut chosen = None;
    menu(ui, &tr!("test-reach"), &model.reach_text(reach), |ui| {
        let routes = model.routes.iter().map(|route| Reach::Route(route.id.clone()));
        for other in std::iter::once(Reach::Sales).chain(routes) {
            if ui.selectable_label(*reach == other, model.reach_text(&other)).clicked() {
                chosen = Some(other);
            }
        }
        ui.menu_button(tr!("test-reach-cell"), |ui| {
            egui::Grid::new("cells").spacing(vec2(4.0, 4.0)).show(ui, |ui| {
                for row in &model.fit.bands {
                    for column in &model.engagement.bands {
                        let cell = Reach::Cell { fit: row.id.clone(), engagement: column.id.clone() };
                        let name = model.cell_name(&row.id, &column.id);
                        if ui.selectable_label(*reach == cell, name).clicked() {
                            chosen = Some(cell);
                        }
                    }
                    ui.end_row();
                }
            });
        });
    });
    if let Some(chosen) = chosen {
        *reach = chosen;
    }
}
