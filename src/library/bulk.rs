//! Rows of a table, put into a SQLite file page by page.
//!
//! SQLite's own `INSERT` of a million leads takes longer than all else that an import does. A table that is still empty
//! can be laid out as the [format of the file](https://sqlite.org/fileformat2.html) says: leaves one after another, then
//! the pages that find them. Nothing else in the file is touched but the table's first page and the count of pages. For a
//! connection that is open meanwhile, without a transaction, it looks as if another program had written.
//!
//! It is done to files that nobody has seen yet, and SQLite checks what came of it before anybody does.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
};

/// SQLite locks bytes here, so the page that has this place stays empty.
const LOCKED_BYTE: u64 = 1 << 30;
const LEAF: u8 = 13;
const INTERIOR: u8 = 5;

/// The values of one row, in the order of the columns.
#[derive(Default)]
pub(super) struct Record {
    types: Vec<u8>,
    body: Vec<u8>,
    payload: Vec<u8>,
}

impl Record {
    pub fn clear(&mut self) {
        self.types.clear();
        self.body.clear();
    }

    pub fn null(&mut self) {
        self.types.push(0);
    }

    pub fn text(&mut self, text: &str) {
        put_varint(&mut self.types, 13 + 2 * text.len() as u64);
        self.body.extend_from_slice(text.as_bytes());
    }

    pub fn integer(&mut self, number: i64) {
        let bytes = number.to_be_bytes();
        let (code, length) = match number {
            0 => (8, 0),
            1 => (9, 0),
            -0x80..=0x7F => (1, 1),
            -0x8000..=0x7FFF => (2, 2),
            -0x80_0000..=0x7F_FFFF => (3, 3),
            -0x8000_0000..=0x7FFF_FFFF => (4, 4),
            -0x8000_0000_0000..=0x7FFF_FFFF_FFFF => (5, 6),
            _ => (6, 8),
        };
        self.types.push(code);
        self.body.extend_from_slice(&bytes[8 - length..]);
    }

    /// Of a REAL column: as SQLite does, a whole number takes the room of one.
    pub fn real(&mut self, number: f64) {
        const MOST: f64 = (1_i64 << 47) as f64;
        let is_whole = number.fract() == 0.0 && number.abs() < MOST && !(number == 0.0 && number.is_sign_negative());
        if is_whole {
            self.integer(number as i64);
        } else {
            self.types.push(7);
            self.body.extend_from_slice(&number.to_be_bytes());
        }
    }

    /// The record as it stands in the file.
    fn finish(&mut self) {
        // The length of the header counts itself.
        let types = self.types.len() as u64;
        let own = (1..=9).find(|own| varint_length(types + own) as u64 == *own).unwrap_or(1);
        self.payload.clear();
        put_varint(&mut self.payload, types + own);
        self.payload.extend_from_slice(&self.types);
        self.payload.extend_from_slice(&self.body);
    }
}

/// Fills one empty table.
pub(super) struct Bulk {
    out: BufWriter<File>,
    page_size: usize,
    /// The page of the table that SQLite knows.
    root: u32,
    next_page: u32,
    /// The leaf that is being filled, from its end: where its cells begin, and how many they are.
    page: Vec<u8>,
    top: usize,
    cells: usize,
    last_row: i64,
    /// Those that are written, each with its last row.
    leaves: Vec<(u32, i64)>,
    chunk: Vec<u8>,
}

