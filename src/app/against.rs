//! What the draft is held against: in the consequence panel, on the page “What if”, beside the matrix.

use std::{path::PathBuf, sync::Arc};

use super::state::State;
use crate::model::{Model, ScenarioId};

/// A choice of baseline. It belongs to the open document and to nothing else.
#[derive(Clone, Debug, Default)]
pub enum Against {
    /// The model as it stands in its file, or as it was opened.
    #[default]
    Saved,
    /// The version that was signed last; the saved one while there is none.
    Signed,
    /// Another file, as it was when it was chosen.
    File { path: PathBuf, model: Arc<Model> },
    /// A draft that was kept; the saved model while there is none of this id.
    Scenario(ScenarioId),
}

impl State {
    /// The model that the draft is held against.
    pub fn baseline(&self) -> Arc<Model> {
        match &self.against {
            Against::Saved => Arc::clone(&self.document.saved),
            Against::Signed => {
                Arc::clone(self.document.draft().last_signed().map_or(&self.document.saved, |(_, model)| model))
            }
            Against::File { model, .. } => Arc::clone(model),
            Against::Scenario(id) => {
                let kept = self.document.draft().scenario(id);
                Arc::clone(kept.map_or(&self.document.saved, |kept| &kept.model))
            }
        }
    }
}
