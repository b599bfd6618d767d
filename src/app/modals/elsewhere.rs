use std::path::Path;

use eframe::egui;

use super::{Answer, buttons, title};
use crate::app::{clock, format, journal::Elsewhere, state::State};

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, path: &Path, elsewhere: Elsewhere) -> Answer {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    title(ui, &tr!("elsewhere-title", file = name));
    if let Some(since) = elsewhere.since {
        ui.label(tr!("elsewhere-since", since = format::ago(since, clock::now())));
    }
    ui.label(tr!("elsewhere-about"));
    // What can't come into conflict stands last, where the eye and the hand go.
    match buttons(ui, &[&tr!("cancel"), &tr!("elsewhere-anyway"), &tr!("elsewhere-copy")]) {
        Some(0) => Answer::Close,
        Some(1) => {
            state.open_anyway(path);
            Answer::Close
        }
        Some(_) => {
            state.open_copy(path);
            Answer::Close
        }
        None => Answer::Waiting,
    }
}
