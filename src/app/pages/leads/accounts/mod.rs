//! The tab “Accounts”: the companies behind the leads, rolled up as the model says, and the chosen one explained.
//!
//! | file | subject |
//! |---|---|
//! | `roll.rs` | which accounts, in which order: on a thread |
//! | `table.rs` | the list |
//! | `why.rs`, `card.rs` | the chosen account: which leads gave its scores, and all of its leads |
//! | `export.rs` | the list as a CSV file |

mod card;
mod export;
mod roll;
mod table;
mod why;

use std::sync::Arc;

use eframe::egui::{self, Rect, UiBuilder, pos2};

use self::{
    roll::{Listing, Question, Roller, View},
    table::Table,
    why::Why,
};
use super::{Ask, export::Wanted, reading};
use crate::app::{
    background::{Background, Wake},
    modals::SettingsSection,
    panel,
    scored::Scored,
    state::State,
    theme,
    widgets::{self, Scroll},
};

const GAP: f32 = 12.0;
/// From here on there is room for the chosen account beside the list.
const WIDE: f32 = 760.0;

/// What the tab remembers.
pub struct AccountsTab {
    view: View,
    /// The key of the chosen account.
    chosen: Option<String>,
    /// Where in the list it was last found.
    chosen_at: Option<usize>,
    scroll: Scroll,
    roller: Background<Question, Listing>,
    asked: Option<(Arc<Scored>, View)>,
    listing: Option<Listing>,
    reasoner: Background<why::Question, Why>,
    wanted: Option<why::Question>,
    why: Option<Why>,
}

impl AccountsTab {
    pub fn new(wake: &Wake) -> Self {
        Self {
            view: View::default(),
            chosen: None,
            chosen_at: None,
            scroll: Scroll::default(),
            roller: Background::keeping("accounts", Arc::clone(wake), Roller::default, Roller::answer),
            asked: None,
            listing: None,
            reasoner: Background::new("account", Arc::clone(wake), Why::new),
            wanted: None,
            why: None,
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
        self.roller.forget();
        self.reasoner.forget();
        (self.asked, self.listing, self.wanted, self.why) = (None, None, None, None);
    }

    pub fn settle(&mut self) {
        self.roller.wait_until_idle();
        self.reasoner.wait_until_idle();
        self.take();
    }

    fn take(&mut self) {
        if let Some(listing) = self.roller.take() {
            self.listing = Some(listing);
        }
        if let Some(why) = self.reasoner.take() {
            self.why = Some(why);
        }
    }

    /// Takes the newest list and asks for a newer one if need be. Answers whether it asked.
    fn keep_listing(&mut self, scored: &Arc<Scored>) -> bool {
        self.take();
        if self.asked.as_ref().is_some_and(|(of, view)| Arc::ptr_eq(of, scored) && *view == self.view) {
            return false;
        }
        if self.asked.as_ref().is_some_and(|(_, asked)| asked.sort != self.view.sort) {
            self.scroll = Scroll::default();
        }
        self.asked = Some((Arc::clone(scored), self.view.clone()));
        self.roller.ask(Question { scored: Arc::clone(scored), view: self.view.clone() });
        true
    }

    /// The list that is shown, to be written.
    pub fn export(&self) -> Option<Wanted> {
        let listing = self.listing.as_ref()?;
        let table = export::Accounts { rolled: Arc::clone(&listing.rolled), order: Arc::clone(&listing.order) };
        Some(Wanted { table: Arc::new(table), name: tr!("accounts-export-name") })
    }

    /// The place in the list of the chosen account.
    fn place(&mut self) -> Option<usize> {
        let (listing, key) = (self.listing.as_ref()?, self.chosen.as_ref()?);
        let accounts = &listing.rolled.accounts;
        // In key order.
        let found = accounts.binary_search_by(|account| account.score.key.as_str().cmp(key)).ok()? as u32;
        if self.chosen_at.is_none_or(|at| listing.order.get(at) != Some(&found)) {
            self.chosen_at = listing.order.iter().position(|place| *place == found);
        }
        if self.chosen_at.is_none() {
            // Not in this list: it is not looked for again.
            self.chosen = None;
        }
        self.chosen_at
    }

    fn choose(&mut self, place: usize) {
        let Some(listing) = &self.listing else { return };
        let account = listing.order.get(place).and_then(|at| listing.rolled.accounts.get(*at as usize));
        self.chosen = account.map(|account| account.score.key.clone());
    }

    /// Asks why an account scores as it does. Answers whether it asked.
    fn keep_why(&mut self, at: usize) -> bool {
        let Some(listing) = &self.listing else { return false };
        let wanted = why::Question { rolled: Arc::clone(&listing.rolled), place: at };
        if self.wanted.as_ref().is_some_and(|asked| asked.is(&wanted)) {
            return false;
        }
        self.wanted = Some(wanted.clone());
        self.reasoner.ask(wanted);
        true
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, scored: &Arc<Scored>) -> Option<Ask> {
    let is_rescoring = state.is_stale();
    let is_free = state.modal.is_none() && ui.memory(|memory| memory.focused().is_none());
    let tab = &mut state.pages.leads.accounts;
    let is_of_these = |listing: &Listing| Arc::ptr_eq(&listing.rolled.scored.columns, &scored.columns);
    if tab.keep_listing(scored) {
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint();
    }
    if tab.listing.as_ref().filter(|listing| is_of_these(listing)).is_none() {
        reading(ui);
        return None;
    }
    let listing = tab.listing.as_ref()?;
    if listing.rolled.accounts.is_empty() {
        widgets::empty_state(ui, widgets::Icon::Building2, &tr!("accounts-title"), &tr!("accounts-none"), &[]);
        return None;
    }
    let is_stale = is_rescoring || !Arc::ptr_eq(&listing.rolled.scored, scored) || listing.view != tab.view;
    if toolbar(ui, &mut tab.view) {
        return tab.export().map(Ask::Export);
    }
    ui.add_space(4.0);
    if listing.order.is_empty() && !is_stale {
        let (title, text, all) = (tr!("accounts-nothing"), tr!("accounts-nothing-text"), tr!("accounts-show-all"));
        if widgets::empty_state(ui, widgets::Icon::SearchX, &title, &text, &[&all]).is_some() {
            tab.view.search.clear();
        }
        return None;
    }
    let is_dimmed = panel::opacity_of(ui, "accounts", is_stale) < 1.0;
    list_and_account(ui, tab, is_dimmed, is_free)
}

/// Search, and the export. Answers whether the latter was asked for.
fn toolbar(ui: &mut egui::Ui, view: &mut View) -> bool {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        widgets::search_field(ui, &mut view.search, &tr!("accounts-search"), 250.0);
        widgets::quiet_button(ui, &tr!("leads-export")).on_hover_text(tr!("accounts-export-tip")).clicked()
    })
    .inner
}

