//! What an import says before anybody has to find it out: keys that are nearly there, rows that repeat, numbers that stand for none.

use tandem::{
    lead::{FieldType, Value},
    library::{ImportRequest, Progress, Role, import::guess},
};

use super::{
    Bench,
    made::{Sheet, rows, xlsx},
    notes,
    real::real,
    role,
};

#[test]
fn keys_that_differ_from_the_librarys_in_capitals_only_are_told() {
    let bench = Bench::new();
    bench.import_text("Email,Size\nann@x.com,1\nben@x.com,2\n");
    let report = bench.import_text("Email,Size\nANN@x.com,3\nben@x.com,2\n");
    assert_eq!((report.new, report.same), (1, 1));
    let told = notes(&report);
    assert!(told.contains("1 key of") && told.contains("from one in the library (ANN@x.com / ann@x.com)"), "{told}");
    let again = bench.import_text("Email,Size\nANN@x.com,3\ncy@x.com,2\n");
    assert!(!notes(&again).contains("in the library ("), "it is known by now: {}", notes(&again));
}

#[test]
fn rows_that_repeat_are_told_where_there_is_no_key() {
    let report = Bench::new().import_text("size,city\n5,Ulm\n6,Bonn\n5,Ulm\n5,Ulm\n");
    assert_eq!(report.new, 4);
    let told = notes(&report);
    assert!(told.contains("2 rows of") && told.contains("(line 4 is as line 2)"), "{told}");
    let report = Bench::new().import_text("id,city\n5,Ulm\n6,Bonn\n7,Bonn\n");
    assert!(!notes(&report).contains("in every column"), "{}", notes(&report));
    let Some(path) = real("online-shoppers/online_shoppers_intention.csv") else { return };
    let report = Bench::new().import(&ImportRequest { leads: path, ..ImportRequest::default() });
    assert!(notes(&report).contains("125 rows of"), "{}", notes(&report));
}

#[test]
fn a_number_that_stands_for_none_is_offered_and_not_taken() {
    let rows: String = (0..60).map(|lead| format!("{lead},{}\n", if lead % 4 == 0 { lead / 4 } else { 999 })).collect();
    let bench = Bench::new();
    let report = bench.import_text(format!("id,days\n{rows}"));
    let told = "“days” is 999 in 75 % of the rows, while all others are from 0 to 14";
    assert!(notes(&report).contains(told), "{}", notes(&report));
    assert_eq!(bench.lead("1").attribute("days"), Some(&Value::Number(999.0)), "it may be a number");
}

#[test]
fn days_as_spreadsheets_count_them_are_days() {
    let bench = Bench::new();
    let report = bench.import_text("id,Created,Renewal date,Price\n1,44000,44001.5,44000\n2,44010,44020,45000\n");
    assert_eq!((role(&report, "Created"), role(&report, "Price")), (Role::Created, Role::Attribute));
    let lead = bench.lead("1");
    assert_eq!(lead.created.map(|day| day.to_string()).as_deref(), Some("2020-06-18"));
    assert_eq!(lead.attribute("Renewal date").map(ToString::to_string).as_deref(), Some("2020-06-19"));
    let fields = bench.open().fields().expect("fields");
    assert!(fields.contains(&("Price".to_owned(), FieldType::Number)), "{fields:?}");
    assert!(
        notes(&report).contains("as spreadsheets count them, from 1900 on: 44000 is 2020-06-18"),
        "{}",
        notes(&report)
    );
    let bench = Bench::new();
    let named = bench.request("id,begin\n1,44000\n2,44010\n");
    bench.import(&ImportRequest { created: Some("begin".to_owned()), ..named });
    assert_eq!(bench.lead("2").created.map(|day| day.to_string()).as_deref(), Some("2020-06-28"));
}

#[test]
fn a_list_of_objects_and_an_object_cut_off_are_told() {
    let bench = Bench::new();
    let report = bench.import_text("{\"id\":1,\"events\":[{\"at\":1}]}\n{\"id\":2}\n{\"id\":3,\"na");
    assert_eq!((report.new, report.rejected_count), (2, 1));
    assert!(notes(&report).contains("“events” holds lists of objects"), "{}", notes(&report));
    assert_eq!(report.rejected[0].reason, "the object never ends: a bracket is missing, or the file was cut off here");
    assert_eq!(report.dirt_counts[0].reason.word(), "object cannot be read");
}

