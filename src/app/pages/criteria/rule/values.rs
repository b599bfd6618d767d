//! What is typed or pasted: lists of texts, numbers.

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

/// A number as people write it: `5,000`, `1.5`, `1,5`, `−3`, `200k`, `2 m`.
pub fn parse_number(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let text = text.replace('−', "-");
    let (digits, factor) = match text.char_indices().next_back() {
        Some((end, 'k' | 'K')) => (text.get(..end)?, 1e3),
        Some((end, 'm' | 'M')) => (text.get(..end)?, 1e6),
        _ => (text.as_str(), 1.0),
    };
    let digits = if is_grouped(digits) { digits.replace(',', "") } else { digits.replacen(',', ".", 1) };
    let number = digits.parse::<f64>().ok()? * factor;
    number.is_finite().then_some(number)
}

/// Commas stand between thousands: each is followed by three digits. `1,5` is one and a half.
fn is_grouped(digits: &str) -> bool {
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    whole.split(',').skip(1).all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::wording;

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

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("5,000", 5000.0),
            ("1,234,567.5", 1_234_567.5),
            ("1,5", 1.5),
            ("−3", -3.0),
            ("10 000", 10_000.0),
            ("200k", 200_000.0),
            ("1.5 m", 1_500_000.0),
            ("0.1", 0.1),
        ] {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        for text in ["", "many", "NaN", "inf", "1,2,3", "k", "1e999"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back_exactly() {
        for number in [0.0, 5000.0, -1234.5, 0.1 + 0.2, 1e300, 5e-324, 123_456_789.0, -0.25] {
            let text = wording::decimal(number);
            assert_eq!(parse_number(&text), Some(number), "{text}");
        }
    }
}
