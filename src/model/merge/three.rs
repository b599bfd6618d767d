//! The three models side by side: what each side changed, and what that means for one difference between them.

use std::collections::{HashMap, HashSet};

use super::{Side, rule, settled, words};
use crate::model::{
    Axis, BandId, CategoryId, CellKey, Criterion, Model,
    diff::{Aspect, Difference, Subject, diff},
    wording,
};

/// What a decision is about: a thing without its name, and in what respect.
pub(super) type Key = (Subject, Aspect);

/// That a thing is there at all.
pub(super) const PRESENCE: Aspect = Aspect::Added;

pub(super) fn key_of(subject: &Subject, aspect: Aspect) -> Key {
    let aspect = match aspect {
        Aspect::Removed => PRESENCE,
        // Tier and points belong together.
        Aspect::Tier => Aspect::Points,
        // A signature is one thing.
        Aspect::Name | Aspect::Date if matches!(subject, Subject::SignOff { .. }) => Aspect::Fingerprint,
        other => other,
    };
    (subject.unnamed(), aspect)
}

/// The three models, and what each side changed.
pub(super) struct Three<'a> {
    pub base: &'a Model,
    pub ours: &'a Model,
    pub theirs: &'a Model,
    changed: [Changes; 2],
    /// Everything in which the sides differ.
    pub differences: Vec<Difference>,
    /// What either side moved: from one side to the other, something else may seem moved.
    pub moved: Vec<Key>,
    /// See [`settled::contradicting`].
    pub settled: HashSet<Subject>,
    in_base: HashSet<Subject>,
}

/// What one side changed.
struct Changes {
    by_key: HashMap<Key, Difference>,
    /// In the order of the model.
    by_subject: HashMap<Subject, Vec<Difference>>,
    moved: Vec<Key>,
}

impl Changes {
    fn new(base: &Model, side: &Model) -> Self {
        let (mut by_key, mut by_subject) = (HashMap::new(), HashMap::<Subject, Vec<Difference>>::new());
        let mut moved = Vec::new();
        for difference in diff(base, side) {
            if difference.aspect == Aspect::Moved {
                moved.push((difference.subject.unnamed(), Aspect::Moved));
            }
            by_subject.entry(difference.subject.unnamed()).or_default().push(difference.clone());
            by_key.insert(key_of(&difference.subject, difference.aspect), difference);
        }
        Self { by_key, by_subject, moved }
    }
}

/// Where a difference is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    From(Side),
    /// Both changes can be had.
    Both,
    Collides,
}

impl<'a> Three<'a> {
    pub(super) fn new(base: &'a Model, ours: &'a Model, theirs: &'a Model) -> Self {
        let changed = [Changes::new(base, ours), Changes::new(base, theirs)];
        Self {
            base,
            ours,
            theirs,
            moved: changed.iter().flat_map(|changes| changes.moved.clone()).collect(),
            changed,
            differences: diff(ours, theirs),
            settled: settled::contradicting(base, ours, theirs),
            in_base: subjects(base),
        }
    }

