//! How many different values a column has, in bounded memory: exact while there are few, then of a sample.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use crate::library::{dictionary::hash, import::missing::trimmed};

/// So many are kept, as many as a table of 2¹⁷ places takes. With more, only those whose hash ends in zeros are looked at: always
/// the same, and all of their rows.
const MOST: usize = (7 << 14) - 1;
/// So many are enough of a column that can't tell leads apart, as most of its values are in several rows.
const MOST_REPEATED: usize = 1 << 13;

/// What has a good hash already needs no other.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::library::import) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        // A table goes by the upper bits as well as by the lower, which are all zero in a sample.
        self.0.rotate_right(20)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A table by hashes.
pub(in crate::library::import) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Hashed>>;

#[derive(Clone, Debug, Default)]
pub(in crate::library::import) struct Distinct {
    /// By the hash of a value as it is compared loosely: in how many rows it is, and the hash of the first as it stands.
    seen: ByHash<Seen>,
    /// How many zeros a hash must end in.
    zeros: u32,
    /// All cells.
    cells: u64,
    /// In how many rows the values are that are kept, how many these are, and how many of them are in one row alone.
    rows: u64,
    values: u64,
    once: usize,
    /// The first value that differs from an earlier one only in capitals or blanks, and its line.
    pub alike: Option<(u64, String)>,
    /// The first value that an earlier row has, that row's line, and its own.
    pub repeated: Option<(String, u64, u64)>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    rows: u32,
    /// In how many spellings.
    values: u32,
    /// Hashes, as much of them as tells two spellings apart.
    first: u32,
    last: u32,
    /// Of the first.
    line: u64,
}

impl Distinct {
    pub fn add(&mut self, cell: &str, line: u64, folded: &mut String) {
        self.cells += 1;
        loosely(cell, folded);
        let loose = hash(folded.as_bytes());
        if loose.trailing_zeros() < self.zeros {
            return;
        }
        let exact = hash(cell.as_bytes()) as u32;
        let seen = self.seen.entry(loose).or_insert(Seen { rows: 0, values: 0, first: exact, last: exact, line });
        let is_first = seen.rows == 0;
        seen.rows = seen.rows.saturating_add(1);
        self.rows += 1;
        match seen.rows {
            1 => self.once += 1,
            2 => self.once -= 1,
            _ => {}
        }
        if !is_first && exact == seen.first && self.repeated.is_none() {
            self.repeated = Some((cell.chars().take(60).collect(), seen.line, line));
        }
        if is_first || exact != seen.first && exact != seen.last {
            seen.values += 1;
            seen.last = exact;
            self.values += 1;
            if !is_first {
                self.alike.get_or_insert_with(|| (line, cell.to_owned()));
            }
        }
        let most = if self.once < self.seen.len() / 4 { MOST_REPEATED } else { MOST };
        if self.seen.len() > most {
            self.thin_out();
        }
    }

    fn thin_out(&mut self) {
        self.zeros += 1;
        let zeros = self.zeros;
        self.seen.retain(|hash, _| hash.trailing_zeros() >= zeros);
        self.rows = self.seen.values().map(|seen| u64::from(seen.rows)).sum();
        self.values = self.seen.values().map(|seen| u64::from(seen.values)).sum();
        self.once = self.seen.values().filter(|seen| seen.rows == 1).count();
    }

    /// About how many there are.
    pub fn count(&self) -> u64 {
        self.values << self.zeros
    }

    /// Whether what is counted is an estimate.
    pub fn is_sample(&self) -> bool {
        self.zeros > 0
    }

    /// How many differ from another one only in capitals or blanks; about so many in a sample.
    pub fn alike_count(&self) -> u64 {
        let alike: u64 = self.seen.values().map(|seen| u64::from(seen.values.saturating_sub(1))).sum();
        (alike << self.zeros).max(u64::from(self.alike.is_some()))
    }

    /// No two rows have the same: of a sample, unless it was seen otherwise before there was one.
    pub fn all_differ(&self) -> bool {
        self.repeated.is_none() && self.repeats() == 0
    }

    /// How many rows have what an earlier one has; about so many in a sample.
    pub fn repeats(&self) -> u64 {
        let sampled = (self.rows - self.values) << self.zeros;
        let left = self.cells.saturating_sub(self.count());
        // A sample has all rows of a value that stands in very many, or none. What is left of all rows tells that, where it is
        // more than a sample errs by.
        if self.is_sample() && left.abs_diff(sampled) > self.cells / 20 { left } else { sampled.min(self.cells) }
    }

