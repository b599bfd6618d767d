//! One route: its name, owner, promises, what can be worked in a week and what comes.

use eframe::egui::{
    self, Align, Align2, Layout, Rect, Role, Sense, Stroke, UiBuilder, WidgetInfo, pos2, text::LayoutJob, vec2,
};

use super::{
    super::response,
    Load,
    field::{Column, Field, Neighbours},
};
use crate::{
    app::{format, pages::matrix::words, panel, theme, widgets},
    model::{Route, Team},
};

const HEIGHT: f32 = 32.0;
/// A line that says what can't be read.
const REFUSAL: f32 = 22.0;
const GAP: f32 = 4.0;
/// Within a field, so that its text stands below the caption.
pub(super) const INSET: f32 = 6.0;
/// Narrower than this, the columns move together.
const ROOMY: f32 = 580.0;

/// Where the columns begin and end, from the left edge of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Places {
    pub width: f32,
    pub is_roomy: bool,
    pub name: (f32, f32),
    pub owner: (f32, f32),
    pub within: (f32, f32),
    pub follow_up: (f32, f32),
    pub capacity: (f32, f32),
    pub a_week: (f32, f32),
}

impl Places {
    /// The name takes what the others leave.
    pub fn new(width: f32) -> Self {
        let widths = if width < ROOMY { [44.0, 56.0, 124.0, 58.0, 76.0] } else { [56.0, 68.0, 136.0, 100.0, 84.0] };
        let mut right = width;
        let [a_week, capacity, follow_up, within, owner] = widths.map(|width| {
            let place = (right - width, right);
            right = place.0 - GAP;
            place
        });
        let is_roomy = width >= ROOMY;
        Self { width, is_roomy, name: (0.0, right.max(40.0)), owner, within, follow_up, capacity, a_week }
    }
}

/// Whether the whole route is to be opened.
pub(super) fn show(
    ui: &mut egui::Ui,
    route: &mut Route,
    places: &Places,
    load: &Load,
    opacity: f32,
    neighbours: &Neighbours<'_>,
) -> bool {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(places.width, HEIGHT), Sense::hover());
    let cut = |(left, right): (f32, f32)| {
        Rect::from_min_max(pos2(rect.left() + left, rect.top() + 1.0), pos2(rect.left() + right, rect.bottom() - 2.0))
    };
    let is_opened = name_ui(ui, route, cut(places.name));
    let id = route.id.clone();
    let field = |column, name: String, hint: String, shown: String, align| Field {
        route: &id,
        column,
        name,
        hint,
        shown,
        align,
    };
    let name = route.name.clone();
    let within_before = route.respond_within_minutes;
    let within = field(
        Column::Within,
        tr!("promises-within-of", route = name.clone()),
        tr!("promises-within-hint"),
        within_before.map(format::minutes).unwrap_or_default(),
        Align2::LEFT_CENTER,
    );
    let follow_up = field(
        Column::FollowUp,
        tr!("promises-follow-up-of", route = name.clone()),
        tr!("promises-follow-up-hint"),
        response::follow_up_text(route.follow_up),
        Align2::LEFT_CENTER,
    );
    let capacity = field(
        Column::Capacity,
        tr!("promises-capacity-of", route = name.clone()),
        tr!("promises-capacity-hint"),
        route.weekly_capacity.map(|leads| format::count(leads.into())).unwrap_or_default(),
        Align2::RIGHT_CENTER,
    );
    owner_ui(ui, route, cut(places.owner));
    let read_within = |text: &str| response::within(text, within_before);
    if let Some(minutes) = within.show(ui, cut(places.within), neighbours, read_within) {
        route.respond_within_minutes = minutes;
    }
    if let Some(promised) = follow_up.show(ui, cut(places.follow_up), neighbours, response::follow_up) {
        route.follow_up = promised;
    }
    if let Some(leads) = capacity.show(ui, cut(places.capacity), neighbours, response::capacity) {
        route.weekly_capacity = leads;
    }
    load_ui(ui, &name, load, opacity, cut(places.a_week));
    let refusals = [
        within.refusal(ui, read_within),
        follow_up.refusal(ui, response::follow_up),
        capacity.refusal(ui, response::capacity),
    ];
    for refusal in refusals.into_iter().flatten() {
        refusal_ui(ui, &tr!("promises-unread", route = name.clone(), refusal = refusal));
    }
    let bottom = ui.min_rect().bottom() - 0.5;
    ui.painter().hline(rect.x_range(), bottom, Stroke::new(1.0, theme.line));
    is_opened
}

