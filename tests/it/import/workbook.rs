//! Workbooks: sheets as tables, dates of both epochs, merged cells, and what can't be read.

use tandem::{
    lead::{FieldType, Outcome, Value},
    library::{
        ImportRequest, Progress, Role,
        import::{Source, TableKind, inspect},
    },
};

use super::{
    Bench,
    made::{Sheet, ods, rows, rows_from, xlsx},
    notes, role, text,
};

fn request(bench: &Bench, name: &str, bytes: &[u8]) -> ImportRequest {
    ImportRequest { leads: bench.write(name, bytes), ..ImportRequest::default() }
}

#[test]
fn a_row_that_groups_columns_and_one_of_types_are_no_leads_in_a_workbook() {
    let leads: [&[&str]; 3] =
        [&["a@x.com", "Anna", "Acme", "5"], &["b@x.com", "Ben", "Beta", "6"], &["c@x.com", "Cleo", "Coil", "7"]];
    let import = |above: &[&[&str]]| {
        let bench = Bench::new();
        let sheet = rows(&[above, &leads].concat());
        let report = bench.import(&request(&bench, "a.xlsx", &xlsx(&[Sheet::new("Leads", sheet)], false)));
        let columns: Vec<String> = report.columns.iter().map(|column| column.name.clone()).collect();
        (report.new, columns.join(", "), notes(&report))
    };
    let (new, columns, told) = import(&[&["Contact", "", "Company", ""], &["Email", "Name", "Name", "Size"]]);
    assert_eq!((new, columns.as_str()), (3, "Email, Contact: Name, Company: Name, Size"), "{told}");
    assert!(told.contains("row 1 only groups the columns"), "{told}");
    let (_, columns, told) = import(&[&["Export", "", "2026-01-05", ""], &["Email", "Name", "Name", "Size"]]);
    assert!(!columns.contains(": Name") && !told.contains("groups"), "{columns} {told}");
    let header: &[&str] = &["Email", "Name", "Company", "Size"];
    let (new, _, told) = import(&[header, &["text", "text", "text", "text"]]);
    assert!(new == 4 && told.contains("row 2 may name the types of the columns"), "{told}");
    let (new, columns, told) = import(&[header, &["text", "Text", "text", "number"]]);
    assert_eq!((new, columns.as_str()), (3, "Email, Name, Company, Size"));
    assert!(told.contains("row 2 names the types of the columns (“text”, “Text”, “text”), and was left out"), "{told}");
    let (new, _, told) = import(&[header]);
    assert_eq!((new, told.contains("row 2")), (3, false), "{told}");
}

#[test]
fn a_sheet_is_a_table() {
    let sheet = rows(&[
        &["Lead ID", "Name", "Employees", "Customer", "Renewal", "Rate", "Status", "Seen"],
        &[
            "7",
            "Anna",
            "1200",
            "=<c r=\"@\" t=\"b\"><v>1</v></c>",
            "=<c r=\"@\" s=\"1\"><v>46388</v></c>",
            "=<c r=\"@\"><f>B2*2</f><v>0.5</v></c>",
            "won",
            "=<c r=\"@\" s=\"2\"><v>46388.75</v></c>",
        ],
        &[
            "8",
            "Ben",
            "15",
            "=<c r=\"@\" t=\"b\"><v>0</v></c>",
            "=<c r=\"@\" s=\"1\"><v>61</v></c>",
            "=<c r=\"@\" t=\"e\"><v>#DIV/0!</v></c>",
            "lost",
            "",
        ],
        &["9", "Cleo", "", "", "", "-1.5", "", ""],
    ]);
    for (name, from_1904, renewal) in [("a.xlsx", false, "2027-01-01"), ("b.xlsx", true, "2031-01-02")] {
        let bench = Bench::new();
        let report = bench.import(&request(&bench, name, &xlsx(&[Sheet::new("Leads", sheet.clone())], from_1904)));
        assert_eq!((report.new, report.rejected_count), (3, 0), "{}", notes(&report));
        assert_eq!((role(&report, "Lead ID"), role(&report, "Status")), (Role::Key, Role::Outcome));
        let types = ["Employees", "Customer", "Renewal", "Rate", "Seen"].map(|wanted| {
            bench.open().fields().expect("fields").into_iter().find(|(name, _)| name == wanted).map(|field| field.1)
        });
        use FieldType::{Date, Number, YesNo};
        assert_eq!(types, [Number, YesNo, Date, Number, Date].map(Some));
        let lead = bench.lead("7");
        assert_eq!(lead.outcome, Outcome::Won);
        assert_eq!(lead.attribute("Employees"), Some(&Value::Number(1200.0)));
        assert_eq!(lead.attribute("Rate"), Some(&Value::Number(0.5)), "a formula gives its value");
        assert_eq!(lead.attribute("Renewal").map(ToString::to_string).as_deref(), Some(renewal));
        assert_eq!(lead.attribute("Seen").map(ToString::to_string).as_deref(), Some(renewal));
        assert_eq!(bench.lead("8").attribute("Rate"), None, "an error is no value");
        assert!(notes(&report).contains("“Rate”: 1 value is an error of the spreadsheet and counts as missing"));
        assert_eq!(report.dirt.len(), 1);
        assert_eq!((report.dirt[0].line, report.dirt[0].value.as_str()), (3, "#DIV/0!"));
    }
}

