//! Work that takes its time (dialogs, libraries, imports), on threads of its own; the window polls for what is done.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
};

use super::{
    background::Wake,
    pages::{
        library::change::{self as fields, FieldAct, FieldsDone},
        matrix::picture::{Figure, PictureKind},
    },
};
use crate::{
    lead::Instant,
    library::{
        FormerNames, Library, LibraryError, Phase, Progress,
        import::{ImportReport, Job, run},
    },
    scoring::Columns,
};

/// What a file dialog was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    OpenModel,
    SaveModel,
    /// A model to compare the draft with.
    Compare,
    /// A model to hold the draft against.
    Against,
    OpenLibrary,
    /// Files with leads, events or accounts.
    ImportLeads,
    /// What can't be imported as it stands.
    SaveDirt,
    /// What the columns of files are.
    SaveMapping,
    LoadMapping,
    /// A table of the leads behind a number.
    ExportLeads,
    /// What a tab of the page of leads shows.
    ExportList,
    SavePicture(PictureKind),
    /// The sample leads, to be changed.
    CopyLibrary,
}

impl Purpose {
    /// The ending of the file that is written; `None` where one is read.
    pub fn written(self) -> Option<&'static str> {
        match self {
            Self::SaveModel | Self::SaveMapping => Some("ron"),
            Self::ExportLeads | Self::ExportList | Self::SaveDirt => Some("csv"),
            Self::SavePicture(kind) => Some(kind.ending()),
            Self::CopyLibrary => Some("sqlite"),
            _ => None,
        }
    }
}

/// A library that has been read into columns.
pub struct OpenLibrary {
    pub path: PathBuf,
    pub columns: Arc<Columns>,
    pub as_of: Instant,
    /// What its fields and values were called before.
    pub former: Arc<FormerNames>,
}

/// What a thread has to say when it is done.
pub enum Done {
    Picked(Purpose, Option<PathBuf>),
    /// Files to import.
    PickedFiles(Vec<PathBuf>),
    LibraryOpened(u64, Result<OpenLibrary, LibraryError>),
    Imported(u64, PathBuf, Result<Box<ImportReport>, LibraryError>),
    FieldsChanged(u64, Result<Box<FieldsDone>, LibraryError>),
    PictureSaved(PathBuf, Result<(), String>),
    Copied(PathBuf, Result<(), String>),
    /// The work broke off through a defect, or could not be begun.
    Broken,
}

/// What is under way, by kind: at most one dialog and one work on a library.
pub struct Tasks {
    sender: mpsc::Sender<Done>,
    receiver: mpsc::Receiver<Done>,
    wake: Wake,
    /// The dialog that is open, and since when (seconds of the window's clock).
    pub dialog: Option<(Purpose, f64)>,
    pub work: Option<Work>,
    /// The number of the newest work, to know its answer from one that was overtaken.
    newest: u64,
}

/// Work on a library, with its progress.
pub struct Work {
    number: u64,
    pub kind: WorkKind,
    pub progress: Progress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkKind {
    Open,
    Import,
    /// A field is changed, or a change undone.
    Fields,
}

impl Tasks {
    pub fn new(wake: Wake) -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { sender, receiver, wake, dialog: None, work: None, newest: 0 }
    }

    /// What was done since the last call. What was overtaken by newer work is dropped.
    pub fn poll(&mut self) -> Vec<Done> {
        let done: Vec<Done> = self.receiver.try_iter().collect();
        done.into_iter().filter(|one| self.is_awaited(one)).collect()
    }

    /// Whether somebody still waits for this; if so, the waiting is over.
    fn is_awaited(&mut self, done: &Done) -> bool {
        match done {
            Done::Picked(..) | Done::PickedFiles(_) => self.dialog.take().is_some(),
            Done::PictureSaved(..) | Done::Copied(..) => true,
            Done::Broken => {
                (self.dialog, self.work) = (None, None);
                true
            }
            Done::LibraryOpened(number, _) | Done::Imported(number, ..) | Done::FieldsChanged(number, _) => {
                let is_newest = self.work.as_ref().is_some_and(|work| work.number == *number);
                if is_newest {
                    self.work = None;
                }
                is_newest
            }
        }
    }

    /// Waits for the work on the library: for pictures and tests, never in the window.
    pub fn wait(&mut self) -> Vec<Done> {
        if self.work.is_none() {
            return Vec::new();
        }
        self.work = None;
        self.receiver.recv().into_iter().collect()
    }

