//! Changing the library's fields from the window: the file first, on a thread; then the model follows, and undo knows of both.

use std::{path::Path, sync::Arc};

use super::{
    ask::{Asking, NameForm},
    change::{FieldAct, FieldsDone},
    outlook,
    page::Pressed,
    words,
};
use crate::{
    app::{
        format,
        history::Way,
        modals::Modal,
        state::{Page, State},
        tasks::OpenLibrary,
    },
    library::{FieldChange, FieldStep, FileStep, LibraryError, groups_of},
    model::{
        Model,
        follow::{self, FieldUse},
    },
};

impl State {
    pub fn is_in_library(&self) -> bool {
        self.page == Page::Library && self.pages.compare.is_none()
    }

    /// A step of the library that has no place in the row, as it was done before this model or this window was opened. Only
    /// its own page goes through it, once nothing of the row comes before it.
    pub fn earlier_step(&self, way: Way) -> Option<&str> {
        self.pages.library.label(way).filter(|_| self.goes_earlier(way))
    }

    fn goes_earlier(&self, way: Way) -> bool {
        let history = &self.document.history;
        let next = history.next();
        let is_next = match way {
            Way::Back => next.undo.is_none(),
            // What was done to the model since ends the way forth, as it does for its own steps.
            Way::Forth => next.redo.is_none() && (next.undo.is_none() || history.library_step(Way::Back).is_some()),
        };
        is_next && self.is_in_library()
    }

    /// Whether a library is being written to: nothing else can be done to it meanwhile.
    pub fn is_writing_library(&self) -> bool {
        self.tasks.is_importing() || self.tasks.is_changing_fields()
    }

    pub fn why_writing(&self) -> String {
        if self.tasks.is_importing() { tr!("import-under-way") } else { tr!("library-under-way") }
    }

    pub fn complain_of_writing(&mut self) {
        let why = self.why_writing();
        self.complain(why);
    }

    /// Changes a field of the open library; `follows` says whether the model names merged values as one.
    pub fn change_field(&mut self, change: FieldChange, follows: bool) {
        self.pages.library.follows = follows;
        self.begin_fields(FieldAct::Change(change));
    }

    /// Whether undo or redo waits for the end of a step that is under way: nobody knows yet which is the next. Who presses a
    /// key twice means two steps.
    pub(in crate::app) fn waits_for_step(&mut self, way: Way) -> bool {
        let is_step = matches!(self.pages.library.under_way, Some(FieldAct::Step(..)));
        let waits = is_step && self.tasks.is_changing_fields();
        if waits {
            let pressed = self.press(way);
            self.pages.library.pressed.push(pressed);
        }
        waits
    }

    fn press(&mut self, way: Way) -> Pressed {
        self.document.notice();
        Pressed { way, revision: self.document.revision(), tried: self.pages.leads.sandbox.next().undo }
    }

    /// What was pressed meanwhile, unless something was edited since: that was not meant by it.
    fn take_pressed(&mut self) -> Vec<Pressed> {
        let mut pressed = std::mem::take(&mut self.pages.library.pressed);
        if !pressed.is_empty() {
            self.pages.leads.sandbox.commit();
        }
        pressed.retain(|press| *press == self.press(press.way));
        pressed
    }

    /// Goes through the next step of the row if it is one of the library; answers whether there is no more to do.
    pub(in crate::app) fn go_fields(&mut self, way: Way) -> bool {
        if self.tasks.is_changing_fields() {
            self.complain_of_writing();
            return true;
        }
        let of_row = self.document.history.library_step(way);
        if of_row.is_some() && self.hides_ahead(way) {
            self.complain(tr!("undo-hidden"));
            return true;
        }
        let earlier = || self.pages.library.next_step(way).filter(|_| self.goes_earlier(way));
        let Some(step) = of_row.or_else(earlier).cloned() else { return false };
        self.begin_fields(FieldAct::Step(way, step));
        true
    }

    /// The library's own next step, as its page names it, the model following as far as it can.
    pub(super) fn begin_step(&mut self, way: Way) {
        if let Some(step) = self.pages.library.next_step(way).cloned() {
            self.begin_fields(FieldAct::Step(way, step));
        }
    }

    /// Asks whether what is retired is to go.
    pub(super) fn ask_to_remove_for_good(&mut self) {
        let Some(path) = self.library.as_ref().map(|library| library.path.clone()) else { return };
        self.pages.library.retired_desk.ask(path);
        self.raise(Modal::RemoveFields);
    }

    pub fn remove_fields_for_good(&mut self) {
        self.begin_fields(FieldAct::RemoveForGood);
    }

    fn begin_fields(&mut self, act: FieldAct) {
        if self.tasks.work.is_some() {
            return self.complain(tr!("library-busy"));
        }
        let Some(library) = &self.library else { return };
        if self.is_of_sample(&library.path) {
            return self.complain(tr!("library-sample"));
        }
        let path = library.path.clone();
        self.pages.library.asking = None;
        self.pages.library.pressed.clear();
        self.pages.library.under_way = Some(act.clone());
        self.tasks.change_fields(&path, act);
    }

