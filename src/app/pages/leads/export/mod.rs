//! What a tab shows as a CSV file.

mod leads;
mod text;

use std::{
    io::{self, Write},
    path::Path,
    sync::Arc,
};

pub use self::{
    leads::Leads,
    text::{instant, safe},
};
use crate::{
    app::{export, format, state::State},
    library::Progress,
    model::file::{stream_atomically, why_not_written},
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

pub type Exporter = export::Exporter<Wanted>;

impl State {
    /// Writes the table that an export was asked for.
    pub fn export_list(&mut self, path: &Path) {
        let page = &mut self.pages.leads;
        let Some(Wanted { table, .. }) = page.exporter.wanted.take().or_else(|| page.shown()) else { return };
        let path = path.to_owned();
        page.exporter.start(move |progress| write(&path, &*table, progress));
    }

    /// The name that is offered for the table: the model's, and what it is.
    pub fn list_name(&self) -> String {
        let what = self.pages.leads.exporter.wanted.as_ref().map_or("", |wanted| &wanted.name);
        export::file_name(&self.document.file_name(), what)
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

fn write(path: &Path, table: &dyn Table, progress: &Progress) -> export::Answer {
    let rows = table.rows();
    let is_wanted = export::counted(progress, rows as u64);
    let written = stream_atomically(path, |out| table.write(out, &is_wanted));
    let shown = path.display().to_string();
    match written {
        Ok(()) => Ok(tr!("leads-exported", number = rows, count = format::count(rows as u64), path = shown)),
        Err(err) if err.kind() == io::ErrorKind::Interrupted => Ok(tr!("leads-export-stopped", path = shown)),
        Err(err) => Err(tr!("flow-export-failed", path = shown, why = why_not_written(path, &err))),
    }
}