fn wide(columns: usize) -> String {
    let names: String = (0..columns).map(|column| format!(",c{column}")).collect();
    let values = ",5".repeat(columns);
    format!("Email{names}\na@x.com{values}\nb@x.com{values}\n")
}

#[test]
fn a_file_with_too_many_columns_comes_in_without_some_of_them() {
    let bench = Bench::new();
    let report = bench.import_text(wide(2_500));
    assert_eq!(report.new, 2);
    assert_eq!(bench.open().fields().expect("fields").len(), 1_990);
    assert!(notes(&report).contains("more columns than the 1,990 attributes"), "{}", notes(&report));
}

#[test]
fn columns_are_left_out_by_name() {
    let fields = |request: &dyn Fn(&Bench) -> ImportRequest| {
        let bench = Bench::new();
        bench.import(&request(&bench));
        bench.open().fields().expect("fields").into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    const TABLE: &str = "id,City,hs_a,hs_b,Status\n1,Ulm,1,2,won\n2,Bonn,1,2,lost\n";
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let without = fields(&|bench| ImportRequest { leave_out: names(&["HS_*"]), ..bench.request(TABLE) });
    assert_eq!(without, ["City"]);
    let only = fields(&|bench| ImportRequest { only: names(&["hs_b"]), ..bench.request(TABLE) });
    assert_eq!(only, ["hs_b"], "the key and the outcome are found all the same");
    let bench = Bench::new();
    let wrong = ImportRequest { leave_out: names(&["sf_*"]), ..bench.request(TABLE) };
    let why = bench.try_import(&wrong).expect_err("no such column").to_string();
    assert!(why.contains("begins with “sf_”"), "{why}");
}

#[test]
fn what_is_to_be_left_out_is_left_out_of_every_table() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let fields = |bench: &Bench| {
        let mut fields: Vec<_> = bench.open().fields().expect("fields").into_iter().map(|(name, _)| name).collect();
        fields.sort();
        fields
    };
    const LEADS: &str = "Lead ID,Email,Company,Phone,City\nK1,a@x.de,Acme,1-1,Ulm\nK2,b@x.de,Bolt,2-2,Bonn\n";
    const ACCOUNTS: &str = "Company,Industry,Phone\nAcme,Steel,3-3\nBolt,Glass,4-4\n";

    let bench = Bench::new();
    let sheet = |name, text: &'static str| {
        let cells: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        Sheet::new(name, rows(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>()))
    };
    let sheets = [sheet("Leads", LEADS), sheet("Accounts", ACCOUNTS)];
    let leads = bench.write("crm.xlsx", xlsx(&sheets, false));
    bench.import(&ImportRequest { leads, leave_out: names(&["phone"]), ..ImportRequest::default() });
    assert_eq!(fields(&bench), ["Account: Industry", "City", "Company", "Email"], "of no sheet");

    let bench = Bench::new();
    let accounts = Some(bench.write("accounts.csv", ACCOUNTS));
    let visits = "Lead ID,Event,At,Page,Phone\nK1,visit,2026-01-02,/a,5-5\n";
    let more = vec![bench.write("b.csv", LEADS.replace('K', "M"))];
    bench.import(&ImportRequest {
        accounts,
        more,
        events: Some(bench.write("visits.csv", visits)),
        leave_out: names(&["Pho*", "Page"]),
        ..bench.request(LEADS)
    });
    assert_eq!(fields(&bench), ["Account: Industry", "City", "Company", "Email"], "of no file");
    assert_eq!(bench.lead("K1").events[0].detail, None, "nor of what events tell");

    let bench = Bench::new();
    let more = vec![bench.write("b.csv", LEADS.replace('K', "M").replace("City", "Town"))];
    bench.import(&ImportRequest { more: more.clone(), only: names(&["City"]), ..bench.request(LEADS) });
    assert_eq!(fields(&bench), ["City", "Company"], "the account says something itself");

    let wrong = ImportRequest { more, leave_out: names(&["Town", "Fone"]), ..bench.request(LEADS) };
    let why = bench.try_import(&wrong).expect_err("no such column").to_string();
    assert!(why.contains("b.csv") && why.contains("is called “Fone”"), "{why}");
}

