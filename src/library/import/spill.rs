//! Sorts events by lead and time, in bounded memory: what is too much waits in temporary files.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek as _, Write},
};

use crate::library::{LibraryError, dictionary::Dictionary};

/// So many events are sorted in memory, or so many bytes of different texts.
const MOST_EVENTS: usize = 1 << 20;
const MOST_TEXT: usize = 64 << 20;

/// An event that waits to be written: codes instead of texts, since there may be millions.
struct Waiting {
    lead: i64,
    at: i64,
    kind: u32,
    detail: Option<u32>,
    amount: Option<f64>,
}

/// An event of one lead.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Happening {
    pub at: i64,
    pub kind: String,
    pub detail: Option<String>,
    pub amount: Option<f64>,
}

#[derive(Default)]
pub(super) struct Sorter {
    texts: Dictionary,
    text_bytes: usize,
    waiting: Vec<Waiting>,
    spilled: Vec<File>,
    most: Option<usize>,
}

impl Sorter {
    pub fn push(
        &mut self,
        lead: i64,
        at: i64,
        kind: &str,
        detail: Option<&str>,
        amount: Option<f64>,
    ) -> Result<(), LibraryError> {
        let kind = self.code(kind);
        let detail = detail.map(|detail| self.code(detail));
        self.waiting.push(Waiting { lead, at, kind, detail, amount });
        if self.waiting.len() >= self.most.unwrap_or(MOST_EVENTS) || self.text_bytes >= MOST_TEXT {
            return self.spill().map_err(|err| failed(&err));
        }
        Ok(())
    }

    fn code(&mut self, text: &str) -> u32 {
        self.text_bytes += if self.texts.find(text).is_none() { text.len() } else { 0 };
        self.texts.code(text)
    }

    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.spilled.is_empty()
    }

    fn sort(&mut self) {
        // Stable, so that events of one instant stay as the file has them.
        self.waiting.sort_by_key(|event| (event.lead, event.at));
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let mut out = BufWriter::with_capacity(1 << 18, tempfile::tempfile()?);
        for event in &self.waiting {
            out.write_all(&event.lead.to_le_bytes())?;
            let kind = self.texts.value(event.kind).unwrap_or_default();
            let detail = event.detail.and_then(|detail| self.texts.value(detail));
            write_happening(&mut out, event.at, kind, detail, event.amount)?;
        }
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.spilled.push(file);
        self.waiting.clear();
        (self.texts, self.text_bytes) = (Dictionary::default(), 0);
        Ok(())
    }

    /// Hands on the events, those of one lead after those of another.
    pub fn finish(
        mut self,
        mut take: impl FnMut(i64, &[Happening]) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        if self.spilled.is_empty() {
            self.sort();
            let mut group: Vec<Happening> = Vec::new();
            for events in self.waiting.chunk_by(|a, b| a.lead == b.lead) {
                group.clear();
                group.extend(events.iter().map(|event| self.happening(event)));
                take(events[0].lead, &group)?;
            }
            return Ok(());
        }
        self.spill().map_err(|err| failed(&err))?;
        merge(self.spilled, take)
    }

    fn happening(&self, event: &Waiting) -> Happening {
        let text = |code: u32| self.texts.value(code).unwrap_or_default().to_owned();
        Happening { at: event.at, kind: text(event.kind), detail: event.detail.map(text), amount: event.amount }
    }
}

