//! The card of all routes: what each gets, and what was promised. A click opens one.

use eframe::egui::{self, Align2, Rect, Role, Sense, Stroke, WidgetInfo, pos2, vec2};

use super::{Chosen, cell_text, edit, facts, fields, inspector, rate_text, words};
use crate::{
    app::{format, panel, scored::Scored, state::State, theme, widgets},
    model::{Route, RouteId},
};

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    let opacity = panel::opacity(ui, state.is_stale());
    let scored = state.scored.clone();
    let State { document, pages, .. } = state;
    let (model, page) = (&mut document.model, &mut pages.matrix);
    let mut is_added = false;
    let add = |ui: &mut egui::Ui| is_added = widgets::quiet_button(ui, &tr!("routes-add")).clicked();
    fields::card(ui, &tr!("routes"), add, |ui| {
        titles_ui(ui);
        for route in &model.routes {
            let is_chosen = page.chosen == Chosen::Route(route.id.clone());
            if route_ui(ui, route, scored.as_deref(), opacity, is_chosen) {
                page.chosen = Chosen::Route(route.id.clone());
            }
        }
        ui.add_space(4.0);
        fields::row(ui, &tr!("routes-disqualified"), |ui| {
            let current = model.matrix.disqualified.clone();
            if let Some(id) = inspector::route_choice(ui, model, Some(&current), &tr!("routes-disqualified-to")) {
                model.matrix.disqualified = id;
            }
        });
    });
    if is_added {
        let id: RouteId = edit::add_route(model, tr!("routes-new"));
        page.chosen = Chosen::Route(id);
    }
}

/// Where the columns of numbers end and the last one begins, from the right end of the card.
const LEADS_END: f32 = 110.0;
const WON_END: f32 = 66.0;
const WITHIN: f32 = 58.0;

fn titles_ui(ui: &mut egui::Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let theme = theme::of(ui);
    let small = theme::small();
    let middle = rect.center().y;
    let at = |x: f32| pos2(x, middle);
    let painter = ui.painter();
    painter.text(at(rect.left() + 12.0), Align2::LEFT_CENTER, tr!("routes-route"), small.clone(), theme.second);
    painter.text(at(rect.right() - LEADS_END), Align2::RIGHT_CENTER, tr!("routes-leads"), small.clone(), theme.second);
    painter.text(at(rect.right() - WON_END), Align2::RIGHT_CENTER, tr!("routes-won"), small.clone(), theme.second);
    painter.text(at(rect.right() - WITHIN), Align2::LEFT_CENTER, tr!("routes-within"), small, theme.second);
}

/// One route as a row that can be clicked; true when it was.
fn route_ui(ui: &mut egui::Ui, route: &Route, scored: Option<&Scored>, opacity: f32, is_chosen: bool) -> bool {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), fields::ROW));
    let response = ui.interact(rect, egui::Id::unique(("matrix route", &route.id.0)), Sense::click());
    let facts = facts::of_scored_route(scored, &route.id);
    let leads = facts.map_or_else(|| tr!("nothing"), |facts| format::count(facts.leads));
    let won = rate_text(facts.and_then(|facts| facts.win_rate()));
    let within = route.respond_within_minutes.map(format::minutes);
    let within = within.unwrap_or_else(|| tr!("nothing"));
    let sentence = tr!(
        "route-sentence",
        name = route.name.clone(),
        leads = leads.clone(),
        won = won.clone(),
        within = within.clone()
    );
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &sentence));
    let painter = ui.painter();
    let ground = rect.expand2(vec2(6.0, 0.0));
    if is_chosen {
        painter.rect_filled(ground, 6.0, theme.accent_tint);
    } else if response.hovered() {
        painter.rect_filled(ground, 6.0, theme.raised);
    }
    if response.has_focus() {
        painter.rect_stroke(ground, 6.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let swatch = Rect::from_min_size(rect.left_center() - vec2(0.0, 8.0), vec2(4.0, 16.0));
    painter.rect_filled(swatch, 2.0, theme.tone(route.tone));
    let font = theme::body();
    let at = |x: f32| pos2(x, rect.center().y);
    let name_end = rect.right() - LEADS_END - 44.0;
    let name_width = name_end - rect.left() - 12.0;
    let name = cell_text::one_line(painter, route.name.clone(), theme::strong_font(), theme.text, name_width);
    painter.galley((at(rect.left() + 12.0) - vec2(0.0, name.size().y / 2.0)).round(), name, theme.text);
    let mut numbers = painter.clone();
    numbers.multiply_opacity(opacity);
    numbers.text(at(rect.right() - LEADS_END), Align2::RIGHT_CENTER, leads, font.clone(), theme.text);
    numbers.text(at(rect.right() - WON_END), Align2::RIGHT_CENTER, won, font.clone(), theme.text);
    painter.text(at(rect.right() - WITHIN), Align2::LEFT_CENTER, within, font, theme.second);
    let promise = words::promise(route).unwrap_or_else(|| tr!("route-no-promise"));
    response.on_hover_text(format!("{} – {promise}", route.name)).clicked()
}
