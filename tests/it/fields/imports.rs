//! Imports into a library whose fields were changed.

use tandem::{
    lead::{FieldType, Value},
    library::{
        FieldChange, ImportRequest, Progress, RetiredBy, Role,
        import::{ColumnMapping, Format, Mapping, TableMapping},
    },
};

use super::{Bench, TITLES, delete, merge, rename, retype};

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

/// The same must hold when nothing can be undone any more.
fn also_when_removed(prepare: impl Fn(&Bench), test: impl Fn(&Bench)) {
    for is_removed in [false, true] {
        let bench = Bench::new(TITLES);
        prepare(&bench);
        if is_removed {
            bench.open().remove_retired_fields(&Progress::default()).expect("removed");
        }
        test(&bench);
    }
}

#[test]
fn a_renamed_field_is_found_by_its_former_names() {
    let renamed = |bench: &Bench| {
        bench.change(&rename("Title", "Role"));
        bench.change(&rename("Role", "Job title"));
    };
    also_when_removed(renamed, |bench| {
        let report = bench.import("Email,Title,Size\na@x,Founder,5\ne@x,Intern,1\n");
        assert_eq!((report.new, report.changed, report.new_attributes.len()), (1, 1, 0));
        bench.import("Email,Role\nb@x,Owner\n");
        assert_eq!(bench.fields(), ["Email", "Job title", "Size"]);
        assert_eq!(bench.texts("Job title"), ["Founder", "Owner", "C.E.O", "Engineer", "Intern"]);
    });
}

#[test]
fn a_column_that_is_called_so_goes_before_one_that_was() {
    let bench = Bench::new(TITLES);
    bench.change(&rename("Title", "Job title"));
    bench.import("Email,Title,Job title\na@x,Dr.,Founder\n");
    assert_eq!((bench.value("a@x", "Job title"), bench.value("a@x", "Title")), (text("Founder"), text("Dr.")));
    // The name is taken now: who has it gives way, and what was undone of it is over.
    bench.change(&rename("Title", "Salutation"));
    bench.undo();
    let undone = bench.open().undo_field_change().expect("undone").expect("a step");
    assert_eq!(undone.aside, Some(("Title".to_owned(), "Title 2".to_owned())));
    assert_eq!(bench.fields(), ["Email", "Title", "Size", "Title 2"]);
    assert_eq!((bench.value("a@x", "Title"), bench.value("a@x", "Title 2")), (text("Founder"), text("Dr.")));
    assert_eq!(bench.redo(), Some(rename("Title", "Job title")));
    assert_eq!((bench.redo(), bench.fields().join(" ")), (None, "Email Job title Size Title 2".to_owned()));
}

#[test]
fn a_deleted_field_that_comes_back_stands_before_what_came_in_meanwhile() {
    let bench = Bench::new(TITLES);
    bench.change(&delete("Size"));
    bench.import("Email,City\na@x,Brno\n");
    assert_eq!(bench.fields(), ["Email", "Title", "City"]);
    bench.undo();
    assert_eq!(bench.fields(), ["Email", "Title", "Size", "City"]);
}

#[test]
fn merged_values_are_merged_when_they_come_in_again() {
    let merged = |bench: &Bench| {
        bench.change(&merge("Title", "CEO", &["ceo", "C.E.O", "Boss"]));
        bench.change(&rename("Title", "Job title"));
    };
    also_when_removed(merged, |bench| {
        let report = bench.import("Email,Title,Size\na@x,ceo,5\nd@x,Boss,7\ne@x,C.E.O,\nf@x,Bosses,\n");
        assert_eq!((report.new, report.changed, report.same), (2, 1, 1), "a@x is a CEO already");
        assert_eq!(bench.texts("Job title"), ["CEO", "CEO", "CEO", "CEO", "CEO", "Bosses"]);
    });
}

#[test]
fn who_came_in_since_values_were_merged_keeps_what_they_became_which_is_said() {
    let bench = Bench::new(TITLES);
    bench.change(&merge("Title", "CEO", &["ceo", "C.E.O"]));
    bench.import("Email,Title,Size\nx@x,ceo,5\ny@x,C.E.O,5\nz@x,Intern,5\n");
    let undone = bench.open().undo_field_change().expect("undone").expect("a step");
    assert_eq!(undone.stay_merged, 2);
    assert_eq!((bench.value("x@x", "Title"), bench.value("z@x", "Title")), (text("CEO"), text("Intern")));
    bench.redo();
    assert_eq!(bench.open().undo_field_change().expect("undone").expect("a step").stay_merged, 0, "it was said once");
}

