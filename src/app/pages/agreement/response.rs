//! What people type for a promise: “15 min”, “6 tries in 10 days”, “60”. What is shown can be typed; nothing means that nothing
//! is promised.

use crate::{
    app::{
        number,
        pages::matrix::{
            promise::{LONGEST_MINUTES, MOST_ATTEMPTS, Unit},
            words,
        },
    },
    model::{FollowUp, limits},
};

/// Why a text is no promise, in a sentence.
pub(super) type Refusal = String;

/// A time for the first answer, in minutes. A number without a unit is in the unit of what stood there.
pub(super) fn within(text: &str, before: Option<u32>) -> Result<Option<u32>, Refusal> {
    let refusal = || tr!("promise-no-time", text = text.trim().to_owned());
    if is_nothing(text) {
        return Ok(None);
    }
    let mut minutes = 0.0;
    let words = words_of(text);
    let mut words = words.iter().map(String::as_str).peekable();
    let mut is_any = false;
    while let Some(word) = words.next() {
        let number: f64 = word.parse().map_err(|_err| refusal())?;
        let unit = match words.peek() {
            Some(word) => minutes_of(word).ok_or_else(refusal)?,
            None if is_any => return Err(refusal()),
            None => before.map_or(Unit::Minutes, Unit::of).minutes(),
        };
        words.next();
        is_any = true;
        minutes += number * f64::from(unit);
    }
    // A part of a minute is no promise that anyone could keep.
    let is_time = is_any && minutes.fract() == 0.0 && minutes >= 1.0;
    if is_time && minutes > f64::from(LONGEST_MINUTES) {
        return Err(tr!("promise-too-long", text = text.trim().to_owned()));
    }
    if is_time { Ok(Some(minutes as u32)) } else { Err(refusal()) }
}

/// So many attempts over so many days: “6 tries in 10 days”, “7 over 2 weeks”, “3 in 2”.
pub(super) fn follow_up(text: &str) -> Result<Option<FollowUp>, Refusal> {
    let refusal = || tr!("promise-no-follow-up", text = text.trim().to_owned());
    if is_nothing(text) {
        return Ok(None);
    }
    let words = words_of(text);
    let is_number = |word: &&String| word.starts_with(|c: char| c.is_ascii_digit());
    let numbers: Vec<u32> = words.iter().filter(is_number).filter_map(|word| word.parse().ok()).collect();
    let is_clear = words.iter().filter(is_number).count() == 2 && words.first().is_some_and(|first| is_number(&first));
    let ([attempts, over], true) = (numbers.as_slice(), is_clear) else { return Err(refusal()) };
    let day_words = words.iter().skip_while(is_number).skip_while(|word| !is_number(word)).skip(1);
    let mut days = *over;
    for word in day_words {
        let minutes = minutes_of(word).ok_or_else(refusal)?;
        days = (u64::from(*over) * u64::from(minutes) / u64::from(Unit::Days.minutes())).try_into().unwrap_or(u32::MAX);
    }
    if (1..=MOST_ATTEMPTS).contains(attempts) && (1..=limits::DAYS).contains(&days) {
        Ok(Some(FollowUp { attempts: *attempts, over_days: days }))
    } else {
        Err(refusal())
    }
}

/// So many leads a week: “60”, “1,200”.
pub(super) fn capacity(text: &str) -> Result<Option<u32>, Refusal> {
    if is_nothing(text) {
        return Ok(None);
    }
    // “40 a week”: words may follow, but none that belongs to the number, as in “40k”.
    let words = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (digits, words) = text.split_at(words);
    let is_apart = words.is_empty() || digits.ends_with(char::is_whitespace);
    let read = number::read(digits).ok().filter(|_| is_apart && !words.contains(|sign: char| sign.is_ascii_digit()));
    let most = limits::SCORE.unsigned_abs();
    read.and_then(|leads| u32::try_from(leads).ok())
        .filter(|leads| (1..=most).contains(leads))
        .map(Some)
        .ok_or_else(|| tr!("promise-no-capacity", text = text.trim().to_owned()))
}

pub(super) fn follow_up_text(follow_up: Option<FollowUp>) -> String {
    follow_up.map(words::tries).unwrap_or_default()
}

fn is_nothing(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "" | "-" | "−" | "–" | "—" | "none" | "no")
}

/// Numbers and words, also where nothing stands between them: “1h30m” is 1, h, 30, m.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_number = None;
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    for (at, &c) in letters.iter().enumerate() {
        if c == ',' && was_number == Some(true) && is_before_thousands(&letters[at + 1..]) {
            continue;
        }
        if c.is_whitespace() {
            was_number = None;
            continue;
        }
        let is_number = c.is_ascii_digit() || c == '.' && was_number == Some(true);
        match words.last_mut() {
            Some(word) if was_number == Some(is_number) => word.push(c),
            _ => words.push(c.to_string()),
        }
        was_number = Some(is_number);
    }
    words
}

