//! The page “Library”: what is known of the leads, field by field, and how the fields are put in order.
//!
//! | file | subject |
//! |---|---|
//! | `survey.rs` | what is in the library: counted on a thread |
//! | `view.rs` | search and order |
//! | `head.rs` | the library in a few numbers; undo, and what goes for good |
//! | `fields.rs`, `events.rs` | the two tables |
//! | `detail.rs`, `ask.rs` | the chosen field, and what is asked before it is changed |
//! | `counted.rs`, `values.rs` | its values |
//! | `change.rs`, `actions.rs` | the file is changed on a thread, then the model follows |
//! | `names.rs` | a draft of another day speaks of the fields as they are called today |
//! | `words.rs`, `keys.rs` | fields in words; the keyboard |

mod actions;
mod ask;
pub mod change;
mod counted;
mod detail;
mod events;
mod fields;
mod head;
mod keys;
mod names;
mod survey;
mod values;
mod view;
mod words;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Weak},
};

use eframe::egui::{self, Align, Layout, Rect, Ui, UiBuilder};

pub use self::keys::KEYS;
use self::{
    actions::Links,
    ask::{Asking, NameForm, Trier},
    change::FieldAct,
    detail::{Detail, Done, MergeForm},
    fields::Table,
    keys::Wish,
    survey::Survey,
    values::ValueDesk,
    view::{Listing, Shown, Uses, View},
};
use crate::{
    app::{
        background::{Background, Wake},
        commands::Command,
        format,
        pages::leads::grid,
        panel,
        places::Destination,
        state::State,
        tasks::Purpose,
        theme,
        widgets::{self, Icon, Scroll},
    },
    lead::Instant,
    library::{FieldChange, FieldSteps},
    model::follow::field_uses,
    scoring::Columns,
};

const GAP: f32 = 12.0;
/// From here on there is room for the chosen field beside the table.
const WIDE: f32 = 700.0;

/// What the page remembers.
pub struct LibraryPage {
    view: View,
    /// The name of the chosen field.
    chosen: Option<String>,
    /// What it was called in the leads as they were counted last: of a name that is new.
    formerly: Option<String>,
    /// It is to be seen.
    follow: bool,
    scroll: Scroll,
    kinds_scroll: Scroll,
    chosen_kind: Option<usize>,
    /// Whose fields they are.
    path: Option<PathBuf>,
    surveyor: Background<survey::Question, Arc<Survey>>,
    asked: Option<(Weak<Columns>, Instant)>,
    survey: Option<Arc<Survey>>,
    /// Where the draft speaks of fields, by its revision.
    uses: Option<(u64, Uses)>,
    listing: Option<Listing>,
    values: ValueDesk,
    asking: Option<Asking>,
    trier: Trier,
    merge: MergeForm,
    steps: FieldSteps,
    /// The names of the steps that undo and redo go through.
    labels: [Option<String>; 2],
    links: Links,
    /// The step of the model that brought it up to the names of the leads: undone, it has its own again.
    brought_up: Option<u64>,
    /// What was begun last.
    under_way: Option<FieldAct>,
    /// Of the change that is under way: whether the model names merged values as one.
    follows: bool,
}

impl LibraryPage {
    pub fn new(wake: &Wake) -> Self {
        Self {
            view: View::default(),
            chosen: None,
            formerly: None,
            follow: false,
            scroll: Scroll::default(),
            kinds_scroll: Scroll::default(),
            chosen_kind: None,
            path: None,
            surveyor: Background::new("library", Arc::clone(wake), Survey::new),
            asked: None,
            survey: None,
            uses: None,
            listing: None,
            values: ValueDesk::new(wake),
            asking: None,
            trier: Trier::new(wake),
            merge: MergeForm::default(),
            steps: FieldSteps::default(),
            labels: [None, None],
            links: Links::default(),
            brought_up: None,
            under_way: None,
            follows: true,
        }
    }

    /// Another model was opened: no step of it goes with one of the library.
    pub fn forget_model(&mut self) {
        self.links = Links::default();
    }

