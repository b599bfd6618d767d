//! Why one lead is elsewhere: what differs between its two explanations.
//!
//! A lead that moves has a reason, always: its route differs because a criterion disqualifies it, because its cell names
//! another, or because it is in another cell; that because the edges cut its score differently, because the same points make
//! another score, or because a criterion or the caps of a category give it other points. Each is in the list only if it is so
//! for this lead.

use super::Likeness;
use crate::{
    lead::{Instant, Lead},
    model::{Axis, BandId, CategoryId, CriterionId, Model, RouteId},
    scoring::{AxisExplanation, Explanation, adding, explain},
};

/// One reason. Points are in thousandths; ids are those of the draft, of the baseline where the draft has no such thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// A criterion disqualifies the lead, or does so no longer.
    Disqualifies { criterion: CriterionId, now: bool },
    /// The cell, or being disqualified, leads to another route than in the baseline.
    Route { before: Option<RouteId>, after: Option<RouteId> },
    /// The route counts as qualified, or does so no longer.
    Qualified { route: RouteId, now: bool },
    /// The edges are others: the lead's score of now is in `after`, and is in `before` by the edges of the baseline.
    Band { axis: Axis, score: i64, before: BandId, after: BandId },
    /// The lead's total of now makes the score `after`, and makes `before` by the scale and range of the baseline, and by what
    /// can be attained there.
    Scale { axis: Axis, before: i64, after: i64 },
    /// A criterion gives other points: 0 where it does not match, or does not exist.
    Criterion { axis: Axis, criterion: CriterionId, before: i64, after: i64 },
    /// The caps of a category take away or add something else.
    Cap { axis: Axis, category: CategoryId, before: i64, after: i64 },
}

impl Because {
    /// By how many thousandths of a point it moves the total of its axis.
    pub fn thousandths(&self) -> i64 {
        match self {
            Self::Criterion { before, after, .. } | Self::Cap { before, after, .. } => after.saturating_sub(*before),
            _ => 0,
        }
    }
}

/// What differs for a lead: routes first, then edges and scales, then points. Of these those come first that move the lead the way
/// it went, on an axis where it is in another band, by size.
pub fn because(baseline: &Model, draft: &Model, lead: &Lead, as_of: Instant) -> Vec<Because> {
    let likeness = Likeness::new(baseline, draft);
    because_like(&likeness, baseline, draft, lead, as_of)
}

pub(super) fn because_like(
    likeness: &Likeness,
    baseline: &Model,
    draft: &Model,
    lead: &Lead,
    as_of: Instant,
) -> Vec<Because> {
    let pair = Pair {
        likeness,
        models: [baseline, draft],
        explained: [explain(baseline, lead, as_of), explain(draft, lead, as_of)],
    };
    let mut reasons = pair.routes();
    for axis in Axis::ALL {
        reasons.extend(pair.bands(axis));
    }
    let mut points = Vec::new();
    for axis in Axis::ALL {
        let [before, after] = pair.axes(axis);
        let stays = likeness.band(axis, after.band) == Some(before.band);
        let rises = after.score > before.score || after.score == before.score && after.total >= before.total;
        for reason in pair.points(axis) {
            let moved = reason.thousandths();
            points.push(((stays, (moved > 0) != rises, std::cmp::Reverse(moved.unsigned_abs())), reason));
        }
    }
    points.sort_by_key(|(order, _)| *order);
    reasons.extend(points.into_iter().map(|(_, reason)| reason));
    reasons
}

/// One lead under both models: the baseline first.
struct Pair<'a> {
    likeness: &'a Likeness,
    models: [&'a Model; 2],
    explained: [Explanation; 2],
}

