//! The page “What if”: what the draft is held against, who moves where, the leads behind each number, and a file of them.

use std::{path::Path, sync::Arc};

use eframe::egui::{Key, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        against::{Against, Hold},
        commands::Command,
        document::Document,
        places::Destination,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::Purpose,
    },
    lead::Day,
    model::{Model, RouteId, Scenario, Team, file, wording::grouped},
    scoring::{
        score_all,
        what_if::{Side, WhatIf, Who, write_csv},
    },
};

use crate::harness::{WIDE, sample_state, settle, state, window, window_with_names};

type Window = Harness<'static, Shell>;

/// Other points and another edge: leads move in many ways.
fn change(model: &mut Model) {
    let mut set = |name: &str, points: i32| {
        model.criteria.iter_mut().find(|row| row.name == name).expect("a criterion of the sample").points = points;
    };
    set("Pricing page", 14);
    set("200 to 5,000 people", 9);
    set("Clicked in a mail", 1);
    model.engagement.bands[1].from = Some(6);
}

/// The page over a draft that differs from the sample.
fn moved() -> Window {
    let mut state = sample_state(Sample::B2bSoftware);
    change(&mut state.document.model);
    state.page = Page::WhatIf;
    window_with_names(WIDE, state)
}

fn app<'a>(harness: &'a Harness<'_, Shell>) -> &'a State {
    &harness.state().state
}

/// What the library's function says of a baseline and a draft, scored afresh.
fn what_if(state: &State, baseline: &Model, draft: &Model) -> WhatIf {
    let columns = state.columns();
    let side =
        |model: &Model| Side { scores: score_all(&columns, model, state.as_of()), model: Arc::new(model.clone()) };
    WhatIf::new(Arc::clone(&columns), side(baseline), side(draft))
}

fn expected(harness: &Window) -> WhatIf {
    let state = app(harness);
    what_if(state, &state.baseline(), &state.document.model)
}

fn leads(count: u64) -> String {
    format!("{} {}", grouped(count), if count == 1 { "lead" } else { "leads" })
}

fn click(harness: &mut Window, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

fn ask(harness: &mut Window, command: Command) {
    harness.state_mut().state.ask(command);
    settle(harness);
}

/// The rows of the list that are seen.
fn rows(harness: &Window) -> usize {
    harness
        .query_all_by_role(Role::Row)
        .filter(|row| row.accesskit_node().label().is_some_and(|name| name.contains(": from ")))
        .count()
}

#[test]
fn the_headline_says_what_the_librarys_function_says() {
    let harness = moved();
    let found = expected(&harness);
    let moved = grouped(found.movement.moved.tally.leads);
    assert!(found.movement.moved.tally.leads > 100, "the draft differs");
    let headline = format!("Draft against the model as it was opened: 4 differences, {moved} leads move");
    let shown = harness.query_all_by_label(&headline).count();
    assert_eq!(shown, 1, "{headline}");
    let sales = &found.movement.sales;
    for (title, tally) in [("To sales", sales.gained.tally), ("No longer to sales", sales.lost.tally)] {
        harness.get_by_label(&format!("Show {title}, {}", leads(tally.leads)));
    }
    for (title, won) in [("Past wins gained", sales.gained.tally.won), ("Past wins lost", sales.lost.tally.won)] {
        harness.get_by_label(&format!("Show {title}, {}", leads(won)));
    }
}

#[test]
fn every_ribbon_and_every_place_tells_its_leads_and_lists_them() {
    let mut harness = moved();
    let found = expected(&harness);
    let flow = &found.movement.routes;
    assert!(flow.moves().len() >= 6, "there is something to see");
    for link in flow.moves() {
        let (before, after) = (&flow.before[link.before], &flow.after[link.after]);
        let count = leads(link.volume.tally.leads);
        let name = format!("{count} from {} to {}", before.name, after.name);
        harness.get_by_label_contains(&name).click_accesskit();
        settle(&mut harness);
        harness.get_by_label(&format!("Show {} → {}, {count}", before.name, after.name));
        assert_eq!(rows(&harness), link.volume.tally.leads.min(10) as usize, "{name}");
    }
    for (place, node) in flow.after.iter().enumerate() {
        let entering = flow.entering(place).tally.leads;
        let name = format!("{} gets {}, {} of them", node.name, leads(node.volume.tally.leads), grouped(entering));
        harness.get_by_label_contains(&name).click();
        settle(&mut harness);
        harness.get_by_label(&format!("Show Come to {}, {}", node.name, leads(entering)));
        assert_eq!(rows(&harness), entering.min(10) as usize);
    }
    for (place, node) in flow.before.iter().enumerate() {
        let leaving = flow.leaving(place).tally.leads;
        let name = format!("{} had {}, {}", node.name, leads(node.volume.tally.leads), grouped(leaving));
        harness.get_by_label_contains(&name).click();
        settle(&mut harness);
        assert!(harness.query_by_label(&format!("Show Go from {}, {}", node.name, leads(leaving))).is_some());
    }
}

#[test]
fn a_click_on_the_picture_means_the_ribbon_that_lies_there() {
    let mut harness = moved();
    let found = expected(&harness);
    let flow = &found.movement.routes;
    let largest = flow.moves()[0];
    let (before, after) = (&flow.before[largest.before], &flow.after[largest.after]);
    let count = leads(largest.volume.tally.leads);
    // With the mouse, where the ribbon is met by no other.
    harness.get_by_label_contains(&format!("{count} from {} to {}", before.name, after.name)).click();
    settle(&mut harness);
    harness.get_by_label(&format!("Show {} → {}, {count}", before.name, after.name));
}

#[test]
fn ribbons_are_reached_and_shown_by_the_keyboard() {
    let mut harness = moved();
    let found = expected(&harness);
    let flow = &found.movement.routes;
    let link = flow.moves()[1];
    let (before, after) = (&flow.before[link.before], &flow.after[link.after]);
    let count = leads(link.volume.tally.leads);
    harness.get_by_label_contains(&format!("{count} from {} to {}", before.name, after.name)).focus();
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label(&format!("Show {} → {}, {count}", before.name, after.name));

    harness.get_by_label("Leads behind the number").focus();
    settle(&mut harness);
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowDown);
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(app(&harness).page, Page::Leads, "Enter opens the lead");
}

