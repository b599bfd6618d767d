use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CategoryId, CriterionId, Proposals, Rule, axis::is_default};

/// One row of the model: who or what is looked for, and what it is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub id: CriterionId,
    pub name: String,
    /// The category says which axis the criterion is on.
    pub category: CategoryId,
    pub tier: Tier,
    /// Whole points, -10,000..=10,000.
    pub points: i32,
    pub rule: Rule,
    /// A criterion that is switched off does not exist for the score.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub enabled: bool,
    /// A match sends the lead to the disqualified route, whatever it scores.
    #[serde(default, skip_serializing_if = "is_default")]
    pub disqualifies: bool,
    /// The teams' reasoning, free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub proposals: Proposals,
}

/// How much a criterion matters, in words that both teams use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    Critical,
    Important,
    Influencing,
    Negative,
}

impl Tier {
    pub const ALL: [Self; 4] = [Self::Critical, Self::Important, Self::Influencing, Self::Negative];
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Critical => "critical",
            Self::Important => "important",
            Self::Influencing => "influencing",
            Self::Negative => "negative",
        })
    }
}

/// The points that go with each tier. A value outside is a warning, not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierRanges {
    pub critical: PointsRange,
    pub important: PointsRange,
    pub influencing: PointsRange,
    pub negative: PointsRange,
}

/// Points from `least` to `most`, both ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsRange {
    pub least: i32,
    pub most: i32,
}

impl PointsRange {
    pub const fn new(least: i32, most: i32) -> Self {
        Self { least, most }
    }

    pub fn contains(self, points: i32) -> bool {
        (self.least..=self.most).contains(&points)
    }

    /// The value of the range nearest to `points`.
    pub fn nearest(self, points: i32) -> i32 {
        points.max(self.least).min(self.most)
    }
}

impl TierRanges {
    /// Critical 10 to 15, important 5 to 9, influencing 1 to 4, negative −50 to −1.
    pub const RANGES: Self = Self {
        critical: PointsRange::new(10, 15),
        important: PointsRange::new(5, 9),
        influencing: PointsRange::new(1, 4),
        negative: PointsRange::new(-50, -1),
    };

    /// The 5 / 10 / 15 scale: one value a tier, easily remembered.
    pub const FIVE_TEN_FIFTEEN: Self = Self {
        critical: PointsRange::new(15, 15),
        important: PointsRange::new(10, 10),
        influencing: PointsRange::new(5, 5),
        negative: PointsRange::new(-15, -5),
    };

    pub fn of(&self, tier: Tier) -> PointsRange {
        match tier {
            Tier::Critical => self.critical,
            Tier::Important => self.important,
            Tier::Influencing => self.influencing,
            Tier::Negative => self.negative,
        }
    }

    pub fn of_mut(&mut self, tier: Tier) -> &mut PointsRange {
        match tier {
            Tier::Critical => &mut self.critical,
            Tier::Important => &mut self.important,
            Tier::Influencing => &mut self.influencing,
            Tier::Negative => &mut self.negative,
        }
    }
}

impl Default for TierRanges {
    fn default() -> Self {
        Self::RANGES
    }
}

fn yes() -> bool {
    true
}

fn is_true(value: &bool) -> bool {
    *value
}
