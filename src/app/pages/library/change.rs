//! A change of fields on its way through the file: done on a thread, and the library read anew.

use std::path::Path;

use crate::{
    app::tasks::{OpenLibrary, read_library},
    library::{FieldChange, FieldEffect, FieldStep, FieldSteps, Library, LibraryError, Progress},
};

/// What can be done to the fields of a library.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldAct {
    Change(FieldChange),
    Undo,
    Redo,
    /// What is retired goes, and with it what could bring it back.
    RemoveForGood,
}

/// What came of it.
pub struct FieldsDone {
    pub act: FieldAct,
    /// What was done, taken back or done again; nothing where there was nothing to take back.
    pub change: Option<FieldChange>,
    pub effect: FieldEffect,
    /// A field that had come in under a name that was needed: that name, and the one it has now.
    pub aside: Option<(String, String)>,
    /// So many leads keep merged values that were told apart again.
    pub stay_merged: u64,
    pub steps: FieldSteps,
    /// It is done in any case; whether the library could be read anew is another matter.
    pub library: Result<OpenLibrary, LibraryError>,
}

/// Does it. If it can't be done, or somebody stops it, the file is as it was.
pub fn change(path: &Path, act: FieldAct, progress: &Progress) -> Result<FieldsDone, LibraryError> {
    let mut library = Library::open(path)?;
    let mut effect = FieldEffect::default();
    let mut aside = None;
    let mut stay_merged = 0;
    let mut stepped = |step: Option<FieldStep>| {
        let FieldStep { change, aside: moved, stay_merged: stay } = step?;
        (aside, stay_merged) = (moved, stay);
        Some(change)
    };
    let change = match &act {
        FieldAct::Change(change) => {
            effect = library.change_field(change, progress)?;
            Some(change.clone())
        }
        FieldAct::Undo => stepped(library.undo_field_change()?),
        FieldAct::Redo => stepped(library.redo_field_change()?),
        FieldAct::RemoveForGood => {
            library.remove_retired_fields(progress)?;
            None
        }
    };
    let steps = library.field_steps()?;
    drop(library);
    // It is done: to stop now would only hide it.
    let library = read_library(path, &Progress::default());
    Ok(FieldsDone { act, change, effect, aside, stay_merged, steps, library })
}
