//! The page “Matrix”.

use eframe::egui;

use crate::app::state::State;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct MatrixPage {}

pub fn show(_ui: &mut egui::Ui, _state: &mut State) {}
