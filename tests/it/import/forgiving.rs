//! What is dirty in files of this world, and what is said of it: in the inspection, the notes and the list of dirt.

use tandem::{
    lead::{FieldType, Value},
    library::{
        ImportRequest, Library, Progress, Role,
        import::{FieldChanges, Format, Inspection, Job, Reason, Source, TableKind, dry_run, inspect, run},
    },
};

use super::{Bench, bytes, notes, role, text};

fn look(bench: &Bench, files: &[&str]) -> Inspection {
    let sources: Vec<Source> = files.iter().map(|name| Source::file(bench.path(name))).collect();
    inspect(&sources, None, &Progress::default()).expect("inspected")
}

#[test]
fn columns_are_inspected() {
    let bench = Bench::new();
    let mut table = "Lead ID;Umsatz;Rabatt;Kunde;Termin;Stadt;Note;;Wandel\n".to_owned();
    for number in 0..30 {
        let (late, town) = (if number < 20 { "5" } else { "viel" }, ["Köln", "Bonn", "Select"][number % 3]);
        let size = if number == 7 { "n/a".to_owned() } else { format!("{}.200,5 €", number + 1) };
        table += &format!(
            "L{number};{size};{number} %;{};0{}.05.2026;{town};#N/A;;{late}\n",
            ["ja", "nein"][number % 2],
            number % 9 + 1
        );
    }
    bench.write("a.csv", &table);
    let inspection = look(&bench, &["a.csv"]);
    let found = &inspection.tables[0];
    assert_eq!((found.rows, found.misfits, found.what.as_str()), (30, 0, "CSV with semicolons"));
    assert_eq!(found.mapping.kind, TableKind::Leads);
    let column = |name: &str| found.columns.iter().find(|column| column.name == name).expect("the column");
    let money = column("Umsatz");
    assert_eq!(
        (&money.found, money.currency, money.thousands),
        (&Format::Number { decimal_comma: true }, Some('€'), true)
    );
    assert_eq!(
        money.null_words.iter().map(|word| (word.word.as_str(), word.count, word.suggested)).collect::<Vec<_>>(),
        [("n/a", 1, true)]
    );
    assert!(column("Rabatt").percent);
    assert_eq!(column("Kunde").found.field_type(), FieldType::YesNo);
    assert_eq!(column("Termin").found, Format::Date { month_first: false });
    let town = column("Stadt");
    assert_eq!(town.values.as_ref().map(Vec::len), Some(3));
    assert!(town.null_words[0].suggested, "a form writes Select where nobody chose");
    assert_eq!((column("Note").errors, column("Note").filled), (30, 0));
    assert_eq!(column("Column 8").filled, 0);
    let change = column("Wandel").change.clone().expect("it changes");
    assert_eq!((change.line, change.value.as_str(), change.was), (22, "viel", FieldType::Number));
    assert!(
        found
            .notes
            .iter()
            .any(|note| note.contains("“Wandel” is text: every value was a number until line 22, which says “viel”")),
        "{:?}",
        found.notes
    );
    assert_eq!(found.first_rows.len(), 20);

    // What was inspected can be imported as it is.
    let mut library = Library::open_or_create(&bench.library()).expect("new");
    let job = Job { tables: inspection.job(), ..Job::default() };
    let report = run(&mut library, &job, &Progress::default()).expect("imported");
    drop(library);
    assert_eq!((report.new, report.rejected_count), (30, 0));
    let lead = bench.lead("L5");
    assert_eq!(lead.attribute("Umsatz"), Some(&Value::Number(6200.5)));
    assert_eq!(lead.attribute("Kunde"), Some(&Value::YesNo(false)));
    assert_eq!((bench.lead("L7").attribute("Umsatz"), lead.attribute("Stadt")), (None, None));
}

