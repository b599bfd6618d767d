//! Behaviour tests: one binary, a module a behaviour.

mod cli;
mod gallery;
mod generate;
mod harness;
mod library;
mod model_check;
mod model_diff;
mod model_file;
mod rooms;
mod sample_models;
mod scorers_agree;
mod strategies;
mod window;
