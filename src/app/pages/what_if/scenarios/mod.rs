//! To be built.

use eframe::egui;

use crate::app::{background::Wake, state::State};

pub struct ScenarioDesk;

impl ScenarioDesk {
    pub fn new(_wake: &Wake) -> Self {
        Self
    }

    pub fn settle(&mut self) {}

    pub fn forget(&mut self) {}
}

pub fn controls_ui(_ui: &mut egui::Ui, _state: &mut State) {}

pub fn compared_ui(_ui: &mut egui::Ui, _state: &mut State) {}
