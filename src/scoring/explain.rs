//! The explaining scorer: one lead, every step kept. The reference that the population scorer is held to.

use crate::{
    lead::{Instant, Lead},
    model::{Axis, CategoryId, CriterionId, Model, RouteId, StageId},
};

/// Why a lead scores as it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub as_of: Instant,
    pub fit: AxisExplanation,
    pub engagement: AxisExplanation,
    pub combined: i64,
    /// Where the lead goes; `None` where the matrix names no route that exists.
    pub route: Option<RouteId>,
    pub qualified: bool,
    /// The criteria that disqualify the lead; empty in most.
    pub disqualified_by: Vec<CriterionId>,
    /// 0..=3: quality.
    pub stars: u8,
    /// 0..=3: urgency.
    pub flames: u8,
    pub cold: bool,
    pub stage: Option<StageId>,
}

/// One axis of an explanation. The categories' `total`s add up to `total`, which gives the score.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisExplanation {
    pub axis: Axis,
    pub categories: Vec<CategoryExplanation>,
    /// The sum of the categories, in thousandths of a point.
    pub total: i64,
    /// The most that could be attained, in thousandths of a point: what a percent scale divides by.
    pub attainable: i64,
    /// The rounded score before it is clamped to the axis' range.
    pub unclamped: i64,
    /// The score, in the axis' range.
    pub score: i64,
    /// Index into the axis' bands.
    pub band: usize,
}

/// One category of an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryExplanation {
    pub category: CategoryId,
    /// Every enabled criterion of the category that matches, in order.
    pub contributions: Vec<Contribution>,
    /// The sum of what counts, before the category's own clamp, in thousandths of a point.
    pub unclamped: i64,
    /// After the clamp, in thousandths of a point.
    pub total: i64,
}

/// What one matching criterion gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    pub criterion: CriterionId,
    /// The sum of the weights, in thousandths: 1000 for a profile match.
    pub weight: i64,
    /// Points × weight, in thousandths of a point; what it would give if it counts.
    pub thousandths: i64,
    /// False when an earlier match of a first-match category took its place.
    pub counts: bool,
    /// The values or events that matched, newest event first.
    pub because: Vec<Reason>,
}

/// What matched.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// An attribute and its value; `None` where being unknown is what matched.
    Value { attribute: String, value: Option<String> },
    /// An event that counted, its age, and what the fade left of it, in thousandths.
    Event { kind: String, detail: Option<String>, at: Instant, age_days: i64, weight: i64 },
    /// No such event for so many days; the age of the most recent one, if there is any.
    Absent { for_days: u32, last_age_days: Option<i64> },
}

/// One change that would move the lead one band up.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub axis: Axis,
    pub criterion: CriterionId,
    /// The cell it would reach: indices of fit band and engagement band.
    pub cell: (usize, usize),
    /// In plain words: "Webinar attended, once".
    pub sentence: String,
}

/// Scores one lead and keeps every step.
pub fn explain(_model: &Model, _lead: &Lead, _as_of: Instant) -> Explanation {
    todo!("explaining scorer")
}

/// The criteria with positive points that the lead does not match, but nearly does: nearest first.
pub fn near_misses(_model: &Model, _lead: &Lead, _as_of: Instant) -> Vec<CriterionId> {
    todo!("near misses")
}

/// The smallest changes that would move the lead one band up on an axis, smallest first.
pub fn suggestions(_model: &Model, _lead: &Lead, _as_of: Instant) -> Vec<Suggestion> {
    todo!("suggestions")
}
