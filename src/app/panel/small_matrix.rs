//! The small matrix: each cell in its tone, with its leads and by how much they changed against the baseline.

use eframe::egui::{self, Align2, Galley, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::consequences::change_of_cell;
use crate::{
    app::{
        commands::Command,
        format,
        pages::matrix::words,
        scored::Scored,
        state::{Page, State},
        theme,
    },
    model::{AxisSettings, Band},
    scoring::what_if::Likeness,
};

const NAMES: f32 = 20.0;
const ROW: f32 = 38.0;
/// On a projector, where all of the panel is to be seen.
const LOW_ROW: f32 = 33.0;
const GAP: f32 = 3.0;

fn row_height(ui: &Ui) -> f32 {
    if theme::is_presentation(ui) { LOW_ROW } else { ROW }
}

pub(super) fn show(ui: &mut Ui, state: &mut State, scored: &Scored) {
    let leads = scored.summary.leads;
    if leads > 0 {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(theme::second(ui, &format::count(leads)));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(theme::caption(ui, &tr!("panel-cells"))).truncate());
                });
            });
        });
    }
    let (rows, columns) = (scored.model.fit.bands.len(), scored.model.engagement.bands.len());
    let row = row_height(ui);
    let height = rows as f32 * (row + GAP) + 18.0;
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let width = (area.width() - NAMES) / columns.max(1) as f32 - GAP;
    let likeness = Likeness::new(&scored.baseline.model, &scored.model);
    let mut clicked = None;
    for fit in 0..rows {
        for engagement in (0..columns).rev() {
            // Best is top right.
            let column = (columns - 1 - engagement) as f32;
            let left_top = area.min + vec2(NAMES + column * (width + GAP), fit as f32 * (row + GAP));
            let rect = Rect::from_min_size(left_top, vec2(width, row));
            if cell_ui(ui, scored, &likeness, (fit, engagement), rect) {
                clicked = Some((fit, engagement));
            }
        }
    }
    names(ui, scored, area, width);
    if let Some((fit, engagement)) = clicked
        && let (Some(fit), Some(engagement)) =
            (scored.model.fit.bands.get(fit), scored.model.engagement.bands.get(engagement))
    {
        state.pages.matrix.choose_cell(fit.id.clone(), engagement.id.clone());
        // Its leads; on the page of the leads' own filter and everywhere else alike. With none it is the matrix.
        if leads > 0 {
            state.pages.leads.show_cell(fit.id.clone(), engagement.id.clone());
            state.ask(Command::GoTo(Page::Leads));
        } else {
            state.ask(Command::GoTo(Page::Matrix));
        }
    }
}

fn cell_ui(
    ui: &Ui,
    scored: &Scored,
    likeness: &Likeness,
    (fit_index, engagement_index): (usize, usize),
    rect: Rect,
) -> bool {
    let model = &scored.model;
    let (Some(fit), Some(engagement)) = (model.fit.bands.get(fit_index), model.engagement.bands.get(engagement_index))
    else {
        return false;
    };
    let theme = theme::of(ui);
    let id = Id::unique(("panel cell", &fit.id.0, &engagement.id.0));
    let response = ui.interact(rect, id, Sense::click());
    let route = words::route_of(model, fit, engagement);
    let place = (fit_index, engagement_index);
    let found = change_of_cell(scored, likeness, place).filter(|_| scored.summary.leads > 0);
    let change = found.and_then(|(_, change)| change).filter(|change| *change != 0);
    let is_new = found.is_some_and(|(_, change)| change.is_none());
    let change_text = if is_new { tr!("cell-new") } else { change.map(format::points).unwrap_or_default() };
    // In most frames nobody asks for it.
    let name = || {
        let leads = found.map(|(leads, _)| super::leads(leads)).unwrap_or_default();
        let route_name = route.map_or_else(|| tr!("cell-no-route"), |route| route.name.clone());
        let facts = [leads, change_text.clone(), route_name].into_iter().filter(|fact| !fact.is_empty());
        let facts = facts.collect::<Vec<_>>().join(", ");
        tr!("panel-cell", cell = model.cell_name(&fit.id, &engagement.id), facts = facts)
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
    // One painter for all cells: what is clipped apart is tessellated and drawn apart.
    let painter = ui.painter();
    painter.rect_filled(rect, 5.0, route.map_or(theme.raised, |route| theme.tone_fill(route.tone)));
    if response.has_focus() || response.hovered() {
        let width = if response.has_focus() { 2.0 } else { 1.0 };
        painter.rect_stroke(rect, 5.0, Stroke::new(width, theme.accent), StrokeKind::Inside);
    }
    if let Some((leads, _)) = found {
        let mut galley = painter.layout_no_wrap(format::count(leads), theme::strong_font(), theme.text);
        if galley.size().x > rect.width() - 8.0 {
            galley = painter.layout_no_wrap(format::in_short(leads), theme::small_strong(), theme.text);
        }
        let middle = if change.is_some() || is_new { rect.top() + rect.height() * 0.32 } else { rect.center().y };
        let left = rect.left() + 6.0_f32.min((rect.width() - galley.size().x).max(0.0) / 2.0);
        painter.galley(pos2(left, middle - galley.size().y / 2.0).round(), galley, theme.text);
        let below = rect.top() + rect.height() * 0.71;
        let left_of = |galley: &Galley| rect.left() + 6.0_f32.min((rect.width() - galley.size().x).max(0.0) / 2.0);
        if is_new {
            let galley = painter.layout_no_wrap(change_text.clone(), theme::small(), theme.second);
            let at = pos2(left_of(&galley), below - galley.size().y / 2.0);
            painter.galley(at.round(), galley, theme.second);
        }
        if let Some(change) = change {
            // More leads in a cell is neither better nor worse.
            let color = if change > 0 { theme.accent } else { theme.second };
            let mut galley = painter.layout_no_wrap(change_text.clone(), theme::small(), color);
            if galley.size().x > rect.width() - 8.0 {
                let short =
                    format!("{}{}", if change > 0 { "+" } else { "−" }, format::in_short(change.unsigned_abs()));
                galley = painter.layout_no_wrap(short, theme::small(), color);
            }
            painter.galley(pos2(left_of(&galley), below - galley.size().y / 2.0).round(), galley, color);
        }
    }
    response
        .on_hover_ui(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            ui.label(name());
        })
        .clicked()
}

fn names(ui: &Ui, scored: &Scored, area: Rect, width: f32) {
    let theme = theme::of(ui);
    let model = &scored.model;
    let short = |axis: &AxisSettings, band: &Band| -> String { axis.short_name(band).chars().take(2).collect() };
    let font = theme::small_strong();
    let height = row_height(ui);
    for (row, band) in model.fit.bands.iter().enumerate() {
        let at = pos2(area.left() + NAMES / 2.0 - 2.0, area.top() + row as f32 * (height + GAP) + height / 2.0);
        ui.painter().text(at, Align2::CENTER_CENTER, short(&model.fit, band), font.clone(), theme.second);
    }
    let columns = model.engagement.bands.len();
    for (index, band) in model.engagement.bands.iter().enumerate() {
        let column = (columns - 1 - index) as f32;
        let at = pos2(area.left() + NAMES + column * (width + GAP) + width / 2.0, area.bottom() - 8.0);
        ui.painter().text(at, Align2::CENTER_CENTER, short(&model.engagement, band), font.clone(), theme.second);
    }
}
