//! The shares as a table: a row a month, the newest first.

use eframe::egui::{self, Align2, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::stages::{Story, day, share};
use crate::app::{format, pages::matrix::cell_text, theme};

const ROW: f32 = 30.0;
const DAY: f32 = 96.0;
const LEADS: f32 = 78.0;
const HEIGHT: f32 = 280.0;
const NARROWEST: f32 = 104.0;

pub(super) fn show(ui: &mut Ui, story: &Story<'_>) {
    let places: Vec<usize> = story.places().rev().collect();
    let width = ((ui.available_width() - DAY - LEADS) / places.len() as f32).max(NARROWEST);
    let whole = DAY + LEADS + width * places.len() as f32;
    let scroll = egui::ScrollArea::both().id_salt("stages table").max_height(HEIGHT).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        let builder = UiBuilder::new().accessibility_role(Role::Table);
        ui.scope_builder(builder, |ui| {
            let titles: Vec<String> = places.iter().map(|place| story.name(*place)).collect();
            row_ui(ui, whole, width, &tr!("time-table-day"), &tr!("time-table-leads"), &titles, true);
            for month in story.months.iter().rev() {
                let all = month.summary().leads;
                let stages = month.stages();
                let cell = |place: &usize| {
                    let leads = stages.get(*place).copied().unwrap_or(0);
                    tr!("time-table-cell", share = format::percent(share(leads, all), 1), leads = format::count(leads))
                };
                let cells: Vec<String> = places.iter().map(cell).collect();
                row_ui(ui, whole, width, &day(month.as_of), &format::count(all), &cells, false);
            }
        });
    });
}

fn row_ui(ui: &mut Ui, whole: f32, width: f32, first: &str, second: &str, cells: &[String], is_title: bool) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(whole, ROW), Sense::hover());
    let builder = UiBuilder::new().max_rect(rect).id_salt(first).accessibility_role(Role::Row);
    ui.scope_builder(builder, |ui| {
        if !ui.is_rect_visible(rect) {
            return;
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
        let mut right = rect.left() + DAY;
        let (font, colour) = if is_title { (theme::small_strong(), theme.second) } else { (theme::body(), theme.text) };
        ui.painter().text(pos2(rect.left(), rect.center().y), Align2::LEFT_CENTER, first, font.clone(), colour);
        for (index, text) in std::iter::once(second).chain(cells.iter().map(String::as_str)).enumerate() {
            let room = if index == 0 { LEADS } else { width };
            let cell = Rect::from_min_size(pos2(right, rect.top()), vec2(room, ROW));
            right += room;
            let name = format!("{first}: {text}");
            let response = ui.interact(cell, ui.scope_id().with(index), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &name));
            let galley = cell_text::one_line(ui.painter(), text.to_owned(), font.clone(), colour, room - 12.0);
            let at = pos2(cell.right() - 4.0 - galley.size().x, cell.center().y - galley.size().y / 2.0);
            let is_cut = galley.elided;
            ui.painter().galley(at, galley, colour);
            if is_cut {
                response.on_hover_text(text);
            }
        }
    });
}
