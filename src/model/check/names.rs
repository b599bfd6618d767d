//! A name that says nothing: nobody could say which row is meant.

use super::{Context, Part, Place, Problem};
use crate::model::Axis;

pub(super) const CODE: &str = "empty-name";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    let mut name = |what: &str, name: &str, place: Place| {
        if name.trim().is_empty() {
            found.push(Problem::error(CODE, place, format!("{what} has no name")).hint("Give it a name"));
        }
    };
    name("The model", &model.name, Place::Part(Part::Name));
    for axis in Axis::ALL {
        for band in &model.axis(axis).bands {
            name("A band", &band.name, Place::Band(axis, band.id.clone()));
        }
    }
    for category in &model.categories {
        name("A category", &category.name, Place::Category(category.id.clone()));
    }
    for criterion in &model.criteria {
        name("A criterion", &criterion.name, Place::Criterion(criterion.id.clone()));
    }
    for route in &model.routes {
        name("A route", &route.name, Place::Route(route.id.clone()));
    }
    for stage in &model.stages {
        name("A stage", &stage.name, Place::Part(Part::Stages));
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};

    #[test]
    fn blank_names_are_found() {
        assert_eq!(found(CODE, |model| model.name = " ".to_owned())[0].place, Place::Part(Part::Name));
        let problems = found(CODE, |model| model.criteria[1].name.clear());
        assert_eq!(problems[0].place, Place::Criterion("student".into()));
        assert!(found(CODE, |model| model.criteria[1].name = "-".to_owned()).is_empty());
    }
}
