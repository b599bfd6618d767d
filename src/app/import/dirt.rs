//! What can't be taken as it stands: by reason, and line by line.

use std::path::Path;

use eframe::egui::{self, Align2, Rect, Role as Access, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{
    check,
    wizard::{Table, Wizard},
    words,
};
use crate::{
    app::{format, modals::has_focus, state::State, tasks::Purpose, theme, widgets},
    library::import::{Dirt, DirtCount, ImportReport, Role},
};

const ROW: f32 = 30.0;

/// How much there is of each sort; a click lists it. `is_over`: it has happened, not only would.
pub fn summary(ui: &mut Ui, state: &mut State, wizard: &mut Wizard, report: &ImportReport, is_over: bool) {
    if let Some(out) = wizard.tables_out() {
        ui.label(out);
    }
    if report.dirt_counts.is_empty() {
        ui.horizontal(|ui| {
            ui.label(theme::icon(widgets::Icon::CircleCheck).color(theme::of(ui).better));
            ui.add(egui::Label::new(no_dirt(wizard, is_over)).wrap());
        });
        return columns_out_ui(ui, wizard);
    }
    columns_out_ui(ui, wizard);
    ui.horizontal(|ui| {
        let text = if is_over { tr!("wizard-dirt-over") } else { tr!("wizard-dirt") };
        ui.label(theme::strong(&text));
        check::at_right(ui, |ui| save_button(ui, state));
    });
    let several = report.dirt_counts.iter().any(|count| count.file != report.dirt_counts[0].file);
    for (index, count) in report.dirt_counts.iter().enumerate() {
        if sort_ui(ui, count, several) {
            // Found once: there may be ten thousand of each file.
            let is_of_sort =
                |dirt: &Dirt| dirt.file == count.file && dirt.reason == count.reason && dirt.column == count.column;
            let lines = report.dirt.iter().enumerate().filter(|(_, dirt)| is_of_sort(dirt));
            (wizard.view.dirt, wizard.view.dirt_lines) = (Some(index), lines.map(|(line, _)| line).collect());
        }
    }
}

/// That all is taken, but for what is left out and what counts as missing on purpose.
fn no_dirt(wizard: &Wizard, is_over: bool) -> String {
    let all = match (wizard.tables.iter().all(|table| columns_out(table).next().is_none()), is_over) {
        (true, true) => tr!("wizard-no-dirt-over"),
        (true, false) => tr!("wizard-no-dirt"),
        (false, true) => tr!("wizard-no-dirt-kept-over"),
        (false, false) => tr!("wizard-no-dirt-kept"),
    };
    let tables = wizard.tables.iter().filter(|table| table.is_in);
    let columns = tables.flat_map(|table| table.inspection.columns.iter().zip(&table.mapping.columns));
    let kept = columns.filter(|(_, mapped)| mapped.role != Role::Ignored);
    match kept.map(|(found, mapped)| words::missing(found, mapped)).sum::<u64>() {
        0 => all,
        missing => tr!("wizard-no-dirt-missing", all = all, count = missing, number = format::count(missing)),
    }
}

/// Columns of a table that have values and are not kept.
fn columns_out(table: &Table) -> impl Iterator<Item = String> {
    let pairs = table.inspection.columns.iter().zip(&table.mapping.columns);
    let out = pairs.filter(|(found, mapped)| table.is_in && mapped.role == Role::Ignored && found.filled > 0);
    out.map(|(found, _)| format!("“{}”", found.name))
}

/// A line for each table of which columns are left out.
fn columns_out_ui(ui: &mut Ui, wizard: &Wizard) {
    const LISTED: usize = 6;
    const TIP: usize = 60;
    let is_several = wizard.tables.iter().filter(|table| table.is_in).count() > 1;
    for table in &wizard.tables {
        let names: Vec<String> = columns_out(table).collect();
        if names.is_empty() {
            continue;
        }
        let mut listed = names.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
        let more = names.len().saturating_sub(LISTED);
        if more > 0 {
            listed = tr!("wizard-columns-out-more", names = listed, count = format::count(more as u64));
        }
        let (count, number) = (names.len(), format::count(names.len() as u64));
        let text = if is_several {
            tr!("wizard-columns-out-of", count = count, number = number, names = listed, table = table.name())
        } else {
            tr!("wizard-columns-out", count = count, number = number, names = listed)
        };
        let label = ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
        if more > 0 {
            label.on_hover_text(names.iter().take(TIP).cloned().collect::<Vec<_>>().join(", "));
        }
    }
}

fn save_button(ui: &mut Ui, state: &mut State) {
    if widgets::quiet_button(ui, &tr!("wizard-save-dirt")).on_hover_text(tr!("wizard-save-dirt-about")).clicked() {
        state.wanted_dialog = Some(Purpose::SaveDirt);
    }
}

/// One sort of dirt: how many, why, where, what comes of it.
fn sort_ui(ui: &mut Ui, count: &DirtCount, several: bool) -> bool {
    let theme = theme::of(ui);
    let name = sort_name(count);
    let consequence = consequence(count);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let number = format::count(count.count);
    response.widget_info(|| WidgetInfo::labeled(Access::Button, true, format!("{number} × {name}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
    let middle = rect.center().y;
    let colour = if count.reason.leaves_out() { theme.worse } else { theme.text };
    ui.painter().text(pos2(rect.left() + 70.0, middle), Align2::RIGHT_CENTER, number, theme::strong_font(), colour);
    let right = format!("{consequence}  ›");
    let right = ui.painter().layout_no_wrap(right, theme::body(), theme.second);
    let width = rect.width() - 96.0 - right.size().x - 16.0;
    let text = if several { format!("{name} ({})", file_of(count)) } else { name };
    let text = widgets::one_line(ui.painter(), &text, theme::body(), theme.text, width);
    ui.painter().galley(pos2(rect.left() + 84.0, middle - text.size().y / 2.0), text, theme.text);
    let at = pos2(rect.right() - 8.0 - right.size().x, middle - right.size().y / 2.0);
    ui.painter().galley(at, right, theme.second);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// “Status: value is of another type”
fn sort_name(count: &DirtCount) -> String {
    let reason = words::capital(count.reason.word());
    match &count.column {
        Some(column) => format!("{reason}: {column}"),
        None => reason,
    }
}

fn consequence(count: &DirtCount) -> String {
    if count.reason.leaves_out() { tr!("wizard-row-left-out") } else { tr!("wizard-value-missing") }
}

fn file_of(count: &DirtCount) -> String {
    Path::new(&count.file).file_name().map_or_else(|| count.file.clone(), |name| name.to_string_lossy().into_owned())
}

/// The lines of one sort.
pub fn show(ui: &mut Ui, state: &mut State, wizard: &mut Wizard, report: &ImportReport, is_over: bool) {
    let Some(count) = wizard.view.dirt.and_then(|index| report.dirt_counts.get(index)) else {
        wizard.view.dirt = None;
        return;
    };
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let back = widgets::icon_button(ui, widgets::Icon::ArrowLeft, &tr!("wizard-back"));
        if is_over && !has_focus(ui) {
            back.request_focus();
        }
        if back.clicked() {
            wizard.view.dirt = None;
        }
        let number = format::count(count.count);
        ui.label(theme::strong(&format!("{number} × {}", sort_name(count))));
        ui.label(theme::second(ui, &consequence(count)));
        check::at_right(ui, |ui| save_button(ui, state));
    });
    let lines = &wizard.view.dirt_lines;
    let width = ui.available_width();
    let listed = lines.iter().filter_map(|line| report.dirt.get(*line));
    let places = Places::of(ui, listed, width);
    heads_ui(ui, places, width);
    egui::ScrollArea::vertical().id_salt("dirt").auto_shrink(false).show_rows(
        ui,
        ROW - 8.0,
        lines.len() + 1,
        |ui, rows| {
            for row in rows {
                match lines.get(row).and_then(|line| report.dirt.get(*line)) {
                    Some(line) => line_ui(ui, places, line),
                    None if (lines.len() as u64) < count.count => {
                        let rest = count.count - lines.len() as u64;
                        ui.label(theme::second(ui, &tr!("wizard-dirt-more", count = format::count(rest))));
                    }
                    None => {}
                }
            }
        },
    );
}

/// The reason has what the others leave: a column that is empty in all lines needs no more than its head.
#[derive(Clone, Copy)]
struct Places([f32; 3]);

impl Places {
    fn of<'a>(ui: &Ui, lines: impl Iterator<Item = &'a Dirt>, width: f32) -> Self {
        /// So many lines are looked at; no more are seen at once.
        const LOOKED_AT: usize = 100;
        const AROUND: f32 = 16.0;
        let wide = |text: &str| {
            let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::body(), egui::Color32::PLACEHOLDER);
            galley.size().x + AROUND
        };
        let [line, column, value, _] = heads();
        let mut widths = [wide(&line), wide(&column), wide(&value)];
        for dirt in lines.take(LOOKED_AT) {
            let cells = [format::count(dirt.line), dirt.column.clone().unwrap_or_default(), dirt.value.clone()];
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = width.max(wide(&cell));
            }
        }
        for (place, share) in widths.iter_mut().zip([0.12, 0.22, 0.24]) {
            *place = place.min(width * share);
        }
        Self(widths)
    }

    fn within(self, rect: Rect) -> [Rect; 4] {
        let [line, column, value] = self.0;
        let mut left = rect.left();
        [line, column, value, rect.width() - line - column - value].map(|width| {
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width - 8.0, rect.height()));
            left += width;
            place
        })
    }
}

