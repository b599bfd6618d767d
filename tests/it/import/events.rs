//! Events from CSV files.

use tandem::library::{ImportReport, ImportRequest, Role};

use super::{Bench, notes};

const LEADS: &str = "id,Email\n1,anna@a.example\n2,ben@b.example\n";

fn with_events(bench: &Bench, events: &str) -> ImportRequest {
    ImportRequest { events: Some(bench.write("events.csv", events)), ..bench.request(LEADS) }
}

fn event_role(report: &ImportReport, name: &str) -> Option<Role> {
    report.event_columns.iter().find(|column| column.name == name).map(|column| column.role)
}

/// The events of a lead, a line each.
fn listed(bench: &Bench, key: &str) -> Vec<String> {
    let line = |event: &tandem::lead::Event| {
        let detail = event.detail.as_deref().unwrap_or("-");
        let amount = event.amount.map_or("-".to_owned(), |amount| amount.to_string());
        format!("{} {} {detail} {amount}", event.at, event.kind)
    };
    bench.lead(key).events.iter().map(line).collect()
}

#[test]
fn events_are_read_with_their_times() {
    let bench = Bench::new();
    let report = bench.import(&with_events(
        &bench,
        "Contact ID,Event type,Timestamp,Page,Percent,Browser\n\
         1,page_view,2026-03-01T10:00:00+02:00,/pricing,,x\n\
         1,video_watched,2026-03-02 09:30,Demo,75,x\n\
         1,email_open,2026-03-01,,,x\n\
         2,email_open,2026-03-05T23:59:59.999Z,,,x\n",
    ));
    assert_eq!((report.new, report.events_new, report.rejected_count), (2, 4, 0));
    for (name, role) in [
        ("Contact ID", Role::Lead),
        ("Event type", Role::Kind),
        ("Timestamp", Role::At),
        ("Page", Role::Detail),
        ("Percent", Role::Amount),
        ("Browser", Role::Ignored),
    ] {
        assert_eq!(event_role(&report, name), Some(role), "{name}");
    }
    assert_eq!(
        listed(&bench, "1"),
        [
            "2026-03-01T00:00:00Z email_open - -",
            "2026-03-01T08:00:00Z page_view /pricing -",
            "2026-03-02T09:30:00Z video_watched Demo 75",
        ]
    );
    assert_eq!(bench.open().as_of().expect("as of").to_string(), "2026-03-05T23:59:59Z");
}

#[test]
fn importing_events_again_adds_none_but_two_alike_are_two() {
    let bench = Bench::new();
    let click = "1,click,2026-03-01T10:00:00Z,a\n";
    let twice = format!("lead,kind,at,detail\n{click}{click}2,click,2026-03-01T10:00:00Z,a\n");
    let first = bench.import(&with_events(&bench, &twice));
    assert_eq!((first.events_new, first.events_same), (3, 0));
    let again = bench.import(&with_events(&bench, &twice));
    assert_eq!((again.events_new, again.events_same), (0, 3));
    assert_eq!(listed(&bench, "1").len(), 2);

    let more = format!("{twice}{click}1,click,2026-03-01T10:00:00Z,b\n");
    let more = bench.import(&with_events(&bench, &more));
    assert_eq!((more.events_new, more.events_same), (2, 3));
    let fewer = bench.import(&with_events(&bench, &format!("lead,kind,at,detail\n{click}")));
    assert_eq!((fewer.events_new, fewer.events_same), (0, 1));
    assert_eq!(listed(&bench, "1").len(), 4);
}

#[test]
fn an_amount_of_minus_zero_is_known_again() {
    let bench = Bench::new();
    let events = "lead,kind,at,amount\n1,refund,2026-03-01,-0\n2,refund,2026-03-01,-0.0\n";
    assert_eq!(bench.import(&with_events(&bench, events)).events_new, 2);
    let again = bench.import(&with_events(&bench, events));
    assert_eq!((again.events_new, again.events_same), (0, 2));
}

#[test]
fn events_that_cannot_be_taken_are_listed() {
    let bench = Bench::new();
    let report = bench.import(&with_events(
        &bench,
        "lead,kind,at,amount\n1,click,2026-03-01,\n3,click,2026-03-01,\n1,click,soon,\n1,,2026-03-01,\n1,click\n,click,2026-03-01,\n",
    ));
    let reasons: Vec<(u64, &str)> = report.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (3, "there is no lead “3”"),
            (4, "“soon” is no date or time; write it as 2026-11-18T14:30:00Z"),
            (5, "“kind” is missing"),
            (6, "the row has 2 cells, the header 4"),
            (7, "“lead” is missing"),
        ]
    );
    assert_eq!(report.events_new, 1);
}

#[test]
fn columns_are_found_by_what_they_hold() {
    let bench = Bench::new();
    let report = bench.import(&with_events(&bench, "who,id,moment\n1,a,2026-03-01\n2,b,2026-03-02\n"));
    assert_eq!(event_role(&report, "who"), Some(Role::Lead), "it holds keys of leads; “id” does not");
    assert_eq!(event_role(&report, "moment"), Some(Role::At));
    assert!(notes(&report).contains("all its events are of the kind “events”"), "{}", notes(&report));
    assert_eq!(listed(&bench, "2"), ["2026-03-02T00:00:00Z events - -"]);
}

#[test]
fn events_of_strangers_alone_are_noted() {
    let bench = Bench::new();
    let report = bench.import(&with_events(&bench, "recipient,type,created\nx,OPEN,2026-03-01\n"));
    assert!(notes(&report).contains("none of 1 row"), "{}", notes(&report));
    assert!(notes(&report).contains("the lead was sought in “recipient”"), "{}", notes(&report));
}

#[test]
fn the_numbers_of_forms_are_no_keys_of_leads_where_leads_are_known() {
    let bench = Bench::new();
    let forms = bench.write("forms.csv", "guid,form_type,redirect\nF1,regular,/a\nF2,regular,/b\n");
    let sent = "timestamp,form_id,contact_id,page_url\n2026-01-02,F1,7,/a\n2026-01-03,F2,8,/b\n2026-01-04,F1,9,/a\n";
    let sent = bench.write("sent.csv", sent);
    let request = bench.request("contact_id,email\n7,a@x.de\n8,b@x.de\n");
    let report = bench.import(&ImportRequest { more: vec![forms, sent], ..request });
    assert_eq!((report.events_new, report.rejected_count), (2, 1), "{report}");
    assert_eq!(event_role(&report, "contact_id"), Some(Role::Lead));
}
