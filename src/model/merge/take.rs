//! Differences taken from another model, one by one or many.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    keyed::{Keyed, copy, copy_axis, copy_model, keys},
    mend::Sources,
    order::Orders,
    three::subjects,
};
use crate::model::{
    Axis, BandId, CellKey, Model,
    diff::{
        Aspect, Difference, Subject,
        lists::{Pairing, pair},
    },
};

/// Makes one thing of `model` as it is in `other`; `difference` is one of `diff(model, other)`.
///
/// What the taken thing names comes with it (the category of a new criterion, the cells of a new band), so that nothing is
/// left dangling.
pub fn take(model: &mut Model, other: &Model, difference: &Difference) {
    take_all(model, other, std::slice::from_ref(difference));
}

/// Takes many differences of `diff(model, other)` at once: all of them make `model` equal to `other`.
pub fn take_all(model: &mut Model, other: &Model, differences: &[Difference]) {
    let before = model.clone();
    for difference in differences {
        if let Subject::Cell { fit, engagement, .. } = &difference.subject {
            take_band(model, other, Axis::Fit, fit);
            take_band(model, other, Axis::Engagement, engagement);
        }
        take_part(model, other, &difference.subject, difference.aspect);
    }
    restore_order(model, &before, other, differences);
    // What is not in the other model was taken away, or is to be.
    let present = subjects(other);
    let is_gone = |subject: &Subject| !present.contains(&subject.unnamed());
    Sources { models: &[other, &before], is_gone: &is_gone }.mend(model);
}

/// A cell comes and goes with its bands.
fn take_band(model: &mut Model, other: &Model, axis: Axis, id: &BandId) {
    if model.has_band(axis, id) != other.has_band(axis, id) {
        let bands = &mut model.axis_mut(axis).bands;
        copy(bands, &other.axis(axis).bands, id, Aspect::Added);
        place(bands, &other.axis(axis).bands, id);
    }
}

/// Makes one aspect as it is in `from`, whatever that leaves dangling. New things go to the end of their list.
pub(super) fn take_part(model: &mut Model, from: &Model, subject: &Subject, aspect: Aspect) {
    match subject {
        Subject::Model => copy_model(model, from, aspect),
        Subject::Axis(axis) => copy_axis(model, from, *axis, aspect),
        Subject::Band { axis, id, .. } => {
            copy(&mut model.axis_mut(*axis).bands, &from.axis(*axis).bands, id, aspect);
        }
        Subject::Category { id, .. } => copy(&mut model.categories, &from.categories, id, aspect),
        Subject::Criterion { id, .. } => copy(&mut model.criteria, &from.criteria, id, aspect),
        Subject::Route { id, .. } => copy(&mut model.routes, &from.routes, id, aspect),
        Subject::Stage { id, .. } => copy(&mut model.stages, &from.stages, id, aspect),
        Subject::SignOff { team } => copy(&mut model.sign_offs, &from.sign_offs, team, aspect),
        Subject::Signed { fingerprint } => copy(&mut model.signed, &from.signed, fingerprint, aspect),
        Subject::Scenario { id, .. } => copy(&mut model.scenarios, &from.scenarios, id, aspect),
        Subject::TestLead { id, .. } => copy(&mut model.test_leads, &from.test_leads, id, aspect),
        Subject::Segment { id, .. } => copy(&mut model.segments, &from.segments, id, aspect),
        Subject::Persona { id, .. } => copy(&mut model.personas, &from.personas, id, aspect),
        Subject::Decision { id, .. } => copy(&mut model.decisions, &from.decisions, id, aspect),
        Subject::Cell { fit, engagement, .. } => {
            let key = CellKey(fit.clone(), engagement.clone());
            match from.matrix.cells.get(&key) {
                Some(route) => drop(model.matrix.cells.insert(key, route.clone())),
                None => drop(model.matrix.cells.remove(&key)),
            }
        }
    }
}

