//! The table of one axis: a card with four tiers, of which only the rows on screen are laid out. Captions stay above, and so
//! does the heading of the tier that is being scrolled through.

use eframe::egui::{self, Align2, Rect, Sense, Stroke, UiBuilder, pos2, vec2};

use super::{
    actions, axis_menu, captions,
    columns::{Columns, Content, ROW_HEIGHT},
    drag,
    grid::{Line, Lines},
    row,
};
use crate::{
    app::{format, modals::SettingsSection, state::State, theme, widgets},
    model::{Axis, CriterionId, Tier},
};

const HEADER: f32 = 52.0;
const CAPTIONS: f32 = 26.0;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, axis: Axis, lines: &Lines) {
    let theme = theme::of(ui);
    let card = ui.max_rect();
    ui.painter().rect(card, 10.0, theme.card, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let inner = card.shrink(1.0);
    let (header, rest) = inner.split_top_bottom_at_y(inner.top() + HEADER);
    let (captions, body) = rest.split_top_bottom_at_y(rest.top() + CAPTIONS);
    header_ui(ui, state, axis, header);
    let content = content(state);
    captions::show(ui, state, axis, Columns::new(captions, content));
    let body = body.shrink2(vec2(0.0, 1.0));
    state.pages.criteria.sight.columns = Columns::new(body, content).shown();
    state.pages.criteria.sight.height = body.height();
    rows_ui(ui, state, axis, lines, body, content);
}

fn rows_ui(ui: &mut egui::Ui, state: &mut State, axis: Axis, lines: &Lines, body: Rect, content: Content) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(body).id_salt("rows"));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing.y = 0.0;
    let mut area = egui::ScrollArea::vertical().auto_shrink([false, false]);
    let of_axis = usize::from(axis == Axis::Engagement);
    let followed = offset_to_follow(state, axis, lines, body.height());
    if let Some(offset) = followed.or_else(|| drag::scrolled(ui, state, axis, body)) {
        area = area.vertical_scroll_offset(offset);
    }
    let rows = lines.of(axis);
    let output = area.show_rows(&mut child, ROW_HEIGHT, rows.len(), |ui, range| {
        for place in range {
            let Some(line) = rows.get(place) else { break };
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
            line_ui(ui, state, axis, (place, line), rect, content, lines);
        }
    });
    let offset = output.state.clamped_offset().y;
    // Where the table has just become lower, the area takes what was its end for its end, and springs back from beyond it.
    let end = rows.len() as f32 * ROW_HEIGHT - body.height();
    if followed.is_some_and(|wanted| wanted.min(end) > offset + 0.5) {
        state.pages.criteria.follow_again = true;
        ui.ctx().request_repaint();
    }
    if let Some(kept) = state.pages.criteria.sight.offsets.get_mut(of_axis) {
        *kept = offset;
    }
    sticky_ui(&child, state, rows, body, offset);
    drag::show(&child, state, axis, lines, body, offset);
}

/// Where to scroll to so that the cursor's row is seen below the heading that stays; `None` where it is seen, or elsewhere.
fn offset_to_follow(state: &State, axis: Axis, lines: &Lines, height: f32) -> Option<f32> {
    let page = &state.pages.criteria;
    let id = page.selection.as_ref().map(|selection| &selection.cursor.id).or(page.chosen.as_ref())?;
    let place = lines.place(id).filter(|place| page.follow && place.axis == axis)?;
    let offset = *page.sight.offsets.get(usize::from(axis == Axis::Engagement))?;
    let top = place.line as f32 * ROW_HEIGHT;
    let (least, most) = (top + ROW_HEIGHT - height, top - ROW_HEIGHT);
    if offset > most + height || offset < least - height {
        // From far away it comes into the middle.
        return Some((top + ROW_HEIGHT / 2.0 - height / 2.0).max(0.0));
    }
    (offset > most || offset < least).then(|| if offset > most { most.max(0.0) } else { least })
}

/// Whether the row of a criterion was in sight when the tables were last shown.
pub(super) fn is_seen(state: &State, lines: &Lines, id: &CriterionId) -> bool {
    let sight = &state.pages.criteria.sight;
    lines.place(id).is_some_and(|place| {
        let offset = sight.offsets.get(usize::from(place.axis == Axis::Engagement)).copied().unwrap_or(0.0);
        let top = place.line as f32 * ROW_HEIGHT;
        top + 1.0 >= offset && top + ROW_HEIGHT <= offset + sight.height + 1.0
    })
}

fn content(state: &State) -> Content {
    let summary = state.scored.as_ref().map(|scored| &scored.summary);
    Content {
        has_leads: summary.is_some_and(|summary| summary.leads > 0),
        has_outcomes: summary.is_some_and(|summary| summary.decided > 0),
        has_voices: state.document.digest().has_voices,
    }
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
                actions::add(ui.ctx(), state, axis, tier);
            }
        }
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
}

