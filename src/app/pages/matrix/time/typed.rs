//! Days as people type them.

use jiff::civil;

use crate::lead::{Day, Instant};

/// 2026-03-01 and times as everywhere else, and what the window itself writes: 1 Mar 2026, Mar 2026 (its last day).
pub fn read(text: &str) -> Result<Instant, String> {
    let text = text.trim();
    let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let date = |format: &str, text: &str| civil::Date::strptime(format, text).ok();
    let named = ["%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d.%m.%Y"];
    let named = named.iter().find_map(|format| date(format, &written));
    let month = || {
        let first = format!("1 {written}");
        let of_month = ["%d %b %Y", "%d %B %Y"].iter().find_map(|format| date(format, &first))?;
        Some(of_month.last_of_month())
    };
    match named.or_else(month) {
        Some(date) => Ok(Day::from_civil(date).last_second()),
        None => text.parse().map_err(|_err| tr!("time-no-day", text = text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::format;

    #[test]
    fn what_is_shown_can_be_typed() {
        let day: Day = "2026-03-01".parse().expect("a date");
        for text in ["2026-03-01", "1 Mar 2026", " 1  march 2026 ", "Mar 1, 2026", "1.3.2026", &format::day(day)] {
            assert_eq!(read(text), Ok(day.last_second()), "{text}");
        }
        assert_eq!(read("Feb 2024").map(|then| then.day().to_string()), Ok("2024-02-29".to_owned()));
        assert_eq!(read("2026-03-01T12:00:00Z").map(|then| then.to_string()), Ok("2026-03-01T12:00:00Z".to_owned()));
        for text in ["", "soon", "31 Feb 2026", "2026"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
