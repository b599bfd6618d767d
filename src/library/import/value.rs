//! What a cell says: a number, a yes or no, a date, a time; however people write them.

use super::months;
use crate::{
    lead::{Day, Instant, SECONDS_PER_DAY},
    library::iso::{day_from_iso, day_from_parts},
};

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    pub percent: bool,
    pub currency: Option<char>,
    /// It has a decimal comma.
    pub comma: bool,
    /// Its thousands are parted.
    pub grouped: bool,
}

const CURRENCIES: [char; 5] = ['€', '$', '£', '¥', '₹'];
/// What is longer, and has more than digits, is a text that happens to have some.
const LONGEST_NUMBER: usize = 64;

/// Reads `1,234.5`, with `decimal_comma` `1.234,5`; spaces and apostrophes may part the thousands, a currency or a `%`
/// may stand beside it (12 % is 12).
///
/// What begins with a zero or a plus, or has over 15 digits, is a postcode, a phone number, an id: no number.
pub(super) fn number(text: &str, decimal_comma: bool) -> Option<Number> {
    if let Some(value) = plain_number(text, decimal_comma) {
        return Some(Number { value, percent: false, currency: None, comma: false, grouped: false });
    }
    if text.len() > LONGEST_NUMBER || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let percent = text.ends_with('%');
    let mut rest = text.trim_end_matches('%').trim_end();
    let mut currency = None;
    for sign in CURRENCIES {
        if let Some(without) = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign)) {
            (rest, currency) = (without.trim(), Some(sign));
        }
    }
    let (negative, mut digits) = match rest.strip_prefix(['-', '−']) {
        Some(digits) => (true, digits.trim_start()),
        None => (false, rest),
    };
    if currency.is_none()
        && let Some(sign) = digits.chars().next().filter(|sign| CURRENCIES.contains(sign))
    {
        (digits, currency) = (digits[sign.len_utf8()..].trim_start(), Some(sign));
    }
    let (decimal, group) = if decimal_comma { (',', '.') } else { ('.', ',') };
    let (whole, fraction) = digits.split_once(decimal).map_or((digits, ""), |(whole, fraction)| (whole, fraction));
    let written = whole.len();
    let whole = without_groups(whole, group)?;
    let grouped = whole.len() < written;
    let (fraction, exponent) =
        fraction.split_once(['e', 'E']).map_or((fraction, ""), |(fraction, exponent)| (fraction, exponent));
    let (whole, exponent) = match whole.split_once(['e', 'E']) {
        Some((whole, exponent)) => (whole.to_owned(), exponent.to_owned()),
        None => (whole, exponent.to_owned()),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(&whole) || !all_digits(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    if whole.len() > 1 && whole.starts_with('0') || whole.len() > 15 {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    let exponent = if exponent.is_empty() { "0" } else { exponent.as_str() };
    let value: f64 = format!("{sign}{whole}.{fraction}0e{exponent}").parse().ok()?;
    let comma = decimal_comma && digits.contains(',');
    value.is_finite().then_some(Number { value, percent, currency, comma, grouped })
}

/// Nothing but digits and perhaps a point, as most numbers are: read at once.
fn plain_number(text: &str, decimal_comma: bool) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let whole = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=15).contains(&whole) || whole > 1 && digits[0] == b'0' {
        return None;
    }
    match &digits[whole..] {
        [] => {}
        [b'.', fraction @ ..] if !decimal_comma && fraction.iter().all(u8::is_ascii_digit) => {}
        _ => return None,
    }
    text.parse().ok()
}

/// Nothing but digits, perhaps with a minus, that are a number.
pub(super) fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    (1..=15).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && (digits.len() == 1 || digits[0] != b'0')
}

/// Digits alone that are no quantity: a postcode, a phone number, an id.
pub(super) fn is_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_begun = text.starts_with(['0', '+']);
    (is_begun && digits > 1 || digits > 15) && text.bytes().all(|byte| byte.is_ascii_digit() || b"+ ".contains(&byte))
}

/// The digits without the marks between thousands; `None` if these stand elsewhere.
fn without_groups(whole: &str, group: char) -> Option<String> {
    let is_mark = |c: char| c == group || c == '\'' || c == '’' || c.is_whitespace();
    if !whole.contains(is_mark) {
        return Some(whole.to_owned());
    }
    let mut parts = whole.split(is_mark);
    let first = parts.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut digits = first.to_owned();
    for part in parts {
        if part.len() != 3 {
            return None;
        }
        digits.push_str(part);
    }
    Some(digits)
}

