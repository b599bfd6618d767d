//! The values of the chosen field: counted, searched, ticked to be merged.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{
    Align2, Color32, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{
    counted::{Asked, Counted, MOST, Question, Values},
    fields::{paint_bar, right_text},
};
use crate::{
    app::{
        background::{Background, Wake},
        format,
        pages::leads::cells,
        theme,
        widgets::{self, Extent, Icon, SCROLL_BAR, Scroll, scroll_bar, scroll_by_wheel, step_by_key},
    },
    lead::{fold, trim_fold},
};

const ROW: f32 = 28.0;
const TICK: f32 = 24.0;
const COUNT: f32 = 52.0;
/// The bar of a value, and where there is little room.
const BARS: [f32; 2] = [62.0, 34.0];
const NARROW: f32 = 300.0;
const RATE: f32 = 56.0;
const PADDING: f32 = 8.0;
/// So many must have ended before their win rate is better or worse than that of all.
const ENOUGH: u64 = 30;

/// What the page remembers of the chosen field.
pub struct ValueDesk {
    teller: Background<Question, Arc<Values>>,
    asked: Option<Asked>,
    answer: Option<Arc<Values>>,
    search: String,
    scroll: Scroll,
    /// Values that are to become one.
    ticked: BTreeSet<String>,
    /// The value that the keyboard is on, and the one that a range begins at.
    cursor: Option<usize>,
    anchor: Option<usize>,
    found: Option<(Arc<Values>, String, Arc<Vec<u32>>)>,
}

impl ValueDesk {
    pub fn new(wake: &Wake) -> Self {
        Self {
            teller: Background::new("values", Arc::clone(wake), |question| Values::new(&question)),
            asked: None,
            answer: None,
            search: String::new(),
            scroll: Scroll::default(),
            ticked: BTreeSet::new(),
            cursor: None,
            anchor: None,
            found: None,
        }
    }

    /// Another field is chosen.
    pub fn begin(&mut self) {
        self.search.clear();
        self.scroll = Scroll::default();
        self.ticked.clear();
        (self.cursor, self.anchor) = (None, None);
    }

    /// Other leads are open. Of the same file what was counted is shown until it is counted anew.
    pub fn forget_leads(&mut self, is_same_file: bool) {
        self.teller.forget();
        self.asked = None;
        if !is_same_file {
            (self.answer, self.found) = (None, None);
        }
    }

    pub fn settle(&mut self) {
        self.teller.wait_until_idle();
        self.take();
    }

    fn take(&mut self) {
        if let Some(answer) = self.teller.take() {
            self.answer = Some(answer);
        }
    }

    /// Keeps up with the chosen field. Answers whether it asked.
    pub fn keep(&mut self, question: Question) -> bool {
        self.take();
        if self.asked.as_ref().is_some_and(|asked| asked.is(&question)) {
            return false;
        }
        self.asked = Some(Asked::from(&question));
        self.teller.ask(question);
        true
    }

    /// The values of this field, maybe of the leads as they were a moment ago.
    pub fn of(&self, field: &str) -> Option<&Arc<Values>> {
        self.answer.as_ref().filter(|values| values.asked.field == field)
    }

    /// The values that are ticked, the commonest first; and how many leads have one of them.
    pub fn ticked(&self, values: &Values) -> (Vec<String>, u64) {
        // Most of the time there is nothing to look for.
        let values = if self.ticked.is_empty() { &[] } else { values.values.as_slice() };
        let (mut ticked, mut leads) = (Vec::with_capacity(self.ticked.len()), 0);
        for one in values.iter().filter(|one| self.ticked.contains(&one.value)) {
            ticked.push(one.value.clone());
            leads += one.leads;
        }
        (ticked, leads)
    }

    pub fn tick_none(&mut self) {
        self.ticked.clear();
    }

    /// The places of the values that are searched for.
    fn found(&mut self, values: &Arc<Values>) -> Arc<Vec<u32>> {
        let is_known =
            self.found.as_ref().is_some_and(|(of, search, _)| Arc::ptr_eq(of, values) && *search == self.search);
        if !is_known {
            let wanted = trim_fold(&self.search);
            let is_found = |one: &Counted| wanted.is_empty() || fold(&one.value).contains(&wanted);
            let places = values.values.iter().enumerate().filter(|(_, one)| is_found(one));
            let places = places.map(|(place, _)| place as u32).collect();
            self.found = Some((Arc::clone(values), self.search.clone(), Arc::new(places)));
        }
        self.found.as_ref().map(|(_, _, places)| Arc::clone(places)).unwrap_or_default()
    }

