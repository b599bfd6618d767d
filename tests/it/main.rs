//! Behaviour tests: one binary, a module a behaviour.

mod model_check;
mod model_diff;
mod model_file;
mod scorers_agree;
mod strategies;
