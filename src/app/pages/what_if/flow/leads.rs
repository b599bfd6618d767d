//! The card of the leads behind a number.

use std::sync::Arc;

use eframe::egui::{self, Id, Rect, Role, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo, vec2};

use super::{
    answer, first_choice,
    found::Found,
    listing::{Listing, Reasons},
    row::{self, Slots},
    words,
};
use crate::{
    app::{
        background::{Background, Wake},
        commands::Command,
        format,
        state::{Page, State},
        tasks::Purpose,
        theme,
        widgets::{self, Extent, SCROLL_BAR, Scroll, scroll_bar, scroll_by_wheel, step_by_key},
    },
    scoring::what_if::Who,
};

const ROW: f32 = 30.0;
const HEADER: f32 = 26.0;
/// So many rows are seen at once.
const ROWS: usize = 10;
const ROWS_PRESENTED: usize = 6;

/// What is remembered of the list.
pub struct LeadsDesk {
    /// Whom the user wants to see; without a choice, whoever matters most.
    pub(super) chosen: Option<Who>,
    lister: Background<(Arc<Found>, Who), Listing>,
    asked: Option<(Arc<Found>, Who)>,
    listing: Option<Listing>,
    reasons: Reasons,
    scroll: Scroll,
    /// The row that the keyboard is at.
    at: Option<usize>,
    /// A number was clicked somewhere else on the page: the list comes into sight.
    is_wanted: bool,
}

impl LeadsDesk {
    pub fn new(wake: &Wake) -> Self {
        Self {
            chosen: None,
            lister: Background::new("moved leads", Arc::clone(wake), |(found, who)| Listing::new(found, who)),
            asked: None,
            listing: None,
            reasons: Reasons::new(wake),
            scroll: Scroll::default(),
            at: None,
            is_wanted: false,
        }
    }

    pub fn settle(&mut self) {
        self.lister.wait_until_idle();
        self.listing = self.lister.take().or(self.listing.take());
        self.reasons.settle();
    }

    /// Whether a list or a reason could not be worked out since the last call.
    pub fn take_failure(&self) -> bool {
        [self.lister.take_failure(), self.reasons.take_failure()].contains(&true)
    }

    pub fn forget(&mut self) {
        self.lister.forget();
        self.reasons.forget();
        (self.chosen, self.asked, self.listing, self.at) = (None, None, None, None);
        self.scroll = Scroll::default();
    }

    /// Lists these leads, and brings the list into sight.
    pub fn choose(&mut self, who: Who) {
        self.show(who);
        self.is_wanted = true;
    }

    fn show(&mut self, who: Who) {
        self.chosen = Some(who);
        self.scroll = Scroll::default();
        self.at = None;
    }

    /// Whom the list shows.
    pub fn who(&self, found: &Found) -> Who {
        let chosen = self.chosen.as_ref().filter(|who| words::who(found, who).is_some());
        chosen.cloned().unwrap_or_else(|| first_choice(found))
    }

    fn keep_up(&mut self, ui: &egui::Ui, found: &Arc<Found>) -> Who {
        self.listing = self.lister.take().or(self.listing.take());
        let who = self.who(found);
        if !self.asked.as_ref().is_some_and(|(of, asked)| Arc::ptr_eq(of, found) && *asked == who) {
            self.asked = Some((Arc::clone(found), who.clone()));
            self.lister.ask((Arc::clone(found), who.clone()));
            ui.ctx().request_repaint();
        }
        who
    }
}

