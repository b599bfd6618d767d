//! Blind rounds: each team says what it would give before it knows what the other gives, so that the louder one does not
//! set the number.
//!
//! It is a courtesy between people at one table, not a secret: the file holds every proposal in plain text.

use crate::model::{Criterion, CriterionId, Model, Proposal, Proposals, Team};

impl Proposals {
    pub fn of_mut(&mut self, team: Team) -> &mut Option<Proposal> {
        match team {
            Team::Marketing => &mut self.marketing,
            Team::Sales => &mut self.sales,
        }
    }

    /// Whether a team's word may be shown while `seat` is the team at the keyboard (none: everybody looks).
    pub fn shows(&self, team: Team, seat: Option<Team>) -> bool {
        !self.blind || seat == Some(team)
    }
}

impl Criterion {
    /// A team's proposal, if those who look may see it. Everything that draws, copies or counts proposals goes through
    /// here; what it does not give is neither shown nor told, but whether it is in may be.
    pub fn visible_proposal(&self, team: Team, seat: Option<Team>) -> Option<&Proposal> {
        self.proposals.of(team).filter(|_| self.proposals.shows(team, seat))
    }
}

/// How far a blind round has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// How many criteria are in it.
    pub criteria: usize,
    /// Of how many of them a team has spoken.
    pub marketing: usize,
    pub sales: usize,
}

impl Round {
    pub fn of(self, team: Team) -> usize {
        match team {
            Team::Marketing => self.marketing,
            Team::Sales => self.sales,
        }
    }

    /// Whether a team has spoken of every criterion.
    pub fn is_in(self, team: Team) -> bool {
        self.of(team) == self.criteria
    }

    pub fn is_complete(self) -> bool {
        Team::ALL.into_iter().all(|team| self.is_in(team))
    }
}

impl Model {
    /// The blind round that is under way, if one is.
    pub fn round(&self) -> Option<Round> {
        let mut round = Round { criteria: 0, marketing: 0, sales: 0 };
        for criterion in self.criteria.iter().filter(|criterion| criterion.proposals.blind) {
            round.criteria += 1;
            round.marketing += usize::from(criterion.proposals.marketing.is_some());
            round.sales += usize::from(criterion.proposals.sales.is_some());
        }
        (round.criteria > 0).then_some(round)
    }

    /// Begins a blind round: the teams speak of these criteria anew. What they said before was seen by all and would only
    /// be repeated, so it is put away.
    pub fn begin_round(&mut self, of: &[CriterionId]) {
        for criterion in self.criteria.iter_mut().filter(|criterion| of.contains(&criterion.id)) {
            criterion.proposals = Proposals { marketing: None, sales: None, blind: true };
        }
    }

    /// Ends the round: everything that was said in it is seen at once.
    pub fn reveal(&mut self) {
        for criterion in &mut self.criteria {
            criterion.proposals.blind = false;
        }
    }
}

/// Whether going from one model to another would change what a team that is *not* at the keyboard has said blind: undo
/// must not do that behind its back. While nobody is seated that is either team: a pause is no key to what was said.
///
/// To end a round in which it said nothing is another matter: that brings back what was seen by all.
pub fn touches_hidden(from: &Model, to: &Model, seat: Option<Team>) -> bool {
    from.criteria.iter().filter(|criterion| criterion.proposals.blind).any(|criterion| {
        let after = to.criterion(&criterion.id).map(|after| &after.proposals);
        Team::ALL.into_iter().filter(|team| seat != Some(*team)).any(|team| {
            let (word, then) = (criterion.proposals.of(team), after.and_then(|after| after.of(team)));
            word != then && (word.is_some() || after.is_some_and(|after| after.blind))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Agreement,
        diff::{diff, undo_label},
        voices::tests::{model, proposal},
    };

    #[test]
    fn a_blind_proposal_is_seen_by_its_own_team_only() {
        let model = model(proposal(10), proposal(15), true);
        let points = |team, seat| model.criteria[0].visible_proposal(team, seat).map(|proposal| proposal.points);
        assert_eq!(points(Team::Marketing, Some(Team::Marketing)), Some(10));
        assert_eq!(points(Team::Sales, Some(Team::Marketing)), None);
        assert_eq!(points(Team::Marketing, Some(Team::Sales)), None);
        assert_eq!(points(Team::Marketing, None), None, "everybody looks");
        assert_eq!(model.criteria[0].agreement(), Agreement::Hidden, "nor whether they are the same");
        let mut revealed = model.clone();
        revealed.reveal();
        assert_eq!(revealed.criteria[0].visible_proposal(Team::Sales, None), proposal(15).as_ref());
        assert_eq!((revealed.round(), revealed.criteria[0].agreement()), (None, Agreement::Contested));
    }

    #[test]
    fn a_round_begins_afresh_and_is_complete_when_both_are_in() {
        let mut model = model(proposal(10), None, false);
        assert_eq!(model.round(), None);
        model.begin_round(&["nobody".into()]);
        assert_eq!(model.round(), None);
        model.begin_round(&["a".into()]);
        assert_eq!(model.round(), Some(Round { criteria: 1, marketing: 0, sales: 0 }));
        assert_eq!(model.criteria[0].agreement(), Agreement::Open);
        *model.criteria[0].proposals.of_mut(Team::Sales) = proposal(3);
        let round = model.round().expect("a round");
        assert!(round.is_in(Team::Sales) && !round.is_in(Team::Marketing) && !round.is_complete());
        *model.criteria[0].proposals.of_mut(Team::Marketing) = proposal(3);
        assert!(model.round().is_some_and(Round::is_complete));
    }

    #[test]
    fn no_difference_tells_what_is_hidden() {
        let texts = |old: &Model, new: &Model| {
            let differences = diff(old, new);
            let sentences: Vec<_> = differences.iter().map(crate::model::diff::Difference::sentence).collect();
            format!("{differences:?} {sentences:?} {}", undo_label(&differences))
        };
        let (empty, one) = (model(None, None, true), model(proposal(10), None, true));
        let (two, both) = (model(proposal(11), None, true), model(proposal(11), proposal(15), true));
        for (old, new) in [(&empty, &one), (&one, &two), (&two, &both), (&both, &empty)] {
            let text = texts(old, new);
            for told in ["10 points", "11 points", "15 points", "because of"] {
                assert!(!text.contains(told), "{text}");
            }
            assert!(text.contains("hidden"), "{text}");
        }
        assert!(texts(&model(None, None, false), &model(proposal(10), None, false)).contains("10 points"));
    }

    #[test]
    fn undo_leaves_the_other_team_s_hidden_word_alone() {
        let (one, both) = (model(proposal(10), None, true), model(proposal(10), proposal(15), true));
        assert!(touches_hidden(&both, &one, Some(Team::Marketing)), "it would take back what sales said");
        assert!(!touches_hidden(&both, &one, Some(Team::Sales)), "its own");
        assert!(touches_hidden(&both, &one, None), "nobody is there whose own it is");
        assert!(touches_hidden(&one, &both, Some(Team::Marketing)), "nor does it say it again for sales");
        let seen = model(proposal(10), proposal(15), false);
        assert!(!touches_hidden(&seen, &one, Some(Team::Marketing)), "it is no longer hidden");
    }

    #[test]
    fn a_round_that_has_only_begun_can_be_taken_back() {
        let before = model(proposal(10), proposal(15), false);
        let mut begun = before.clone();
        begun.begin_round(&["a".into()]);
        for seat in [None, Some(Team::Marketing), Some(Team::Sales)] {
            assert!(!touches_hidden(&begun, &before, seat), "nothing was said in it");
        }
    }
}
