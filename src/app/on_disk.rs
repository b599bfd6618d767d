//! The open file was changed by someone else: reloaded where nothing can be lost, else said in a line with what can be done.

use std::sync::Arc;

use eframe::egui::{self, Align, Layout, Panel};

use super::{
    modals::{Changed, Modal},
    pages::compare::{Compare, With},
    state::State,
    theme,
    watch::{Found, Target},
    widgets,
};
use crate::model::{
    Model,
    diff::{diff, undo_label},
};

const HEIGHT: f32 = 44.0;

impl State {
    /// Takes what was found in the open file, and has it watched.
    pub fn keep_watched(&mut self, ctx: &egui::Context) {
        let is_back = ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true)));
        self.note_library_file();
        if is_back {
            self.look_at_library_file();
        }
        if self.settings_file.is_kept() {
            if self.watch.follow(&self.document) {
                self.on_disk = None;
                self.compare_with_disk(&Arc::clone(&self.document.saved));
            }
            if is_back {
                self.watch.look_now();
            }
            if let Some(found) = self.watch.take() {
                self.take_found(found);
            }
        }
        // Not under the hands of who is typing, nor behind a question.
        if !ctx.text_edit_focused() && self.modal.is_none() {
            self.reload_if_clean();
        }
    }

    /// Looks at the open file at once: for tests, never in the window.
    pub fn look_at_file(&mut self) {
        if let Some(found) = Target::of(&self.document, 0).and_then(|mut target| target.look()) {
            self.take_found(found);
        }
    }

    fn take_found(&mut self, found: Found) {
        match &found {
            Found::AsSeen => self.compare_with_disk(&Arc::clone(&self.document.saved)),
            Found::Changed(loaded) => self.compare_with_disk(&Arc::new(loaded.model.clone())),
            Found::Missing | Found::Unreadable(_) => {}
        }
        self.on_disk = match found {
            Found::AsSeen => None,
            other => Some(other),
        };
    }

    /// Who looks at what is on the disk sees it as it is by now.
    fn compare_with_disk(&mut self, model: &Arc<Model>) {
        if let Some(compare) = &mut self.pages.compare {
            compare.follow_disk(model);
        }
    }

    /// A draft without changes of its own simply follows its file.
    fn reload_if_clean(&mut self) {
        let Some(Found::Changed(loaded)) = &self.on_disk else { return };
        // The whole draft is compared only where it is about to be replaced.
        if self.document.looks_dirty() || self.document.is_dirty() {
            return;
        }
        let differences = diff(&self.document.model, &loaded.model);
        let loaded = loaded.as_ref().clone();
        self.warn_of_comments(&loaded);
        self.document.commit();
        self.document.model = loaded.model.clone();
        self.document.rebase(loaded);
        self.on_disk = None;
        if !differences.is_empty() {
            let what = if differences.iter().any(|it| self.is_hidden(&[], it)) {
                tr!("on-disk-changes", count = differences.len())
            } else {
                undo_label(&differences)
            };
            self.tell(tr!("on-disk-reloaded", file = self.document.file_label(), what = what));
        }
    }
}

/// The line below the bar, while the file is not what it was and something would be lost by reloading it.
pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let Some(found) = &state.on_disk else { return };
    let theme = theme::of(ui);
    let file = state.document.file_label();
    let (text, is_mergeable) = match found {
        Found::AsSeen => return,
        Found::Changed(_) => (tr!("on-disk-changed", file = file), true),
        Found::Missing => (tr!("on-disk-missing", file = file), false),
        Found::Unreadable(why) => (tr!("on-disk-unreadable", why = why.clone()), false),
    };
    let frame = egui::Frame::new().fill(theme.card).inner_margin(egui::Margin::symmetric(16, 0));
    Panel::top("on disk").exact_size(HEIGHT).resizable(false).frame(frame).show(ui, |ui| {
        let rect = ui.max_rect().expand2(egui::vec2(16.0, 0.0));
        ui.painter().rect_filled(rect, 0.0, theme.contested);
        ui.painter().rect_filled(rect.with_max_x(rect.left() + 4.0), 0.0, theme.warning);
        ui.horizontal_centered(|ui| {
            ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme.warning));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::quiet_button(ui, &tr!("on-disk-keep")).clicked() {
                    state.on_disk = None;
                } else if is_mergeable {
                    buttons_ui(ui, state);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(theme::strong(&text).color(theme.text)).truncate());
                });
            });
        });
    });
}

fn buttons_ui(ui: &mut egui::Ui, state: &mut State) {
    let Some(Found::Changed(loaded)) = &state.on_disk else { return };
    let (merge, look) =
        (widgets::quiet_button(ui, &tr!("on-disk-merge")), widgets::quiet_button(ui, &tr!("on-disk-look")));
    if look.clicked() {
        let model = Arc::new(loaded.model.clone());
        let name = state.document.file_label();
        state.pages.compare = Some(Compare::new(With::OnDisk, name, model));
    }
    if merge.clicked()
        && let Some(path) = state.document.path.clone()
    {
        // What is there by now, which may be newer than what was found.
        let changed = Changed::before_saving(&path, &state.document);
        state.raise(Modal::Changed(Box::new(changed)));
    }
}
