//! Undo and redo: whole models, one step a gesture, named by the diff.
//!
//! Limitation: steps are whole models, so the depth is bounded (`DEPTH`); a step is not kept from one run to the next.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use crate::{
    model::{
        Model,
        diff::{diff, undo_label},
    },
    scoring::testing::Step,
};

/// How many steps are kept.
const DEPTH: usize = 200;

/// The number of a step: of two histories (the model's, the sandbox's) it tells which step came later.
pub fn next_step() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

/// The numbers of the steps that a history would take back and bring back next.
#[derive(Clone, Copy, Debug, Default)]
pub struct Next {
    pub undo: Option<u64>,
    pub redo: Option<u64>,
}

impl Next {
    /// Whether the model stands where it stood before a step of this number was done, on whatever branch it was.
    pub fn is_before(self, number: u64) -> bool {
        match (self.undo, self.redo) {
            (Some(last), _) => last < number,
            // Of a long history the first steps are forgotten: where none is left, the next one tells.
            (None, Some(next)) => next <= number,
            (None, None) => false,
        }
    }

    /// Whether undo goes through this history before another: it goes from what was done last to what was done first.
    pub fn undoes_before(self, other: Self) -> bool {
        self.undo.is_some() && self.undo > other.undo
    }

    /// Whether redo goes through this history before another: it brings back in the order in which things were done, and
    /// nothing that is older than what was done since.
    pub fn redoes_before(self, other: Self) -> bool {
        self.redo.is_some_and(|redo| {
            other.undo.is_none_or(|done| done < redo) && other.redo.is_none_or(|other| redo < other)
        })
    }
}

/// The models before and after the present one.
#[derive(Debug)]
pub struct History {
    /// Where the user last let go.
    present: Arc<Model>,
    past: Vec<Entry>,
    future: Vec<Entry>,
}

/// A model to go back (or forth) to, and what going there takes back (or brings back).
#[derive(Debug)]
struct Entry {
    model: Arc<Model>,
    label: String,
    number: u64,
}

impl History {
    pub fn new(model: Arc<Model>) -> Self {
        Self { present: model, past: Vec::new(), future: Vec::new() }
    }

    /// Makes a step if the draft differs from where the user last let go. Call it only when no gesture is under way.
    pub fn commit(&mut self, draft: &Arc<Model>) {
        // Where nothing happened it is the very same; where something was taken back by hand it is equal.
        if Arc::ptr_eq(draft, &self.present) || draft == &self.present {
            return;
        }
        let label = undo_label(&diff(&self.present, draft));
        let model = std::mem::replace(&mut self.present, Arc::clone(draft));
        self.past.push(Entry { model, label, number: next_step() });
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// The present model is put right, which is no step.
    pub fn amend(&mut self, draft: &Arc<Model>) {
        self.present = Arc::clone(draft);
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would bring back.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// The numbers of the steps that undo and redo would go through.
    pub fn next(&self) -> Next {
        Next { undo: self.past.last().map(|step| step.number), redo: self.future.last().map(|step| step.number) }
    }

    /// The model that undo would go to.
    pub fn before(&self) -> Option<&Model> {
        self.past.last().map(|step| &*step.model)
    }

    /// The model that redo would go to.
    pub fn after(&self) -> Option<&Model> {
        self.future.last().map(|step| &*step.model)
    }

    /// What was done so far, newest first, a step each; what the user has not let go of yet is one, too.
    pub fn steps(&self, draft: &Arc<Model>) -> Vec<Step> {
        let under_way = (!Arc::ptr_eq(draft, &self.present) && draft != &self.present)
            .then(|| Step { before: Arc::clone(&self.present), label: undo_label(&diff(&self.present, draft)) });
        let done =
            self.past.iter().rev().map(|entry| Step { before: Arc::clone(&entry.model), label: entry.label.clone() });
        under_way.into_iter().chain(done).collect()
    }

    /// One step back: the model to go on with, and what was taken back.
    pub fn undo(&mut self) -> Option<(Arc<Model>, String)> {
        Self::go(&mut self.present, &mut self.past, &mut self.future)
    }

    /// One step forth: the model to go on with, and what was brought back.
    pub fn redo(&mut self) -> Option<(Arc<Model>, String)> {
        Self::go(&mut self.present, &mut self.future, &mut self.past)
    }

    fn go(present: &mut Arc<Model>, from: &mut Vec<Entry>, to: &mut Vec<Entry>) -> Option<(Arc<Model>, String)> {
        let step = from.pop()?;
        let left = std::mem::replace(present, step.model);
        to.push(Entry { model: left, label: step.label.clone(), number: step.number });
        Some((Arc::clone(present), step.label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(name: &str) -> Arc<Model> {
        Arc::new(Model::new(name))
    }

    #[test]
    fn a_step_tells_what_was_before_it_on_any_branch() {
        let mut history = History::new(renamed("a"));
        history.commit(&renamed("b"));
        history.commit(&renamed("c"));
        let number = history.next().undo.expect("a step");
        assert!(!history.next().is_before(number));
        history.undo();
        assert!(history.next().is_before(number));
        history.commit(&renamed("d"));
        assert!(!history.next().is_before(number), "what was done there is as it was done");
        history.undo();
        history.undo();
        assert!(history.next().is_before(number), "nothing is left to undo, and the way forth is another");
        (0..=DEPTH).for_each(|step| history.commit(&renamed(&format!("{step}"))));
        while history.undo().is_some() {}
        assert!(!history.next().is_before(number), "as far back as it goes is later");
    }

    #[test]
    fn a_gesture_is_one_step_and_the_way_back_is_the_way_forth() {
        let mut history = History::new(renamed("a"));
        history.commit(&renamed("a"));
        assert_eq!(history.undo_label(), None, "nothing changed, no step");
        history.commit(&renamed("b"));
        history.commit(&renamed("c"));
        assert_eq!(history.undo().map(|(model, _)| model.name.clone()).as_deref(), Some("b"));
        assert_eq!(history.undo().map(|(model, _)| model.name.clone()).as_deref(), Some("a"));
        assert!(history.undo().is_none());
        assert_eq!(history.redo().map(|(model, _)| model.name.clone()).as_deref(), Some("b"));
        history.commit(&renamed("d"));
        assert!(history.redo().is_none(), "a new step ends the way forth");
        assert!(history.undo_label().is_some_and(|label| label.contains('d')), "{:?}", history.undo_label());
    }
}
