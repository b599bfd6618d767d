//! What was judged is said where it can be seen, with one click that does the other thing.

use std::fmt::Write as _;

use eframe::egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use tandem::{
    app::samples::Sample,
    lead::{FieldType, Outcome},
    library::Progress,
    scoring::NO_DAY,
};

use super::Bench;
use crate::harness::{sample_state, settle};

fn table(header: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    (0..rows).fold(format!("{header}\n"), |mut table, number| {
        writeln!(table, "{}", row(number)).expect("written");
        table
    })
}

fn field_type(bench: &Bench, name: &str) -> Option<FieldType> {
    let fields = bench.library("leads.sqlite").fields().expect("fields");
    fields.into_iter().find(|field| field.0 == name).map(|field| field.1)
}

#[test]
fn one_bad_value_is_told_beside_the_column_and_by_hand_the_type_is_what_was_chosen() {
    let mut bench = Bench::new();
    bench.drop_text(
        "leads.csv",
        &table("id,Size,Since", 30, |number| {
            let size = if number % 10 == 3 { "about 50".to_owned() } else { number.to_string() };
            let since = if number == 9 { "2026-02-30".to_owned() } else { format!("2026-03-{:02}", number % 28 + 1) };
            format!("K{number},{size},{since}")
        }),
    );
    assert_eq!((bench.chosen("Type, Since").as_str(), bench.chosen("Type, Size").as_str()), ("Date", "Text"));
    bench.click("Column, Since");
    bench.sees("Nearly every value is a date");
    bench.sees("1 value does not fit and counts as missing: line 11 says “2026-02-30”");
    bench.click("Column, Size");
    bench.sees("“Size” is text, though 27 of its 30 values are numbers: line 5 says “about 50”");
    bench.click("Take it as Number");
    assert_eq!(bench.chosen("Type, Size"), "Number");
    bench.sees("Number, as it was chosen");
    bench.sees("3 values do not fit and count as missing: line 5 says “about 50”");
    assert!(!bench.contains("is text") && !bench.contains("Text: "), "the file is no longer what counts");
    // What the file did not tell is known once it was tried.
    bench.choose("Type, Since", "Number, 1,234.5");
    bench.click("Column, Since");
    bench.sees("Number, as it was chosen");
    bench.sees("30 values do not fit and count as missing: line 2 says “2026-03-01”");
    bench.choose("Type, Since", "Date, day first: 03/04/2024 = 3 April 2024");
    bench.tab("What will happen");
    bench.sees("“Since”: 1 value is no date and counts as missing: “2026-02-30” on line 11");
    assert!(bench.has("1 × Value is of another type: Since") && bench.has("3 × Value is of another type: Size"));
    bench.click("Import 30 leads");
    assert_eq!(field_type(&bench, "Since"), Some(FieldType::Date));
    assert_eq!(field_type(&bench, "Size"), Some(FieldType::Number));
}

#[test]
fn an_import_of_the_same_says_everywhere_that_nothing_changes() {
    let mut bench = Bench::new();
    let rows = |changed: &str| format!("Id,City,Plan\nK1,Bonn,pro\nK2,Köln,{changed}\n");
    bench.drop_text("leads.csv", &rows("free"));
    bench.click("Import 2 leads");
    bench.sees("2 leads imported; every row was taken");
    bench.sees("Every row and every value was taken");
    assert!(bench.has("2 new leads") && bench.has("0 changed"), "as the check before said");
    bench.click("Done");
    bench.drop_text("again.csv", &rows("free"));
    bench.sees("0 new leads · 2 as they are · no row is left out");
    bench.click("Import, though nothing changes");
    bench.sees("Nothing has changed: all of it was there just so; every row was taken");
    bench.click("Done");
    bench.drop_text("third.csv", &format!("{}K3,Ulm,pro\n", rows("pro")));
    bench.click("Import 1 new lead, update 1");
    bench.sees("Imported: 1 new lead, 1 changed; every row was taken");
}

