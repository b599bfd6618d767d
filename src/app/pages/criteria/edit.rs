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

/// A copy right below, with an id of its own and no proposals: the teams have said nothing of it yet.
pub fn duplicate(model: &mut Model, id: &CriterionId, name: String) -> Option<CriterionId> {
    let index = index_of(model, id)?;
    let fresh = CriterionId::fresh();
    let copy =
        Criterion { id: fresh.clone(), name, proposals: Proposals::default(), ..model.criteria.get(index)?.clone() };
    model.criteria.insert(index + 1, copy);
    Some(fresh)
}

/// Takes a criterion away; answers the one to choose next, of the same axis and tier where there is one.
pub fn remove(model: &mut Model, id: &CriterionId) -> Option<CriterionId> {
    let rows = neighbours(model, id);
    let place = rows.iter().position(|row| row == id)?;
    let next = rows.get(place + 1).or_else(|| rows.get(place.checked_sub(1)?)).cloned();
    model.criteria.retain(|criterion| criterion.id != *id);
    next
}

/// Moves a criterion one row up or down among those of its axis and tier.
pub fn shift(model: &mut Model, id: &CriterionId, down: bool) -> bool {
    pass(model, id, &neighbours(model, id), down)
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

/// Puts a criterion before another one (or at the end of a tier), on that one's axis and tier: what dragging a row does.
pub fn place(model: &mut Model, id: &CriterionId, axis: Axis, tier: Tier, before: Option<&CriterionId>) {
    if before == Some(id) {
        return;
    }
    if model.criterion(id).and_then(|criterion| model.axis_of(criterion)) != Some(axis) {
        let category = first_category(model, axis);
        if let Some(criterion) = model.criterion_mut(id) {
            criterion.category = category;
        }
    }
    set_tier(model, id, tier);
    let Some(from) = index_of(model, id) else { return };
    let criterion = model.criteria.remove(from);
    let to = before.and_then(|before| index_of(model, before)).unwrap_or(model.criteria.len());
    model.criteria.insert(to, criterion);
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

fn neighbours(model: &Model, id: &CriterionId) -> Vec<CriterionId> {
    let Some(criterion) = model.criterion(id) else { return Vec::new() };
    let axis = listed_under(model, criterion);
    let same = |other: &&Criterion| other.tier == criterion.tier && listed_under(model, other) == axis;
    model.criteria.iter().filter(same).map(|other| other.id.clone()).collect()
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
    fn shifting_passes_the_next_row_of_the_same_tier() {
        let (mut model, ids) = model();
        assert!(shift(&mut model, &ids[0], true));
        assert_eq!(names(&model), "bcad");
        assert!(!shift(&mut model, &ids[0], true), "it is the last of its tier");
        assert!(shift(&mut model, &ids[0], false));
        assert_eq!(names(&model), "bacd");
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
    fn a_criterion_of_an_unknown_category_is_listed_and_can_be_dragged_home() {
        let (mut model, ids) = model();
        model.criteria[1].category = "gone".into();
        let rows = |model: &Model| rows_of(model, Axis::Fit, Tier::Critical).map(|(_, row)| row.name.clone()).collect();
        let listed: Vec<String> = rows(&model);
        assert_eq!(listed, ["a", "b", "c"]);
        place(&mut model, &ids[1], Axis::Engagement, Tier::Critical, None);
        assert_eq!(model.axis_of(&model.criteria[3]), Some(Axis::Engagement));
        let listed: Vec<String> = rows(&model);
        assert_eq!(listed, ["a", "c"]);
    }

    #[test]
    fn a_copy_stands_below_and_has_its_own_id() {
        let (mut model, ids) = model();
        let copy = duplicate(&mut model, &ids[0], "a2".to_owned()).expect("it exists");
        assert_ne!(copy, ids[0]);
        assert_eq!(names(&model), "aa2bcd");
    }

    #[test]
    fn removing_answers_the_row_to_choose_next() {
        let (mut model, ids) = model();
        assert_eq!(remove(&mut model, &ids[0]).as_ref(), Some(&ids[2]));
        assert_eq!(remove(&mut model, &ids[2]), None, "no row of that tier is left");
        assert_eq!(names(&model), "bd");
    }

    #[test]
    fn dragging_changes_axis_tier_and_points() {
        let (mut model, ids) = model();
        place(&mut model, &ids[0], Axis::Engagement, Tier::Negative, None);
        let moved = model.criterion(&ids[0]).expect("it is still there");
        assert_eq!((model.axis_of(moved), moved.tier, moved.points), (Some(Axis::Engagement), Tier::Negative, -1));
        place(&mut model, &ids[3], Axis::Fit, Tier::Critical, Some(&ids[2]));
        assert_eq!(names(&model), "bdca");
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
