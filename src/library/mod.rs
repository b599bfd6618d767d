//! The lead library: one SQLite file that any SQLite tool can read.
//!
//! - [`Library`] opens the file, and answers for one lead ([`Library::lead`]) or for all of them
//!   ([`Library::columns`], what the population scorer reads).
//! - [`generate`](fn@generate) makes up leads, believable ones, the same for the same seed.
//!
//! How the file is laid out is told in `schema.rs`:
#![doc = include_str!("schema.md")]

mod columns;
mod dictionary;
mod error;
mod generate;
#[path = "import_wip.rs"]
pub mod import;
mod iso;
mod open;
mod progress;
mod read;
mod schema;
mod settings;

pub use self::{
    error::LibraryError,
    generate::generate,
    import::{ImportReport, ImportRequest, import},
    open::Library,
    progress::Progress,
};
