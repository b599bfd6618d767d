//! Two people changed one model: both changes in one, and what can't be had at once.
//!
//! Everything goes by the stable ids of [`super::diff`], field by field: what only one side changed is taken, what both
//! changed in the same way is taken, and what they changed in different ways is a [`Collision`] with both values and a choice.
//! The merged model does not depend on which side is called ours where nothing collides.
//!
//! | file | subject |
//! |---|---|
//! | `plan.rs`, `three.rs` | which side each difference comes from, and what collides |
//! | `order.rs` | three orders of one list as one |
//! | `rule.rs` | two changes of one rule, or of a list of texts |
//! | `settled.rs` | what the teams settled is one question |
//! | `mend.rs` | nothing is left dangling: categories, cells, routes |
//! | `keyed.rs` | copying one aspect of one thing |
//! | `take.rs` | differences taken from another model, one by one |
//!
//! What is removed here and merely moved there stays removed. The log of decisions is the union of both, by time; a sign-off
//! is taken whole, and lapses by itself when what was signed is no longer what the model says.

mod keyed;
mod mend;
mod order;
mod plan;
mod rule;
mod settled;
mod take;
mod three;
mod words;

use std::collections::{HashMap, HashSet};

pub use self::take::{take, take_all};
use self::{
    plan::Plan,
    settled::key_among,
    three::{Key, Three},
};
use super::{
    Model,
    check::{Part, Place, Severity, check},
    diff::{Aspect, Difference, Subject},
};

/// One of the two models that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    Ours,
    Theirs,
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
        }
    }
}

/// What both sides changed, each in a way of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    pub subject: Subject,
    pub aspect: Aspect,
    /// What it was before, as text; empty where it was nothing.
    pub base: String,
    pub ours: String,
    pub theirs: String,
    /// Whose word counts in the merged model: ours, unless [`Merged::choose`] says otherwise.
    pub chosen: Side,
}

impl Collision {
    /// “Pricing page: points”.
    pub fn what(&self) -> String {
        match (&self.subject, self.aspect) {
            // These are asked about as a whole.
            (subject, Aspect::Added | Aspect::Removed) | (subject @ Subject::SignOff { .. }, _) => subject.to_string(),
            (subject, _) => format!("{subject}: {}", self.as_difference().label()),
        }
    }

    /// The value of a side, as text.
    pub fn value(&self, side: Side) -> &str {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// The two sides as a difference between them.
    pub fn as_difference(&self) -> Difference {
        let Self { subject, aspect, ours, theirs, .. } = self.clone();
        Difference { subject, aspect, from: ours, to: theirs }
    }
}

/// Two changed models as one.
#[derive(Clone, Debug)]
pub struct Merged {
    pub model: Model,
    pub collisions: Vec<Collision>,
    keys: Vec<Key>,
    forced: HashSet<Key>,
    settled: HashSet<Subject>,
    base: Model,
    ours: Model,
    theirs: Model,
}

impl Merged {
    /// Decides one collision.
    pub fn choose(&mut self, index: usize, side: Side) {
        if let Some(collision) = self.collisions.get_mut(index) {
            collision.chosen = side;
            self.apply();
        }
    }

    /// Decides all collisions alike.
    pub fn choose_all(&mut self, side: Side) {
        self.collisions.iter_mut().for_each(|collision| collision.chosen = side);
        self.apply();
    }

    /// Whether a difference that a side made is part of a question.
    pub fn asks_about(&self, change: &Difference) -> bool {
        self.keys.contains(&differing_key(&self.settled, change))
    }

