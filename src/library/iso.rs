//! Dates as the library stores them: `2026-11-18`.

use crate::lead::Day;

/// Days since 1970-01-01 of a stored date; `None` where it is no date.
///
/// Much quicker than a general parser, since millions are read when a library is opened.
pub(super) fn day_from_iso(text: &[u8]) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else {
        return std::str::from_utf8(text).ok()?.parse().ok();
    };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    day_from_parts(year, digit(m1)? * 10 + digit(m2)?, digit(d1)? * 10 + digit(d2)?)
}

/// The day of a calendar date, if there is such a date.
pub(super) fn day_from_parts(year: i32, month: i32, day: i32) -> Option<Day> {
    if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    // Years that begin in March, so that the leap day comes last; in eras of 400 years.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(Day(era * 146_097 + day_of_era - 719_468))
}

/// A date as it is stored; `None` outside of the years 0 to 9999.
pub(super) fn iso_from_day(day: Day) -> Option<[u8; 10]> {
    // The inverse of `day_from_parts`, in years that begin in March.
    let days = day.0.checked_add(719_468)?;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i32::from(month <= 2);
    if !(0..=9_999).contains(&year) {
        return None;
    }
    let digit = |number: i32| b'0' + (number % 10) as u8;
    Some([
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        b'-',
        digit(month / 10),
        digit(month),
        b'-',
        digit(day / 10),
        digit(day),
    ])
}

fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_general_parser() {
        for days in (-800_000..800_000).step_by(37) {
            let text = Day(days).to_string();
            if text.len() == 10 {
                assert_eq!(day_from_iso(text.as_bytes()), Some(Day(days)), "{text}");
                assert_eq!(iso_from_day(Day(days)).as_ref().map(|iso| &iso[..]), Some(text.as_bytes()));
            }
        }
        assert_eq!(day_from_iso(b"2024-02-29").map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
        for nonsense in ["2023-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "18.11.2026", "", "2026-1a-01"] {
            assert_eq!(day_from_iso(nonsense.as_bytes()), None, "{nonsense}");
        }
    }
}
