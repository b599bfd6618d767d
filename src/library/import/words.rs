//! Short lists of words that every cell is held to.

use crate::lead::{fold_char, folds_to, trim_fold};

/// Words, whatever their capitals.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// Folded, by their first letters, those beyond ASCII last: most cells begin as no word does.
    by_letter: Vec<Vec<String>>,
}

impl Words {
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_letter = vec![Vec::new(); BEYOND_ASCII + 1];
        for word in words.into_iter().map(trim_fold) {
            if let Some(first) = word.chars().next() {
                by_letter[place(first)].push(word);
            }
        }
        Self { by_letter }
    }

    /// Whether a cell (trimmed) is one of them.
    pub fn has(&self, cell: &str) -> bool {
        let Some(first) = cell.chars().next() else { return false };
        let is_one = |word: &String| word.eq_ignore_ascii_case(cell) || !cell.is_ascii() && folds_to(cell, word);
        self.by_letter[place(fold_char(first))].iter().any(is_one)
    }
}

const BEYOND_ASCII: usize = 128;

fn place(first: char) -> usize {
    (first as usize).min(BEYOND_ASCII)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lead::fold;

    const WORDS: [&str; 7] =
        ["N/A", "-", "–", " unbekannt ", "Bitte wählen", "", "ein Wort von mehr als einunddreißig Bytes"];

    #[test]
    fn words_are_known_whatever_their_capitals() {
        let words = Words::new(WORDS);
        for word in [
            "n/a",
            "N/a",
            "-",
            "–",
            "UNBEKANNT",
            "BITTE WÄHLEN",
            "Ein Wort Von Mehr Als Einunddreißig Bytes",
            "n/\u{212A}",
        ] {
            assert_eq!(words.has(word), word != "n/\u{212A}", "{word}");
        }
        // The sign for kelvin is a k, folded.
        assert!(words.has("unbe\u{212A}annt") && !words.has("") && !words.has(" ") && !words.has("unbekannte"));
    }

    proptest! {
        #[test]
        fn it_is_the_same_as_to_compare_with_each(cell in "[nN/aA\u{212A}–äÄ -]{0,4}|bitte w[äÄaå]hlen") {
            let is_one = WORDS.iter().any(|word| !word.is_empty() && trim_fold(word) == fold(&cell));
            prop_assert_eq!(Words::new(WORDS).has(&cell), is_one);
        }
    }
}
