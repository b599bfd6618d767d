use super::*;
use crate::{
    lead::{Lead, Outcome, Value},
    model::{Activity, EventCounting, Fade, Rule},
    scoring::{
        ColumnsBuilder,
        sample::{self, NOW, activity, criterion, event, has_word, model},
        score_all,
    },
};

/// Four people: two of them with a fitting title, one of these active; and somebody without a name.
fn columns() -> Columns {
    let person = |key: &str, first: &str, last: &str, company: &str, title: &str, ages: &[i64]| {
        let values = [("First name", first), ("Last name", last), ("Company", company), ("Job title", title)];
        let known: Vec<(&str, Value)> = values
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (*name, sample::text(text)))
            .collect();
        let events = ages.iter().map(|age| event("demo_request", *age)).collect();
        sample::lead(key, &known, events)
    };
    let mut builder = ColumnsBuilder::default();
    for lead in [
        person("1", "Ingrid", "Sørensen", "Fjordline AS", "CEO", &[3]),
        person("2", "Γιώργος", "Παππάς", "Aegean Foods", "CEO", &[]),
        Lead { outcome: Outcome::Won, ..person("3", "ana", "Kovač", "", "Student", &[1, -2]) },
        Lead { account: Some("kobo-labs".into()), ..person("4", "", "", "", "", &[200]) },
    ] {
        builder.push(lead);
    }
    builder.finish()
}

fn scoring_model() -> Model {
    let counting = EventCounting::Once { at_least: 1, fade: Fade::None };
    let demo = Activity { within_days: Some(30), ..activity("demo_request", counting) };
    model(vec![
        criterion("title", "profile", 80, Rule::Profile(has_word("Job title", "CEO"))),
        criterion("demo", "activity", 60, Rule::Activity(demo)),
    ])
}

fn keys_under(view: &View) -> Vec<String> {
    let (columns, model) = (columns(), scoring_model());
    let scores = score_all(&columns, &model, NOW);
    let rows = Index::new(&columns).list(&columns, &model, &scores, view);
    rows.iter().map(|row| columns.keys[*row as usize].to_owned()).collect()
}

fn found(search: &str) -> Vec<String> {
    keys_under(&View { search: search.into(), ..View::default() })
}

fn sorted(by: SortBy, is_reversed: bool) -> Vec<String> {
    keys_under(&View { sort: Sort { by, is_reversed }, ..View::default() })
}

#[test]
fn every_word_of_a_search_is_found_in_name_company_account_or_key() {
    assert_eq!(found("SØREN"), ["1"]);
    assert_eq!(found("fjordline ingrid"), ["1"]);
    assert_eq!(found("ΠΑΠΠΆΣ"), ["2"], "folded as texts are compared");
    assert_eq!(found("kobo"), ["4"]);
    assert_eq!(found("4"), ["4"]);
    assert_eq!(found("ingrid aegean"), [""; 0]);
    assert_eq!(found("  ").len(), 4, "blanks search nothing");
}

#[test]
fn work_order_is_routes_then_flames_then_score() {
    // A2 (80, 60) → sales now; A4 → sales this week; D2 → nurture; D4 → no action.
    assert_eq!(sorted(SortBy::Work, false), ["1", "2", "3", "4"]);
    assert_eq!(sorted(SortBy::Score, true), ["4", "3", "2", "1"]);
}

#[test]
fn text_sorts_from_a_and_missing_comes_last_both_ways() {
    assert_eq!(sorted(SortBy::Lead, false), ["3", "1", "2", "4"]);
    assert_eq!(sorted(SortBy::Lead, true), ["2", "1", "3", "4"]);
    assert_eq!(sorted(SortBy::Account, false), ["2", "1", "4", "3"], "the account's key stands in for a company");
    assert_eq!(sorted(SortBy::Account, true), ["4", "1", "2", "3"]);
}

#[test]
fn moments_after_as_of_have_not_happened() {
    assert_eq!(sorted(SortBy::LastMoment, false), ["3", "1", "4", "2"]);
    assert_eq!(sorted(SortBy::Engagement, false), ["1", "3", "2", "4"], "alike: in work order");
}

#[test]
fn filters_narrow_by_cell_route_outcome_and_cold() {
    let all = View::default();
    let cell = |fit: &str, engagement: &str| View { cell: Some((fit.into(), engagement.into())), ..all.clone() };
    assert_eq!(keys_under(&cell("A", "2")), ["1"]);
    assert_eq!(keys_under(&cell("D", "2")), ["3"]);
    assert_eq!(keys_under(&cell("gone", "2")), [""; 0], "a band that is gone matches nobody");
    assert_eq!(keys_under(&View { route: Some("sales-this-week".into()), ..all.clone() }), ["2"]);
    assert_eq!(keys_under(&View { outcome: Some(Outcome::Won), ..all.clone() }), ["3"]);
    assert_eq!(keys_under(&View { cold: Cold::Only, ..all.clone() }), ["2", "4"]);
    assert_eq!(keys_under(&View { cold: Cold::Hide, ..all }), ["1", "3"]);
}

#[test]
fn clearing_the_filters_keeps_the_order() {
    let sort = Sort::default().clicked(SortBy::Fit);
    let mut view = View { search: "x".into(), cold: Cold::Only, sort, ..View::default() };
    assert!(view.is_filtered());
    view.clear();
    assert!(!view.is_filtered());
    assert_eq!(view.sort, sort);
    let mut work = View { search: "x".into(), sort, ..View::work() };
    assert!(work.is_filtered());
    work.clear();
    assert_eq!((work.is_filtered(), &work), (false, &View { sort, ..View::work() }), "open leads only, as it began");
    work.show_all();
    assert_eq!(work, view);
}

#[test]
fn a_header_turns_the_order_round_and_then_back_to_work_order() {
    let once = Sort::default().clicked(SortBy::Score);
    assert!(!once.is_ascending(), "the largest first");
    let twice = once.clicked(SortBy::Score);
    assert!(twice.is_ascending());
    assert_eq!(twice.clicked(SortBy::Score), Sort::default());
    assert_eq!(twice.clicked(SortBy::Lead), Sort { by: SortBy::Lead, is_reversed: false });
}

#[test]
fn the_list_in_work_order_is_that_of_the_scorer() {
    let (columns, model) = (columns(), scoring_model());
    let scores = score_all(&columns, &model, NOW);
    let rows = Index::new(&columns).list(&columns, &model, &scores, &View::default());
    assert_eq!(rows, crate::scoring::work_order(&scores, &columns));
}
