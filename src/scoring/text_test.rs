//! A text test on one text, made ready once and asked of many.
//!
//! Only text that is trimmed and folded is asked about; what a test of it *as written* sees (trimmed, not folded) is the
//! matter of the spam tests. Blank text never gets here: it counts as missing wherever it comes from.

use crate::{
    lead::{trim_fold, words},
    model::TextTest,
};

/// A [`TextTest`] with its listed texts trimmed and folded; those that are then empty match nothing and are left out.
#[derive(Clone, Debug)]
pub enum TextMatcher {
    OneOf(Vec<String>),
    NoneOf(Vec<String>),
    /// Each phrase as its words; a phrase without any is left out.
    HasAnyWord(Vec<Vec<String>>),
    ContainsAny(Vec<String>),
    StartsWithAny(Vec<String>),
    EndsWithAny(Vec<String>),
}

impl TextMatcher {
    pub fn new(test: &TextTest) -> Self {
        let listed: Vec<String> =
            test.listed().iter().map(|text| trim_fold(text)).filter(|text| !text.is_empty()).collect();
        match test {
            TextTest::OneOf(_) => Self::OneOf(listed),
            TextTest::NoneOf(_) => Self::NoneOf(listed),
            TextTest::HasAnyWord(_) => Self::HasAnyWord(
                listed
                    .iter()
                    .map(|phrase| words(phrase).map(str::to_owned).collect::<Vec<_>>())
                    .filter(|phrase| !phrase.is_empty())
                    .collect(),
            ),
            TextTest::ContainsAny(_) => Self::ContainsAny(listed),
            TextTest::StartsWithAny(_) => Self::StartsWithAny(listed),
            TextTest::EndsWithAny(_) => Self::EndsWithAny(listed),
        }
    }

    /// Whether the test holds for a text that is trimmed and folded already.
    pub fn holds(&self, folded: &str) -> bool {
        match self {
            Self::OneOf(listed) => listed.iter().any(|text| text == folded),
            Self::NoneOf(listed) => listed.iter().all(|text| text != folded),
            Self::HasAnyWord(phrases) => has_any_phrase(folded, phrases),
            Self::ContainsAny(listed) => listed.iter().any(|text| folded.contains(text.as_str())),
            Self::StartsWithAny(listed) => listed.iter().any(|text| folded.starts_with(text.as_str())),
            Self::EndsWithAny(listed) => listed.iter().any(|text| folded.ends_with(text.as_str())),
        }
    }

    /// Whether the test holds where there is no text: only *is none of* does.
    pub fn holds_for_missing(&self) -> bool {
        matches!(self, Self::NoneOf(_))
    }
}

/// A phrase matches its words in a row.
fn has_any_phrase(folded: &str, phrases: &[Vec<String>]) -> bool {
    let found: Vec<&str> = words(folded).collect();
    phrases.iter().any(|phrase| found.windows(phrase.len()).any(|row| row == phrase.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(make: fn(Vec<String>) -> TextTest, listed: &[&str], text: &str) -> bool {
        TextMatcher::new(&make(listed.iter().map(ToString::to_string).collect())).holds(&trim_fold(text))
    }

    #[test]
    fn both_sides_are_trimmed_and_folded() {
        assert!(holds(TextTest::OneOf, &[" ZÜRICH "], "zürich"));
        assert!(holds(TextTest::OneOf, &["İstanbul"], "  ISTANBUL"));
        assert!(!holds(TextTest::OneOf, &["Strasse"], "Straße"));
        assert!(!holds(TextTest::OneOf, &["é"], "e\u{301}"));
        assert!(holds(TextTest::OneOf, &["ΟΔΟΣ"], "οδος"));
    }

    #[test]
    fn none_of_is_the_opposite_of_one_of() {
        assert!(!holds(TextTest::NoneOf, &["Retail"], "RETAIL"));
        assert!(holds(TextTest::NoneOf, &["Retail"], "Software"));
        assert!(holds(TextTest::NoneOf, &[], "Software"));
        assert!(TextMatcher::new(&TextTest::NoneOf(vec![])).holds_for_missing());
        assert!(!TextMatcher::new(&TextTest::OneOf(vec![])).holds_for_missing());
    }

    #[test]
    fn an_empty_listed_text_matches_nothing() {
        for make in [TextTest::OneOf, TextTest::HasAnyWord, TextTest::ContainsAny, TextTest::StartsWithAny] {
            assert!(!holds(make, &["", "  "], "anything"));
        }
        assert!(!holds(TextTest::EndsWithAny, &[" "], "anything"));
        assert!(!holds(TextTest::HasAnyWord, &["&", "/"], "R & D"), "a phrase without a word");
        assert!(holds(TextTest::NoneOf, &[""], "anything"));
    }

    #[test]
    fn words_are_whole() {
        assert!(!holds(TextTest::HasAnyWord, &["CTO"], "Director of Sales"));
        assert!(holds(TextTest::ContainsAny, &["CTO"], "Director of Sales"));
        assert!(holds(TextTest::HasAnyWord, &["CTO"], "Founder/CTO"));
        assert!(holds(TextTest::HasAnyWord, &["vp, sales"], "Senior VP Sales (EMEA)"));
        assert!(!holds(TextTest::HasAnyWord, &["vp sales"], "VP of Sales"));
        assert!(holds(TextTest::HasAnyWord, &["vp"], "VP\u{2003}Sales"), "any Unicode blank stands between words");
        assert!(!holds(TextTest::HasAnyWord, &["vp"], "VP–Sales"), "only ASCII punctuation does");
    }

    #[test]
    fn ends_of_a_text() {
        assert!(holds(TextTest::StartsWithAny, &["Head"], " head of growth"));
        assert!(!holds(TextTest::StartsWithAny, &["of"], "Head of growth"));
        assert!(holds(TextTest::EndsWithAny, &[".EDU"], "a@mit.edu "));
        assert!(holds(TextTest::ContainsAny, &["x", "OF"], "Head of growth"));
    }
}
