//! Which scenario of a model is meant, by its id or its name.

use anyhow::bail;

use super::sweep_knob::{find, no_such};
use crate::model::{Model, Scenario};

pub fn named<'a>(model: &'a Model, text: &str) -> anyhow::Result<&'a Scenario> {
    let scenarios = &model.scenarios;
    if scenarios.is_empty() {
        bail!("no scenario “{text}”: none is kept in the model; keep one on the page What if of the window");
    }
    match find(scenarios, |scenario: &Scenario| (&scenario.id.0, &scenario.name), text, "scenario", "")? {
        Some(place) => Ok(&scenarios[place]),
        None => Err(no_such("scenario", text, scenarios.iter().map(|scenario| scenario.name.as_str()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lead::Day;

    #[test]
    fn what_is_not_kept_is_told_with_what_is() {
        let mut model = Model::new("test");
        let said = |model: &Model, text: &str| named(model, text).expect_err("there is none").to_string();
        assert!(said(&model, "Bold").contains("none is kept"));
        for name in ["Lower B", "Shy"] {
            let kept = Scenario::keep(&model, name, "", Day(0));
            model.scenarios.push(kept);
        }
        assert_eq!(said(&model, "Loewer B"), "no scenario “Loewer B”; did you mean “Lower B”?");
        assert_eq!(said(&model, "Everything"), "no scenario “Everything”; the model has Lower B, Shy");
        assert_eq!(named(&model, " lower b ").expect("it is there").name, "Lower B");
    }
}
