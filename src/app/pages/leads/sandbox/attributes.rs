//! What is known of a lead, as fields: by the type of each attribute, with what the model and the library offer.

use eframe::egui::{self, Id, TextEdit, Ui, vec2};

use super::{Editing, offers::Values, text::TextField};
use crate::{
    app::{
        format,
        pages::{
            criteria::rule::{fields, picker},
            leads::cells,
        },
        theme, widgets,
    },
    lead::{Day, FieldType, Value},
};

const ROW: f32 = 30.0;
const CROSS: f32 = 20.0;

pub fn show(ui: &mut Ui, editing: &mut Editing<'_>, at_first: usize) {
    ui.label(theme::strong(&tr!("leads-known")));
    let shown = editing.known.attributes(&editing.trial.lead);
    ui.spacing_mut().item_spacing.y = 2.0;
    let all = editing.id("all fields");
    let most = if ui.data(|data| data.get_temp(all)).unwrap_or(false) { usize::MAX } else { at_first };
    for name in shown.iter().take(most) {
        row_ui(ui, editing, name);
    }
    if shown.len() > most {
        let more = tr!("sandbox-all-fields", count = shown.len() - most);
        if widgets::link_button(ui, &more).clicked() {
            ui.data_mut(|data| data.insert_temp(all, true));
        }
        return;
    }
    let extra = editing.extra_id();
    let wanted: Option<String> = ui.data(|data| data.get_temp(extra));
    if let Some(name) = wanted.filter(|name| !shown.contains(name)) {
        row_ui(ui, editing, &name);
    }
    more_ui(ui, editing, &shown);
}

/// The library's other fields.
fn more_ui(ui: &mut Ui, editing: &Editing<'_>, shown: &[String]) {
    const NAMED: f32 = 220.0;
    let more = editing.known.more_attributes(shown);
    if more.is_empty() {
        return;
    }
    let name = tr!("sandbox-more-fields-of", name = editing.trial.name.clone());
    let button = egui::Button::new(theme::second(ui, &tr!("sandbox-more-fields"))).min_size(vec2(0.0, 28.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(NAMED);
        egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            for field in more {
                if picker::menu_row(ui, &field.name, &field.field_type.to_string(), false) {
                    ui.data_mut(|data| data.insert_temp(editing.extra_id(), field.name.clone()));
                    ui.close();
                }
            }
        });
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
}

fn row_ui(ui: &mut Ui, editing: &mut Editing<'_>, name: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), egui::Sense::hover());
    let label_width = (rect.width() * 0.38).clamp(72.0, 150.0);
    let label = rect.with_max_x(rect.left() + label_width);
    // Whole where it is cut off; else it would say the same twice, over the next one.
    if cells::text_or_part(ui, label, name, theme::body(), theme::of(ui).second) {
        ui.interact(label, editing.id(("label", name)), egui::Sense::hover()).on_hover_text(name);
    }
    let field = rect.with_min_x(label.right() + 6.0).with_max_x(rect.right() - CROSS);
    let is_known = editing.trial.lead.attribute(name).is_some();
    let builder = egui::UiBuilder::new()
        .scope_id(editing.id(("field", name)))
        .max_rect(field)
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    let mut of_field = ui.new_child(builder);
    field_ui(&mut of_field, editing, name);
    if is_known {
        let cross = rect.with_min_x(rect.right() - CROSS + 2.0);
        let what = tr!("sandbox-forget", field = name, name = editing.trial.name.clone());
        if fields::cross(ui, cross, editing.id(("forget", name)), &what).clicked() {
            editing.set(name, None);
        }
    }
}

fn field_ui(ui: &mut Ui, editing: &mut Editing<'_>, name: &str) {
    let spoken = tr!("sandbox-field", field = name, name = editing.trial.name.clone());
    match editing.known.field_type(&editing.trial.lead, name) {
        FieldType::Text => text_ui(ui, editing, name, &spoken),
        FieldType::Number => number_ui(ui, editing, name, &spoken),
        FieldType::YesNo => yes_no_ui(ui, editing, name, &spoken),
        FieldType::Date => date_ui(ui, editing, name, &spoken),
    }
}