/// Puts what was added or moved into its place in each list.
fn restore_order(model: &mut Model, before: &Model, other: &Model, differences: &[Difference]) {
    let is_order = |difference: &&Difference| matches!(difference.aspect, Aspect::Added | Aspect::Moved);
    let subjects = || differences.iter().filter(is_order).map(|difference| &difference.subject);
    for axis in Axis::ALL {
        let placed = subjects().filter_map(|subject| match subject {
            Subject::Band { axis: of, id, .. } if *of == axis => Some(id.clone()),
            _ => None,
        });
        restore(&mut model.axis_mut(axis).bands, &before.axis(axis).bands, &other.axis(axis).bands, placed);
    }
    let placed =
        subjects().filter_map(|it| if let Subject::Category { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.categories, &before.categories, &other.categories, placed);
    let placed =
        subjects().filter_map(|it| if let Subject::Criterion { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.criteria, &before.criteria, &other.criteria, placed);
    let placed = subjects().filter_map(|it| if let Subject::Route { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.routes, &before.routes, &other.routes, placed);
    let placed = subjects().filter_map(|it| if let Subject::Stage { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.stages, &before.stages, &other.stages, placed);
    let placed = subjects().filter_map(|it| if let Subject::SignOff { team } = it { Some(*team) } else { None });
    restore(&mut model.sign_offs, &before.sign_offs, &other.sign_offs, placed);
    let placed =
        subjects().filter_map(|it| if let Subject::Decision { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.decisions, &before.decisions, &other.decisions, placed);
    let placed = subjects()
        .filter_map(|it| if let Subject::Signed { fingerprint } = it { Some(fingerprint.clone()) } else { None });
    restore(&mut model.signed, &before.signed, &other.signed, placed);
    let placed =
        subjects().filter_map(|it| if let Subject::Scenario { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.scenarios, &before.scenarios, &other.scenarios, placed);
    let placed =
        subjects().filter_map(|it| if let Subject::TestLead { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.test_leads, &before.test_leads, &other.test_leads, placed);
    let placed = subjects().filter_map(|it| if let Subject::Segment { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.segments, &before.segments, &other.segments, placed);
    let placed = subjects().filter_map(|it| if let Subject::Persona { id, .. } = it { Some(id.clone()) } else { None });
    restore(&mut model.personas, &before.personas, &other.personas, placed);
}

/// Puts the things with the keys `placed` where the other list has them. When every move was taken, the whole list follows.
fn restore<T: Keyed>(list: &mut Vec<T>, before: &[T], other: &[T], placed: impl Iterator<Item = T::Key>) {
    let placed: BTreeSet<T::Key> = placed.collect();
    if placed.is_empty() {
        return;
    }
    let other_keys = keys(other);
    let pairs = pair(keys(before).into_iter(), other_keys.iter().cloned());
    let is_left = |pairing: &Pairing| match pairing {
        Pairing::Both { new, moved: true, .. } => !placed.contains(&other[*new].key()),
        _ => false,
    };
    if pairs.iter().any(is_left) {
        for key in &placed {
            place(list, other, key);
        }
    } else {
        let now = keys(list);
        let order = Orders::new(&now, &now, &other_keys).merged(|key| now.contains(key), |_| None);
        reorder(list, &order);
    }
}

/// Puts one thing behind the last one before it that need not move.
fn place<T: Keyed>(list: &mut Vec<T>, other: &[T], key: &T::Key) {
    let Some(at) = list.iter().position(|item| item.key() == *key) else { return };
    let Some(to) = other.iter().position(|item| item.key() == *key) else { return };
    let item = list.remove(at);
    let stays = pair(keys(list).into_iter(), keys(other).into_iter()).into_iter().filter_map(|pairing| match pairing {
        Pairing::Both { old, new, moved: false } if new < to => Some(old + 1),
        _ => None,
    });
    let index = stays.max().unwrap_or(0);
    list.insert(index, item);
}

/// Sorts a list by an order of its keys.
pub(super) fn reorder<T: Keyed>(list: &mut Vec<T>, order: &[(T::Key, usize)]) {
    let place: BTreeMap<&(T::Key, usize), usize> = order.iter().enumerate().map(|(index, key)| (key, index)).collect();
    let mut sorted: Vec<(usize, T)> =
        keys(list).iter().map(|key| place.get(key).copied().unwrap_or(usize::MAX)).zip(std::mem::take(list)).collect();
    sorted.sort_by_key(|(place, _)| *place);
    *list = sorted.into_iter().map(|(_, item)| item).collect();
}
