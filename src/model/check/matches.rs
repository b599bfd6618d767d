//! A criterion that matches no lead, or every lead: it tells nobody apart.

use super::{Context, Mend, Place, Problem, unknown_names::asks_in_vain};
use crate::model::{Criterion, wording};

pub(super) const NEVER: &str = "never-matches";
pub(super) const ALWAYS: &str = "always-matches";

pub(super) fn check(Context { model, facts }: Context<'_>, found: &mut Vec<Problem>) {
    // Before the first lead came nothing is said of any rule.
    let Some(facts) = facts.filter(|facts| facts.there() > 0) else { return };
    // What asks for something that the library lacks is told already.
    let asks = |criterion: &&Criterion| criterion.enabled && !asks_in_vain(criterion, facts);
    for criterion in model.criteria.iter().filter(asks) {
        let place = || Place::Criterion(criterion.id.clone());
        let leads = wording::whole(i64::try_from(facts.there()).unwrap_or(i64::MAX));
        let problem = match facts.matches.get(&criterion.id) {
            // That no competitor is among the leads is no fault of the rule that keeps them out.
            Some(0) if !criterion.disqualifies => {
                Problem::warning(NEVER, place(), format!("“{}” matches none of the {leads} leads", criterion.name))
                    .hint("Look at the rule, or switch it off")
            }
            Some(count) if *count >= facts.there() => Problem::warning(
                ALWAYS,
                place(),
                format!("“{}” matches every one of the {leads} leads", criterion.name),
            )
            .hint("It tells no lead from another: narrow the rule, or switch it off"),
            _ => continue,
        };
        found.push(problem.mend(Mend::SwitchOff(criterion.id.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{against, facts},
        *,
    };

    fn with(code: &str, count: u64) -> usize {
        let mut facts = facts();
        facts.matches.insert("page".into(), count);
        let add = |model: &mut crate::model::Model| {
            let rule = super::super::fixture::each(&["page_view"], 1);
            model.criteria.push(super::super::fixture::criterion("page", "activity", 3, rule));
        };
        against(code, Some(&facts), add).len()
    }

    #[test]
    fn what_matches_all_or_none_is_found() {
        assert_eq!((with(NEVER, 0), with(NEVER, 1)), (1, 0));
        assert_eq!((with(ALWAYS, 10), with(ALWAYS, 9)), (1, 0));
    }

    #[test]
    fn leads_that_are_not_there_yet_are_not_counted() {
        let found = |to_come: u64, count: u64| {
            let mut facts = super::super::Facts { to_come, ..facts() };
            facts.matches.insert("page".into(), count);
            let add = |model: &mut crate::model::Model| {
                let rule = super::super::fixture::each(&["page_view"], 1);
                model.criteria.push(super::super::fixture::criterion("page", "activity", 3, rule));
            };
            let of = |code: &str| against(code, Some(&facts), add).into_iter().map(|problem| problem.sentence);
            of(NEVER).chain(of(ALWAYS)).collect::<Vec<_>>()
        };
        assert_eq!(found(3, 6), Vec::<String>::new());
        assert!(found(3, 7)[0].ends_with("matches every one of the 7 leads"), "{:?}", found(3, 7));
        assert!(found(3, 0)[0].ends_with("matches none of the 7 leads"), "{:?}", found(3, 0));
        assert_eq!(found(10, 0), Vec::<String>::new(), "nobody is there");
    }
}
