//! What is asked before a field is changed: its new name, what another type would do, what hangs on it.

use std::{path::PathBuf, sync::Arc};

use eframe::egui::{self, Key, Modifiers, Ui};

use super::{detail::Done, survey::FieldRow, words};
use crate::{
    app::{
        background::{Background, Wake},
        format, theme, widgets,
    },
    lead::FieldType,
    library::{FieldChange, FieldEffect, Library, LibraryError, Progress},
    model::{
        Model,
        follow::{self, FieldUse},
    },
};

/// What is being asked of the chosen field.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    Name(NameForm),
    Type(FieldType),
    Delete,
    /// Whether all that differ by capitals and blanks alone are to be merged.
    Spellings,
}

/// A name that is being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct NameForm {
    pub text: String,
    /// The name as it was has still to be chosen, so that what is typed takes its place.
    is_new: bool,
    /// What the library did not take, and why.
    refused: Option<(String, String)>,
}

impl NameForm {
    pub fn new(name: &str) -> Self {
        Self { text: name.to_owned(), is_new: true, refused: None }
    }

    /// The library did not take what was typed: it can be mended.
    pub fn refused(text: &str, why: String) -> Self {
        Self { refused: Some((text.to_owned(), why)), ..Self::new(text) }
    }
}

/// A change that is to be tried: nothing is written.
pub struct Question {
    path: PathBuf,
    change: FieldChange,
    progress: Progress,
}

pub struct Tried {
    pub change: FieldChange,
    pub effect: Result<FieldEffect, String>,
}

/// Tries changes on a thread.
pub struct Trier {
    worker: Background<Question, Option<Tried>>,
    asked: Option<(FieldChange, Progress)>,
    tried: Option<Tried>,
}

impl Trier {
    pub fn new(wake: &Wake) -> Self {
        let answer = |question: Question| {
            let Question { path, change, progress } = question;
            let effect = Library::open(&path).and_then(|library| library.try_field_change(&change, &progress));
            match effect {
                Err(LibraryError::Cancelled) => None,
                effect => Some(Tried { change, effect: effect.map_err(|err| err.to_string()) }),
            }
        };
        Self { worker: Background::new("try field", Arc::clone(wake), answer), asked: None, tried: None }
    }

    /// What a change would do, as soon as it is known. Of one that is asked about no more the trial is stopped.
    pub fn keep(&mut self, path: &std::path::Path, change: Option<&FieldChange>) -> Option<&Tried> {
        if let Some(tried) = self.worker.take().flatten() {
            self.tried = Some(tried);
        }
        if self.asked.as_ref().map(|(asked, _)| asked) != change {
            if let Some((_, progress)) = &self.asked {
                progress.cancel();
            }
            self.asked = change.map(|change| (change.clone(), Progress::default()));
            self.tried = None;
            if let Some((change, progress)) = self.asked.clone() {
                self.worker.ask(Question { path: path.to_owned(), change, progress });
            }
        }
        self.tried.as_ref().filter(|tried| Some(&tried.change) == change)
    }

    /// The library is another by now.
    pub fn forget(&mut self) {
        (self.asked, self.tried) = (None, None);
        self.worker.forget();
    }

    pub fn settle(&mut self) {
        self.worker.wait_until_idle();
        if let Some(tried) = self.worker.take().flatten() {
            self.tried = Some(tried);
        }
    }
}

/// The name, being typed in its place.
pub fn name_ui(ui: &mut Ui, form: &mut NameForm, name: &str, is_taken: impl Fn(&str) -> bool) -> Done {
    let id = egui::Id::unique("library field name");
    let field = egui::TextEdit::singleline(&mut form.text).id(id).desired_width(ui.available_width() - 20.0);
    let output = field.char_limit(200).show(ui);
    let field = output.response.response.accessible_name(tr!("library-name-of", field = name.to_owned()));
    if std::mem::take(&mut form.is_new) {
        field.request_focus();
        let mut state = output.state;
        let all = egui::text::CCursorRange::select_all(&output.galley);
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), field.id);
    }
    let to = form.text.trim();
    let is_other = to != name && !to.is_empty();
    let is_taken = is_other && is_taken(to);
    let why_not = match (to.is_empty(), is_taken) {
        (true, _) => Some(tr!("library-name-missing")),
        (_, true) => Some(tr!("library-name-taken", name = to.to_owned())),
        _ => form.refused.as_ref().filter(|(refused, _)| refused == to).map(|(_, why)| why.clone()),
    };
    if let Some(why) = &why_not {
        ui.add(egui::Label::new(theme::worse(ui, why)).wrap());
    }
    let is_elsewhere = !field.has_focus() && !field.lost_focus();
    // Once the keyboard is elsewhere, what else listens to Escape goes first.
    if is_elsewhere {
        let is_free = ui.memory(|memory| memory.focused().is_none());
        let is_left = is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        return if is_left { Done::Ask(None) } else { Done::Nothing };
    }
    if !field.lost_focus() {
        return Done::Nothing;
    }
    let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
    match (why_not, is_other) {
        _ if is_given_up => Done::Ask(None),
        // It can be mended: the field stays open until it is, or is left by Escape.
        (Some(_), _) => {
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                field.request_focus();
            }
            Done::Nothing
        }
        (None, true) => Done::Change(FieldChange::Rename { field: name.to_owned(), to: to.to_owned() }, true),
        (None, false) => Done::Ask(None),
    }
}

