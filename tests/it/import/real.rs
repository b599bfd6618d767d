//! Tables of the real world, where they are at hand: `../shared/data` beside the project.

use std::path::PathBuf;

use tandem::{
    lead::{FieldType, Outcome, Value},
    library::{ImportRequest, Progress, Role},
};

use super::{Bench, notes, role};

/// The path of a real file, or `None` with a word about it.
pub fn real(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/data", "../../shared/data"].map(|folder| root.join(folder).join(path));
    let found = places.into_iter().find(|path| path.exists());
    if found.is_none() {
        println!("skipped: ../shared/data/{path} is not here");
    }
    found
}

fn request(leads: PathBuf) -> ImportRequest {
    ImportRequest { leads, ..ImportRequest::default() }
}

fn field_type(bench: &Bench, name: &str) -> Option<FieldType> {
    bench.open().fields().expect("fields").into_iter().find(|field| field.0 == name).map(|field| field.1)
}

fn outcomes(bench: &Bench) -> [usize; 3] {
    let columns = bench.open().columns(&Progress::default()).expect("columns");
    [Outcome::Open, Outcome::Won, Outcome::Lost]
        .map(|outcome| columns.outcomes.iter().filter(|other| **other == outcome).count())
}

#[test]
fn web_sessions_without_a_key() {
    let Some(path) = real("online-shoppers/online_shoppers_intention.csv") else { return };
    let bench = Bench::new();
    let mut request = request(path);
    request.outcome = Some("Revenue".to_owned());
    (request.won, request.lost) = (vec!["1".to_owned()], vec!["0".to_owned()]);
    let report = bench.import(&request);
    assert_eq!((report.new, report.rejected_count), (12_330, 0));
    assert_eq!(outcomes(&bench), [0, 1_908, 10_422]);
    assert_eq!(field_type(&bench, "Weekend"), Some(FieldType::YesNo));
    assert_eq!(field_type(&bench, "BounceRates"), Some(FieldType::Number));
    assert_eq!(field_type(&bench, "Month"), Some(FieldType::Text));
    assert_eq!(bench.import(&request).same, 12_330);
}

#[test]
fn calls_of_a_bank() {
    let Some(path) = real("bank-marketing/bank-additional-full.csv") else { return };
    let bench = Bench::new();
    let mut request = request(path);
    let report = bench.import(&request);
    let note = "no column says for certain how leads ended; “y” may (no 36,548, yes 4,640) (--outcome y)";
    assert!(notes(&report).contains(note), "{}", notes(&report));
    let bench = Bench::new();
    request.outcome = Some("y".to_owned());
    let report = bench.import(&request);
    assert!(!notes(&report).contains("gives the outcome away"), "{}", notes(&report));
    assert_eq!((report.new, report.rejected_count), (41_188, 0));
    assert_eq!(outcomes(&bench), [0, 4_640, 36_548]);
    let lead = bench.lead("row-2");
    assert_eq!(lead.attribute("default"), None, "unknown is missing");
    for row in (1..400).map(|number| bench.lead(&format!("row-{number}"))) {
        assert!(!row.attributes.iter().any(|(_, value)| value.to_string() == "unknown"), "in every column");
    }
    assert_eq!(lead.attribute("cons.price.idx"), Some(&Value::Number(93.994)));
    assert_eq!(field_type(&bench, "default"), Some(FieldType::YesNo));
}

#[test]
fn opportunities_of_a_crm() {
    let Some(path) = real("crm-sales/sales_pipeline.csv") else { return };
    let bench = Bench::new();
    let report = bench.import(&request(path));
    assert_eq!((report.new, report.rejected_count), (8_800, 0));
    assert_eq!(outcomes(&bench), [2_089, 4_238, 2_473]);
    assert_eq!(role(&report, "opportunity_id"), Role::Key);
    assert_eq!(role(&report, "account"), Role::Account);
    assert_eq!(role(&report, "engage_date"), Role::Created);
    assert_eq!(role(&report, "close_date"), Role::Closed);
    let lead = bench.lead("1C1I7A6R");
    assert_eq!(lead.created.map(|day| day.to_string()).as_deref(), Some("2016-10-20"));
    assert_eq!(lead.attribute("close_value"), None, "it would give the answer away");
    let leak =
        "“close_value” gives the outcome away (other than 0 for 4,238 of 4,238 won leads and for 0 of 2,473 lost ones)";
    assert!(notes(&report).contains(leak), "{}", notes(&report));
    assert_eq!(bench.open().as_of().expect("as of").to_string(), "2017-12-31T23:59:59Z");
}

#[test]
fn contacts_and_mail_of_hubspot() {
    let (Some(leads), Some(events)) = (real("hubspot/contact_data.csv"), real("hubspot/email_event_data.csv")) else {
        return;
    };
    let bench = Bench::new();
    let report = bench.import(&ImportRequest { events: Some(events), ..request(leads) });
    assert_eq!((report.new, role(&report, "id")), (22, Role::Key));
    assert_eq!(role(&report, "property_created_at"), Role::Created);
    // The two tables were made unrecognisable in different ways, so no event finds its contact.
    assert_eq!((report.events_new, report.rejected_count), (0, 100));
    assert!(notes(&report).contains("the lead was sought in “recipient”"), "{}", notes(&report));
}

/// What is honest in real tables is neither left out nor doubted.
#[test]
fn of_what_the_world_has_nothing_honest_is_taken_for_a_leak() {
    let said = [
        ("online-shoppers/online_shoppers_intention.csv", Some(("Revenue", "1")), vec![]),
        ("bank-marketing/bank-additional-full.csv", Some(("y", "yes")), vec![]),
        ("crm-sales/sales_pipeline.csv", None, vec!["close_value"]),
        ("hubspot/deal_data.csv", None, vec![]),
    ];
    for (file, outcome, leaks) in said {
        let Some(path) = real(file) else { return };
        let mut request = request(path);
        if let Some((column, won)) = outcome {
            (request.outcome, request.won) = (Some(column.to_owned()), vec![won.to_owned()]);
            request.lost = vec!["0".to_owned(), "no".to_owned()];
        }
        let report = Bench::new().import(&request);
        let told: Vec<&String> = report.notes.iter().filter(|note| note.contains("the outcome away")).collect();
        assert_eq!(told.len(), leaks.len(), "{file}: {told:?}");
        assert!(told.iter().zip(&leaks).all(|(note, leak)| note.starts_with(&format!("“{leak}”"))), "{told:?}");
    }
}
