use std::path::{Path, PathBuf};

use eframe::egui;

use super::{Answer, buttons, title};
use crate::{
    app::{state::State, tasks::Purpose, theme},
    model::file::FileError,
};

/// A save that failed.
#[derive(Clone, Debug)]
pub struct NotSaved {
    path: PathBuf,
    /// What happened and what would mend it.
    sentence: String,
    /// It may work next time: a drive can be connected again, room can be made.
    can_be_tried: bool,
}

impl NotSaved {
    pub fn new(path: &Path, err: &FileError) -> Self {
        let can_be_tried = !matches!(err, FileError::WouldNotReadBack { .. } | FileError::Folder(_));
        Self { path: path.to_owned(), sentence: err.to_string(), can_be_tried }
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, failure: &NotSaved) -> Answer {
    title(ui, &tr!("not-saved-title"));
    ui.label(&failure.sentence);
    let kept = if state.journal.is_keeping() { tr!("not-saved-kept") } else { tr!("not-saved-here") };
    ui.label(theme::second(ui, &kept));
    let (cancel, elsewhere, again) = (tr!("cancel"), tr!("not-saved-elsewhere"), tr!("not-saved-again"));
    let offered: &[&str] = if failure.can_be_tried { &[&cancel, &again, &elsewhere] } else { &[&cancel, &elsewhere] };
    let Some(clicked) = buttons(ui, offered) else { return Answer::Waiting };
    match clicked {
        0 => state.after_saving = None,
        1 if failure.can_be_tried => {
            let then = state.after_saving.take();
            state.save_then(&failure.path, then);
        }
        _ => state.wanted_dialog = Some(Purpose::SaveModel),
    }
    Answer::Close
}