/// The tone and the name; a click opens the whole route.
fn name_ui(ui: &egui::Ui, route: &Route, rect: Rect) -> bool {
    let theme = theme::of(ui);
    let id = egui::Id::unique(("promises of", &route.id.0));
    let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("promises-open", route = route.name.clone())));
    let swatch = Rect::from_center_size(pos2(rect.left() + 2.0, rect.center().y), vec2(4.0, 16.0));
    ui.painter().rect_filled(swatch, 2.0, theme.tone(route.tone));
    let colour = if response.hovered() || response.has_focus() { theme.accent } else { theme.text };
    let mut job = LayoutJob::simple_singleline(route.name.clone(), theme::strong_font(), colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width((rect.width() - 16.0).max(0.0));
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.left() + 12.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at.round(), galley, colour);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
    let about = tr!("promises-open-about", tone = theme::tone_name(route.tone));
    let action = route.action.trim();
    let tip = if action.is_empty() { about } else { tr!("promises-open-action", about = about, action = action) };
    response.on_hover_text(tip).clicked()
}

fn owner_ui(ui: &mut egui::Ui, route: &mut Route, rect: Rect) {
    let theme = theme::of(ui);
    let builder = UiBuilder::new().max_rect(rect).id_salt(("owner", &route.id.0));
    let mut child = ui.new_child(builder.layout(Layout::left_to_right(Align::Center)));
    child.spacing_mut().button_padding.x = INSET;
    let text = words::owner(route.owner);
    let colour = if route.owner.is_some() { theme.text } else { theme.second };
    let button = egui::Button::new(egui::RichText::new(&text).color(colour)).frame_when_inactive(false);
    let button = child.add(button.wrap_mode(egui::TextWrapMode::Truncate).min_size(vec2(0.0, rect.height())));
    button.widget_info(|| {
        let name = format!("{}: {text}", tr!("promises-owner-of", route = route.name.clone()));
        WidgetInfo::labeled(Role::Button, true, name)
    });
    egui::Popup::menu(&button).gap(2.0).show(|ui| {
        for owner in [Some(Team::Marketing), Some(Team::Sales), None] {
            let choice = ui.selectable_label(route.owner == owner, words::owner(owner));
            let name = tr!("promises-give-to", route = route.name.clone(), owner = words::owner(owner));
            if choice.accessible_name(name).clicked() {
                route.owner = owner;
                ui.close();
            }
        }
    });
}

/// What comes in a week; more than can be worked has a sign before it, and its name says by how much.
fn load_ui(ui: &mut egui::Ui, route: &str, load: &Load, opacity: f32, rect: Rect) {
    let theme = theme::of(ui);
    let response = ui.allocate_rect(rect, Sense::hover());
    let leads = load.a_week.map(panel::a_week_text);
    let name = match (&leads, load.over()) {
        (None, _) => tr!("promises-load-unknown", route = route),
        (Some(leads), None) => tr!("promises-load", route = route, leads = leads.clone()),
        (Some(leads), Some(over)) => {
            tr!("promises-load-over", route = route, leads = leads.clone(), over = panel::a_week_text(over))
        }
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let (colour, font) = match load.over() {
        Some(_) => (theme.worse, theme::strong_font()),
        None if leads.is_some() => (theme.text, theme::body()),
        None => (theme.second, theme::body()),
    };
    let colour = theme::tint(colour, opacity);
    let text = leads.clone().unwrap_or_else(|| tr!("promises-none"));
    let number = ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, font, colour);
    if load.over().is_some() {
        let at = number.left_center() - vec2(4.0, 0.0);
        let icon = char::from(widgets::Icon::TriangleAlert);
        ui.painter().text(at, Align2::RIGHT_CENTER, icon, theme::icon_font(12.0), colour);
    }
    response.on_hover_text(if leads.is_some() { name } else { tr!("promises-no-dates") });
}

fn refusal_ui(ui: &mut egui::Ui, text: &str) {
    ui.horizontal(|ui| {
        ui.set_min_height(REFUSAL);
        ui.label(theme::icon(widgets::Icon::CircleAlert).size(12.0).color(theme::of(ui).worse));
        ui.add(egui::Label::new(theme::worse(ui, text)).wrap());
    });
    ui.add_space(4.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_side_by_side_at_every_width() {
        for width in [420.0, 497.0, 579.0, 580.0, 900.0] {
            let places = Places::new(width);
            let Places { name, owner, within, follow_up, capacity, a_week, .. } = places;
            let columns = [name, owner, within, follow_up, capacity, a_week];
            for pair in columns.windows(2) {
                assert!(pair[0].1 <= pair[1].0, "{width}: {columns:?}");
            }
            assert!(columns.iter().all(|(left, right)| left < right), "{width}: {columns:?}");
            assert_eq!(a_week.1, width);
        }
    }
}
