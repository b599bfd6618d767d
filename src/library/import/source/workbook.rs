//! Workbooks: XLSX, XLS and ODS, by way of calamine, a sheet as a table.
//!
//! An XLSX sheet is read cell by cell, and only its table of texts is held in memory; XLS (at most 65,536 rows) and ODS
//! are held whole. Formulas give the values that the spreadsheet last computed. A merged cell counts for all the cells
//! it covers. Calamine is asked behind `catch_unwind`: a damaged workbook is a sentence, not a crash.

use std::{
    collections::{BTreeSet, HashSet},
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use calamine::{
    Data, DataRef, Dimensions, Error, ExcelDateTime, Ods, Range, Reader, SheetType, SheetVisible, Xls, Xlsx,
};

use super::{
    batch::Rows,
    head::{Cells, Head, HeadOfSheet},
    ods,
    sniff::{Kind, PASSWORD},
};
use crate::library::{LibraryError, Progress, import::value::CountsFrom};

/// The header is sought in so many rows: titles may stand above it.
const LOOKED_AT: usize = 20;

/// One sheet, and what was found out about it.
pub(super) struct Sheet {
    path: PathBuf,
    kind: Kind,
    pub name: String,
    /// Counted from 0.
    header_row: u32,
    head: Head,
    pub header: Vec<String>,
    first_column: u32,
    merged: Vec<Dimensions>,
    /// Of numbers that nobody formatted as dates; calamine reads the others.
    pub counts_from: CountsFrom,
    pub bytes: u64,
    /// XLS and ODS are read once and kept.
    whole: Option<Range<Data>>,
}

/// The name of a sheet, and whether people see it.
pub(super) struct SheetName {
    pub name: String,
    pub hidden: bool,
}

type BookFile = BufReader<Watched>;

enum Book {
    Xlsx(Box<Xlsx<BookFile>>),
    Xls(Box<Xls<BookFile>>),
    Ods(Box<Ods<BookFile>>),
}

pub(super) fn sheets(path: &Path, kind: Kind, progress: &Progress) -> Result<Vec<SheetName>, LibraryError> {
    guarded(path, progress, || Ok(Book::open(path, kind, progress)?.sheets()))
}

impl Sheet {
    /// Opens the sheet of that name, or the first that has something in it and can be seen.
    pub fn open(path: &Path, kind: Kind, name: Option<&str>, progress: &Progress) -> Result<Self, LibraryError> {
        let mut sheet = guarded(path, progress, || Self::find(path, kind, name, progress))?;
        let found = sheet.as_mut().map(|sheet| sheet.look_for_header(progress));
        if let Some(found) = found {
            found?;
        }
        sheet.ok_or_else(|| {
            let which = name.map_or("no sheet of it".to_owned(), |name| format!("the sheet “{name}”"));
            let why = if name.is_some() { "is empty" } else { "has anything in it" };
            LibraryError::Input(format!("{}: {which} {why}", path.display()))
        })
    }

    fn find(path: &Path, kind: Kind, name: Option<&str>, progress: &Progress) -> Result<Option<Self>, Trouble> {
        let mut book = Book::open(path, kind, progress)?;
        let names = book.sheets();
        let wanted: Vec<&SheetName> = match name {
            Some(name) => {
                let folded = crate::lead::trim_fold(name);
                let same = |sheet: &&SheetName| crate::lead::trim_fold(&sheet.name) == folded;
                let exact = names.iter().find(|sheet| sheet.name == name).or_else(|| names.iter().find(same));
                let list: Vec<&str> = names.iter().map(|sheet| sheet.name.as_str()).collect();
                vec![exact.ok_or_else(|| {
                    Trouble::Sentence(format!("has no sheet “{name}”; its sheets are: {}", list.join(", ")))
                })?]
            }
            None => {
                names.iter().filter(|sheet| !sheet.hidden).chain(names.iter().filter(|sheet| sheet.hidden)).collect()
            }
        };
        for sheet in wanted {
            if let Some((whole, merged)) = book.peek(&sheet.name)? {
                return Ok(Some(Self {
                    path: path.to_owned(),
                    kind,
                    name: sheet.name.clone(),
                    header_row: 0,
                    head: Head::default(),
                    header: Vec::new(),
                    first_column: 0,
                    merged,
                    counts_from: book.counts_from(),
                    bytes: std::fs::metadata(path).map_or(0, |meta| meta.len()),
                    whole,
                }));
            }
        }
        Ok(None)
    }

    fn look_for_header(&mut self, progress: &Progress) -> Result<(), LibraryError> {
        if let Some(found) = HeadOfSheet::of(&self.first_rows(progress)?) {
            (self.header_row, self.first_column) = (found.row, found.first_column);
            (self.header, self.head) = (found.names, found.head);
        }
        Ok(())
    }

    /// Those that have something in them. A title that is merged over all columns is no wider for it.
    fn first_rows(&self, progress: &Progress) -> Result<Vec<(u32, Cells)>, LibraryError> {
        let mut first = Vec::new();
        self.each_row(&[], (progress, None), |row, cells| {
            if cells.iter().any(|(_, cell)| !cell.trim().is_empty()) {
                first.push((row, cells.to_vec()));
            }
            if first.len() < LOOKED_AT { Ok(()) } else { Err(LibraryError::Cancelled) }
        })
        .or_else(|err| if first.len() < LOOKED_AT { Err(err) } else { Ok(()) })?;
        Ok(first)
    }

    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.header_row > 0 {
            notes.push(format!("its header was found in row {}", self.header_row + 1));
        }
        notes.extend(self.head.notes.iter().cloned());
        let merged = self.merged.iter().filter(|area| area.end.0 > self.header_row).count();
        if merged > 0 {
            notes.push(match merged {
                1 => "1 merged cell counts for all the cells that it covers".to_owned(),
                _ => format!(
                    "{} merged cells count for all the cells that they cover",
                    crate::model::wording::grouped(merged as u64)
                ),
            });
        }
        notes
    }

    /// Below it there are leads.
    fn last_row_above(&self) -> u32 {
        // Sentences count rows from 1.
        self.head.types.map_or(self.header_row, |row| row as u32 - 1)
    }

    /// Counts what is read of the file as steps.
    pub fn run(&self, rows: &mut Rows<'_>, progress: &Progress) -> Result<(), LibraryError> {
        let columns = self.header.len();
        let per_row = |row: u32, cells: &[(u32, String)], rows: &mut Rows<'_>| {
            if row <= self.last_row_above() {
                return Ok(());
            }
            let mut next = 0;
            for (column, cell) in cells {
                let Some(index) = column.checked_sub(self.first_column).map(|index| index as usize) else { continue };
                if index >= columns && cell.trim().is_empty() || index < next {
                    continue;
                }
                while next < index.min(columns) {
                    rows.end_cell();
                    next += 1;
                }
                rows.push(cell);
                next += 1;
            }
            while next < columns {
                rows.end_cell();
                next += 1;
            }
            rows.end_row(u64::from(row) + 1)
        };
        let uncounted = Arc::new(AtomicU64::new(self.bytes));
        let merged = self.merged_in_header();
        self.each_row(&merged, (progress, Some(&uncounted)), |row, cells| per_row(row, cells, rows))?;
        rows.flush()?;
        progress.step(uncounted.load(Ordering::Relaxed))
    }

    /// Which of these columns of an XLSX sheet hold formulas, as far as its first rows tell.
    pub fn with_formulas(&self, columns: &[usize]) -> BTreeSet<usize> {
        let progress = Progress::default();
        let found = guarded(&self.path, &progress, || {
            let mut found = BTreeSet::new();
            let Book::Xlsx(mut book) = Book::open(&self.path, self.kind, &progress)? else { return Ok(found) };
            let mut reader = book.worksheet_cells_reader(&self.name).map_err(Error::Xlsx)?;
            while let Some(cell) = reader.next_formula().map_err(Error::Xlsx)? {
                let (row, column) = cell.get_position();
                if row > self.header_row + LOOKED_AT as u32 {
                    break;
                }
                let index = column.checked_sub(self.first_column).map(|index| index as usize);
                let is_one = row > self.header_row && !cell.get_value().is_empty();
                found.extend(index.filter(|index| is_one && columns.contains(index)));
            }
            Ok(found)
        });
        // Only a note is lost if that fails.
        found.unwrap_or_default()
    }

    /// The merged cells, as far as the header reaches: beyond it there is nothing that they could fill.
    fn merged_in_header(&self) -> Vec<Dimensions> {
        let Some(last) = (self.header.len() as u32).checked_sub(1).map(|last| self.first_column + last) else {
            return Vec::new();
        };
        let mut merged = self.merged.clone();
        merged.retain(|area| area.start.1 <= last);
        merged.iter_mut().for_each(|area| area.end.1 = area.end.1.min(last));
        merged
    }

    /// Calls `visit` for each row that has cells, with their columns in order.
    fn each_row(
        &self,
        merged: &[Dimensions],
        (progress, uncounted): (&Progress, Option<&Arc<AtomicU64>>),
        mut visit: impl FnMut(u32, &[(u32, String)]) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        let mut merged = Merged::new(merged);
        let mut visit = |row: u32, cells: &mut Vec<(u32, String)>| {
            if row.is_multiple_of(1_024) {
                progress.step(0)?;
            }
            merged.fill(row, cells);
            visit(row, cells)
        };
        if let Some(range) = &self.whole {
            let (first_row, first_column) = range.start().unwrap_or_default();
            let mut cells = Vec::new();
            for (row, data) in (first_row..).zip(range.rows()) {
                cells.clear();
                let filled = (first_column..).zip(data).filter(|(_, cell)| **cell != Data::Empty);
                cells.extend(filled.map(|(column, cell)| (column, text_of(cell.clone()))));
                if !cells.is_empty() {
                    visit(row, &mut cells)?;
                }
            }
            return Ok(());
        }
        let mut stopped = None;
        let read = guarded(&self.path, progress, || {
            let book = Book::open_counted(&self.path, self.kind, progress, uncounted.cloned())?;
            let Book::Xlsx(mut book) = book else { return Ok(()) };
            let mut reader = book.worksheet_cells_reader(&self.name).map_err(Error::Xlsx)?;
            let mut row = 0;
            let mut cells: Vec<(u32, String)> = Vec::new();
            while let Some(cell) = reader.next_cell().map_err(Error::Xlsx)? {
                let (at, column) = cell.get_position();
                if at != row && !cells.is_empty() {
                    if let Err(err) = visit(row, &mut cells) {
                        stopped = Some(err);
                        return Ok(());
                    }
                    cells.clear();
                }
                row = at;
                if *cell.get_value() != DataRef::Empty {
                    cells.push((column, text_of(cell.get_value().clone().into())));
                }
            }
            if !cells.is_empty()
                && let Err(err) = visit(row, &mut cells)
            {
                stopped = Some(err);
            }
            Ok(())
        });
        match stopped {
            Some(err) => Err(err),
            None => read,
        }
    }
}

