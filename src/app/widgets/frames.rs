//! What stands around things: cards, headers, the navigation, empty states, notices.

use eframe::egui::{
    self, Align, Align2, Layout, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Icon;
use crate::{
    app::{state::NoticeKind, theme},
    model::Axis,
};

/// A card on the ground.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = theme::of(ui);
    egui::Frame::new()
        .fill(theme.card)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(10)
        .inner_margin(egui::Margin::symmetric(14, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// A line of a card: what it is on the left, its value (laid out from the right) on the right, a hairline below.
pub fn value_row<R>(ui: &mut Ui, height: f32, label: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme::of(ui).line));
    let builder = egui::UiBuilder::new().max_rect(rect).id_salt(label).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.label(theme::second(ui, label));
        ui.with_layout(Layout::right_to_left(Align::Center), value).inner
    })
    .inner
}

/// The title of a page, a line below it, and controls at its right. On a projector, and where there is no room for all of it,
/// the line is its first sentence: what is there; how to use it can be left out. A projector shows it whole or not at all.
pub fn page_header(ui: &mut Ui, title: &str, subtitle: &str, controls: impl FnOnce(&mut Ui)) {
    let first = subtitle.split(". ").next().unwrap_or(subtitle);
    ui.horizontal(|ui| {
        ui.set_min_height(44.0);
        ui.with_layout(Layout::right_to_left(Align::Max), |ui| {
            controls(ui);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                let width = |text: &str| {
                    let text = text.to_owned();
                    ui.painter().layout_no_wrap(text, theme::body(), egui::Color32::PLACEHOLDER).size().x
                };
                let is_short = theme::is_presentation(ui) || width(subtitle) > ui.available_width();
                let text = if is_short { first } else { subtitle };
                let has_room = !theme::is_presentation(ui) || width(text) <= ui.available_width();
                if !has_room {
                    // The title alone stands beside the controls, not above them.
                    ui.add_space(16.0);
                }
                ui.add(egui::Label::new(theme::heading(title)).truncate());
                if has_room {
                    ui.add(egui::Label::new(theme::second(ui, text)).truncate());
                }
            });
        });
    });
    ui.add_space(4.0);
}

/// A page that is higher than the window: its bar stands in the page's margin, beside what it scrolls.
pub fn scrolled_page<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    const MARGIN: f32 = 12.0;
    let within = ui.available_rect_before_wrap();
    let with_bar = egui::UiBuilder::new().max_rect(within.with_max_x(within.right() + MARGIN));
    let scope = ui.scope_builder(with_bar, |ui| {
        let area = egui::ScrollArea::vertical().auto_shrink(false);
        let scrolled = area.show(ui, |ui| {
            ui.set_max_width(within.width());
            let inner = content(ui);
            follow_focus(ui);
            inner
        });
        scrolled.inner
    });
    scope.inner
}

/// Scrolls to what the keyboard has come to by Tab, as far as it lies out of sight. Within what scrolls, after its content.
pub fn follow_focus(ui: &Ui) {
    let seen = ui.scope_id().with("focus that was followed");
    let focused = ui.memory(egui::Memory::focused);
    if ui.data(|data| data.get_temp::<Option<egui::Id>>(seen)).flatten() == focused {
        return;
    }
    ui.data_mut(|data| data.insert_temp(seen, focused));
    let widget = focused.and_then(|id| ui.ctx().read_response(id));
    if let Some(widget) = widget.filter(|widget| widget.layer_id == ui.layer_id())
        && ui.min_rect().contains_rect(widget.rect)
        // What stands below that which scrolls lies over its hidden part, and is seen whole.
        && !widget.interact_rect.contains_rect(widget.rect)
    {
        ui.scroll_to_rect(widget.rect, None);
    }
}

