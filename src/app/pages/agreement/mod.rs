//! The page “Agreement”: what is contested, who gets which leads by when, what was decided, and who signed.

mod contested;

use eframe::egui;

use crate::app::{state::State, widgets};

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    widgets::page_header(ui, &tr!("page-agreement"), "", |_| {});
    contested::show(ui, state);
}
