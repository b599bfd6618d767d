//! A change of fields on its way through the file: done on a thread, and the library read anew.

use std::path::Path;

use crate::{
    app::{
        history::Way,
        tasks::{OpenLibrary, read_library},
    },
    library::{FieldChange, FieldEffect, FieldStep, FieldSteps, FileStep, Library, LibraryError, Progress},
};

/// What can be done to the fields of a library.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldAct {
    Change(FieldChange),
    /// This one is taken back or done again, and no other that is next by now.
    Step(Way, FileStep),
    /// What is retired goes, and with it what could bring it back.
    RemoveForGood,
}

/// What came of it.
pub struct FieldsDone {
    pub act: FieldAct,
    /// What was done, taken back or done again; nothing where there was nothing to take back.
    pub step: Option<FieldStep>,
    pub effect: FieldEffect,
    /// Nothing was done, as another program was there before: what it has done is in the library as it is read anew.
    pub overtaken: Option<LibraryError>,
    /// It is done in any case; whether the library could be read anew is another matter.
    pub steps: Result<FieldSteps, LibraryError>,
    pub library: Result<OpenLibrary, LibraryError>,
}

/// Does it. If it can't be done, or somebody stops it, the file is as it was.
pub fn change(path: &Path, act: FieldAct, progress: &Progress) -> Result<FieldsDone, LibraryError> {
    let mut library = Library::open(path)?;
    let (mut effect, mut overtaken) = (FieldEffect::default(), None);
    let step = match &act {
        FieldAct::Change(change) => {
            let (step, done) = library.add_field_step(change, progress)?;
            effect = done;
            Some(FieldStep { step, aside: None, stay_merged: 0 })
        }
        FieldAct::Step(way, step) => {
            let step = match way {
                Way::Back => library.undo_field_step(step),
                Way::Forth => library.redo_field_step(step),
            };
            if matches!(step, Err(LibraryError::Overtaken { .. })) {
                overtaken = step.err();
                None
            } else {
                step?
            }
        }
        FieldAct::RemoveForGood => {
            library.remove_retired_fields(progress)?;
            None
        }
    };
    let steps = library.field_steps();
    drop(library);
    // It is done: to stop now would only hide it.
    let library = read_library(path, &Progress::default());
    Ok(FieldsDone { act, step, effect, overtaken, steps, library })
}
