//! A list as a CSV file: written on a thread, whole or not at all.

use std::{cell::Cell, path::Path, sync::Arc};

use super::background::{Background, Wake};
use crate::library::Progress;

/// What is told once it is written, or why it was not.
pub type Answer = Result<String, String>;

type Job = Box<dyn FnOnce(&Progress) -> Answer + Send>;

/// Writes one file after another. `Wanted` is what is to be written once a file is named.
pub struct Exporter<Wanted> {
    worker: Background<(Job, Progress), Answer>,
    pub wanted: Option<Wanted>,
    progress: Option<Progress>,
    written: Option<Answer>,
}

impl<Wanted> Exporter<Wanted> {
    pub fn new(wake: &Wake) -> Self {
        let work = |(job, progress): (Job, Progress)| job(&progress);
        Self { worker: Background::new("export", Arc::clone(wake), work), wanted: None, progress: None, written: None }
    }

    /// An export under way goes first, and this one follows it.
    pub fn start(&mut self, job: impl FnOnce(&Progress) -> Answer + Send + 'static) {
        let progress = Progress::default();
        self.progress = Some(progress.clone());
        self.worker.ask((Box::new(job), progress));
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
    pub fn take(&mut self) -> Option<Answer> {
        let broken = || self.worker.take_failure().then(|| Err(tr!("work-broken")));
        let written = self.worker.take().or(self.written.take()).or_else(broken);
        if written.is_some() {
            self.progress = None;
        }
        written
    }
}

/// Tells how far it is while `total` rows are written, and answers whether the rest is still wanted.
pub fn counted(progress: &Progress, total: u64) -> impl Fn(usize) -> bool {
    progress.set_total(total);
    let reported = Cell::new(0);
    move |written| {
        progress.add((written - reported.replace(written)) as u64);
        !progress.is_cancelled()
    }
}

/// The name that is offered: the model's, and what it is.
pub fn file_name(model: &str, what: &str) -> String {
    let stem = Path::new(model).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{stem}-{what}.csv")
}

/// A name as part of a file's, so that every system takes it and nothing in it needs quoting.
pub fn in_file_name(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