    /// Leads were opened: what was counted of those before is let go; of the same file the page stays where it was.
    pub fn forget_leads(&mut self, path: &Path) {
        self.surveyor.forget();
        let is_same_file = self.path.as_deref() == Some(path);
        self.values.forget_leads(is_same_file);
        self.trier.forget();
        self.asked = None;
        self.asking = None;
        if !is_same_file {
            self.path = Some(path.to_owned());
            self.choose(None);
            (self.survey, self.listing) = (None, None);
            self.view = View::default();
            (self.scroll, self.kinds_scroll, self.chosen_kind) = Default::default();
            self.links = Links::default();
            self.take_steps(FieldSteps::default());
        }
    }

    pub fn settle(&mut self) {
        self.surveyor.wait_until_idle();
        self.take();
        self.values.settle();
        self.trier.settle();
    }

    pub fn undo_label(&self) -> Option<&str> {
        self.labels[0].as_deref()
    }

    pub fn redo_label(&self) -> Option<&str> {
        self.labels[1].as_deref()
    }

    /// How many columns are no field any more, but still in the file.
    pub fn retired(&self) -> usize {
        self.steps.retired
    }

    /// Shows one field.
    pub fn show_field(&mut self, name: &str) {
        self.view = View::default();
        self.choose(Some(name.to_owned()));
        self.follow = true;
    }

    fn take(&mut self) {
        if let Some(survey) = self.surveyor.take() {
            self.take_steps(survey.steps.clone());
            self.survey = Some(survey);
            self.formerly = None;
        }
    }

    fn take_steps(&mut self, steps: FieldSteps) {
        // Of what is undone the first is done again next.
        self.labels = [steps.done.last().map(words::step), steps.undone.first().map(words::step)];
        self.steps = steps;
    }

    /// Counts what is in the leads, unless that is done. Answers whether it asked.
    fn keep(&mut self, columns: &Arc<Columns>, as_of: Instant) -> bool {
        self.take();
        let is_asked =
            self.asked.as_ref().is_some_and(|(of, at)| std::ptr::eq(of.as_ptr(), Arc::as_ptr(columns)) && *at == as_of);
        let Some(path) = self.path.clone().filter(|_| !is_asked) else { return false };
        self.asked = Some((Arc::downgrade(columns), as_of));
        self.surveyor.ask(survey::Question { columns: Arc::clone(columns), path, as_of });
        true
    }

    fn choose(&mut self, name: Option<String>) {
        if self.chosen != name {
            self.chosen = name;
            self.formerly = None;
            self.asking = None;
            self.merge = MergeForm::default();
            self.values.begin();
        }
    }

    /// The chosen field is called otherwise by now.
    pub(super) fn chose(&mut self, before: &str, now: &str) {
        if self.chosen.as_deref() == Some(before) {
            self.chosen = Some(now.to_owned());
            self.formerly = Some(before.to_owned());
            self.follow = true;
        }
    }

    /// The chosen field is gone: the one below it is chosen, else the one above.
    fn chose_beside(&mut self, gone: &str) {
        if self.chosen.as_deref() != Some(gone) {
            return;
        }
        let beside = self.listing.as_ref().and_then(|listing| {
            let place = listing.place(gone)?;
            let row = listing.row(place + 1).or_else(|| listing.row(place.checked_sub(1)?))?;
            Some(row.summary.name.clone())
        });
        self.choose(beside);
    }

    /// What the chosen field is called in the leads as they were counted last.
    fn counted_as<'a>(&'a self, survey: &Survey) -> Option<&'a str> {
        let known = |name: &&str| survey.field(name).is_some();
        let names = [self.chosen.as_deref(), self.formerly.as_deref()];
        names.into_iter().flatten().find(known)
    }
}

pub fn show(ui: &mut Ui, state: &mut State) {
    head::title_ui(ui, state);
    if state.library.is_none() || state.columns().is_empty() {
        return no_leads(ui, state);
    }
    let (columns, as_of) = (state.columns(), state.own_as_of());
    let revision = state.document.revision();
    let page = &mut state.pages.library;
    if page.keep(&columns, as_of) {
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint();
    }
    if page.uses.as_ref().is_none_or(|(of, _)| *of != revision) {
        page.uses = Some((revision, Arc::new(field_uses(state.document.draft()))));
    }
    let Some(survey) = page.survey.clone() else { return reading(ui) };
    if !state.settings.presentation {
        head::facts_ui(ui, &survey.head, as_of);
        ui.add_space(4.0);
    }
    behind_ui(ui, state);
    toolbar(ui, state, &survey);
    ui.add_space(4.0);
    let is_stale = !survey.is_of(&columns) || state.tasks.is_changing_fields();
    let is_dimmed = panel::opacity_of(ui, "library", is_stale) < 1.0;
    match state.pages.library.view.shown {
        Shown::Fields => fields_ui(ui, state, &survey, is_dimmed),
        Shown::Events => events_ui(ui, state, &survey),
    }
}

