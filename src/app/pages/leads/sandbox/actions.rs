//! What the window can ask of the sandbox: open a lead or a persona in it, keep one of its leads with the model.

use std::sync::Arc;

use crate::{
    app::{
        clock,
        modals::{KeepTestForm, Modal},
        pages::leads::Tab,
        state::{Page, State},
    },
    lead::{Instant, Lead},
    model::{Model, OwnLead, Persona, PersonaId},
};

impl State {
    /// Whether the sandbox is what is seen.
    pub fn is_in_sandbox(&self) -> bool {
        self.page == Page::Leads && self.pages.leads.tab == Tab::Sandbox && self.pages.compare.is_none()
    }

    /// What undo would take back: of the sandbox while it is seen, else of the model.
    pub fn undo_label(&self) -> Option<&str> {
        let of_sandbox = Some(&self.pages.leads.sandbox).filter(|_| self.is_in_sandbox());
        of_sandbox.and_then(|sandbox| sandbox.undo_label()).or_else(|| self.document.history.undo_label())
    }

    pub fn redo_label(&self) -> Option<&str> {
        let of_sandbox = Some(&self.pages.leads.sandbox).filter(|_| self.is_in_sandbox());
        of_sandbox.and_then(|sandbox| sandbox.redo_label()).or_else(|| self.document.history.redo_label())
    }

    /// The model that leads are tried under: the draft, or what a team would make of it.
    pub(super) fn sandbox_model(&self) -> Arc<Model> {
        let voice = self.scored.as_ref().filter(|scored| scored.voice.is_some());
        voice.map_or_else(|| Arc::clone(self.document.draft()), |scored| Arc::clone(&scored.model))
    }

    /// The instant that leads are looked at unless the sandbox was moved to another: the window's. Without a library it is that
    /// of the lead that was opened first, else of the model's own leads.
    pub(super) fn sandbox_own_as_of(&self) -> Instant {
        let of_library = Some(self.as_of()).filter(|as_of| as_of.0 > 0);
        let of_trial = || self.pages.leads.sandbox.trials().first().map(|trial| trial.original.as_of);
        let of_model = || self.document.model.personas.first().map(|persona| persona.lead.as_of);
        of_library.or_else(of_trial).or_else(of_model).unwrap_or_else(|| clock::now().day().last_second())
    }

    pub fn sandbox_as_of(&self) -> Instant {
        self.pages.leads.sandbox.as_of().unwrap_or_else(|| self.sandbox_own_as_of())
    }

    /// Opens the lead that is explained on the page of leads, as it is now.
    pub fn open_in_sandbox(&mut self) {
        let is_seen = self.page == Page::Leads && self.pages.leads.tab == Tab::People;
        let Some((name, lead, as_of)) = self.pages.leads.people.shown().filter(|_| is_seen) else {
            return self.warn(tr!("sandbox-no-lead"));
        };
        self.try_lead(name, lead, as_of);
    }

    /// A lead of which nothing is known yet.
    pub fn new_in_sandbox(&mut self) {
        let lead = Lead { key: "new".to_owned(), ..Lead::default() };
        self.try_lead(tr!("sandbox-new-name"), lead, self.sandbox_as_of());
    }

    /// A persona, moved to the day that is shown: all its ages stay as they are.
    pub fn persona_in_sandbox(&mut self, id: &PersonaId) {
        let Some(persona) = self.document.model.personas.iter().find(|persona| persona.id == *id) else { return };
        let own = persona.lead.moved_to(self.sandbox_as_of());
        let name = persona.name.clone();
        self.try_lead(name, Lead::clone(&own.lead), own.as_of);
    }

    /// Opens a copy of a lead in the sandbox and shows it.
    pub fn try_lead(&mut self, name: String, lead: Lead, as_of: Instant) {
        if self.pages.leads.sandbox.open(name, lead, as_of).is_none() {
            self.warn(tr!("sandbox-full"));
        }
        self.pages.leads.tab = Tab::Sandbox;
        self.show_page(Page::Leads);
    }

    /// Keeps a lead of the sandbox with the model, as it is now: begun with from then on.
    pub(super) fn save_as_persona(&mut self, id: u64) {
        let as_of = self.sandbox_as_of();
        let Some(trial) = self.pages.leads.sandbox.desk.trial(id) else { return };
        let (name, lead) = (trial.name.trim().to_owned(), OwnLead::new(as_of, trial.lead.clone()));
        self.touch();
        let personas = &mut self.document.model.personas;
        match personas.iter_mut().find(|persona| persona.name == name) {
            Some(persona) => {
                persona.lead = lead;
                self.tell(tr!("sandbox-persona-updated", name = name));
            }
            None => {
                let (id, about) = (PersonaId::fresh(), String::new());
                personas.push(Persona { id, name: name.clone(), about, lead });
                self.tell(tr!("sandbox-persona-saved", name = name));
            }
        }
    }

    /// Asks what is to be expected of a lead of the sandbox: to begin with, the cell where it is now.
    pub(super) fn keep_sandbox_lead_as_test(&mut self, id: u64) {
        let as_of = self.sandbox_as_of();
        let Some(trial) = self.pages.leads.sandbox.desk.trial(id) else { return };
        let own = OwnLead::new(as_of, trial.lead.clone());
        let name = trial.name.trim().to_owned();
        let form = KeepTestForm::new(&self.document.model, None, name, own);
        self.raise(Modal::KeepTest(Box::new(form)));
    }
}
