//! Changing the library's fields from the window: the file first, on a thread; then the model follows, and undo knows of both.

use std::{ops::Range, path::Path};

use super::{
    ask::{Asking, NameForm},
    change::{FieldAct, FieldsDone},
    outlook, words,
};
use crate::{
    app::{
        format,
        modals::Modal,
        state::{Page, State},
        tasks::OpenLibrary,
    },
    library::{FieldChange, LibraryError, groups_of},
    model::follow::{self, FieldUse},
};

/// Which step of the model goes with which step of the library: what was renamed there was renamed here.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// By the place of the library's step; the number of the model's.
    of: Vec<Option<u64>>,
}

impl Links {
    /// What is done to the library is its step at this place, and no later one is left.
    fn put(&mut self, place: usize, number: Option<u64>) {
        self.of.resize(place, None);
        self.of.push(number);
    }

    fn at(&self, place: usize) -> Option<u64> {
        self.of.get(place).copied().flatten()
    }

    /// Whether a step of the model goes with any of the library's at these places.
    fn has(&self, places: Range<usize>, number: Option<u64>) -> bool {
        number.is_some() && places.into_iter().any(|place| self.at(place) == number)
    }

    /// A step of the model goes its own way from now on.
    fn part(&mut self, number: Option<u64>) {
        self.of.iter_mut().filter(|link| number.is_some() && **link == number).for_each(|link| *link = None);
    }
}

impl State {
    pub fn is_in_library(&self) -> bool {
        self.page == Page::Library && self.pages.compare.is_none()
    }

    /// Whether undo goes by the steps of the library: on its page, and elsewhere where the model's last step went with one.
    /// What was done to the library after that one is taken back first, step by step.
    pub fn undoes_fields(&self) -> bool {
        self.is_in_library() || self.undoes_linked()
    }

    pub fn redoes_fields(&self) -> bool {
        self.is_in_library() || self.redoes_linked()
    }

    fn undoes_linked(&self) -> bool {
        let library = &self.pages.library;
        library.links.has(0..library.steps.done.len(), self.document.history.next().undo)
    }