impl Book {
    fn open(path: &Path, kind: Kind, progress: &Progress) -> Result<Self, Trouble> {
        Self::open_counted(path, kind, progress, None)
    }

    /// `uncounted`: so many bytes, as they are read, are steps.
    fn open_counted(
        path: &Path,
        kind: Kind,
        progress: &Progress,
        uncounted: Option<Arc<AtomicU64>>,
    ) -> Result<Self, Trouble> {
        if kind == Kind::Xls
            && let Some(damage) = super::compound::damage(path).map_err(Error::Io)?
        {
            return Err(Trouble::Sentence(format!(
                "looks like a workbook but is damaged: {damage}; open it in your spreadsheet and save it anew"
            )));
        }
        let file = File::open(path).map_err(Error::Io)?;
        let file = BufReader::new(Watched { file, progress: progress.clone(), reads: Arc::default(), uncounted });
        Ok(match kind {
            Kind::Xls => Self::Xls(Box::new(Xls::new(file).map_err(Error::Xls)?)),
            Kind::Ods => Self::Ods(open_ods(file)?),
            _ => Self::Xlsx(Box::new(Xlsx::new(file).map_err(Error::Xlsx)?)),
        })
    }

    fn sheets(&self) -> Vec<SheetName> {
        let list = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        };
        let tables = list.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        tables
            .map(|sheet| SheetName { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible })
            .collect()
    }

    fn counts_from(&self) -> CountsFrom {
        let is_1904 = match self {
            Self::Xlsx(book) => book.has_1904_epoch(),
            Self::Xls(book) => book.has_1904_epoch(),
            // Calamine does not say it of ODS; dates are written out there.
            Self::Ods(_) => false,
        };
        if is_1904 { CountsFrom::Year1904 } else { CountsFrom::Year1900 }
    }

    /// `None` if nothing is in the sheet; else its content, if it is held whole, and its merged cells.
    #[allow(clippy::type_complexity, reason = "it is taken apart at once, in one place")]
    fn peek(&mut self, name: &str) -> Result<Option<(Option<Range<Data>>, Vec<Dimensions>)>, Trouble> {
        match self {
            Self::Xlsx(book) => {
                let mut reader = book.worksheet_cells_reader(name).map_err(Error::Xlsx)?;
                let mut is_empty = true;
                while let Some(cell) = reader.next_cell().map_err(Error::Xlsx)? {
                    if *cell.get_value() != DataRef::Empty {
                        is_empty = false;
                        break;
                    }
                }
                drop(reader);
                if is_empty {
                    return Ok(None);
                }
                Ok(Some((None, book.merge_cells_by_sheet_name(name).map_err(Error::Xlsx)?)))
            }
            Self::Xls(book) => {
                let range = book.worksheet_range(name).map_err(Error::Xls)?;
                let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                Ok((!range.is_empty()).then_some((Some(range), merged)))
            }
            Self::Ods(book) => {
                let range = book.worksheet_range(name).map_err(Error::Ods)?;
                Ok((!range.is_empty()).then_some((Some(range), Vec::new())))
            }
        }
    }
}