    fn apply(&mut self) {
        let three = Three::new(&self.base, &self.ours, &self.theirs);
        let plan = Plan::new(&three, &self.forced);
        let chosen: HashMap<&Key, Side> =
            self.keys.iter().zip(self.collisions.iter().map(|collision| collision.chosen)).collect();
        self.model = plan.model(&|key| chosen.get(key).copied().unwrap_or(Side::Ours));
    }
}

/// Puts the changes from `base` to `ours` and from `base` to `theirs` into one model. Where they collide it is as ours, and
/// the collision is listed.
///
/// Changes that are sound alone but not together (an edge that one side lowered below another that the other side raised) are
/// collisions too: the merged model has no error that neither side had.
pub fn merge(base: &Model, ours: &Model, theirs: &Model) -> Merged {
    let three = Three::new(base, ours, theirs);
    let known: HashSet<Flaw> = [ours, theirs].into_iter().flat_map(flaws).collect();
    let mut forced = HashSet::new();
    loop {
        let plan = Plan::new(&three, &forced);
        let [model, other] = [Side::Ours, Side::Theirs].map(|side| plan.model(&|_| side));
        // Both ways, so that it doesn't matter which side is which.
        let places: Vec<Place> = [&model, &other]
            .into_iter()
            .flat_map(flaws)
            .filter(|flaw| !known.contains(flaw))
            .map(|(_, place)| place)
            .collect();
        let all = || {
            three
                .differences
                .iter()
                .filter(|it| it.aspect != Aspect::Moved)
                .map(|it| differing_key(&three.settled, it))
                .chain(three.moved.iter().cloned())
        };
        let is_new = |key: &Key| !forced.contains(key);
        let mut more: Vec<Key> = all().filter(is_new).filter(|key| places.iter().any(|it| is_at(key, it))).collect();
        if more.is_empty() && !places.is_empty() {
            more = all().filter(is_new).collect();
        }
        if more.is_empty() {
            let (keys, collisions) = plan.collisions.into_iter().unzip();
            let [base, ours, theirs] = [base, ours, theirs].map(Clone::clone);
            let settled = three.settled.clone();
            return Merged { model, collisions, keys, forced, settled, base, ours, theirs };
        }
        forced.extend(more);
    }
}

/// What is wrong, and where.
type Flaw = (&'static str, Place);

fn flaws(model: &Model) -> Vec<Flaw> {
    let errors = check(model, None).into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| (problem.code, problem.place)).collect()
}

fn differing_key(settled: &HashSet<Subject>, difference: &Difference) -> Key {
    let (subject, aspect) = key_among(settled, &difference.subject, difference.aspect);
    let aspect = if matches!(subject, Subject::Cell { .. }) { Aspect::CellRoute } else { aspect };
    (subject, aspect)
}

/// Whether a decision may have to do with what is wrong at a place.
fn is_at((subject, aspect): &Key, place: &Place) -> bool {
    match place {
        Place::Model => *subject == Subject::Model,
        Place::Part(part) => is_of_part(subject, *aspect, *part),
        Place::Axis(at) | Place::Band(at, _) => {
            matches!(subject, Subject::Axis(axis) | Subject::Band { axis, .. } if axis == at)
        }
        Place::Category(at) => matches!(subject, Subject::Category { id, .. } if id == at),
        Place::Criterion(at) => matches!(subject, Subject::Criterion { id, .. } if id == at),
        Place::Route(at) => match subject {
            Subject::Route { id, .. } => id == at,
            _ => is_of_part(subject, *aspect, Part::Disqualified),
        },
        Place::Cell(at_fit, at_engagement) => {
            matches!(subject, Subject::Cell { fit, engagement, .. } if fit == at_fit && engagement == at_engagement)
        }
    }
}

fn is_of_part(subject: &Subject, aspect: Aspect, part: Part) -> bool {
    let of_model = *subject == Subject::Model;
    match part {
        Part::Name => of_model && aspect == Aspect::Name,
        Part::Tiers => of_model && matches!(aspect, Aspect::TierRange(_)),
        Part::Weights => of_model && aspect == Aspect::Weights,
        Part::Cold => of_model && aspect == Aspect::ColdAfterDays,
        Part::Stages => matches!(subject, Subject::Stage { .. }),
        Part::Scenarios => matches!(subject, Subject::Scenario { .. }),
        Part::TestLeads => matches!(subject, Subject::TestLead { .. } | Subject::Segment { .. }),
        Part::Personas => matches!(subject, Subject::Persona { .. }),
        Part::Accounts => matches!(aspect, Aspect::AccountRollUp | Aspect::AccountLeads),
        Part::Flames => of_model && aspect == Aspect::Flames,
        Part::Disqualified => of_model && aspect == Aspect::DisqualifiedRoute,
    }
}
