use eframe::egui;

use super::{Answer, Then, buttons, title};
use crate::{
    app::{state::State, tasks::Purpose},
    model::diff::diff,
};

/// How many of the differences are listed.
const SHOWN: usize = 5;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, then: &Then) -> Answer {
    title(ui, &tr!("unsaved-title", name = state.document.model.name.clone()));
    let differences = diff(&state.document.saved, &state.document.model);
    for difference in differences.iter().take(SHOWN) {
        ui.label(format!("• {}", difference.sentence()));
    }
    if differences.len() > SHOWN {
        ui.weak(tr!("and-more", count = differences.len() - SHOWN));
    }
    let (cancel, discard, save) = (tr!("cancel"), tr!("unsaved-discard"), tr!("save"));
    match buttons(ui, &[&cancel, &discard, &save]) {
        Some(0) => Answer::Close,
        Some(1) => {
            state.give_up();
            state.go_on(then.clone());
            Answer::Close
        }
        Some(_) => {
            if let Some(path) = state.document.path.clone() {
                state.save_then(&path, Some(then.clone()));
            } else {
                state.after_saving = Some(then.clone());
                state.wanted_dialog = Some(Purpose::SaveModel);
            }
            Answer::Close
        }
        None => Answer::Waiting,
    }
}