/// The model may come from before a field was renamed: it can be brought up to the names of the leads.
fn behind_ui(ui: &mut Ui, state: &mut State) {
    let behind = state.names_behind();
    let Some((from, to)) = behind.first() else { return };
    let text = tr!("library-behind", count = behind.len(), from = from.clone(), to = to.clone());
    ui.horizontal(|ui| {
        ui.label(theme::icon(Icon::TriangleAlert).color(theme::of(ui).warning));
        ui.label(text);
        if widgets::link_button(ui, &tr!("library-bring-up")).clicked() {
            state.bring_names_up();
        }
    });
    ui.add_space(4.0);
}

/// Fields or events, the search, and the steps at the right.
fn toolbar(ui: &mut Ui, state: &mut State, survey: &Survey) {
    let [fields, events] = [
        tr!("library-fields-count", count = format::count(survey.fields.len() as u64)),
        tr!("library-events-count", count = format::count(survey.kinds.len() as u64)),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let view = &mut state.pages.library.view;
        let choices = [(Shown::Fields, fields.as_str()), (Shown::Events, events.as_str())];
        widgets::segmented(ui, &tr!("library-show"), &mut view.shown, &choices);
        let hint = if view.shown == Shown::Fields { tr!("library-search") } else { tr!("library-search-events") };
        widgets::search_field(ui, &mut view.search, &hint, 190.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| head::steps_ui(ui, state));
    });
}

fn events_ui(ui: &mut Ui, state: &mut State, survey: &Survey) {
    let takes_keys = state.modal.is_none() && ui.memory(|memory| memory.focused().is_none());
    let page = &mut state.pages.library;
    let (search, scroll) = (&page.view.search, &mut page.kinds_scroll);
    let done = events::show(ui, survey, search, scroll, page.chosen_kind, takes_keys);
    page.chosen_kind = done.chosen.or(page.chosen_kind);
}

/// The table, and the chosen field beside it; below it where there is no room.
fn fields_ui(ui: &mut Ui, state: &mut State, survey: &Arc<Survey>, is_dimmed: bool) {
    let is_current = survey.is_of(&state.columns());
    let whole = ui.available_rect_before_wrap();
    ui.allocate_rect(whole, egui::Sense::hover());
    let (table, card) = if whole.width() >= WIDE {
        let width = (whole.width() * 0.34).clamp(330.0, 460.0);
        let card = whole.with_min_x(whole.right() - width);
        (whole.with_max_x(card.left() - GAP), card)
    } else {
        let top = whole.top() + (whole.height() * 0.42).round();
        (whole.with_max_y(top), whole.with_min_y(top + GAP))
    };
    let is_free = state.modal.is_none() && ui.memory(|memory| memory.focused().is_none());
    let page = &mut state.pages.library;
    let Some((_, uses)) = &page.uses else { return };
    if !page.listing.as_ref().is_some_and(|listing| listing.is_of(survey, &page.view, uses)) {
        page.listing = Some(Listing::new(survey, &page.view, uses));
    }
    let Some(listing) = &page.listing else { return };
    if listing.order.is_empty() {
        return nothing_found(ui, table.union(card), &mut page.view, survey.fields.is_empty());
    }
    let place = page.counted_as(survey).and_then(|name| listing.place(name));
    // A field is always told of: the first, until one is chosen. One that is not counted yet is waited for.
    let chosen = place.or(Some(0).filter(|_| is_current));
    let mut table_ui = ui.new_child(UiBuilder::new().id_salt("library table").max_rect(table));
    let follow = is_current && std::mem::take(&mut page.follow);
    let scroll = &mut page.scroll;
    let done = Table { listing, scroll, chosen, follow, is_dimmed, takes_keys: is_free }.show(&mut table_ui);
    let gone_to = done.chosen.or(chosen.filter(|_| is_current));
    let name = gone_to.and_then(|place| listing.row(place)).map(|row| row.summary.name.clone());
    if let Some(column) = done.sort {
        page.view.sort = grid::click_header(page.view.sort, column);
    }
    if gone_to.is_some() {
        page.choose(name);
    }
    card_ui(ui, state, survey, card, is_dimmed);
}

