//! A long list: headers that sort, rows that are laid out only where they are seen. What stands in it, each tab knows.

use eframe::egui::{self, Align2, Color32, Id, Rect, Role, Sense, UiBuilder, WidgetInfo, pos2, vec2};

use super::slots::{Slot, Slots};
use crate::app::{
    theme,
    widgets::{Extent, SCROLL_BAR, Scroll, scroll_bar, step_by_key},
};

const FOOT_HEIGHT: f32 = 34.0;
const PADDING: f32 = 12.0;

/// What a click on a header leads to: the column's order, the other way round, and back to that of the list itself.
pub fn click_header<Column: PartialEq>(sort: Option<(Column, bool)>, column: Column) -> Option<(Column, bool)> {
    match sort {
        Some((by, false)) if by == column => Some((column, true)),
        Some((by, true)) if by == column => None,
        _ => Some((column, false)),
    }
}

/// The rows of a list.
pub trait Rows {
    type Column: Copy + PartialEq;
    /// What is told of one row.
    type Facts;

    fn count(&self) -> usize;
    fn facts(&self, place: usize) -> Option<Self::Facts>;
    /// By what a row is, so that it keeps its identity when the list is sorted anew.
    fn id(&self, facts: &Self::Facts) -> Id;
    /// The row as it is read aloud.
    fn spoken(&self, facts: &Self::Facts) -> String;
    /// What a cell tells whole, where it may be cut off or is told in short.
    fn whole(&self, facts: &Self::Facts, column: Self::Column) -> Option<String>;
    fn paint(&self, ui: &mut egui::Ui, facts: &Self::Facts, column: Self::Column, rect: Rect);
    fn column_name(&self, column: Self::Column) -> String;
    fn is_right_aligned(&self, column: Self::Column) -> bool;
    /// Where it is the order of the list: whether small comes first. `None` where it is not; a column that cannot sort says so.
    fn sorted(&self, column: Self::Column) -> Option<bool>;
    fn can_sort(&self, _column: Self::Column) -> bool {
        true
    }
}

/// What the user did in the list.
#[derive(Clone, Debug)]
pub struct Done<Column> {
    /// The header that was clicked.
    pub sort: Option<Column>,
    /// The place in the list of the row that was clicked or gone to.
    pub chosen: Option<usize>,
}

/// What the list is drawn from.
pub struct Grid<'a, R: Rows> {
    pub rows: &'a R,
    pub slots: Slots<R::Column>,
    pub scroll: &'a mut Scroll,
    /// What the list is called, and by what its parts are known.
    pub name: &'a str,
    pub salt: &'static str,
    /// Scroll to the chosen row.
    pub follow: bool,
    /// The place in the list of the chosen row.
    pub chosen: Option<usize>,
    pub is_dimmed: bool,
    /// Nothing else is asking for keys.
    pub takes_keys: bool,
    /// What is said below it, at the left and at the right.
    pub foot: [String; 2],
}

/// What is left for the columns of a list that is so wide. The room of a scroll bar is left free, whether there is one or not.
pub fn room(width: f32) -> f32 {
    width - 2.0 * PADDING - SCROLL_BAR
}

