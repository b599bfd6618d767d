//! Undo and redo: one row of steps. A gesture is one, kept as a whole model and named by the diff; and so is a change of the
//! library, of which the row keeps what the model did with it, and which step of the file it is: how it is taken back, the
//! file knows. Another program may change the file as well, so the file is told which step is meant.
//!
//! Limitation: steps are whole models, so the depth is bounded (`DEPTH`); a step is not kept from one run to the next. The
//! library's steps are, in its file: those from before have no place in the row until they are taken back or done again.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use crate::{
    library::FileStep,
    model::{
        Model,
        diff::{diff, undo_label},
    },
    scoring::testing::Step,
};

/// How many steps are kept.
const DEPTH: usize = 200;

/// The number of a step: of two rows (that of the model and the library, the sandbox's) it tells which step came later.
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
    /// The step of the library's file, where that was changed, too.
    of_library: Option<FileStep>,
    /// It was put into the row before steps that are done already or still to be done again ([`History::put_next`]): its number
    /// is later than theirs. All others grow from the first step to the last.
    is_late: bool,
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
        self.put(Entry { model: Some(model), label, number: next_step(), of_library: None, is_late: false });
    }

    /// The library was changed, and the draft is what the model made of that: one step, whether that is anything. Answers its
    /// number.
    pub fn commit_with_library(&mut self, draft: &Arc<Model>, label: String, step: FileStep) -> u64 {
        let before = std::mem::replace(&mut self.present, Arc::clone(draft));
        let model = (before != *draft).then_some(before);
        let number = next_step();
        self.put(Entry { model, label, number, of_library: Some(step), is_late: false });
        number
    }

    fn put(&mut self, entry: Entry) {
        self.past.push(entry);
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// A step of the library goes another way than the row: it has its place there no longer, the model's part of it stays.
    /// Answers whether there is such a part.
    pub fn part(&mut self, step: &FileStep) -> bool {
        let is_it = |entry: &Entry| entry.of_library.as_ref() == Some(step);
        for entries in [&mut self.past, &mut self.future] {
            let Some(place) = entries.iter().rposition(is_it) else { continue };
            let entry = &mut entries[place];
            entry.of_library = None;
            if entry.model.is_some() {
                return true;
            }
            entries.remove(place);
            return false;
        }
        false
    }

    /// A step of the library that has no place in the row is the next, and leads to this model. Its number is a new one, as it
    /// is now that the step is gone through: of what was tried in the sandbox it is the later. Within the row numbers then
    /// don't only grow any more, which [`Self::is_before`] heeds.
    pub fn put_next(&mut self, way: Way, model: Arc<Model>, label: String, step: FileStep) {
        let model = (model != self.present).then_some(model);
        self.entries(way).push(Entry { model, label, number: next_step(), of_library: Some(step), is_late: true });
    }

    /// The library of its steps is gone, or can't go through them any more: the model's are left.
    pub fn part_from_library(&mut self) {
        for entries in [&mut self.past, &mut self.future] {
            entries.retain(|entry| entry.model.is_some());
            entries.iter_mut().for_each(|entry| entry.of_library = None);
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

    /// The step of the library's file in the next step, where that is one of the library.
    pub fn library_step(&self, way: Way) -> Option<&FileStep> {
        self.next_entry(way).and_then(|step| step.of_library.as_ref())
    }

    /// The numbers of the steps that undo and redo would go through.
    pub fn next(&self) -> Next {
        let number = |way| self.next_entry(way).map(|step| step.number);
        Next { undo: number(Way::Back), redo: number(Way::Forth) }
    }

    /// Whether the model stands where it stood before a step of this number was done, on whatever branch it was. No step that
    /// was put into the row late is asked for, nor heeded.
    pub fn is_before(&self, number: u64) -> bool {
        let next = |entries: &[Entry]| entries.iter().rfind(|entry| !entry.is_late).map(|entry| entry.number);
        match (next(&self.past), next(&self.future)) {
            (Some(last), _) => last < number,
            // Of a long history the first steps are forgotten: where none is left, the next one tells.
            (None, Some(next)) => next <= number,
            (None, None) => false,
        }
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
        let mut entry = self.entries(way).pop()?;
        entry.model = entry.model.map(|model| std::mem::replace(&mut self.present, model));
        let (other, label) = (if way == Way::Back { Way::Forth } else { Way::Back }, entry.label.clone());
        self.entries(other).push(entry);
        Some((Arc::clone(&self.present), label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::FieldChange;

    fn renamed(name: &str) -> Arc<Model> {
        Arc::new(Model::new(name))
    }

    #[test]
    fn a_step_tells_what_was_before_it_on_any_branch() {
        let mut history = History::new(renamed("a"));
        history.commit(&renamed("b"));
        history.commit(&renamed("c"));
        let number = history.next().undo.expect("a step");
        assert!(!history.is_before(number));
        history.go(Way::Back);
        assert!(history.is_before(number));
        history.commit(&renamed("d"));
        assert!(!history.is_before(number), "what was done there is as it was done");
        history.go(Way::Back);
        history.go(Way::Back);
        assert!(history.is_before(number), "nothing is left to undo, and the way forth is another");
        (0..=DEPTH).for_each(|step| history.commit(&renamed(&format!("{step}"))));
        while history.go(Way::Back).is_some() {}
        assert!(!history.is_before(number), "as far back as it goes is later");
    }

    #[test]
    fn a_step_that_was_put_in_late_is_no_later_than_those_after_it() {
        let step = FileStep { number: 1, change: FieldChange::Delete { field: "Phone".to_owned() } };
        let mut history = History::new(renamed("a"));
        history.commit(&renamed("b"));
        history.commit(&renamed("c"));
        let number = history.next().undo.expect("a step");
        history.go(Way::Back);
        // Of an earlier day, taken back only now: done again, it comes before “c”.
        history.put_next(Way::Back, renamed("b"), String::new(), step);
        for way in [Way::Back, Way::Forth] {
            history.go(way);
            assert!(history.is_before(number), "after it went {way:?}");
        }
        history.go(Way::Forth);
        assert!(!history.is_before(number));
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
