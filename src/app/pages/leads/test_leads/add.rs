//! Another test lead: one of the library by its name, a persona, or one of the sandbox.

use std::sync::Arc;

use eframe::egui;

use super::Ask;
use crate::{
    app::{
        asked::Asked,
        background::{Background, Wake},
        modals::KeepTestForm,
        pages::leads::{
            listed::Question,
            listing::{Lister, Listing, View},
        },
        scored::Scored,
        state::State,
        theme, widgets,
    },
    model::{OwnLead, Persona},
};

const WIDTH: f32 = 300.0;
/// So many leads of the library are offered: who looks for another one types more of its name.
const MOST: usize = 7;

/// Looks for leads of the library by name, on a thread.
pub struct Finder {
    search: String,
    list: Asked<Question<View>, Listing>,
}

impl Finder {
    pub fn new(wake: &Wake) -> Self {
        let lister = Background::keeping("test lead finder", Arc::clone(wake), Lister::default, Lister::answer);
        Self { search: String::new(), list: Asked::new(lister) }
    }

    /// What was found and what is kept to find it is let go.
    pub fn forget(&mut self) {
        self.search.clear();
        self.list.forget();
    }

    /// Waits for the thread: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.list.settle();
    }
}

/// The menu; what was chosen in it is to be kept.
pub(super) fn menu_ui(ui: &mut egui::Ui, state: &mut State) -> Option<Ask> {
    let (mut asked, mut is_open) = (None, false);
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    widgets::choice_menu_with(ui, config, "", &tr!("test-leads-add"), |ui| {
        is_open = true;
        ui.set_width(WIDTH);
        if let Some(scored) = state.scored.clone().filter(|scored| !scored.columns.is_empty()) {
            ui.label(theme::caption(ui, &tr!("test-add-of-library")));
            asked = library_ui(ui, &mut state.pages.leads.tests.finder, &scored);
        }
        if let Some(form) = personas_ui(ui, state) {
            asked = Some(form);
        }
        sandbox_ui(ui, state);
        if asked.is_some() {
            ui.close();
        }
    });
    let finder = &mut state.pages.leads.tests.finder;
    if !is_open && finder.list.asked().is_some() {
        finder.forget();
    }
    asked
}

/// A field to search in, and the first that are found.
fn library_ui(ui: &mut egui::Ui, finder: &mut Finder, scored: &Arc<Scored>) -> Option<Ask> {
    let is_new = finder.list.asked().is_none();
    let field = widgets::search_field(ui, &mut finder.search, &tr!("test-add-search"), WIDTH - 40.0);
    if is_new {
        field.request_focus();
    }
    finder.list.take();
    let view = View { search: finder.search.clone(), ..View::default() };
    if finder.list.ask(Question { scored: Arc::clone(scored), view }) {
        ui.ctx().request_repaint();
    }
    let listing = finder.list.answer()?;
    let mut asked = None;
    for row in listing.rows.iter().take(MOST).map(|row| *row as usize) {
        let (columns, naming) = (&listing.scored.columns, listing.naming);
        let name = naming.name(columns, row);
        let account = naming.account(columns, row).map(|account| format!(" · {account}")).unwrap_or_default();
        if ui.add(egui::Button::new(format!("{name}{account}")).truncate()).clicked() {
            asked = Some(keep(&listing.scored, row, &name));
        }
    }
    if listing.rows.is_empty() {
        ui.label(theme::second(ui, &tr!("test-add-nobody")));
    }
    if let Some(more) = listing.rows.len().checked_sub(MOST).filter(|more| *more > 0) {
        ui.label(theme::caption(ui, &tr!("and-more", count = more)));
    }
    asked
}

/// A lead of the library, as it is now.
fn keep(scored: &Scored, row: usize, name: &str) -> Ask {
    let mut lead = scored.columns.lead(row);
    lead.outcome = scored.columns.outcome_at(row, scored.as_of);
    let key = Some(lead.key.clone());
    Ask::Keep(Box::new(KeepTestForm::new(scored.agreed(), key, name, OwnLead::new(scored.as_of, lead))))
}

fn personas_ui(ui: &mut egui::Ui, state: &State) -> Option<Ask> {
    let model = &state.document.model;
    if model.personas.is_empty() {
        return None;
    }
    ui.separator();
    ui.label(theme::caption(ui, &tr!("sandbox-personas")));
    let mut asked = None;
    for Persona { name, about, lead, .. } in &model.personas {
        let response = ui.add(egui::Button::new(name).truncate());
        let response = if about.is_empty() { response } else { response.on_hover_text(about) };
        if response.clicked() {
            asked = Some(Ask::Keep(Box::new(KeepTestForm::new(model, None, name, lead.clone()))));
        }
    }
    asked
}

/// The leads that are in the sandbox, and where there is none, the way there.
fn sandbox_ui(ui: &mut egui::Ui, state: &mut State) {
    ui.separator();
    ui.label(theme::caption(ui, &tr!("sandbox-tab")));
    let trials = state.pages.leads.sandbox.trials();
    let trials: Vec<(u64, String)> = trials.iter().map(|trial| (trial.id, trial.name.trim().to_owned())).collect();
    for (id, name) in &trials {
        if ui.add(egui::Button::new(name).truncate()).clicked() {
            state.keep_sandbox_lead_as_test(*id);
            ui.close();
        }
    }
    if trials.is_empty() && ui.button(tr!("test-add-new")).clicked() {
        state.new_in_sandbox();
        ui.close();
    }
}