/// Numbers that nobody formatted as dates, in columns that hold days by their name.
#[test]
fn bare_numbers_are_days_counted_as_the_workbook_counts() {
    let leads = || rows(&[&["Lead ID", "Created at", "Renewal date"], &["7", "44562", "45000"]]);
    let events = || rows(&[&["Lead ID", "Event type", "Event date"], &["7", "demo", "45000.5"]]);
    for (from_1904, created, renewal) in [(false, "2022-01-01", "2023-03-15"), (true, "2026-01-02", "2027-03-16")] {
        let bench = Bench::new();
        let book = xlsx(&[Sheet::new("Leads", leads()), Sheet::new("Events", events())], from_1904);
        let report = bench.import(&request(&bench, "a.xlsx", &book));
        let lead = bench.lead("7");
        assert_eq!(lead.created.map(|day| day.to_string()).as_deref(), Some(created), "{}", notes(&report));
        assert_eq!(lead.attribute("Renewal date").map(ToString::to_string).as_deref(), Some(renewal));
        assert_eq!(lead.events.len(), 1, "{}", notes(&report));
        assert_eq!(lead.events[0].at.to_string(), format!("{renewal}T12:00:00Z"));
        let year = if from_1904 { 1904 } else { 1900 };
        let told = format!("as spreadsheets count them, from {year} on: 44562 is {created}");
        assert!(notes(&report).contains(&told), "{}", notes(&report));
    }
}

#[test]
fn leads_accounts_and_events_are_sheets_of_one_workbook() {
    let leads = rows(&[
        &["Email", "Job title", "Company"],
        &["anna@a.example", "CEO", "Acme"],
        &["ben@b.example", "CTO", "Beta"],
    ]);
    let companies = rows(&[&["Company", "Industry", "Employees"], &["Acme", "Steel", "500"], &["Gamma", "Wood", "7"]]);
    let events = rows(&[
        &["Email", "Event type", "Time"],
        &["ANNA@a.example", "demo_request", "=<c r=\"@\" s=\"2\"><v>46388.5</v></c>"],
        &["nobody@x.example", "click", "=<c r=\"@\" s=\"1\"><v>46388</v></c>"],
    ]);
    let hidden = Sheet { hidden: true, ..Sheet::new("Old", rows(&[&["Email"], &["old@a.example"]])) };
    // In any order, with a sheet that is empty and one that nobody sees.
    let sheets = [
        Sheet::new("Events", events),
        Sheet::new("Notes", String::new()),
        Sheet::new("Companies", companies),
        hidden,
        Sheet::new("Leads", leads),
    ];
    let bench = Bench::new();
    let request = request(&bench, "all.xlsx", &xlsx(&sheets, false));

    let tables = Source::all_of(&request.leads, &Progress::default()).expect("sheets");
    let listed: Vec<(String, bool)> =
        tables.iter().map(|info| (info.source.sheet.clone().unwrap_or_default(), info.hidden)).collect();
    let expected = [("Events", false), ("Notes", false), ("Companies", false), ("Old", true), ("Leads", false)];
    assert_eq!(listed, expected.map(|(name, hidden)| (name.to_owned(), hidden)));

    let report = bench.import(&request);
    assert_eq!((report.new, report.accounts_new, report.events_new, report.rejected_count), (2, 2, 1, 1), "{report}");
    assert!(notes(&report).contains("sheet “Notes”"), "{}", notes(&report));
    let anna = bench.lead("anna@a.example");
    assert_eq!(anna.attribute("Account: Industry"), Some(&text("Steel")));
    assert_eq!(anna.attribute("Account: Employees"), Some(&Value::Number(500.0)));
    assert_eq!(anna.events[0].at.to_string(), "2027-01-01T12:00:00Z");
    assert!(notes(&report).contains("1 event of") && notes(&report).contains("capitals"), "{}", notes(&report));
    assert_eq!(bench.lead("ben@b.example").attribute("Account: Industry"), None);
    assert!(
        notes(&report).contains("1 lead names an account that is not among the accounts: “Beta”"),
        "{}",
        notes(&report)
    );
    let again = bench.import(&request);
    assert_eq!((again.same, again.accounts_same, again.events_same, again.cleared()), (2, 2, 1, 0), "{again}");
}

