//! The tab “Leads”: the list in work order, and the chosen lead beside it.

use std::sync::Arc;

use eframe::egui::{self, Rect, UiBuilder, vec2};

use super::{
    Ask,
    back::{self, Went},
    detail,
    explained::{Advice, Explained, Wanted},
    export,
    listed::{Question, tell_failure},
    listing::{Lister, Listing, View},
    saved,
    table::Table,
    toolbar,
    view::Picked,
    waiting,
};
use crate::{
    app::{
        asked::Asked,
        background::{Background, Wake},
        commands::Command,
        modals::KeepTestForm,
        scored::Scored,
        state::State,
        theme,
        widgets::{self, Scroll},
    },
    lead::{Instant, Lead, Outcome},
    model::{BandId, OwnLead},
    scoring::Columns,
};

/// What is older than this is dimmed: a shorter wait would only flicker.
const DIMMED_AFTER_SECONDS: f64 = 0.15;
const GAP: f32 = 12.0;
/// From here on there is room for the chosen lead beside the list.
const WIDE: f32 = 760.0;

/// What the tab remembers.
pub struct People {
    view: View,
    /// The filters that were let go of to show one lead, until others are chosen.
    before: Option<View>,
    /// What is being typed to keep the filters under.
    naming: saved::Naming,
    /// The key of the chosen lead.
    chosen: Option<String>,
    /// Where in the list the chosen lead was last found.
    chosen_at: Option<usize>,
    /// The chosen lead is to be scrolled to as soon as it is listed.
    follow: bool,
    scroll: Scroll,
    list: Asked<Question<View>, Listing>,
    explained: Option<Explained>,
    advice: Asked<Wanted, Advice>,
    /// Since when the list has been older than what is asked for, by the window's clock.
    stale_since: Option<f64>,
}

impl People {
    pub fn new(wake: &Wake) -> Self {
        Self {
            view: View::work(),
            before: None,
            naming: saved::Naming::default(),
            chosen: None,
            chosen_at: None,
            follow: false,
            scroll: Scroll::default(),
            list: Asked::new(Background::keeping("lister", Arc::clone(wake), Lister::default, Lister::answer)),
            explained: None,
            advice: Asked::new(Background::new("advisor", Arc::clone(wake), |wanted| Advice::new(&wanted))),
            stale_since: None,
        }
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.view = View::work();
        self.before = None;
        self.chosen = None;
        self.scroll = Scroll::default();
        self.explained = None;
        self.advice.forget();
    }

    /// Other leads were opened: nothing is kept of those before.
    pub fn forget_leads(&mut self) {
        self.list.forget();
        self.advice.forget();
        self.explained = None;
        // Its rows were those of other leads.
        self.view.picked = None;
        self.before = None;
    }

    fn list_anew(&mut self, view: View) {
        self.view = view;
        self.before = None;
        self.scroll = Scroll::default();
    }

    /// Lists leads that were found elsewhere, closed ones too.
    pub fn show_picked(&mut self, picked: Picked) {
        self.list_anew(View { picked: Some(Arc::new(picked)), ..View::default() });
    }

    /// What is listed now: nobody works closed leads.
    pub fn about(&self) -> String {
        let is_then = self.view.picked.as_deref().is_some_and(|picked| picked.stood().is_some());
        match (self.view.may_be_closed(), self.view.is_closed(), is_then) {
            (false, ..) => tr!("leads-subtitle"),
            (_, true, true) => tr!("leads-closed-then-subtitle"),
            (_, true, false) => tr!("leads-closed-subtitle"),
            (_, false, true) => tr!("leads-any-then-subtitle"),
            (_, false, false) => tr!("leads-any-subtitle"),
        }
    }

    /// Leads that a segment picked are those of the draft as it is, not of when they were asked for.
    fn keep_picked(&mut self, scored: &Scored) {
        if let Some(newer) = self.view.picked.as_ref().and_then(|picked| picked.of_newer(scored)) {
            self.view.picked = Some(Arc::new(newer));
        }
    }

