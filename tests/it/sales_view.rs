//! The leads as a salesperson sees them: status and due beside the score, filters that are kept, the list as a file.

use std::collections::{BTreeSet, HashMap};

use eframe::egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        modals::SettingsSection,
        pages::leads::View,
        samples::Sample,
        settings::SavedFilter,
        shell::Shell,
        state::{Page, State},
        tasks::Purpose,
    },
    lead::{Instant, Lead, Outcome, Value},
    scoring::{ColumnsBuilder, SalesView},
};

use crate::harness::{WIDE, sample_state, settle, window_with_names};

type Window = Harness<'static, Shell>;

fn leads_window() -> Window {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    window_with_names(WIDE, state)
}

fn click(harness: &mut Window, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

fn search(harness: &mut Window, text: &str) {
    harness.get_by_label("Search name, account, moment").click();
    harness.run_ok();
    harness.get_by_label("Search name, account, moment").type_text(text);
    settle(harness);
}

fn rows(harness: &Window) -> Vec<String> {
    harness.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label()).collect()
}

/// Writes what the tab shows; a map a row, by the header.
pub fn written(harness: &mut Window) -> Vec<HashMap<String, String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.csv");
    harness.state_mut().state.take_path(Purpose::ExportList, path.clone());
    settle(harness);
    let mut reader = csv::Reader::from_path(path).expect("it was written");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn a_list_that_cannot_be_written_is_told_with_the_reason_and_no_temporary_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = leads_window();
    let path = folder.path().join("nowhere/list.csv");
    harness.state_mut().state.take_path(Purpose::ExportList, path.clone());
    settle(&mut harness);
    let notices = &harness.state().state.notices;
    let text = &notices.iter().find(|notice| notice.is_error()).expect("it is told").text;
    let reason = format!("there is no folder “{}”. ", path.parent().expect("a folder").display());
    assert!(text.contains(&path.display().to_string()) && text.contains(&reason), "{text}");
}

#[test]
fn a_search_finds_what_happened_last() {
    let mut harness = leads_window();
    search(&mut harness, "demo request");
    let found = written(&mut harness);
    assert!(!found.is_empty());
    assert!(found.iter().all(|row| row["last_moment"].to_lowercase().contains("demo request")), "{:?}", found[0]);
}

#[test]
fn a_filter_is_kept_under_a_name_and_brings_its_list_back() {
    let mut harness = leads_window();
    search(&mut harness, "pricing");
    let narrowed = rows(&harness);
    click(&mut harness, "Saved: none");
    assert!(harness.get_by_label("Name of the filter").is_focused(), "to be typed into");
    harness.get_by_label("Name of the filter").type_text("Asked what it costs");
    settle(&mut harness);
    click(&mut harness, "Save filter");
    let state = &harness.state().state;
    let view = View { search: "pricing".to_owned(), ..View::work() };
    assert_eq!(state.settings.saved_filters, [SavedFilter { name: "Asked what it costs".to_owned(), view }]);
    harness.get_by_label("Saved: Asked what it…");
    click(&mut harness, "Clear filters");
    assert_ne!(rows(&harness)[..10], narrowed[..10]);
    click(&mut harness, "Saved: none");
    click(&mut harness, "Asked what it costs");
    assert_eq!(rows(&harness)[..10], narrowed[..10], "as many as are seen either way");
    click(&mut harness, "Saved: Asked what it…");
    click(&mut harness, "Remove Asked what it costs");
    assert!(harness.state().state.settings.saved_filters.is_empty());
}

#[test]
fn what_is_chosen_in_more_filters_stands_as_a_chip_and_goes_with_its_cross() {
    let mut harness = leads_window();
    click(&mut harness, "More filters");
    click(&mut harness, "Won");
    let won = written(&mut harness);
    assert!(!won.is_empty() && won.iter().all(|row| row["status"] == "Won" && row["due"].is_empty()));
    click(&mut harness, "More filters");
    click(&mut harness, "Late");
    harness.get_by_label("No lead matches");
    click(&mut harness, "Remove the filter Won");
    let late = written(&mut harness);
    let as_of = harness.state().state.as_of().to_string();
    assert!(!late.is_empty() && late.iter().all(|row| row["due"] < as_of && !row["due"].is_empty()));
}

