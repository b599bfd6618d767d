//! Texts on their way from SQLite to their codes: one thread reads rows, another looks their texts up.
//!
//! To look a text up takes as long as to read it, so a library is opened in little more than the time that SQLite takes to
//! read it.

use std::{
    borrow::Cow,
    panic::resume_unwind,
    sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel},
    thread,
};

use rusqlite::types::ValueRef;

use super::super::{dictionary::Dictionary, read::trimmed};
use crate::scoring::Codes;

/// So many rows go over at a time: the fewer, the sooner a cancel is obeyed.
const BATCH_ROWS: usize = 1_024;
/// So many batches wait at most.
const WAITING: usize = 4;

/// A text column, dictionary-coded.
#[derive(Default)]
pub struct Coded {
    pub codes: Codes,
    pub values: Dictionary,
}

/// Takes the texts of rows.
pub struct Texts {
    batch: Vec<Stored>,
    full: SyncSender<Vec<Stored>>,
    /// Batches whose texts are coded: their room is used again.
    coded: Receiver<Vec<Stored>>,
}

/// The texts of one column in some rows, as they are stored, one after the other.
#[derive(Default)]
struct Stored {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// Reads rows with `read`, which gives each of them a text for each column; the codes of the texts.
pub fn coded<E>(columns: usize, read: impl FnOnce(&mut Texts) -> Result<(), E>) -> Result<Vec<Coded>, E> {
    let (full, to_code) = sync_channel(WAITING);
    let (done, coded) = channel();
    let empty = || (0..columns).map(|_| Stored::default()).collect();
    let mut texts = Texts { batch: empty(), full, coded };
    thread::scope(|scope| {
        let coder = scope.spawn(move || code_all(columns, &to_code, &done));
        let read = read(&mut texts).map(|()| texts.hand_over());
        // Nothing more comes: the other thread ends.
        drop(texts);
        let coded = coder.join().unwrap_or_else(|panic| resume_unwind(panic));
        read.map(|()| coded)
    })
}

fn code_all(columns: usize, to_code: &Receiver<Vec<Stored>>, done: &Sender<Vec<Stored>>) -> Vec<Coded> {
    let mut coded: Vec<Coded> = (0..columns).map(|_| Coded::default()).collect();
    for mut batch in to_code {
        for (coded, stored) in coded.iter_mut().zip(&mut batch) {
            coded.take(stored);
            stored.bytes.clear();
            stored.ends.clear();
        }
        // If nobody wants it back, nothing is lost.
        done.send(batch).ok();
    }
    coded
}

impl Texts {
    /// The next text of a column. What is no text goes as a blank one, which is missing as well.
    pub fn push(&mut self, column: usize, stored: ValueRef<'_>) {
        let Stored { bytes, ends } = &mut self.batch[column];
        if let ValueRef::Text(text) = stored {
            bytes.extend_from_slice(text);
        }
        ends.push(bytes.len());
    }

    /// The row is complete.
    pub fn end_row(&mut self) {
        if self.batch.first().is_some_and(|column| column.ends.len() >= BATCH_ROWS) {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        let room = self.coded.try_recv().unwrap_or_else(|_| self.batch.iter().map(|_| Stored::default()).collect());
        let batch = std::mem::replace(&mut self.batch, room);
        // The other thread takes batches for as long as this one has any.
        self.full.send(batch).ok();
    }
}

impl Coded {
    fn take(&mut self, stored: &Stored) {
        // What SQLite holds as text is UTF-8 unless another program wrote nonsense: looked at once, not text by text.
        let all = std::str::from_utf8(&stored.bytes).ok();
        let mut start = 0;
        for end in &stored.ends {
            let text = match all.and_then(|all| all.get(start..*end)) {
                Some(text) => Cow::Borrowed(text),
                None => String::from_utf8_lossy(&stored.bytes[start..*end]),
            };
            self.codes.push(trimmed(&text).map(|text| self.values.code(text)));
            start = *end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts_of(coded: &Coded) -> Vec<Option<&str>> {
        coded.codes.iter().map(|code| coded.values.value(code? as u32)).collect()
    }

    #[test]
    fn texts_are_coded_in_the_order_of_the_rows() {
        let rows = 3 * BATCH_ROWS + 5;
        let coded = coded(2, |texts| {
            for row in 0..rows {
                texts.push(0, ValueRef::Text(format!("text {}", row % 1000).as_bytes()));
                texts.push(1, if row % 3 == 0 { ValueRef::Null } else { ValueRef::Text(b" x ") });
                texts.end_row();
            }
            Ok::<_, ()>(())
        });
        let coded = coded.expect("nothing fails");
        let expected = (0..rows).map(|row| Some(format!("text {}", row % 1000))).collect::<Vec<_>>();
        assert!(texts_of(&coded[0]).into_iter().eq(expected.iter().map(Option::as_deref)));
        assert!(texts_of(&coded[1]).into_iter().eq((0..rows).map(|row| (row % 3 != 0).then_some("x"))));
    }

    #[test]
    fn nonsense_is_taken_apart_text_by_text() {
        let coded = coded(1, |texts| {
            // Two halves of one character, which are whole only together.
            for text in [&[0xC3][..], &[0xBC], b"ok", b" \xFF ", b"", b"  "] {
                texts.push(0, ValueRef::Text(text));
                texts.end_row();
            }
            Ok::<_, ()>(())
        });
        let nonsense = Some("\u{FFFD}");
        assert_eq!(texts_of(&coded.expect("nothing fails")[0]), [nonsense, nonsense, Some("ok"), nonsense, None, None]);
    }

    #[test]
    fn a_reader_that_stops_stops_both() {
        let stopped = coded(1, |texts| {
            for _ in 0..10 * BATCH_ROWS {
                texts.push(0, ValueRef::Text(b"text"));
                texts.end_row();
            }
            Err("enough")
        });
        assert_eq!(stopped.err(), Some("enough"));
    }
}
