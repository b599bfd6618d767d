//! Who moves where between a baseline and a draft: from cell to cell, from route to route, to sales and away from it.

use super::{
    Flow, Likeness, Volume,
    states::{States, Way, ways},
};
use crate::{
    model::{CellKey, Model, RouteId},
    scoring::{Columns, Scores},
};

/// A baseline and a draft over the same leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    pub likeness: Likeness,
    /// All of them.
    pub leads: Volume,
    /// Those in another cell or on another route.
    pub moved: Volume,
    /// The disqualified are counted in the cell where they score, as everywhere.
    pub cells: Flow<CellKey>,
    /// Leads whose cell names no route are on none: the last node of each side, there only where any lead is.
    pub routes: Flow<Option<RouteId>>,
    pub sales: SalesLine,
}

/// Who is sent to sales: who is on a route that counts as qualified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SalesLine {
    pub before: Volume,
    pub after: Volume,
    /// Who goes to sales now and did not; `gained.tally.won` are the past wins gained.
    pub gained: Volume,
    /// Who went to sales and does no longer; `lost.tally.won` are the past wins lost.
    pub lost: Volume,
}

impl Movement {
    pub fn new(columns: &Columns, baseline: (&Model, &Scores), draft: (&Model, &Scores)) -> Self {
        let likeness = Likeness::new(baseline.0, draft.0);
        let states = |(model, scores)| States::new(model, scores);
        let ways = ways(columns, states(baseline), states(draft));
        let (before, after) = (baseline.0, draft.0);
        let mut movement = Self {
            cells: cells(before, after, &likeness),
            routes: routes(before, after, &likeness),
            likeness,
            leads: Volume::default(),
            moved: Volume::default(),
            sales: SalesLine::default(),
        };
        ways.iter().for_each(|way| movement.add(before, after, way));
        movement.forget_no_route();
        movement
    }

    fn add(&mut self, before: &Model, after: &Model, way: &Way) {
        let Way { before: from, after: to, volume } = way;
        self.leads.add(*volume);
        let (route_before, route_after) = (from.route(before), to.route(after));
        let same_cell = self.likeness.cell(to.cell()) == Some(from.cell());
        if !same_cell || !self.likeness.same_route(route_before, route_after) {
            self.moved.add(*volume);
        }
        let place = |model: &Model, (fit, engagement): (usize, usize)| fit * model.engagement.bands.len() + engagement;
        self.cells.add(place(before, from.cell()), place(after, to.cell()), *volume);
        let place = |model: &Model, route: Option<usize>| route.unwrap_or(model.routes.len());
        self.routes.add(place(before, route_before), place(after, route_after), *volume);
        self.sales.add(from.is_qualified(before), to.is_qualified(after), *volume);
    }

    /// A route that does not exist is shown only where leads are on it.
    fn forget_no_route(&mut self) {
        let routes = &mut self.routes;
        let is_empty = |volume: Volume| volume.tally.leads == 0;
        if routes.before.last().is_some_and(|none| is_empty(none.volume)) {
            routes.before.pop();
            routes.after.iter_mut().filter(|node| node.id.is_none()).for_each(|node| node.like = None);
        }
        if routes.after.last().is_some_and(|none| is_empty(none.volume)) {
            routes.after.pop();
            routes.before.iter_mut().filter(|node| node.id.is_none()).for_each(|node| node.like = None);
        }
    }
}

impl SalesLine {
    fn add(&mut self, was: bool, is: bool, volume: Volume) {
        if was {
            self.before.add(volume);
        }
        if is {
            self.after.add(volume);
        }
        match (was, is) {
            (false, true) => self.gained.add(volume),
            (true, false) => self.lost.add(volume),
            _ => {}
        }
    }
}

fn cells(before: &Model, after: &Model, likeness: &Likeness) -> Flow<CellKey> {
    let named = |model: &Model| {
        let name = |fit: usize, engagement: usize| {
            let key = CellKey(model.fit.bands[fit].id.clone(), model.engagement.bands[engagement].id.clone());
            (key, model.cell_name_at((fit, engagement)))
        };
        places(model).into_iter().map(|(fit, engagement)| name(fit, engagement)).collect()
    };
    let like = |cell: (usize, usize)| {
        likeness.cell(cell).map(|(fit, engagement)| fit * before.engagement.bands.len() + engagement)
    };
    let likes: Vec<Option<usize>> = places(after).into_iter().map(like).collect();
    Flow::new(named(before), named(after), &likes)
}

/// The cells of a model by the indices of their bands, row by row.
fn places(model: &Model) -> Vec<(usize, usize)> {
    let row = |fit| (0..model.engagement.bands.len()).map(move |engagement| (fit, engagement));
    (0..model.fit.bands.len()).flat_map(row).collect()
}

/// The routes of both models, and for each side one more: none.
fn routes(before: &Model, after: &Model, likeness: &Likeness) -> Flow<Option<RouteId>> {
    let named = |model: &Model| {
        let named = model.routes.iter().map(|route| (Some(route.id.clone()), route.name.clone()));
        named.chain([(None, String::new())]).collect()
    };
    let mut likes: Vec<Option<usize>> = (0..after.routes.len()).map(|route| likeness.route(route)).collect();
    likes.push(Some(before.routes.len()));
    Flow::new(named(before), named(after), &likes)
}
