//! Work that takes its time (dialogs, libraries, imports), on threads of its own; the window polls for what is done.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
};

use super::background::Wake;
use crate::{
    lead::Instant,
    library::{
        Library, LibraryError, Progress,
        import::{ImportReport, ImportRequest, import},
    },
    scoring::Columns,
};

/// What a file dialog was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    OpenModel,
    SaveModel,
    OpenLibrary,
    ImportLeads,
    ImportEvents,
}

/// A library that has been read into columns.
pub struct OpenLibrary {
    pub path: PathBuf,
    pub columns: Arc<Columns>,
    pub as_of: Instant,
}

/// What a thread has to say when it is done.
pub enum Done {
    Picked(Purpose, Option<PathBuf>),
    LibraryOpened(PathBuf, Result<OpenLibrary, LibraryError>),
    Imported(PathBuf, Result<Box<ImportReport>, LibraryError>),
}

/// What is under way, by kind: at most one dialog and one work on a library.
pub struct Tasks {
    sender: mpsc::Sender<Done>,
    receiver: mpsc::Receiver<Done>,
    wake: Wake,
    /// The dialog that is open, and since when (seconds of the window's clock).
    pub dialog: Option<(Purpose, f64)>,
    pub work: Option<Work>,
}

/// Work on a library, with its progress.
pub struct Work {
    pub kind: WorkKind,
    pub path: PathBuf,
    pub progress: Progress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkKind {
    Open,
    Import,
}

impl Tasks {
    pub fn new(wake: Wake) -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { sender, receiver, wake, dialog: None, work: None }
    }

    /// What was done since the last call.
    pub fn poll(&mut self) -> Vec<Done> {
        let done: Vec<Done> = self.receiver.try_iter().collect();
        for one in &done {
            match one {
                Done::Picked(..) => self.dialog = None,
                Done::LibraryOpened(..) | Done::Imported(..) => self.work = None,
            }
        }
        done
    }

    /// Waits for the work on the library: for pictures and tests, never in the window.
    pub fn wait(&mut self) -> Vec<Done> {
        if self.work.is_none() {
            return Vec::new();
        }
        self.work = None;
        self.receiver.recv().into_iter().collect()
    }

    pub fn open_library(&mut self, path: &Path) {
        let (path_of_thread, progress) = (path.to_owned(), Progress::default());
        let of_thread = progress.clone();
        self.work = Some(Work { kind: WorkKind::Open, path: path.to_owned(), progress });
        self.spawn("open library", move || {
            let opened = read_library(&path_of_thread, &of_thread);
            Done::LibraryOpened(path_of_thread, opened)
        });
    }

    pub fn import(&mut self, into: &Path, request: ImportRequest) {
        let (path, progress) = (into.to_owned(), Progress::default());
        let of_thread = progress.clone();
        self.work = Some(Work { kind: WorkKind::Import, path: into.to_owned(), progress });
        self.spawn("import", move || {
            let report = Library::open_or_create(&path)
                .and_then(|mut library| import(&mut library, &request, &of_thread))
                .map(Box::new);
            Done::Imported(path, report)
        });
    }

    /// Asks the desktop for a file. The dialog is made on the window's thread (macOS wants that) and awaited elsewhere.
    pub fn pick(&mut self, purpose: Purpose, now: f64, dialog: rfd::AsyncFileDialog) {
        self.dialog = Some((purpose, now));
        let picked = if purpose == Purpose::SaveModel {
            let future = dialog.save_file();
            self.spawn("file dialog", move || Done::Picked(purpose, path_of(pollster::block_on(future))))
        } else {
            let future = dialog.pick_file();
            self.spawn("file dialog", move || Done::Picked(purpose, path_of(pollster::block_on(future))))
        };
        if !picked {
            self.dialog = None;
        }
    }

    fn spawn(&self, name: &str, work: impl FnOnce() -> Done + Send + 'static) -> bool {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || {
            // The window may have gone meanwhile; then nobody waits for the answer.
            let _gone = sender.send(work());
            wake();
        });
        spawned.is_ok()
    }
}

fn path_of(file: Option<rfd::FileHandle>) -> Option<PathBuf> {
    file.map(|file| file.path().to_owned())
}

/// Reads a library whole.
pub fn read_library(path: &Path, progress: &Progress) -> Result<OpenLibrary, LibraryError> {
    let library = Library::open(path)?;
    let columns = Arc::new(library.columns(progress)?);
    Ok(OpenLibrary { path: path.to_owned(), columns, as_of: library.as_of()? })
}
