//! An axis on which nothing costs points: scores only grow, and nobody is told apart from a student.

use super::{Context, Place, Problem};
use crate::model::Axis;

pub(super) const CODE: &str = "no-negatives";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for axis in Axis::ALL {
        let mut enabled = model.criteria.iter().filter(|it| it.enabled && model.axis_of(it) == Some(axis)).peekable();
        if enabled.peek().is_none() || enabled.any(|criterion| criterion.points < 0 || criterion.disqualifies) {
            continue;
        }
        let hint = match axis {
            Axis::Fit => "Think of students, competitors, free-mail addresses, countries you don't sell to",
            Axis::Engagement => "Think of inactivity, unsubscribing, visits to the careers page",
        };
        let sentence = format!("No criterion of the {axis} axis takes points away");
        found.push(Problem::warning(CODE, Place::Axis(axis), sentence).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};

    #[test]
    fn an_axis_needs_negatives() {
        assert_eq!(found(CODE, |model| drop(model.criteria.remove(1)))[0].place, Place::Axis(Axis::Fit));
        assert_eq!(found(CODE, |model| model.criteria[3].enabled = false)[0].place, Place::Axis(Axis::Engagement));
        assert!(found(CODE, |model| model.criteria.clear()).is_empty());
    }
}
