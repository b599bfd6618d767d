//! What can't be taken as it stands: listed, counted, and written into a file to mend it.

use std::{
    collections::BTreeMap,
    fs::File,
    io::BufWriter,
    path::{Path, PathBuf},
};

use super::report::DirtCount;
use crate::library::LibraryError;

/// All dirt is counted; of each file so much is listed.
const MOST_LISTED: usize = 10_000;
/// A value is shown, not kept.
const LONGEST_SHOWN: usize = 200;

/// One row or value that can't be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirt {
    pub file: String,
    /// The line on which the row begins; of a sheet, the row.
    pub line: u64,
    /// `None`: the whole row.
    pub column: Option<String>,
    /// What stands there, cut after 200 letters.
    pub value: String,
    pub reason: Reason,
    /// A sentence without the place.
    pub what: String,
}

/// Why something can't be taken. What it does is said by [`Reason::leaves_out`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Too few or too many cells, or no JSON.
    Misfit,
    NoKey,
    /// An earlier row has the key; the first counts.
    KeyTwice,
    /// An event of a lead that the library does not have.
    UnknownLead,
    /// An event that lacks its lead, its time or its kind.
    Incomplete,
    /// An event's time or amount that is none.
    Unreadable,
    /// A value that is not of the attribute's type: it counts as missing.
    WrongType,
    /// An error of a spreadsheet (`#REF!`): it counts as missing.
    SpreadsheetError,
}

impl Reason {
    /// Whether the row is left out; else only the value is.
    pub fn leaves_out(self) -> bool {
        !matches!(self, Self::WrongType | Self::SpreadsheetError)
    }

    /// A word or two, for lists and counts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Misfit => "row does not fit the header",
            Self::NoKey => "key is missing",
            Self::KeyTwice => "key is there twice",
            Self::UnknownLead => "no such lead",
            Self::Incomplete => "event is not complete",
            Self::Unreadable => "value cannot be read",
            Self::WrongType => "value is of another type",
            Self::SpreadsheetError => "error of the spreadsheet",
        }
    }
}

impl Dirt {
    pub(super) fn row(line: u64, reason: Reason, what: String) -> Self {
        Self { file: String::new(), line, column: None, value: String::new(), reason, what }
    }

    pub(super) fn cell(line: u64, column: &str, value: &str, reason: Reason, what: String) -> Self {
        let value = value.chars().take(LONGEST_SHOWN).collect();
        Self { file: String::new(), line, column: Some(column.to_owned()), value, reason, what }
    }
}

/// Collects dirt.
#[derive(Default)]
pub(super) struct Dirts {
    pub listed: Vec<Dirt>,
    counts: BTreeMap<(String, Option<String>, Reason), u64>,
    pub left_out: u64,
    /// Of the file that is being read: its name, and how much of it is listed.
    file: String,
    of_file: usize,
    out: Option<Out>,
}

struct Out {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
}

impl Dirts {
    /// With `path`, everything is also written there as CSV.
    pub fn new(path: Option<&Path>) -> Result<Self, LibraryError> {
        let Some(path) = path else { return Ok(Self::default()) };
        let failed =
            |err: &dyn std::fmt::Display| LibraryError::Input(format!("{} cannot be written: {err}", path.display()));
        let file = File::create(path).map_err(|err| failed(&err))?;
        let mut writer = csv::Writer::from_writer(BufWriter::new(file));
        writer
            .write_record(["file", "line", "column", "value", "reason", "what", "consequence"])
            .map_err(|err| failed(&err))?;
        Ok(Self { out: Some(Out { path: path.to_owned(), writer }), ..Self::default() })
    }

    pub fn begin(&mut self, file: &str) {
        (self.file, self.of_file) = (file.to_owned(), 0);
    }

    pub fn add(&mut self, mut dirt: Dirt) -> Result<(), LibraryError> {
        dirt.file.clone_from(&self.file);
        let leaves_out = dirt.reason.leaves_out();
        self.left_out += u64::from(leaves_out);
        *self.counts.entry((dirt.file.clone(), dirt.column.clone(), dirt.reason)).or_insert(0) += 1;
        if let Some(out) = &mut self.out {
            let line = dirt.line.to_string();
            let column = dirt.column.as_deref().unwrap_or_default();
            let consequence = if leaves_out { "row is left out" } else { "value counts as missing" };
            out.writer
                .write_record([
                    dirt.file.as_str(),
                    &line,
                    column,
                    &dirt.value,
                    dirt.reason.word(),
                    &dirt.what,
                    consequence,
                ])
                .map_err(|err| LibraryError::Input(format!("{} cannot be written: {err}", out.path.display())))?;
        }
        if self.of_file < MOST_LISTED {
            self.of_file += 1;
            self.listed.push(dirt);
        }
        Ok(())
    }

    pub fn finish(&mut self) -> Result<(), LibraryError> {
        let Some(out) = &mut self.out else { return Ok(()) };
        out.writer
            .flush()
            .map_err(|err| LibraryError::Input(format!("{} cannot be written: {err}", out.path.display())))
    }

    pub fn counts(&self) -> Vec<DirtCount> {
        let count = |((file, column, reason), count): (&(String, Option<String>, Reason), &u64)| DirtCount {
            file: file.clone(),
            column: column.clone(),
            reason: *reason,
            count: *count,
        };
        self.counts.iter().map(count).collect()
    }
}
