//! A first hour with leads, whole and in one window: brought in, the hottest found and understood, tried on, kept as a test
//! lead that an edit breaks and undo mends, saved and asked again from the command line.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use crate::{cli, harness::settle, import_wizard::Bench, leads::rows};

/// Clara comes first: Jonas scores higher and did less, Marek's deal is done.
const CONTACTS: &str = "\
Contact ID,First name,Last name,Email,Company,Job title,Industry,Employees,Country,Created,Deal stage
C-101,Tom,Bakker,tom@kobo-labs.example,Kobo Labs,Office Manager,Retail,35,Netherlands,2026-06-02,Open
C-102,Jonas,Weber,jonas.weber@nordlicht.example,Nordlicht Media,CEO,Media,320,Germany,2026-07-14,Open
C-103,Clara,Voss,c.voss@brightline.example,Brightline Software,Head of Marketing,Software,640,Germany,2026-08-20,Open
C-104,Marek,Novák,novak@vltava-bank.example,Vltava Bank,CFO,Financial services,2100,Austria,2026-05-11,Closed won
C-105,Aiko,Mori,aiko.mori@campus.example,Campus,Student,Education,,Japan,2026-09-30,Open
C-106,Paul,Girard,p.girard@atelier-sud.example,Atelier Sud,Director,Retail,90,France,2026-04-08,Closed lost
";

/// Half of what Clara's look at the prices gave has faded by the day of the last event.
const ACTIVITIES: &str = "\
Contact ID,Activity type,Timestamp,Detail,Amount
C-103,page_view,2026-09-19 12:00,/pricing,
C-103,page_view,2026-11-02 09:15,/product/overview,
C-102,page_view,2026-10-20 16:40,/features,
C-104,demo_request,2026-11-10 10:05,,
C-105,page_view,2026-11-12 21:30,/careers/internships,
C-101,site_visit,2026-11-18 12:00,,
";

const WEBINAR: &str = "Attended most of a webinar";
const GREEN: &str = "Tests: 1 of 1 pass, 0 fail";
const RED: &str = "Tests: 0 of 1 pass, 1 fail";
const SINCE: &str = "Since “Attended most of a webinar: 9 → 5 points”";

#[test]
fn from_two_files_to_a_test_lead_that_guards_the_model() {
    let mut bench = Bench::new();
    the_files_are_brought_in(&mut bench);
    the_hottest_lead_is_found_and_understood(&mut bench);
    a_webinar_is_tried_on_a_copy(&mut bench);
    the_copy_is_kept_with_what_is_expected_of_it(&mut bench);
    an_edit_breaks_it_and_undo_mends_it(&mut bench);
    what_is_saved_still_guards(&mut bench);
}

fn the_files_are_brought_in(bench: &mut Bench) {
    assert!(bench.has("Leads: No leads open"));
    bench.click("Import leads…");
    bench.click("Type a path instead");
    let contacts = bench.write("contacts.csv", CONTACTS);
    type_path(bench, &contacts.with_extension("txt"));
    bench.sees("There is no file of this name");
    type_path(bench, &contacts);
    bench.sees("6 new leads · no row is left out");
    bench.click("Import 6 leads");
    bench.sees("6 leads imported; every row was taken");
    bench.sees("every lead scores 0: begin with a template");
    bench.click("Done");
    assert!(bench.has("Leads: contacts 6 · as of 30 Sep 2026"), "the newest day is when somebody came");

    command(bench, "Import leads…");
    bench.click("Type a path instead");
    let activities = bench.write("activities.csv", ACTIVITIES);
    // As a path that was copied elsewhere is pasted behind the folder that stands there.
    bench.harness.get_by_label("Path").type_text(&activities.display().to_string());
    press(bench, Modifiers::NONE, Key::Enter);
    bench.sees("6 new events · no row is left out");
    bench.click("Import 6 events");
    bench.sees("6 events imported; every row was taken");
    bench.click("Look at the leads");
    assert!(bench.has("Leads: contacts 6 · as of 18 Nov 2026"), "now it is when somebody did something");
}

fn the_hottest_lead_is_found_and_understood(bench: &mut Bench) {
    assert!(bench.has("Fit score, 0"), "a model without criteria finds nobody");
    bench.sees("No criteria yet: every lead scores 0");
    bench.click("New from a template…");
    bench.click("Begin with B2B software");
    command(bench, "Leads");
    let found = rows(&bench.harness);
    let names: Vec<&str> = found.iter().filter_map(|row| row.split(',').next()).collect();
    assert_eq!(names, ["Clara Voss", "Jonas Weber", "Tom Bakker", "Aiko Mori"], "who is open, in work order");
    assert!(found[0].starts_with("Clara Voss, Brightline Software, A2, Sales today"), "{found:?}");
    bench.sees("Head or director, Job title: Head of Marketing, +9");
    bench.sees("Pricing page, /pricing, 60 days ago, fading, +4.5");
    assert_eq!(explained(bench), [38, 8, 23]);
}