/// Fills the cells that merged ones cover.
struct Merged {
    /// By their first row, the last first.
    waiting: Vec<Dimensions>,
    /// Those that cover the row, with what stands in their first cell.
    open: Vec<(Dimensions, String)>,
}

impl Merged {
    fn new(areas: &[Dimensions]) -> Self {
        let mut waiting = areas.to_vec();
        waiting.sort_by_key(|area| std::cmp::Reverse(area.start));
        Self { waiting, open: Vec::new() }
    }

    fn fill(&mut self, row: u32, cells: &mut Vec<(u32, String)>) {
        self.open.retain(|(area, _)| area.end.0 >= row);
        while let Some(area) = self.waiting.pop_if(|area| area.start.0 <= row) {
            if area.start.0 == row
                && let Some((_, text)) = cells.iter().find(|(column, _)| *column == area.start.1)
            {
                self.open.push((area, text.clone()));
            }
        }
        if self.open.is_empty() {
            return;
        }
        let mut taken: HashSet<u32> = cells.iter().map(|(column, _)| *column).collect();
        for (area, text) in &self.open {
            let free = (area.start.1..=area.end.1).filter(|column| taken.insert(*column));
            cells.extend(free.map(|column| (column, text.clone())));
        }
        cells.sort_by_key(|(column, _)| *column);
    }
}

