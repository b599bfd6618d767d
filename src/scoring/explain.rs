//! The explaining scorer: one lead, every step kept. The reference that the population scorer is held to.

use super::{
    activity::{self, Found},
    adding,
    condition::Asked,
    fade,
};
use crate::{
    lead::{Instant, Lead},
    model::{
        Axis, Category, CategoryId, Counting, Criterion, CriterionId, EventCounting, Flames, Model, Route, RouteId,
        Rule, StageId,
    },
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

/// Scores one lead and keeps every step.
pub fn explain(model: &Model, lead: &Lead, as_of: Instant) -> Explanation {
    let asked = Asked { lead, domains: &model.domains, today: as_of.day() };
    let found = find(model, &asked, as_of);
    let fit = axis_explanation(model, Axis::Fit, &found);
    let engagement = axis_explanation(model, Axis::Engagement, &found);
    let combined = adding::combined(model, fit.score, engagement.score);
    let disqualified_by = disqualified_by(model, &found);
    let route = route(model, fit.band, engagement.band, !disqualified_by.is_empty());
    Explanation {
        as_of,
        combined,
        qualified: route.is_some_and(|route| route.qualified) && disqualified_by.is_empty(),
        route: route.map(|route| route.id.clone()),
        disqualified_by,
        stars: adding::marks(&model.fit, fit.band),
        flames: flames(model, lead, as_of, &engagement),
        cold: is_cold(model, &asked, as_of),
        stage: adding::stage_index(model, combined).map(|index| model.stages[index].id.clone()),
        fit,
        engagement,
    }
}

/// What each criterion of the model found in the lead, in the order of the model. A criterion that is switched off, or
/// whose category does not exist, finds nothing.
pub(super) fn find(model: &Model, asked: &Asked<'_>, as_of: Instant) -> Vec<Found> {
    model.criteria.iter().map(|criterion| find_one(model, criterion, asked, as_of)).collect()
}

/// What one criterion of the model found in the lead.
pub(super) fn find_one(model: &Model, criterion: &Criterion, asked: &Asked<'_>, as_of: Instant) -> Found {
    match &criterion.rule {
        _ if !criterion.enabled || model.category(&criterion.category).is_none() => Found::default(),
        Rule::Profile(condition) if asked.holds(condition) => {
            Found { weight: fade::FULL, because: asked.reasons(condition) }
        }
        Rule::Profile(_) => Found::default(),
        Rule::Activity(activity) => activity::weigh(activity, asked, as_of),
    }
}

/// 3. The axis total is the sum of its categories; scaled, rounded once, and clamped to the axis' range.
fn axis_explanation(model: &Model, axis: Axis, found: &[Found]) -> AxisExplanation {
    let settings = model.axis(axis);
    let of_axis = model.categories.iter().enumerate().filter(|(_, category)| category.axis == axis);
    let categories: Vec<_> =
        of_axis.map(|(index, category)| category_explanation(model, index, category, found)).collect();
    let total = categories.iter().fold(0i64, |sum, category| sum.saturating_add(category.total));
    let attainable = adding::attainable(model, axis);
    let unclamped = adding::unclamped_score(settings, total, attainable);
    let score = adding::clamp_score(settings, unclamped);
    AxisExplanation { axis, categories, total, attainable, unclamped, score, band: settings.band_index(score) }
}

/// 2. A category adds its criteria or takes the first match in its order; then it is clamped, also when nothing matched.
fn category_explanation(model: &Model, index: usize, category: &Category, found: &[Found]) -> CategoryExplanation {
    let mut contributions: Vec<Contribution> = Vec::new();
    let homes = adding::category_indices(model);
    for ((criterion, found), home) in model.criteria.iter().zip(found).zip(homes) {
        // A criterion matches when the sum of its weights is above 0, whatever its points.
        if home != Some(index) || found.weight <= 0 {
            continue;
        }
        contributions.push(Contribution {
            criterion: criterion.id.clone(),
            weight: found.weight,
            // 1. A criterion's contribution = points × Σ weights.
            thousandths: i64::from(criterion.points).saturating_mul(found.weight),
            counts: category.counting == Counting::Adds || contributions.is_empty(),
            because: found.because.clone(),
        });
    }
    let counting = contributions.iter().filter(|contribution| contribution.counts);
    let unclamped = counting.fold(0i64, |sum, contribution| sum.saturating_add(contribution.thousandths));
    let total = adding::clamp_category(category, unclamped);
    CategoryExplanation { category: category.id.clone(), contributions, unclamped, total }
}

/// A disqualifying match counts even below a first match.
fn disqualified_by(model: &Model, found: &[Found]) -> Vec<CriterionId> {
    let matches =
        model.criteria.iter().zip(found).filter(|(criterion, found)| criterion.disqualifies && found.weight > 0);
    matches.map(|(criterion, _)| criterion.id.clone()).collect()
}

/// The cell's route; a disqualifying match replaces it.
fn route(model: &Model, fit_band: usize, engagement_band: usize, disqualified: bool) -> Option<&Route> {
    let index = if disqualified {
        adding::disqualified_route(model)
    } else {
        adding::cell_route(model, fit_band, engagement_band)
    };
    model.routes.get(index?)
}

/// Urgency: the number of the engagement band, or one flame for each edge that the gain of the last days reaches.
fn flames(model: &Model, lead: &Lead, as_of: Instant, engagement: &AxisExplanation) -> u8 {
    match model.flames {
        Flames::ByBand => adding::marks(&model.engagement, engagement.band),
        Flames::ByGain { over_days, edges } => {
            let before = as_of.days_earlier(over_days);
            let asked = Asked { lead, domains: &model.domains, today: before.day() };
            let earlier = axis_explanation(model, Axis::Engagement, &find(model, &asked, before));
            adding::flames_by_gain(edges, engagement.score - earlier.score)
        }
    }
}

/// No event in the last N days passes the filters of an engagement criterion that could give points, counted or not.
pub(super) fn is_cold(model: &Model, asked: &Asked<'_>, as_of: Instant) -> bool {
    !model.criteria.iter().filter(|criterion| warms(model, criterion)).any(|criterion| {
        let Rule::Activity(activity) = &criterion.rule else { return false };
        activity::only_if_holds(activity, asked)
            && activity::passing(activity, asked, as_of)
                .first()
                .is_some_and(|newest| newest.age_days < i64::from(model.cold_after_days))
    })
}

/// Whether an event that a criterion looks for keeps a lead from being cold: `once` and `each` with positive points, on
/// the engagement axis.
pub(super) fn warms(model: &Model, criterion: &Criterion) -> bool {
    let Rule::Activity(activity) = &criterion.rule else { return false };
    criterion.enabled
        && criterion.points > 0
        && model.axis_of(criterion) == Some(Axis::Engagement)
        && !matches!(activity.counting, EventCounting::Absent { .. })
}

#[cfg(test)]
mod tests;
