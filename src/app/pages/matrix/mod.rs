//! The page “Matrix”: the cloud of leads over both scores, what each cell does with them, and where the bands are cut.
//!
//! | file | subject |
//! |---|---|
//! | `edit.rs` | changes of bands, edges and routes, apart from the window |
//! | `layout.rs`, `cloud.rs`, `paint.rs` | the cloud: where, what can be done, the brush |
//! | `grid.rs`, `edges.rs` | cells and edges under the mouse and the keyboard |
//! | `density.rs`, `tiles.rs`, `shade.rs`, `legend.rs`, `histogram.rs` | how the leads lie, in tiles, shades and bars |
//! | `texts.rs`, `cell_text.rs`, `room.rs` | what is written into a cell, as far as it has room |
//! | `pane.rs` | what a matrix is painted of; two of them, and how they differ |
//! | `picture.rs` | the matrix in a document: PNG and SVG |
//! | `whisker.rs` | how sure a win rate is |
//! | `table.rs` | the same cells as a plain table |
//! | `inspector.rs`, `bands.rs`, `routes.rs`, `route.rs` | the cards beside it |
//! | `time/` | the matrix on another day, month by month, and the buying stages over time |
//! | `facts.rs`, `words.rs` | what is known of a cell, in numbers and in words |

mod bands;
mod cell_text;
mod cloud;
mod density;
mod edges;
pub mod edit;
pub mod facts;
mod fields;
mod grid;
mod histogram;
mod inspector;
pub mod layout;
mod legend;
mod paint;
pub mod pane;
pub mod picture;
pub mod promise;
mod room;
mod route;
mod routes;
mod shade;
mod table;
mod texts;
pub mod tiles;
pub mod time;
mod whisker;
pub mod words;

use eframe::egui;

use crate::{
    app::{
        commands::Command,
        format, panel,
        scored::Scored,
        state::{Page, State},
        theme, widgets,
    },
    model::{Axis, BandId, Model, RouteId},
};

/// The cards at the right are so wide.
const CARDS: f32 = 304.0;
const GAP: f32 = 12.0;
/// Narrower than this, the cards stand below the cloud.
const SIDE_BY_SIDE: f32 = 680.0;
/// The cloud is at least so high, also where the page scrolls.
const LEAST_HEIGHT: f32 = 340.0;

/// What the page remembers.
#[derive(Default)]
pub struct MatrixPage {
    view: View,
    chosen: Chosen,
    /// The edge that is being dragged.
    drag: Option<edges::Drag>,
    /// The scale that a drag has left, on its way to that of the new bands.
    settling: Option<edges::Settling>,
    /// The edge that has the keyboard.
    by_keys: Option<edges::ByKeys>,
    /// The cell whose leads are to be listed.
    listed: Option<(BandId, BandId)>,
    /// The tiles of what the draft is held against, and of the draft.
    drawn: [density::Drawn; 2],
    /// Pictures are saved with a dark ground.
    dark_picture: bool,
    /// The edges as they stood when one of their numbers was taken: neighbours come back with the hand.
    grabbed: Option<bands::Grabbed>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    Cloud,
    Table,
    /// What differs from the model that the draft is held against.
    Difference,
    /// Both of them.
    Beside,
    OverTime,
}

impl View {
    /// Whether two are held against each other.
    fn is_of_two(self) -> bool {
        matches!(self, Self::Difference | Self::Beside)
    }

    /// The view that is saved as a picture of the matrix.
    fn of_picture(self) -> Self {
        if self == Self::OverTime { Self::Cloud } else { self }
    }
}