#[test]
fn a_lead_says_where_it_was_and_is_and_why_and_opens_by_a_click() {
    let mut harness = moved();
    let found = expected(&harness);
    let who = if found.movement.sales.lost.tally.won > 0 { Who::WinsLost } else { Who::WinsGained };
    let row = found.rows(&who)[0];
    let place = |side: &Side| {
        let at = |bands: &[u8]| usize::from(bands[row as usize]);
        let cell = side.model.cell_name_at((at(&side.scores.fit_band), at(&side.scores.engagement_band)));
        format!("{cell}, {}", side.model.routes[usize::from(side.scores.route[row as usize])].name)
    };
    let because = found.reasons(row).join("; ");
    let told = format!(": from {} to {}. {because}", place(&found.baseline), place(&found.draft));
    let lead = harness.get_by_label_contains(&told);
    let name = lead.accesskit_node().label().expect("a name").split([',', ':']).next().expect("its name").to_owned();
    lead.click();
    settle(&mut harness);
    assert_eq!(app(&harness).page, Page::Leads);
    assert!(harness.query_all_by_label_contains(&name).count() > 0, "{name} is shown");
}

#[test]
fn the_same_stands_in_tables() {
    let mut harness = moved();
    let found = expected(&harness);
    click(&mut harness, "Movement as: Table");
    let flow = &found.movement.routes;
    for (place, node) in flow.after.iter().enumerate() {
        let entering = flow.entering(place).tally.leads;
        if entering > 0 {
            harness.get_by_label_contains(&format!("Come to {}: {}", node.name, leads(entering)));
        }
    }
    let place = (0..flow.after.len()).max_by_key(|place| flow.entering(*place).tally.leads).expect("a route");
    let (name, entering) = (flow.after[place].name.clone(), flow.entering(place).tally.leads);
    harness.get_by_label_contains(&format!("Come to {name}: {}", leads(entering))).click();
    settle(&mut harness);
    harness.get_by_label(&format!("Show Come to {name}, {}", leads(entering)));

    click(&mut harness, "Movement as: Cells");
    let cells = &found.movement.cells;
    let most = cells.moves()[0];
    let (before, after) = (&cells.before[most.before].name, &cells.after[most.after].name);
    let count = leads(most.volume.tally.leads);
    harness.get_by_label_contains(&format!("{count} from {before} to {after}")).click();
    settle(&mut harness);
    harness.get_by_label(&format!("Show {before} → {after}, {count}"));
}

