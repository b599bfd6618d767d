//! Conducting a blind round: who is at the keyboard, what comes next, and where its first word goes.

use super::{
    modals::{BlindForm, Modal},
    pages::criteria::{chosen_rows, edit},
    state::{Page, State},
    theme,
};
use crate::model::{Axis, Criterion, CriterionId, Model, Team, Tier, voices::Round};

/// What comes next in a blind round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A team begins to enter.
    Seat(Team),
    /// The team at the keyboard is done, and the other one's turn comes.
    HandOver(Team),
    /// Everything is shown at once.
    Reveal { is_complete: bool },
}

impl Step {
    pub fn next(round: Round, seat: Option<Team>) -> Self {
        let waiting = |team: &Team| !round.is_in(*team);
        match seat {
            Some(team) if waiting(&team.other()) => Self::HandOver(team.other()),
            None => Team::ALL.into_iter().find(waiting).map_or(Self::Reveal { is_complete: true }, Self::Seat),
            Some(_) => Self::Reveal { is_complete: round.is_complete() },
        }
    }

    pub fn text(self) -> String {
        match self {
            Self::Seat(team) => tr!("round-enter", team = theme::team_name(team)),
            Self::HandOver(team) => tr!("round-hand-over", team = theme::team_name(team).to_lowercase()),
            Self::Reveal { is_complete: true } => tr!("round-reveal"),
            Self::Reveal { is_complete: false } => tr!("round-reveal-early"),
        }
    }
}

/// What can be asked for in a blind round, and of the voices.
impl State {
    /// Asks what a blind round is to be about; where one is under way, it goes on.
    pub fn ask_for_round(&mut self) {
        if self.document.model.round().is_some() {
            self.next_in_round();
        } else if self.document.model.criteria.is_empty() {
            self.complain(tr!("blind-no-criteria"));
        } else {
            let selected = chosen_rows(self);
            self.raise(Modal::Blind(BlindForm::new(&self.document.model, selected)));
        }
    }

    pub fn begin_round(&mut self, criteria: &[CriterionId], first: Team) {
        self.document.model.begin_round(criteria);
        // The seat goes by the draft as it was last compared.
        self.document.notice();
        self.voices.scored_as = None;
        self.sit(first);
    }

    /// A team takes the keyboard. The tables show what the round is about and nothing else, so that Enter leads from one of
    /// its criteria to the next and no word goes to another; the cursor waits where the team's first word is missing.
    pub(super) fn sit(&mut self, team: Team) {
        self.voices.seat = Some(team);
        if let Some(first) = first_to_say(&self.document.model, team) {
            self.pages.criteria.sit(first, team);
            // Elsewhere there is nowhere to type.
            if !matches!(self.page, Page::Criteria | Page::Agreement) || self.pages.compare.is_some() {
                self.show_page(Page::Criteria);
            }
        }
    }

    /// The one thing that comes next.
    pub fn next_in_round(&mut self) {
        let Some(round) = self.document.model.round() else { return self.ask_for_round() };
        match Step::next(round, self.voices.seat) {
            Step::Seat(team) | Step::HandOver(team) => self.sit(team),
            Step::Reveal { .. } => self.reveal(),
        }
    }

    /// Ends the round, once more asked where something is missing.
    pub fn reveal(&mut self) {
        if self.document.model.round().is_some_and(Round::is_complete) {
            self.end_round();
        } else {
            self.raise(Modal::Reveal);
        }
    }

    /// Everything is shown at once, where it can be settled.
    pub fn end_round(&mut self) {
        self.document.model.reveal();
        self.document.notice();
        self.voices.seat = None;
        self.voices.contested.wants_focus = true;
        self.pages.criteria.show_all();
        self.page = Page::Agreement;
    }
}

/// The first criterion of a round, as the tables stand, of which a team has said nothing; if there is none, the first at all.
fn first_to_say(model: &Model, team: Team) -> Option<CriterionId> {
    let of_round = |(_, row): &(usize, &Criterion)| row.proposals.blind;
    let places = Axis::ALL.into_iter().flat_map(|axis| Tier::ALL.map(|tier| (axis, tier)));
    let rows: Vec<&Criterion> =
        places.flat_map(|(axis, tier)| edit::rows_of(model, axis, tier).filter(of_round).map(|(_, row)| row)).collect();
    let missing = rows.iter().find(|row| row.proposals.of(team).is_none());
    missing.or(rows.first()).map(|row| row.id.clone())
}