/// The words for yes and no, in pairs: all values of a column must be of one pair.
pub(super) const YES_NO: [(&str, &str); 27] = [
    ("true", "false"),
    ("yes", "no"),
    ("y", "n"),
    ("t", "f"),
    ("ja", "nein"),
    ("j", "n"),
    ("wahr", "falsch"),
    ("oui", "non"),
    ("o", "n"),
    ("vrai", "faux"),
    ("sí", "no"),
    ("si", "no"),
    ("sì", "no"),
    ("s", "n"),
    ("verdadero", "falso"),
    ("vero", "falso"),
    ("sim", "não"),
    ("sim", "nao"),
    ("verdadeiro", "falso"),
    ("ja", "nee"),
    ("waar", "onwaar"),
    ("ja", "nej"),
    ("tak", "nie"),
    ("ano", "ne"),
    ("on", "off"),
    ("checked", "unchecked"),
    // Only where the name of the column says that it is meant so.
    ("1", "0"),
];

/// Yes or no in the words of one pair.
pub(super) fn yes_no(text: &str, pair: usize) -> Option<bool> {
    let (yes, no) = YES_NO[pair];
    if same_word(text, yes) {
        return Some(true);
    }
    same_word(text, no).then_some(false)
}

/// Whether a cell is a word, whatever the capitals.
pub(super) fn same_word(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word) || !word.is_ascii() && crate::lead::fold(text) == crate::lead::fold(word)
}

/// A date, and the time of day if one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    date: Day,
    /// Seconds since midnight, in UTC: below zero or over a day where an offset makes it so.
    seconds: Option<i64>,
    /// Year first: there is only one way to read it.
    pub certain: bool,
    /// Its offset from UTC was said.
    pub zoned: bool,
    /// Its year has two digits.
    pub short_year: bool,
}

/// Two digits of a year up to this one mean the years from 2000 on, those above the years before.
pub(super) const PIVOT: i32 = 69;

impl Moment {
    /// A date alone is its first second: nothing is known to have happened before another thing on that day.
    pub fn instant(self) -> Instant {
        Instant(i64::from(self.date.0) * SECONDS_PER_DAY + self.seconds.unwrap_or(0))
    }

    pub fn has_time(self) -> bool {
        self.seconds.is_some()
    }

    pub fn day(self) -> Day {
        self.instant().day()
    }
}

/// A time as programs count it: seconds or milliseconds since 1970, of the years 2001 to 2099; 0 is where they know none.
///
/// A number is one only in a column that holds times.
pub(super) fn epoch(text: &str) -> Option<Moment> {
    let is_one = matches!(text.len(), 10 | 13) || text == "0";
    let number: i64 = text.parse().ok().filter(|_| is_one && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    let seconds = if text.len() == 13 { number / 1_000 } else { number };
    if seconds != 0 && !(1_000_000_000..4_102_444_800).contains(&seconds) {
        return None;
    }
    let date = Day((seconds / SECONDS_PER_DAY) as i32);
    let seconds = Some(seconds % SECONDS_PER_DAY);
    Some(Moment { date, seconds, certain: true, zoned: true, short_year: false })
}

/// The year from which a spreadsheet counts days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountsFrom {
    #[default]
    Year1900,
    /// As a workbook may say: those that began on an old Mac do.
    Year1904,
}

impl CountsFrom {
    pub fn year(self) -> i32 {
        match self {
            Self::Year1900 => 1900,
            Self::Year1904 => 1904,
        }
    }

    /// What the first of January 1970 is.
    fn unix_serial(self) -> i32 {
        match self {
            Self::Year1900 => 25_569,
            Self::Year1904 => 24_107,
        }
    }
}

/// A day as spreadsheets count it: from 1900 on, 44000 is 18 June 2020. Of the years 1970 to 2099, with a part of the day.
///
/// A number is one only in a column that holds days.
pub(super) fn serial(text: &str, from: CountsFrom) -> Option<Moment> {
    let (days, part) = text.split_once('.').unwrap_or((text, ""));
    let is_one = days.len() == 5 && days.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    let number = days.parse::<i32>().ok().filter(|_| is_one)? - from.unix_serial();
    let date = Some(Day(number)).filter(|_| (0..DAYS_TO_2100).contains(&number))?;
    let of_day: f64 = format!("0.{part}").parse().unwrap_or(0.0);
    let seconds = (of_day * SECONDS_PER_DAY as f64).round() as i64;
    let seconds = Some(seconds.min(SECONDS_PER_DAY - 1)).filter(|_| !part.is_empty());
    Some(Moment { date, seconds, certain: true, zoned: false, short_year: false })
}

