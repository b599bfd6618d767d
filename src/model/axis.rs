use std::{cmp::Ordering, fmt};

use serde::{Deserialize, Serialize};

use super::{BandId, CategoryId};

/// One of the two questions asked of a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Who they are: explicit, what people tell us.
    Fit,
    /// What they do: implicit, what we observe.
    Engagement,
}

impl Axis {
    pub const ALL: [Self; 2] = [Self::Fit, Self::Engagement];
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fit => "fit",
            Self::Engagement => "engagement",
        })
    }
}

/// How an axis turns its points into a score, and how the score is cut into bands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AxisSettings {
    #[serde(default, skip_serializing_if = "is_default")]
    pub scale: Scale,
    /// The score is clamped to this range.
    #[serde(default, skip_serializing_if = "is_default")]
    pub range: ScoreRange,
    /// 2 to 6 bands, best first.
    pub bands: Vec<Band>,
}

impl AxisSettings {
    /// The index of the band that a score falls into: the first whose edge it reaches, else the last.
    pub fn band_index(&self, score: i64) -> usize {
        self.bands
            .iter()
            .position(|band| band.from.is_none_or(|from| score >= i64::from(from)))
            .unwrap_or_else(|| self.bands.len().saturating_sub(1))
    }
}

/// The edges of an axis, best first, once the one at `index` stands at `to`: its neighbours are pushed along and never
/// crossed.
pub fn pushed_edges(edges: &[i32], index: usize, to: i32) -> Vec<i32> {
    let steps = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let push = |(other, edge): (usize, &i32)| match other.cmp(&index) {
        Ordering::Less => (*edge).max(to.saturating_add(steps(index - other))),
        Ordering::Equal => to,
        Ordering::Greater => (*edge).min(to.saturating_sub(steps(other - index))),
    };
    edges.iter().enumerate().map(push).collect()
}

/// What an axis' total means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// The score is the points.
    #[default]
    Points,
    /// The score is 100 × the points ÷ the most that can be attained.
    Percent,
}

/// The least and the most that a score can be, both ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreRange {
    pub least: i32,
    pub most: i32,
}

impl Default for ScoreRange {
    fn default() -> Self {
        Self { least: 0, most: 100 }
    }
}

/// A stretch of an axis: A, B, C, D or 1, 2, 3, 4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub id: BandId,
    pub name: String,
    /// The lowest score that belongs to the band; the last band has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i32>,
    /// 0 to 3: the stars (fit) or flames (engagement) shown for leads in this band.
    #[serde(default, skip_serializing_if = "is_default")]
    pub marks: u8,
}

/// Criteria of one subject, on one axis, that are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    pub id: CategoryId,
    pub name: String,
    pub axis: Axis,
    #[serde(default, skip_serializing_if = "is_default")]
    pub counting: Counting,
    /// The category never gives less than these whole points, also when nothing matched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i32>,
    /// The category never gives more than these whole points (a cap).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i32>,
}

/// How the criteria of a category come together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    #[default]
    Adds,
    /// Only the first criterion that matches counts, in the order of the model.
    FirstMatch,
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
