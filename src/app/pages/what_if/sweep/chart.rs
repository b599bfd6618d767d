//! The card of the number that is turned: its title, what it finds, the chart or the table, and what fits.

use std::sync::Arc;

use eframe::egui::{
    self, Align, CursorIcon, EventFilter, Id, Key, Layout, Modifiers, Rect, Role, Sense, Ui, WidgetInfo,
    accesskit::Action, pos2, vec2,
};

use super::{
    choice, desk, fit, knobs, paint,
    plot::{Plot, Series},
    range::Range,
    table, words,
    worker::Chart,
};
use crate::{
    app::{panel, state::State, theme, widgets},
    model::Model,
    scoring::what_if::{Fit, Knob, Point, over_capacity},
};

/// The marker can be taken this far beside its line.
const REACH: f32 = 5.0;
/// With shift, the arrow keys move the marker this far.
const STRIDE: i32 = 5;
const FIELD: egui::Vec2 = vec2(52.0, 28.0);

pub fn show(ui: &mut Ui, state: &mut State) {
    desk::keep_asked(ui, state);
    let Some(knob) = state.pages.what_if.sweep.knob(&state.document.model) else { return };
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        heading_ui(ui, state, &knob);
        match desk::chart(state) {
            Some(known) => known_ui(ui, state, &knob, &known),
            None => {
                ui.label(theme::second(ui, &tr!("sweep-working")));
                let height = Plot::height(state.pages.what_if.sweep.shown);
                ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
            }
        }
        fit::rows_ui(ui, state);
    });
}

/// What is turned, its value as a field, and whether it is a chart or a table.
fn heading_ui(ui: &mut Ui, state: &mut State, knob: &Knob) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let builder = egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| {
        let is_table = state.pages.what_if.sweep.is_table;
        let (icon, name) = if is_table {
            (widgets::Icon::ChartSpline, tr!("sweep-as-chart"))
        } else {
            (widgets::Icon::Table, tr!("sweep-as-table"))
        };
        if widgets::icon_button(ui, icon, &name).clicked() {
            state.pages.what_if.sweep.is_table = !is_table;
        }
        value_ui(ui, state, knob);
        let width = ui.available_width();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if let Some(chosen) = choice::show(ui, &state.document.model, knob, width) {
                let desk = &mut state.pages.what_if.sweep;
                (desk.chosen, desk.range, desk.base, desk.taken) = (Some(chosen), None, None, None);
            }
        });
    });
}

/// The value as a field that is typed into or dragged; a category without a cap gets one first.
fn value_ui(ui: &mut Ui, state: &mut State, knob: &Knob) {
    let model = &mut state.document.model;
    let name = knobs::name(model, knob);
    let Some(mut value) = knob.value(model) else {
        let most = Range::of(model, knob).map_or(0, |range| range.to);
        if widgets::quiet_button(ui, &tr!("sweep-set-cap")).clicked() {
            desk::turn(state, knob, most);
        }
        return;
    };
    if let Knob::Cap { category } = knob
        && widgets::icon_button(ui, widgets::Icon::X, &tr!("sweep-take-cap")).clicked()
        && let Some(category) = model.categories.iter_mut().find(|other| other.id == *category)
    {
        category.at_most = None;
        return;
    }
    // Half a typed number must not push the other edges about, so it counts once it is entered.
    let field = widgets::whole_number(&mut value, knob.limits()).update_while_editing(false);
    let response = ui
        .push_id(("value", knob), |ui| ui.add_sized(FIELD, field))
        .inner
        .accessible_name(tr!("sweep-value-of", name = name));
    if response.drag_started() {
        state.pages.what_if.sweep.taken = Some(Arc::clone(state.document.draft()));
    }
    if response.changed() {
        desk::turn(state, knob, value);
    }
    if response.drag_stopped() {
        state.pages.what_if.sweep.taken = None;
    }
}