    pub(super) fn model_of(&self, side: Side) -> &'a Model {
        match side {
            Side::Ours => self.ours,
            Side::Theirs => self.theirs,
        }
    }

    /// What a decision on a difference is about.
    pub(super) fn key(&self, subject: &Subject, aspect: Aspect) -> Key {
        settled::key_among(&self.settled, subject, aspect)
    }

    fn change(&self, side: Side, key: &Key) -> Option<&Difference> {
        self.changed[side as usize].by_key.get(key)
    }

    /// What a side changed of a thing, apart from its place.
    fn changes_of(&self, side: Side, subject: &Subject) -> Vec<&Difference> {
        let of_subject = self.changed[side as usize].by_subject.get(&subject.unnamed());
        of_subject.into_iter().flatten().filter(|it| it.aspect != Aspect::Moved).collect()
    }

    pub(super) fn verdict(&self, difference: &Difference) -> Verdict {
        let Difference { subject, aspect, .. } = difference;
        match aspect {
            Aspect::Added => self.presence(subject, Side::Theirs),
            Aspect::Removed => self.presence(subject, Side::Ours),
            _ => {
                let key = self.key(subject, *aspect);
                if self.is_settled(&key) {
                    return Verdict::Collides;
                }
                match (self.change(Side::Ours, &key), self.change(Side::Theirs, &key)) {
                    (Some(_), None) => Verdict::From(Side::Ours),
                    (None, Some(_)) => Verdict::From(Side::Theirs),
                    (Some(_), Some(_)) if self.both(&mut None, subject, *aspect) => Verdict::Both,
                    // Where neither changed it, both have added the thing, each in a way of its own.
                    _ => Verdict::Collides,
                }
            }
        }
    }

    /// Whether tier, points and words of a criterion are one question.
    fn is_settled(&self, (subject, aspect): &Key) -> bool {
        *aspect == Aspect::Points && self.settled.contains(subject)
    }

    /// A thing that only `holder` has: added by it, or removed by the other side.
    pub(super) fn presence(&self, subject: &Subject, holder: Side) -> Verdict {
        if !self.in_base.contains(&subject.unnamed()) {
            Verdict::From(holder)
        } else if self.changes_of(holder, subject).is_empty() && self.uses(holder, subject).is_empty() {
            Verdict::From(holder.other())
        } else {
            Verdict::Collides
        }
    }

    /// For what a side needs a thing that the base did not need it for, in words.
    fn uses(&self, side: Side, subject: &Subject) -> Vec<String> {
        let model = self.model_of(side);
        match subject {
            Subject::Category { id, .. } => {
                let other = self.model_of(side.other());
                let is_changed = |it: &&Criterion| {
                    let subject = Subject::Criterion { id: it.id.clone(), name: String::new() };
                    was_in(self.base, it, id)
                        && other.criterion(&it.id).is_none()
                        && !self.changes_of(side, &subject).is_empty()
                };
                let of_it = || model.criteria_of(id);
                let needing = of_it().filter(|it| !was_in(self.base, it, id)).chain(of_it().filter(is_changed));
                needing.map(|it| it.name.clone()).collect()
            }
            Subject::Band { axis, id, .. } => {
                let is_set = |key: &CellKey| {
                    let of_band = if *axis == Axis::Fit { &key.0 } else { &key.1 };
                    of_band == id && self.change(side, &cell(key)).is_some_and(|it| it.aspect == Aspect::CellRoute)
                };
                cell_names(model, model.matrix.cells.keys().filter(|key| is_set(key)))
            }
            Subject::Route { id, .. } => {
                let is_new = |key: &CellKey| self.base.matrix.cells.get(key) != Some(id);
                let cells = model.matrix.cells.iter().filter(|(key, route)| *route == id && is_new(key));
                let mut uses = cell_names(model, cells.map(|(key, _)| key));
                if model.matrix.disqualified == *id && self.base.matrix.disqualified != *id {
                    uses.push("disqualified leads".to_owned());
                }
                uses
            }
            _ => Vec::new(),
        }
    }

    /// Puts both changes into `model`, where that can be done; answers whether it can.
    pub(super) fn both(&self, model: &mut Option<&mut Model>, subject: &Subject, aspect: Aspect) -> bool {
        let Self { base, ours, theirs, .. } = self;
        match (subject, aspect) {
            (Subject::Criterion { id, .. }, Aspect::Rule) => {
                let rules = (base.criterion(id), ours.criterion(id), theirs.criterion(id));
                let (Some(base), Some(ours), Some(theirs)) = rules else { return false };
                let Some(merged) = rule::merge(&base.rule, &ours.rule, &theirs.rule) else { return false };
                if let Some(criterion) = model.as_mut().and_then(|model| model.criterion_mut(id)) {
                    criterion.rule = merged;
                }
                true
            }
            (Subject::Model, Aspect::FreeDomains | Aspect::DisposableDomains) => {
                let list = |model: &'a Model| match aspect {
                    Aspect::FreeDomains => &model.domains.free,
                    _ => &model.domains.disposable,
                };
                let Some(merged) = rule::texts(list(base), list(ours), list(theirs)) else { return false };
                if let Some(model) = model {
                    match aspect {
                        Aspect::FreeDomains => model.domains.free = merged,
                        _ => model.domains.disposable = merged,
                    }
                }
                true
            }
            _ => false,
        }
    }
}

/// Which sides have both bands of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    Both,
    Ours,
    Theirs,
    Neither,
}

