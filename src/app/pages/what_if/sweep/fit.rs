//! What fits: where more come than can be worked, the edge that mends it, with its price; on the page and in the panel.

use eframe::egui::{self, Role, Ui, WidgetInfo};

use super::{desk, words, worker::Fits};
use crate::{
    app::{commands::Command, format, panel, panel::a_week_text, places::Destination, state::State, theme, widgets},
    model::{Model, RouteId},
    scoring::what_if::{FitTo, Point, Proposal, Proposed},
};

/// What the user wants done about the load.
enum Wanted {
    Raise(Box<Proposal>),
    /// To where the capacity of a route is said.
    Capacity(Option<RouteId>),
    Import,
}

/// A step as a button, with what it leads to below; true when it was clicked.
pub fn action_ui(ui: &mut Ui, step: &str, outcome: &str) -> bool {
    let theme = theme::of(ui);
    let text = egui::RichText::new(step).color(theme.accent);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().button_padding = egui::vec2(0.0, 2.0);
        ui.spacing_mut().interact_size.y = 20.0;
        let response = ui.add(egui::Button::new(text).wrap().frame(false));
        if !outcome.is_empty() {
            ui.add(egui::Label::new(theme::second(ui, outcome)).wrap());
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
    })
    .inner
}

/// Below the chart: all of sales, and each route that gets more than it can work.
pub fn rows_ui(ui: &mut Ui, state: &mut State) {
    let Some(known) = desk::fits(state) else { return };
    let opacity = panel::opacity_of(ui, "fits", known.is_stale);
    let fits = &known.it;
    let model = &fits.draft;
    let mut wanted = None;
    ui.separator();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.multiply_opacity(opacity);
        wanted = proposed_ui(ui, model, &FitTo::Sales, &fits.sales);
        // On a projector the main thing is enough.
        let routes = if theme::is_presentation(ui) { &[] } else { fits.routes.as_slice() };
        for (route, proposed) in routes {
            ui.add_space(6.0);
            if let Some(over) = proposed.now().and_then(|now| words::route_over(model, route, now)) {
                ui.add(egui::Label::new(over).wrap());
            }
            wanted = proposed_ui(ui, model, &FitTo::Route(route.clone()), proposed).or(wanted.take());
        }
    });
    // What is older than the draft is not to be acted on.
    act(state, wanted.filter(|_| !known.is_stale));
}

fn proposed_ui(ui: &mut Ui, model: &Model, to: &FitTo, proposed: &Proposed) -> Option<Wanted> {
    let say = |ui: &mut Ui, text: &str| {
        ui.add(egui::Label::new(theme::second(ui, text)).wrap());
    };
    match proposed {
        Proposed::Fits(now) => {
            if let Some((load, most)) = now.load(model, to) {
                let (load, most) = (a_week_text(load), format::count(most));
                say(ui, &tr!("sweep-everything-fits", load = load, most = most));
            }
            None
        }
        Proposed::Raise(proposal) => {
            let step = words::step(model, proposal);
            let text = match to {
                FitTo::Sales => tr!("sweep-fit-to-capacity", step = step),
                FitTo::Route(route) => tr!("sweep-fit-route", route = model.route_name(route), step = step),
            };
            let outcome = words::consequence(model, to, proposal);
            action_ui(ui, &text, &outcome).then(|| Wanted::Raise(proposal.clone()))
        }
        Proposed::Nowhere(now) => {
            let (load, most) = now.load(model, to)?;
            let (load, most) = (a_week_text(load), format::count(most));
            let (text, route) = match to {
                FitTo::Sales => (tr!("sweep-nowhere", load = load, most = most), route_with_capacity(model)),
                FitTo::Route(route) => {
                    (tr!("sweep-route-nowhere", route = model.route_name(route), most = most), Some(route.clone()))
                }
            };
            say(ui, &text);
            widgets::link_button(ui, &tr!("sweep-raise-capacity")).clicked().then_some(Wanted::Capacity(route))
        }
        Proposed::NoCapacity => {
            say(ui, &tr!("sweep-no-capacity"));
            let route = model.routes.iter().find(|route| model.is_to_sales(route));
            let route = route.map(|route| route.id.clone());
            widgets::link_button(ui, &tr!("sweep-set-capacity")).clicked().then_some(Wanted::Capacity(route))
        }
        Proposed::NoDates => {
            say(ui, &tr!("sweep-no-dates"));
            widgets::link_button(ui, &tr!("sweep-import")).clicked().then_some(Wanted::Import)
        }
    }
}