fn known_ui(ui: &mut Ui, state: &mut State, knob: &Knob, known: &desk::Known<Chart>) {
    let chart = &known.it;
    let value = knob.value(&state.document.model);
    let now = point_at(chart, value);
    let fits = now.and_then(|now| words::fitting_point(now, &chart.points, chart.fit.as_ref()));
    let fits = fits.filter(|_| chart.is_whole);
    // What fits in all is no advice where one route then gets more than it can work.
    let over = |point: &Point| over_capacity(&state.document.model, point);
    let fits = fits.filter(|point| now.is_some_and(|now| over(point).iter().all(|route| over(now).contains(route))));
    let opacity = panel::opacity_of(ui, "sweep", known.is_stale);
    if let Some(now) = now {
        ui.scope(|ui| {
            ui.multiply_opacity(opacity);
            let mut text = words::finding(now);
            if let (true, Some(Fit::Nowhere(_))) = (chart.is_whole, &chart.fit) {
                text = format!("{text}. {}", tr!("sweep-nowhere-here"));
            }
            if let Some(took) = desk::took_along(state) {
                text = format!("{text}. {took}");
            }
            ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
        });
    }
    if let (Some(now), Some(fits)) = (now, fits)
        && let Some(value) = fits.value
    {
        // What is older than the draft is not to be acted on.
        let is_clicked = ui.scope(|ui| {
            ui.multiply_opacity(opacity);
            let mut text = words::fitting(now, fits);
            text.push_str(&desk::will_take_along(state, knob, &chart.of.model, value));
            fit::action_ui(ui, &text, "")
        });
        if is_clicked.inner && !known.is_stale {
            desk::turn(state, knob, value);
        }
    }
    if state.pages.what_if.sweep.is_table {
        if let Some(value) = table::show(ui, chart, value, opacity) {
            desk::turn(state, knob, value);
        }
    } else {
        if !theme::is_presentation(ui) && chart.now.won > 0 {
            legend_ui(ui, &mut state.pages.what_if.sweep.shown);
        }
        plot_ui(ui, state, knob, chart, (now, fits), opacity);
        range_ui(ui, state, knob, chart.of.range, chart.now.won > 0);
    }
}

/// The point of a value that may be turned under the hand.
fn point_at(chart: &Chart, value: Option<i32>) -> Option<&Point> {
    if chart.now.value == value {
        return Some(&chart.now);
    }
    let value = value?;
    let at = chart.points.binary_search_by_key(&value, |point| point.value.unwrap_or(i32::MAX)).ok()?;
    chart.points.get(at)
}

/// Which lines are shown; the last one stays.
fn legend_ui(ui: &mut Ui, shown: &mut [bool; 3]) {
    ui.horizontal_wrapped(|ui| {
        for (index, series) in Series::ALL.into_iter().enumerate() {
            let is_last = shown[index] && shown.iter().filter(|is_shown| **is_shown).count() == 1;
            let name = series.name();
            let spoken = tr!("sweep-line-shown", name = name.clone());
            let response = ui.add_enabled(!is_last, egui::Checkbox::new(&mut shown[index], name.clone()));
            let is_on = shown[index];
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, !is_last, is_on, &spoken));
        }
    });
}

fn plot_ui(
    ui: &mut Ui,
    state: &mut State,
    knob: &Knob,
    chart: &Chart,
    (now, fits): (Option<&Point>, Option<&Point>),
    opacity: f32,
) {
    // Where no past win is known, nothing is said of wins.
    let shown = if chart.now.won > 0 { state.pages.what_if.sweep.shown } else { [true, false, false] };
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), Plot::height(shown)), Sense::hover());
    // Where a route to sales says no capacity, the line is of more than the capacity is.
    let capacity = chart.now.capacity.filter(|capacity| !capacity.is_partial && chart.now.arrived.is_some());
    let capacity = capacity.map(|capacity| capacity.most);
    let plot = Plot::new(area, shown, chart.of.range, &chart.points, capacity);
    let spoken = words::spoken(&state.document.model, knob, now.unwrap_or(&chart.now), fits);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    let marker = marker_ui(ui, state, knob, chart, &plot);
    // What the hand has just moved is drawn where it is now.
    let value = knob.value(&state.document.model);
    let pointer = response.hover_pos().filter(|at| plot.rect.expand2(vec2(4.0, 0.0)).contains(*at) && !marker.is_held);
    let was = state.baseline();
    let was = knob.value(&was).filter(|was| Some(*was) != value && chart.of.range.contains(*was));
    let picture = paint::Picture {
        area,
        plot: &plot,
        points: &chart.points,
        now: point_at(chart, value),
        value,
        hovered: pointer.and_then(|at| plot.nearest(&chart.points, at.x)),
        fits,
        was,
        capacity,
        axis: knobs::axis(&state.document.model, knob),
        has_focus: marker.has_focus,
        opacity,
    };
    paint::chart(ui, &picture);
}

/// The marker as it was touched in this frame.
struct Marker {
    is_held: bool,
    has_focus: bool,
}