#[test]
fn words_for_nothing_among_numbers_are_missing_in_every_column() {
    let bench = Bench::new();
    let report =
        bench.import_text("id,Size,Town,Since\n1,5,unknown,-\n2,N/A,Bonn,2026-05-06\n3,unknown,Select,2026-05-07\n");
    assert_eq!(bench.lead("2").attribute("Size"), None);
    assert_eq!(bench.lead("1").attribute("Size"), Some(&Value::Number(5.0)));
    assert_eq!(bench.lead("1").attribute("Town"), None, "one program wrote both columns");
    assert_eq!(bench.lead("3").attribute("Town"), None);
    assert!(
        notes(&report).contains(
            "taken for missing: “Size” (“N/A”, “unknown” 2), “Town” (“unknown”, “Select” 2), “Since” (“-” 1)"
        ),
        "{}",
        notes(&report)
    );
    assert!(
        notes(&report).contains("“unknown” means that a value is missing in “Size”, so it is taken for that in every"),
        "{}",
        notes(&report)
    );
    let bench = Bench::new();
    bench.import_text("id,Size,Town\n1,5,unknown\n2,7,Bonn\n");
    assert_eq!(bench.lead("1").attribute("Town"), Some(&text("unknown")), "only who knows the data can say");
}

#[test]
fn yes_and_no_in_other_languages() {
    for (yes, no) in [
        ("Ja", "Nee"),
        ("Oui", "Non"),
        ("Sì", "No"),
        ("SIM", "NÃO"),
        ("Wahr", "Falsch"),
        ("tak", "nie"),
        ("o", "n"),
        ("On", "Off"),
    ] {
        let bench = Bench::new();
        bench.import_text(format!("id,Customer\n1,{yes}\n2,{no}\n"));
        assert_eq!(bench.lead("1").attribute("Customer"), Some(&Value::YesNo(true)), "{yes}");
        assert_eq!(bench.lead("2").attribute("Customer"), Some(&Value::YesNo(false)), "{no}");
    }
    let bench = Bench::new();
    bench.import_text("id,State\n1,ON\n2,ON\n");
    assert_eq!(bench.lead("1").attribute("State"), Some(&text("ON")), "all from Ontario");
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let bench = Bench::new();
    let report = bench.import_text("id,Name, id ,Name\n1,Anna,x,Berg\n2,Ben,y,Tal\n");
    assert!(notes(&report).contains("two columns are named “id”; the 3. is called “id (2)”"), "{}", notes(&report));
    assert_eq!(bench.lead("1").attribute("Name (2)"), Some(&text("Berg")));
}

#[test]
fn keys_that_differ_only_in_capitals_or_blanks_are_told() {
    let bench = Bench::new();
    let report = bench.import_text("Email,Name\nanna@a.example,Anna\n Anna@A.example ,Again\nben@b.example,Ben\n");
    assert_eq!(report.new, 3);
    assert!(
        notes(&report).contains(
            "1 key differs from another in “Email” only in capitals or blanks (the first is “Anna@A.example” on line 3)"
        ),
        "{}",
        notes(&report)
    );
}

#[test]
fn times_with_and_without_zone_of_1970_and_of_the_future() {
    let bench = Bench::new();
    let mut events =
        "lead,kind,at\n1,a,1970-01-01T00:00:00Z\n1,b,2026-03-01 10:00\n1,c,2026-03-01T10:00:00+02:00\n1,d,2199-01-01\n"
            .to_owned();
    for day in 1..20 {
        events += &format!("1,e,2026-03-{day:02}T10:00:00Z\n");
    }
    let request =
        ImportRequest { events: Some(bench.write("events.csv", events)), ..bench.request("id,Name\n1,Anna\n") };
    let report = bench.import(&request);
    let notes = notes(&report);
    assert_eq!((report.events_new, report.rejected_count), (23, 0));
    assert!(notes.contains("21 say their zone and 1 don’t; these were taken for UTC"), "{notes}");
    assert!(notes.contains("1 time in “at” is the very beginning of 1970"), "{notes}");
    assert!(notes.contains("1 time in “at” lies in the future, up to 2199-01-01"), "{notes}");
    assert!(notes.contains("far later than the rest: the newest is 2199-01-01"), "{notes}");
}

