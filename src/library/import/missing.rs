//! What counts as missing.

use super::words::Words;

#[derive(Clone, Debug)]
pub(super) struct Missing(Words);

impl Missing {
    pub fn new(null_words: &[String]) -> Self {
        let always = ["nan", "inf", "-inf", "+inf", "infinity", "-infinity"];
        Self(Words::new(null_words.iter().map(String::as_str).chain(always)))
    }

    /// The cell, trimmed; `None` if it says nothing.
    pub fn cell<'a>(&self, cell: &'a str) -> Option<&'a str> {
        let cell = trimmed(cell);
        if cell.is_empty() || self.0.has(cell) {
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
