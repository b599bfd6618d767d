//! Numbers as people write them.

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

/// Commas stand between thousands: each is followed by three digits. `1,5` is one and a half, `0,125` an eighth.
fn is_grouped(digits: &str) -> bool {
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match whole.trim_start_matches(['-', '+']).split_once(',') {
        None => true,
        Some((first, others)) => {
            matches!(first.len(), 1..=3)
                && is_digits(first)
                && !first.starts_with('0')
                && others.split(',').all(|group| group.len() == 3 && is_digits(group))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::wording;

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
            ("0,125", 0.125),
            ("−5,000", -5000.0),
            ("1234,567", 1234.567),
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
            assert_eq!(parse_number(&wording::decimal(number)), Some(number));
        }
    }
}
