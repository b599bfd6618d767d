//! Mappings: kept as files, found again by the columns, and heeded to the letter.

use tandem::{
    lead::{Outcome, Value},
    library::{
        ImportRequest, Role,
        import::{ColumnMapping, Format, Mapping, TableKind, TableMapping},
    },
};

use super::{Bench, notes, text};

const TABLE: &str = "Nr;Firma;Seit;Stufe;Wert;Datum;Rest\nK1;Acme;1.2.2026;gewonnen;1.234,5;5/6/2026;x\nK2;Beta;15.2.2026;zu spät;-;7/8/2026;y\n";

fn mapping() -> Mapping {
    let column =
        |column: &str, role: Role| ColumnMapping { column: column.to_owned(), role, ..ColumnMapping::default() };
    Mapping::new(vec![TableMapping {
        kind: TableKind::Leads,
        null_words: vec!["-".to_owned()],
        won: vec!["Gewonnen".to_owned()],
        lost: vec!["zu spät".to_owned()],
        columns: vec![
            column("Nr", Role::Key),
            ColumnMapping { attribute: Some("Company".to_owned()), ..column("Firma", Role::Account) },
            column("Seit", Role::Created),
            column("Stufe", Role::Outcome),
            ColumnMapping { attribute: Some("Value".to_owned()), ..column("Wert", Role::Attribute) },
            ColumnMapping { values: Some(Format::Date { month_first: true }), ..column("Datum", Role::Attribute) },
            column("Rest", Role::Ignored),
        ],
        ..TableMapping::default()
    }])
}

#[test]
fn a_mapping_is_heeded_to_the_letter() {
    let bench = Bench::new();
    let report = bench.import(&ImportRequest { mapping: Some(mapping()), ..bench.request(TABLE) });
    assert_eq!((report.new, report.rejected_count), (2, 0), "{report}");
    let lead = bench.lead("K1");
    assert_eq!((lead.account.as_deref(), lead.outcome), (Some("Acme"), Outcome::Won));
    assert_eq!(lead.created.map(|day| day.to_string()).as_deref(), Some("2026-02-01"));
    assert_eq!(
        (lead.attribute("Value"), lead.attribute("Company")),
        (Some(&Value::Number(1234.5)), Some(&text("Acme")))
    );
    assert_eq!(lead.attribute("Datum").map(ToString::to_string).as_deref(), Some("2026-05-06"));
    assert_eq!((lead.attribute("Rest"), lead.attribute("Wert")), (None, None));
    let other = bench.lead("K2");
    assert_eq!((other.outcome, other.attribute("Value")), (Outcome::Lost, None));
    assert_eq!(
        report.mapping.tables[0].columns[4].values,
        Some(Format::Number { decimal_comma: true }),
        "what was left open was found"
    );
}

#[test]
fn a_mapping_is_a_file() {
    let bench = Bench::new();
    let text = mapping().to_text();
    assert_eq!(Mapping::parse(&text).expect("read"), mapping());
    assert!(text.contains("(column: \"Nr\", role: key),"), "{text}");
    let path = bench.path("a.ron");
    mapping().write(&path).expect("written");
    assert_eq!(Mapping::read(&path).expect("read"), mapping());

    for (wrong, because) in [
        (
            text.replace("null_words", "nullwords"),
            "line 6, column 13: there is no field `nullwords` here; did you mean `null_words`?",
        ),
        (text.replace("role: key", "role: kay"), "did you mean `key`?"),
        (text.replace("format: 1", "format: 9"), "was written by a newer Tandem (format 9"),
        (text.replace("tables: [", "tables: "), "is no mapping: line"),
        ("id,Name\n1,Anna\n".to_owned(), "is no mapping: line 1"),
        (text.replace("kind: leads,", ""), "`kind` is missing"),
    ] {
        std::fs::write(&path, &wrong).expect("written");
        let sentence = Mapping::read(&path).expect_err(because).to_string();
        assert!(sentence.contains(because) && sentence.lines().count() == 1, "{sentence}\n{wrong}");
    }
}

#[test]
fn a_mapping_is_found_again_by_the_columns() {
    let columns = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    let mapping = mapping();
    assert!(mapping.table_for(&columns("Nr,Firma,Seit,Stufe,Wert,Datum,Rest")).is_some());
    assert!(
        mapping.table_for(&columns("Rest,Datum,Wert,Stufe,Seit,Firma,Nr,Neu")).is_some(),
        "in any order, with a new one"
    );
    assert!(mapping.table_for(&columns("Datum,Wert,Stufe,Seit,Firma,Nr")).is_some(), "an ignored one may be gone");
    assert!(mapping.table_for(&columns("Nr,Firma,Seit,Stufe,Wert,Rest")).is_none());
    assert!(
        mapping.table_for(&columns("Nr,Firma,Seit,Stufe,Wert,Datum,a,b,c,d,e,f,g,h")).is_none(),
        "more strangers than acquaintances"
    );
}

