//! By when somebody is to answer, in the words of people: in 9 min, in 3 h, tomorrow, Thu, 24 Nov; 1 h late.
//!
//! What is late stays late, however long: no library knows whether somebody answered, and who is forgotten is the one to see.

use crate::{
    app::format,
    lead::{Instant, SECONDS_PER_DAY},
};

/// An answer that is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub text: String,
    pub is_late: bool,
}

/// A number that sorts what is due: the longest overdue first, then what comes next.
pub fn order(due: Instant) -> u64 {
    (due.0 as u64) ^ (1 << 63)
}

pub fn in_words(due: Instant, as_of: Instant) -> Due {
    let left = due.0.saturating_sub(as_of.0);
    let text = if left < 0 { late(left.unsigned_abs()) } else { coming(due, as_of, left) };
    Due { text, is_late: left < 0 }
}

fn late(seconds: u64) -> String {
    const DAY: u64 = SECONDS_PER_DAY.unsigned_abs();
    match seconds {
        s if s < 3600 => tr!("leads-late-minutes", number = (s / 60).max(1)),
        s if s < DAY => tr!("leads-late-hours", number = s / 3600),
        s => tr!("leads-late-days", number = s / DAY, count = format::count(s / DAY)),
    }
}

fn coming(due: Instant, as_of: Instant, left: i64) -> String {
    const SOON: i64 = 12 * 3600;
    let days = due.day().0 - as_of.day().0;
    match days {
        _ if left < 3600 => tr!("leads-due-minutes", number = (left / 60).max(1)),
        _ if days == 0 || left < SOON => tr!("leads-due-hours", number = left / 3600),
        1 => tr!("leads-due-tomorrow"),
        2..=6 => due.day().civil().map_or_else(|| day(due, as_of), |date| date.strftime("%a").to_string()),
        _ => day(due, as_of),
    }
}

/// 24 Nov; with its year where that is another: Nov 2025.
fn day(due: Instant, as_of: Instant) -> String {
    match (due.day().civil(), as_of.day().civil()) {
        (Some(date), Some(today)) if date.year() == today.year() => date.strftime("%-d %b").to_string(),
        (Some(date), _) => date.strftime("%b %Y").to_string(),
        (None, _) => due.day().to_string(),
    }
}

/// How long ago, as short as it can be said: 9 min, 2 h, 18 d.
pub fn ago(at: Instant, as_of: Instant) -> String {
    let seconds = as_of.0.saturating_sub(at.0).max(0);
    match seconds {
        s if s < 3600 => tr!("minutes", number = s / 60),
        s if s < SECONDS_PER_DAY => tr!("hours", number = s / 3600),
        s => tr!("leads-days-short", number = s / SECONDS_PER_DAY),
    }
}

/// 18 Nov 2026, 14:05 UTC
pub fn exactly(at: Instant) -> String {
    let minutes = at.0.rem_euclid(SECONDS_PER_DAY) / 60;
    let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    tr!("leads-exact-time", day = format::day(at.day()), time = time)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Wednesday, noon.
    fn now() -> Instant {
        "2026-11-18T12:00:00Z".parse().expect("an instant")
    }

    fn said(due: &str) -> String {
        in_words(due.parse().expect("an instant"), now()).text
    }

    #[test]
    fn what_is_to_come_is_told_as_people_say_it() {
        assert_eq!(said("2026-11-18T12:00:10Z"), "in 1 min");
        assert_eq!(said("2026-11-18T12:09:00Z"), "in 9 min");
        assert_eq!(said("2026-11-18T15:20:00Z"), "in 3 h");
        assert_eq!(said("2026-11-18T23:59:59Z"), "in 11 h");
        assert_eq!(said("2026-11-19T12:30:00Z"), "tomorrow");
        assert_eq!(said("2026-11-20T08:00:00Z"), "Fri");
        assert_eq!(said("2026-11-25T08:00:00Z"), "25 Nov");
        assert_eq!(said("2027-02-25T08:00:00Z"), "Feb 2027");
    }

    #[test]
    fn what_is_late_says_by_how_much_however_long_ago_it_was_due() {
        assert_eq!(said("2026-11-18T11:59:30Z"), "1 min late");
        assert_eq!(said("2026-11-18T10:30:00Z"), "1 h late");
        assert_eq!(said("2026-11-16T12:00:00Z"), "2 days late");
        let long = in_words("2026-10-31T12:00:00Z".parse().expect("an instant"), now());
        assert_eq!(long, Due { text: "18 days late".to_owned(), is_late: true });
        assert_eq!(said("2022-11-18T12:00:00Z"), "1,461 days late");
        assert_eq!(exactly(now()), "18 Nov 2026, 12:00 UTC");
    }

    #[test]
    fn who_waits_longest_comes_first_and_then_what_is_due_next() {
        let times = ["1969-11-01T00:00:00Z", "2025-11-01T00:00:00Z", "2026-11-18T11:00:00Z", "2026-12-01T00:00:00Z"];
        let order: Vec<u64> = times.iter().map(|time| order(time.parse().expect("an instant"))).collect();
        assert!(order.is_sorted(), "{order:?}");
    }
}