/// What the card at the right is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Chosen {
    /// The best cell, until another is clicked.
    #[default]
    Best,
    /// In a picture.
    Nothing,
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

    /// A cell was clicked, or come to by keys, or its leads were asked for.
    fn take(&mut self, model: &Model, asked: grid::Asked) {
        let (fit, engagement) = asked.place();
        let bands = model.fit.bands.get(fit).zip(model.engagement.bands.get(engagement));
        let Some((fit, engagement)) = bands.map(|(fit, engagement)| (fit.id.clone(), engagement.id.clone())) else {
            return;
        };
        if matches!(asked, grid::Asked::List(_)) {
            self.listed = Some((fit.clone(), engagement.clone()));
        }
        self.chosen = Chosen::Cell(fit, engagement);
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
            Chosen::Best | Chosen::Nothing | Chosen::Bands(_) => false,
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
    if state.pages.matrix.view == View::Beside && state.scored.as_ref().is_some_and(|scored| scored.summary.leads > 0) {
        // Two matrices need all the room; what the cards say of a cell is said of both below them.
        matrix_ui(ui, state, area.height());
    } else if area.width() >= SIDE_BY_SIDE {
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
    if let Some((fit, engagement)) = state.pages.matrix.listed.take() {
        list_leads(state, &fit, &engagement);
    }
}

/// Shows the leads of a cell on their page, if it has any.
fn list_leads(state: &mut State, fit: &BandId, engagement: &BandId) {
    let facts = facts::of_scored_cell(state.scored.as_deref(), fit, engagement);
    if facts.is_some_and(|facts| facts.leads > 0) {
        state.pages.leads.show_cell(fit.clone(), engagement.clone());
        state.ask(Command::GoTo(Page::Leads));
    }
}

/// With less room than this for both, the controls and it, the finding has a line of its own.
const FINDING_BESIDE: f32 = 1_060.0;

fn header_ui(ui: &mut egui::Ui, state: &mut State) {
    let view = state.pages.matrix.view;
    let finding = finding(state, view);
    let is_below = !finding.is_empty() && (view.is_of_two() || ui.available_width() < FINDING_BESIDE);
    let subtitle = match finding.is_empty() {
        true => tr!("matrix-subtitle-empty"),
        // On a projector the finding is enough.
        false if is_below && theme::is_presentation(ui) => String::new(),
        false if is_below => tr!("matrix-subtitle-how"),
        false => tr!("matrix-subtitle", finding = finding.clone()),
    };
    widgets::page_header(ui, &tr!("page-matrix"), &subtitle, |ui| {
        let names = [
            (View::Cloud, tr!("matrix-view-cloud")),
            (View::Table, tr!("matrix-view-table")),
            (View::Difference, tr!("matrix-view-difference")),
            (View::Beside, tr!("matrix-view-beside")),
            (View::OverTime, tr!("time-view")),
        ];
        let views: Vec<(View, &str)> = names.iter().map(|(view, name)| (*view, name.as_str())).collect();
        if view != View::OverTime {
            picture::menu_ui(ui, state);
        }
        widgets::segmented(ui, &tr!("matrix-view"), &mut state.pages.matrix.view, &views);
    });
    if is_below {
        ui.add(egui::Label::new(theme::strong(&finding)).wrap());
    }
}

/// What the picture says, as a sentence; empty while no leads are open.
fn finding(state: &State, view: View) -> String {
    let scored = time::held(state);
    let Some(scored) = scored.as_deref().filter(|scored| scored.summary.leads > 0) else {
        return String::new();
    };
    if view == View::OverTime {
        return tr!("time-subtitle", leads = words::leads(scored.summary.leads));
    }
    if let Some(panes) = pane::of_state(state, scored).filter(|_| view.is_of_two()) {
        return pane::with_pairing(&panes, pane::finding(&panes));
    }
    let summary = &scored.summary;
    let finding = tr!(
        "matrix-finding",
        sales = format::count(summary.to_sales),
        leads = words::leads(summary.leads),
        share = format::percent(summary.to_sales as f64 / summary.leads as f64, 1)
    );
    let wins =
        tr!("matrix-finding-wins", wins = format::count(summary.wins_to_sales), all = format::count(summary.won));
    if summary.won == 0 {
        return finding;
    }
    let when_closed = state.closed.found(scored).filter(|found| found.all_wins > 0).map(|found| {
        let is_sample = found.every > 1;
        let wins = if is_sample { format::percent(found.share(), 0) } else { format::count(found.wins) };
        tr!("matrix-finding-closed", wins = wins)
    });
    format!("{finding}{wins}{}", when_closed.unwrap_or_default())
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
    let top = ui.cursor().top();
    if state.pages.matrix.view.is_of_two() && state.library.is_some() && !theme::is_presentation(ui) {
        time::held_ui(ui, state);
    }
    let height = height - (ui.cursor().top() - top);
    let opacity = panel::opacity(ui, state.is_stale() || time::is_held_stale(state));
    let scored = time::held(state);
    let titles = scored.as_deref().map(|scored| pane::titles(state, scored)).unwrap_or_default();
    let State { document, pages, .. } = state;
    let (model, page) = (&mut document.model, &mut pages.matrix);
    let panes = scored.as_deref().and_then(|scored| pane::of_scored(scored, &titles));
    view_ui(ui, model, page, scored.as_deref(), panes.as_ref(), opacity, height);
}

/// The matrix as it is looked at.
fn view_ui(
    ui: &mut egui::Ui,
    model: &mut Model,
    page: &mut MatrixPage,
    scored: Option<&Scored>,
    panes: Option<&[pane::Pane<'_>; 2]>,
    opacity: f32,
    height: f32,
) {
    match (page.view, panes) {
        (View::Table, _) => table::show(ui, model, page, scored, opacity),
        (View::Beside, Some(panes)) => {
            const LINE: f32 = 26.0;
            cloud::beside(ui, height - LINE, model, page, panes, opacity);
            cloud::chosen_sentence(ui, model, page, panes);
        }
        (View::OverTime, _) => {}
        (view, panes) => {
            let now = panes.map(|[_, now]| now);
            let before = panes.map(|[before, _]| before).filter(|_| view == View::Difference);
            cloud::show(ui, height, model, page, cloud::Answer { now, before, opacity });
        }
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
        Chosen::Nothing => {}
        Chosen::Cell(fit, engagement) => inspector::show(ui, state, &fit, &engagement),
        Chosen::Route(id) => route::show(ui, state, &id),
        Chosen::Bands(axis) => bands::show(ui, state, axis),
    }
    ui.add_space(GAP);
    // Before the routes: on a projector it must be in sight.
    if time::card_ui(ui, state) {
        ui.add_space(GAP);
    }
    routes::show(ui, state);
}

/// “9.6 %”, and “–” where nothing is known.
fn rate_text(rate: Option<f64>) -> String {
    rate.map_or_else(|| tr!("nothing"), |rate| format::percent(rate, 0))
}
