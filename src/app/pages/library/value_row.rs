//! One line of the values: its tick, how many leads have it, how often they were won.

use eframe::egui::{
    Align2, Color32, CornerRadius, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    counted::{Counted, MOST, Standing, Values},
    fields::{paint_bar, right_text},
};
use crate::app::{format, pages::leads::cells, theme, widgets::Icon};

const TICK: f32 = 24.0;
const COUNT: f32 = 52.0;
/// The bar of a value, and where the values need the room.
const BARS: [f32; 2] = [62.0, 24.0];
const RATE: f32 = 76.0;
const PADDING: f32 = 8.0;
const GAP: f32 = 10.0;
/// So many values are looked at to know how wide they are.
const MEASURED: usize = 60;

/// How wide the values are, as far as they are common.
pub fn widest(ui: &Ui, values: &Values) -> f32 {
    let texts = values.values.iter().take(MEASURED);
    let widths =
        texts.map(|one| ui.painter().layout_no_wrap(one.value.clone(), theme::body(), Color32::WHITE).size().x);
    widths.fold(0.0, f32::max).ceil()
}

/// Where the parts of a row stand.
pub struct Parts {
    tick: Rect,
    value: Rect,
    bar: Rect,
    count: Rect,
    rate: Rect,
}

impl Parts {
    /// `widest`: so much room the values would like to have, which the bars leave them.
    pub fn of(row: Rect, can_tick: bool, has_rates: bool, widest: f32) -> Self {
        let row = row.shrink2(vec2(PADDING, 0.0));
        let part = |left: f32, right: f32| Rect::from_min_max(pos2(left, row.top()), pos2(right, row.bottom()));
        let rate = row.with_min_x(row.right() - if has_rates { RATE } else { 0.0 });
        let count = part(rate.left() - COUNT, rate.left());
        let left = row.left() + if can_tick { TICK } else { 0.0 };
        let bar = (count.left() - left - widest - GAP).clamp(BARS[1], BARS[0]);
        let bar = part(count.left() - bar, count.left());
        Self { tick: row.with_max_x(left), value: part(left, bar.left() - GAP), bar, count, rate }
    }

    /// The same in another row.
    fn at(&self, row: Rect) -> Self {
        let at = |part: Rect| Rect::from_x_y_ranges(part.x_range(), row.y_range());
        let Self { tick, value, bar, count, rate } = self;
        Self { tick: at(*tick), value: at(*value), bar: at(*bar), count: at(*count), rate: at(*rate) }
    }
}

pub fn header_ui(ui: &Ui, parts: &Parts, values: &Values) {
    let theme = theme::of(ui);
    let small = |rect: Rect, align: Align2, at, text: String| {
        ui.painter().with_clip_rect(rect.expand(2.0)).text(at, align, text, theme::small_strong(), theme.second);
    };
    small(parts.value, Align2::LEFT_CENTER, parts.value.left_center(), tr!("library-value"));
    small(parts.count, Align2::RIGHT_CENTER, parts.count.right_center(), tr!("library-column-leads"));
    if values.all.win_rate().is_some() {
        small(parts.rate, Align2::RIGHT_CENTER, parts.rate.right_center(), tr!("library-win-rate"));
    }
}

/// A value.
pub struct Row<'a> {
    pub one: &'a Counted,
    pub most: u64,
    pub can_tick: bool,
    pub is_ticked: bool,
    pub values: &'a Values,
    pub parts: &'a Parts,
}