fn heads() -> [String; 4] {
    [tr!("wizard-dirt-line"), tr!("wizard-dirt-column"), tr!("wizard-dirt-value"), tr!("wizard-dirt-why")]
}

fn heads_ui(ui: &mut Ui, places: Places, width: f32) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
    for (place, text) in places.within(rect).into_iter().zip(heads()) {
        ui.painter().text(place.left_center(), Align2::LEFT_CENTER, text, theme::small_strong(), theme.second);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

fn line_ui(ui: &mut Ui, places: Places, dirt: &Dirt) {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - 8.0), Sense::hover());
    let number = format::count(dirt.line);
    let column = dirt.column.clone().unwrap_or_default();
    let name = tr!("wizard-dirt-name-of", line = number.clone(), what = dirt.what.clone());
    response.widget_info(|| WidgetInfo::labeled(Access::Label, true, &name));
    let cells = [number.as_str(), column.as_str(), dirt.value.as_str(), dirt.what.as_str()];
    for (place, text) in places.within(rect).into_iter().zip(cells) {
        let galley = widgets::one_line(ui.painter(), text, theme::body(), theme.text, place.width());
        ui.painter().galley(pos2(place.left(), place.center().y - galley.size().y / 2.0), galley, theme.text);
    }
    response.on_hover_text(format!("{column}\n{}\n{}", dirt.value, dirt.what));
}
