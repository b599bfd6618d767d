//! The day on a strip of the library's span: how many leads came, what is there by then, and what is still to come.

use eframe::egui::{
    self, Align2, Color32, EventFilter, Id, Key, Mesh, Modifiers, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit::Action, pos2, vec2,
};

use super::calendar::{Calendar, months_later};
use crate::{
    app::{format, pages::matrix::words, panel, theme},
    lead::Day,
};

const HEIGHT: f32 = 52.0;
const LABELS: f32 = 18.0;
const HANDLE: egui::Vec2 = vec2(9.0, 16.0);
/// Between two labels.
const APART: f32 = 12.0;
/// A column of the area is at least so wide.
const LEAST_STEP: f32 = 3.0;
const WEEK: i32 = 7;

/// The day that was chosen, if one was.
pub fn show(ui: &mut Ui, calendar: &Calendar, day: Day) -> Option<Day> {
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT + LABELS), Sense::hover());
    let strip = Strip { calendar, rect: whole.with_max_y(whole.top() + HEIGHT).shrink2(vec2(HANDLE.x / 2.0, 0.0)) };
    let id = Id::unique("as of day");
    let response = ui.interact(whole.with_max_y(whole.top() + HEIGHT + 2.0), id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), f64::from(day.0), tr!("time-slider")));
    let sentence = sentence(calendar, day);
    ui.ctx().accesskit_node_builder(id, |node| node.set_value(format!("{}: {sentence}", format::day(day))));
    let mut chosen = None;
    if response.is_pointer_button_down_on()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        response.request_focus();
        chosen = Some(strip.day_at(pointer.x));
    }
    if response.has_focus() {
        chosen = by_keys(ui, id, calendar, day).or(chosen);
    }
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    let pointer = response.hover_pos().filter(|_| !response.dragged());
    if ui.is_rect_visible(whole) {
        strip.paint(ui, chosen.unwrap_or(day), response.has_focus() || response.dragged());
        strip.labels(ui, whole, chosen.unwrap_or(day));
    }
    if let Some(pointer) = pointer {
        let there = strip.day_at(pointer.x);
        let tip = tr!("time-hover", day = format::day(there), sentence = self::sentence(calendar, there));
        response.on_hover_text_at_pointer(tip);
    }
    chosen.filter(|chosen| *chosen != day)
}

/// “8,120 of 12,480 leads were there, 22 a week came”.
pub fn sentence(calendar: &Calendar, day: Day) -> String {
    let a_week = panel::a_week_text(calendar.came_a_week(day));
    let (there, all) = (calendar.there(day), calendar.leads);
    if there == all {
        return tr!("time-all", leads = words::leads(all), week = a_week);
    }
    tr!("time-some", there = format::count(there), leads = words::leads(all), week = a_week)
}

/// Arrows by a day and with shift by a week, pages by a month, ends; and what assistive technology asks for.
fn by_keys(ui: &Ui, id: Id, calendar: &Calendar, day: Day) -> Option<Day> {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    ui.input_mut(|input| {
        let mut to = day;
        // With shift first: without it, a key matches whether or not shift is held.
        for (modifiers, days) in [(Modifiers::SHIFT, WEEK), (Modifiers::NONE, 1)] {
            for (key, sign) in [(Key::ArrowUp, 1), (Key::ArrowRight, 1), (Key::ArrowDown, -1), (Key::ArrowLeft, -1)] {
                let presses = i32::try_from(input.count_and_consume_key(modifiers, key)).unwrap_or(0);
                to = Day(to.0.saturating_add(presses * sign * days));
            }
        }
        for (key, months) in [(Key::PageUp, 1), (Key::PageDown, -1)] {
            let presses = i32::try_from(input.count_and_consume_key(Modifiers::NONE, key)).unwrap_or(0);
            to = months_later(to, presses * months);
        }
        let asked = |action| i32::try_from(input.num_accesskit_action_requests(id, action)).unwrap_or(0);
        to = Day(to.0.saturating_add(asked(Action::Increment) - asked(Action::Decrement)));
        if input.consume_key(Modifiers::NONE, Key::Home) {
            to = calendar.from;
        }
        if input.consume_key(Modifiers::NONE, Key::End) {
            to = calendar.to;
        }
        let within = Day(to.0.clamp(calendar.from.0, calendar.to.0));
        (to != day).then_some(within)
    })
}

struct Strip<'a> {
    calendar: &'a Calendar,
    rect: Rect,
}

