//! Closed leads as they stood when they closed: as of the end of the day before, with what they had done until then.
//!
//! A lead that was won a year ago has done nothing since, and what it did has faded: as of today it tells little of whether the
//! model would have sent it to sales. So each lead is scored as of the end of the day before it closed; one that came later
//! than that, as of the day it came. Whose outcome has no day is taken as it is today, by whoever asks.
//!
//! A score hangs on ages, so all are scored at once: each lead is moved in time, by whole days, until the day it is taken at is
//! the same for all. What goes by the calendar stays where it was: windows of days are told by how far a lead was moved
//! ([`Columns::moved`]), and a date that is tested against a given day (*before*, *after*) stands beside its moved twin, which
//! tests of its age are pointed at.
//!
//! Of very many leads one in so many is looked at, the same ones each time ([`AtClose::every`]): what is asked are shares.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use super::{Columns, ColumnsBuilder, Live, NO_DAY, Scores, score_all};
use crate::{
    lead::{Day, FieldType, Instant, Lead, Outcome, Value},
    model::{DateTest, Model, Test, check::each_test_mut},
};

/// No more closed leads than these are looked at.
const MOST: usize = 50_000;

/// The closed leads of a library, moved in time until all are taken at one instant.
#[derive(Debug, Default)]
pub struct AtClose {
    /// At which all are taken.
    as_of: Instant,
    /// The rows in the library, in the order of the columns here.
    rows: Vec<u32>,
    columns: Arc<Columns>,
    /// One row in so many is looked at: those that this divides.
    pub every: usize,
}

/// Where a closed lead stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    pub row: u32,
    /// The day it closed.
    pub closed: i32,
    pub fit: i32,
    pub engagement: i32,
    pub combined: i32,
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
        let taken =
            (0..columns.len()).step_by(every).filter_map(|row| Some((row as u32, columns.taken_at(row)?.day())));
        let taken: Vec<(u32, Day)> = taken.collect();
        let last = taken.iter().map(|(_, day)| *day).max().unwrap_or_default();
        let days: Vec<u32> = taken.iter().map(|(_, day)| last.0.abs_diff(day.0)).collect();
        let mut builder = ColumnsBuilder::default();
        builder.extend(taken.iter().zip(&days).map(|((row, _), days)| moved(columns.lead(*row as usize), *days)));
        let rows = taken.into_iter().map(|(row, _)| row).collect();
        let columns = Arc::new(Columns { moved: days, ..builder.finish() });
        Self { as_of: last.last_second(), rows, columns, every }
    }

    /// Where they stood under a model.
    pub fn score(&self, columns: &Columns, model: &Model) -> StoodAtClose {
        self.stood(columns, &score_all(&self.columns, &self.of_ages(model), self.as_of))
    }

    /// The same, going on from the model before: only what differs is done.
    pub fn follow(&self, live: &mut Option<Live>, columns: &Columns, model: &Model) -> StoodAtClose {
        let model = self.of_ages(model);
        let live = match live.take().filter(|live| Arc::ptr_eq(live.columns(), &self.columns)) {
            Some(mut of_before) => {
                of_before.update(&model);
                live.insert(of_before)
            }
            None => live.insert(Live::new(Arc::clone(&self.columns), &model, self.as_of)),
        };
        self.stood(columns, &live.scores())
    }

    fn stood(&self, columns: &Columns, scores: &Scores) -> StoodAtClose {
        let stood = |(place, row): (usize, &u32)| Stood {
            row: *row,
            closed: columns.closed[*row as usize],
            fit: scores.fit[place],
            engagement: scores.engagement[place],
            combined: scores.combined[place],
            fit_band: scores.fit_band[place],
            engagement_band: scores.engagement_band[place],
            route: scores.route[place],
            qualified: scores.qualified.contains(place),
        };
        StoodAtClose { every: self.every.max(1), stood: self.rows.iter().enumerate().map(stood).collect() }
    }

    /// The model, with tests of a date's age pointed at the date that was moved.
    fn of_ages<'a>(&self, model: &'a Model) -> Cow<'a, Model> {
        let has_twin = |name: &str| self.columns.field(&twin(name)).is_some();
        let mut changed = Cow::Borrowed(model);
        if !self.columns.fields.iter().any(|field| field.column.field_type() == FieldType::Date) {
            return changed;
        }
        for criterion in &mut changed.to_mut().criteria {
            each_test_mut(&mut criterion.rule, &mut |test| {
                let is_of_age = matches!(test.is, Test::Date(DateTest::WithinLastDays(_) | DateTest::DaysAgoOrMore(_)));
                if is_of_age && has_twin(&test.attribute) {
                    test.attribute = twin(&test.attribute);
                }
            });
        }
        changed
    }
}

