//! Scenarios that can't be told apart by their names, or have none.

use super::{Context, Part, Place, Problem};
use crate::model::scenario::is_same_name;

pub(super) const EMPTY: &str = "scenario-without-name";
pub(super) const TWICE: &str = "scenario-name-twice";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for (index, scenario) in model.scenarios.iter().enumerate() {
        let place = Place::Part(Part::Scenarios);
        if scenario.name.trim().is_empty() {
            let sentence = format!("Scenario {} has no name", index + 1);
            found
                .push(Problem::warning(EMPTY, place, sentence).hint("Name it on the page What if, or delete it there"));
        } else if model.scenarios[..index].iter().any(|other| is_same_name(&other.name, &scenario.name)) {
            let sentence = format!("Two scenarios are called “{}”", scenario.name.trim());
            found.push(Problem::warning(TWICE, place, sentence).hint("Rename one of the two on the page What if"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};
    use crate::{
        lead::Day,
        model::{Model, Scenario},
    };

    fn keep(model: &mut Model, names: &[&str]) {
        let kept: Vec<Scenario> = names.iter().map(|name| Scenario::keep(model, name, "", Day(0))).collect();
        model.scenarios.extend(kept);
    }

    #[test]
    fn each_scenario_has_a_name_of_its_own() {
        assert_eq!(found(EMPTY, |model| keep(model, &["", "Bold"])).len(), 1);
        assert_eq!(found(TWICE, |model| keep(model, &["Bold", "Shy", "bold "])).len(), 1);
        assert!(found(TWICE, |model| keep(model, &["Bold", "Shy", "", ""])).is_empty(), "no name is no name");
    }
}
