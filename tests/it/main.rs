//! Behaviour tests: one binary, a module a behaviour.

mod generate;
mod library;
mod model_file;
mod strategies;
