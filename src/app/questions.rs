//! What stands between a wish and what it does: questions that are open or wait, and what follows their answers.

use std::path::Path;

use super::{
    document::Document,
    modals::{Modal, Then},
    state::State,
    tasks::Purpose,
};
use crate::model::Model;

impl State {
    /// Asks a question at once, or as soon as the open one is answered.
    pub fn raise(&mut self, modal: Modal) {
        if self.modal.is_none() {
            self.modal = Some(modal);
        } else {
            self.waiting.push(modal);
        }
    }

    /// Another model is open: what was asked about the last one is no longer to be answered.
    pub(super) fn forget_questions(&mut self) {
        self.modal.take_if(|modal| !modal.outlives_model());
        self.waiting.retain(Modal::outlives_model);
        (self.after_saving, self.given_up) = (None, None);
    }

    /// Goes on at once, or asks first when the draft would be lost. A question that is open comes back as it was left.
    pub fn unless_unsaved(&mut self, then: Then) {
        self.document.notice();
        if !self.document.is_dirty() || self.given_up == Some(self.document.revision()) {
            return self.go_on(then);
        }
        match self.modal.replace(Modal::Unsaved(then)) {
            // Of two wishes the newer one counts.
            None | Some(Modal::Unsaved(_)) => {}
            Some(open) => self.waiting.insert(0, open),
        }
    }

    /// The user agrees to lose the draft. It stays until what comes in its place is there: a file may turn out to be
    /// unreadable, a dialog may be cancelled.
    pub(super) fn give_up(&mut self) {
        self.document.notice();
        self.given_up = Some(self.document.revision());
    }

    /// A draft was given up for something that has not come: from now on it is asked about again.
    pub(super) fn keep_given_up(&mut self) {
        let is_under_way = self.wanted_dialog.is_some()
            || self.tasks.dialog.is_some()
            || matches!(self.modal, Some(Modal::Path(_) | Modal::Elsewhere(..)));
        if !is_under_way {
            self.given_up = None;
        }
    }

    /// What was meant to happen, now that the draft is safe or given up.
    pub fn go_on(&mut self, then: Then) {
        match then {
            Then::New => {
                self.set_document(Document::new(Model::new(super::text::tr("new-model")), None));
            }
            Then::Open => self.wanted_dialog = Some(Purpose::OpenModel),
            Then::OpenByPath => self.enter_path(Purpose::OpenModel),
            Then::OpenFile(path) => self.open_model(&path),
            Then::OpenSample(sample) => self.open_sample(sample),
            Then::OpenTemplate(template) => self.open_template(template),
            Then::TakeUp(offer) => self.take_up(&offer),
            Then::Quit => {
                // What was given up is not to be offered at the next start.
                self.document.model = (*self.document.saved).clone();
                self.may_close = true;
            }
        }
    }

    /// Saves, and goes on with what was to follow. If a question comes between, it follows the answer to that.
    pub fn save_then(&mut self, path: &Path, then: Option<Then>) {
        self.after_saving = then;
        let is_stored = self.save_to(path);
        self.go_on_if(is_stored);
    }

    /// The same in place of what someone else stored there.
    pub(super) fn replace_then(&mut self, path: &Path, then: Option<Then>) {
        self.after_saving = then;
        let is_stored = self.replace(path);
        self.go_on_if(is_stored);
    }

    fn go_on_if(&mut self, is_stored: bool) {
        if is_stored && let Some(then) = self.after_saving.take() {
            self.go_on(then);
        }
    }
}
