//! Events in the words of people: what happened, and how long ago.

use crate::{
    lead::Instant,
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

/// An age in whole days.
pub fn days_ago(days: i64) -> String {
    match days {
        ..=0 => tr!("leads-today"),
        1 => tr!("yesterday"),
        days => tr!("days-ago", number = days),
    }
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
    fn ages_are_told_in_days() {
        assert_eq!([0, 1, 120].map(days_ago), ["today", "yesterday", "120 days ago"]);
    }
}
