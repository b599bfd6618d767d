//! Rows on their way: many at a time, their cells in one text.

use crate::library::LibraryError;

/// A batch is handed on when it has so many bytes, or rows, or cells: small enough that nobody waits for a cancel.
const BYTES: usize = 256 * 1024;
const ROWS: usize = 4_096;
/// Blank cells have no bytes, but each takes its place.
const CELLS: usize = 1 << 18;
/// A cell of ten megabytes is odd but somebody's; a row of this size is a quote that was never closed.
pub(super) const LONGEST_ROW: usize = 64 * 1024 * 1024;

/// Rows of a table.
#[derive(Default)]
pub(in crate::library::import) struct Batch {
    text: String,
    /// Where each cell ends; it begins where the one before ends.
    ends: Vec<usize>,
    heads: Vec<Head>,
    /// Why rows could not be cut into cells.
    reasons: Vec<String>,
}

#[derive(Clone, Copy)]
struct Head {
    line: u64,
    first: usize,
    cells: usize,
    /// Of a row that can't be read: which of the reasons.
    reason: Option<usize>,
}

/// One row, with the line it begins on.
#[derive(Clone, Copy)]
pub(in crate::library::import) struct Row<'a> {
    batch: &'a Batch,
    head: Head,
}

impl Batch {
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.heads.iter().map(|head| Row { batch: self, head: *head })
    }

    pub fn len(&self) -> usize {
        self.heads.len()
    }

    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        self.heads.get(index).map(|head| Row { batch: self, head: *head })
    }
}

impl<'a> Row<'a> {
    pub fn line(self) -> u64 {
        self.head.line
    }

    pub fn len(self) -> usize {
        self.head.cells
    }

    /// The cell as it stands; blank where the row has none.
    pub fn cell(self, column: usize) -> &'a str {
        if column >= self.head.cells {
            return "";
        }
        let index = self.head.first + column;
        let start = if index == 0 { 0 } else { self.batch.ends[index - 1] };
        self.batch.text.get(start..self.batch.ends[index]).unwrap_or_default()
    }

    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.head.cells).map(move |column| self.cell(column))
    }

    /// The reason why the row does not fit a header of so many columns. Spreadsheets write delimiters after the last
    /// cell, so blank cells may be too many.
    pub fn misfit(self, columns: usize) -> Option<String> {
        if let Some(reason) = self.head.reason {
            return self.batch.reasons.get(reason).cloned();
        }
        let cells = self.len();
        let rest_is_blank = || (columns..cells).all(|column| self.cell(column).trim().is_empty());
        if cells == columns || cells > columns && rest_is_blank() {
            return None;
        }
        let s = if cells == 1 { "" } else { "s" };
        Some(format!("the row has {cells} cell{s}, the header {columns}"))
    }
}

/// What a reader of rows writes into: cells end by end, rows by row, handed on in batches. Blank rows are dropped.
pub(super) struct Rows<'a> {
    hand_on: &'a mut dyn FnMut(Batch) -> Result<(), LibraryError>,
    /// The bytes of the cell that is being written are appended here.
    pub bytes: Vec<u8>,
    ends: Vec<usize>,
    heads: Vec<Head>,
    reasons: Vec<String>,
    /// Of the row that is being written.
    first: usize,
    start: usize,
    /// Rows below this one are wanted (the header, and what stands above it, are not).
    pub skip: u64,
}

impl<'a> Rows<'a> {
    pub fn new(skip: u64, hand_on: &'a mut dyn FnMut(Batch) -> Result<(), LibraryError>) -> Self {
        Self {
            hand_on,
            bytes: Vec::new(),
            ends: Vec::new(),
            heads: Vec::new(),
            reasons: Vec::new(),
            first: 0,
            start: 0,
            skip,
        }
    }

    pub fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
    }

    pub fn push(&mut self, cell: &str) {
        self.bytes.extend_from_slice(cell.as_bytes());
        self.end_cell();
    }

    /// How long the row is so far.
    pub fn row_bytes(&self) -> usize {
        self.bytes.len() - self.start
    }

    pub fn row_cells(&self) -> usize {
        self.ends.len() - self.first
    }

    pub fn end_row(&mut self, line: u64) -> Result<(), LibraryError> {
        if self.skip > 0 || is_blank(&self.bytes[self.start..]) {
            // The header is not blank, so blank rows above it don't count.
            if !is_blank(&self.bytes[self.start..]) {
                self.skip -= 1;
            }
            self.bytes.truncate(self.start);
            self.ends.truncate(self.first);
            return Ok(());
        }
        self.heads.push(Head { line, first: self.first, cells: self.row_cells(), reason: None });
        self.first = self.ends.len();
        self.start = self.bytes.len();
        let is_full = self.bytes.len() >= BYTES || self.heads.len() >= ROWS || self.ends.len() >= CELLS;
        if is_full { self.flush() } else { Ok(()) }
    }

    /// A row that can't be cut into cells.
    pub fn bad_row(&mut self, line: u64, reason: String) -> Result<(), LibraryError> {
        self.bytes.truncate(self.start);
        self.ends.truncate(self.first);
        self.heads.push(Head { line, first: self.first, cells: 0, reason: Some(self.reasons.len()) });
        self.reasons.push(reason);
        if self.heads.len() >= ROWS { self.flush() } else { Ok(()) }
    }

    pub fn flush(&mut self) -> Result<(), LibraryError> {
        if self.heads.is_empty() {
            return Ok(());
        }
        let (bytes, cells, rows) = (self.bytes.capacity(), self.ends.len(), self.heads.len());
        let text = String::from_utf8(std::mem::take(&mut self.bytes));
        // The file was seen to be whole before; if it is changed meanwhile, the odd letter is lost and nothing else.
        let batch = match text {
            Ok(text) => Batch {
                text,
                ends: std::mem::take(&mut self.ends),
                heads: std::mem::take(&mut self.heads),
                reasons: std::mem::take(&mut self.reasons),
            },
            Err(err) => self.mended(&err.into_bytes()),
        };
        (self.first, self.start) = (0, 0);
        self.bytes.reserve(bytes.min(2 * BYTES));
        self.ends.reserve(cells);
        self.heads.reserve(rows);
        (self.hand_on)(batch)
    }

    fn mended(&mut self, bytes: &[u8]) -> Batch {
        let mut text = String::new();
        let mut ends = std::mem::take(&mut self.ends);
        let mut start = 0;
        for end in &mut ends {
            text.push_str(&String::from_utf8_lossy(&bytes[start..*end]));
            start = std::mem::replace(end, text.len());
        }
        Batch { text, ends, heads: std::mem::take(&mut self.heads), reasons: std::mem::take(&mut self.reasons) }
    }
}

fn is_blank(row: &[u8]) -> bool {
    row.iter().all(u8::is_ascii_whitespace)
        || row.len() < 64 && std::str::from_utf8(row).is_ok_and(|row| row.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_blank_cells_fill_a_batch_too() {
        const WIDTH: usize = 20_000;
        let (mut most, mut rows_seen) = (0, 0);
        let mut hand_on = |batch: Batch| {
            most = most.max(batch.ends.len());
            rows_seen += batch.len();
            Ok(())
        };
        let mut rows = Rows::new(0, &mut hand_on);
        for line in 1..=100 {
            rows.push("x");
            (1..WIDTH).for_each(|_| rows.end_cell());
            rows.end_row(line).expect("taken");
        }
        rows.flush().expect("taken");
        assert_eq!(rows_seen, 100);
        assert!(most < CELLS + WIDTH, "{most}");
    }
}
