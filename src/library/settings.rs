//! What the library knows of itself: its *as of*.

use std::{
    collections::BTreeMap,
    str::FromStr,
    time::{SystemTime, UNIX_EPOCH},
};

use rusqlite::{Connection, OptionalExtension, params};

use super::{
    iso::day_from_iso,
    read,
    schema::{fields, quote},
};
use crate::lead::{Day, FieldType, Instant, Outcome, TimeError};

/// From which instant a library counts ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The newest one in it.
    Newest,
    At(Instant),
}

/// `newest`, or what an [`Instant`] is written as.
impl FromStr for AsOf {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        if text.trim().eq_ignore_ascii_case("newest") { Ok(Self::Newest) } else { text.parse().map(Self::At) }
    }
}

/// The instant that somebody set.
pub(super) const AS_OF: &str = "as_of";
/// The newest instant in the library, kept so that opening it need not look at every event.
pub(super) const NEWEST: &str = "newest";

pub(super) fn instant(connection: &Connection, name: &str) -> rusqlite::Result<Option<Instant>> {
    Ok(text(connection, name)?.and_then(|text| text.parse().ok()))
}

pub(super) fn set_instant(connection: &Connection, name: &str, value: Option<Instant>) -> rusqlite::Result<()> {
    set_text(connection, name, value.map(|instant| instant.to_string()).as_deref())
}

pub(super) fn text(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT value FROM settings WHERE name = ?1";
    connection.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()
}

pub(super) fn set_text(connection: &Connection, name: &str, value: Option<&str>) -> rusqlite::Result<()> {
    match value {
        Some(text) => connection.execute(
            "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, text],
        )?,
        None => connection.execute("DELETE FROM settings WHERE name = ?1", [name])?,
    };
    Ok(())
}

/// Looks for the newest instant: of the events, of the days leads came in, of the days they were won or lost.
///
/// The closing day of an open lead is only hoped for, and a date attribute may lie in the future by its nature (the end
/// of a contract): the one never counts, the other only where there is nothing else. Of a day, it is the last second.
pub(super) fn find_newest(connection: &Connection) -> rusqlite::Result<Option<Instant>> {
    find_newest_of(connection, &Standing::of(connection)?.days)
}

/// `days`: as [`Standing::of`] finds them.
fn find_newest_of(connection: &Connection, days: &BTreeMap<Day, u64>) -> rusqlite::Result<Option<Instant>> {
    let lead = days.keys().next_back().map(|day| day.last_second());
    let event: Option<i64> = connection.query_row("SELECT max(at) FROM events", [], |row| row.get(0))?;
    let last_second = |day: Option<String>| day_from_iso(day?.as_bytes()).map(Day::last_second);
    let newest = lead.max(event.map(Instant));
    if newest.is_some() {
        return Ok(newest);
    }
    let mut dates = Vec::new();
    for field in fields(connection)?.iter().filter(|field| field.field_type == FieldType::Date) {
        let sql = format!("SELECT max({}) FROM leads", quote(&field.column));
        dates.push(connection.query_row(&sql, [], |row| row.get::<_, Option<String>>(0))?);
    }
    Ok(dates.into_iter().filter_map(last_second).max())
}

/// How many leads ended in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutcomeCounts {
    pub won: u64,
    pub lost: u64,
    pub open: u64,
}

impl OutcomeCounts {
    pub fn add(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Won => &mut self.won,
            Outcome::Lost => &mut self.lost,
            Outcome::Open => &mut self.open,
        } += 1;
    }

    pub fn ended(&self) -> u64 {
        self.won + self.lost
    }
}

/// What all leads together say.
#[derive(Default)]
pub(super) struct Standing {
    /// How many leads came in, or were won or lost, on each day.
    pub days: BTreeMap<Day, u64>,
    pub outcomes: OutcomeCounts,
}

impl Standing {
    /// One look at each lead; SQLite would sort millions of them to group them.
    pub fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let mut standing = Self::default();
        let mut statement = connection.prepare("SELECT outcome, created, closed FROM leads")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let outcome = read::outcome(row.get_ref(0)?);
            standing.outcomes.add(outcome);
            let day = |column: usize| -> rusqlite::Result<Option<Day>> {
                Ok(row.get_ref(column)?.as_bytes_or_null().ok().flatten().and_then(day_from_iso))
            };
            let closed = if outcome == Outcome::Open { None } else { day(2)? };
            for day in day(1)?.into_iter().chain(closed) {
                *standing.days.entry(day).or_default() += 1;
            }
        }
        Ok(standing)
    }
}