impl Three<'_> {
    pub(super) fn side_of_pair(&self, key: &CellKey) -> Pair {
        match [self.ours, self.theirs]
            .map(|model| model.has_band(Axis::Fit, &key.0) && model.has_band(Axis::Engagement, &key.1))
        {
            [true, true] => Pair::Both,
            [true, false] => Pair::Ours,
            [false, true] => Pair::Theirs,
            [false, false] => Pair::Neither,
        }
    }

    pub(super) fn cell_subject(&self, key: &CellKey) -> Subject {
        let CellKey(fit, engagement) = key;
        let side = if self.side_of_pair(key) == Pair::Theirs { self.theirs } else { self.ours };
        // A cell that neither side has is called by both.
        let name = |axis: Axis, id: &BandId| {
            let of =
                |model: &Model| model.axis(axis).bands.iter().find(|band| band.id == *id).map(|band| band.name.clone());
            of(side).or_else(|| of(self.theirs)).unwrap_or_else(|| id.to_string())
        };
        let name = if self.side_of_pair(key) == Pair::Neither {
            format!("{}{}", name(Axis::Fit, fit), name(Axis::Engagement, engagement))
        } else {
            side.cell_name(fit, engagement)
        };
        Subject::Cell { fit: fit.clone(), engagement: engagement.clone(), name }
    }

    /// What a criterion is worth before, for us and for them, where that is more than one number.
    pub(super) fn values(&self, key: &Key) -> Option<[String; 3]> {
        let (Subject::Criterion { id, .. }, Aspect::Points) = key else { return None };
        let (ours, theirs) = self.ours.criterion(id).zip(self.theirs.criterion(id))?;
        let all = [self.base.criterion(id), Some(ours), Some(theirs)];
        let differs = |is_other: fn(&Criterion, &Criterion) -> bool| all.iter().flatten().any(|it| is_other(it, ours));
        let text: fn(&Criterion) -> String = if self.is_settled(key) {
            settled::text
        } else if differs(|one, other| one.tier != other.tier) && differs(|one, other| one.points != other.points) {
            settled::value_text
        } else {
            return None;
        };
        Some(all.map(|criterion| criterion.map(text).unwrap_or_default()))
    }

    /// A side's value as text.
    pub(super) fn text(&self, side: Side, key: &Key, difference: &Difference, is_there: bool) -> String {
        let (subject, aspect) = key;
        if *aspect != PRESENCE {
            return match subject {
                Subject::SignOff { team } => words::sign_offs(self.model_of(side), *team),
                _ if side == Side::Ours => difference.from.clone(),
                _ => difference.to.clone(),
            };
        }
        if !is_there {
            return if self.in_base.contains(subject) { "removed" } else { "not there" }.to_owned();
        }
        if !self.in_base.contains(subject) {
            return "added".to_owned();
        }
        let mut said: Vec<String> = self.changes_of(side, subject).into_iter().map(Difference::what).collect();
        let uses = self.uses(side, subject);
        if !uses.is_empty() {
            said.push(format!("used by {}", wording::list(&uses)));
        }
        if said.is_empty() { "kept as it was".to_owned() } else { said.join(", ") }
    }

    pub(super) fn base_text(&self, key: &Key, difference: &Difference) -> String {
        let (subject, aspect) = key;
        if *aspect == PRESENCE {
            return if self.in_base.contains(subject) { "there" } else { "not there" }.to_owned();
        }
        if let Subject::SignOff { team } = subject {
            return words::sign_offs(self.base, *team);
        }
        // What it held is told by how each side differs from it.
        if let (Subject::Scenario { id, .. }, Aspect::Content) = (subject, aspect) {
            let kept = self.base.scenario(id).and_then(|scenario| scenario.kept);
            return kept.map(|day| format!("kept on {day}")).unwrap_or_default();
        }
        let of_side = |side| self.change(side, key).map(|change| change.from.clone());
        let unchanged = || if self.in_base.contains(subject) { difference.from.clone() } else { String::new() };
        of_side(Side::Ours).or_else(|| of_side(Side::Theirs)).unwrap_or_else(unchanged)
    }
}

pub(super) fn cell(CellKey(fit, engagement): &CellKey) -> Key {
    (Subject::Cell { fit: fit.clone(), engagement: engagement.clone(), name: String::new() }, Aspect::CellRoute)
}

fn cell_names<'k>(model: &Model, keys: impl Iterator<Item = &'k CellKey>) -> Vec<String> {
    keys.map(|CellKey(fit, engagement)| format!("cell {}", model.cell_name(fit, engagement))).collect()
}

fn was_in(base: &Model, criterion: &Criterion, category: &CategoryId) -> bool {
    base.criterion(&criterion.id).is_some_and(|it| it.category == *category)
}

/// Everything that a model has, without names.
pub(super) fn subjects(model: &Model) -> HashSet<Subject> {
    // What is added to a model without anything is everything that it has.
    let mut nothing = model.clone();
    for axis in Axis::ALL {
        nothing.axis_mut(axis).bands.clear();
    }
    nothing.categories.clear();
    nothing.criteria.clear();
    nothing.routes.clear();
    nothing.stages.clear();
    nothing.sign_offs.clear();
    nothing.decisions.clear();
    nothing.signed.clear();
    nothing.scenarios.clear();
    nothing.test_leads.clear();
    nothing.segments.clear();
    nothing.personas.clear();
    diff(&nothing, model).into_iter().filter(|it| it.aspect == Aspect::Added).map(|it| it.subject.unnamed()).collect()
}
