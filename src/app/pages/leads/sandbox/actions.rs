//! What the window can ask of the sandbox: open a lead or a persona in it, keep one of its leads with the model.

use std::sync::Arc;

use super::Origin;
use crate::{
    app::{
        clock, format,
        history::Way,
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

    /// Whether undo takes back a step of the sandbox: while it is seen, and as it was the last.
    pub fn undoes_in_sandbox(&self) -> bool {
        self.is_in_sandbox() && self.pages.leads.sandbox.next().undoes_before(self.document.history.next())
    }

    pub fn redoes_in_sandbox(&self) -> bool {
        self.is_in_sandbox() && self.pages.leads.sandbox.next().redoes_before(self.document.history.next())
    }

    /// Whether redo brings back a step of the model or the library: elsewhere always, in the sandbox where it comes next.
    pub fn redoes_model(&self) -> bool {
        !self.is_in_sandbox() || self.document.history.next().redoes_before(self.pages.leads.sandbox.next())
    }

    /// What undo would take back: what was done last to the model or the library, and in the sandbox there.
    pub fn undo_label(&self) -> Option<&str> {
        if self.undoes_in_sandbox() {
            return self.pages.leads.sandbox.undo_label();
        }
        self.document.history.undo_label().or_else(|| self.earlier_step(Way::Back))
    }

    pub fn redo_label(&self) -> Option<&str> {
        if self.redoes_in_sandbox() {
            return self.pages.leads.sandbox.redo_label();
        }
        let label = self.document.history.redo_label().or_else(|| self.earlier_step(Way::Forth));
        label.filter(|_| self.redoes_model())
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
        let of_trial = || self.pages.leads.sandbox.base();
        let of_model = || self.document.model.personas.first().map(|persona| persona.lead.as_of);
        of_library.or_else(of_trial).or_else(of_model).unwrap_or_else(|| clock::now().day().last_second())
    }

    pub fn sandbox_as_of(&self) -> Instant {
        self.pages.leads.sandbox.as_of().unwrap_or_else(|| self.sandbox_own_as_of())
    }

    /// Opens the lead that is explained on the page of leads, as it is now.
    pub fn open_in_sandbox(&mut self) {
        let is_seen = self.page == Page::Leads && self.pages.leads.tab == Tab::People;
        let columns = self.columns();
        let Some((name, lead, as_of)) = self.pages.leads.people.shown(&columns).filter(|_| is_seen) else {
            return self.warn(tr!("sandbox-no-lead"));
        };
        let opened = self.try_lead(name, lead, as_of);
        let library = self.library.as_ref().map(|library| library.path.clone());
        if let (Some(id), Some(library), Some(name)) = (opened, library, self.library_name()) {
            self.pages.leads.sandbox.came_from(id, Origin { library, name, as_of });
        }
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
        if let Some(trial) = self.try_lead(name.clone(), Lead::clone(&own.lead), own.as_of) {
            self.pages.leads.sandbox.personas.insert(trial, (id.clone(), name.trim().to_owned()));
        }
    }

    /// Opens a copy of a lead in the sandbox and shows it; answers its number, or nothing where there is no room.
    pub fn try_lead(&mut self, name: String, lead: Lead, as_of: Instant) -> Option<u64> {
        let opened = self.pages.leads.sandbox.open(name, lead, as_of);
        let moved = self.pages.leads.sandbox.as_of().filter(|shown| *shown != as_of);
        match (opened, moved) {
            (None, _) => self.warn(tr!("sandbox-full")),
            (Some(_), Some(shown)) => self.tell(tr!("sandbox-opened-on", day = format::day(shown.day()))),
            (Some(_), None) => {}
        }
        self.pages.leads.tab = Tab::Sandbox;
        self.show_page(Page::Leads);
        opened
    }

    /// Keeps a lead of the sandbox with the model, as it is now: begun with from then on. It takes the place of the persona
    /// that it came from, and of no other that is called the same.
    pub(super) fn save_as_persona(&mut self, id: u64) {
        let as_of = self.sandbox_as_of();
        // What was tried was done before it is kept, and is taken back after.
        self.pages.leads.sandbox.commit();
        let sandbox = &mut self.pages.leads.sandbox;
        let Some(trial) = sandbox.desk.trial(id) else { return };
        let (of_trial, lead) = (trial.name.trim().to_owned(), OwnLead::new(as_of, trial.lead.clone()));
        let personas = &mut self.document.model.personas;
        let came_from = sandbox.persona_of(trial);
        let (name, is_new) = match personas.iter_mut().find(|persona| Some(&persona.id) == came_from) {
            Some(persona) => {
                persona.lead = lead;
                (persona.name.clone(), false)
            }
            None => {
                let (persona, name) = (PersonaId::fresh(), name_of_its_own(&of_trial, personas));
                sandbox.personas.insert(id, (persona.clone(), of_trial));
                personas.push(Persona { id: persona, name: name.clone(), about: String::new(), lead });
                (name, true)
            }
        };
        self.touch();
        self.tell(if is_new {
            tr!("sandbox-persona-saved", name = name)
        } else {
            tr!("sandbox-persona-updated", name = name)
        });
    }

    /// Asks what is to be expected of a lead of the sandbox: to begin with, the cell where it is now.
    pub(in crate::app::pages::leads) fn keep_sandbox_lead_as_test(&mut self, id: u64) {
        let as_of = self.sandbox_as_of();
        // What was tried was done before it is kept, and is taken back after.
        self.pages.leads.sandbox.commit();
        let Some(trial) = self.pages.leads.sandbox.desk.trial(id) else { return };
        let own = OwnLead::new(as_of, trial.lead.clone());
        let form = KeepTestForm::new(&self.document.model, None, trial.name.trim(), own);
        self.raise(Modal::KeepTest(Box::new(form)));
    }
}

/// A name that no persona has yet: “New lead”, “New lead 2”.
fn name_of_its_own(name: &str, personas: &[Persona]) -> String {
    let is_taken = |name: &str| personas.iter().any(|persona| persona.name.trim() == name);
    if !is_taken(name) {
        return name.to_owned();
    }
    // Among so many numbers as there are personas one is free.
    let numbered = (2..=personas.len() + 2).map(|number| format!("{name} {number}"));
    numbered.into_iter().find(|name| !is_taken(name)).unwrap_or_else(|| name.to_owned())
}