/// [`update_newest`] where the days of the leads are known.
pub(super) fn update_newest_of(connection: &Connection, days: &BTreeMap<Day, u64>) -> rusqlite::Result<()> {
    set_instant(connection, NEWEST, find_newest_of(connection, days)?)
}

/// Brings [`NEWEST`] up to date after leads or events came in.
pub(super) fn update_newest(connection: &Connection) -> rusqlite::Result<()> {
    set_instant(connection, NEWEST, find_newest(connection)?)
}

/// The same after dates of leads became others: only where there is nothing else are they the newest.
pub(super) fn update_newest_of_dates(connection: &Connection) -> rusqlite::Result<()> {
    if connection.query_row("SELECT EXISTS (SELECT 1 FROM events)", [], |row| row.get(0))? {
        return Ok(());
    }
    update_newest(connection)
}

/// A day so much later than nearly all others is a slip of a keyboard rather than news.
const ODD_DAYS: i64 = 365;
/// Among fewer dates, none can be called odd.
const FEWEST_DATES: u64 = 10;

/// A sentence if ages would be counted from a date that lies far beyond nearly all others: one such slip makes everybody cold.
pub(super) fn note_odd_newest(
    connection: &Connection,
    mut days: BTreeMap<Day, u64>,
) -> rusqlite::Result<Option<String>> {
    let (None, Some(newest)) = (instant(connection, AS_OF)?, instant(connection, NEWEST)?) else { return Ok(None) };
    // SQLite would sort millions of events to group them.
    let mut statement = connection.prepare("SELECT at FROM events")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        *days.entry(Instant(row.get(0)?).day()).or_default() += 1;
    }
    Ok(odd_newest(newest.day(), &days).or_else(|| to_come(newest.day(), today()?)))
}

/// By the clock of the machine.
fn today() -> Option<Day> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Some(Instant(since.as_secs().cast_signed()).day())
}

/// A sentence if ages would be counted from a day that is still to come; where the clock is, it may be tomorrow already.
fn to_come(newest: Day, today: Day) -> Option<String> {
    (newest.0 > today.0 + 1).then(|| {
        format!(
            "ages are counted from {newest}, the newest date there is, which lies in the future; look whether its year is right, or \
             say as of which day to count"
        )
    })
}

fn odd_newest(newest: Day, days: &BTreeMap<Day, u64>) -> Option<String> {
    let count: u64 = days.values().sum();
    if count < FEWEST_DATES {
        return None;
    }
    // Ninety-nine of a hundred are no later than this; among few, all but one.
    let mut later = 0;
    let mut latest_first = days.iter().rev();
    let usual = loop {
        let (day, count_of_day) = latest_first.next()?;
        if (later + count_of_day) * 100 > count.max(100) {
            break *day;
        }
        later += count_of_day;
    };
    if usual.age_days(newest) <= ODD_DAYS {
        return None;
    }
    let dates = if later == 1 { "1 date is" } else { "some dates are" };
    Some(format!(
        "{dates} far later than the rest: the newest is {newest}, and {} of {count} are no later than {usual}; ages are counted \
         from the newest, so everything looks old until it is corrected, or it is said as of which day to count",
        count - later
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(days: &[(i32, u64)]) -> Option<String> {
        let days: BTreeMap<Day, u64> = days.iter().map(|(day, count)| (Day(*day), *count)).collect();
        odd_newest(*days.keys().next_back().expect("a day"), &days)
    }

    #[test]
    fn a_day_that_is_to_come_is_told() {
        assert_eq!((to_come(Day(100), Day(100)), to_come(Day(101), Day(100))), (None, None));
        assert!(to_come(Day(102), Day(100)).is_some_and(|note| note.contains("1970-04-13")));
    }

    #[test]
    fn a_newest_day_far_beyond_the_rest_is_odd() {
        assert!(note(&[(100, 9), (200, 10), (33_000, 1)]).is_some_and(|note| note.contains("19 of 20")));
        assert!(note(&[(100, 995), (33_000, 2), (34_000, 3)]).is_some_and(|note| note.contains("995 of 1000")));
        for usual in [
            &[(100, 10), (33_000, 2)][..],
            &[(100, 980), (33_000, 20)],
            &[(100, 4), (33_000, 1)],
            &[(100, 10), (465, 1)],
            &[(100, 50)],
        ] {
            assert_eq!(note(usual), None, "{usual:?}");
        }
        assert!(note(&[(100, 10), (466, 1)]).is_some());
    }
}
