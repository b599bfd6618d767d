//! The same line as a table: a row a value; a click sets it.

use std::fmt::Write as _;

use eframe::egui::{self, Align2, Id, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{knobs, words, worker::Chart};
use crate::{
    app::{format, panel::a_week_text, theme, widgets},
    scoring::what_if::Point,
};

const ROW: f32 = 26.0;
const MOST_HEIGHT: f32 = 280.0;
const COLUMNS: usize = 6;
/// Where no past win is known, nothing is said of wins.
const WITHOUT_WINS: usize = 3;

/// The rows; answers the value of the one that was clicked.
pub fn show(ui: &mut Ui, chart: &Chart, value: Option<i32>, opacity: f32) -> Option<i32> {
    let mut clicked = None;
    let is_dated = chart.now.arrived.is_some();
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let columns = columns(chart);
    let titles = titles(is_dated);
    for (index, title) in titles.iter().take(columns).enumerate() {
        let at = pos2(right_of(head, index, columns), head.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, title, theme::small_strong(), theme::of(ui).second);
    }
    // A fresh table begins where the model stands.
    let at = chart.points.iter().position(|point| point.value == value).unwrap_or(0);
    let id = Id::unique(("table of", &chart.of.knob));
    let mut area = ScrollArea::vertical()
        .id_salt(id)
        .max_height(MOST_HEIGHT)
        .min_scrolled_height(MOST_HEIGHT)
        .auto_shrink([false, true]);
    if !ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false) && chart.is_whole {
        ui.data_mut(|data| data.insert_temp(id, true));
        area = area.vertical_scroll_offset((at as f32 * ROW - MOST_HEIGHT / 2.0).max(0.0));
    }
    area.show_rows(ui, ROW, chart.points.len(), |ui, rows| {
        ui.multiply_opacity(opacity);
        for point in &chart.points[rows] {
            if row_ui(ui, chart, point, point.value == value) {
                clicked = point.value;
            }
        }
    });
    ui.add_space(4.0);
    if widgets::quiet_button(ui, &tr!("sweep-copy")).on_hover_text(tr!("sweep-copy-about")).clicked() {
        ui.ctx().copy_text(text(chart));
    }
    ui.add_space(2.0);
    clicked
}

fn titles(is_dated: bool) -> [String; COLUMNS] {
    [
        tr!("sweep-column-value"),
        if is_dated { tr!("sweep-column-leads") } else { tr!("sweep-column-in-all") },
        tr!("sweep-column-capacity"),
        tr!("sweep-column-wins"),
        tr!("sweep-column-recall"),
        tr!("sweep-column-rate"),
    ]
}

fn columns(chart: &Chart) -> usize {
    if chart.now.won > 0 { COLUMNS } else { WITHOUT_WINS }
}

fn right_of(row: egui::Rect, column: usize, columns: usize) -> f32 {
    row.left() + row.width() * (column + 1) as f32 / columns as f32 - 8.0
}

fn texts(point: &Point) -> [String; COLUMNS] {
    let share = |share: Option<f64>, decimals: usize| {
        share.map_or_else(|| tr!("sweep-unknown"), |share| format::percent(share, decimals))
    };
    [
        words::value(point.value),
        point.to_sales_a_week().map_or_else(|| format::count(point.to_sales.leads), a_week_text),
        share(words::of_capacity(point), 0),
        format::count(point.to_sales.won),
        share(point.recall(), 1),
        share(point.precision(), 1),
    ]
}

fn row_ui(ui: &mut Ui, chart: &Chart, point: &Point, is_now: bool) -> bool {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let texts = texts(point);
    let columns = columns(chart);
    let named = titles(chart.now.arrived.is_some()).into_iter().zip(&texts).take(columns);
    let spoken = named.map(|(title, text)| format!("{title} {text}"));
    let spoken = spoken.collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_now, &spoken));
    if is_now || response.hovered() || response.has_focus() {
        let ground = if is_now { theme.accent_tint } else { theme.raised };
        ui.painter().rect_filled(rect, 5.0, ground);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, theme.accent);
        ui.painter().rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    }
    let is_over = words::of_capacity(point).is_some_and(|share| share > 1.0);
    for (index, text) in texts.iter().take(columns).enumerate() {
        let at = pos2(right_of(rect, index, columns), rect.center().y);
        let font = if is_now || index == 0 { theme::strong_font() } else { theme::body() };
        let colour = match index {
            0 => theme.axis_text(knobs::axis(&chart.of.model, &chart.of.knob)),
            2 if is_over => theme.warning,
            _ => theme.text,
        };
        let text = if index == 2 && is_over { format!("▲ {text}") } else { text.clone() };
        ui.painter().text(at, Align2::RIGHT_CENTER, text, font, colour);
    }
    response.on_hover_text(tr!("sweep-set-value", value = texts[0].clone())).clicked()
}

/// For a spreadsheet: plain numbers, shares as fractions.
fn text(chart: &Chart) -> String {
    let mut text = titles(chart.now.arrived.is_some()).join("\t");
    let number = |number: Option<f64>| number.map(|number| format!("{number:.4}")).unwrap_or_default();
    for point in &chart.points {
        let leads = point.to_sales_a_week().unwrap_or(point.to_sales.leads as f64);
        let value = point.value.map(|value| value.to_string()).unwrap_or_default();
        let (won, share) = (point.to_sales.won, number(words::of_capacity(point)));
        let (recall, rate) = (number(point.recall()), number(point.precision()));
        let _ = write!(text, "\n{value}\t{leads:.2}\t{share}\t{won}\t{recall}\t{rate}");
    }
    text
}
