//! The fields that a sentence is made of: words, drop-downs, numbers, and the buttons that add and remove parts.
//!
//! Each takes exactly the room it needs, so that the sentence wraps between fields and never within one, and each has an
//! id of its own, so that the cursor stays in its field while others come and go.

use std::{ops::RangeInclusive, sync::Arc};

use eframe::egui::{
    self, Align, CornerRadius, DragValue, Galley, Id, Layout, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextWrapMode, Ui, UiBuilder, Vec2, WidgetInfo, WidgetText, vec2,
};

use crate::{
    app::theme,
    model::{rule_text::parse_number, wording},
};

pub const HEIGHT: f32 = 28.0;
const RADIUS: CornerRadius = CornerRadius::same(7);
const PADDING: f32 = 9.0;
const CHEVRON: f32 = 7.0;
/// Longer names are cut; the whole is shown under the pointer.
const MOST_TEXT: f32 = 280.0;

/// How a drop-down looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// What is looked at: framed, strong.
    Subject,
    /// To be filled in.
    Wanted,
    /// Framed, but something is wrong with it.
    Doubtful,
    /// The words of the sentence.
    Words,
}

/// A row of fields that wraps.
pub fn wrapped<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
    ui.allocate_ui_with_layout(vec2(width, HEIGHT), layout, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.spacing_mut().interact_size.y = HEIGHT;
        ui.set_row_height(HEIGHT);
        add(ui)
    })
    .inner
}

/// Room for one field, in this row or the next.
pub fn room(ui: &mut Ui, width: f32) -> Rect {
    let width = width.min(ui.max_rect().width());
    ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover()).0
}

/// Begins a new line unless so much room is left on this one: what belongs together is read in one line.
pub fn keep_together(ui: &mut Ui, width: f32) {
    let is_begun = ui.cursor().left() > ui.max_rect().left() + 1.0;
    if is_begun && ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
}

/// Room for widgets with an id of their own.
pub fn slot<R>(ui: &mut Ui, id: Id, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let rect = room(ui, width);
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect).layout(layout));
    child.style_mut().wrap_mode = Some(TextWrapMode::Extend);
    add(&mut child)
}

pub fn galley(ui: &Ui, text: impl Into<WidgetText>) -> Arc<Galley> {
    // Room for padding and a cross or a chevron is left, however narrow the line.
    let most = MOST_TEXT.min(ui.max_rect().width() - 40.0).max(24.0);
    text.into().into_galley(ui, Some(TextWrapMode::Truncate), most, egui::TextStyle::Body)
}

/// Plain words of the sentence.
pub fn word(ui: &mut Ui, text: impl Into<String>) {
    let text = theme::second(ui, &text.into());
    let width = galley(ui, text.clone()).size().x.ceil();
    let rect = room(ui, width);
    ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)))
        .add(egui::Label::new(text).extend().selectable(false));
}

/// A drop-down: what it is called, and what is chosen.
pub fn menu_field(ui: &mut Ui, id: Id, name: &str, chosen: &str, look: Look) -> Response {
    let theme = theme::of(ui);
    let galley = match look {
        Look::Subject | Look::Doubtful => galley(ui, theme::strong(chosen)),
        Look::Wanted | Look::Words => galley(ui, chosen),
    };
    let is_framed = matches!(look, Look::Subject | Look::Wanted | Look::Doubtful);
    let padding = if is_framed { PADDING } else { 2.0 };
    let rect = room(ui, galley.size().x.ceil() + CHEVRON + 6.0 + 2.0 * padding);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), name));
    ui.ctx().accesskit_node_builder(id, |node| node.set_value(chosen));
    let color = match look {
        Look::Subject => theme.text,
        Look::Wanted => theme.accent,
        Look::Doubtful => theme.worse,
        Look::Words if response.hovered() || response.has_focus() => theme.text,
        Look::Words => theme.second,
    };
    if ui.is_rect_visible(rect) {
        frame(ui, &response, rect, is_framed);
        let at = Pos2::new(rect.left() + padding, rect.center().y - galley.size().y / 2.0);
        chevron(ui, Pos2::new(rect.right() - padding - CHEVRON / 2.0, rect.center().y + 0.5), color);
        let is_cut = galley.elided;
        ui.painter().galley(at, galley, color);
        if is_cut {
            return response.on_hover_text(chosen);
        }
    }
    response
}

/// The ground and the edge of a field, as it is touched.
pub fn frame(ui: &Ui, response: &Response, rect: Rect, is_framed: bool) {
    let theme = theme::of(ui);
    let is_open = egui::Popup::is_id_open(ui.ctx(), egui::Popup::default_response_id(response));
    let is_lit = response.hovered() || response.is_pointer_button_down_on() || is_open;
    let fill = if is_lit { theme.accent_tint } else { theme.card };
    let stroke = if response.has_focus() {
        Stroke::new(1.5, theme.accent)
    } else if is_framed {
        Stroke::new(1.0, if is_open { theme.accent } else { theme.line })
    } else {
        Stroke::NONE
    };
    if is_framed || is_lit || response.has_focus() {
        ui.painter().rect(rect, RADIUS, fill, stroke, StrokeKind::Inside);
    }
}

fn chevron(ui: &Ui, center: Pos2, color: egui::Color32) {
    let half = CHEVRON / 2.0;
    let points = vec![
        center + Vec2::new(-half, -half / 2.0),
        center + Vec2::new(0.0, half / 2.0),
        center + Vec2::new(half, -half / 2.0),
    ];
    ui.painter().add(egui::Shape::line(points, Stroke::new(1.3, color)));
}

/// A small × that takes a part of the sentence away; it stands close to the part.
pub fn remove_button(ui: &mut Ui, id: Id, name: &str) -> Response {
    ui.add_space(-4.0);
    let rect = room(ui, 18.0);
    cross(ui, rect, id, name)
}

