//! Behaviour tests: one binary, a module a behaviour.

mod cli;
mod generate;
mod library;
mod model_diff;
mod model_file;
mod rooms;
mod sample_models;
mod scorers_agree;
mod strategies;
