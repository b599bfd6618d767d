//! The view “Over time”: how the leads lie over the buying stages at the end of each month, and who moves on.

use std::sync::Arc;

use eframe::egui::{
    self, Align, Color32, EventFilter, Id, Key, Layout, Modifiers, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};

use super::{
    area::{Area, Layer},
    calendar, card, history,
    months::Month,
    passages, play,
};
use crate::{
    app::{
        commands::Command,
        format,
        modals::SettingsSection,
        pages::matrix::{View, words},
        panel,
        places::Destination,
        state::State,
        theme::{self, Theme},
        widgets,
    },
    lead::Instant,
    model::Model,
};

const GAP: f32 = 12.0;
/// The chart takes what the rest of the page leaves.
const AROUND: f32 = 320.0;
const LEAST_CHART: f32 = 180.0;
const MOST_CHART: f32 = 420.0;

/// What the view remembers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    is_table: bool,
    /// The place of the month that was chosen.
    pub month: Option<usize>,
    /// The place among the lags.
    pub lag: usize,
}

impl Shown {
    pub fn forget_month(&mut self) {
        self.month = None;
    }
}

/// The months that are known, with the names of their stages: as the view shows them.
pub(super) struct Story<'a> {
    pub model: &'a Model,
    pub months: &'a [Arc<Month>],
}

impl Story<'_> {
    /// What a place is called: a stage, or below all.
    pub fn name(&self, place: usize) -> String {
        self.model.stages.get(place).map_or_else(|| tr!("time-below"), |stage| stage.name.clone())
    }

    /// The places from the lowest, which is below all stages, to the highest.
    pub fn places(&self) -> impl DoubleEndedIterator<Item = usize> + use<> {
        (0..=self.model.stages.len()).rev()
    }

    /// The colour of a place: the further, the stronger.
    pub fn colour(&self, theme: &Theme, place: usize) -> Color32 {
        let stages = self.model.stages.len();
        if place >= stages {
            return theme.line;
        }
        let strength = 0.25 + 0.75 * (stages - place) as f32 / stages as f32;
        theme.card.lerp_to_gamma(theme.accent, strength)
    }
}

/// “31 Mar 2026” of an instant.
pub(super) fn day(as_of: Instant) -> String {
    format::day(as_of.day())
}

pub(super) fn share(leads: u64, all: u64) -> f64 {
    if all == 0 { 0.0 } else { leads as f64 / all as f64 }
}

/// The view: it takes the page below its header.
pub fn stages_ui(ui: &mut Ui, state: &mut State) {
    if state.document.model.stages.is_empty() {
        return no_stages_ui(ui, state);
    }
    let Some(calendar) = calendar(state) else {
        let text = if state.columns().is_empty() { tr!("time-no-leads") } else { tr!("time-no-dates") };
        ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
        return;
    };
    let Some(subject) = play::subject(state) else { return };
    state.pages.time.months.keep(&subject);
    let (months, is_stale) = state.pages.time.months.shown();
    let opacity = panel::opacity_of(ui, "months", is_stale);
    let all = state.pages.time.months.len();
    let model = months.first().map(|month| Arc::clone(&month.models[0]));
    let height = ui.available_height();
    widgets::scrolled_page(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let Some(model) = &model else {
            widgets::card(ui, |ui| ui.label(theme::second(ui, &tr!("time-preparing", done = 0, all = all))));
            return;
        };
        let story = Story { model, months: &months };
        let chart = (height - AROUND).clamp(LEAST_CHART, MOST_CHART);
        widgets::card(ui, |ui| {
            heading_ui(ui, state, &story);
            ui.multiply_opacity(opacity);
            if months.len() < all && !is_stale {
                ui.label(theme::second(ui, &tr!("time-preparing", done = months.len(), all = all)));
            }
            ui.add_space(6.0);
            if state.pages.time.shown.is_table {
                history::show(ui, &story, chart);
                chosen_ui(ui, state, &story);
            } else {
                chart_ui(ui, state, &story, chart);
            }
            card::span_ui(ui, state, &calendar);
        });
        ui.add_space(GAP);
        ui.multiply_opacity(opacity);
        passages::show(ui, state, &story);
    });
}

/// The model has no stages: what they are for, and where they are made.
fn no_stages_ui(ui: &mut Ui, state: &mut State) {
    let actions = [tr!("time-no-stages-open")];
    let (title, text) = (tr!("time-no-stages-title"), tr!("time-no-stages-text"));
    if widgets::empty_state(ui, widgets::Icon::Layers, &title, &text, &[&actions[0]]).is_some() {
        state.go(Destination::Settings(SettingsSection::Stages));
    }
}

/// What the picture says, and whether it is a picture or a table.
fn heading_ui(ui: &mut Ui, state: &mut State, story: &Story<'_>) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let (chart, table) = (tr!("time-as-chart"), tr!("time-as-table"));
            let ways = [(false, chart.as_str()), (true, table.as_str())];
            widgets::segmented(ui, &tr!("time-as"), &mut state.pages.time.shown.is_table, &ways);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.add(egui::Label::new(theme::strong(&tr!("time-shares"))).truncate());
                ui.add_space(2.0);
                ui.add(egui::Label::new(theme::second(ui, &finding(story))).wrap());
            });
        });
    });
}

