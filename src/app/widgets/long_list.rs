//! How far a long list is scrolled. In doubles: a million rows are thirty million points high, where an `f32` (which
//! egui's own scroll areas use) can no longer tell neighbouring points apart.

use eframe::egui::{self, Id, Rect, Role, Sense, WidgetInfo, pos2, vec2};

use crate::app::theme;

/// How wide [`scroll_bar`] is.
pub const SCROLL_BAR: f32 = 10.0;

/// Where the top of what is seen stands in the whole list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    top: f64,
}

/// The list and the part of it that is seen, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    pub rows: usize,
    pub row_height: f32,
    pub view_height: f32,
}

impl Extent {
    fn height(self) -> f64 {
        self.rows as f64 * f64::from(self.row_height)
    }

    fn most(self) -> f64 {
        (self.height() - f64::from(self.view_height)).max(0.0)
    }

    pub fn can_scroll(self) -> bool {
        self.most() > 0.0
    }

    /// How many whole rows are seen at once.
    pub fn page(self) -> usize {
        ((self.view_height / self.row_height) as usize).max(1)
    }

    /// The height of a scroll bar's handle.
    pub fn handle_height(self) -> f32 {
        const LEAST: f64 = 24.0;
        let view = f64::from(self.view_height);
        (view * view / self.height().max(1.0)).max(LEAST).min(view) as f32
    }
}

impl Scroll {
    pub fn by(&mut self, points: f32, extent: Extent) {
        self.top = (self.top + f64::from(points)).clamp(0.0, extent.most());
    }

    /// Scrolls as little as is needed to show a row whole.
    pub fn show(&mut self, row: usize, extent: Extent) {
        let (top, height) = (row as f64 * f64::from(extent.row_height), f64::from(extent.row_height));
        let least = top + height - f64::from(extent.view_height);
        self.top = self.top.min(top).max(least).clamp(0.0, extent.most());
    }

    /// The rows that are seen, and how far below the view's top the first of them begins (0 or less).
    pub fn seen(&self, extent: Extent) -> (std::ops::Range<usize>, f32) {
        let height = f64::from(extent.row_height);
        let top = self.top.clamp(0.0, extent.most());
        let first = (top / height) as usize;
        let last = ((top + f64::from(extent.view_height)) / height).ceil() as usize;
        (first..last.min(extent.rows), (first as f64 * height - top) as f32)
    }

    /// Where the handle of the scroll bar stands below the view's top.
    pub fn handle_top(&self, extent: Extent) -> f32 {
        let room = f64::from(extent.view_height - extent.handle_height());
        if extent.most() > 0.0 { (self.top.clamp(0.0, extent.most()) / extent.most() * room) as f32 } else { 0.0 }
    }

    /// The handle is put there.
    pub fn put_handle(&mut self, top: f32, extent: Extent) {
        let room = f64::from(extent.view_height - extent.handle_height());
        let share = if room > 0.0 { f64::from(top) / room } else { 0.0 };
        self.top = (share * extent.most()).clamp(0.0, extent.most());
    }
}

/// Scrolls by the wheel while the pointer is over the list; at its end the wheel is left to what the list stands in.
pub fn scroll_by_wheel(ui: &egui::Ui, list: &egui::Response, scroll: &mut Scroll, extent: Extent) {
    if !extent.can_scroll() || !list.contains_pointer() {
        return;
    }
    let before = *scroll;
    scroll.by(-ui.input(|input| input.smooth_scroll_delta.y), extent);
    if *scroll != before {
        ui.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
    }
}

