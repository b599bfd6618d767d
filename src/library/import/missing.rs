//! What counts as missing.

use crate::lead::{fold, trim_fold};

#[derive(Clone, Debug)]
pub(super) struct Missing {
    /// Folded.
    words: Vec<String>,
    /// By ASCII letter, whether a word begins with it: most cells are told apart without folding them.
    begins: [bool; 128],
}

impl Missing {
    pub fn new(null_words: &[String]) -> Self {
        let always = ["nan", "inf", "-inf", "+inf", "infinity", "-infinity"].map(str::to_owned);
        let words: Vec<String> =
            null_words.iter().map(|word| trim_fold(word)).filter(|word| !word.is_empty()).chain(always).collect();
        let mut begins = [false; 128];
        for first in words.iter().filter_map(|word| word.bytes().next()).filter(u8::is_ascii) {
            begins[usize::from(first)] = true;
        }
        Self { words, begins }
    }

    /// The cell, trimmed; `None` if it says nothing.
    pub fn cell<'a>(&self, cell: &'a str) -> Option<&'a str> {
        let cell = trimmed(cell);
        if cell.is_empty() {
            return None;
        }
        let first = cell.as_bytes()[0].to_ascii_lowercase();
        let may_be_one = self.begins.get(usize::from(first)).copied().unwrap_or(true);
        // No word is as long as a page.
        if may_be_one && cell.len() < 256 && self.words.contains(&fold(cell)) {
            return None;
        }
        Some(cell)
    }
}

/// [`str::trim`], at once where there is nothing to trim.
pub(super) fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_nan_and_null_words_are_missing() {
        let missing = Missing::new(&["Select".to_owned(), " N/A ".to_owned(), "ΑΓΝΩΣΤΟΣ".to_owned()]);
        for cell in
            ["", "  ", "\u{a0}", "NaN", "inf", "-Infinity", " select", "n/a", "άγνωστος".replace('ά', "α").as_str()]
        {
            assert_eq!(missing.cell(cell), None, "{cell}");
        }
        assert_eq!(missing.cell(" Selected "), Some("Selected"));
        assert_eq!(missing.cell("0"), Some("0"));
    }
}
