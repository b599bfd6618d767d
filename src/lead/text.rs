//! How text is compared: trimmed, folded, cut into words. Simple enough to be the same in every SQL engine.

/// One character, folded: the first character of its Unicode lower case, and the final sigma as a plain one.
///
/// So `Z` = `z`, `Ü` = `ü` and `İ` = `i`, but `ß` ≠ `ss` and `é` ≠ `e` + accent.
pub fn fold_char(c: char) -> char {
    match c {
        'ς' => 'σ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => match c.to_lowercase().next() {
            Some('ς') => 'σ',
            Some(lower) => lower,
            None => c,
        },
    }
}

/// The text with every character folded, not trimmed.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// Whether a text is this one, which is folded already, whatever its capitals.
pub fn folds_to(text: &str, folded: &str) -> bool {
    text.chars().map(fold_char).eq(folded.chars())
}

/// [`fold`], into room that is there already: for those who fold many texts.
pub fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() {
        // Most texts are, and this is many letters at once.
        folded.push_str(text);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(text.chars().map(fold_char));
    }
}

/// The text as it is compared: trimmed of blanks (Unicode White_Space), then folded.
pub fn trim_fold(text: &str) -> String {
    fold(text.trim())
}

/// The words of a text: what stands between blanks and ASCII punctuation.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).filter(|word| !word.is_empty())
}

/// Whether the words of a phrase stand in a row in a text; a phrase without any never does. Both are as they are to be
/// compared.
pub fn has_phrase(text: &str, phrase: &str) -> bool {
    let (text, phrase): (Vec<_>, Vec<_>) = (words(text).collect(), words(phrase).collect());
    !phrase.is_empty() && text.windows(phrase.len()).any(|window| window == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_by_character() {
        assert_eq!(trim_fold("  ZÜRICH "), "zürich");
        assert!(folds_to("ZÜRICH", "zürich") && !folds_to("Zürich ", "zürich") && !folds_to("Zür", "zürich"));
        assert_eq!(trim_fold("İstanbul"), "istanbul");
        assert_eq!(trim_fold("ΟΔΟΣ"), trim_fold("οδος"));
        assert_eq!(trim_fold("οδός"), "οδόσ");
        assert_ne!(trim_fold("Straße"), "strasse");
        assert_ne!(trim_fold("é"), trim_fold("e\u{301}"));
        assert_eq!(trim_fold("\u{2003}a\u{a0}"), "a", "Unicode blanks are trimmed");
    }

    #[test]
    fn folding_into_a_used_room_is_folding() {
        let mut folded = String::new();
        for text in ["ŻÓŁW", "", "CEO", "İstanbul", "A-1 ß", "ceo"] {
            fold_into(text, &mut folded);
            assert_eq!(folded, fold(text));
        }
    }

    #[test]
    fn words_stand_between_blanks_and_punctuation() {
        let found: Vec<_> = words("VP, Sales/EMEA (acting)").collect();
        assert_eq!(found, ["VP", "Sales", "EMEA", "acting"]);
        assert_eq!(words(" - / ").count(), 0);
    }
}
