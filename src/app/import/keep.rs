//! Keeps the open import going: asks the thread, takes its answers, begins the import, takes its end.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    kept,
    wizard::{Step, Told, Trial, Wizard, today},
    worker::{Answer, Look, Tried},
};
use crate::{
    app::{modals::Modal, state::State, tasks::OpenLibrary},
    library::{
        LibraryError,
        import::{ImportReport, Job, Mapping},
    },
    model::follow::field_uses,
};

impl State {
    /// The import that is open, even if a question stands before it.
    pub fn wizard(&mut self) -> Option<&mut Wizard> {
        wizard_in(&mut self.modal, &mut self.waiting)
    }

    /// Files are to be imported: into the sheet that is open, or into a new one.
    pub fn import_files(&mut self, files: &[PathBuf]) {
        match self.wizard() {
            Some(wizard) => wizard.take_files(files),
            None => self.raise_import(Wizard::new(), files),
        }
    }

    /// More is to come into the library that is open.
    pub(in crate::app) fn import_more(&mut self) {
        self.raise_import(Wizard::for_open(), &[]);
    }

    fn raise_import(&mut self, mut wizard: Wizard, files: &[PathBuf]) {
        if self.is_writing_library() {
            return self.complain_of_writing();
        }
        wizard.take_files(files);
        self.raise(Modal::Import(Box::new(wizard)));
    }

    /// Takes what the thread has found, and asks it what is to be known next. Without a clock nothing is waited for.
    pub(in crate::app) fn keep_import(&mut self, now: Option<f64>) {
        let answer = self.import_desk.take();
        let has_failed = self.import_desk.take_failure();
        let to_look = self.wizard().is_some_and(|wizard| wizard.step == Step::ToLook);
        // Where folders are is asked of the disk: only when it is to be known.
        let places = to_look.then(|| Look {
            open: self.own_library().map(|library| library.path.clone()),
            elsewhere: self.folder(),
            kept: self.settings_file.mappings_folder(),
            ..Look::default()
        });
        let asked = to_look.then(|| field_uses(&self.document.model).into_keys().collect());
        let desk = &mut self.import_desk;
        let Some(wizard) = wizard_in(&mut self.modal, &mut self.waiting) else {
            // The sheet is closed: what is still being read is read for nobody.
            if desk.is_busy() {
                desk.progress.cancel();
            }
            return;
        };
        if has_failed {
            wizard.take_failure(tr!("work-broken"));
        }
        if let Some(answer) = answer {
            take_answer(wizard, answer);
        }
        if let Some(places) = places.filter(|_| wizard.step == Step::ToLook) {
            wizard.asked = asked.unwrap_or_default();
            let number = desk.look(wizard.look(places));
            wizard.step = Step::Looking(number);
        } else if wizard.is_to_try(now) {
            match wizard.job() {
                Ok(job) => wizard.trial = Trial::Trying(desk.dry_run(wizard.into.path.clone(), job)),
                Err(why) => wizard.trial = Trial::Failed(why),
            }
        }
    }

    /// Waits for what is being looked at or tried: for pictures and tests, never in the window.
    pub(in crate::app) fn settle_import(&mut self) {
        for _ in 0..3 {
            self.keep_import(None);
            self.import_desk.wait_until_idle();
        }
        self.keep_import(None);
    }

    /// The library that is open, if it is the user's own: the sample's leads stay as they are.
    pub(super) fn own_library(&self) -> Option<&OpenLibrary> {
        self.library.as_ref().filter(|library| !self.is_of_sample(&library.path))
    }

    pub(in crate::app) fn is_of_sample(&self, library: &Path) -> bool {
        library.starts_with(self.settings_file.data_folder())
    }

    /// Begins to write.
    pub(super) fn begin_import(&mut self, wizard: &mut Wizard) {
        let into = wizard.into.path.clone();
        let job = match wizard.job() {
            Ok(job) => job,
            Err(why) => return wizard.complain(why),
        };
        if self.is_writing_library() {
            return wizard.complain(self.why_writing());
        }
        if self.is_of_sample(&into) {
            return wizard.complain(tr!("import-into-sample"));
        }
        self.import_desk.progress.cancel();
        let job = Job { dirt: wizard.place_for_dirt(), ..job };
        self.tasks.import(&into, job);
        wizard.problem = None;
        wizard.view.since = None;
        wizard.step = Step::Importing;
    }

    /// The end of an import.
    pub(in crate::app) fn take_imported(&mut self, into: &Path, report: Result<Box<ImportReport>, LibraryError>) {
        let folder = self.settings_file.mappings_folder();
        let Some(wizard) = self.wizard() else {
            return match report {
                Ok(report) => {
                    self.keep_noted(into, report.notes.clone());
                    self.open_library(into);
                }
                Err(err) => self.complain(err.to_string()),
            };
        };
        match report {
            Ok(report) => {
                let unkept = folder.and_then(|folder| keep_mappings(wizard, &folder).err());
                let noted = super::check::notes(wizard, &report);
                wizard.take_report(*report);
                self.keep_noted(into, noted);
                if let Some(why) = unkept {
                    self.warn(tr!("wizard-not-kept", why = why));
                }
                self.open_library(into);
            }
            Err(LibraryError::Cancelled) => wizard.take_import_failure(Told::Stopped),
            Err(err) => wizard.take_import_failure(err.to_string()),
        }
    }

