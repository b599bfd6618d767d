//! A further import: where it goes, and what it is said to change of what is there.

use egui_kittest::kittest::Queryable as _;
use tandem::{
    app::state::Page,
    library::{FieldChange, Library, Progress},
};

use super::Bench;
use crate::harness::settle;

const LEADS: &str = "Id,City,Plan,Stage\nK1,Bonn,pro,won\nK2,Köln,free,open\nK3,Ulm,free,lost\n";

/// A window with a library of three leads.
fn bench() -> Bench {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", LEADS);
    bench.click("Import 3 leads");
    bench.click("Done");
    bench
}

/// Who has these leads wants to know more of them, and not to have them twice.
#[test]
fn further_columns_of_leads_that_are_there_go_to_them() {
    let mut bench = bench();
    bench.drop_text("industries.csv", "Id,Industry\nK1,Steel\nK2,Wood\nK3,Glass\n");
    assert_eq!(bench.chosen("Into"), "Adds to leads");
    bench.click("Update 3 leads");
    assert_eq!((bench.leads(), bench.path("industries.sqlite").exists()), (3, false));
}

#[test]
fn short_numbers_do_not_make_leads_the_same() {
    let mut bench = Bench::new();
    bench.drop_text("leads.csv", "Id,City,Plan\n1,Bonn,pro\n2,Köln,free\n");
    bench.click("Import 2 leads");
    bench.click("Done");
    bench.drop_text("cars.csv", "Id,Colour\n1,red\n2,blue\n");
    assert_eq!(bench.chosen("Into"), "A library of its own");
}

#[test]
fn import_more_of_a_library_goes_into_it_unless_another_is_chosen() {
    let mut bench = bench();
    bench.harness.state_mut().state.page = Page::Library;
    settle(&mut bench.harness);
    bench.click("Import more…");
    bench.drop_text("cars.csv", "Plate,Colour,Doors\nP1,red,3\nP2,blue,5\n");
    assert_eq!(bench.chosen("Into"), "Adds to leads");
    bench.choose("Into", "A library of its own: cars.sqlite");
    assert_eq!(bench.chosen("Into"), "A library of its own");
    bench.click("Import 2 leads");
    assert_eq!(bench.library("leads.sqlite").lead_count().expect("counted"), 3);
}

#[test]
fn what_is_said_of_deleted_fields_is_said_of_the_library_that_it_goes_to() {
    let mut bench = bench();
    let path = bench.path("leads.sqlite");
    let delete = FieldChange::Delete { field: "Plan".to_owned() };
    Library::open(&path).expect("opened").change_field(&delete, &Progress::default()).expect("deleted");
    bench.drop_text("plans.csv", "Id,Plan,Colour\nP1,pro,red\nP2,free,blue\n");
    assert_eq!(bench.chosen("Into"), "A library of its own");
    bench.tab("What will happen");
    assert!(!bench.contains("was deleted from the library"), "of another library");
    assert!(bench.has("2 new leads"));
    bench.choose("Into", "Add to leads (3 leads)");
    bench.sees("“Plan” was deleted from the library, so it is not taken again");
}

const DEALS: &str = "Opportunity ID,Account,Product,Stage,Created,Closed\n\
    D1,Acme,GTXPro,Engaging,2017-01-02,\n\
    D2,Acme,GTXPro,Won,2017-01-03,2017-12-31\n\
    D3,Bolt,GTXPro,Engaging,2017-01-04,\n\
    D4,Bolt,MG Special,Lost,2017-01-05,2017-06-01\n";

const NEWER: &str = "Opportunity ID,Account,Product,Stage,Created,Closed\n\
    D1,Acme,GTX Basic,Won,2017-01-02,2018-01-15\n\
    D2,Acme,GTX Basic,Won,2017-01-03,2017-12-31\n\
    D3,,GTXPro,Engaging,2017-01-04,\n\
    D5,Bolt,GTXPro,Engaging,2017-01-05,\n";

const ACCOUNTS: &str = "Account,Sector,Employees\nAcme,Tools,12\nBolt,Screws,30\n";

#[test]
fn a_newer_file_is_told_field_by_field_with_what_goes_and_what_stays() {
    let mut bench = Bench::new();
    let files = [bench.write("deals.csv", DEALS), bench.write("accounts.csv", ACCOUNTS)];
    bench.drop_files(&files);
    bench.click("Import 4 leads");
    bench.sees("1 won, 1 lost, 2 open");
    bench.click("Done");
    bench.drop_text("newer.csv", NEWER);
    assert_eq!(bench.chosen("Into"), "Adds to deals");
    bench.tab("What will happen");
    bench.sees("“Product”: 2 leads, such as GTXPro → GTX Basic");
    bench.sees("1 open lead becomes won");
    let lost = ["Account", "Account: Sector", "Account: Employees"];
    for name in lost {
        let line = format!("1 lead loses its value in “{name}”");
        assert_eq!(bench.harness.query_all_by_label(&line).count(), 1, "{line}");
    }
    bench.sees("3 values are cleared");
    bench.sees("1 lead of the library is not in the file and stays as it is");
    bench.sees("Ages will be counted from 15 Jan 2018, no longer from 31 Dec 2017");
    bench.sees("In the file: 2 won, 0 lost, 2 open");
    bench.sees("In the library then: 2 won, 1 lost, 2 open");
    bench.click("Import 1 new lead, update 3");
    bench.sees("In the library: 2 won, 1 lost, 2 open");
    assert!(!bench.contains("In the file"));
}

#[test]
fn accounts_alone_are_spoken_of_as_accounts() {
    let mut bench = Bench::new();
    let files = [bench.write("deals.csv", DEALS), bench.write("accounts.csv", ACCOUNTS)];
    bench.drop_files(&files);
    bench.click("Import 4 leads");
    bench.click("Done");
    bench.drop_text("accounts.csv", &ACCOUNTS.replace("12", "15"));
    bench.tab("What will happen");
    bench.sees("accounts are found again by their key");
    assert!(!bench.contains("leads are found again"));
    bench.sees("“Account: Employees”: 2 leads");
    bench.sees("“Account: Employees”: 1 account, 12 → 15");
    bench.click("Update 1 account");
}

#[test]
fn what_was_said_of_a_column_stays_where_another_library_is_chosen() {
    let mut bench = bench();
    bench.drop_text("cars.csv", "Id,Colour,Doors\nP1,red,3\nP2,blue,5\n");
    bench.choose("Role, Colour", "Leave out");
    bench.choose("Into", "Add to leads (3 leads)");
    assert!(!bench.has("Name, Colour") && bench.has("Name, Doors"));
}
