//! The list: headers that sort, rows that are laid out only where they are seen.

use eframe::egui::{self, Align2, Color32, Id, Rect, Role, Sense, UiBuilder, WidgetInfo, pos2, vec2};

use super::{
    cells::{self, RowFacts},
    listing::{Listing, Sort, SortBy},
    slots::{Slot, slots},
};
use crate::app::{
    format, theme,
    widgets::{Extent, SCROLL_BAR, Scroll, scroll_bar, step_by_key},
};

const ROW_HEIGHT: f32 = 30.0;
const HEADER_HEIGHT: f32 = 30.0;
const FOOT_HEIGHT: f32 = 34.0;
const PADDING: f32 = 12.0;

/// What the user did in the list.
#[derive(Clone, Debug, Default)]
pub struct Done {
    pub sort: Option<Sort>,
    /// The place in the list of the row that was clicked or gone to.
    pub chosen: Option<usize>,
}

/// What the list is drawn from.
pub struct Table<'a> {
    pub listing: &'a Listing,
    pub sort: Sort,
    pub scroll: &'a mut Scroll,
    /// Scroll to the chosen lead.
    pub follow: bool,
    /// The place in the list of the chosen row.
    pub chosen: Option<usize>,
    pub is_dimmed: bool,
    /// Nothing else is asking for keys.
    pub takes_keys: bool,
}

/// Where the columns stand.
struct Columns {
    slots: Vec<Slot>,
    /// What the name of a cell takes beside the score.
    cell_width: f32,
}

impl Table<'_> {
    /// Draws the list into all the room there is.
    pub fn show(self, ui: &mut egui::Ui) -> Done {
        let theme = theme::of(ui);
        let rect = ui.available_rect_before_wrap();
        ui.allocate_rect(rect, Sense::hover());
        ui.painter().rect(rect, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
        let header = Rect::from_min_size(rect.min, vec2(rect.width(), HEADER_HEIGHT));
        let body = Rect::from_min_max(
            pos2(rect.left(), header.bottom()),
            pos2(rect.right(), (rect.bottom() - FOOT_HEIGHT).max(header.bottom())),
        );
        let foot = Rect::from_min_max(pos2(rect.left(), body.bottom()), rect.max);
        let extent = Extent { rows: self.listing.rows.len(), row_height: ROW_HEIGHT, view_height: body.height() };
        let room = rect.width() - 2.0 * PADDING - if extent.can_scroll() { SCROLL_BAR } else { 0.0 };
        let cell_width = cells::cell_width(ui, &self.listing.scored.model);
        let slots = slots(room, cell_width);
        let mut done = Done { sort: header_ui(ui, header, &slots, self.sort), chosen: None };
        ui.painter().hline(rect.x_range(), header.bottom(), (1.0, theme.line));
        ui.painter().hline(rect.x_range(), body.bottom(), (1.0, theme.line));
        let mut rows_ui = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(body));
        rows_ui.set_clip_rect(body.shrink2(vec2(1.0, 0.0)).intersect(ui.clip_rect()));
        if self.is_dimmed {
            rows_ui.set_opacity(0.55);
        }
        let listing = self.listing;
        self.body_ui(&mut rows_ui, body, extent, &Columns { slots, cell_width }, &mut done);
        let mut foot_ui = ui.new_child(UiBuilder::new().max_rect(foot.shrink2(vec2(PADDING, 0.0))));
        foot_ui_of(&mut foot_ui, listing);
        done
    }

    fn body_ui(self, ui: &mut egui::Ui, body: Rect, extent: Extent, columns: &Columns, done: &mut Done) {
        let Self { listing, scroll, chosen, follow, takes_keys, .. } = self;
        if let Some(place) = chosen.filter(|_| follow) {
            scroll.show(place, extent);
        }
        let list_id = Id::unique("leads list");
        let response = ui.interact(body, list_id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, tr!("leads-list")));
        if response.contains_pointer() {
            let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
            if delta != 0.0 {
                scroll.by(-delta, extent);
            }
        }
        if extent.can_scroll() {
            scroll_bar(ui, "leads", &tr!("leads-scroll"), body, scroll, extent);
        }
        let has_focus = ui.memory(|memory| memory.has_focus(list_id));
        if has_focus {
            let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id, filter));
        }
        if (takes_keys || has_focus)
            && let Some(place) = step_by_key(ui, chosen, extent)
        {
            scroll.show(place, extent);
            done.chosen = Some(place);
        }
        let (seen, first_top) = scroll.seen(extent);
        for (offset, place) in seen.enumerate() {
            let top = body.top() + first_top + offset as f32 * ROW_HEIGHT;
            let width = body.width() - if extent.can_scroll() { SCROLL_BAR } else { 0.0 };
            let rect = Rect::from_min_size(pos2(body.left(), top), vec2(width, ROW_HEIGHT));
            let is_chosen = done.chosen.or(chosen) == Some(place);
            if row_ui(ui, listing, place, rect, columns, is_chosen) {
                done.chosen = Some(place);
                ui.memory_mut(|memory| memory.request_focus(list_id));
            }
        }
        if has_focus {
            let stroke = ui.visuals().selection.stroke;
            ui.painter().rect_stroke(body.shrink(1.5), 4.0, stroke, egui::StrokeKind::Inside);
        }
    }
}

