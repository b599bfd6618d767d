//! The page “Library”: what is known of the leads, field by field, and how the fields are put in order.
//!
//! | file | subject |
//! |---|---|
//! | `page.rs` | what the page remembers |
//! | `survey.rs` | what is in the library: counted on a thread |
//! | `view.rs` | search and order |
//! | `head.rs` | the library in a few numbers; undo, and what goes for good |
//! | `fields.rs`, `events.rs` | the two tables |
//! | `board.rs` | the table of fields, and the chosen one beside it |
//! | `detail.rs`, `ask.rs` | the chosen field, and what is asked before it is changed |
//! | `merging.rs`, `spellings.rs`, `outlook.rs` | values that are to become one, and what that would do to the criteria |
//! | `counted.rs`, `values.rs`, `value_row.rs` | its values |
//! | `change.rs`, `actions.rs` | the file is changed on a thread, then the model follows |
//! | `retired.rs` | what “Remove for good” would take out |
//! | `names.rs` | a draft of another day speaks of the fields as they are called today |
//! | `words.rs`, `keys.rs` | fields in words; the keyboard |

mod actions;
mod ask;
mod board;
pub mod change;
mod counted;
mod detail;
mod events;
mod fields;
mod head;
mod keys;
mod merging;
mod names;
mod outlook;
mod page;
mod retired;
mod spellings;
mod survey;
mod value_row;
mod values;
mod view;
mod words;

use std::sync::Arc;

use eframe::egui::{Align, Layout, Ui};

pub use self::{
    keys::KEYS,
    names::Kept,
    page::LibraryPage,
    words::{criteria as criteria_names, share},
};
use self::{survey::Survey, view::Shown};
use crate::{
    app::{
        commands::Command,
        format, panel,
        state::State,
        theme,
        widgets::{self, Icon},
    },
    model::follow::field_uses,
};

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
        Shown::Fields => board::show(ui, state, &survey, is_dimmed),
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
