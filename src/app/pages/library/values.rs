//! The values of the chosen field: counted, searched, ticked to be merged.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{
    EventFilter, Id, Key, Modifiers, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{
    counted::{Asked, Counted, Question, Values},
    value_row::{self, Parts, Row, header_ui, last_ui},
};
use crate::{
    app::{
        background::{Background, Wake},
        theme,
        widgets::{self, Extent, SCROLL_BAR, Scroll, scroll_bar, scroll_by_wheel, step_by_key},
    },
    lead::{fold, trim_fold},
};

const ROW: f32 = 28.0;

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

    /// The values that are ticked, the commonest first.
    pub fn ticked<'v>(&self, values: &'v Values) -> Vec<&'v Counted> {
        // Most of the time there is nothing to look for.
        let values = if self.ticked.is_empty() { &[] } else { values.values.as_slice() };
        values.iter().filter(|one| self.ticked.contains(&one.value)).collect()
    }

    pub fn untick(&mut self, value: &str) {
        self.ticked.remove(value);
    }

    /// These are to become one; they are all seen, whatever was searched for.
    pub fn tick_these(&mut self, values: Vec<String>) {
        self.search.clear();
        self.ticked = values.into_iter().collect();
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
        let (header, body) = rect.split_top_bottom_at_y(rect.top() + 24.0);
        // It stands over its columns, whether they share their width with a bar or not.
        let bar = if self.extent(values, body).can_scroll() { SCROLL_BAR } else { 0.0 };
        let widest = value_row::widest(ui, values);
        let head = header.with_max_x(header.right() - bar);
        let parts = Parts::of(head, can_tick, values.all.win_rate().is_some(), widest);
        header_ui(ui, &parts, values);
        if !self.search.is_empty() && self.found(values).is_empty() {
            return self.nothing_ui(ui, body);
        }
        let mut list = ui.new_child(UiBuilder::new().id_salt("values").max_rect(body));
        list.set_clip_rect(body.intersect(ui.clip_rect()));
        self.list_ui(&mut list, body, values, (can_tick, &parts));
    }

    /// What was searched for may have gone by a merge.
    fn nothing_ui(&mut self, ui: &mut Ui, body: Rect) {
        let mut ui = ui.new_child(UiBuilder::new().id_salt("no values").max_rect(body.shrink2(vec2(8.0, 12.0))));
        ui.spacing_mut().item_spacing.y = 8.0;
        let told = tr!("library-no-values-found", search = self.search.trim().to_owned());
        ui.add(eframe::egui::Label::new(theme::second(&ui, &told)).wrap());
        if widgets::quiet_button(&mut ui, &tr!("library-show-values")).clicked() {
            self.search.clear();
            focus(&ui);
        }
    }

    fn shows_missing(&self, values: &Values) -> bool {
        values.missing.leads > 0 && self.search.is_empty()
    }

    fn extent(&mut self, values: &Arc<Values>, body: Rect) -> Extent {
        let last = usize::from(self.shows_missing(values)) + usize::from(values.unlisted > 0);
        Extent { rows: self.found(values).len() + last, row_height: ROW, view_height: body.height() }
    }

    fn list_ui(&mut self, ui: &mut Ui, body: Rect, values: &Arc<Values>, (can_tick, parts): (bool, &Parts)) {
        let found = self.found(values);
        let extent = self.extent(values, body);
        let has_missing = self.shows_missing(values);
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
        let most = values.values.iter().map(|one| one.leads).max().unwrap_or(0);
        let (seen, first_top) = self.scroll.seen(extent);
        let width = body.width() - if extent.can_scroll() { SCROLL_BAR } else { 0.0 };
        for (offset, place) in seen.enumerate() {
            let top = body.top() + first_top + offset as f32 * ROW;
            let rect = Rect::from_min_size(pos2(body.left(), top), vec2(width, ROW));
            let Some(at) = found.get(place) else {
                last_ui(ui, rect, values, place == found.len() && has_missing, parts);
                continue;
            };
            let one = &values.values[*at as usize];
            let row = Row { one, most, can_tick, is_ticked: self.ticked.contains(&one.value), values, parts };
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
