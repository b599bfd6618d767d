//! The page “Criteria”: tables by tier on both axes, and the chosen criterion's rule as a sentence of fields.

pub mod edit;
pub mod rule;

use eframe::egui;

use crate::{app::state::State, model::CriterionId};

/// What the page remembers.
#[derive(Debug, Default)]
pub struct CriteriaPage {
    /// The criterion whose rule is open.
    pub chosen: Option<CriterionId>,
}

pub fn show(_ui: &mut egui::Ui, _state: &mut State) {}
