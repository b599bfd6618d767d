//! What is made of columns that are not quite what they seem: nearly numbers, nearly a key, nearly the outcome, or the outcome
//! itself in another dress.

use std::fmt::Write as _;

use tandem::{
    lead::{FieldType, Outcome, Value},
    library::{
        ImportRequest, Progress, Role,
        import::{Format, Mapping, Reason, Source, TableInspection, TableMapping, inspect},
    },
};

use super::{Bench, notes, role};

fn look(bench: &Bench, text: &str) -> TableInspection {
    bench.write("leads.csv", text);
    let sources = [Source::file(bench.path("leads.csv"))];
    inspect(&sources, None, &Progress::default()).expect("inspected").tables.remove(0)
}

/// A table whose rows are made of their numbers.
fn table(header: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    (0..rows).fold(format!("{header}\n"), |mut table, number| {
        writeln!(table, "{}", row(number)).expect("written");
        table
    })
}

#[test]
fn one_bad_value_is_missing_and_listed_and_the_column_keeps_its_type() {
    let bench = Bench::new();
    let text = table("id,Size,Since", 30, |number| {
        let size = if number == 4 { "about 50".to_owned() } else { number.to_string() };
        let since = if number == 9 { "2026-02-30".to_owned() } else { format!("2026-03-{:02}", number % 28 + 1) };
        format!("K{number},{size},{since}")
    });
    let found = look(&bench, &text);
    let size = found.columns.iter().find(|column| column.name == "Size").expect("the column");
    assert_eq!(size.found, Format::Number { decimal_comma: false });
    let odd = size.odd.as_ref().expect("one is odd");
    assert_eq!((odd.count, odd.values, odd.first.as_slice()), (1, 30, &[(6, "about 50".to_owned())][..]));
    let report = bench.import_text(&text);
    assert_eq!((report.new, report.rejected_count), (30, 0));
    let dirt: Vec<_> = report.dirt.iter().map(|dirt| (dirt.line, dirt.value.as_str(), dirt.reason)).collect();
    assert_eq!(dirt, [(6, "about 50", Reason::WrongType), (11, "2026-02-30", Reason::WrongType)]);
    let told = notes(&report);
    assert!(told.contains("“Size”: 1 value is no number and counts as missing: “about 50” on line 6"), "{told}");
    assert!(told.contains("“Since”: 1 value is no date and counts as missing: “2026-02-30” on line 11"), "{told}");
    assert_eq!(bench.lead("K4").attribute("Size"), None);
    assert_eq!(bench.lead("K5").attribute("Size"), Some(&Value::Number(5.0)));
}

#[test]
fn too_many_odd_values_are_told_and_lose_nothing() {
    let bench = Bench::new();
    let report = bench.import_text(table("id,Size", 30, |number| {
        format!("K{number},{}", if number % 10 == 3 { "about 50".to_owned() } else { number.to_string() })
    }));
    assert!(
        notes(&report).contains("“Size” is text, though 27 of its 30 values are numbers: line 5 says “about 50”"),
        "{}",
        notes(&report)
    );
    assert_eq!(bench.lead("K3").attribute("Size").map(ToString::to_string).as_deref(), Some("about 50"));
}

#[test]
fn a_key_that_is_not_the_obvious_one_is_told_with_the_lines() {
    let bench = Bench::new();
    let text = table("id,email,Size", 20, |number| {
        let id = if number == 5 { String::new() } else { (number % 17).to_string() };
        format!("{id},p{number}@x.example,{number}")
    });
    let report = bench.import_text(&text);
    assert_eq!(role(&report, "email"), Role::Key);
    let told = "the key is “email”, not “id”, which does not tell the leads apart: it has “0” on the lines 2 and 19 \
                (2 other rows have what an earlier one has), and has nothing on line 7 (--key id takes it all the same)";
    assert!(notes(&report).contains(told), "{}", notes(&report));
    // Who says so gets what was asked for, and no note.
    let bench = Bench::new();
    let request = ImportRequest { key: Some("email".to_owned()), ..bench.request(&text) };
    assert!(!notes(&bench.import(&request)).contains("not “id”"));
}