/// A value, or a word that can go, with a × that takes it away.
pub struct Chip<'a> {
    pub label: &'a str,
    /// What the × is called.
    pub remove: &'a str,
    /// What is wrong with it, if anything.
    pub doubt: Option<String>,
}

/// Draws a chip; true when its × was clicked.
pub fn chip(ui: &mut Ui, id: Id, chip: Chip<'_>) -> bool {
    let theme = theme::of(ui);
    let galley = galley(ui, chip.label);
    let rect = room(ui, galley.size().x.ceil() + 34.0);
    ui.painter().rect(rect, RADIUS, theme.card, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let color = if chip.doubt.is_some() { theme.worse } else { theme.text };
    let at = Pos2::new(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
    let is_cut = galley.elided;
    ui.painter().galley(at, galley, color);
    if let Some(hover) = chip.doubt.or_else(|| is_cut.then(|| chip.label.to_owned())) {
        ui.interact(rect.with_max_x(rect.right() - 22.0), id.with("text"), Sense::hover()).on_hover_text(hover);
    }
    let room = rect.with_min_x(rect.right() - 22.0).translate(vec2(-1.0, 0.0));
    cross(ui, room, id, chip.remove).clicked()
}

/// A × within a given room.
pub fn cross(ui: &Ui, rect: Rect, id: Id, name: &str) -> Response {
    let theme = theme::of(ui);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let color = if response.hovered() || response.has_focus() { theme.text } else { theme.third };
    if response.has_focus() {
        let stroke = Stroke::new(1.5, theme.accent);
        ui.painter().rect_stroke(rect.shrink2(vec2(1.0, 5.0)), 4.0, stroke, StrokeKind::Inside);
    }
    let half = Vec2::splat(3.5);
    let (center, stroke) = (rect.center(), Stroke::new(1.3, color));
    ui.painter().line_segment([center - half, center + half], stroke);
    let other = Vec2::new(half.x, -half.y);
    ui.painter().line_segment([center - other, center + other], stroke);
    response.on_hover_text(name)
}

/// Three dots: more can be done.
pub fn dots_button(ui: &mut Ui, id: Id, name: &str) -> Response {
    let theme = theme::of(ui);
    let rect = room(ui, 24.0);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    frame(ui, &response, rect.shrink2(vec2(0.0, 2.0)), false);
    let color = if response.hovered() || response.has_focus() { theme.text } else { theme.third };
    for dot in -1_i8..=1 {
        ui.painter().circle_filled(rect.center() + vec2(4.0 * f32::from(dot), 0.0), 1.2, color);
    }
    response.on_hover_text(name)
}

/// A quiet button that adds a part: “+ detail”.
pub fn add_button(ui: &mut Ui, id: Id, text: &str) -> Response {
    let theme = theme::of(ui);
    let galley = galley(ui, text);
    let rect = room(ui, galley.size().x.ceil() + 12.0);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        frame(ui, &response, rect.shrink2(vec2(0.0, 2.0)), false);
        let color = if response.hovered() || response.has_focus() { theme.accent } else { theme.second };
        let at = Pos2::new(rect.left() + 6.0, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color);
    }
    response
}

/// A whole number within limits. A value beyond them is shown as it is until the user changes it.
pub fn whole(ui: &mut Ui, id: Id, name: &str, value: &mut u32, range: RangeInclusive<u32>) -> bool {
    let mut edited = *value;
    let width = number_width(ui, id, &wording::decimal(f64::from(edited)));
    let changed = slot(ui, id, width, |ui| {
        let field = DragValue::new(&mut edited)
            .range(range)
            .clamp_existing_to_range(false)
            .speed(0.25)
            .custom_formatter(|number, _| wording::decimal(number))
            .custom_parser(parse_number)
            .clip_text(true)
            .min_size(vec2(width, HEIGHT));
        named(ui, id, field, name)
    });
    if changed {
        *value = edited;
    }
    changed
}

/// Any finite number, as exact as it is typed.
pub fn number(ui: &mut Ui, id: Id, name: &str, value: &mut f64) -> bool {
    let mut edited = *value;
    let width = number_width(ui, id, &wording::decimal(edited));
    // Large numbers move in large steps: 1 % of their size, as a power of ten.
    let speed = if edited == 0.0 { 1.0 } else { 10_f64.powi((edited.abs().log10().floor() as i32 - 2).clamp(-3, 12)) };
    let changed = slot(ui, id, width, |ui| {
        let field = DragValue::new(&mut edited)
            .clamp_existing_to_range(false)
            .speed(speed)
            .custom_formatter(|number, _| wording::decimal(number))
            .custom_parser(parse_number)
            .clip_text(true)
            .min_size(vec2(width, HEIGHT));
        named(ui, id, field, name)
    });
    if changed && edited.is_finite() {
        *value = edited;
    }
    changed
}

fn named(ui: &mut Ui, id: Id, field: DragValue<'_>, name: &str) -> bool {
    let response = ui.add(field).accessible_name(name);
    ui.data_mut(|data| data.insert_temp(id.with("field"), response.id));
    response.changed()
}

/// Room for a number, and some more while it is typed.
fn number_width(ui: &Ui, id: Id, text: &str) -> f32 {
    let focused = ui.memory(egui::Memory::focused);
    let was = ui.data(|data| data.get_temp::<Id>(id.with("field")));
    let room_to_type = if focused.is_some() && focused == was { 24.0 } else { 0.0 };
    let text = ui.painter().layout_no_wrap(text.to_owned(), theme::body(), theme::of(ui).text).size().x;
    (text + 20.0).max(40.0).ceil() + room_to_type
}
