//! Closed leads as they stood when they closed: as of the end of the day before, with what they had done until then.
//!
//! A lead that was won a year ago has done nothing since, and what it did has faded: as of today it tells little of whether the
//! model would have sent it to sales. So each lead is scored as of the end of the day before it closed; one that came later
//! than that, as of the day it came. Leads of one such day are scored together, over columns of their own, that are laid out once a library.
//! Whose outcome has no day is taken as it is today, by whoever asks.
//!
//! Of very many leads one in so many is looked at, the same ones each time ([`AtClose::every`]): what is asked are shares.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;

use super::{Columns, ColumnsBuilder, NO_DAY, Scores, score_all};
use crate::{
    lead::{Day, Instant, Outcome},
    model::Model,
};

/// No more closed leads than these are looked at.
const MOST: usize = 50_000;

/// The closed leads of a library by the day they are taken at.
#[derive(Debug, Default)]
pub struct AtClose {
    days: Vec<ClosingDay>,
    /// One row in so many is looked at: those that this divides.
    pub every: usize,
}

#[derive(Debug)]
struct ClosingDay {
    as_of: Instant,
    /// The rows in the library, in the order of the columns here.
    rows: Vec<u32>,
    columns: Columns,
}

/// Where a closed lead stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    pub row: u32,
    /// The day it closed.
    pub closed: i32,
    /// Indices into the bands and the routes, as in [`Scores`].
    pub fit_band: u8,
    pub engagement_band: u8,
    pub route: u16,
    pub qualified: bool,
}

/// Where the closed leads stood, under a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoodAtClose {
    pub every: usize,
    /// By row.
    stood: Vec<Stood>,
}

impl Columns {
    /// The closed leads by the day they closed; laid out once.
    pub fn at_close(&self) -> &AtClose {
        self.at_close.0.get_or_init(|| Arc::new(AtClose::new(self, MOST)))
    }

    /// The instant at which a lead that closed is taken; `None` where no day is known.
    pub fn taken_at(&self, row: usize) -> Option<Instant> {
        let closed = self.closed[row];
        if closed == NO_DAY || self.outcomes[row] == Outcome::Open {
            return None;
        }
        let before = closed.saturating_sub(1);
        Some(Day(self.came_on(row).map_or(before, |came| came.max(before))).last_second())
    }
}

/// Kept with the columns, as it follows from them.
#[derive(Debug, Default)]
pub struct KeptAtClose(OnceLock<Arc<AtClose>>);

impl AtClose {
    fn new(columns: &Columns, most: usize) -> Self {
        let closed = (0..columns.len()).filter(|row| columns.taken_at(*row).is_some()).count();
        let every = closed.div_ceil(most.max(1)).max(1);
        let mut by_day: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
        for row in (0..columns.len()).step_by(every) {
            if let Some(as_of) = columns.taken_at(row) {
                by_day.entry(as_of.0).or_default().push(row as u32);
            }
        }
        let lay_out = |(as_of, rows): (i64, Vec<u32>)| {
            let mut builder = ColumnsBuilder::default();
            builder.extend(rows.iter().map(|row| columns.lead(*row as usize)));
            ClosingDay { as_of: Instant(as_of), rows, columns: builder.finish() }
        };
        Self { days: by_day.into_par_iter().map(lay_out).collect(), every }
    }

    /// Where they stood under a model.
    pub fn score(&self, columns: &Columns, model: &Model) -> StoodAtClose {
        let of_day = |day: &ClosingDay| -> Vec<Stood> {
            let scores = score_all(&day.columns, model, day.as_of);
            let stood = |(place, row): (usize, &u32)| Stood {
                row: *row,
                closed: columns.closed[*row as usize],
                fit_band: scores.fit_band[place],
                engagement_band: scores.engagement_band[place],
                route: scores.route[place],
                qualified: scores.qualified.contains(place),
            };
            day.rows.iter().enumerate().map(stood).collect()
        };
        let mut stood: Vec<Stood> = self.days.par_iter().flat_map_iter(of_day).collect();
        stood.par_sort_unstable_by_key(|stood| stood.row);
        StoodAtClose { every: self.every.max(1), stood }
    }
}

