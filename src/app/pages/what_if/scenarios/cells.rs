//! One row of the table: what stands in its cells, what it says aloud, what hovering tells.

use std::sync::Arc;

use eframe::egui::{self, Align2, Color32, Rect, pos2, text::LayoutJob, text::TextWrapping, vec2};

use super::{Figures, RowId, slots::Slot, table::Column};
use crate::{
    app::{format, panel::a_week_text, theme, widgets::Icon},
    model::{Scenario, ScenarioId},
};

/// So many differences are told at once.
const TOLD: usize = 10;
/// Between a number and what stands before it.
const GAP: f32 = 6.0;

/// A row, and what is known of it.
pub(super) struct Line {
    pub row: RowId,
    pub name: String,
    /// Quiet, beside the name.
    pub detail: String,
    pub note: String,
    pub is_baseline: bool,
    pub figures: Option<Arc<Figures>>,
    /// The figures are of an earlier version, of other leads, or not there yet.
    pub is_behind: bool,
}

impl Line {
    /// As it is spoken of in a sentence.
    pub fn spoken_of(&self) -> String {
        match &self.row {
            RowId::Baseline => tr!("scenarios-the-baseline"),
            RowId::Draft => tr!("scenarios-the-draft"),
            RowId::Scenario(_) => tr!("scenarios-quoted", name = super::menu::cut(&self.name)),
        }
    }

    /// The draft while nothing in it differs from the baseline: it is no version of its own.
    pub fn is_baseline_again(&self) -> bool {
        let differs = |figures: &Figures| !figures.differences.is_empty();
        self.row == RowId::Draft && !self.figures.as_deref().is_some_and(differs)
    }
}

/// What stands beside the name of a row.
pub(super) fn detail(row: &RowId, scenario: Option<&Scenario>, is_baseline: bool, like: Option<&ScenarioId>) -> String {
    match (row, scenario) {
        (RowId::Baseline, _) | (RowId::Draft, None) => String::new(),
        (RowId::Draft, Some(scenario)) => tr!("scenarios-like", name = super::menu::shown_name(scenario)),
        (RowId::Scenario(_), _) if is_baseline => tr!("scenarios-is-baseline"),
        (RowId::Scenario(id), _) if like == Some(id) => tr!("scenarios-is-draft"),
        (RowId::Scenario(_), scenario) => scenario
            .and_then(|it| it.kept)
            .map_or_else(String::new, |day| tr!("scenarios-kept", day = format::day(day))),
    }
}

/// A figure as a number, to sort by.
pub(super) fn amount(column: Column, figures: &Figures) -> Option<f64> {
    match column {
        Column::Name => None,
        Column::AWeek => figures.a_week,
        Column::ToSales => Some(figures.to_sales.leads as f64),
        Column::Wins => Some(figures.to_sales.won as f64),
        Column::Rate => figures.to_sales.win_rate(),
        Column::Moved => Some(figures.moved as f64),
        Column::Differences => Some(figures.differences.len() as f64),
    }
}

/// A figure as text.
fn text(column: Column, figures: &Figures) -> Option<String> {
    Some(match column {
        Column::Name => return None,
        Column::AWeek => a_week_text(figures.a_week?),
        Column::ToSales => format::count(figures.to_sales.leads),
        Column::Wins => format::count((figures.all_wins > 0).then_some(figures.to_sales.won)?),
        Column::Rate => format::percent(figures.to_sales.win_rate()?, 1),
        Column::Moved => format::count(figures.moved),
        Column::Differences => format::count(figures.differences.len() as u64),
    })
}

/// By how much a figure is better or worse than the baseline's, and whether it is better.
fn change(column: Column, figures: &Figures, baseline: &Figures) -> Option<(String, bool)> {
    let by = |now: u64, before: u64| i64::try_from(now).ok()?.checked_sub(i64::try_from(before).ok()?);
    match column {
        Column::Wins => {
            let by = by(figures.to_sales.won, baseline.to_sales.won).filter(|by| *by != 0)?;
            Some((format::points(by), by > 0))
        }
        Column::Rate => {
            let by = by(figures.rate()?, baseline.rate()?).filter(|by| *by != 0)?;
            let sign = if by < 0 { "−" } else { "+" };
            Some((format!("{sign}{}.{}", by.unsigned_abs() / 10, by.unsigned_abs() % 10), by > 0))
        }
        _ => None,
    }
}

