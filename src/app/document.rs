//! The model being edited: the draft, where it is stored, and how it got here.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{digest::Digest, export, history::History};
use crate::{
    library::FileStep,
    model::{
        Model,
        file::{self, FileError, Seen},
    },
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
    /// The model as it was opened: what was decided since is offered to the log.
    pub opened: Arc<Model>,
    /// What the file held when it was opened or saved: anything else there by now is somebody's work.
    seen: Option<Seen>,
    pub history: History,
    /// The draft as it stood when it was last compared, shared with whoever works on it.
    draft: Arc<Model>,
    /// Counts the drafts that differ: what hangs on the draft is kept until this changes.
    revision: u64,
    digest: Digest,
    dirty: bool,
}

impl Document {
    /// A model that has no file yet, or that is to be stored at `path` whatever is there.
    pub fn new(model: Model, path: Option<PathBuf>) -> Self {
        let draft = Arc::new(model.clone());
        Self {
            path,
            saved: Arc::clone(&draft),
            opened: Arc::clone(&draft),
            seen: None,
            history: History::new(Arc::clone(&draft)),
            revision: next_revision(),
            digest: Digest::new(&model),
            dirty: false,
            draft,
            model,
        }
    }

    /// Looks once whether the draft has changed since the last time; all that follows from a change goes by
    /// [`Self::draft`] and [`Self::revision`] and costs nothing while there is none. Answers whether it has.
    pub fn notice(&mut self) -> bool {
        if *self.draft == self.model {
            return false;
        }
        self.draft = Arc::new(self.model.clone());
        self.revision = next_revision();
        self.digest = Digest::new(&self.model);
        self.dirty = *self.draft != *self.saved;
        true
    }

    /// The draft as [`Self::notice`] last saw it.
    pub fn draft(&self) -> &Arc<Model> {
        &self.draft
    }

    /// Another number for another draft, or another document.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What the pages count of the draft.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// [`Self::is_dirty`] as of the last [`Self::notice`]: for what is drawn in every frame.
    pub fn looks_dirty(&self) -> bool {
        self.dirty
    }

    /// Makes an undo step if the draft differs from where the user last let go.
    pub fn commit(&mut self) {
        self.notice();
        self.history.commit(&self.draft);
    }

    /// The library was changed, and the model with it: one step, of this number.
    pub fn commit_with_library(&mut self, label: String, step: FileStep) -> u64 {
        self.notice();
        self.history.commit_with_library(&self.draft, label, step)
    }

    /// What was changed since the user last let go belongs to the step before.
    pub fn amend(&mut self) {
        self.notice();
        self.history.amend(&self.draft);
    }

    /// A model as it was read from its file.
    pub fn loaded(path: &Path, file: file::Loaded) -> Self {
        let file::Loaded { model, seen, .. } = file;
        Self { seen: Some(seen), ..Self::new(model, Some(path.to_owned())) }
    }

    /// Unsaved work as it was journaled. Undo leads back to what was last saved, in one step.
    pub fn restored(path: Option<PathBuf>, draft: Model, saved: Model, seen: Option<Seen>) -> Self {
        let mut document = Self { seen, ..Self::new(saved, path) };
        document.model = draft;
        document.commit();
        document
    }

    /// What the file held when it was opened or saved, for the journal and for the watch on the file.
    pub fn seen(&self) -> Option<&Seen> {
        self.seen.as_ref()
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
        self.notice();
        self.saved = Arc::clone(&self.draft);
        self.dirty = false;
        Ok(())
    }

    /// What the file holds by now is known: the draft stays, and is compared with that.
    pub fn rebase(&mut self, file: file::Loaded) {
        let file::Loaded { model, seen, .. } = file;
        self.saved = Arc::new(model);
        self.seen = Some(seen);
        self.notice();
        self.dirty = *self.draft != *self.saved;
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
        let stem = export::in_file_name(&self.model.name);
        if stem.is_empty() { "model.ron".to_owned() } else { format!("{stem}.ron") }
    }
}

/// No two drafts have the same one, of whatever document.
fn next_revision() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
