//! The page “Leads”: found, sorted, gone through by keyboard, explained.

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        samples::Sample,
        settings::ThemeChoice,
        shell::Shell,
        state::{Page, State},
    },
    lead::{Outcome, fold},
};

use crate::harness::{WIDE, sample_state, settle, state, window_with_names};

const SEARCH: &str = "Search name, account, moment";

fn leads_state() -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    state
}

/// What the rows that are seen are called, from the top.
pub fn rows(harness: &Harness<'_, Shell>) -> Vec<String> {
    let rows = harness.query_all_by_role(Role::Row);
    let mut rows: Vec<_> =
        rows.map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default())).collect();
    rows.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn chosen_row(harness: &Harness<'_, Shell>) -> Option<String> {
    let mut rows = harness.query_all_by_role(Role::Row);
    rows.find(|row| row.accesskit_node().is_selected() == Some(true)).and_then(|row| row.accesskit_node().label())
}

/// How many leads are neither won nor lost, as it is written.
fn open_leads(harness: &Harness<'_, Shell>) -> String {
    let scored = harness.state().state.scored.clone().expect("scored");
    let outcomes = (0..scored.columns.len()).map(|row| scored.columns.outcome_at(row, scored.as_of));
    tandem::app::format::count(outcomes.filter(|outcome| *outcome == Outcome::Open).count() as u64)
}

/// “96” of the line “Score, half fit, half engagement, 96”.
pub fn end_of_line(harness: &Harness<'_, Shell>, begins: &str) -> String {
    let line = harness.get_by_label_contains(begins);
    let node = line.accesskit_node();
    let text = node.value().or_else(|| node.label()).unwrap_or_default();
    text.rsplit(", ").next().unwrap_or_default().to_owned()
}

#[test]
fn a_search_narrows_the_list_and_nothing_found_says_how_to_get_it_back() {
    let mut harness = window_with_names(WIDE, leads_state());
    harness.get_by_label_contains(&format!("{} leads in work order", open_leads(&harness)));
    harness.get_by_label(SEARCH).click();
    harness.run_ok();
    harness.get_by_label(SEARCH).type_text("WEISS nord");
    settle(&mut harness);
    let found = rows(&harness);
    assert!(found.is_empty(), "ß is not ss: {found:?}");
    harness.get_by_label("No lead matches");
    harness.get_by_label("Clear filters");
    harness.get_by_label("Show all leads").click();
    settle(&mut harness);
    harness.get_by_label_contains("2,000 leads in work order");

    harness.get_by_label(SEARCH).click();
    harness.run_ok();
    harness.get_by_label(SEARCH).type_text("WEISS".replace("SS", "ß").as_str());
    settle(&mut harness);
    let found = rows(&harness);
    assert!(!found.is_empty(), "somebody is called so");
    assert!(found.iter().all(|row| fold(row).contains("weiß")), "{found:?}");
}

#[test]
fn the_list_is_open_leads_until_its_chip_is_removed_and_closed_ones_are_marked() {
    let mut harness = window_with_names(eframe::egui::vec2(1280.0, 800.0), leads_state());
    let open = open_leads(&harness);
    assert_ne!(open, "2,000", "the sample has closed leads too");
    harness.get_by_label(&format!("{open} of 2,000"));
    assert!(harness.query_by_label("Clear filters").is_none(), "it is where the list begins");
    harness.get_by_label("Remove the filter Open").click();
    settle(&mut harness);
    harness.get_by_label("2,000 of 2,000");
    harness.get_by_label(SEARCH).click();
    harness.run_ok();
    let scored = harness.state().state.scored.clone().expect("scored");
    let is_won = |row: &usize| scored.columns.outcome_at(*row, scored.as_of) == Outcome::Won;
    let won = (0..scored.columns.len()).find(is_won).expect("a won lead");
    let key = scored.columns.keys.get(won).expect("a key").to_owned();
    harness.get_by_label(SEARCH).type_text(&key);
    settle(&mut harness);
    let found = rows(&harness);
    assert!(found.len() == 1 && found[0].ends_with(", Won"), "{found:?}");
}

#[test]
fn a_lead_that_is_opened_is_listed_whether_its_deal_is_open_or_not() {
    let mut harness = window_with_names(WIDE, leads_state());
    let open = open_leads(&harness);
    let scored = harness.state().state.scored.clone().expect("scored");
    for (outcome, count) in [(Outcome::Open, open), (Outcome::Won, "2,000".to_owned())] {
        // Far down the list.
        let is_one = |row: &usize| scored.columns.outcome_at(*row, scored.as_of) == outcome;
        let row = (0..scored.columns.len()).rev().find(is_one).expect("a lead");
        let key = scored.columns.keys[row].to_owned();
        harness.state_mut().state.pages.leads.open(key.clone());
        settle(&mut harness);
        harness.get_by_label(&format!("{count} of 2,000"));
        assert!(chosen_row(&harness).is_some(), "{key} is scrolled into view");
        let explained = harness.state().state.pages.leads.people.shown(&scored.columns);
        assert_eq!(explained.map(|(_, lead, _)| lead.key), Some(key));
    }
}

