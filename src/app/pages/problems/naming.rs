//! The model asks for attributes that the open library lacks: which of the library's own they are, one choice each, and one
//! step for all.

use std::{collections::BTreeMap, sync::Arc};

use eframe::egui::{self, Align, Key, Layout, Modifiers, Role, Ui, WidgetInfo, vec2};

use crate::{
    app::{pages::criteria::rule::type_name, state::State, theme, widgets},
    model::check::{FieldFacts, Mend, Missing, missing_attributes},
};

const ROW: f32 = 38.0;
/// Where the columns of the list begin.
const WHO: f32 = 250.0;
const CHOICE: f32 = 370.0;

/// What is being said.
pub struct Naming {
    /// Of the library that it is said of.
    fields: Arc<Vec<FieldFacts>>,
    missing: Vec<Missing>,
    /// By the model's name, the library's.
    choices: BTreeMap<String, String>,
}

impl Naming {
    fn new(state: &State) -> Option<Self> {
        let fields = Arc::clone(&state.scored.as_ref()?.facts.fields);
        let missing = missing_attributes(&state.document.model, &fields);
        let likely = missing.iter().filter_map(|one| Some((one.name.clone(), one.meant.clone()?)));
        let choices = likely.collect();
        (!missing.is_empty()).then_some(Self { fields, missing, choices })
    }

    fn mends(&self) -> impl Iterator<Item = Mend> {
        self.missing.iter().filter_map(|one| {
            let to = self.choices.get(&one.name)?.clone();
            Some(Mend::RenameAttribute { from: one.name.clone(), to })
        })
    }

    /// How many criteria ask for any of them, and how many would be changed.
    fn counts(&self) -> (usize, usize) {
        let count = |is_in: &dyn Fn(&Missing) -> bool| {
            let mut ids: Vec<_> = self.missing.iter().filter(|one| is_in(one)).flat_map(|one| &one.criteria).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.len()
        };
        (count(&|_| true), count(&|one| self.choices.contains_key(&one.name)))
    }
}

impl State {
    /// Asks which of the library's attributes are meant.
    pub(in crate::app) fn begin_naming(&mut self) {
        self.pages.problems.naming = Naming::new(self);
    }

    /// Renames in the model what was said, in one step.
    fn finish_naming(&mut self) {
        let Some(naming) = self.pages.problems.naming.take() else { return };
        let (_, count) = naming.counts();
        for mend in naming.mends() {
            mend.apply(&mut self.document.model);
        }
        self.touch();
        self.document.notice();
        self.tell(tr!("problems-named", count = count));
    }
}

/// False where there is nothing to be said (any more).
pub(super) fn show(ui: &mut Ui, state: &mut State) -> bool {
    let fields = state.scored.as_ref().map(|scored| Arc::clone(&scored.facts.fields));
    let Some(mut naming) = state.pages.problems.naming.take() else { return false };
    // Another library has others.
    if !fields.is_some_and(|fields| Arc::ptr_eq(&fields, &naming.fields) || *fields == *naming.fields) {
        return false;
    }
    let is_free = state.modal.is_none() && !egui::Popup::is_any_open(ui.ctx());
    let mut is_over = is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let (asking, renamed) = naming.counts();
    ui.label(theme::strong(&tr!("problems-naming", count = naming.missing.len(), criteria = asking)));
    ui.label(theme::second(ui, &tr!("problems-naming-about")));
    ui.add_space(8.0);
    let mut is_done = false;
    ui.horizontal(|ui| {
        ui.add_enabled_ui(renamed > 0, |ui| {
            is_done = widgets::primary_button(ui, &tr!("problems-rename", count = renamed)).clicked();
        });
        is_over |= widgets::quiet_button(ui, &tr!("problems-naming-back")).clicked();
    });
    ui.add_space(8.0);
    let Naming { missing, choices, fields } = &mut naming;
    egui::ScrollArea::vertical().id_salt("naming").auto_shrink(false).show_rows(ui, ROW, missing.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for one in missing.get(rows).into_iter().flatten() {
            row_ui(ui, state, one, fields, choices);
        }
    });
    state.pages.problems.naming = Some(naming).filter(|_| !is_over);
    if is_done {
        state.finish_naming();
    }
    true
}

fn row_ui(ui: &mut Ui, state: &State, one: &Missing, fields: &[FieldFacts], choices: &mut BTreeMap<String, String>) {
    let row = vec2(ui.available_width(), ROW);
    let left = ui.cursor().left();
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.add_sized(vec2(WHO - 20.0, ROW), |ui: &mut Ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(theme::strong(&one.name)).truncate())
            })
            .inner
        });
        ui.add_space((left + WHO - ui.cursor().left()).max(0.0));
        let who = ui.label(theme::second(ui, &tr!("problems-asked-by", count = one.criteria.len())));
        let name = |id| state.document.model.criterion(id).map(|criterion| criterion.name.as_str());
        who.on_hover_text(one.criteria.iter().filter_map(name).collect::<Vec<_>>().join("\n"));
        ui.add_space((left + CHOICE - ui.cursor().left()).max(0.0));
        choice_ui(ui, one, fields, choices);
    });
}

fn choice_ui(ui: &mut Ui, one: &Missing, fields: &[FieldFacts], choices: &mut BTreeMap<String, String>) {
    let nothing = tr!("problems-name-none");
    let shown = choices.get(&one.name).cloned().unwrap_or_else(|| nothing.clone());
    let width = (ui.available_width() - 12.0).clamp(140.0, 320.0);
    let combo = widgets::combo_box(("meant", &one.name)).selected_text(&shown).width(width).truncate();
    let combo = combo.show_ui(ui, |ui| {
        if ui.selectable_label(!choices.contains_key(&one.name), &nothing).clicked() {
            choices.remove(&one.name);
        }
        for field in fields {
            let is_it = choices.get(&one.name) == Some(&field.name);
            let text = format!("{} · {}", field.name, type_name(field.field_type));
            if ui.selectable_label(is_it, text).clicked() {
                choices.insert(one.name.clone(), field.name.clone());
            }
        }
    });
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, tr!("problems-name-of", name = one.name.clone()));
        info.current_text_value = Some(shown.clone());
        info
    });
}