    /// Lists the leads of one cell, as the matrix asks for it: as many as it counts, so closed ones too.
    pub fn show_cell(&mut self, fit: BandId, engagement: BandId) {
        self.list_anew(View { cell: Some((fit, engagement)), ..View::default() });
    }

    /// Shows one lead among those that are listed; if it is not one of them, among all that are open, and if its deal is
    /// closed, among all there are.
    pub fn open(&mut self, key: String) {
        self.chosen = Some(key);
        self.chosen_at = None;
        self.follow = true;
    }

    /// The lead that is explained, if it is one of these: its name, itself, and as of when.
    pub fn shown(&self, columns: &Arc<Columns>) -> Option<(String, Lead, Instant)> {
        let (explained, listing) = (self.explained.as_ref()?, self.list.answer()?);
        if !Arc::ptr_eq(&explained.scored.columns, columns) {
            return None;
        }
        let name = listing.naming.name(&explained.scored.columns, explained.row);
        Some((name, explained.lead.clone(), explained.scored.as_of))
    }

    /// Waits for what is worked out on threads: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.list.settle();
        self.advice.settle();
    }

    /// Takes the newest list and asks for a newer one if need be. Answers whether it asked.
    fn keep_listing(&mut self, scored: &Arc<Scored>) -> bool {
        self.list.take();
        self.advice.take();
        // Another list begins at its top; the same one stays where it is while it is scored anew.
        if self.list.asked().is_some_and(|asked| asked.view != self.view) {
            self.scroll = Scroll::default();
        }
        self.list.ask(Question { scored: Arc::clone(scored), view: self.view.clone() })
    }

    /// Keeps the explanation of a lead, and asks for advice. Answers whether it asked.
    fn keep_explained(&mut self, scored: &Arc<Scored>, row: usize) -> bool {
        if self.explained.as_ref().is_none_or(|explained| !explained.is_of(scored, row)) {
            self.explained = Some(Explained::new(scored, row));
        }
        self.advice.ask(Wanted { scored: Arc::clone(scored), row })
    }

    /// The row of the chosen lead, and its place in the list. A lead that the list does not hold is not the chosen one; only
    /// while a list that was asked for is on its way, the lead stays.
    fn find_chosen(&mut self) -> Option<(usize, Option<usize>)> {
        let listing = self.list.answer()?;
        let row = listing.scored.columns.find(self.chosen.as_ref()?)?;
        let is_at = |place: &usize| listing.rows.get(*place).is_some_and(|other| *other as usize == row);
        if self.chosen_at.as_ref().is_none_or(|place| !is_at(place)) {
            self.chosen_at = listing.rows.iter().position(|other| *other as usize == row);
        }
        let is_newest = listing.view == self.view;
        if self.follow && self.chosen_at.is_none() && is_newest {
            self.follow = self.widen();
        }
        // Still on its way, if the list has just been widened.
        (self.chosen_at.is_some() || self.follow || !is_newest).then_some((row, self.chosen_at))
    }

    /// The lead that is to be shown is not in the list: lets go of filters. Answers whether there were any; if not, it is
    /// waited for no longer.
    fn widen(&mut self) -> bool {
        let open = View { sort: self.view.sort, ..View::work() };
        let all = View { outcome: None, ..open.clone() };
        let wider = if self.view == open || self.view == all { all } else { open };
        let is_wider = wider != self.view;
        if is_wider {
            let before = std::mem::replace(&mut self.view, wider);
            self.before.get_or_insert(before);
        }
        is_wider
    }

    /// The list that is shown, to be written.
    pub fn export(&self) -> Option<export::Wanted> {
        let listing = self.list.answer()?;
        let leads = export::Leads {
            scored: Arc::clone(&listing.scored),
            naming: listing.naming,
            rows: Arc::clone(&listing.rows),
            more: None,
        };
        Some(export::Wanted { table: Arc::new(leads), name: tr!("leads-export-name") })
    }

    /// Lists the leads of one account, closed ones too.
    pub fn show_account(&mut self, key: String) {
        self.list_anew(View { account: Some(key), ..View::default() });
    }

    fn choose(&mut self, place: usize) {
        let Some(listing) = self.list.answer() else { return };
        let key = listing.rows.get(place).and_then(|row| listing.scored.columns.keys.get(*row as usize));
        self.chosen = key.map(str::to_owned);
        self.chosen_at = Some(place);
    }

    /// Whether the list has been older than what was asked for, for so long that it is to be seen.
    fn is_dimmed(&mut self, ctx: &egui::Context, is_stale: bool) -> bool {
        let now = ctx.input(|input| input.time);
        if !is_stale {
            self.stale_since = None;
            return false;
        }
        let since = *self.stale_since.get_or_insert(now);
        let left = DIMMED_AFTER_SECONDS - (now - since);
        if left > 0.0 {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        left <= 0.0
    }
}