impl Row<'_> {
    /// Draws it; answers whether it was clicked.
    pub fn show(&self, ui: &Ui, rect: Rect, is_here: bool) -> bool {
        let theme = theme::of(ui);
        let response = ui.interact(rect, Id::unique(("library value", &self.one.value)), Sense::CLICK);
        response.widget_info(|| {
            let name = spoken(self.one, self.values);
            match self.can_tick {
                true => WidgetInfo::selected(Role::CheckBox, true, self.is_ticked, name),
                false => WidgetInfo::labeled(Role::ListItem, true, name),
            }
        });
        let fill = match (self.is_ticked, response.hovered() || is_here) {
            (true, _) => theme.accent_tint,
            (false, true) => theme.raised,
            _ => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
        if is_here {
            ui.painter().rect_stroke(rect.shrink(0.5), 4.0, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        }
        let parts = self.parts.at(rect);
        if self.can_tick {
            tick_ui(ui, parts.tick, self.is_ticked);
        }
        cells::text(ui, parts.value, &self.one.value, theme::body(), theme.text);
        // How many leads have it, beside the number of them.
        let bar = Rect::from_center_size(parts.bar.center(), vec2(parts.bar.width(), 6.0));
        paint_bar(ui, bar, self.one.leads as f64 / self.most.max(1) as f64, theme.accent);
        numbers_ui(ui, &parts, self.one, self.values);
        let clicked = response.clicked();
        response.on_hover_text_at_pointer(hover(self.one, self.values));
        clicked
    }
}

/// What is told of a value to who can't see it.
fn spoken(one: &Counted, values: &Values) -> String {
    let leads = format::count(one.leads);
    let told = tr!("library-value-row", value = one.value.clone(), leads = leads, number = one.leads);
    match (one.win_rate(), values.all.win_rate()) {
        (Some(rate), Some(base)) => {
            let (rate, of) = (format::percent(rate, 0), one.won + one.lost);
            let rate = match one.standing(base) {
                Standing::Above => tr!("library-rate-above", rate = rate),
                Standing::Below => tr!("library-rate-below", rate = rate),
                Standing::Alike => tr!("library-rate-alike", rate = rate),
                Standing::Few => tr!("library-rate-few", rate = rate, count = of),
            };
            format!("{told}, {rate}")
        }
        _ => told,
    }
}

/// How sure its win rate is, beside that of all.
fn rate_hover(one: &Counted, values: &Values) -> String {
    let (Some((least, most)), Some(base)) = (one.tally().interval(), values.all.win_rate()) else {
        return String::new();
    };
    let whole = |rate: f64| format!("{:.0}", rate * 100.0);
    let (least, most, base_told) = (whole(least), whole(most), format::percent(base, 0));
    match one.standing(base) {
        Standing::Above => tr!("library-hover-above", least = least, most = most, base = base_told),
        Standing::Below => tr!("library-hover-below", least = least, most = most, base = base_told),
        Standing::Alike => tr!("library-hover-alike", least = least, most = most, base = base_told),
        Standing::Few => tr!("library-hover-few", least = least, most = most, base = base_told),
    }
}

/// The win rate: with a sign and a colour only where it is surely not that of all; of few with how many they are.
fn rate_ui(ui: &Ui, rect: Rect, one: &Counted, base: f64) {
    let theme = theme::of(ui);
    let Some(rate) = one.win_rate() else { return right_text(ui, rect, &tr!("leads-none"), theme.third) };
    let told = format::percent(rate, 0);
    let (text, colour) = match one.standing(base) {
        Standing::Above => (format!("▲ {told}"), theme.better),
        Standing::Below => (format!("▼ {told}"), theme.worse),
        Standing::Alike => (told, theme.second),
        Standing::Few => {
            let of = tr!("library-rate-of", count = one.won + one.lost);
            let galley = ui.painter().layout_no_wrap(of, theme::small(), theme.second);
            let left = rect.right() - galley.size().x;
            ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, theme.second);
            return right_text(ui, rect.with_max_x(left - 3.0), &told, theme.second);
        }
    };
    right_text(ui, rect, &text, colour);
}

/// The whole value, its share of the leads and what became of them.
fn hover(one: &Counted, values: &Values) -> String {
    let share = super::words::share(one.leads, values.all.leads);
    let told = tr!("library-hover-value", value = one.value.clone(), leads = format::count(one.leads), share = share);
    match one.win_rate() {
        Some(_) => {
            let (won, lost) = (format::count(one.won), format::count(one.lost));
            format!("{told}\n{}\n{}", tr!("library-hover-ended", won = won, lost = lost), rate_hover(one, values))
        }
        None => told,
    }
}

fn tick_ui(ui: &Ui, rect: Rect, is_ticked: bool) {
    let theme = theme::of(ui);
    let frame = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(16.0, 16.0));
    if is_ticked {
        ui.painter().rect_filled(frame, 4.0, theme.accent);
        let icon = char::from(Icon::Check);
        ui.painter().text(frame.center(), Align2::CENTER_CENTER, icon, theme::icon_font(12.0), theme.on_accent);
    } else {
        ui.painter().rect(frame, 4.0, theme.card, Stroke::new(1.0, theme.third), StrokeKind::Inside);
    }
}

/// A line with a tick before it, as the values have.
pub fn check(ui: &mut Ui, is_on: &mut bool, text: &str) {
    let theme = theme::of(ui);
    let galley = ui.painter().layout(text.to_owned(), theme::body(), theme.text, ui.available_width() - TICK);
    let size = vec2(ui.available_width(), galley.size().y.max(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *is_on, text));
    let tick = Rect::from_min_size(rect.min, vec2(TICK, 20.0));
    tick_ui(ui, tick, *is_on);
    ui.painter().galley(pos2(tick.right(), rect.center().y - galley.size().y / 2.0), galley, theme.text);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(2.0), 5.0, ui.visuals().selection.stroke, StrokeKind::Inside);
    }
    if response.clicked() {
        *is_on = !*is_on;
    }
}

fn numbers_ui(ui: &Ui, parts: &Parts, one: &Counted, values: &Values) {
    let theme = theme::of(ui);
    right_text(ui, parts.count, &format::count(one.leads), theme.text);
    let Some(base) = values.all.win_rate() else { return };
    rate_ui(ui, parts.rate, one, base);
}

/// After the values: the leads without one, and how many values are not listed.
pub fn last_ui(ui: &Ui, rect: Rect, values: &Values, is_missing: bool, parts: &Parts) {
    let theme = theme::of(ui);
    let parts = parts.at(rect);
    if !is_missing {
        let (most, more) = (format::count(MOST as u64), format::count(values.unlisted));
        let text = tr!("library-unlisted", most = most, more = more);
        return cells::text(ui, rect.shrink2(vec2(PADDING, 0.0)), &text, theme::body(), theme.second);
    }
    cells::text(ui, parts.value, &tr!("library-no-value"), theme::body(), theme.second);
    numbers_ui(ui, &parts, &values.missing, values);
}