#[test]
fn merged_values_are_merged_before_they_are_read() {
    let bench = Bench::new("Key,Size\na,5\nb,dozen\nc,many\n");
    bench.change(&merge("Size", "12", &["dozen"]));
    bench.change(&retype("Size", FieldType::Number));
    bench.import("Key,Size\na,dozen\nb,6\n");
    assert_eq!(bench.texts("Size"), ["12", "6", "—"]);
}

#[test]
fn a_deleted_field_is_not_taken_again_unless_somebody_says_so() {
    also_when_removed(
        |bench| {
            bench.change(&rename("Title", "Job title"));
            bench.change(&delete("Job title"));
        },
        |bench| {
            let report = bench.import("Email,Title,Size\na@x,Founder,6\n");
            assert_eq!(bench.fields(), ["Email", "Size"]);
            let of_title = report.columns.iter().find(|column| column.name == "Title").expect("told");
            assert_eq!(of_title.role, Role::Ignored);
            let note = "“Title” was deleted from the library, so it is not taken again";
            assert!(report.notes.iter().any(|said| said == note), "{:?}", report.notes);
            assert_eq!(bench.value("a@x", "Size"), Some(Value::Number(6.0)));
            // Nor by a mapping that was made before.
            let column = |name: &str, role| ColumnMapping { column: name.to_owned(), role, ..ColumnMapping::default() };
            let columns =
                vec![column("Email", Role::Key), column("Title", Role::Attribute), column("Size", Role::Attribute)];
            let mapping = Mapping::new(vec![TableMapping { columns, ..TableMapping::default() }]);
            let leads = bench.write("more.csv", "Email,Title,Size\na@x,Founder,8\n");
            let request = ImportRequest { leads, mapping: Some(mapping.clone()), ..ImportRequest::default() };
            let report = bench.import_as(&request);
            assert!(report.notes.iter().any(|said| said == note), "{:?}", report.notes);
            assert_eq!(
                (bench.fields(), bench.value("a@x", "Size")),
                (vec!["Email".into(), "Size".into()], Some(Value::Number(8.0)))
            );
            // But under another name, which can then be changed back.
            let mut mapping = mapping;
            mapping.tables[0].columns[1].attribute = Some("Title anew".to_owned());
            bench.import_as(&ImportRequest { mapping: Some(mapping), ..request });
            bench.change(&rename("Title anew", "Title"));
            bench.import("Email,Title,Size\na@x,Owner,8\n");
            assert_eq!(bench.value("a@x", "Title"), text("Owner"));
        },
    );
}

#[test]
fn a_mapping_that_was_made_before_finds_renamed_fields() {
    let bench = Bench::new(TITLES);
    let column = |name: &str, role| ColumnMapping { column: name.to_owned(), role, ..ColumnMapping::default() };
    let columns = vec![column("Email", Role::Key), column("Title", Role::Attribute)];
    let mapping = Mapping::new(vec![TableMapping { columns, ..TableMapping::default() }]);
    bench.change(&rename("Title", "Job title"));
    let leads = bench.write("more.csv", "Email,Title\na@x,Founder\n");
    bench.import_as(&ImportRequest { leads, mapping: Some(mapping), ..ImportRequest::default() });
    assert_eq!((bench.value("a@x", "Job title"), bench.fields().len()), (text("Founder"), 3));
}

#[test]
fn a_retyped_field_keeps_its_type() {
    let bench = Bench::new(TITLES);
    bench.change(&retype("Size", FieldType::Text));
    bench.import("Email,Size\na@x,6\ne@x,many\n");
    assert_eq!((bench.value("a@x", "Size"), bench.value("e@x", "Size")), (text("6"), text("many")));
    let bench = Bench::new("Key,Size\na,5\nb,few\n");
    bench.change(&retype("Size", FieldType::Number));
    let report = bench.import("Key,Size\na,6\nc,lots\n");
    assert_eq!(bench.texts("Size"), ["6", "—", "—"]);
    assert!(report.notes.iter().any(|note| note.contains("is no number")), "{:?}", report.notes);
    // Words of more than one language fit no single pair.
    let bench = Bench::new("Key,Fan\na,ja\nb,TRUE\nc,maybe\n");
    bench.change(&retype("Fan", FieldType::YesNo));
    bench.import("Key,Fan\na,nein\nb,FALSE\nc,yes\n");
    assert_eq!(bench.texts("Fan"), ["no", "no", "yes"]);
}

