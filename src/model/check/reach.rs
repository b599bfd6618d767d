//! The least and the most that a category and an axis can come to.

use crate::model::{Axis, Category, Counting, Criterion, EventCounting, Model, Rule, Scale};

/// Both ends in; of categories in thousandths of a point, of axes in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    pub least: i64,
    pub most: i64,
}

/// The enabled criteria of a category, in order.
pub(super) fn rows<'a>(model: &'a Model, category: &'a Category) -> impl Iterator<Item = &'a Criterion> {
    model.criteria_of(&category.id).filter(|criterion| criterion.enabled)
}

/// What one criterion can give at the very most (or least, where it is negative), in thousandths of a point.
fn extreme(criterion: &Criterion) -> i64 {
    let times = match &criterion.rule {
        Rule::Activity(activity) => match activity.counting {
            EventCounting::Each { at_most, .. } => i64::from(at_most),
            EventCounting::Once { .. } | EventCounting::Absent { .. } => 1,
        },
        Rule::Profile(_) => 1,
    };
    i64::from(criterion.points).saturating_mul(times).saturating_mul(1000)
}

/// What the criteria of a category can come to before its own limits.
pub(super) fn before_limits(model: &Model, category: &Category) -> Reach {
    let mut reach = Reach { least: 0, most: 0 };
    for extreme in rows(model, category).map(extreme) {
        reach = match category.counting {
            Counting::Adds => Reach {
                least: reach.least.saturating_add(extreme.min(0)),
                most: reach.most.saturating_add(extreme.max(0)),
            },
            Counting::FirstMatch => Reach { least: reach.least.min(extreme), most: reach.most.max(extreme) },
        };
    }
    reach
}

fn of_category(model: &Model, category: &Category) -> Reach {
    let limit = |total: i64| {
        let raised = category.at_least.map_or(total, |least| total.max(i64::from(least) * 1000));
        category.at_most.map_or(raised, |most| raised.min(i64::from(most) * 1000))
    };
    let Reach { least, most } = before_limits(model, category);
    Reach { least: limit(least), most: limit(most) }
}

/// The scores that an axis can come to, wide rather than narrow: criteria that exclude each other are not heeded.
pub(super) fn of_axis(model: &Model, axis: Axis) -> Reach {
    let mut total = Reach { least: 0, most: 0 };
    for category in model.categories.iter().filter(|category| category.axis == axis) {
        let reach = of_category(model, category);
        total.least = total.least.saturating_add(reach.least);
        total.most = total.most.saturating_add(reach.most);
    }
    let settings = model.axis(axis);
    let round = |thousandths: i64| thousandths.saturating_add(if thousandths < 0 { -500 } else { 500 }) / 1000;
    let unclamped = match settings.scale {
        Scale::Points => Reach { least: round(total.least), most: round(total.most) },
        Scale::Percent if total.most <= 0 => Reach { least: 0, most: 0 },
        // One more than the exact value, since this is only a bound.
        Scale::Percent => Reach { least: total.least.saturating_mul(100) / total.most - 1, most: 100 },
    };
    let (floor, ceiling) = (i64::from(settings.range.least), i64::from(settings.range.most));
    Reach { least: unclamped.least.max(floor).min(ceiling), most: unclamped.most.max(floor).min(ceiling) }
}
