//! Which side each difference between ours and theirs is taken from.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{
    Collision, Side,
    keyed::{Keyed, keys},
    mend::{Sources, along},
    order::Orders,
    take::{reorder, take_part},
    three::{Key, PRESENCE, Pair, Three, Verdict, cell, key_of},
};
use crate::model::{
    Axis, BandId, CellKey, Model, RouteId,
    diff::{Aspect, Difference, Subject},
};

/// The decision for everything in which the sides differ.
pub(super) struct Plan<'a> {
    three: &'a Three<'a>,
    /// What is asked about although only one side changed it, since together the changes would make no sound model.
    forced: &'a HashSet<Key>,
    pub collisions: Vec<(Key, Collision)>,
    colliding: HashSet<Key>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(three: &'a Three<'a>, forced: &'a HashSet<Key>) -> Self {
        let mut plan = Self { three, forced, collisions: Vec::new(), colliding: HashSet::new() };
        for difference in &three.differences {
            let key = three.key(&difference.subject, difference.aspect);
            let is_place = difference.aspect == Aspect::Moved || is_cell(&difference.subject);
            if !is_place && plan.verdict(difference, &key) == Verdict::Collides {
                plan.ask(key, difference);
            }
        }
        plan.ask_about_places();
        plan.ask_about_cells();
        plan
    }

    fn verdict(&self, difference: &Difference, key: &Key) -> Verdict {
        if self.forced.contains(key) { Verdict::Collides } else { self.three.verdict(difference) }
    }

    fn ask(&mut self, key: Key, difference: &Difference) {
        let Difference { subject, aspect, .. } = difference;
        if let Some(texts) = self.three.values(&key) {
            return self.push(key, subject.clone(), Aspect::Points, texts);
        }
        let [ours, theirs] = [Side::Ours, Side::Theirs].map(|side| {
            let is_there = *aspect != if side == Side::Ours { Aspect::Added } else { Aspect::Removed };
            self.three.text(side, &key, difference, is_there)
        });
        let base = self.three.base_text(&key, difference);
        // A signature is asked about as a whole, in whatever the two differ first.
        let is_signature = matches!(subject, Subject::SignOff { .. }) && key.1 != PRESENCE;
        let aspect = if is_signature { key.1 } else { *aspect };
        self.push(key, subject.clone(), aspect, [base, ours, theirs]);
    }

    fn push(&mut self, key: Key, subject: Subject, aspect: Aspect, [base, ours, theirs]: [String; 3]) {
        if self.colliding.insert(key.clone()) {
            let collision = Collision { subject, aspect, base, ours, theirs, chosen: Side::Ours };
            self.collisions.push((key, collision));
        }
    }

    fn ask_about_places(&mut self) {
        let Three { base, ours, theirs, .. } = self.three;
        for axis in Axis::ALL {
            let bands = [base, ours, theirs].map(|model| model.axis(axis).bands.as_slice());
            self.places(bands, |band| Subject::Band { axis, id: band.id.clone(), name: band.name.clone() });
        }
        self.places([&base.categories, &ours.categories, &theirs.categories], |it| Subject::Category {
            id: it.id.clone(),
            name: it.name.clone(),
        });
        self.places([&base.criteria, &ours.criteria, &theirs.criteria], |it| Subject::Criterion {
            id: it.id.clone(),
            name: it.name.clone(),
        });
        self.places([&base.routes, &ours.routes, &theirs.routes], |it| Subject::Route {
            id: it.id.clone(),
            name: it.name.clone(),
        });
        self.places([&base.stages, &ours.stages, &theirs.stages], |it| Subject::Stage {
            id: it.id.clone(),
            name: it.name.clone(),
        });
    }

    /// The things of a list that both sides moved, each to another place.
    fn places<T: Keyed + PartialEq>(&mut self, [base, ours, theirs]: [&[T]; 3], subject: impl Fn(&T) -> Subject) {
        let lists = [base, ours, theirs].map(keys);
        let orders = Orders::new(&lists[0], &lists[1], &lists[2]);
        let mut asked = orders.contested();
        for item in
            lists[1].iter().filter(|key| !asked.contains(key) && lists[2].contains(key)).cloned().collect::<Vec<_>>()
        {
            let index = lists[1].iter().position(|key| *key == item).unwrap_or(0);
            if self.forced.contains(&(subject(&ours[index]).unnamed(), Aspect::Moved)) {
                asked.push(item);
            }
        }
        for key in asked {
            let place = |list: &[(T::Key, usize)]| list.iter().position(|other| *other == key);
            let words = |at: Option<usize>| at.map_or_else(String::new, |index| format!("place {}", index + 1));
            let texts = [0, 1, 2].map(|list: usize| words(place(&lists[list])));
            let Some(at) = place(&lists[1]) else { continue };
            let subject = subject(&ours[at]);
            self.push((subject.unnamed(), Aspect::Moved), subject, Aspect::Moved, texts);
        }
    }

    fn ask_about_cells(&mut self) {
        let three = self.three;
        let keys: BTreeSet<&CellKey> = three.ours.matrix.cells.keys().chain(three.theirs.matrix.cells.keys()).collect();
        for key in keys {
            if three.side_of_pair(key) != Pair::Both {
                continue;
            }
            let [base, ours, theirs] = [three.base, three.ours, three.theirs].map(|model| model.matrix.cells.get(key));
            let is_forced = ours != theirs && self.forced.contains(&cell(key));
            if is_forced || ours != theirs && base != ours && base != theirs {
                let texts = [(three.base, base), (three.ours, ours), (three.theirs, theirs)]
                    .map(|(model, route)| route.map_or_else(String::new, |id| model.route_name(id)));
                self.push(cell(key), three.cell_subject(key), Aspect::CellRoute, texts);
            }
        }
        for (key, [ours, theirs]) in self.holes() {
            if ours != theirs {
                let [ours, theirs] = [(three.ours, ours), (three.theirs, theirs)]
                    .map(|(model, route)| route.map_or_else(String::new, |id| model.route_name(&id)));
                self.push(cell(&key), three.cell_subject(&key), Aspect::CellRoute, [String::new(), ours, theirs]);
            }
        }
    }

    /// The merged model, with the sides that were chosen where they collide.
    pub(super) fn model(&self, chosen: &dyn Fn(&Key) -> Side) -> Model {
        let Three { base, ours, theirs, .. } = self.three;
        let mut merged = (*ours).clone();
        for difference in &self.three.differences {
            let Difference { subject, aspect, .. } = difference;
            if *aspect == Aspect::Moved || is_cell(subject) {
                continue;
            }
            let key = self.three.key(subject, *aspect);
            let is_theirs = match self.verdict(difference, &key) {
                Verdict::From(side) => side == Side::Theirs,
                Verdict::Collides => chosen(&key) == Side::Theirs,
                Verdict::Both => {
                    self.three.both(&mut Some(&mut merged), subject, *aspect);
                    false
                }
            };
            if is_theirs {
                take_part(&mut merged, theirs, subject, *aspect);
            }
        }
        self.order(&mut merged, chosen);
        merged.matrix.cells = self.cells(&merged, chosen);
        // A criterion is never lost for want of a category.
        let is_gone = |subject: &Subject| {
            !matches!(subject, Subject::Criterion { .. }) && self.colliding.contains(&key_of(subject, PRESENCE))
        };
        Sources { models: &[ours, theirs, base], is_gone: &is_gone }.mend(&mut merged);
        self.drop_unsigned(&mut merged);
        merged
    }

    /// A version goes with the last signature that it was under, as when a team signs anew. One that a side keeps without
    /// any signature is that side's affair.
    fn drop_unsigned(&self, merged: &mut Model) {
        let mut signed = std::mem::take(&mut merged.signed);
        signed.retain(|version| {
            let is_named = |model: &Model| model.sign_offs.iter().any(|it| it.fingerprint == version.fingerprint);
            let keeps = |model: &Model| model.signed.iter().any(|it| it.fingerprint == version.fingerprint);
            is_named(merged) || [self.three.ours, self.three.theirs].iter().any(|side| keeps(side) && !is_named(side))
        });
        merged.signed = signed;
    }

    fn order(&self, merged: &mut Model, chosen: &dyn Fn(&Key) -> Side) {
        let Three { base, ours, theirs, .. } = self.three;
        let decided = |subject: Subject| {
            let key = (subject, Aspect::Moved);
            self.colliding.contains(&key).then(|| chosen(&key))
        };
        for axis in Axis::ALL {
            let lists = [base, ours, theirs].map(|model| model.axis(axis).bands.as_slice());
            order(&mut merged.axis_mut(axis).bands, lists, |id| {
                decided(Subject::Band { axis, id: id.clone(), name: String::new() })
            });
        }
        let none = String::new;
        order(&mut merged.categories, [&base.categories, &ours.categories, &theirs.categories], |id| {
            decided(Subject::Category { id: id.clone(), name: none() })
        });
        order(&mut merged.criteria, [&base.criteria, &ours.criteria, &theirs.criteria], |id| {
            decided(Subject::Criterion { id: id.clone(), name: none() })
        });
        order(&mut merged.routes, [&base.routes, &ours.routes, &theirs.routes], |id| {
            decided(Subject::Route { id: id.clone(), name: none() })
        });
        order(&mut merged.stages, [&base.stages, &ours.stages, &theirs.stages], |id| {
            decided(Subject::Stage { id: id.clone(), name: none() })
        });
        // The order of signatures, of a log and of what was kept means nothing but time.
        order(&mut merged.sign_offs, [&base.sign_offs, &ours.sign_offs, &theirs.sign_offs], |_| None);
        order(&mut merged.decisions, [&base.decisions, &ours.decisions, &theirs.decisions], |_| None);
        order(&mut merged.signed, [&base.signed, &ours.signed, &theirs.signed], |_| None);
        order(&mut merged.scenarios, [&base.scenarios, &ours.scenarios, &theirs.scenarios], |_| None);
        order(&mut merged.test_leads, [&base.test_leads, &ours.test_leads, &theirs.test_leads], |_| None);
        order(&mut merged.segments, [&base.segments, &ours.segments, &theirs.segments], |_| None);
        order(&mut merged.personas, [&base.personas, &ours.personas, &theirs.personas], |_| None);
        if [ours, theirs].iter().all(|model| model.decisions.is_sorted_by_key(|it| it.at)) {
            merged.decisions.sort_by_key(|decision| decision.at);
        }
    }

    fn cells(&self, merged: &Model, chosen: &dyn Fn(&Key) -> Side) -> BTreeMap<CellKey, RouteId> {
        let three = self.three;
        let Three { base, ours, theirs, .. } = three;
        let mut cells = BTreeMap::new();
        let holes = self.holes().into_iter();
        let keys = ours.matrix.cells.keys().chain(theirs.matrix.cells.keys());
        let of_sides = keys.map(|key| {
            let [base, ours, theirs] = [base, ours, theirs].map(|model| model.matrix.cells.get(key));
            let choice = match three.side_of_pair(key) {
                Pair::Ours => Side::Ours,
                Pair::Theirs => Side::Theirs,
                _ if self.colliding.contains(&cell(key)) => chosen(&cell(key)),
                _ if base == ours => Side::Theirs,
                _ => Side::Ours,
            };
            (key.clone(), if choice == Side::Ours { ours.cloned() } else { theirs.cloned() })
        });
        let of_holes = holes.map(|(key, [ours, theirs])| {
            let side = if self.colliding.contains(&cell(&key)) { chosen(&cell(&key)) } else { Side::Ours };
            (key, if side == Side::Ours { ours } else { theirs })
        });
        let is_pair = |key: &CellKey| merged.has_band(Axis::Fit, &key.0) && merged.has_band(Axis::Engagement, &key.1);
        // A cell goes with its bands; one that never had them is an old problem.
        let of_sides = of_sides.filter(|(key, _)| is_pair(key) || three.side_of_pair(key) == Pair::Neither);
        let of_holes = of_holes.filter(|(key, _)| is_pair(key));
        for (key, route) in of_sides.chain(of_holes) {
            if let Some(route) = route {
                cells.insert(key, route);
            }
        }
        cells
    }

    /// The cells of a band that only we have and a band that only they have, each with our route for it and theirs: that of
    /// the nearest cell that the side knows.
    fn holes(&self) -> Vec<(CellKey, [Option<RouteId>; 2])> {
        let mut holes = Vec::new();
        for fit_side in [Side::Ours, Side::Theirs] {
            let (with_fit, with_engagement) = (self.three.model_of(fit_side), self.three.model_of(fit_side.other()));
            for fit in self.only(Axis::Fit, fit_side) {
                for engagement in self.only(Axis::Engagement, fit_side.other()) {
                    let along_fit = along(&with_engagement.engagement.bands, engagement, |other| {
                        with_fit.cell(fit, other).cloned()
                    });
                    let along_engagement =
                        along(&with_fit.fit.bands, fit, |other| with_engagement.cell(other, engagement).cloned());
                    let routes = match fit_side {
                        Side::Ours => [along_fit, along_engagement],
                        Side::Theirs => [along_engagement, along_fit],
                    };
                    holes.push((CellKey(fit.clone(), engagement.clone()), routes));
                }
            }
        }
        holes
    }

    /// The bands that only one side has and that the merged model may have.
    fn only(&self, axis: Axis, side: Side) -> Vec<&'a BandId> {
        let other = self.three.model_of(side.other());
        let bands = self.three.model_of(side).axis(axis).bands.iter().map(|band| &band.id);
        let stays = |id: &&BandId| {
            let subject = Subject::Band { axis, id: (*id).clone(), name: String::new() };
            self.forced.contains(&key_of(&subject, PRESENCE))
                || self.three.presence(&subject, side) != Verdict::From(side.other())
        };
        bands.filter(|id| !other.has_band(axis, id)).filter(stays).collect()
    }
}

fn order<T: Keyed>(merged: &mut Vec<T>, lists: [&[T]; 3], decided: impl Fn(&T::Key) -> Option<Side>) {
    let lists = lists.map(keys);
    let present: BTreeSet<(T::Key, usize)> = keys(merged).into_iter().collect();
    let orders = Orders::new(&lists[0], &lists[1], &lists[2]);
    let order = orders.merged(|key| present.contains(key), |(key, _)| decided(key));
    reorder(merged, &order);
}

fn is_cell(subject: &Subject) -> bool {
    matches!(subject, Subject::Cell { .. })
}
