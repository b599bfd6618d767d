//! How leads ended: which column says so, and what each of its values means.

use eframe::egui::{self, Align, Layout, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{
    edit, offers, within,
    wizard::{Table, Wizard},
};
use crate::{
    app::{format, theme, widgets},
    lead::Outcome,
    library::{
        OutcomeCounts,
        import::{ColumnInspection, Role},
    },
};

const ROW: f32 = 36.0;

pub fn show(ui: &mut Ui, wizard: &mut Wizard) {
    let index = wizard.view.table;
    let Some(table) = wizard.tables.get(index) else { return };
    let outcome = table.outcome();
    ui.add_space(4.0);
    let mut wanted = None;
    ui.horizontal(|ui| {
        ui.label(tr!("wizard-outcome-column"));
        wanted = column_menu(ui, table, outcome);
    });
    ui.label(theme::second(ui, &tr!("wizard-outcome-about")));
    ui.add_space(6.0);
    if let Some(wanted) = wanted {
        set_column(wizard, index, outcome, wanted);
        return wizard.edited();
    }
    let Some(at) = outcome else {
        return none_ui(ui, wizard, index);
    };
    let Some((found, _)) = table.column(at) else { return };
    let Some(values) = found.values.clone() else {
        ui.label(theme::worse(ui, &tr!("wizard-outcome-many", name = found.name.clone())));
        return;
    };
    ui.label(theme::strong(&totals(table).unwrap_or_default()));
    ui.add_space(4.0);
    let mut change = None;
    let rows = table.inspection.rows;
    egui::ScrollArea::vertical().id_salt("outcomes").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (value, count) in &values {
            let now = edit::outcome_of(&table.mapping, value);
            if let Some(outcome) = value_ui(ui, value, *count, rows, now) {
                change = Some((value.clone(), outcome));
            }
        }
        widgets::follow_focus(ui);
    });
    if let Some((value, outcome)) = change
        && let Some(table) = wizard.tables.get_mut(index)
    {
        edit::set_outcome(&mut table.mapping, &value, outcome);
        wizard.edited();
    }
}

/// No column says it; some may.
fn none_ui(ui: &mut Ui, wizard: &mut Wizard, index: usize) {
    const MOST: usize = 4;
    let Some(table) = wizard.tables.get_mut(index) else { return };
    let names: Vec<String> =
        table.inspection.outcome_offers.iter().take(MOST).map(|offer| offer.column.clone()).collect();
    let buttons: Vec<String> = names.iter().map(|name| tr!("wizard-outcome-take", name = name.clone())).collect();
    let buttons: Vec<&str> = buttons.iter().map(String::as_str).collect();
    let (title, about) = (tr!("wizard-outcome-none"), tr!("wizard-outcome-none-about"));
    let clicked = widgets::empty_state(ui, widgets::Icon::Trophy, &title, &about, &buttons);
    if let Some(name) = clicked.and_then(|at| names.get(at)) {
        offers::set_role(table, name, Role::Outcome);
        wizard.edited();
    }
}

fn set_column(wizard: &mut Wizard, index: usize, was: Option<usize>, wanted: Option<usize>) {
    let Some(table) = wizard.tables.get_mut(index) else { return };
    match (was, wanted) {
        (_, Some(at)) => {
            if let Some(found) = table.inspection.columns.get(at) {
                edit::set_role(&mut table.mapping, at, Role::Outcome, found);
            }
        }
        (Some(at), None) => {
            if let Some(found) = table.inspection.columns.get(at) {
                edit::set_role(&mut table.mapping, at, Role::Ignored, found);
            }
        }
        (None, None) => {}
    }
}

/// Only columns with few values can say it.
fn column_menu(ui: &mut Ui, table: &Table, outcome: Option<usize>) -> Option<Option<usize>> {
    let mut wanted = None;
    let columns = &table.inspection.columns;
    let name =
        outcome.and_then(|at| columns.get(at)).map_or_else(|| tr!("wizard-outcome-no-column"), |it| it.name.clone());
    let combo = widgets::combo_box("outcome column").selected_text(&name).width(220.0).truncate();
    let combo = combo.show_ui(ui, |ui| {
        if ui.selectable_label(outcome.is_none(), tr!("wizard-outcome-no-column")).clicked() {
            wanted = Some(None);
        }
        let may = |column: &&ColumnInspection| column.values.as_ref().is_some_and(|values| values.len() > 1);
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| may(column)) {
            if ui.selectable_label(outcome == Some(at), &column.name).clicked() {
                wanted = Some(Some(at));
            }
        }
    });
    super::name_menu(&combo.response, &tr!("wizard-outcome-column"), &name);
    wanted.filter(|wanted| *wanted != outcome)
}

/// “4,238 won, 2,473 lost, 2,089 open: 63 % of what ended was won”.
pub fn totals(table: &Table) -> Option<String> {
    let values = table.column(table.outcome()?)?.0.values.as_ref()?;
    let of = |outcome: Outcome| -> u64 {
        let is_it = |(value, _): &&(String, u64)| edit::outcome_of(&table.mapping, value) == outcome;
        values.iter().filter(is_it).map(|(_, count)| count).sum()
    };
    let (won, lost) = (of(Outcome::Won), of(Outcome::Lost));
    let open = table.inspection.rows.saturating_sub(won + lost);
    Some(match won + lost {
        0 => tr!("wizard-outcome-tick"),
        _ => totals_of(OutcomeCounts { won, lost, open }),
    })
}

pub fn totals_of(counts: OutcomeCounts) -> String {
    let share = format::percent(counts.won as f64 / counts.ended().max(1) as f64, 0);
    let [won, lost, open] = [counts.won, counts.lost, counts.open].map(format::count);
    tr!("wizard-outcome-totals", won = won, lost = lost, open = open, share = share)
}

fn value_ui(ui: &mut Ui, value: &str, count: u64, rows: u64, now: Outcome) -> Option<Outcome> {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width().min(720.0), ROW), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let segments = Rect::from_min_max(pos2(rect.right() - 170.0, rect.top() + 2.0), rect.max - vec2(0.0, 2.0));
    let bar = Rect::from_center_size(pos2(segments.left() - 130.0, rect.center().y), vec2(90.0, 6.0));
    let share = (count as f64 / rows.max(1) as f64).min(1.0);
    ui.painter().rect_filled(bar, 3.0, theme.line);
    let filled = Rect::from_min_size(bar.min, vec2((bar.width() * share as f32).max(2.0), bar.height()));
    ui.painter().rect_filled(filled, 3.0, theme.second);
    let at = pos2(segments.left() - 16.0, rect.center().y);
    ui.painter().text(at, egui::Align2::RIGHT_CENTER, format::count(count), theme::body(), theme.text);
    let width = bar.left() - rect.left() - 16.0;
    let text = widgets::one_line(ui.painter(), value, theme::strong_font(), theme.text, width);
    ui.painter().galley(pos2(rect.left() + 4.0, rect.center().y - text.size().y / 2.0), text, theme.text);
    let mut outcome = now;
    within(ui, segments, value, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (won, lost, open) = (tr!("wizard-won"), tr!("wizard-lost"), tr!("wizard-open"));
            let choices =
                [(Outcome::Won, won.as_str()), (Outcome::Lost, lost.as_str()), (Outcome::Open, open.as_str())];
            widgets::segmented(ui, value, &mut outcome, &choices);
        });
    });
    (outcome != now).then_some(outcome)
}
