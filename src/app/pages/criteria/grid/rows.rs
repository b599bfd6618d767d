//! What can be done to several rows at once. Each is one pass over the model, however many rows there are.

use std::collections::{HashMap, HashSet};

use super::{Line, Lines};
use crate::{
    app::pages::criteria::edit,
    model::{Axis, Criterion, CriterionId, Model, Proposals, Tier},
};

/// Where rows are to stand: before a row, or at the end of a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub axis: Axis,
    pub tier: Tier,
    pub before: Option<CriterionId>,
}

/// Puts rows, in the order given, where they are wanted. Points that do not belong to the tier become the nearest that do.
pub fn place(model: &mut Model, ids: &[CriterionId], target: &Target) {
    let moved: HashSet<&CriterionId> = ids.iter().collect();
    // Before one of themselves means: before the next row that stays.
    let before = target.before.as_ref().and_then(|before| {
        let rows = edit::rows_of(model, target.axis, target.tier).map(|(_, row)| &row.id);
        rows.skip_while(|id| *id != before).find(|id| !moved.contains(*id)).cloned()
    });
    // At the end of a tier means: right after its last row, not after all others.
    let last = edit::rows_of(model, target.axis, target.tier).map(|(_, row)| &row.id);
    let last = last.filter(|id| !moved.contains(*id)).last().cloned();
    let range = model.tiers.of(target.tier);
    let category = edit::first_category(model, target.axis);
    let axis_of: HashMap<_, _> = model.categories.iter().map(|category| (category.id.clone(), category.axis)).collect();
    let mut taken: HashMap<CriterionId, Criterion> = HashMap::new();
    let mut left = Vec::with_capacity(model.criteria.len());
    for mut criterion in std::mem::take(&mut model.criteria) {
        if !moved.contains(&criterion.id) {
            left.push(criterion);
            continue;
        }
        if axis_of.get(&criterion.category) != Some(&target.axis) {
            criterion.category = category.clone();
        }
        if criterion.tier != target.tier {
            criterion.tier = target.tier;
            criterion.points = range.nearest(criterion.points);
        }
        taken.insert(criterion.id.clone(), criterion);
    }
    let place_of = |id: CriterionId| left.iter().position(|criterion| criterion.id == id);
    let at = before.and_then(place_of).or_else(|| Some(last.and_then(place_of)? + 1));
    let rows: Vec<Criterion> = ids.iter().filter_map(|id| taken.remove(id)).collect();
    let at = at.unwrap_or(left.len());
    left.splice(at..at, rows);
    model.criteria = left;
}

/// Where rows come to stand one line further up or down: past their neighbour, or through to the tier above or below.
pub fn shifted(lines: &Lines, ids: &[CriterionId], down: bool) -> Option<Target> {
    let (first, last) = (lines.place(ids.first()?)?, lines.place(ids.last()?)?);
    let axis = first.axis;
    let rows = lines.of(axis);
    let chosen: HashSet<&CriterionId> = ids.iter().collect();
    let row = |line: usize| rows.get(line).and_then(Line::id).cloned();
    if down {
        let tier = lines.tier_at(axis, last.line)?;
        if let Some(next) = row(last.line + 1) {
            // Below the next row is before the one after it.
            debug_assert!(!chosen.contains(&next), "the chosen rows stand together");
            return Some(Target { axis, tier, before: row(last.line + 2) });
        }
        let tier = Tier::ALL.into_iter().find(|other| *other > tier)?;
        let top = rows.iter().position(|line| matches!(line, Line::Tier(of, _) if *of == tier))?;
        return Some(Target { axis, tier, before: row(top + 1) });
    }
    let tier = lines.tier_at(axis, first.line)?;
    if let Some(previous) = first.line.checked_sub(1).and_then(row) {
        return Some(Target { axis, tier, before: Some(previous) });
    }
    let tier = Tier::ALL.into_iter().rev().find(|other| *other < tier)?;
    Some(Target { axis, tier, before: None })
}

/// Whether rows that stand together are of one tier: one line up or down can't mean for some of them another tier, and for
/// others not.
pub fn is_one_tier(lines: &Lines, ids: &[CriterionId]) -> bool {
    let tier = |id: Option<&CriterionId>| lines.place(id?).and_then(|place| lines.tier_at(place.axis, place.line));
    tier(ids.first()) == tier(ids.last())
}

/// Where each criterion stands in the model.
pub fn places(model: &Model) -> HashMap<CriterionId, usize> {
    model.criteria.iter().enumerate().map(|(place, criterion)| (criterion.id.clone(), place)).collect()
}

/// Takes rows away.
pub fn remove(model: &mut Model, ids: &[CriterionId]) {
    let gone: HashSet<&CriterionId> = ids.iter().collect();
    model.criteria.retain(|criterion| !gone.contains(&criterion.id));
}

