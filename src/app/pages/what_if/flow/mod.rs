//! To be built.

use eframe::egui;

use crate::app::{background::Wake, state::State};

pub struct FlowDesk;

impl FlowDesk {
    pub fn new(_wake: &Wake) -> Self {
        Self
    }

    pub fn settle(&mut self) {}

    pub fn forget(&mut self) {}
}

pub fn picture_ui(_ui: &mut egui::Ui, _state: &mut State) {}

pub fn leads_ui(_ui: &mut egui::Ui, _state: &mut State) {}

pub fn changes_ui(_ui: &mut egui::Ui, _state: &mut State) {}

pub fn subtitle(_state: &State) -> String {
    String::new()
}
