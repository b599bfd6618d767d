//! Numbers, lists and names as a person reads them: `5,000`, `−15`, `CEO, “VP, Sales”`, *Webinar attended*.

use std::fmt::Write as _;

/// A whole number with thousands separated: `5,000`, `−15`.
pub fn whole(number: impl Into<i64>) -> String {
    let number: i64 = number.into();
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

/// A count with its thousands set apart: `12,480`.
pub fn grouped(number: u64) -> String {
    with_separators(&number.to_string())
}

/// A number with thousands separated, as exact as it is stored.
pub fn decimal(number: f64) -> String {
    let size = number.abs();
    // Written out, a number this large or small would fill lines.
    let digits = if size.is_finite() && (size >= 1e15 || size != 0.0 && size < 1e-5) {
        format!("{size:e}")
    } else {
        format!("{size}")
    };
    let sign = if number < 0.0 { "−" } else { "" };
    match digits.split_once('.') {
        Some((before, after)) => format!("{sign}{}.{after}", with_separators(before)),
        None => format!("{sign}{}", with_separators(&digits)),
    }
}

fn with_separators(digits: &str) -> String {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 time`, `5 times`.
pub fn count(number: impl Into<i64>, thing: &str) -> String {
    let number: i64 = number.into();
    format!("{} {thing}{}", whole(number), if number == 1 { "" } else { "s" })
}

/// A signed number of points: `15 points`, `−1 point`.
pub fn points(points: i32) -> String {
    format!("{} point{}", whole(points), if points.abs_diff(0) == 1 { "" } else { "s" })
}

/// Thousandths of a point as points: `15`, `−7.5`, `0.125`.
pub fn thousandths(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "−" } else { "" };
    let size = thousandths.unsigned_abs();
    let fraction = format!("{:03}", size % 1000);
    let fraction = fraction.trim_end_matches('0');
    let dot = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{dot}{fraction}", grouped(size / 1000))
}

/// The same with their sign: `+15`, `−7.5`, `0`.
pub fn signed_thousandths(number: i64) -> String {
    let plus = if number > 0 { "+" } else { "" };
    format!("{plus}{}", thousandths(number))
}

/// A time to respond: `15 minutes`, `4 hours`, `2 days`.
pub fn minutes(minutes: u32) -> String {
    match minutes {
        0 => count(0, "minute"),
        _ if minutes.is_multiple_of(24 * 60) => count(minutes / (24 * 60), "day"),
        _ if minutes.is_multiple_of(60) => count(minutes / 60, "hour"),
        _ => count(minutes, "minute"),
    }
}

/// "A", "A or B", "A, B or C".
pub fn either(texts: &[&str]) -> String {
    match texts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

/// What a list says that has nothing in it.
pub const EMPTY_LIST: &str = "nothing";

/// Texts in a row, quoted where their end would not be clear.
pub fn list(texts: &[String]) -> String {
    let mut row = String::new();
    for text in texts {
        if !row.is_empty() {
            row.push_str(", ");
        }
        let is_clear = !text.is_empty()
            && text.trim() == text
            && ![",", "(", ")", " and ", " or ", "\n"].iter().any(|unclear| text.contains(unclear));
        let _ = if is_clear { row.write_str(text) } else { write!(row, "“{text}”") };
    }
    if row.is_empty() { EMPTY_LIST.to_owned() } else { row }
}

/// The kind of an event as a name: `webinar_attended` is *Webinar attended*.
pub fn kind(kind: &str) -> String {
    let spaced = kind.replace('_', " ");
    let mut letters = spaced.trim().chars();
    letters.next().map_or_else(|| kind.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

/// A text with its first letter small, for the middle of a sentence; `IP check` stays as it is.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

/// A text with its first letter large.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_in_a_report() {
        assert_eq!(whole(-1_234_567), "−1,234,567");
        assert_eq!(whole(999), "999");
        assert_eq!(decimal(5000.0), "5,000");
        assert_eq!(decimal(-1234.5), "−1,234.5");
        assert_eq!(decimal(-0.0), "0");
        assert_eq!(decimal(1e300), "1e300");
        assert_eq!(decimal(f64::NAN), "NaN");
        assert_eq!(points(-1), "−1 point");
        assert_eq!([15_000, -7_500, 125, 1_234_050].map(thousandths), ["15", "−7.5", "0.125", "1,234.05"]);
        assert_eq!([15_000, 0].map(signed_thousandths), ["+15", "0"]);
        assert_eq!(thousandths(i64::MIN), "−9,223,372,036,854,775.808");
        assert_eq!(minutes(2 * 24 * 60), "2 days");
        assert_eq!(minutes(90), "90 minutes");
    }

    #[test]
    fn lists_are_clear() {
        let texts = ["CEO", "VP, Sales", " ", "R and D"].map(str::to_owned);
        assert_eq!(list(&texts), "CEO, “VP, Sales”, “ ”, “R and D”");
        assert_eq!(list(&[]), "nothing");
        assert_eq!(kind("webinar_attended"), "Webinar attended");
        assert_eq!(kind("_"), "_");
        assert_eq!(lower_first("Webinar attended"), "webinar attended");
        assert_eq!(lower_first("IP check"), "IP check");
    }
}