/// Leads of which one in three was won, one lost, one is open.
fn sold(rows: usize) -> String {
    table("id,Stage,Size,Contract value,Lost reason", rows, |number| {
        let (stage, value, reason) = match number % 3 {
            0 => ("Won", (number + 10).to_string(), ""),
            1 => ("Lost", "0".to_owned(), ["price", "no need"][number % 2]),
            _ => ("Talks", String::new(), ""),
        };
        format!("K{number},{stage},{number},{value},{reason}")
    })
}

#[test]
fn what_gives_the_outcome_away_is_left_out_with_the_figures_unless_it_is_wanted() {
    let bench = Bench::new();
    let report = bench.import_text(sold(90));
    let told = notes(&report);
    assert!(
        told.contains(
            "“Contract value” gives the outcome away (other than 0 for 30 of 30 won leads and for 0 of 30 lost ones), so it \
             is left out (--keep \"Contract value\" takes it all the same)"
        ),
        "{told}"
    );
    assert!(
        told.contains("“Lost reason” gives the outcome away (filled for 0 of 30 won leads and for 30 of 30"),
        "{told}"
    );
    assert_eq!([role(&report, "Contract value"), role(&report, "Size")], [Role::Ignored, Role::Attribute]);
    let fields = |bench: &Bench| bench.open().fields().expect("fields").len();
    assert_eq!(fields(&bench), 1);
    let bench = Bench::new();
    let keep = vec!["contract value".to_owned()];
    let report = bench.import(&ImportRequest { keep, ..bench.request(sold(90)) });
    assert!(notes(&report).contains("it is kept, as was asked for"), "{}", notes(&report));
    assert_eq!(fields(&bench), 2);
    let keep = vec!["Contract worth".to_owned()];
    let refused = bench.try_import(&ImportRequest { keep, ..bench.request(sold(90)) }).expect_err("no such column");
    assert!(refused.to_string().contains("Contract worth"), "{refused}");
    // What the library has is no news, and stays filled.
    let report = bench.import_text(sold(120));
    assert!(notes(&report).contains("the library has it, so it is kept"), "{}", notes(&report));
    assert_eq!(bench.lead("K102").attribute("Contract value"), Some(&Value::Number(112.0)));
    let bench = Bench::new();
    assert!(!notes(&bench.import_text(sold(60))).contains("gives the outcome away"), "20 leads may be chance");
}

/// Leads of which one in three was won, one lost, one is open; a reason stands with a part of the lost ones, and of the open ones
/// with one in `open`.
fn with_reasons(open: usize) -> String {
    table("id,Stage,Size,Lost reason,Competitor", 300, |number| {
        let nth = number / 3;
        let (stage, reason) = match number % 3 {
            0 => ("Won", ""),
            1 if nth % 5 < 2 => ("Lost", "price"),
            1 => ("Lost", ""),
            _ if open > 0 && nth % open == 0 => ("Talks", "price"),
            _ => ("Talks", ""),
        };
        // Strong, known early, and now and then a lead with it was won.
        let competitor = if stage == "Lost" && nth % 2 == 0 || nth % 20 == 0 { "Acme" } else { "" };
        format!("K{number},{stage},{number},{reason},{competitor}")
    })
}

#[test]
fn what_is_filled_for_one_side_only_is_left_out_unless_open_leads_have_it_too() {
    let bench = Bench::new();
    let report = bench.import_text(with_reasons(0));
    let told = notes(&report);
    assert!(
        told.contains(
            "“Lost reason” gives the outcome away (filled for 0 of 100 won leads and for 40 of 100 lost ones, and for 0 of \
             100 open ones), so it is left out (--keep \"Lost reason\" takes it all the same)"
        ),
        "{told}"
    );
    assert_eq!([role(&report, "Lost reason"), role(&report, "Competitor")], [Role::Ignored, Role::Attribute]);
    assert!(!told.contains("Competitor"), "{told}");
    // What open leads have as well is known early: it is said, and kept.
    let bench = Bench::new();
    let report = bench.import_text(with_reasons(4));
    let told = notes(&report);
    assert!(told.contains("“Lost reason” may give the outcome away (filled for 0 of 100 won leads"), "{told}");
    assert!(told.contains("and for 25 of 100 open ones): leave it out if it is written down only"), "{told}");
    assert_eq!(role(&report, "Lost reason"), Role::Attribute);
}

