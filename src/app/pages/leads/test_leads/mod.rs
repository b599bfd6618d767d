//! The tab “Test leads”: leads that guard the model.

use eframe::egui;

use super::Ask;
use crate::app::{state::State, widgets};

/// What the tab is called.
pub(super) fn tab_name(_state: &State) -> String {
    tr!("leads-tab-test-leads")
}

pub(super) fn show(ui: &mut egui::Ui, _state: &mut State) -> Option<Ask> {
    let title = tr!("test-leads-title");
    widgets::empty_state(ui, widgets::Icon::ShieldCheck, &title, &tr!("test-leads-none"), &[]);
    None
}
