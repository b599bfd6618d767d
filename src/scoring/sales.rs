//! What sales is told of a lead beside its score: the last interesting moment, how it stands, and by when it is due.
//!
//! - **Last interesting moment**: the newest event up to *as of* whose kind is one of [`Model::interesting_kinds`].
//! - **Status**: the first of these that holds: won, lost (as known by then), disqualified, cold, the buying stage, open.
//! - **Due**: the last interesting moment plus what the lead's route promises (`respond_within`), by the clock. A lead without
//!   such a moment is due that long after the day it was created (its last second); one that has neither day nor moment is
//!   never due, and nor is a lead whose deal is closed, or whose route promises nothing. A new moment asks for a new answer,
//!   so it begins the time anew. Whether somebody has answered is not known to a library.

use super::{Columns, NO_DAY, Scores, stage_index};
use crate::{
    lead::{Day, Instant, Outcome},
    model::Model,
};

/// How a lead stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The place of the buying stage in the model, furthest first.
    Stage(usize),
    /// In no stage.
    Open,
    Cold,
    Disqualified,
    Lost,
    Won,
}

/// The leads of a library under a model, as sales sees them.
pub struct SalesView<'a> {
    columns: &'a Columns,
    model: &'a Model,
    scores: &'a Scores,
    /// By code of a kind.
    is_interesting: Vec<bool>,
}

impl<'a> SalesView<'a> {
    /// Costs as much as there are kinds of event.
    pub fn new(columns: &'a Columns, model: &'a Model, scores: &'a Scores) -> Self {
        let kinds = model.interesting_kinds();
        let is_interesting = |name: &String| kinds.as_ref().is_none_or(|kinds| kinds.contains(name.as_str()));
        let is_interesting = columns.events.kind_names.iter().map(is_interesting).collect();
        Self { columns, model, scores, is_interesting }
    }

    /// The last interesting moment: its place in the columns of events.
    pub fn moment(&self, row: usize) -> Option<usize> {
        let events = &self.columns.events;
        events.of(row).rev().find(|event| {
            events.at[*event] <= self.scores.as_of.0
                && self.is_interesting.get(usize::from(events.kinds[*event])).is_some_and(|is| *is)
        })
    }

    pub fn outcome(&self, row: usize) -> Outcome {
        self.columns.outcome_at(row, self.scores.as_of)
    }

    /// The place of the buying stage in the model.
    pub fn stage(&self, row: usize) -> Option<usize> {
        stage_index(self.model, i64::from(self.scores.combined[row]))
    }

    pub fn status(&self, row: usize) -> Status {
        match self.outcome(row) {
            Outcome::Won => Status::Won,
            Outcome::Lost => Status::Lost,
            Outcome::Open if self.scores.disqualified.contains(row) => Status::Disqualified,
            Outcome::Open if self.scores.cold.contains(row) => Status::Cold,
            Outcome::Open => self.stage(row).map_or(Status::Open, Status::Stage),
        }
    }

    pub fn due(&self, row: usize) -> Option<Instant> {
        let minutes = self.model.routes.get(usize::from(self.scores.route[row]))?.respond_within_minutes?;
        if self.outcome(row) != Outcome::Open {
            return None;
        }
        let came = || Some(self.columns.created[row]).filter(|day| *day != NO_DAY).map(|day| Day(day).last_second());
        let from = self.moment(row).map(|event| Instant(self.columns.events.at[event])).or_else(came)?;
        Some(Instant(from.0.saturating_add(i64::from(minutes) * 60)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Lead,
        model::{EventCounting, Fade, Rule, Stage},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, activity, criterion, event, lead, model},
            score_all,
        },
    };

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;

    fn model_of_demos() -> Model {
        let once = EventCounting::Once { at_least: 1, fade: Fade::None };
        let mut model = model(vec![criterion("demo", "activity", 80, Rule::Activity(activity("demo", once)))]);
        for route in &mut model.routes {
            route.respond_within_minutes = Some(90);
        }
        model
    }

    fn columns(leads: Vec<Lead>) -> Columns {
        let mut builder = ColumnsBuilder::default();
        builder.extend(leads);
        builder.finish()
    }

    #[test]
    fn a_lead_is_due_so_long_after_its_last_interesting_moment() {
        let model = model_of_demos();
        let created = |days: i64| Some(Day(NOW.day().0 - days as i32));
        let columns = columns(vec![
            lead("1", &[], vec![event("demo", 3), event("nap", 0)]),
            Lead { created: created(2), ..lead("2", &[], vec![event("nap", 0)]) },
            lead("3", &[], vec![event("nap", 0)]),
            Lead { outcome: Outcome::Won, ..lead("4", &[], vec![event("demo", 3)]) },
        ]);
        let scores = score_all(&columns, &model, NOW);
        let view = SalesView::new(&columns, &model, &scores);
        let due: Vec<Option<i64>> = (0..4).map(|row| view.due(row).map(|due| due.0)).collect();
        let demo = NOW.0 - 3 * DAY;
        let day = Day(NOW.day().0 - 2).last_second().0;
        assert_eq!(due, [Some(demo + 90 * 60), Some(day + 90 * 60), None, None], "a nap interests nobody");
        assert_eq!(view.moment(0).map(|event| columns.events.at[event]), Some(demo));
        assert_eq!(view.moment(1), None);
    }

    #[test]
    fn without_a_promise_nothing_is_due() {
        let mut model = model_of_demos();
        model.routes.iter_mut().for_each(|route| route.respond_within_minutes = None);
        let columns = columns(vec![lead("1", &[], vec![event("demo", 3)])]);
        let scores = score_all(&columns, &model, NOW);
        assert_eq!(SalesView::new(&columns, &model, &scores).due(0), None);
    }

    #[test]
    fn the_status_is_the_first_that_holds() {
        let mut model = model_of_demos();
        model.stages = vec![Stage { id: "buy".into(), name: "Buying".to_owned(), from: 40 }];
        let columns = columns(vec![
            lead("1", &[], vec![event("demo", 3)]),
            lead("2", &[], vec![event("demo", 300)]),
            Lead { outcome: Outcome::Lost, ..lead("3", &[], vec![event("demo", 300)]) },
        ]);
        let status = |model: &Model| -> Vec<Status> {
            let scores = score_all(&columns, model, NOW);
            let view = SalesView::new(&columns, model, &scores);
            (0..3).map(|row| view.status(row)).collect()
        };
        assert_eq!(status(&model), [Status::Stage(0), Status::Cold, Status::Lost]);
        model.stages[0].from = 41;
        assert_eq!(status(&model)[0], Status::Open, "40 reaches no stage");
        model.criteria[0].disqualifies = true;
        assert_eq!(status(&model), [Status::Disqualified, Status::Disqualified, Status::Lost]);
    }
}
