//! Points that do not go with the tier: outside its range, of the wrong sign, or beyond what any criterion can give.

use super::{Context, Mend, Place, Problem, limits::CODE};
use crate::model::{
    Criterion, Model, Tier, limits,
    wording::{self, whole},
};

pub(super) const OUTSIDE: &str = "points-outside-tier";
pub(super) const SIGN: &str = "points-of-wrong-sign";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for criterion in &model.criteria {
        let range = model.tiers.of(criterion.tier);
        // What disqualifies need not cost points as well. A range the wrong way round is reported as such.
        // What no criterion can give is said once, as the error that it is.
        if range.contains(criterion.points)
            || range.least > range.most
            || is_beyond(criterion.points)
            || criterion.disqualifies && criterion.points == 0
        {
            continue;
        }
        let place = Place::Criterion(criterion.id.clone());
        let name = &criterion.name;
        let (points, tier) = (wording::points(criterion.points), criterion.tier);
        let problem = if is_wrong_sign(criterion) {
            Problem::warning(SIGN, place, format!("“{name}” is {tier} and gives {points}"))
        } else {
            Problem::warning(OUTSIDE, place, format!("“{name}” gives {points}, outside the range for {tier}"))
        };
        let agreed = if range.least == range.most {
            wording::points(range.least)
        } else {
            format!("{} to {} points", whole(range.least), whole(range.most))
        };
        found.push(
            problem
                .hint(format!("For {tier}, {agreed} are agreed"))
                .mend(Mend::SetPoints(criterion.id.clone(), nearest(model, criterion))),
        );
    }
}

/// Whether no criterion can give so many points.
pub(super) fn is_beyond(points: i32) -> bool {
    !(-limits::POINTS..=limits::POINTS).contains(&points)
}

pub(super) fn beyond(model: &Model, criterion: &Criterion) -> Problem {
    let most = whole(limits::POINTS);
    let points = wording::points(criterion.points);
    let sentence = format!("“{}”: {points} are beyond ±{most}", criterion.name);
    let nearest = nearest(model, criterion).clamp(-limits::POINTS, limits::POINTS);
    Problem::error(CODE, Place::Criterion(criterion.id.clone()), sentence)
        .hint(format!("Choose points from −{most} to {most}"))
        .mend(Mend::SetPoints(criterion.id.clone(), nearest))
}

fn is_wrong_sign(criterion: &Criterion) -> bool {
    if criterion.tier == Tier::Negative { criterion.points > 0 } else { criterion.points < 0 }
}

/// What is agreed for the tier and nearest to the points; the points themselves where nothing can be.
fn nearest(model: &Model, criterion: &Criterion) -> i32 {
    let range = model.tiers.of(criterion.tier);
    if range.least > range.most {
        return criterion.points;
    }
    // −15 as critical was most likely meant as 15.
    range.nearest(if is_wrong_sign(criterion) { criterion.points.saturating_neg() } else { criterion.points })
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
        assert!(found(OUTSIDE, |model| model.criteria[0].points = 130_000).is_empty(), "it is an error, said once");
        let disqualifying = found(OUTSIDE, |model| {
            model.criteria[0].points = 0;
            model.criteria[0].disqualifies = true;
        });
        assert!(disqualifying.is_empty());
    }
}