    /// Reads a library; one that is still being read is given up for it.
    pub fn open_library(&mut self, path: &Path) {
        let (number, progress) = self.begin(WorkKind::Open);
        let path = path.to_owned();
        self.spawn("open library", move || Done::LibraryOpened(number, read_library(&path, &progress)));
    }

    /// Writes leads into a library, which is made if it does not exist.
    pub fn import(&mut self, into: &Path, job: Job) {
        let (number, progress) = self.begin(WorkKind::Import);
        let path = into.to_owned();
        self.spawn("import", move || {
            let report =
                Library::open_or_create(&path).and_then(|mut library| run(&mut library, &job, &progress)).map(Box::new);
            Done::Imported(number, path, report)
        });
    }

    /// Changes the fields of a library, and reads it anew.
    pub fn change_fields(&mut self, path: &Path, act: FieldAct) {
        let (number, progress) = self.begin(WorkKind::Fields);
        let path = path.to_owned();
        self.spawn("change fields", move || {
            Done::FieldsChanged(number, fields::change(&path, act, &progress).map(Box::new))
        });
    }

    fn begin(&mut self, kind: WorkKind) -> (u64, Progress) {
        if let Some(work) = &self.work {
            work.progress.cancel();
        }
        self.newest += 1;
        let progress = Progress::default();
        self.work = Some(Work { number: self.newest, kind, progress: progress.clone() });
        (self.newest, progress)
    }

    /// An import under way must come to its end, or be stopped, before other leads are opened.
    pub fn is_importing(&self) -> bool {
        self.work.as_ref().is_some_and(|work| work.kind == WorkKind::Import)
    }

    /// Whether a field is being changed.
    pub fn is_changing_fields(&self) -> bool {
        self.work.as_ref().is_some_and(|work| work.kind == WorkKind::Fields)
    }

    /// Asks the desktop for a file. The dialog is made on the window's thread (macOS wants that) and awaited elsewhere.
    pub fn pick(&mut self, purpose: Purpose, now: f64, dialog: rfd::AsyncFileDialog) {
        self.dialog = Some((purpose, now));
        if purpose.written().is_some() {
            let future = dialog.save_file();
            self.spawn("file dialog", move || Done::Picked(purpose, path_of(pollster::block_on(future))));
        } else {
            if purpose == Purpose::ImportLeads {
                let future = dialog.pick_files();
                return self.spawn("file dialog", move || match pollster::block_on(future) {
                    Some(files) => Done::PickedFiles(files.iter().map(|file| file.path().to_owned()).collect()),
                    None => Done::Picked(purpose, None),
                });
            }
            let future = dialog.pick_file();
            self.spawn("file dialog", move || Done::Picked(purpose, path_of(pollster::block_on(future))));
        }
    }

    /// Paints a picture and stores it.
    pub fn save_picture(&self, path: &Path, figure: Figure) {
        let path = path.to_owned();
        self.spawn("save picture", move || {
            let stored = figure.store(&path);
            Done::PictureSaved(path, stored)
        });
    }

    /// Stores a copy of a file that is about to go.
    pub fn save_copy(&self, path: &Path, of: super::import::Dirt) {
        let path = path.to_owned();
        self.spawn("save copy", move || {
            let copied = std::fs::copy(&*of, &path).map(|_bytes| ());
            let told = copied
                .map_err(|err| tr!("wizard-not-copied", path = path.display().to_string(), why = err.to_string()));
            Done::Copied(path, told)
        });
    }

    fn spawn(&self, name: &str, work: impl FnOnce() -> Done + Send + 'static) {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || {
            let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Done::Broken);
            // The window may have gone meanwhile; then nobody waits for the answer.
            let _gone = sender.send(done);
            wake();
        });
        if spawned.is_err() {
            let _gone = self.sender.send(Done::Broken);
        }
    }
}

fn path_of(file: Option<rfd::FileHandle>) -> Option<PathBuf> {
    file.map(|file| file.path().to_owned())
}

/// Reads a library whole.
pub fn read_library(path: &Path, progress: &Progress) -> Result<OpenLibrary, LibraryError> {
    let library = Library::open(path)?;
    progress.begin(Phase::Leads);
    let columns = Arc::new(library.columns(progress)?);
    let (as_of, former) = (library.as_of()?, Arc::new(library.former_names()?));
    Ok(OpenLibrary { path: path.to_owned(), columns, as_of, former })
}
