//! The leads behind a number as a file.

use std::{io, path::Path, sync::Arc};

use super::{found::Found, listing::Listing, words};
use crate::{
    app::export::{Answer, counted},
    library::Progress,
    model::file::{stream_atomically, why_not_written},
    scoring::what_if::{MoreColumns, Who, write_csv},
};

/// Who is listed is found here too, off the window's thread.
pub fn write(path: &Path, found: &Arc<Found>, who: Who, progress: &Progress) -> Answer {
    let listing = Listing::new(Arc::clone(found), who);
    let rows = listing.rows.len() as u64;
    let columns = &found.what_if.columns;
    let values = |row: u32| {
        let row = row as usize;
        vec![found.naming.name(columns, row), found.naming.account(columns, row).unwrap_or_default().to_owned()]
    };
    let more = MoreColumns { names: &["name", "account"], values: &values };
    let is_wanted = counted(progress, rows);
    let written = stream_atomically(path, |out| write_csv(out, &found.what_if, &listing.rows, Some(&more), is_wanted));
    let shown = path.display().to_string();
    match written {
        Ok(()) => Ok(tr!("flow-exported", leads = words::leads(rows), path = shown)),
        Err(err) if err.kind() == io::ErrorKind::Interrupted => Ok(tr!("flow-export-stopped", path = shown)),
        Err(err) => Err(tr!("flow-export-failed", path = shown, why = why_not_written(path, &err))),
    }
}
