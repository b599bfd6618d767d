//! Points that do not go with the tier: outside its range, or of the wrong sign.

use super::{Context, Mend, Place, Problem};
use crate::model::{
    Tier,
    wording::{self, whole},
};

pub(super) const OUTSIDE: &str = "points-outside-tier";
pub(super) const SIGN: &str = "points-of-wrong-sign";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for criterion in &model.criteria {
        let range = model.tiers.of(criterion.tier);
        // What disqualifies need not cost points as well. A range the wrong way round is reported as such.
        if range.contains(criterion.points)
            || range.least > range.most
            || criterion.disqualifies && criterion.points == 0
        {
            continue;
        }
        let place = Place::Criterion(criterion.id.clone());
        let name = &criterion.name;
        let (points, tier) = (wording::points(criterion.points), criterion.tier);
        let is_wrong_sign = if tier == Tier::Negative { criterion.points > 0 } else { criterion.points < 0 };
        let problem = if is_wrong_sign {
            Problem::warning(SIGN, place, format!("“{name}” is {tier} and gives {points}"))
        } else {
            Problem::warning(OUTSIDE, place, format!("“{name}” gives {points}, outside the range for {tier}"))
        };
        // −15 as critical was most likely meant as 15.
        let meant = if is_wrong_sign { criterion.points.saturating_neg() } else { criterion.points };
        let nearest = range.nearest(meant);
        let agreed = if range.least == range.most {
            wording::points(range.least)
        } else {
            format!("{} to {} points", whole(range.least), whole(range.most))
        };
        found.push(
            problem
                .hint(format!("For {tier}, {agreed} are agreed"))
                .mend(Mend::SetPoints(criterion.id.clone(), nearest)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};

    #[test]
    fn points_go_with_the_tier() {
        let problems = found(OUTSIDE, |model| model.criteria[0].points = 20);
        assert_eq!(problems[0].sentence, "“title” gives 20 points, outside the range for critical");
        assert_eq!(problems[0].mend, Some(Mend::SetPoints("title".into(), 15)));
        let problems = found(SIGN, |model| model.criteria[1].points = 12);
        assert_eq!(problems[0].mend, Some(Mend::SetPoints("student".into(), -12)));
        assert_eq!(problems[0].hint.as_deref(), Some("For negative, −50 to −1 points are agreed"));
        assert!(found(OUTSIDE, |model| model.criteria[0].points = 10).is_empty());
        let disqualifying = found(OUTSIDE, |model| {
            model.criteria[0].points = 0;
            model.criteria[0].disqualifies = true;
        });
        assert!(disqualifying.is_empty());
    }
}