/// What the user asked for.
enum Asked {
    Show(Who),
    Open(String),
    Export(Who),
    Stop,
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let Some((found, opacity)) = answer(ui, state) else { return };
    if found.what_if.movement.moved.tally.leads == 0 && state.pages.what_if.flow.leads.chosen.is_none() {
        return;
    }
    let desk = &mut state.pages.what_if.flow;
    let who = desk.leads.keep_up(ui, &found);
    let mut asked = None;
    let is_wanted = std::mem::take(&mut desk.leads.is_wanted);
    let card = ui.scope(|ui| {
        widgets::card(ui, |ui| {
            let progress = desk.exporter.progress();
            header_ui(ui, &found, &who, progress, &mut asked);
            tabs_ui(ui, &found, &who, &mut asked);
            ui.add_space(6.0);
            list_ui(ui, &mut desk.leads, &found, opacity, &mut asked);
        });
    });
    if is_wanted && !ui.clip_rect().contains_rect(card.response.rect) {
        ui.scroll_to_rect(card.response.rect, None);
    }
    match asked {
        Some(Asked::Show(who)) => state.pages.what_if.flow.leads.show(who),
        Some(Asked::Open(key)) => {
            state.pages.leads.open(key);
            state.ask(Command::GoTo(Page::Leads));
        }
        Some(Asked::Export(who)) => {
            state.pages.what_if.flow.exporter.wanted = Some((found, who));
            state.wanted_dialog = Some(Purpose::ExportLeads);
        }
        Some(Asked::Stop) => state.pages.what_if.flow.exporter.cancel(),
        None => {}
    }
}

/// What is listed, and the way to a file of it.
fn header_ui(ui: &mut egui::Ui, found: &Found, who: &Who, progress: Option<f32>, asked: &mut Option<Asked>) {
    let (title, leads) = words::who(found, who).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.set_min_height(30.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            match progress {
                Some(part) => {
                    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
                    if widgets::quiet_button(ui, &tr!("flow-export-stop")).clicked() {
                        *asked = Some(Asked::Stop);
                    }
                    let part = format::percent(f64::from(part), 0);
                    ui.label(theme::second(ui, &tr!("flow-exporting", part = part)));
                }
                None => {
                    let button =
                        ui.add_enabled_ui(leads > 0, |ui| widgets::quiet_button(ui, &tr!("flow-export"))).inner;
                    if button.on_hover_text(tr!("flow-export-tip")).clicked() {
                        *asked = Some(Asked::Export(who.clone()));
                    }
                }
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(theme::strong(&title)).truncate());
                ui.add(egui::Label::new(theme::second(ui, &words::leads(leads))).truncate());
            });
        });
    });
}

/// The numbers that matter, each with its leads.
fn tabs_ui(ui: &mut egui::Ui, found: &Found, shown: &Who, asked: &mut Option<Asked>) {
    let mut tabs = vec![Who::WinsLost, Who::WinsGained, Who::ToSales, Who::FromSales, Who::Moved];
    if !tabs.contains(shown) {
        tabs.push(shown.clone());
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for who in tabs {
            let Some((title, leads)) = words::who(found, &who) else { continue };
            if tab_ui(ui, &title, leads, who == *shown) {
                *asked = Some(Asked::Show(who));
            }
        }
    });
}