    /// The file is changed, or is as it was.
    pub(in crate::app) fn take_fields_changed(&mut self, done: Result<Box<FieldsDone>, LibraryError>) {
        let pressed = self.take_pressed();
        let FieldsDone { act, step, effect, overtaken, steps, library } = match done {
            Ok(done) => *done,
            Err(LibraryError::Cancelled) => return self.tell(tr!("library-stopped")),
            Err(err) => return self.take_fields_failed(&err),
        };
        let foretold = if let FieldAct::Change(change) = &act { self.foretold(change) } else { None };
        // What was typed before is a step of its own.
        self.document.commit();
        let is_read = library.map(|library| self.renew_library(library));
        let are_read = steps.map(|steps| self.pages.library.take_steps(steps));
        if let Err(err) = is_read.and(are_read)
            && overtaken.is_none()
        {
            self.complain(tr!("library-not-read-anew", why = err.to_string()));
        }
        if let Some(err) = overtaken {
            return self.take_fields_failed(&err);
        }
        let Some(step) = step else {
            // Nothing is left that could be taken back or done again.
            self.document.history.part_from_library();
            return match act {
                FieldAct::RemoveForGood => self.tell(tr!("library-removed")),
                _ => self.warn(tr!("library-no-step")),
            };
        };
        if let FieldAct::Step(way, _) = act {
            self.take_step(way, step);
            return pressed.into_iter().for_each(|press| match press.way {
                Way::Back => self.undo(),
                Way::Forth => self.redo(),
            });
        }
        let told = with_uses(told(&step.step.change, &effect), &self.follow(step.step));
        self.tell(match foretold {
            Some(shifts) => tr!("library-foretold", told = told, shifts = shifts),
            None => told,
        });
    }

    /// What was said before of the criteria that match other leads, if it is true of the draft as it stands.
    fn foretold(&mut self, change: &FieldChange) -> Option<String> {
        let page = &mut self.pages.library;
        page.outlook.told_of(change, page.follows, self.document.draft()).map(outlook::told)
    }

    /// What the library refuses is not done in the model either: both stay where they are.
    fn take_fields_failed(&mut self, err: &LibraryError) {
        match self.pages.library.under_way.take() {
            Some(FieldAct::Step(way, step)) => self.take_refusal(way, &step, err),
            Some(FieldAct::Change(FieldChange::Rename { field, to })) if self.is_named_again(&field, &to, err) => {}
            _ => self.complain(err.to_string()),
        }
    }

    /// A step that the library refuses would hold up all that is older. So it has its place in the row no longer, unless another
    /// program only writes just now.
    fn take_refusal(&mut self, way: Way, step: &FileStep, err: &LibraryError) {
        let why = err.to_string();
        let history = &mut self.document.history;
        let is_next = history.library_step(way) == Some(step);
        let told = match err {
            LibraryError::Busy(_) => tr!("library-step-stays", why = why),
            _ if !is_next => tr!("library-step-stays", why = why),
            _ if history.part(step) => tr!("library-step-passed-model", why = why),
            _ => tr!("library-step-passed", why = why),
        };
        self.complain(told);
    }

    /// What was typed for a name is asked for again with the reason, where the field is still what is seen.
    fn is_named_again(&mut self, field: &str, to: &str, err: &LibraryError) -> bool {
        let is_seen = self.is_in_library() && self.pages.library.chosen.as_deref() == Some(field);
        let is_refused = is_seen && matches!(err, LibraryError::Field(_));
        if is_refused {
            self.pages.library.asking = Some(Asking::Name(NameForm::refused(to, err.to_string())));
        }
        is_refused
    }

    /// The same leads with other fields: the day that is shown stays, and so does what the page shows.
    fn renew_library(&mut self, library: OpenLibrary) {
        let gone_to = self.gone_to;
        self.set_library(library);
        self.gone_to = gone_to;
    }

    /// The model speaks of the library as it is now, in the same step. Answers what of it did not.
    fn follow(&mut self, step: FileStep) -> FieldUse {
        let change = &step.change.clone();
        match change {
            FieldChange::Rename { field, to } => self.pages.chose_field(field, to),
            FieldChange::Delete { field } => self.pages.library.chose_beside(field),
            FieldChange::Merge { .. } | FieldChange::MergeGroups { .. } | FieldChange::Retype { .. } => {}
        }
        let follows = self.pages.library.follows;
        let followed = followed(&mut self.document.model, change, follows);
        self.touch();
        let number = self.document.commit_with_library(words::step(change), step);
        if follows {
            self.pages.library.merges.put(change, number, !followed.is_none());
        }
        followed
    }

