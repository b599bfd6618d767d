//! Bounds the wrong way round: nothing is at least 10 and at most 5.

use super::{Context, Mend, Part, Place, Problem, walk};
use crate::model::{
    Axis, NumberTest, Rule, Test, Tier,
    wording::{decimal, whole},
};

pub(super) const CODE: &str = "bounds-reversed";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for axis in Axis::ALL {
        let range = model.axis(axis).range;
        if range.least > range.most {
            let sentence = format!(
                "The {axis} score runs from {} to {}, so from more to less",
                whole(range.least),
                whole(range.most)
            );
            let problem = Problem::error(CODE, Place::Axis(axis), sentence);
            found.push(problem.hint("Swap the two").mend(Mend::SwapRange(axis)));
        }
    }
    for category in &model.categories {
        let (Some(least), Some(most)) = (category.at_least, category.at_most) else { continue };
        if least > most {
            let sentence = format!("“{}” gives at least {} and at most {}", category.name, whole(least), whole(most));
            let problem = Problem::error(CODE, Place::Category(category.id.clone()), sentence);
            found.push(problem.hint("Swap the two").mend(Mend::SwapCaps(category.id.clone())));
        }
    }
    for tier in Tier::ALL {
        let range = model.tiers.of(tier);
        if range.least > range.most {
            let sentence = format!("Points for {tier} run from {} to {}", whole(range.least), whole(range.most));
            found.push(
                Problem::error(CODE, Place::Part(Part::Tiers), sentence)
                    .hint("Swap the two")
                    .mend(Mend::SwapTier(tier)),
            );
        }
    }
    for criterion in &model.criteria {
        let mut tests: Vec<NumberTest> = Vec::new();
        for test in walk::tests(&criterion.rule) {
            if let Test::Number(test) = test.is {
                tests.push(test);
            }
        }
        if let Rule::Activity(activity) = &criterion.rule {
            tests.extend(activity.amount);
        }
        for test in tests {
            let NumberTest::Between(least, most) = test else { continue };
            if least > most {
                let sentence =
                    format!("“{}” asks for a number between {} and {}", criterion.name, decimal(least), decimal(most));
                found.push(Problem::error(CODE, Place::Criterion(criterion.id.clone()), sentence).hint("Swap the two"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{category, found, number},
        *,
    };

    #[test]
    fn reversed_bounds_are_found() {
        let problems = found(CODE, |model| model.fit.range.least = 101);
        assert_eq!(problems[0].mend, Some(Mend::SwapRange(Axis::Fit)));
        let caps = |least, most| {
            found(CODE, |model| {
                category(model, "profile").at_least = Some(least);
                category(model, "profile").at_most = Some(most);
            })
        };
        assert_eq!(caps(6, 5).len(), 1);
        assert!(caps(5, 5).is_empty());
        let between = |least, most| {
            found(CODE, |model| model.criteria[0].rule = number("Employees", NumberTest::Between(least, most)))
        };
        assert_eq!(between(5.0, 1.0).len(), 1);
        assert!(between(1.0, 1.0).is_empty());
    }
}
