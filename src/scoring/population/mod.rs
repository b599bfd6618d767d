//! The population scorer: every lead of a library at once, and again after each edit.
//!
//! [`Live`] keeps what it found. For the next model it takes the steps below again only as far as something differs:
//!
//! 1. **Hits**: whom a criterion matches, as one bit a lead or as a sum of weights. A model is made ready against the columns
//!    (`ready.rs`): a text test is asked once of every distinct value. Then all tests of an attribute are asked in one pass
//!    (`attribute_tests.rs`), conditions are put together from them word by word (`condition.rs`), and events are gone over
//!    once for all activity rules (`activity.rs`). `hits.rs` keeps the hits of every rule that is as it was.
//! 2. **Sums**: what each category gives each lead before its caps, and the total of the axis, in whole points or thousandths
//!    (`lane.rs`, `sums.rs`). An edit adds the difference that it makes (`axis.rs`).
//! 3. **Bands**: their edges are turned into totals, so that nothing is divided (`edges.rs`).
//! 4. **Counts** by cell and class of lead, of which all counts by cell and route are made (`counts.rs`).
//! 5. When they are asked for: scores, the counts of each pair of scores (`joint.rs`), and what each lead is shown with
//!    (`rows.rs`).
//!
//! Steps 2 to 4 are one pass over the leads. Where only edges of bands are others, there is none: the counts of each pair of
//! scores tell the cells for any edges, and the bands of the leads wait until somebody asks for them.
//!
//! All steps go over blocks of rows that stay in the cache, and share the rows out to the cores.

mod activity;
mod attribute_tests;
mod axis;
mod condition;
mod counts;
mod edges;
mod hits;
mod joint;
mod lane;
mod live;
mod plan;
mod ready;
mod rows;
mod shared;
mod sums;
mod totals;

pub use self::{
    axis::CategorySums,
    counts::{Arrivals, Counts},
    live::{Live, score_all, score_from_hits},
    plan::Plan,
    totals::Totals,
};
use std::ops::Range;

use crate::model::Model;

/// So many rows are worked on at a time: 64 words of a bitmap, and few enough for the nearest cache.
const BLOCK_ROWS: usize = 4096;
const BLOCK_WORDS: usize = BLOCK_ROWS / 64;
/// So many rows are one task for a core.
const TASK_ROWS: usize = 8 * BLOCK_ROWS;

/// The rows of a block among so many; none where there are fewer.
fn block_rows(block: usize, rows: usize) -> Range<usize> {
    let end = rows.min((block + 1) * BLOCK_ROWS);
    (block * BLOCK_ROWS).min(end)..end
}

/// The bits of a block.
type Words = [u64; BLOCK_WORDS];

/// Whether a criterion takes part at all: it is switched on, and its category exists.
fn takes_part(model: &Model, homes: &[Option<usize>], index: usize) -> bool {
    model.criteria[index].enabled && homes[index].is_some()
}
