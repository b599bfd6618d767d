//! What a tab shows as a CSV file: written on a thread, whole or not at all.

mod leads;
mod text;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

pub use self::{
    leads::Leads,
    text::{instant, safe},
};
use crate::{
    app::{
        background::{Background, Wake},
        format,
        state::State,
    },
    library::Progress,
    model::file::stream_atomically,
};

/// A table that can be written.
pub trait Table: Send + Sync {
    /// How many rows it has.
    fn rows(&self) -> usize;
    /// Writes them; breaks off as [`io::ErrorKind::Interrupted`] where `is_wanted`, told how many are written, says no.
    fn write(&self, out: &mut dyn Write, is_wanted: &dyn Fn(usize) -> bool) -> io::Result<()>;
}

/// What is to be written: the table, and what its file is called.
#[derive(Clone)]
pub struct Wanted {
    pub table: Arc<dyn Table>,
    pub name: String,
}

pub struct Exporter {
    worker: Background<Question, Result<String, String>>,
    /// What is to be written once a file is named.
    pub wanted: Option<Wanted>,
    progress: Option<Progress>,
    written: Option<Result<String, String>>,
}

struct Question {
    path: PathBuf,
    table: Arc<dyn Table>,
    progress: Progress,
}

impl Exporter {
    pub fn new(wake: &Wake) -> Self {
        Self { worker: Background::new("export", Arc::clone(wake), write), wanted: None, progress: None, written: None }
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

    fn take(&mut self) -> Option<Result<String, String>> {
        let broken = || self.worker.take_failure().then(|| Err(tr!("work-broken")));
        let written = self.worker.take().or(self.written.take()).or_else(broken);
        if written.is_some() {
            self.progress = None;
        }
        written
    }
}

impl State {
    /// Writes the table that an export was asked for.
    pub fn export_list(&mut self, path: &Path) {
        let page = &mut self.pages.leads;
        let Some(Wanted { table, .. }) = page.exporter.wanted.take().or_else(|| page.shown()) else { return };
        let exporter = &mut page.exporter;
        let progress = Progress::default();
        exporter.progress = Some(progress.clone());
        exporter.worker.ask(Question { path: path.to_owned(), table, progress });
    }

    /// The name that is offered for the table: the model's, and what it is.
    pub fn list_name(&self) -> String {
        let model = self.document.file_name();
        let stem = Path::new(&model).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let what = self.pages.leads.exporter.wanted.as_ref().map_or_else(String::new, |wanted| wanted.name.clone());
        format!("{stem}-{what}.csv")
    }
}

/// Takes what has been written meanwhile, whatever page is shown.
pub fn keep(state: &mut State) {
    match state.pages.leads.exporter.take() {
        Some(Ok(text)) => state.tell(text),
        Some(Err(text)) => state.complain(text),
        None => {}
    }
}

fn write(question: Question) -> Result<String, String> {
    let Question { path, table, progress } = question;
    progress.set_total(table.rows() as u64);
    let reported = std::cell::Cell::new(0);
    let is_wanted = |written: usize| {
        progress.add((written - reported.replace(written)) as u64);
        !progress.is_cancelled()
    };
    let written = stream_atomically(&path, |out| table.write(out, &is_wanted));
    let shown = path.display().to_string();
    let rows = table.rows();
    match written {
        Ok(()) => Ok(tr!("leads-exported", number = rows, count = format::count(rows as u64), path = shown)),
        Err(err) if err.kind() == io::ErrorKind::Interrupted => Ok(tr!("leads-export-stopped", path = shown)),
        Err(err) => Err(tr!("leads-export-failed", path = shown, why = err.to_string())),
    }
}
