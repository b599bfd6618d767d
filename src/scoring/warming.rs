//! What would make a cold lead warm again.

use super::{
    activity::only_if_holds,
    condition::Asked,
    explain::{is_cold, warms},
    possible::event_can_pass,
};
use crate::{
    lead::{Instant, Lead},
    model::{CriterionId, Model, Rule},
};

/// Of a cold lead the criteria of which one event now would do, those that give most first; of a warm one none.
pub fn warming(model: &Model, lead: &Lead, as_of: Instant) -> Vec<CriterionId> {
    let asked = Asked { lead, domains: &model.domains, today: as_of.day() };
    // Where no day is within the last 0, nothing warms.
    if model.cold_after_days == 0 || !is_cold(model, &asked, as_of) {
        return Vec::new();
    }
    let would = |rule: &Rule| match rule {
        Rule::Activity(activity) => only_if_holds(activity, &asked) && event_can_pass(activity, &asked),
        Rule::Profile(_) => false,
    };
    let mut found: Vec<_> = model.criteria.iter().filter(|it| warms(model, it) && would(&it.rule)).collect();
    found.sort_by_key(|criterion| std::cmp::Reverse(criterion.points));
    found.into_iter().map(|criterion| criterion.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Event,
        model::{Activity, EventCounting},
        scoring::{
            event_for, explain,
            sample::{NOW, activity, criterion, event, has_word, lead, model, once, text},
        },
    };

    fn sample() -> Model {
        let only_if = Some(has_word("Title", "CEO"));
        model(vec![
            criterion("visit", "activity", 3, Rule::Activity(once("visit"))),
            criterion("bounce", "activity", -9, Rule::Activity(once("bounce"))),
            criterion("quiet", "activity", 9, Rule::Activity(activity("x", EventCounting::Absent { for_days: 9 }))),
            criterion("fit", "profile", 9, Rule::Activity(once("signup"))),
            criterion("size", "activity", 9, Rule::Profile(has_word("Size", "large"))),
            criterion("call", "activity", 8, Rule::Activity(Activity { only_if, ..once("call") })),
            criterion("demo", "activity", 20, Rule::Activity(once("demo"))),
        ])
    }

    fn would(title: &str, events: Vec<Event>) -> Vec<String> {
        let lead = lead("1", &[("Title", text(title))], events);
        warming(&sample(), &lead, NOW).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn any_event_that_counts_for_engagement_warms_a_cold_lead() {
        assert_eq!(would("CTO", vec![event("demo", 40)]), ["demo", "visit"]);
        assert_eq!(would("CEO", vec![]), ["demo", "call", "visit"], "whom the rule asks for");
        assert_eq!(would("CTO", vec![event("visit", 2)]), [""; 0], "warm as it is");
    }

    #[test]
    fn one_of_them_today_is_enough() {
        let model = sample();
        let cold = lead("1", &[("Title", text("CEO"))], vec![event("bounce", 1), event("visit", 400)]);
        assert!(explain(&model, &cold, NOW).cold);
        for id in warming(&model, &cold, NOW) {
            let criterion = model.criterion(&id).expect("of the model");
            let Rule::Activity(activity) = &criterion.rule else { panic!("{id:?} asks for no event") };
            let mut warm = cold.clone();
            warm.events.push(event_for(activity, NOW).expect("an event"));
            assert!(!explain(&model, &warm, NOW).cold, "{id:?}");
        }
    }
}
