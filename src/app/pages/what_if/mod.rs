//! The page “What if”: what the draft does with the leads, held against a baseline.
//!
//! | file | subject |
//! |---|---|
//! | `layout.rs` | where the cards stand |
//! | `flow/` | who moves where: the picture, the table, the leads behind a number |
//! | `sweep/` | one number turned through a range, what fits the capacity, what one point does |
//! | `scenarios/` | drafts that are kept, named, compared, and taken up again |

mod flow;
mod layout;
mod scenarios;
mod sweep;

use eframe::egui;

pub use self::sweep::fit_ui;
use crate::app::{background::Wake, state::State, widgets};

/// What the page remembers.
pub struct WhatIfPage {
    flow: flow::FlowDesk,
    sweep: sweep::SweepDesk,
    scenarios: scenarios::ScenarioDesk,
}

impl WhatIfPage {
    pub fn new(wake: &Wake) -> Self {
        Self {
            flow: flow::FlowDesk::new(wake),
            sweep: sweep::SweepDesk::new(wake),
            scenarios: scenarios::ScenarioDesk::new(wake),
        }
    }

    /// Waits for the page's own workers: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.flow.settle();
        self.sweep.settle();
        self.scenarios.settle();
    }

    /// Another model was opened: what was chosen in the last one is gone.
    pub fn forget(&mut self) {
        self.flow.forget();
        self.sweep.forget();
        self.scenarios.forget();
    }
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    widgets::page_header(ui, &tr!("page-what-if"), &flow::subtitle(state), |ui| scenarios::controls_ui(ui, state));
    widgets::scrolled_page(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        layout::columns(
            ui,
            state,
            |ui, state| {
                flow::picture_ui(ui, state);
                ui.add_space(layout::GAP);
                flow::leads_ui(ui, state);
            },
            |ui, state| {
                sweep::chart_ui(ui, state);
                ui.add_space(layout::GAP);
                sweep::tornado_ui(ui, state);
                ui.add_space(layout::GAP);
                flow::changes_ui(ui, state);
                ui.add_space(layout::GAP);
                scenarios::compared_ui(ui, state);
            },
        );
    });
}