#[test]
fn what_gives_the_outcome_away_is_left_out_and_can_be_taken() {
    let mut bench = Bench::new();
    let text = table("id,Fate,Size,Value", 90, |number| {
        let (fate, value) = [("done", number + 10), ("gone", 0), ("talks", 0)][number % 3];
        format!("K{number},{fate},{number},{value}")
    });
    bench.drop_text("leads.csv", &text);
    assert!(!bench.contains("gives the outcome away"), "nothing says yet what the outcome is");
    bench.tab("Won or lost");
    bench.choose("How a lead ended is said by", "Fate");
    bench.click("done: Won");
    bench.click("gone: Lost");
    bench.sees("“Value” gives the outcome away: other than 0 for 30 of 30 won leads and for 0 of 30 lost ones");
    bench.click("Leave it out");
    bench.sees("“Value” is left out, as it gives the outcome away");
    bench.tab("Columns 4");
    assert_eq!(bench.chosen("Role, Value"), "Leave out");
    bench.click("Take it all the same");
    assert_eq!(bench.chosen("Role, Value"), "Attribute");
    bench.click("Leave it out");
    bench.click("Import 90 leads");
    bench.sees("30 won, 30 lost, 30 open: 50 % of what has ended was won");
    assert_eq!((field_type(&bench, "Value"), field_type(&bench, "Size")), (None, Some(FieldType::Number)));
}

#[test]
fn what_stands_on_one_side_and_with_open_leads_too_is_kept_with_a_warning() {
    let mut bench = Bench::new();
    let text = table("id,Stage,Reason", 300, |number| {
        let reason = if number % 3 > 0 && number / 3 % 2 == 0 { "price" } else { "" };
        format!("K{number},{},{reason}", ["Won", "Lost", "Talks"][number % 3])
    });
    bench.drop_text("leads.csv", &text);
    bench.sees("“Reason” may give the outcome away: filled for 0 of 100 won leads and for 50 of 100 lost ones, and for 50 of 100 open ones");
    assert_eq!(bench.chosen("Role, Reason"), "Attribute");
    bench.click("Leave it out");
    assert_eq!(bench.chosen("Role, Reason"), "Leave out");
    bench.click("Take it all the same");
    bench.sees("“Reason” may give the outcome away");
}

#[test]
fn what_is_left_out_is_said_with_its_name() {
    let mut bench = Bench::new();
    let text = table("id,Stage,Value,Blank", 90, |number| {
        let (stage, value) = [("Won", number + 10), ("Lost", 0), ("Talks", 0)][number % 3];
        format!("K{number},{stage},{value},")
    });
    bench.drop_text("leads.csv", &text);
    bench.tab("What will happen");
    bench.sees("Every row can be taken, and every value of the columns that are kept");
    assert!(bench.has("1 column is left out: “Value”"), "of a blank one nothing is lost");
    bench.click("Import 90 leads");
    bench.sees("Every row was taken, and every value of the columns that are kept");
    assert!(bench.has("1 column is left out: “Value”"));
}

#[test]
fn accounts_that_leads_named_are_filled_in_and_not_new() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", "Lead ID,Company\nK1,Acme\nK2,Bolt\n");
    bench.click("Import 2 leads");
    bench.click("Done");
    bench.drop_text("accounts.csv", "Company,Industry,Employees\nAcme,Steel,10\nBolt,Glass,20\nCog,Wood,30\n");
    bench.choose("What accounts.csv holds", "Accounts");
    bench.tab("What will happen");
    assert!(bench.has("1 new account") && bench.has("2 known accounts filled in"));
    bench.tab("Columns 3");
    bench.click("Import 3 accounts");
    assert!(bench.has("1 new account") && bench.has("2 known accounts filled in"));
}

