//! The leads behind a number as a file: written on a thread, whole or not at all.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{found::Found, listing::Listing, words};
use crate::{
    app::background::{Background, Wake},
    library::Progress,
    model::file::{stream_atomically, why_not_written},
    scoring::what_if::{MoreColumns, Who, write_csv},
};

pub struct Exporter {
    worker: Background<Question, Result<String, String>>,
    /// What is to be written once a file is named.
    pub wanted: Option<(Arc<Found>, Who)>,
    progress: Option<Progress>,
    written: Option<Result<String, String>>,
}

struct Question {
    path: PathBuf,
    found: Arc<Found>,
    who: Who,
    progress: Progress,
}

impl Exporter {
    pub fn new(wake: &Wake) -> Self {
        Self { worker: Background::new("export", Arc::clone(wake), write), wanted: None, progress: None, written: None }
    }

    /// Writes the leads; an export under way goes first, and this one follows it.
    pub fn write(&mut self, path: &Path, found: Arc<Found>, who: Who) {
        let progress = Progress::default();
        self.progress = Some(progress.clone());
        self.worker.ask(Question { path: path.to_owned(), found, who, progress });
    }

    pub fn cancel(&mut self) {
        self.wanted = None;
        if let Some(progress) = &self.progress {
            progress.cancel();
        }
    }

    /// How far an export is that is under way, from 0 to 1.
    pub fn progress(&self) -> Option<f32> {
        self.progress.as_ref().map(Progress::fraction)
    }

    pub fn settle(&mut self) {
        self.worker.wait_until_idle();
        self.written = self.worker.take().or(self.written.take());
    }

    /// What was written, or why it was not, once.
    pub fn take(&mut self) -> Option<Result<String, String>> {
        let broken = || self.worker.take_failure().then(|| Err(tr!("work-broken")));
        let written = self.worker.take().or(self.written.take()).or_else(broken);
        if written.is_some() {
            self.progress = None;
        }
        written
    }
}

/// The name that is offered: the model's, and what it is.
pub fn name(model: &str) -> String {
    let stem = Path::new(model).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{stem}-{}.csv", tr!("flow-export-name"))
}

fn write(question: Question) -> Result<String, String> {
    let Question { path, found, who, progress } = question;
    let listing = Listing::new(Arc::clone(&found), who);
    progress.set_total(listing.rows.len() as u64);
    let columns = &found.what_if.columns;
    let values = |row: u32| {
        let row = row as usize;
        vec![found.naming.name(columns, row), found.naming.account(columns, row).unwrap_or_default().to_owned()]
    };
    let more = MoreColumns { names: &["name", "account"], values: &values };
    let reported = std::cell::Cell::new(0);
    let is_wanted = |written: usize| {
        progress.add((written - reported.replace(written)) as u64);
        !progress.is_cancelled()
    };
    let written = stream_atomically(&path, |out| write_csv(out, &found.what_if, &listing.rows, Some(&more), is_wanted));
    let shown = path.display().to_string();
    match written {
        Ok(()) => Ok(tr!("flow-exported", leads = words::leads(listing.rows.len() as u64), path = shown)),
        Err(err) if err.kind() == io::ErrorKind::Interrupted => Ok(tr!("flow-export-stopped", path = shown)),
        Err(err) => Err(tr!("flow-export-failed", path = shown, why = why_not_written(&path, &err))),
    }
}
