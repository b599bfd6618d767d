//! Two voices: what each team would give a criterion, who may see it, and how the two come to one.
//!
//! | file | subject |
//! |---|---|
//! | `blind.rs` | rounds in which neither team sees what the other proposes |
//! | `settle.rs` | from two proposals to one value, with a line in the log |

mod blind;
mod settle;

pub use self::{
    blind::{Round, touches_hidden},
    settle::{Settle, Settlement, settle},
};
use super::{Criterion, Model, Proposal, Team, Tier, TierRanges};

impl Criterion {
    /// A team gives its points. Its tier follows where the points belong to another; a first word begins from what stands.
    pub fn propose(&mut self, team: Team, points: i32, tiers: &TierRanges) {
        let tier = self.proposals.of(team).map_or(self.tier, |proposal| proposal.tier);
        let fits = |tier: &Tier| tiers.of(*tier).contains(points);
        let tier = std::iter::once(tier).chain(Tier::ALL).find(fits).unwrap_or(tier);
        let word = self.proposals.of_mut(team);
        let reason = word.take().map(|proposal| proposal.reason).unwrap_or_default();
        *word = Some(Proposal { tier, points, reason });
    }
}

impl Model {
    /// The model as one team would have it: each criterion takes that team's proposal where there is one. A proposal
    /// that is still blind is left out, whoever asks: what the leads do under it would give it away.
    pub fn as_proposed(&self, team: Team) -> Self {
        let mut model = self.clone();
        for criterion in &mut model.criteria {
            if let Some(proposal) = criterion.visible_proposal(team, None) {
                (criterion.tier, criterion.points) = (proposal.tier, proposal.points);
            }
        }
        model
    }

    /// Whether a team's proposals, as far as they may be seen, would make it another model.
    pub fn proposes_otherwise(&self, team: Team) -> bool {
        self.criteria.iter().any(|criterion| {
            criterion
                .visible_proposal(team, None)
                .is_some_and(|proposal| (proposal.tier, proposal.points) != (criterion.tier, criterion.points))
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::model::{Criterion, Model, Proposal, Proposals, Team, Tier, TierRanges, sample};

    pub fn proposal(points: i32) -> Option<Proposal> {
        let tier = match points {
            10.. => Tier::Critical,
            5..10 => Tier::Important,
            0..5 => Tier::Influencing,
            _ => Tier::Negative,
        };
        Some(Proposal { tier, points, reason: format!("because of {points}") })
    }

    /// “Pricing page”, critical with 12 points, and what the teams say of it.
    pub fn model(marketing: Option<Proposal>, sales: Option<Proposal>, blind: bool) -> Model {
        let criterion = Criterion {
            name: "Pricing page".to_owned(),
            tier: Tier::Critical,
            points: 12,
            proposals: Proposals { marketing, sales, blind },
            ..sample::criterion("a", "activity")
        };
        Model { criteria: vec![criterion], ..Model::new("test") }
    }

    #[test]
    fn points_bring_their_tier_along() {
        let mut criterion = model(None, None, false).criteria.remove(0);
        let tiers = TierRanges::default();
        let mut propose = |points| {
            criterion.propose(Team::Sales, points, &tiers);
            criterion.proposals.sales.as_ref().map(|proposal| (proposal.tier, proposal.points))
        };
        assert_eq!(propose(11), Some((Tier::Critical, 11)));
        assert_eq!(propose(7), Some((Tier::Important, 7)));
        assert_eq!(propose(0), Some((Tier::Important, 0)), "no tier has a 0: it stays where it is");
        assert_eq!(propose(-3), Some((Tier::Negative, -3)));
        criterion.proposals.sales = proposal(15);
        criterion.propose(Team::Sales, 3, &tiers);
        assert_eq!(criterion.proposals.sales.map(|proposal| proposal.reason).as_deref(), Some("because of 15"));
    }

    #[test]
    fn a_team_s_model_takes_its_own_word_and_no_blind_one() {
        let values = |model: &Model| (model.criteria[0].tier, model.criteria[0].points);
        let open = model(proposal(10), None, false);
        assert_eq!(values(&open.as_proposed(Team::Marketing)), (Tier::Critical, 10));
        assert_eq!(open.as_proposed(Team::Sales), open, "who says nothing leaves it as it stands");
        assert!(open.proposes_otherwise(Team::Marketing) && !open.proposes_otherwise(Team::Sales));
        let blind = model(proposal(10), proposal(15), true);
        assert_eq!(blind.as_proposed(Team::Marketing), blind);
        assert!(!blind.proposes_otherwise(Team::Marketing));
        assert!(!model(proposal(12), None, false).proposes_otherwise(Team::Marketing), "it wants what stands");
    }
}