/// Each file is sorted; of equals, the earlier file has the earlier rows.
fn merge(
    files: Vec<File>,
    mut take: impl FnMut(i64, &[Happening]) -> Result<(), LibraryError>,
) -> Result<(), LibraryError> {
    let mut files: Vec<BufReader<File>> =
        files.into_iter().map(|file| BufReader::with_capacity(1 << 16, file)).collect();
    let mut heads: Vec<Option<Happening>> = vec![None; files.len()];
    let mut order = BinaryHeap::new();
    let mut next =
        |index: usize, heads: &mut Vec<Option<Happening>>, order: &mut BinaryHeap<Reverse<(i64, i64, usize)>>| {
            if let Some((lead, event)) = read_happening(&mut files[index]).map_err(|err| failed(&err))? {
                order.push(Reverse((lead, event.at, index)));
                heads[index] = Some(event);
            }
            Ok::<(), LibraryError>(())
        };
    for index in 0..heads.len() {
        next(index, &mut heads, &mut order)?;
    }
    let (mut lead_of_group, mut group) = (0, Vec::new());
    while let Some(Reverse((lead, _, index))) = order.pop() {
        if lead != lead_of_group && !group.is_empty() {
            take(lead_of_group, &group)?;
            group.clear();
        }
        lead_of_group = lead;
        group.extend(heads[index].take());
        next(index, &mut heads, &mut order)?;
    }
    if group.is_empty() { Ok(()) } else { take(lead_of_group, &group) }
}

fn failed(err: &io::Error) -> LibraryError {
    LibraryError::Input(format!("events that wait to be sorted can't be kept in a temporary file: {err}"))
}

fn write_happening(
    out: &mut impl Write,
    at: i64,
    kind: &str,
    detail: Option<&str>,
    amount: Option<f64>,
) -> io::Result<()> {
    out.write_all(&at.to_le_bytes())?;
    write_text(out, Some(kind))?;
    write_text(out, detail)?;
    out.write_all(&[u8::from(amount.is_some())])?;
    out.write_all(&amount.unwrap_or(0.0).to_le_bytes())
}

fn write_text(out: &mut impl Write, text: Option<&str>) -> io::Result<()> {
    out.write_all(&text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes())?;
    out.write_all(text.unwrap_or_default().as_bytes())
}

/// `None` at the end.
fn read_happening(from: &mut impl Read) -> io::Result<Option<(i64, Happening)>> {
    let mut word = [0; 8];
    match from.read_exact(&mut word) {
        Err(err) if err.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let lead = i64::from_le_bytes(word);
    from.read_exact(&mut word)?;
    let at = i64::from_le_bytes(word);
    let kind = read_text(from)?.unwrap_or_default();
    let detail = read_text(from)?;
    let mut flag = [0];
    from.read_exact(&mut flag)?;
    from.read_exact(&mut word)?;
    let amount = (flag[0] == 1).then(|| f64::from_le_bytes(word));
    Ok(Some((lead, Happening { at, kind, detail, amount })))
}

fn read_text(from: &mut impl Read) -> io::Result<Option<String>> {
    let mut word = [0; 8];
    from.read_exact(&mut word)?;
    let length = u64::from_le_bytes(word);
    if length == u64::MAX {
        return Ok(None);
    }
    let mut text = Vec::new();
    from.take(length).read_to_end(&mut text)?;
    Ok(Some(String::from_utf8_lossy(&text).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(most: Option<usize>) -> Vec<(i64, Vec<String>)> {
        let mut sorter = Sorter { most, ..Sorter::default() };
        for number in 0..100_i64 {
            let (lead, at) = (number * 7 % 5, number * 13 % 4);
            let detail = (number % 3 == 0).then(|| format!("detail {number}"));
            let amount = (number % 2 == 0).then_some(number as f64 / 2.0);
            sorter.push(lead, at, &format!("kind {number}"), detail.as_deref(), amount).expect("room");
        }
        let mut found = Vec::new();
        sorter
            .finish(|lead, events| {
                found.push((lead, events.iter().map(|event| format!("{event:?}")).collect()));
                Ok(())
            })
            .expect("read");
        found
    }

    #[test]
    fn what_waits_in_files_comes_in_the_same_order() {
        let whole = sorted(None);
        assert_eq!(whole.iter().map(|group| group.0).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        assert_eq!(whole.iter().map(|group| group.1.len()).sum::<usize>(), 100);
        for most in [1, 7, 50, 99] {
            assert!(sorted(Some(most)) == whole, "{most}");
        }
    }
}