/// Three digits and no fourth: “1,000”, and not “1,5”.
fn is_before_thousands(letters: &[char]) -> bool {
    letters.iter().take_while(|letter| letter.is_ascii_digit()).count() == 3
}

fn minutes_of(unit: &str) -> Option<u32> {
    Some(match unit.trim_end_matches('.') {
        "m" | "min" | "mins" | "minute" | "minutes" => Unit::Minutes.minutes(),
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hours.minutes(),
        "d" | "day" | "days" => Unit::Days.minutes(),
        "w" | "wk" | "week" | "weeks" => 7 * Unit::Days.minutes(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::format;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("15 min", 15),
            ("15m", 15),
            ("4 h", 240),
            ("1h30m", 90),
            ("1 h 30 min", 90),
            ("1.5 hours", 90),
            ("1,440 min", 1_440),
            ("2 days", 2_880),
            ("1 Week", 7 * 1_440),
            ("90", 90),
        ] {
            assert_eq!(within(text, None), Ok(Some(minutes)), "{text}");
        }
        for nothing in ["", "  ", "–", "none"] {
            assert_eq!(within(nothing, Some(15)), Ok(None), "{nothing:?}");
        }
    }

    #[test]
    fn a_bare_number_keeps_the_unit_that_stood_there() {
        assert_eq!(within("5", Some(15)), Ok(Some(5)));
        assert_eq!(within("5", Some(240)), Ok(Some(300)));
        assert_eq!(within("3", Some(2_880)), Ok(Some(3 * 1_440)));
    }

    #[test]
    fn what_is_no_time_is_refused_in_a_sentence() {
        for text in ["soon", "4 x", "h", "0 min", "−5 min", "1,5 h", "0.5 min", "15 min 3", "1e9 h", "inf"] {
            let refused = within(text, Some(15)).expect_err(text);
            assert!(refused.contains(text) && refused.contains("4 h"), "{refused}");
        }
        let refused = within("400 days", None).expect_err("more than a year");
        assert!(refused.contains("400 days") && refused.contains("365"), "{refused}");
    }

    #[test]
    fn follow_ups_are_read_as_people_write_them() {
        let read = |text| follow_up(text).map(|it| it.map(|it| (it.attempts, it.over_days)));
        for (text, wanted) in [
            ("6 tries in 10 days", (6, 10)),
            ("3 in 2", (3, 2)),
            ("7 touches over 2 weeks", (7, 14)),
            ("1 try in 1 day", (1, 1)),
            ("7/14", (7, 14)),
            ("3x2d", (3, 2)),
        ] {
            assert_eq!(read(text), Ok(Some(wanted)), "{text}");
        }
        assert_eq!(read(" "), Ok(None));
        for text in
            ["monthly", "3", "3 tries", "0 in 2", "3 in 0 days", "3 in 2 moons", "3 in 2 h", "1 2 3", "1.5 in 2"]
        {
            let refused = read(text).expect_err(text);
            assert!(refused.contains(text), "{refused}");
        }
    }

    #[test]
    fn capacities_are_whole_leads() {
        assert_eq!(capacity("60"), Ok(Some(60)));
        assert_eq!(capacity(" 1,200 "), Ok(Some(1_200)));
        assert_eq!(capacity("40 a week"), Ok(Some(40)));
        assert_eq!(capacity("1 200 a week"), Ok(Some(1_200)));
        assert_eq!(capacity("–"), Ok(None));
        for text in ["many", "0", "1,5", "-3", "2.5", "9999999999", "1.200", "40k", "1 2", "3 to 5"] {
            assert!(capacity(text).is_err_and(|refused| refused.contains(text)), "{text}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed() {
        for minutes in (1..3_000).chain([10_080, 525_600]) {
            assert_eq!(within(&format::minutes(minutes), None), Ok(Some(minutes)));
            // Typed over another time, the unit that is said counts.
            assert_eq!(within(&format::minutes(minutes), Some(2_880)), Ok(Some(minutes)));
        }
        for (attempts, over_days) in [(1, 1), (3, 2), (1_000, 3_650)] {
            let promised = Some(FollowUp { attempts, over_days });
            assert_eq!(follow_up(&follow_up_text(promised)), Ok(promised));
        }
        assert_eq!(follow_up(&follow_up_text(None)), Ok(None));
        for leads in [1, 999, 1_000, 1_000_000] {
            assert_eq!(capacity(&format::count(leads)), Ok(Some(leads as u32)));
        }
    }
}