#[test]
fn what_is_left_out_is_no_key_either() {
    let bench = Bench::new();
    let leave_out = vec!["Email".to_owned()];
    let report = bench.import(&ImportRequest { leave_out, ..bench.request("Email,City\na@x.de,Ulm\nb@x.de,Bonn\n") });
    assert_eq!((role(&report, "Email"), report.new), (Role::Ignored, 2));
    assert_eq!(bench.lead("row-2").attribute("City"), Some(&Value::Text("Bonn".to_owned())));
}

#[test]
fn what_would_be_made_of_columns_is_known_without_an_import() {
    let bench = Bench::new();
    let mapping = guess(&bench.library(), &bench.request("id,City\n1,Ulm\n2,Bonn\n"), &Progress::default());
    let mapping = mapping.expect("looked at");
    assert_eq!(mapping.tables[0].of_role(Role::Key).map(|key| key.column.as_str()), Some("id"));
    assert!(!bench.library().exists(), "nothing is written");
}

#[test]
fn what_is_named_for_something_is_not_left_out_as_well() {
    let bench = Bench::new();
    let leave_out = vec!["id ".to_owned()];
    let request = bench.request("Id,City\nK1,Ulm\nK2,Bonn\n");
    let both = ImportRequest { key: Some("Id".to_owned()), leave_out: leave_out.clone(), ..request.clone() };
    let fails = |request: &ImportRequest| bench.try_import(request).expect_err("they can't both be").to_string();
    let sentence = fails(&both);
    assert!(sentence.contains("“id” is named by --key and by --leave-out"), "{sentence}");
    let both = ImportRequest { only: vec!["City".to_owned(), "Id".to_owned()], leave_out, ..request.clone() };
    assert!(fails(&both).contains("--only"));
    // All that begin so, but for the one that is named.
    let rest = ImportRequest { key: Some("Id".to_owned()), leave_out: vec!["i*".to_owned()], ..request };
    assert_eq!(bench.import(&rest).new, 2);
}

#[test]
fn a_second_import_tells_field_by_field_what_it_changes() {
    let bench = Bench::new();
    bench.import_text("id,City,Size,Stage,Created\nA1,Bonn,5,open,2026-01-05\nA2,Bonn,,won,2026-01-06\nA3,Ulm,7,open,2026-01-06\nA4,Ulm,8,open,2026-01-06\n");
    let report = bench.import_text(
        "id,City,Size,Stage,Created\nA1,Köln,5,won,2026-01-05\nA2,Köln,6,won,2026-01-06\nA3,Ulm,,open,2026-02-06\n",
    );
    assert_eq!((report.changed, report.same, report.not_named, report.before), (3, 0, 1, 4));
    let printed = report.to_string();
    for told in [
        "“City”: 2 leads change (Bonn → Köln)\n",
        "“Size”: 1 lead gets a value, 1 loses its value\n",
        "“created”: 1 lead changes (2026-01-06 → 2026-02-06)\n",
        "Outcome: 1 open lead becomes won\n",
        "1 lead of the library is not in the file and stays as it is\n",
        "no longer from 2026-01-06",
        "The library then has 2 won, 0 lost, 2 open leads\n",
    ] {
        assert!(printed.contains(told), "{told}: {printed}");
    }
    let first = Bench::new().import_text("id,City\nA1,Bonn\n").to_string();
    assert!(!first.contains("change (") && !first.contains("library"), "nothing was there: {first}");
}

#[test]
fn a_slip_in_one_line_of_json_takes_no_other_line_with_it() {
    for bad in ["{\"id\":\"br\"oken\"}", "{\"id\":\"broken", "{\"id\":9", "{\"id\":5\"}", "{\"id\":"] {
        let bench = Bench::new();
        let good = |id: u8| format!("{{\"id\":{id},\"n\":{id}}}\n");
        let text = format!("{}{bad}\n{}{}{}{bad}\n{}", good(1), good(3), good(4), good(5), good(7));
        let report = bench.import_text(&text);
        assert_eq!((report.new, report.rejected_count), (5, 2), "{bad}: {report}");
        assert_eq!(report.rejected.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 6], "{bad}");
    }
}

