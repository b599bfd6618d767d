//! The tab “Accounts”: companies rolled up from their leads, found, explained, and gone into.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{pages::leads::Tab, samples::Sample, shell::Shell, state::Page},
    lead::{Lead, Outcome},
    model::RollUp,
    scoring::{ColumnsBuilder, score_accounts},
};

use crate::{
    harness::{WIDE, sample_state, settle, window_with_names},
    sales_view::{state_at, written},
};

type Window = Harness<'static, Shell>;

fn accounts_window() -> Window {
    window_with_names(WIDE, state_at(Tab::Accounts))
}

fn rows(harness: &Window) -> Vec<String> {
    harness.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label()).collect()
}

fn click(harness: &mut Window, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

#[test]
fn the_list_is_what_the_accounts_score() {
    let mut harness = accounts_window();
    let scored = harness.state().state.scored.clone().expect("scored");
    let accounts = score_accounts(&scored.columns, &scored.model, &scored.scores);
    let open = |row: &u32| scored.columns.outcome_at(*row as usize, scored.as_of) == Outcome::Open;
    let with_open = accounts.iter().filter(|account| account.members.iter().any(open)).count();
    assert_eq!(written(&mut harness).len(), with_open, "those of which all leads are closed are left out at first");
    click(&mut harness, "With open leads");
    let found = written(&mut harness);
    assert_eq!(found.len(), accounts.len());
    for row in &found {
        let place = accounts.binary_search_by(|account| account.key.as_str().cmp(&row["key"])).expect("an account");
        let account = &accounts[place];
        assert_eq!(row["leads"], account.members.len().to_string());
        assert_eq!((&row["fit"], &row["score"]), (&account.fit.to_string(), &account.combined.to_string()));
    }
    let routes: Vec<usize> = found
        .iter()
        .filter_map(|row| scored.model.routes.iter().position(|route| route.name == row["route"]))
        .collect();
    assert!(routes.is_sorted(), "in work order");
    let largest = found.iter().map(|row| row["leads"].parse::<usize>().expect("a number")).max();
    click(&mut harness, "Sort by Leads");
    assert_eq!(written(&mut harness)[0]["leads"].parse().ok(), largest, "the largest first");
}

#[test]
fn a_search_narrows_and_nothing_found_says_how_to_get_back() {
    let mut harness = accounts_window();
    let first = written(&mut harness)[0]["account"].clone();
    harness.get_by_label("Search account").click();
    harness.run_ok();
    harness.get_by_label("Search account").type_text(&first.to_uppercase());
    settle(&mut harness);
    let found = rows(&harness);
    assert!(!found.is_empty() && found.iter().all(|row| row.contains(&first)), "{found:?}");
    harness.get_by_label("Search account").type_text(" nobody is called so");
    settle(&mut harness);
    click(&mut harness, "Show all accounts");
    assert!(rows(&harness).len() > found.len());
}

#[test]
fn the_card_says_which_lead_gave_the_score_and_leads_to_it() {
    let mut harness = accounts_window();
    let scored = harness.state().state.scored.clone().expect("scored");
    let row = written(&mut harness)[0].clone();
    let strongest = format!("Fit {}", row["fit"]);
    harness.get_by_label(&strongest);
    assert!(
        harness.query_all_by_label_contains("the strongest of ").next().is_some()
            || harness.query_all_by_label_contains("its only lead").next().is_some()
    );
    click(&mut harness, "Show in the list");
    let page = &harness.state().state.pages.leads;
    assert_eq!(page.tab, Tab::People);
    let members = written(&mut harness);
    assert_eq!(members.len().to_string(), row["leads"]);
    let columns = &scored.columns;
    let places: Vec<usize> = members.iter().map(|lead| columns.find(&lead["key"]).expect("a lead")).collect();
    let account = |place: &usize| columns.account_keys.get(columns.accounts[*place] as usize);
    assert!(places.iter().all(|place| account(place) == Some(&row["key"])), "{}", row["account"]);
    let left = places.iter().filter(|place| !scored.scores.disqualified.contains(**place));
    let best = left.map(|place| scored.scores.fit[*place]).max();
    assert_eq!(best.map(|best| best.to_string()), Some(row["fit"].clone()), "{:?}", scored.model.accounts.fit);
}

#[test]
fn another_way_to_add_up_is_set_where_it_is_asked_for_and_the_card_follows() {
    let mut harness = accounts_window();
    click(&mut harness, "How leads add up…");
    harness.get_by_label("Model settings");
    assert!(
        harness.query_all_by_label("Accounts").any(|node| node.is_focused()),
        "what was asked for has the keyboard"
    );
    harness.state_mut().state.document.model.accounts.fit = RollUp::MeanOfBest(2);
    click(&mut harness, "Done");
    let scored = harness.state().state.scored.clone().expect("scored");
    let accounts = score_accounts(&scored.columns, &scored.model, &scored.scores);
    for row in written(&mut harness) {
        let account = accounts.iter().find(|account| account.key == row["key"]).expect("an account");
        assert_eq!(row["fit"], account.fit.to_string());
    }
}

#[test]
fn without_accounts_the_tab_teaches() {
    let mut builder = ColumnsBuilder::default();
    builder.push(Lead { key: "1".to_owned(), ..Lead::default() });
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    state.library.as_mut().expect("leads").columns = Arc::new(builder.finish());
    state.pages.leads.tab = Tab::Accounts;
    state.settle();
    let harness = window_with_names(WIDE, state);
    harness.get_by_label("No lead names an account");
}
