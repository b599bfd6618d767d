//! A cap that no lead can reach, or that takes something away from every lead.

use super::{Context, Mend, Place, Problem, reach, unknown_names::asks_in_vain};
use crate::model::{
    Criterion,
    wording::{points, whole},
};

pub(super) const NEVER: &str = "cap-never-reached";
pub(super) const ALWAYS: &str = "cap-always-reached";

pub(super) fn check(Context { model, facts }: Context<'_>, found: &mut Vec<Problem>) {
    for category in &model.categories {
        let Some(cap) = category.at_most else { continue };
        if reach::rows(model, category).next().is_none() || category.at_least.is_some_and(|least| least > cap) {
            continue;
        }
        let place = || Place::Category(category.id.clone());
        let most = reach::before_limits(model, category).most;
        let name = &category.name;
        if most < i64::from(cap) * 1000 {
            let sentence =
                format!("“{name}” is capped at {}, but can come to {} at most", points(cap), whole(most / 1000));
            let problem = Problem::warning(NEVER, place(), sentence).hint("Remove the cap, or lower it");
            found.push(problem.mend(Mend::RemoveCap(category.id.clone())));
            continue;
        }
        let Some(facts) = facts else { continue };
        let is_in_vain = |criterion: &Criterion| {
            criterion.enabled && criterion.category == category.id && asks_in_vain(criterion, facts)
        };
        // What the library lacks is told once.
        if model.criteria.iter().any(is_in_vain) {
            continue;
        }
        match facts.capped.get(&category.id) {
            Some(0) => {
                let sentence = format!("The cap of “{name}” at {} takes nothing away from any lead", points(cap));
                found.push(
                    Problem::warning(NEVER, place(), sentence).hint("Remove the cap, or lower it").seen_in_leads(),
                );
            }
            Some(capped) if *capped >= facts.leads => {
                let sentence = format!("The cap of “{name}” at {} is exceeded by every lead", points(cap));
                found.push(
                    Problem::warning(ALWAYS, place(), sentence)
                        .hint("Raise the cap, or give fewer points")
                        .seen_in_leads(),
                );
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{against, category, facts, found},
        *,
    };

    #[test]
    fn a_cap_above_everything_does_nothing() {
        let problems = found(NEVER, |model| category(model, "activity").at_most = Some(151));
        assert_eq!(problems[0].sentence, "“Activity” is capped at 151 points, but can come to 150 at most");
        assert!(found(NEVER, |model| category(model, "activity").at_most = Some(150)).is_empty());
    }

    #[test]
    fn leads_tell_whether_a_cap_matters() {
        let with = |code: &str, capped: u64| {
            let mut facts = facts();
            facts.capped.insert("activity".into(), capped);
            against(code, Some(&facts), |model| category(model, "activity").at_most = Some(20)).len()
        };
        assert_eq!((with(NEVER, 0), with(NEVER, 1)), (1, 0));
        assert_eq!((with(ALWAYS, 10), with(ALWAYS, 9)), (1, 0));
    }
}
