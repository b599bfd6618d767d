//! Events in the words of people: what happened, and how long ago.

use crate::{
    app::format,
    lead::{Instant, SECONDS_PER_DAY},
    scoring::{Columns, NO_CODE},
};

/// `webinar_attended` as people say it: “Webinar attended”.
pub fn humanised(kind: &str) -> String {
    let words = kind.split(|c: char| c == '_' || c == '-' || c.is_whitespace()).filter(|word| !word.is_empty());
    let spaced = words.collect::<Vec<_>>().join(" ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => kind.to_owned(),
    }
}

/// What happened: “Page view: /pricing”.
pub fn what(kind: &str, detail: Option<&str>) -> String {
    let kind = humanised(kind);
    match detail.map(str::trim).filter(|detail| !detail.is_empty()) {
        Some(detail) => tr!("leads-moment", what = kind, detail = detail.to_owned()),
        None => kind,
    }
}

/// How long ago, in the largest unit that still says something.
pub fn ago(at: Instant, as_of: Instant) -> String {
    const DAYS_SHOWN: i64 = 99;
    const DAYS_A_YEAR: i64 = 365;
    let seconds = as_of.0.saturating_sub(at.0);
    let days = seconds.div_euclid(SECONDS_PER_DAY);
    match days {
        ..=0 if seconds < 60 => tr!("leads-just-now"),
        ..=0 if seconds < 3600 => tr!("leads-minutes-ago", count = seconds / 60),
        ..=0 => tr!("leads-hours-ago", count = seconds / 3600),
        1..=DAYS_SHOWN => tr!("leads-days-ago", count = days),
        ..730 => tr!("leads-months-ago", count = days * 12 / DAYS_A_YEAR),
        _ => tr!("leads-years-ago", count = days / DAYS_A_YEAR),
    }
}

/// The day of an instant, as it is written.
pub fn day(at: Instant) -> String {
    format::day(at.day())
}

/// An event of the columns: what happened and when.
pub fn of_columns(columns: &Columns, event: usize) -> Option<(String, Instant)> {
    let events = &columns.events;
    let kind = events.kind_names.get(usize::from(*events.kinds.get(event)?))?;
    let detail = events.details.get(event).filter(|code| **code != NO_CODE);
    let detail = detail.and_then(|code| events.detail_values.get(*code as usize));
    Some((what(kind, detail), Instant(*events.at.get(event)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_as_words() {
        assert_eq!(humanised("webinar_attended"), "Webinar attended");
        assert_eq!(humanised("émail-open"), "Émail open");
        assert_eq!(humanised("__"), "__");
        assert_eq!(what("page_view", Some(" /pricing ")), "Page view: /pricing");
        assert_eq!(what("demo_request", Some(" ")), "Demo request");
    }

    #[test]
    fn ages_are_told_in_the_largest_unit_that_says_something() {
        let as_of = Instant(2_000_000_000);
        let told = |seconds: i64| ago(Instant(as_of.0 - seconds), as_of);
        assert_eq!([59, 61, 7_300].map(told), ["just now", "1 min ago", "2 h ago"]);
        assert_eq!([1, 99, 120, 800].map(|days| told(days * SECONDS_PER_DAY)), ["1 d ago", "99 d ago", "3 months ago", "2 years ago"]);
    }
}
