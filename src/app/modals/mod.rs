//! Questions that must be answered before the work goes on.

mod blind;
mod changed;
mod elsewhere;
mod keep_test;
mod not_saved;
mod paste;
mod path;
mod remove_fields;
mod scenario;
mod settings;
mod shortcuts;
mod templates;
mod typed_paths;
mod unsaved;
mod unsaved_work;

use std::path::PathBuf;

use eframe::egui;

pub use self::{
    blind::BlindForm,
    changed::Changed,
    keep_test::KeepTestForm,
    not_saved::NotSaved,
    path::PathEntry,
    scenario::ScenarioForm,
    settings::{SettingsForm, SettingsSection},
    shortcuts::ShortcutSheet,
};
use super::{
    import::{self, Wizard},
    journal::Elsewhere,
    pages::criteria::Landing,
    palette::{self, Palette},
    samples::{Sample, Template},
    state::State,
    theme, widgets,
};
use crate::model::Model;

/// The one question that is open.
pub enum Modal {
    /// The draft would be lost by what comes next.
    Unsaved(Then),
    /// The file that is to be saved was changed by someone else.
    Changed(Box<Changed>),
    /// Saving failed; the draft is as it was.
    NotSaved(NotSaved),
    /// Another window has the model open that is to be opened.
    Elsewhere(PathBuf, Elsewhere),
    /// What windows left that ended without saving.
    UnsavedWork,
    /// A file, named by its path.
    Path(PathEntry),
    /// What files hold, and what is made of it.
    Import(Box<Wizard>),
    /// What a blind round is to be about.
    Blind(BlindForm),
    /// A pasted sheet of which not all was understood.
    Pasted(Box<Landing>),
    /// A blind round is to end while something is missing.
    Reveal,
    /// What belongs to the model as a whole; the draft is edited in place.
    Settings(SettingsForm),
    /// Which model to begin with.
    Templates,
    /// One field that finds everything.
    Palette(Box<Palette>),
    /// All keys, by what they are about.
    Shortcuts(ShortcutSheet),
    /// The name of a scenario.
    Scenario(ScenarioForm),
    /// A lead that is to be a test lead, and what is expected of it.
    KeepTest(Box<KeepTestForm>),
    /// What is retired in the library is to go for good.
    RemoveFields,
}

impl Modal {
    pub fn settings_of(model: &Model) -> Self {
        Self::Settings(SettingsForm::of(model))
    }

    /// Whether something is typed in it that is nowhere else.
    fn is_typed(&self) -> bool {
        matches!(self, Self::KeepTest(_) | Self::Scenario(_) | Self::Blind(_) | Self::Path(_))
    }

    /// Whether it is still a question when another model is open.
    pub(super) fn outlives_model(&self) -> bool {
        match self {
            Self::Elsewhere(..) | Self::UnsavedWork | Self::Import(_) | Self::Templates | Self::Shortcuts(_) => true,
            Self::Unsaved(_)
            | Self::Changed(_)
            | Self::NotSaved(_)
            | Self::Path(_)
            | Self::Blind(_)
            | Self::Pasted(_)
            | Self::Reveal
            | Self::Settings(_)
            | Self::Scenario(_)
            | Self::KeepTest(_)
            | Self::RemoveFields
            | Self::Palette(_) => false,
        }
    }
}

/// What is meant to happen once the draft is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    New,
    Open,
    OpenByPath,
    OpenFile(PathBuf),
    OpenSample(Sample),
    OpenTemplate(Template),
    /// The work that a window left, by the id of its offer.
    TakeUp(String),
    Quit,
}

/// What the user answered.
enum Answer {
    /// Nothing yet: ask on.
    Waiting,
    Close,
}

impl Answer {
    fn close_if(is_done: bool) -> Self {
        if is_done { Self::Close } else { Self::Waiting }
    }
}