#[test]
fn a_title_above_the_header_and_merged_cells_are_understood() {
    let body = rows(&[
        &["Our leads, spring"],
        &[],
        &["Lead ID", "Company", "Size"],
        &["1", "Acme", "5"],
        &["2", "", "6"],
        &["3", "Beta", "7"],
    ]);
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B4:B5\"/></mergeCells>";
    let bench = Bench::new();
    let sheet = Sheet { after: merged, ..Sheet::new("Leads", body) };
    let report = bench.import(&request(&bench, "leads.xlsx", &xlsx(&[sheet], false)));
    assert_eq!(report.new, 3, "{report}");
    assert_eq!(bench.lead("2").account.as_deref(), Some("Acme"), "the merged cell counts for both rows");
    let notes = notes(&report);
    assert!(
        notes.contains("its header was found in row 3") && notes.contains("1 merged cell counts for all the cells"),
        "{notes}"
    );
}

#[test]
fn a_merged_cell_that_reaches_beyond_the_header_loses_no_row() {
    let body = rows(&[&["Lead ID", "Size"], &["1", "5"], &["2", "6"]]);
    let after = "<mergeCells count=\"1\"><mergeCell ref=\"B2:XFD3\"/></mergeCells>";
    let bench = Bench::new();
    let sheet = Sheet { after, ..Sheet::new("Leads", body) };
    let report = bench.import(&request(&bench, "leads.xlsx", &xlsx(&[sheet], false)));
    assert_eq!((report.new, report.rejected_count), (2, 0), "{report}");
}

#[test]
fn what_was_made_of_a_workbook_fits_it_again() {
    let sheets = || {
        [
            Sheet::new("Leads", rows(&[&["Email", "Job title"], &["a@a.example", "CEO"], &["b@b.example", "CTO"]])),
            Sheet::new("Template", rows(&[&["Email", "Plan"]])),
        ]
    };
    let bench = Bench::new();
    let mut request = request(&bench, "leads.xlsx", &xlsx(&sheets(), false));
    let mapping = bench.import(&request).mapping;
    assert_eq!(mapping.tables.len(), 1);
    request.mapping = Some(mapping.clone());
    let again = bench.import(&request);
    assert_eq!((again.new, again.same), (0, 2), "{again}");
    assert!(notes(&again).contains("sheet “Template”"), "what is skipped is told: {}", notes(&again));

    // Events that it says nothing of are understood by the leads that it knows.
    let events = bench.write("who.csv", "who,id,moment\na@a.example,x,2026-03-01\nb@b.example,y,2026-03-02\n");
    let other = Bench::new();
    let report = other.import(&ImportRequest { events: Some(events), sheet: Some("Leads".to_owned()), ..request });
    assert_eq!((report.new, report.events_new), (2, 2), "{report}");
}

