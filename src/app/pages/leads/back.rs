//! Above a card that has the room of its list: the way back, and to what stands before and after it in the list.

use eframe::egui::{self, Align, Key, Layout, Modifiers, Rect, UiBuilder, vec2};

use crate::app::{format, theme, widgets};

/// How high it is.
const HEIGHT: f32 = 30.0;
const GAP: f32 = 8.0;

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    Nowhere,
    Back,
    /// To another place in the list.
    To(usize),
}

/// Answers what is left for the card, too. `is_free`: the keys are nobody else's.
pub fn show(ui: &mut egui::Ui, whole: Rect, place: Option<usize>, count: usize, is_free: bool) -> (Went, Rect) {
    let takes = |key: Key| is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (mut goes_back, mut up, mut down) = (takes(Key::Escape), takes(Key::ArrowUp), takes(Key::ArrowDown));
    let (bar, card) = whole.split_top_bottom_at_y(whole.top() + HEIGHT);
    let builder = UiBuilder::new().max_rect(bar).layout(Layout::left_to_right(Align::Center));
    let mut ui = ui.new_child(builder);
    let icon = theme::icon(widgets::Icon::ArrowLeft);
    let back = ui.add(egui::Button::new((icon, tr!("leads-card-back"))).min_size(vec2(0.0, HEIGHT)));
    back.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("leads-card-back")));
    goes_back |= back.clicked();
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let Some(place) = place else { return };
        ui.add_enabled_ui(place + 1 < count, |ui| {
            down |= widgets::icon_button(ui, widgets::Icon::ChevronDown, &tr!("leads-next")).clicked();
        });
        ui.add_enabled_ui(place > 0, |ui| {
            up |= widgets::icon_button(ui, widgets::Icon::ChevronUp, &tr!("leads-previous")).clicked();
        });
        let (place, count) = (format::count(place as u64 + 1), format::count(count as u64));
        ui.label(theme::second(ui, &tr!("leads-place", place = place, count = count)));
    });
    let went = match place {
        _ if goes_back => Went::Back,
        Some(place) if up && place > 0 => Went::To(place - 1),
        Some(place) if down && place + 1 < count => Went::To(place + 1),
        _ => Went::Nowhere,
    };
    (went, card.with_min_y(card.top() + GAP))
}
