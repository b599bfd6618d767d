//! Steps: undone in the order in which they were done, done again, dropped, kept in the file.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tandem::{
    lead::{FieldType, Value},
    library::{FieldChange, FieldSteps, FileStep, LibraryError, Progress},
};

use super::{Bench, TITLES, delete, merge, rename, retype};

fn steps(bench: &Bench) -> FieldSteps {
    bench.open().field_steps().expect("steps")
}

/// What is done, and what is undone.
fn changes_in(bench: &Bench) -> (Vec<FieldChange>, Vec<FieldChange>) {
    let changes = |steps: Vec<FileStep>| steps.into_iter().map(|step| step.change).collect();
    let FieldSteps { done, undone, .. } = steps(bench);
    (changes(done), changes(undone))
}

#[test]
fn steps_are_undone_and_done_again_in_order_also_after_the_file_was_closed() {
    let bench = Bench::new(TITLES);
    let changes = [
        rename("Title", "Job"),
        merge("Job", "CEO", &["ceo", "C.E.O"]),
        retype("Size", FieldType::Text),
        delete("Size"),
        retype("Job", FieldType::YesNo),
    ];
    changes.iter().for_each(|change| drop(bench.change(change)));
    assert_eq!(changes_in(&bench), (changes.to_vec(), Vec::new()));
    for left in (0..changes.len()).rev() {
        assert_eq!(bench.undo().as_ref(), Some(&changes[left]));
        assert_eq!(changes_in(&bench), (changes[..left].to_vec(), changes[left..].to_vec()));
    }
    assert_eq!((bench.undo(), bench.fields()), (None, ["Email", "Title", "Size"].map(String::from).to_vec()));
    assert_eq!(
        (bench.texts("Title"), bench.texts("Size")),
        (
            ["CEO", "ceo", "C.E.O", "Engineer"].map(String::from).to_vec(),
            ["5", "12", "—", "7"].map(String::from).to_vec()
        )
    );
    assert_eq!(bench.value("a@x", "Size"), Some(Value::Number(5.0)));
    for change in &changes {
        assert_eq!(bench.redo().as_ref(), Some(change));
    }
    assert_eq!((bench.redo(), bench.fields()), (None, vec!["Email".into(), "Job".into()]));
    bench.undo();
    assert_eq!(bench.texts("Job"), ["CEO", "CEO", "CEO", "Engineer"]);
}

#[test]
fn a_step_is_gone_through_only_while_it_is_the_next() {
    let bench = Bench::new(TITLES);
    let add = |change: &FieldChange| bench.open().add_field_step(change, &Progress::default()).expect("changed").0;
    let is_overtaken = |step| matches!(step, Err(LibraryError::Overtaken { .. }));
    let first = add(&rename("Title", "Job"));
    let second = add(&rename("Size", "Employees"));
    assert!(is_overtaken(bench.open().undo_field_step(&first)));
    assert!(is_overtaken(bench.open().redo_field_step(&second)), "it is done");
    assert_eq!(bench.fields(), ["Email", "Job", "Employees"], "nothing was done");
    for step in [&second, &first] {
        assert_eq!(bench.open().undo_field_step(step).expect("undone").map(|done| done.step).as_ref(), Some(step));
    }
    assert!(is_overtaken(bench.open().redo_field_step(&second)));
    assert!(is_overtaken(bench.open().undo_field_step(&first)), "it is undone");
    assert!(bench.open().redo_field_step(&first).expect("done again").is_some());
    // Once they are removed, numbers are given anew.
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    assert_eq!(bench.open().undo_field_step(&first).expect("nothing"), None);
    let other = add(&rename("Size", "Staff"));
    assert_eq!(other.number, first.number);
    assert!(is_overtaken(bench.open().undo_field_step(&first)));
}

#[test]
fn a_new_change_drops_what_was_undone() {
    let bench = Bench::new(TITLES);
    bench.change(&merge("Title", "CEO", &["ceo"]));
    bench.change(&merge("Title", "Boss", &["CEO"]));
    bench.undo();
    bench.change(&rename("Size", "Employees"));
    let FieldSteps { done, undone, retired } = steps(&bench);
    assert_eq!((done.len(), undone, retired), (2, Vec::new(), 2), "its column is still there");
    assert_eq!(bench.redo(), None);
    bench.undo();
    bench.undo();
    assert_eq!(bench.undo(), None);
    assert_eq!(bench.texts("Title")[1], "ceo");
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    assert_eq!(steps(&bench), FieldSteps::default());
    assert_eq!(bench.texts("Title")[1], "ceo");
}

