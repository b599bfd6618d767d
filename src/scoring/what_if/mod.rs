//! What if: a baseline and a draft over the same leads. Who moves where and why, what sales gets a week against what it can work,
//! and what would happen if one number were turned.
//!
//! All of it is plain data that carries the ids of both models, made off the window's thread from what
//! [`Live`](super::Live) has found.
//!
//! | file | subject |
//! |---|---|
//! | `likeness.rs` | which bands and routes of two models are the same |
//! | `states.rs` | where each lead is under both, and how many take each way |
//! | `movement.rs`, `flow.rs` | [`Movement`]: cell → cell, route → route, to sales and away from it |
//! | `who.rs` | [`Who`]: the leads behind a number |
//! | `because.rs` | [`Because`]: why one lead is elsewhere |
//! | `words.rs`, `table.rs` | a reason as a sentence, and leads with theirs as CSV |
//! | `load.rs` | [`Load`]: leads a week against capacity and response time; what the weekly load is |
//! | `knob.rs`, `sweep.rs` | [`Sweep`]: an edge, points or a cap turned through a range |
//! | `fit.rs` | [`fit_to_capacity`]: where an edge would have to stand |
//! | `proposal.rs` | [`propose`]: which edge to raise, by what it gives up |
//! | `tornado.rs` | [`tornado`]: which criterion moves most leads across the line to sales |

mod because;
mod fit;
mod flow;
mod knob;
mod likeness;
mod load;
mod movement;
mod proposal;
mod states;
mod sweep;
mod table;
mod tornado;
mod who;
mod words;

use std::sync::Arc;

pub use self::{
    because::{Because, because},
    fit::{Fit, FitTo, fit_to_capacity},
    flow::{Flow, Link, Node, Volume},
    knob::{Along, Knob},
    likeness::{By, Like, Likeness},
    load::{Arrivals, Capacity, Load, RouteLoad},
    movement::{Movement, SalesLine},
    proposal::{Proposal, Proposed, keeps_out, over_capacity, propose},
    sweep::{ArrivedAt, Point, Sweep, sweep, values},
    table::{MoreColumns, Row, write_csv},
    tornado::{Crossing, Lever, tornado},
    who::Who,
    words::{NO_ROUTE, sentence as because_sentence},
};
use super::{Columns, Scores};
use crate::{
    lead::Instant,
    model::{Model, RouteId},
};

/// By how many one number of leads is above another.
pub fn difference(now: u64, before: u64) -> i64 {
    i64::try_from(i128::from(now) - i128::from(before)).unwrap_or(if now > before { i64::MAX } else { i64::MIN })
}

/// One of the two models, with what it makes of the leads.
#[derive(Clone, Debug)]
pub struct Side {
    pub model: Arc<Model>,
    pub scores: Scores,
}

/// A baseline and a draft over the same leads, as of the same instant. A copy shares the leads and the scores.
#[derive(Clone, Debug)]
pub struct WhatIf {
    pub columns: Arc<Columns>,
    pub as_of: Instant,
    pub baseline: Side,
    pub draft: Side,
    pub movement: Movement,
    pub arrivals: Arrivals,
    pub load_before: Load,
    pub load_after: Load,
}

impl WhatIf {
    pub fn new(columns: Arc<Columns>, baseline: Side, draft: Side) -> Self {
        let as_of = draft.scores.as_of;
        let movement = Movement::new(&columns, baseline.pair(), draft.pair());
        let arrivals = Arrivals::new(&columns, as_of);
        let load = |side: &Side, nodes: &[Node<Option<RouteId>>], to_sales: Volume| {
            // The nodes are the routes of the model in its order; one more may be those without a route.
            let leads: Vec<u64> = nodes.iter().map(|node| node.volume.tally.leads).collect();
            let arrived: Vec<u64> = nodes.iter().map(|node| node.volume.arrived).collect();
            let arrived = arrivals.is_known().then_some(arrived.as_slice());
            Load::new(&side.model, &leads, arrived, to_sales.arrived)
        };
        let load_before = load(&baseline, &movement.routes.before, movement.sales.before);
        let load_after = load(&draft, &movement.routes.after, movement.sales.after);
        Self { columns, as_of, baseline, draft, movement, arrivals, load_before, load_after }
    }

    /// The rows of those who are meant, in the order of their keys.
    pub fn rows(&self, who: &Who) -> Vec<u32> {
        let Self { columns, movement, baseline, draft, .. } = self;
        who::rows(who, columns, &movement.likeness, baseline.pair(), draft.pair())
    }

    /// Why the lead of a row is elsewhere: two explanations of one lead, so ask only for those who are shown.
    pub fn because(&self, row: u32) -> Vec<Because> {
        let lead = self.columns.lead(row as usize);
        let Self { movement, baseline, draft, .. } = self;
        because::because_like(&movement.likeness, &baseline.model, &draft.model, &lead, self.as_of)
    }
}

impl Side {
    fn pair(&self) -> (&Model, &Scores) {
        (&self.model, &self.scores)
    }
}
