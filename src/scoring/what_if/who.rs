//! Who is meant: the leads behind a number of a movement, as rows of the columns.

use rayon::prelude::*;

use super::{
    Likeness,
    states::{State, States},
};
use crate::{
    lead::Outcome,
    model::{CellKey, Model, RouteId},
    scoring::{Columns, Scores},
};

/// Some of the leads, by what becomes of them between baseline and draft. Cells and routes are named by the ids of their
/// own model; `None` is no route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// In another cell or on another route.
    Moved,
    /// From a cell of the baseline to a cell of the draft, which may be the same.
    Cells { before: CellKey, after: CellKey },
    /// From a route of the baseline to a route of the draft, which may be the same.
    Routes { before: Option<RouteId>, after: Option<RouteId> },
    /// On this route of the draft, and were on another.
    Enters(Option<RouteId>),
    /// Were on this route of the baseline, and are on another.
    Leaves(Option<RouteId>),
    /// Go to sales, and did not.
    ToSales,
    /// Went to sales, and do no longer.
    FromSales,
    /// Past wins that go to sales now, and did not.
    WinsGained,
    /// Past wins that went to sales, and would no longer.
    WinsLost,
}

/// The rows of those who are meant, in the order of their keys.
pub(super) fn rows(
    who: &Who,
    columns: &Columns,
    likeness: &Likeness,
    baseline: (&Model, &Scores),
    draft: (&Model, &Scores),
) -> Vec<u32> {
    let (from, to) = (States::new(baseline.0, baseline.1), States::new(draft.0, draft.1));
    let meant = Meant { who, likeness, before: baseline.0, after: draft.0 };
    // Asked once of each pair of states, where there are not too many of them.
    let table: Option<Vec<bool>> = (from.len() * to.len() <= columns.len().max(1 << 12)).then(|| {
        (0..from.len() * to.len())
            .map(|pair| meant.is(from.state(pair / to.len()), to.state(pair % to.len())))
            .collect()
    });
    let is_meant = |row: usize| match &table {
        Some(table) => table[from.number(row) * to.len() + to.number(row)],
        None => meant.is(from.of_row(row), to.of_row(row)),
    };
    let only_wins = matches!(who, Who::WinsGained | Who::WinsLost);
    let rows = (0..columns.len()).into_par_iter().with_min_len(32 * 1024);
    let (there, as_of) = (&draft.1.there, draft.1.as_of);
    let is_asked = |row: usize| there.contains(row) && (!only_wins || columns.outcome_at(row, as_of) == Outcome::Won);
    let rows = rows.filter(|row| is_asked(*row) && is_meant(*row));
    rows.map(|row| row as u32).collect()
}

struct Meant<'a> {
    who: &'a Who,
    likeness: &'a Likeness,
    before: &'a Model,
    after: &'a Model,
}

impl Meant<'_> {
    fn is(&self, from: State, to: State) -> bool {
        let (route_before, route_after) = (from.route(self.before), to.route(self.after));
        let id = |model: &Model, route: Option<usize>| route.map(|route| model.routes[route].id.clone());
        let same_route = || self.likeness.same_route(route_before, route_after);
        let qualified = || (from.is_qualified(self.before), to.is_qualified(self.after));
        match self.who {
            Who::Moved => self.likeness.cell(to.cell()) != Some(from.cell()) || !same_route(),
            Who::Cells { before, after } => {
                cell(self.before, from).as_ref() == Some(before) && cell(self.after, to).as_ref() == Some(after)
            }
            Who::Routes { before, after } => {
                id(self.before, route_before) == *before && id(self.after, route_after) == *after
            }
            Who::Enters(route) => id(self.after, route_after) == *route && !same_route(),
            Who::Leaves(route) => id(self.before, route_before) == *route && !same_route(),
            Who::ToSales | Who::WinsGained => qualified() == (false, true),
            Who::FromSales | Who::WinsLost => qualified() == (true, false),
        }
    }
}

fn cell(model: &Model, state: State) -> Option<CellKey> {
    let (fit, engagement) = (model.fit.bands.get(state.fit)?, model.engagement.bands.get(state.engagement)?);
    Some(CellKey(fit.id.clone(), engagement.id.clone()))
}