#[test]
fn tables_that_say_nothing_of_anybody_are_no_leads_beside_those_that_do() {
    const CLICKS: &str = "id,_fivetran_synced,browser,url\nC1,2026-01-01,Firefox,/a\nC2,2026-01-02,Safari,/b\n";
    let mut bench = Bench::new();
    let clicks = bench.drop_text("clicks.csv", CLICKS);
    bench.sees("Nothing in clicks.csv says who its leads are (a name, an address, a company) or how they ended");
    assert_eq!(bench.chosen("Role, _fivetran_synced"), "Leave out");
    // Alone, it is what somebody wants to bring in.
    assert!(bench.has("Import 2 leads"));
    bench.click("Leave this table out");
    bench.sees("clicks.csv is left out: nothing in it says who its leads are");
    let mut bench = Bench::new();
    let copy = bench.write("clicks.csv", std::fs::read(clicks).unwrap_or_else(|_| CLICKS.into()));
    let people = bench.write("people.csv", "Lead ID,Email\nK1,a@x.de\nK2,b@x.de\nK3,c@x.de\n");
    bench.drop_files(&[people, copy]);
    assert!(bench.has("Import 3 leads"));
    bench.click("clicks.csv");
    bench.sees("clicks.csv is left out: nothing in it says who its leads are");
    bench.click("Its rows are leads");
    assert!(bench.has("Import 5 leads"));
}

#[test]
fn what_a_file_is_may_show_only_beside_those_that_come_later() {
    let campaigns = "Campaign ID,Campaign name,Budget\nP1,Spring,100\nP2,Fall,200\n";
    let people = "Lead ID,First name,Email,Status\nK1,Ann,a@x.de,Won\nK2,Ben,b@x.de,Lost\nK3,Cy,c@x.de,Open\n";
    let mut bench = Bench::new();
    bench.drop_text("campaigns.csv", campaigns);
    assert!(bench.has("Import 2 leads"), "alone, it is what somebody wants to bring in");
    bench.drop_text("people.csv", people);
    assert!(bench.has("Import 3 leads"));
    bench.sees("1 of 2 tables is left out");
    assert!(!bench.has("no row is left out"), "beside that it would not be true");
}

#[test]
fn a_files_name_stays_as_it_is_where_it_begins_a_sentence() {
    let mut bench = Bench::new();
    let header = "Record ID,First Name,Last Name,Email,Contact owner,Lead Status,Lifecycle Stage,Create Date";
    bench.drop_text("contacts.csv", &format!("{header}\n10,Ada,Berg,ada@x.de,Kim,Open,Lead,2026-01-02 10:00\n"));
    bench.tab("What will happen");
    bench.sees("• contacts.csv was recognised as an export of HubSpot (contacts)");
}

#[test]
fn what_is_taken_as_an_attribute_only_later_is_looked_at_then() {
    let mut bench = Bench::new();
    let text = table("id,Fate,Value", 90, |number| {
        let (fate, value) = [("done", number + 10), ("gone", 0), ("talks", 0)][number % 3];
        format!("K{number},{fate},{value}")
    });
    bench.drop_text("leads.csv", &text);
    bench.choose("Role, Value", "Account");
    bench.tab("Won or lost");
    bench.choose("How a lead ended is said by", "Fate");
    bench.click("done: Won");
    bench.click("gone: Lost");
    assert!(!bench.contains("“Value” gives the outcome away"), "an account is not scored");
    bench.tab("Columns 3");
    bench.choose("Role, Value", "Attribute");
    bench.sees("“Value” gives the outcome away: other than 0 for 30 of 30 won leads");
}

#[test]
fn a_column_that_may_be_the_outcome_is_one_click_away() {
    let mut bench = Bench::new();
    let text = table("id,y,Newsletter", 20, |number| {
        format!(
            "K{number},{},{}",
            ["yes", "no"][usize::from(number % 4 > 0)],
            ["ja", "nein", "unknown"][if number < 2 { 2 } else { number % 2 }]
        )
    });
    bench.drop_text("leads.csv", &text);
    bench.sees("“y” may say how leads ended: no (15), yes (5)");
    assert!(bench.has("Newsletter: 90 % filled"), "what is unknown is no value");
    bench.tab("Won or lost");
    assert!(bench.has("Take “Newsletter” for it"), "that one only says yes or no");
    bench.tab("Columns 3");
    bench.click("Take “y” for it");
    bench.sees("5 won, 15 lost, 0 open");
    bench.tab("What will happen");
    assert!(!bench.contains("o column says"), "by now one does");
    bench.click("Import 20 leads");
    let columns = bench.library("leads.sqlite").columns(&Progress::default()).expect("columns");
    assert_eq!(columns.outcomes.iter().filter(|outcome| **outcome == Outcome::Won).count(), 5);
}

