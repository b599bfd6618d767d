//! Behaviour tests: one binary, a module a behaviour.

// Clippy knows test functions, not the helpers beside them.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod check_claims;
mod cli;
mod gallery;
mod generate;
mod harness;
mod import;
mod library;
mod model_check;
mod model_diff;
mod model_file;
mod rooms;
mod rule_editor;
mod rule_pictures;
mod sample_models;
mod scorers_agree;
mod small_widgets;
mod strategies;
mod window;
