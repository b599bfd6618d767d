//! What was replaced or deleted in the library is to go from the file, and with it what could bring it back.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui::{self, Align, Layout, vec2};

use super::{Answer, has_focus, title};
use crate::{
    app::{
        format,
        pages::library::criteria_names,
        state::State,
        theme,
        widgets::{self, Icon},
    },
    library::{Retired, RetiredBy},
    model::{Model, follow::FieldUse},
};

const ROW: f32 = 22.0;
/// So many are seen at a time.
const ROWS: f32 = 8.0;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) -> Answer {
    let retired = state.pages.library.retired();
    if retired == 0 {
        return Answer::Close;
    }
    title(ui, &tr!("library-remove-title"));
    let model = Arc::clone(state.document.draft());
    let can = match state.pages.library.retired_desk.answer() {
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(theme::second(ui, &tr!("library-remove-looking")));
            });
            false
        }
        Some(Err(why)) => {
            ui.add(egui::Label::new(theme::worse(ui, why)).wrap());
            false
        }
        Some(Ok(columns)) => {
            columns_ui(ui, columns);
            if let Some((_, uses)) = &state.pages.library.uses {
                asked_ui(ui, &model, uses, columns);
            }
            true
        }
    };
    ui.add(egui::Label::new(theme::second(ui, &tr!("library-remove-why"))).wrap());
    match buttons_ui(ui, can) {
        Some(true) => {
            state.remove_fields_for_good();
            Answer::Close
        }
        Some(false) => Answer::Close,
        None => Answer::Waiting,
    }
}

/// What goes, each with its values.
fn columns_ui(ui: &mut egui::Ui, columns: &[Retired]) {
    if columns.is_empty() {
        ui.add(egui::Label::new(tr!("library-remove-traces")).wrap());
        return;
    }
    ui.add(egui::Label::new(tr!("library-remove-what", count = columns.len())).wrap());
    let area = egui::ScrollArea::vertical().id_salt("retired columns").max_height(ROWS * ROW);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        area.auto_shrink([false, true]).show_rows(ui, ROW, columns.len(), |ui, shown| {
            for column in columns.get(shown).unwrap_or_default() {
                let text = in_words(column);
                let size = vec2(ui.available_width(), ROW);
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.label(theme::icon(icon(column.why)).color(theme::of(ui).second));
                    ui.add_space(6.0);
                    ui.add(egui::Label::new(text.as_str()).truncate()).on_hover_text(text.as_str());
                });
            }
        });
    });
}

/// A criterion of the open model may still ask for a field that goes.
fn asked_ui(ui: &mut egui::Ui, model: &Model, uses: &BTreeMap<String, FieldUse>, columns: &[Retired]) {
    let deleted = columns.iter().filter(|column| column.why == RetiredBy::Deleting);
    let asked: BTreeSet<_> = deleted.filter_map(|column| uses.get(&column.field)).flat_map(|of| &of.criteria).collect();
    let asked: Vec<_> = asked.into_iter().cloned().collect();
    if !asked.is_empty() {
        let text = tr!("library-remove-asked", count = asked.len(), names = criteria_names(model, &asked));
        ui.add(egui::Label::new(theme::worse(ui, &text)).wrap());
    }
}

fn icon(why: RetiredBy) -> Icon {
    match why {
        RetiredBy::Deleting => Icon::Trash2,
        RetiredBy::Changing => Icon::History,
        RetiredBy::Undoing => Icon::Undo2,
    }
}

/// “Phone, deleted: 8,761 values”.
fn in_words(column: &Retired) -> String {
    let (field, values) = (column.field.clone(), format::count(column.values));
    match column.why {
        RetiredBy::Deleting => tr!("library-retired-deleted", field = field, values = values, number = column.values),
        RetiredBy::Changing => tr!("library-retired-changed", field = field, values = values, number = column.values),
        RetiredBy::Undoing => tr!("library-retired-undone", field = field, values = values, number = column.values),
    }
}

/// Whether it is to be done; `None` until that is answered. The keyboard begins at the answer that loses nothing.
fn buttons_ui(ui: &mut egui::Ui, can: bool) -> Option<bool> {
    let mut answer = None;
    ui.add_space(6.0);
    let size = vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let remove = ui.add_enabled_ui(can, |ui| widgets::danger_button(ui, &tr!("library-remove-do"))).inner;
        if remove.clicked() {
            answer = Some(true);
        }
        let cancel = widgets::quiet_button(ui, &tr!("cancel"));
        if !has_focus(ui) {
            cancel.request_focus();
        }
        if cancel.clicked() {
            answer = Some(false);
        }
    });
    answer
}