/// Paints one cell. `baseline` is what changes are told against; none where there is nothing to tell.
pub(super) fn paint(ui: &egui::Ui, line: &Line, slot: &Slot, row: Rect, is_best: bool, baseline: Option<&Figures>) {
    let theme = theme::of(ui);
    let (column, cell) = (slot.column, slot.cell(row));
    if column == Column::Name {
        return paint_name(ui, line, cell);
    }
    let Some(figures) = &line.figures else {
        let at = cell.right_center() - vec2(slot.behind, 0.0);
        ui.painter().text(at, Align2::RIGHT_CENTER, "…", theme::body(), theme.second);
        return;
    };
    // Without leads there are differences, and nothing to count.
    let is_known = baseline.is_some() || column == Column::Differences;
    let text = text(column, figures).filter(|_| is_known).unwrap_or_else(|| tr!("nothing"));
    let beside = match column {
        Column::AWeek => figures.over().map(|over| (tr!("scenarios-over", over = a_week_text(over)), false)),
        _ => baseline.filter(|_| !line.is_baseline).and_then(|baseline| change(column, figures, baseline)),
    };
    // Numbers stand below each other, whether or not something stands behind them.
    let mut right = cell.right() - slot.behind;
    if let Some((beside, is_better)) = beside {
        let (at, colour) = (pos2(right + GAP, cell.center().y), if is_better { theme.better } else { theme.worse });
        ui.painter().text(at, Align2::LEFT_CENTER, beside, theme::small(), colour);
    }
    let mut put = |text: &str, font: egui::FontId, colour: Color32| {
        let at = pos2(right, cell.center().y);
        right = ui.painter().text(at, Align2::RIGHT_CENTER, text, font, colour).left() - GAP;
    };
    put(&text, if is_best { theme::strong_font() } else { theme::body() }, theme.text);
    if is_best {
        put(&char::from(Icon::Trophy).to_string(), theme::icon_font(12.0), theme.better);
    }
}

fn paint_name(ui: &egui::Ui, line: &Line, cell: Rect) {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    job.append(&line.name, 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    if !line.detail.is_empty() {
        job.append(&line.detail, 8.0, egui::TextFormat::simple(theme::small(), theme.second));
    }
    job.wrap = TextWrapping::truncate_at_width(cell.width() - 8.0);
    let galley = ui.painter().layout_job(job);
    let at = cell.left_center() - vec2(0.0, galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.text);
}

impl Line {
    /// The row as a sentence: all its figures with their units.
    pub fn spoken(&self, best: &[Column], has_no_leads: bool) -> String {
        let mut name = self.name.clone();
        if !self.detail.is_empty() {
            name = format!("{name}, {}", self.detail);
        }
        let Some(figures) = &self.figures else { return tr!("scenarios-spoken-working", name = name) };
        let differences = tr!("scenarios-spoken-differences", count = figures.differences.len());
        if has_no_leads {
            return format!("{name}: {differences}");
        }
        let mark = |column: Column, text: String| {
            if best.contains(&column) { tr!("scenarios-spoken-best", text = text) } else { text }
        };
        let mut said = Vec::new();
        if let Some(leads) = text(Column::AWeek, figures) {
            let load = match (figures.over(), figures.most()) {
                (Some(over), _) => tr!("scenarios-spoken-over", leads = leads, over = a_week_text(over)),
                (None, Some(most)) => tr!("scenarios-spoken-within", leads = leads, most = format::count(most)),
                (None, None) => tr!("scenarios-spoken-a-week", leads = leads),
            };
            said.push(mark(Column::AWeek, load));
        }
        said.push(tr!("scenarios-spoken-to-sales", leads = format::count(figures.to_sales.leads)));
        if let Some(wins) = text(Column::Wins, figures) {
            let wins = tr!("scenarios-spoken-wins", wins = wins, all = format::count(figures.all_wins));
            said.push(mark(Column::Wins, wins));
        }
        if let Some(rate) = text(Column::Rate, figures) {
            said.push(mark(Column::Rate, tr!("scenarios-spoken-rate", rate = rate)));
        }
        said.push(tr!("scenarios-spoken-moved", leads = format::count(figures.moved)));
        said.push(differences);
        format!("{name}: {}", said.join(", "))
    }
}

/// The whole name, the note, and what differs, in words.
pub(super) fn tip_ui(ui: &mut egui::Ui, line: &Line) {
    ui.set_max_width(380.0);
    ui.label(theme::strong(&line.name));
    if !line.detail.is_empty() {
        ui.label(theme::second(ui, &line.detail));
    }
    if !line.note.is_empty() {
        ui.label(&line.note);
    }
    let Some(figures) = &line.figures else { return };
    if line.is_baseline {
        ui.label(theme::second(ui, &tr!("scenarios-tip-baseline")));
        return;
    }
    if figures.differences.is_empty() {
        ui.label(theme::second(ui, &tr!("scenarios-tip-same")));
        return;
    }
    ui.label(theme::second(ui, &tr!("scenarios-tip-differs", count = figures.differences.len())));
    for difference in figures.differences.iter().take(TOLD) {
        ui.add(egui::Label::new(difference).wrap());
    }
    if let Some(more) = figures.differences.len().checked_sub(TOLD).filter(|more| *more > 0) {
        ui.label(theme::second(ui, &tr!("scenarios-tip-more", count = more)));
    }
}
