//! What the window and the reports say about a whole library: counts, wins, how many a week, where the leads lie.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Bitmap, Columns, Hits, NO_DAY, Scores, adding::stage_index, density::Density};
use crate::{
    lead::{Day, Outcome},
    model::Model,
};

/// So many weeks up to `as_of` tell how many leads come in a week.
pub const ARRIVAL_WEEKS: u32 = 13;

/// How many leads, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub leads: u64,
    pub won: u64,
    /// Won or lost.
    pub decided: u64,
}

impl Tally {
    /// Won of those decided; `None` where none is.
    pub fn win_rate(self) -> Option<f64> {
        (self.decided > 0).then(|| self.won as f64 / self.decided as f64)
    }

    /// Where the win rate lies with 95 % confidence, by Wilson's score interval without continuity correction; `None` where
    /// no lead is decided.
    ///
    /// E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, Journal of the American
    /// Statistical Association 22 (1927), 209–212. Of the simple intervals it is the one that keeps its promise also for few
    /// leads and for rates near 0 and 1 (R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872), where rate ± 1.96
    /// standard errors is far too sure of itself.
    pub fn interval(self) -> Option<(f64, f64)> {
        /// The normal distribution leaves 2.5 % above this.
        const Z: f64 = 1.959_963_984_540_054;
        let rate = self.win_rate()?;
        let n = self.decided as f64;
        let shrink = 1.0 + Z * Z / n;
        let centre = (rate + Z * Z / (2.0 * n)) / shrink;
        let half = Z * (rate * (1.0 - rate) / n + Z * Z / (4.0 * n * n)).sqrt() / shrink;
        // At 0 and 1 an end is the rate itself: what rounding makes of it must not leave it out.
        Some(((centre - half).clamp(0.0, rate), (centre + half).clamp(rate, 1.0)))
    }

    pub(super) fn add(&mut self, other: Self) {
        self.leads += other.leads;
        self.won += other.won;
        self.decided += other.decided;
    }
}

/// A library under a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    pub leads: u64,
    pub won: u64,
    /// Won or lost.
    pub decided: u64,
    /// The leads on routes that count as qualified, and those of them that were won.
    pub to_sales: u64,
    pub wins_to_sales: u64,
    /// Those of them that were won or lost.
    pub decided_to_sales: u64,
    pub disqualified: u64,
    pub cold: u64,
    /// `cells[fit_band][engagement_band]`; the disqualified are counted where they score.
    pub cells: Vec<Vec<Tally>>,
    /// By route, in the order of the model.
    pub routes: Vec<Tally>,
    /// By criterion, in the order of the model: the leads that match.
    pub criteria: Vec<Tally>,
    /// By buying stage, in the order of the model.
    pub stages: Vec<Tally>,
    /// Leads created in the last [`ARRIVAL_WEEKS`], a week; `None` where no lead says when it was created.
    pub arrivals_per_week: Option<f64>,
    /// Of those, the ones that are qualified.
    pub to_sales_per_week: Option<f64>,
    /// Of those, by route.
    pub routes_per_week: Option<Vec<f64>>,
    /// Of those, by cell: `cells_per_week[fit_band][engagement_band]`.
    pub cells_per_week: Option<Vec<Vec<f64>>>,
    /// How the leads lie over both scores.
    pub density: Arc<Density>,
}

impl Summary {
    pub fn new(columns: &Columns, model: &Model, scores: &Scores) -> Self {
        let counts = count(columns, model, scores);
        let arrivals = counts.dated.then_some(counts.arrivals);
        let a_week = |leads: u64| leads as f64 / f64::from(ARRIVAL_WEEKS);
        Self {
            leads: counts.total.leads,
            won: counts.total.won,
            decided: counts.total.decided,
            to_sales: counts.to_sales.leads,
            wins_to_sales: counts.to_sales.won,
            decided_to_sales: counts.to_sales.decided,
            disqualified: scores.disqualified.count(),
            cold: scores.cold.count(),
            cells: counts.cells,
            routes: counts.routes,
            criteria: by_criterion(columns, scores),
            stages: counts.stages,
            arrivals_per_week: arrivals.as_ref().map(|arrivals| a_week(arrivals.leads)),
            to_sales_per_week: arrivals.as_ref().map(|arrivals| a_week(arrivals.to_sales)),
            cells_per_week: arrivals.as_ref().map(|arrivals| {
                arrivals.cells.iter().map(|cells| cells.iter().map(|leads| a_week(*leads)).collect()).collect()
            }),
            routes_per_week: arrivals.map(|arrivals| arrivals.routes.into_iter().map(a_week).collect()),
            density: Arc::new(Density::new(columns, model, scores)),
        }
    }

    /// Won of those decided, over the leads that go to sales.
    pub fn to_sales_win_rate(&self) -> Option<f64> {
        Tally { leads: self.to_sales, won: self.wins_to_sales, decided: self.decided_to_sales }.win_rate()
    }

