//! The page “Criteria”: tables by tier on both axes, and the chosen criterion with its rule as a sentence of fields.

mod axis_menu;
mod card;
mod columns;
pub mod edit;
mod keys;
mod row;
pub mod rule;
mod table;

use eframe::egui;

use crate::{
    app::{format, state::State, widgets},
    model::{Agreement, Axis, Criterion, CriterionId, Model},
};

/// Narrower than this, the two tables stand one above the other.
const SIDE_BY_SIDE: f32 = 700.0;
const GAP: f32 = 12.0;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct CriteriaPage {
    /// The criterion whose rule is open.
    pub chosen: Option<CriterionId>,
    /// The criterion whose name is being edited in its row.
    renaming: Option<CriterionId>,
    /// The row being dragged.
    dragged: Option<CriterionId>,
    shown: Shown,
    /// How high the card wants to be, as the last frame found.
    card_height: f32,
    /// Scroll the chosen row into view in the next frame.
    follow: bool,
}

/// Which criteria are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    Contested,
    Off,
}

impl CriteriaPage {
    /// Chooses a criterion and brings its row into view.
    pub fn choose(&mut self, id: CriterionId) {
        self.chosen = Some(id);
        self.follow = true;
    }

    /// Chooses a criterion wherever it is: nothing that is filtered away may hide it.
    pub fn reveal(&mut self, id: CriterionId) {
        self.shown = Shown::All;
        self.choose(id);
    }

    fn lists(&self, criterion: &Criterion) -> bool {
        match self.shown {
            Shown::All => true,
            Shown::Contested => is_contested(criterion),
            Shown::Off => !criterion.enabled,
        }
    }
}

fn is_contested(criterion: &Criterion) -> bool {
    criterion.agreement() == Agreement::Contested
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    // Another draft may have taken the criterion away.
    if let Some(chosen) = &state.pages.criteria.chosen
        && state.document.model.criterion(chosen).is_none()
    {
        state.pages.criteria.chosen = None;
    }
    // A row that has scrolled out of sight must not take the keyboard when it comes back.
    if ui.ctx().text_edit_focused()
        && let Some(renamed) = &state.pages.criteria.renaming
        && !ui.memory(|memory| memory.has_focus(keys::row_id(renamed).with("name")))
    {
        state.pages.criteria.renaming = None;
    }
    keys::read(ui, state);
    header_ui(ui, state);
    let has_card = state.pages.criteria.chosen.is_some();
    let available = ui.available_size();
    // The card is as high as what is in it, but leaves the tables the larger half.
    let most = (available.y * 0.5).max(180.0);
    let card_height = if has_card { state.pages.criteria.card_height.clamp(120.0, most) } else { 0.0 };
    let tables_height = available.y - card_height - if has_card { GAP } else { 0.0 };
    tables_ui(ui, state, egui::vec2(available.x, tables_height));
    if let Some(chosen) = state.pages.criteria.chosen.clone() {
        ui.add_space(GAP);
        card::show(ui, state, &chosen);
    }
}

fn header_ui(ui: &mut egui::Ui, state: &mut State) {
    let model = &state.document.model;
    let contested = model.criteria.iter().filter(|criterion| is_contested(criterion)).count();
    let off = model.criteria.iter().filter(|criterion| !criterion.enabled).count();
    let subtitle = subtitle(model, contested);
    let shown = &mut state.pages.criteria.shown;
    if contested == 0 && *shown == Shown::Contested || off == 0 && *shown == Shown::Off {
        *shown = Shown::All;
    }
    widgets::page_header(ui, &tr!("page-criteria"), &subtitle, |ui| {
        let mut choices = vec![(Shown::All, tr!("criteria-all"))];
        if contested > 0 {
            choices.push((Shown::Contested, tr!("criteria-contested", count = contested)));
        }
        if off > 0 {
            choices.push((Shown::Off, tr!("criteria-off", count = off)));
        }
        if choices.len() > 1 {
            let choices: Vec<_> = choices.iter().map(|(value, label)| (*value, label.as_str())).collect();
            widgets::segmented(ui, &tr!("criteria-shown"), shown, &choices);
        }
    });
}

fn subtitle(model: &Model, contested: usize) -> String {
    let count = format::count(model.criteria.len() as u64);
    if contested > 0 {
        tr!("criteria-subtitle-contested", number = model.criteria.len(), count = count, contested = contested)
    } else {
        tr!("criteria-subtitle", number = model.criteria.len(), count = count)
    }
}

fn tables_ui(ui: &mut egui::Ui, state: &mut State, size: egui::Vec2) {
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let halves = if size.x >= SIDE_BY_SIDE {
        let width = (size.x - GAP) / 2.0;
        [
            egui::Rect::from_min_size(rect.min, egui::vec2(width, size.y)),
            egui::Rect::from_min_size(rect.min + egui::vec2(width + GAP, 0.0), egui::vec2(width, size.y)),
        ]
    } else {
        let height = (size.y - GAP) / 2.0;
        [
            egui::Rect::from_min_size(rect.min, egui::vec2(size.x, height)),
            egui::Rect::from_min_size(rect.min + egui::vec2(0.0, height + GAP), egui::vec2(size.x, height)),
        ]
    };
    for (axis, half) in Axis::ALL.into_iter().zip(halves) {
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(half).id_salt(axis));
        table::show(&mut child, state, axis);
    }
    if !ui.input(|input| input.pointer.any_down()) {
        state.pages.criteria.dragged = None;
    }
    state.pages.criteria.follow = false;
}