    /// Of a hundred rows with a value, so many would be left if each value was there once.
    pub fn percent(&self) -> u64 {
        100 * (self.cells - self.repeats()) / self.cells.max(1)
    }

    /// Whether the value is there; only the sample can be asked.
    pub fn knows(&self, cell: &str, folded: &mut String) -> Option<bool> {
        loosely(cell, folded);
        let loose = hash(folded.as_bytes());
        (loose.trailing_zeros() >= self.zeros).then(|| self.seen.contains_key(&loose))
    }
}

/// Without capitals, and with one blank where there are several.
pub(in crate::library::import) fn loosely(cell: &str, folded: &mut String) {
    crate::lead::fold_into(trimmed(cell), folded);
    let has_blanks = folded.bytes().any(|byte| byte <= b' ') || !folded.is_ascii();
    if has_blanks && folded.contains(char::is_whitespace) {
        *folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_counted_and_many_are_estimated() {
        let mut folded = String::new();
        let mut distinct = Distinct::default();
        for line in 0..600_000_u64 {
            distinct.add(&format!("key-{line}"), line, &mut folded);
        }
        assert!(distinct.all_differ() && distinct.zeros > 0, "a sample of different values");
        let count = distinct.count() as f64;
        assert!((count / 600_000.0 - 1.0).abs() < 0.03, "{count}");
        assert!(distinct.seen.len() <= MOST + 1);
        for line in 0..100_000_u64 {
            distinct.add(&format!("key-{line}"), line, &mut folded);
        }
        assert!(!distinct.all_differ());
    }

    #[test]
    fn of_values_that_many_rows_have_fewer_are_kept() {
        let mut folded = String::new();
        let mut distinct = Distinct::default();
        for line in 0..500_000_u64 {
            distinct.add(&format!("company-{}", line % 50_000), line, &mut folded);
        }
        assert!(distinct.seen.len() <= MOST_REPEATED && distinct.percent().abs_diff(10) <= 1, "{}", distinct.percent());
        let (count, repeats) = (distinct.count() as f64, distinct.repeats() as f64);
        assert!((count / 50_000.0 - 1.0).abs() < 0.05 && (repeats / 450_000.0 - 1.0).abs() < 0.05, "{count} {repeats}");
        assert_eq!(distinct.repeated, Some(("company-0".to_owned(), 0, 50_000)));
    }

    /// As where nobody has a number of its own, which is written as 0.
    #[test]
    fn one_value_in_many_rows_is_not_lost_in_a_sample() {
        let mut folded = String::new();
        for placeholder in ["0", "-1", "none yet", "unknown@example.com", "999", "x", "(new)", "tbd"] {
            for (all, others) in [(50_000, 10_000), (400_000, 200_000)] {
                let mut distinct = Distinct::default();
                for line in 0..all {
                    let cell = if line < others { format!("key-{line}") } else { placeholder.to_owned() };
                    distinct.add(&cell, line, &mut folded);
                }
                let percent = 100 * others / all;
                assert!(!distinct.all_differ() && distinct.percent().abs_diff(percent) <= 1, "{placeholder} {all}");
                assert!(distinct.repeats().abs_diff(all - others) < all / 50, "{placeholder}: {}", distinct.repeats());
            }
        }
    }

    #[test]
    fn of_a_sample_all_that_are_alike_are_estimated() {
        let mut folded = String::new();
        let mut distinct = Distinct::default();
        for line in 0..300_000_u64 {
            distinct.add(&format!("key-{line}"), line, &mut folded);
            distinct.add(&format!("KEY-{line}"), line, &mut folded);
        }
        assert!(distinct.is_sample());
        let count = distinct.alike_count() as f64;
        assert!((count / 300_000.0 - 1.0).abs() < 0.03, "{count}");
    }

    #[test]
    fn values_that_differ_in_capitals_or_blanks_are_told() {
        let mut folded = String::new();
        let mut distinct = Distinct::default();
        for (line, cell) in [(2, "Anna B"), (3, "Ben"), (4, "anna  b"), (5, "Ben")] {
            distinct.add(cell, line, &mut folded);
        }
        assert_eq!((distinct.count(), distinct.alike_count()), (3, 1));
        assert_eq!(distinct.alike, Some((4, "anna  b".to_owned())));
        assert_eq!((distinct.repeated.clone(), distinct.repeats()), (Some(("Ben".to_owned(), 3, 5)), 1));
        assert_eq!(distinct.knows("ANNA B", &mut folded), Some(true));
    }
}
