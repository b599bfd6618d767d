//! The page that greets.

use eframe::egui;

use crate::app::state::State;

pub fn show(_ui: &mut egui::Ui, _state: &mut State) {}