#[test]
fn what_a_mapping_takes_is_looked_at_too_and_kept() {
    for text in [sold(90), with_reasons(0)] {
        let bench = Bench::new();
        let mut mapping = look(&bench, &text).mapping;
        let leaks: Vec<String> = mapping
            .columns
            .iter_mut()
            .filter(|column| column.role == Role::Ignored)
            .map(|column| {
                column.role = Role::Attribute;
                column.column.clone()
            })
            .collect();
        assert!(!leaks.is_empty());
        let request = ImportRequest { mapping: Some(Mapping::new(vec![mapping])), ..bench.request(&text) };
        // Into a new library, and into one that has it all.
        for report in [bench.import(&request), bench.import(&request)] {
            let told: Vec<_> = report.notes.iter().filter(|note| note.contains("gives the outcome away")).collect();
            assert_eq!(told.len(), leaks.len(), "{told:?}");
            for (note, leak) in told.into_iter().zip(&leaks) {
                assert!(note.starts_with(&format!("“{leak}” gives the outcome away (")), "{note}");
                assert!(
                    note.ends_with("lost ones); the mapping takes it, so it is kept")
                        || note.ends_with("open ones); the mapping takes it, so it is kept"),
                    "{note}"
                );
                assert_eq!(role(&report, leak), Role::Attribute);
            }
        }
        let without = TableMapping {
            won: Vec::new(),
            lost: Vec::new(),
            ..request.mapping.clone().expect("one").tables.remove(0)
        };
        let bench = Bench::new();
        let report =
            bench.import(&ImportRequest { mapping: Some(Mapping::new(vec![without])), ..bench.request(&text) });
        assert!(!notes(&report).contains("gives the outcome away"), "nothing says how leads ended");
    }
}

#[test]
fn a_column_that_may_be_the_outcome_is_offered_and_not_taken() {
    let bench = Bench::new();
    let text = table("id,Newsletter,Converted,Size", 30, |number| {
        let (newsletter, converted) = (["yes", "no"][number % 2], ["1", "0"][usize::from(number % 5 > 0)]);
        format!("K{number},{newsletter},{converted},{number}")
    });
    let found = look(&bench, &text);
    let offers: Vec<_> = found.outcome_offers.iter().map(|offer| (offer.column.as_str(), offer.is_called_so)).collect();
    assert_eq!(offers, [("Converted", true), ("Newsletter", false)]);
    let report = bench.import_text(&text);
    let told = "no column says for certain how leads ended; “Converted” may (0 24, 1 6) (--outcome Converted)";
    assert!(notes(&report).contains(told), "{}", notes(&report));
    assert_eq!(role(&report, "Converted"), Role::Attribute);
    // Named, it needs no more words.
    let bench = Bench::new();
    bench.import(&ImportRequest { outcome: Some("Converted".to_owned()), ..bench.request(&text) });
    assert_eq!([bench.lead("K0").outcome, bench.lead("K1").outcome], [Outcome::Won, Outcome::Lost]);
    let bench = Bench::new();
    let report = bench.import_text(table("id,Newsletter,Size", 30, |number| {
        format!("K{number},{},{number}", ["yes", "no"][number % 2])
    }));
    let told = "no column says how leads ended, unless yes means won in “Newsletter” (--outcome COLUMN)";
    assert!(notes(&report).contains(told), "{}", notes(&report));
    assert_eq!(bench.open().fields().expect("fields")[0], ("Newsletter".to_owned(), FieldType::YesNo));
}
