//! The pages, and what each remembers while the window is open.

pub mod agreement;
pub mod compare;
pub mod criteria;
pub mod leads;
pub mod matrix;
pub mod welcome;

use super::background::Wake;

/// What the pages remember: selection, search, scroll. Nothing of it is part of the model.
pub struct PageStates {
    pub criteria: criteria::CriteriaPage,
    pub matrix: matrix::MatrixPage,
    pub leads: leads::LeadsPage,
    pub welcome: welcome::WelcomePage,
    /// Another version beside the draft, in the place of the page.
    pub compare: Option<compare::Compare>,
}

impl PageStates {
    pub fn new(wake: &Wake) -> Self {
        Self {
            criteria: Default::default(),
            matrix: Default::default(),
            leads: leads::LeadsPage::new(wake),
            welcome: Default::default(),
            compare: None,
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
        self.leads.forget();
        self.compare = None;
    }
}
