//! Which of the steps that were made broke a test: the newest step before which it did not fail.
//!
//! The way back goes from the newest step to older ones and ends where the test did not fail, so it is short in most cases.
//! What came out for a model is kept, for a drag asks again and again with the same steps behind it. Each model is asked its
//! *own* test: whoever changes what is expected breaks the test by that, and no step before it.

use std::{collections::HashMap, sync::Arc};

use super::{Library, SegmentTester, Verdict, test_one};
use crate::{
    lead::Instant,
    model::{Model, SegmentTestId, TestLeadId},
    scoring::{Columns, Live, Summary},
};

/// A test lead or a segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TestId {
    Lead(TestLeadId),
    Segment(SegmentTestId),
}

/// A step that can be undone.
#[derive(Clone, Debug)]
pub struct Step {
    /// The model before it.
    pub before: Arc<Model>,
    /// What it did: “Webinar attended: 8 → 2 points”.
    pub label: String,
}

/// Since when a test fails.
#[derive(Clone, Debug)]
pub enum Since {
    /// Since this step, before which it did not.
    Step(Step),
    /// Before each of the steps that are known.
    Always,
    /// Since other leads were opened: it passed of those before.
    OtherLeads,
    /// Since the same library has other leads in it, or other values.
    ChangedLeads,
    /// Since another day is shown: it passed as of that before.
    OtherDay,
}

/// The model under which a test passed of other leads or on another day, and what broke it if that model fails now, too.
#[derive(Clone, Debug)]
pub struct Passed {
    pub model: Arc<Model>,
    pub since: Since,
}

/// Finds the steps; keeps what came out for earlier models.
#[derive(Default)]
pub struct Tracer {
    of: Option<(Arc<Columns>, Instant)>,
    /// By the address of a model, which is held so that no other takes its place.
    known: HashMap<usize, (Arc<Model>, HashMap<TestId, bool>)>,
    live: Option<Live>,
    segments: SegmentTester,
}

impl Tracer {
    /// For each of the tests that fail now what broke it: other leads or another day, if it fails under the model that passed
    /// before; else a step. Steps come newest first.
    pub fn trace(
        &mut self,
        failing: &[(TestId, Option<Passed>)],
        steps: &[Step],
        columns: &Arc<Columns>,
        as_of: Instant,
    ) -> HashMap<TestId, Since> {
        let is_same = self.of.as_ref().is_some_and(|(of, at)| Arc::ptr_eq(of, columns) && *at == as_of);
        if !is_same {
            *self = Self { of: Some((Arc::clone(columns), as_of)), ..Self::default() };
        }
        let passed = failing.iter().filter_map(|(_, passed)| Some(&passed.as_ref()?.model));
        let there: Vec<usize> = steps.iter().map(|step| &step.before).chain(passed).map(address).collect();
        self.known.retain(|address, _| there.contains(address));
        let mut found = HashMap::new();
        for (id, passed) in failing {
            if let Some(Passed { model, since }) = passed
                && self.fails(model, id, columns, as_of)
            {
                found.insert(id.clone(), since.clone());
                continue;
            }
            let broke = steps.iter().find(|step| !self.fails(&step.before, id, columns, as_of));
            found.insert(id.clone(), broke.cloned().map_or(Since::Always, Since::Step));
        }
        // It is as large as the leads are many.
        self.live = None;
        self.segments.forget();
        found
    }

    fn fails(&mut self, model: &Arc<Model>, id: &TestId, columns: &Arc<Columns>, as_of: Instant) -> bool {
        let known = self.known.get(&address(model)).and_then(|(_, known)| known.get(id));
        if let Some(fails) = known {
            return *fails;
        }
        let fails = self.ask(model, id, columns, as_of) == Some(Verdict::Failed);
        let (_, known) = self.known.entry(address(model)).or_insert_with(|| (Arc::clone(model), HashMap::new()));
        known.insert(id.clone(), fails);
        fails
    }

    /// `None` where the model does not have the test.
    fn ask(&mut self, model: &Arc<Model>, id: &TestId, columns: &Arc<Columns>, as_of: Instant) -> Option<Verdict> {
        match id {
            TestId::Lead(id) => Some(test_one(model, model.test_lead(id)?, columns, as_of).verdict()),
            TestId::Segment(id) => {
                let test = model.segment(id)?;
                if columns.is_empty() {
                    return Some(self.segments.one(model, test, None).answer.verdict());
                }
                let live = match &mut self.live {
                    Some(live) => {
                        live.update_shared(model);
                        live
                    }
                    none => none.insert(Live::of_shared(Arc::clone(columns), model, as_of)),
                };
                let (scores, summary): (_, Summary) = (live.scores(), live.summary());
                let library = Library { columns, scores: &scores, summary: &summary };
                Some(self.segments.one(model, test, Some(library)).answer.verdict())
            }
        }
    }
}

fn address(model: &Arc<Model>) -> usize {
    Arc::as_ptr(model) as usize
}