#[test]
fn the_obvious_key_that_was_passed_over_is_told_and_can_be_taken() {
    let mut bench = Bench::new();
    let text = table("id,email,Size", 20, |number| {
        let id = if number == 5 { String::new() } else { (number % 17).to_string() };
        format!("{id},p{number}@x.example,{number}")
    });
    bench.drop_text("leads.csv", &text);
    bench.sees("The key is “email”, not “id”, which has “0” on the lines 2 and 19 (2 other rows have what an earlier one has), and has nothing on line 7");
    bench.click("Take “id”");
    assert_eq!((bench.chosen("Role, id").as_str(), bench.chosen("Role, email").as_str()), ("Key", "Attribute"));
    assert!(!bench.contains("not “id”"));
    bench.sees("16 new leads · 4 rows are left out");
}

#[test]
fn libraries_that_were_open_before_are_in_the_menu_until_they_are_gone() {
    let mut bench = Bench::new();
    for name in ["leads", "cars", "boats"] {
        bench.drop_text(&format!("{name}.csv"), &format!("{name},Colour {name}\nK1,red\nK2,blue\n"));
        bench.click("Import 2 leads");
        bench.click("Done");
    }
    let open = |bench: &Bench| bench.state().library.as_ref().map(|library| library.path.clone());
    assert_eq!(open(&bench), Some(bench.path("boats.sqlite")));
    let recent = |bench: &Bench| bench.state().recent_libraries().cloned().collect::<Vec<_>>();
    assert_eq!(recent(&bench), ["cars.sqlite", "leads.sqlite"].map(|name| bench.path(name)));
    bench.menu_of_leads();
    assert!(!bench.has("boats.sqlite"), "that one is open");
    bench.click("leads.sqlite");
    assert_eq!(open(&bench), Some(bench.path("leads.sqlite")));
    std::fs::remove_file(bench.path("cars.sqlite")).expect("removed");
    bench.menu_of_leads();
    bench.click("cars.sqlite");
    bench.sees("There is no lead library at");
    assert_eq!(recent(&bench), [bench.path("boats.sqlite")]);
}

/// Where a line stands, if it is to be seen.
fn top(bench: &Bench, part: &str) -> f32 {
    bench.harness.query_all_by_label_contains(part).next().expect(part).rect().min.y
}

#[test]
fn what_came_of_an_import_is_read_from_its_top_each_time() {
    let mut bench = Bench::new();
    for round in ["first", "second"] {
        // More attributes than fit on the page.
        let name =
            |number: usize| format!("{round} {}, number {number}", "a question that is long in itself ".repeat(4));
        let names: Vec<String> = (0..60).map(name).collect();
        let header = format!("id {round},{}", names.join(",").replace(", n", " n"));
        let text = table(&header, 2, |row| format!("K{row}{}", ",a".repeat(60)));
        bench.drop_text(&format!("{round}.csv"), &text);
        bench.tab("What will happen");
        bench.click("Import 2 leads");
        let title = top(&bench, "The import is done");
        let sentence = top(&bench, "every row was taken");
        assert!(sentence > title + 20.0, "the sentence at {sentence} is hidden behind the title at {title}");
        // The next one does not begin where this one is left.
        bench.harness.hover_at(pos2(600.0, 500.0));
        bench.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -300.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        settle(&mut bench.harness);
        assert!(top(&bench, "every row was taken") < sentence, "it scrolls");
        bench.click("Done");
    }
}

