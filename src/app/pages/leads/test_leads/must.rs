//! What must come out for a lead, as fields that read as a sentence: “must [be in cell] [A1]”.

use eframe::egui;

use super::actions::{as_it_is, cell_now};
use crate::{
    app::{theme, widgets},
    model::{Axis, Model, Must, TestLeadId},
    scoring::testing::Standing,
};

/// The sort of an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Cell,
    Route,
    AtLeast,
    NeverQualified,
    Disqualified,
    Above,
}

impl Sort {
    const ALL: [Self; 6] =
        [Self::Cell, Self::Route, Self::AtLeast, Self::NeverQualified, Self::Disqualified, Self::Above];

    fn of(must: &Must) -> Self {
        match must {
            Must::Cell { .. } => Self::Cell,
            Must::Route(_) => Self::Route,
            Must::AtLeast { .. } => Self::AtLeast,
            Must::NeverQualified => Self::NeverQualified,
            Must::Disqualified => Self::Disqualified,
            Must::Above(_) => Self::Above,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Cell => tr!("test-must-cell"),
            Self::Route => tr!("test-must-route"),
            Self::AtLeast => tr!("test-must-at-least"),
            Self::NeverQualified => tr!("test-must-never"),
            Self::Disqualified => tr!("test-must-disqualified"),
            Self::Above => tr!("test-must-above"),
        }
    }

    /// An expectation of this sort to begin with: where it can be, what is so now. `None` where there is nothing to choose.
    fn begin(self, model: &Model, now: Option<&Standing>, others: &[TestLeadId]) -> Option<Must> {
        let first = |axis: Axis| model.axis(axis).bands.first().map(|band| band.id.clone());
        let begin = match self {
            Self::Cell => Must::Cell { fit: first(Axis::Fit)?, engagement: first(Axis::Engagement)? },
            Self::Route => Must::Route(model.routes.first()?.id.clone()),
            Self::AtLeast => Must::AtLeast { axis: Axis::Fit, band: first(Axis::Fit)? },
            Self::NeverQualified => return Some(Must::NeverQualified),
            Self::Disqualified => return Some(Must::Disqualified),
            Self::Above => return others.first().cloned().map(Must::Above),
        };
        Some(match (now, self) {
            (None, _) => begin,
            (Some(now), Self::Cell) => cell_now(model, now),
            (Some(now), _) => as_it_is(model, &begin, now),
        })
    }
}

/// The fields. `name` is the lead's, for who hears the window; `id` its test, which it can't be compared with.
pub fn must_ui(
    ui: &mut egui::Ui,
    model: &Model,
    (id, name): (Option<&TestLeadId>, &str),
    must: &mut Must,
    now: Option<&Standing>,
) {
    let others: Vec<TestLeadId> =
        model.test_leads.iter().map(|test| &test.id).filter(|other| Some(*other) != id).cloned().collect();
    ui.label(theme::second(ui, &tr!("test-must")));
    let sort = Sort::of(must);
    let response = widgets::choice_menu(ui, "", &sort.name(), |ui| {
        for other in Sort::ALL {
            let begin = other.begin(model, now, &others);
            let choice = egui::Button::selectable(other == sort, other.name());
            if ui.add_enabled(begin.is_some(), choice).clicked()
                && other != sort
                && let Some(begin) = begin
            {
                *must = begin;
            }
        }
    });
    response.accessible_name(tr!("test-must-of", name = name));
    value_ui(ui, model, name, &others, must);
}

fn value_ui(ui: &mut egui::Ui, model: &Model, name: &str, others: &[TestLeadId], must: &mut Must) {
    let mut chosen: Option<Must> = None;
    let value = match &*must {
        Must::NeverQualified | Must::Disqualified => return,
        Must::Cell { fit, engagement } => model.cell_name(fit, engagement),
        Must::Route(route) => model.route_name(route),
        Must::AtLeast { axis, band } => band_text(model, *axis, &model.band_name(*axis, band)),
        Must::Above(other) => model.test_lead_name(other),
    };
    let response = widgets::choice_menu(ui, "", &value, |ui| match &*must {
        Must::Cell { fit, engagement } => {
            egui::Grid::new("cells").spacing(egui::vec2(4.0, 4.0)).show(ui, |ui| {
                for row in &model.fit.bands {
                    for column in &model.engagement.bands {
                        let is_it = row.id == *fit && column.id == *engagement;
                        let cell = egui::Button::selectable(is_it, model.cell_name(&row.id, &column.id));
                        if ui.add(cell.min_size(egui::vec2(36.0, 28.0))).clicked() {
                            chosen = Some(Must::Cell { fit: row.id.clone(), engagement: column.id.clone() });
                            ui.close();
                        }
                    }
                    ui.end_row();
                }
            });
        }
        Must::Route(id) => {
            for route in &model.routes {
                if ui.selectable_label(route.id == *id, model.route_name(&route.id)).clicked() {
                    chosen = Some(Must::Route(route.id.clone()));
                }
            }
        }
        Must::AtLeast { axis: of, band: id } => {
            for axis in Axis::ALL {
                for band in &model.axis(axis).bands {
                    let text = band_text(model, axis, &model.band_name(axis, &band.id));
                    if ui.selectable_label(axis == *of && band.id == *id, text).clicked() {
                        chosen = Some(Must::AtLeast { axis, band: band.id.clone() });
                    }
                }
            }
        }
        Must::Above(id) => {
            for other in others {
                if ui.selectable_label(other == id, model.test_lead_name(other)).clicked() {
                    chosen = Some(Must::Above(other.clone()));
                }
            }
        }
        Must::NeverQualified | Must::Disqualified => {}
    });
    response.accessible_name(tr!("test-must-value", name = name));
    if let Some(chosen) = chosen {
        *must = chosen;
    }
}

/// “Fit B or better”.
fn band_text(model: &Model, axis: Axis, band: &str) -> String {
    let is_best = model.axis(axis).bands.first().is_some_and(|first| model.band_name(axis, &first.id) == band);
    let axis = match axis {
        Axis::Fit => tr!("leads-column-fit"),
        Axis::Engagement => tr!("leads-column-engagement"),
    };
    if is_best { format!("{axis} {band}") } else { tr!("test-or-better", axis = axis, band = band) }
}
