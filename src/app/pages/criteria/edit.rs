//! What can be done to rows: pure changes of the model, tested without a window.

use crate::model::{
    AttributeTest, Axis, Category, CategoryId, Condition, Counting, Criterion, CriterionId, Model, Proposals, Rule,
    Test, TextTest, Tier,
};

/// A new criterion at the end of its tier; its rule has still to be filled in.
pub fn add(model: &mut Model, axis: Axis, tier: Tier, name: String) -> CriterionId {
    let category = first_category(model, axis);
    let criterion = fresh(model, axis, tier, name, category);
    let id = criterion.id.clone();
    model.criteria.push(criterion);
    id
}

/// A criterion that is not yet in the model.
pub fn fresh(model: &Model, axis: Axis, tier: Tier, name: String, category: CategoryId) -> Criterion {
    let rule = match axis {
        Axis::Fit => Rule::Profile(Condition::Test(AttributeTest {
            attribute: String::new(),
            is: Test::Text(TextTest::HasAnyWord(Vec::new())),
        })),
        Axis::Engagement => Rule::Activity(crate::model::Activity {
            kinds: Vec::new(),
            detail: None,
            amount: None,
            within_days: Some(90),
            only_if: None,
            counting: crate::model::EventCounting::Once { at_least: 1, fade: crate::model::Fade::None },
        }),
    };
    Criterion {
        id: CriterionId::fresh(),
        name,
        category,
        tier,
        points: first_points(model, tier),
        rule,
        enabled: true,
        disqualifies: false,
        why: String::new(),
        proposals: Proposals::default(),
    }
}

/// The points that a new criterion of a tier begins with.
pub fn first_points(model: &Model, tier: Tier) -> i32 {
    let range = model.tiers.of(tier);
    if tier == Tier::Negative { range.most.min(-5).max(range.least) } else { range.least }
}

/// The first category of an axis that adds up, else its first; one is made where there is none.
pub fn first_category(model: &mut Model, axis: Axis) -> CategoryId {
    let of_axis = || model.categories.iter().filter(|category| category.axis == axis);
    // In a category of first matches a new row would stand last and seldom count.
    let adding = of_axis().find(|category| category.counting == Counting::Adds);
    if let Some(category) = adding.or_else(|| of_axis().next()) {
        return category.id.clone();
    }
    add_category(model, axis, axis.to_string())
}

pub fn add_category(model: &mut Model, axis: Axis, name: String) -> CategoryId {
    let id = CategoryId::fresh();
    let counting = Counting::Adds;
    model.categories.push(Category { id: id.clone(), name, axis, counting, at_least: None, at_most: None });
    id
}

/// Takes a category away; its criteria go to another one of its axis. The last one of an axis stays.
pub fn remove_category(model: &mut Model, id: &CategoryId) -> bool {
    let Some(axis) = model.category(id).map(|category| category.axis) else { return false };
    let Some(heir) = model.categories.iter().find(|other| other.axis == axis && other.id != *id) else { return false };
    let heir = heir.id.clone();
    for criterion in model.criteria.iter_mut().filter(|criterion| criterion.category == *id) {
        criterion.category = heir.clone();
    }
    model.categories.retain(|category| category.id != *id);
    true
}

/// Moves a criterion one place earlier or later in its category, across tiers: where the first match counts, that is what
/// decides.
pub fn shift_in_category(model: &mut Model, id: &CriterionId, down: bool) -> bool {
    let Some(category) = model.criterion(id).map(|criterion| criterion.category.clone()) else { return false };
    let rows: Vec<CriterionId> = model.criteria_of(&category).map(|row| row.id.clone()).collect();
    pass(model, id, &rows, down)
}

/// Moves a criterion past the one that is next to it among `rows`.
fn pass(model: &mut Model, id: &CriterionId, rows: &[CriterionId], down: bool) -> bool {
    let Some(place) = rows.iter().position(|row| row == id) else { return false };
    let other = if down { rows.get(place + 1) } else { place.checked_sub(1).and_then(|place| rows.get(place)) };
    let Some((from, to)) = other.and_then(|other| Some((index_of(model, id)?, index_of(model, other)?))) else {
        return false;
    };
    let criterion = model.criteria.remove(from);
    model.criteria.insert(to, criterion);
    true
}

/// Puts a criterion into a tier; points that do not belong there become the nearest that do.
pub fn set_tier(model: &mut Model, id: &CriterionId, tier: Tier) {
    let range = model.tiers.of(tier);
    if let Some(criterion) = model.criterion_mut(id)
        && criterion.tier != tier
    {
        criterion.tier = tier;
        criterion.points = range.nearest(criterion.points);
    }
}

/// The axis under which a criterion is listed. One whose category does not exist is on none; it stands under fit, so that
/// it can be seen and mended.
pub fn listed_under(model: &Model, criterion: &Criterion) -> Axis {
    model.axis_of(criterion).unwrap_or(Axis::Fit)
}

/// The rows of an axis and tier, in order.
pub fn rows_of(model: &Model, axis: Axis, tier: Tier) -> impl Iterator<Item = (usize, &Criterion)> {
    model
        .criteria
        .iter()
        .enumerate()
        .filter(move |(_, criterion)| criterion.tier == tier && listed_under(model, criterion) == axis)
}

fn index_of(model: &Model, id: &CriterionId) -> Option<usize> {
    model.criteria.iter().position(|criterion| criterion.id == *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> (Model, Vec<CriterionId>) {
        let mut model = Model::new("test");
        let ids = vec![
            add(&mut model, Axis::Fit, Tier::Critical, "a".to_owned()),
            add(&mut model, Axis::Engagement, Tier::Critical, "b".to_owned()),
            add(&mut model, Axis::Fit, Tier::Critical, "c".to_owned()),
            add(&mut model, Axis::Fit, Tier::Negative, "d".to_owned()),
        ];
        (model, ids)
    }

    fn names(model: &Model) -> String {
        model.criteria.iter().map(|criterion| criterion.name.as_str()).collect()
    }

    #[test]
    fn new_points_belong_to_the_tier() {
        let (model, _) = model();
        for criterion in &model.criteria {
            assert!(model.tiers.of(criterion.tier).contains(criterion.points), "{}", criterion.name);
        }
    }

    #[test]
    fn the_order_of_a_category_goes_across_tiers() {
        let (mut model, ids) = model();
        assert!(shift_in_category(&mut model, &ids[3], false), "the negative one is asked before “c”");
        assert_eq!(names(&model), "abdc");
        assert_eq!(model.criterion(&ids[3]).expect("it is there").tier, Tier::Negative, "and stays what it is");
        assert!(!shift_in_category(&mut model, &ids[1], true), "it is alone in its category");
        assert!(shift_in_category(&mut model, &ids[0], true));
        assert_eq!(names(&model), "bdac");
        assert!(!shift_in_category(&mut model, &ids[2], true), "it is the last");
    }

    #[test]
    fn the_last_category_of_an_axis_stays() {
        let (mut model, _) = model();
        let other = add_category(&mut model, Axis::Fit, "other".to_owned());
        let first = model.categories[0].id.clone();
        assert!(remove_category(&mut model, &first));
        assert!(model.criteria.iter().all(|criterion| model.axis_of(criterion).is_some()), "no criterion is orphaned");
        assert!(!remove_category(&mut model, &other));
    }
}