#[test]
fn what_is_said_of_columns_is_said_of_the_sheet_that_has_them() {
    let companies = Sheet::new("Companies", rows(&[&["Company", "Industry"], &["Acme", "Steel"]]));
    let leads = rows(&[
        &["Nr", "Email", "Company", "Stage"],
        &["k1", "a@a.example", "Acme", "signed"],
        &["k2", "b@b.example", "Acme", "talking"],
    ]);
    let bench = Bench::new();
    let book = xlsx(&[companies, Sheet::new("People", leads)], false);
    let mut request = request(&bench, "all.xlsx", &book);
    (request.key, request.outcome) = (Some("Nr".to_owned()), Some("Stage".to_owned()));
    request.won = vec!["signed".to_owned()];
    let report = bench.import(&request);
    assert_eq!((report.new, report.accounts_new), (2, 1), "{report}");
    assert_eq!(bench.lead("k1").outcome, Outcome::Won);
    request.won = vec!["sigend".to_owned()];
    assert!(bench.try_import(&request).is_err(), "a slip is no reason to skip the leads");
    request.key = Some("Number".to_owned());
    let sentence = bench.try_import(&request).expect_err("no such column").to_string();
    assert!(sentence.contains("no sheet of") && sentence.contains("“Number”, “Stage”"), "{sentence}");
}

#[test]
fn leads_beside_a_file_of_events_are_in_the_first_sheet_that_has_something() {
    let leads = rows(&[&["Email", "Job title"], &["a@a.example", "CEO"]]);
    let bench = Bench::new();
    let book = xlsx(&[Sheet::new("Cover", String::new()), Sheet::new("People", leads)], false);
    let events = bench.write("ev.csv", "Email,kind,at\na@a.example,click,2026-03-01\n");
    let report = bench.import(&ImportRequest { events: Some(events), ..request(&bench, "all.xlsx", &book) });
    assert_eq!((report.new, report.events_new), (1, 1), "{report}");
}

/// The last row and the last column that a sheet can have: nothing is made room for in between.
#[test]
fn a_sheet_may_reach_to_the_last_row() {
    let body = rows(&[&["Lead ID", "Size"], &["1", "5"]]) + &rows_from(1_048_576, &[&["2", "6"]]);
    let bench = Bench::new();
    let report = bench.import(&request(&bench, "deep.xlsx", &xlsx(&[Sheet::new("Deep", body)], false)));
    assert_eq!((report.new, report.rejected_count), (2, 0));
    let far = rows(&[&["Lead ID", "Size"], &["1", "5"], &["2", "6", "=<c r=\"XFD3\"><v>1</v></c>"]]);
    let report = bench.import(&request(&bench, "wide.xlsx", &xlsx(&[Sheet::new("Wide", far)], false)));
    assert_eq!((report.same, report.changed, report.rejected_count), (1, 1, 0));
    assert_eq!(bench.lead("2").attribute("Column 16384"), Some(&Value::Number(1.0)));
}

#[test]
fn an_ods_sheet_is_a_table() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[&str]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|text| cell(text)).collect::<String>())
    };
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-05-06\"><text:p>6 May</text:p></table:table-cell>";
    let table = format!(
        "<table:table table:name=\"Leads\">{}<table:table-row>{}{date}</table:table-row></table:table>",
        row(&["Email", "Created"]),
        cell("anna@a.example")
    );
    let bench = Bench::new();
    let report = bench.import(&request(&bench, "leads.ods", &ods(&table, false)));
    assert_eq!((report.new, role(&report, "Created")), (1, Role::Created));
    assert_eq!(bench.lead("anna@a.example").created.map(|day| day.to_string()).as_deref(), Some("2026-05-06"));
    let locked = request(&bench, "locked.ods", &ods(&table, true));
    let sentence = bench.try_import(&locked).expect_err("a password").to_string();
    assert!(sentence.contains("is protected with a password"), "{sentence}");
}

#[test]
fn an_ods_without_an_end_is_refused_at_once() {
    let bench = Bench::new();
    let row = "<table:table-row><table:table-cell><text:p>id</text:p></table:table-cell></table:table-row>";
    for table in [
        format!("<table:table table:name=\"Leads\">{row}"),
        format!("<table:table table:name=\"Leads\">{}</table:table>", row.replace("</table:table-row>", "")),
    ] {
        let begun = std::time::Instant::now();
        let sentence =
            bench.try_import(&request(&bench, "leads.ods", &ods(&table, false))).expect_err("no end").to_string();
        assert!(sentence.contains("a table in it has no end"), "{sentence}");
        assert!(begun.elapsed().as_secs() < 10, "before anybody loses patience");
    }
}