#[test]
fn where_one_imports_it_is_said_what_may_tell_how_leads_ended_and_taken_by_one_click() {
    let mut bench = Bench::new();
    let yes = |odd: bool| if odd { "yes" } else { "no" };
    bench.drop_text("leads.csv", &table("id,Size,y", 20, |row| format!("K{row},{row},{}", yes(row % 4 == 0))));
    bench.sees("“y” may say how leads ended: no (15), yes (5)");
    bench.tab("What will happen");
    bench.sees("“y” may say how leads ended: no (15), yes (5)");
    assert!(!bench.contains("No column says for certain"), "once is enough");
    bench.click("Take “y” for it");
    bench.sees("5 won, 15 lost, 0 open");
    bench.tab("What will happen");
    assert!(!bench.contains("may say how leads ended"));

    let mut bench = Bench::new();
    let rows = |row: usize| format!("K{row},{},{}", yes(row.is_multiple_of(2)), yes(row.is_multiple_of(4)));
    bench.drop_text("leads.csv", &table("id,Newsletter,Partner", 20, rows));
    bench.sees("No column says how leads ended, unless yes means won in “Newsletter” or “Partner”");
    bench.tab("What will happen");
    bench.click("Say which");
    bench.click("Take “Partner” for it");
    bench.sees("5 won, 15 lost, 0 open");
}

#[test]
fn that_no_outcome_comes_in_is_said_in_a_line() {
    let mut bench = Bench::new();
    let text = |rows| table("id,Email,City", rows, |row| format!("K{row},k{row}@x.example,Town {row}"));
    bench.drop_text("leads.csv", &text(5));
    bench.sees("No outcome comes in: every lead counts as open");
    bench.tab("What will happen");
    bench.sees("No outcome comes in: every lead counts as open");
    bench.click("Import 5 leads");
    bench.click("Done");
    bench.drop_text("more.csv", &text(7));
    bench.sees("No outcome comes in: new leads count as open");
}

#[test]
fn of_many_columns_those_that_the_model_does_not_ask_for_are_left_out_in_one_step_and_taken_back() {
    let mut bench = Bench::new();
    let names: Vec<String> = (0..60).map(|number| format!("Field {number}")).collect();
    let header = format!("id,Job title,Country,{},Blank", names.join(","));
    let text = table(&header, 5, |row| format!("K{row},Boss,DE{},", ",a".repeat(60)));
    bench.drop_text("leads.csv", &text);
    assert!(!bench.contains("asked for"), "the model has no criteria yet");
    let mut bench = Bench::with(tempfile::tempdir().expect("a folder"), sample_state(Sample::B2bSoftware));
    bench.drop_text("leads.csv", &text.replace("Field 7,", "Employees,"));
    bench.sees("59 of 64 columns are asked for by nothing in the model");
    bench.click("Leave them out");
    bench.sees("59 columns are left out, as nothing in the model asks for them");
    assert_eq!(bench.chosen("Role, Country"), "Attribute");
    assert_eq!(bench.chosen("Role, Field 3"), "Leave out");
    bench.choose("Role, Field 3", "Attribute");
    bench.sees("58 columns are left out, as nothing in the model asks for them");
    bench.click("Take them all the same");
    bench.sees("59 of 64 columns are asked for by nothing in the model");
}

#[test]
fn what_is_called_created_is_the_day_of_that_once_it_is_taken_as_a_date_and_what_is_missing_is_still_told() {
    let mut bench = Bench::new();
    bench.drop_text(
        "leads.csv",
        &table("id,Created,Size", 40, |number| {
            let day =
                if number % 10 == 3 { "30.02.2024".to_owned() } else { format!("{:02}.03.2024", number % 28 + 1) };
            let size = if number == 5 { "n/a".to_owned() } else { number.to_string() };
            format!("K{number},{day},{size}")
        }),
    );
    assert_eq!(bench.chosen("Type, Created"), "Text");
    bench.click("Column, Created");
    bench.click("Take it as Date, day first");
    bench.tab("What will happen");
    bench.sees("Taken for missing: “Size” (“n/a” 1)");
    bench.sees("“Created”: 4 values are no date and count as missing: “30.02.2024” on line 5");
    bench.click("Import 40 leads");
    let leads = bench.library("leads.sqlite").columns(&Progress::default()).expect("read");
    assert_eq!(leads.created.iter().filter(|day| **day != NO_DAY).count(), 36);
}
