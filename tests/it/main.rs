//! Behaviour tests: one binary, a module a behaviour.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test stops where what it needs is not there")]

mod check_claims;
mod cli;
mod criteria;
mod gallery;
mod generate;
mod harness;
mod import;
mod leads;
mod library;
mod lines_add_up;
mod live_scoring;
mod matrix;
mod model_check;
mod model_diff;
mod model_file;
mod model_settings;
mod rooms;
mod rule_editor;
mod rule_pictures;
mod sample_models;
mod scorers_agree;
mod small_widgets;
mod strategies;
mod welcome;
mod window;