/// What a page will show once it has something to show, and the steps that fill it. Answers the index of the clicked one.
pub fn empty_state(ui: &mut Ui, icon: Icon, title: &str, text: &str, actions: &[&str]) -> Option<usize> {
    /// So high are the icon and the title, and a step, with what is between them.
    const HEAD: f32 = 112.0;
    const STEP: f32 = 38.0;
    const WIDEST: f32 = 460.0;
    let theme = theme::of(ui);
    let mut clicked = None;
    ui.vertical_centered(|ui| {
        let width = ui.available_width().min(WIDEST);
        let told = ui.painter().layout(text.to_owned(), theme::body(), theme.second, width).size().y;
        let above = (ui.available_height() * 0.22).min(140.0);
        let left = ui.available_height() - HEAD - told - actions.len() as f32 * STEP;
        // On a projector the last step is to be seen too.
        ui.add_space(if theme::is_presentation(ui) { above.min(left).max(0.0) } else { above });
        ui.label(egui::RichText::new(char::from(icon).to_string()).font(theme::icon_font(36.0)).color(theme.third));
        ui.add_space(8.0);
        ui.label(theme::heading(title));
        ui.allocate_ui(vec2(width, 0.0), |ui| {
            ui.add(egui::Label::new(theme::second(ui, text)).wrap().halign(Align::Center));
        });
        ui.add_space(8.0);
        for (index, action) in actions.iter().enumerate() {
            if super::quiet_button(ui, action).clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// Two overlapping discs, one for each axis.
pub fn logo(ui: &mut Ui) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(24.0, 20.0), Sense::hover());
    ui.painter().circle_filled(rect.center() - vec2(4.0, 0.0), 6.5, theme.axis(Axis::Fit));
    ui.painter().circle_filled(rect.center() + vec2(4.0, 0.0), 6.5, theme::tint(theme.axis(Axis::Engagement), 0.85));
    ui.label(theme::strong("Tandem").size(15.0));
}

/// A line of the navigation.
pub struct NavItem<'a> {
    pub icon: Icon,
    pub name: &'a str,
    /// A count or a key, at the right end.
    pub side: &'a str,
    /// In which colour, where the count asks for something; it is seen beside the icon too.
    pub alarm: Option<egui::Color32>,
    pub is_here: bool,
    /// Only the icon, where room is short.
    pub is_narrow: bool,
}

/// One page in the navigation.
pub fn nav_item(ui: &mut Ui, item: &NavItem<'_>) -> Response {
    let theme = theme::of(ui);
    let NavItem { icon, name, side, alarm, is_here, is_narrow } = *item;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_here, name));
    if is_here {
        ui.painter().rect_filled(rect, 7.0, theme.accent_tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 7.0, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 7.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let (colour, font) = if is_here { (theme.accent, theme::strong_font()) } else { (theme.second, theme::body()) };
    let icon_x = if is_narrow { rect.center().x } else { rect.left() + 18.0 };
    let painter = ui.painter();
    painter.text(
        pos2(icon_x, rect.center().y),
        Align2::CENTER_CENTER,
        char::from(icon),
        theme::icon_font(15.0),
        colour,
    );
    if is_narrow {
        if let Some(colour) = alarm {
            let at = pos2(icon_x + 8.0, rect.top() + 10.0);
            painter.text(at, Align2::LEFT_CENTER, side, theme::small_strong(), colour);
        }
        let tip = if side.is_empty() { name.to_owned() } else { format!("{name}  {side}") };
        return response.on_hover_text(tip);
    }
    let text_colour = if is_here { theme.accent } else { theme.text };
    painter.text(pos2(rect.left() + 36.0, rect.center().y), Align2::LEFT_CENTER, name, font, text_colour);
    let (font, colour) = match alarm {
        Some(colour) => (theme::small_strong(), colour),
        None => (theme::small(), theme.second),
    };
    painter.text(pos2(rect.right() - 10.0, rect.center().y), Align2::RIGHT_CENTER, side, font, colour);
    response
}

/// At the right end of a notice, for what closes it.
pub const NOTICE_END: f32 = 26.0;

/// A line that floats at the bottom of the page, and how many more wait. It takes no click, so that it never stands in the
/// way of what is below it.
pub fn notice(ui: &mut Ui, text: &str, kind: NoticeKind, more: &str, most_width: f32) {
    let theme = theme::of(ui);
    let (icon, colour) = match kind {
        NoticeKind::Done => (Icon::CircleCheck, theme.better),
        NoticeKind::Warning => (Icon::TriangleAlert, theme.warning),
        NoticeKind::Error => (Icon::CircleAlert, theme.worse),
    };
    egui::Frame::popup(ui.style()).inner_margin(egui::Margin::symmetric(10, 2)).show(ui, |ui| {
        ui.set_max_width(most_width);
        ui.spacing_mut().interact_size.y = 20.0;
        ui.horizontal(|ui| {
            ui.label(theme::icon(icon).color(colour));
            let more = ui.painter().layout_no_wrap(more.to_owned(), theme::small_strong(), theme.second);
            let spacing = ui.spacing().item_spacing.x;
            let more_width = if more.is_empty() { 0.0 } else { more.size().x + spacing };
            let room = ui.available_width() - NOTICE_END - more_width;
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(egui::Label::new(text).wrap().selectable(false));
            });
            if !more.is_empty() {
                ui.label(more);
            }
            ui.add_space(NOTICE_END - spacing);
        });
    });
}
