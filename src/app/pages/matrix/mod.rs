//! The page “Matrix”: the cloud of leads over both scores, what each cell does with them, and where the bands are cut.
//!
//! | file | subject |
//! |---|---|
//! | `edit.rs` | changes of bands, edges and routes, apart from the window |
//! | `layout.rs`, `cloud.rs`, `paint.rs` | the cloud: where, what can be done, the brush |
//! | `table.rs` | the same cells as a plain table |
//! | `inspector.rs`, `bands.rs`, `routes.rs`, `route.rs` | the cards beside it |
//! | `time/` | the matrix on another day, month by month, and the buying stages over time |
//! | `facts.rs`, `words.rs` | what is known of a cell, in numbers and in words |

mod bands;
mod cloud;
pub mod edit;
pub mod facts;
mod fields;
mod inspector;
pub mod layout;
mod paint;
pub mod promise;
mod route;
mod routes;
mod table;
pub mod time;
pub mod words;

use eframe::egui;

use crate::{
    app::{commands::Command, format, panel, state::State, theme, widgets},
    model::{Axis, BandId, Model, RouteId},
};

/// The cards at the right are so wide.
const CARDS: f32 = 304.0;
const GAP: f32 = 12.0;
/// Narrower than this, the cards stand below the cloud.
const SIDE_BY_SIDE: f32 = 680.0;
/// The cloud is at least so high, also where the page scrolls.
const LEAST_HEIGHT: f32 = 380.0;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct MatrixPage {
    view: View,
    chosen: Chosen,
    /// The edge that is being dragged.
    drag: Option<cloud::Drag>,
    /// The edges as they stood when one of their numbers was taken: neighbours come back with the hand.
    grabbed: Option<Vec<i32>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    Cloud,
    Table,
    OverTime,
}

/// What the card at the right is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Chosen {
    /// The best cell, until another is clicked.
    #[default]
    Best,
    Cell(BandId, BandId),
    Route(RouteId),
    Bands(Axis),
}

impl MatrixPage {
    /// Shows a cell in the card beside the matrix.
    pub fn choose_cell(&mut self, fit: BandId, engagement: BandId) {
        self.chosen = Chosen::Cell(fit, engagement);
    }

    /// Opens a route in the card beside the matrix.
    pub fn choose_route(&mut self, route: RouteId) {
        self.chosen = Chosen::Route(route);
    }

    /// Opens the bands of an axis in the card beside the matrix.
    pub fn choose_bands(&mut self, axis: Axis) {
        self.chosen = Chosen::Bands(axis);
    }

    /// The cell that is marked; what an undo took away is not.
    fn chosen_cell(&self, model: &Model) -> Option<(usize, usize)> {
        let Chosen::Cell(fit, engagement) = &self.chosen else {
            return (self.chosen == Chosen::Best).then_some((0, 0));
        };
        let fit = model.fit.bands.iter().position(|band| band.id == *fit)?;
        let engagement = model.engagement.bands.iter().position(|band| band.id == *engagement)?;
        Some((fit, engagement))
    }

