//! Model × leads → scores: explain one lead, score them all.
//!
//! Scoring is a pure function of three things: a model, a lead, and an instant (`as_of`). It reads no clock, no locale and
//! no hash order, and all sums are integers in thousandths of a point, so the same three give the same answer on every
//! platform, every time.
//!
//! - [`explain`](fn@explain) scores one lead and keeps every step: it is written for clarity and is the reference.
//! - [`Live`] scores a whole library held in [`Columns`], and goes on from one model to the next by what differs
//!   ([`score_all`] is its first answer): it is written for speed, and property tests hold it to the first on every lead.
//!
//! Who is there at an instant is said in `standing.rs`: a lead that came later, and a deal that was closed later, are not known
//! yet, and no count has them.
//!
//! The two go their own ways through conditions, events and sums, so that their agreement means something. They share what is
//! by nature one thing: a text test on one text, the weight of an age, rounding, clamping, what is attainable.
//!
//! | file | subject |
//! |---|---|
//! | `explain.rs`, `condition.rs`, `activity.rs` | one lead, step by step |
//! | `population/` | all leads at once; each step can be called alone |
//! | `adding.rs`, `fade.rs`, `rounding.rs`, `text_test.rs`, `spam.rs` | what both share |
//! | `columns.rs`, `columns_builder.rs`, `codes.rs`, `strings.rs` | leads as columns |
//! | `reasons.rs`, `suggestions.rs`, `warming.rs`, `possible.rs` | why, what is nearly matched, and what would move a lead up or warm it, if it can |
//! | `course.rs` | one lead over time: rise and fade, bands that it came into, when it goes cold |
//! | `doing.rs` | an event that a rule would count |
//! | `standing.rs` | who is there at an instant, and what is known of how they ended |
//! | `stages.rs` | the buying stage of each lead, and who moves on from one month to another |
//! | `scores.rs`, `work_order.rs`, `accounts.rs` | what came out, in which order it is worked, by company |
//! | `sales.rs` | what sales is told of a lead: last interesting moment, status, when it is due |
//! | `respelt.rs` | whom criteria match once values are merged |
//! | `summary.rs`, `density.rs`, `facts.rs`, `spread.rs` | a library as a whole |
//! | `examples.rs` | a few leads that show what a rule does |
//! | `contested.rs` | what the teams' disagreements weigh |
//! | `evidence.rs` | whether what was won bears a criterion out |
//! | `testing/` | whether what is expected of certain leads comes out: test leads and segments |
//! | `what_if/` | a draft against a baseline: who moves and why, the weekly load, one number turned through a range |

mod accounts;
mod activity;
mod adding;
mod codes;
mod columns;
mod columns_builder;
mod condition;
mod contested;
mod course;
mod density;
mod doing;
mod evidence;
mod examples;
mod explain;
mod facts;
mod fade;
pub mod population;
mod possible;
mod reasons;
mod respelt;
mod rounding;
mod sales;
#[cfg(test)]
pub(crate) mod sample;
mod scores;
mod spam;
mod spread;
mod stages;
mod standing;
mod strings;
mod suggestions;
mod summary;
pub mod testing;
mod text_test;
mod warming;
pub mod what_if;
mod work_order;

pub use self::{
    accounts::{AccountScore, score_accounts},
    adding::{attainable_of, stage_index},
    codes::Codes,
    columns::{Column, Columns, EventColumns, Field, NO_CODE, NO_DAY},
    columns_builder::ColumnsBuilder,
    contested::{contested_from, summary_as_proposed},
    course::{Course, Crossing, Point as CoursePoint, Span, course},
    density::{Bins, Density},
    doing::event_for,
    evidence::{RateDifference, Verdict, verdict},
    examples::{Example, Examples, Shown, examples},
    explain::{AxisExplanation, CategoryExplanation, Contribution, Explanation, Reason, explain},
    facts::{facts, facts_from, field_facts},
    fade::weight as fade_weight,
    population::{Counts, Live, score_all},
    reasons::{GivenBy, near_misses, top_reasons},
    respelt::{Shift, shifts},
    sales::{SalesView, Status},
    scores::{Bitmap, Hits, NO_ROUTE, Scores, SmallNumbers, WeightSums},
    stages::{Passage, StageOf},
    strings::Strings,
    suggestions::{Change, Suggestion, advice, suggestions},
    summary::{ARRIVAL_WEEKS, Summary, Tally},
    warming::warming,
    work_order::{work_order, work_rank},
};
