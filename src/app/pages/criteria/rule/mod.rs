//! A rule as a sentence made of fields.
//!
//! | file | subject |
//! |---|---|
//! | `tree.rs`, `offer.rs`, `parts.rs`, `values.rs`, `known.rs` | what can be done to a rule: pure, tested without a window |
//! | `fields.rs`, `list.rs`, `picker.rs`, `fade_curve.rs`, `spread.rs` | the fields |
//! | `condition.rs`, `test.rs`, `attribute.rs` | who the lead is |
//! | `activity.rs` | what the lead does |
//! | `words.rs` | what the choices are called |
//! | `typed.rs` | the rule as text |
//!
//! The rule is written to only when the user changes something. What is being typed is kept in egui's memory under the id of
//! its field until Enter, Tab or a click elsewhere ends it.

mod activity;
mod attribute;
mod condition;
mod fade_curve;
pub(in crate::app::pages) mod fields;
pub(in crate::app::pages) mod known;
mod list;
mod offer;
mod parts;
pub(in crate::app::pages) mod picker;
mod spread;
mod test;
mod tree;
mod typed;
mod values;
mod words;

pub use self::words::field_type as type_name;

use eframe::egui::{Id, Popup, Ui};

pub use self::typed::{Typing, typed_ui, unread_ui};
use self::{fields::Look, known::Known};
use crate::{
    lead::Day,
    model::{Rule, check::Facts},
};

/// Edits a rule in place. `facts` is what is known of the open leads: fields, values with counts, kinds of event; `as_of`
/// is the day they are looked at, where a new date begins.
///
/// To be called within a scope of the criterion's own (`ui.push_id`), so that what is typed belongs to the criterion.
pub fn rule_ui(ui: &mut Ui, rule: &mut Rule, facts: Option<&Facts>, as_of: Option<Day>) {
    let known = Known::new(facts, as_of);
    let id = ui.scope_id().with("rule");
    let mut switched = false;
    ui.spacing_mut().item_spacing.y = 6.0;
    let is_profile = matches!(rule, Rule::Profile(_));
    let mut lead = |ui: &mut Ui| switched |= kind_menu(ui, id, is_profile);
    match rule {
        Rule::Profile(condition) => {
            condition::condition_ui(ui, id.with("profile"), condition, known, &mut lead);
        }
        Rule::Activity(activity) => {
            activity::activity_ui(ui, id.with("activity"), activity, known, &mut lead);
        }
    }
    if switched {
        switch(ui, id, rule);
    }
}

/// “Who they are” or “What they do”; true when the other one was picked.
fn kind_menu(ui: &mut Ui, id: Id, is_profile: bool) -> bool {
    let name = |is_profile| if is_profile { tr!("rule-profile") } else { tr!("rule-behaviour") };
    let button = fields::menu_field(ui, id.with("kind"), &tr!("rule-kind"), &name(is_profile), Look::Words);
    let mut switched = false;
    Popup::menu(&button).gap(2.0).show(|ui| {
        ui.set_width(140.0);
        for choice in [true, false] {
            if picker::menu_row(ui, &name(choice), "", choice == is_profile) {
                switched = choice != is_profile;
            }
        }
    });
    switched
}

/// Makes the rule one of the other kind. What it was before is kept until the window closes, and comes back if the user
/// switches back.
fn switch(ui: &Ui, id: Id, rule: &mut Rule) {
    let memory = id.with("other-kind");
    let remembered: Option<Rule> = ui.data(|data| data.get_temp(memory));
    let is_other = |other: &Rule| std::mem::discriminant(other) != std::mem::discriminant(&*rule);
    let other = remembered.filter(is_other).unwrap_or_else(|| parts::other_kind(rule));
    let old = std::mem::replace(rule, other);
    ui.data_mut(|data| data.insert_temp(memory, old));
}
