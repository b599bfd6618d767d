//! The table of one axis: a card with four tiers, of which only the rows on screen are laid out.

use eframe::egui::{self, Align2, Rect, Sense, Stroke, UiBuilder, pos2, vec2};

use super::{
    axis_menu,
    columns::{Columns, Content, ROW_HEIGHT},
    edit, row,
};
use crate::{
    app::{format, state::State, theme, widgets},
    model::{Axis, CriterionId, Tier},
};

const HEADER: f32 = 52.0;
const CAPTIONS: f32 = 26.0;

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    Tier(Tier, usize),
    Criterion(usize),
    /// A tier without criteria says how to fill it.
    Empty(Tier),
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, axis: Axis) {
    let theme = theme::of(ui);
    let card = ui.max_rect();
    ui.painter().rect(card, 10.0, theme.card, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let inner = card.shrink(1.0);
    let (header, rest) = inner.split_top_bottom_at_y(inner.top() + HEADER);
    let (captions, body) = rest.split_top_bottom_at_y(rest.top() + CAPTIONS);
    header_ui(ui, state, axis, header);
    let content = content(state);
    captions_ui(ui, state, captions, content);
    let lines = lines(state, axis);
    let mut child = ui.new_child(UiBuilder::new().max_rect(body.shrink2(vec2(0.0, 1.0))).id_salt("rows"));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing.y = 0.0;
    let mut area = egui::ScrollArea::vertical().auto_shrink([false, false]);
    if state.pages.criteria.follow
        && let Some(offset) = offset_of_chosen(state, &lines, body.height())
    {
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(&mut child, ROW_HEIGHT, lines.len(), |ui, range| {
        for line in lines.get(range).unwrap_or_default() {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
            line_ui(ui, state, axis, line, rect, content);
        }
    });
}

/// Where to scroll to so that the chosen row is seen; `None` where it is not in this table.
fn offset_of_chosen(state: &State, lines: &[Line], height: f32) -> Option<f32> {
    let chosen = state.pages.criteria.chosen.as_ref()?;
    let criteria = &state.document.model.criteria;
    let place = lines.iter().position(|line| match line {
        Line::Criterion(index) => criteria.get(*index).is_some_and(|criterion| criterion.id == *chosen),
        _ => false,
    })?;
    Some(((place as f32 + 0.5) * ROW_HEIGHT - height / 2.0).max(0.0))
}

fn content(state: &State) -> Content {
    let summary = state.scored.as_ref().map(|scored| &scored.summary);
    Content {
        has_leads: summary.is_some_and(|summary| summary.leads > 0),
        has_outcomes: summary.is_some_and(|summary| summary.decided > 0),
        has_voices: state.document.model.criteria.iter().any(|criterion| criterion.proposals != Default::default()),
    }
}

fn lines(state: &State, axis: Axis) -> Vec<Line> {
    let (model, page) = (&state.document.model, &state.pages.criteria);
    let mut lines = Vec::new();
    for tier in Tier::ALL {
        let rows: Vec<Line> = edit::rows_of(model, axis, tier)
            .filter(|(_, criterion)| page.lists(criterion))
            .map(|(index, _)| Line::Criterion(index))
            .collect();
        lines.push(Line::Tier(tier, rows.len()));
        if rows.is_empty() && page.dragged.is_none() {
            lines.push(Line::Empty(tier));
        }
        lines.extend(rows);
    }
    lines
}

fn header_ui(ui: &mut egui::Ui, state: &mut State, axis: Axis, rect: Rect) {
    let theme = theme::of(ui);
    let bar = Rect::from_min_size(rect.min + vec2(12.0, 12.0), vec2(4.0, rect.height() - 24.0));
    ui.painter().rect_filled(bar, 2.0, theme.axis(axis));
    let (name, about) = match axis {
        Axis::Fit => (tr!("axis-fit"), tr!("axis-fit-about")),
        Axis::Engagement => (tr!("axis-engagement"), tr!("axis-engagement-about")),
    };
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 8.0))).id_salt("header"));
    child.horizontal_centered(|ui| {
        ui.add_space(12.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(theme::strong(&name));
            ui.add(egui::Label::new(theme::second(ui, &about)).truncate());
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            add_menu(ui, state, axis);
            axis_menu::show(ui, state, axis);
        });
    });
}