/// The headers; answers the order that a click asks for.
fn header_ui(ui: &mut egui::Ui, rect: Rect, slots: &[Slot], sort: Sort) -> Option<Sort> {
    let theme = theme::of(ui);
    let mut clicked = None;
    for slot in slots {
        let cell = slot_rect(rect, slot);
        let is_sorted = sort.by == slot.column;
        let name = column_name(slot.column);
        let response = ui.interact(cell, Id::unique(("leads header", &name)), Sense::click());
        response.widget_info(|| {
            let label = match (is_sorted, sort.is_ascending()) {
                (false, _) => tr!("leads-sort", column = name.clone()),
                (true, true) => tr!("leads-sorted-up", column = name.clone()),
                (true, false) => tr!("leads-sorted-down", column = name.clone()),
            };
            WidgetInfo::selected(Role::ColumnHeader, true, is_sorted, label)
        });
        let color = if is_sorted || response.hovered() || response.has_focus() { theme.text } else { theme.second };
        let sign = match (is_sorted, sort.is_ascending()) {
            (false, _) => "",
            (true, true) => " ↑",
            (true, false) => " ↓",
        };
        let text = format!("{name}{sign}");
        let font = theme::small_strong();
        if cells::is_right_aligned(slot.column) {
            ui.painter().text(cell.right_center(), Align2::RIGHT_CENTER, text, font, color);
        } else {
            ui.painter().with_clip_rect(cell).text(cell.left_center(), Align2::LEFT_CENTER, text, font, color);
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            clicked = Some(sort.clicked(slot.column));
        }
    }
    clicked
}

pub fn column_name(column: SortBy) -> String {
    match column {
        SortBy::Work | SortBy::Lead => tr!("leads-column-lead"),
        SortBy::Account => tr!("leads-column-account"),
        SortBy::Quality => tr!("leads-column-quality"),
        SortBy::Urgency => tr!("leads-column-urgency"),
        SortBy::LastMoment => tr!("leads-column-moment"),
        SortBy::Route => tr!("leads-column-route"),
        SortBy::Fit => tr!("leads-column-fit"),
        SortBy::Engagement => tr!("leads-column-engagement"),
        SortBy::Score => tr!("leads-column-score"),
    }
}

fn slot_rect(row: Rect, slot: &Slot) -> Rect {
    const GAP: f32 = 10.0;
    let min = pos2(row.left() + PADDING + slot.left, row.top());
    let gap = if cells::is_right_aligned(slot.column) { 0.0 } else { GAP };
    Rect::from_min_size(min, vec2(slot.width - gap, row.height()))
}

/// One row; answers whether it was clicked.
fn row_ui(ui: &mut egui::Ui, listing: &Listing, place: usize, rect: Rect, columns: &Columns, is_chosen: bool) -> bool {
    let Some(row) = listing.rows.get(place) else { return false };
    let theme = theme::of(ui);
    let facts = RowFacts::new(listing, *row as usize);
    // By the lead's key: a row keeps its identity when the list is sorted anew. The list as a whole takes the focus.
    let response = ui.interact(rect, Id::unique(("lead", &facts.key)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, facts.spoken()));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_chosen));
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => theme.accent_tint,
        (false, true) => theme.raised,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, theme.line));
    for slot in &columns.slots {
        cells::paint(ui, &facts, slot.column, slot_rect(rect, slot), columns.cell_width);
    }
    response.clicked()
}

/// How many there are, in which order.
fn foot_ui_of(ui: &mut egui::Ui, listing: &Listing) {
    let theme = theme::of(ui);
    let rect = ui.max_rect();
    let (shown, total) = (listing.rows.len(), listing.scored.summary.leads);
    let count = format::count(shown as u64);
    let left = match listing.view.sort.by {
        SortBy::Work => tr!("leads-foot-work", count = count.clone(), number = shown),
        by => tr!("leads-foot-sorted", count = count.clone(), number = shown, column = column_name(by).to_lowercase()),
    };
    let right = tr!("leads-foot-shown", shown = count, total = format::count(total));
    for (text, layout) in [
        (left, egui::Layout::left_to_right(egui::Align::Center)),
        (right, egui::Layout::right_to_left(egui::Align::Center)),
    ] {
        let builder = UiBuilder::new().max_rect(rect).layout(layout);
        ui.scope_builder(builder, |ui| {
            ui.add(egui::Label::new(egui::RichText::new(text).color(theme.second)).truncate());
        });
    }
}
