//! Model × leads → scores: explain one lead, score them all.
//!
//! Scoring is a pure function of three things: a model, a lead, and an instant (`as_of`). It reads no clock, no locale and
//! no hash order, and all sums are integers in thousandths of a point, so the same three give the same answer on every
//! platform, every time.
//!
//! - [`explain`] scores one lead and keeps every step: it is written for clarity and is the reference.
//! - [`score_all`] scores a whole library held in [`Columns`]: it is written for speed, and a property test holds it to the
//!   first on every lead.

mod accounts;
mod activity;
mod adding;
mod columns;
mod columns_builder;
mod condition;
mod density;
mod explain;
mod facts;
mod fade;
pub mod population;
mod reasons;
mod rounding;
#[cfg(test)]
pub(crate) mod sample;
mod scores;
mod spam;
mod strings;
mod suggestions;
mod summary;
mod text_test;
mod work_order;

pub use self::{
    accounts::{AccountScore, score_accounts},
    adding::stage_index,
    columns::{Column, Columns, EventColumns, Field, NO_CODE, NO_DAY},
    columns_builder::ColumnsBuilder,
    density::{Bins, Density},
    fade::weight as fade_weight,
    explain::{AxisExplanation, CategoryExplanation, Contribution, Explanation, Reason, explain},
    facts::{facts, facts_from, field_facts},
    population::{Totals, score_all},
    reasons::{near_misses, top_reasons},
    scores::{Bitmap, Hits, NO_ROUTE, Scores},
    strings::Strings,
    suggestions::{Suggestion, advice, suggestions},
    summary::{ARRIVAL_WEEKS, Summary, Tally},
    work_order::work_order,
};
