//! A name that says nothing: nobody could say which row is meant.

use super::{Context, Part, Place, Problem};
use crate::model::{Axis, Category, Model, sentence, wording::whole};

pub(super) const CODE: &str = "empty-name";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    // What has no name is told by where it stands, and a criterion by what it does.
    let mut name = |name: &str, what: &dyn Fn() -> String, place: Place| {
        if name.trim().is_empty() {
            found.push(Problem::error(CODE, place, format!("{} has no name", what())).hint("Give it a name"));
        }
    };
    name(&model.name, &|| "The model".to_owned(), Place::Part(Part::Name));
    for axis in Axis::ALL {
        for (index, band) in model.axis(axis).bands.iter().enumerate() {
            name(&band.name, &|| format!("Band {} of {axis}", index + 1), Place::Band(axis, band.id.clone()));
        }
    }
    for category in &model.categories {
        let place = Place::Category(category.id.clone());
        name(&category.name, &|| format!("A category of {} with {}", category.axis, rows(model, category)), place);
    }
    for criterion in &model.criteria {
        let place = Place::Criterion(criterion.id.clone());
        name(&criterion.name, &|| format!("The criterion “{}”", sentence::rule(&criterion.rule)), place);
    }
    for (index, route) in model.routes.iter().enumerate() {
        name(&route.name, &|| format!("Route {}", index + 1), Place::Route(route.id.clone()));
    }
    for stage in &model.stages {
        name(&stage.name, &|| format!("The stage from {}", whole(stage.from)), Place::Part(Part::Stages));
    }
}

fn rows(model: &Model, category: &Category) -> String {
    match model.criteria_of(&category.id).count() {
        0 => "no criterion".to_owned(),
        1 => "1 criterion".to_owned(),
        count => format!("{} criteria", crate::model::wording::grouped(count as u64)),
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
        assert_eq!(
            problems[0].sentence, "The criterion “Job title has the word student” has no name",
            "it is said which one"
        );
        assert!(found(CODE, |model| model.criteria[1].name = "-".to_owned()).is_empty());
    }
}