/// The list, and the chosen account beside it; above it where there is no room.
fn list_and_account(ui: &mut egui::Ui, tab: &mut AccountsTab, is_dimmed: bool, is_free: bool) -> Option<Ask> {
    let whole = ui.available_rect_before_wrap();
    let is_wide = whole.width() >= WIDE;
    let card_width = (whole.width() * 0.34).clamp(340.0, 420.0).min(whole.width() - 24.0);
    let card = Rect::from_min_max(pos2(whole.right() - card_width, whole.top()), whole.max);
    let list = if is_wide { whole.with_max_x(card.left() - GAP) } else { whole };
    let place = tab.place();
    let mut list_ui = ui.new_child(UiBuilder::new().id_salt("accounts list").max_rect(list));
    // Beside the list an account is always explained: the first, until one is chosen.
    let chosen = if is_wide { place.or(Some(0)) } else { place };
    let done = {
        let listing = tab.listing.as_ref()?;
        let (view, scroll) = (&tab.view, &mut tab.scroll);
        Table { listing, view, scroll, chosen, is_dimmed, takes_keys: is_free }.show(&mut list_ui)
    };
    if let Some(column) = done.sort {
        tab.view.click(column);
    }
    if let Some(place) = done.chosen {
        tab.choose(place);
    }
    ui.allocate_rect(whole, egui::Sense::hover());
    let place = done.chosen.or(chosen)?;
    let at = *tab.listing.as_ref()?.order.get(place)? as usize;
    if tab.keep_why(at) {
        ui.ctx().request_repaint();
    }
    let done = if is_wide {
        let mut card_ui = ui.new_child(UiBuilder::new().id_salt("account card").max_rect(card));
        card_ui_of(&mut card_ui, tab, at, is_dimmed, false)
    } else {
        let area = egui::Area::new(egui::Id::unique("account card")).order(egui::Order::Middle).fixed_pos(card.min);
        let within = |ui: &mut egui::Ui| {
            ui.set_min_size(card.size());
            let mut ui = ui.new_child(UiBuilder::new().max_rect(Rect::from_min_size(ui.max_rect().min, card.size())));
            card_ui_of(&mut ui, tab, at, is_dimmed, true)
        };
        area.constrain(false).show(ui.ctx(), within).inner
    };
    match done {
        card::Done::Nothing => None,
        card::Done::Close => {
            tab.chosen = None;
            None
        }
        card::Done::Lead(key) => Some(Ask::Lead(key)),
        card::Done::List => {
            let account = tab.listing.as_ref()?.rolled.accounts.get(at)?;
            Some(Ask::Account(account.score.key.clone()))
        }
        card::Done::Settings => Some(Ask::Settings(SettingsSection::Accounts)),
    }
}

fn card_ui_of(ui: &mut egui::Ui, tab: &AccountsTab, at: usize, is_dimmed: bool, can_close: bool) -> card::Done {
    let theme = theme::of(ui);
    let rect = ui.max_rect();
    ui.painter().rect(rect, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
    let Some(listing) = &tab.listing else { return card::Done::Nothing };
    let Some(account) = listing.rolled.accounts.get(at) else { return card::Done::Nothing };
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(egui::vec2(14.0, 12.0))));
    // Another account's reasons are not shown under this one's name.
    let why = tab.why.as_ref().filter(|why| why.place == at && Arc::ptr_eq(&why.rolled, &listing.rolled));
    if is_dimmed {
        inner.set_opacity(0.55);
    }
    card::show(&mut inner, &listing.rolled, account, why, can_close)
}
