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

use eframe::egui::{self, Rect, UiBuilder};

use self::{
    roll::{Listing, Roller, View},
    table::Table,
    why::Why,
};
use super::{
    Ask,
    back::{self, Went},
    export::Wanted,
    grid,
    listed::{Listed, tell_failure},
    waiting,
};
use crate::app::{
    background::{Background, Wake},
    modals::SettingsSection,
    panel,
    scored::Scored,
    state::State,
    theme, widgets,
};
use crate::model::Model;

const GAP: f32 = 12.0;
/// From here on there is room for the chosen account beside the list.
const WIDE: f32 = 760.0;

/// What the tab remembers.
pub type AccountsTab = Listed<Listing, why::Question, Why>;

pub fn tab(wake: &Wake) -> AccountsTab {
    let roller = Background::keeping("accounts", Arc::clone(wake), Roller::default, Roller::answer);
    Listed::new(roller, Background::new("account", Arc::clone(wake), Why::new))
}

/// The list that is shown, to be written.
pub fn export(tab: &AccountsTab) -> Option<Wanted> {
    let listing = tab.listing()?;
    let table = export::Accounts { rolled: Arc::clone(&listing.rolled), order: Arc::clone(&listing.order) };
    Some(Wanted { table: Arc::new(table), name: tr!("accounts-export-name") })
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, scored: &Arc<Scored>) -> Option<Ask> {
    let is_rescoring = state.is_stale();
    let is_free = state.modal.is_none() && ui.memory(|memory| memory.focused().is_none());
    let tab = &mut state.pages.leads.accounts;
    if tab.keep(scored) {
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint();
    }
    let has_failed = tab.take_failure();
    tell_failure(state, has_failed);
    let tab = &mut state.pages.leads.accounts;
    let Some(listing) = tab.listing_of(scored) else {
        waiting(ui, tab.has_failed());
        return None;
    };
    if listing.rolled.accounts.is_empty() {
        widgets::empty_state(ui, widgets::Icon::Building2, &tr!("accounts-title"), &tr!("accounts-none"), &[]);
        return None;
    }
    let (is_empty, is_stale) = (listing.order.is_empty(), is_rescoring || tab.is_stale(scored));
    if ui.available_width() >= WIDE || tab.place().is_none() {
        let model = Arc::clone(&scored.model);
        if toolbar(ui, &mut tab.view, &model) {
            return export(tab).map(Ask::Export);
        }
        ui.add_space(4.0);
    }
    if is_empty && !is_stale {
        let (title, text, all) = (tr!("accounts-nothing"), tr!("accounts-nothing-text"), tr!("accounts-show-all"));
        if widgets::empty_state(ui, widgets::Icon::SearchX, &title, &text, &[&all]).is_some() {
            tab.view = View { sort: tab.view.sort, with_closed: true, ..View::default() };
        }
        return None;
    }
    let is_dimmed = panel::opacity_of(ui, "accounts", is_stale) < 1.0;
    list_and_account(ui, tab, is_dimmed, is_free)
}

/// Search, and the export. Answers whether the latter was asked for.
fn toolbar(ui: &mut egui::Ui, view: &mut View, model: &Model) -> bool {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
        // On a projector all stands in one line, too.
        let width = if ui.available_width() < 620.0 { 150.0 } else { 250.0 };
        widgets::search_field(ui, &mut view.search, &tr!("accounts-search"), width);
        let chosen = view.route.as_ref().map(|id| model.route(id).map_or_else(|| id.to_string(), |it| it.name.clone()));
        let value = chosen.unwrap_or_else(|| tr!("leads-any"));
        widgets::choice_menu(ui, &tr!("leads-route"), &value, |ui| {
            if ui.selectable_label(view.route.is_none(), tr!("leads-route-any")).clicked() {
                view.route = None;
            }
            for route in &model.routes {
                if ui.selectable_label(view.route.as_ref() == Some(&route.id), &route.name).clicked() {
                    view.route = Some(route.id.clone());
                }
            }
        });
        let mut open_only = !view.with_closed;
        if ui
            .checkbox(&mut open_only, tr!("accounts-open-only"))
            .on_hover_text(tr!("accounts-open-only-about"))
            .changed()
        {
            view.with_closed = !open_only;
        }
        widgets::quiet_button(ui, &tr!("leads-export")).on_hover_text(tr!("accounts-export-tip")).clicked()
    })
    .inner
}