impl StoodAtClose {
    /// Where a lead stood when it closed; `None` where it had not closed by that day, or no day is known.
    pub fn of(&self, row: usize, today: Day) -> Option<&Stood> {
        let place = self.stood.binary_search_by_key(&row, |stood| stood.row as usize).ok()?;
        self.stood.get(place).filter(|stood| stood.closed <= today.0)
    }

    /// Whether a lead is one of those that are looked at.
    pub fn is_looked_at(&self, row: usize) -> bool {
        row.is_multiple_of(self.every.max(1))
    }

    /// How many of the past wins went to sales as they stood when they closed, and how many there are, of those looked at.
    pub fn wins_to_sales(&self, columns: &Columns, scores: &Scores) -> (u64, u64) {
        let (today, mut to_sales, mut all) = (scores.as_of.day(), 0, 0);
        for row in (0..columns.len()).step_by(self.every.max(1)) {
            if columns.outcome_at(row, scores.as_of) != Outcome::Won || !scores.there.contains(row) {
                continue;
            }
            all += 1;
            let went = self.of(row, today).map_or_else(|| scores.qualified.contains(row), |stood| stood.qualified);
            to_sales += u64::from(went);
        }
        (to_sales, all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Lead,
        model::{Activity, Rule},
        scoring::sample::{NOW, criterion, event, lead, model, once},
    };

    fn day(ago: i32) -> Option<Day> {
        Some(Day(NOW.day().0 - ago))
    }

    /// Won 100 days ago, each after a demo; the model forgets demos after 30 days.
    fn columns() -> Columns {
        let won = |key: &str, created, closed, events| Lead {
            outcome: Outcome::Won,
            closed,
            created,
            ..lead(key, &[], events)
        };
        let mut builder = ColumnsBuilder::default();
        builder.extend([
            won("before", day(300), day(100), vec![event("demo", 110)]),
            won("only after", day(300), day(100), vec![event("demo", 99)]),
            won("long before", day(300), day(100), vec![event("demo", 200)]),
            won("at once", day(100), day(100), vec![event("demo", 100)]),
            won("nobody knows when", day(300), None, vec![event("demo", 110)]),
            Lead { created: day(300), ..lead("open", &[], vec![event("demo", 110)]) },
        ]);
        builder.finish()
    }

    fn demos() -> Model {
        let demo = Activity { within_days: Some(30), ..once("demo") };
        let of = |id: &str, category: &str| criterion(id, category, 80, Rule::Activity(demo.clone()));
        model(vec![of("demo", "activity"), of("buyer", "profile")])
    }

    #[test]
    fn leads_are_taken_as_they_stood_the_day_before() {
        let (columns, model) = (columns(), demos());
        let scores = score_all(&columns, &model, NOW);
        assert_eq!(scores.qualified.count(), 0, "all has faded by today");
        let stood = columns.at_close().score(&columns, &model);
        let went: Vec<&str> = (0..columns.len())
            .filter(|row| stood.of(*row, NOW.day()).is_some_and(|stood| stood.qualified))
            .map(|row| &columns.keys[row])
            .collect();
        assert_eq!(went, ["at once", "before"], "who came on the day it closed is taken as of that day");
        assert_eq!(stood.wins_to_sales(&columns, &scores), (2, 5));
        let earlier = NOW.days_earlier(101);
        let scores = score_all(&columns, &model, earlier);
        assert_eq!(stood.wins_to_sales(&columns, &scores).1, 1, "by then only the one without a day was won");
    }

    #[test]
    fn of_very_many_one_in_so_many_is_looked_at() {
        let columns = columns();
        let few = AtClose::new(&columns, 2);
        assert_eq!(few.every, 2);
        let stood = few.score(&columns, &demos());
        assert!(stood.stood.iter().all(|stood| stood.row % 2 == 0) && !stood.stood.is_empty());
        assert_eq!(stood.wins_to_sales(&columns, &score_all(&columns, &demos(), NOW)).1, 3, "rows 0, 2 and 4");
    }
}
