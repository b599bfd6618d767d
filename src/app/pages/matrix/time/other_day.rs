//! The same model on another day: a second answer to hold the one that is shown against.

use std::sync::Arc;

use crate::{
    app::{
        background::{Background, Wake},
        scored::{Scored, follow},
    },
    lead::Instant,
    model::Model,
    scoring::{Columns, Live, Summary},
};

/// What a model makes of the leads at an instant.
pub struct OtherDay {
    pub columns: Arc<Columns>,
    pub model: Arc<Model>,
    pub as_of: Instant,
    pub summary: Summary,
}

struct Question {
    columns: Arc<Columns>,
    model: Arc<Model>,
    as_of: Instant,
}

/// The thread that finds it, and the newest answer.
pub struct OtherDays {
    worker: Background<Question, Arc<OtherDay>>,
    asked: Option<(Arc<Columns>, Arc<Model>, Instant)>,
    found: Option<Arc<OtherDay>>,
}

impl OtherDays {
    pub fn new(wake: &Wake) -> Self {
        let work = |live: &mut Option<Live>, question: Question| {
            let Question { columns, model, as_of } = question;
            let summary = follow(live, &columns, as_of, &model).summary();
            Arc::new(OtherDay { columns, model, as_of, summary })
        };
        Self { worker: Background::keeping("other day", Arc::clone(wake), || None, work), asked: None, found: None }
    }

    /// What the model of an answer makes of the leads at another instant, as far as it is known, and whether a newer answer is
    /// on its way. To be called in each frame that shows it: it asks when the question is another.
    pub fn keep(&mut self, scored: &Scored, as_of: Instant) -> (Option<&Arc<OtherDay>>, bool) {
        self.take();
        let is_same = |columns: &Arc<Columns>, model: &Arc<Model>, then: Instant| {
            Arc::ptr_eq(columns, &scored.columns) && Arc::ptr_eq(model, &scored.model) && then == as_of
        };
        if !self.asked.as_ref().is_some_and(|(columns, model, then)| is_same(columns, model, *then)) {
            let (columns, model) = (Arc::clone(&scored.columns), Arc::clone(&scored.model));
            self.asked = Some((Arc::clone(&columns), Arc::clone(&model), as_of));
            self.worker.ask(Question { columns, model, as_of });
        }
        let found = self.found.as_ref().filter(|found| Arc::ptr_eq(&found.columns, &scored.columns));
        let is_stale = found.is_none_or(|found| !is_same(&found.columns, &found.model, found.as_of));
        (found, is_stale)
    }

    fn take(&mut self) {
        if let Some(found) = self.worker.take() {
            self.found = Some(found);
        }
    }

    /// Whether another day could not be worked out since the last call.
    pub fn take_failure(&self) -> bool {
        self.worker.take_failure()
    }

    pub fn forget(&mut self) {
        self.worker.forget();
        (self.asked, self.found) = (None, None);
    }

    /// Waits for the answer: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.worker.wait_until_idle();
        self.take();
    }
}
