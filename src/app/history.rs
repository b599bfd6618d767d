//! Undo and redo: one row of steps. A gesture is one, kept as a whole model and named by the diff; and so is a change of the
//! library, of which the row keeps what the model did with it: how it is taken back, the library's file knows.
//!
//! Limitation: steps are whole models, so the depth is bounded (`DEPTH`); a step is not kept from one run to the next. The
//! library's steps are, in its file: those from before have no place in the row until they are taken back or done again.

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

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// What was done before the present model, and what was taken back.
#[derive(Debug)]
pub struct History {
    /// Where the user last let go.
    present: Arc<Model>,
    past: Vec<Entry>,
    future: Vec<Entry>,
}

/// What is taken back (or done again) next after those above it.
#[derive(Debug)]
struct Entry {
    /// The model to go to; none where the library alone was changed.
    model: Option<Arc<Model>>,
    label: String,
    number: u64,
    /// Whether the library was changed, too.
    is_of_library: bool,
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
        self.put(Entry { model: Some(model), label, number: next_step(), is_of_library: false });
    }

    /// The library was changed, and the draft is what the model made of that: one step, whether that is anything.
    pub fn commit_with_library(&mut self, draft: &Arc<Model>, label: String) {
        let before = std::mem::replace(&mut self.present, Arc::clone(draft));
        let model = (before != *draft).then_some(before);
        self.put(Entry { model, label, number: next_step(), is_of_library: true });
    }

    fn put(&mut self, entry: Entry) {
        self.past.push(entry);
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// The library's next step goes another way than the row: it has its place there no longer, the model's part of it stays.
    /// Answers whether there is such a part.
    pub fn part_next(&mut self, way: Way) -> bool {
        let entries = self.entries(way);
        let Some(place) = entries.iter().rposition(|entry| entry.is_of_library) else { return false };
        let entry = &mut entries[place];
        entry.is_of_library = false;
        let has_model = entry.model.is_some();
        if !has_model {
            entries.remove(place);
        }
        has_model
    }

    /// A step of the library that has no place in the row is the next, and leads to this model.
    pub fn put_next(&mut self, way: Way, model: Arc<Model>, label: String) {
        let model = (model != self.present).then_some(model);
        self.entries(way).push(Entry { model, label, number: next_step(), is_of_library: true });
    }

    /// The library of its steps is gone, or can't go through them any more: the model's are left.
    pub fn part_from_library(&mut self) {
        for entries in [&mut self.past, &mut self.future] {
            entries.retain(|entry| entry.model.is_some());
            entries.iter_mut().for_each(|entry| entry.is_of_library = false);
        }
    }

    fn entries(&mut self, way: Way) -> &mut Vec<Entry> {
        match way {
            Way::Back => &mut self.past,
            Way::Forth => &mut self.future,
        }
    }

    fn next_entry(&self, way: Way) -> Option<&Entry> {
        match way {
            Way::Back => self.past.last(),
            Way::Forth => self.future.last(),
        }
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

    /// Whether the library was changed in the next step.
    pub fn is_of_library(&self, way: Way) -> bool {
        self.next_entry(way).is_some_and(|step| step.is_of_library)
    }

    /// The numbers of the steps that undo and redo would go through.
    pub fn next(&self) -> Next {
        let number = |way| self.next_entry(way).map(|step| step.number);
        Next { undo: number(Way::Back), redo: number(Way::Forth) }
    }

    /// The model that the next step would go to, where it is another.
    pub fn ahead(&self, way: Way) -> Option<&Model> {
        self.next_entry(way).and_then(|step| step.model.as_deref())
    }

    /// What was done to the model so far, newest first, a step each; what the user has not let go of yet is one, too.
    pub fn steps(&self, draft: &Arc<Model>) -> Vec<Step> {
        let under_way = (!Arc::ptr_eq(draft, &self.present) && draft != &self.present)
            .then(|| Step { before: Arc::clone(&self.present), label: undo_label(&diff(&self.present, draft)) });
        let step = |entry: &Entry| Some(Step { before: entry.model.clone()?, label: entry.label.clone() });
        let done = self.past.iter().rev().filter_map(step);
        under_way.into_iter().chain(done).collect()
    }

    /// One step back or forth: the model to go on with, and what was taken back or brought back.
    pub fn go(&mut self, way: Way) -> Option<(Arc<Model>, String)> {
        let Entry { model, label, number, is_of_library } = self.entries(way).pop()?;
        let left = model.map(|model| std::mem::replace(&mut self.present, model));
        let other = if way == Way::Back { Way::Forth } else { Way::Back };
        self.entries(other).push(Entry { model: left, label: label.clone(), number, is_of_library });
        Some((Arc::clone(&self.present), label))
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
        history.go(Way::Back);
        assert!(history.next().is_before(number));
        history.commit(&renamed("d"));
        assert!(!history.next().is_before(number), "what was done there is as it was done");
        history.go(Way::Back);
        history.go(Way::Back);
        assert!(history.next().is_before(number), "nothing is left to undo, and the way forth is another");
        (0..=DEPTH).for_each(|step| history.commit(&renamed(&format!("{step}"))));
        while history.go(Way::Back).is_some() {}
        assert!(!history.next().is_before(number), "as far back as it goes is later");
    }

    #[test]
    fn a_gesture_is_one_step_and_the_way_back_is_the_way_forth() {
        let mut history = History::new(renamed("a"));
        history.commit(&renamed("a"));
        assert_eq!(history.undo_label(), None, "nothing changed, no step");
        history.commit(&renamed("b"));
        history.commit(&renamed("c"));
        assert_eq!(history.go(Way::Back).map(|(model, _)| model.name.clone()).as_deref(), Some("b"));
        assert_eq!(history.go(Way::Back).map(|(model, _)| model.name.clone()).as_deref(), Some("a"));
        assert!(history.go(Way::Back).is_none());
        assert_eq!(history.go(Way::Forth).map(|(model, _)| model.name.clone()).as_deref(), Some("b"));
        history.commit(&renamed("d"));
        assert!(history.go(Way::Forth).is_none(), "a new step ends the way forth");
        assert!(history.undo_label().is_some_and(|label| label.contains('d')), "{:?}", history.undo_label());
    }
}
