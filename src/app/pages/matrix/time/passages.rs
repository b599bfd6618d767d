//! Who moves on from stage to stage: of the leads in a stage at the end of a month, the share that is higher so many months later.

use std::sync::Arc;

use eframe::egui::{self, Align, Align2, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{
    months::{LAGS, Month},
    stages::{Story, day, share},
};
use crate::{
    app::{
        format,
        pages::matrix::{cell_text, words},
        state::State,
        theme, widgets,
    },
    scoring::Passage,
};

const BOX_HEIGHT: f32 = 62.0;
const ARROW: f32 = 74.0;
const HEAD: f32 = 5.0;
/// With less room than this for a stage, they stand one below the other.
const LEAST_BOX: f32 = 74.0;

/// Several months together, or one.
struct Told {
    passage: Passage,
    /// How many months were put together.
    months: usize,
    from: String,
    to: String,
}

pub(super) fn show(ui: &mut Ui, state: &mut State, story: &Story<'_>) {
    let shown = state.pages.time.shown;
    let told = told(story, shown.lag, shown.month);
    widgets::card(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                let labels = LAGS.map(|months| tr!("time-lag", months = months));
                let lags: Vec<(usize, &str)> =
                    labels.iter().enumerate().map(|(at, text)| (at, text.as_str())).collect();
                widgets::segmented(ui, &tr!("time-lag-name"), &mut state.pages.time.shown.lag, &lags);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.add(egui::Label::new(theme::strong(&tr!("time-passages"))).truncate());
                    ui.add_space(2.0);
                    let finding =
                        told.as_ref().map_or_else(|| tr!("time-passages-none"), |told| finding(story, told, shown.lag));
                    ui.add(egui::Label::new(theme::second(ui, &finding)).wrap());
                });
            });
        });
        let Some(told) = &told else { return };
        ui.add_space(10.0);
        row_ui(ui, story, told, shown.lag);
        ui.add_space(6.0);
        let about = if told.months == 1 {
            tr!("time-passages-month", from = told.from.clone(), to = told.to.clone())
        } else {
            tr!("time-passages-all", months = LAGS[shown.lag], from = told.from.clone(), to = told.to.clone())
        };
        if !theme::is_presentation(ui) {
            ui.add(egui::Label::new(theme::second(ui, &about).font(theme::small())).wrap());
        }
    });
}

/// The passages to the ends of months, one that was chosen or all of them. A month that is not over is no month.
fn told(story: &Story<'_>, lag: usize, chosen: Option<usize>) -> Option<Told> {
    let is_end = |month: &Month| month.as_of.day().civil().is_some_and(|date| date == date.last_of_month());
    let of = |place: usize| {
        let month: &Arc<Month> = story.months.get(place)?;
        let before = story.months.get(place.checked_sub(LAGS[lag])?)?;
        let passage = month.passages.get(lag)?.as_ref().filter(|_| is_end(month))?;
        Some((passage, before, month))
    };
    // The month that was chosen is the one that begins there, as far as that is over.
    let places = match chosen {
        Some(place) => place + LAGS[lag]..=place + LAGS[lag],
        None => 0..=story.months.len(),
    };
    let mut told: Option<Told> = None;
    for (passage, before, month) in places.filter_map(of) {
        let told = told.get_or_insert_with(|| Told {
            passage: Passage::none(story.model.stages.len()),
            months: 0,
            from: day(before.as_of),
            to: String::new(),
        });
        told.passage.add(passage);
        told.months += 1;
        told.to = day(month.as_of);
    }
    told
}

/// “12 % a month move on from Learning to Comparing or beyond”: of the stages, the one before the last.
fn finding(story: &Story<'_>, told: &Told, lag: usize) -> String {
    let Some(place) = (1..=story.model.stages.len()).find(|place| told.passage.leads(*place) > 0) else {
        return tr!("time-passages-nobody");
    };
    let moved = format::percent(share(told.passage.moved_on(place), told.passage.leads(place)), 1);
    let (from, to) = (story.name(place), story.name(place - 1));
    if place == 1 {
        tr!("time-passages-finding-last", share = moved, from = from, to = to, months = LAGS[lag])
    } else {
        tr!("time-passages-finding", share = moved, from = from, to = to, months = LAGS[lag])
    }
}

/// The stages from the lowest to the highest, and between two of them the share that moves on.
fn row_ui(ui: &mut Ui, story: &Story<'_>, told: &Told, lag: usize) {
    let places: Vec<usize> = story.places().collect();
    let count = places.len() as f32;
    let width = ((ui.available_width() - ARROW * (count - 1.0)) / count).floor();
    if width < LEAST_BOX {
        return lines_ui(ui, story, told, &places, lag);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), BOX_HEIGHT), Sense::hover());
    let mut left = rect.left();
    for place in places {
        let stage = Rect::from_min_size(pos2(left, rect.top()), vec2(width, BOX_HEIGHT));
        stage_ui(ui, story, told, place, stage);
        left = stage.right() + ARROW;
        if place > 0 {
            let between = Rect::from_min_max(stage.right_top(), pos2(left, rect.bottom()));
            arrow_ui(ui, story, told, place, between, lag);
        }
    }
}

