use std::path::{Path, PathBuf};

use eframe::egui;

use super::{Answer, buttons, title};
use crate::{
    app::{state::State, tasks::Purpose, theme},
    model::{
        Model,
        diff::{Difference, diff},
        file,
    },
};

/// How many of the differences are listed.
const SHOWN: usize = 5;

/// A file that holds what we did not see there.
#[derive(Clone, Debug)]
pub struct Changed {
    path: PathBuf,
    /// What the others changed, a sentence each; or why that can't be said.
    theirs: Result<Vec<String>, String>,
}

impl Changed {
    /// Looks once what differs from the model that was opened: the file may go on changing while the question is open.
    pub fn new(path: &Path, opened: &Model) -> Self {
        let theirs = file::load(path)
            .map(|model| diff(opened, &model).iter().map(Difference::sentence).collect())
            .map_err(|err| err.to_string());
        Self { path: path.to_owned(), theirs }
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, changed: &Changed) -> Answer {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    title(ui, &tr!("changed-title", file = name(&changed.path)));
    match &changed.theirs {
        Ok(theirs) if theirs.is_empty() => {}
        Ok(theirs) => {
            ui.label(tr!("changed-theirs"));
            for sentence in theirs.iter().take(SHOWN) {
                ui.label(format!("• {sentence}"));
            }
            if theirs.len() > SHOWN {
                ui.weak(tr!("and-more", count = theirs.len() - SHOWN));
            }
        }
        Err(why) => {
            ui.label(theme::worse(ui, &tr!("changed-not-read", why = why.clone())));
        }
    }
    ui.label(theme::second(ui, &tr!("changed-backup", backup = name(&file::backup_path(&changed.path)))));
    // What loses nothing comes last, where the eye and the hand go.
    match buttons(ui, &[&tr!("cancel"), &tr!("changed-replace"), &tr!("changed-save-as")]) {
        Some(0) => {
            state.after_saving = None;
            Answer::Close
        }
        Some(1) => {
            let then = state.after_saving.take();
            if state.replace(&changed.path)
                && let Some(then) = then
            {
                state.go_on(then);
            }
            Answer::Close
        }
        Some(_) => {
            state.wanted_dialog = Some(Purpose::SaveModel);
            Answer::Close
        }
        None => Answer::Waiting,
    }
}