fn export(harness: &mut Window, path: &Path) -> Vec<csv::StringRecord> {
    harness.state_mut().state.take_path(Purpose::ExportLeads, path.to_owned());
    settle(harness);
    let mut reader = csv::Reader::from_path(path).expect("a table was written");
    reader.records().map(|row| row.expect("a row")).collect()
}

#[test]
fn the_file_holds_the_rows_of_the_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = moved();
    let found = expected(&harness);
    let all = grouped(found.movement.moved.tally.leads);
    click(&mut harness, &format!("Show All who move, {all} leads"));
    let path = folder.path().join("moved.csv");
    let written = export(&mut harness, &path);
    let told = format!("{all} leads written to {}", path.display());
    assert!(app(&harness).notices.iter().any(|notice| notice.text == told), "{:?}", app(&harness).notices);

    let header = csv::Reader::from_path(&path).expect("a table").headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|title| title == name).expect("the column");
    let mut keys: Vec<&str> = written.iter().map(|row| &row[column("key")]).collect();
    keys.sort_unstable();
    let expected: Vec<&str> = found.rows(&Who::Moved).iter().map(|row| &found.columns.keys[*row as usize]).collect();
    assert_eq!(keys, expected, "each once");
    assert!(written.iter().all(|row| !row[column("name")].is_empty() && !row[column("because")].is_empty()));
    for row in &written {
        let lead = found.columns.find(&row[column("key")]).expect("a lead");
        let route = &found.draft.model.routes[usize::from(found.draft.scores.route[lead])].name;
        assert_eq!(&row[column("route")], route);
        assert_eq!(row[column("fit")], found.draft.scores.fit[lead].to_string());
    }
}

#[test]
fn a_table_that_is_no_longer_wanted_does_not_take_the_place_of_a_whole_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("moved.csv");
    std::fs::write(&path, "whole").expect("written");
    let found = expected(&moved());
    let rows = found.rows(&Who::Moved);
    let written = file::stream_atomically(&path, |out| write_csv(out, &found, &rows, None, |_written| false));
    assert_eq!(written.expect_err("it was stopped").kind(), std::io::ErrorKind::Interrupted);
    assert_eq!(std::fs::read_to_string(&path).expect("text"), "whole");
}

#[test]
fn a_file_that_cannot_be_written_is_told_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = moved();
    let path = folder.path().join("nowhere/moved.csv");
    harness.state_mut().state.take_path(Purpose::ExportLeads, path.clone());
    settle(&mut harness);
    let notice = app(&harness).notices.iter().find(|notice| notice.is_error()).expect("it is told");
    assert!(notice.text.contains(&path.display().to_string()), "{}", notice.text);
    let folder = path.parent().expect("a folder").display();
    assert!(notice.text.contains(&format!("there is no folder “{folder}”. ")), "{}", notice.text);
    assert!(!path.exists());
}

#[test]
fn leads_that_nobody_named_a_file_for_are_not_written_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = moved();
    let found = expected(&harness);
    // All who move are wanted; the path is asked for, and then not given.
    let all = grouped(found.movement.moved.tally.leads);
    click(&mut harness, &format!("Show All who move, {all} leads"));
    click(&mut harness, "Export…");
    harness.state_mut().state.enter_path(Purpose::ExportLeads);
    settle(&mut harness);
    click(&mut harness, "Cancel");
    // What is chosen afterwards is what a file then gets.
    let tabs = [(Who::ToSales, "To sales"), (Who::FromSales, "No longer to sales")];
    let tab = tabs.iter().find(|(who, _)| !found.rows(who).is_empty()).expect("some come or go");
    let rows = found.rows(&tab.0).len();
    click(&mut harness, &format!("Show {}, {}", tab.1, leads(rows as u64)));
    let written = export(&mut harness, &folder.path().join("to sales.csv"));
    assert_eq!(written.len(), rows);
}