/// The marker is taken by its pill or its line, and moved by keys once it has the focus.
fn marker_ui(ui: &Ui, state: &mut State, knob: &Knob, chart: &Chart, plot: &Plot) -> Marker {
    end_lost_drag(ui, state);
    let value = knob.value(&state.document.model);
    let pill = plot.pill(value);
    let id = Id::unique(("marker of what is turned", knob));
    let reach = Rect::from_min_max(
        pos2(pill.center().x - REACH, pill.bottom()),
        pos2(pill.center().x + REACH, plot.rect.bottom()),
    );
    let line = ui.interact(reach, id.with("line"), Sense::DRAG);
    let handle = ui.interact(pill.expand(2.0), id, Sense::click_and_drag());
    let name = tr!("sweep-handle", name = knobs::name(&state.document.model, knob));
    let number = f64::from(value.unwrap_or(chart.of.range.to));
    handle.widget_info(|| WidgetInfo::slider(true, number, &name));
    let is_held = handle.dragged() || line.dragged();
    if is_held || handle.hovered() || line.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    if handle.clicked() || handle.drag_started() || line.drag_started() {
        handle.request_focus();
    }
    for response in [&handle, &line] {
        let desk = &mut state.pages.what_if.sweep;
        if response.drag_started() {
            let grabbed = ui.input(|input| input.pointer.press_origin()).map_or(pill.center().x, |at| at.x);
            desk.grip = pill.center().x - grabbed;
            desk.taken = Some(Arc::clone(state.document.draft()));
        }
        if response.dragged()
            && let (Some(_), Some(pointer)) = (&desk.taken, response.interact_pointer_pos())
            && let Some(to) = plot.nearest(&chart.points, pointer.x + desk.grip).and_then(|point| point.value)
            && Some(to) != value
        {
            desk::turn(state, knob, to);
        }
        if response.drag_stopped() {
            state.pages.what_if.sweep.taken = None;
        }
    }
    if handle.has_focus() {
        move_by_keys(ui, id, state, knob, chart.of.range);
    }
    let has_focus = handle.has_focus();
    handle.on_hover_text(tr!("sweep-handle-about"));
    Marker { is_held, has_focus }
}

/// Escape gives a drag up; and where its end was missed, the chart must not be held any longer.
fn end_lost_drag(ui: &Ui, state: &mut State) {
    let desk = &mut state.pages.what_if.sweep;
    let Some(before) = &desk.taken else { return };
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        state.document.model = Model::clone(before);
        desk.taken = None;
    } else if !ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
        desk.taken = None;
    }
}

/// Arrow keys, Home and End, and what assistive technology asks for.
fn move_by_keys(ui: &Ui, id: Id, state: &mut State, knob: &Knob, range: Range) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let now = knob.value(&state.document.model).unwrap_or(range.to);
    let to = ui.input_mut(|input| {
        let mut by = 0;
        // With shift first: without it, a key matches whether or not shift is held.
        for (modifiers, step) in [(Modifiers::SHIFT, STRIDE), (Modifiers::NONE, 1)] {
            for (key, sign) in [(Key::ArrowUp, 1), (Key::ArrowRight, 1), (Key::ArrowDown, -1), (Key::ArrowLeft, -1)] {
                by += sign * step * i32::try_from(input.count_and_consume_key(modifiers, key)).unwrap_or(0);
            }
        }
        let asked = |action| i32::try_from(input.num_accesskit_action_requests(id, action)).unwrap_or(0);
        by += asked(Action::Increment) - asked(Action::Decrement);
        if input.consume_key(Modifiers::NONE, Key::Home) {
            return range.from;
        }
        if input.consume_key(Modifiers::NONE, Key::End) {
            return range.to;
        }
        now.saturating_add(by)
    });
    if to != now {
        let limits = knob.limits();
        desk::turn(state, knob, to.clamp(*limits.start(), *limits.end()));
    }
}

/// The ends of the range as fields below the chart, and the way back to the whole range.
fn range_ui(ui: &mut Ui, state: &mut State, knob: &Knob, range: Range, knows_wins: bool) {
    if theme::is_presentation(ui) {
        return;
    }
    let desk = &mut state.pages.what_if.sweep;
    let whole = Range::of(&state.document.model, knob);
    let (mut from, mut to) = (range.from, range.to);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let builder = egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        let limits = Range::limits(&state.document.model, knob);
        let field = |ui: &mut Ui, value: &mut i32, name: String| {
            let field = widgets::whole_number(value, limits.clone()).update_while_editing(false);
            ui.add_sized(vec2(46.0, 24.0), field).accessible_name(name).changed()
        };
        ui.label(theme::second(ui, &tr!("sweep-range")));
        let mut is_changed = field(ui, &mut from, tr!("sweep-range-from"));
        ui.label(theme::second(ui, &tr!("to")));
        is_changed |= field(ui, &mut to, tr!("sweep-range-to"));
        if is_changed && from != to {
            desk.range = Some(Range::new(from, to));
        }
        if desk.range.is_some_and(|range| Some(range) != whole)
            && widgets::icon_button(ui, widgets::Icon::Undo2, &tr!("sweep-range-reset")).clicked()
        {
            desk.range = None;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (note, about) = if knows_wins {
                (tr!("sweep-as-of-today"), tr!("sweep-as-of-today-about"))
            } else {
                (tr!("sweep-no-wins"), tr!("sweep-no-wins-about"))
            };
            let note = theme::second(ui, &note).font(theme::small());
            ui.add(egui::Label::new(note).truncate().sense(Sense::hover())).on_hover_text(about);
            ui.label(theme::icon(widgets::Icon::Info).font(theme::icon_font(12.0)).color(theme::of(ui).second));
        });
    });
}