#[test]
fn dates_as_people_and_programs_write_them() {
    let bench = Bench::new();
    let report = bench.import_text(
        "id,Created,Due,Renewal,Updated at,Serial\n\
         1,3 Sep 2024,03.09.24,\"Sep 3, 2024\",1726000000123,1726000000\n\
         2,12 märz 2025,12.03.25,\"December 31, 2025 2:30 PM\",1726086400000,1726000001\n\
         3,1er août 2023,01.08.99,\"Feb 1, 2024\",0,1726000002\n",
    );
    let date = |key: &str, name: &str| bench.lead(key).attribute(name).map(ToString::to_string);
    assert_eq!(bench.lead("2").created.map(|day| day.to_string()).as_deref(), Some("2025-03-12"));
    assert_eq!(date("1", "Due").as_deref(), Some("2024-09-03"));
    assert_eq!(date("3", "Due").as_deref(), Some("1999-08-01"));
    assert_eq!(date("2", "Renewal").as_deref(), Some("2025-12-31"));
    assert_eq!(date("1", "Updated at").as_deref(), Some("2024-09-10"));
    assert_eq!(
        bench.lead("1").attribute("Serial"),
        Some(&Value::Number(1_726_000_000.0)),
        "no name says that it is a time"
    );
    let notes = notes(&report);
    for told in [
        "the years in “Due” have two digits; 00 to 69 were taken for 2000 to 2069, the others for the 1900s",
        "the numbers in “Updated at” were taken for times: seconds or milliseconds since 1970",
        "1 time in “Updated at” is the very beginning of 1970",
    ] {
        assert!(notes.contains(told), "{notes}");
    }
    let later = Bench::new().import_text("id,Created\n1,2024-01-01\n2,2931-01-01\n");
    assert!(super::notes(&later).contains("1 time in “Created” lies in the future, up to 2931-01-01"), "{later}");
}

#[test]
fn nul_bytes_and_a_huge_cell_do_no_harm() {
    let bench = Bench::new();
    let filler = "x".repeat(1_000);
    let report = bench.import_text(format!("id,Name\n1,An\0na\n2,{filler}\n"));
    assert!(notes(&report).contains("without 1 NUL bytes, which mean nothing in a text"), "{}", notes(&report));
    assert_eq!(bench.lead("1").attribute("Name"), Some(&text("Anna")));
    let huge = "y".repeat(10 << 20);
    let report = bench.import_text(format!("id,Name\n1,\"{huge}\"\n3,Ben\n"));
    assert_eq!((report.new, report.changed), (1, 1));
    assert_eq!(bench.lead("1").attribute("Name"), Some(&text(&huge)));
    // UTF-16 without its mark.
    let wide: Vec<u8> = "id,Name\n1,Jürgen\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(notes(&bench.import_text(wide)).contains("was read as UTF-16"));
    assert_eq!(bench.lead("1").attribute("Name"), Some(&text("Jürgen")));
}

#[test]
fn a_row_without_end_is_refused_before_it_fills_the_memory() {
    let bench = Bench::new();
    let mut endless = b"id,Name\n1,\"".to_vec();
    endless.resize(70 << 20, b'z');
    let sentence = bench.try_import(&bench.request(endless)).expect_err("no end").to_string();
    assert!(sentence.contains("the row that begins on line 2 is longer than 64 MB"), "{sentence}");
    assert!(!bench.library().exists());
}

