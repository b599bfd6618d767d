//! A rule as a sentence made of fields.

use eframe::egui;

use crate::model::{Rule, check::Facts};

/// Edits a rule in place. `facts` is what is known of the open leads: fields, values with counts, kinds of event.
pub fn rule_ui(_ui: &mut egui::Ui, _rule: &mut Rule, _facts: Option<&Facts>) {}
