//! Which edge to raise where more come than can be worked: of those that would help, the one that gives up fewest wins.

use std::cmp::Reverse;

use super::{
    Knob, difference,
    fit::{Fit, FitTo, fit_to_capacity},
    load::fits,
    sweep::{Point, is_dated},
};
use crate::{
    model::{Axis, Band, BandId, Model, Route, RouteId},
    scoring::Live,
};

/// What can be done about a load, and what it would cost.
#[derive(Clone, Debug, PartialEq)]
pub enum Proposed {
    /// All that come can be worked as the model stands.
    Fits(Point),
    Raise(Box<Proposal>),
    /// More come than can be worked, and no edge alone mends it.
    Nowhere(Point),
    /// No capacity is said.
    NoCapacity,
    /// No lead says when it was created.
    NoDates,
}

/// An edge that is raised until all that comes can be worked.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub axis: Axis,
    pub band: BandId,
    pub from: i32,
    pub to: i32,
    /// As the model stands, and with the edge raised.
    pub now: Point,
    pub then: Point,
    /// The routes to sales that get more than they can work then, and more than they get now.
    pub overloaded: Vec<RouteId>,
}

impl Proposed {
    /// As the model stands; `None` where there is nothing to hold against each other.
    pub fn now(&self) -> Option<&Point> {
        match self {
            Self::Fits(now) | Self::Nowhere(now) => Some(now),
            Self::Raise(proposal) => Some(&proposal.now),
            Self::NoCapacity | Self::NoDates => None,
        }
    }
}

impl Proposal {
    pub fn knob(&self) -> Knob {
        Knob::Edge { axis: self.axis, band: self.band.clone() }
    }

    /// Past wins that would no longer go to sales.
    pub fn wins_lost(&self) -> i64 {
        difference(self.now.to_sales.won, self.then.to_sales.won)
    }
}

/// Tries every edge that keeps leads from what the load is held to, and proposes the one that gives up fewest past wins, then the
/// one that leaves sales most leads, then the one that moves least. For one route, a proposal that only hands the load on to another that can't
/// work it either comes after those that don't. Never one that merely hides the load, on a route that says no capacity.
///
/// `None` where the answer is no longer wanted; the scorer's model is as it was.
pub fn propose(live: &mut Live, to: &FitTo, is_wanted: impl Fn() -> bool) -> Option<Proposed> {
    let model = live.model().clone();
    if !is_dated(live) {
        return Some(Proposed::NoDates);
    }
    // Where the model stands is the same whichever edge is asked about.
    let any = Knob::Edge { axis: Axis::Fit, band: BandId::from("") };
    let now = Point::of(live, &any, true);
    let Some((arrived, most)) = now.arrived_and_capacity(&model, to) else { return Some(Proposed::NoCapacity) };
    if fits(arrived, most) {
        return Some(Proposed::Fits(now));
    }
    let mut proposals = Vec::new();
    for (axis, place) in edges(&model, to) {
        let band = &model.axis(axis).bands[place];
        let fit = fit_to_capacity(live, axis, &band.id, to, &is_wanted)?;
        let (Fit::At(then) | Fit::Anywhere(then), Some(from)) = (fit, band.from) else { continue };
        let Some(value) = then.value.filter(|value| *value > from) else { continue };
        if unsaid(&then) > unsaid(&now) {
            continue;
        }
        let overloaded = overloaded(&model, &now, &then);
        let mut now = now.clone();
        now.value = Some(from);
        proposals.push(Proposal { axis, band: band.id.clone(), from, to: value, now, then, overloaded });
    }
    let best = proposals.into_iter().min_by_key(|proposal| {
        let handed_on = if *to == FitTo::Sales { 0 } else { proposal.overloaded.len() };
        let moved = i64::from(proposal.to) - i64::from(proposal.from);
        (handed_on, proposal.wins_lost(), Reverse(proposal.then.to_sales.leads), moved)
    });
    Some(best.map_or(Proposed::Nowhere(now), |best| Proposed::Raise(Box::new(best))))
}

/// The edges below which a lead no longer counts towards the load: those of engagement first, the best band first.
fn edges(model: &Model, to: &FitTo) -> Vec<(Axis, usize)> {
    let counts = |route: &Route| match to {
        FitTo::Sales => model.is_to_sales(route),
        FitTo::Route(wanted) => route.id == *wanted,
    };
    let mut edges = Vec::new();
    for axis in [Axis::Engagement, Axis::Fit] {
        let places = 0..model.axis(axis).bands.len().saturating_sub(1);
        edges.extend(places.filter(|place| keeps_out(model, axis, *place, counts)).map(|place| (axis, place)));
    }
    edges
}

/// Whether leads are on a route that counts above an edge, and below it are not. The edge is that of the band at a place.
pub fn keeps_out(model: &Model, axis: Axis, place: usize, counts: impl Fn(&Route) -> bool) -> bool {
    let (bands, others) = match axis {
        Axis::Fit => (&model.fit.bands, &model.engagement.bands),
        Axis::Engagement => (&model.engagement.bands, &model.fit.bands),
    };
    let Some([above, below, ..]) = bands.get(place..) else { return false };
    let is_in = |band: &Band, other: &Band| {
        let (fit, engagement) = if axis == Axis::Fit { (band, other) } else { (other, band) };
        let route = model.cell(&fit.id, &engagement.id).and_then(|id| model.route(id));
        route.is_some_and(&counts)
    };
    others.iter().any(|other| is_in(above, other) && !is_in(below, other))
}

/// What goes to sales on routes that say no capacity.
fn unsaid(point: &Point) -> u64 {
    let all = point.arrived.as_ref().map_or(0, |arrived| arrived.to_sales);
    all.saturating_sub(point.capacity.map_or(0, |capacity| capacity.arrived))
}

