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
    groups::{GroupBy, Listing, Segment, View},
    table::Table,
};
use super::{
    Ask, detail,
    explained::{Advice, Wanted as WantedAdvice},
    export::{self, Wanted},
    listed::{Listed, tell_failure},
    waiting,
};
use crate::app::{
    background::{Background, Wake},
    export::in_file_name,
    format, panel,
    scored::Scored,
    state::State,
    theme, widgets,
};

const GAP: f32 = 12.0;
/// The line below the list that says what would move the chosen lead; of a cold one there is a line more.
const ADVICE: f32 = 84.0;
const ADVICE_OF_COLD: f32 = 104.0;
/// Where it is narrower, what one line of it says takes two.
const TWO_LINES: f32 = 780.0;
const LINE: f32 = 20.0;
/// What is lower leaves the list its room: the advice scrolls, and comes when a lead is chosen.
const LOW: f32 = 420.0;
/// With less room the list has less of it around it.
const NARROW: f32 = 620.0;

/// What the tab remembers.
pub type NurtureTab = Listed<Listing, WantedAdvice, Advice>;

pub fn tab(wake: &Wake) -> NurtureTab {
    let grouper = Background::new("nurture", Arc::clone(wake), groups::answer);
    Listed::new(grouper, Background::new("nurture advisor", Arc::clone(wake), |wanted| Advice::new(&wanted)))
}

/// The group that is listed, to be written.
pub fn export(tab: &NurtureTab) -> Option<Wanted> {
    let listing = tab.listing()?;
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
    let (segment, _) = listing.segments.get(listing.chosen)?;
    let segment = in_file_name(&segments::name(&listing.scored.model, segment));
    Some(Wanted { table: Arc::new(leads), name: format!("{}-{segment}", tr!("nurture-export-name")) })
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, scored: &Arc<Scored>) -> Option<Ask> {
    let is_rescoring = state.is_stale();
    let is_free = state.modal.is_none() && ui.memory(|memory| memory.focused().is_none());
    let tab = &mut state.pages.leads.nurture;
    let wants_export = toolbar(ui, &mut tab.view);
    ui.add_space(4.0);
    if tab.keep(scored) {
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint();
    }
    let has_failed = tab.take_failure();
    tell_failure(state, has_failed);
    let tab = &mut state.pages.leads.nurture;
    let Some(listing) = tab.listing_of(scored) else {
        waiting(ui, tab.has_failed());
        return None;
    };
    let is_stale = is_rescoring || tab.is_stale(scored);
    if listing.total == 0 && !is_stale {
        widgets::empty_state(ui, widgets::Icon::Sprout, &tr!("nurture-title"), &tr!("nurture-none"), &[]);
        return None;
    }
    if let Some(wanted) = wants_export.then(|| export(tab)).flatten() {
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
        let before = view.by;
        if ui.available_width() < NARROW {
            let name = choices.iter().find(|(by, _)| *by == before).map_or("", |(_, name)| *name);
            widgets::choice_menu(ui, &tr!("nurture-by"), name, |ui| {
                for (by, name) in choices {
                    if ui.selectable_label(by == before, name).clicked() {
                        view.by = by;
                    }
                }
            });
        } else {
            widgets::segmented(ui, &tr!("nurture-by"), &mut view.by, &choices);
        }
        if view.by != before {
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
    let left = whole.with_max_x(whole.left() + (whole.width() * 0.26).clamp(190.0, 270.0));
    let right = whole.with_min_x(left.right() + GAP);
    ui.painter().rect(left, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
    let mut groups_ui = ui.new_child(UiBuilder::new().id_salt("nurture groups").max_rect(left.shrink(8.0)));
    if is_dimmed {
        groups_ui.set_opacity(0.55);
    }
    if let Some(segment) = segments::show(&mut groups_ui, tab.listing()?) {
        tab.view.segment = Some(segment);
    }
    let listing = tab.listing()?;
    let (segment, count) = listing.segments.get(listing.chosen)?;
    let about = if whole.width() < NARROW {
        // How many there are stands at the left.
        crate::model::wording::upper_first(&segments::about(&listing.scored.model, segment))
    } else {
        finding(listing, segment, *count)
    };
    let mut about_ui =
        ui.new_child(UiBuilder::new().id_salt("nurture about").max_rect(right.with_max_y(right.top() + 40.0)));
    about_ui.add(egui::Label::new(theme::second(&about_ui, &about)).wrap());
    let top = about_ui.min_rect().bottom() + 8.0;
    // Until one is chosen, the first; where there is little room, none, and the list has it all.
    let is_low = whole.height() < LOW;
    let first = tab.listing().filter(|listing| !listing.rows.is_empty() && !is_low).map(|_| 0);
    let place = tab.place().or(first);
    let listed = tab.listing()?;
    let row = place.and_then(|place| listed.rows.get(place));
    let advice = row.map_or(0.0, |row| {
        let is_cold = listed.scored.scores.cold.contains(*row as usize);
        let lines = if right.width() < TWO_LINES { LINE } else { 0.0 };
        GAP + if is_low { ADVICE } else { lines + if is_cold { ADVICE_OF_COLD } else { ADVICE } }
    });
    let list = right.with_min_y(top).with_max_y(right.bottom() - advice);
    let mut list_ui = ui.new_child(UiBuilder::new().id_salt("nurture list").max_rect(list));
    let done = {
        let mut scroll = tab.scroll;
        let listing = tab.listing()?;
        let table = Table { listing, scroll: &mut scroll, chosen: place, is_dimmed, takes_keys: is_free };
        let done = table.show(&mut list_ui);
        tab.scroll = scroll;
        done
    };
    if let Some(place) = done.chosen {
        tab.choose(place);
    }
    let listing = tab.listing()?;
    let row = *listing.rows.get(done.chosen.or(place)?)? as usize;
    let wanted = WantedAdvice { scored: Arc::clone(&listing.scored), row };
    if tab.ask(wanted) {
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
    let listing = tab.listing()?;
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
    match tab.told().filter(is_of) {
        Some(advice) if advice.ways().is_empty() => {
            ui.add(egui::Label::new(theme::second(&ui, &tr!("nurture-no-advice"))).wrap());
        }
        Some(advice) => {
            let area = egui::ScrollArea::vertical().id_salt("nurture ways").auto_shrink(false).min_scrolled_height(0.0);
            area.show(&mut ui, |ui| detail::ways_up(ui, advice.ways()));
        }
        None => {}
    }
    asked
}
