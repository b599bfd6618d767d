//! The leads that are open are a file, too, which another program may change (`tandem fields`, a second window, an import by
//! a script). It is looked at when somebody comes back to the window, or to the page of the library.

use std::{fs, path::Path, sync::Arc, time::SystemTime};

use super::state::State;
use crate::scoring::Columns;

/// When the file was written last, and how long it is.
type Stamp = (Option<SystemTime>, u64);

/// The file of the open leads as it was when they were read.
#[derive(Default)]
pub struct LibraryFile(Option<(Arc<Columns>, Option<Stamp>)>);

impl LibraryFile {
    /// Leads that were just read are known by their file as it is now.
    fn note(&mut self, columns: &Arc<Columns>, path: &Path) {
        if !self.0.as_ref().is_some_and(|(noted, _)| Arc::ptr_eq(noted, columns)) {
            self.0 = Some((Arc::clone(columns), stamp(path)));
        }
    }

    /// Whether it was written since.
    fn is_written(&self, columns: &Arc<Columns>, path: &Path) -> bool {
        let stamp = stamp(path);
        let noted = self.0.as_ref().filter(|(noted, _)| Arc::ptr_eq(noted, columns));
        stamp.is_some() && noted.is_some_and(|(_, before)| *before != stamp)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    fs::metadata(path).ok().map(|metadata| (metadata.modified().ok(), metadata.len()))
}

impl State {
    pub(super) fn note_library_file(&mut self) {
        if let Some(library) = &self.library {
            self.watch.library.note(&library.columns, &library.path);
        }
    }

    /// Reads the leads again if another program wrote to their file; work on them under way says so itself.
    pub(super) fn look_at_library_file(&mut self) {
        let Some(library) = self.library.as_ref().filter(|_| self.tasks.work.is_none()) else { return };
        if self.watch.library.is_written(&library.columns, &library.path) {
            let path = library.path.clone();
            self.tell(tr!("library-written-elsewhere"));
            self.open_library(&path);
        }
    }
}
