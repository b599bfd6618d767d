//! Which kinds of event sales is told of: the *interesting moments*.

use std::collections::BTreeSet;

use super::{Axis, EventCounting, Model, Rule};

impl Model {
    /// The kinds of event that are interesting; `None` where every kind is.
    ///
    /// Where the model does not say ([`Model::interesting`]), they are those that a criterion rewards: engagement, switched
    /// on, positive points, `once` or `each`. A criterion that listens to any kind makes every kind interesting, and so does a
    /// model that rewards none: then what happened last is told.
    pub fn interesting_kinds(&self) -> Option<BTreeSet<&str>> {
        if let Some(kinds) = &self.interesting {
            return Some(kinds.iter().map(String::as_str).collect());
        }
        let mut named = BTreeSet::new();
        for criterion in &self.criteria {
            let Rule::Activity(activity) = &criterion.rule else { continue };
            let rewards = criterion.enabled
                && criterion.points > 0
                && !matches!(activity.counting, EventCounting::Absent { .. })
                && self.axis_of(criterion) == Some(Axis::Engagement);
            if rewards && activity.kinds.is_empty() {
                return None;
            }
            if rewards {
                named.extend(activity.kinds.iter().map(String::as_str));
            }
        }
        (!named.is_empty()).then_some(named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Activity, Criterion, Fade, sample::criterion};

    fn model(criteria: Vec<Criterion>) -> Model {
        Model { criteria, ..Model::new("Sample") }
    }

    fn once() -> EventCounting {
        EventCounting::Once { at_least: 1, fade: Fade::None }
    }

    fn on(id: &str, points: i32, kind: &str, counting: EventCounting) -> Criterion {
        let kinds = vec![kind.to_owned()];
        let activity = Activity { kinds, detail: None, amount: None, within_days: None, only_if: None, counting };
        Criterion { points, rule: Rule::Activity(activity), ..criterion(id, "activity") }
    }

    fn kinds(model: &Model) -> Option<Vec<&str>> {
        model.interesting_kinds().map(|kinds| kinds.into_iter().collect())
    }

    #[test]
    fn what_is_rewarded_is_interesting_until_the_model_says_otherwise() {
        let off = Criterion { enabled: false, ..on("off", 5, "off", once()) };
        let mut model = model(vec![
            on("demo", 9, "demo", once()),
            on("left", -9, "left", once()),
            on("quiet", 3, "quiet", EventCounting::Absent { for_days: 30 }),
            off,
        ]);
        assert_eq!(kinds(&model), Some(vec!["demo"]));
        model.interesting = Some(vec!["left".to_owned()]);
        assert_eq!(kinds(&model), Some(vec!["left"]));
        model.interesting = Some(vec![]);
        assert_eq!(kinds(&model), Some(vec![]), "nothing is");
        model.interesting = None;
        model.criteria[0].enabled = false;
        assert_eq!(kinds(&model), None, "nothing is rewarded: whatever happened last");
    }

    #[test]
    fn a_criterion_for_any_kind_makes_every_kind_interesting() {
        let mut any = on("any", 1, "", once());
        if let Rule::Activity(activity) = &mut any.rule {
            activity.kinds.clear();
        }
        assert_eq!(kinds(&model(vec![on("demo", 9, "demo", once()), any])), None);
    }
}
