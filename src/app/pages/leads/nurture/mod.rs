//! The tab “Nurture”: who is not for sales now, in groups, and what each of them lacks.
//!
//! | file | subject |
//! |---|---|
//! | `groups.rs` | who is to be nurtured, in which group: on a thread |
//! | `lacks.rs` | what a lead lacks, and the nearest band |
//! | `segments.rs`, `table.rs` | the groups, and the leads of one |

mod groups;
mod lacks;
mod segments;
mod table;

use std::sync::Arc;

use eframe::egui::{self, Rect, UiBuilder, vec2};

use self::{
    groups::{GroupBy, Listing, Question, Segment, View},
    table::Table,
};
use super::{
    Ask, detail,
    explained::{Advice, Wanted as WantedAdvice},
    export::{self, Wanted},
    reading,
};
use crate::app::{
    background::{Background, Wake},
    format, panel,
    scored::Scored,
    state::State,
    theme,
    widgets::{self, Scroll},
};

const GAP: f32 = 12.0;
/// The line below the list that says what would move the chosen lead.
const ADVICE: f32 = 84.0;

/// What the tab remembers.
pub struct NurtureTab {
    view: View,
    /// The key of the chosen lead.
    chosen: Option<String>,
    /// Where in the list it was last found.
    chosen_at: Option<usize>,
    scroll: Scroll,
    grouper: Background<Question, Listing>,
    asked: Option<(Arc<Scored>, View)>,
    listing: Option<Listing>,
    advisor: Background<WantedAdvice, Advice>,
    wanted: Option<WantedAdvice>,
    advice: Option<Advice>,
}

impl NurtureTab {
    pub fn new(wake: &Wake) -> Self {
        Self {
            view: View::default(),
            chosen: None,
            chosen_at: None,
            scroll: Scroll::default(),
            grouper: Background::new("nurture", Arc::clone(wake), groups::answer),
            asked: None,
            listing: None,
            advisor: Background::new("nurture advisor", Arc::clone(wake), |wanted| Advice::new(&wanted)),
            wanted: None,
            advice: None,
        }
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.view = View::default();
        self.chosen = None;
        self.scroll = Scroll::default();
    }

    /// Other leads were opened: nothing is kept of those before.
    pub fn forget_leads(&mut self) {
        self.grouper.forget();
        self.advisor.forget();
        (self.asked, self.listing, self.wanted, self.advice) = (None, None, None, None);
    }

    pub fn settle(&mut self) {
        self.grouper.wait_until_idle();
        self.advisor.wait_until_idle();
        self.take();
    }

    fn take(&mut self) {
        if let Some(listing) = self.grouper.take() {
            self.listing = Some(listing);
        }
        if let Some(advice) = self.advisor.take() {
            self.advice = Some(advice);
        }
    }

    /// Takes the newest list and asks for a newer one if need be. Answers whether it asked.
    fn keep_listing(&mut self, scored: &Arc<Scored>) -> bool {
        self.take();
        if self.asked.as_ref().is_some_and(|(of, view)| Arc::ptr_eq(of, scored) && *view == self.view) {
            return false;
        }
        if self.asked.as_ref().is_some_and(|(_, asked)| *asked != self.view) {
            self.scroll = Scroll::default();
        }
        self.asked = Some((Arc::clone(scored), self.view.clone()));
        self.grouper.ask(Question { scored: Arc::clone(scored), view: self.view.clone() });
        true
    }

    /// The place in the list of the chosen lead: the first, until one is chosen.
    fn place(&mut self) -> Option<usize> {
        let listing = self.listing.as_ref()?;
        let row = self.chosen.as_ref().and_then(|key| listing.scored.columns.find(key));
        let is_at = |place: &usize| listing.rows.get(*place).is_some_and(|other| Some(*other as usize) == row);
        if row.is_some() && self.chosen_at.as_ref().is_none_or(|place| !is_at(place)) {
            self.chosen_at = listing.rows.iter().position(|other| Some(*other as usize) == row);
        }
        if row.is_some() && self.chosen_at.is_none() {
            // Not in this group: it is not looked for again.
            self.chosen = None;
        }
        self.chosen_at.filter(is_at).or((!listing.rows.is_empty()).then_some(0))
    }

