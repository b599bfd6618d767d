//! Whole numbers as people and spreadsheets write them.

/// `12`, `+12`, `−12`, `12,0`, `12.0`, `1,200`, `1 200`. A comma sets thousands apart where three digits follow it, else
/// decimals, and decimals must be zeros: points are whole.
pub fn read(text: &str) -> Option<i32> {
    let text = text.trim();
    let (is_negative, digits) = match text.chars().next()? {
        '-' | '−' | '–' => (true, text.chars().skip(1).collect::<String>()),
        '+' => (false, text.chars().skip(1).collect()),
        _ => (false, text.to_owned()),
    };
    let digits: String =
        digits.chars().filter(|sign| !matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')).collect();
    let (whole, decimals) = split_decimals(&digits)?;
    let is_number = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    if whole.is_empty() || !is_number(&whole) || !decimals.chars().all(|sign| sign == '0') {
        return None;
    }
    let number: i32 = whole.parse().ok()?;
    Some(if is_negative { -number } else { number })
}

/// The digits before and after the decimal sign, thousands no longer set apart.
fn split_decimals(text: &str) -> Option<(String, String)> {
    let (whole, decimals) = match text.rsplit_once('.') {
        Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
        Some(_) => return None,
        None => match text.rsplit_once(',') {
            Some((whole, decimals)) if decimals.len() != 3 => (whole, decimals),
            _ => (text, ""),
        },
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut joined = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        joined.push_str(group);
    }
    if text.ends_with(',') { None } else { Some((joined, decimals.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_spreadsheet_are_read() {
        for (text, number) in [
            ("12", 12),
            ("+12", 12),
            ("−12", -12),
            ("-12", -12),
            (" 12 ", 12),
            ("12,0", 12),
            ("12.0", 12),
            ("12.00", 12),
            ("1,200", 1_200),
            ("1 200", 1_200),
            ("1,200.0", 1_200),
            ("-1,234,567", -1_234_567),
            ("0", 0),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_number_is_none() {
        for text in [
            "",
            "+",
            "-",
            "1,5",
            "1.5",
            "12a",
            "1,20,0",
            "NaN",
            "inf",
            "1e3",
            "12.",
            "12,",
            "99999999999",
            "1234,567",
            "--1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
