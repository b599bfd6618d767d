//! Several tables given together: which hold the leads, which what they did, and which neither.

use std::{fs, path::PathBuf};

use tandem::library::{ImportReport, ImportRequest};

use super::{Bench, notes, real::real};

const CONTACTS: &str =
    "id,email,first_name,size\n70001,a@x.example,Ann,5\n70002,b@x.example,Ben,7\n70003,c@x.example,Cy,9\n";

/// Files given together, the first as the leads would be.
fn together(bench: &Bench, files: &[(&str, &str)]) -> ImportReport {
    bench.import(&request(files.iter().map(|(name, text)| bench.write(name, text)).collect()))
}

fn request(mut files: Vec<PathBuf>) -> ImportRequest {
    let leads = files.remove(0);
    ImportRequest { leads, more: files, ..ImportRequest::default() }
}

#[test]
fn campaigns_and_deals_beside_contacts_are_no_leads() {
    let bench = Bench::new();
    let report = together(
        &bench,
        &[
            ("email_campaign_data.csv", "id,name,created_at\n1,Spring,2026-01-01\n2,Autumn,2026-02-01\n"),
            ("contact_data.csv", CONTACTS),
            ("products.csv", "product,series,price\nA,x,1\nB,y,2\n"),
            ("things.csv", "thing,weight\nA,1\nB,2\n"),
            ("deals.csv", "Record ID,Deal Name,Deal Stage,Close Date\n1,Big,closed won,2026-01-01\n"),
        ],
    );
    assert_eq!((report.new, report.events_new, report.rejected_count), (3, 0, 0));
    let told = notes(&report);
    for (file, why) in [
        ("email_campaign_data.csv", "seems to hold campaigns"),
        ("products.csv", "seems to hold products"),
        ("things.csv", "is neither about leads nor about what they did; it is left out"),
        ("deals.csv", "is an export of HubSpot (deals), and the leads are those of"),
    ] {
        assert!(told.lines().any(|line| line.contains(file) && line.contains(why)), "{file}: {told}");
    }
    assert_eq!(report.mapping.tables.len(), 1, "what is left out is not mapped");
}

#[test]
fn what_names_leads_that_are_there_is_events_by_key_or_by_address() {
    let bench = Bench::new();
    let report = together(
        &bench,
        &[
            ("contacts.csv", CONTACTS),
            (
                "downloads.csv",
                "who,paper,day\n70001,Guide,2026-03-01\n70002,Guide,2026-03-02\n70001,Prices,2026-03-03\n",
            ),
            ("webinar.csv", "participant,joined\nA@x.example,2026-03-04\nc@x.example,2026-03-04\n"),
            // Other leads than those: of nobody who is here.
            ("clicks.csv", "contact_id,timestamp,url\n1,2026-03-01,/a\n2,2026-03-02,/b\n"),
        ],
    );
    assert_eq!((report.new, report.events_new, report.rejected_count), (3, 5, 0), "{}", notes(&report));
    let kinds = |key: &str| bench.lead(key).events.iter().map(|event| event.kind.clone()).collect::<Vec<_>>();
    assert_eq!(kinds("70001"), ["downloads", "downloads", "webinar"]);
    assert_eq!(kinds("70003"), ["webinar"]);
    let told = notes(&report);
    assert!(told.contains("2 events of") && told.contains("by its e-mail address"), "{told}");
    assert!(told.contains("none of its 2 rows names a lead that is here (sought in “contact_id”)"), "{told}");
}

#[test]
fn ids_that_count_from_one_are_no_reference_to_leads() {
    let bench = Bench::new();
    let report = together(
        &bench,
        &[
            ("contacts.csv", "id,email,first_name\n1,a@x.example,Ann\n2,b@x.example,Ben\n"),
            ("offices.csv", "id,opened\n1,2026-03-01\n2,2026-03-02\n"),
            ("quotas.csv", "owner_id,day,quota\n1,2026-01-01,10\n2,2026-01-01,20\n"),
        ],
    );
    assert_eq!((report.new, report.events_new), (2, 0), "{}", notes(&report));
}

#[test]
fn two_months_of_leads_are_both_leads_and_two_of_which_nothing_tells() {
    let bench = Bench::new();
    let february = "id,email,first_name,size\n80001,d@x.example,Di,5\n";
    assert_eq!(together(&bench, &[("january.csv", CONTACTS), ("february.csv", february)]).new, 4);
    let bench = Bench::new();
    let report = together(&bench, &[("a.csv", "key,size\nx1,5\n"), ("b.csv", "key,size\nx2,6\n")]);
    assert_eq!((report.new, report.rejected_count), (2, 0), "nothing tells which: {}", notes(&report));
}

#[test]
fn a_table_alone_is_taken_as_ever() {
    let bench = Bench::new();
    let deals =
        "Record ID,Deal Name,Deal Stage,Close Date\n1,Big,closed won,2026-01-01\n2,Small,closed lost,2026-01-01\n";
    assert_eq!(together(&bench, &[("deals.csv", deals)]).new, 2);
}