    /// Asks what would move a lead up. Answers whether it asked.
    fn keep_advice(&mut self, row: usize) -> bool {
        let Some(listing) = &self.listing else { return false };
        let wanted = WantedAdvice { scored: Arc::clone(&listing.scored), row };
        if self.wanted.as_ref().is_some_and(|asked| asked.row == row && Arc::ptr_eq(&asked.scored, &wanted.scored)) {
            return false;
        }
        self.wanted = Some(wanted.clone());
        self.advisor.ask(wanted);
        true
    }

    /// The group that is listed, to be written.
    pub fn export(&self) -> Option<Wanted> {
        let listing = self.listing.as_ref()?;
        let (scored, fields) = (Arc::clone(&listing.scored), Arc::clone(&listing.fields));
        let lacks = move |row: usize| {
            let lacks = lacks::lacks(&scored, &fields, row);
            format!("{lacks}; {}", lacks::nearest_in_words(&scored, row))
        };
        let leads = export::Leads {
            scored: Arc::clone(&listing.scored),
            naming: listing.naming,
            rows: Arc::clone(&listing.rows),
            more: Some(("lacks".to_owned(), Arc::new(lacks))),
        };
        Some(Wanted { table: Arc::new(leads), name: tr!("nurture-export-name") })
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, scored: &Arc<Scored>) -> Option<Ask> {
    let is_rescoring = state.is_stale();
    let is_free = state.modal.is_none() && ui.memory(|memory| memory.focused().is_none());
    let tab = &mut state.pages.leads.nurture;
    let wants_export = toolbar(ui, &mut tab.view);
    ui.add_space(4.0);
    if tab.keep_listing(scored) {
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint();
    }
    let is_of_these = |listing: &&Listing| Arc::ptr_eq(&listing.scored.columns, &scored.columns);
    let Some(listing) = tab.listing.as_ref().filter(is_of_these) else {
        reading(ui);
        return None;
    };
    let is_stale = is_rescoring || !Arc::ptr_eq(&listing.scored, scored) || listing.view != tab.view;
    if listing.total == 0 && !is_stale {
        widgets::empty_state(ui, widgets::Icon::Sprout, &tr!("nurture-title"), &tr!("nurture-none"), &[]);
        return None;
    }
    if let Some(wanted) = wants_export.then(|| tab.export()).flatten() {
        return Some(Ask::Export(wanted));
    }
    let is_dimmed = panel::opacity_of(ui, "nurture", is_stale) < 1.0;
    groups_and_leads(ui, tab, is_dimmed, is_free)
}

/// By what they are grouped, the search, and the export. Answers whether the latter was asked for.
fn toolbar(ui: &mut egui::Ui, view: &mut View) -> bool {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let names =
            [tr!("nurture-by-lack"), tr!("nurture-by-cell"), tr!("nurture-by-tier"), tr!("nurture-by-category")];
        let [lack, cell, tier, category] = names.each_ref().map(String::as_str);
        let choices =
            [(GroupBy::Lack, lack), (GroupBy::Cell, cell), (GroupBy::Tier, tier), (GroupBy::Category, category)];
        if widgets::segmented(ui, &tr!("nurture-by"), &mut view.by, &choices).changed() {
            view.segment = None;
        }
        widgets::search_field(ui, &mut view.search, &tr!("nurture-search"), 190.0);
        widgets::quiet_button(ui, &tr!("leads-export")).on_hover_text(tr!("nurture-export-tip")).clicked()
    })
    .inner
}

