//! Files as tables: whatever a file is, it is a header and rows that come in batches.

mod batch;
mod compound;
mod csv;
mod encoding;
mod head;
mod json;
mod ods;
mod sniff;
mod workbook;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use self::{batch::Rows, csv::Csv, json::JsonRows, sniff::Kind, workbook::Sheet};
pub(super) use self::{
    batch::{Batch, Row},
    sniff::not_read,
};
use super::{dirt::Reason, value::CountsFrom};
use crate::library::{LibraryError, Progress};

/// A file, or one sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    pub path: PathBuf,
    /// `None`: what a file without sheets holds, or the first sheet that has something in it.
    pub sheet: Option<String>,
}

/// One table that a file has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceInfo {
    pub source: Source,
    /// A sheet that people don't see in their spreadsheet.
    pub hidden: bool,
}

impl Source {
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), sheet: None }
    }

    /// The tables of a file: one, or each sheet of a workbook.
    pub fn all_of(path: &Path, progress: &Progress) -> Result<Vec<SourceInfo>, LibraryError> {
        let kind = sniff::sniff(path)?;
        if matches!(kind, Kind::Text | Kind::Json) {
            return Ok(vec![SourceInfo { source: Self::file(path), hidden: false }]);
        }
        let sheets = workbook::sheets(path, kind, progress)?.into_iter().map(|sheet| SourceInfo {
            source: Self { path: path.to_owned(), sheet: Some(sheet.name) },
            hidden: sheet.hidden,
        });
        Ok(sheets.collect())
    }

    /// The same without its folder.
    pub fn short_label(&self) -> String {
        let path = self.path.file_name().map_or_else(|| self.path.clone(), PathBuf::from);
        Self { path, sheet: self.sheet.clone() }.label()
    }

    /// As sentences name it.
    pub fn label(&self) -> String {
        match &self.sheet {
            None => self.path.display().to_string(),
            Some(sheet) => format!("{}, sheet “{sheet}”", self.path.display()),
        }
    }
}

/// One table, open.
pub(super) struct Table {
    /// As the user named it, for sentences.
    pub file: String,
    pub source: Source,
    pub header: Vec<String>,
    /// Of CSV; the comma for all else.
    pub delimiter: u8,
    /// `CSV with semicolons`.
    pub what: String,
    /// What is worth telling of how it was read.
    pub notes: Vec<String>,
    /// Its mapping was made before: nobody has looked at what gives the outcome away in it.
    pub is_untold: bool,
    reader: Reader,
}

enum Reader {
    Csv(Csv),
    Json(JsonRows),
    Sheet(Box<Sheet>),
}

/// How many batches may wait between who reads and who takes.
pub(super) const WAITING: usize = 16;

impl Table {
    pub fn open(source: &Source, progress: &Progress) -> Result<Self, LibraryError> {
        let kind = sniff::sniff(&source.path)?;
        let mut source = source.clone();
        let mut file = source.label();
        let mut notes = Vec::new();
        let (header, delimiter, what, reader) = match kind {
            Kind::Text => {
                let csv = Csv::open(&source.path, progress)?;
                notes.extend(csv.note().map(|note| format!("{file} was read as {note}")));
                notes.extend(csv.head.notes.iter().map(|note| format!("{file}: {note}")));
                (csv.head.named(csv.header()?), csv.delimiter, csv.what(), Reader::Csv(csv))
            }
            Kind::Json => {
                let json = JsonRows::open(&source.path, progress)?;
                notes.extend(json.note().map(|note| format!("{file} was read as {note}")));
                notes.extend(json.nested.iter().map(|name| {
                    format!(
                        "“{name}” holds lists of objects, which are kept as text; what leads did goes into a file of its own, an object \
                         an event, with the lead's key"
                    )
                }));
                (json.names.clone(), b',', "JSON objects".to_owned(), Reader::Json(json))
            }
            Kind::Xlsx | Kind::Xls | Kind::Ods => {
                let sheet = Sheet::open(&source.path, kind, source.sheet.as_deref(), progress)?;
                source.sheet = Some(sheet.name.clone());
                file = source.label();
                notes.extend(sheet.notes().into_iter().map(|note| format!("{file}: {note}")));
                let what = format!("the sheet “{}” of a workbook", sheet.name);
                (sheet.header.clone(), b',', what, Reader::Sheet(Box::new(sheet)))
            }
        };
        let ending = source.path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if let Some(told) = told_ending(&ending, kind) {
            notes.push(format!("{file} is {told}, whatever its ending says, and was read as such"));
        }
        let (header, renamed) = unlike(&header);
        notes.extend(renamed.into_iter().map(|note| format!("{file}: {note}")));
        Ok(Self { file, source, header, delimiter, what, notes, is_untold: false, reader })
    }

    /// How numbers are read that are days.
    pub fn counts_from(&self) -> CountsFrom {
        match &self.reader {
            Reader::Sheet(sheet) => sheet.counts_from,
            Reader::Csv(_) | Reader::Json(_) => CountsFrom::default(),
        }
    }

    pub fn bytes(&self) -> u64 {
        match &self.reader {
            Reader::Csv(csv) => csv.bytes(),
            Reader::Json(json) => json.bytes(),
            Reader::Sheet(sheet) => sheet.bytes,
        }
    }

