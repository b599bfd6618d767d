//! What differs between two models, by stable ids: the source of undo labels, comparisons and the change log, and of what
//! has to be scored again.
//!
//! It is complete: two models are equal exactly when [`diff`] finds nothing. Renamed things are followed by their id, and
//! of reordered things only those are named that have to be moved to get from one order to the other.

mod fields;
pub(in crate::model) mod lists;
mod words;

use serde::{Deserialize, Serialize};

pub use self::words::undo_label;
use super::{
    Axis, BandId, CategoryId, CriterionId, DecisionId, Model, PersonaId, RouteId, ScenarioId, SegmentTestId, StageId,
    Team, TestLeadId, Tier,
};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub subject: Subject,
    pub aspect: Aspect,
    /// What it was, as text; empty where it was not there.
    pub from: String,
    /// What it is now, as text; empty where it is no longer there.
    pub to: String,
}

/// What a difference is about. Names are the new ones, or the old ones of what was removed; the log of decisions keeps none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Subject {
    Model,
    Axis(Axis),
    Band {
        axis: Axis,
        id: BandId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    Category {
        id: CategoryId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    Criterion {
        id: CriterionId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    /// A cell of the matrix; the name is made of those of the bands: `A1`.
    Cell {
        fit: BandId,
        engagement: BandId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    Route {
        id: RouteId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    Stage {
        id: StageId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    SignOff {
        team: Team,
    },
    /// A version that was signed; the fingerprint says which.
    Signed {
        fingerprint: String,
    },
    /// A line of the log; the name is what it is about.
    Decision {
        id: DecisionId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    /// A draft that was kept.
    Scenario {
        id: ScenarioId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    TestLead {
        id: TestLeadId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    /// What is expected of many leads; the name is the sentence.
    Segment {
        id: SegmentTestId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    Persona {
        id: PersonaId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
}

impl Subject {
    /// The same thing under no name, to find it again after it was renamed.
    pub fn unnamed(&self) -> Self {
        let mut unnamed = self.clone();
        match &mut unnamed {
            Self::Model | Self::Axis(_) | Self::SignOff { .. } | Self::Signed { .. } => {}
            Self::Band { name, .. }
            | Self::Category { name, .. }
            | Self::Criterion { name, .. }
            | Self::Cell { name, .. }
            | Self::Route { name, .. }
            | Self::Stage { name, .. }
            | Self::Decision { name, .. }
            | Self::Scenario { name, .. }
            | Self::TestLead { name, .. }
            | Self::Segment { name, .. }
            | Self::Persona { name, .. } => name.clear(),
        }
        unnamed
    }
}

/// In what respect the subject differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    Added,
    Removed,
    /// To another place in its list.
    Moved,
    Name,

    // Of the model.
    About,
    TierRange(Tier),
    Weights,
    /// Where disqualified leads go.
    DisqualifiedRoute,
    Flames,
    ColdAfterDays,
    /// Which kinds of event sales is told of.
    Interesting,
    FreeDomains,
    DisposableDomains,

    // Of an axis.
    Scale,
    Range,
    AccountRollUp,
    /// Which leads count for an account.
    AccountLeads,

    // Of a band or a stage.
    From,
    Marks,

    // Of a category.
    CategoryAxis,
    Counting,
    AtLeast,
    AtMost,

    // Of a criterion.
    Category,
    Tier,
    Points,
    Rule,
    Enabled,
    Disqualifies,
    Why,
    Proposal(Team),
    BlindProposals,

    /// The route of a cell.
    CellRoute,

    // Of a route.
    Owner,
    Tone,
    RespondWithin,
    FollowUp,
    Action,
    Qualified,
    WeeklyCapacity,

    // Of a sign-off.
    Date,
    Fingerprint,

    // Of a decision.
    Who,
    Criterion,
    What,
    DecidedFrom,
    DecidedTo,
    Reason,

    /// Of a scenario.
    Note,
    /// Of a version that was signed or kept: what it holds. Of a test lead or a persona: the lead.
    Content,
    /// What is expected of a test lead, or of many leads.
    Expects,
}

impl Difference {
    /// Whether a cell comes or goes with one of its bands, which is among the differences: it says nothing that the band does
    /// not say.
    pub fn follows_its_band(&self, differences: &[Self]) -> bool {
        let comes_or_goes = |it: &Self| matches!(it.aspect, Aspect::Added | Aspect::Removed);
        let Subject::Cell { fit, engagement, .. } = &self.subject else { return false };
        let is_band = |it: &Self| {
            matches!(&it.subject, Subject::Band { id, .. } if id == fit || id == engagement) && comes_or_goes(it)
        };
        comes_or_goes(self) && differences.iter().any(is_band)
    }
}

/// Everything in which the second model differs from the first, in the order of the model.
pub fn diff(old: &Model, new: &Model) -> Vec<Difference> {
    fields::Differ::new(old, new).run()
}