/// From the first of January 1970.
const DAYS_TO_2100: i32 = 47_482;

/// Reads `2026-11-18`, `2026/11/18`, `18.11.2026`, `18/11/2026` (with `month_first` `11/18/2026`), `3 Sep 2024`, each with
/// a time if there is one: `T14:30:00.5+01:00`, `2:30 PM`. Without an offset it is UTC; fractions are cut off.
pub(super) fn moment(text: &str, month_first: bool) -> Option<Moment> {
    numeric(text, month_first).or_else(|| {
        let written = months::date(text)?;
        let (year, short_year) = year(written.year)?;
        let date = day_from_parts(year, written.month, written.day.parse().ok()?)?;
        let seconds = if written.rest.is_empty() { None } else { Some(time_of_day(written.rest)?) };
        Some(Moment { date, seconds, certain: true, zoned: says_zone(written.rest), short_year })
    })
}

/// A year of two or four digits, and whether it had two.
fn year(text: &str) -> Option<(i32, bool)> {
    let number: i32 = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    match text.len() {
        4 => Some((number, false)),
        2 => Some((number + if number <= PIVOT { 2000 } else { 1900 }, true)),
        _ => None,
    }
}

fn numeric(text: &str, month_first: bool) -> Option<Moment> {
    if !text.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    if let [_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes() {
        // As most dates are written: read at once.
        let date = day_from_iso(text.as_bytes())?;
        return Some(Moment { date, seconds: None, certain: true, zoned: false, short_year: false });
    }
    let (date, time) = text.split_once(['T', ' ']).map_or((text, ""), |(date, time)| (date, time.trim()));
    let mark = date.bytes().find(|byte| !byte.is_ascii_digit())?;
    if !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let mut parts = date.split(char::from(mark));
    let (one, two, three) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let certain = one.len() == 4;
    let (in_year, month, day) = match (certain, month_first) {
        (true, _) => (one, two, three),
        // Nobody writes 11.18.2026.
        (false, true) if mark == b'.' => return None,
        (false, true) => (three, one, two),
        (false, false) => (three, two, one),
    };
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    let (year, short_year) = year(in_year)?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    let date = day_from_parts(year, number(month)?, number(day)?)?;
    let seconds = if time.is_empty() { None } else { Some(time_of_day(time)?) };
    let zoned = says_zone(time);
    Some(Moment { date, seconds, certain: certain || mark == b'.', zoned, short_year })
}

/// Whether a time of day says its offset from UTC.
fn says_zone(time: &str) -> bool {
    time.ends_with(['Z', 'z'])
        || time.contains(['+', '-'])
        || time.len() > 3 && time.is_char_boundary(time.len() - 3) && time[time.len() - 3..].eq_ignore_ascii_case("utc")
}

/// Seconds since midnight in UTC.
fn time_of_day(text: &str) -> Option<i64> {
    let upper = text.to_ascii_uppercase();
    let mut rest = upper.trim_end_matches("UTC").trim_end_matches('Z').trim_end();
    let mut offset = 0;
    if let Some(at) = rest.rfind(['+', '-']) {
        let (time, zone) = rest.split_at(at);
        let digits: String = zone[1..].chars().filter(|c| *c != ':').collect();
        let number: i64 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let seconds = match digits.len() {
            1 | 2 => number * 3600,
            4 => number / 100 * 3600 + number % 100 * 60,
            _ => return None,
        };
        offset = if zone.starts_with('-') { -seconds } else { seconds };
        rest = time.trim_end();
    }
    let afternoon = rest.strip_suffix("PM").map(|rest| (rest, true));
    let half_day = afternoon.or_else(|| rest.strip_suffix("AM").map(|rest| (rest, false)));
    let clock = half_day.map_or(rest, |(rest, _)| rest.trim_end());
    let mut parts = clock.split(':');
    let mut next = |most: i64| -> Option<i64> {
        let part = parts.next()?;
        let whole = part.split_once(['.', ',']).map_or(part, |(whole, _)| whole);
        let plain = matches!(whole.len(), 1 | 2) && whole.bytes().all(|byte| byte.is_ascii_digit());
        whole.parse().ok().filter(|number| plain && *number <= most)
    };
    let (mut hour, minute) = (next(23)?, next(59)?);
    // 60: a leap second, which is the next second here.
    let second = if clock.matches(':').count() > 1 { next(60)? } else { 0 };
    if parts.next().is_some() {
        return None;
    }
    if let Some((_, afternoon)) = half_day {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    Some(hour * 3600 + minute * 60 + second - offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, decimal_comma: bool) -> Option<f64> {
        number(text, decimal_comma).map(|number| number.value)
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("5", 5.0),
            ("-3.5", -3.5),
            ("1,234,567.25", 1_234_567.25),
            ("€ 1,200", 1200.0),
            ("-$5", -5.0),
            ("− € 1,200.5", -1200.5),
            ("-$5 %", -5.0),
            ("12 %", 12.0),
            ("1 234", 1234.0),
            ("12'500", 12_500.0),
            ("0.25", 0.25),
            (".5", 0.5),
            ("1e3", 1000.0),
            ("2.5e-2", 0.025),
            ("−7", -7.0),
        ] {
            assert_eq!(value(text, false), Some(expected), "{text}");
        }
        assert_eq!(value("1.234,5", true), Some(1234.5));
        assert_eq!(value("0,5 €", true), Some(0.5));
        for text in [
            "007",
            "+49 30 1",
            "1,5",
            "1,2345",
            "12-5",
            "a1",
            "",
            "-",
            "NaN",
            "inf",
            "1e999",
            "1.2.3",
            "12345678901234567",
            "5 6",
            "-$-5",
            "-$€5",
        ] {
            assert_eq!(value(text, false), None, "{text}");
        }
    }

    #[test]
    fn a_cell_of_signs_is_no_number_however_long() {
        let signs = "-$".repeat(50_000);
        assert_eq!(value(&format!("{signs}5"), false), None);
        assert_eq!(value("-$-$5", false), None);
    }

    #[test]
    fn times_as_people_write_them() {
        for (text, month_first, expected) in [
            ("2026-11-18", false, "2026-11-18T00:00:00Z"),
            ("2026/1/8", true, "2026-01-08T00:00:00Z"),
            ("18.11.2026 07:05", false, "2026-11-18T07:05:00Z"),
            ("18/11/2026", false, "2026-11-18T00:00:00Z"),
            ("11/18/2026 2:30 PM", true, "2026-11-18T14:30:00Z"),
            ("11/18/2026 12:05:09 am", true, "2026-11-18T00:05:09Z"),
            ("2020-12-30 3:15:52", false, "2020-12-30T03:15:52Z"),
            ("2026-11-18T01:00:00.9+02:00", false, "2026-11-17T23:00:00Z"),
            ("2026-11-18T01:00:00-0530", false, "2026-11-18T06:30:00Z"),
            ("2026-11-18 01:00:00 UTC", false, "2026-11-18T01:00:00Z"),
            ("18.11.26", false, "2026-11-18T00:00:00Z"),
            ("11/18/69 7:05", true, "2069-11-18T07:05:00Z"),
            ("18-11-70", false, "1970-11-18T00:00:00Z"),
            ("3 Sep 2024", false, "2024-09-03T00:00:00Z"),
            ("Sep 3, 2024 2:30 PM", true, "2024-09-03T14:30:00Z"),
            ("Tue, 3 Sep 2024 14:30:00 +0200", false, "2024-09-03T12:30:00Z"),
            ("3. Dez. 1999", false, "1999-12-03T00:00:00Z"),
        ] {
            let found = moment(text, month_first).map(|moment| moment.instant().to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in ["2026-02-30", "31.4.2026", "1.2.3", "10:30", "2026", "2026-11-18 25:00", "2026-11-18 noon", ""] {
            assert_eq!(moment(text, false), None, "{text}");
        }
        for (text, expected) in [
            ("1726000000", Some("2024-09-10T20:26:40Z")),
            ("1726000000999", Some("2024-09-10T20:26:40Z")),
            ("0", Some("1970-01-01T00:00:00Z")),
            ("172600000", None),
            ("9999999999", None),
            ("2024", None),
            ("-1726000000", None),
        ] {
            assert_eq!(epoch(text).map(|moment| moment.instant().to_string()).as_deref(), expected, "{text}");
        }
        assert_eq!(moment("11/18/2026", false), None);
        assert_eq!(moment("18.11.2026", true), None);
    }
}