    /// Won of those decided, over all leads: what the win rate of a criterion or a cell is compared with.
    pub fn base_rate(&self) -> Option<f64> {
        Tally { leads: self.leads, won: self.won, decided: self.decided }.win_rate()
    }
}

/// What one pass over the rows counts.
struct Counts {
    total: Tally,
    to_sales: Tally,
    cells: Vec<Vec<Tally>>,
    routes: Vec<Tally>,
    stages: Vec<Tally>,
    /// Whether any lead says when it was created.
    dated: bool,
    arrivals: Arrivals,
}

struct Arrivals {
    leads: u64,
    to_sales: u64,
    routes: Vec<u64>,
    cells: Vec<Vec<u64>>,
}

fn count(columns: &Columns, model: &Model, scores: &Scores) -> Counts {
    let today = scores.as_of.day();
    let rows = (0..columns.len()).into_par_iter().with_min_len(16 * 1024).filter(|row| scores.there.contains(*row));
    let none = || Counts::none(model);
    let counted = rows.fold(none, |mut counts, row| {
        counts.see(columns, model, scores, row, today);
        counts
    });
    let mut counts = counted.reduce(none, |sum, other| sum.plus(&other));
    counts.dated = columns.created.iter().any(|created| *created != NO_DAY);
    counts
}

impl Counts {
    fn none(model: &Model) -> Self {
        Self {
            total: Tally::default(),
            to_sales: Tally::default(),
            cells: vec![vec![Tally::default(); model.engagement.bands.len()]; model.fit.bands.len()],
            routes: vec![Tally::default(); model.routes.len()],
            stages: vec![Tally::default(); model.stages.len()],
            dated: false,
            arrivals: Arrivals {
                leads: 0,
                to_sales: 0,
                routes: vec![0; model.routes.len()],
                cells: vec![vec![0; model.engagement.bands.len()]; model.fit.bands.len()],
            },
        }
    }

    fn see(&mut self, columns: &Columns, model: &Model, scores: &Scores, row: usize, today: Day) {
        let outcome = columns.outcome_at(row, scores.as_of);
        let one =
            Tally { leads: 1, won: u64::from(outcome == Outcome::Won), decided: u64::from(outcome != Outcome::Open) };
        self.total.add(one);
        let (fit, engagement) = (usize::from(scores.fit_band[row]), usize::from(scores.engagement_band[row]));
        if let Some(cell) = self.cells.get_mut(fit).and_then(|cells| cells.get_mut(engagement)) {
            cell.add(one);
        }
        let route = usize::from(scores.route[row]);
        if let Some(of_route) = self.routes.get_mut(route) {
            of_route.add(one);
        }
        if let Some(stage) = stage_index(model, i64::from(scores.combined[row])) {
            self.stages[stage].add(one);
        }
        let to_sales = scores.qualified.contains(row);
        if to_sales {
            self.to_sales.add(one);
        }
        let created = columns.created[row];
        if created != NO_DAY && (0..i64::from(ARRIVAL_WEEKS) * 7).contains(&Day(created).age_days(today)) {
            self.arrivals.leads += 1;
            self.arrivals.to_sales += u64::from(to_sales);
            if let Some(of_route) = self.arrivals.routes.get_mut(route) {
                *of_route += 1;
            }
            if let Some(cell) = self.arrivals.cells.get_mut(fit).and_then(|cells| cells.get_mut(engagement)) {
                *cell += 1;
            }
        }
    }

    fn plus(mut self, other: &Self) -> Self {
        self.total.add(other.total);
        self.to_sales.add(other.to_sales);
        let mine = self.cells.iter_mut().flatten().chain(&mut self.routes).chain(&mut self.stages);
        let others = other.cells.iter().flatten().chain(&other.routes).chain(&other.stages);
        for (tally, other) in mine.zip(others) {
            tally.add(*other);
        }
        self.arrivals.leads += other.arrivals.leads;
        self.arrivals.to_sales += other.arrivals.to_sales;
        let mine = self.arrivals.routes.iter_mut().chain(self.arrivals.cells.iter_mut().flatten());
        let others = other.arrivals.routes.iter().chain(other.arrivals.cells.iter().flatten());
        for (count, other) in mine.zip(others) {
            *count += other;
        }
        self
    }
}

