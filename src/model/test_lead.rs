//! Test leads: what must come out for certain leads, kept with the model and asked at every edit.
//!
//! A [`TestLead`] names one lead and what is expected of it: “Ingrid Sørensen must be in cell A1”. A [`SegmentTest`] says it of
//! many: “at least 80 % of past wins reach sales”. They change no score; they turn red when an edit breaks what two teams
//! relied on. What comes of them is found by [`crate::scoring::testing`].

use serde::{Deserialize, Serialize};

use super::{
    Axis, BandId, Model, OwnLead, PersonaId, RouteId, SegmentTestId, Team, TestLeadId, axis::is_default,
    scenario::is_same_name,
};
use crate::lead::Outcome;

/// One lead, and what must come out for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestLead {
    pub id: TestLeadId,
    pub name: String,
    pub whose: Whose,
    /// All of them must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expects: Vec<Expectation>,
}

/// Which lead is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Whose {
    /// The lead of the open library that has this key, at the instant that is shown.
    Library(String),
    /// A copy that the model keeps, at an instant of its own: it never rots.
    Own(OwnLead),
}

/// What must come out, who wants it so, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    pub must: Must,
    /// Why, free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Who wants it so; nobody in particular where both do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Team>,
}

/// What must come out for a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Must {
    /// It is in this cell of the matrix.
    Cell { fit: BandId, engagement: BandId },
    /// It is on this route.
    Route(RouteId),
    /// It is in this band of an axis, or in a better one.
    AtLeast { axis: Axis, band: BandId },
    /// A criterion disqualifies it.
    Disqualified,
    /// It is never sent to sales, whether disqualified or not.
    NeverQualified,
    /// It is worked before another test lead.
    Above(TestLeadId),
}

/// What must come out for many leads of the open library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SegmentTest {
    pub id: SegmentTestId,
    /// Of these leads …
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: Segment,
    /// … so many …
    pub limit: Limit,
    /// … get there.
    pub reach: Reach,
    /// Why, free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Who wants it so; nobody in particular where both do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Team>,
}

/// Which leads are meant: all of those that meet both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Those that ended so; without one all, whatever became of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Those with this value of a text attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<WithValue>,
    /// As of when closed ones are taken; open ones are always taken as of the day shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stood: Stood,
}

/// As of when closed leads are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stood {
    /// As they stand at the day shown, when much of what they did has faded.
    #[default]
    Today,
    /// As they stood at the end of the day before they closed.
    WhenClosed,
}

/// A text attribute and its value, compared as a rule's `is one of` does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithValue {
    pub attribute: String,
    pub value: String,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Percent of the segment, 0..=100.
    AtLeastPercent(u32),
    AtMostPercent(u32),
    /// Leads a week, of those created in the last weeks.
    AtLeastAWeek(u32),
    AtMostAWeek(u32),
}

/// Where leads get to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// To sales: on any route that counts as qualified.
    #[default]
    Sales,
    Route(RouteId),
    Cell {
        fit: BandId,
        engagement: BandId,
    },
}

impl Segment {
    /// Those that ended so; closed ones as they stood when they closed.
    pub fn ended(outcome: Option<Outcome>) -> Self {
        let is_closed = outcome.is_some_and(|outcome| outcome != Outcome::Open);
        let stood = if is_closed { Stood::WhenClosed } else { Stood::Today };
        Self { outcome, only: None, stood }
    }

    /// Whether closed leads are taken as they stood when they closed, and there may be some.
    pub fn is_when_closed(&self) -> bool {
        self.stood == Stood::WhenClosed && self.outcome != Some(Outcome::Open)
    }
}

impl Expectation {
    /// Without a reason or a team.
    pub fn new(must: Must) -> Self {
        Self { must, why: String::new(), team: None }
    }
}

impl Limit {
    pub fn number(self) -> u32 {
        match self {
            Self::AtLeastPercent(number)
            | Self::AtMostPercent(number)
            | Self::AtLeastAWeek(number)
            | Self::AtMostAWeek(number) => number,
        }
    }

    pub fn number_mut(&mut self) -> &mut u32 {
        match self {
            Self::AtLeastPercent(number)
            | Self::AtMostPercent(number)
            | Self::AtLeastAWeek(number)
            | Self::AtMostAWeek(number) => number,
        }
    }

    pub fn is_percent(self) -> bool {
        matches!(self, Self::AtLeastPercent(_) | Self::AtMostPercent(_))
    }

    pub fn is_at_least(self) -> bool {
        matches!(self, Self::AtLeastPercent(_) | Self::AtLeastAWeek(_))
    }

    /// The same number as another kind of limit.
    pub fn of(is_at_least: bool, is_percent: bool, number: u32) -> Self {
        match (is_at_least, is_percent) {
            (true, true) => Self::AtLeastPercent(number),
            (false, true) => Self::AtMostPercent(number),
            (true, false) => Self::AtLeastAWeek(number),
            (false, false) => Self::AtMostAWeek(number),
        }
    }
}

impl Model {
    pub fn test_lead(&self, id: &TestLeadId) -> Option<&TestLead> {
        self.test_leads.iter().find(|test| test.id == *id)
    }

    pub fn test_lead_mut(&mut self, id: &TestLeadId) -> Option<&mut TestLead> {
        self.test_leads.iter_mut().find(|test| test.id == *id)
    }

    /// Whether a test lead is called so, but for one that may be.
    pub fn is_test_name_taken(&self, name: &str, but: Option<&TestLeadId>) -> bool {
        let mut others = self.test_leads.iter().filter(|test| Some(&test.id) != but);
        others.any(|other| is_same_name(other.told_name(), name))
    }

    /// A name for another test lead, that none has yet: “Anna Berg”, “Anna Berg 2”.
    pub fn free_test_name(&self, name: &str) -> String {
        let mut names = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name} {number}")));
        names.find(|name| !self.is_test_name_taken(name, None)).unwrap_or_default()
    }

    pub fn segment(&self, id: &SegmentTestId) -> Option<&SegmentTest> {
        self.segments.iter().find(|segment| segment.id == *id)
    }

    pub fn segment_mut(&mut self, id: &SegmentTestId) -> Option<&mut SegmentTest> {
        self.segments.iter_mut().find(|segment| segment.id == *id)
    }

    pub fn persona(&self, id: &PersonaId) -> Option<&super::Persona> {
        self.personas.iter().find(|persona| persona.id == *id)
    }
}