#[test]
fn who_has_been_late_for_weeks_is_late_in_words_and_in_the_filter() {
    let mut harness = window_with_names(WIDE, leads_state());
    harness.get_by_label("More filters").click();
    settle(&mut harness);
    harness.get_by_label("Late").click();
    settle(&mut harness);
    harness.get_by_label("Sort by Due").click();
    settle(&mut harness);
    let days = |row: &String| -> i64 {
        let late = row.strip_suffix(" days late").unwrap_or_else(|| panic!("{row}"));
        late.rsplit("due ")
            .next()
            .and_then(|days| days.replace(',', "").parse().ok())
            .unwrap_or_else(|| panic!("{row}"))
    };
    let found: Vec<i64> = rows(&harness).iter().map(days).collect();
    assert!(found[0] > 7 && found.iter().rev().is_sorted(), "who waits longest comes first: {found:?}");
}

#[test]
fn the_matrix_asks_for_a_cell_and_the_chip_shows_all_again() {
    let mut state = leads_state();
    state.pages.leads.show_cell("B".into(), "1".into());
    let scored = state.scored.clone().expect("scored");
    let expected = scored.scores.cell_counts[1][0];
    assert!(expected > 0, "the sample has leads in B1");
    let mut harness = window_with_names(WIDE, state);
    let found = rows(&harness);
    assert!(!found.is_empty() && found.iter().all(|row| row.contains(", B1, ")), "{found:?}");
    harness.get_by_label(&format!("{expected} of 2,000"));
    harness.get_by_label("Show all cells").click();
    settle(&mut harness);
    harness.get_by_label("2,000 of 2,000");
}

#[test]
fn the_card_explains_a_lead_of_the_list() {
    let mut harness = window_with_names(WIDE, leads_state());
    let (first, second) = (rows(&harness)[0].clone(), rows(&harness)[1].clone());
    harness.get_by_label(&second).click();
    settle(&mut harness);
    harness.state_mut().state.pages.leads.show_cell("C".into(), "3".into());
    settle(&mut harness);
    let of_cell = rows(&harness);
    assert!(!of_cell.is_empty() && !of_cell.contains(&second) && !of_cell.contains(&first), "{of_cell:?}");
    assert_eq!(chosen_row(&harness).as_ref(), Some(&of_cell[0]), "the first, as the lead chosen before is not listed");
    let scored = harness.state().state.scored.clone().expect("scored");
    let order = tandem::scoring::work_order(&scored.scores, &scored.columns);
    let is_in_cell = |lead: &&u32| {
        let lead = **lead as usize;
        (scored.scores.fit_band[lead], scored.scores.engagement_band[lead]) == (2, 2)
    };
    let lead = *order.iter().find(is_in_cell).expect("a lead in C3") as usize;
    assert_eq!(end_of_line(&harness, "Fit score, "), scored.scores.fit[lead].to_string());
    assert_eq!(end_of_line(&harness, "Score, half fit"), scored.scores.combined[lead].to_string());
    harness.get_by_label("Show all cells").click();
    settle(&mut harness);
    assert_eq!(chosen_row(&harness), Some(second), "it is found again where it is listed");
}

#[test]
fn a_header_sorts_and_sorts_back() {
    let mut harness = window_with_names(WIDE, leads_state());
    let in_work_order = rows(&harness);
    harness.get_by_label("Sort by Score").click();
    settle(&mut harness);
    let best = harness.state().state.scored.as_ref().expect("scored").scores.combined.iter().max().copied();
    let shown = end_of_line(&harness, "Score, half fit, half engagement");
    assert_eq!(shown.parse().ok(), best, "the first lead is the best, and explained");
    harness.get_by_label("Sorted by Score, downwards").click();
    settle(&mut harness);
    harness.get_by_label("Sorted by Score, upwards").click();
    settle(&mut harness);
    assert_eq!(rows(&harness), in_work_order, "the third click leads back to work order");
}

