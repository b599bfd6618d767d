//! The model being edited: the draft, where it is stored, and how it got here.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::history::History;
use crate::model::{
    Model,
    file::{self, FileError},
};

/// The open model.
#[derive(Debug)]
pub struct Document {
    /// The draft. Widgets edit it in place; all else is found by comparing.
    pub model: Model,
    /// Where it is stored; `None` for a new model or a sample.
    pub path: Option<PathBuf>,
    /// The model as it stands in the file (or as it was opened).
    pub saved: Arc<Model>,
    pub history: History,
}

impl Document {
    pub fn new(model: Model, path: Option<PathBuf>) -> Self {
        Self { path, saved: Arc::new(model.clone()), history: History::new(model.clone()), model }
    }

    pub fn open(path: &Path) -> Result<Self, FileError> {
        Ok(Self::new(file::load(path)?, Some(path.to_owned())))
    }

    /// Stores the draft at `path`, which becomes its place.
    pub fn save_as(&mut self, path: &Path) -> Result<(), FileError> {
        file::save(path, &self.model)?;
        self.path = Some(path.to_owned());
        self.saved = Arc::new(self.model.clone());
        Ok(())
    }

    /// Whether closing now would lose something.
    pub fn is_dirty(&self) -> bool {
        self.model != *self.saved
    }

    /// The name of the file, to be offered when there is none yet.
    pub fn file_name(&self) -> String {
        let stem: String =
            self.model.name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
        let stem = stem.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        if stem.is_empty() { "model.ron".to_owned() } else { format!("{stem}.ron") }
    }
}