/// Copies of rows, in the order given.
pub fn of(model: &Model, ids: &[CriterionId]) -> Vec<Criterion> {
    let places = places(model);
    ids.iter().filter_map(|id| model.criteria.get(*places.get(id)?).cloned()).collect()
}

/// Copies below the last of the rows, with ids of their own and no proposals: the teams have said nothing of them yet.
pub fn duplicate(model: &mut Model, ids: &[CriterionId], name: impl Fn(&str) -> String) -> Vec<CriterionId> {
    let as_copy = |criterion: Criterion| Criterion {
        id: CriterionId::fresh(),
        name: name(&criterion.name),
        proposals: Proposals::default(),
        ..criterion
    };
    let copies: Vec<Criterion> = of(model, ids).into_iter().map(as_copy).collect();
    let fresh = copies.iter().map(|copy| copy.id.clone()).collect();
    let last = ids.last().and_then(|last| model.criteria.iter().position(|criterion| criterion.id == *last));
    let at = last.map_or(model.criteria.len(), |last| last + 1);
    model.criteria.splice(at..at, copies);
    fresh
}

#[cfg(test)]
mod tests {
    use super::{
        super::lines::tests::{lines, model},
        *,
    };

    fn ids(names: &[&str]) -> Vec<CriterionId> {
        names.iter().map(|name| CriterionId((*name).to_owned())).collect()
    }

    fn shown(model: &Model) -> String {
        let lines = lines(model);
        let fit: String = lines.ids(Axis::Fit).map(|id| id.0.as_str()).collect();
        let engagement: String = lines.ids(Axis::Engagement).map(|id| id.0.as_str()).collect();
        format!("{fit}|{engagement}")
    }

    #[test]
    fn rows_move_together_past_their_neighbours() {
        let mut model = model();
        let down = shifted(&lines(&model), &ids(&["a", "b"]), true).expect("there is a row below");
        place(&mut model, &ids(&["a", "b"]), &down);
        assert_eq!(shown(&model), "cabd|e");
        let up = shifted(&lines(&model), &ids(&["a", "b"]), false).expect("there is a row above");
        place(&mut model, &ids(&["a", "b"]), &up);
        assert_eq!(shown(&model), "abcd|e");
    }

    #[test]
    fn rows_move_on_through_the_tiers_and_take_points_that_belong_there() {
        let mut model = model();
        for _ in 0..2 {
            let down = shifted(&lines(&model), &ids(&["c"]), true).expect("tiers are below");
            place(&mut model, &ids(&["c"]), &down);
        }
        let c = model.criterion(&"c".into()).expect("it is there");
        assert_eq!((c.tier, c.points), (Tier::Influencing, 4));
        assert_eq!(shifted(&lines(&model), &ids(&["d"]), true), None, "nothing is below the last row of the last tier");
        assert_eq!(shifted(&lines(&model), &ids(&["a"]), false), None);
    }

    #[test]
    fn rows_go_to_the_other_axis_and_into_a_category_of_it() {
        let mut model = model();
        let target = Target { axis: Axis::Engagement, tier: Tier::Critical, before: Some("e".into()) };
        place(&mut model, &ids(&["a", "d"]), &target);
        assert_eq!(shown(&model), "bc|ade");
        assert!(model.criteria.iter().all(|criterion| model.axis_of(criterion).is_some()));
        assert_eq!(model.criterion(&"d".into()).map(|d| d.points), Some(10), "from −5 to the least of its tier");
    }

    #[test]
    fn before_one_of_themselves_is_before_the_next_that_stays() {
        let mut model = model();
        let target = Target { axis: Axis::Fit, tier: Tier::Critical, before: Some("b".into()) };
        place(&mut model, &ids(&["a", "b"]), &target);
        assert_eq!(shown(&model), "abcd|e");
    }

    #[test]
    fn a_criterion_of_an_unknown_category_is_listed_and_can_be_dragged_home() {
        let mut model = model();
        model.criteria[2].category = "gone".into();
        assert_eq!(shown(&model), "abecd|", "under fit, so that it can be seen");
        place(&mut model, &ids(&["e"]), &Target { axis: Axis::Engagement, tier: Tier::Critical, before: None });
        assert_eq!(shown(&model), "abcd|e");
        assert_eq!(model.criterion(&"e".into()).and_then(|row| model.axis_of(row)), Some(Axis::Engagement));
    }

    #[test]
    fn copies_stand_below_and_deletions_take_all() {
        let mut model = model();
        let copies = duplicate(&mut model, &ids(&["a", "b"]), |name| format!("{name}2"));
        assert_eq!(copies.len(), 2);
        let names: String = model.criteria.iter().map(|criterion| criterion.name.as_str()).collect();
        assert_eq!(names, "aba2b2ecd");
        remove(&mut model, &copies);
        remove(&mut model, &ids(&["e", "d"]));
        assert_eq!(shown(&model), "abc|");
    }
}
