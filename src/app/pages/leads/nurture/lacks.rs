//! What a lead lacks to be for sales: an event, a field, some points.

use crate::{
    app::{format, scored::Scored},
    lead::Instant,
    model::{Axis, Condition, Model, Rule},
    scoring::Columns,
};

/// The fields that fit is found by: those that a criterion rewards.
pub struct FitFields {
    /// Places in [`Columns::fields`], with their names, in the order of the criteria.
    fields: Vec<(usize, String)>,
}

impl FitFields {
    pub fn new(model: &Model, columns: &Columns) -> Self {
        let mut names: Vec<&str> = Vec::new();
        for criterion in &model.criteria {
            let is_rewarded = criterion.enabled && criterion.points > 0 && model.axis_of(criterion) == Some(Axis::Fit);
            if let (true, Rule::Profile(condition)) = (is_rewarded, &criterion.rule) {
                attributes(condition, &mut names);
            }
        }
        let place = |name: &str| columns.fields.iter().position(|field| field.name == name);
        Self { fields: names.into_iter().filter_map(|name| Some((place(name)?, name.to_owned()))).collect() }
    }

    /// The names of those that are not known of a lead.
    pub fn missing<'a>(&'a self, columns: &'a Columns, row: usize) -> impl Iterator<Item = &'a str> {
        let is_missing = move |(field, _): &&(usize, String)| {
            columns.fields.get(*field).is_some_and(|field| !field.column.is_known(row))
        };
        self.fields.iter().filter(is_missing).map(|(_, name)| name.as_str())
    }

    /// Whether so much is unknown that the fit says little: half of the fields, or more.
    pub fn says_little(&self, columns: &Columns, row: usize) -> bool {
        !self.fields.is_empty() && self.missing(columns, row).count() * 2 >= self.fields.len()
    }
}

fn attributes<'a>(condition: &'a Condition, names: &mut Vec<&'a str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| attributes(part, names)),
        Condition::Not(part) => attributes(part, names),
        Condition::Test(test) if !names.contains(&test.attribute.as_str()) => names.push(&test.attribute),
        Condition::Test(_) => {}
    }
}

/// “No event since 3 May 2026; Job title and 2 more unknown”.
pub fn lacks(scored: &Scored, fields: &FitFields, row: usize) -> String {
    const NAMED: usize = 2;
    let Scored { columns, scores, .. } = scored;
    let mut parts = Vec::new();
    if scores.cold.contains(row) {
        // Of any kind, as it says “no event”.
        let mut events = columns.events.of(row).rev().map(|event| Instant(columns.events.at[event]));
        let last = events.find(|at| *at <= scores.as_of);
        // What happened since did not count: another page than the one that is asked for.
        let is_lately = |at: &Instant| at.age_days(scores.as_of) < i64::from(scored.model.cold_after_days);
        parts.push(match last {
            Some(at) if is_lately(&at) => tr!("nurture-none-counts", days = scored.model.cold_after_days),
            Some(at) => tr!("nurture-none-since", day = format::day(at.day())),
            None => tr!("nurture-none-yet"),
        });
    }
    let missing: Vec<&str> = fields.missing(columns, row).collect();
    if !missing.is_empty() {
        let (named, more) = missing.split_at(missing.len().min(NAMED));
        let named = named.join(", ");
        parts.push(if more.is_empty() {
            tr!("nurture-missing", fields = named)
        } else {
            tr!("nurture-missing-more", fields = named, number = more.len())
        });
    }
    if parts.is_empty() {
        let [fit, engagement] = [&scores.fit, &scores.engagement].map(|of| format::count_signed(of[row].into()));
        parts.push(tr!("nurture-scores", fit = fit, engagement = engagement));
    }
    parts.join("; ")
}

/// The band that is nearest above: on which axis, how many points away, and its place.
pub fn nearest(scored: &Scored, row: usize) -> Option<(Axis, i32, usize)> {
    let Scored { model, scores, .. } = scored;
    let gap = |axis: Axis| {
        let (score, band) = match axis {
            Axis::Fit => (scores.fit[row], scores.fit_band[row]),
            Axis::Engagement => (scores.engagement[row], scores.engagement_band[row]),
        };
        let better = usize::from(band).checked_sub(1)?;
        let from = model.axis(axis).bands.get(better)?.from?;
        Some((axis, from.saturating_sub(score), better))
    };
    Axis::ALL.into_iter().filter_map(gap).min_by_key(|(_, points, _)| *points)
}

/// “6 points of fit to B”.
pub fn nearest_in_words(scored: &Scored, row: usize) -> String {
    let Some((axis, points, band)) = nearest(scored, row) else { return tr!("nurture-nearest-none") };
    let band = scored.model.axis(axis).bands.get(band).map(|band| band.name.clone()).unwrap_or_default();
    match axis {
        Axis::Fit => tr!("nurture-nearest-fit", number = points, band = band),
        Axis::Engagement => tr!("nurture-nearest-engagement", number = points, band = band),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        app::scored::{Question, Scorer},
        lead::Lead,
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, event, lead, model, once},
        },
    };

    fn told(lead: Lead) -> String {
        let mut builder = ColumnsBuilder::default();
        builder.push(lead);
        let columns = Arc::new(builder.finish());
        let draft = Arc::new(model(vec![criterion("demo", "activity", 60, Rule::Activity(once("demo")))]));
        let fields = FitFields::new(&draft, &columns);
        let baseline = Arc::clone(&draft);
        let scored = Scorer::default().answer(Question { columns, as_of: NOW, draft, baseline, voice: None });
        lacks(&scored, &fields, 0)
    }

    /// What does not count is an event all the same.
    #[test]
    fn no_event_means_none_of_any_kind() {
        let of = |events| told(lead("1", &[], events));
        assert_eq!(of(vec![event("demo", 90), event("page_view", 40)]), "No event since 9 Oct 2026");
        assert_eq!(of(vec![event("demo", 90), event("page_view", 0)]), "Nothing that counts for 30 days");
        assert_eq!(of(vec![event("page_view", 40)]), "No event since 9 Oct 2026");
        let created = Some(crate::lead::Day(NOW.day().0 - 60));
        let later = Lead { created, ..lead("1", &[], vec![event("page_view", -4)]) };
        assert_eq!(told(later), "No event yet");
    }
}