    /// Lets go of what is no longer in the model.
    fn forget_what_is_gone(&mut self, model: &Model) {
        let is_gone = match &self.chosen {
            Chosen::Best | Chosen::Bands(_) => false,
            Chosen::Cell(..) => self.chosen_cell(model).is_none(),
            Chosen::Route(id) => model.route(id).is_none(),
        };
        if is_gone {
            self.chosen = Chosen::Best;
        }
    }
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let State { document, pages, .. } = state;
    pages.matrix.forget_what_is_gone(&document.model);
    time::keep(ui.ctx(), state);
    header_ui(ui, state);
    if state.library.is_none() {
        no_leads_ui(ui, state);
    }
    ui.add_space(8.0);
    if state.pages.matrix.view == View::OverTime {
        return time::stages_ui(ui, state);
    }
    let area = ui.available_rect_before_wrap();
    if area.width() >= SIDE_BY_SIDE {
        let (left, right) = area.split_left_right_at_x(area.right() - CARDS - GAP);
        ui.scope_builder(egui::UiBuilder::new().max_rect(left).id_salt("matrix"), |ui| {
            matrix_ui(ui, state, left.height());
        });
        let right = right.with_min_x(right.left() + GAP);
        ui.scope_builder(egui::UiBuilder::new().max_rect(right).id_salt("cards"), |ui| {
            egui::ScrollArea::vertical().id_salt("cards").auto_shrink(false).show(ui, |ui| cards_ui(ui, state));
        });
        ui.advance_cursor_after_rect(area);
    } else {
        egui::ScrollArea::vertical().id_salt("matrix page").auto_shrink(false).show(ui, |ui| {
            matrix_ui(ui, state, LEAST_HEIGHT.max(area.height() * 0.8));
            ui.add_space(GAP);
            cards_ui(ui, state);
        });
    }
}

fn header_ui(ui: &mut egui::Ui, state: &mut State) {
    let leads = state.leads_there();
    let subtitle = match leads {
        0 => tr!("matrix-subtitle-empty"),
        1.. if state.pages.matrix.view == View::OverTime => tr!("time-subtitle", leads = words::leads(leads)),
        1.. => tr!("matrix-subtitle", leads = words::leads(leads)),
    };
    widgets::page_header(ui, &tr!("page-matrix"), &subtitle, |ui| {
        let (cloud, table, over_time) = (tr!("matrix-view-cloud"), tr!("matrix-view-table"), tr!("time-view"));
        let views =
            [(View::Cloud, cloud.as_str()), (View::Table, table.as_str()), (View::OverTime, over_time.as_str())];
        widgets::segmented(ui, &tr!("matrix-view"), &mut state.pages.matrix.view, &views);
    });
}

/// No leads are open: one quiet line, and the two steps that fill the matrix.
fn no_leads_ui(ui: &mut egui::Ui, state: &mut State) {
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::second(ui, &tr!("matrix-no-leads")));
        if widgets::quiet_button(ui, &tr!("matrix-open-leads")).clicked() {
            state.ask(Command::OpenLeads);
        }
        if widgets::quiet_button(ui, &tr!("matrix-import-leads")).clicked() {
            state.ask(Command::ImportLeads);
        }
    });
}

fn matrix_ui(ui: &mut egui::Ui, state: &mut State, height: f32) {
    let opacity = panel::opacity(ui, state.is_stale());
    let scored = state.scored.clone();
    let State { document, pages, .. } = state;
    let (model, page) = (&mut document.model, &mut pages.matrix);
    match page.view {
        View::Cloud => cloud::show(ui, height, model, page, scored.as_deref(), opacity),
        View::Table | View::OverTime => table::show(ui, model, page, scored.as_deref(), opacity),
    }
}

fn cards_ui(ui: &mut egui::Ui, state: &mut State) {
    ui.spacing_mut().item_spacing.y = 0.0;
    match state.pages.matrix.chosen.clone() {
        Chosen::Best => {
            let model = &state.document.model;
            let best = model.fit.bands.first().zip(model.engagement.bands.first());
            if let Some((fit, engagement)) = best.map(|(fit, engagement)| (fit.id.clone(), engagement.id.clone())) {
                inspector::show(ui, state, &fit, &engagement);
            }
        }
        Chosen::Cell(fit, engagement) => inspector::show(ui, state, &fit, &engagement),
        Chosen::Route(id) => route::show(ui, state, &id),
        Chosen::Bands(axis) => bands::show(ui, state, axis),
    }
    ui.add_space(GAP);
    routes::show(ui, state);
    ui.add_space(GAP);
    time::card_ui(ui, state);
}

/// “9.6 %”, and “–” where nothing is known.
fn rate_text(rate: Option<f64>) -> String {
    rate.map_or_else(|| tr!("nothing"), |rate| format::percent(rate, 0))
}
