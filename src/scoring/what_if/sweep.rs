//! What sales gets as one number of the model is turned.

use super::{Knob, fit::FitTo, flow::a_week, load::Capacity};
use crate::{
    model::Model,
    scoring::{Live, NO_DAY, Tally},
};

/// The answers along a range of values, and the one for the model as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    pub knob: Knob,
    /// As the model stands.
    pub now: Point,
    /// For each value that was asked for, in that order.
    pub points: Vec<Point>,
}

/// What sales gets for one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// `None` for a category without a cap.
    pub value: Option<i32>,
    /// Who goes to sales.
    pub to_sales: Tally,
    /// All past wins, wherever they go.
    pub won: u64,
    /// What came in lately; `None` where no lead says when it was created.
    pub arrived: Option<ArrivedAt>,
    /// `None` where no route to sales says what it can take.
    pub capacity: Option<Capacity>,
}

/// Leads that came in within the last [`ARRIVAL_WEEKS`](crate::scoring::ARRIVAL_WEEKS), by where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivedAt {
    pub to_sales: u64,
    /// In the order of the model.
    pub routes: Vec<u64>,
}

impl Point {
    /// Of those who go to sales and are won or lost, the share that was won; `None` where there are none.
    pub fn precision(&self) -> Option<f64> {
        self.to_sales.win_rate()
    }

    /// Of all past wins the share that goes to sales; `None` where nothing was won.
    pub fn recall(&self) -> Option<f64> {
        (self.won > 0).then(|| self.to_sales.won as f64 / self.won as f64)
    }

    /// Leads a week to sales; `None` where nobody knows.
    pub fn to_sales_a_week(&self) -> Option<f64> {
        self.arrived.as_ref().map(|arrived| a_week(arrived.to_sales))
    }

    /// The weekly load that a fit looks at, and the capacity that it is held to.
    pub fn load(&self, model: &Model, to: &FitTo) -> Option<(f64, u64)> {
        self.arrived_and_capacity(model, to).map(|(arrived, most)| (a_week(arrived), most))
    }

    /// What arrived in all the weeks, and what can be taken in one.
    pub(super) fn arrived_and_capacity(&self, model: &Model, to: &FitTo) -> Option<(u64, u64)> {
        let arrived = self.arrived.as_ref()?;
        match to {
            FitTo::Sales => self.capacity.map(|capacity| (capacity.arrived, capacity.most)),
            FitTo::Route(id) => {
                let index = model.routes.iter().position(|route| route.id == *id)?;
                Some((*arrived.routes.get(index)?, u64::from(model.routes[index].weekly_capacity?)))
            }
        }
    }
}

impl Sweep {
    /// Whether a point is where the model stands.
    pub fn is_now(&self, point: &Point) -> bool {
        point.value == self.now.value
    }
}

/// The values of a range with its ends, from the lowest, and where the model stands if that is between them.
pub fn values(from: i32, to: i32, step: u32, now: Option<i32>) -> Vec<i32> {
    let step = i64::from(step.max(1));
    let count = (i64::from(to) - i64::from(from)) / step;
    let mut values: Vec<i32> = (0..=count).filter_map(|n| i32::try_from(i64::from(from) + n * step).ok()).collect();
    values.extend(Some(to).filter(|_| from <= to));
    values.extend(now.filter(|now| (from..=to).contains(now)));
    values.sort_unstable();
    values.dedup();
    values
}

/// Turns a number of the scorer's model through some values, an edit a step, and goes back to the model as it was. `None`
/// where the model has no such number, or the answer is no longer wanted, which is asked before each step.
pub fn sweep(live: &mut Live, knob: &Knob, values: &[i32], is_wanted: impl Fn() -> bool) -> Option<Sweep> {
    let model = live.model().clone();
    if !knob.exists(&model) {
        return None;
    }
    let now = Point::of(live, knob, is_dated(live));
    let mut points = Vec::with_capacity(values.len());
    for value in values {
        if !is_wanted() {
            break;
        }
        points.extend(Point::at(live, &model, knob, *value, now.arrived.is_some()));
    }
    live.update(&model);
    (points.len() == values.len()).then(|| Sweep { knob: knob.clone(), now, points })
}

/// Whether any lead says when it was created.
pub(super) fn is_dated(live: &Live) -> bool {
    live.columns().created.iter().any(|created| *created != NO_DAY)
}

impl Point {
    /// As the scorer's model stands.
    pub(super) fn of(live: &Live, knob: &Knob, is_dated: bool) -> Self {
        let (model, counts) = (live.model(), live.counts());
        let arrivals = is_dated.then_some(counts.arrivals);
        Self {
            value: knob.value(model),
            to_sales: counts.to_sales,
            won: counts.total.won,
            capacity: Capacity::new(model, arrivals.as_ref().map(|arrivals| arrivals.routes.as_slice())),
            arrived: arrivals.map(|arrivals| ArrivedAt { to_sales: arrivals.to_sales, routes: arrivals.routes }),
        }
    }

    /// With another value in the model.
    pub(super) fn at(live: &mut Live, model: &Model, knob: &Knob, value: i32, is_dated: bool) -> Option<Self> {
        let mut turned = model.clone();
        knob.set(&mut turned, value).then(|| {
            live.update(&turned);
            Self::of(live, knob, is_dated)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_its_ends_and_where_the_model_stands() {
        assert_eq!(values(60, 64, 2, None), [60, 62, 64]);
        assert_eq!(values(60, 65, 2, Some(63)), [60, 62, 63, 64, 65]);
        assert_eq!(values(60, 62, 1, Some(75)), [60, 61, 62]);
        assert_eq!(values(5, 5, 1, Some(5)), [5]);
        assert_eq!(values(6, 5, 1, Some(5)), Vec::<i32>::new());
        assert_eq!(values(i32::MIN, i32::MAX, u32::MAX, None), [i32::MIN, i32::MAX]);
    }
}
