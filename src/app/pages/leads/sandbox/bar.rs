//! Above the leads of the sandbox: new ones, and the day they are looked at.

use eframe::egui::{self, Align, Layout, Ui};

use crate::{
    app::{format, theme, widgets},
    lead::{Instant, SECONDS_PER_DAY},
    model::{Model, PersonaId},
};

/// With less room there are fewer steps.
const NARROW: f32 = 560.0;
/// And with less than this the day has a line of its own.
const TWO_LINES: f32 = 430.0;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bar {
    Nothing,
    New,
    Persona(PersonaId),
    /// To be looked at on another day; without one on the window's.
    AsOf(Option<Instant>),
}

/// `own` is the window's instant, `as_of` the one that is shown.
pub fn show(ui: &mut Ui, model: &Model, own: Instant, as_of: Instant, is_full: bool) -> Bar {
    let mut asked = Bar::Nothing;
    let (is_narrow, is_alone) = (ui.available_width() < NARROW, ui.available_width() < TWO_LINES);
    ui.horizontal(|ui| {
        ui.add_enabled_ui(!is_full, |ui| {
            let response = widgets::choice_menu(ui, "", &tr!("sandbox-new"), |ui| {
                if let Some(new) = menu_ui(ui, model) {
                    asked = new;
                }
            });
            response.on_disabled_hover_text(tr!("sandbox-full"));
        });
        if !is_alone {
            let layout = Layout::right_to_left(Align::Center);
            ui.with_layout(layout, |ui| date_ui(ui, own, as_of, is_narrow, &mut asked));
        }
    });
    if is_alone {
        ui.horizontal(|ui| {
            let layout = Layout::right_to_left(Align::Center);
            ui.with_layout(layout, |ui| date_ui(ui, own, as_of, true, &mut asked));
        });
    }
    asked
}

/// The day, and steps from it; from the right. On a projector a week either way is enough.
fn date_ui(ui: &mut Ui, own: Instant, as_of: Instant, is_narrow: bool, asked: &mut Bar) {
    ui.spacing_mut().item_spacing.x = 6.0;
    if as_of != own {
        let back = tr!("sandbox-back-to", day = format::day(own.day()));
        let shown = if is_narrow { tr!("sandbox-back") } else { back.clone() };
        let response = widgets::link_button(ui, &shown);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &back));
        if response.clicked() {
            *asked = Bar::AsOf(None);
        }
    }
    let (later, earlier): (&[i64], &[i64]) = if is_narrow { (&[7], &[-7]) } else { (&[30, 7, 1], &[-1, -7]) };
    for days in later {
        step_ui(ui, *days, as_of, asked);
    }
    ui.label(theme::strong(&format::day(as_of.day())));
    for days in earlier {
        step_ui(ui, *days, as_of, asked);
    }
    if !is_narrow {
        ui.label(theme::second(ui, &tr!("sandbox-as-of")));
    }
}

fn step_ui(ui: &mut Ui, days: i64, as_of: Instant, asked: &mut Bar) {
    let button = egui::Button::new(tr!("sandbox-step", days = format::points(days)));
    let response = ui.add(button.min_size(egui::vec2(0.0, 28.0)));
    let spoken = if days > 0 { tr!("sandbox-later", days = days) } else { tr!("sandbox-earlier", days = -days) };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    if response.on_hover_text(spoken.clone()).clicked() {
        *asked = Bar::AsOf(Some(Instant(as_of.0.saturating_add(days * SECONDS_PER_DAY))));
    }
}

fn menu_ui(ui: &mut Ui, model: &Model) -> Option<Bar> {
    let mut asked = None;
    ui.set_min_width(220.0);
    if ui.button(tr!("sandbox-new-lead")).clicked() {
        asked = Some(Bar::New);
    }
    if !model.personas.is_empty() {
        ui.separator();
        ui.label(theme::caption(ui, &tr!("sandbox-personas")));
        for persona in &model.personas {
            let response = ui.button(&persona.name);
            let response = if persona.about.is_empty() { response } else { response.on_hover_text(&persona.about) };
            if response.clicked() {
                asked = Some(Bar::Persona(persona.id.clone()));
            }
        }
    }
    asked
}