fn a_webinar_is_tried_on_a_copy(bench: &mut Bench) {
    assert!(bench.has("View: Sandbox"));
    bench.click("Open in sandbox");
    assert!(bench.has("View: Sandbox 1"));
    for before in ["Cell A2, Clara Voss", "Engagement 8", "Score 23"] {
        assert!(bench.has(before), "{before}");
    }
    assert_eq!(explained(bench), [38, 8, 23], "a copy is as the lead");
    bench.click(&format!("Add {WEBINAR} today, Clara Voss"));
    for after in ["Cell A1, Clara Voss", "was A2", "Engagement 17, +9", "Score 28, +5"] {
        assert!(bench.has(after), "{after}");
    }
    bench.sees(&format!("{WEBINAR}, today, +9"));
    assert_eq!(explained(bench), [38, 17, 28]);
    assert!(bench.has("Matrix A2: 1 lead, Sales today"), "the lead itself stays where it is");
}

fn the_copy_is_kept_with_what_is_expected_of_it(bench: &mut Bench) {
    assert!(!bench.has(GREEN) && bench.has("Model: B2B software"), "nothing is tested yet");
    bench.click("Keep Clara Voss as test lead");
    bench.harness.get_by_role_and_label(Role::TextInput, "because").focus();
    settle(&mut bench.harness);
    bench.harness.get_by_role_and_label(Role::TextInput, "because").type_text("Who fits and listens is called");
    settle(&mut bench.harness);
    bench.click("Keep");
    assert!(bench.has(GREEN) && bench.has("Model: B2B software edited"));
}

fn an_edit_breaks_it_and_undo_mends_it(bench: &mut Bench) {
    command(bench, WEBINAR);
    let points = format!("Points, {WEBINAR}");
    let shown = |bench: &Bench| bench.harness.get_by_label(&points).value();
    assert_eq!(shown(bench).as_deref(), Some("+9"));
    bench.click(&points);
    bench.harness.event(Event::Text("5".to_owned()));
    press(bench, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(bench).as_deref(), Some("+5"));
    assert!(bench.has(RED) && !bench.has(GREEN));
    assert!(bench.has(SINCE), "the panel names the step");

    press(bench, Modifiers::COMMAND, Key::Z);
    assert_eq!(shown(bench).as_deref(), Some("+9"));
    assert!(bench.has(GREEN) && !bench.has(RED));
    assert!(!bench.has(SINCE));
}

fn what_is_saved_still_guards(bench: &mut Bench) {
    let file = bench.path("ours.ron");
    assert!(!file.exists());
    command(bench, "Save by path…");
    type_path(bench, &file);
    assert!(file.exists() && bench.has("Model: B2B software"), "nothing is left to save");

    command(bench, "New model");
    assert!(!bench.has(GREEN) && bench.has("Model: New model"), "another model has no tests");
    command(bench, "Open model by path…");
    type_path(bench, &file);
    bench.click(GREEN);
    bench.sees("Clara Voss, passes, in A1, A1");
    let folder = file.parent().expect("a folder");
    let told = cli::answer(folder, &["test", "ours.ron", "--library", "contacts.sqlite"]);
    assert_eq!(told, "passed   Clara Voss: expected in A1\n1 test: 1 passed, 0 failed\n");
}

/// Fit, engagement and score of the lead that is explained, each held to the lines above it.
fn explained(bench: &Bench) -> [i64; 3] {
    let (mut tenths, mut scores) = (0, Vec::new());
    for line in spoken(bench).iter().skip_while(|text| *text != "Why") {
        let Some((what, amount)) = line.rsplit_once(", ") else { continue };
        let Ok(number) = amount.replace('−', "-").parse::<f64>() else { continue };
        let is_total = !amount.starts_with(['+', '−']);
        if !is_total {
            tenths += (number * 10.0).round() as i64;
            continue;
        }
        if what.starts_with("Score") {
            // Half of each, halves upwards.
            tenths = (scores.iter().sum::<i64>() + 1) / 2 * 10;
        }
        assert_eq!(tenths, number as i64 * 10, "the lines above “{line}” add up to it");
        scores.push(number as i64);
        tenths = 0;
        if scores.len() == 3 {
            break;
        }
    }
    scores.try_into().expect("fit, engagement and the score")
}

/// All that is said in the window, in its order.
fn spoken(bench: &Bench) -> Vec<String> {
    let nodes = bench.harness.query_all(By::new());
    nodes.filter_map(|node| node.accesskit_node().label().or_else(|| node.value())).collect()
}

fn press(bench: &mut Bench, modifiers: Modifiers, key: Key) {
    bench.harness.key_press_modifiers(modifiers, key);
    settle(&mut bench.harness);
}

/// What is found by its name in the palette.
fn command(bench: &mut Bench, name: &str) {
    press(bench, Modifiers::COMMAND, Key::K);
    bench.harness.get_by_role_and_label(Role::TextInput, "Find anything").type_text(name);
    settle(&mut bench.harness);
    press(bench, Modifiers::NONE, Key::Enter);
}

fn type_path(bench: &mut Bench, path: &std::path::Path) {
    press(bench, Modifiers::COMMAND, Key::A);
    bench.harness.get_by_label("Path").type_text(&path.display().to_string());
    press(bench, Modifiers::NONE, Key::Enter);
}
