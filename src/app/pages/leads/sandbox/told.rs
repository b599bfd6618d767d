//! What the model makes of a lead of the sandbox. Where it stands is found at once; what would move it up and how it goes on
//! is left to a thread.

use std::sync::Arc;

use super::trial::Trial;
use crate::{
    app::pages::leads::{
        explained::Ways,
        lines::{Line, lines},
    },
    lead::Instant,
    model::{CriterionId, Model},
    scoring::{Course, Explanation, Span, Suggestion, all_suggestions, course, explain, near_misses, warming},
};

/// Where a lead stands, and where it stood when it was opened, under the same model; among other leads, where it would stand on
/// the same day had nothing been changed.
pub struct Stand {
    pub trial: Arc<Trial>,
    pub model: Arc<Model>,
    pub as_of: Instant,
    pub explanation: Explanation,
    pub lines: Vec<Line>,
    pub was: Explanation,
}

impl Stand {
    pub fn new(trial: &Arc<Trial>, model: &Arc<Model>, as_of: Instant) -> Self {
        let explanation = explain(model, &trial.lead, as_of);
        let opened = if trial.original.is_elsewhere { as_of } else { trial.original.as_of };
        Self {
            trial: Arc::clone(trial),
            model: Arc::clone(model),
            as_of,
            lines: lines(&explanation, model),
            was: explain(model, &trial.original.lead, opened),
            explanation,
        }
    }

    pub fn is_of(&self, trial: &Arc<Trial>, model: &Arc<Model>, as_of: Instant) -> bool {
        Arc::ptr_eq(&self.trial, trial) && Arc::ptr_eq(&self.model, model) && self.as_of == as_of
    }
}

/// A lead with more events than can be gone through within a frame is left to the thread as a whole.
pub fn is_quick(trial: &Trial, model: &Model) -> bool {
    const MOST: usize = 40_000;
    trial.lead.events.len().saturating_mul(model.criteria.len()) <= MOST
}

/// What is asked of the thread: all leads, the newest of each.
#[derive(Clone)]
pub struct Question {
    pub trials: Vec<Arc<Trial>>,
    pub model: Arc<Model>,
    pub as_of: Instant,
}

impl Question {
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.model, &other.model)
            && self.as_of == other.as_of
            && self.trials.len() == other.trials.len()
            && self.trials.iter().zip(&other.trials).all(|(one, other)| Arc::ptr_eq(one, other))
    }
}

/// Everything that is told of one lead.
pub struct Told {
    pub stand: Arc<Stand>,
    pub near: Vec<CriterionId>,
    pub suggestions: Vec<Suggestion>,
    pub warming: Vec<CriterionId>,
    pub course: Course,
}

impl Told {
    fn new(trial: &Arc<Trial>, model: &Arc<Model>, as_of: Instant) -> Self {
        let lead = &trial.lead;
        Self {
            stand: Arc::new(Stand::new(trial, model, as_of)),
            near: near_misses(model, lead, as_of),
            suggestions: all_suggestions(model, lead, as_of),
            warming: warming(model, lead, as_of),
            course: course(model, lead, Span::of(lead, as_of)),
        }
    }
}

impl Told {
    pub fn ways(&self) -> Ways<'_> {
        let Self { near, suggestions, warming, .. } = self;
        Ways { model: &self.stand.model, near, suggestions, warming }
    }
}

/// What the thread keeps: of leads that have not changed nothing is found again.
#[derive(Default)]
pub struct Teller {
    last: Vec<Arc<Told>>,
}

impl Teller {
    pub fn answer(&mut self, question: Question) -> Vec<Arc<Told>> {
        let Question { trials, model, as_of } = question;
        let tell = |trial: &Arc<Trial>| {
            let known = self.last.iter().find(|told| told.stand.is_of(trial, &model, as_of));
            known.map_or_else(|| Arc::new(Told::new(trial, &model, as_of)), Arc::clone)
        };
        let told: Vec<Arc<Told>> = trials.iter().map(tell).collect();
        self.last.clone_from(&told);
        told
    }
}
