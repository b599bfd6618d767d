//! Whole numbers as people and spreadsheets write them: one reader for cells, fields and pasted sheets.

/// Why a text is no whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    NotWhole,
    /// “1.000” is one in one country and a thousand in another: neither may land unasked.
    Ambiguous,
}

/// What sets thousands apart.
const APART: [char; 7] = [',', ' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '’'];

/// `12`, `+12`, `−12`, `12,0`, `12.0`, `1,200`, `1 200`. A comma sets thousands apart where three digits follow it, else
/// decimals, and decimals must be zeros. A blank stands between groups of three digits only, and a point before exactly three
/// digits is not guessed at.
pub fn read(text: &str) -> Result<i64, NotRead> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', '−', '–', '+']);
    let is_negative = unsigned.is_some() && !text.starts_with('+');
    let unsigned = unsigned.map_or(text, str::trim_start);
    let (whole, decimals) = split_decimals(unsigned)?;
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit());
    let digits = joined(whole).filter(|digits| is_number(digits)).ok_or(NotRead::NotWhole)?;
    if !decimals.is_none_or(is_number) {
        return Err(NotRead::NotWhole);
    }
    if decimals.is_some_and(|decimals| decimals.len() == 3) && digits.len() == whole.len() {
        return Err(NotRead::Ambiguous);
    }
    if decimals.is_some_and(|decimals| decimals.chars().any(|sign| sign != '0')) {
        return Err(NotRead::NotWhole);
    }
    let number: i64 = digits.parse().map_err(|_err| NotRead::NotWhole)?;
    Ok(if is_negative { -number } else { number })
}

/// What stands before and after the decimal sign.
fn split_decimals(text: &str) -> Result<(&str, Option<&str>), NotRead> {
    if let Some((whole, decimals)) = text.rsplit_once('.') {
        return Ok((whole, Some(decimals)));
    }
    Ok(match text.rsplit_once(',') {
        Some((whole, decimals)) if decimals.len() != 3 && !whole.contains(',') => (whole, Some(decimals)),
        _ => (text, None),
    })
}

/// Without what sets thousands apart, one sign throughout; `None` where it stands anywhere else.
fn joined(whole: &str) -> Option<String> {
    let Some(sign) = whole.chars().find(|sign| APART.contains(sign)) else { return Some(whole.to_owned()) };
    let mut groups = whole.split(sign);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    groups.try_fold(first.to_owned(), |joined, group| (group.len() == 3).then(|| joined + group))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::format;

    #[test]
    fn numbers_of_every_spreadsheet_are_read() {
        for (text, number) in [
            ("12", 12),
            ("+12", 12),
            ("−12", -12),
            ("-12", -12),
            ("– 12", -12),
            (" 12 ", 12),
            ("12,0", 12),
            ("12.0", 12),
            ("12.00", 12),
            ("1,200", 1_200),
            ("1 200", 1_200),
            ("1\u{a0}200", 1_200),
            ("1\u{202f}200,00", 1_200),
            ("1’200", 1_200),
            ("1,200.0", 1_200),
            ("1,200.000", 1_200),
            ("-1,234,567", -1_234_567),
            ("99999999999", 99_999_999_999),
            ("0", 0),
        ] {
            assert_eq!(read(text), Ok(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_number_is_refused() {
        for text in [
            "",
            "+",
            "-",
            "1,5",
            "1.5",
            "12a",
            "1,20,0",
            "1,200,00",
            "NaN",
            "inf",
            "1e3",
            "12.",
            "12,",
            "1234,567",
            "--1",
            "1 2",
            "1 20",
            "12 345 6",
            ",200",
            " ,200",
            "1, 200",
            "1,200 300",
            "1.000.000",
            "999999999999999999999",
        ] {
            assert_eq!(read(text), Err(NotRead::NotWhole), "{text}");
        }
    }

    #[test]
    fn a_point_before_three_digits_is_not_guessed_at() {
        for text in ["1.000", "1.200", "-12.500", "1234.000", "0.000"] {
            assert_eq!(read(text), Err(NotRead::Ambiguous), "{text}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed() {
        for number in [-1_234_567_i64, -8, 0, 15, 12_480] {
            assert_eq!(read(&format::count_signed(number)), Ok(number));
            assert_eq!(read(&format::points(number)), Ok(number));
        }
    }
}
