//! Two things of one kind with one id: whatever refers to the id means both, and the diff can't tell them apart.

use std::collections::BTreeMap;

use super::{Context, Mend, Part, Place, Problem};
use crate::model::Axis;

pub(super) const DUPLICATE: &str = "duplicate-id";
pub(super) const EMPTY: &str = "empty-id";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    let mut seen = BTreeMap::new();
    for (index, criterion) in model.criteria.iter().enumerate() {
        let place = Place::Criterion(criterion.id.clone());
        if let Some(problem) = problem("criteria", &criterion.id.0, place, &mut seen) {
            found.push(problem.mend(Mend::RenewCriterionId { index, id: criterion.id.clone() }));
        }
    }
    let mut list = |kind: &str, ids: &mut dyn Iterator<Item = (&str, Place)>| {
        let mut seen = BTreeMap::new();
        found.extend(ids.filter_map(|(id, place)| problem(kind, id, place, &mut seen)));
    };
    list("categories", &mut model.categories.iter().map(|it| (it.id.0.as_str(), Place::Category(it.id.clone()))));
    for axis in Axis::ALL {
        let bands = model.axis(axis).bands.iter();
        list("bands", &mut bands.map(|it| (it.id.0.as_str(), Place::Band(axis, it.id.clone()))));
    }
    list("routes", &mut model.routes.iter().map(|it| (it.id.0.as_str(), Place::Route(it.id.clone()))));
    list("stages", &mut model.stages.iter().map(|it| (it.id.0.as_str(), Place::Part(Part::Stages))));
    let at_tests = Place::Part(Part::TestLeads);
    list("test leads", &mut model.test_leads.iter().map(|it| (it.id.0.as_str(), at_tests.clone())));
    list("segments", &mut model.segments.iter().map(|it| (it.id.0.as_str(), at_tests.clone())));
    list("personas", &mut model.personas.iter().map(|it| (it.id.0.as_str(), Place::Part(Part::Personas))));
    list("scenarios", &mut model.scenarios.iter().map(|it| (it.id.0.as_str(), Place::Part(Part::Scenarios))));
}

fn problem<'a>(kind: &str, id: &'a str, place: Place, seen: &mut BTreeMap<&'a str, ()>) -> Option<Problem> {
    if id.is_empty() {
        return Some(Problem::error(EMPTY, place, format!("One of the {kind} has an empty id")).hint("Give it an id"));
    }
    seen.insert(id, ()).map(|()| {
        Problem::error(DUPLICATE, place, format!("Two {kind} have the id “{id}”"))
            .hint("Change one of the two in the file; an id belongs to one thing for life")
    })
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};

    #[test]
    fn a_doubled_id_is_found_and_mended() {
        let problems = found(DUPLICATE, |model| {
            let mut copy = model.criteria[0].clone();
            copy.rule = super::super::fixture::words("City", &["Bonn"]);
            model.criteria.push(copy);
        });
        assert_eq!(problems.len(), 1);
        let mend = problems[0].mend.clone().expect("a mend");
        assert!(matches!(mend, Mend::RenewCriterionId { index: 4, .. }), "{mend:?}");
        assert_eq!(found(DUPLICATE, |model| model.routes.push(model.routes[0].clone())).len(), 1);
        assert_eq!(found(DUPLICATE, |model| model.fit.bands[1].id = "A".into()).len(), 1);
    }

    #[test]
    fn a_mend_that_is_older_than_the_model_renews_no_other_criterion_s_id() {
        let mut doubled = None;
        let problems = found(DUPLICATE, |model| {
            model.criteria.insert(1, model.criteria[0].clone());
            doubled = Some(model.clone());
        });
        let (mend, mut model) = (problems[0].mend.clone().expect("a mend"), doubled.expect("the model"));
        let mut older = model.clone();
        older.criteria.remove(0);
        let before = older.clone();
        mend.apply(&mut older);
        assert_eq!(older, before, "another one stands in its place");
        mend.apply(&mut model);
        assert_ne!(model.criteria[0].id, model.criteria[1].id);
    }

    #[test]
    fn one_id_on_both_axes_is_fine() {
        assert!(found(DUPLICATE, |model| model.engagement.bands[0].id = "A".into()).is_empty());
        assert_eq!(found(EMPTY, |model| model.criteria[0].id = "".into()).len(), 1);
    }
}