pub fn show(ctx: &egui::Context, state: &mut State) {
    if state.modal.is_none() && !state.waiting.is_empty() {
        state.modal = Some(state.waiting.remove(0));
    }
    let Some(mut modal) = state.modal.take() else { return };
    let width = width(&modal).min(ctx.content_rect().width() - 80.0);
    let id = egui::Id::unique(("modal", std::mem::discriminant(&modal)));
    let response = egui::Modal::new(id).frame(frame(ctx, &modal)).area(area(id, &modal)).show(ctx, |ui| {
        ui.set_width(width);
        // Else a question could be no larger than it was in the frame before.
        ui.set_max_height(ctx.content_rect().height() - 80.0);
        ui.spacing_mut().item_spacing.y = 10.0;
        match &mut modal {
            Modal::Unsaved(then) => unsaved::show(ui, state, then),
            Modal::Changed(changed) => changed::show(ui, state, changed),
            Modal::Pasted(landing) => paste::show(ui, state, landing),
            Modal::NotSaved(failure) => not_saved::show(ui, state, failure),
            Modal::Elsewhere(path, elsewhere) => elsewhere::show(ui, state, path, *elsewhere),
            Modal::UnsavedWork => unsaved_work::show(ui, state),
            Modal::Path(entry) => path::show(ui, state, entry),
            Modal::Import(wizard) => Answer::close_if(import::show(ui, state, wizard)),
            Modal::Settings(form) => settings::show(ui, state, form),
            Modal::Blind(form) => blind::show_begin(ui, state, form),
            Modal::Reveal => blind::show_reveal(ui, state),
            Modal::Templates => templates::show(ui, state),
            Modal::Palette(palette) => Answer::close_if(palette::show(ui, state, palette)),
            Modal::Shortcuts(sheet) => shortcuts::show(ui, sheet),
            Modal::Scenario(form) => scenario::show(ui, state, form),
            Modal::KeepTest(form) => keep_test::show(ui, state, form),
            Modal::RemoveFields => remove_fields::show(ui, state),
        }
    });
    // A question that has just found its size has still to find the middle of the window.
    let (id, size) = (response.response.id.with("size"), response.response.rect.size());
    if ctx.data(|data| data.get_temp(id)) != Some(size) {
        ctx.data_mut(|data| data.insert_temp(id, size));
        ctx.request_repaint();
    }
    // A click beside is a slip of the hand where something was typed.
    let is_slip = modal.is_typed() && response.backdrop_response.clicked();
    let turns_away = response.should_close() && !is_slip;
    // What would be lost is asked about first.
    let turns_away = turns_away && if let Modal::Import(wizard) = &mut modal { wizard.turn_away() } else { true };
    let is_closed = matches!(response.inner, Answer::Close) || turns_away;
    // Whoever turns away from a question doesn't want what was to come after it; and once a path was named, it has come.
    if turns_away || is_closed && matches!(modal, Modal::Path(_)) && state.modal.is_none() {
        state.after_saving = None;
    }
    // What was to be written is under way by now, or nobody wants it.
    if is_closed && matches!(&modal, Modal::Path(entry) if entry.is_for_export()) {
        state.pages.what_if.no_export();
    }
    // An answer may have opened the next question.
    if !is_closed && state.modal.is_none() {
        state.modal = Some(modal);
    } else if !is_closed && matches!(modal, Modal::Import(_)) {
        // It waits until that is answered.
        state.waiting.insert(0, modal);
    }
}

fn width(modal: &Modal) -> f32 {
    match modal {
        Modal::Shortcuts(_) => 760.0,
        Modal::Import(_) => 1640.0,
        Modal::Pasted(_) | Modal::Settings(_) | Modal::Changed(_) | Modal::Templates | Modal::Palette(_) => 640.0,
        Modal::UnsavedWork => 560.0,
        _ => 480.0,
    }
}

/// A question stands apart from what it is about.
fn frame(ctx: &egui::Context, modal: &Modal) -> egui::Frame {
    let margin = if matches!(modal, Modal::Palette(_)) { 8 } else { 20 };
    egui::Frame::popup(&ctx.global_style()).inner_margin(egui::Margin::same(margin))
}

/// A question stands in the middle; the palette hangs from the top, so that its field stays where it is while the list
/// grows and shrinks.
fn area(id: egui::Id, modal: &Modal) -> egui::Area {
    let area = egui::Modal::default_area(id);
    match modal {
        Modal::Palette(_) => area.anchor(egui::Align2::CENTER_TOP, [0.0, 54.0]),
        _ => area,
    }
}

fn title(ui: &mut egui::Ui, text: &str) {
    ui.label(theme::heading(text));
}

/// The one button of a question whose main ones stand elsewhere; whether it was clicked.
fn quiet_way_out(ui: &mut egui::Ui, name: &str) -> bool {
    let size = egui::vec2(ui.available_width(), 30.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| widgets::quiet_button(ui, name).clicked()).inner
}

/// The buttons of a question, right-aligned, the main one last. Answers the index of the one that was clicked.
fn buttons(ui: &mut egui::Ui, names: &[&str]) -> Option<usize> {
    let mut clicked = None;
    ui.add_space(6.0);
    let size = egui::vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        for (index, name) in names.iter().enumerate().rev() {
            let is_main = index + 1 == names.len();
            let response = if is_main { widgets::primary_button(ui, name) } else { widgets::quiet_button(ui, name) };
            if is_main && !has_focus(ui) {
                // The question has the keyboard, not what lies below it: Enter is its main answer.
                response.request_focus();
            }
            if response.clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// Whether something in the same layer has the keyboard.
pub(super) fn has_focus(ui: &egui::Ui) -> bool {
    let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    focused.is_some_and(|response| response.layer_id == ui.layer_id())
}