    /// What was noted of an import can be read when its sheet is gone.
    fn keep_noted(&mut self, into: &Path, notes: Vec<String>) {
        if !notes.is_empty() {
            self.tell(tr!("import-noted", count = notes.len()));
        }
        self.import_desk.noted = Some((into.to_owned(), notes));
    }

    /// What was noted of the last import into the library that is open.
    pub(in crate::app) fn last_noted(&self) -> &[String] {
        let path = self.own_library().map(|library| library.path.as_path());
        let noted = self.import_desk.noted.as_ref().filter(|(into, _)| Some(into.as_path()) == path);
        noted.map_or(&[], |(_, notes)| notes)
    }

    /// The list of dirt is to be stored as a file.
    pub(in crate::app) fn save_dirt(&mut self, path: &Path) {
        let dirt = self.wizard().and_then(|wizard| newest(wizard).and_then(|tried| tried.dirt.clone()));
        match dirt {
            Some(dirt) => self.tasks.save_copy(path, dirt),
            None => self.complain(tr!("wizard-no-dirt-file")),
        }
    }

    /// The name that is offered for that file.
    pub(in crate::app) fn dirt_name(&mut self) -> String {
        let first = self.wizard().and_then(|wizard| wizard.files.first().cloned());
        let stem = first.as_deref().and_then(Path::file_stem).unwrap_or_default().to_string_lossy();
        tr!("wizard-dirt-name", file = stem.into_owned())
    }

    /// What the columns were said to be is to be stored as a file, for the command line and for others.
    pub(in crate::app) fn save_mapping(&mut self, path: &Path) {
        let Some(mapping) = self.wizard().map(|wizard| wizard.mapping()) else { return };
        match mapping.write(path) {
            Ok(()) => self.tell(tr!("wizard-mapping-saved", path = path.display().to_string())),
            Err(err) => self.complain(err.to_string()),
        }
    }

    /// A file says what the columns are.
    pub(in crate::app) fn load_mapping(&mut self, path: &Path) {
        let read = Mapping::read(path);
        let Some(wizard) = self.wizard() else { return };
        match read {
            Err(err) => wizard.complain(err.to_string()),
            Ok(mapping) => {
                if wizard.take_mapping(&mapping) == 0 {
                    wizard.complain(tr!("wizard-mapping-strange", path = path.display().to_string()));
                } else {
                    self.tell(tr!("wizard-mapping-loaded", path = path.display().to_string()));
                }
            }
        }
    }
}

fn wizard_in<'a>(modal: &'a mut Option<Modal>, waiting: &'a mut [Modal]) -> Option<&'a mut Wizard> {
    modal
        .iter_mut()
        .chain(waiting)
        .find_map(|it| if let Modal::Import(wizard) = it { Some(&mut **wizard) } else { None })
}

/// What the import would do, or did.
pub(super) fn newest(wizard: &Wizard) -> Option<&Tried> {
    wizard.report.as_ref().or(match &wizard.trial {
        Trial::Tried(tried) => Some(tried),
        _ => None,
    })
}

fn take_answer(wizard: &mut Wizard, answer: Answer) {
    match answer {
        Answer::Looked(number, seen) if wizard.step == Step::Looking(number) => match seen {
            Ok(seen) => wizard.take_seen(*seen),
            Err(why) => wizard.take_failure(why),
        },
        Answer::Tried(number, tried) if matches!(wizard.trial, Trial::Trying(asked) if asked == number) => {
            match tried {
                Ok(tried) => wizard.take_tried(tried),
                Err(why) => {
                    wizard.trial = Trial::Failed(why);
                    wizard.view.last = None;
                }
            }
        }
        Answer::Stopped(number) if wizard.step == Step::Looking(number) => wizard.take_failure(Told::Stopped),
        Answer::Stopped(number) if matches!(wizard.trial, Trial::Trying(asked) if asked == number) => {
            wizard.trial = wizard.not_tried();
        }
        // It was overtaken.
        _ => {}
    }
}

/// Keeps what was said of the tables, for the next files with these columns.
fn keep_mappings(wizard: &Wizard, folder: &Path) -> Result<(), String> {
    for table in wizard.tables.iter().filter(|table| table.is_in) {
        let columns: Vec<&str> = table.inspection.columns.iter().map(|column| column.name.as_str()).collect();
        kept::keep(folder, &columns, &super::edit::for_job(&table.mapping), today())?;
    }
    Ok(())
}

/// A file that goes with the last who needs it.
pub type Dirt = Arc<tempfile::TempPath>;
