use std::fmt;

use serde::{Deserialize, Serialize};

use super::Tier;
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
    /// Hidden from the other team until both are in.
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
