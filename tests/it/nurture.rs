//! The tab “Nurture”: who is not for sales now, in groups, with what each lacks.

use std::collections::{HashMap, HashSet};

use eframe::egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{pages::leads::Tab, shell::Shell},
    lead::Outcome,
};

use crate::{
    harness::{WIDE, settle, window_with_names},
    sales_view::{state_at, written},
};

type Window = Harness<'static, Shell>;

fn nurture_window() -> Window {
    window_with_names(WIDE, state_at(Tab::Nurture))
}

/// The groups, as they are read aloud: “Gone cold, 212 leads”.
fn groups(harness: &Window) -> Vec<(String, usize)> {
    let options = harness.query_all_by_role(Role::ListBoxOption).filter_map(|it| it.accesskit_node().label());
    let leads = |text: String| {
        let (name, count) = text.rsplit_once(", ")?;
        let count = count.strip_suffix(" leads").or_else(|| count.strip_suffix(" lead"))?;
        Some((name.to_owned(), count.replace(',', "").parse().ok()?))
    };
    options.filter_map(leads).collect()
}

fn click(harness: &mut Window, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

/// Clicks a group and writes it.
fn leads_of(harness: &mut Window, (name, _): &(String, usize)) -> Vec<HashMap<String, String>> {
    let option = harness
        .query_all_by_role(Role::ListBoxOption)
        .find(|it| it.accesskit_node().label().is_some_and(|label| label.starts_with(&format!("{name}, "))));
    option.expect("the group").click();
    settle(harness);
    written(harness)
}

#[test]
fn each_open_lead_that_is_cold_or_not_for_sales_is_in_one_group() {
    let mut harness = nurture_window();
    let scored = harness.state().state.scored.clone().expect("scored");
    let scores = &scored.scores;
    let is_nurtured = |row: &usize| {
        scores.there.contains(*row)
            && !scores.disqualified.contains(*row)
            && scored.columns.outcome_at(*row, scored.as_of) == Outcome::Open
            && (scores.cold.contains(*row) || !scores.qualified.contains(*row))
    };
    let expected: HashSet<String> =
        (0..scored.columns.len()).filter(is_nurtured).map(|row| scored.columns.keys[row].to_owned()).collect();
    let groups = groups(&harness);
    let mut seen = HashSet::new();
    for group in groups.iter().filter(|(_, count)| *count > 0) {
        let leads = leads_of(&mut harness, group);
        assert_eq!(leads.len(), group.1, "{}", group.0);
        for lead in leads {
            assert!(!lead["lacks"].is_empty());
            assert!(seen.insert(lead["key"].clone()), "{} is in two groups", lead["key"]);
            if group.0 == "Gone cold" {
                let begins = ["No event since ", "Nothing that counts for "];
                assert!(begins.iter().any(|begin| lead["lacks"].starts_with(begin)), "{}", lead["lacks"]);
            }
        }
    }
    assert_eq!(seen, expected);
}

#[test]
fn groups_by_cell_tier_and_category_hold_who_belongs_there() {
    let mut harness = nurture_window();
    let scored = harness.state().state.scored.clone().expect("scored");
    click(&mut harness, "Group by: Cell");
    let all: usize = groups(&harness).iter().map(|(_, count)| count).sum();
    for group in groups(&harness).iter().take(3) {
        let leads = leads_of(&mut harness, group);
        let cell = |lead: &HashMap<String, String>| format!("{}{}", lead["fit_band"], lead["engagement_band"]);
        assert!(leads.len() == group.1 && leads.iter().all(|lead| group.0.starts_with(&cell(lead))), "{}", group.0);
    }
    harness.get_by_label_contains(&format!("{} to nurture", tandem::app::format::count(all as u64)));
    click(&mut harness, "Group by: Category");
    let group = groups(&harness)[0].clone();
    let category = scored.model.categories.iter().find(|it| it.name == group.0).expect("a category");
    for lead in leads_of(&mut harness, &group) {
        let row = scored.columns.find(&lead["key"]).expect("a lead");
        let mut hits = scored.model.criteria.iter().zip(&scored.scores.hits);
        assert!(hits.any(|(criterion, hits)| criterion.category == category.id && hits.weight(row) > 0));
    }
    click(&mut harness, "Group by: Tier hit");
    assert_eq!(groups(&harness).len(), 5, "four tiers, and none");
}

#[test]
fn the_chosen_lead_says_what_would_move_it_and_opens() {
    let mut harness = nurture_window();
    let second = harness.query_all_by_role(Role::Row).nth(1).expect("a row");
    let name = second.accesskit_node().label().unwrap_or_default();
    second.click();
    settle(&mut harness);
    let lead = written(&mut harness)[1].clone();
    assert!(name.starts_with(&lead["lead"]), "{name}");
    click(&mut harness, "Open the lead");
    assert_eq!(harness.state().state.pages.leads.tab, Tab::People);
    let chosen = harness.query_all_by_role(Role::Row).find(|row| row.accesskit_node().is_selected() == Some(true));
    let chosen = chosen.and_then(|row| row.accesskit_node().label()).unwrap_or_default();
    assert!(chosen.starts_with(&lead["lead"]), "{chosen}");
}

#[test]
fn who_is_cold_with_sales_says_why_it_stands_in_both_lists_and_what_would_warm_it() {
    let mut harness = nurture_window();
    let scored = harness.state().state.scored.clone().expect("scored");
    let group = groups(&harness).into_iter().find(|(name, _)| name == "Cold with sales").expect("the group");
    let leads = leads_of(&mut harness, &group);
    assert!(!leads.is_empty());
    for lead in &leads {
        let row = scored.columns.find(&lead["key"]).expect("a lead");
        assert!(scored.scores.qualified.contains(row) && scored.scores.cold.contains(row), "{}", lead["lead"]);
    }
    harness.get_by_label_contains("they stay in that list too");
    harness.get_by_label_contains("To be warm again:");
    click(&mut harness, "Open the lead");
    harness.get_by_label_contains("Its cell still sends it to sales");
    harness.get_by_label("Status Cold");
    harness.get_by_label_contains("To be warm again:");
}