#[test]
fn keys_go_through_the_list_and_what_they_choose_is_seen() {
    let mut harness = window_with_names(WIDE, leads_state());
    let seen = rows(&harness);
    assert_eq!(chosen_row(&harness).as_ref(), Some(&seen[0]));
    harness.key_press(Key::ArrowDown);
    settle(&mut harness);
    assert_eq!(chosen_row(&harness).as_ref(), Some(&seen[1]));
    harness.key_press(Key::End);
    settle(&mut harness);
    let last = rows(&harness).pop();
    assert_eq!(chosen_row(&harness), last, "the end is scrolled into view");
    assert!(!seen.contains(&last.expect("rows")));
    harness.key_press(Key::PageUp);
    settle(&mut harness);
    assert_ne!(chosen_row(&harness).as_ref(), rows(&harness).last());
    harness.key_press(Key::Home);
    settle(&mut harness);
    assert_eq!(rows(&harness), seen);
    assert_eq!(chosen_row(&harness).as_ref(), Some(&seen[0]));
}

#[test]
fn a_row_is_explained_line_by_line_and_a_line_leads_to_its_criterion() {
    let mut harness = window_with_names(WIDE, leads_state());
    let row = rows(&harness)[2].clone();
    harness.get_by_label(&row).click();
    settle(&mut harness);
    assert_eq!(chosen_row(&harness), Some(row));
    let scored = harness.state().state.scored.clone().expect("scored");
    let order = tandem::scoring::work_order(&scored.scores, &scored.columns);
    let lead = order[2] as usize;
    let of = |name: &str| end_of_line(&harness, name);
    assert_eq!(of("Fit score, "), scored.scores.fit[lead].to_string());
    assert_eq!(of("Engagement score, "), scored.scores.engagement[lead].to_string());
    let explanation = tandem::scoring::explain(&scored.model, &scored.columns.lead(lead), scored.as_of);
    let first = explanation.fit.categories.iter().flat_map(|category| &category.contributions).next().expect("a match");
    let name = &scored.model.criterion(&first.criterion).expect("known").name;
    harness.get_by_label_contains(&format!("{name}, ")).click();
    settle(&mut harness);
    let state = &harness.state().state;
    assert!(state.page == Page::Criteria && state.pages.criteria.chosen.as_ref() == Some(&first.criterion));
}

#[test]
fn where_it_is_narrow_the_lead_lies_over_the_list_and_can_be_closed() {
    let mut harness = window_with_names(eframe::egui::vec2(960.0, 600.0), leads_state());
    assert!(harness.query_by_label("Close the explanation").is_none(), "nothing is in the way until a lead is chosen");
    let row = rows(&harness)[1].clone();
    harness.get_by_label(&row).click();
    settle(&mut harness);
    harness.get_by_label("Close the explanation").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Close the explanation").is_none());
    assert_eq!(chosen_row(&harness), None);
}

#[test]
fn without_leads_the_page_teaches_and_offers_them() {
    let mut empty = state();
    empty.page = Page::Leads;
    let mut harness = window_with_names(WIDE, empty);
    harness.get_by_label("No leads yet");
    harness.get_by_label("Import leads…").click();
    settle(&mut harness);
    assert!(harness.state().state.modal.is_some(), "the import opens");
}

#[test]
fn an_edit_of_the_model_sorts_the_list_anew() {
    let mut harness = window_with_names(WIDE, leads_state());
    let before = rows(&harness);
    let model = &mut harness.state_mut().state.document.model;
    for criterion in &mut model.criteria {
        criterion.points = -criterion.points;
    }
    settle(&mut harness);
    assert_ne!(rows(&harness), before);
}

#[test]
fn both_pages_are_painted_in_light_and_dark() {
    for page in [Page::Leads, Page::Welcome] {
        let [light, dark] = [ThemeChoice::Light, ThemeChoice::Dark].map(|theme| {
            let mut state = leads_state();
            state.page = page;
            state.settings.theme = theme;
            let mut harness = window_with_names(WIDE, state);
            harness.render().expect("a picture")
        });
        let corner = |image: &image::RgbaImage| image.get_pixel(700, 880).0;
        assert!(
            corner(&light)[0] > 200 && corner(&dark)[0] < 60,
            "{page:?}: {:?}, {:?}",
            corner(&light),
            corner(&dark)
        );
    }
}

#[test]
fn a_long_route_leaves_the_lead_its_name() {
    let mut state = leads_state();
    for route in &mut state.document.model.routes {
        route.name = "Sales now, without fail and before the next coffee".to_owned();
    }
    state.settle();
    let harness = window_with_names(eframe::egui::vec2(1280.0, 800.0), state);
    let row = chosen_row(&harness).expect("the first is explained");
    let name = row.split(", ").next().unwrap_or_default().to_owned();
    let widths: Vec<f32> = harness
        .query_all_by_role(Role::Label)
        .filter(|node| node.value().as_deref() == Some(name.as_str()))
        .map(|node| node.rect().width())
        .collect();
    assert!(widths.iter().any(|width| *width > 60.0), "{name}: {widths:?}");
}