    /// The field to search in, and the list below it, in all the room there is.
    pub fn show(&mut self, ui: &mut Ui, values: &Arc<Values>, is_text: bool, can_tick: bool) {
        // Steps of numbers are few, and read at a glance.
        if is_text && values.values.len() > 8 {
            let width = ui.available_width();
            widgets::search_field(ui, &mut self.search, &tr!("library-search-values"), width);
        } else {
            self.search.clear();
        }
        let rect = ui.available_rect_before_wrap();
        ui.allocate_rect(rect, Sense::hover());
        let header = Rect::from_min_size(rect.min, vec2(rect.width(), 24.0));
        let has_rates = values.all.win_rate().is_some();
        header_ui(ui, &Parts::of(header, can_tick, has_rates), values);
        let body = rect.with_min_y(header.bottom());
        let mut list = ui.new_child(UiBuilder::new().id_salt("values").max_rect(body));
        list.set_clip_rect(body.intersect(ui.clip_rect()));
        self.list_ui(&mut list, body, values, can_tick);
    }

    fn list_ui(&mut self, ui: &mut Ui, body: Rect, values: &Arc<Values>, can_tick: bool) {
        let found = self.found(values);
        let has_missing = values.missing.leads > 0 && self.search.is_empty();
        let rows = found.len() + usize::from(has_missing) + usize::from(values.unlisted > 0);
        let extent = Extent { rows, row_height: ROW, view_height: body.height() };
        let list_id = list_id();
        let response = ui.interact(body, list_id, Sense::click());
        response
            .widget_info(|| WidgetInfo::labeled(Role::ListBox, true, tr!("library-values-of", field = field(values))));
        scroll_by_wheel(ui, &response, &mut self.scroll, extent);
        if extent.can_scroll() {
            scroll_bar(ui, "library values", &tr!("library-scroll-values"), body, &mut self.scroll, extent);
        }
        let has_focus = ui.memory(|memory| memory.has_focus(list_id));
        if has_focus {
            self.keys(ui, list_id, extent, &found, values, can_tick);
        }
        let most = values.values.iter().map(|one| one.leads).max().unwrap_or(0).max(values.missing.leads);
        let (seen, first_top) = self.scroll.seen(extent);
        let width = body.width() - if extent.can_scroll() { SCROLL_BAR } else { 0.0 };
        for (offset, place) in seen.enumerate() {
            let top = body.top() + first_top + offset as f32 * ROW;
            let rect = Rect::from_min_size(pos2(body.left(), top), vec2(width, ROW));
            let Some(at) = found.get(place) else {
                last_ui(ui, rect, values, most, place == found.len() && has_missing, can_tick);
                continue;
            };
            let one = &values.values[*at as usize];
            let row = Row { one, most, can_tick, is_ticked: self.ticked.contains(&one.value), values };
            let is_here = has_focus && self.cursor == Some(place);
            if row.show(ui, rect, is_here) && can_tick {
                ui.memory_mut(|memory| memory.request_focus(list_id));
                let is_range = ui.input(|input| input.modifiers.shift);
                self.tick(place, is_range, &found, values);
            }
        }
        if has_focus {
            let stroke = ui.visuals().selection.stroke;
            ui.painter().rect_stroke(body.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
        }
    }

    /// Ticks a value or takes its tick away; a range gets what its beginning has.
    fn tick(&mut self, place: usize, is_range: bool, found: &[u32], values: &Values) {
        let value = |place: usize| found.get(place).map(|at| values.values[*at as usize].value.clone());
        self.cursor = Some(place);
        if let Some(anchor) = self.anchor.filter(|_| is_range) {
            let is_on = value(anchor).is_some_and(|value| self.ticked.contains(&value));
            for value in (anchor.min(place)..=anchor.max(place)).filter_map(value) {
                if is_on {
                    self.ticked.insert(value)
                } else {
                    self.ticked.remove(&value)
                };
            }
            return;
        }
        self.anchor = Some(place);
        if let Some(value) = value(place)
            && !self.ticked.remove(&value)
        {
            self.ticked.insert(value);
        }
    }

    fn keys(&mut self, ui: &Ui, list_id: Id, extent: Extent, found: &[u32], values: &Values, can_tick: bool) {
        let filter = EventFilter { vertical_arrows: true, escape: !self.ticked.is_empty(), ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id, filter));
        let is_range = ui.input(|input| input.modifiers.shift) && can_tick;
        if is_range && self.anchor.is_none() {
            self.anchor = self.cursor.or(Some(0));
        }
        if let Some(place) = step_by_key(ui, self.cursor, extent) {
            self.cursor = Some(place);
            self.scroll.show(place, extent);
            if is_range {
                self.tick(place, true, found, values);
            }
        }
        if can_tick && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space)) {
            self.tick(self.cursor.unwrap_or(0), is_range, found, values);
        }
        if !self.ticked.is_empty() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.ticked.clear();
        }
    }
}

