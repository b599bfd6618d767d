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

/// A column is not both left out and something: else one of the two would be done without a word.
pub(in crate::library::import) fn must_agree(request: &ImportRequest) -> Result<(), LibraryError> {
    let one = |name: &Option<String>| name.iter().cloned().collect();
    let said: [(&str, Vec<String>); 7] = [
        ("--key", one(&request.key)),
        ("--account", one(&request.account)),
        ("--created", one(&request.created)),
        ("--closed", one(&request.closed)),
        ("--outcome", one(&request.outcome)),
        ("--keep", request.keep.clone()),
        ("--only", request.only.clone()),
    ];
    // What begins with some letters may well be left out but for the one that is named.
    for left_out in &request.leave_out {
        let is_it = |name: &String| crate::lead::trim_fold(name) == crate::lead::trim_fold(left_out);
        if let Some((option, _)) = said.iter().find(|(_, names)| names.iter().any(is_it)) {
            let name = left_out.trim();
            return Err(LibraryError::Input(format!(
                "“{name}” is named by {option} and by --leave-out, and can't be both; take one of them away"
            )));
        }
    }
    Ok(())
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
