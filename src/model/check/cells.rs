//! Cells without a route, and a disqualified route that counts as qualified.

use super::{Context, Mend, Place, Problem};

pub(super) const EMPTY: &str = "cell-without-route";
pub(super) const QUALIFIED: &str = "disqualified-route-qualified";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    // Nothing is promised by mistake: the first choice is a route that is not sent to sales.
    let route = model.routes.iter().find(|route| !route.qualified).or(model.routes.first());
    for fit in &model.fit.bands {
        for engagement in &model.engagement.bands {
            if model.cell(&fit.id, &engagement.id).is_some() {
                continue;
            }
            let place = Place::Cell(fit.id.clone(), engagement.id.clone());
            let sentence = format!("The {} has no route, so its leads go nowhere", place.describe(model));
            let problem = Problem::error(EMPTY, place, sentence).hint("Choose a route for it");
            found.push(match route {
                Some(route) => problem.mend(Mend::SetCell(fit.id.clone(), engagement.id.clone(), route.id.clone())),
                None => problem,
            });
        }
    }
    if let Some(route) = model.route(&model.matrix.disqualified).filter(|route| route.qualified) {
        let sentence = format!("Disqualified leads go to “{}”, which counts as qualified", route.name);
        found.push(
            Problem::error(QUALIFIED, Place::Route(route.id.clone()), sentence)
                .hint("Send them to a route that is not qualified")
                .mend(Mend::SetQualified(route.id.clone(), false)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};
    use crate::model::CellKey;

    #[test]
    fn every_cell_needs_a_route() {
        let problems = found(EMPTY, |model| drop(model.matrix.cells.remove(&CellKey("B".into(), "2".into()))));
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].sentence, "The cell B2 has no route, so its leads go nowhere");
        assert_eq!(problems[0].mend, Some(Mend::SetCell("B".into(), "2".into(), "nurture".into())));
    }

    #[test]
    fn the_disqualified_are_never_qualified() {
        assert_eq!(found(QUALIFIED, |model| model.matrix.disqualified = "sales-now".into()).len(), 1);
        assert!(found(QUALIFIED, |model| model.matrix.disqualified = "nurture".into()).is_empty());
    }
}