/// The list has the keyboard from now on.
pub fn focus(ui: &Ui) {
    ui.memory_mut(|memory| memory.request_focus(list_id()));
}

fn list_id() -> Id {
    Id::unique("library values list")
}

fn field(values: &Values) -> String {
    values.asked.field.clone()
}

/// Where the parts of a row stand.
struct Parts {
    tick: Rect,
    value: Rect,
    count: Rect,
    bar: Rect,
    rate: Rect,
}

impl Parts {
    fn of(row: Rect, can_tick: bool, has_rates: bool) -> Self {
        let row = row.shrink2(vec2(PADDING, 0.0));
        let rate = row.with_min_x(row.right() - if has_rates { RATE } else { 0.0 });
        let bar = if row.width() < NARROW { BARS[1] } else { BARS[0] };
        let bar = Rect::from_min_max(pos2(rate.left() - bar, row.top()), pos2(rate.left(), row.bottom()));
        let count = Rect::from_min_max(pos2(bar.left() - COUNT - 8.0, row.top()), pos2(bar.left() - 8.0, row.bottom()));
        let left = row.left() + if can_tick { TICK } else { 0.0 };
        let value = Rect::from_min_max(pos2(left, row.top()), pos2(count.left() - 6.0, row.bottom()));
        Self { tick: row.with_max_x(left), value, count, bar, rate }
    }
}

fn header_ui(ui: &Ui, parts: &Parts, values: &Values) {
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

struct Row<'a> {
    one: &'a Counted,
    most: u64,
    can_tick: bool,
    is_ticked: bool,
    values: &'a Values,
}

impl Row<'_> {
    /// Draws it; answers whether it was clicked.
    fn show(&self, ui: &Ui, rect: Rect, is_here: bool) -> bool {
        let theme = theme::of(ui);
        let response = ui.interact(rect, Id::unique(("library value", &self.one.value)), Sense::CLICK);
        response.widget_info(|| {
            let name = tr!(
                "library-value-row",
                value = self.one.value.clone(),
                leads = format::count(self.one.leads),
                number = self.one.leads
            );
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
        let parts = Parts::of(rect, self.can_tick, self.values.all.win_rate().is_some());
        if self.can_tick {
            tick_ui(ui, parts.tick, self.is_ticked);
        }
        cells::text(ui, parts.value, &self.one.value, theme::body(), theme.text);
        numbers_ui(ui, &parts, self.one, self.most, self.values);
        let clicked = response.clicked();
        response.on_hover_text_at_pointer(hover(self.one, self.values));
        clicked
    }
}

/// The whole value, its share of the leads and what became of them.
fn hover(one: &Counted, values: &Values) -> String {
    let share = super::words::share(one.leads, values.all.leads);
    let told = tr!("library-hover-value", value = one.value.clone(), leads = format::count(one.leads), share = share);
    match one.win_rate() {
        Some(_) => {
            let (won, lost) = (format::count(one.won), format::count(one.lost));
            format!("{told}\n{}", tr!("library-hover-ended", won = won, lost = lost))
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

fn numbers_ui(ui: &Ui, parts: &Parts, one: &Counted, most: u64, values: &Values) {
    let theme = theme::of(ui);
    right_text(ui, parts.count, &format::count(one.leads), theme.text);
    let bar = Rect::from_center_size(parts.bar.center(), vec2(parts.bar.width(), 6.0));
    paint_bar(ui, bar, one.leads as f64 / most.max(1) as f64, theme.accent);
    let Some(base) = values.all.win_rate() else { return };
    match one.win_rate() {
        Some(rate) => {
            // A rate of a handful says little: it is told, but not praised.
            let is_told = one.won + one.lost >= ENOUGH;
            let colour = if is_told { widgets::rate_colour(theme, rate, base) } else { theme.second };
            right_text(ui, parts.rate, &format::percent(rate, 0), colour);
        }
        None => right_text(ui, parts.rate, &tr!("leads-none"), theme.third),
    }
}

/// After the values: the leads without one, and how many values are not listed.
fn last_ui(ui: &Ui, rect: Rect, values: &Values, most: u64, is_missing: bool, can_tick: bool) {
    let theme = theme::of(ui);
    let parts = Parts::of(rect, can_tick, values.all.win_rate().is_some());
    if !is_missing {
        let (most, more) = (format::count(MOST as u64), format::count(values.unlisted));
        let text = tr!("library-unlisted", most = most, more = more);
        return cells::text(ui, rect.shrink2(vec2(PADDING, 0.0)), &text, theme::body(), theme.second);
    }
    cells::text(ui, parts.value, &tr!("library-no-value"), theme::body(), theme.second);
    numbers_ui(ui, &parts, &values.missing, most, values);
}
