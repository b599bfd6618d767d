//! `tandem test`.

use std::fs;

use tandem::model::{Expectation, Must, TestLead, Whose, file};
use tempfile::TempDir;

use super::{answer, stderr, stdout, tandem};

fn samples() -> (TempDir, String, String) {
    let folder = TempDir::new().expect("a folder");
    let of = |name: &str| format!("{}/sample-models/{name}", env!("CARGO_MANIFEST_DIR"));
    (folder, of("b2b-software.ron"), of("leads.sqlite"))
}

#[test]
fn the_samples_tests_pass_and_those_of_leads_are_skipped_without_a_library() {
    let (folder, model, library) = samples();
    let without = answer(folder.path(), &["test", &model]);
    assert!(without.contains("passed   Ingrid Sørensen") && without.contains("0 failed"), "{without}");
    assert!(without.contains("skipped  At least") && without.contains("(give a --library)"), "{without}");
    let with = answer(folder.path(), &["test", &model, "--library", &library]);
    assert!(with.contains("0 failed\n") && !with.contains("skipped"), "{with}");
    let json = answer(folder.path(), &["test", &model, "--library", &library, "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert!(told.as_array().is_some_and(|tests| tests.iter().all(|test| test["result"] == "passed")), "{json}");
}

#[test]
fn one_that_fails_is_an_exit_code_and_a_file_for_the_build_server() {
    let (folder, model, library) = samples();
    let mut broken = file::load(model.as_ref()).expect("a model");
    let whose = Whose::Library("nobody <&>".to_owned());
    let expects = vec![Expectation::new(Must::NeverQualified)];
    broken.test_leads.push(TestLead { id: "x".into(), name: "Nobody \"&\" <no>".to_owned(), whose, expects });
    let path = folder.path().join("broken.ron");
    fs::write(&path, file::to_text(&broken)).expect("written");
    let skipped = answer(folder.path(), &["test", "broken.ron"]);
    assert!(skipped.contains("skipped  Nobody"), "{skipped}");
    let output = tandem(folder.path(), &["test", "broken.ron", "--library", &library]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let told = stdout(&output);
    assert!(told.contains("FAILED   Nobody") && told.contains("no lead with the key “nobody <&>”"), "{told}");

    broken.test_leads.pop();
    broken.fit.bands[0].from = Some(75);
    fs::write(&path, file::to_text(&broken)).expect("written");
    let output = tandem(folder.path(), &["test", "broken.ron", "--format", "junit", "--out", "tests.xml"]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""), "{}", stderr(&output));
    let xml = fs::read_to_string(folder.path().join("tests.xml")).expect("the file");
    assert!(xml.contains("<failure message=\"is in B1, expected in A1: fit 48, needs 75\">"), "{xml}");
    assert_eq!(tandem(folder.path(), &["test", "missing.ron"]).status.code(), Some(2));
}