/// A cell as a CSV file would have it: a date with the year first, a number with a point.
fn text_of(cell: Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DurationIso(text) | Data::DateTimeIso(text) => text,
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => if yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => moment_text(&moment),
        Data::Error(error) => error.to_string(),
    }
}

/// Calamine knows whether days are counted from 1900 or from 1904.
fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if !moment.is_datetime() || !(0.0..3_000_000.0).contains(&serial) {
        return serial.to_string();
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    // Half of a millisecond is what a double cannot hold.
    let (hour, minute, second) = if milli >= 999 { carried(hour, minute, second) } else { (hour, minute, second) };
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (serial < 1.0, hour == 0 && minute == 0 && second == 0) {
        (true, _) => time,
        (false, true) => format!("{year:04}-{month:02}-{day:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02}T{time}"),
    }
}

/// One second later; the last of a day stays, since its date is not turned.
fn carried(hour: u8, minute: u8, second: u8) -> (u8, u8, u8) {
    match (hour, minute, second) {
        (23, 59, 59) => (23, 59, 59),
        (hour, 59, 59) => (hour + 1, 0, 0),
        (hour, minute, 59) => (hour, minute + 1, 0),
        (hour, minute, second) => (hour, minute, second + 1),
    }
}

/// What may go wrong within calamine.
enum Trouble {
    Calamine(Error),
    /// What follows the name of the file.
    Sentence(String),
}