/// No field is called so; or there is none at all.
fn nothing_found(ui: &mut Ui, rect: Rect, view: &mut View, has_none: bool) {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    if has_none {
        widgets::empty_state(&mut ui, Icon::Database, &tr!("library-no-fields"), &tr!("library-no-fields-text"), &[]);
        return;
    }
    let (title, text, all) = (tr!("library-nothing"), tr!("library-nothing-text"), tr!("library-show-all"));
    if widgets::empty_state(&mut ui, Icon::SearchX, &title, &text, &[&all]).is_some() {
        view.search.clear();
    }
}

/// The chosen field, and what the user does to it.
fn card_ui(ui: &mut Ui, state: &mut State, survey: &Arc<Survey>, rect: Rect, is_dimmed: bool) {
    let Some(path) = state.library.as_ref().map(|library| library.path.clone()) else { return };
    let is_sample = state.is_of_sample(&path);
    let revision = state.document.revision();
    let (columns, as_of) = (state.columns(), state.own_as_of());
    let is_current = survey.is_of(&columns);
    let is_free = is_current && state.tasks.work.is_none() && state.modal.is_none();
    let page = &mut state.pages.library;
    let Some(row) = page.counted_as(survey).and_then(|name| survey.field(name)) else { return };
    let name = row.summary.name.clone();
    let question = counted::Question { columns, field: name.clone(), as_of };
    if is_current && page.values.keep(question) {
        ui.ctx().request_repaint();
    }
    if is_free && !is_sample {
        read_keys(ui, page, &name);
    }
    let tried = match &page.asking {
        Some(Asking::Type(to)) => Some(FieldChange::Retype { field: name.clone(), to: *to }),
        _ => None,
    };
    let tried = page.trier.keep(&path, tried.as_ref());
    let values = page.values.of(&name).cloned();
    let is_taken = |other: &str| survey.field(other).is_some();
    let of = page.uses.as_ref().and_then(|(_, uses)| uses.get(&name));
    let model = Arc::clone(state.document.draft());
    let detail = Detail {
        model: &model,
        revision,
        row,
        of,
        values: values.as_ref(),
        tried,
        is_sample,
        is_free,
        is_taken: &is_taken,
    };
    let mut card = ui.new_child(UiBuilder::new().id_salt("library field card").max_rect(rect));
    card.set_clip_rect(rect.intersect(ui.clip_rect()));
    if is_dimmed {
        card.set_opacity(0.55);
    }
    let done = detail.show(&mut card, &mut page.values, &mut page.asking, &mut page.merge);
    act_on(state, done);
}

fn act_on(state: &mut State, done: Done) {
    match done {
        Done::Nothing => {}
        Done::Ask(asking) => state.pages.library.asking = asking,
        Done::Criterion(id) => state.go(Destination::Criterion(id)),
        Done::Copy => state.wanted_dialog = Some(Purpose::CopyLibrary),
        Done::Change(change, follows) => {
            let page = &mut state.pages.library;
            page.merge = MergeForm::default();
            page.values.tick_none();
            state.change_field(change, follows);
        }
    }
}

fn read_keys(ui: &Ui, page: &mut LibraryPage, name: &str) {
    match keys::read(ui) {
        Some(Wish::Rename) => page.asking = Some(Asking::Name(NameForm::new(name))),
        Some(Wish::Delete) => page.asking = Some(Asking::Delete),
        Some(Wish::Values) => values::focus(ui),
        None => {}
    }
}

/// The page teaches what it will show.
fn no_leads(ui: &mut Ui, state: &mut State) {
    if state.tasks.work.is_some() {
        return reading(ui);
    }
    let actions = [tr!("leads-empty-open"), tr!("leads-empty-import"), tr!("leads-empty-sample")];
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let (title, text) = (tr!("library-empty"), tr!("library-empty-text"));
    match widgets::empty_state(ui, Icon::Database, &title, &text, &actions) {
        Some(0) => state.ask(Command::OpenLeads),
        Some(1) => state.ask(Command::ImportLeads),
        Some(_) => state.open_sample_leads(),
        None => {}
    }
}

fn reading(ui: &mut Ui) {
    ui.vertical_centered(|ui| {
        ui.add_space(120.0);
        ui.label(theme::second(ui, &tr!("library-reading")));
    });
}
