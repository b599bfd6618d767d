//! The model being edited: the draft, where it is stored, and how it got here.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::history::History;
use crate::model::{
    Model,
    file::{self, FileError, Seen},
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
    /// What the file held when it was opened or saved: anything else there by now is somebody's work.
    seen: Option<Seen>,
    /// Where the file has its first comment, when it was opened with one: saving drops it.
    pub comment_line: Option<usize>,
    pub history: History,
}

impl Document {
    /// A model that has no file yet, or that is to be stored at `path` whatever is there.
    pub fn new(model: Model, path: Option<PathBuf>) -> Self {
        Self {
            path,
            saved: Arc::new(model.clone()),
            seen: None,
            comment_line: None,
            history: History::new(model.clone()),
            model,
        }
    }

    pub fn open(path: &Path) -> Result<Self, FileError> {
        let file::Loaded { model, seen, comment_line } = file::open(path)?;
        Ok(Self { seen: Some(seen), comment_line, ..Self::new(model, Some(path.to_owned())) })
    }

    /// Stores the draft at `path`, which becomes its place; fails with [`FileError::ChangedOnDisk`] when that is the open
    /// file and it no longer holds what we saw there.
    pub fn save_as(&mut self, path: &Path) -> Result<(), FileError> {
        let is_open_file = self.path.as_deref() == Some(path);
        self.store(path, if is_open_file { self.seen.clone() } else { None }.as_ref())
    }

    /// Stores the draft at `path`, whoever changed what is there.
    pub fn replace(&mut self, path: &Path) -> Result<(), FileError> {
        self.store(path, None)
    }

    fn store(&mut self, path: &Path, expected: Option<&Seen>) -> Result<(), FileError> {
        self.seen = Some(file::save_over(path, &self.model, expected)?);
        self.path = Some(path.to_owned());
        self.saved = Arc::new(self.model.clone());
        Ok(())
    }

    /// What the file holds by now is known: the draft stays, and is compared with that.
    pub fn rebase(&mut self, file: file::Loaded) {
        let file::Loaded { model, seen, comment_line } = file;
        self.saved = Arc::new(model);
        self.seen = Some(seen);
        self.comment_line = comment_line;
    }

    /// What the file held when we last looked.
    pub fn seen(&self) -> Option<&Seen> {
        self.seen.as_ref()
    }

    /// The name of the file, to speak of it; of the model where there is no file.
    pub fn file_label(&self) -> String {
        let name = self.path.as_ref().and_then(|path| path.file_name());
        name.map_or_else(|| self.model.name.clone(), |name| name.to_string_lossy().into_owned())
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