/// The list and the lead.
pub(super) fn show(ui: &mut egui::Ui, state: &mut State, scored: &Arc<Scored>) -> Option<Ask> {
    let is_rescoring = state.is_stale();
    let is_free = state.modal.is_none() && ui.memory(|memory| memory.focused().is_none());
    let people = &mut state.pages.leads.people;
    people.keep_picked(scored);
    let filters = &state.settings.saved_filters;
    if ui.available_width() < WIDE && people.find_chosen().is_some() {
        // The lead has the room of the list, and of what chooses who is in it.
        return lead_or_list(ui, state, scored, is_free, is_rescoring);
    }
    let (view, has_before) = (people.view.clone(), people.before.is_some());
    let done = toolbar::show(ui, &mut people.view, &state.document.model, filters, &mut people.naming, has_before);
    ui.add_space(4.0);
    if done.back {
        people.view = people.before.take().unwrap_or_default();
    } else if people.view != view {
        people.before = None;
    }
    if let Some(change) = done.saved {
        return Some(Ask::Saved(change));
    }
    if let Some(wanted) = done.export.then(|| people.export()).flatten() {
        return Some(Ask::Export(wanted));
    }
    lead_or_list(ui, state, scored, is_free, is_rescoring)
}

/// What was listed, or why there is nothing.
fn lead_or_list(
    ui: &mut egui::Ui,
    state: &mut State,
    scored: &Arc<Scored>,
    is_free: bool,
    is_rescoring: bool,
) -> Option<Ask> {
    let page = &mut state.pages.leads.people;
    if page.keep_listing(scored) {
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint();
    }
    let has_failed = [page.list.take_failure(), page.advice.take_failure()].contains(&true);
    tell_failure(state, has_failed);
    let page = &mut state.pages.leads.people;
    let is_of_these = |listing: &&Listing| Arc::ptr_eq(&listing.scored.columns, &scored.columns);
    let Some(listing) = page.list.answer().filter(is_of_these) else {
        page.explained = None;
        waiting(ui, page.list.has_failed());
        return None;
    };
    let is_stale = is_rescoring || !Arc::ptr_eq(&listing.scored, scored) || listing.view != page.view;
    let has_none = listing.rows.is_empty();
    let is_dimmed = page.is_dimmed(ui.ctx(), is_stale);
    if has_none && !is_stale {
        // Who is not seen can't be meant.
        page.explained = None;
        let actions = [tr!("leads-show-all")];
        let title = tr!("leads-nothing-title");
        let is_open_only = page.view.outcome == Some(Outcome::Open);
        let text = if is_open_only { tr!("leads-nothing-open-text") } else { tr!("leads-nothing-text") };
        if widgets::empty_state(ui, widgets::Icon::SearchX, &title, &text, &[&actions[0]]).is_some() {
            page.view.show_all();
        }
        return None;
    }
    list_and_lead(ui, page, is_dimmed, is_free)
}