/// Made by xlwt: a sheet with 1904 dates would look the same to us, as calamine tells the epoch.
#[test]
fn an_old_xls_is_a_table() {
    let bench = Bench::new();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/leads.xls");
    let report = bench.import(&ImportRequest { leads: path, ..ImportRequest::default() });
    assert_eq!(
        (report.new, role(&report, "Lead ID"), role(&report, "Created")),
        (3, Role::Key, Role::Created),
        "{report}"
    );
    let lead = bench.lead("L-1");
    assert_eq!(lead.created.map(|day| day.to_string()).as_deref(), Some("2026-05-06"));
    assert_eq!((lead.attribute("Name"), lead.attribute("Size")), (Some(&text("Jürgen")), Some(&Value::Number(12.5))));
    assert_eq!(lead.account.as_deref(), Some("Acme"));
    assert_eq!(bench.lead("L-2").account.as_deref(), Some("Acme"), "merged");
}

#[test]
fn a_wrong_ending_is_told_and_does_not_matter() {
    let bench = Bench::new();
    let body = rows(&[&["Lead ID", "Size"], &["1", "5"]]);
    let report = bench.import(&request(&bench, "leads.csv", &xlsx(&[Sheet::new("Leads", body)], false)));
    assert_eq!(report.new, 1);
    assert!(notes(&report).contains("is an XLSX workbook, whatever its ending says"), "{}", notes(&report));
    let report = bench.import(&request(&bench, "leads.xlsx", b"Lead ID,Size\n1,5\n"));
    assert_eq!(report.same, 1);
    assert!(notes(&report).contains("is a text file (CSV), whatever its ending says"), "{}", notes(&report));
}

#[test]
fn a_sheet_is_asked_for_by_its_name() {
    let bench = Bench::new();
    let sheets = [Sheet::new("A", rows(&[&["Lead ID"], &["1"]])), Sheet::new("B", rows(&[&["Lead ID"], &["2"]]))];
    let mut request = request(&bench, "two.xlsx", &xlsx(&sheets, false));
    request.sheet = Some("b".to_owned());
    assert_eq!(bench.import(&request).new, 1);
    assert_eq!(bench.lead("2").key, "2");
    request.sheet = Some("C".to_owned());
    let sentence = bench.try_import(&request).expect_err("no such sheet").to_string();
    assert!(sentence.contains("has no sheet “C”; its sheets are: A, B"), "{sentence}");
}

#[test]
fn sheets_are_inspected_for_what_they_are() {
    let bench = Bench::new();
    let sheets = [
        Sheet::new("Activities", rows(&[&["Lead ID", "Activity", "Date"], &["1", "call", "2026-05-06"]])),
        Sheet::new("People", rows(&[&["Lead ID", "First name"], &["1", "Anna"]])),
    ];
    let path = bench.write("two.xlsx", xlsx(&sheets, false));
    let sources: Vec<Source> =
        Source::all_of(&path, &Progress::default()).expect("sheets").into_iter().map(|info| info.source).collect();
    let inspection = inspect(&sources, None, &Progress::default()).expect("inspected");
    let kinds: Vec<TableKind> = inspection.tables.iter().map(|table| table.mapping.kind).collect();
    assert_eq!(kinds, [TableKind::Leads, TableKind::Events]);
    assert_eq!(inspection.tables[0].first_rows, [["1", "Anna"]]);
}

#[test]
fn formulas_that_were_never_calculated_are_told() {
    let bench = Bench::new();
    let formula = "=<c r=\"@\"><f>B2*2</f></c>";
    let cells: &[&[&str]] = &[&["id", "Size", "Sum", "Blank"], &["1", "5", formula, ""], &["2", "6", formula, ""]];
    bench.write("a.xlsx", xlsx(&[Sheet::new("Leads", rows(cells))], false));
    let report = bench.import(&ImportRequest { leads: bench.path("a.xlsx"), ..ImportRequest::default() });
    let notes = notes(&report);
    assert!(notes.contains("no row has a value in “Sum”, “Blank”; left out"), "{notes}");
    assert!(notes.contains("the formulas in “Sum” were never calculated; open the workbook"), "{notes}");
}
