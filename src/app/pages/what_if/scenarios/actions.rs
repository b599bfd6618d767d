//! Keeping the draft, going on with what was kept, and what else can be done with a scenario. All of it is an edit of the
//! model: undone, journaled and saved as any other.

use std::sync::Arc;

use crate::{
    app::{
        clock,
        modals::{Modal, ScenarioForm},
        state::State,
    },
    model::{Scenario, ScenarioId, scenario::is_same_name},
};

impl State {
    /// Asks for the name under which the draft is kept, and proposes one.
    pub fn ask_to_keep(&mut self) {
        let name = self.scenario_name();
        self.raise(Modal::Scenario(ScenarioForm::keep(&name)));
    }

    /// What the draft would be called: by what changed since the baseline, else since it was opened.
    fn scenario_name(&self) -> String {
        let (draft, baseline) = (&self.document.model, self.baseline());
        let since = if baseline.differences_of(draft).is_empty() { &self.document.opened } else { &baseline };
        draft.scenario_name(since)
    }

    /// Keeps the draft; under a name that there is already, that scenario is made to be as the draft.
    pub fn keep_scenario(&mut self, name: &str, note: &str) {
        self.touch();
        let kept = Scenario::keep(&self.document.model, name, note, clock::now().day());
        let name = kept.name.clone();
        let scenarios = &mut self.document.model.scenarios;
        match scenarios.iter_mut().find(|scenario| is_same_name(&scenario.name, &name)) {
            Some(there) => {
                (there.model, there.kept) = (kept.model, kept.kept);
                if !kept.note.is_empty() {
                    there.note = kept.note;
                }
                self.tell(tr!("scenario-updated", name = name));
            }
            None => {
                scenarios.push(kept);
                self.tell(tr!("scenario-kept", name = name));
            }
        }
    }

    pub fn rename_scenario(&mut self, id: &ScenarioId, name: &str, note: &str) {
        self.touch();
        if let Some(scenario) = self.document.model.scenario_mut(id) {
            (scenario.name, scenario.note) = (name.trim().to_owned(), note.trim().to_owned());
        }
    }

    /// Makes a scenario to be as the draft.
    pub fn update_scenario(&mut self, id: &ScenarioId) {
        self.touch();
        let version = self.document.model.version();
        let Some(scenario) = self.document.model.scenario_mut(id) else { return };
        let name = scenario.name.clone();
        if scenario.model.is_version(&version) {
            return self.tell(tr!("scenario-is-draft", name = name));
        }
        (scenario.model, scenario.kept) = (Arc::new(version), Some(clock::now().day()));
        self.tell(tr!("scenario-updated", name = name));
    }

    pub fn delete_scenario(&mut self, id: &ScenarioId) {
        self.touch();
        let Some(name) = self.document.model.scenario(id).map(|scenario| scenario.name.clone()) else { return };
        self.document.model.scenarios.retain(|scenario| scenario.id != *id);
        self.tell(tr!("scenario-deleted", name = name));
    }

    /// Takes up a scenario as the draft: one step, and what the teams said stays. Whether it was taken up; if not, the reason is
    /// told.
    pub fn go_on_with(&mut self, id: &ScenarioId) -> bool {
        self.touch();
        let model = &self.document.model;
        let Some(kept) = model.scenario(id).cloned() else {
            self.complain(tr!("scenario-gone"));
            return false;
        };
        if model.is_version(&kept.model) {
            self.tell(tr!("scenario-is-draft", name = kept.name));
            return false;
        }
        let after = model.with_version(&kept.model);
        if self.touches_hidden(&after) {
            self.complain(tr!("scenario-hidden", name = kept.name));
            return false;
        }
        // What came before is a step of its own.
        self.document.commit();
        self.document.model = after;
        self.document.commit();
        self.pages.problems.forget_mended();
        self.tell(tr!("scenario-taken", name = kept.name));
        true
    }

    /// Keeps the draft under the name that it would be offered, then takes up a scenario: two steps.
    pub fn keep_and_go_on_with(&mut self, id: &ScenarioId) {
        // Where only what is said of it is newer, it goes to the scenario that the draft is.
        let draft = &self.document.model;
        let own = draft.scenarios.iter().find(|scenario| draft.is_version(&scenario.model));
        let name = own.map_or_else(|| self.scenario_name(), |own| own.name.clone());
        self.keep_scenario(&name, "");
        self.document.commit();
        if self.go_on_with(id)
            && let Some(taken) = self.document.model.scenario(id).map(|scenario| scenario.name.clone())
        {
            self.tell(tr!("scenario-kept-and-taken", kept = name, name = taken));
        }
    }

    /// Whether the draft, or what is said of its rows, would be found nowhere but in the steps of undo: neither saved nor kept.
    pub(super) fn is_draft_unkept(&self) -> bool {
        let draft = &self.document.model;
        !draft.is_kept_by(&self.document.saved)
            && !draft.scenarios.iter().any(|scenario| draft.is_kept_by(&scenario.model))
    }
}
