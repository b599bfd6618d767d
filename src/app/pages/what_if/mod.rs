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
use crate::app::{against, background::Wake, state::State, widgets};

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

    /// Nobody named a file for the leads that were to be written.
    pub fn no_export(&mut self) {
        self.flow.no_export();
    }

    /// The name that is offered for a table of leads, beside a model of that name.
    pub fn export_name(&self, model: &str) -> String {
        self.flow.export_name(model)
    }

    /// Other leads are open: nothing is kept of those before.
    pub fn forget_leads(&mut self) {
        self.flow.forget_leads();
        self.sweep.forget_leads();
        self.scenarios.forget_leads();
    }

    /// Another model was opened: what was chosen in the last one is gone.
    pub fn forget(&mut self) {
        self.flow.forget();
        self.sweep.forget();
        self.scenarios.forget();
    }
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    flow::keep_up(ui, state);
    layout::header(ui, &flow::headline(state), |ui| {
        scenarios::controls_ui(ui, state);
        against::baseline_menu_ui(ui, state);
    });
    if flow::is_empty_ui(ui, state) {
        return;
    }
    widgets::scrolled_page(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        layout::columns(
            ui,
            state,
            &[flow::picture_ui, flow::leads_ui, flow::changes_ui],
            &[flow::load_ui, sweep::chart_ui, sweep::tornado_ui],
        );
        layout::stacked(ui, state, &[scenarios::compared_ui]);
    });
}

/// What goes on whatever page is shown: a table that is being written.
pub fn keep(state: &mut State) {
    flow::keep_exported(state);
}