#[test]
fn a_mapping_that_was_made_before_a_field_was_retyped_finds_how_its_values_are_written() {
    let bench = Bench::new("Key;Price;Since;Fan\na;1.234,5 or so;soon;ja\nb;2.000;31.12.2024;Ja!\n");
    let column =
        |name: &str, role, values| ColumnMapping { column: name.to_owned(), role, values, ..ColumnMapping::default() };
    let text = |name| column(name, Role::Attribute, Some(Format::Text));
    let columns = vec![column("Key", Role::Key, None), text("Price"), text("Since"), text("Fan")];
    let mapping = Mapping::new(vec![TableMapping { columns, ..TableMapping::default() }]);
    for (field, to) in [("Price", FieldType::Number), ("Since", FieldType::Date), ("Fan", FieldType::YesNo)] {
        bench.change(&retype(field, to));
    }
    bench.change(&rename("Since", "Customer since"));
    let more = "Key;Price;Since;Fan\na;1.234;1.2.2025;ja\nb;1.234,5;31.12.2024;nein\nc;none;never;perhaps\n";
    let leads = bench.write("more.csv", more);
    let report = bench.import_as(&ImportRequest { leads, mapping: Some(mapping), ..ImportRequest::default() });
    assert_eq!(bench.texts("Price"), ["1234", "1234.5", "—"], "the point is none of a decimal");
    assert_eq!(bench.texts("Customer since"), ["2025-02-01", "2024-12-31", "—"]);
    assert_eq!(bench.texts("Fan"), ["yes", "no", "—"]);
    let price = report.mapping.tables[0].columns.iter().find(|column| column.column == "Price");
    assert!(
        price.is_some_and(|price| matches!(price.values, Some(Format::Number { .. }))),
        "{price:?}: the next time it is known"
    );
}

#[test]
fn undo_keeps_what_came_in_since() {
    let bench = Bench::new("Key,Size\na,5\nb,a dozen\nc,7 people\nd,9\n");
    bench.change(&merge("Size", "9", &["5"]));
    bench.change(&retype("Size", FieldType::Number));
    assert_eq!(bench.texts("Size"), ["9", "—", "—", "9"]);
    bench.import("Key,Size\nc,8\nd,10.5\ne,11\n");
    bench.undo();
    assert_eq!(
        bench.texts("Size"),
        ["9", "a dozen", "8", "10.5", "11"],
        "what was lost is back, what came in is there"
    );
    bench.undo();
    assert_eq!(bench.texts("Size"), ["5", "a dozen", "8", "10.5", "11"]);
    bench.import("Key,Size\na,many\nf,5\n");
    bench.redo();
    bench.redo();
    assert_eq!(bench.texts("Size"), ["—", "—", "8", "10.5", "11", "9"], "done again with what is there now");
}

#[test]
fn what_accounts_have_changes_with_their_leads() {
    let bench = Bench::new("Email,Company\na@x,acme\nb@x,beta\n");
    let accounts = |bench: &Bench, text: &str| {
        let accounts = Some(bench.write("accounts.csv", text));
        bench.import_as(&ImportRequest { accounts, ..ImportRequest::default() })
    };
    accounts(&bench, "Company,Sector,Staff\nacme,Tools,some 5\nbeta,tools,7\n");
    bench.change(&merge("Account: Sector", "Tools", &["tools"]));
    bench.change(&retype("Account: Staff", FieldType::Number));
    bench.change(&rename("Account: Staff", "Headcount"));
    assert_eq!(
        (bench.texts("Account: Sector"), bench.texts("Headcount")),
        (vec!["Tools".into(); 2], vec!["—".into(), "7".into()])
    );
    // Leads of the same accounts, and of others.
    bench.import("Email,Company\nc@x,beta\n");
    assert_eq!(
        (bench.texts("Account: Sector"), bench.texts("Headcount")),
        (vec!["Tools".into(); 3], ["—", "7", "7"].map(String::from).to_vec())
    );
    let report = accounts(&bench, "Company,Sector,Staff\nacme,tools,6\ngamma,Food,1\n");
    assert_eq!(
        (report.new_attributes.len(), bench.texts("Headcount")),
        (0, ["6", "7", "7"].map(String::from).to_vec())
    );
    for _ in 0..3 {
        bench.undo();
    }
    assert_eq!(bench.texts("Account: Staff"), ["6", "7", "7"]);
    assert_eq!(bench.texts("Account: Sector"), ["Tools", "tools", "tools"]);
    bench.import("Email,Company\nd@x,acme\n");
    assert_eq!(bench.texts("Account: Sector"), ["Tools", "tools", "tools", "Tools"]);
    bench.change(&delete("Account: Staff"));
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    accounts(&bench, "Company,Sector,Staff\nacme,Food,6\n");
    assert_eq!(bench.fields(), ["Email", "Company", "Account: Sector"]);
    assert_eq!(bench.texts("Account: Sector"), ["Food", "tools", "tools", "Food"]);
}