/// One button a tier: a new criterion lands where it was asked for.
fn add_menu(ui: &mut egui::Ui, state: &mut State, axis: Axis) {
    let name = match axis {
        Axis::Fit => tr!("add-fit-criterion"),
        Axis::Engagement => tr!("add-engagement-criterion"),
    };
    let button = egui::containers::menu::MenuButton::new(tr!("add-criterion"));
    let (response, _) = button.ui(ui, |ui| {
        for tier in Tier::ALL {
            let label = format!("{} {}", theme::tier_sign(tier), theme::tier_name(tier));
            if ui.button(label).clicked() {
                add(state, axis, tier);
            }
        }
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
}

fn add(state: &mut State, axis: Axis, tier: Tier) {
    let id = edit::add(&mut state.document.model, axis, tier, tr!("new-criterion"));
    state.pages.criteria.renaming = Some(id.clone());
    state.pages.criteria.choose(id);
}

fn captions_ui(ui: &mut egui::Ui, state: &State, rect: Rect, content: Content) {
    let theme = theme::of(ui);
    let columns = Columns::new(rect, content);
    let line = |y| (pos2(rect.left(), y), pos2(rect.right(), y));
    for y in [rect.top(), rect.bottom()] {
        let (from, to) = line(y);
        ui.painter().line_segment([from, to], Stroke::new(1.0, theme.line));
    }
    let caption = |rect: Rect, align: Align2, text: &str| {
        let position = if align == Align2::LEFT_CENTER { rect.left_center() } else { rect.right_center() };
        ui.painter().text(position, align, text, theme::small_strong(), theme.second);
    };
    caption(columns.words, Align2::LEFT_CENTER, &tr!("column-criterion"));
    caption(columns.points, Align2::RIGHT_CENTER, &tr!("column-points"));
    if let Some(rect) = columns.voices {
        let position = rect.center();
        ui.painter().text(position, Align2::CENTER_CENTER, tr!("column-voices"), theme::small_strong(), theme.second);
    }
    if let Some(rect) = columns.leads {
        caption(rect, Align2::RIGHT_CENTER, &tr!("column-leads"));
    }
    if let Some(rect) = columns.won
        && let Some(rate) = state.scored.as_ref().and_then(|scored| scored.summary.base_rate())
    {
        caption(rect, Align2::RIGHT_CENTER, &tr!("column-won", base = format::percent(rate, 0)));
    }
}

fn line_ui(ui: &mut egui::Ui, state: &mut State, axis: Axis, line: &Line, rect: Rect, content: Content) {
    let theme = theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    match line {
        Line::Tier(tier, count) => {
            tier_ui(ui, state, *tier, *count, rect);
            drop_ui(ui, state, axis, *tier, None, rect);
        }
        Line::Empty(tier) => {
            let response = ui.interact(rect, ui.scope_id().with(("empty", axis, tier)), Sense::click());
            let text = tr!("tier-empty", tier = theme::tier_name(*tier));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
            let colour = if response.hovered() { theme.accent } else { theme.third };
            let position = rect.left_center() + vec2(8.0, 0.0);
            ui.painter().text(position, Align2::LEFT_CENTER, &text, theme::body(), colour);
            if response.clicked() {
                add(state, axis, *tier);
            }
        }
        Line::Criterion(index) => {
            let Some(criterion) = state.document.model.criteria.get(*index) else { return };
            let (id, tier) = (criterion.id.clone(), criterion.tier);
            row::show(ui, state, &id, rect, content);
            drop_ui(ui, state, axis, tier, Some(&id), rect);
        }
    }
}

fn tier_ui(ui: &mut egui::Ui, state: &State, tier: Tier, count: usize, rect: Rect) {
    let theme = theme::of(ui);
    ui.painter().rect_filled(rect.shrink2(vec2(0.0, 0.5)), 0.0, theme.raised);
    let range = state.document.model.tiers.of(tier);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 0.0))).id_salt(tier));
    child.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::tier_sign(ui, tier);
        ui.label(theme::strong(&theme::tier_name(tier)).color(theme.tier_text(tier)));
        ui.label(theme::second(ui, &format::range(range.least, range.most)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(theme::second(ui, &format::count(count as u64)));
        });
    });
}

/// Where a dragged row would land: a line above the row under the pointer (below a tier's heading); letting go puts it there.
fn drop_ui(ui: &mut egui::Ui, state: &mut State, axis: Axis, tier: Tier, before: Option<&CriterionId>, rect: Rect) {
    let Some(dragged) = state.pages.criteria.dragged.clone() else { return };
    if !ui.rect_contains_pointer(rect) {
        return;
    }
    let theme = theme::of(ui);
    // On a tier's heading the row becomes the first of that tier.
    let first = edit::rows_of(&state.document.model, axis, tier).map(|(_, row)| row.id.clone()).next();
    let y = if before.is_some() { rect.top() } else { rect.bottom() };
    ui.painter().hline(rect.x_range(), y, Stroke::new(2.0, theme.accent));
    if ui.input(|input| input.pointer.any_released()) {
        edit::place(&mut state.document.model, &dragged, axis, tier, before.or(first.as_ref()));
        state.pages.criteria.choose(dragged);
    }
}
