//! Text cut into cells: CSV with any separator, read as it comes, so that memory does not grow with the file.

use std::path::{Path, PathBuf};

use super::{
    batch::{Batch, LONGEST_ROW, Rows},
    encoding::Letters,
    head::Head,
    sniff::not_read,
};
use crate::library::{LibraryError, Progress};

const DELIMITERS: [u8; 4] = *b",;\t|";
/// So many rows show which separator cuts them.
const LOOKED_AT: usize = 50;

pub(super) struct Csv {
    path: PathBuf,
    letters: Letters,
    pub delimiter: u8,
    /// The first line says which separator follows: `sep=;`.
    has_separator_line: bool,
    /// Where its header is.
    pub head: Head,
}

impl Csv {
    pub fn open(path: &Path, progress: &Progress) -> Result<Self, LibraryError> {
        let letters = Letters::of(path, progress)?;
        let mut csv =
            Self { path: path.to_owned(), letters, delimiter: b',', has_separator_line: false, head: Head::default() };
        let start = csv.start()?;
        let given = separator_line(&start);
        csv.has_separator_line = given.is_some();
        csv.delimiter = given.unwrap_or_else(|| find_delimiter(&start));
        csv.head = Head::of(&first_rows(&start, csv.delimiter, csv.has_separator_line));
        Ok(csv)
    }

    pub fn bytes(&self) -> u64 {
        self.letters.bytes
    }

    pub fn note(&self) -> Option<&str> {
        self.letters.note.as_deref()
    }

    /// `CSV with semicolons`.
    pub fn what(&self) -> String {
        let separator = match self.delimiter {
            b',' => "commas",
            b';' => "semicolons",
            b'\t' => "tabs",
            b'|' => "upright bars",
            _ => "a separator of its own",
        };
        format!("CSV with {separator}")
    }

    /// The first block of the text.
    fn start(&self) -> Result<Vec<u8>, LibraryError> {
        let mut block = Vec::new();
        self.letters.open(&self.path).and_then(|mut text| text.next(&mut block)).map_err(|err| self.failed(&err))?;
        Ok(block)
    }

    /// The cells of the row that names the columns.
    pub fn header(&self) -> Result<Vec<String>, LibraryError> {
        let mut header = None;
        let mut first = |batch: Batch| {
            header = batch.row(0).map(|row| row.cells().map(str::to_owned).collect::<Vec<_>>());
            // That is all: what follows is read when it is wanted.
            Err(LibraryError::Cancelled)
        };
        let mut rows = Rows::new(self.head.above, &mut first);
        let mut text = self.letters.open(&self.path).map_err(|err| self.failed(&err))?;
        let mut splitter = Splitter::new(self.delimiter, self.has_separator_line);
        let mut block = Vec::new();
        while text.next(&mut block).map_err(|err| self.failed(&err))? {
            let ended = splitter.split(&block, &mut rows, true);
            if let Err(err) = ended {
                return header.ok_or_else(|| self.told(err));
            }
            if rows.row_bytes() > LONGEST_ROW {
                return Err(self.too_long(splitter.row_line));
            }
        }
        self.finish(&mut splitter, &mut rows)?;
        rows.flush().ok();
        header.ok_or_else(|| {
            LibraryError::Input(format!("{} is empty; a CSV file with a header line is needed", self.path.display()))
        })
    }

    pub fn run(&self, rows: &mut Rows<'_>, progress: &Progress) -> Result<(), LibraryError> {
        let mut text = self.letters.open(&self.path).map_err(|err| self.failed(&err))?;
        let mut splitter = Splitter::new(self.delimiter, self.has_separator_line);
        let mut block = Vec::new();
        let mut reported = 0;
        while text.next(&mut block).map_err(|err| self.failed(&err))? {
            splitter.split(&block, rows, false)?;
            if rows.row_bytes() > LONGEST_ROW {
                return Err(self.too_long(splitter.row_line));
            }
            progress.step(text.read - reported)?;
            reported = text.read;
        }
        self.finish(&mut splitter, rows)?;
        rows.flush()
    }

    fn finish(&self, splitter: &mut Splitter, rows: &mut Rows<'_>) -> Result<(), LibraryError> {
        if splitter.state == State::Quoted {
            return Err(LibraryError::Input(format!(
                "{}: the quote that opens on line {} is never closed; close it, or double it if it belongs to the text",
                self.path.display(),
                splitter.quote_line
            )));
        }
        splitter.end(rows)
    }

    fn too_long(&self, line: u64) -> LibraryError {
        LibraryError::Input(format!(
            "{}: the row that begins on line {line} is longer than {} MB; a quote in it may never be closed",
            self.path.display(),
            LONGEST_ROW >> 20
        ))
    }

    fn failed(&self, err: &std::io::Error) -> LibraryError {
        not_read(&self.path, err)
    }