#[test]
fn json_lines_and_arrays_are_tables() {
    let lines = "{\"id\":\"1\",\"name\":\"Anna\",\"size\":5,\"address\":{\"city\":\"Köln\"},\"tags\":[\"a\",\"b\"]}\n\n{\"id\":\"2\",\"customer\":true,\"size\":null}\nnonsense\n{\"id\":\"3\",}\n";
    let bench = Bench::new();
    let request = ImportRequest { leads: bench.write("leads.jsonl", lines), ..ImportRequest::default() };
    let report = bench.import(&request);
    assert_eq!((report.new, report.rejected_count), (2, 2), "{report}");
    let lines: Vec<u64> = report.rejected.iter().map(|row| row.line).collect();
    assert_eq!(lines, [4, 5]);
    let lead = bench.lead("1");
    assert_eq!(lead.attribute("address.city"), Some(&text("Köln")));
    assert_eq!((lead.attribute("tags"), lead.attribute("size")), (Some(&text("a; b")), Some(&Value::Number(5.0))));
    assert_eq!(bench.lead("2").attribute("customer"), Some(&Value::YesNo(true)));
    assert_eq!(role(&report, "id"), Role::Key);
    let array = "[\n  {\"id\": \"1\", \"name\": \"Anna\"},\n  {\"id\": \"4\", \"name\": \"Dana\"}\n]";
    let request = ImportRequest { leads: bench.write("leads.json", array), ..ImportRequest::default() };
    let report = bench.import(&request);
    assert_eq!((report.new, report.same), (1, 1));
}

#[test]
fn a_dry_run_says_what_an_import_would_do_and_writes_nothing() {
    let bench = Bench::new();
    bench.import_text("id,Name,Size,Since\n1,Anna,5,2026-01-05\n2,Ben,6,2026-01-06\n3,Cleo,7,\n");
    let before = bytes(&bench.library());
    bench.write("new.csv", "id,Name,Size,Since,Sector\n1,Anna,,2026-01-05,Steel\n2,Ben,6,2026-01-06,\n4,Dana,many,soon,Wood\n,x,,,\n2,Ben,lots,,\n5\n");
    let inspection = {
        let library = bench.open();
        inspect(&[Source::file(bench.path("new.csv"))], Some(&library), &Progress::default()).expect("inspected")
    };
    let job = Job { tables: inspection.job(), dirt: Some(bench.path("dirt.csv")), ..Job::default() };
    let tried = dry_run(&bench.library(), &job, &Progress::default()).expect("tried");
    assert!(bytes(&bench.library()) == before, "nothing is written");
    assert_eq!((tried.new, tried.changed, tried.same), (1, 1, 1));
    assert_eq!(tried.new_attributes, ["Sector"]);
    let told: Vec<_> = tried.changes.iter().map(|changes| (changes.name.as_str(), changes.counts())).collect();
    assert_eq!(told, [("Size", [0, 0, 1]), ("Sector", [0, 1, 0])]);
    assert_eq!((tried.cleared(), tried.not_named), (1, 1), "the lead 3 is not in the file");
    let dirt: Vec<(u64, Option<&str>, &str, Reason)> =
        tried.dirt.iter().map(|dirt| (dirt.line, dirt.column.as_deref(), dirt.value.as_str(), dirt.reason)).collect();
    let expected = [
        (4, Some("Size"), "many", Reason::WrongType),
        (4, Some("Since"), "soon", Reason::WrongType),
        (5, Some("id"), "", Reason::NoKey),
        (6, Some("id"), "2", Reason::KeyTwice),
        (7, None, "", Reason::Misfit),
    ];
    assert_eq!(dirt, expected, "line after line, and nothing of the values of a row that is left out");
    assert_eq!((tried.rejected_count, tried.dirt_counts.len()), (3, 5));
    let written = std::fs::read_to_string(bench.path("dirt.csv")).expect("written");
    assert_eq!(written.lines().count(), 6);
    assert!(
        written.contains(",4,Size,many,value is of another type,“many” is no number,value counts as missing"),
        "{written}"
    );

    let mut library = bench.open();
    let done = run(&mut library, &Job { dirt: None, ..job }, &Progress::default()).expect("imported");
    assert_eq!(done, tried, "what was tried is what is done");
    // A library that does not exist yet can be tried as well, and is not made.
    let request = bench.request("id,Name\n1,Anna\n");
    let job = Job { tables: look(&bench, &["leads.csv"]).job(), ..Job::default() };
    assert_eq!(dry_run(&bench.path("other.sqlite"), &job, &Progress::default()).expect("tried").new, 1);
    assert!(!bench.path("other.sqlite").exists() && request.leads.exists());
}

