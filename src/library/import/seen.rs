//! Which leads of the library a file has named already, and on which line: in little memory.

use std::collections::BTreeMap;

/// So many stretches are kept; a file with its leads in order needs one, or one after each cell with line breaks.
const MOST: usize = 1 << 18;

#[derive(Default)]
pub(super) struct Seen {
    /// A bit a lead.
    bits: Vec<u64>,
    /// Leads whose ids and lines follow one another: the first id, its line, how many.
    stretches: BTreeMap<i64, (u64, i64)>,
    /// The newest stretch: the first id, its line, how many.
    last: Option<(i64, u64, i64)>,
}

impl Seen {
    pub fn has(&self, id: i64) -> bool {
        let Ok(id) = usize::try_from(id) else { return false };
        self.bits.get(id / 64).is_some_and(|bits| bits >> (id % 64) & 1 == 1)
    }

    pub fn add(&mut self, id: i64, line: u64) {
        let Ok(place) = usize::try_from(id) else { return };
        if self.bits.len() <= place / 64 {
            self.bits.resize(place / 64 + 1, 0);
        }
        self.bits[place / 64] |= 1 << (place % 64);
        match &mut self.last {
            // As nearly always: the next lead on the next line.
            Some((first, first_line, count)) if *first + *count == id && *first_line + count.unsigned_abs() == line => {
                *count += 1;
            }
            last => {
                if let Some((first, line, count)) = last.replace((id, line, 1))
                    && self.stretches.len() < MOST
                {
                    self.stretches.insert(first, (line, count));
                }
            }
        }
    }

    /// The line that named the lead, if that is still known.
    pub fn line(&self, id: i64) -> Option<u64> {
        let within = |first: i64, line: u64, count: i64| {
            (id >= first && id - first < count).then(|| line + (id - first).unsigned_abs())
        };
        let last = self.last.and_then(|(first, line, count)| within(first, line, count));
        last.or_else(|| {
            let (first, (line, count)) = self.stretches.range(..=id).next_back()?;
            within(*first, *line, *count)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_by_stretches() {
        let mut seen = Seen::default();
        for (id, line) in [(5, 2), (6, 3), (7, 6), (8, 7), (1, 8), (2, 9)] {
            seen.add(id, line);
        }
        assert_eq!(seen.stretches.len(), 2, "and the last");
        for (id, line) in [(5, 2), (6, 3), (7, 6), (8, 7), (1, 8), (2, 9)] {
            assert_eq!((seen.has(id), seen.line(id)), (true, Some(line)), "{id}");
        }
        for id in [0, 3, 4, 9, -1] {
            assert_eq!((seen.has(id), seen.line(id)), (false, None), "{id}");
        }
    }
}
