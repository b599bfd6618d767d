//! The model asks for attributes that the open library lacks: which of the library's own they are, one choice each, and one
//! step for all.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui::{self, Align, Key, Layout, Modifiers, Role, Ui, WidgetInfo, vec2};

use crate::{
    app::{
        pages::{criteria::rule::type_name, library::share},
        state::State,
        theme, widgets,
    },
    lead::letters,
    model::check::{FieldFacts, GuessedBy, Mend, Missing, attributes_read, missing_attributes},
};

const ROW: f32 = 38.0;
/// Below the choice there is a line of words where there is no room beside it.
const TALL_ROW: f32 = 58.0;
/// Where the columns of the list begin.
const WHO: f32 = 190.0;
const CHOICE: f32 = 280.0;
const CHOICE_WIDTH: f32 = 280.0;
/// So much room the words beside a choice need.
const WORDS: f32 = 230.0;

/// What is being said.
pub struct Naming {
    /// Of the library that it is said of, and how many leads that has.
    fields: Arc<Vec<FieldFacts>>,
    leads: u64,
    missing: Vec<Missing>,
    /// The names that the model's criteria ask for.
    read: BTreeSet<String>,
    /// By the model's name, the library's.
    choices: BTreeMap<String, String>,
}

/// What is to be known of a choice, in words beside it.
struct Remark {
    text: String,
    is_warning: bool,
}

impl Naming {
    fn new(state: &State) -> Option<Self> {
        let facts = &state.scored.as_ref()?.facts;
        let (fields, leads) = (Arc::clone(&facts.fields), facts.leads);
        let mut missing = missing_attributes(&state.document.model, facts);
        // What is guessed is to be looked at; the rest in the order of the model.
        missing.sort_by_key(|one| one.guess.is_none());
        let likely = missing.iter().filter_map(|one| Some((one.name.clone(), one.guess.as_ref()?.field.clone())));
        let choices = likely.collect();
        let read = attributes_read(&state.document.model);
        (!missing.is_empty()).then_some(Self { fields, leads, missing, read, choices })
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

    /// How many choices are as they were guessed.
    fn guesses(&self) -> usize {
        self.missing.iter().filter(|one| is_guess(one, &self.choices)).count()
    }
}

fn is_guess(one: &Missing, choices: &BTreeMap<String, String>) -> bool {
    one.guess.as_ref().is_some_and(|guess| choices.get(&one.name) == Some(&guess.field))
}

/// What there is to say of a choice: what speaks against it goes first.
fn remarks(naming: &Naming, one: &Missing) -> Vec<Remark> {
    let Naming { fields, leads: _, read, missing, choices } = naming;
    let Some(chosen) = choices.get(&one.name) else { return Vec::new() };
    let mut remarks = Vec::new();
    let mut warn = |text: String| remarks.push(Remark { text, is_warning: true });
    let is_other = |other: &&Missing| other.name != one.name && choices.get(&other.name) == Some(chosen);
    let others: Vec<String> = missing.iter().filter(is_other).map(|other| format!("“{}”", other.name)).collect();
    if !others.is_empty() {
        warn(tr!("problems-named-twice", others = others.join(", ")));
    }
    if read.contains(chosen) {
        warn(tr!("problems-named-already"));
    }
    let field = fields.iter().find(|field| field.name == *chosen);
    if field.is_some_and(|field| field.known == 0) {
        warn(tr!("problems-named-empty"));
    }
    if let Some((field, asked)) = field.zip(one.asked).filter(|(field, asked)| field.field_type != *asked) {
        warn(tr!("problems-named-type", is = type_name(field.field_type), asked = type_name(asked)));
    }
    if let Some(guess) = one.guess.as_ref().filter(|guess| guess.field == *chosen) {
        let text = match guess.by {
            GuessedBy::Name => match (letters(&one.name), letters(chosen)) {
                (asked, has) if asked == has => tr!("problems-guess-name"),
                (asked, has) if asked.ends_with(&has) || has.ends_with(&asked) => tr!("problems-guess-prefix"),
                _ => tr!("problems-guess-ending"),
            },
            GuessedBy::Renaming => tr!("problems-renamed"),
            GuessedBy::Meaning => tr!("problems-guess-meaning"),
            GuessedBy::Spelling => tr!("problems-guess-spelling"),
            GuessedBy::Values { found, asked } => tr!("problems-guess-values", found = found, asked = asked),
        };
        remarks.push(Remark { text, is_warning: false });
    }
    remarks
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
        let mends: Vec<Mend> = naming.mends().collect();
        self.apply(mends.iter());
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
    let guesses = naming.guesses();
    ui.horizontal(|ui| {
        ui.add_enabled_ui(renamed > 0, |ui| {
            is_done = widgets::primary_button(ui, &tr!("problems-rename", count = renamed)).clicked();
        });
        is_over |= widgets::quiet_button(ui, &tr!("problems-naming-back")).clicked();
        if guesses > 0 && widgets::link_button(ui, &tr!("problems-refuse-all", count = guesses)).clicked() {
            let refused: Vec<_> = naming.missing.iter().filter(|one| is_guess(one, &naming.choices)).collect();
            refused.into_iter().for_each(|one| drop(naming.choices.remove(&one.name)));
        }
    });
    ui.add_space(8.0);
    let height = if has_words_beside(ui.available_width()) { ROW } else { TALL_ROW };
    let list = egui::ScrollArea::vertical().id_salt("naming").auto_shrink(false);
    list.show_rows(ui, height, naming.missing.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for at in rows {
            let Some(one) = naming.missing.get(at) else { continue };
            let remarks = remarks(&naming, one);
            row_ui(ui, state, (one, &remarks), (&naming.fields, naming.leads), &mut naming.choices);
        }
    });
    state.pages.problems.naming = Some(naming).filter(|_| !is_over);
    if is_done {
        state.finish_naming();
    }
    true
}

