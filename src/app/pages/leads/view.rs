//! What the user wants to see of the leads: which of them, and in what order.

use serde::{Deserialize, Serialize};

use crate::{
    lead::Outcome,
    model::{Axis, BandId, Model, RouteId, StageId},
};

/// What the user wants to see.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    pub search: String,
    pub route: Option<RouteId>,
    /// Only who goes to sales, by whatever route.
    pub to_sales: bool,
    /// Fit band, engagement band.
    pub cell: Option<(BandId, BandId)>,
    pub outcome: Option<Outcome>,
    pub stage: Option<StageId>,
    /// By its key.
    pub account: Option<String>,
    pub due: DueBy,
    pub cold: Cold,
    pub sort: Sort,
}

impl View {
    /// What there is to work: whose deal is neither won nor lost.
    pub fn work() -> Self {
        Self { outcome: Some(Outcome::Open), ..Self::default() }
    }

    /// What a salesperson does first today: who goes to sales and waits for an answer, or will within a day.
    pub fn due_for_sales() -> Self {
        Self { to_sales: true, due: DueBy::Today, ..Self::work() }
    }

    /// Whether the list is narrowed. That only open leads are shown is where it begins, and has a chip of its own.
    pub fn is_filtered(&self) -> bool {
        !self.search.trim().is_empty()
            || self.route.is_some()
            || self.to_sales
            || self.cell.is_some()
            || self.outcome.is_some_and(|outcome| outcome != Outcome::Open)
            || self.stage.is_some()
            || self.account.is_some()
            || self.due != DueBy::Any
            || self.cold != Cold::All
    }

    /// Whether a model has all that this names: a saved filter is of use for such models only.
    pub fn fits(&self, model: &Model) -> bool {
        let has_stage = |id: &StageId| model.stages.iter().any(|stage| stage.id == *id);
        self.route.as_ref().is_none_or(|id| model.route(id).is_some())
            && self.stage.as_ref().is_none_or(has_stage)
            && self.cell.as_ref().is_none_or(|(fit, engagement)| {
                model.has_band(Axis::Fit, fit) && model.has_band(Axis::Engagement, engagement)
            })
    }

    /// What narrows the list goes; the order stays, and so does whether it is of open leads only.
    pub fn clear(&mut self) {
        let outcome = self.outcome.filter(|outcome| *outcome == Outcome::Open);
        *self = Self { sort: self.sort, outcome, ..Self::default() };
    }

    /// Everything is shown, in the order chosen.
    pub fn show_all(&mut self) {
        *self = Self { sort: self.sort, ..Self::default() };
    }
}

/// What becomes of the leads that nothing was heard of for long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cold {
    #[default]
    All,
    Hide,
    Only,
}

/// By when somebody is to answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DueBy {
    #[default]
    Any,
    /// The time is over, however long ago.
    Late,
    /// Late, or within a day.
    Today,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    pub by: SortBy,
    /// Against the way that the column is read first (names from A, numbers from the largest).
    pub is_reversed: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortBy {
    /// Route, flames, combined score, stars, key: the order in which sales works them.
    #[default]
    Work,
    Lead,
    Account,
    Quality,
    Urgency,
    LastMoment,
    Status,
    Route,
    Due,
    Fit,
    Engagement,
    Score,
}

impl Sort {
    /// What a click on a column's header leads to: its order, the other way round, and back to work order.
    pub fn clicked(self, by: SortBy) -> Self {
        match (self.by == by, self.is_reversed) {
            (true, true) => Self::default(),
            (true, false) => Self { by, is_reversed: true },
            (false, _) => Self { by, is_reversed: false },
        }
    }

    /// Whether small comes first.
    pub fn is_ascending(self) -> bool {
        let is_first = matches!(
            self.by,
            SortBy::Work | SortBy::Lead | SortBy::Account | SortBy::Status | SortBy::Route | SortBy::Due
        );
        is_first != self.is_reversed
    }
}
