//! When the leads of a library came: day by day, and what can be told of a day without scoring anybody.

use jiff::{ToSpan, civil};

use crate::{
    lead::{Day, Instant},
    scoring::{ARRIVAL_WEEKS, Columns},
};

/// A slip of the keyboard must not stretch the span over centuries: it begins when so many leads in a thousand had come.
const ODD_IN_A_THOUSAND: usize = 1;
/// Unless the first of all came hardly earlier.
const HARDLY_EARLIER: i32 = 366;
/// A shorter span can't be told apart on a slider.
const SHORTEST: i32 = 7;

/// The span of a library, and how many leads came on each day of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    pub from: Day,
    /// The library's own today.
    pub to: Day,
    /// How many leads are there by the end of each day of the span.
    there: Vec<u64>,
    /// How many were there before it begins.
    before: u64,
    /// All leads of the library.
    pub leads: u64,
}

impl Calendar {
    /// `None` where no lead says when it came.
    pub fn new(columns: &Columns, to: Day) -> Option<Self> {
        let mut came: Vec<i32> = Vec::with_capacity(columns.len());
        let mut always = 0;
        for row in 0..columns.len() {
            match columns.came_on(row) {
                Some(day) => came.push(day),
                None => always += 1,
            }
        }
        let in_time = |day: &&i32| **day <= to.0;
        let first = came.iter().filter(in_time).min().copied()?;
        let odd = came.iter().filter(in_time).count() * ODD_IN_A_THOUSAND / 1000;
        let mut sorted: Vec<i32> = came.iter().filter(in_time).copied().collect();
        let usual = *sorted.select_nth_unstable(odd).1;
        let from = if usual.saturating_sub(first) <= HARDLY_EARLIER { first } else { usual };
        let from = from.min(to.0.saturating_sub(SHORTEST));
        let mut there = vec![0u64; usize::try_from(i64::from(to.0) - i64::from(from) + 1).ok()?];
        let mut before = always;
        for day in &came {
            match usize::try_from(i64::from(*day) - i64::from(from)) {
                Ok(place) if place < there.len() => there[place] += 1,
                Ok(_) => {}
                Err(_) => before += 1,
            }
        }
        let mut sum = before;
        for count in &mut there {
            sum += *count;
            *count = sum;
        }
        Some(Self { from: Day(from), to, there, before, leads: columns.len() as u64 })
    }

    /// How many days the span has.
    pub fn days(&self) -> i32 {
        self.to.0 - self.from.0 + 1
    }

    /// How many leads are there by the end of a day.
    pub fn there(&self, day: Day) -> u64 {
        match usize::try_from(i64::from(day.0) - i64::from(self.from.0)) {
            Ok(place) => self.there.get(place).or(self.there.last()).copied().unwrap_or(self.before),
            Err(_) => self.before,
        }
    }

    /// How many came from the first day to the last, both with them.
    pub fn came(&self, first: Day, last: Day) -> u64 {
        self.there(last).saturating_sub(self.there(Day(first.0.saturating_sub(1))))
    }

    /// How many came a week, over the weeks that every weekly number goes by.
    pub fn came_a_week(&self, day: Day) -> f64 {
        let first = Day(day.0.saturating_sub(ARRIVAL_WEEKS as i32 * 7 - 1));
        self.came(first, day) as f64 / f64::from(ARRIVAL_WEEKS)
    }

    /// The last instants of the months of the span, and then the library's own, which need not end a month.
    pub fn months(&self, own: Instant) -> Vec<Instant> {
        let mut months = Vec::new();
        let mut month = self.from.civil().map(civil::Date::last_of_month);
        while let Some(last) = month.filter(|last| Day::from_civil(*last) < self.to) {
            months.push(Day::from_civil(last).last_second());
            month = last.checked_add(1.month()).ok().map(civil::Date::last_of_month);
        }
        months.push(own);
        months
    }
}

/// The same day so many months later or earlier; the last one of a month that is too short for it.
pub fn months_later(day: Day, months: i32) -> Day {
    let moved = day.civil().and_then(|date| date.checked_add(months.months()).ok());
    moved.map_or(day, Day::from_civil)
}

/// The last day of the month before that of `day`, or of its own if that is over: the step back and the step on.
pub fn month_end(day: Day, is_back: bool) -> Day {
    let Some(date) = day.civil() else { return day };
    let end = if is_back {
        date.first_of_month().yesterday().ok()
    } else if date == date.last_of_month() {
        date.checked_add(1.month()).ok().map(civil::Date::last_of_month)
    } else {
        Some(date.last_of_month())
    };
    end.map_or(day, Day::from_civil)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lead::Lead, scoring::ColumnsBuilder};

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn columns(created: &[&str]) -> Columns {
        let mut builder = ColumnsBuilder::default();
        builder.extend(created.iter().enumerate().map(|(index, text)| Lead {
            key: format!("{index:06}"),
            created: text.parse().ok(),
            ..Lead::default()
        }));
        builder.finish()
    }

    #[test]
    fn leads_are_there_from_their_day_on() {
        let found = columns(&["2026-01-05", "2026-01-05", "2026-03-31", "2027-01-01", ""]);
        let calendar = Calendar::new(&found, day("2026-04-02")).expect("most say when they came");
        assert_eq!((calendar.from, calendar.leads), (day("2026-01-05"), 5));
        let there = ["2025-12-31", "2026-01-04", "2026-01-05", "2026-03-30", "2026-03-31", "2026-04-02"];
        assert_eq!(there.map(|text| calendar.there(day(text))), [1, 1, 3, 3, 4, 4]);
        assert_eq!(calendar.came(day("2026-01-05"), day("2026-01-05")), 2);
        assert_eq!(calendar.came_a_week(day("2026-04-02")), 3.0 / 13.0, "88 days since the first");
        assert_eq!(calendar.came_a_week(day("2026-04-06")), 1.0 / 13.0, "92 days");
        assert_eq!(Calendar::new(&columns(&["", ""]), day("2026-04-02")), None);
    }

    #[test]
    fn one_slip_does_not_stretch_the_span() {
        let mut created = vec!["2026-01-05"; 1_500];
        created[7] = "1026-01-05";
        let calendar = Calendar::new(&columns(&created), day("2026-04-02")).expect("all say when they came");
        assert_eq!((calendar.from, calendar.there(day("2026-01-04"))), (day("2026-01-05"), 1));
    }

    #[test]
    fn the_months_end_with_the_librarys_own_instant() {
        let calendar = Calendar::new(&columns(&["2025-12-31"]), day("2026-03-31")).expect("it says when it came");
        let own = Instant(day("2026-03-31").last_second().0 - 100);
        let ends: Vec<String> = calendar.months(own).iter().map(|month| month.day().to_string()).collect();
        assert_eq!(ends, ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31"]);
        assert_eq!(calendar.months(own).last(), Some(&own), "the own instant, not the last second");
    }

    #[test]
    fn steps_go_by_the_calendar() {
        assert_eq!(months_later(day("2026-01-31"), 1), day("2026-02-28"));
        assert_eq!(months_later(day("2026-01-31"), -2), day("2025-11-30"));
        assert_eq!(month_end(day("2026-03-15"), true), day("2026-02-28"));
        assert_eq!(month_end(day("2026-03-31"), true), day("2026-02-28"));
        assert_eq!(month_end(day("2026-03-15"), false), day("2026-03-31"));
        assert_eq!(month_end(day("2026-03-31"), false), day("2026-04-30"));
    }
}
