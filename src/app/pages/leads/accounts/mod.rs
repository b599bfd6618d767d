//! The tab “Accounts”: the companies that leads belong to.

use std::sync::Arc;

use eframe::egui;

use super::Ask;
use crate::app::{scored::Scored, state::State, widgets};

pub(super) fn show(ui: &mut egui::Ui, _state: &mut State, _scored: &Arc<Scored>) -> Option<Ask> {
    widgets::empty_state(ui, widgets::Icon::Building2, &tr!("accounts-title"), &tr!("accounts-none"), &[]);
    None
}
