//! The pages, and what each remembers while the window is open.

pub mod agreement;
pub mod criteria;
pub mod leads;
pub mod matrix;
pub mod problems;
pub mod welcome;

use super::background::Wake;
use crate::model::{Axis, CategoryId};

/// What the pages remember: selection, search, scroll. Nothing of it is part of the model.
pub struct PageStates {
    pub criteria: criteria::CriteriaPage,
    pub matrix: matrix::MatrixPage,
    pub leads: leads::LeadsPage,
    pub welcome: welcome::WelcomePage,
    pub problems: problems::ProblemsPage,
    /// Categories are edited in the menu of their axis: it is to open, at this one.
    pub wanted_category: Option<(Axis, Option<CategoryId>)>,
}

impl PageStates {
    pub fn new(wake: &Wake) -> Self {
        Self {
            criteria: Default::default(),
            matrix: Default::default(),
            leads: leads::LeadsPage::new(wake),
            welcome: Default::default(),
            problems: Default::default(),
            wanted_category: None,
        }
    }

    /// Waits for the pages' own workers: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.leads.settle();
    }

    /// Another model was opened: what was chosen in the last one is gone.
    pub fn forget(&mut self) {
        self.criteria = Default::default();
        self.matrix = Default::default();
        self.problems = Default::default();
        self.wanted_category = None;
        self.leads.forget();
    }
}
