//! Leads and events from CSV files: what is taken, guessed, left out; what is refused, and changes nothing.

mod at_once;
mod bad;
mod events;
mod forgiving;
mod fuzz;
mod judged;
pub mod made;
mod mapping;
pub mod real;
mod several;
mod told;
mod workbook;

use std::{
    fs,
    path::{Path, PathBuf},
};

use tandem::{
    lead::{FieldType, Lead, Outcome, Value},
    library::{ImportReport, ImportRequest, Library, LibraryError, Progress, Role, import},
};

/// A folder with a library in the making.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).expect("written");
        path
    }

    fn library(&self) -> PathBuf {
        self.path("library.sqlite")
    }

    fn request(&self, leads: impl AsRef<[u8]>) -> ImportRequest {
        ImportRequest { leads: self.write("leads.csv", leads), ..ImportRequest::default() }
    }

    fn try_import(&self, request: &ImportRequest) -> Result<ImportReport, LibraryError> {
        let mut library = Library::open_or_create(&self.library())?;
        import(&mut library, request, &Progress::default())
    }

    fn import(&self, request: &ImportRequest) -> ImportReport {
        self.try_import(request).expect("imported")
    }

    fn import_text(&self, leads: impl AsRef<[u8]>) -> ImportReport {
        self.import(&self.request(leads))
    }

    fn open(&self) -> Library {
        Library::open(&self.library()).expect("opened")
    }

    fn lead(&self, key: &str) -> Lead {
        self.open().lead(key).expect("read").unwrap_or_else(|| panic!("no lead {key}"))
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn role(report: &ImportReport, name: &str) -> Role {
    report.columns.iter().find(|column| column.name == name).unwrap_or_else(|| panic!("no column {name}")).role
}

fn notes(report: &ImportReport) -> String {
    report.notes.join("\n")
}

#[test]
fn roles_and_types_are_guessed() {
    let bench = Bench::new();
    let report = bench.import_text(
        "Lead ID,E-mail,Company,Created,Employees,Rating,Newsletter,Renewal,Postcode,Status,Notes\n\
         7,anna@a.example,Acme,2026-01-05,\"1,200\",4.5,yes,31/12/2026,01067,Closed Won,\n\
         8,ben@b.example,,2026-02-06,15,,no,01/02/2027,80331,Closed Lost,\n\
         9,,Beta,,NaN,-1,,,10115,Working,\n",
    );
    assert_eq!((report.new, report.changed, report.same, report.rejected_count), (3, 0, 0, 0));
    assert_eq!(role(&report, "Lead ID"), Role::Key);
    assert_eq!(role(&report, "Company"), Role::Account);
    assert_eq!(role(&report, "Created"), Role::Created);
    assert_eq!(role(&report, "Status"), Role::Outcome);
    assert_eq!(role(&report, "Notes"), Role::Ignored);
    let names = [
        ("E-mail", FieldType::Text),
        ("Company", FieldType::Text),
        ("Employees", FieldType::Number),
        ("Rating", FieldType::Number),
        ("Newsletter", FieldType::YesNo),
        ("Renewal", FieldType::Date),
        ("Postcode", FieldType::Text),
    ];
    assert_eq!(bench.open().fields().expect("fields"), names.map(|(name, field_type)| (name.to_owned(), field_type)));

    let lead = bench.lead("7");
    assert_eq!(lead.account.as_deref(), Some("Acme"));
    assert_eq!(lead.created.map(|day| day.to_string()).as_deref(), Some("2026-01-05"));
    assert_eq!(lead.outcome, Outcome::Won);
    assert_eq!(lead.attribute("Employees"), Some(&Value::Number(1200.0)));
    assert_eq!(lead.attribute("Newsletter"), Some(&Value::YesNo(true)));
    assert_eq!(lead.attribute("Renewal").map(ToString::to_string).as_deref(), Some("2026-12-31"));
    assert_eq!(lead.attribute("Postcode"), Some(&text("01067")));
    assert_eq!((bench.lead("8").outcome, bench.lead("9").outcome), (Outcome::Lost, Outcome::Open));
    let lead = bench.lead("9");
    assert_eq!((lead.attribute("E-mail"), lead.attribute("Employees"), lead.created), (None, None, None));
    assert!(
        notes(&report).contains("“Status” was taken for the outcome (1 won, 1 lost, 1 open)"),
        "{}",
        notes(&report)
    );
    assert_eq!(bench.open().as_of().expect("as of").to_string(), "2026-02-06T23:59:59Z");
}

#[test]
fn a_second_import_says_what_is_new_changed_and_the_same() {
    let bench = Bench::new();
    bench.import_text("id,Name,Size,Town\n1,Anna,5,Köln\n2,Ben,6,Bonn\n3,Cleo,7,Ulm\n");
    let same = bench.import_text("id,Name,Size,Town\n1,Anna,5,Köln\n2,Ben,6,Bonn\n3,Cleo,7,Ulm\n");
    assert_eq!((same.new, same.changed, same.same), (0, 0, 3));

    let report = bench.import_text("id,Name,Size,Sector\n1,Anna,5,\n2,Ben,,Steel\n4,Dana,many,Wood\n");
    assert_eq!((report.new, report.changed, report.same), (1, 1, 1));
    assert!(
        notes(&report).contains("“Size”: 1 value is no number and count as missing")
            || notes(&report).contains("“Size”: 1 value is no number"),
        "{}",
        notes(&report)
    );
    let ben = bench.lead("2");
    assert_eq!(ben.attribute("Size"), None, "a cell that is missing clears the value");
    assert_eq!(ben.attribute("Town"), Some(&text("Bonn")), "a column that is missing does not");
    assert_eq!(ben.attribute("Sector"), Some(&text("Steel")));
    assert_eq!(bench.lead("3").attribute("Name"), Some(&text("Cleo")), "a lead that is missing stays");
    assert_eq!(bench.lead("4").attribute("Size"), None, "an attribute keeps its type");
    assert_eq!(bench.open().lead_count().expect("count"), 4);
}

#[test]
fn a_file_is_read_whatever_its_encoding() {
    let content = "id;Name;Betrag\n1;Jürgen Weiß;1.234,5\n2;Zoë;-7\n";
    let latin: Vec<u8> = content.chars().map(|c| u8::try_from(u32::from(c)).expect("in Latin-1")).collect();
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(content.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let with_mark = [b"\xEF\xBB\xBF", content.as_bytes()].concat();
    for (name, bytes, note) in [
        ("UTF-8", content.as_bytes().to_vec(), ""),
        ("UTF-8 with a mark", with_mark, ""),
        ("Latin-1", latin, "was read as Latin-1"),
        ("UTF-16", utf16(false), "was read as UTF-16"),
        ("UTF-16, big first", utf16(true), "was read as UTF-16"),
        ("CRLF", content.replace('\n', "\r\n").into_bytes(), ""),
        ("CR", content.replace('\n', "\r").into_bytes(), ""),
    ] {
        let bench = Bench::new();
        let report = bench.import_text(bytes);
        assert_eq!((report.new, role(&report, "id")), (2, Role::Key), "{name}");
        assert!(
            notes(&report).contains(note) && notes(&report).is_empty() == note.is_empty(),
            "{name}: {}",
            notes(&report)
        );
        let lead = bench.lead("1");
        assert_eq!(lead.attribute("Name"), Some(&text("Jürgen Weiß")), "{name}");
        assert_eq!(lead.attribute("Betrag"), Some(&Value::Number(1234.5)), "{name}");
    }
}

#[test]
fn the_delimiter_is_found() {
    for delimiter in [",", ";", "\t", "|"] {
        let bench = Bench::new();
        let rows = [["id", "Remark", "Size"], ["1", "\"a, b; c\"", "5"], ["2", "d", "6"]];
        bench.import_text(rows.map(|row| row.join(delimiter)).join("\n"));
        let lead = bench.lead("1");
        assert_eq!(lead.attribute("Remark"), Some(&text("a, b; c")), "{delimiter:?}");
        assert_eq!(lead.attribute("Size"), Some(&Value::Number(5.0)), "{delimiter:?}");
    }
}

#[test]
fn quoted_cells_hold_line_breaks_quotes_and_delimiters() {
    let bench = Bench::new();
    let report = bench.import_text("id,Remark\r\n1,\"two\r\nlines, \"\"quoted\"\"\"\r\n2\r\n3,\" x \"\r\n");
    assert_eq!(bench.lead("1").attribute("Remark"), Some(&text("two\r\nlines, \"quoted\"")));
    assert_eq!(bench.lead("3").attribute("Remark"), Some(&text("x")), "trimmed");
    assert_eq!(report.rejected.len(), 1);
    assert_eq!(report.rejected[0].line, 4, "counted past the line break within the quotes");
}

#[test]
fn rows_that_cannot_be_taken_are_listed_and_the_rest_goes_in() {
    let bench = Bench::new();
    let report = bench.import_text(
        "lead_id,Name\n1,Anna\n\n2\n3,Cleo,extra\n,Nobody\n 1 ,Again\n4,Dana,,\n , \n5,Eve\n6,Finn\n7,Gil\n8,Hal\n9,Ida\n10,Jo\n11,Kim\n12,Lea\n13,Mia\n14,Noa\n15,Oz\n16,Pia\n17,Quy\n18,Ria\n19,Sam\n20,Tom\n",
    );
    assert_eq!(report.new, 18);
    let listed: Vec<(u64, &str)> = report.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
    assert_eq!(
        listed,
        [
            (4, "the row has 1 cell, the header 2"),
            (5, "the row has 3 cells, the header 2"),
            (6, "the key “lead_id” is missing"),
            (7, "the key “1” is on line 2 already; the first one counts"),
        ]
    );
    assert_eq!(report.rejected_count, 4);
    assert_eq!(bench.lead("1").attribute("Name"), Some(&text("Anna")));
    let printed = report.to_string();
    assert!(printed.starts_with("18 new leads, 0 changed, 0 the same\n"), "{printed}");
    assert!(
        printed.contains("4 rows were left out:") && printed.contains("leads.csv, line 5: the row has"),
        "{printed}"
    );
}

#[test]
fn null_words_are_missing_and_names_that_collide_are_kept_apart() {
    let bench = Bench::new();
    let mut request = bench.request("key,Created,Size,size,Tag\nA,Select,5,n/a,unknown\nB,soon,N/A,7,ok\n");
    request.null_words = vec!["select".to_owned(), "N/A".to_owned()];
    let report = bench.import(&request);
    assert_eq!(role(&report, "Created"), Role::Attribute, "it holds no dates");
    let (a, b) = (bench.lead("A"), bench.lead("B"));
    assert_eq!((a.attribute("Created"), b.attribute("Created")), (None, Some(&text("soon"))));
    assert_eq!((a.attribute("Size"), a.attribute("size")), (Some(&Value::Number(5.0)), None));
    assert_eq!((b.attribute("Size"), b.attribute("size")), (None, Some(&Value::Number(7.0))));
    assert_eq!(a.attribute("Tag"), Some(&text("unknown")));
}

#[test]
fn columns_can_be_named_in_the_request() {
    let bench = Bench::new();
    let mut request = bench.request(
        "id,Nr,Firma,Seit,Ende,Ergebnis\n1,K1,Acme,1.2.2026,3.4.2026,ja\n2,K2,Acme,15.2.2026,,nein\n3,K3,Beta,,,vielleicht\n",
    );
    request.key = Some("nr".to_owned());
    request.account = Some("Firma".to_owned());
    request.created = Some("Seit".to_owned());
    request.closed = Some("Ende".to_owned());
    request.outcome = Some("Ergebnis".to_owned());
    request.won = vec!["JA".to_owned()];
    request.lost = vec!["nein".to_owned()];
    let report = bench.import(&request);
    let lead = bench.lead("K1");
    assert_eq!((lead.account.as_deref(), lead.outcome), (Some("Acme"), Outcome::Won));
    assert_eq!(lead.created.map(|day| day.to_string()).as_deref(), Some("2026-02-01"));
    assert_eq!(lead.closed.map(|day| day.to_string()).as_deref(), Some("2026-04-03"));
    assert_eq!((bench.lead("K2").outcome, bench.lead("K3").outcome), (Outcome::Lost, Outcome::Open));
    assert_eq!(lead.attribute("Ergebnis"), None, "the outcome would give the answer away");
    assert_eq!(role(&report, "id"), Role::Attribute);
}

#[test]
fn leads_without_a_key_are_known_by_their_row() {
    let bench = Bench::new();
    let content = "Size,Town\n5,Köln\n5,Köln\n7,Ulm\n";
    let report = bench.import_text(content);
    assert_eq!(report.new, 3);
    assert!(notes(&report).contains("their keys are row-1, row-2"), "{}", notes(&report));
    assert_eq!(bench.lead("row-3").attribute("Town"), Some(&text("Ulm")));
    assert_eq!(bench.import_text(content).same, 3);

    let report = Bench::new().import_text("customer_id,Order\n7,shoes\n7,hat\n8,shirt\n");
    let why = "(“customer_id” has only 2 different values in 3 rows: it has “7” on the lines 2 and 3)";
    assert!(notes(&report).contains(why), "{}", notes(&report));
}

#[test]
fn dates_that_can_be_read_two_ways_are_noted() {
    let bench = Bench::new();
    let report = bench.import_text("id,Renewal\n1,5/6/2026\n2,7/8/2026\n");
    assert!(
        notes(&report).contains("“Renewal” can be read two ways; the month was taken to come first"),
        "{}",
        notes(&report)
    );
    assert_eq!(bench.lead("1").attribute("Renewal").map(ToString::to_string).as_deref(), Some("2026-05-06"));
}

#[test]
fn an_attribute_stays_one() {
    let bench = Bench::new();
    bench.import_text("id,Created,Stage\n1,long ago,new\n");
    let report = bench.import_text("id,Created,Stage\n1,2026-01-05,won\n");
    assert_eq!((role(&report, "Created"), role(&report, "Stage")), (Role::Attribute, Role::Attribute));
    let lead = bench.lead("1");
    assert_eq!((lead.created, lead.outcome), (None, Outcome::Open));
    assert_eq!(lead.attribute("Created"), Some(&text("2026-01-05")));
}

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).expect("bytes")
}