#[test]
fn a_file_that_could_not_be_written_anew_can_be_later() {
    let bench = Bench::new(TITLES);
    bench.change(&delete("Title"));
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    assert_eq!(steps(&bench).retired, 0);
    // As a full disk leaves it: the column is gone, the file still as large as it was.
    let connection = rusqlite::Connection::open(bench.path()).expect("opened");
    connection.execute("INSERT INTO settings (name, value) VALUES ('field_traces', '1')", []).expect("written");
    drop(connection);
    assert_eq!(steps(&bench).retired, 1, "there is something left to be removed");
    bench.open().remove_retired_fields(&Progress::default()).expect("removed");
    assert_eq!(steps(&bench).retired, 0);
}

/// All there is to see: each field with its type, and all values.
type Seen = (Vec<(String, FieldType)>, BTreeMap<String, Vec<String>>);

fn seen(bench: &Bench) -> Seen {
    let fields = bench.open().fields().expect("fields");
    let values = fields.iter().map(|(name, _)| (name.clone(), bench.texts(name))).collect();
    (fields, values)
}

const MIXED: &str =
    "Key,A,B,C\n1,5,yes,2024-01-31\n2,\"1,5\",no,31.1.2024\n3,x,1,\n4,x,,5/6/2024\n5,,7,x y\n6,Yes,y,X-Y\n";

fn any_change() -> impl Strategy<Value = FieldChange> {
    let name = || prop::sample::select(vec!["A", "B", "C", "D", "E"]);
    let value = || prop::sample::select(vec!["x", "5", "yes", "no", "2024-01-31", "x y", "new"]);
    let of_type = prop::sample::select(vec![FieldType::Text, FieldType::Number, FieldType::YesNo, FieldType::Date]);
    prop_oneof![
        3 => (name(), name()).prop_map(|(field, to)| rename(field, to)),
        4 => (name(), of_type).prop_map(|(field, to)| retype(field, to)),
        4 => (name(), value(), prop::collection::vec(value(), 1..4)).prop_map(|(field, into, values)| merge(field, into, &values)),
        1 => name().prop_map(delete),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_changes_undone_are_none_and_done_again_are_the_same(changes in prop::collection::vec(any_change(), 1..9)) {
        let bench = Bench::new(MIXED);
        let mut library = bench.open();
        let mut states = vec![seen(&bench)];
        for change in &changes {
            // What can't be done changes nothing.
            let done = library.change_field(change, &Progress::default()).is_ok();
            let now = seen(&bench);
            if done {
                states.push(now);
            } else {
                prop_assert_eq!(Some(&now), states.last());
            }
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(library.undo_field_change().expect("undone").is_some());
            prop_assert_eq!(&seen(&bench), state);
        }
        prop_assert_eq!(library.undo_field_change().expect("nothing"), None);
        for state in &states[1..] {
            prop_assert!(library.redo_field_change().expect("done again").is_some());
            prop_assert_eq!(&seen(&bench), state);
        }
        library.remove_retired_fields(&Progress::default()).expect("removed");
        prop_assert_eq!(Some(&seen(&bench)), states.last());
    }

    #[test]
    fn leads_that_no_import_touched_have_their_values_back(changes in prop::collection::vec(any_change(), 1..7)) {
        let bench = Bench::new(MIXED);
        let (fields, before) = seen(&bench);
        let mut library = bench.open();
        for change in &changes {
            library.change_field(change, &Progress::default()).ok();
        }
        bench.import("Key,A,B,C\n1,5,no,x y\n7,x,yes,2024-01-31\n");
        loop {
            // A column may have come in under a name that a field had before another took it over.
            if library.undo_field_change().expect("undone").is_none() {
                break;
            }
        }
        let (now, values) = seen(&bench);
        prop_assert_eq!(&now[..fields.len()], &fields[..]);
        for (name, values_before) in &before {
            prop_assert_eq!(&values[name][1..6], &values_before[1..6], "{}", name);
        }
    }
}
