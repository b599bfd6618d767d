//! How many leads a week come to each route, held to what can be worked and to what is promised.
//!
//! The **weekly load** of a route is the number of leads that were created within the last [`ARRIVAL_WEEKS`] weeks up to *as of*
//! (both ends as for every window: 0 ≤ age in days < 91) and are on the route now, divided by [`ARRIVAL_WEEKS`]. What that
//! leaves out, a reader should know:
//!
//! - A lead counts once, where it is at *as of*: not for each time that it came to a route, and not for older leads that came
//!   to it lately. Leads of the last days had little time to become engaged.
//! - A lead that does not say when it was created is in no week; [`Arrivals::undated`] has how many these are. Where no lead
//!   says it, nobody knows the load, and it is `None`.
//! - A library that begins within these weeks is divided by all of them just the same; [`Arrivals::oldest`] tells.
//!
//! Of capacities only those are added that are said, and the load beside them is that of the same routes:
//! [`Capacity::is_partial`] tells that a route to sales says none.

use super::flow::a_week;
use crate::{
    lead::{Day, Instant},
    model::{Model, RouteId, Team},
    scoring::{ARRIVAL_WEEKS, Columns, NO_DAY, Summary},
};

/// What a library says of when its leads came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrivals {
    /// Created within the last [`ARRIVAL_WEEKS`].
    pub leads: u64,
    /// Those that do not say when they were created.
    pub undated: u64,
    /// When the first of the others was.
    pub oldest: Option<Day>,
    /// Whether any lead of the library says it, be it one that is still to come.
    is_dated: bool,
}

impl Arrivals {
    pub fn new(columns: &Columns, as_of: Instant) -> Self {
        let weeks = 0..i64::from(ARRIVAL_WEEKS) * 7;
        let today = as_of.day();
        let is_dated = columns.created.iter().any(|created| *created != NO_DAY);
        let mut arrivals = Self { leads: 0, undated: 0, oldest: None, is_dated };
        let there = columns.created.iter().enumerate().filter(|(row, _)| columns.is_there(*row, as_of));
        for (_, created) in there {
            if *created == NO_DAY {
                arrivals.undated += 1;
                continue;
            }
            let created = Day(*created);
            arrivals.leads += u64::from(weeks.contains(&created.age_days(today)));
            arrivals.oldest = Some(arrivals.oldest.map_or(created, |oldest| oldest.min(created)));
        }
        arrivals
    }

    /// Whether any lead says when it was created.
    pub fn is_known(self) -> bool {
        self.is_dated
    }
}

/// What comes to the routes of a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// In the order of the model.
    pub routes: Vec<RouteLoad>,
    /// To sales, a week; `None` where nobody knows.
    pub to_sales: Option<f64>,
    /// `None` where no route to sales says what it can take.
    pub capacity: Option<Capacity>,
}

/// What comes to a route, and what was promised for it.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteLoad {
    pub route: RouteId,
    pub name: String,
    pub owner: Option<Team>,
    pub qualified: bool,
    pub respond_within_minutes: Option<u32>,
    pub weekly_capacity: Option<u32>,
    /// All leads on it, whenever they came.
    pub leads: u64,
    /// Leads a week; `None` where nobody knows.
    pub a_week: Option<f64>,
}

/// What the routes to sales can take in a week that say it, and what comes to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Leads a week.
    pub most: u64,
    /// What comes, in [`ARRIVAL_WEEKS`] weeks; 0 where nobody knows.
    pub arrived: u64,
    /// Another route to sales does not say what it can take, so that it is left out of both.
    pub is_partial: bool,
}

const MINUTES_A_WEEK: f64 = 7.0 * 24.0 * 60.0;

impl RouteLoad {
    /// How many more come in a week than can be worked; `None` where they can be, or nobody knows.
    pub fn over(&self) -> Option<f64> {
        Some(self.a_week? - f64::from(self.weekly_capacity?)).filter(|over| *over > 0.0)
    }

    /// Where more come than can be worked: how long the last lead of a first such week waits for its turn, in minutes, when
    /// leads come and are worked evenly. Week by week it grows by as much. `None` where all can be worked, or none.
    pub fn last_waits_minutes(&self) -> Option<f64> {
        let capacity = f64::from(self.weekly_capacity.filter(|capacity| *capacity > 0)?);
        Some(self.over()? / capacity * MINUTES_A_WEEK)
    }

    /// Whether the response time that was promised can be kept for a whole week, as far as numbers tell: `None` where nothing is
    /// promised, no capacity is said, or nobody knows what comes.
    pub fn keeps_promise(&self) -> Option<bool> {
        let promised = f64::from(self.respond_within_minutes?);
        let (_, capacity) = (self.a_week?, self.weekly_capacity?);
        Some(match self.last_waits_minutes() {
            Some(waits) => waits <= promised,
            None => capacity > 0 || self.over().is_none(),
        })
    }
}

