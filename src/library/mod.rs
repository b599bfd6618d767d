//! The lead library: one SQLite file that any SQLite tool can read.
//!
//! - [`Library`] opens the file, and answers for one lead ([`Library::lead`]) or for all of them
//!   ([`Library::columns`], what the population scorer reads).
//! - [`import`](mod@import) puts leads, accounts and events from files of any kind into it, and says what it made of them.
//! - [`generate`](fn@generate) makes up leads, believable ones, the same for the same seed.
//!
//! How the file is laid out is told in `schema.rs`:
#![doc = include_str!("schema.md")]

mod bulk;
mod columns;
mod dictionary;
mod error;
mod fields;
mod generate;
pub mod import;
mod iso;
#[cfg(test)]
mod locked;
mod open;
mod progress;
mod read;
mod schema;
mod settings;

use self::open::{Draft, PATIENCE};
pub use self::{
    error::LibraryError,
    fields::{
        FieldChange, FieldEffect, FieldStep, FieldSteps, FieldSummary, FileStep, FormerNames, Retired, RetiredBy,
        ValueCount, field_summaries, groups_of, spellings, suggested_synonyms,
    },
    generate::generate,
    import::{ColumnGuess, ImportReport, ImportRequest, RejectedRow, Role, import},
    open::Library,
    progress::{Phase, Progress},
    settings::{AsOf, OutcomeCounts},
};
