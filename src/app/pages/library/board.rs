//! The table of fields, and the chosen one beside it.

use std::sync::Arc;

use eframe::egui::{self, Rect, Ui, UiBuilder};

use super::{
    LibraryPage,
    ask::{Asking, NameForm},
    counted,
    detail::{Detail, Done, Forms},
    fields::Table,
    keys::{self, Wish},
    merging::MergeForm,
    survey::Survey,
    values,
    view::{Listing, View},
};
use crate::{
    app::{
        pages::leads::grid,
        places::Destination,
        state::State,
        tasks::Purpose,
        widgets::{self, Icon},
    },
    lead::fold,
    library::FieldChange,
};

const GAP: f32 = 12.0;
/// From here on there is room for the chosen field beside the table.
const WIDE: f32 = 700.0;

/// The table, and the chosen field beside it; below it where there is no room.
pub fn show(ui: &mut Ui, state: &mut State, survey: &Arc<Survey>, is_dimmed: bool) {
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
    let (columns, as_of, matched_as_of) = (state.columns(), state.own_as_of(), state.as_of());
    let is_current = survey.is_of(&columns);
    let is_free = is_current && state.tasks.work.is_none() && state.modal.is_none();
    let page = &mut state.pages.library;
    let Some(row) = page.counted_as(survey).and_then(|name| survey.field(name)) else { return };
    let name = row.summary.name.clone();
    let question = counted::Question { columns: Arc::clone(&columns), field: name.clone(), as_of };
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
    // As the library compares names.
    let is_taken = |other: &str| {
        let mut fields = survey.fields.iter().map(|row| row.summary.name.as_str());
        fields.any(|field| field != name && fold(field) == fold(other))
    };
    let of = page.uses.as_ref().and_then(|(_, uses)| uses.get(&name));
    let model = Arc::clone(state.document.draft());
    let detail = Detail {
        columns: &columns,
        as_of: matched_as_of,
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
    let LibraryPage { values: desk, asking, merge, outlook, .. } = page;
    let done = detail.show(&mut card, Forms { desk, asking, merge, outlook });
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
