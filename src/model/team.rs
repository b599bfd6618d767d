use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Criterion, Tier};
use crate::lead::Day;

/// The two sides of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Team {
    Marketing,
    Sales,
}

impl Team {
    pub const ALL: [Self; 2] = [Self::Marketing, Self::Sales];

    pub fn other(self) -> Self {
        match self {
            Self::Marketing => Self::Sales,
            Self::Sales => Self::Marketing,
        }
    }
}

impl fmt::Display for Team {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Marketing => "marketing",
            Self::Sales => "sales",
        })
    }
}

/// What each team would give a criterion: its latest word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposals {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marketing: Option<Proposal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sales: Option<Proposal>,
    /// In a blind round: each team's word is hidden from the other until the round's end shows all at once.
    #[serde(default, skip_serializing_if = "super::axis::is_default")]
    pub blind: bool,
}

impl Proposals {
    pub fn of(&self, team: Team) -> Option<&Proposal> {
        match team {
            Team::Marketing => self.marketing.as_ref(),
            Team::Sales => self.sales.as_ref(),
        }
    }
}

/// One team's word on one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    pub tier: Tier,
    pub points: i32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A team's signature under everything that changes a score or a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    pub team: Team,
    /// Who signed.
    pub name: String,
    pub date: Day,
    /// Of what was signed; any later change of it asks for a new signature.
    pub fingerprint: String,
}

/// Where the two teams stand on a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// Both teams' latest proposals equal its tier and points.
    Agreed,
    /// Both have spoken, and at least one would have it otherwise.
    Contested,
    /// A team has not spoken yet.
    Open,
    /// Both have spoken in a blind round, and nobody knows yet what the other said.
    Hidden,
}

impl Criterion {
    pub fn agreement(&self) -> Agreement {
        let (Some(marketing), Some(sales)) = (&self.proposals.marketing, &self.proposals.sales) else {
            return Agreement::Open;
        };
        if self.proposals.blind {
            return Agreement::Hidden;
        }
        let is_as_it_stands = |proposal: &Proposal| (proposal.tier, proposal.points) == (self.tier, self.points);
        if is_as_it_stands(marketing) && is_as_it_stands(sales) { Agreement::Agreed } else { Agreement::Contested }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn agreed_means_that_both_want_what_stands() {
        let proposal = |points| Some(Proposal { tier: Tier::Critical, points, reason: String::new() });
        let criterion = |marketing, sales| Criterion {
            tier: Tier::Critical,
            points: 12,
            proposals: Proposals { marketing, sales, blind: false },
            ..sample::criterion("a", "profile")
        };
        assert_eq!(criterion(None, None).agreement(), Agreement::Open);
        assert_eq!(criterion(proposal(12), None).agreement(), Agreement::Open);
        assert_eq!(criterion(proposal(12), proposal(12)).agreement(), Agreement::Agreed);
        assert_eq!(criterion(proposal(12), proposal(15)).agreement(), Agreement::Contested);
        assert_eq!(criterion(proposal(10), proposal(10)).agreement(), Agreement::Contested, "one, but not what stands");
    }
}