#[test]
fn the_file_is_the_list_with_what_the_command_line_says() {
    let mut harness = leads_window();
    click(&mut harness, "Remove the filter Open");
    let shown = rows(&harness);
    let found = written(&mut harness);
    let state = &harness.state().state;
    let scored = state.scored.clone().expect("scored");
    assert_eq!(found.len(), 2_000);
    assert!(shown.iter().zip(&found).all(|(shown, row)| shown.starts_with(&row["lead"])), "in the order of the list");
    let mut csv = Vec::new();
    tandem::cli::write_csv(&mut csv, &scored.model, &scored.columns, &scored.scores).expect("written");
    let mut reader = csv::Reader::from_reader(&csv[..]);
    let by_key: HashMap<String, HashMap<String, String>> = reader
        .deserialize::<HashMap<String, String>>()
        .map(|row| row.expect("a row"))
        .map(|row| (row["key"].clone(), row))
        .collect();
    for row in &found {
        let said = &by_key[&row["key"]];
        for (own, other) in [
            ("fit", "fit"),
            ("engagement", "engagement"),
            ("score", "combined"),
            ("fit_band", "fit_band"),
            ("engagement_band", "engagement_band"),
            ("route", "route"),
            ("stars", "stars"),
            ("flames", "flames"),
            ("due", "due"),
            ("last_moment_at", "moment_at"),
        ] {
            assert_eq!(row[own], said[other], "{own} of {}", row["key"]);
        }
    }
    assert!(found.iter().any(|row| row["reasons_for"].contains(" +")), "with their reasons");
}

#[test]
fn all_that_goes_to_sales_is_one_choice_and_what_to_answer_today_another() {
    let mut harness = leads_window();
    click(&mut harness, "Route: any");
    click(&mut harness, "All that goes to sales");
    harness.get_by_label("Route: to sales");
    let scored = harness.state().state.scored.clone().expect("scored");
    let is_open = |row: &usize| scored.columns.outcome_at(*row, scored.as_of) == Outcome::Open;
    let is_for_sales = |row: &usize| scored.scores.qualified.contains(*row);
    let open = (0..scored.columns.len()).filter(is_for_sales).filter(is_open).count();
    let to_sales = written(&mut harness);
    assert!(to_sales.len() == open && open > 10, "{open}");
    let routes: BTreeSet<&str> = to_sales.iter().map(|row| row["route"].as_str()).collect();
    assert!(routes.len() > 1, "by whatever route: {routes:?}");

    click(&mut harness, "Clear filters");
    click(&mut harness, "Saved: none");
    click(&mut harness, "Answer today");
    harness.get_by_label("Saved: Answer today");
    let due = written(&mut harness);
    let tomorrow = Instant(scored.as_of.0 + 24 * 3600).to_string();
    assert!(!due.is_empty() && due.len() < to_sales.len());
    assert!(due.iter().all(|row| routes.contains(row["route"].as_str()) && row["due"] <= tomorrow));
}

