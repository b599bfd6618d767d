//! Problems in a model: what can't work (errors) and what is likely not meant (warnings). One file a rule.
//!
//! The same list is shown beside the field, in the problems panel, and by `tandem check`. Some problems can only be seen
//! against the leads of a library: what is known of them comes as [`Facts`].

mod mend;
mod problem;
mod reach;
pub(super) mod walk;

// Errors.
mod bands;
mod cells;
mod ids;
mod limits;
mod names;
mod ranges;
mod references;
mod rule_limits;

// Warnings about the model on its own.
mod caps;
mod domains;
mod empty_axis;
mod empty_lists;
mod negatives;
mod number_ranges;
mod points;
mod routes;
mod same_rule;
mod scenarios;
mod shadowed;
mod test_leads;
mod too_many;
mod unreachable;

// Warnings against the leads of a library.
mod empty_fields;
mod likely;
mod matches;
mod unknown_names;
mod unseen_values;

#[cfg(test)]
mod fixture;

pub(crate) use self::walk::each_test_mut;
pub use self::{
    likely::{Guess, GuessedBy},
    mend::Mend,
    problem::{Facts, FieldFacts, FormerFields, MergedValues, Part, Place, Problem, Severity, Spread},
    unknown_names::{Missing, attributes_read, lacking_attributes, missing_attributes},
};
use super::Model;

/// What a rule looks at.
#[derive(Clone, Copy)]
struct Context<'a> {
    model: &'a Model,
    /// `None` when no library is open.
    facts: Option<&'a Facts>,
}

type Rule = fn(Context<'_>, &mut Vec<Problem>);

/// What is seen in a model on its own (of caps also in leads).
const RULES: [Rule; 22] = [
    ids::check,
    names::check,
    references::check,
    limits::check,
    rule_limits::check,
    ranges::check,
    bands::check,
    cells::check,
    points::check,
    same_rule::check,
    shadowed::check,
    number_ranges::check,
    caps::check,
    unreachable::check,
    empty_axis::check,
    negatives::check,
    too_many::check,
    routes::check,
    empty_lists::check,
    domains::check,
    scenarios::check,
    test_leads::check,
];

/// What is seen against the leads of a library only.
const RULES_OF_LEADS: [Rule; 4] = [unknown_names::check, unseen_values::check, empty_fields::check, matches::check];

/// All problems of a model: errors first, then warnings, each in the order of the model.
pub fn check(model: &Model, facts: Option<&Facts>) -> Vec<Problem> {
    // A library without leads says nothing.
    let context = Context { model, facts: facts.filter(|facts| facts.leads > 0) };
    let mut found = Vec::new();
    for rule in RULES {
        rule(context, &mut found);
    }
    let of_model = found.len();
    for rule in RULES_OF_LEADS {
        rule(context, &mut found);
    }
    for problem in found.iter_mut().skip(of_model) {
        problem.needs_leads = true;
    }
    found.sort_by_cached_key(|problem| (problem.severity, problem.place.order_in(model)));
    found
}
