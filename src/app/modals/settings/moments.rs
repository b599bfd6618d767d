use std::collections::BTreeSet;

use eframe::egui;

use super::row;
use crate::{
    app::{theme, widgets},
    model::{Model, wording},
};

/// Those that score, or a choice: each kind that the leads have or the model names, to be ticked.
pub(super) fn show(ui: &mut egui::Ui, model: &mut Model, of_leads: &[String]) {
    let names = [tr!("settings-moments-scoring"), tr!("settings-moments-chosen")];
    let [scoring, chosen] = names.each_ref().map(String::as_str);
    let was_chosen = model.interesting.is_some();
    let mut is_chosen = was_chosen;
    row(ui, &tr!("settings-moments-which"), |ui| {
        let choices = [(false, scoring), (true, chosen)];
        widgets::segmented(ui, &tr!("settings-moments-which"), &mut is_chosen, &choices);
    });
    let known = kinds(model, of_leads);
    if is_chosen != was_chosen {
        // The choice begins with what was so far.
        let so_far = model.interesting_kinds();
        let is_so_far = |kind: &&String| so_far.as_ref().is_none_or(|kinds| kinds.contains(kind.as_str()));
        let ticked = known.iter().filter(is_so_far).cloned().collect();
        model.interesting = is_chosen.then_some(ticked);
    }
    ui.add_space(2.0);
    if known.is_empty() {
        ui.label(theme::second(ui, &tr!("settings-moments-none")));
        return;
    }
    let interesting: Option<BTreeSet<String>> =
        model.interesting_kinds().map(|kinds| kinds.into_iter().map(str::to_owned).collect());
    ui.add_enabled_ui(is_chosen, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(14.0, 6.0);
            for kind in &known {
                let mut is_ticked = interesting.as_ref().is_none_or(|kinds| kinds.contains(kind));
                let name = wording::upper_first(&wording::kind(kind));
                if ui.checkbox(&mut is_ticked, name).changed()
                    && let Some(kinds) = &mut model.interesting
                {
                    tick(kinds, kind, is_ticked);
                }
            }
        });
    });
}

/// In alphabetic order, so that ticking a kind off and on again changes nothing.
fn tick(kinds: &mut Vec<String>, kind: &str, is_ticked: bool) {
    kinds.retain(|other| other != kind);
    if is_ticked {
        kinds.push(kind.to_owned());
        kinds.sort();
    }
}

/// Of the leads and of the model, in alphabetic order.
fn kinds(model: &Model, of_leads: &[String]) -> Vec<String> {
    use crate::model::Rule;

    let of_rules = model.criteria.iter().flat_map(|criterion| match &criterion.rule {
        Rule::Activity(activity) => activity.kinds.as_slice(),
        Rule::Profile(_) => &[],
    });
    let chosen = model.interesting.iter().flatten();
    let kinds: BTreeSet<&String> = of_leads.iter().chain(of_rules).chain(chosen).collect();
    kinds.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_those_of_leads_and_model_once_each() {
        let mut model = Model::new("test");
        model.interesting = Some(vec!["demo".to_owned(), "gone".to_owned()]);
        let of_leads = ["visit".to_owned(), "demo".to_owned()];
        assert_eq!(kinds(&model, &of_leads), ["demo", "gone", "visit"]);
    }

    #[test]
    fn ticking_off_and_on_again_changes_nothing() {
        let mut kinds = vec!["a".to_owned(), "c".to_owned()];
        tick(&mut kinds, "a", false);
        assert_eq!(kinds, ["c"]);
        tick(&mut kinds, "a", true);
        assert_eq!(kinds, ["a", "c"]);
    }
}
