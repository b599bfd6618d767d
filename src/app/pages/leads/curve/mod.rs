//! One lead over time as a curve: its title says what comes next, its dots are what happened, below it stand the moments at
//! which it came into another band.
//!
//! With the keyboard: Tab to the curve, arrows from one moment to the next, with shift day by day.

mod paint;
mod words;

use eframe::egui::{self, EventFilter, Id, Key, Modifiers, Role, Sense, Ui, WidgetInfo, vec2};

use self::paint::Plot;
pub use self::words::{finding, short_day};
use super::cells;
use crate::{
    app::{theme, widgets},
    lead::{Instant, SECONDS_PER_DAY},
    model::Model,
    scoring::{Course, Crossing},
};

const HEIGHT: f32 = 132.0;
const LINE: f32 = 18.0;
/// Moments of the past that are told before someone asks for all.
const MOMENTS: usize = 3;

/// Title, curve and moments. `id` is of the lead, so that what is pointed at stays with it.
pub fn show(ui: &mut Ui, id: Id, course: &Course, model: &Model) {
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.add(egui::Label::new(theme::strong(&finding(course, model))).wrap());
    untitled(ui, id, course, model);
}

/// Curve and moments, where what comes next is told elsewhere.
pub fn untitled(ui: &mut Ui, id: Id, course: &Course, model: &Model) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let id = id.with("course");
    let pointed: Option<Instant> = ui.data(|data| data.get_temp(id));
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    // To who goes by keys the day is told here; the pointer has it beside it.
    let caption = match pointed.filter(|_| has_focus) {
        Some(at) => words::standing(course, model, at).replace('\n', ". "),
        None => tr!("course-caption"),
    };
    ui.add(egui::Label::new(theme::caption(ui, &caption)).truncate());
    let (_, area) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let response = ui.interact(area, id, Sense::click());
    let spoken = words::spoken(course, model);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    let plot = Plot::new(area, course, model);
    paint::curve(ui.painter(), theme::of(ui), &plot, course, model);
    if response.clicked() {
        response.request_focus();
    }
    let mut at = None;
    if has_focus {
        at = Some(by_keys(ui, id, course, &plot, pointed.unwrap_or(course.span.as_of)));
        let frame = area.expand(1.0);
        let stroke = egui::Stroke::new(1.0, theme::of(ui).accent);
        ui.painter().rect_stroke(frame, 6.0, stroke, egui::StrokeKind::Inside);
    }
    if let Some(pointer) = response.hover_pos().filter(|at| plot.rect.expand(DOT_REACH).contains(*at)) {
        let event = plot.event_at(course, pointer).and_then(|event| course.events.get(event));
        at = Some(event.map_or_else(|| plot.day_at(pointer.x), |event| event.at));
    }
    if let Some(at) = at {
        paint::pointed(ui.painter(), theme::of(ui), &plot, course, at);
        let text = words::standing(course, model, at);
        ui.ctx().accesskit_node_builder(id, |node| node.set_value(text.replace('\n', ". ")));
        response.on_hover_text_at_pointer(text);
    }
    moments_ui(ui, id, course, model);
}

/// Dots at the edge can be pointed at too.
const DOT_REACH: f32 = 6.0;

/// The arrows go from moment to moment, with shift from day to day. Answers where they have come to.
fn by_keys(ui: &Ui, id: Id, course: &Course, plot: &Plot, from: Instant) -> Instant {
    let filter = EventFilter { horizontal_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let mut stops: Vec<Instant> = course.events.iter().map(|event| event.at).collect();
    stops.extend(course.crossings.iter().map(|crossing| crossing.at));
    stops.extend(course.goes_cold.map(crate::lead::Day::last_second));
    stops.extend([plot.from(), course.span.as_of, plot.until()]);
    stops.retain(|at| (plot.from()..=plot.until()).contains(at));
    stops.sort_unstable();
    let mut at = from.clamp(plot.from(), plot.until());
    ui.input_mut(|input| {
        for (key, sign) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
            for _ in 0..input.count_and_consume_key(Modifiers::SHIFT, key) {
                at = Instant(at.0.saturating_add(sign * SECONDS_PER_DAY)).clamp(plot.from(), plot.until());
            }
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                let next = if sign > 0 {
                    stops.iter().find(|stop| **stop > at)
                } else {
                    stops.iter().rev().find(|stop| **stop < at)
                };
                at = next.copied().unwrap_or(at);
            }
        }
        if input.consume_key(Modifiers::NONE, Key::Home) {
            at = plot.from();
        }
        if input.consume_key(Modifiers::NONE, Key::End) {
            at = plot.until();
        }
    });
    ui.data_mut(|data| data.insert_temp(id, at));
    at
}

/// When it came into another band: what is ahead, and the last of what was.
fn moments_ui(ui: &mut Ui, id: Id, course: &Course, model: &Model) {
    const MOST_AHEAD: usize = 4;
    ui.spacing_mut().item_spacing.y = 0.0;
    let (past, ahead): (Vec<&Crossing>, Vec<&Crossing>) =
        course.crossings.iter().partition(|crossing| crossing.at <= course.span.as_of);
    let all = id.with("all moments");
    let shows_all = ui.data(|data| data.get_temp(all)).unwrap_or(false);
    let hidden = if shows_all { 0 } else { past.len().saturating_sub(MOMENTS) };
    if past.len() > MOMENTS {
        let text = if shows_all { tr!("course-moments-fewer") } else { tr!("course-moments-more", count = hidden) };
        if widgets::link_button(ui, &text).clicked() {
            ui.data_mut(|data| data.insert_temp(all, !shows_all));
        }
    }
    let shown: Vec<&&Crossing> = past.iter().skip(hidden).chain(ahead.iter().take(MOST_AHEAD)).collect();
    let day = |crossing: &Crossing| short_day(crossing.at.day(), course.span.as_of.day());
    let width = |crossing: &Crossing| {
        ui.painter().layout_no_wrap(day(crossing), theme::body(), egui::Color32::PLACEHOLDER).size().x
    };
    let days = shown.iter().map(|crossing| width(crossing)).fold(0.0, f32::max).ceil();
    for crossing in shown {
        moment_ui(ui, course, model, crossing, days);
    }
}

fn moment_ui(ui: &mut Ui, course: &Course, model: &Model, crossing: &Crossing, days: f32) {
    const SIGN: f32 = 16.0;
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let day = short_day(crossing.at.day(), course.span.as_of.day());
    let text = words::crossing(course, model, crossing);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{day}: {text}")));
    let is_ahead = crossing.at > course.span.as_of;
    let colour = if is_ahead { theme.second } else { theme.text };
    let (sign, sign_colour) = if crossing.is_up() { ("▲", theme.better) } else { ("▼", theme.worse) };
    let painter = ui.painter();
    painter.text(rect.left_center(), egui::Align2::LEFT_CENTER, sign, theme::small(), sign_colour);
    let day_rect = rect.with_min_x(rect.left() + SIGN).with_max_x(rect.left() + SIGN + days);
    cells::text(ui, day_rect, &day, theme::body(), theme.second);
    cells::text(ui, rect.with_min_x(day_rect.right() + 10.0), &text, theme::body(), colour);
    response.on_hover_text(words::standing(course, model, crossing.at));
}