/// The list, and the chosen lead beside it; one after the other where there is no room.
fn list_and_lead(ui: &mut egui::Ui, page: &mut People, is_dimmed: bool, is_free: bool) -> Option<Ask> {
    let whole = ui.available_rect_before_wrap();
    let is_wide = whole.width() >= WIDE;
    let mut card = whole;
    if is_wide {
        let card_width = (whole.width() * 0.34).clamp(340.0, 420.0);
        card.min.x = whole.right() - card_width;
        list_ui(ui, page, whole.with_max_x(card.left() - GAP), is_dimmed, is_free)?;
    } else if let Some((_, place)) = page.find_chosen() {
        let count = page.list.answer().map_or(0, |listing| listing.rows.len());
        let (went, rest) = back::show(ui, whole, place, count, is_free);
        card = rest;
        match went {
            Went::Nowhere => {}
            Went::Back => {
                page.chosen = None;
                page.follow = false;
            }
            Went::To(place) => page.choose(place),
        }
    } else {
        list_ui(ui, page, whole, is_dimmed, is_free)?;
    }
    ui.allocate_rect(whole, egui::Sense::hover());
    let row = match page.find_chosen() {
        Some((row, _)) => row,
        None => {
            let first = page.list.answer().filter(|_| is_wide).and_then(|listing| listing.rows.first().copied());
            let Some(first) = first else {
                page.explained = None;
                return None;
            };
            first as usize
        }
    };
    let scored = Arc::clone(&page.list.answer()?.scored);
    if page.keep_explained(&scored, row) {
        ui.ctx().request_repaint();
    }
    if !is_wide && card == whole {
        // It was chosen in the list just now: from the next frame on it has the room of the list.
        ui.ctx().request_repaint();
        return None;
    }
    let mut card_ui = ui.new_child(UiBuilder::new().id_salt("lead card").max_rect(card));
    match card_ui_of(&mut card_ui, page, is_dimmed) {
        detail::Done::Nothing => None,
        detail::Done::Open(criterion) => Some(Ask::Open(criterion)),
        detail::Done::Try => Some(Ask::Command(Command::OpenInSandbox)),
        detail::Done::Keep => page.keep_form().map(|form| Ask::Keep(Box::new(form))),
    }
}

/// The list; nothing where there is none yet.
fn list_ui(ui: &mut egui::Ui, page: &mut People, rect: Rect, is_dimmed: bool, is_free: bool) -> Option<()> {
    let is_wide = rect.right() < ui.max_rect().right();
    let chosen = page.find_chosen();
    let place = chosen.and_then(|(_, place)| place);
    let mut list_ui = ui.new_child(UiBuilder::new().id_salt("leads list").max_rect(rect));
    let done = page.list.answer().map(|listing| {
        let sort = page.view.sort;
        // Beside the list a lead is always explained: the first, until one is chosen.
        let chosen = if is_wide && chosen.is_none() { Some(0) } else { place };
        let scroll = &mut page.scroll;
        let follow = place.is_some() && listing.view == page.view && std::mem::take(&mut page.follow);
        Table { listing, sort, scroll, chosen, follow, is_dimmed, takes_keys: is_free }.show(&mut list_ui)
    })?;
    if let Some(column) = done.sort {
        page.view.sort = page.view.sort.clicked(column);
    }
    if let Some(place) = done.chosen {
        page.choose(place);
    }
    Some(())
}

impl People {
    /// The chosen lead as a test lead, as it is now.
    fn keep_form(&self) -> Option<KeepTestForm> {
        let Explained { scored, row, lead, .. } = self.explained.as_ref()?;
        let name = self.list.answer()?.naming.name(&scored.columns, *row);
        let own = OwnLead::new(scored.as_of, lead.clone());
        Some(KeepTestForm::new(scored.agreed(), Some(lead.key.clone()), &name, own))
    }
}

fn card_ui_of(ui: &mut egui::Ui, page: &People, is_dimmed: bool) -> detail::Done {
    let theme = theme::of(ui);
    let rect = ui.max_rect();
    ui.painter().rect(rect, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
    let (Some(explained), Some(listing)) = (&page.explained, page.list.answer()) else { return detail::Done::Nothing };
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(14.0, 12.0))));
    if is_dimmed {
        inner.set_opacity(0.55);
    }
    detail::show(&mut inner, explained, &listing.naming, page.advice.answer())
}
