//! Columns that somebody names, perhaps many at once.

use super::{ImportRequest, Opened};
use crate::library::{LibraryError, import::source::Table};

/// By column, whether one of the names is its own: the first letters, if it ends in `*`. Names that the table lacks are those
/// of others.
pub(super) fn named(table: &Table, names: &[String]) -> Vec<bool> {
    let mut is_named = vec![false; table.header.len()];
    for name in names {
        let Some(begin) = beginning(name) else {
            if let Some(column) = table.find(name) {
                is_named[column] = true;
            }
            continue;
        };
        for (column, other) in table.header.iter().enumerate() {
            is_named[column] |= crate::lead::fold(other).starts_with(&begin);
        }
    }
    is_named
}

fn beginning(name: &str) -> Option<String> {
    name.trim().strip_suffix('*').map(crate::lead::fold)
}

/// What is to be left out, or kept alone, must be somewhere: else it is a slip, and what was meant would come in.
pub(in crate::library::import) fn must_be_there(
    opened: &[Opened],
    request: &ImportRequest,
) -> Result<(), LibraryError> {
    for name in request.leave_out.iter().chain(&request.only) {
        let is_in = |opened: &Opened| named(&opened.table, std::slice::from_ref(name)).contains(&true);
        if opened.iter().any(is_in) {
            continue;
        }
        let files: Vec<&str> = opened.iter().map(|opened| opened.table.file.as_str()).collect();
        let files = files.join(", ");
        let columns = match opened {
            [one] => format!("; its columns are: {}", one.table.header.join(", ")),
            _ => String::new(),
        };
        return Err(LibraryError::Input(match beginning(name) {
            Some(_) => format!("no column of {files} begins with “{}”{columns}", name.trim().trim_end_matches('*')),
            None => format!("no column of {files} is called “{}”{columns}", name.trim()),
        }));
    }
    Ok(())
}
