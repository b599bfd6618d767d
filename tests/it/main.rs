//! Behaviour tests: one binary, a module a behaviour.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test stops where what it needs is not there")]

mod agreement_routes;
mod changed_file;
mod check_claims;
mod cli;
mod compare;
mod contested;
mod criteria;
mod gallery;
mod generate;
mod grid;
mod harness;
mod import;
mod journal;
mod kill;
mod leads;
mod library;
mod lines_add_up;
mod live_scoring;
mod matrix;
mod model_check;
mod model_diff;
mod model_file;
mod model_merge;
mod model_settings;
mod notices;
mod palette;
mod presentation;
mod problems;
mod rooms;
mod rule_as_text;
mod rule_editor;
mod rule_pictures;
mod rule_text;
mod sample_models;
mod scorers_agree;
mod signatures;
mod small_widgets;
mod strategies;
mod templates;
mod voices;
mod welcome;
mod window;
