//! Numbers and times as people read them: 12,480; +15; 9.6 %; 4 h; 18 Nov 2026. Minus is −.

use crate::{
    lead::{Day, Instant},
    model::wording,
};

/// 12,480
pub fn count(number: u64) -> String {
    wording::grouped(number)
}

/// 12k, 3.4m: where the whole number has no room and is told elsewhere.
pub fn in_short(number: u64) -> String {
    let (number, unit) = match number {
        0..1_000 => return number.to_string(),
        1_000..1_000_000 => (number as f64 / 1e3, "k"),
        _ => (number as f64 / 1e6, "m"),
    };
    if number < 9.95 { format!("{number:.1}{unit}") } else { format!("{number:.0}{unit}") }
}

/// −1,200 or 1,200
pub fn count_signed(number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", count(number.unsigned_abs()))
}

/// +15, −8, 0: points, and changes of a count.
pub fn points(number: i64) -> String {
    let sign = if number > 0 { "+" } else { "" };
    format!("{sign}{}", count_signed(number))
}

/// Thousandths of a point, with one decimal where they are not whole: +4.5
pub fn thousandths(number: i64) -> String {
    if number % 1000 == 0 {
        return points(number / 1000);
    }
    let sign = if number < 0 { "−" } else { "+" };
    let tenths = (number.unsigned_abs() + 50) / 100;
    format!("{sign}{}.{}", count(tenths / 10), tenths % 10)
}

/// A share (1 is all): 9.6 %
pub fn percent(share: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$} %", share.abs() * 100.0);
    if share < 0.0 { format!("−{text}") } else { text }
}

/// 10 to 15, −50 to −1
pub fn range(least: i32, most: i32) -> String {
    if least == most {
        return count_signed(least.into());
    }
    tr!("range", least = count_signed(least.into()), most = count_signed(most.into()))
}

/// 15 min, 4 h, 2 days
pub fn minutes(minutes: u32) -> String {
    match minutes {
        m if m >= 24 * 60 && m % (24 * 60) == 0 => tr!("days", number = m / (24 * 60)),
        m if m >= 60 && m % 60 == 0 => tr!("hours", number = m / 60),
        m => tr!("minutes", number = m),
    }
}

/// 18 Nov 2026
pub fn day(day: Day) -> String {
    match day.civil() {
        Some(date) => date.strftime("%-d %b %Y").to_string(),
        None => day.to_string(),
    }
}

/// How long before `as_of`: 9 min ago, 3 h ago, yesterday, 4 days ago.
pub fn ago(at: Instant, as_of: Instant) -> String {
    let seconds = (as_of.0 - at.0).max(0);
    match seconds {
        s if s < 3600 => tr!("minutes-ago", number = s / 60),
        s if s < 86_400 => tr!("hours-ago", number = s / 3600),
        s if s < 2 * 86_400 => tr!("yesterday"),
        s => tr!("days-ago", number = s / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(points(15), "+15");
        assert_eq!(points(-1_200), "−1,200");
        assert_eq!(points(0), "0");
        assert_eq!(thousandths(4_500), "+4.5");
        assert_eq!(thousandths(-4_550), "−4.6");
        assert_eq!(thousandths(15_000), "+15");
        assert_eq!(percent(0.096, 1), "9.6 %");
        assert_eq!(percent(-0.006, 1), "−0.6 %");
        assert_eq!(range(-50, -1), "−50 to −1");
        assert_eq!(range(15, 15), "15");
    }

    #[test]
    fn large_numbers_are_said_in_short() {
        assert_eq!(in_short(999), "999");
        assert_eq!(in_short(4_000), "4.0k");
        assert_eq!(in_short(9_960), "10k");
        assert_eq!(in_short(123_456), "123k");
        assert_eq!(in_short(3_400_000), "3.4m");
    }

    #[test]
    fn times_read_well() {
        assert_eq!(minutes(15), "15 min");
        assert_eq!(minutes(240), "4 h");
        assert_eq!(minutes(2_880), "2 days");
        assert_eq!(minutes(1_440), "1 day");
        assert_eq!(minutes(90), "90 min");
        assert_eq!(day("2026-11-18".parse().expect("a date")), "18 Nov 2026");
        let as_of = Instant(1_000_000);
        assert_eq!(ago(Instant(1_000_000 - 7_300), as_of), "2 h ago");
        assert_eq!(ago(Instant(1_000_000 - 90_000), as_of), "yesterday");
        assert_eq!(ago(Instant(1_000_000 - 300_000), as_of), "3 days ago");
    }
}