fn overloaded(model: &Model, now: &Point, then: &Point) -> Vec<RouteId> {
    let (Some(now), Some(then)) = (&now.arrived, &then.arrived) else { return Vec::new() };
    let routes = model.routes.iter().zip(now.routes.iter().zip(&then.routes));
    let more = routes.filter(|(route, (now, then))| {
        let is_over = route.weekly_capacity.is_some_and(|most| !fits(**then, u64::from(most)));
        is_over && then > now && model.is_to_sales(route)
    });
    more.map(|(route, _)| route.id.clone()).collect()
}

/// The routes to sales that get more than they can work.
pub fn over_capacity(model: &Model, point: &Point) -> Vec<RouteId> {
    let Some(arrived) = &point.arrived else { return Vec::new() };
    let over = model.routes.iter().zip(&arrived.routes).filter(|(route, arrived)| {
        model.is_to_sales(route) && route.weekly_capacity.is_some_and(|most| !fits(**arrived, u64::from(most)))
    });
    over.map(|(route, _)| route.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        lead::{Day, Lead, Outcome},
        model::{Criterion, Rule},
        scoring::{
            Columns, ColumnsBuilder,
            sample::{self, NOW, event, has_word, lead, model, once, text},
        },
    };

    /// 13 leads a score, so one a week: fit by title, engagement by a demo. Those with less fit were won.
    fn leads() -> Arc<Columns> {
        let mut builder = ColumnsBuilder::default();
        for (title, outcome) in [("ceo", Outcome::Lost), ("head", Outcome::Won)] {
            for (kind, number) in [("demo", 0), ("call", 1)] {
                builder.extend((0..13).map(|index| Lead {
                    created: Some(Day(NOW.day().0 - index)),
                    outcome,
                    ..lead(&format!("{title} {number} {index}"), &[("Title", text(title))], vec![event(kind, 1)])
                }));
            }
        }
        Arc::new(builder.finish())
    }

    fn rows(id: &str, points: i32, rule: Rule, category: &str) -> Criterion {
        sample::criterion(id, category, points, rule)
    }

    /// Fit 90 or 80, engagement 95 or 85: all in A1, four a week.
    fn scoring(capacity: Option<u32>) -> Model {
        let mut model = model(vec![
            rows("ceo", 90, Rule::Profile(has_word("Title", "ceo")), "profile"),
            rows("head", 80, Rule::Profile(has_word("Title", "head")), "profile"),
            rows("demo", 95, Rule::Activity(once("demo")), "activity"),
            rows("call", 85, Rule::Activity(once("call")), "activity"),
        ]);
        model.routes[0].weekly_capacity = capacity;
        // Only the best cell goes to sales: below either edge nobody does.
        for (cell, route) in &mut model.matrix.cells {
            *route = if cell.0.0 == "A" && cell.1.0 == "1" { "sales-now".into() } else { "nurture".into() };
        }
        model
    }

    fn proposed(model: &Model, to: &FitTo) -> Proposed {
        let mut live = Live::new(leads(), model, NOW);
        let found = propose(&mut live, to, || true).expect("it is wanted");
        assert_eq!(live.model(), model, "the model is as it was");
        found
    }

    #[test]
    fn the_edge_that_gives_up_fewest_wins_is_proposed() {
        let Proposed::Raise(found) = proposed(&scoring(Some(2)), &FitTo::Sales) else { panic!("there is a way") };
        // Fit above 80 would lose all 26 wins; engagement above 85 loses half of them.
        assert_eq!((found.axis, found.from, found.to), (Axis::Engagement, 75, 86));
        assert_eq!((found.wins_lost(), found.then.to_sales.leads), (13, 26));
        assert_eq!(found.overloaded, Vec::<RouteId>::new());
    }

    #[test]
    fn what_fits_or_cant_be_known_is_said() {
        assert!(matches!(proposed(&scoring(Some(4)), &FitTo::Sales), Proposed::Fits(_)));
        assert_eq!(proposed(&scoring(None), &FitTo::Sales), Proposed::NoCapacity);
        let mut never = scoring(Some(0));
        // Scores at the top of the range stay above every edge.
        never.criteria.iter_mut().for_each(|criterion| criterion.points = 1000);
        assert!(matches!(proposed(&never, &FitTo::Sales), Proposed::Nowhere(_)));
        assert_eq!(over_capacity(&never, &now(&never)), [RouteId::from("sales-now")]);
        let mut live = Live::new(leads(), &never, NOW);
        assert_eq!(propose(&mut live, &FitTo::Sales, || false), None);
        assert_eq!(live.model(), &never);
    }

    fn now(model: &Model) -> Point {
        let any = Knob::Edge { axis: Axis::Fit, band: "A".into() };
        Point::of(&Live::new(leads(), model, NOW), &any, true)
    }

    #[test]
    fn a_load_is_neither_hidden_nor_handed_on_where_that_can_be_helped() {
        // Below the edge of engagement is another route to sales, without a capacity: who goes there is still to be worked.
        let mut hidden = scoring(Some(2));
        hidden.matrix.cells.insert(crate::model::CellKey("A".into(), "2".into()), "sales-today".into());
        let Proposed::Raise(found) = proposed(&hidden, &FitTo::Sales) else { panic!("there is a way") };
        assert_eq!((found.axis, found.to), (Axis::Fit, 81), "although it gives up more wins");
        // With a capacity of none, it gets more than it can work: for the one route, fit is the better way all the same.
        hidden.routes[1].weekly_capacity = Some(0);
        let route = FitTo::Route("sales-now".into());
        let Proposed::Raise(found) = proposed(&hidden, &route) else { panic!("there is a way") };
        assert_eq!((found.axis, found.overloaded.len()), (Axis::Fit, 0));
    }
}
