//! An axis on which nothing scores: every lead has the same score there, and one row or column of the matrix has them all.

use super::{Context, Place, Problem, reach};
use crate::model::{Axis, Model};

pub(super) const CODE: &str = "axis-without-criteria";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    let is_scored = |axis: Axis| model.criteria.iter().any(|it| it.enabled && model.axis_of(it) == Some(axis));
    // With nothing to score at all, a model has only been begun.
    if !Axis::ALL.into_iter().any(is_scored) {
        return;
    }
    for axis in Axis::ALL.into_iter().filter(|axis| !is_scored(*axis)) {
        let mut sentence = format!("No criterion scores {axis}");
        if let Some(band) = only_band(model, axis) {
            sentence = format!("{sentence}: every lead stays in band {band}");
        }
        found.push(Problem::warning(CODE, Place::Axis(axis), sentence).hint("Add one, or switch one on"));
    }
}

/// The band of the one score that there is.
fn only_band(model: &Model, axis: Axis) -> Option<&str> {
    let bands = &model.axis(axis).bands;
    let score = reach::of_axis(model, axis).most;
    let reached = bands.iter().find(|band| band.from.is_none_or(|from| score >= i64::from(from)));
    reached.or(bands.last()).map(|band| band.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{category, found},
        *,
    };

    #[test]
    fn an_axis_without_criteria_is_said_once() {
        let problems = found(CODE, |model| model.criteria.truncate(2));
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].place, Place::Axis(Axis::Engagement));
        assert_eq!(problems[0].sentence, "No criterion scores engagement: every lead stays in band 4");
        assert!(found(CODE, |model| model.criteria.clear()).is_empty(), "the model has only been begun");
        assert_eq!(found(CODE, |model| model.criteria[..2].iter_mut().for_each(|it| it.enabled = false)).len(), 1);
    }

    #[test]
    fn what_a_category_gives_to_everybody_counts() {
        let problems = found(CODE, |model| {
            model.criteria.truncate(2);
            category(model, "activity").at_least = Some(10);
        });
        assert_eq!(problems[0].sentence, "No criterion scores engagement: every lead stays in band 2");
    }
}
