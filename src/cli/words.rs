//! Numbers and lists in words, as the command line writes them.

use std::cmp::Ordering;

pub use crate::model::wording::{signed_thousandths as signed_points, thousandths as points};
use crate::{lead::Instant, model::wording::grouped};

/// `1 lead`, `12,480 leads`.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// How a count differs from another: `+17`, `−3`, nothing where they are the same.
pub fn change(before: u64, after: u64) -> String {
    match after.cmp(&before) {
        Ordering::Greater => format!("+{}", grouped(after - before)),
        Ordering::Equal => String::new(),
        Ordering::Less => format!("−{}", grouped(before - after)),
    }
}

/// Leads a week: `137`, and `2.5` where so few come that the half lead matters.
pub fn a_week(leads: f64) -> String {
    if leads > 0.0 && leads < 10.0 { format!("{leads:.1}") } else { grouped(leads.round() as u64) }
}

/// When the leads are looked at, after their number; a library without any date has no day of its own.
pub fn as_of(as_of: Instant) -> String {
    if as_of == Instant(0) { ", none of them with a date".to_owned() } else { format!(" as of {as_of}") }
}

/// A share as percent: `32.7 %`; nothing where there is none.
pub fn percent(share: Option<f64>) -> String {
    share.map(|share| format!("{:.1} %", share * 100.0)).unwrap_or_default()
}

/// A wait in the largest unit that it fills: `40 min`, `3.5 h`, `1.4 days`.
pub fn wait(minutes: f64) -> String {
    match minutes {
        few if few < 90.0 => format!("{} min", few.ceil()),
        hours if hours < 36.0 * 60.0 => format!("{:.1} h", hours / 60.0),
        days => format!("{:.1} days", days / (24.0 * 60.0)),
    }
}

/// Minutes as people say them: `15 min`, `4 h`, `2 days`.
pub fn minutes(minutes: u32) -> String {
    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    match minutes {
        DAY => "1 day".to_owned(),
        days if days > 0 && days % DAY == 0 => format!("{} days", days / DAY),
        hours if hours > 0 && hours % HOUR == 0 => format!("{} h", hours / HOUR),
        minutes => format!("{minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(12_480_000), "12,480,000");
        assert_eq!(counted(1, "lead", "leads"), "1 lead");
    }

    #[test]
    fn changes_and_shares() {
        assert_eq!([change(1, 1_201), change(3, 3), change(9, 2)], ["+1,200", "", "−7"]);
        assert_eq!([a_week(0.0), a_week(2.46), a_week(1_234.4)], ["0", "2.5", "1,234"]);
        assert_eq!(as_of(Instant(0)), ", none of them with a date");
        assert_eq!(as_of(Instant(86_400)), " as of 1970-01-02T00:00:00Z");
        assert_eq!([percent(Some(0.327)), percent(None)], ["32.7 %", ""]);
        assert_eq!([wait(0.2), wait(90.0), wait(2_016.0), wait(2_160.0)], ["1 min", "1.5 h", "33.6 h", "1.5 days"]);
    }

    #[test]
    fn times() {
        assert_eq!(minutes(15), "15 min");
        assert_eq!(minutes(90), "90 min");
        assert_eq!(minutes(240), "4 h");
        assert_eq!(minutes(1_440), "1 day");
        assert_eq!(minutes(2_880), "2 days");
        assert_eq!(minutes(0), "0 min");
    }
}