impl Bulk {
    /// The file must be at rest: no transaction, no journal.
    pub fn begin(path: &Path, root: u32) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        let mut header = [0; 100];
        file.read_exact(&mut header)?;
        let page_size = match usize::from(u16::from_be_bytes([header[16], header[17]])) {
            1 => 65_536,
            size => size,
        };
        let length = file.seek(SeekFrom::End(0))?;
        let is_sound = page_size >= 512 && length.is_multiple_of(page_size as u64) && header[20] == 0;
        let pages =
            u32::try_from(length / page_size as u64).ok().filter(|pages| is_sound && (2..=*pages).contains(&root));
        let Some(pages) = pages else { return Err(io::Error::other("its layout is not what was expected")) };
        Ok(Self {
            out: BufWriter::with_capacity(1 << 20, file),
            page_size,
            root,
            next_page: pages + 1,
            page: vec![0; page_size],
            top: page_size,
            cells: 0,
            last_row: i64::MIN,
            leaves: Vec::new(),
            chunk: Vec::new(),
        })
    }

    /// Row ids must grow.
    pub fn push(&mut self, row: i64, record: &mut Record) -> io::Result<()> {
        if row <= self.last_row {
            return Err(io::Error::other("its rows are not in order"));
        }
        record.finish();
        let payload = &record.payload;
        let (usable, length) = (self.page_size, payload.len());
        // What is longer goes on in pages of its own; the format says how much stays.
        let most = usable - 35;
        let local = if length <= most {
            length
        } else {
            let least = (usable - 12) * 32 / 255 - 23;
            let fitting = least + (length - least) % (usable - 4);
            if fitting <= most { fitting } else { least }
        };
        let mut cell = std::mem::take(&mut self.chunk);
        cell.clear();
        put_varint(&mut cell, length as u64);
        put_varint(&mut cell, row.cast_unsigned());
        cell.extend_from_slice(&payload[..local]);
        if local < length {
            let first = self.overflow(&payload[local..])?;
            cell.extend_from_slice(&first.to_be_bytes());
        }
        if 8 + 2 * (self.cells + 1) + cell.len() > self.top {
            let page = self.write_leaf()?;
            self.leaves.push((page, self.last_row));
        }
        self.top -= cell.len();
        self.page[self.top..self.top + cell.len()].copy_from_slice(&cell);
        let place = 8 + 2 * self.cells;
        self.page[place..place + 2].copy_from_slice(&(self.top as u16).to_be_bytes());
        self.cells += 1;
        self.last_row = row;
        self.chunk = cell;
        Ok(())
    }

    /// The number of the next page, whose place is where the file ends now.
    fn new_page(&mut self) -> io::Result<u32> {
        if u64::from(self.next_page - 1) * self.page_size as u64 == LOCKED_BYTE {
            self.out.write_all(&vec![0; self.page_size])?;
            self.next_page += 1;
        }
        self.next_page += 1;
        Ok(self.next_page - 1)
    }

    fn overflow(&mut self, rest: &[u8]) -> io::Result<u32> {
        let mut first = 0;
        let mut parts = rest.chunks(self.page_size - 4).peekable();
        let mut page = vec![0; self.page_size];
        while let Some(part) = parts.next() {
            let number = self.new_page()?;
            first = if first == 0 { number } else { first };
            let at = u64::from(number) * self.page_size as u64;
            let next = match parts.peek() {
                None => 0,
                Some(_) if at == LOCKED_BYTE => number + 2,
                Some(_) => number + 1,
            };
            page[..4].copy_from_slice(&next.to_be_bytes());
            page[4..4 + part.len()].copy_from_slice(part);
            page[4 + part.len()..].fill(0);
            self.out.write_all(&page)?;
        }
        Ok(first)
    }

    fn end_leaf(&mut self) {
        self.page[0] = LEAF;
        self.page[3..5].copy_from_slice(&(self.cells as u16).to_be_bytes());
        // 65,536 is written as 0.
        self.page[5..7].copy_from_slice(&(self.top as u16).to_be_bytes());
        let pointers_end = 8 + 2 * self.cells;
        self.page[pointers_end..self.top].fill(0);
    }

    fn write_leaf(&mut self) -> io::Result<u32> {
        self.end_leaf();
        let number = self.new_page()?;
        self.out.write_all(&self.page)?;
        self.page[..8].fill(0);
        (self.top, self.cells) = (self.page_size, 0);
        Ok(number)
    }

    /// Writes the pages that find the leaves, the root last, and the header's count.
    pub fn finish(mut self) -> io::Result<()> {
        if self.cells == 0 && self.leaves.is_empty() {
            return Ok(());
        }
        let root = if self.leaves.is_empty() {
            self.end_leaf();
            std::mem::take(&mut self.page)
        } else {
            let last = self.write_leaf()?;
            let mut level = std::mem::take(&mut self.leaves);
            level.push((last, self.last_row));
            loop {
                // A child takes 15 bytes at most: its place, its number, its last row.
                let most = (self.page_size - 12) / 15 + 1;
                let pages = level.len().div_ceil(most);
                if pages == 1 {
                    break self.interior(&level);
                }
                let (each, more) = (level.len() / pages, level.len() % pages);
                let mut above = Vec::with_capacity(pages);
                let mut rest = level.as_slice();
                for index in 0..pages {
                    let (children, after) = rest.split_at(each + usize::from(index < more));
                    rest = after;
                    let number = self.new_page()?;
                    let page = self.interior(children);
                    self.out.write_all(&page)?;
                    above.extend(children.last().map(|(_, row)| (number, *row)));
                }
                level = above;
            }
        };
        let (pages, page_size) = (self.next_page - 1, self.page_size as u64);
        let mut file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(u64::from(self.root - 1) * page_size))?;
        file.write_all(&root)?;
        // The count of pages holds as long as the count of changes stands beside it twice.
        let mut changes = [0; 4];
        file.seek(SeekFrom::Start(24))?;
        file.read_exact(&mut changes)?;
        let changes = u32::from_be_bytes(changes).wrapping_add(1).to_be_bytes();
        for (at, number) in [(24, changes), (28, pages.to_be_bytes()), (92, changes)] {
            file.seek(SeekFrom::Start(at))?;
            file.write_all(&number)?;
        }
        Ok(())
    }

    fn interior(&self, children: &[(u32, i64)]) -> Vec<u8> {
        let mut page = vec![0; self.page_size];
        let mut top = self.page_size;
        let mut cell = Vec::with_capacity(13);
        let (last, rest) = children.split_last().unwrap_or((&(0, 0), &[]));
        for (index, (child, row)) in rest.iter().enumerate() {
            cell.clear();
            cell.extend_from_slice(&child.to_be_bytes());
            put_varint(&mut cell, row.cast_unsigned());
            top -= cell.len();
            page[top..top + cell.len()].copy_from_slice(&cell);
            page[12 + 2 * index..14 + 2 * index].copy_from_slice(&(top as u16).to_be_bytes());
        }
        page[0] = INTERIOR;
        page[3..5].copy_from_slice(&(rest.len() as u16).to_be_bytes());
        page[5..7].copy_from_slice(&(top as u16).to_be_bytes());
        page[8..12].copy_from_slice(&last.0.to_be_bytes());
        page
    }
}