fn text_ui(ui: &mut Ui, editing: &mut Editing<'_>, name: &str, spoken: &str) {
    let mut text = match editing.trial.lead.attributes.get(name) {
        Some(Value::Text(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let id = editing.id(("text", name));
    let known = editing.known;
    let is_focused = ui.memory(|memory| memory.has_focus(id));
    let cache = Id::unique("values of the field that is typed into");
    let values = || -> Values {
        let kept: Option<Values> = ui.data(|data| data.get_temp(cache));
        kept.filter(|kept| kept.is_of(&known, name)).unwrap_or_else(|| known.values(name))
    };
    let values = is_focused.then(values);
    if let Some(values) = &values {
        ui.data_mut(|data| data.insert_temp(cache, values.clone()));
    }
    let offers = |query: &str| values.as_ref().map(|values| known.texts(name, values, query)).unwrap_or_default();
    let width = ui.available_width();
    let missing = tr!("sandbox-missing");
    let field = TextField { id, name: spoken, hint: &missing, width, offers: &offers };
    if field.show(ui, &mut text) {
        editing.set(name, Some(Value::Text(text)).filter(Value::says_something));
    }
}

fn number_ui(ui: &mut Ui, editing: &mut Editing<'_>, name: &str, spoken: &str) {
    let id = editing.id(("number", name));
    match editing.trial.lead.attributes.get(name) {
        Some(Value::Number(number)) => {
            let mut edited = *number;
            if fields::number(ui, id, spoken, &mut edited) {
                editing.set(name, Some(Value::Number(edited)));
            }
        }
        _ => {
            if missing_ui(ui, editing.id(("set", name)), spoken) {
                editing.set(name, Some(Value::Number(editing.known.usual_number(name))));
            }
        }
    }
}

/// “missing”, which a click makes known.
fn missing_ui(ui: &mut Ui, id: Id, spoken: &str) -> bool {
    let response = ui.push_id(id, |ui| {
        ui.add(egui::Button::new(theme::second(ui, &tr!("sandbox-missing"))).min_size(vec2(60.0, 26.0)))
    });
    let response = response.inner;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("sandbox-set", field = spoken)));
    response.on_hover_text(tr!("sandbox-set-about")).clicked()
}

fn yes_no_ui(ui: &mut Ui, editing: &mut Editing<'_>, name: &str, spoken: &str) {
    let mut chosen = match editing.trial.lead.attributes.get(name) {
        Some(Value::YesNo(answer)) => Some(*answer),
        _ => None,
    };
    let before = chosen;
    let (yes, no, missing) = (tr!("sandbox-yes"), tr!("sandbox-no"), tr!("sandbox-missing-short"));
    let choices = [(Some(true), yes.as_str()), (Some(false), no.as_str()), (None, missing.as_str())];
    widgets::segmented(ui, spoken, &mut chosen, &choices);
    if chosen != before {
        editing.set(name, chosen.map(Value::YesNo));
    }
}

fn date_ui(ui: &mut Ui, editing: &mut Editing<'_>, name: &str, spoken: &str) {
    let day = match editing.trial.lead.attributes.get(name) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let width = ui.available_width();
    if let Some(day) = day_field(ui, editing.id(("date", name)), spoken, day, width) {
        editing.set(name, day.map(Value::Date));
    }
}

/// A day that is typed as 2026-11-18, or as 18 Nov 2026. Answers another one once it can be read; emptied, none.
pub fn day_field(ui: &mut Ui, id: Id, spoken: &str, day: Option<Day>, width: f32) -> Option<Option<Day>> {
    let is_focused = ui.memory(|memory| memory.has_focus(id));
    let as_it_is = day.map(format::day).unwrap_or_default();
    let mut text: String = ui.data(|data| data.get_temp(id)).filter(|_| is_focused).unwrap_or_else(|| as_it_is.clone());
    let before = text.clone();
    let is_wrong = is_focused && !text.trim().is_empty() && read_day(&text).is_none();
    let response = ui.scope(|ui| {
        if is_wrong {
            ui.visuals_mut().selection.stroke.color = theme::of(ui).worse;
        }
        let field = TextEdit::singleline(&mut text)
            .id(id)
            .hint_text(theme::second(ui, &tr!("sandbox-missing")))
            .margin(egui::Margin::symmetric(8, 5))
            .min_size(vec2(width, 26.0))
            .desired_width(width);
        ui.add(field).accessible_name(spoken)
    });
    let response = if is_wrong { response.inner.on_hover_text(tr!("sandbox-date-hint")) } else { response.inner };
    ui.data_mut(|data| data.insert_temp(id, text.clone()));
    if !response.changed() || text == before {
        return None;
    }
    if text.trim().is_empty() {
        return Some(None);
    }
    read_day(&text).map(Some)
}

/// As it is typed, or as it is shown.
fn read_day(text: &str) -> Option<Day> {
    let text = text.trim();
    let shown = || jiff::civil::Date::strptime("%d %b %Y", text).ok().map(Day::from_civil);
    text.parse().ok().or_else(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_shown_and_as_it_is_written() {
        let day: Day = "2026-11-18".parse().expect("a day");
        assert_eq!([read_day("2026-11-18"), read_day(" 18 Nov 2026 "), read_day("soon")], [Some(day), Some(day), None]);
        assert_eq!(read_day(&format::day(Day(day.0 - 12))), Some(Day(day.0 - 12)));
    }
}
