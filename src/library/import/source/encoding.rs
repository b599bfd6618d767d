//! From the bytes of a text file to UTF-8, a block at a time.

use std::{
    fs::File,
    io::{self, Read, Seek as _, SeekFrom},
    path::Path,
};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::sniff::not_read;
use crate::{
    library::{LibraryError, Progress},
    model::wording::grouped,
};

const BLOCK: usize = 256 * 1024;

/// How a text file is written.
pub(super) struct Letters {
    encoding: &'static Encoding,
    /// How long the byte order mark is.
    mark: u64,
    /// NUL bytes that mean nothing are left out.
    nuls: u64,
    /// What is worth a note.
    pub note: Option<String>,
    pub bytes: u64,
}

impl Letters {
    /// Looks through the whole file: UTF-8 with or without a mark, UTF-16 with one (or plainly so), else Latin-1 (as
    /// Windows writes it).
    pub fn of(path: &Path, progress: &Progress) -> Result<Self, LibraryError> {
        let failed = |err: io::Error| not_read(path, &err);
        let mut file = File::open(path).map_err(failed)?;
        let mut block = vec![0; BLOCK];
        let mut seen = Seen::default();
        let mut first = true;
        loop {
            let read = file.read(&mut block).map_err(failed)?;
            if read == 0 {
                break;
            }
            progress.step(0)?;
            if std::mem::take(&mut first)
                && let Some((encoding, mark)) = Encoding::for_bom(&block[..read])
            {
                let bytes = file.metadata().map_err(failed)?.len();
                let mark = mark as u64;
                if encoding != UTF_8 {
                    return Ok(Self { encoding, mark, nuls: 0, note: Some("UTF-16".to_owned()), bytes });
                }
                seen.mark = mark;
            }
            seen.look_at(&block[..read]);
        }
        seen.letters(path)
    }

    pub fn open(&self, path: &Path) -> io::Result<Decoded> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(self.mark))?;
        let decoder = (self.encoding != UTF_8).then(|| self.encoding.new_decoder_without_bom_handling());
        Ok(Decoded { file, decoder, raw: vec![0; BLOCK], drop_nuls: self.nuls > 0, ended: false, read: 0 })
    }
}

/// What a look through the file has found so far.
#[derive(Default)]
struct Seen {
    bytes: u64,
    mark: u64,
    /// By whether they stand at an even or an odd place.
    nuls: [u64; 2],
    not_utf8: bool,
    /// Control characters that no text has.
    controls: u64,
    /// Of a letter that is cut by the end of a block.
    rest: Vec<u8>,
}

impl Seen {
    fn look_at(&mut self, block: &[u8]) {
        if block.contains(&0) {
            for (index, _) in block.iter().enumerate().filter(|(_, byte)| **byte == 0) {
                self.nuls[(self.bytes as usize + index) % 2] += 1;
            }
        }
        self.bytes += block.len() as u64;
        // So many that a byte can count them, which is many bytes at once.
        self.controls += block.chunks(255).map(|some| u64::from(controls(some))).sum::<u64>();
        if self.not_utf8 {
            return;
        }
        let joined;
        let text = if self.rest.is_empty() {
            block
        } else {
            joined = [&self.rest, block].concat();
            &joined
        };
        match std::str::from_utf8(text) {
            Ok(_) => self.rest.clear(),
            Err(err) if err.error_len().is_none() => self.rest = text[err.valid_up_to()..].to_vec(),
            Err(_) => self.not_utf8 = true,
        }
    }

    fn letters(&self, path: &Path) -> Result<Letters, LibraryError> {
        let [even, odd] = self.nuls;
        let nuls = even + odd;
        let letters =
            |encoding, note: Option<String>| Letters { encoding, mark: self.mark, nuls, note, bytes: self.bytes };
        // Plain letters in UTF-16 are every other byte zero.
        if nuls * 10 >= self.bytes * 4 && even.min(odd) * 20 <= nuls {
            let encoding = if odd > even { UTF_16LE } else { UTF_16BE };
            return Ok(Letters { nuls: 0, ..letters(encoding, Some("UTF-16".to_owned())) });
        }
        // What is no UTF-8 may be Latin-1, in which every byte is a letter but these.
        let is_latin = self.not_utf8 || !self.rest.is_empty();
        let share = if is_latin { 100 } else { 10 };
        if nuls * 100 > self.bytes || self.controls > 3 && (nuls + self.controls) * share > self.bytes {
            return Err(LibraryError::Input(format!(
                "{} is not a text file, whatever its ending says: {} of its {} bytes are of a kind that no text has; leads are imported \
                 from CSV, workbooks and JSON lines",
                path.display(),
                grouped(nuls + self.controls),
                grouped(self.bytes)
            )));
        }
        let nul_note = (nuls > 0).then(|| format!("without {} NUL bytes, which mean nothing in a text", grouped(nuls)));
        if is_latin {
            let latin = "Latin-1 (Windows-1252), since it is not UTF-8";
            let note = nul_note.map_or_else(|| latin.to_owned(), |nuls| format!("{latin}, {nuls}"));
            return Ok(letters(WINDOWS_1252, Some(note)));
        }
        Ok(letters(UTF_8, nul_note.map(|nuls| format!("UTF-8 {nuls}"))))
    }
}

/// Of at most 255 bytes. Tabs and line breaks are text, and so are those that part fields, records and cells with breaks in
/// some exports.
fn controls(bytes: &[u8]) -> u8 {
    let is_control = |byte: u8| (byte.wrapping_sub(0x01) < 0x08) | (byte.wrapping_sub(0x0E) < 0x0D) | (byte == 0x7F);
    bytes.iter().fold(0, |sum, byte| sum + u8::from(is_control(*byte)))
}

/// A file, read as UTF-8.
pub(super) struct Decoded {
    file: File,
    /// `None`: it is UTF-8.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    drop_nuls: bool,
    ended: bool,
    /// Bytes of the file so far.
    pub read: u64,
}

impl Decoded {
    /// The next block, into room whose content is replaced; false at the end.
    pub fn next(&mut self, block: &mut Vec<u8>) -> io::Result<bool> {
        block.clear();
        while block.is_empty() && !self.ended {
            let read = self.file.read(&mut self.raw)?;
            self.read += read as u64;
            self.ended = read == 0;
            match &mut self.decoder {
                None => block.extend_from_slice(&self.raw[..read]),
                Some(decoder) => {
                    let most = decoder.max_utf8_buffer_length(read).unwrap_or(3 * read + 16);
                    block.resize(most, 0);
                    let (_, _, written, _) = decoder.decode_to_utf8(&self.raw[..read], block, self.ended);
                    block.truncate(written);
                }
            }
            if self.drop_nuls {
                block.retain(|byte| *byte != 0);
            }
        }
        Ok(!block.is_empty())
    }
}
