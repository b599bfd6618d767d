//! Behaviour tests: one binary, a module a behaviour.

mod model_diff;
mod model_file;
mod strategies;
