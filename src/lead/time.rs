//! Days and instants, in UTC, whole seconds; no clock is read here.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub const SECONDS_PER_DAY: i64 = 86_400;

/// A calendar day: days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// A moment in UTC: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// Why a text is no date or time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    #[error("“{0}” is not a date; write it as 2026-11-18")]
    Day(String),
    #[error("“{0}” is not a date or a time; write it as 2026-11-18 or 2026-11-18T14:30:00Z")]
    Instant(String),
}

/// 1970-01-01 in days since 0001-01-01, a Monday.
const EPOCH_FROM_YEAR_ONE: i64 = 719_162;

impl Day {
    const EPOCH: civil::Date = civil::date(1970, 1, 1);

    pub fn from_civil(date: civil::Date) -> Self {
        let days = date.since(Self::EPOCH).map_or(0, |span| span.get_days());
        Self(days)
    }

    /// The calendar date, or `None` outside the years -9999..=9999.
    pub fn civil(self) -> Option<civil::Date> {
        Self::EPOCH.checked_add(jiff::Span::new().try_days(self.0).ok()?).ok()
    }

    /// The day's last second: what `as_of` means when only a date is given.
    pub fn last_second(self) -> Instant {
        Instant((i64::from(self.0) + 1) * SECONDS_PER_DAY - 1)
    }

    /// Age in whole days on the day `today`; negative for a day in the future.
    pub fn age_days(self, today: Self) -> i64 {
        i64::from(today.0) - i64::from(self.0)
    }

    /// Which window of `days` days this day falls into, counted from Monday 0001-01-01, so that 7 is a week.
    pub fn window(self, days: u32) -> i64 {
        (i64::from(self.0) + EPOCH_FROM_YEAR_ONE).div_euclid(i64::from(days.max(1)))
    }
}

impl Instant {
    /// The UTC date of this instant.
    pub fn day(self) -> Day {
        // In range for every instant that can be parsed; the clamp keeps the arithmetic total.
        let days = self.0.div_euclid(SECONDS_PER_DAY).clamp(i64::from(i32::MIN), i64::from(i32::MAX));
        Day(days as i32)
    }

    /// Age in whole days at `as_of`, rounded down; negative for an instant after it.
    pub fn age_days(self, as_of: Self) -> i64 {
        as_of.0.saturating_sub(self.0).div_euclid(SECONDS_PER_DAY)
    }

    pub fn days_earlier(self, days: u32) -> Self {
        Self(self.0.saturating_sub(i64::from(days) * SECONDS_PER_DAY))
    }

    pub fn days_later(self, days: u32) -> Self {
        Self(self.0.saturating_add(i64::from(days) * SECONDS_PER_DAY))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.civil() {
            Some(date) => date.fmt(f),
            None => write!(f, "day {}", self.0),
        }
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_second(self.0) {
            Ok(timestamp) => timestamp.fmt(f),
            Err(_) => write!(f, "second {}", self.0),
        }
    }
}

impl FromStr for Day {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        // jiff reads a date out of a whole timestamp as well; a day is a day only.
        if text.len() > 10 {
            return Err(TimeError::Day(text.to_owned()));
        }
        let date = text.parse::<civil::Date>().map_err(|_err| TimeError::Day(text.to_owned()))?;
        Ok(Self::from_civil(date))
    }
}

/// A date (its last second), a time with an offset, or a time without one, which is UTC. Fractions are cut off.
impl FromStr for Instant {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        if let Ok(day) = text.parse::<Day>() {
            return Ok(day.last_second());
        }
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            return Ok(Self(timestamp.as_nanosecond().div_euclid(1_000_000_000) as i64));
        }
        let local = text.parse::<civil::DateTime>().map_err(|_err| TimeError::Instant(text.to_owned()))?;
        let seconds = i64::from(i32::from(local.hour())) * 3600
            + i64::from(i32::from(local.minute())) * 60
            + i64::from(i32::from(local.second()));
        Ok(Self(i64::from(Day::from_civil(local.date()).0) * SECONDS_PER_DAY + seconds))
    }
}

macro_rules! serde_as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

serde_as_text!(Day);
serde_as_text!(Instant);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_means_its_last_second() {
        let instant: Instant = "2026-11-18".parse().expect("a date");
        assert_eq!(instant.to_string(), "2026-11-18T23:59:59Z");
        assert_eq!(instant.day().to_string(), "2026-11-18");
    }

    #[test]
    fn fractions_are_cut_off_and_offsets_are_heeded() {
        let instant: Instant = "2026-11-18T01:00:00.9+02:00".parse().expect("a time");
        assert_eq!(instant.to_string(), "2026-11-17T23:00:00Z");
        let without: Instant = "2026-11-18 01:00:00".parse().expect("a time");
        assert_eq!(without.to_string(), "2026-11-18T01:00:00Z");
        let before_epoch: Instant = "1969-12-31T23:59:59.5Z".parse().expect("a time");
        assert_eq!(before_epoch.0, -1);
    }

    #[test]
    fn ages_are_whole_days() {
        let as_of = Instant(10 * SECONDS_PER_DAY);
        assert_eq!(Instant(9 * SECONDS_PER_DAY).age_days(as_of), 1);
        assert_eq!(Instant(9 * SECONDS_PER_DAY + 1).age_days(as_of), 0);
        assert_eq!(Instant(10 * SECONDS_PER_DAY + 1).age_days(as_of), -1);
    }

    #[test]
    fn a_week_begins_on_monday() {
        let monday: Day = "2026-11-16".parse().expect("a date");
        assert_ne!(monday.window(7), Day(monday.0 - 1).window(7));
        assert_eq!(monday.window(7), Day(monday.0 + 6).window(7));
        let first: Day = "0001-01-01".parse().expect("a date");
        assert_eq!(first.window(7), 0);
    }

    #[test]
    fn nonsense_is_refused_in_a_sentence() {
        let err = "tomorrow".parse::<Instant>().expect_err("not a time");
        assert!(err.to_string().contains("2026-11-18T14:30:00Z"), "{err}");
    }
}
