//! What property tests draw from. Models and leads share the pools of names and values, so that rules often match.

#![allow(dead_code, reason = "each behaviour draws what it needs")]

pub mod edit;
pub mod lead;
pub mod model;
pub mod rule;
pub mod rule_edit;
pub mod tests;
