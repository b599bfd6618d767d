//! Who gets which leads by when: the promises of the routes, edited in place, and whether they can be kept.
//!
//! | file | subject |
//! |---|---|
//! | `routes/row.rs` | one route |
//! | `routes/field.rs` | a text that is typed into a row, and what becomes of one that can't be read |
//! | `routes/menu.rs` | presets, and what they would change |

mod field;
mod menu;
mod row;

use eframe::egui::{self, Align, Align2, Layout, Sense, Stroke, pos2, vec2};

use self::row::Places;
use crate::{
    app::{
        commands::Command,
        panel,
        scored::Scored,
        state::{Page, State},
        theme, widgets,
    },
    model::{Route, RouteId},
};

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    let opacity = panel::opacity_of(ui, "promises", state.is_stale());
    let scored = state.scored.clone();
    let loads: Vec<Load> =
        state.document.model.routes.iter().map(|route| Load::new(route, scored.as_deref())).collect();
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, state, &loads);
        if state.document.model.routes.is_empty() {
            ui.add(egui::Label::new(theme::second(ui, &tr!("promises-no-routes"))).wrap());
            return;
        }
        let places = Places::new(ui.available_width());
        captions_ui(ui, &places);
        rows_ui(ui, state, &places, &loads, opacity);
    });
}

fn rows_ui(ui: &mut egui::Ui, state: &mut State, places: &Places, loads: &[Load], opacity: f32) {
    let ids: Vec<RouteId> = state.document.model.routes.iter().map(|route| route.id.clone()).collect();
    let (mut opened, mut is_changed) = (None, false);
    for (index, load) in loads.iter().enumerate() {
        let neighbours = field::Neighbours {
            above: index.checked_sub(1).and_then(|index| ids.get(index)),
            below: ids.get(index + 1),
        };
        let Some(route) = state.document.model.routes.get_mut(index) else { break };
        let before = route.clone();
        if row::show(ui, route, places, load, opacity, &neighbours) {
            opened = Some(route.id.clone());
        }
        is_changed |= *route != before;
    }
    // Whoever goes from field to field takes a step with each, though one of them always has the focus.
    if is_changed {
        state.document.commit();
    }
    if let Some(route) = opened {
        state.pages.matrix.choose_route(route);
        state.ask(Command::GoTo(Page::Matrix));
    }
}

/// What comes to a route in a week, as agreed, and what can be worked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Load {
    /// `None` where nobody knows: without leads, without dates, or for a route that is newer than the answer.
    pub a_week: Option<f64>,
    pub capacity: Option<u32>,
}

impl Load {
    fn new(route: &Route, scored: Option<&Scored>) -> Self {
        let of_route = |scored: &Scored| {
            let index = scored.agreed().routes.iter().position(|other| other.id == route.id)?;
            scored.agreed_summary().routes_per_week.as_ref()?.get(index).copied()
        };
        let with_leads = scored.filter(|scored| scored.agreed_summary().leads > 0);
        Self { a_week: with_leads.and_then(of_route), capacity: route.weekly_capacity }
    }

    /// How many more come than can be worked, as exactly as the two are shown.
    pub fn over(self) -> Option<f64> {
        let come = self.a_week?;
        let shown = if come < 10.0 { (come * 10.0).round() / 10.0 } else { come.round() };
        Some(shown - f64::from(self.capacity?)).filter(|over| *over > 0.0)
    }
}

fn header_ui(ui: &mut egui::Ui, state: &mut State, loads: &[Load]) {
    let size = vec2(ui.available_width(), 30.0);
    let over = loads.iter().filter(|load| load.over().is_some()).count();
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        menu::show(ui, &mut state.document.model);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let room = ui.available_width();
            let title = ui.label(theme::strong(&tr!("promises-title")));
            let text = tr!("promises-over", count = over);
            // Each number says it, too.
            let width = ui.painter().layout_no_wrap(text.clone(), theme::body(), theme::of(ui).text).size().x;
            if over > 0 && title.rect.width() + width + 24.0 < room {
                ui.add_space(4.0);
                ui.label(theme::worse(ui, &text));
            }
        });
    });
    ui.add_space(4.0);
}

fn captions_ui(ui: &mut egui::Ui, places: &Places) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(places.width, 24.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let caption = |x: f32, align, text: String| {
        let at = pos2(rect.left() + x, rect.center().y);
        ui.painter().text(at, align, text, theme::small_strong(), theme.second);
    };
    caption(places.name.0, Align2::LEFT_CENTER, tr!("promises-route"));
    caption(places.owner.0 + row::INSET, Align2::LEFT_CENTER, tr!("promises-owner"));
    let within = if places.is_roomy { tr!("promises-within") } else { tr!("promises-within-short") };
    caption(places.within.0 + row::INSET, Align2::LEFT_CENTER, within);
    caption(places.follow_up.0 + row::INSET, Align2::LEFT_CENTER, tr!("promises-follow-up"));
    caption(places.capacity.1 - row::INSET, Align2::RIGHT_CENTER, tr!("promises-capacity"));
    caption(places.a_week.1, Align2::RIGHT_CENTER, tr!("promises-a-week"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_is_what_is_seen_to_be_too_much() {
        let over = |a_week, capacity| Load { a_week, capacity }.over();
        assert_eq!(over(Some(61.0), Some(60)), Some(1.0));
        assert_eq!(over(Some(60.4), Some(60)), None, "it reads 60 of 60");
        assert_eq!(over(Some(12.0), Some(60)), None);
        assert_eq!(over(Some(2.5), Some(2)), Some(0.5), "few are shown with a decimal");
        assert_eq!(over(Some(2.04), Some(2)), None, "it reads 2.0 of 2");
        assert_eq!(over(None, Some(60)), None);
        assert_eq!(over(Some(12.0), None), None);
    }
}