impl From<Error> for Trouble {
    fn from(err: Error) -> Self {
        Self::Calamine(err)
    }
}

/// Turns errors and panics of calamine into sentences.
fn guarded<T>(path: &Path, progress: &Progress, work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, LibraryError> {
    let file = path.display();
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => Ok(done),
        // The reader was told to stop, which it takes for an error of the file.
        Ok(Err(_)) if progress.is_cancelled() => Err(LibraryError::Cancelled),
        Ok(Err(Trouble::Sentence(sentence))) => Err(LibraryError::Input(format!("{file} {sentence}"))),
        Ok(Err(Trouble::Calamine(err))) if is_password(&err) => Err(LibraryError::Input(format!("{file} {PASSWORD}"))),
        Ok(Err(Trouble::Calamine(err))) => Err(LibraryError::Input(format!(
            "{file} looks like a workbook but cannot be read as one ({}); open it in your spreadsheet and save it anew",
            one_line(&err.to_string())
        ))),
        Err(_) => Err(LibraryError::Input(format!(
            "{file} looks like a workbook but is damaged; open it in your spreadsheet and save it anew"
        ))),
    }
}

fn is_password(err: &Error) -> bool {
    matches!(
        err,
        Error::Xlsx(calamine::XlsxError::Password)
            | Error::Xls(calamine::XlsError::Password)
            | Error::Ods(calamine::OdsError::Password)
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

/// So long may calamine work without reading a byte.
const PATIENCE: Duration = Duration::from_secs(20);

/// Reads an ODS workbook on a thread of its own, which is given up when it comes to no end. What is known to have none is not
/// begun: the thread would never stop.
fn open_ods(mut file: BookFile) -> Result<Box<Ods<BookFile>>, Trouble> {
    if !ods::is_whole(&mut file).map_err(Error::Io)? {
        return Err(Error::Msg("a table in it has no end").into());
    }
    let reads = Arc::clone(&file.get_ref().reads);
    let progress = file.get_ref().progress.clone();
    let (send, receive) = mpsc::channel();
    thread::Builder::new()
        .name("read ods".to_owned())
        .spawn(move || {
            let book = catch_unwind(AssertUnwindSafe(|| Ods::new(file)));
            // Nobody may wait any more.
            send.send(book).ok();
        })
        .map_err(Error::Io)?;
    let (mut before, mut idle) = (0, Duration::ZERO);
    loop {
        const STEP: Duration = Duration::from_millis(20);
        match receive.recv_timeout(STEP) {
            Ok(Ok(book)) => return Ok(Box::new(book.map_err(Error::Ods)?)),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(Error::Msg("it is damaged").into()),
            Err(RecvTimeoutError::Timeout) if progress.is_cancelled() => return Err(Error::Msg("stopped").into()),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = reads.load(Ordering::Relaxed);
        idle = if now == before { idle + STEP } else { Duration::ZERO };
        before = now;
        if idle > PATIENCE {
            return Err(Error::Msg("a table in it has no end").into());
        }
    }
}

/// A file that fails when somebody asks to stop: calamine itself asks nobody.
struct Watched {
    file: File,
    progress: Progress,
    /// How often it was read.
    reads: Arc<AtomicU64>,
    /// Bytes that are steps when they are read.
    uncounted: Option<Arc<AtomicU64>>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.progress.is_cancelled() {
            return Err(io::Error::other("stopped"));
        }
        self.reads.fetch_add(1, Ordering::Relaxed);
        let read = self.file.read(buffer)?;
        if let Some(uncounted) = &self.uncounted {
            let left = uncounted.load(Ordering::Relaxed);
            let steps = left.min(read as u64);
            uncounted.store(left - steps, Ordering::Relaxed);
            self.progress.add(steps);
        }
        Ok(read)
    }
}

impl Seek for Watched {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.file.seek(place)
    }
}
