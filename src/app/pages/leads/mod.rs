//! The page “Leads”.

use eframe::egui;

use crate::app::{background::Wake, state::State};

/// What the page remembers.
#[derive(Debug)]
pub struct LeadsPage {}

impl LeadsPage {
    pub fn new(_wake: &Wake) -> Self {
        Self {}
    }

    pub fn forget(&mut self) {}
}

pub fn show(_ui: &mut egui::Ui, _state: &mut State) {}