impl Strip<'_> {
    fn x(&self, day: i32) -> f32 {
        let part = (day - self.calendar.from.0) as f32 / (self.calendar.days() - 1).max(1) as f32;
        self.rect.left() + self.rect.width() * part.clamp(0.0, 1.0)
    }

    fn day_at(&self, x: f32) -> Day {
        let part = ((x - self.rect.left()) / self.rect.width().max(1.0)).clamp(0.0, 1.0);
        Day(self.calendar.from.0 + (part * (self.calendar.days() - 1) as f32).round() as i32)
    }

    /// How many leads came a week, as an area; what is to come after the day is grey.
    fn paint(&self, ui: &Ui, day: Day, is_active: bool) {
        let theme = theme::of(ui);
        let painter = ui.painter();
        let split = self.x(day.0);
        let base = self.rect.bottom();
        let heights = self.heights();
        let mut mesh = Mesh::default();
        let mut line: Vec<Pos2> = Vec::with_capacity(heights.len());
        for pair in heights.windows(2) {
            let ([from, to], past) = ([pair[0], pair[1]], theme::tint(theme.accent, 0.22));
            for (from, to, colour) in cut(from, to, split, past, theme.line) {
                quad(&mut mesh, from, to, base, colour);
            }
        }
        line.extend(heights.iter().filter(|at| at.x <= split));
        painter.add(Shape::mesh(mesh));
        if line.len() > 1 {
            painter.add(Shape::line(line, Stroke::new(1.5, theme::tint(theme.accent, 0.6))));
        }
        painter.hline(self.rect.x_range(), base, Stroke::new(1.0, theme.line));
        painter.vline(split, self.rect.y_range(), Stroke::new(1.5, theme.accent));
        let handle = Rect::from_center_size(pos2(split, base - HANDLE.y / 2.0 + 2.0), HANDLE);
        painter.rect_filled(handle, 3.0, theme.accent);
        if is_active {
            painter.rect_stroke(handle.expand(2.5), 4.0, Stroke::new(1.5, theme.accent), StrokeKind::Outside);
        }
    }

    /// The area's upper edge, from left to right.
    fn heights(&self) -> Vec<Pos2> {
        let columns = (self.rect.width() / LEAST_STEP).max(1.0);
        let days = (self.calendar.days() as f32 / columns).ceil() as i32;
        let days = days.max(WEEK);
        // From the right, so that the last stretch is whole.
        let mut ends: Vec<i32> = Vec::new();
        let mut end = self.calendar.to.0;
        while end >= self.calendar.from.0 {
            ends.push(end);
            end -= days;
        }
        ends.reverse();
        let came = |end: i32| self.calendar.came(Day(end - days + 1), Day(end)) as f32;
        // Who was there from the beginning came before.
        let first = self.calendar.from.0 + days - 1;
        let most = ends.iter().filter(|end| **end >= first).map(|end| came(*end)).fold(1.0, f32::max);
        let y = |count: f32| self.rect.bottom() - (self.rect.height() - 6.0) * (count / most).min(1.0);
        let mut line: Vec<Pos2> = ends.iter().map(|end| pos2(self.x(*end), y(came(*end)))).collect();
        if let Some(first) = line.first().copied() {
            line.insert(0, pos2(self.rect.left(), first.y));
        }
        line
    }

    /// The first and the last day below the strip, and the years between them as far as there is room.
    fn labels(&self, ui: &Ui, whole: Rect, day: Day) {
        let theme = theme::of(ui);
        let y = whole.bottom() - LABELS / 2.0 + 1.0;
        let painter = ui.painter();
        let label = |at: Pos2, align: Align2, text: String, colour: Color32| {
            painter.text(at, align, text, theme::small(), colour)
        };
        let month = |day: Day| day.civil().map(|date| date.strftime("%b %Y").to_string()).unwrap_or_default();
        let first = label(pos2(whole.left(), y), Align2::LEFT_CENTER, month(self.calendar.from), theme.second);
        let end = if day < self.calendar.to { theme.third } else { theme.second };
        let last = format::day(self.calendar.to);
        let last = label(pos2(whole.right(), y), Align2::RIGHT_CENTER, last, end);
        let mut free = first.right() + APART;
        let years = self.calendar.from.civil().zip(self.calendar.to.civil());
        let years = years.map(|(from, to)| i32::from(from.year()) + 1..=i32::from(to.year()));
        for year in years.into_iter().flatten() {
            let Ok(january) = format!("{year:04}-01-01").parse::<Day>() else { continue };
            let x = self.x(january.0);
            painter.vline(x, self.rect.bottom()..=self.rect.bottom() + 3.0, Stroke::new(1.0, theme.third));
            let text = painter.layout_no_wrap(year.to_string(), theme::small(), theme.second);
            let rect = Align2::CENTER_CENTER.anchor_size(pos2(x, y), text.size());
            if rect.left() >= free && rect.right() <= last.left() - APART {
                free = rect.right() + APART;
                painter.galley(rect.min, text, theme.second);
            }
        }
    }
}

/// A stretch of the edge, in two where the day cuts it.
fn cut(from: Pos2, to: Pos2, split: f32, past: Color32, to_come: Color32) -> Vec<(Pos2, Pos2, Color32)> {
    if to.x <= split {
        return vec![(from, to, past)];
    }
    if from.x >= split {
        return vec![(from, to, to_come)];
    }
    let middle = from.lerp(to, (split - from.x) / (to.x - from.x));
    vec![(from, middle, past), (middle, to, to_come)]
}

/// What is below a stretch of the edge.
fn quad(mesh: &mut Mesh, from: Pos2, to: Pos2, base: f32, colour: Color32) {
    let first = mesh.vertices.len() as u32;
    for corner in [from, to, pos2(to.x, base), pos2(from.x, base)] {
        mesh.colored_vertex(corner, colour);
    }
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first, first + 2, first + 3);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lead::Lead, scoring::ColumnsBuilder};

    #[test]
    fn every_day_has_its_place() {
        let mut builder = ColumnsBuilder::default();
        builder.push(Lead { key: "1".into(), created: Some(Day(100)), ..Lead::default() });
        let calendar = Calendar::new(&builder.finish(), Day(400)).expect("it says when it came");
        let strip = Strip { calendar: &calendar, rect: Rect::from_min_size(pos2(10.0, 0.0), vec2(600.0, 50.0)) };
        for day in 100..=400 {
            assert_eq!(strip.day_at(strip.x(day)), Day(day));
        }
        assert_eq!((strip.day_at(-5.0), strip.day_at(9_999.0)), (Day(100), Day(400)));
        let line = strip.heights();
        assert!(line.is_sorted_by(|one, other| one.x <= other.x) && line.len() > 40);
    }
}