/// A bar at the right of a list that shows where in it one is, and that can be dragged.
pub fn scroll_bar(ui: &egui::Ui, salt: &str, name: &str, body: Rect, scroll: &mut Scroll, extent: Extent) {
    let theme = theme::of(ui);
    let track = Rect::from_min_max(pos2(body.right() - SCROLL_BAR, body.top()), body.max);
    let response = ui.interact(track, Id::unique(("scroll bar", salt)), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, name));
    let grabbed_at = Id::unique(("scroll bar grabbed at", salt));
    if let Some(pointer) = response.interact_pointer_pos() {
        let (top, height) = (track.top() + scroll.handle_top(extent), extent.handle_height());
        let within = |y: f32| if (top..=top + height).contains(&y) { y - top } else { height / 2.0 };
        if response.drag_started() || response.clicked() {
            ui.data_mut(|data| data.insert_temp(grabbed_at, within(pointer.y)));
        }
        let grabbed = ui.data(|data| data.get_temp(grabbed_at)).unwrap_or(height / 2.0);
        scroll.put_handle(pointer.y - grabbed - track.top(), extent);
    }
    let handle = Rect::from_min_size(
        track.min + vec2(2.0, scroll.handle_top(extent) + 1.0),
        vec2(SCROLL_BAR - 4.0, extent.handle_height() - 2.0),
    );
    let color = if response.hovered() || response.dragged() { theme.second } else { theme.third };
    ui.painter().rect_filled(handle, 3.0, color.gamma_multiply(0.6));
}

/// A list in which a row is gone to by the arrow keys, by page, and to its ends: where a key leads from the row that is chosen.
pub fn step_by_key(ui: &egui::Ui, chosen: Option<usize>, extent: Extent) -> Option<usize> {
    use egui::Key;
    let last = extent.rows.checked_sub(1)?;
    let keys = [Key::ArrowUp, Key::ArrowDown, Key::PageUp, Key::PageDown, Key::Home, Key::End];
    let key = ui.input_mut(|input| keys.into_iter().find(|key| input.consume_key(egui::Modifiers::NONE, *key)))?;
    let page = extent.page();
    let place = match (key, chosen) {
        (Key::End, _) => last,
        (Key::Home, _) | (_, None) => 0,
        (Key::ArrowUp, Some(place)) => place.saturating_sub(1),
        (Key::ArrowDown, Some(place)) => place + 1,
        (Key::PageUp, Some(place)) => place.saturating_sub(page),
        (_, Some(place)) => place.saturating_add(page),
    };
    Some(place.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLION: Extent = Extent { rows: 1_000_000, row_height: 30.0, view_height: 600.0 };

    #[test]
    fn a_million_rows_scroll_by_single_points() {
        let mut scroll = Scroll::default();
        scroll.show(999_999, MILLION);
        assert_eq!(scroll.seen(MILLION), (999_980..1_000_000, 0.0));
        scroll.by(-1.0, MILLION);
        assert_eq!(scroll.seen(MILLION), (999_979..1_000_000, -29.0));
        scroll.by(-0.25, MILLION);
        assert_eq!(scroll.seen(MILLION), (999_979..1_000_000, -28.75));
    }

    #[test]
    fn a_row_that_is_seen_stays_where_it_is() {
        let mut scroll = Scroll::default();
        scroll.by(45.0, MILLION);
        scroll.show(10, MILLION);
        assert_eq!(scroll.seen(MILLION).1, -15.0);
        scroll.show(1, MILLION);
        assert_eq!(scroll.seen(MILLION), (1..21, 0.0));
    }

    #[test]
    fn the_handle_goes_from_end_to_end() {
        let mut scroll = Scroll::default();
        let room = MILLION.view_height - MILLION.handle_height();
        scroll.put_handle(room, MILLION);
        assert_eq!(scroll.seen(MILLION).0.end, 1_000_000);
        assert_eq!(scroll.handle_top(MILLION), room);
        scroll.put_handle(-5.0, MILLION);
        assert_eq!(scroll.handle_top(MILLION), 0.0);
    }

    #[test]
    fn a_short_list_does_not_scroll() {
        let short = Extent { rows: 3, ..MILLION };
        let mut scroll = Scroll::default();
        scroll.by(100.0, short);
        assert!(!short.can_scroll());
        assert_eq!(scroll.seen(short), (0..3, 0.0));
        assert_eq!(scroll.seen(Extent { rows: 0, ..MILLION }), (0..0, 0.0));
    }
}
