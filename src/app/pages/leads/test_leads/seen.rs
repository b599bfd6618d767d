//! Of which leads, as of when and under which model each test was last seen to pass: what turns red with other leads may have
//! been broken by no step.

use std::{collections::HashMap, path::PathBuf, sync::Arc};

use crate::{
    lead::Instant,
    model::Model,
    scoring::testing::{Passed, Since, TestId, Verdict},
};

/// What tests were asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct World {
    /// Another number each time that leads are opened.
    pub leads: u64,
    pub library: Option<PathBuf>,
    pub as_of: Instant,
}

/// The last that passed of each test; of one that is deleted it is kept, as undo may bring it back.
#[derive(Default)]
pub(super) struct Seen(HashMap<TestId, (World, Arc<Model>)>);

impl Seen {
    pub fn note(&mut self, id: TestId, verdict: Verdict, world: &World, model: &Arc<Model>) {
        if verdict == Verdict::Passed {
            self.0.insert(id, (world.clone(), Arc::clone(model)));
        }
    }

    /// Where it passed of other leads or another day: under which model, and what is to be said if that fails now, too.
    pub fn elsewhere(&self, id: &TestId, now: &World) -> Option<Passed> {
        let (passed, model) = self.0.get(id)?;
        let since = if passed.library != now.library {
            Since::OtherLeads
        } else if passed.leads != now.leads {
            Since::ChangedLeads
        } else if passed.as_of != now.as_of {
            Since::OtherDay
        } else {
            return None;
        };
        Some(Passed { model: Arc::clone(model), since })
    }
}