/// A lead so many days later, still open; its dates are there as they were, and moved.
fn moved(lead: Lead, days: u32) -> Lead {
    let later = |day: Day| Day(day.0.saturating_add_unsigned(days));
    let twins = lead.attributes.iter().filter_map(|(name, value)| match value {
        Value::Date(day) => Some((twin(name), Value::Date(later(*day)))),
        _ => None,
    });
    let twins: Vec<(String, Value)> = twins.collect();
    let mut moved = Lead { created: lead.created.map(later), outcome: Outcome::Open, closed: None, ..lead };
    moved.attributes.extend(twins);
    for event in &mut moved.events {
        event.at = event.at.days_later(days);
    }
    moved
}

/// What the moved date of an attribute is called: as nobody calls an attribute.
fn twin(attribute: &str) -> String {
    format!("{attribute}\u{1f}")
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
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        lead::Lead,
        model::{Activity, AttributeTest, Condition, EventCounting, Fade, Rule},
        scoring::{
            explain,
            sample::{NOW, activity, criterion, event, lead, model, once},
        },
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

    /// Of two visits in one window of 45 days one counts; on which days they fall hangs on the calendar.
    #[test]
    fn what_goes_by_the_calendar_stays_where_it_was() {
        let won = |ago: i32| Lead {
            outcome: Outcome::Won,
            closed: day(ago),
            created: day(900),
            ..lead(
                &format!("{ago:03}"),
                &[("Began", Value::Date(Day(NOW.day().0 - ago - 30)))],
                [2, 22].map(|before| event("visit", i64::from(ago + before))).to_vec(),
            )
        };
        let mut builder = ColumnsBuilder::default();
        builder.extend((100..160).map(won));
        let columns = builder.finish();
        let counting = EventCounting::Each { once_per_days: Some(45), at_most: 9, fade: Fade::None };
        let is = |test| {
            Rule::Profile(Condition::Test(AttributeTest { attribute: "Began".to_owned(), is: Test::Date(test) }))
        };
        let model = model(vec![
            criterion("visits", "activity", 30, Rule::Activity(activity("visit", counting))),
            criterion("early", "profile", 30, is(DateTest::Before(Day(NOW.day().0 - 160)))),
            criterion("fresh", "profile", 60, is(DateTest::WithinLastDays(31))),
        ]);
        let stood = columns.at_close().score(&columns, &model);
        let mut bands = BTreeSet::new();
        for row in 0..columns.len() {
            let at = columns.taken_at(row).expect("it closed");
            let explained = explain(&model, &columns.lead(row), at);
            let found = stood.of(row, NOW.day()).expect("it is looked at");
            let found = (usize::from(found.fit_band), usize::from(found.engagement_band));
            assert_eq!(found, (explained.fit.band, explained.engagement.band), "{}", &columns.keys[row]);
            bands.insert(found);
        }
        assert_eq!(bands.len(), 4, "not all the same: {bands:?}");
    }

    /// From one model to the next, and back: what is kept is what would be found afresh.
    #[test]
    fn going_on_from_the_model_before_finds_the_same() {
        let columns = columns();
        let (mut forgetful, mut live) = (demos(), None);
        let models = [
            demos(),
            {
                forgetful.criteria[0].points = 5;
                forgetful
            },
            demos(),
        ];
        let mut found = Vec::new();
        for model in &models {
            let stood = columns.at_close().follow(&mut live, &columns, model);
            assert_eq!(stood, columns.at_close().score(&columns, model));
            found.push(stood);
        }
        assert_ne!(found[0], found[1], "the edit is seen");
        let others = self::columns();
        let stood = others.at_close().follow(&mut live, &others, &models[0]);
        assert_eq!(stood, found[0], "other leads are scored anew");
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