fn route_with_capacity(model: &Model) -> Option<RouteId> {
    let routes = model.routes.iter().filter(|route| model.is_to_sales(route));
    routes.filter(|route| route.weekly_capacity.is_some()).map(|route| route.id.clone()).next()
}

fn act(state: &mut State, wanted: Option<Wanted>) {
    match wanted {
        Some(Wanted::Raise(proposal)) => {
            // It was found for the draft as it stands, so from there the neighbours go along.
            state.pages.what_if.sweep.base = None;
            let step = words::step(&state.document.model, &proposal);
            desk::turn(state, &proposal.knob(), proposal.to);
            if desk::took_along(state).is_some() {
                state.tell(tr!("sweep-fitted", step = step));
            }
            state.touch();
        }
        Some(Wanted::Capacity(Some(route))) => state.go(Destination::Route(route)),
        Some(Wanted::Capacity(None)) => state.go(Destination::Page(crate::app::state::Page::Matrix)),
        Some(Wanted::Import) => state.ask(Command::ImportLeads),
        None => {}
    }
}

/// In the panel, below the one number: the step that makes all fit, or the route that gets more than it can work. Nothing until
/// it is known.
pub fn line_ui(ui: &mut Ui, state: &mut State) {
    desk::keep_asked(ui, state);
    // What a team would make of the draft is shown then; and what fits by now needs no step.
    if state.voices.scored_as.is_some() || !desk::is_over_capacity(state) {
        return;
    }
    let Some(known) = desk::fits(state) else { return };
    let is_stale = known.is_stale || state.is_stale();
    let opacity = panel::opacity_of(ui, "fit in the panel", is_stale);
    let mut wanted = None;
    ui.scope(|ui| {
        ui.multiply_opacity(opacity);
        ui.spacing_mut().button_padding = egui::Vec2::ZERO;
        wanted = one_line_ui(ui, &known.it);
    });
    act(state, wanted.filter(|_| !is_stale));
}

fn one_line_ui(ui: &mut Ui, fits: &Fits) -> Option<Wanted> {
    let model = &fits.draft;
    if let Proposed::Raise(proposal) = &fits.sales {
        let text = tr!("sweep-fit-to-capacity", step = words::step(model, proposal));
        return link_ui(ui, &text, model, &FitTo::Sales, proposal);
    }
    // In all it fits, or can't be made to: a route may still get more than it can work.
    let (route, proposed) = fits.routes.first()?;
    let now: &Point = proposed.now()?;
    if let Some(over) = words::route_over(model, route, now) {
        ui.add(egui::Label::new(theme::second(ui, &over)).wrap());
    }
    let Proposed::Raise(proposal) = proposed else { return None };
    let text = tr!("sweep-fit-route", route = model.route_name(route), step = words::step(model, proposal));
    link_ui(ui, &text, model, &FitTo::Route(route.clone()), proposal)
}

fn link_ui(ui: &mut Ui, text: &str, model: &Model, to: &FitTo, proposal: &Proposal) -> Option<Wanted> {
    let theme = theme::of(ui);
    let outcome = words::consequence(model, to, proposal);
    let button = egui::Button::new(egui::RichText::new(text).color(theme.accent)).wrap().frame(false);
    let response = ui.add(button).on_hover_cursor(egui::CursorIcon::PointingHand);
    let spoken = tr!("sweep-fit-about", step = text, what = outcome.clone());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    response.on_hover_text(outcome).clicked().then(|| Wanted::Raise(Box::new(proposal.clone())))
}
