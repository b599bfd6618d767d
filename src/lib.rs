//! Tandem: marketing and sales design one lead-scoring model together, offline, and try it on their own leads.
//!
//! The rooms, from the ground up; each knows only those below it:
//!
//! | room | what is in it |
//! |---|---|
//! | [`lead`] | what a lead is: values, events |
//! | [`model`] | what a scoring model is: data, checks, diff, the RON file. Start reading here |
//! | [`scoring`] | model × leads → scores: explain one, score all |
//! | [`library`] | the lead library: SQLite, import, generated leads |
//! | [`cli`] | one file a subcommand |
//! | [`app`] | the window; egui lives here and nowhere else |

pub mod app;
pub mod cli;
pub mod lead;
pub mod library;
pub mod model;
pub mod scoring;