impl<R: Rows> Grid<'_, R> {
    /// Draws the list into all the room there is.
    pub fn show(self, ui: &mut egui::Ui) -> Done<R::Column> {
        let theme = theme::of(ui);
        let rect = ui.available_rect_before_wrap();
        ui.allocate_rect(rect, Sense::hover());
        ui.painter().rect(rect, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
        let header = Rect::from_min_size(rect.min, vec2(rect.width(), self.slots.header_height()));
        let body = Rect::from_min_max(
            pos2(rect.left(), header.bottom()),
            pos2(rect.right(), (rect.bottom() - FOOT_HEIGHT).max(header.bottom())),
        );
        let foot = Rect::from_min_max(pos2(rect.left(), body.bottom()), rect.max);
        let row_height = self.slots.row_height();
        let extent = Extent { rows: self.rows.count(), row_height, view_height: body.height() };
        let mut done = Done { sort: self.header_ui(ui, header), chosen: None };
        ui.painter().hline(rect.x_range(), header.bottom(), (1.0, theme.line));
        ui.painter().hline(rect.x_range(), body.bottom(), (1.0, theme.line));
        let mut foot_ui = ui.new_child(UiBuilder::new().max_rect(foot.shrink2(vec2(PADDING, 0.0))));
        foot_ui_of(&mut foot_ui, &self.foot);
        let mut rows_ui = ui.new_child(UiBuilder::new().id_salt((self.salt, "rows")).max_rect(body));
        rows_ui.set_clip_rect(body.shrink2(vec2(1.0, 0.0)).intersect(ui.clip_rect()));
        if self.is_dimmed {
            rows_ui.set_opacity(0.55);
        }
        self.body_ui(&mut rows_ui, body, extent, &mut done);
        done
    }

    fn body_ui(self, ui: &mut egui::Ui, body: Rect, extent: Extent, done: &mut Done<R::Column>) {
        let Self { rows, slots, scroll, chosen, follow, takes_keys, name, salt, .. } = self;
        if let Some(place) = chosen.filter(|_| follow) {
            scroll.show(place, extent);
        }
        let list_id = Id::unique((salt, "list"));
        let response = ui.interact(body, list_id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, name));
        if response.contains_pointer() {
            let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
            if delta != 0.0 {
                scroll.by(-delta, extent);
            }
        }
        if extent.can_scroll() {
            scroll_bar(ui, salt, &tr!("leads-scroll"), body, scroll, extent);
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
            let top = body.top() + first_top + offset as f32 * extent.row_height;
            let width = body.width() - if extent.can_scroll() { SCROLL_BAR } else { 0.0 };
            let rect = Rect::from_min_size(pos2(body.left(), top), vec2(width, extent.row_height));
            let is_chosen = done.chosen.or(chosen) == Some(place);
            let Some(facts) = rows.facts(place) else { continue };
            if row_ui(ui, rows, &facts, rect, &slots, is_chosen) {
                done.chosen = Some(place);
                ui.memory_mut(|memory| memory.request_focus(list_id));
            }
        }
        if has_focus {
            let stroke = ui.visuals().selection.stroke;
            ui.painter().rect_stroke(body.shrink(1.5), 4.0, stroke, egui::StrokeKind::Inside);
        }
    }

    /// The headers; answers the one that was clicked.
    fn header_ui(&self, ui: &mut egui::Ui, rect: Rect) -> Option<R::Column> {
        let mut clicked = None;
        for line in 0..self.slots.lines.len() {
            let line_rect = line_rect(rect, &self.slots, line);
            for slot in &self.slots.lines[line] {
                let cell = self.cell_rect(line_rect, slot);
                if self.header_cell_ui(ui, cell, slot.column) {
                    clicked = Some(slot.column);
                }
            }
        }
        clicked
    }

    fn cell_rect(&self, row: Rect, slot: &Slot<R::Column>) -> Rect {
        slot_rect(row, slot, self.rows.is_right_aligned(slot.column))
    }

    fn header_cell_ui(&self, ui: &egui::Ui, cell: Rect, column: R::Column) -> bool {
        let theme = theme::of(ui);
        let name = self.rows.column_name(column);
        let sorted = self.rows.sorted(column);
        let can_sort = self.rows.can_sort(column);
        let sense = if can_sort { Sense::click() } else { Sense::hover() };
        let response = ui.interact(cell, Id::unique((self.salt, "header", &name)), sense);
        response.widget_info(|| {
            let label = match sorted {
                _ if !can_sort => name.clone(),
                None => tr!("leads-sort", column = name.clone()),
                Some(true) => tr!("leads-sorted-up", column = name.clone()),
                Some(false) => tr!("leads-sorted-down", column = name.clone()),
            };
            WidgetInfo::selected(Role::ColumnHeader, true, sorted.is_some(), label)
        });
        let is_strong = sorted.is_some() || can_sort && (response.hovered() || response.has_focus());
        let color = if is_strong { theme.text } else { theme.second };
        let sign = match sorted {
            None => "",
            Some(true) => " ↑",
            Some(false) => " ↓",
        };
        let (text, font) = (format!("{name}{sign}"), theme::small_strong());
        if self.rows.is_right_aligned(column) {
            ui.painter().text(cell.right_center(), Align2::RIGHT_CENTER, text, font, color);
        } else {
            ui.painter().with_clip_rect(cell).text(cell.left_center(), Align2::LEFT_CENTER, text, font, color);
        }
        let response = if can_sort { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response };
        response.clicked()
    }
}

/// The part of a row (or of the header) that a line of columns has.
fn line_rect<Column>(row: Rect, slots: &Slots<Column>, line: usize) -> Rect {
    const EDGE: f32 = 4.0;
    let middle = row.center().y;
    match line {
        _ if !slots.is_compact() => row,
        0 => Rect::from_min_max(row.min + vec2(0.0, EDGE), pos2(row.right(), middle)),
        _ => Rect::from_min_max(pos2(row.left(), middle), row.max - vec2(0.0, EDGE)),
    }
}

fn slot_rect<Column>(row: Rect, slot: &Slot<Column>, is_right_aligned: bool) -> Rect {
    const GAP: f32 = 10.0;
    let min = pos2(row.left() + PADDING + slot.left, row.top());
    let gap = if is_right_aligned { 0.0 } else { GAP };
    Rect::from_min_size(min, vec2(slot.width - gap, row.height()))
}

/// One row; answers whether it was clicked.
fn row_ui<R: Rows>(
    ui: &mut egui::Ui,
    rows: &R,
    facts: &R::Facts,
    rect: Rect,
    slots: &Slots<R::Column>,
    is_chosen: bool,
) -> bool {
    let theme = theme::of(ui);
    // The list as a whole takes the focus.
    let response = ui.interact(rect, rows.id(facts), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, rows.spoken(facts)));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_chosen));
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => theme.accent_tint,
        (false, true) => theme.raised,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, theme.line));
    let pointer = response.hover_pos();
    let mut whole = None;
    for (line, columns) in slots.lines.iter().enumerate() {
        let line = line_rect(rect, slots, line);
        for slot in columns {
            let cell = slot_rect(line, slot, rows.is_right_aligned(slot.column));
            rows.paint(ui, facts, slot.column, cell);
            if pointer.is_some_and(|pointer| cell.contains(pointer)) {
                whole = rows.whole(facts, slot.column);
            }
        }
    }
    let clicked = response.clicked();
    if let Some(whole) = whole {
        response.on_hover_text_at_pointer(whole);
    }
    clicked
}

/// How many there are, in which order.
fn foot_ui_of(ui: &mut egui::Ui, [left, right]: &[String; 2]) {
    let theme = theme::of(ui);
    let rect = ui.max_rect();
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
