use serde::{Deserialize, Serialize};

use super::{
    CriterionId, DecisionId,
    axis::is_default,
    diff::{Aspect, Subject},
};
use crate::lead::Instant;

/// One line of the agreement's log: what was settled, by whom, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub id: DecisionId,
    /// When it was settled.
    pub at: Instant,
    /// Who settled it: a name, a team, "both teams".
    pub who: String,
    /// What it is about, as it was called then: `Pricing page`.
    pub subject: String,
    /// The criterion it is about, to lead there; none for anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub criterion: Option<CriterionId>,
    /// In what respect: `points`, `rule`; empty where subject, from and to say it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The same without names, if it is a change: so the line still speaks of its thing when that is renamed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Matter>,
}

/// What a line of the log is about, and in what respect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// Under no name.
    pub subject: Subject,
    pub aspect: Aspect,
    /// The id of what it led to, where that has a name; `route-now` of a cell that has another route.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
}
