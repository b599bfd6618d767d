//! A CSV file as a table: header, delimiter, rows with the lines they stand on.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::{
    super::{LibraryError, Progress},
    report::ImportReport,
    text,
};

const DELIMITERS: [u8; 4] = *b",;\t|";

/// One CSV file, whole in memory.
pub(super) struct Table {
    /// As the user named it, for sentences.
    pub file: String,
    pub header: Vec<String>,
    pub delimiter: u8,
    encoding: Option<&'static str>,
    text: String,
    /// Where the text after a line `sep=;` begins.
    start: usize,
}

impl Table {
    /// Says how the file was read, where that is not what everybody expects.
    pub fn note_encoding(&self, report: &mut ImportReport) {
        if let Some(encoding) = self.encoding {
            report.notes.push(format!("{} was read as {encoding}", self.file));
        }
    }

    pub fn read(path: &Path) -> Result<Self, LibraryError> {
        let (text, encoding) = text::read(path)?;
        let file = path.display().to_string();
        let (start, given) = separator_line(&text);
        let delimiter = given.unwrap_or_else(|| find_delimiter(&text[start..]));
        if let Some(line) = unclosed_quote(&text, start, delimiter) {
            return Err(LibraryError::Input(format!(
                "{file}: the quote that opens on line {line} is never closed; close it, or double it if it belongs to the text"
            )));
        }
        let mut table = Self { file, header: Vec::new(), delimiter, encoding, text, start };
        table.header = table.read_header()?;
        Ok(table)
    }

    pub fn bytes(&self) -> u64 {
        self.text.len() as u64
    }

    fn reader(&self) -> csv::Reader<&[u8]> {
        ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(&self.text.as_bytes()[self.start..])
    }

    fn read_header(&self) -> Result<Vec<String>, LibraryError> {
        let mut record = StringRecord::new();
        self.reader().read_record(&mut record).map_err(|err| self.unreadable(&err))?;
        let name = |(index, name): (usize, &str)| match name.trim() {
            "" => format!("Column {}", index + 1),
            name => name.to_owned(),
        };
        let header: Vec<String> = record.iter().enumerate().map(name).collect();
        for (index, name) in header.iter().enumerate() {
            if let Some(first) = header[..index].iter().position(|other| other == name) {
                return Err(LibraryError::Input(format!(
                    "{} has two columns named “{name}” (the {}. and the {}.); rename one of them",
                    self.file,
                    first + 1,
                    index + 1
                )));
            }
        }
        Ok(header)
    }

    /// Calls `visit` for each row below the header with the line it begins on: with its cells, or with the reason why
    /// they don't fit the header. Blank rows are passed over.
    pub fn each_row(
        &self,
        progress: &Progress,
        mut visit: impl FnMut(u64, Result<&StringRecord, String>) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        const ROWS_A_STEP: u64 = 1_024;
        let mut reader = self.reader();
        let mut record = StringRecord::new();
        let mut lines = Lines { text: self.text.as_bytes(), at: 0, line: 1 };
        let (mut rows, mut reported) = (0_u64, 0);
        while reader.read_record(&mut record).map_err(|err| self.unreadable(&err))? {
            rows += 1;
            if rows % ROWS_A_STEP == 0 {
                let position = reader.position().byte();
                progress.step(position - reported)?;
                reported = position;
            }
            if rows == 1 || record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let start = record.position().map_or(0, csv::Position::byte) as usize + self.start;
            visit(lines.line_of(start), self.fits(&record).map(|()| &record))?;
        }
        progress.step(self.bytes().saturating_sub(reported))
    }

    /// Spreadsheets write delimiters after the last cell, so blank cells may be too many.
    fn fits(&self, record: &StringRecord) -> Result<(), String> {
        let (cells, columns) = (record.len(), self.header.len());
        if cells == columns || cells > columns && record.iter().skip(columns).all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let s = if cells == 1 { "" } else { "s" };
        Err(format!("the row has {cells} cell{s}, the header {columns}"))
    }

    /// The column of that name: as it stands, or else but for capitals.
    pub fn column(&self, name: &str) -> Result<usize, LibraryError> {
        let name = name.trim();
        let exact = self.header.iter().position(|other| other == name);
        let folded = || self.header.iter().position(|other| crate::lead::fold(other) == crate::lead::fold(name));
        exact.or_else(folded).ok_or_else(|| {
            LibraryError::Input(format!(
                "{} has no column “{name}”; its columns are: {}",
                self.file,
                self.header.join(", ")
            ))
        })
    }