#[test]
fn several_imports_one_after_the_other_build_one_library() {
    let bench = Bench::new();
    let accounts = bench.write("accounts.csv", "Account,Sector,Employees\nAcme,Steel,500\nBeta,Wood,7\n");
    let only = |leads: std::path::PathBuf| ImportRequest { leads, ..ImportRequest::default() };
    let first = bench.import(&only(accounts.clone()));
    assert_eq!((first.accounts_new, first.new), (2, 0), "{first}");
    let leads = bench.write("people.csv", "Email,Job title,Account\nanna@a.example,CEO,Acme\nben@b.example,CTO,Beta\n");
    assert_eq!(bench.import(&only(leads)).new, 2);
    assert_eq!(bench.lead("anna@a.example").attribute("Account: Sector"), Some(&text("Steel")));
    let events = bench.write("activities.csv", "Email,Activity,Date\nanna@a.example,call,2026-05-06\n");
    assert_eq!(bench.import(&only(events)).events_new, 1);
    // The company changes, and so does what its leads have of it; a lead that moves takes over the other's.
    bench.write("accounts.csv", "Account,Sector,Employees\nAcme,Glass,\nBeta,Wood,7\n");
    let report = bench.import(&only(accounts));
    assert_eq!((report.accounts_changed, report.accounts_same), (1, 1));
    let counts = |all: &[FieldChanges]| -> Vec<(String, [u64; 3])> {
        all.iter().map(|changes| (changes.name.clone(), changes.counts())).collect()
    };
    let both = [("Account: Sector".to_owned(), [1, 0, 0]), ("Account: Employees".to_owned(), [0, 0, 1])];
    assert_eq!(counts(&report.account_changes), both);
    assert_eq!(counts(&report.changes), both, "her lead takes both over");
    assert_eq!(report.cleared(), 1, "told with the lead, and not once more with the account");
    let anna = bench.lead("anna@a.example");
    assert_eq!((anna.attribute("Account: Sector"), anna.attribute("Account: Employees")), (Some(&text("Glass")), None));
    let moved = bench.write("people.csv", "Email,Job title,Account\nanna@a.example,CEO,Beta\nben@b.example,CTO,\n");
    bench.import(&only(moved));
    assert_eq!(bench.lead("anna@a.example").attribute("Account: Sector"), Some(&text("Wood")));
    assert_eq!(bench.lead("ben@b.example").attribute("Account: Sector"), None);
}

#[test]
fn an_import_stops_soon_when_asked_to() {
    let bench = Bench::new();
    let rows: String = (0..400_000).map(|number| format!("{number},Somebody {number},{number},2026-01-05\n")).collect();
    let request = bench.request(format!("id,Name,Size,Since\n{rows}"));
    let progress = Progress::default();
    let mut library = Library::open_or_create(&bench.library()).expect("new");
    let took = std::thread::scope(|scope| {
        let worker = scope.spawn(|| tandem::library::import(&mut library, &request, &progress));
        std::thread::sleep(std::time::Duration::from_millis(400));
        let asked = std::time::Instant::now();
        progress.cancel();
        let ended = worker.join().expect("no panic");
        assert!(matches!(ended, Err(tandem::library::LibraryError::Cancelled)), "{ended:?}");
        asked.elapsed()
    });
    // A hundred milliseconds where nothing else runs; a test machine may be busy.
    assert!(took < std::time::Duration::from_millis(1_000), "{took:?}");
    drop(library);
    assert!(!bench.library().exists());
}
