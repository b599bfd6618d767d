//! What is typed or pasted: lists of texts.

use crate::lead::trim_fold;

/// Cuts a text at commas, tabs and line breaks; what stands in double quotes stays whole.
///
/// A column or a row copied from a spreadsheet becomes its cells.
pub fn split(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut value = String::new();
    let mut is_quoted = false;
    for c in text.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' | '\t' | '\n' | '\r' if !is_quoted => values.push(std::mem::take(&mut value)),
            c => value.push(c),
        }
    }
    values.push(value);
    values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

/// The text has more than one value, or an end of one.
pub fn has_separator(text: &str) -> bool {
    let mut is_quoted = false;
    text.chars().any(|c| {
        is_quoted ^= c == '"';
        !is_quoted && matches!(c, ',' | '\t' | '\n' | '\r')
    })
}

/// Adds the values that are not listed yet (as texts are compared); true if there were any.
pub fn add(listed: &mut Vec<String>, values: impl IntoIterator<Item = String>) -> bool {
    let before = listed.len();
    for value in values {
        if !is_listed(listed, &value) {
            listed.push(value);
        }
    }
    listed.len() > before
}

pub fn is_listed(listed: &[String], value: &str) -> bool {
    let folded = trim_fold(value);
    listed.iter().any(|other| trim_fold(other) == folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_row_or_column_becomes_its_cells() {
        assert_eq!(split("CEO, CTO,\tVP of Sales\r\n\n Owner "), ["CEO", "CTO", "VP of Sales", "Owner"]);
        assert_eq!(split("\"Bonn, DE\", Köln"), ["Bonn, DE", "Köln"]);
        assert!(split(" , ").is_empty());
        assert!(has_separator("a,b") && has_separator("a\n") && !has_separator("VP of Sales"));
        assert!(!has_separator("\"Bonn, "), "the quotes are still open");
    }

    #[test]
    fn a_value_is_listed_once() {
        let mut listed = vec!["CEO".to_owned()];
        assert!(!add(&mut listed, [" ceo ".to_owned()]));
        assert!(add(&mut listed, ["CTO".to_owned(), "cto".to_owned()]));
        assert_eq!(listed, ["CEO", "CTO"]);
    }
}
