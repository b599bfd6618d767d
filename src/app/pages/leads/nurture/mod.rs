//! The tab “Nurture”: who is not for sales now, and what is missing.

use std::sync::Arc;

use eframe::egui;

use super::Ask;
use crate::app::{scored::Scored, state::State, widgets};

pub(super) fn show(ui: &mut egui::Ui, _state: &mut State, _scored: &Arc<Scored>) -> Option<Ask> {
    widgets::empty_state(ui, widgets::Icon::Sprout, &tr!("nurture-title"), &tr!("nurture-none"), &[]);
    None
}