#[test]
fn a_row_above_the_header_and_one_of_types_below_it_are_no_leads() {
    let bench = Bench::new();
    let report =
        bench.import_text("Contact,,Company,\nEmail,First name,Name,Size\na@x.com,A,Acme,5\nb@x.com,B,Beta,6\n");
    assert_eq!((report.new, report.columns[3].name.as_str()), (2, "Size"));
    assert_eq!(bench.lead("a@x.com").attribute("Size"), Some(&Value::Number(5.0)));
    for told in ["its header was found in line 2", "line 1 only groups the columns"] {
        assert!(notes(&report).contains(told), "{}", notes(&report));
    }

    let bench = Bench::new();
    let report = bench.import_text("Contact,,Company,\nEmail,Name,Name,Size\na@x.com,A,Acme,5\nb@x.com,B,Beta,6\n");
    assert_eq!(report.new, 2);
    let names: Vec<&str> = report.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["Email", "Contact: Name", "Company: Name", "Size"]);

    let bench = Bench::new();
    let report = bench.import_text("Email,First name,Size\nText,Text,Number\na@x.com,A,5\nb@x.com,B,6\n");
    assert_eq!(report.new, 2);
    assert_eq!(bench.lead("b@x.com").attribute("Size"), Some(&Value::Number(6.0)));
    assert!(notes(&report).contains("line 2 names the types of the columns"), "{}", notes(&report));

    let bench = Bench::new();
    let report = bench.import_text("Email,First name,Size\nText,Text,Number\na@x.com,A,n/a\nb@x.com,B,6\n");
    assert_eq!(report.new, 2, "a word for no value shows nothing");

    let bench = Bench::new();
    let report = bench.import_text("Email,First name\nText,Text\na@x.com,A\nb@x.com,B\n");
    assert_eq!(report.new, 3, "what can't be shown to be types is kept");
    assert!(notes(&report).contains("line 2 may name the types of the columns (“Text”, “Text”)"), "{}", notes(&report));
}

#[test]
fn words_that_mean_missing_are_taken_and_those_that_may_are_told() {
    let bench = Bench::new();
    let report = bench.import_text(
        "id,Country,Code,Last name,Industry\n1,NULL,NA,Null,none\n2,Spain,DE,Berg,unknown\n3,N/A,FR,Tal,?\n4,-,ES,See,none\n",
    );
    let value = |id: &str, name: &str| bench.lead(id).attribute(name).map(ToString::to_string);
    for id in ["1", "3", "4"] {
        assert_eq!(value(id, "Country"), None, "{id}");
    }
    assert_eq!(value("1", "Code").as_deref(), Some("NA"), "Namibia");
    assert_eq!(value("1", "Last name").as_deref(), Some("Null"), "a name");
    assert_eq!((value("1", "Industry").as_deref(), value("3", "Industry")), (Some("none"), None));
    let told = "“Industry” (“none” 2, “unknown” 1); if they do, say so (--null ";
    assert!(notes(&report).contains(told), "{}", notes(&report));
    assert!(notes(&report).contains("“Country” (“NULL”, “N/A”, “-” 3)"), "{}", notes(&report));
}

#[test]
fn percents_with_and_without_decimals_are_numbers() {
    let bench = Bench::new();
    bench.import_text("id;Rate;Price\n1;12,5 %;1.234,50 €\n2;7 %;9 €\n3;10 %;12 €\n");
    let lead = bench.lead("1");
    assert_eq!(lead.attribute("Rate"), Some(&Value::Number(12.5)));
    assert_eq!(lead.attribute("Price"), Some(&Value::Number(1234.5)));
}

#[test]
fn a_key_that_repeats_but_for_capitals_is_told_as_such() {
    let text = "Email,Size\nAnn@x.com,1\nann@x.com,2\n ann@x.com ,3\ncy@x.com,4\ncy@x.com,5\n";
    let why = "(“Email” has only 2 different values, whatever their capitals, in 5 rows: it has “cy@x.com” on the lines 5 and 6 \
               (1 other row has what an earlier one has))";
    let report = Bench::new().import_text(text);
    assert!(notes(&report).contains(why), "{}", notes(&report));
}