/// Seven bits a byte, the highest first; a ninth byte has eight.
fn put_varint(out: &mut Vec<u8>, number: u64) {
    if number < 0x80 {
        out.push(number as u8);
        return;
    }
    let length = varint_length(number);
    if length == 9 {
        let high = number >> 8;
        out.extend((0..8).rev().map(|place| (high >> (7 * place)) as u8 | 0x80));
        out.push(number as u8);
        return;
    }
    out.extend((1..length).rev().map(|place| (number >> (7 * place)) as u8 | 0x80));
    out.push(number as u8 & 0x7F);
}

fn varint_length(number: u64) -> usize {
    (1..9).find(|length| number >> (7 * length) == 0).unwrap_or(9)
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, types::Value};

    use super::*;

    /// Made-up values of all sizes, the same each time.
    fn values(row: i64, longest: usize) -> Vec<Value> {
        let spread = row.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let length = if row % 7 == 0 { (spread >> 40) as usize % longest } else { (spread >> 50) as usize % 40 };
        vec![
            Value::Text("ö".repeat(length / 2)),
            if row % 3 == 0 { Value::Null } else { Value::Integer(spread.cast_signed() >> (spread % 64)) },
            if row % 5 == 0 {
                Value::Null
            } else {
                Value::Real((spread >> 44) as f64 / if row % 2 == 0 { 8.0 } else { 1.0 })
            },
        ]
    }

    fn fill(page_size: u32, rows: std::ops::Range<i64>, longest: usize) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bulk.sqlite");
        let connection = Connection::open(&path).expect("a file");
        connection
            .execute_batch(&format!(
                "PRAGMA page_size = {page_size};
                 CREATE TABLE before (x);
                 CREATE TABLE bulk (id INTEGER PRIMARY KEY, a TEXT, b INTEGER, c REAL) STRICT;
                 INSERT INTO before VALUES (1);"
            ))
            .expect("a layout");
        let root = connection
            .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'bulk'", [], |row| row.get(0))
            .expect("a root");
        let mut bulk = Bulk::begin(&path, root).expect("begun");
        let mut record = Record::default();
        for row in rows.clone() {
            record.clear();
            record.null();
            for value in values(row, longest) {
                match value {
                    Value::Text(text) => record.text(&text),
                    Value::Integer(number) => record.integer(number),
                    Value::Real(number) => record.real(number),
                    _ => record.null(),
                }
            }
            bulk.push(row, &mut record).expect("room");
        }
        bulk.finish().expect("finished");
        let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("an answer");
        assert_eq!(check, "ok", "{page_size} {rows:?} {longest}");
        let mut statement = connection.prepare("SELECT id, a, b, c FROM bulk ORDER BY id").expect("prepared");
        let mut found = statement.query([]).expect("rows");
        for row in rows {
            let stored = found.next().expect("read").expect("a row");
            assert_eq!(stored.get::<_, i64>(0).expect("an id"), row);
            for (column, value) in values(row, longest).into_iter().enumerate() {
                assert_eq!(stored.get::<_, Value>(column + 1).expect("a value"), value, "{row}, {column}");
            }
        }
        assert!(found.next().expect("read").is_none());
        drop(found);
        // It goes on as any other.
        connection.execute("INSERT INTO bulk (a) VALUES ('more')", []).expect("one more");
        connection.execute("DELETE FROM bulk WHERE id % 3 = 0", []).expect("some fewer");
        let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("an answer");
        assert_eq!(check, "ok");
    }

    #[test]
    fn sqlite_finds_what_was_laid_out() {
        for page_size in [512, 1024, 4096, 65_536] {
            fill(page_size, 1..1, 10);
            fill(page_size, 1..2, 10);
            fill(page_size, 1..40, 300_000);
            fill(page_size, 126..5_000, 6_000);
        }
        // Three levels.
        fill(512, 2_097_000..2_120_000, 400);
        fill(4096, (i64::MAX - 5_000)..(i64::MAX - 1), 5_000);
    }

    #[test]
    fn rows_must_come_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bulk.sqlite");
        Connection::open(&path)
            .and_then(|connection| connection.execute_batch("CREATE TABLE bulk (a)"))
            .expect("a file");
        let mut bulk = Bulk::begin(&path, 2).expect("begun");
        let mut record = Record::default();
        record.null();
        bulk.push(5, &mut record).expect("room");
        assert!(bulk.push(5, &mut record).is_err());
        assert!(Bulk::begin(&path, 3).is_err(), "no such page");
    }

    #[test]
    fn numbers_of_any_size_are_written_as_the_format_says() {
        for (number, bytes) in [
            (0, vec![0]),
            (0x7F, vec![0x7F]),
            (0x80, vec![0x81, 0]),
            (0x3FFF, vec![0xFF, 0x7F]),
            (0x4000, vec![0x81, 0x80, 0]),
            (u64::MAX, vec![0xFF; 9]),
        ] {
            let mut out = Vec::new();
            put_varint(&mut out, number);
            assert_eq!(out, bytes, "{number}");
        }
    }
}