#[test]
fn a_mapping_for_other_columns_is_refused() {
    let bench = Bench::new();
    let request = ImportRequest { mapping: Some(mapping()), ..bench.request("id,Name\n1,Anna\n") };
    let sentence = bench.try_import(&request).expect_err("other columns").to_string();
    assert!(sentence.contains("the mapping was made for other columns than those of"), "{sentence}");
    let mut doubled = mapping();
    doubled.tables[0].columns[1].role = Role::Key;
    doubled.tables[0].columns[1].attribute = None;
    let request = ImportRequest { mapping: Some(doubled), ..bench.request(TABLE) };
    let sentence = bench.try_import(&request).expect_err("two keys").to_string();
    assert!(sentence.contains("are the key; one of them must be something else"), "{sentence}");
    assert!(!bench.library().exists());
}

#[test]
fn what_was_made_of_a_file_can_be_kept_and_gives_the_same_again() {
    let bench = Bench::new();
    let guessed = bench.import(&bench.request(TABLE));
    let text = guessed.mapping.to_text();
    let kept = Mapping::parse(&text).expect("read");
    let again = bench.import(&ImportRequest { mapping: Some(kept), ..bench.request(TABLE) });
    assert_eq!((again.same, again.changed), (2, 0), "{}\n{text}", notes(&again));
    assert_eq!(again.mapping, guessed.mapping);
}

#[test]
fn exports_are_mapped_without_a_question() {
    let bench = Bench::new();
    let report = bench.import_text(
        "Id,IsDeleted,LastName,Title,Company,LeadSource,Status,IsConverted,CreatedDate,OwnerId\n\
         00Q1,false,Berg,CEO,Acme,Web,Closed - Converted,true,2026-01-05T10:00:00.000Z,005x\n\
         00Q2,false,Tal,CTO,Beta,Web,Closed - Not Converted,false,2026-01-06T10:00:00.000Z,005x\n\
         00Q3,false,See,CFO,Gamma,Web,Working - Contacted,false,2026-01-07T10:00:00.000Z,005x\n",
    );
    assert!(notes(&report).contains("was recognised as an export of Salesforce (leads)"), "{}", notes(&report));
    let outcomes = ["00Q1", "00Q2", "00Q3"].map(|key| bench.lead(key).outcome);
    assert_eq!(outcomes, [Outcome::Won, Outcome::Lost, Outcome::Open]);
    let lead = bench.lead("00Q1");
    assert_eq!(
        (lead.account.as_deref(), lead.attribute("IsConverted")),
        (Some("Acme"), None),
        "which gives the answer away"
    );
    assert_eq!(lead.created.map(|day| day.to_string()).as_deref(), Some("2026-01-05"));
}

#[test]
fn what_a_mapping_says_of_a_table_goes_before_what_it_looks_like() {
    let column =
        |column: &str, role: Role| ColumnMapping { column: column.to_owned(), role, ..ColumnMapping::default() };
    let mapped = |kind: TableKind, columns: Vec<ColumnMapping>| {
        Some(Mapping::new(vec![TableMapping { kind, columns, ..TableMapping::default() }]))
    };

    // It looks like people, and is what the leads of the other file did.
    let bench = Bench::new();
    let leads = bench.write("people.csv", "First name,Last name,Email,Deal,When\nAnn,A,a@x.de,D1,2026-02-01\n");
    let deals = bench.write("wins.csv", "Deal ID,Deal stage,Size\nD1,Closed won,5\nD2,Closed lost,7\n");
    let others = [("First name", Role::Ignored), ("Last name", Role::Ignored), ("Email", Role::Ignored)];
    let columns = [("Deal", Role::Lead), ("When", Role::At)].into_iter().chain(others);
    let mapping = mapped(TableKind::Events, columns.map(|(name, role)| column(name, role)).collect());
    let report = bench.import(&ImportRequest { leads, more: vec![deals], mapping, ..ImportRequest::default() });
    assert_eq!((report.new, report.events_new), (2, 1), "{report}");
    assert_eq!(bench.lead("D1").outcome, Outcome::Won);

    // It looks like events, and holds the leads: what is not about them is none.
    let bench = Bench::new();
    let leads = bench.write("log.csv", "key,kind,at,City\nK1,new,2026-01-01,Ulm\nK2,old,2026-01-02,Bonn\n");
    let things = bench.write("things.csv", "thing,weight\nA,1\nB,2\n");
    let columns = [("key", Role::Key), ("kind", Role::Attribute), ("at", Role::Created), ("City", Role::Attribute)];
    let mapping = mapped(TableKind::Leads, columns.map(|(name, role)| column(name, role)).into());
    let report = bench.import(&ImportRequest { leads, more: vec![things], mapping, ..ImportRequest::default() });
    assert_eq!(report.new, 2, "{report}");
    assert!(notes(&report).contains("things.csv is neither about leads nor"), "{}", notes(&report));
}
