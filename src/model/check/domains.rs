//! A test of mail domains, where the model lists none.

use super::{Context, Mend, Place, Problem, walk};
use crate::model::{SpamTest, Test};

pub(super) const CODE: &str = "empty-domain-list";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for criterion in &model.criteria {
        for test in walk::tests(&criterion.rule) {
            let (what, listed, mend) = match test.is {
                Test::Spam(SpamTest::FreeMailDomain) => ("free-mail", &model.domains.free, Mend::FillFreeDomains),
                Test::Spam(SpamTest::DisposableDomain) => {
                    ("disposable-mail", &model.domains.disposable, Mend::FillDisposableDomains)
                }
                _ => continue,
            };
            if listed.iter().any(|domain| !domain.trim().is_empty()) {
                continue;
            }
            let sentence = format!(
                "“{}” asks for a {what} domain, but the model lists none, so nothing can match",
                criterion.name
            );
            found.push(
                Problem::warning(CODE, Place::Criterion(criterion.id.clone()), sentence)
                    .hint("Use the well-known ones, or list them in the settings of the model")
                    .mend(mend),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{found, profile},
        *,
    };

    #[test]
    fn a_test_of_domains_that_are_not_listed_is_found() {
        let with = |test| profile("Email", Test::Spam(test));
        assert!(found(CODE, |model| model.criteria[0].rule = with(SpamTest::FreeMailDomain)).is_empty());
        let problems = found(CODE, |model| {
            model.criteria[0].rule = with(SpamTest::FreeMailDomain);
            model.criteria[1].rule = with(SpamTest::DisposableDomain);
            model.domains.free.clear();
            model.domains.disposable = vec![" ".to_owned()];
        });
        assert_eq!(problems.len(), 2);
        assert_eq!(
            problems[0].sentence,
            "“title” asks for a free-mail domain, but the model lists none, so nothing can match"
        );
        assert!(found(CODE, |model| model.domains = Default::default()).is_empty(), "nobody asks for them");
    }
}