    /// Why columns are blank that look filled in a spreadsheet.
    pub fn note_formulas(&self, blank: &[usize]) -> Option<String> {
        let Reader::Sheet(sheet) = &self.reader else { return None };
        let list: Vec<String> =
            sheet.with_formulas(blank).into_iter().map(|column| format!("“{}”", self.header[column])).collect();
        (!list.is_empty()).then(|| {
            format!(
                "{}: the formulas in {} were never calculated; open the workbook in your spreadsheet, save it, and import it again",
                self.file,
                list.join(", ")
            )
        })
    }

    /// What is wrong with a row that is none.
    pub fn misfit(&self) -> Reason {
        if matches!(self.reader, Reader::Json(_)) { Reason::NoObject } else { Reason::Misfit }
    }

    /// Reads all rows below the header: another thread reads and does `prepare` to each batch, this one does `take` to
    /// what came of it, in order.
    pub fn each<T: Send>(
        &self,
        progress: &Progress,
        prepare: impl Fn(Batch) -> T + Send,
        mut take: impl FnMut(T) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        thread::scope(|scope| {
            let (send, receive) = mpsc::sync_channel(WAITING);
            let reader = scope.spawn(move || {
                // Whoever takes has stopped: the error is theirs to tell.
                let mut hand_on = |batch: Batch| send.send(prepare(batch)).map_err(|_gone| LibraryError::Cancelled);
                catch_unwind(AssertUnwindSafe(|| self.run(&mut hand_on, progress)))
            });
            let mut taken = Ok(());
            for batch in receive {
                taken = progress.step(0).and_then(|()| take(batch));
                if taken.is_err() {
                    break;
                }
            }
            let read = match reader.join() {
                Ok(Ok(read)) => read,
                _ => Err(LibraryError::Input(format!(
                    "{} is damaged in a way that no reader here expects; save it anew and try again",
                    self.file
                ))),
            };
            taken.and(read)
        })
    }

    fn run(
        &self,
        hand_on: &mut dyn FnMut(Batch) -> Result<(), LibraryError>,
        progress: &Progress,
    ) -> Result<(), LibraryError> {
        match &self.reader {
            Reader::Csv(csv) => csv.run(&mut Rows::new(csv.head.rows(), hand_on), progress),
            Reader::Json(json) => json.run(&mut Rows::new(0, hand_on), progress),
            Reader::Sheet(sheet) => sheet.run(&mut Rows::new(0, hand_on), progress),
        }
    }

    /// The column of that name: as it stands, or else but for capitals.
    pub fn column(&self, name: &str) -> Result<usize, LibraryError> {
        self.find(name).ok_or_else(|| {
            LibraryError::Input(format!(
                "{} has no column “{}”; its columns are: {}",
                self.file,
                name.trim(),
                self.header.join(", ")
            ))
        })
    }

    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        let exact = self.header.iter().position(|other| other == name);
        exact.or_else(|| self.header.iter().position(|other| crate::lead::fold(other) == crate::lead::fold(name)))
    }
}

/// What a file is where its ending says otherwise.
fn told_ending(ending: &str, kind: Kind) -> Option<&'static str> {
    let (what, endings): (_, &[&str]) = match kind {
        Kind::Xlsx => ("an XLSX workbook", &["xlsx", "xlsm", "xltx", "xltm"]),
        Kind::Xls => ("an XLS workbook", &["xls", "xlt"]),
        Kind::Ods => ("an ODS workbook", &["ods", "ots"]),
        Kind::Json => ("JSON", &["json", "jsonl", "ndjson", "txt", "log"]),
        Kind::Text => {
            let lies = ["xlsx", "xlsm", "xls", "ods", "json", "jsonl"];
            return lies.contains(&ending).then_some("a text file (CSV)");
        }
    };
    (!ending.is_empty() && !endings.contains(&ending)).then_some(what)
}

/// Gives a name to columns that have none, and another to those that have one that is taken; and says so of the latter.
fn unlike(header: &[String]) -> (Vec<String>, Vec<String>) {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    let mut taken = std::collections::HashSet::new();
    let mut notes = Vec::new();
    let all: std::collections::HashSet<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    for (index, name) in header.iter().enumerate() {
        let base = match name.trim() {
            "" => format!("Column {}", index + 1),
            name => name.to_owned(),
        };
        let mut unlike = base.clone();
        let mut number = 2;
        // A name that another column has by right is no way out either.
        while taken.contains(&unlike) || number > 2 && all.contains(&unlike) {
            unlike = format!("{base} ({number})");
            number += 1;
        }
        if unlike != base {
            notes.push(format!("two columns are named “{base}”; the {}. is called “{unlike}”", index + 1));
        }
        taken.insert(unlike.clone());
        names.push(unlike);
    }
    (names, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_have_one_name() {
        let header = ["id", " ", "Name", "id", "id (2)", "id", "Column 2"].map(str::to_owned);
        let (names, notes) = unlike(&header);
        assert_eq!(names, ["id", "Column 2", "Name", "id (3)", "id (2)", "id (4)", "Column 2 (2)"]);
        assert_eq!(notes[0], "two columns are named “id”; the 4. is called “id (3)”");
    }
}