    fn redoes_linked(&self) -> bool {
        let library = &self.pages.library;
        let first = library.steps.done.len();
        library.links.has(first..first + library.steps.undone.len(), self.document.history.next().redo)
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

    pub(in crate::app) fn undo_fields(&mut self) {
        if !self.pages.library.steps.done.is_empty() {
            self.begin_fields(FieldAct::Undo);
        }
    }

    pub(in crate::app) fn redo_fields(&mut self) {
        if !self.pages.library.steps.undone.is_empty() {
            self.begin_fields(FieldAct::Redo);
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
        self.pages.library.under_way = Some(act.clone());
        self.tasks.change_fields(&path, act);
    }

    /// The file is changed, or is as it was.
    pub(in crate::app) fn take_fields_changed(&mut self, done: Result<Box<FieldsDone>, LibraryError>) {
        let FieldsDone { act, change, effect, aside, stay_merged, steps, library } = match done {
            Ok(done) => *done,
            Err(LibraryError::Cancelled) => return self.tell(tr!("library-stopped")),
            Err(err) => return self.take_fields_failed(&err),
        };
        let foretold =
            change.as_ref().filter(|_| matches!(act, FieldAct::Change(_))).and_then(|change| self.foretold(change));
        match library {
            Ok(library) => self.renew_library(library),
            Err(err) => self.complain(tr!("library-not-read-anew", why = err.to_string())),
        }
        // What was typed before is a step of its own.
        self.document.commit();
        let place = steps.done.len();
        self.pages.library.take_steps(steps);
        let Some(change) = change else {
            if act == FieldAct::RemoveForGood {
                self.pages.library.links = Links::default();
                self.tell(tr!("library-removed"));
            }
            return;
        };
        match act {
            FieldAct::Undo => self.follow_back(&change, place, aside, stay_merged),
            FieldAct::Redo => self.follow_again(&change, place.saturating_sub(1), aside),
            _ => {
                let followed = self.follow(&change);
                let number = followed.as_ref().and_then(|_| self.document.history.next().undo);
                self.pages.library.links.put(place.saturating_sub(1), number);
                let told = with_uses(told(&change, &effect), followed.as_ref());
                self.tell(match foretold {
                    Some(shifts) => tr!("library-foretold", told = told, shifts = shifts),
                    None => told,
                });
            }
        }
    }

    /// What was said before of the criteria that match other leads, if it is true of the draft as it stands.
    fn foretold(&mut self, change: &FieldChange) -> Option<String> {
        let page = &mut self.pages.library;
        page.outlook.told_of(change, page.follows, self.document.draft()).map(outlook::told)
    }

    /// What can't be done to the library any more must not hold up the model: its step goes alone the next time.
    fn take_fields_failed(&mut self, err: &LibraryError) {
        let next = self.document.history.next();
        let parted = match self.pages.library.under_way.take() {
            Some(FieldAct::Undo) if self.undoes_linked() => next.undo,
            Some(FieldAct::Redo) if self.redoes_linked() => next.redo,
            Some(FieldAct::Change(FieldChange::Rename { field, to })) if self.is_named_again(&field, &to, err) => {
                return;
            }
            _ => return self.complain(err.to_string()),
        };
        self.pages.library.links.part(parted);
        self.complain(tr!("library-model-alone", why = err.to_string()));
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

    /// The model speaks of the library as it is now, by a step of its own. Answers what of it did not.
    fn follow(&mut self, change: &FieldChange) -> Option<FieldUse> {
        let model = &mut self.document.model;
        let followed = match change {
            FieldChange::Rename { field, to } => {
                self.pages.chose_field(field, to);
                follow::rename_field(model, field, to)
            }
            FieldChange::Merge { field, .. } | FieldChange::MergeGroups { field, .. } if self.pages.library.follows => {
                follow::replace_synonyms(model, field, &change.synonyms())
            }
            FieldChange::Delete { field } => {
                self.pages.library.chose_beside(field);
                FieldUse::default()
            }
            FieldChange::Merge { .. } | FieldChange::MergeGroups { .. } | FieldChange::Retype { .. } => {
                FieldUse::default()
            }
        };
        self.touch();
        self.document.commit();
        if self.pages.library.follows {
            let step = self.document.history.next().undo;
            self.pages.library.merges.put(change, step);
        }
        (!followed.is_none()).then_some(followed)
    }

    /// A step of the library was taken back: so is the model's that went with it, if it is still its last. Where it is not,
    /// a name is followed by a new step; merged values can't be told apart again, so that is said.
    fn follow_back(&mut self, change: &FieldChange, place: usize, aside: Option<(String, String)>, stay_merged: u64) {
        let told = with_aside(tr!("undone", what = words::step(change)), aside.as_ref());
        let told = with_merged(told, change, stay_merged);
        if let FieldChange::Rename { field, to } = change {
            self.pages.chose_field(to, field);
        }
        if let FieldChange::Delete { field } = change {
            self.pages.library.choose(Some(field.clone()));
            self.pages.library.follow = true;
        }
        let number = self.pages.library.links.at(place);
        let is_last = number.is_some() && number == self.document.history.next().undo;
        // Where the model may not go back it follows by a new step.
        if is_last && !self.hides_undo() && self.undo_model().is_some() {
            if let FieldChange::Rename { field, to } = change {
                self.follow_at_last(to, field);
            }
            return self.tell(tr!("library-model-too", told = told));
        }
        match change {
            FieldChange::Rename { field, to } => {
                self.follow_aside(aside);
                let back = FieldChange::Rename { field: to.clone(), to: field.clone() };
                let followed = self.follow(&back);
                self.tell_followed(told, followed.as_ref());
            }
            FieldChange::Merge { into, .. } if number.is_some() => {
                self.warn(tr!("library-model-stays", told = told, into = into.clone()));
            }
            FieldChange::MergeGroups { synonyms, .. } if number.is_some() => {
                self.warn(tr!("library-model-stays-groups", told = told, count = groups_of(synonyms)));
            }
            _ => self.tell(told),
        }
    }

    fn follow_again(&mut self, change: &FieldChange, place: usize, aside: Option<(String, String)>) {
        let told = with_aside(tr!("redone", what = words::step(change)), aside.as_ref());
        if let FieldChange::Rename { field, to } = change {
            self.pages.chose_field(field, to);
        }
        let number = self.pages.library.links.at(place);
        let is_next = number.is_some() && number == self.document.history.next().redo;
        if is_next && !self.hides_redo() && self.redo_model().is_some() {
            if let FieldChange::Rename { field, to } = change {
                self.follow_at_last(field, to);
            }
            return self.tell(tr!("library-model-too", told = told));
        }
        if matches!(change, FieldChange::Rename { .. }) {
            self.follow_aside(aside);
        }
        // A merge is followed again where it was before.
        self.pages.library.follows = number.is_some();
        let followed = self.follow(change);
        let number = followed.as_ref().and_then(|_| self.document.history.next().undo);
        if let Some(link) = self.pages.library.links.of.get_mut(place) {
            *link = number;
        }
        self.tell_followed(told, followed.as_ref());
    }

    /// A step of the model that went with a name does not lead to it any more where it was passed while the library had
    /// another one, as the model keeps those of the library then: it is followed all the same, in the same step.
    fn follow_at_last(&mut self, from: &str, to: &str) {
        let is_field = |name| self.library.as_ref().is_some_and(|library| library.columns.field(name).is_some());
        let is_behind = !is_field(from) && is_field(to);
        if is_behind && !follow::rename_field(&mut self.document.model, from, to).is_none() {
            self.document.amend();
        }
    }

    /// The model means another field by the name that is needed: it goes by the one that this has now, in the same step as
    /// what follows.
    fn follow_aside(&mut self, aside: Option<(String, String)>) {
        if let Some((from, to)) = aside {
            follow::rename_field(&mut self.document.model, &from, &to);
        }
    }

    fn tell_followed(&mut self, told: String, followed: Option<&FieldUse>) {
        self.tell(with_uses(told, followed));
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
fn with_uses(told: String, followed: Option<&FieldUse>) -> String {
    match followed {
        Some(of) => tr!("library-followed", told = told, uses = words::uses(of)),
        None => told,
    }
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
