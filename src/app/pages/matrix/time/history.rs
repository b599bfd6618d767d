//! The shares as a table: a row a month, the newest first.

use eframe::egui::{self, Align2, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::stages::{Story, day, share};
use crate::app::{format, pages::matrix::cell_text, theme};

const ROW: f32 = 30.0;
const DAY: f32 = 96.0;
const LEADS: f32 = 78.0;
const NARROWEST: f32 = 104.0;

pub(super) fn show(ui: &mut Ui, story: &Story<'_>, height: f32) {
    let places: Vec<usize> = story.places().rev().collect();
    let width = ((ui.available_width() - DAY - LEADS) / places.len() as f32).max(NARROWEST);
    let whole = DAY + LEADS + width * places.len() as f32;
    let scroll = egui::ScrollArea::both().id_salt("stages table").max_height(height).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        let builder = UiBuilder::new().accessibility_role(Role::Table);
        ui.scope_builder(builder, |ui| {
            let leads = tr!("time-table-leads");
            let titles: Vec<String> =
                std::iter::once(leads).chain(places.iter().map(|place| story.name(*place))).collect();
            let row = Row { whole, width, titles: &titles };
            row.show(ui, &tr!("time-table-day"), &titles);
            for month in story.months.iter().rev() {
                let all = month.summary().leads;
                let stages = month.stages();
                let cell = |place: &usize| {
                    let leads = stages.get(*place).copied().unwrap_or(0);
                    tr!("time-table-cell", share = format::percent(share(leads, all), 1), leads = format::count(leads))
                };
                let cells = std::iter::once(format::count(all)).chain(places.iter().map(cell));
                row.show(ui, &day(month.as_of), &cells.collect::<Vec<_>>());
            }
        });
    });
}

struct Row<'a> {
    whole: f32,
    width: f32,
    titles: &'a [String],
}

impl Row<'_> {
    /// The titles themselves, or what stands below each.
    fn show(&self, ui: &mut Ui, first: &str, cells: &[String]) {
        let theme = theme::of(ui);
        let is_title = std::ptr::eq(self.titles, cells);
        let rect = Rect::from_min_size(ui.cursor().min, vec2(self.whole, ROW));
        let builder = UiBuilder::new().max_rect(rect).id_salt(first).accessibility_role(Role::Row);
        ui.scope_builder(builder, |ui| {
            ui.allocate_rect(rect, Sense::hover());
            if !ui.is_rect_visible(rect) {
                return;
            }
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
            let (font, colour) =
                if is_title { (theme::small_strong(), theme.second) } else { (theme::body(), theme.text) };
            ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, first, font.clone(), colour);
            let mut left = rect.left() + DAY;
            for (index, (text, title)) in cells.iter().zip(self.titles).enumerate() {
                let room = if index == 0 { LEADS } else { self.width };
                let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(room, ROW));
                left = cell.right();
                let name = if is_title { title.clone() } else { format!("{first}, {title}: {text}") };
                let response = ui.interact(cell, ui.scope_id().with(index), Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &name));
                let galley = cell_text::one_line(ui.painter(), text.clone(), font.clone(), colour, room - 12.0);
                let at = pos2(cell.right() - 4.0 - galley.size().x, cell.center().y - galley.size().y / 2.0);
                let is_cut = galley.elided;
                ui.painter().galley(at, galley, colour);
                if is_cut {
                    response.on_hover_text(text);
                }
            }
        });
    }
}
