//! One number turned through a range, what fits the capacity, and what one point does.
//!
//! | file | subject |
//! |---|---|
//! | `desk.rs`, `worker.rs` | what is remembered and asked; the thread with a scorer of its own |
//! | `knobs.rs`, `range.rs`, `choice.rs` | what can be turned, through which range, and how that is chosen |
//! | `chart.rs`, `plot.rs`, `paint.rs`, `table.rs` | the card: the chart or the table, and the marker under the hand |
//! | `fit.rs` | which edge to raise where more come than can be worked: here and in the panel |
//! | `tornado.rs` | the card of what one point does |
//! | `words.rs` | sentences |

mod base;
mod chart;
mod choice;
mod desk;
mod fit;
mod knobs;
mod paint;
mod plot;
mod range;
mod table;
mod tornado;
mod words;
mod worker;

pub use self::{chart::show as chart_ui, desk::SweepDesk, fit::line_ui as fit_ui, tornado::show as tornado_ui};
