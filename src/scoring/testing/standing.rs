use std::cmp::Reverse;

use crate::{
    lead::{Instant, Lead},
    model::{CriterionId, Model, OwnLead},
    scoring::{Columns, Hits, NO_ROUTE, Scores, explain},
};

/// Where a lead stands under a model, whichever scorer found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub key: String,
    pub fit: i64,
    pub engagement: i64,
    pub combined: i64,
    /// Indices into the bands of both axes.
    pub bands: [usize; 2],
    /// Index into the routes; `None` where the cell names none that exists.
    pub route: Option<usize>,
    pub qualified: bool,
    pub disqualified_by: Vec<CriterionId>,
    pub stars: u8,
    pub flames: u8,
}

impl Standing {
    /// Of a lead that the model keeps, at its own instant.
    pub fn of_own(model: &Model, own: &OwnLead) -> Self {
        Self::of_lead(model, &own.lead, own.as_of)
    }

    /// Of any lead, by the explaining scorer.
    pub fn of_lead(model: &Model, lead: &Lead, as_of: Instant) -> Self {
        let explained = explain(model, lead, as_of);
        let route = explained.route.as_ref();
        Self {
            key: lead.key.clone(),
            fit: explained.fit.score,
            engagement: explained.engagement.score,
            combined: explained.combined,
            bands: [explained.fit.band, explained.engagement.band],
            route: route.and_then(|id| model.routes.iter().position(|route| route.id == *id)),
            qualified: explained.qualified,
            disqualified_by: explained.disqualified_by,
            stars: explained.stars,
            flames: explained.flames,
        }
    }

    /// Of a lead of the library.
    pub fn of_row(model: &Model, columns: &Columns, scores: &Scores, row: usize) -> Self {
        let disqualifies = model.criteria.iter().zip(&scores.hits).filter(|(criterion, hits)| {
            criterion.disqualifies && Hits::matching(hits).is_some_and(|matching| matching.contains(row))
        });
        let route = scores.route[row];
        Self {
            key: columns.keys[row].to_owned(),
            fit: i64::from(scores.fit[row]),
            engagement: i64::from(scores.engagement[row]),
            combined: i64::from(scores.combined[row]),
            bands: [scores.fit_band[row], scores.engagement_band[row]].map(usize::from),
            route: (route != NO_ROUTE).then_some(usize::from(route)),
            qualified: scores.qualified.contains(row),
            disqualified_by: disqualifies.map(|(criterion, _)| criterion.id.clone()).collect(),
            stars: scores.stars[row],
            flames: scores.flames[row],
        }
    }

    /// Where it comes in work order (`work_order.rs`): the least is worked first.
    pub fn rank(&self) -> impl Ord + '_ {
        let Self { key, combined, route, stars, flames, .. } = self;
        (route.unwrap_or(usize::MAX), Reverse((*flames).min(3)), Reverse(*combined), Reverse((*stars).min(3)), key)
    }

    /// “A1”.
    pub fn cell_name(&self, model: &Model) -> String {
        let [fit, engagement] = self.bands;
        model.cell_name_at((fit, engagement))
    }

    /// “on “Sales now””, “on no route”.
    pub fn route_text(&self, model: &Model) -> String {
        match self.route.and_then(|route| model.routes.get(route)) {
            Some(route) => format!("on “{}”", model.route_name(&route.id)),
            None => "on no route".to_owned(),
        }
    }
}