#[test]
fn the_load_of_each_route_is_held_to_what_it_can_take() {
    let mut state = sample_state(Sample::B2bSoftware);
    change(&mut state.document.model);
    let model = &mut state.document.model;
    let at = |model: &Model, name: &str| model.routes.iter().position(|route| route.name == name).expect("a route");
    let (over, open) = (at(model, "Sales this week"), at(model, "Sales today"));
    model.routes[over].weekly_capacity = Some(1);
    model.routes[open].weekly_capacity = None;
    let id: RouteId = model.routes[open].id.clone();
    state.page = Page::WhatIf;
    let mut harness = window_with_names(WIDE, state);
    let found = expected(&harness);
    let load = found.load_after.routes[over].a_week.expect("the leads are dated") - 1.0;
    let told = harness.get_by_label_contains("Sales this week: ▼").accesskit_node().label().expect("a name");
    assert!(told.contains(&format!("{load:.1} more than the 1 it can take")), "{told}");
    click(&mut harness, "Capacity of Sales today");
    assert_eq!(app(&harness).page, Page::Matrix);
    assert!(app(&harness).document.model.route(&id).is_some());
}

#[test]
fn a_difference_leads_to_where_it_is_edited() {
    let mut harness = moved();
    // The card stands below the others of its column.
    harness.set_size(Vec2::new(WIDE.x, 2_000.0));
    settle(&mut harness);
    click(&mut harness, "Pricing page: 9 → 14 points");
    assert_eq!(app(&harness).page, Page::Criteria);
    harness.state_mut().state.go(Destination::Page(Page::WhatIf));
    settle(&mut harness);
    click(&mut harness, "Engagement band 2: from 7 → 6");
    assert_eq!(app(&harness).page, Page::Matrix);
}

#[test]
fn the_draft_is_held_against_the_version_that_was_signed_last() {
    let mut harness = moved();
    // Nobody has signed: it is said why it can't be chosen.
    click(&mut harness, "Baseline: the model as it was opened");
    harness.get_by_label_contains("Nobody has signed a version yet");
    harness.key_press(Key::Escape);
    settle(&mut harness);
    ask(&mut harness, Command::HoldAgainst(Hold::Signed));
    assert!(matches!(app(&harness).against, Against::Saved), "there is none");
    assert!(app(&harness).notices.iter().any(|notice| notice.text.contains("Nobody has signed")));

    let signed = harness.state().state.document.model.clone();
    harness.state_mut().state.document.model.sign(Team::Sales, "Ben", Day(20_759));
    harness.state_mut().state.document.model.fit.bands[0].from = Some(33);
    settle(&mut harness);
    click(&mut harness, "Baseline: the model as it was opened");
    harness.get_by_label_contains("The version signed last").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Baseline: the version signed on 2 Nov 2026").is_some());
    assert!(harness.query_by_label("against the version signed on 2 Nov 2026").is_some(), "the panel says so too");
    let found = what_if(app(&harness), &signed, &app(&harness).document.model);
    let moved = grouped(found.movement.moved.tally.leads);
    let headline = format!("Draft against the version signed on 2 Nov 2026: 1 difference, {moved} leads move");
    assert!(harness.query_by_label(&headline).is_some(), "{headline}");
    let summary = &app(&harness).scored.as_ref().expect("scored").baseline.summary;
    assert_eq!(summary.to_sales, found.movement.sales.before.tally.leads, "the panel counts against the same");

    let other = Sample::SimpleStart.model().expect("a sample");
    harness.state_mut().state.set_document(Document::new(other, None));
    settle(&mut harness);
    assert!(matches!(app(&harness).against, Against::Saved), "another document is held against its own");
}