/// What became of the leads that each criterion matches.
fn by_criterion(columns: &Columns, scores: &Scores) -> Vec<Tally> {
    let rows_where = |wanted: fn(Outcome) -> bool| {
        let mut rows = Bitmap::with_len(columns.len());
        let is_wanted = |row: &usize| wanted(columns.outcome_at(*row, scores.as_of));
        scores.there.rows().filter(is_wanted).for_each(|row| rows.insert(row));
        rows
    };
    let won = rows_where(|outcome| outcome == Outcome::Won);
    let decided = rows_where(|outcome| outcome != Outcome::Open);
    let both = |bits: &Bitmap, others: &Bitmap| -> u64 {
        bits.words.iter().zip(&others.words).map(|(word, other)| u64::from((word & other).count_ones())).sum()
    };
    let tally = |hits: &Hits| {
        let Some(matching) = hits.matching() else { return Tally::default() };
        Tally { leads: both(matching, &scores.there), won: both(matching, &won), decided: both(matching, &decided) }
    };
    scores.hits.par_iter().map(tally).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Lead,
        model::{Criterion, Rule, Stage},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, event, has_word, lead, model, once, text},
            score_all,
        },
    };

    fn summary(model: &Model, leads: Vec<Lead>) -> Summary {
        let mut builder = ColumnsBuilder::default();
        builder.extend(leads);
        let columns = builder.finish();
        Summary::new(&columns, model, &score_all(&columns, model, NOW))
    }

    fn sample() -> Model {
        let profile = |id: &str, points, word| criterion(id, "profile", points, Rule::Profile(has_word("Title", word)));
        let rival = Criterion { disqualifies: true, ..profile("rival", 0, "rival") };
        let mut model = model(vec![
            profile("ceo", 80, "ceo"),
            rival,
            criterion("demo", "activity", 90, Rule::Activity(once("demo"))),
        ]);
        model.stages = vec![Stage { id: "s".into(), name: "Decide".into(), from: 80 }];
        model
    }

    fn titled(key: &str, title: &str, outcome: Outcome, created_days_ago: Option<i32>, events: usize) -> Lead {
        Lead {
            outcome,
            created: created_days_ago.map(|days| Day(NOW.day().0 - days)),
            ..lead(key, &[("Title", text(title))], vec![event("demo", 1); events])
        }
    }

    #[test]
    fn everything_is_counted_once() {
        let found = summary(
            &sample(),
            vec![
                titled("1", "ceo", Outcome::Won, Some(0), 1),
                titled("2", "ceo", Outcome::Lost, Some(90), 1),
                titled("3", "rival ceo", Outcome::Open, Some(91), 1),
                titled("4", "intern", Outcome::Open, None, 0),
                titled("5", "rival ceo", Outcome::Won, Some(-1), 1),
            ],
        );
        let tally = |leads, won, decided| Tally { leads, won, decided };
        assert_eq!((found.leads, found.won, found.decided), (4, 1, 2), "who comes tomorrow is not there yet");
        assert_eq!((found.cells[0][0], found.cells[3][3]), (tally(3, 1, 2), tally(1, 0, 0)));
        assert_eq!((found.to_sales, found.wins_to_sales, found.disqualified), (2, 1, 1));
        assert_eq!((found.routes[0], found.routes[4]), (tally(2, 1, 2), tally(2, 0, 0)));
        assert_eq!(found.criteria, [tally(3, 1, 2), tally(1, 0, 0), tally(3, 1, 2)]);
        assert_eq!((found.stages.as_slice(), found.cold), ([tally(3, 1, 2)].as_slice(), 1));
        assert_eq!(found.arrivals_per_week, Some(2.0 / 13.0), "91 days, today among them");
        assert_eq!(found.to_sales_per_week, Some(2.0 / 13.0));
        assert_eq!(found.routes_per_week.as_ref().map(|routes| routes[0]), Some(2.0 / 13.0));
        assert_eq!(found.cells_per_week.as_ref().map(|cells| (cells[0][0], cells[3][3])), Some((2.0 / 13.0, 0.0)));
        assert_eq!((found.base_rate(), found.criteria[1].win_rate()), (Some(0.5), None));
        assert_eq!(found.to_sales_win_rate(), Some(0.5));
    }

    /// The examples of Newcombe (1998), table I, method 3.
    #[test]
    fn intervals_are_those_that_were_published() {
        let interval = |won, decided| Tally { leads: 1000, won, decided }.interval().expect("some are decided");
        for (won, decided, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let found = interval(won, decided);
            assert!((found.0 - low).abs() < 5e-5 && (found.1 - high).abs() < 5e-5, "{won} of {decided}: {found:?}");
            let mirrored = interval(decided - won, decided);
            let is_mirrored =
                (mirrored.0 - (1.0 - found.1)).abs() < 1e-12 && (mirrored.1 - (1.0 - found.0)).abs() < 1e-12;
            assert!(is_mirrored, "losses are as sure as wins: {mirrored:?}");
        }
        assert_eq!((interval(0, 20).0, interval(20, 20).1), (0.0, 1.0));
        assert_eq!(Tally { leads: 5, won: 0, decided: 0 }.interval(), None);
    }

    #[test]
    fn nothing_is_said_of_weeks_without_dates() {
        let found = summary(&sample(), vec![titled("1", "ceo", Outcome::Open, None, 0)]);
        assert_eq!((found.arrivals_per_week, found.to_sales_per_week, found.routes_per_week), (None, None, None));
        let nobody = summary(&sample(), vec![]);
        assert_eq!((nobody.leads, nobody.arrivals_per_week), (0, None));
    }
}
