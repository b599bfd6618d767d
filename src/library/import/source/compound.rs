//! Whether an XLS file holds together, before calamine reads it.
//!
//! A damaged one can make calamine 0.38 take all memory there is: it follows a chain of sectors round in circles, and
//! makes room for all cells between the first and the last. Running out of memory can't be caught, so it is looked for.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom},
    path::Path,
};

const END: u32 = 0xFFFF_FFFE;
/// Numbers from here on are no sectors.
const RESERVED: u32 = 0xFFFF_FFFA;
/// An XLS sheet has so many columns, and so many rows.
const COLUMNS: u16 = 256;
const ROWS: u32 = 65_536;

/// What is wrong with the file, if something is.
pub(super) fn damage(path: &Path) -> io::Result<Option<&'static str>> {
    let mut file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let mut head = [0; 512];
    file.read_exact(&mut head)?;
    let size: u64 = if short(&head, 30) == 12 { 4_096 } else { 512 };
    let mut compound = Compound { file, bytes, size, fat: Vec::new() };
    compound.damage(&head)
}

struct Compound {
    file: File,
    bytes: u64,
    /// Of a sector.
    size: u64,
    fat: Vec<u32>,
}

impl Compound {
    fn damage(&mut self, head: &[u8]) -> io::Result<Option<&'static str>> {
        let most = self.bytes / self.size + 1;
        let mut places: Vec<u32> = (0..109).map(|index| long(head, 76 + 4 * index)).collect();
        let (mut next, mut read) = (long(head, 68), 0);
        while next < RESERVED {
            read += 1;
            if read > most {
                return Ok(Some("its list of sectors goes round in circles"));
            }
            places.extend(longs(&self.sector(next)?));
            next = places.pop().unwrap_or(END);
        }
        places.retain(|place| *place < RESERVED);
        if places.len() as u64 > most {
            return Ok(Some("its list of sectors is longer than the file"));
        }
        for place in places {
            let sector = self.sector(place)?;
            self.fat.extend(longs(&sector));
        }
        let Some(list) = self.chain(long(head, 48))? else {
            return Ok(Some("its table of contents goes round in circles"));
        };
        let entries: Vec<Entry> = list.chunks_exact(128).map(|entry| Entry::of(entry, self.size)).collect();
        let too_long = |length: u64| length > self.bytes + self.size;
        if entries.iter().any(|entry| too_long(entry.length)) || too_long(u64::from(long(head, 64)) * self.size) {
            return Ok(Some("a part of it would be longer than the file"));
        }
        for entry in entries.iter().filter(|entry| entry.name == "workbook" || entry.name == "book") {
            let content = if entry.length >= 4_096 {
                self.chain(entry.start)?
            } else {
                let root = entries.first().map_or(END, |root| root.start);
                let (Some(small), Some(fat)) = (self.chain(root)?, self.chain(long(head, 60))?) else {
                    return Ok(Some("a part of it goes round in circles"));
                };
                small_chain(&small, &longs(&fat).collect::<Vec<_>>(), entry.start)
            };
            let Some(content) = content else { return Ok(Some("its workbook goes round in circles")) };
            if has_far_cells(&content) {
                return Ok(Some("it has cells where a sheet has none"));
            }
        }
        Ok(None)
    }

    /// What there is of a sector.
    fn sector(&mut self, number: u32) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start((u64::from(number) + 1) * self.size))?;
        let mut sector = Vec::new();
        self.file.by_ref().take(self.size).read_to_end(&mut sector)?;
        Ok(sector)
    }

    /// All of a chain; `None` if it has no end.
    fn chain(&mut self, mut number: u32) -> io::Result<Option<Vec<u8>>> {
        let mut content = Vec::new();
        let mut read = 0;
        while number < RESERVED {
            read += 1;
            if read > self.fat.len() {
                return Ok(None);
            }
            content.extend(self.sector(number)?);
            number = self.fat.get(number as usize).copied().unwrap_or(END);
        }
        Ok(Some(content))
    }
}

/// The same for what is too small for sectors of its own.
fn small_chain(small: &[u8], fat: &[u32], mut number: u32) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let mut read = 0;
    while number < RESERVED {
        read += 1;
        if read > fat.len() {
            return None;
        }
        let start = number as usize * 64;
        content.extend_from_slice(small.get(start..(start + 64).min(small.len())).unwrap_or_default());
        number = fat.get(number as usize).copied().unwrap_or(END);
    }
    Some(content)
}

struct Entry {
    name: String,
    start: u32,
    length: u64,
}

impl Entry {
    fn of(entry: &[u8], size: u64) -> Self {
        let units: Vec<u16> = (0..32).map(|index| short(entry, 2 * index)).take_while(|unit| *unit != 0).collect();
        let high = if size == 512 { 0 } else { u64::from(long(entry, 124)) };
        Self {
            name: String::from_utf16_lossy(&units).to_lowercase(),
            start: long(entry, 116),
            length: high << 32 | u64::from(long(entry, 120)),
        }
    }
}

/// Whether a record puts a cell beyond the last column, or says that the sheet reaches further.
fn has_far_cells(content: &[u8]) -> bool {
    let mut rest = content;
    while rest.len() >= 4 {
        let (kind, length) = (short(rest, 0), usize::from(short(rest, 2)));
        let record = rest[4..].get(..length).unwrap_or(&rest[4..]);
        let far = match kind {
            // Cells begin with their row and their column.
            0x0006 | 0x00D6 | 0x00FD | 0x0203..=0x0205 | 0x027E if record.len() >= 4 => short(record, 2) >= COLUMNS,
            // Several cells side by side.
            0x00BD if record.len() >= 6 => short(record, 2) >= COLUMNS || short(record, record.len() - 2) >= COLUMNS,
            0x0200 if record.len() >= 14 => {
                let (first, last) = (long(record, 0), long(record, 4));
                first > last || last > ROWS || short(record, 8) > COLUMNS || short(record, 10) > COLUMNS
            }
            0x0200 if record.len() >= 8 => {
                short(record, 0) > short(record, 2) || short(record, 4) > COLUMNS || short(record, 6) > COLUMNS
            }
            _ => false,
        };
        if far {
            return true;
        }
        rest = rest.get(4 + length..).unwrap_or_default();
    }
    false
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) | u32::from(short(bytes, at + 2)) << 16
}

fn longs(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|word| long(word, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const XLS: &[u8] = include_bytes!("../../../../tests/fixtures/leads.xls");

    fn damage_of(bytes: &[u8]) -> Option<&'static str> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.xls");
        std::fs::write(&path, bytes).expect("written");
        damage(&path).expect("read")
    }

    #[test]
    fn what_would_take_all_memory_is_found() {
        assert_eq!(damage_of(XLS), None);
        // Every sector leads to itself.
        let mut circle = XLS.to_vec();
        let fat = (long(XLS, 76) as usize + 1) * 512;
        for sector in 0..11_u32 {
            circle[fat + 4 * sector as usize..][..4].copy_from_slice(&sector.to_le_bytes());
        }
        assert!(damage_of(&circle).is_some_and(|why| why.contains("round in circles")));
        // A cell in the last column that two bytes can name.
        let at = XLS.windows(6).position(|window| window[..4] == [0xFD, 0, 10, 0]).expect("a text");
        let mut far = XLS.to_vec();
        far[at + 6..at + 8].copy_from_slice(&[0xFF, 0xFF]);
        assert_eq!(damage_of(&far), Some("it has cells where a sheet has none"));
    }
}