/// What another type would do, before it does.
pub fn type_ui(ui: &mut Ui, model: &Model, row: &FieldRow, to: FieldType, tried: Option<&Tried>) -> Done {
    let name = &row.summary.name;
    question_ui(ui, |ui| {
        ui.label(theme::strong(&tr!("library-retype-title", field = name.clone(), type = words::type_key(to))));
        let mut can = false;
        match tried.map(|tried| &tried.effect) {
            None => {
                ui.horizontal(|ui| {
                    ui.spinner();
                    ui.label(theme::second(ui, &tr!("library-trying")));
                });
            }
            Some(Err(why)) => {
                ui.add(egui::Label::new(theme::worse(ui, why)).wrap());
            }
            Some(Ok(effect)) => {
                can = true;
                effect_ui(ui, row, to, effect);
            }
        }
        let against = follow::criteria_against(model, name, to);
        if !against.is_empty() {
            let text = tr!("library-retype-against", count = against.len(), names = words::criteria(model, &against));
            ui.add(egui::Label::new(theme::worse(ui, &text)).wrap());
        }
        let [yes, no] = [tr!("library-retype-do", type = words::type_key(to)), tr!("library-keep")];
        match answer_ui(ui, &yes, &no, can) {
            Some(true) => Done::Change(FieldChange::Retype { field: name.clone(), to }, false),
            Some(false) => Done::Ask(None),
            None => Done::Nothing,
        }
    })
}

/// “8,761 values read as numbers; 39 can't and become missing: “about 50” (12), …”.
fn effect_ui(ui: &mut Ui, row: &FieldRow, to: FieldType, effect: &FieldEffect) {
    let read = row.summary.filled.saturating_sub(effect.lost_total);
    let text = if effect.lost_total == 0 {
        tr!("library-retype-all", read = format::count(read), number = read, type = words::type_key(to))
    } else {
        const SHOWN: usize = 5;
        let lost = effect.lost.iter().take(SHOWN);
        let mut told: Vec<String> =
            lost.map(|lost| format!("“{}” ({})", lost.value, format::count(lost.leads))).collect();
        if effect.lost.len() > SHOWN {
            told.push("…".to_owned());
        }
        tr!(
            "library-retype-some",
            read = format::count(read),
            number = read,
            type = words::type_key(to),
            lost = format::count(effect.lost_total),
            values = told.join(", ")
        )
    };
    ui.add(egui::Label::new(text).wrap());
    for note in &effect.notes {
        ui.add(egui::Label::new(theme::second(ui, note)).wrap());
    }
}

/// What hangs on a field that is to go.
pub fn delete_ui(ui: &mut Ui, model: &Model, row: &FieldRow, of: Option<&FieldUse>) -> Done {
    let name = &row.summary.name;
    question_ui(ui, |ui| {
        ui.label(theme::strong(&tr!("library-delete-title", field = name.clone())));
        if let Some(of) = of.filter(|of| of.is_asked_for()) {
            let text = if of.criteria.is_empty() {
                tr!("library-delete-segments", count = of.segments)
            } else {
                tr!("library-delete-asked", count = of.criteria.len(), names = words::criteria(model, &of.criteria))
            };
            ui.add(egui::Label::new(theme::worse(ui, &text)).wrap());
        } else {
            ui.add(egui::Label::new(tr!("library-delete-nothing")).wrap());
        }
        let values = row.summary.filled;
        let about = tr!("library-delete-about", number = values, values = format::count(values));
        ui.add(egui::Label::new(theme::second(ui, &about)).wrap());
        match answer_ui(ui, &tr!("library-delete-do"), &tr!("library-keep"), true) {
            Some(true) => Done::Change(FieldChange::Delete { field: name.clone() }, false),
            Some(false) => Done::Ask(None),
            None => Done::Nothing,
        }
    })
}

/// A question within the card of the field.
pub fn question_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> Done) -> Done {
    let theme = theme::of(ui);
    egui::Frame::new()
        .fill(theme.ground)
        .stroke(egui::Stroke::new(1.0, theme.line))
        .corner_radius(7)
        .inner_margin(egui::Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            content(ui)
        })
        .inner
}

/// Yes or no: Enter is yes, Escape is no. `None` until it is answered.
pub fn answer_ui(ui: &mut Ui, yes: &str, no: &str, can: bool) -> Option<bool> {
    let mut answer = None;
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let response = ui.add_enabled_ui(can, |ui| widgets::quiet_button(ui, yes)).inner;
        let first = egui::Id::unique(("library question", yes));
        // Once, when it can first be answered: the keyboard may go elsewhere after.
        if can && !ui.data(|data| data.get_temp::<bool>(first)).unwrap_or(false) {
            response.request_focus();
        }
        ui.data_mut(|data| data.insert_temp(first, can));
        if response.clicked() {
            answer = Some(true);
        }
        if widgets::link_button(ui, no).clicked() {
            answer = Some(false);
        }
        if answer.is_some() {
            ui.data_mut(|data| data.remove::<bool>(first));
        }
    });
    if answer.is_none() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        ui.data_mut(|data| data.remove::<bool>(egui::Id::unique(("library question", yes))));
        answer = Some(false);
    }
    answer
}
