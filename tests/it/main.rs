//! Behaviour tests: one binary, a module a behaviour.

mod model_file;
mod strategies;
