//! Leads and events from CSV files.

mod events;
mod guess;
mod leads;
mod names;
mod plan;
mod report;
mod table;
mod text;
mod value;

use std::path::PathBuf;

pub use self::report::{ColumnGuess, ImportReport, RejectedRow, Role};
use self::table::Table;
use super::{AsOf, Library, LibraryError, Progress, settings};
use crate::model::wording::grouped;

/// What to import, and what is known of it. What is left open is guessed from names and values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportRequest {
    pub leads: PathBuf,
    pub events: Option<PathBuf>,
    /// Names of columns of the leads.
    pub key: Option<String>,
    pub account: Option<String>,
    pub created: Option<String>,
    pub closed: Option<String>,
    pub outcome: Option<String>,
    /// The values of the outcome column that mean won, and lost; all others mean open.
    pub won: Vec<String>,
    pub lost: Vec<String>,
    /// Words that mean that a value is missing: `Select`, `unknown`.
    pub null_words: Vec<String>,
    /// From which instant the library is to count ages from now on; `None` leaves that as it is.
    pub as_of: Option<AsOf>,
}

/// Puts the leads and events of CSV files into a library, all or nothing.
///
/// **What can be read.** UTF-8, UTF-16 with a byte order mark, else Latin-1; cells parted by `,` `;` tab or `|`, whichever
/// cuts the first rows best; quoted cells with line breaks. A row with too few or too many cells is left out and listed
/// with its line; so is one without a key, and one whose key an earlier row of the file has (the first counts). An
/// unclosed quote, or two columns of one name, stop the import with a sentence, for then no row can be trusted.
///
/// **What is missing.** Blank cells, `NaN`, infinity, and the null words of the request, whatever their capitals.
///
/// **What a column is.** A type is taken when *all* its values fit it, else it is text. So one `n.a.` among numbers makes
/// text: name it as a null word. Digits with a leading zero stay text. An attribute that the library has keeps its type;
/// values that do not fit it are missing, and counted in the notes. A column without any value makes no attribute.
///
/// **What is not kept as an attribute.** The outcome and the closing day, which would give the answer away; the created
/// day; an identifier. A key or account that says something itself (an e-mail address, a company's name) is kept as well.
///
/// **A second import** finds leads by key. The file is the truth for the columns it has: a cell that is missing in it
/// clears the value. Columns it does not have, and leads it does not name, stay as they are.
///
/// **Events.** A time with an offset is heeded, one without is UTC, and a date alone is its first second. Events of leads
/// that the library does not have are left out and listed. Two alike in one file are two; importing the file again adds
/// none.
///
/// **As of.** Ages are counted from the newest instant of the library unless the request says otherwise; one that lies far
/// beyond the rest is noted.
pub fn import(
    library: &mut Library,
    request: &ImportRequest,
    progress: &Progress,
) -> Result<ImportReport, LibraryError> {
    let leads = Table::read(&request.leads)?;
    let events = request.events.as_deref().map(Table::read).transpose()?;
    // Every file is read twice: to see what its columns are, and to take the rows.
    progress.set_total(2 * (leads.bytes() + events.as_ref().map_or(0, Table::bytes)));

    let path = library.path().to_owned();
    let failed = LibraryError::sqlite(&path);
    let mut report = ImportReport::default();
    let transaction = library.begin()?;
    leads::import(&transaction, &leads, request, progress, &mut report, &failed)?;
    if let Some(events) = &events {
        events::import(&transaction, events, request, progress, &mut report, &failed)?;
    }
    settings::update_newest(&transaction).map_err(&failed)?;
    if let Some(as_of) = request.as_of {
        let set = match as_of {
            AsOf::Newest => None,
            AsOf::At(instant) => Some(instant),
        };
        settings::set_instant(&transaction, settings::AS_OF, set).map_err(&failed)?;
    }
    report.notes.extend(settings::note_odd_newest(&transaction).map_err(&failed)?);
    transaction.commit().map_err(&failed)?;
    library.keep();
    Ok(report)
}

/// What counts as missing.
struct Missing {
    /// Folded.
    words: Vec<String>,
    /// By ASCII letter, whether a word begins with it: most cells are told apart without folding them.
    begins: [bool; 128],
}

impl Missing {
    fn new(null_words: &[String]) -> Self {
        let always = ["nan", "inf", "-inf", "+inf", "infinity", "-infinity"].map(str::to_owned);
        let words: Vec<String> = null_words
            .iter()
            .map(|word| crate::lead::trim_fold(word))
            .filter(|word| !word.is_empty())
            .chain(always)
            .collect();
        let mut begins = [false; 128];
        for first in words.iter().filter_map(|word| word.bytes().next()).filter(u8::is_ascii) {
            begins[usize::from(first)] = true;
        }
        Self { words, begins }
    }

    /// The cell, trimmed; `None` if it says nothing.
    fn cell<'a>(&self, cell: &'a str) -> Option<&'a str> {
        let cell = cell.trim();
        if cell.is_empty() {
            return None;
        }
        let first = cell.as_bytes()[0].to_ascii_lowercase();
        let may_be_one = self.begins.get(usize::from(first)).copied().unwrap_or(true);
        if may_be_one && self.words.contains(&crate::lead::fold(cell)) {
            return None;
        }
        Some(cell)
    }
}

/// “1 row”, “1,234 rows”.
fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_nan_and_null_words_are_missing() {
        let missing = Missing::new(&["Select".to_owned(), " N/A ".to_owned(), "ΑΓΝΩΣΤΟΣ".to_owned()]);
        for cell in
            ["", "  ", "\u{a0}", "NaN", "inf", "-Infinity", " select", "n/a", "άγνωστος".replace('ά', "α").as_str()]
        {
            assert_eq!(missing.cell(cell), None, "{cell}");
        }
        assert_eq!(missing.cell(" Selected "), Some("Selected"));
        assert_eq!(missing.cell("0"), Some("0"));
    }
}
