//! One lead with its explanation, kept for as long as lead and scores stay the same; and advice, worked out on a thread.

use std::sync::Arc;

use eframe::egui::Id;

use super::lines::{Line, lines};
use crate::{
    app::{asked::Same, scored::Scored},
    lead::{Lead, Outcome},
    model::{CriterionId, Model},
    scoring::{
        Course, Explanation, SalesView, Span, Status, Suggestion, all_suggestions, course, explain, near_misses,
        warming,
    },
};

/// The lead that is shown, and why it scores as it does.
pub struct Explained {
    pub scored: Arc<Scored>,
    pub row: usize,
    pub lead: Lead,
    pub explanation: Explanation,
    pub lines: Vec<Line>,
    /// Of a closed lead: the score as of the day before it closed.
    pub when_closed: Option<Explanation>,
}

impl Explained {
    pub fn new(scored: &Arc<Scored>, row: usize) -> Self {
        let mut lead = scored.columns.lead(row);
        // What is known by then.
        lead.outcome = scored.columns.outcome_at(row, scored.as_of);
        // Newest first, as they are shown.
        lead.events.sort_by_key(|event| std::cmp::Reverse(event.at));
        let explanation = explain(&scored.model, &lead, scored.as_of);
        let lines = lines(&explanation, &scored.model);
        let taken_at = scored.columns.taken_at(row).filter(|_| lead.outcome != Outcome::Open);
        let when_closed = taken_at.map(|at| explain(&scored.model, &lead, at));
        Self { scored: Arc::clone(scored), row, lead, explanation, lines, when_closed }
    }

    /// How the lead stands, as the list says it.
    pub fn status(&self) -> Status {
        SalesView::new(&self.scored.columns, &self.scored.model, &self.scored.scores).status(self.row)
    }

    pub fn why(&self) -> Why<'_> {
        Why {
            id: Id::unique("the explained lead"),
            model: &self.scored.model,
            explanation: &self.explanation,
            lines: &self.lines,
        }
    }

    pub fn is_of(&self, scored: &Arc<Scored>, row: usize) -> bool {
        self.row == row && Arc::ptr_eq(&self.scored, scored)
    }
}

/// A score and what it is made of, under a model: what the waterfall shows.
pub struct Why<'a> {
    /// Of the lead: where two stand side by side, their lines are not the same widgets.
    pub id: Id,
    pub model: &'a Model,
    pub explanation: &'a Explanation,
    pub lines: &'a [Line],
}

/// What would move a lead, under a model.
#[derive(Clone, Copy)]
pub struct Ways<'a> {
    pub model: &'a Model,
    /// What it nearly matched, nearest first.
    pub near: &'a [CriterionId],
    pub suggestions: &'a [Suggestion],
    /// Of a cold lead what would warm it, what gives most first.
    pub warming: &'a [CriterionId],
}

/// A lead that advice is wanted for.
#[derive(Clone)]
pub struct Wanted {
    pub scored: Arc<Scored>,
    pub row: usize,
}

impl Same for Wanted {
    fn is_same(&self, other: &Self) -> bool {
        self.row == other.row && Arc::ptr_eq(&self.scored, &other.scored)
    }
}

/// What would move a lead up. It scores the lead again and again, so it is left to a thread.
pub struct Advice {
    scored: Arc<Scored>,
    row: usize,
    /// What it nearly matched, nearest first.
    pub near: Vec<CriterionId>,
    pub suggestions: Vec<Suggestion>,
    /// Of a cold lead what would warm it.
    pub warming: Vec<CriterionId>,
    /// The lead over time.
    pub course: Course,
}

impl Advice {
    pub fn new(wanted: &Wanted) -> Self {
        let Wanted { scored, row } = wanted;
        let lead = scored.columns.lead(*row);
        let (model, as_of) = (&scored.model, scored.as_of);
        // Who was won or lost is not to be moved any more.
        let is_open = scored.columns.outcome_at(*row, as_of) == Outcome::Open;
        Self {
            scored: Arc::clone(scored),
            row: *row,
            near: if is_open { near_misses(model, &lead, as_of) } else { Vec::new() },
            suggestions: if is_open { all_suggestions(model, &lead, as_of) } else { Vec::new() },
            warming: if is_open { warming(model, &lead, as_of) } else { Vec::new() },
            course: course(&scored.model, &lead, Span::of(&lead, scored.as_of)),
        }
    }

    /// The model that its indices (of bands, of cells) belong to: maybe an older draft than what is shown beside it.
    pub fn model(&self) -> &Model {
        &self.scored.model
    }

    /// What would move the lead.
    pub fn ways(&self) -> Ways<'_> {
        let Self { near, suggestions, warming, .. } = self;
        Ways { model: self.model(), near, suggestions, warming }
    }

    /// Whether it is about this lead (maybe under an older draft).
    pub fn is_about(&self, explained: &Explained) -> bool {
        self.row == explained.row && Arc::ptr_eq(&self.scored.columns, &explained.scored.columns)
    }

    pub fn is_of(&self, wanted: &Wanted) -> bool {
        self.row == wanted.row && Arc::ptr_eq(&self.scored, &wanted.scored)
    }
}
