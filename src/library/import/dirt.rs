//! What can't be taken as it stands: listed, counted, and written into a file to mend it.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Seek as _},
    path::{Path, PathBuf},
};

use super::report::DirtCount;
use crate::{
    library::LibraryError,
    model::file::{stream_atomically, why_not_written},
};

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
    /// Too few or too many cells.
    Misfit,
    /// No JSON object.
    NoObject,
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
            Self::NoObject => "object cannot be read",
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

/// It gets its name when all is written: until then, what had the name stays.
struct Out {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
}

impl Out {
    fn begin(path: &Path) -> io::Result<Self> {
        // A device or a pipe has no folder that could be written in.
        let is_file = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(metadata) => metadata.is_file(),
            Err(_) => true,
        };
        let place = place(path);
        let folder = place.parent().filter(|folder| is_file && !folder.as_os_str().is_empty());
        let file = folder.map_or_else(tempfile::tempfile, tempfile::tempfile_in)?;
        let mut writer = csv::Writer::from_writer(BufWriter::new(file));
        writer.write_record(["file", "line", "column", "value", "reason", "what", "consequence"])?;
        Ok(Self { path: path.to_owned(), writer })
    }

    fn finish(self) -> io::Result<()> {
        let file = self.writer.into_inner().map_err(|err| io::Error::other(err.to_string()))?;
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        stream_atomically(&self.path, |out| io::copy(&mut file, out).map(drop))
    }
}

fn not_written(path: &Path, err: &io::Error) -> LibraryError {
    LibraryError::Input(format!("{} cannot be written: {}", path.display(), why_not_written(path, err)))
}

/// Says no where a file that is to be written is one of those that are read, or the library: its content would be lost.
pub fn keep_apart<'a>(written: &Path, others: impl IntoIterator<Item = &'a Path>) -> Result<(), LibraryError> {
    let written_place = place(written);
    if others.into_iter().all(|other| place(other) != written_place) {
        return Ok(());
    }
    Err(LibraryError::Input(format!(
        "{} is a file that the import needs, and would be overwritten; name another file to write into",
        written.display()
    )))
}

/// Where a file is or would be, whatever way leads there.
fn place(path: &Path) -> PathBuf {
    let of_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(of_folder).unwrap_or_else(|| path.to_owned())
}

impl Dirts {
    /// With `path`, everything is also written there as CSV, when it is [finished](Self::finish).
    pub fn new(path: Option<&Path>) -> Result<Self, LibraryError> {
        let begin = |path: &Path| Out::begin(path).map_err(|err| not_written(path, &err));
        Ok(Self { out: path.map(begin).transpose()?, ..Self::default() })
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
        let Some(out) = self.out.take() else { return Ok(()) };
        let path = out.path.clone();
        out.finish().map_err(|err| not_written(&path, &err))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_dirt_is_there_when_it_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dirt.csv");
        fs::write(&path, "what was there").expect("written");
        let begun = || {
            let mut dirts = Dirts::new(Some(&path)).expect("begun");
            dirts.begin("a.csv");
            dirts.add(Dirt::row(7, Reason::NoKey, "no key".to_owned())).expect("added");
            dirts
        };
        drop(begun());
        assert_eq!(fs::read_to_string(&path).expect("read"), "what was there");
        begun().finish().expect("finished");
        let written = fs::read_to_string(&path).expect("read");
        assert!(written.starts_with("file,line,") && written.contains("a.csv,7,,"), "{written}");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1, "nothing else is left");
        let error = Dirts::new(Some(folder.path())).err().map(|err| err.to_string());
        assert!(error.is_some_and(|error| error.contains("that is a folder")));
    }

    #[test]
    fn what_is_read_is_not_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let leads = folder.path().join("leads.csv");
        fs::write(&leads, "id").expect("written");
        let around = folder.path().join(".").join("leads.csv");
        let new = folder.path().join("new.sqlite");
        assert!(keep_apart(&around, [leads.as_path(), &new]).is_err());
        assert!(keep_apart(&new, [leads.as_path(), &new]).is_err(), "also where it is yet to be made");
        assert!(keep_apart(&folder.path().join("dirt.csv"), [leads.as_path(), &new]).is_ok());
    }
}