impl Pair<'_> {
    fn axes(&self, axis: Axis) -> [&AxisExplanation; 2] {
        self.explained.each_ref().map(|explained| match axis {
            Axis::Fit => &explained.fit,
            Axis::Engagement => &explained.engagement,
        })
    }

    /// What sends the lead elsewhere although it scores the same.
    fn routes(&self) -> Vec<Because> {
        let [baseline, draft] = self.models;
        let [before, after] = &self.explained;
        let mut reasons = Vec::new();
        for (these, others, now) in [(after, before, true), (before, after, false)] {
            let only_here = these.disqualified_by.iter().filter(|id| !others.disqualified_by.contains(id));
            reasons.extend(only_here.map(|id| Because::Disqualifies { criterion: id.clone(), now }));
        }
        // Where the baseline would send a lead with the draft's bands and disqualification.
        let [fit, engagement] = Axis::ALL.map(|axis| self.axes(axis)[1].band);
        let is_disqualified = !after.disqualified_by.is_empty();
        let would = if is_disqualified {
            Some(adding::disqualified_route(baseline))
        } else {
            let cell = self.likeness.cell((fit, engagement));
            cell.map(|(fit, engagement)| adding::cell_route(baseline, fit, engagement))
        };
        let now = draft.routes.iter().position(|route| after.route.as_ref() == Some(&route.id));
        let Some(would) = would else { return reasons };
        if !self.likeness.same_route(would, now) {
            let before = would.map(|route| baseline.routes[route].id.clone());
            reasons.push(Because::Route { before, after: after.route.clone() });
        } else if let (Some(would), Some(now)) = (would, now) {
            let (was, is) = (baseline.routes[would].qualified, draft.routes[now].qualified);
            if was != is && !is_disqualified {
                reasons.push(Because::Qualified { route: draft.routes[now].id.clone(), now: is });
            }
        }
        reasons
    }

    /// What puts the lead into another band although its total is the same.
    fn bands(&self, axis: Axis) -> Vec<Because> {
        let [baseline, draft] = self.models.map(|model| model.axis(axis));
        let [before, after] = self.axes(axis);
        let mut reasons = Vec::new();
        let would = baseline.band_index(after.score);
        if self.likeness.band(axis, after.band) != Some(would)
            && let (Some(before), Some(now)) = (baseline.bands.get(would), draft.bands.get(after.band))
        {
            let (before, score) = (before.id.clone(), after.score);
            reasons.push(Because::Band { axis, score, before, after: now.id.clone() });
        }
        let unclamped = adding::unclamped_score(baseline, after.total, before.attainable);
        let would = adding::clamp_score(baseline, unclamped);
        if would != after.score {
            reasons.push(Because::Scale { axis, before: would, after: after.score });
        }
        reasons
    }

    /// Whatever gives other points.
    fn points(&self, axis: Axis) -> Vec<Because> {
        let [before, after] = self.axes(axis).map(given);
        let [caps_before, caps_after] = self.axes(axis).map(capped);
        let criteria = differing(&before, &after).into_iter().map(|(criterion, before, after)| Because::Criterion {
            axis,
            criterion,
            before,
            after,
        });
        let caps = differing(&caps_before, &caps_after).into_iter().map(|(category, before, after)| Because::Cap {
            axis,
            category,
            before,
            after,
        });
        criteria.chain(caps).collect()
    }
}

/// What each criterion gives the axis, in the order of the model.
fn given(axis: &AxisExplanation) -> Vec<(CriterionId, i64)> {
    let contributions = axis.categories.iter().flat_map(|category| &category.contributions);
    let counting = contributions.filter(|contribution| contribution.counts);
    counting.map(|contribution| (contribution.criterion.clone(), contribution.thousandths)).collect()
}

/// What the caps of each category add or take away.
fn capped(axis: &AxisExplanation) -> Vec<(CategoryId, i64)> {
    let caps = axis.categories.iter();
    caps.map(|category| (category.category.clone(), category.total.saturating_sub(category.unclamped))).collect()
}

/// What has another number in the two lists, with both: those of the second list in its order, then what only the first has.
fn differing<Id: PartialEq + Clone>(before: &[(Id, i64)], after: &[(Id, i64)]) -> Vec<(Id, i64, i64)> {
    let sum = |list: &[(Id, i64)], id: &Id| {
        list.iter().filter(|(other, _)| other == id).fold(0i64, |sum, (_, number)| sum.saturating_add(*number))
    };
    let mut ids: Vec<&Id> = Vec::new();
    for (id, _) in after.iter().chain(before) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let both = ids.into_iter().map(|id| (id.clone(), sum(before, id), sum(after, id)));
    both.filter(|(_, before, after)| before != after).collect()
}