#[test]
fn undo_brings_back_what_accounts_know_only_since_the_change() {
    for change in [merge("Account: Sector", "Tools", &["tools"]), retype("Account: Sector", FieldType::YesNo)] {
        let bench = Bench::new("Email,Company,Account: Sector\na@x,acme,tools\nb@x,beta,Food\n");
        bench.change(&change);
        let accounts = Some(bench.write("accounts.csv", "Company,Sector\nacme,yes\nbeta,Food\n"));
        bench.import_as(&ImportRequest { accounts, ..ImportRequest::default() });
        assert_eq!(bench.texts("Account: Sector")[0], "yes", "{change:?}");
        assert_eq!(bench.undo().as_ref(), Some(&change));
        assert_eq!(bench.texts("Account: Sector"), ["yes", "Food"], "{change:?}");
        // What the account says is also that of leads that come in after it.
        bench.import("Email,Company\nc@x,acme\n");
        assert_eq!(bench.value("c@x", "Account: Sector"), text("yes"), "{change:?}");
        assert_eq!(bench.redo().as_ref(), Some(&change));
        assert_eq!(bench.texts("Account: Sector")[2], "yes", "{change:?}");
    }
}

#[test]
fn spellings_that_were_merged_together_are_merged_when_they_come_in_again() {
    let groups = |bench: &Bench| {
        let synonyms = [("ceo", "CEO"), ("Engineer", "engineer")];
        let synonyms = synonyms.map(|(value, into)| (value.to_owned(), into.to_owned())).into();
        let change = FieldChange::MergeGroups { field: "Title".to_owned(), synonyms };
        assert_eq!(bench.change(&change).changed, 2);
    };
    also_when_removed(groups, |bench| {
        assert_eq!(bench.texts("Title"), ["CEO", "CEO", "C.E.O", "engineer"]);
        bench.import("Email,Title\ne@x,ceo\nf@x,Engineer\ng@x,C.E.O\n");
        assert_eq!(bench.texts("Title")[4..], ["CEO", "engineer", "C.E.O"].map(String::from));
    });
    let bench = Bench::new(TITLES);
    groups(&bench);
    bench.undo();
    assert_eq!(bench.texts("Title"), ["CEO", "ceo", "C.E.O", "Engineer"]);
    bench.redo();
    assert_eq!(bench.texts("Title"), ["CEO", "CEO", "C.E.O", "engineer"]);
    bench.change(&merge("Title", "Chief", &["CEO"]));
    let former = bench.open().former_names().expect("read");
    let title: Vec<(&str, &str)> =
        former.values["Title"].iter().map(|(value, into)| (value.as_str(), into.as_str())).collect();
    assert_eq!(title, [("CEO", "Chief"), ("Engineer", "engineer"), ("ceo", "Chief")], "step by step");
}

#[test]
fn what_is_merged_can_not_be_merged_into() {
    let bench = Bench::new(TITLES);
    let change = |synonyms: &[(&str, &str)]| {
        let synonyms = synonyms.iter().map(|(value, into)| ((*value).to_owned(), (*into).to_owned())).collect();
        FieldChange::MergeGroups { field: "Title".to_owned(), synonyms }
    };
    assert!(bench.refusal(&change(&[("ceo", "CEO"), ("CEO", "Boss")])).contains("do one after the other"));
    assert!(bench.refusal(&change(&[("ceo", "ceo ")])).contains("No values"));
    assert!(bench.refusal(&change(&[("ceo", " ")])).contains("merged into"));
}

#[test]
fn what_would_be_removed_for_good_is_told_by_name() {
    let bench = Bench::new(TITLES);
    bench.change(&merge("Title", "CEO", &["ceo"]));
    bench.change(&rename("Title", "Role"));
    bench.change(&delete("Size"));
    bench.change(&retype("Role", FieldType::Number));
    bench.undo();
    let retired = bench.open().retired_fields().expect("read");
    let told: Vec<(&str, u64, RetiredBy)> =
        retired.iter().map(|one| (one.field.as_str(), one.values, one.why)).collect();
    assert_eq!(
        told,
        [("Title", 4, RetiredBy::Changing), ("Size", 3, RetiredBy::Deleting), ("Role", 0, RetiredBy::Undoing)]
    );
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    assert_eq!(bench.open().retired_fields().expect("read"), []);
}