#[test]
fn what_says_nothing_of_anybody_is_left_out_beside_plain_leads_and_not_alone() {
    const PAGES: &str = "id,browser,weight\nP1,Firefox,1\nP2,Safari,2\n";
    let bench = Bench::new();
    let report = together(&bench, &[("contacts.csv", CONTACTS), ("contact_pages.csv", PAGES)]);
    assert_eq!(report.new, 3, "{}", notes(&report));
    let told =
        "contact_pages.csv says who its leads are (a name, an address, a company) or how they ended, as others do";
    assert!(notes(&report).contains(told), "{}", notes(&report));
    assert_eq!(together(&Bench::new(), &[("contact_pages.csv", PAGES)]).new, 2, "it is what somebody wants");
    let more = "id,browser,weight\nP3,Firefox,1\nP4,Safari,2\n";
    let report = together(&Bench::new(), &[("contact_pages.csv", PAGES), ("contact_pages_2.csv", more)]);
    assert_eq!(report.new, 4, "no other is plainer");
}

#[test]
fn whatever_an_address_is_called_events_find_their_leads_by_it() {
    let bench = Bench::new();
    let leads = "id,Primary email,first_name\n70001,a@x.example,Ann\n70002,b@x.example,Ben\n";
    let visits = "who,event,at\nA@x.example,visit,2026-03-04\nb@x.example,visit,2026-03-05\n";
    let report = together(&bench, &[("contacts.csv", leads), ("visits.csv", visits)]);
    assert_eq!((report.new, report.events_new), (2, 2), "{}", notes(&report));
}

#[test]
fn whether_rows_were_taken_for_leads_does_not_hang_on_a_files_name() {
    let (bench, told) = (Bench::new(), "says who its leads are");
    let report = together(&bench, &[("taken for leads.csv", "page,weight\nP1,Ulm\nP1,Bonn\nP1,Bonn\n")]);
    assert!(notes(&report).contains(told), "{}", notes(&report));
    let report = together(&Bench::new(), &[("log.csv", "key,kind,at\nK1,new,2026-01-01\nK2,old,2026-01-02\n")]);
    assert!(notes(&report).contains("its rows were taken for leads"), "{}", notes(&report));
    assert!(!notes(&report).contains(told), "that is said already: {}", notes(&report));
}

fn csv_files(folder: &str) -> Option<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(real(folder)?).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "csv"));
    files.sort();
    Some(files)
}

#[test]
fn the_folder_of_a_real_crm_is_its_contacts() {
    let Some(mut files) = csv_files("hubspot") else { return };
    // Named once more, as whoever adds `*.csv` does.
    files.insert(0, real("hubspot/contact_data.csv").expect("it is among them"));
    let report = Bench::new().import(&request(files));
    assert_eq!((report.new, report.same, report.rejected_count), (22, 0, 0), "{}", notes(&report));
    assert_eq!(report.accounts_new, 24, "what links companies to tasks is no list of companies");
    assert!(notes(&report).contains("is an export of HubSpot (deals, by Fivetran)"), "{}", notes(&report));
}

#[test]
fn the_folder_of_real_opportunities_is_accounts_and_leads() {
    let Some(files) = csv_files("crm-sales") else { return };
    let report = Bench::new().import(&request(files));
    assert_eq!((report.new, report.accounts_new, report.rejected_count), (8_800, 85, 0), "{}", notes(&report));
    for file in ["products.csv", "sales_teams.csv", "data_dictionary.csv"] {
        assert!(report.notes.iter().any(|note| note.contains(file) && note.contains("left out")), "{file}");
    }
}

#[test]
fn a_folder_stands_for_the_tables_in_it_and_what_else_there_is_is_told() {
    let bench = Bench::new();
    fs::create_dir_all(bench.path("export/old")).expect("a folder");
    let old = bench.write("export/old/contacts.csv", "id,email\n9,z@x.example\n");
    let contacts = bench.write("export/contacts.csv", CONTACTS);
    bench.write("export/events.csv", "contact id,kind,time\n70001,Visit,2026-01-01\n70002,Visit,2026-01-02\n");
    bench.write("export/broken.xlsx", "");
    bench.write("export/.hidden.csv", "a,b\n1,2\n");
    bench.write("export/report.pdf", "%PDF-1.7");
    let folder = bench.path("export");
    let request = |leads: &PathBuf| ImportRequest { leads: leads.clone(), ..ImportRequest::default() };
    let report = bench.import(&request(&folder));
    assert_eq!((report.new, report.events_new, report.rejected_count), (3, 2, 0));
    let told = notes(&report);
    for part in ["“old” and “report.pdf” are not looked at", "broken.xlsx is empty"] {
        assert!(told.contains(part), "“{part}”: {told}");
    }
    assert!(!told.contains("hidden"), "{told}");
    // What is said of columns is said of the one table that has them.
    let keyed = ImportRequest { key: Some("email".to_owned()), ..request(&folder) };
    let library = Bench::new();
    assert_eq!(library.import(&keyed).new, 3);
    let wrong = ImportRequest { key: Some("e-mail".to_owned()), ..request(&folder) };
    let sentence = library.try_import(&wrong).expect_err("no such column").to_string();
    assert!(sentence.contains("no file of") && sentence.contains("“e-mail”"), "{sentence}");
    // A file and its folder name it once; what no table is in is refused.
    let both = ImportRequest { more: vec![folder], ..request(&contacts) };
    assert_eq!(Bench::new().import(&both).new, 3);
    fs::remove_file(old).expect("removed");
    let sentence = library.try_import(&request(&bench.path("export/old"))).expect_err("no table").to_string();
    assert!(sentence.contains("has no table in it"), "{sentence}");
}
