//! What is known of the chosen lead, and what it did.

use eframe::egui::{self, RichText};

use super::{explained::Explained, moment};
use crate::{
    app::{format, theme},
    lead::{Event, Value},
};

/// How many events are listed.
const EVENTS_SHOWN: usize = 50;
/// Lines to be read, not to be clicked: closer than rows.
const LINE_HEIGHT: f32 = 16.0;

pub fn show(ui: &mut egui::Ui, explained: &Explained) {
    ui.add_space(4.0);
    events(ui, explained);
    ui.add_space(8.0);
    attributes(ui, explained);
}

fn attributes(ui: &mut egui::Ui, explained: &Explained) {
    const NAME_WIDTH: f32 = 116.0;
    ui.label(theme::strong(&tr!("leads-known")));
    if explained.lead.attributes.is_empty() {
        ui.label(theme::second(ui, &tr!("leads-known-nothing")));
    }
    for (name, value) in &explained.lead.attributes {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = LINE_HEIGHT;
            ui.spacing_mut().item_spacing.x = 8.0;
            let size = egui::vec2(NAME_WIDTH, 16.0);
            ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Min), |ui| {
                ui.set_min_width(NAME_WIDTH);
                ui.add(egui::Label::new(theme::second(ui, name)).truncate());
            });
            ui.add(egui::Label::new(value_text(value)).wrap());
        });
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format::count_signed(*number as i64),
        Value::Date(day) => format::day(*day),
        value => value.to_string(),
    }
}

/// Newest first; what happens after the library's own instant has not happened yet.
fn events(ui: &mut egui::Ui, explained: &Explained) {
    let as_of = explained.scored.as_of;
    let happened: Vec<&Event> = explained.lead.events.iter().filter(|event| event.at <= as_of).collect();
    ui.label(theme::strong(&tr!("leads-events")));
    if happened.is_empty() {
        ui.label(theme::second(ui, &tr!("leads-events-nothing")));
    }
    for event in happened.iter().take(EVENTS_SHOWN) {
        event_ui(ui, event, &format::ago(event.at, as_of));
    }
    if happened.len() > EVENTS_SHOWN {
        let more = format::count((happened.len() - EVENTS_SHOWN) as u64);
        ui.label(theme::second(ui, &tr!("leads-events-more", count = more)));
    }
}

fn event_ui(ui: &mut egui::Ui, event: &Event, ago: &str) {
    let theme = theme::of(ui);
    ui.spacing_mut().interact_size.y = LINE_HEIGHT;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(8.0, 16.0), egui::Sense::hover());
        ui.painter().circle_filled(rect.center(), 3.0, theme.axis(crate::model::Axis::Engagement));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let ago = egui::Label::new(RichText::new(ago).color(theme.second)).truncate();
            let response = ui.add(ago);
            response.on_hover_text(format::day(event.at.day()));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let what = moment::what(&event.kind, event.detail.as_deref());
                let what = match event.amount {
                    Some(amount) => {
                        tr!("leads-event-amount", what = what, amount = crate::model::wording::decimal(amount))
                    }
                    None => what,
                };
                ui.add(egui::Label::new(what).truncate());
            });
        });
    });
}