/// The list, and the chosen account beside it; one after the other where there is no room.
fn list_and_account(ui: &mut egui::Ui, tab: &mut AccountsTab, is_dimmed: bool, is_free: bool) -> Option<Ask> {
    let whole = ui.available_rect_before_wrap();
    let is_wide = whole.width() >= WIDE;
    let place = tab.place();
    let mut card = whole;
    let place = if is_wide {
        let card_width = (whole.width() * 0.34).clamp(340.0, 420.0);
        card.min.x = whole.right() - card_width;
        // Beside the list an account is always explained: the first, until one is chosen.
        let chosen = place.or(Some(0));
        list_ui(ui, tab, whole.with_max_x(card.left() - GAP), chosen, is_dimmed, is_free)?.or(chosen)
    } else if place.is_some() {
        let count = tab.listing()?.order.len();
        let (went, rest) = back::show(ui, whole, place, count, is_free);
        card = rest;
        match went {
            Went::Nowhere => place,
            Went::Back => {
                tab.choose_none();
                ui.ctx().request_repaint();
                None
            }
            Went::To(place) => {
                tab.choose(place);
                Some(place)
            }
        }
    } else {
        if list_ui(ui, tab, whole, None, is_dimmed, is_free)?.is_some() {
            // From the next frame on the account has the room of the list.
            ui.ctx().request_repaint();
        }
        None
    };
    ui.allocate_rect(whole, egui::Sense::hover());
    let place = place?;
    let listing = tab.listing()?;
    let at = *listing.order.get(place)? as usize;
    let wanted = why::Question { rolled: Arc::clone(&listing.rolled), place: at };
    if tab.ask(wanted) {
        ui.ctx().request_repaint();
    }
    let mut card_ui = ui.new_child(UiBuilder::new().id_salt("account card").max_rect(card));
    match card_ui_of(&mut card_ui, tab, at, is_dimmed) {
        card::Done::Nothing => None,
        card::Done::Lead(key) => Some(Ask::Lead(key)),
        card::Done::List => {
            let account = tab.listing()?.rolled.accounts.get(at)?;
            Some(Ask::Account(account.score.key.clone()))
        }
        card::Done::Settings => Some(Ask::Settings(SettingsSection::Accounts)),
    }
}

/// The list. Answers the place that was chosen in it; nothing where there is no list.
fn list_ui(
    ui: &mut egui::Ui,
    tab: &mut AccountsTab,
    rect: Rect,
    chosen: Option<usize>,
    is_dimmed: bool,
    takes_keys: bool,
) -> Option<Option<usize>> {
    let mut list_ui = ui.new_child(UiBuilder::new().id_salt("accounts list").max_rect(rect));
    let done = {
        // Written anew only by what is done in the list.
        let mut scroll = tab.scroll;
        let (listing, view) = (tab.listing()?, &tab.view);
        let done = Table { listing, view, scroll: &mut scroll, chosen, is_dimmed, takes_keys }.show(&mut list_ui);
        tab.scroll = scroll;
        done
    };
    if let Some(column) = done.sort {
        tab.view.sort = grid::click_header(tab.view.sort, column);
    }
    if let Some(place) = done.chosen {
        tab.choose(place);
    }
    Some(done.chosen)
}

fn card_ui_of(ui: &mut egui::Ui, tab: &AccountsTab, at: usize, is_dimmed: bool) -> card::Done {
    let theme = theme::of(ui);
    let rect = ui.max_rect();
    ui.painter().rect(rect, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
    let Some(listing) = tab.listing() else { return card::Done::Nothing };
    let Some(account) = listing.rolled.accounts.get(at) else { return card::Done::Nothing };
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(egui::vec2(14.0, 12.0))));
    // Another account's reasons are not shown under this one's name.
    let why = tab.told().filter(|why| why.place == at && Arc::ptr_eq(&why.rolled, &listing.rolled));
    if is_dimmed {
        inner.set_opacity(0.55);
    }
    card::show(&mut inner, &listing.rolled, account, why)
}
