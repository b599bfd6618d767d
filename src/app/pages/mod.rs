//! The pages, and what each remembers while the window is open.

pub mod agreement;
pub mod compare;
pub mod criteria;
pub mod leads;
pub mod library;
pub mod matrix;
pub mod problems;
mod proposal;
pub mod welcome;
pub mod what_if;

use super::background::Wake;
use crate::model::{Axis, CategoryId};

/// What the pages remember: selection, search, scroll. Nothing of it is part of the model.
pub struct PageStates {
    pub agreement: agreement::AgreementPage,
    pub criteria: criteria::CriteriaPage,
    /// The rules of the criteria: what is being typed, and the leads that show what they do.
    pub rules: criteria::RuleDesk,
    pub matrix: matrix::MatrixPage,
    /// The day that is shown, and what is worked out of others.
    pub time: matrix::time::TimeDesk,
    pub leads: leads::LeadsPage,
    pub library: library::LibraryPage,
    pub what_if: what_if::WhatIfPage,
    pub welcome: welcome::WelcomePage,
    /// Another version beside the draft, in the place of the page.
    pub compare: Option<compare::Compare>,
    pub problems: problems::ProblemsPage,
    /// The axis whose criteria are shown where there is no room for both.
    pub shown_axis: Axis,
    /// Categories are edited in the menu of their axis: it is to open, at this one.
    pub wanted_category: Option<(Axis, CategoryId)>,
}

impl PageStates {
    pub fn new(wake: &Wake) -> Self {
        Self {
            agreement: Default::default(),
            criteria: Default::default(),
            rules: criteria::RuleDesk::new(wake),
            matrix: Default::default(),
            time: matrix::time::TimeDesk::new(wake),
            leads: leads::LeadsPage::new(wake),
            library: library::LibraryPage::new(wake),
            what_if: what_if::WhatIfPage::new(wake),
            welcome: Default::default(),
            compare: None,
            problems: Default::default(),
            shown_axis: Axis::Fit,
            wanted_category: None,
        }
    }

    /// Waits for the pages' own workers: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.leads.settle();
        self.library.settle();
        self.what_if.settle();
        self.rules.settle();
        self.time.settle();
    }

    /// A field of the library is called otherwise by now: wherever it is looked at or tried, it stays the same.
    fn chose_field(&mut self, before: &str, now: &str) {
        self.library.chose(before, now);
        self.leads.sandbox.rename_field(before, now);
    }

    /// Another model was opened: what was chosen in the last one is gone.
    pub fn forget(&mut self) {
        self.agreement = Default::default();
        self.criteria = Default::default();
        self.rules.forget();
        self.matrix = Default::default();
        self.problems = Default::default();
        self.wanted_category = None;
        self.leads.forget();
        self.what_if.forget();
        self.time.forget();
        self.compare = None;
    }
}
