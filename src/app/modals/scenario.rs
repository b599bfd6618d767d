//! The name of a scenario, and what it is about.

use eframe::egui::{self, text::CCursorRange};

use super::{Answer, buttons, has_focus, title};
use crate::{
    app::{state::State, theme},
    model::{ScenarioId, scenario::is_same_name},
};

/// Longer names would be cut wherever they stand.
const LETTERS: usize = 60;
const NOTE_LETTERS: usize = 400;

/// A name that is being given.
#[derive(Clone, Debug)]
pub struct ScenarioForm {
    /// The scenario that is renamed; none: the draft is to be kept.
    renamed: Option<ScenarioId>,
    name: String,
    note: String,
    /// The proposed name has still to be chosen, so that what is typed takes its place.
    to_choose: bool,
    /// It was to be kept without a name.
    is_missing: bool,
}

impl ScenarioForm {
    pub fn keep(name: &str) -> Self {
        Self { renamed: None, name: name.to_owned(), note: String::new(), to_choose: true, is_missing: false }
    }

    fn rename(id: &ScenarioId, name: &str, note: &str) -> Self {
        Self { renamed: Some(id.clone()), note: note.to_owned(), ..Self::keep(name) }
    }

    /// Another scenario has this name.
    fn is_taken(&self, state: &State) -> bool {
        let mut others = state.document.model.scenarios.iter().filter(|other| Some(&other.id) != self.renamed.as_ref());
        others.any(|other| is_same_name(&other.name, &self.name))
    }
}

impl State {
    /// Asks for another name of a scenario and what it is about.
    pub fn ask_to_rename(&mut self, id: &ScenarioId) {
        if let Some(scenario) = self.document.model.scenario(id) {
            let form = ScenarioForm::rename(id, &scenario.name, &scenario.note);
            self.raise(super::Modal::Scenario(form));
        }
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, form: &mut ScenarioForm) -> Answer {
    let is_rename = form.renamed.is_some();
    title(ui, &if is_rename { tr!("scenario-rename-title") } else { tr!("scenario-keep-title") });
    if !is_rename {
        ui.add(egui::Label::new(theme::second(ui, &tr!("scenario-keep-about"))).wrap());
    }
    let (name_field, note_field) = fields_ui(ui, form);
    let is_taken = form.is_taken(state);
    if form.is_missing {
        ui.label(theme::worse(ui, &tr!("scenario-name-missing")));
    } else if is_taken && is_rename {
        ui.label(theme::worse(ui, &tr!("scenario-name-taken")));
    } else if is_taken {
        ui.add(egui::Label::new(theme::second(ui, &tr!("scenario-name-again", name = form.name.trim()))).wrap());
    }
    let is_enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
    let entered = is_enter && (name_field.lost_focus() || note_field.lost_focus());
    // Whatever had the keyboard below the question.
    if !entered && !has_focus(ui) {
        name_field.request_focus();
    }
    let main = match (is_rename, is_taken) {
        (true, _) => tr!("scenario-rename-do"),
        (false, true) => tr!("scenario-update-do"),
        (false, false) => tr!("scenario-keep-do"),
    };
    let clicked = buttons(ui, &[&tr!("cancel"), &main]);
    if clicked == Some(0) {
        return Answer::Close;
    }
    if clicked.is_none() && !entered {
        return Answer::Waiting;
    }
    if form.name.trim().is_empty() || is_rename && is_taken {
        form.is_missing = form.name.trim().is_empty();
        name_field.request_focus();
        return Answer::Waiting;
    }
    match &form.renamed {
        Some(id) => state.rename_scenario(id, &form.name, &form.note),
        None => state.keep_scenario(&form.name, &form.note),
    }
    Answer::Close
}

fn fields_ui(ui: &mut egui::Ui, form: &mut ScenarioForm) -> (egui::Response, egui::Response) {
    let label = ui.label(theme::caption(ui, &tr!("scenario-name")));
    let name_field = ui.add(field(&mut form.name, LETTERS)).labelled_by(label.id);
    if name_field.changed() {
        form.is_missing = false;
    }
    if name_field.has_focus() && std::mem::take(&mut form.to_choose) {
        let mut field_state = egui::text_edit::TextEditState::load(ui.ctx(), name_field.id).unwrap_or_default();
        let end = egui::text::CCursor::new(form.name.chars().count());
        field_state.cursor.set_char_range(Some(CCursorRange::two(egui::text::CCursor::default(), end)));
        field_state.store(ui.ctx(), name_field.id);
    }
    let label = ui.label(theme::caption(ui, &tr!("scenario-note")));
    let hint = theme::second(ui, &tr!("scenario-note-hint"));
    let note_field = ui.add(field(&mut form.note, NOTE_LETTERS).hint_text(hint)).labelled_by(label.id);
    (name_field, note_field)
}

fn field(text: &mut String, letters: usize) -> egui::TextEdit<'_> {
    egui::TextEdit::singleline(text).desired_width(f32::INFINITY).char_limit(letters).margin(egui::vec2(8.0, 7.0))
}