fn tab_ui(ui: &mut egui::Ui, title: &str, leads: u64, is_chosen: bool) -> bool {
    const MOST: f32 = 260.0;
    let theme = theme::of(ui);
    let count = ui.painter().layout_no_wrap(format::count(leads), theme::small_strong(), theme.second);
    let colour = if is_chosen { theme.text } else { theme.second };
    let title_galley = widgets::one_line(ui.painter(), title, theme::body(), colour, MOST);
    let size = vec2(title_galley.size().x + count.size().x + 26.0, 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = tr!("flow-tab", title = title.to_owned(), leads = words::leads(leads));
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &name));
    let (fill, line) = match (is_chosen, response.hovered()) {
        (true, _) => (theme.accent_tint, theme.accent),
        (false, true) => (theme.raised, theme.line),
        (false, false) => (theme.card, theme.line),
    };
    let width = if response.has_focus() { 2.0 } else { 1.0 };
    let line = if response.has_focus() { theme.accent } else { line };
    ui.painter().rect(rect, 7.0, fill, Stroke::new(width, line), StrokeKind::Inside);
    let title_at = egui::pos2(rect.left() + 10.0, rect.center().y - title_galley.size().y / 2.0);
    let count_at = egui::pos2(rect.right() - 10.0 - count.size().x, rect.center().y - count.size().y / 2.0);
    ui.painter().galley(title_at.round(), title_galley, theme.text);
    ui.painter().galley(count_at.round(), count, theme.text);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn list_ui(ui: &mut egui::Ui, desk: &mut LeadsDesk, found: &Arc<Found>, opacity: f32, asked: &mut Option<Asked>) {
    let Some(listing) = &desk.listing else {
        ui.label(theme::second(ui, &tr!("flow-waiting")));
        return;
    };
    let who = desk.who(found);
    // The list of another choice is not shown under this one's name; one of older scores is, dimmed.
    if listing.who != who || !Arc::ptr_eq(&listing.found.what_if.columns, &found.what_if.columns) {
        ui.allocate_space(vec2(ui.available_width(), HEADER + ROW));
        return;
    }
    if listing.rows.is_empty() {
        ui.add(egui::Label::new(theme::second(ui, &tr!("flow-list-empty"))).wrap());
        return;
    }
    let is_newest = listing.is_of(found, &who);
    ui.multiply_opacity(if is_newest { opacity } else { opacity.min(0.6) });
    let most = if theme::is_presentation(ui) { ROWS_PRESENTED } else { ROWS };
    let seen = listing.rows.len().min(most);
    let size = vec2(ui.available_width(), HEADER + seen as f32 * ROW);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let body = area.with_min_y(area.top() + HEADER);
    let extent = Extent { rows: listing.rows.len(), row_height: ROW, view_height: body.height() };
    let width = body.width() - if extent.can_scroll() { SCROLL_BAR + 2.0 } else { 0.0 };
    let listed = Arc::clone(&listing.found);
    let slots = Slots::new(ui, &listed, width);
    row::header_ui(ui, area.with_max_y(body.top()), &slots);

    let id = Id::unique("moved leads list");
    let response = ui.interact(body, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, tr!("flow-list")));
    scroll_by_wheel(ui, &response, &mut desk.scroll, extent);
    if extent.can_scroll() {
        scroll_bar(ui, "moved leads", &tr!("flow-scroll"), body, &mut desk.scroll, extent);
    }
    keys(ui, id, desk, extent, asked);
    let Some(listing) = &desk.listing else { return };
    let mut rows_ui = ui.new_child(UiBuilder::new().id_salt("moved rows").max_rect(body));
    rows_ui.set_clip_rect(body.intersect(ui.clip_rect()));
    let (seen, top) = desk.scroll.seen(extent);
    let rows: Vec<u32> = listing.rows.get(seen.clone()).unwrap_or_default().to_vec();
    if desk.reasons.want(&listed, &rows) {
        ui.ctx().request_repaint();
    }
    for (offset, (place, lead)) in seen.zip(&rows).enumerate() {
        let corner = body.min + vec2(0.0, top + offset as f32 * ROW);
        let rect = Rect::from_min_size(corner, vec2(width, ROW));
        let reasons = desk.reasons.of(&listed, *lead);
        if row::row_ui(&rows_ui, &listed, *lead, reasons.as_deref(), rect, &slots, desk.at == Some(place)) {
            *asked = Some(Asked::Open(listed.what_if.columns.keys[*lead as usize].to_owned()));
        }
    }
    if response.has_focus() {
        ui.painter().rect_stroke(body, 4.0, Stroke::new(1.5, theme::of(ui).accent), StrokeKind::Inside);
    }
}

/// Up and down the list while it has the keyboard; Enter opens the lead.
fn keys(ui: &egui::Ui, id: Id, desk: &mut LeadsDesk, extent: Extent, asked: &mut Option<Asked>) {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    if let Some(place) = step_by_key(ui, desk.at, extent) {
        desk.scroll.show(place, extent);
        desk.at = Some(place);
    }
    let is_entered = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    if let (true, Some(place), Some(listing)) = (is_entered, desk.at, &desk.listing)
        && let Some(row) = listing.rows.get(place)
    {
        *asked = Some(Asked::Open(listing.found.what_if.columns.keys[*row as usize].to_owned()));
    }
}