/// The groups at the left, the leads of one at the right, and below them what would move the chosen one.
fn groups_and_leads(ui: &mut egui::Ui, tab: &mut NurtureTab, is_dimmed: bool, is_free: bool) -> Option<Ask> {
    let theme = theme::of(ui);
    let whole = ui.available_rect_before_wrap();
    ui.allocate_rect(whole, egui::Sense::hover());
    let left = whole.with_max_x(whole.left() + (whole.width() * 0.26).clamp(170.0, 270.0));
    let right = whole.with_min_x(left.right() + GAP);
    ui.painter().rect(left, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
    let mut groups_ui = ui.new_child(UiBuilder::new().id_salt("nurture groups").max_rect(left.shrink(8.0)));
    if is_dimmed {
        groups_ui.set_opacity(0.55);
    }
    if let Some(segment) = segments::show(&mut groups_ui, tab.listing.as_ref()?) {
        tab.view.segment = Some(segment);
    }
    let (segment, count) = tab.listing.as_ref()?.segments.get(tab.listing.as_ref()?.chosen)?.clone();
    let about = finding(tab.listing.as_ref()?, &segment, count);
    let mut about_ui =
        ui.new_child(UiBuilder::new().id_salt("nurture about").max_rect(right.with_max_y(right.top() + 40.0)));
    about_ui.add(egui::Label::new(theme::second(&about_ui, &about)).wrap());
    let top = about_ui.min_rect().bottom() + 8.0;
    let place = tab.place();
    let list = right.with_min_y(top).with_max_y(right.bottom() - if place.is_some() { ADVICE + GAP } else { 0.0 });
    let mut list_ui = ui.new_child(UiBuilder::new().id_salt("nurture list").max_rect(list));
    let done = {
        let listing = tab.listing.as_ref()?;
        let scroll = &mut tab.scroll;
        Table { listing, scroll, chosen: place, is_dimmed, takes_keys: is_free }.show(&mut list_ui)
    };
    if let Some(place) = done.chosen {
        let listing = tab.listing.as_ref()?;
        let key = listing.rows.get(place).and_then(|row| listing.scored.columns.keys.get(*row as usize));
        tab.chosen = key.map(str::to_owned);
    }
    let row = *tab.listing.as_ref()?.rows.get(done.chosen.or(place)?)? as usize;
    if tab.keep_advice(row) {
        ui.ctx().request_repaint();
    }
    let strip = right.with_min_y(list.bottom() + GAP);
    advice_ui(ui, tab, strip, row).map(Ask::Lead)
}

/// “212 of 1,840 leads to nurture: something happened once, and nothing for 30 days or more”.
fn finding(listing: &Listing, segment: &Segment, count: u64) -> String {
    let about = segments::about(&listing.scored.model, segment);
    tr!("nurture-finding", count = format::count(count), total = format::count(listing.total), about = about)
}

/// What would move the chosen lead up, and a way to all that is known of it. Answers its key, if that was asked for.
fn advice_ui(ui: &mut egui::Ui, tab: &NurtureTab, strip: Rect, row: usize) -> Option<String> {
    let theme = theme::of(ui);
    let listing = tab.listing.as_ref()?;
    let scored = &listing.scored;
    ui.painter().rect(strip, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("nurture advice").max_rect(strip.shrink2(vec2(14.0, 10.0))));
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::link_button(ui, &tr!("nurture-open")).clicked() {
                asked = scored.columns.keys.get(row).map(str::to_owned);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let name = listing.naming.name(&scored.columns, row);
                ui.add(egui::Label::new(theme::strong(&name)).truncate());
            });
        });
    });
    let is_of = |advice: &&Advice| advice.is_of(&WantedAdvice { scored: Arc::clone(scored), row });
    match tab.advice.as_ref().filter(is_of) {
        Some(advice) if advice.ways().is_empty() => {
            ui.add(egui::Label::new(theme::second(&ui, &tr!("nurture-no-advice"))).wrap());
        }
        Some(advice) => {
            let area = egui::ScrollArea::vertical().id_salt("nurture ways").auto_shrink(false);
            area.show(&mut ui, |ui| detail::ways_up(ui, advice.ways()));
        }
        None => {}
    }
    asked
}
