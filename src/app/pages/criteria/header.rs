//! The head of the page: how many criteria there are, which of them are shown, and what is searched for.

use eframe::egui;

use super::{
    grid::Shown,
    page::{self, CriteriaPage},
};
use crate::{
    app::{digest::Digest, format, state::State, widgets},
    model::Axis,
};

const SEARCH: f32 = 160.0;

/// With `is_single`, one axis is shown at a time: its switch comes first, and the rest folds up.
pub(super) fn show(ui: &mut egui::Ui, state: &mut State, is_single: bool) {
    let digest = *state.document.digest();
    let against = against_evidence(state);
    let subtitle = subtitle(state, &digest);
    let pages = &mut state.pages;
    let (page, axis) = (&mut pages.criteria, &mut pages.shown_axis);
    let shown = &mut page.view.shown;
    let is_empty = match shown {
        Shown::All => false,
        Shown::Round => digest.round.is_none(),
        Shown::Contested => digest.contested == 0,
        Shown::Off => digest.off == 0,
        Shown::AgainstEvidence => against == 0,
    };
    // While a cell is typed into, what it is shown for may come and go.
    if is_empty && page.editing.is_none() {
        *shown = Shown::All;
    }
    widgets::page_header(ui, &tr!("page-criteria"), &subtitle, |ui| {
        if !is_single || page.to_search || !page.view.search.is_empty() {
            search_ui(ui, page);
        }
        let mut choices = vec![(Shown::All, tr!("criteria-all"))];
        if let Some(round) = digest.round {
            choices.push((Shown::Round, tr!("criteria-round", count = round.criteria)));
        }
        if digest.contested > 0 {
            choices.push((Shown::Contested, tr!("criteria-contested", count = digest.contested)));
        }
        if against > 0 {
            choices.push((Shown::AgainstEvidence, tr!("criteria-against", count = against)));
        }
        if digest.off > 0 {
            choices.push((Shown::Off, tr!("criteria-off", count = digest.off)));
        }
        if choices.len() > 1 && is_single {
            shown_menu(ui, &mut page.view.shown, &choices);
        } else if choices.len() > 1 {
            let choices: Vec<_> = choices.iter().map(|(value, label)| (*value, label.as_str())).collect();
            widgets::segmented(ui, &tr!("criteria-shown"), &mut page.view.shown, &choices);
        }
        if is_single {
            let (fit, engagement) = (tr!("axis-fit"), tr!("axis-engagement"));
            let axes = [(Axis::Fit, fit.as_str()), (Axis::Engagement, engagement.as_str())];
            widgets::segmented(ui, &tr!("criteria-axis"), axis, &axes);
        }
    });
}

/// Where there is no room for all choices side by side.
fn shown_menu(ui: &mut egui::Ui, shown: &mut Shown, choices: &[(Shown, String)]) {
    let value = choices.iter().find(|(value, _)| value == shown).map_or("", |(_, label)| label.as_str());
    let mut chosen = *shown;
    widgets::choice_menu(ui, "", value, |ui| {
        for (value, label) in choices {
            if ui.selectable_label(value == shown, label).clicked() {
                chosen = *value;
            }
        }
    });
    *shown = chosen;
}

fn search_ui(ui: &mut egui::Ui, page: &mut CriteriaPage) {
    let field = widgets::search_field(ui, &mut page.view.search, &tr!("criteria-search"), SEARCH);
    if std::mem::take(&mut page.to_search) {
        field.request_focus();
    }
    if field.changed() {
        page.follow = true;
    }
}

fn subtitle(state: &State, digest: &Digest) -> String {
    let count = format::count(digest.criteria as u64);
    if state.pages.criteria.view.sort.is_some() {
        return tr!("criteria-subtitle-sorted", count = count);
    }
    if digest.contested > 0 {
        tr!("criteria-subtitle-contested", number = digest.criteria, count = count, contested = digest.contested)
    } else {
        tr!("criteria-subtitle", number = digest.criteria, count = count)
    }
}

/// How many criteria past wins speak against: counted once an answer of the scorer.
fn against_evidence(state: &mut State) -> usize {
    let Some(scored) = state.scored.clone() else { return 0 };
    let of = std::sync::Arc::downgrade(&scored);
    if let Some((before, count)) = &state.pages.criteria.against
        && (before.ptr_eq(&of) || state.pages.criteria.editing.is_some())
    {
        return *count;
    }
    let criteria = &scored.agreed().criteria;
    let count = criteria.iter().filter(|one| page::is_against_evidence(Some(&scored), one)).count();
    state.pages.criteria.against = Some((of, count));
    count
}