impl Capacity {
    /// Of the routes of a model, by how many leads came to each lately.
    pub fn new(model: &Model, arrived: Option<&[u64]>) -> Option<Self> {
        let mut found = Self { most: 0, arrived: 0, is_partial: false };
        let mut is_any = false;
        for (index, route) in model.routes.iter().enumerate() {
            // Who is disqualified is never sent to sales, and to a route without cells nobody comes.
            let is_used = || model.matrix.cells.values().any(|id| *id == route.id);
            if !model.is_to_sales(route) || !is_used() {
                continue;
            }
            match route.weekly_capacity {
                Some(capacity) => {
                    is_any = true;
                    found.most = found.most.saturating_add(u64::from(capacity));
                    found.arrived += arrived.and_then(|arrived| arrived.get(index)).copied().unwrap_or(0);
                }
                None => found.is_partial = true,
            }
        }
        is_any.then_some(found)
    }

    /// Of what a summary says of the routes of its model.
    pub fn of_summary(model: &Model, summary: &Summary) -> Option<Self> {
        // So many a week are a whole number in all the weeks.
        let arrived = |a_week: &f64| (a_week * f64::from(ARRIVAL_WEEKS)).round() as u64;
        let routes: Option<Vec<u64>> =
            summary.routes_per_week.as_ref().map(|routes| routes.iter().map(arrived).collect());
        Self::new(model, routes.as_deref())
    }

    /// Leads a week.
    pub fn load(self) -> f64 {
        a_week(self.arrived)
    }

    /// Whether all that come can be worked; exactly, without a fraction that is rounded away.
    pub fn is_enough(self) -> bool {
        fits(self.arrived, self.most)
    }
}

/// Whether what arrived in [`ARRIVAL_WEEKS`] is no more than so many a week.
pub(super) fn fits(arrived: u64, weekly_capacity: u64) -> bool {
    arrived <= weekly_capacity.saturating_mul(u64::from(ARRIVAL_WEEKS))
}

impl Load {
    /// `leads` and `arrived` are by route, in the order of the model; `arrived` is `None` where nobody knows.
    pub fn new(model: &Model, leads: &[u64], arrived: Option<&[u64]>, to_sales: u64) -> Self {
        let of = |counts: &[u64], index: usize| counts.get(index).copied().unwrap_or(0);
        let routes = model.routes.iter().enumerate().map(|(index, route)| RouteLoad {
            route: route.id.clone(),
            name: route.name.clone(),
            owner: route.owner,
            qualified: model.is_to_sales(route),
            respond_within_minutes: route.respond_within_minutes,
            weekly_capacity: route.weekly_capacity,
            leads: of(leads, index),
            a_week: arrived.map(|arrived| a_week(of(arrived, index))),
        });
        Self {
            routes: routes.collect(),
            to_sales: arrived.map(|_| a_week(to_sales)),
            capacity: Capacity::new(model, arrived),
        }
    }

    pub fn route(&self, id: &RouteId) -> Option<&RouteLoad> {
        self.routes.iter().find(|load| load.route == *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(capacity: Option<u32>, arrived: Option<u64>, promised: Option<u32>) -> RouteLoad {
        let mut model = Model::new("test");
        model.routes[0].weekly_capacity = capacity;
        model.routes[0].respond_within_minutes = promised;
        let arrived = arrived.map(|arrived| vec![arrived]);
        Load::new(&model, &[9], arrived.as_deref(), 0).routes.remove(0)
    }

    #[test]
    fn more_than_can_be_worked_waits() {
        let fine = load(Some(10), Some(130), Some(15));
        assert_eq!((fine.a_week, fine.over(), fine.last_waits_minutes()), (Some(10.0), None, None));
        assert_eq!(fine.keeps_promise(), Some(true));
        // A tenth more than can be worked: the last of a week waits a tenth of a week.
        let over = load(Some(10), Some(143), Some(15));
        assert_eq!((over.over(), over.last_waits_minutes()), (Some(1.0), Some(1_008.0)));
        assert_eq!(over.keeps_promise(), Some(false));
        assert_eq!(load(Some(10), Some(143), Some(1_008)).keeps_promise(), Some(true));
        let nobody = load(Some(0), Some(13), Some(15));
        assert_eq!((nobody.over(), nobody.last_waits_minutes()), (Some(1.0), None));
        assert_eq!(nobody.keeps_promise(), Some(false));
        assert_eq!(load(Some(0), Some(0), Some(15)).keeps_promise(), Some(true));
    }

    #[test]
    fn what_nobody_knows_is_not_told() {
        for unknown in [load(None, Some(13), Some(15)), load(Some(1), None, Some(15)), load(Some(1), Some(13), None)] {
            assert_eq!(unknown.keeps_promise(), None, "{unknown:?}");
        }
    }

    #[test]
    fn capacity_counts_the_routes_to_sales_that_say_it() {
        let mut model = Model::new("test");
        assert_eq!(Capacity::new(&model, None), None);
        model.routes[0].weekly_capacity = Some(2);
        // Marketing's own route is none to sales.
        model.routes[3].weekly_capacity = Some(100);
        let some = Capacity { most: 2, arrived: 26, is_partial: true };
        assert_eq!(Capacity::new(&model, Some(&[26, 5, 5, 5, 5])), Some(some));
        assert!(some.is_enough());
        assert!(!Capacity { arrived: 27, ..some }.is_enough(), "27 in 13 weeks are more than 2 a week");
        let unused = model.routes[0].id.clone();
        model.matrix.cells.retain(|_, route| *route != unused);
        assert_eq!(Capacity::new(&model, Some(&[26])), None);
    }
}
