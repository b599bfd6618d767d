//! The card “As of”, and the sign in the bar that another day is shown.

use eframe::egui::{self, Align, Id, Key, Layout, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{MOST_MONTHS, Span, YEAR, calendar, calendar::Calendar, play, slider, typed};
use crate::app::{format, state::State, theme, widgets};

/// The day, as a field.
const FIELD: egui::Vec2 = vec2(152.0, 34.0);
const CHIP_HEIGHT: f32 = 30.0;

/// The day that is shown: a field, a slider, and the months one after the other. Answers whether there is one.
pub fn card_ui(ui: &mut Ui, state: &mut State) -> bool {
    if state.library.is_none() {
        return false;
    }
    let known = calendar(state);
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
        heading_ui(ui, state);
        match known {
            Some(calendar) => content_ui(ui, state, &calendar),
            // A moment, or for good.
            None if state.own_as_of().day().0 > 0 && !state.pages.time.is_read() => {
                ui.label(theme::second(ui, &tr!("time-reading")));
            }
            None => {
                ui.add(egui::Label::new(theme::second(ui, &tr!("time-no-dates"))).wrap());
            }
        }
    });
    true
}

fn heading_ui(ui: &mut Ui, state: &mut State) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let builder = egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| {
        if state.gone_to().is_some() && widgets::link_button(ui, &tr!("time-back")).clicked() {
            state.back_to_today();
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.label(theme::strong(&tr!("time-title"))));
    });
}

fn content_ui(ui: &mut Ui, state: &mut State, calendar: &Calendar) {
    ui.horizontal(|ui| {
        ui.set_min_height(FIELD.y);
        field_ui(ui, state);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| controls_ui(ui, state));
    });
    if let Some(refusal) = &state.pages.time.refusal {
        ui.add(egui::Label::new(theme::worse(ui, refusal)).wrap());
    }
    ui.add_space(4.0);
    let day = state.as_of().day();
    if let Some(chosen) = slider::show(ui, calendar, day) {
        state.pages.time.pause();
        state.go_to(chosen.last_second());
    }
    ui.add_space(2.0);
    let sentence = match preparing(state) {
        Some((done, all)) => tr!("time-preparing", done = done, all = all),
        None => slider::sentence(calendar, state.as_of().day()),
    };
    ui.add(egui::Label::new(theme::second(ui, &sentence)).wrap());
    span_ui(ui, state, calendar);
}

/// The months that are known, of how many: while the first one is still being worked out.
fn preparing(state: &State) -> Option<(usize, usize)> {
    let time = &state.pages.time;
    let is_waiting = time.playing.is_some_and(play::Playing::is_waiting);
    is_waiting.then(|| (time.months.known().count(), time.months.len()))
}

/// The day as it is typed; entered, it is gone to.
fn field_ui(ui: &mut Ui, state: &mut State) {
    let written = format::day(state.as_of().day());
    let time = &mut state.pages.time;
    let mut text = time.typed.clone().unwrap_or_else(|| written.clone());
    let id = Id::unique("as of field");
    let field =
        egui::TextEdit::singleline(&mut text).id(id).font(theme::day_font()).margin(egui::Margin::symmetric(6, 4));
    let response = ui.add_sized(FIELD, field).accessible_name(tr!("time-field"));
    let is_left = response.lost_focus();
    let response = response.on_hover_text(tr!("time-field-about"));
    if response.changed() {
        time.typed = Some(text);
        time.refusal = None;
    }
    if !is_left {
        return;
    }
    let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
    let Some(typed) = time.typed.take().filter(|typed| !is_given_up && *typed != written) else { return };
    match typed::read(&typed) {
        Ok(then) => {
            time.pause();
            state.go_to(then);
        }
        Err(refusal) => time.refusal = Some(refusal),
    }
}

/// A month back, the months one after the other, a month on. From the right.
fn controls_ui(ui: &mut Ui, state: &mut State) {
    // Today and what is ahead of it have no month on.
    let is_past = state.as_of() < state.own_as_of();
    ui.add_enabled_ui(is_past, |ui| {
        if widgets::icon_button(ui, widgets::Icon::ChevronRight, &tr!("time-month-on")).clicked() {
            play::step(state, false);
        }
    });
    if state.pages.time.is_playing() {
        if widgets::icon_button(ui, widgets::Icon::Pause, &tr!("time-pause")).clicked() {
            state.pages.time.pause();
        }
    } else if widgets::icon_button(ui, widgets::Icon::Play, &tr!("time-play")).clicked() {
        play::play(state);
    }
    if widgets::icon_button(ui, widgets::Icon::ChevronLeft, &tr!("time-month-back")).clicked() {
        play::step(state, true);
    }
}

/// The last year, or all months there are, where these are more.
pub(super) fn span_ui(ui: &mut Ui, state: &mut State, calendar: &Calendar) {
    let months = calendar.months(state.own_as_of()).len().saturating_sub(1);
    if months <= YEAR {
        return;
    }
    ui.add_space(6.0);
    let (year, all) = (tr!("time-span-year"), tr!("time-span-all", months = months.min(MOST_MONTHS)));
    let spans = [(Span::Year, year.as_str()), (Span::All, all.as_str())];
    let time = &mut state.pages.time;
    if widgets::segmented(ui, &tr!("time-span"), &mut time.span, &spans).changed() {
        time.pause();
        time.shown.forget_month();
    }
}

/// In the bar, on every page: another day than the library's own is shown, and one click goes back.
pub fn chip_ui(ui: &mut Ui, state: &mut State) {
    let Some(then) = state.gone_to() else { return };
    let theme = theme::of(ui);
    let is_past = then < state.own_as_of();
    let day = format::day(then.day());
    let text = if is_past { tr!("time-chip-past", day = day) } else { tr!("time-chip-ahead", day = day) };
    let name = tr!("time-chip-name", text = text.clone());
    let mut job = egui::text::LayoutJob::default();
    let icon = char::from(widgets::Icon::History).to_string();
    job.append(&icon, 0.0, egui::TextFormat::simple(theme::icon_font(14.0), theme.warning));
    job.append(&text, 6.0, egui::TextFormat::simple(theme::strong_font(), theme.warning));
    job.append(
        &char::from(widgets::Icon::X).to_string(),
        8.0,
        egui::TextFormat::simple(theme::icon_font(12.0), theme.second),
    );
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 20.0, CHIP_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ring = if response.has_focus() || response.hovered() { theme.accent } else { theme.warning };
    let painter = ui.painter();
    painter.rect(rect, 7.0, theme.contested, Stroke::new(1.0, ring), StrokeKind::Inside);
    painter.galley(rect.left_center() + vec2(10.0, -galley.size().y / 2.0), galley, theme.warning);
    if response.on_hover_text(tr!("time-chip-about", own = format::day(state.own_as_of().day()))).clicked() {
        state.back_to_today();
    }
}
