//! The criteria on which the teams differ, largest effect first.

use eframe::egui;

use crate::app::state::State;

pub(super) fn show(_ui: &mut egui::Ui, _state: &mut State) {}
