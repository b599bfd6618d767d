//! Why a signature has lapsed: what of that which was signed is another now.
//!
//! It tells exactly what the [fingerprint](super::Model::fingerprint) sees: there is something to tell when, and only when,
//! the fingerprints of the two models differ (`tests/it/signatures.rs` holds the two to each other). Another reason than the
//! true one would send two teams looking for a change that nobody made.

use std::collections::BTreeSet;

use super::{
    Category, Counting, Criterion, CriterionId, Model,
    diff::{
        Aspect, Difference, Subject, diff,
        lists::{Pairing, pair},
    },
    signed::counts,
};

/// The differences that made a signature lapse, in the order of the model: what changes neither a score nor a route is left
/// out, such as a new name, or the points of a criterion that is switched off before and after.
pub fn what_changed(signed: &Model, now: &Model) -> Vec<Difference> {
    let (old, new) = (with_counting(signed, now), with_counting(now, signed));
    let told = diff(&old, &new).into_iter().filter(may_lapse);
    told.chain(new_orders(&old, &new)).collect()
}

/// The model with those criteria that count in it or in the other one: of these it matters that they were switched on or off.
/// Its domains as they are compared with leads: how they are ordered and spelt matters to nobody.
fn with_counting(model: &Model, other: &Model) -> Model {
    let there: BTreeSet<&CriterionId> =
        other.criteria.iter().filter(|criterion| counts(other, criterion)).map(|criterion| &criterion.id).collect();
    let kept = model.criteria.iter().filter(|criterion| counts(model, criterion) || there.contains(&criterion.id));
    let criteria = kept.cloned().collect();
    Model { criteria, domains: model.domains.as_compared(), ..model.clone() }
}

fn may_lapse(difference: &Difference) -> bool {
    match (&difference.subject, difference.aspect) {
        // The order of criteria is told by category, where it decides.
        (
            Subject::Stage { .. }
            | Subject::SignOff { .. }
            | Subject::Decision { .. }
            | Subject::Signed { .. }
            | Subject::Scenario { .. }
            | Subject::TestLead { .. }
            | Subject::Segment { .. }
            | Subject::Persona { .. },
            _,
        )
        | (Subject::Route { .. } | Subject::Category { .. } | Subject::Criterion { .. }, Aspect::Moved) => false,
        (Subject::Route { .. }, _) => true,
        (_, aspect) => !matches!(
            aspect,
            Aspect::Name
                | Aspect::About
                | Aspect::Why
                | Aspect::Tier
                | Aspect::TierRange(_)
                | Aspect::Marks
                | Aspect::Flames
                | Aspect::ColdAfterDays
                | Aspect::Proposal(_)
                | Aspect::BlindProposals
        ),
    }
}

/// What was moved within a category in which the first match counts.
fn new_orders(old: &Model, new: &Model) -> Vec<Difference> {
    let mut moves = Vec::new();
    for category in &new.categories {
        let is_first_match = |model: &Model| {
            model.category(&category.id).is_some_and(|category| category.counting == Counting::FirstMatch)
        };
        if is_first_match(old) && is_first_match(new) {
            moves.extend(moves_within(category, old, new));
        }
    }
    moves
}

fn moves_within(category: &Category, old: &Model, new: &Model) -> Vec<Difference> {
    let in_order = |model| of_category(model, category).into_iter().map(|criterion| criterion.id.clone());
    let place = |index: usize| format!("place {} of {}", index + 1, category.name);
    let pairs = pair(in_order(old), in_order(new)).into_iter();
    let moves = pairs.filter_map(|pairing| match pairing {
        Pairing::Both { old: from, new: to, moved: true } => {
            let criterion = *of_category(new, category).get(to)?;
            let (id, name) = (criterion.id.clone(), criterion.name.clone());
            let subject = Subject::Criterion { id, name };
            Some(Difference { subject, aspect: Aspect::Moved, from: place(from), to: place(to) })
        }
        _ => None,
    });
    moves.collect()
}

/// Where a criterion stands among those of its category that count.
pub(super) fn place_in_category(model: &Model, criterion: &Criterion) -> Option<usize> {
    let category = model.category(&criterion.category)?;
    of_category(model, category).iter().position(|other| other.id == criterion.id)
}

/// The criteria of a category that count, in order.
fn of_category<'a>(model: &'a Model, category: &'a Category) -> Vec<&'a Criterion> {
    model.criteria_of(&category.id).filter(|criterion| counts(model, criterion)).collect()
}