/// “6.2 % of the leads are in Deciding, 1.4 points more than on 30 Nov 2025”.
fn finding(story: &Story<'_>) -> String {
    let (Some(first), Some(last)) = (story.months.first(), story.months.last()) else { return String::new() };
    let of = |month: &Month| share(month.stages().first().copied().unwrap_or(0), month.summary().leads);
    let (then, now) = (of(first), of(last));
    let points = (now - then) * 100.0;
    let (name, share, then) = (story.name(0), format::percent(now, 1), day(first.as_of));
    let change = format!("{:.1}", points.abs());
    match change.as_str() {
        "0.0" => tr!("time-finding-same", share = share, stage = name, then = then),
        _ if points > 0.0 => tr!("time-finding-more", share = share, stage = name, then = then, points = change),
        _ => tr!("time-finding-less", share = share, stage = name, then = then, points = change),
    }
}

fn chart_ui(ui: &mut Ui, state: &mut State, story: &Story<'_>, height: f32) {
    let theme = theme::of(ui);
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let area = Area::new(whole, story.months.len());
    let id = Id::unique("stages over time");
    let response = ui.interact(area.plot.expand2(vec2(8.0, 4.0)), id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, tr!("time-chart-name", finding = finding(story))));
    let shown = &mut state.pages.time.shown;
    shown.month = shown.month.filter(|month| *month < story.months.len());
    if response.clicked()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        response.request_focus();
        let point = area.point_at(pointer.x);
        // The chosen one once more lets go of it.
        shown.month = Some(point).filter(|_| shown.month != Some(point));
    }
    if response.has_focus() {
        by_keys(ui, id, story.months.len(), &mut shown.month);
    }
    let last = story.months.len().saturating_sub(1);
    let hovered = response.hover_pos().map(|pointer| area.point_at(pointer.x));
    let marked = hovered.or(shown.month);
    if let Some(month) = shown.month.and_then(|month| story.months.get(month)) {
        ui.ctx().accesskit_node_builder(id, |node| node.set_value(month_text(story, month)));
    }
    if ui.is_rect_visible(whole) {
        let named = story.months.get(marked.unwrap_or(last));
        let layers: Vec<Layer> = story.places().map(|place| layer(theme, story, place, named)).collect();
        let labels: Vec<String> = story.months.iter().map(|month| label(month.as_of)).collect();
        area.paint(&ui.painter().with_clip_rect(whole), theme, &layers, &labels, marked);
        if response.has_focus() {
            ui.painter().rect_stroke(area.plot.expand(3.0), 4.0, Stroke::new(1.5, theme.accent), StrokeKind::Outside);
        }
    }
    if let Some(month) = hovered.and_then(|point| story.months.get(point)) {
        response.on_hover_text_at_pointer(month_text(story, month));
    }
    chosen_ui(ui, state, story);
}

/// Whose name stands beside it: with its share and its count in the month that is marked.
fn layer(theme: &Theme, story: &Story<'_>, place: usize, named: Option<&Arc<Month>>) -> Layer {
    let of = |month: &Month| month.stages().get(place).copied().unwrap_or(0);
    let shares = story.months.iter().map(|month| share(of(month), month.summary().leads)).collect();
    let share = named.map_or(0.0, |month| share(of(month), month.summary().leads));
    let name = tr!("time-layer", stage = story.name(place), share = format::percent(share, 1));
    Layer { name, colour: story.colour(theme, place), shares }
}

/// A month on the axis; what ends within a month has its day.
fn label(as_of: Instant) -> String {
    let Some(date) = as_of.day().civil() else { return String::new() };
    let format = if date == date.last_of_month() { "%b %Y" } else { "%-d %b %Y" };
    date.strftime(format).to_string()
}

/// A month in words: each stage with its share and its count, the highest first.
fn month_text(story: &Story<'_>, month: &Month) -> String {
    let all = month.summary().leads;
    let mut lines = vec![tr!("time-month", day = day(month.as_of), leads = words::leads(all))];
    for (place, leads) in month.stages().into_iter().enumerate() {
        let share = format::percent(share(leads, all), 1);
        lines.push(tr!("time-month-stage", stage = story.name(place), share = share, leads = words::leads(leads)));
    }
    lines.join("\n")
}

fn by_keys(ui: &Ui, id: Id, months: usize, month: &mut Option<usize>) {
    let filter = EventFilter { horizontal_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let last = months.saturating_sub(1);
    ui.input_mut(|input| {
        let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key);
        let (on, back) = (count(Key::ArrowRight), count(Key::ArrowLeft));
        if on + back > 0 {
            let from = month.unwrap_or(last);
            *month = Some((from + on).saturating_sub(back).min(last));
        }
        if count(Key::Home) > 0 {
            *month = Some(0);
        }
        if count(Key::End) > 0 {
            *month = Some(last);
        }
        if count(Key::Escape) > 0 {
            *month = None;
        }
    });
}

/// The chosen month, and the way to its matrix.
fn chosen_ui(ui: &mut Ui, state: &mut State, story: &Story<'_>) {
    let Some(month) = state.pages.time.shown.month.and_then(|month| story.months.get(month)) else { return };
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::strong(&day(month.as_of)));
        ui.label(theme::second(ui, &words::leads(month.summary().leads)));
        if widgets::link_button(ui, &tr!("time-show-matrix", day = day(month.as_of))).clicked() {
            state.go_to(month.as_of);
            state.pages.matrix.view = View::Cloud;
            state.ask(Command::GoTo(crate::app::state::Page::Matrix));
        }
        if widgets::link_button(ui, &tr!("time-all-months")).clicked() {
            state.pages.time.shown.month = None;
        }
    });
}
