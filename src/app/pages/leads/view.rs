//! What the user wants to see of the leads: which of them, and in what order.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    app::scored::Scored,
    lead::Outcome,
    model::{Axis, BandId, Model, RouteId, SegmentTest, SegmentTestId, StageId},
    scoring::{Bitmap, StoodAtClose, testing::Who},
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
    /// Only these, whoever picked them: never kept under a name, as other leads are other rows.
    #[serde(skip)]
    pub picked: Option<Arc<Picked>>,
}

/// The leads of a segment that get there, or those that do not.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    segment: SegmentTestId,
    get_there: bool,
    who: Who,
    /// How their deals ended, where that is the same of all.
    outcome: Option<Outcome>,
    /// What they are.
    pub name: String,
    rows: Arc<Bitmap>,
}

impl Picked {
    pub fn new(model: &Model, test: &SegmentTest, get_there: bool, who: &Who) -> Self {
        let rows = Arc::new(who.rows(get_there));
        let name = model.part_text(test, get_there);
        Self { segment: test.id.clone(), get_there, who: who.clone(), outcome: test.of.outcome, name, rows }
    }

    /// The same of a newer answer; `None` where there is none, or it has not changed.
    pub fn of_newer(&self, scored: &Scored) -> Option<Self> {
        let model = scored.agreed();
        let place = model.segments.iter().position(|test| test.id == self.segment)?;
        let tests = scored.tests();
        let who = tests.segments.get(place)?.who.as_ref().filter(|who| !who.is(&self.who))?;
        Some(Self::new(model, &model.segments[place], self.get_there, who))
    }

    /// How they stood, where they are closed leads as they stood when they closed.
    pub fn stood(&self) -> Option<&StoodAtClose> {
        self.who.stood.as_deref()
    }

    pub fn contains(&self, row: usize) -> bool {
        row / 64 < self.rows.words.len() && self.rows.contains(row)
    }
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
            || self.picked.is_some()
    }

    /// Whether leads whose deal is closed can be listed.
    pub fn may_be_closed(&self) -> bool {
        self.ended() != Some(Outcome::Open)
    }

    /// Whether there are no others.
    pub fn is_closed(&self) -> bool {
        self.ended().is_some_and(|outcome| outcome != Outcome::Open)
    }

    /// What is asked of the deals of all.
    fn ended(&self) -> Option<Outcome> {
        self.outcome.or_else(|| self.picked.as_ref()?.outcome)
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
    /// How closed leads stood when they closed: where they are picked by that, it is their work order.
    Closed,
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
