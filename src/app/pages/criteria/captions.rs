//! The captions of the columns, which stay above the rows; a click sorts what is seen, never the model.

use eframe::egui::{self, Align2, Rect, Role, Sense, Stroke, WidgetInfo, vec2};

use super::{
    actions,
    columns::Columns,
    grid::{Column, SortKey},
};
use crate::{
    app::{format, state::State, theme, widgets},
    model::{Axis, Team},
};

pub(super) fn show(ui: &egui::Ui, state: &mut State, axis: Axis, columns: Columns) {
    let theme = theme::of(ui);
    let row = columns.words.union(columns.won.or(columns.leads).unwrap_or(columns.points)).expand2(vec2(8.0, 0.0));
    for y in [row.top(), row.bottom()] {
        ui.painter().hline(row.x_range(), y, Stroke::new(1.0, theme.line));
    }
    for column in columns.shown() {
        let Some(rect) = columns.of(column) else { continue };
        let base = state.scored.as_ref().and_then(|scored| scored.summary.base_rate());
        let text = match (column, base) {
            (Column::Marketing, _) => tr!("column-marketing"),
            (Column::Sales, _) => tr!("column-sales"),
            (Column::WinRate, Some(base)) if columns.has_won_bar => {
                tr!("column-won", base = format::percent(base, 0))
            }
            (Column::WinRate, _) => tr!("column-won-short"),
            _ => column.title(),
        };
        if caption_ui(ui, state, axis, column, rect, &text) {
            actions::sort_by(state, actions::key_of(column));
        }
    }
}

/// One caption, with an arrow where it sorts; whether it was clicked.
fn caption_ui(ui: &egui::Ui, state: &State, axis: Axis, column: Column, rect: Rect, text: &str) -> bool {
    let theme = theme::of(ui);
    let id = egui::Id::unique(("caption", axis, column));
    let response = ui.interact(rect, id, Sense::click());
    let sort = state.pages.criteria.view.sort.filter(|sort| sort.by == actions::key_of(column));
    let name = name(axis, column);
    let is_sorted = sort.is_some();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_sorted, &name));
    let colour = match column.team() {
        Some(team) => theme.team(team),
        None if is_sorted || response.hovered() => theme.accent,
        None => theme.second,
    };
    let painter = ui.painter();
    let font = theme::small_strong();
    let drawn = match column {
        Column::Name => painter.text(rect.left_center(), Align2::LEFT_CENTER, text, font, colour),
        Column::Marketing | Column::Sales => painter.text(rect.center(), Align2::CENTER_CENTER, text, font, colour),
        Column::Points | Column::Leads | Column::WinRate => {
            painter.text(rect.right_center(), Align2::RIGHT_CENTER, text, font, colour)
        }
    };
    if let Some(sort) = sort {
        let icon = if sort.is_descending { widgets::Icon::ArrowDown } else { widgets::Icon::ArrowUp };
        let at = match column {
            Column::Name => drawn.right_center() + vec2(8.0, 0.0),
            _ => drawn.left_center() - vec2(7.0, 0.0),
        };
        painter.text(at, Align2::CENTER_CENTER, char::from(icon), theme::icon_font(10.0), theme.accent);
    }
    if response.has_focus() {
        painter.rect_stroke(
            rect.shrink2(vec2(-2.0, 3.0)),
            3.0,
            Stroke::new(1.5, theme.accent),
            egui::StrokeKind::Inside,
        );
    }
    let tip = match column.team() {
        Some(team) => tr!("caption-voice", team = theme::team_name(team)),
        None => name,
    };
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(tip).clicked()
}

/// “Sort fit by points”.
fn name(axis: Axis, column: Column) -> String {
    let by = match actions::key_of(column) {
        SortKey::Name => tr!("sort-name"),
        SortKey::Points => tr!("sort-points"),
        SortKey::Disagreement if column.team() == Some(Team::Marketing) => tr!("sort-disagreement-marketing"),
        SortKey::Disagreement => tr!("sort-disagreement-sales"),
        SortKey::Leads => tr!("sort-leads"),
        SortKey::WinRate => tr!("sort-win-rate"),
    };
    match axis {
        Axis::Fit => tr!("sort-fit", by = by),
        Axis::Engagement => tr!("sort-engagement", by = by),
    }
}