#[test]
fn another_file_can_be_the_baseline_and_one_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("last quarter.ron");
    let mut harness = moved();
    let mut other = harness.state().state.document.model.clone();
    other.criteria[0].points += 3;
    file::save(&path, &other).expect("written");
    harness.state_mut().state.take_path(Purpose::Against, path.clone());
    settle(&mut harness);
    let found = what_if(app(&harness), &other, &app(&harness).document.model);
    let moved = match found.movement.moved.tally.leads {
        0 => "nobody moves".to_owned(),
        1 => "1 lead moves".to_owned(),
        count => format!("{} leads move", grouped(count)),
    };
    let headline = format!("Draft against last quarter.ron: 1 difference, {moved}");
    assert!(harness.query_by_label(&headline).is_some(), "{headline}");

    let broken = folder.path().join("broken.ron");
    std::fs::write(&broken, "not a model").expect("written");
    harness.state_mut().state.take_path(Purpose::Against, broken.clone());
    settle(&mut harness);
    let notice = app(&harness).notices.iter().find(|notice| notice.is_error()).expect("it is told");
    let told = "“broken.ron” is not a model that Tandem can read: line 1 is not as it should be. ";
    assert!(notice.text.starts_with(told), "{}", notice.text);
    assert!(notice.text.ends_with("The draft is still held against last quarter.ron"), "{}", notice.text);
    assert!(harness.query_by_label("Baseline: last quarter.ron").is_some());

    ask(&mut harness, Command::HoldAgainst(Hold::Saved));
    assert!(harness.query_by_label("Baseline: the model as it was opened").is_some());
}

#[test]
fn a_kept_scenario_can_be_the_baseline() {
    let mut harness = moved();
    let kept = Sample::B2bSoftware.model().expect("a sample");
    let model = &mut harness.state_mut().state.document.model;
    model.scenarios.push(Scenario::keep(&kept, "As it was", "", Day(20_759)));
    settle(&mut harness);
    click(&mut harness, "Baseline: the model as it was opened");
    click(&mut harness, "As it was");
    assert!(harness.query_by_label("Baseline: scenario “As it was”").is_some());
    let moved = grouped(expected(&harness).movement.moved.tally.leads);
    let headline = format!("Draft against scenario “As it was”: 4 differences, {moved} leads move");
    assert!(harness.query_by_label(&headline).is_some(), "{headline}");
}

#[test]
fn where_nobody_moves_it_says_what_to_do() {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::WhatIf;
    let mut harness = window(WIDE, state);
    harness.get_by_label_contains("The draft does the same as the baseline");
    assert!(harness.query_by_label("Leads behind the number").is_none());
    click(&mut harness, "Go to the criteria");
    assert_eq!(app(&harness).page, Page::Criteria);

    // Something differs that moves nobody.
    harness.state_mut().state.document.model.routes[0].weekly_capacity = Some(50);
    harness.state_mut().state.page = Page::WhatIf;
    settle(&mut harness);
    harness.get_by_label_contains("One thing differs, and yet no lead is in another cell");
}

#[test]
fn without_leads_or_criteria_the_page_teaches() {
    let mut state = state();
    state.set_document(Document::new(Sample::B2bSoftware.model().expect("a sample"), None));
    state.page = Page::WhatIf;
    let harness = window(Vec2::new(1280.0, 800.0), state);
    harness.get_by_label("No leads to try it on");

    let mut state = sample_state(Sample::B2bSoftware);
    state.set_document(Document::new(Model::new("New"), None));
    state.page = Page::WhatIf;
    let mut harness = window(Vec2::new(1280.0, 800.0), state);
    harness.get_by_label("No criteria yet");
    click(&mut harness, "Go to the criteria");
    assert_eq!(app(&harness).page, Page::Criteria);
}

#[test]
fn what_a_team_proposes_is_held_against_what_is_agreed() {
    let mut harness = moved();
    ask(&mut harness, Command::ScoreAs(Some(Team::Marketing)));
    let model = &app(&harness).document.model;
    let found = what_if(app(&harness), model, &model.as_proposed(Team::Marketing));
    let moved = grouped(found.movement.moved.tally.leads);
    harness.get_by_label_contains("What Marketing proposes against what is agreed: ");
    harness.get_by_label_contains(&format!(", {moved} leads move"));
    assert!(harness.query_by_label("against what is agreed").is_some(), "the panel says so too");
    click(&mut harness, "Baseline: what is agreed");
    harness.get_by_label_contains("One team’s proposals are scored now");
    // The banner offers the same; here it is the item of the menu.
    let items = harness.get_all_by_label("Score as agreed");
    items.max_by(|one, other| one.rect().top().total_cmp(&other.rect().top())).expect("the item").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Baseline: the model as it was opened").is_some());
}
