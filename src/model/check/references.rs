//! Something refers to an id that does not exist.

use super::{Context, Mend, Part, Place, Problem};
use crate::model::{Axis, CellKey, Rule};

pub(super) const CATEGORY: &str = "unknown-category";
pub(super) const ROUTE: &str = "unknown-route";
pub(super) const BAND: &str = "unknown-band";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for criterion in model.criteria.iter().filter(|criterion| model.category(&criterion.category).is_none()) {
        let sentence =
            format!("“{}” is in the category “{}”, which does not exist", criterion.name, criterion.category);
        let problem = Problem::error(CATEGORY, Place::Criterion(criterion.id.clone()), sentence)
            .hint("Choose a category, or it gives no points");
        // Who they are is fit, what they do is engagement; a model may do otherwise, but this is where to begin.
        let axis = if matches!(criterion.rule, Rule::Profile(_)) { Axis::Fit } else { Axis::Engagement };
        let first = model.categories.iter().find(|category| category.axis == axis).or(model.categories.first());
        found.push(match first {
            Some(category) => problem.mend(Mend::SetCategory(criterion.id.clone(), category.id.clone())),
            None => problem,
        });
    }
    for (CellKey(fit, engagement), route) in &model.matrix.cells {
        let place = Place::Cell(fit.clone(), engagement.clone());
        let unknown = [(Axis::Fit, fit), (Axis::Engagement, engagement)];
        if let Some((axis, id)) = unknown.into_iter().find(|(axis, id)| !model.has_band(*axis, id)) {
            found.push(
                Problem::error(BAND, place, format!("A cell is in the {axis} band “{id}”, which does not exist"))
                    .hint("Remove the cell")
                    .mend(Mend::RemoveCell(fit.clone(), engagement.clone())),
            );
        } else if model.route(route).is_none() {
            let sentence =
                format!("The {} sends its leads to the route “{route}”, which does not exist", place.describe(model));
            found.push(Problem::error(ROUTE, place, sentence).hint("Choose a route for it"));
        }
    }
    let disqualified = &model.matrix.disqualified;
    if model.route(disqualified).is_none() {
        let sentence = format!("Disqualified leads go to the route “{disqualified}”, which does not exist");
        found.push(
            Problem::error(ROUTE, Place::Part(Part::Disqualified), sentence)
                .hint("Choose the route of disqualified leads"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};

    #[test]
    fn dangling_ids_are_found() {
        let problems = found(CATEGORY, |model| model.criteria[0].category = "nowhere".into());
        assert_eq!(problems[0].sentence, "“title” is in the category “nowhere”, which does not exist");
        assert_eq!(problems[0].mend, Some(Mend::SetCategory("title".into(), "profile".into())));
        let problems = found(CATEGORY, |model| model.criteria[2].category = "nowhere".into());
        assert_eq!(problems[0].mend, Some(Mend::SetCategory("demo".into(), "activity".into())));
        assert_eq!(found(CATEGORY, |model| model.categories.clear())[0].mend, None, "there is none to choose");
        let problems = found(ROUTE, |model| model.routes.retain(|route| route.id.0 != "nurture"));
        assert_eq!(problems.len(), 6, "each cell that leads nowhere");
        assert_eq!(found(ROUTE, |model| model.matrix.disqualified = "gone".into()).len(), 1);
        assert_eq!(found(BAND, |model| drop(model.fit.bands.remove(1))).len(), 4);
    }
}