#[test]
fn a_lead_that_is_opened_leaves_the_filter_where_it_is_listed_and_else_brings_it_back() {
    let mut harness = leads_window();
    click(&mut harness, "Saved: none");
    click(&mut harness, "Answer today");
    let due = written(&mut harness);
    let open = |harness: &mut Window, key: &str| {
        harness.state_mut().state.pages.leads.open(key.to_owned());
        settle(harness);
        let columns = harness.state().state.columns();
        let shown = harness.state().state.pages.leads.people.shown(&columns).map(|(_, lead, _)| lead.key);
        assert_eq!(shown.as_deref(), Some(key));
    };
    open(&mut harness, &due.last().expect("leads")["key"]);
    harness.get_by_label("Saved: Answer today");
    assert!(harness.query_by_label("Back to the list before").is_none());

    let scored = harness.state().state.scored.clone().expect("scored");
    let won = (0..scored.columns.len()).find(|row| scored.columns.outcomes[*row] == Outcome::Won).expect("one was won");
    open(&mut harness, &scored.columns.keys[won]);
    assert_eq!(written(&mut harness).len(), 2_000, "all there are");
    click(&mut harness, "Back to the list before");
    harness.get_by_label("Saved: Answer today");
    assert_eq!(written(&mut harness), due);
    assert!(harness.query_by_label("Back to the list before").is_none());
}

#[test]
fn the_file_holds_what_is_known_of_each_lead() {
    let mut builder = ColumnsBuilder::default();
    let text = |text: &str| Value::Text(text.to_owned());
    let attributes = [("Telephone", text("+49 30 1234")), ("Mail", text("-x@a.example")), ("route", text("A 7"))];
    let attributes = attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    builder.push(Lead { key: "-2".to_owned(), attributes, ..Lead::default() });
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    state.library.as_mut().expect("leads").columns = std::sync::Arc::new(builder.finish());
    state.settle();
    let mut harness = window_with_names(WIDE, state);
    let row = &written(&mut harness)[0];
    assert_eq!((&*row["key"], &*row["Telephone"]), ("-2", "+49 30 1234"), "numbers are no formulas");
    assert_eq!(row["Mail"], "'-x@a.example");
    assert_eq!(row["attribute route"], "A 7");
    assert_ne!(row["route"], "A 7");
}

#[test]
fn a_name_that_is_a_formula_is_written_as_text() {
    let mut builder = ColumnsBuilder::default();
    let name = Value::Text("=HYPERLINK(\"http://example.org\")".to_owned());
    builder.push(Lead { key: "1".to_owned(), attributes: [("Name".to_owned(), name)].into(), ..Lead::default() });
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    let library = state.library.as_mut().expect("leads");
    library.columns = std::sync::Arc::new(builder.finish());
    state.settle();
    let mut harness = window_with_names(WIDE, state);
    assert_eq!(written(&mut harness)[0]["lead"], "'=HYPERLINK(\"http://example.org\")");
}

#[test]
fn what_is_interesting_is_ticked_in_the_settings_and_the_list_follows() {
    let mut harness = leads_window();
    harness.state_mut().state.open_settings(SettingsSection::Moments);
    settle(&mut harness);
    click(&mut harness, "Which events: Chosen here");
    let chosen = harness.state().state.document.model.interesting.clone().expect("chosen");
    assert!(chosen.len() > 1, "it begins with what scores: {chosen:?}");
    harness.state_mut().state.document.model.interesting =
        Some(chosen.iter().filter(|kind| *kind != "demo_request").cloned().collect());
    click(&mut harness, "Demo request");
    assert_eq!(harness.state().state.document.model.interesting, Some(chosen), "ticked again");
    harness.state_mut().state.document.model.interesting = Some(vec!["demo_request".to_owned()]);
    click(&mut harness, "Done");
    let scored = harness.state().state.scored.clone().expect("scored");
    let sales = SalesView::new(&scored.columns, &scored.model, &scored.scores);
    let moments = (0..scored.columns.len()).filter_map(|row| sales.moment(row));
    let kinds: Vec<&str> = moments
        .map(|event| scored.columns.events.kind_names[usize::from(scored.columns.events.kinds[event])].as_str())
        .collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind == "demo_request"));
    let found = written(&mut harness);
    assert!(found.iter().all(|row| row["last_moment"].is_empty() || row["last_moment"].starts_with("Demo request")));
}

/// The state as it is when the page is opened at a tab.
pub fn state_at(tab: tandem::app::pages::leads::Tab) -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    state.pages.leads.tab = tab;
    state
}
