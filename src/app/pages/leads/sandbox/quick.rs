//! What can be tried at once: the model's own engagement criteria, done today.

use crate::{
    lead::{Event, Instant},
    model::{Axis, CriterionId, EventCounting, Model, Rule},
    scoring::event_for,
};

/// A criterion whose event can be added with a click.
#[derive(Clone, Debug, PartialEq)]
pub struct Quick {
    pub criterion: CriterionId,
    pub name: String,
    pub event: Event,
    pub points: i32,
}

/// What gives most comes first, what takes points last.
pub fn quick(model: &Model, at: Instant) -> Vec<Quick> {
    let criteria = model.criteria.iter().filter(|criterion| criterion.enabled && criterion.points != 0);
    let mut found: Vec<Quick> = criteria
        .filter(|criterion| model.axis_of(criterion) == Some(Axis::Engagement))
        .filter_map(|criterion| {
            let Rule::Activity(activity) = &criterion.rule else { return None };
            let is_done = !matches!(activity.counting, EventCounting::Absent { .. });
            let event = event_for(activity, at).filter(|_| is_done)?;
            let (criterion, points) = ((criterion.id.clone(), criterion.name.clone()), criterion.points);
            Some(Quick { criterion: criterion.0, name: criterion.1, event, points })
        })
        .collect();
    found.sort_by_key(|quick| std::cmp::Reverse(quick.points));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::sample::{NOW, activity, criterion, model, once};

    #[test]
    fn what_gives_most_is_offered_first() {
        let quiet = activity("visit", EventCounting::Absent { for_days: 30 });
        let model = model(vec![
            criterion("visit", "activity", 3, Rule::Activity(once("visit"))),
            criterion("bounce", "activity", -5, Rule::Activity(once("bounce"))),
            criterion("quiet", "activity", -9, Rule::Activity(quiet)),
            criterion("demo", "activity", 20, Rule::Activity(once("demo"))),
            criterion("fit", "profile", 20, Rule::Activity(once("signup"))),
        ]);
        let offered: Vec<_> = quick(&model, NOW).into_iter().map(|quick| quick.criterion.0).collect();
        assert_eq!(offered, ["demo", "visit", "bounce"]);
    }
}
