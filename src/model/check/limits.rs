//! Numbers of the model beyond the limits that keep every sum exact.

use super::{Context, Part, Place, Problem, points};
use crate::model::{Axis, Flames, Model, RollUp, Tier, limits, wording::whole};

pub(super) const CODE: &str = "out-of-limits";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    if model.criteria.len() > limits::CRITERIA {
        let count = whole(i64::try_from(model.criteria.len()).unwrap_or(i64::MAX));
        found.push(
            Problem::error(
                CODE,
                Place::Model,
                format!("The model has {count} criteria, more than the {} allowed", whole(limits::CRITERIA as i64)),
            )
            .hint("Remove or join some"),
        );
    }
    for criterion in &model.criteria {
        if points::is_beyond(criterion.points) {
            found.push(points::beyond(model, criterion));
        }
    }
    let mut within = |place: Place, what: &str, value: i64, least: i64, most: i64| {
        if !(least..=most).contains(&value) {
            found.push(problem(place, what, value, least, most));
        }
    };
    scores(model, &mut within);
    for tier in Tier::ALL {
        let range = model.tiers.of(tier);
        for points in [range.least, range.most] {
            let most = i64::from(limits::POINTS);
            within(
                Place::Part(Part::Tiers),
                &format!("end of the range of points for {tier}"),
                points.into(),
                -most,
                most,
            );
        }
    }
    let weights = model.combined;
    for (axis, weight) in [(Axis::Fit, weights.fit), (Axis::Engagement, weights.engagement)] {
        let what = format!("weight of {axis} in the combined score");
        within(Place::Part(Part::Weights), &what, weight.into(), 0, limits::WEIGHT.into());
    }
    within(
        Place::Part(Part::Cold),
        "number of days after which a lead is cold",
        model.cold_after_days.into(),
        1,
        limits::DAYS.into(),
    );
    if let Flames::ByGain { over_days, .. } = model.flames {
        within(Place::Part(Part::Flames), "number of days of the flames", over_days.into(), 1, limits::DAYS.into());
    }
    for (axis, roll_up) in [(Axis::Fit, model.accounts.fit), (Axis::Engagement, model.accounts.engagement)] {
        if let RollUp::MeanOfBest(best) = roll_up {
            let what = format!("number of leads that count for the {axis} of an account");
            within(Place::Part(Part::Accounts), &what, best.into(), 1, 1_000_000);
        }
    }
    if weights.fit == 0 && weights.engagement == 0 {
        let sentence = "Both axes weigh 0, so no combined score can be computed";
        found.push(
            Problem::error(CODE, Place::Part(Part::Weights), sentence)
                .hint("Give at least one axis a weight of 1 or more"),
        );
    }
}

/// Caps, ranges and edges.
fn scores(model: &Model, within: &mut impl FnMut(Place, &str, i64, i64, i64)) {
    let most = i64::from(limits::SCORE);
    let mut score = |place: &Place, what: &str, value: i32| within(place.clone(), what, value.into(), -most, most);
    for axis in Axis::ALL {
        let settings = model.axis(axis);
        score(&Place::Axis(axis), &format!("least {axis} score"), settings.range.least);
        score(&Place::Axis(axis), &format!("most {axis} score"), settings.range.most);
        for band in &settings.bands {
            if let Some(from) = band.from {
                score(&Place::Band(axis, band.id.clone()), &format!("edge of the {axis} band {}", band.name), from);
            }
        }
    }
    for category in &model.categories {
        let place = Place::Category(category.id.clone());
        let name = &category.name;
        if let Some(points) = category.at_least {
            score(&place, &format!("least of “{name}”"), points);
        }
        if let Some(points) = category.at_most {
            score(&place, &format!("cap of “{name}”"), points);
        }
    }
    for stage in &model.stages {
        score(&Place::Part(Part::Stages), &format!("edge of the stage “{}”", stage.name), stage.from);
    }
    if let Flames::ByGain { edges, .. } = model.flames {
        for edge in edges {
            score(&Place::Part(Part::Flames), "edge of the flames", edge);
        }
    }
    for axis in Axis::ALL {
        for band in &model.axis(axis).bands {
            let what = format!("number of stars or flames of the {axis} band {}", band.name);
            within(Place::Band(axis, band.id.clone()), &what, band.marks.into(), 0, 3);
        }
    }
}

fn problem(place: Place, what: &str, value: i64, least: i64, most: i64) -> Problem {
    let sentence = format!("The {what} is {}, outside the limits of {} to {}", whole(value), whole(least), whole(most));
    Problem::error(CODE, place, sentence).hint(format!("Choose a value from {} to {}", whole(least), whole(most)))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Mend, fixture::found},
        *,
    };
    use crate::model::Weights;

    #[test]
    fn what_is_beyond_the_limits_is_found() {
        let problems = found(CODE, |model| model.criteria[0].points = 130_000);
        assert_eq!(problems[0].sentence, "“title”: 130,000 points are beyond ±10,000");
        assert_eq!(problems[0].mend, Some(Mend::SetPoints("title".into(), 15)), "as agreed for its tier");
        let no_range = |model: &mut Model| {
            model.criteria[0].points = -130_000;
            model.tiers.of_mut(Tier::Critical).least = 20;
        };
        assert_eq!(found(CODE, no_range)[0].mend, Some(Mend::SetPoints("title".into(), -10_000)));
        assert!(found(CODE, |model| model.criteria[0].points = -10_000).is_empty());
        let many = |model: &mut Model| {
            model.criteria = (0..=limits::CRITERIA)
                .map(|index| crate::model::Criterion {
                    id: index.to_string().as_str().into(),
                    ..model.criteria[0].clone()
                })
                .collect();
        };
        assert_eq!(found(CODE, many).len(), 1);
        let problems = found(CODE, |model| model.fit.range.most = 1_000_001);
        assert_eq!(
            problems[0].sentence,
            "The most fit score is 1,000,001, outside the limits of −1,000,000 to 1,000,000"
        );
        assert_eq!(found(CODE, |model| model.fit.bands[0].from = Some(i32::MAX)).len(), 1);
        assert_eq!(found(CODE, |model| model.fit.bands[0].marks = 4).len(), 1);
        assert_eq!(found(CODE, |model| model.combined = Weights { fit: 0, engagement: 0 }).len(), 1);
        assert_eq!(found(CODE, |model| model.combined = Weights { fit: 1_001, engagement: 0 }).len(), 1);
        assert_eq!(found(CODE, |model| model.cold_after_days = 0).len(), 1);
        assert_eq!(found(CODE, |model| model.accounts.fit = RollUp::MeanOfBest(0)).len(), 1);
    }
}
