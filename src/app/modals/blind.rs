//! Two questions of a blind round: what it is about, and whether it may end while something is missing.

use eframe::egui;

use super::{Answer, buttons, title};
use crate::{
    app::{state::State, theme},
    model::{Agreement, Criterion, CriterionId, Model, Team},
};

/// What a blind round is to be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlindForm {
    scope: Scope,
    /// The criteria that are selected on their page.
    selected: Vec<CriterionId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    NotAgreed,
    Selected,
    All,
}

impl BlindForm {
    /// Offers what is not agreed; where all is agreed, everything.
    pub fn new(model: &Model, selected: Vec<CriterionId>) -> Self {
        let is_open = model.criteria.iter().any(is_not_agreed);
        let scope = match (selected.len(), is_open) {
            // More than the one row that is chosen anyway was selected on purpose.
            (2.., _) => Scope::Selected,
            (_, true) => Scope::NotAgreed,
            (_, false) => Scope::All,
        };
        Self { scope, selected }
    }

    fn criteria(&self, model: &Model, scope: Scope) -> Vec<CriterionId> {
        let is_in = |criterion: &&Criterion| match scope {
            Scope::NotAgreed => is_not_agreed(criterion),
            Scope::Selected => self.selected.contains(&criterion.id),
            Scope::All => true,
        };
        model.criteria.iter().filter(is_in).map(|criterion| criterion.id.clone()).collect()
    }
}

fn is_not_agreed(criterion: &Criterion) -> bool {
    criterion.agreement() != Agreement::Agreed
}

pub(super) fn show_begin(ui: &mut egui::Ui, state: &mut State, form: &mut BlindForm) -> Answer {
    title(ui, &tr!("blind-title"));
    ui.label(tr!("blind-about"));
    let model = &state.document.model;
    for scope in [Scope::NotAgreed, Scope::Selected, Scope::All] {
        let count = form.criteria(model, scope).len();
        let text = match scope {
            Scope::NotAgreed => tr!("blind-not-agreed", count = count),
            Scope::Selected => tr!("blind-selected", count = count),
            Scope::All => tr!("blind-all", count = count),
        };
        if count > 0 {
            ui.radio_value(&mut form.scope, scope, text);
        }
    }
    let said_before = form.criteria(model, form.scope).iter().any(|id| {
        model.criterion(id).is_some_and(|one| one.proposals.marketing.is_some() || one.proposals.sales.is_some())
    });
    if said_before {
        ui.label(theme::second(ui, &tr!("blind-afresh")));
    }
    ui.label(theme::second(ui, &tr!("blind-courtesy")));
    let begins = |team| tr!("blind-begins", team = theme::team_name(team));
    let names = [tr!("cancel"), begins(Team::Sales), begins(Team::Marketing)];
    let first = match buttons(ui, &names.each_ref().map(String::as_str)) {
        Some(0) => return Answer::Close,
        Some(1) => Team::Sales,
        Some(_) => Team::Marketing,
        None => return Answer::Waiting,
    };
    let criteria = form.criteria(&state.document.model, form.scope);
    state.begin_round(&criteria, first);
    Answer::Close
}

pub(super) fn show_reveal(ui: &mut egui::Ui, state: &mut State) -> Answer {
    let Some(round) = state.document.model.round() else { return Answer::Close };
    title(ui, &tr!("reveal-title"));
    for team in Team::ALL.into_iter().filter(|team| !round.is_in(*team)) {
        let missing = round.criteria - round.of(team);
        ui.label(tr!("reveal-missing", team = theme::team_name(team), missing = missing, all = round.criteria));
    }
    ui.label(theme::second(ui, &tr!("reveal-about")));
    match buttons(ui, &[&tr!("cancel"), &tr!("reveal")]) {
        Some(0) => Answer::Close,
        Some(_) => {
            state.end_round();
            Answer::Close
        }
        None => Answer::Waiting,
    }
}