fn stage_ui(ui: &Ui, story: &Story<'_>, told: &Told, place: usize, rect: Rect) {
    let theme = theme::of(ui);
    let response = ui.interact(rect, egui::Id::unique(("stage passage", place)), Sense::hover());
    let sentence = sentence(story, told, place);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &sentence));
    let painter = ui.painter();
    painter.rect(rect, 7.0, theme.raised, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let bar = Rect::from_min_size(rect.left_top() + vec2(8.0, 10.0), vec2(4.0, rect.height() - 20.0));
    painter.rect_filled(bar, 2.0, story.colour(theme, place));
    let room = rect.width() - 26.0;
    let name = cell_text::one_line(painter, story.name(place), theme::strong_font(), theme.text, room);
    painter.galley(rect.left_top() + vec2(18.0, 12.0), name, theme.text);
    let stays = told.passage.count(place, place);
    let stays = tr!("time-stays", share = format::percent(share(stays, told.passage.leads(place)), 0));
    let stays = cell_text::one_line(painter, stays, theme::body(), theme.second, room);
    painter.galley(rect.left_bottom() + vec2(18.0, -12.0 - stays.size().y), stays, theme.second);
    response.on_hover_text(sentence);
}

/// The share that moves on, over an arrow; below it the share that falls back, over one the other way.
fn arrow_ui(ui: &Ui, story: &Story<'_>, told: &Told, place: usize, rect: Rect, lag: usize) {
    let theme = theme::of(ui);
    let response = ui.interact(rect, egui::Id::unique(("stage arrow", place)), Sense::hover());
    let sentence = arrow_sentence(story, told, place, lag);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &sentence));
    let on = share(told.passage.moved_on(place), told.passage.leads(place));
    let back = share(told.passage.fell_back(place - 1), told.passage.leads(place - 1));
    let lane = rect.shrink2(vec2(7.0, 0.0));
    for (part, is_on, y) in [(on, true, rect.top() + 22.0), (back, false, rect.bottom() - 12.0)] {
        let (colour, font) = if is_on { (theme.text, theme::strong_font()) } else { (theme.second, theme::small()) };
        let text = format::percent(part, usize::from(part < 0.0995 && part > 0.0));
        ui.painter().text(pos2(rect.center().x, y - 3.0), Align2::CENTER_BOTTOM, text, font, colour);
        let (from, to) = if is_on { (lane.left(), lane.right()) } else { (lane.right(), lane.left()) };
        let stroke = Stroke::new(if is_on { 1.5 } else { 1.0 }, if is_on { theme.accent } else { theme.third });
        let (tip, back) = (pos2(to, y), if is_on { -HEAD } else { HEAD });
        ui.painter().line_segment([pos2(from, y), tip], stroke);
        ui.painter().line_segment([tip + vec2(back, -HEAD * 0.8), tip], stroke);
        ui.painter().line_segment([tip + vec2(back, HEAD * 0.8), tip], stroke);
    }
    response.on_hover_text(sentence);
}

/// The same one below the other, where there is no room.
fn lines_ui(ui: &mut Ui, story: &Story<'_>, told: &Told, places: &[usize], lag: usize) {
    for place in places.iter().filter(|place| **place > 0) {
        let name = tr!("time-passage-line", from = story.name(*place), to = story.name(*place - 1));
        let on = share(told.passage.moved_on(*place), told.passage.leads(*place));
        let row = widgets::value_row(ui, 30.0, &name, |ui| ui.label(theme::strong(&format::percent(on, 1))));
        row.on_hover_text(arrow_sentence(story, told, *place, lag));
    }
}

fn sentence(story: &Story<'_>, told: &Told, place: usize) -> String {
    let passage = &told.passage;
    let leads = passage.leads(place);
    let of = |count: u64| format::percent(share(count, leads), 1);
    tr!(
        "time-stage-sentence",
        stage = story.name(place),
        leads = words::leads(leads),
        on = of(passage.moved_on(place)),
        stay = of(passage.count(place, place)),
        back = of(passage.fell_back(place))
    )
}

fn arrow_sentence(story: &Story<'_>, told: &Told, place: usize, lag: usize) -> String {
    let passage = &told.passage;
    let (from, to) = (story.name(place), story.name(place - 1));
    tr!(
        "time-arrow-sentence",
        from = from,
        to = to,
        on = format::percent(share(passage.moved_on(place), passage.leads(place)), 1),
        moved = format::count(passage.moved_on(place)),
        leads = words::leads(passage.leads(place)),
        back = format::percent(share(passage.fell_back(place - 1), passage.leads(place - 1)), 1),
        months = LAGS[lag]
    )
}