    /// The library went through a step: so does the model, if it is the next of the row.
    fn take_step(&mut self, way: Way, gone_through: FieldStep) {
        let FieldStep { step, aside, stay_merged } = gone_through;
        let change = &step.change;
        self.choose_again(way, change);
        let what = words::step(change);
        let told = if way == Way::Back { tr!("undone", what = what) } else { tr!("redone", what = what) };
        let mut told = with_merged(with_aside(told, aside.as_ref()), change, stay_merged);
        // By the page's own button, the library may go where the model may not.
        if self.document.history.library_step(way) == Some(&step) && !self.hides_ahead(way) {
            let has_model = self.document.history.ahead(way).is_some();
            self.go_model(way);
            told = if has_model { tr!("library-model-too", told = told) } else { told };
        } else {
            let has_stayed = self.document.history.part(&step);
            told = with_uses(told, &self.follow_alone(way, &step, aside, has_stayed));
        }
        let is_still_said = way == Way::Back && self.pages.library.merges.is_still_said(change, &self.document.history);
        match change {
            FieldChange::Merge { into, .. } if is_still_said => {
                self.warn(tr!("library-model-stays", told = told, into = into.clone()));
            }
            FieldChange::MergeGroups { synonyms, .. } if is_still_said => {
                self.warn(tr!("library-model-stays-groups", told = told, count = groups_of(synonyms)));
            }
            _ => self.tell(told),
        }
    }

    /// A step of the library that is not the next of the row, or has no place in it, becomes the next. A name is followed in it,
    /// and so is a merge where the model had followed that before; values that are told apart again are not.
    fn follow_alone(&mut self, way: Way, step: &FileStep, aside: Option<(String, String)>, follows: bool) -> FieldUse {
        let change = &step.change;
        let mut model = self.document.model.clone();
        let followed = match change {
            FieldChange::Rename { field, to } => {
                // Where the model means another field by the name that is needed, it goes by the one that this has now.
                if let Some((from, to)) = aside {
                    follow::rename_field(&mut model, &from, &to);
                }
                let (from, to) = if way == Way::Back { (to, field) } else { (field, to) };
                follow::rename_field(&mut model, from, to)
            }
            _ if way == Way::Back => FieldUse::default(),
            _ => followed(&mut model, change, follows),
        };
        self.document.history.put_next(way, Arc::new(model), words::step(change), step.clone());
        self.go_model(way);
        followed
    }

    /// The chosen field stays the chosen one, and one that comes back is.
    fn choose_again(&mut self, way: Way, change: &FieldChange) {
        match (change, way) {
            (FieldChange::Rename { field, to }, Way::Back) => self.pages.chose_field(to, field),
            (FieldChange::Rename { field, to }, Way::Forth) => self.pages.chose_field(field, to),
            (FieldChange::Delete { field }, Way::Back) => {
                self.pages.library.choose(Some(field.clone()));
                self.pages.library.follow = true;
            }
            (FieldChange::Delete { field }, Way::Forth) => self.pages.library.chose_beside(field),
            _ => {}
        }
    }

    /// A copy of the sample leads, to be changed: it is opened in their place.
    pub(in crate::app) fn copy_library(&mut self, to: &Path) {
        let Some(library) = &self.library else { return };
        let to = if to.extension().is_none() { to.with_extension("sqlite") } else { to.to_owned() };
        if to == library.path {
            return;
        }
        match std::fs::copy(&library.path, &to) {
            Ok(_) => self.open_library(&to),
            Err(err) => {
                let (path, why) = (to.display().to_string(), err.to_string());
                self.complain(tr!("library-not-copied", path = path, why = why));
            }
        }
    }
}

/// The model speaks of a field as it is after a change; answers what of it did not.
fn followed(model: &mut Model, change: &FieldChange, follows_merges: bool) -> FieldUse {
    match change {
        FieldChange::Rename { field, to } => follow::rename_field(model, field, to),
        FieldChange::Merge { field, .. } | FieldChange::MergeGroups { field, .. } if follows_merges => {
            follow::replace_synonyms(model, field, &change.synonyms())
        }
        _ => FieldUse::default(),
    }
}

/// What was done, and that a field which had come in meanwhile has another name.
fn with_aside(told: String, aside: Option<&(String, String)>) -> String {
    match aside {
        Some((from, to)) => tr!("library-aside", told = told, from = from.clone(), to = to.clone()),
        None => told,
    }
}

/// What was taken back, and that leads which came in since keep a merged value.
fn with_merged(told: String, change: &FieldChange, leads: u64) -> String {
    let count = format::count(leads);
    match change {
        _ if leads == 0 => told,
        FieldChange::Merge { into, .. } => {
            tr!("library-stay-merged", told = told, leads = count, number = leads, into = into.clone())
        }
        _ => tr!("library-stay-merged-groups", told = told, leads = count, number = leads),
    }
}

/// What was done, and what of the model has followed.
fn with_uses(told: String, followed: &FieldUse) -> String {
    if followed.is_none() {
        return told;
    }
    tr!("library-followed", told = told, uses = words::uses(followed))
}

/// What was done, with what it did to the leads.
fn told(change: &FieldChange, effect: &crate::library::FieldEffect) -> String {
    let told = tr!("library-done", what = words::step(change));
    if effect.lost_total > 0 {
        let lost = format::count(effect.lost_total);
        return tr!("library-done-lost", told = told, lost = lost, number = effect.lost_total);
    }
    told
}
