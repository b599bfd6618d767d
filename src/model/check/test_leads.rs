//! Test leads and segments that name what the model does not have, contradict themselves, or expect nothing.

use super::{Context, Part, Place, Problem};
use crate::model::wording::upper_first;

pub(super) const GONE: &str = "test-of-unknown";
pub(super) const CONFLICT: &str = "test-contradicts-itself";
pub(super) const EMPTY: &str = "test-without-expectation";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    let place = || Place::Part(Part::TestLeads);
    for test in &model.test_leads {
        let name = test.told_name();
        if test.expects.is_empty() {
            let sentence = format!("Nothing is expected of the test lead “{name}”, so it guards nothing");
            found.push(
                Problem::warning(EMPTY, place(), sentence)
                    .hint("Say on the page Leads what must come out, or delete it"),
            );
        }
        if let Some(conflict) = model.conflict_of_test(test) {
            let hint = "Say on the page Leads which of the two holds, and delete the other";
            found.push(Problem::warning(CONFLICT, place(), format!("The test lead “{name}” {conflict}")).hint(hint));
        }
        for gone in test.expects.iter().filter_map(|it| model.missing_of_test(test, &it.must)) {
            let hint = "Say on the page Leads what must come out now, or delete the expectation";
            found.push(Problem::warning(GONE, place(), format!("The test lead “{name}” {gone}")).hint(hint));
        }
    }
    for test in &model.segments {
        if let Some(gone) = model.missing_of_reach(&test.reach) {
            let sentence = format!("{}: {gone}", upper_first(&model.segment_text(test)));
            let hint = "Say on the page Leads where they are to get now, or delete the segment";
            found.push(Problem::warning(GONE, place(), sentence).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};
    use crate::model::{Expectation, Limit, Must, Reach, SegmentTest, TestLead, Whose};

    fn test_lead(expects: Vec<Must>) -> TestLead {
        let expects = expects.into_iter().map(Expectation::new).collect();
        TestLead { id: "t".into(), name: "Ann".to_owned(), whose: Whose::Library("1".to_owned()), expects }
    }

    #[test]
    fn a_test_of_what_is_gone_is_told() {
        let route = || Must::Route("gone".into());
        let problems = found(GONE, |model| model.test_leads = vec![test_lead(vec![route(), Must::NeverQualified])]);
        assert_eq!(
            problems[0].sentence,
            "The test lead “Ann” is expected on the route “gone”, which does not exist any more"
        );
        assert_eq!(problems.len(), 1);
        let problems = found(GONE, |model| {
            let (limit, reach) = (Limit::AtLeastPercent(5), Reach::Route("gone".into()));
            let of = Default::default();
            model.segments = vec![SegmentTest { id: "s".into(), of, limit, reach, why: String::new(), team: None }];
        });
        assert_eq!(
            problems[0].sentence,
            "At least 5 % of leads reach “gone”: the route “gone” does not exist any more"
        );
        let both = || test_lead(vec![Must::Route("sales-now".into()), Must::NeverQualified]);
        assert_eq!(found(CONFLICT, |model| model.test_leads = vec![both()]).len(), 1);
        assert_eq!(found(EMPTY, |model| model.test_leads = vec![test_lead(vec![])]).len(), 1);
    }
}
