//! The contested criteria: those on which most leads hang come first.

use std::{cmp::Reverse, collections::BTreeMap};

use eframe::egui::{self, Align, Layout, vec2};

use super::{keys, row};
use crate::{
    app::{commands::Command, pages::proposal, panel, state::State, theme, widgets},
    model::{Agreement, Criterion, CriterionId, Model, voices::Settle},
};

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub id: CriterionId,
    /// How many leads change cell between the two proposals; `None` while that is not known.
    pub leads: Option<u64>,
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    let rows = rows(&state.document.model, &moves(state));
    // Another draft may have settled what was open.
    if let Some(chosen) = &state.voices.contested.chosen
        && !rows.iter().any(|row| row.id == *chosen)
    {
        state.voices.contested = Default::default();
    }
    let ids: Vec<CriterionId> = rows.iter().map(|row| row.id.clone()).collect();
    // The order is waited for, so that the first row stays the first.
    let has_leads = state.library.as_ref().is_some_and(|library| !library.columns.is_empty());
    if !has_leads || rows.iter().all(|row| row.leads.is_some()) {
        keys::begin(ui, state, &ids);
    }
    keys::read(ui, state, &ids);
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, state, rows.len());
        if rows.is_empty() {
            empty_ui(ui, &state.document.model);
            return;
        }
        let has_leads = state.scored.as_ref().is_some_and(|scored| scored.summary.leads > 0);
        let places = row::Places::new(ui.available_width(), has_leads);
        row::captions_ui(ui, &places);
        let is_stale = state.is_stale() || state.voices.is_stale();
        let opacity = panel::opacity_of(ui, "contested", is_stale);
        for row in &rows {
            row::show(ui, state, row, &places, opacity);
        }
    });
}

/// What the worker has found of each contested criterion, nothing where there are no leads.
fn moves(state: &State) -> Vec<(CriterionId, u64)> {
    let has_leads = state.library.as_ref().is_some_and(|library| !library.columns.is_empty());
    let compared = state.voices.compared().filter(|_| has_leads);
    compared.map(|compared| compared.moves.clone()).unwrap_or_default()
}

/// The contested criteria of the draft: the largest effect first, then those of which it is not yet known, in order.
fn rows(model: &Model, moves: &[(CriterionId, u64)]) -> Vec<Row> {
    let leads: BTreeMap<&CriterionId, u64> = moves.iter().map(|(id, leads)| (id, *leads)).collect();
    let contested = model.criteria.iter().filter(is_contested);
    let mut rows: Vec<Row> =
        contested.map(|criterion| Row { id: criterion.id.clone(), leads: leads.get(&criterion.id).copied() }).collect();
    rows.sort_by_key(|row| Reverse(row.leads));
    rows
}

fn is_contested(criterion: &&Criterion) -> bool {
    criterion.agreement() == Agreement::Contested
}

/// Whether there is anything to list.
pub(super) fn is_any(model: &Model) -> bool {
    model.criteria.iter().any(|criterion| is_contested(&criterion))
}

fn header_ui(ui: &mut egui::Ui, state: &mut State, contested: usize) {
    let size = vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.label(theme::strong(&tr!("contested-title")));
        if contested > 0 {
            ui.add_space(4.0);
            ui.label(theme::second(ui, &tr!("contested-order")));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            round_button(ui, state);
        });
    });
    ui.add_space(4.0);
}

/// Asks for a blind round.
pub fn round_button(ui: &mut egui::Ui, state: &mut State) {
    let keys = Command::BlindRound.keys(ui.ctx());
    if widgets::quiet_button(ui, &tr!("command-blind-round")).on_hover_text(keys).clicked() {
        state.ask(Command::BlindRound);
    }
}

/// Nothing is contested: because all is agreed, or because nobody has spoken.
fn empty_ui(ui: &mut egui::Ui, model: &Model) {
    let open = model.criteria.iter().filter(|criterion| criterion.agreement() != Agreement::Agreed).count();
    let text = match (model.criteria.len(), open) {
        (0, _) => tr!("contested-no-criteria"),
        (_, 0) => tr!("contested-all-agreed"),
        (_, open) => tr!("contested-none-open", open = open),
    };
    ui.horizontal(|ui| {
        let theme = theme::of(ui);
        if open == 0 && !model.criteria.is_empty() {
            ui.label(theme::icon(widgets::Icon::CircleCheck).color(theme.better));
            ui.add_space(6.0);
        }
        ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
    });
}

/// Settles a row with the reason that was typed for it.
pub(super) fn settle(state: &mut State, id: &CriterionId, how: Settle) -> bool {
    let is_chosen = state.voices.contested.chosen.as_ref() == Some(id);
    let reason = if is_chosen { state.voices.contested.reason.clone() } else { String::new() };
    let is_settled = proposal::settle_as(state, id, how, &reason);
    if is_settled {
        state.voices.contested = Default::default();
    }
    is_settled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Proposal, Proposals, Tier, sample};

    #[test]
    fn the_largest_effect_comes_first_and_what_is_unknown_last() {
        let word = |points| Some(Proposal { tier: Tier::Important, points, reason: String::new() });
        let criterion = |id: &str, sales| Criterion {
            proposals: Proposals { marketing: word(5), sales: word(sales), blind: false },
            ..sample::criterion(id, "profile")
        };
        let criteria = vec![criterion("new", 9), criterion("little", 9), criterion("agreed", 5), criterion("much", 9)];
        let model = Model { criteria, ..Model::new("test") };
        let moves = [("much".into(), 12), ("little".into(), 3), ("agreed".into(), 40)];
        let found: Vec<_> = rows(&model, &moves).into_iter().map(|row| (row.id.0, row.leads)).collect();
        assert_eq!(found, [("much".to_owned(), Some(12)), ("little".to_owned(), Some(3)), ("new".to_owned(), None)]);
    }
}