    fn unreadable(&self, err: &csv::Error) -> LibraryError {
        LibraryError::Input(format!("{} cannot be read as CSV: {err}", self.file))
    }
}

/// Counts lines as it goes along.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the row stands that begins at or after `start`, past blank lines.
    fn line_of(&mut self, start: usize) -> u64 {
        let mut end = start.min(self.text.len());
        while self.text.get(end).is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
            end += 1;
        }
        let passed = &self.text[self.at.min(end)..end];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        // Files of old Macs end lines with a carriage return alone.
        let alone =
            |(index, byte): (usize, &u8)| *byte == b'\r' && passed.get(index + 1).is_some_and(|next| *next != b'\n');
        self.line += passed.iter().enumerate().filter(|pair| alone(*pair)).count() as u64;
        self.line += u64::from(passed.last() == Some(&b'\r'));
        self.at = end;
        self.line
    }
}

/// Excel may say first which delimiter follows: `sep=;`.
fn separator_line(text: &str) -> (usize, Option<u8>) {
    let line = text.lines().next().unwrap_or_default();
    match line.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => ((line.len() + 1).min(text.len()), Some(*delimiter)),
        _ => (0, None),
    }
}

/// The delimiter that cuts the first rows into the most cells, most evenly.
fn find_delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
        let cells: Vec<usize> = reader.records().take(50).flatten().map(|record| record.len()).collect();
        let columns = cells.first().copied().unwrap_or(1);
        let even = cells.iter().filter(|count| **count == columns).count();
        // In thousandths, so that it can be compared.
        if columns < 2 { 0 } else { columns * 1000 * even / cells.len() }
    };
    let best = DELIMITERS.into_iter().map(|delimiter| (score(delimiter), delimiter));
    // The first of equals wins.
    best.fold((0, b','), |best, next| if next.0 > best.0 { next } else { best }).1
}

/// The line on which a quote opens that no other closes.
fn unclosed_quote(text: &str, start: usize, delimiter: u8) -> Option<u64> {
    let bytes = &text.as_bytes()[start..];
    let mut open = None;
    let mut cell_begins = true;
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        if open.is_some() {
            if *byte == b'"' {
                if bytes.get(index + 1) == Some(&b'"') {
                    index += 1;
                } else {
                    open = None;
                }
            }
        } else if *byte == b'"' && cell_begins {
            open = Some(index);
            cell_begins = false;
        } else {
            cell_begins = *byte == delimiter || *byte == b'\n' || *byte == b'\r';
        }
        index += 1;
    }
    let open = start + open?;
    Some(Lines { text: text.as_bytes(), at: 0, line: 1 }.line_of(open))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_found_past_quotes() {
        assert_eq!(find_delimiter("a,b;c\n1,2;3\n"), b',', "the first of equals");
        assert_eq!(find_delimiter("a;b;c\n\"1,5\";\"2,5,7\";3\n"), b';');
        assert_eq!(find_delimiter("a\tb\n\"x;y;z\"\t1\n"), b'\t');
        assert_eq!(find_delimiter("a|b\n1|2\n"), b'|');
        assert_eq!(find_delimiter("alone\n1\n"), b',');
        assert_eq!(separator_line("sep=;\na;b"), (6, Some(b';')));
    }

    #[test]
    fn an_unclosed_quote_is_found_where_it_opens() {
        let line = |text: &str| unclosed_quote(text, 0, b',');
        assert_eq!(line("a,b\n1,\"two\nlines\"\n3,\"x\"\"y\"\n"), None);
        assert_eq!(line("a,b\r\n1,2\r\n3,\"four\r\n5,6\r\n"), Some(3));
        assert_eq!(line("a,b\n1,5\" screen\n"), None, "a quote within a cell is a letter");
        assert_eq!(line("a\n\"\"\"\n"), Some(2));
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a", "", "b", "c"].join(end);
            let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
            let at = |letter| text.find(letter).unwrap_or(0);
            let found = [lines.line_of(at('a')), lines.line_of(at('b')), lines.line_of(at('c'))];
            assert_eq!(found, [1, 3, 4], "{end:?}");
        }
    }
}
