//! One column: why it was taken for what it is, what stands in it, which words mean that nothing is known.

use eframe::egui::{self, Rect, Sense, Ui, vec2};

use super::{
    edit,
    wizard::{Table, Wizard},
    words,
};
use crate::{
    app::{format, theme, widgets},
    lead::{FieldType, Value},
    library::import::{ColumnInspection, ColumnMapping, Format, Role, TableKind},
};

/// How many values are listed.
const VALUES: usize = 12;

pub fn show(ui: &mut Ui, wizard: &mut Wizard, column: usize) {
    let index = wizard.view.table;
    let Some(table) = wizard.tables.get(index) else { return };
    let Some((found, mapped)) = table.column(column) else { return };
    let mut changed: Option<ColumnMapping> = None;
    widgets::card(ui, |ui| {
        ui.set_height(ui.available_height());
        egui::ScrollArea::vertical().id_salt(("detail", &found.name)).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.add(egui::Label::new(theme::strong(&found.name)).truncate());
            for line in words::why(table, found, mapped) {
                ui.add(egui::Label::new(theme::second(ui, &line)).wrap());
            }
            changed = nearly_ui(ui, table, found, mapped);
            example_ui(ui, table, found, mapped);
            changed = also_ui(ui, found, mapped).or(changed.take());
            let nulls = nulls_ui(ui, found, mapped);
            changed = nulls.or(changed.take());
            values_ui(ui, table, found);
        });
    });
    if let Some(changed) = changed
        && let Some(mapped) = wizard.tables.get_mut(index).and_then(|table| table.mapping.columns.get_mut(column))
    {
        *mapped = changed;
        wizard.view.column = Some(mapped.column.clone());
        wizard.edited();
    }
}

/// Most values of a text are of another type: it can be taken for that, at the price of the others.
fn nearly_ui(ui: &mut Ui, table: &Table, found: &ColumnInspection, mapped: &ColumnMapping) -> Option<ColumnMapping> {
    let odd = found.odd.as_ref().filter(|odd| odd.of != found.found)?;
    if mapped.role != Role::Attribute || mapped.values != Some(Format::Text) || table.is_by_hand(mapped) {
        return None;
    }
    let name = words::format_name(&odd.of);
    let about = tr!("wizard-nearly-about", count = odd.count, number = format::count(odd.count));
    let button = widgets::link_button(ui, &tr!("wizard-nearly", what = name));
    button.on_hover_text(about).clicked().then(|| {
        let is_free = |role: &Role| table.mapping.kind == TableKind::Leads && table.mapping.of_role(*role).is_none();
        let role = odd.role.filter(is_free).unwrap_or(mapped.role);
        ColumnMapping { role, values: Some(odd.of.clone()), ..mapped.clone() }
    })
}

/// How a date is read, by a value of the file: “03/04/2024” is 3 April 2024.
fn example_ui(ui: &mut Ui, table: &Table, found: &ColumnInspection, mapped: &ColumnMapping) {
    let Some(format) = mapped.values.as_ref().filter(|format| format.field_type() == FieldType::Date) else { return };
    let read = |example: &String| format.parse(example, table.inspection.counts_from);
    let Some(example) = found.examples.iter().find(|example| read(example).is_some()) else { return };
    let Some(Value::Date(day)) = read(example) else { return };
    let text = tr!("wizard-date-example", example = example.clone(), day = format::day(day));
    let theme = theme::of(ui);
    let is_unclear = found.ambiguous_dates && !table.is_by_hand(mapped);
    let fill = if is_unclear { theme::tint(theme.warning, 0.12) } else { theme.raised };
    egui::Frame::new().fill(fill).corner_radius(7).inner_margin(egui::Margin::symmetric(8, 5)).show(ui, |ui| {
        ui.add(egui::Label::new(text).wrap());
        if is_unclear {
            ui.add(egui::Label::new(theme::second(ui, &tr!("wizard-date-unclear"))).wrap());
        }
    });
}

/// A key or an account may be worth scoring as well.
fn also_ui(ui: &mut Ui, found: &ColumnInspection, mapped: &ColumnMapping) -> Option<ColumnMapping> {
    if !matches!(mapped.role, Role::Key | Role::Account) {
        return None;
    }
    let mut is_one = mapped.attribute.is_some();
    ui.checkbox(&mut is_one, tr!("wizard-also-attribute")).changed().then(|| {
        let mut changed = mapped.clone();
        edit::set_also_attribute(&mut changed, is_one, found);
        changed
    })
}

/// Words for “nothing is known”, ticked where they count as missing.
fn nulls_ui(ui: &mut Ui, found: &ColumnInspection, mapped: &ColumnMapping) -> Option<ColumnMapping> {
    if found.null_words.is_empty() || mapped.role == Role::Ignored {
        return None;
    }
    let mut changed = None;
    ui.add_space(4.0);
    ui.label(theme::caption(ui, &tr!("wizard-nulls")));
    for null in &found.null_words {
        let mut is_null = mapped.null_words.iter().any(|word| word == &null.word);
        let text = tr!("wizard-null", word = null.word.clone(), count = format::count(null.count));
        if ui.checkbox(&mut is_null, text).changed() {
            let mut column = mapped.clone();
            edit::set_null(&mut column, &null.word, is_null);
            changed = Some(column);
        }
    }
    changed
}

/// What stands in it: all values with counts where they are few, else examples.
fn values_ui(ui: &mut Ui, table: &Table, found: &ColumnInspection) {
    ui.add_space(4.0);
    let Some(values) = &found.values else {
        if !found.examples.is_empty() {
            ui.label(theme::caption(ui, &tr!("wizard-head-examples")));
            for example in found.examples.iter().take(VALUES) {
                ui.add(egui::Label::new(example).truncate()).on_hover_text(example);
            }
        }
        return;
    };
    ui.label(theme::caption(ui, &tr!("wizard-values", count = values.len())));
    let rows = table.inspection.rows.max(1);
    for (value, count) in values.iter().take(VALUES) {
        value_row(ui, value, *count, rows);
    }
    if values.len() > VALUES {
        ui.label(theme::second(ui, &tr!("and-more", count = values.len() - VALUES)));
    }
}

/// A value with its share as a bar behind it.
fn value_row(ui: &mut Ui, value: &str, count: u64, rows: u64) {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let share = (count as f64 / rows as f64).min(1.0) as f32;
    let bar = Rect::from_min_size(rect.min, vec2((rect.width() * share).max(2.0), rect.height() - 2.0));
    ui.painter().rect_filled(bar, 4.0, theme.line);
    let number = ui.painter().layout_no_wrap(format::count(count), theme::small(), theme.second);
    let width = rect.width() - number.size().x - 18.0;
    let text = widgets::one_line(ui.painter(), value, theme::body(), theme.text, width);
    let y = rect.center().y - 1.0;
    ui.painter().galley(egui::pos2(rect.left() + 6.0, y - text.size().y / 2.0), text, theme.text);
    let at = egui::pos2(rect.right() - 6.0 - number.size().x, y - number.size().y / 2.0);
    ui.painter().galley(at, number, theme.second);
    response.on_hover_text(tr!(
        "wizard-value-share",
        value = value.to_owned(),
        share = format::percent(f64::from(share), 1)
    ));
}
