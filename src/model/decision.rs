use serde::{Deserialize, Serialize};

use super::{CriterionId, DecisionId, axis::is_default};
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
    /// What it is about, in words that stay true when the thing is renamed or gone: `Pricing page`.
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
}
