//! What was replaced or deleted in the library is to go from the file, and with it what could bring it back.

use eframe::egui;

use super::{Answer, buttons, title};
use crate::app::{state::State, theme};

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) -> Answer {
    let retired = state.pages.library.retired();
    if retired == 0 {
        return Answer::Close;
    }
    title(ui, &tr!("library-remove-title"));
    ui.add(egui::Label::new(tr!("library-remove-what", count = retired)).wrap());
    ui.add(egui::Label::new(theme::second(ui, &tr!("library-remove-why"))).wrap());
    match buttons(ui, &[&tr!("cancel"), &tr!("library-remove-do")]) {
        Some(0) => Answer::Close,
        Some(_) => {
            state.remove_fields_for_good();
            Answer::Close
        }
        None => Answer::Waiting,
    }
}
