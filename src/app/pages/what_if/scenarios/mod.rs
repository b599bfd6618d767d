//! Scenarios: drafts that are kept, named, compared, and taken up again.
//!
//! | file | subject |
//! |---|---|
//! | `actions.rs` | what can be done with them: edits of the model |
//! | `menu.rs` | the controls at the head of the page |
//! | `compare.rs` | what each of them does with the leads, off the window's thread |
//! | `finding.rs` | which is best at what, in a sentence |
//! | `table.rs`, `slots.rs`, `cells.rs` | the card “Scenarios compared” |

mod actions;
mod cells;
mod compare;
mod finding;
mod menu;
mod slots;
mod table;

use std::{collections::HashMap, sync::Arc};

use self::{
    compare::{Answer, Comparer, Figures, MadeOf, Question, RowId},
    table::Sort,
};
pub use self::{menu::controls_ui, table::compared_ui};
use crate::{
    app::{
        against::Against,
        background::{Background, Wake},
        state::State,
    },
    model::{Model, Scenario, ScenarioId},
};

/// What the window remembers of scenarios. Nothing of it is part of the model.
pub struct ScenarioDesk {
    worker: Background<Question, Answer>,
    /// What is to be known.
    rows: Vec<(RowId, MadeOf)>,
    /// What the worker was last asked.
    asked: Option<(RowId, MadeOf)>,
    /// What it gave up on.
    broken: Vec<(RowId, MadeOf)>,
    /// The newest figures of each row, and what they were made of.
    known: HashMap<RowId, (MadeOf, Arc<Figures>)>,
    sort: Sort,
    /// The scenario that the draft is like, as of a revision of the draft.
    like: Option<(u64, Option<ScenarioId>)>,
}

/// A row of the table.
struct Row {
    id: RowId,
    model: Arc<Model>,
    /// Of the baseline, where that is a scenario: its row stands for both.
    is_baseline: bool,
}

impl ScenarioDesk {
    pub fn new(wake: &Wake) -> Self {
        Self {
            worker: Background::keeping("scenarios", Arc::clone(wake), Comparer::default, Comparer::answer),
            rows: Vec::new(),
            asked: None,
            broken: Vec::new(),
            known: HashMap::new(),
            sort: Sort::default(),
            like: None,
        }
    }

    /// Waits for all figures: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        for _ in 0..=self.rows.len() {
            self.worker.wait_until_idle();
            self.advance();
        }
        self.worker.wait_until_idle();
    }

    /// Other leads are open: what was kept is the same.
    pub fn forget_leads(&mut self) {
        self.worker.forget();
        self.rows.clear();
        self.asked = None;
        self.broken.clear();
        self.known.clear();
    }

    pub fn forget(&mut self) {
        self.forget_leads();
        self.sort = Sort::default();
        self.like = None;
    }

    /// Goes on with these rows. Answers whether the worker gave up on one.
    fn keep_up(&mut self, rows: Vec<(RowId, MadeOf)>) -> bool {
        self.rows = rows;
        self.advance();
        let is_broken = self.worker.take_failure();
        if is_broken {
            // The others are not kept waiting.
            self.broken.extend(self.asked.take());
        }
        is_broken
    }

    /// Takes what the worker has found, and asks for the first row that it has not found.
    fn advance(&mut self) {
        if let Some(Answer { row, made_of, figures }) = self.worker.take() {
            self.known.insert(row, (made_of, figures));
        }
        let Self { rows, known, broken, .. } = self;
        known.retain(|known, _| rows.iter().any(|(row, _)| row == known));
        let is_new = |asked: &&(RowId, MadeOf)| {
            known.get(&asked.0).is_none_or(|(of, _)| *of != asked.1) && !broken.contains(asked)
        };
        // What is being dragged comes last, so that it keeps nothing else waiting.
        let draft_last = rows.iter().filter(|(row, _)| *row != RowId::Draft);
        let wanted = draft_last.chain(rows.iter().filter(|(row, _)| *row == RowId::Draft)).find(is_new);
        if let Some(wanted) = wanted.filter(|wanted| self.asked.as_ref() != Some(wanted)) {
            self.worker.ask(Question { row: wanted.0.clone(), made_of: wanted.1.clone() });
            self.asked = Some(wanted.clone());
        }
    }

    /// The figures of a row, and whether they are of what the row is now.
    fn figures(&self, (row, made_of): &(RowId, MadeOf)) -> Option<(&Arc<Figures>, bool)> {
        self.known.get(row).map(|(of, figures)| (figures, of == made_of))
    }
}

impl State {
    /// The scenario that the draft is like; looked up once a draft.
    fn scenario_of_draft(&mut self) -> Option<&Scenario> {
        let (revision, draft) = (self.document.revision(), Arc::clone(self.document.draft()));
        let desk = &mut self.pages.what_if.scenarios;
        if desk.like.as_ref().is_none_or(|(of, _)| *of != revision) {
            let like = draft.scenarios.iter().find(|scenario| draft.is_version(&scenario.model));
            desk.like = Some((revision, like.map(|scenario| scenario.id.clone())));
        }
        let id = desk.like.as_ref().and_then(|(_, id)| id.as_ref())?;
        self.document.model.scenario(id)
    }

    /// The baseline, the draft, and what was kept.
    fn compared_rows(&self) -> Vec<Row> {
        let draft = self.document.draft();
        let baseline = match &self.against {
            Against::Scenario(id) => draft.scenario(id).map(|scenario| &scenario.id),
            _ => None,
        };
        let own = baseline.is_none().then(|| Row { id: RowId::Baseline, model: self.baseline(), is_baseline: true });
        let draft_row = Row { id: RowId::Draft, model: Arc::clone(draft), is_baseline: false };
        let kept = draft.scenarios.iter().map(|scenario| Row {
            id: RowId::Scenario(scenario.id.clone()),
            model: Arc::clone(&scenario.model),
            is_baseline: baseline == Some(&scenario.id),
        });
        own.into_iter().chain([draft_row]).chain(kept).collect()
    }
}
