//! Columns that somebody names, perhaps many at once.

use crate::library::{LibraryError, import::source::Table};

/// By column, whether one of the names is its own: the first letters, if it ends in `*`.
pub(super) fn named(table: &Table, names: &[String]) -> Result<Vec<bool>, LibraryError> {
    let mut is_named = vec![false; table.header.len()];
    for name in names {
        let Some(begin) = name.trim().strip_suffix('*') else {
            is_named[table.column(name)?] = true;
            continue;
        };
        let begin = crate::lead::fold(begin);
        let before = is_named.iter().filter(|is_named| **is_named).count();
        for (column, _) in
            table.header.iter().enumerate().filter(|(_, other)| crate::lead::fold(other).starts_with(&begin))
        {
            is_named[column] = true;
        }
        if is_named.iter().filter(|is_named| **is_named).count() == before {
            return Err(LibraryError::Input(format!(
                "no further column of {} begins with “{}”; its columns are: {}",
                table.file,
                name.trim().trim_end_matches('*'),
                table.header.join(", ")
            )));
        }
    }
    Ok(is_named)
}