    fn told(&self, err: LibraryError) -> LibraryError {
        match err {
            LibraryError::Cancelled => LibraryError::Input(format!("{} has no header", self.path.display())),
            other => other,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing of the cell has come yet.
    Begin,
    Plain,
    Quoted,
    /// A quote within quotes: it closes them, or another follows.
    QuoteInQuoted,
}

/// Cuts text into cells and rows, block by block.
///
/// Quotes count where a cell begins with one; two within are one. A line ends with LF, CR LF, or CR alone.
struct Splitter {
    delimiter: u8,
    state: State,
    /// What ends a plain piece of a cell.
    is_mark: [bool; 256],
    line: u64,
    /// Where the row that is being cut begins.
    row_line: u64,
    quote_line: u64,
    /// The last byte was CR: an LF that follows belongs to it.
    after_cr: bool,
    /// The same within quotes.
    quoted_cr: bool,
    skip_line: bool,
    /// Something of the row has come.
    in_row: bool,
}

impl Splitter {
    fn new(delimiter: u8, skip_line: bool) -> Self {
        let mut is_mark = [false; 256];
        for mark in [delimiter, b'\n', b'\r'] {
            is_mark[usize::from(mark)] = true;
        }
        Self {
            delimiter,
            state: State::Begin,
            is_mark,
            line: 1,
            row_line: 1,
            quote_line: 1,
            after_cr: false,
            quoted_cr: false,
            skip_line,
            in_row: false,
        }
    }

    /// `stop`: hand on after the first row.
    fn split(&mut self, block: &[u8], rows: &mut Rows<'_>, stop: bool) -> Result<(), LibraryError> {
        let mut at = 0;
        while at < block.len() {
            if std::mem::take(&mut self.after_cr) && block[at] == b'\n' {
                at += 1;
                continue;
            }
            match self.state {
                State::Begin if block[at] == b'"' && !self.skip_line => {
                    (self.state, self.quote_line) = (State::Quoted, self.line);
                    self.in_row = true;
                    at += 1;
                }
                State::Begin | State::Plain => at = self.plain(block, at, rows)?,
                State::Quoted => at = self.quoted(block, at, rows),
                State::QuoteInQuoted if block[at] == b'"' => {
                    rows.bytes.push(b'"');
                    self.state = State::Quoted;
                    at += 1;
                }
                State::QuoteInQuoted => self.state = State::Plain,
            }
            if stop && rows.skip == 0 && !self.in_row {
                rows.flush()?;
            }
        }
        Ok(())
    }

    /// Takes what stands outside of quotes up to the next mark, and the mark.
    fn plain(&mut self, block: &[u8], at: usize, rows: &mut Rows<'_>) -> Result<usize, LibraryError> {
        let rest = &block[at..];
        let length = rest.iter().position(|byte| self.is_mark[usize::from(*byte)]).unwrap_or(rest.len());
        rows.bytes.extend_from_slice(&rest[..length]);
        self.in_row |= length > 0;
        self.state = State::Plain;
        let Some(mark) = rest.get(length) else { return Ok(block.len()) };
        self.state = State::Begin;
        if *mark == self.delimiter {
            self.in_row = true;
            rows.end_cell();
        } else {
            self.after_cr = *mark == b'\r';
            self.end_line(rows)?;
        }
        Ok(at + length + 1)
    }

    fn quoted(&mut self, block: &[u8], at: usize, rows: &mut Rows<'_>) -> usize {
        let rest = &block[at..];
        let length = rest.iter().position(|byte| *byte == b'"').unwrap_or(rest.len());
        let piece = &rest[..length];
        rows.bytes.extend_from_slice(piece);
        self.count_lines(piece);
        if length == rest.len() {
            return block.len();
        }
        self.line += u64::from(std::mem::take(&mut self.quoted_cr));
        self.state = State::QuoteInQuoted;
        at + length + 1
    }

    /// Line breaks within quotes; files of old Macs have a carriage return alone.
    fn count_lines(&mut self, piece: &[u8]) {
        for byte in piece {
            self.line += u64::from(*byte == b'\n' || self.quoted_cr);
            self.quoted_cr = *byte == b'\r';
        }
    }

    fn end_line(&mut self, rows: &mut Rows<'_>) -> Result<(), LibraryError> {
        self.line += 1;
        let line = std::mem::replace(&mut self.row_line, self.line);
        if std::mem::take(&mut self.skip_line) {
            rows.bytes.clear();
            self.in_row = false;
            return Ok(());
        }
        if !std::mem::take(&mut self.in_row) {
            return Ok(());
        }
        rows.end_cell();
        rows.end_row(line)
    }

    /// The last row may lack its line break.
    fn end(&mut self, rows: &mut Rows<'_>) -> Result<(), LibraryError> {
        if self.in_row { self.end_line(rows) } else { Ok(()) }
    }
}

/// Excel may say first which delimiter follows: `sep=;`.
fn separator_line(text: &[u8]) -> Option<u8> {
    let line = text.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    match line.strip_prefix(b"sep=")? {
        [delimiter] if !delimiter.is_ascii_alphanumeric() && *delimiter != b'"' => Some(*delimiter),
        _ => None,
    }
}

/// The first rows with their lines.
fn first_rows(text: &[u8], delimiter: u8, skip_line: bool) -> Vec<(u64, Vec<String>)> {
    let mut found = Vec::new();
    let mut take = |batch: Batch| {
        let rows = batch.rows().take(LOOKED_AT);
        found.extend(rows.map(|row| (row.line(), row.cells().map(|cell| cell.trim().to_owned()).collect())));
        Err(LibraryError::Cancelled)
    };
    let mut rows = Rows::new(0, &mut take);
    let mut splitter = Splitter::new(delimiter, skip_line);
    // What is wrong comes out when the rows are read.
    splitter.split(text, &mut rows, false).and_then(|()| splitter.end(&mut rows)).and_then(|()| rows.flush()).ok();
    found
}

/// The delimiter that cuts the first rows into the most cells, most evenly.
fn find_delimiter(text: &[u8]) -> u8 {
    let score = |delimiter: u8| {
        let mut cells = Vec::new();
        let mut count = |batch: Batch| {
            cells.extend(batch.rows().map(super::batch::Row::len));
            Ok(())
        };
        let mut rows = Rows::new(0, &mut count);
        let mut splitter = Splitter::new(delimiter, false);
        // Counting needs no error: what is wrong comes out when the rows are read.
        splitter.split(text, &mut rows, false).and_then(|()| splitter.end(&mut rows)).and_then(|()| rows.flush()).ok();
        cells.truncate(LOOKED_AT);
        let columns = cells.first().copied().unwrap_or(1);
        let even = cells.iter().filter(|count| **count == columns).count();
        // In thousandths, so that it can be compared.
        if columns < 2 { 0 } else { columns * 1000 * even / cells.len() }
    };
    let best = DELIMITERS.into_iter().map(|delimiter| (score(delimiter), delimiter));
    // The first of equals wins.
    best.fold((0, b','), |best, next| if next.0 > best.0 { next } else { best }).1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a text that comes in blocks of this size, with their lines.
    fn rows(text: &[u8], block: usize) -> (Vec<(u64, Vec<String>)>, State, u64) {
        let mut found = Vec::new();
        let mut take = |batch: Batch| {
            found.extend(batch.rows().map(|row| (row.line(), row.cells().map(str::to_owned).collect())));
            Ok(())
        };
        let mut rows = Rows::new(0, &mut take);
        let mut splitter = Splitter::new(b',', false);
        for piece in text.chunks(block) {
            splitter.split(piece, &mut rows, false).expect("no stop");
        }
        splitter.end(&mut rows).and_then(|()| rows.flush()).expect("no stop");
        (found, splitter.state, splitter.quote_line)
    }

    #[test]
    fn the_delimiter_is_found_past_quotes() {
        assert_eq!(find_delimiter(b"a,b;c\n1,2;3\n"), b',', "the first of equals");
        assert_eq!(find_delimiter(b"a;b;c\n\"1,5\";\"2,5,7\";3\n"), b';');
        assert_eq!(find_delimiter(b"a\tb\n\"x;y;z\"\t1\n"), b'\t');
        assert_eq!(find_delimiter(b"a|b\n1|2\n"), b'|');
        assert_eq!(find_delimiter(b"alone\n1\n"), b',');
        assert_eq!(separator_line(b"sep=;\na;b"), Some(b';'));
    }

    #[test]
    fn an_unclosed_quote_is_found_where_it_opens() {
        let open = |text: &[u8]| {
            let (_, state, line) = rows(text, 3);
            (state == State::Quoted).then_some(line)
        };
        assert_eq!(open(b"a,b\n1,\"two\nlines\"\n3,\"x\"\"y\"\n"), None);
        assert_eq!(open(b"a,b\r\n1,2\r\n3,\"four\r\n5,6\r\n"), Some(3));
        assert_eq!(open(b"a,b\n1,5\" screen\n"), None, "a quote within a cell is a letter");
        assert_eq!(open(b"a\n\"\"\"\n"), Some(2));
    }

    #[test]
    fn lines_are_counted_whatever_ends_them_and_wherever_a_block_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a", "", "b,\"x", "y\"", "c"].join(end);
            for block in [1, 2, 3, 5, 100] {
                let (found, ..) = rows(text.as_bytes(), block);
                let lines: Vec<u64> = found.iter().map(|row| row.0).collect();
                assert_eq!(lines, [1, 3, 5], "{end:?} {block}");
            }
        }
    }

    #[test]
    fn cells_are_cut_as_the_csv_crate_cuts_them() {
        for text in [
            "a,b\n1,\"2\"\"x\"\n",
            "\"a\"b,c\n",
            "a,,\n,,\n\"\",x",
            "\"x\ny\",\"\"\"\"\r\n1,2\r3,4",
            "a \"b\" c,\" d \"\n",
        ] {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("UTF-8").iter().map(str::to_owned).collect())
                .filter(|row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty()))
                .collect();
            for block in [1, 2, 7, 100] {
                let ours: Vec<_> = rows(text.as_bytes(), block).0.into_iter().map(|row| row.1).collect();
                assert_eq!(ours, theirs, "{text:?} {block}");
            }
        }
    }
}