fn has_words_beside(width: f32) -> bool {
    width >= CHOICE + CHOICE_WIDTH + WORDS
}

fn row_ui(
    ui: &mut Ui,
    state: &State,
    (one, remarks): (&Missing, &[Remark]),
    fields: (&[FieldFacts], u64),
    choices: &mut BTreeMap<String, String>,
) {
    let is_beside = has_words_beside(ui.available_width());
    let (left, row) = (ui.cursor().left(), vec2(ui.available_width(), ROW));
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
        if is_beside {
            remarks_ui(ui, one, remarks, choices);
        }
    });
    if !is_beside {
        let row = vec2(ui.available_width(), TALL_ROW - ROW);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Min), |ui| {
            ui.add_space(CHOICE);
            remarks_ui(ui, one, remarks, choices);
            ui.allocate_space(vec2(0.0, row.y));
        });
    }
}

/// What there is to say of the choice, and the button that refuses it where it is a guess.
fn remarks_ui(ui: &mut Ui, one: &Missing, remarks: &[Remark], choices: &mut BTreeMap<String, String>) {
    if remarks.is_empty() {
        return;
    }
    if is_guess(one, choices) {
        let button = widgets::icon_button(ui, widgets::Icon::X, &tr!("problems-refuse", name = one.name.clone()));
        if button.clicked() {
            choices.remove(&one.name);
        }
    }
    let is_warning = remarks.iter().any(|remark| remark.is_warning);
    if is_warning {
        ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme::of(ui).warning));
    }
    let texts: Vec<&str> = remarks.iter().map(|remark| remark.text.as_str()).collect();
    let text = texts.join(" · ");
    let shown = if is_warning { egui::RichText::new(&text) } else { theme::second(ui, &text) };
    ui.add(egui::Label::new(shown).truncate()).on_hover_text(text);
}

fn choice_ui(
    ui: &mut Ui,
    one: &Missing,
    (fields, leads): (&[FieldFacts], u64),
    choices: &mut BTreeMap<String, String>,
) {
    let nothing = tr!("problems-name-none");
    let shown = choices.get(&one.name).cloned().unwrap_or_else(|| nothing.clone());
    let width = (ui.available_width() - 12.0).clamp(140.0, CHOICE_WIDTH - 12.0);
    let combo = widgets::combo_box(("meant", &one.name)).selected_text(&shown).width(width).truncate();
    let combo = combo.show_ui(ui, |ui| {
        if ui.selectable_label(!choices.contains_key(&one.name), &nothing).clicked() {
            choices.remove(&one.name);
        }
        for field in fields {
            let is_it = choices.get(&one.name) == Some(&field.name);
            let text = format!("{} · {}", field.name, type_name(field.field_type));
            let filled = tr!("problems-name-filled", share = share(field.known, leads));
            let name = format!("{text}, {filled}");
            let line = egui::Button::selectable(is_it, text).right_text(theme::second(ui, &filled));
            let line = ui.add(line);
            line.widget_info(|| WidgetInfo::selected(Role::Button, true, is_it, &name));
            if line.clicked() {
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