fn line_ui(
    ui: &mut egui::Ui,
    state: &mut State,
    axis: Axis,
    (place, line): (usize, &Line),
    rect: Rect,
    content: Content,
    lines: &Lines,
) {
    let theme = theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    match line {
        Line::Tier(tier, count) => tier_ui(ui, state, *tier, *count, rect),
        Line::Empty(tier) => {
            let response = ui.interact(rect, ui.scope_id().with(("empty", axis, tier)), Sense::click());
            let text = tr!("tier-empty", tier = theme::tier_name(*tier));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
            let colour = if response.hovered() { theme.accent } else { theme.third };
            let position = rect.left_center() + vec2(8.0, 0.0);
            ui.painter().text(position, Align2::LEFT_CENTER, &text, theme::body(), colour);
            if response.clicked() {
                actions::add(ui.ctx(), state, axis, *tier);
            }
        }
        Line::Row { id, index, .. } => {
            let columns = Columns::new(rect, content);
            let row = row::Row { id, index: *index, axis, line: place, rect, columns };
            row::show(ui, state, &row, lines);
        }
    }
}

fn tier_ui(ui: &mut egui::Ui, state: &mut State, tier: Tier, count: usize, rect: Rect) {
    let range = state.document.model.tiers.of(tier);
    let response = ui.interact(rect, ui.scope_id().with(("tier", tier)), Sense::hover());
    response.widget_info(|| {
        let range = format::range(range.least, range.most);
        let name = tr!("tier-heading", tier = theme::tier_name(tier), range = range, count = count);
        egui::WidgetInfo::labeled(egui::Role::Heading, true, name)
    });
    let range = paint_tier(ui, state, tier, count, rect);
    range_ui(ui, state, tier, range);
}

/// The range of a tier's points leads to where it is set.
fn range_ui(ui: &egui::Ui, state: &mut State, tier: Tier, rect: Rect) {
    let theme = theme::of(ui);
    let rect = rect.expand2(vec2(4.0, 6.0));
    let response = ui.interact(rect, ui.scope_id().with(("range", tier)), Sense::click());
    let name = tr!("tier-range", tier = theme::tier_name(tier));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.has_focus() || response.hovered() {
        ui.painter().rect_stroke(rect, 5.0, Stroke::new(1.0, theme.accent), egui::StrokeKind::Inside);
    }
    if response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        state.open_settings(SettingsSection::Tiers);
    }
}

/// Answers where the range of points stands.
fn paint_tier(ui: &egui::Ui, state: &State, tier: Tier, count: usize, rect: Rect) -> Rect {
    let theme = theme::of(ui);
    let painter = ui.painter();
    painter.rect_filled(rect.shrink2(vec2(0.0, 0.5)), 0.0, theme.raised);
    let range = state.document.model.tiers.of(tier);
    let range = format::range(range.least, range.most);
    let left = rect.left_center() + vec2(8.0, 0.0);
    let width = widgets::paint_tier_sign(ui, left, tier);
    let name = theme::tier_name(tier);
    let at = left + vec2(width + 6.0, 0.0);
    let drawn = painter.text(at, Align2::LEFT_CENTER, name, theme::strong_font(), theme.tier_text(tier));
    let at = pos2(drawn.right() + 6.0, rect.center().y);
    let range = painter.text(at, Align2::LEFT_CENTER, range, theme::body(), theme.second);
    let right = rect.right_center() - vec2(8.0, 0.0);
    painter.text(right, Align2::RIGHT_CENTER, format::count(count as u64), theme::body(), theme.second);
    range
}

/// The heading of the tier whose rows are at the top stays there until the next one pushes it away.
fn sticky_ui(ui: &egui::Ui, state: &State, rows: &[Line], body: Rect, offset: f32) {
    let first = (offset / ROW_HEIGHT).floor() as usize;
    let heading = |line: &Line| if let Line::Tier(tier, count) = line { Some((*tier, *count)) } else { None };
    let Some((tier, count)) = rows.get(..=first).and_then(|above| above.iter().rev().find_map(heading)) else { return };
    let is_next = rows.get(first + 1).and_then(heading).is_some();
    let pushed = if is_next { offset - first as f32 * ROW_HEIGHT } else { 0.0 };
    if offset <= 0.0 {
        return;
    }
    let rect = Rect::from_min_size(body.min - vec2(0.0, pushed), vec2(body.width(), ROW_HEIGHT));
    let theme = theme::of(ui);
    ui.painter().rect_filled(rect, 0.0, theme.card);
    paint_tier(ui, state, tier, count, rect);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}
