//! The model file: what is written reads back, what can't be read is explained, and nothing is lost on the way.

use std::{fs, path::Path};

use proptest::prelude::*;
use tandem::model::{
    Model,
    file::{FileError, ParseErrorKind, backup_path, load, open, parse, save, save_over, to_text, write_atomically},
};

use super::strategies::model::{absurd_model, model};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_model_reads_back_the_same(model in prop_oneof![model(), absurd_model()]) {
        let text = to_text(&model);
        let read = parse(&text).map_err(|err| TestCaseError::fail(format!("{err}\n{text}")))?;
        prop_assert_eq!(&read, &model);
        prop_assert_eq!(to_text(&read), text, "writing is stable to the byte");
    }

    #[test]
    fn a_cut_file_is_refused_at_every_byte(model in model(), at in any::<prop::sample::Index>()) {
        let text = to_text(&model);
        let whole = text.trim_end().len();
        let mut end = at.index(whole);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        prop_assert!(parse(&text[..end]).is_err());
    }
}

fn message(text: &str) -> String {
    parse(text).expect_err("not a model").to_string()
}

#[test]
fn the_file_reads_well_in_git() {
    insta::assert_snapshot!(to_text(&Model::new("New model")));
}

/// A file of each format that was ever released, with all that a model can say in it: it opens for ever.
#[test]
fn files_of_format_1_open_and_are_written_the_same() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model-format-1.ron");
    let model = load(&path).unwrap_or_else(|err| panic!("{err}"));
    let stored = fs::read_to_string(&path).expect("the file is there");
    assert_eq!(to_text(&model), stored, "the format has changed: raise its version and keep this file");
    assert_eq!((model.criteria.len(), model.routes.len(), model.sign_offs.len()), (6, 5, 2));
    assert_eq!((model.decisions.len(), model.signed.len(), model.scenarios.len()), (3, 1, 1));
    assert_eq!((model.test_leads.len(), model.segments.len(), model.personas.len()), (2, 4, 1));
    assert!(model.decisions.iter().any(|line| line.matter.is_some()) && model.round().is_some(), "a round is going on");
}

#[test]
fn hand_made_files_are_read() {
    let text = to_text(&Model::new("New model"));
    let model = parse(&format!("\u{feff}// Ours.\r\n{}", text.replace('\n', "\r\n"))).expect("a model");
    assert_eq!(model, Model::new("New model"));
}

#[test]
fn a_newer_format_is_refused_whatever_else_has_changed() {
    for rest in ["name: \"x\", sparkles: {1: 2})", "name: <%= new syntax"] {
        let err = parse(&format!("(\n    format: 2, {rest}")).expect_err("newer");
        assert_eq!(err.kind, ParseErrorKind::Newer { format: 2 });
        assert!(err.to_string().contains("newer Tandem (format 2; this one reads 1)"), "{err}");
        assert_eq!((err.line, err.column), (2, 5));
    }
    let err = parse("(name: \"moved\", later: [1, (a: 2)], format: 7)").expect_err("newer");
    assert_eq!(err.kind, ParseErrorKind::Newer { format: 7 });
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let text = to_text(&Model::new("New model"));
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} is in {text}");
        message(&text.replacen(from, to, 1))
    };
    let messages = [
        changed("name: \"New model\"", "nmae: \"New model\""),
        changed("axis: fit", "axis: fitt"),
        changed("from: 75", "from: 99999999999"),
        changed("from: 75", "from: 7.5"),
        changed("from: 75", "from: \"75\""),
        changed("marks: 3", "marks: 300"),
        changed("marks: 3", "marks: 3, stars: 3"),
        changed("marks: 3", "marks: 3, marks: 2"),
        changed("name: \"New model\"", "name: New model"),
        changed("name: \"New model\",", "name: \"New model\""),
        changed("    name: \"New model\",\n", ""),
        changed("(\"A\", \"2\")", "(\"A\", \"1\")"),
        changed("format: 1", "format: 0"),
        changed("tone: super_hot", "tone: SuperHot"),
        changed("qualified: true", "qualified: yes"),
        message("(format: 1"),
        message("(format: 1, name: \"x"),
        message("name,points\nCEO,15\n"),
        message("{\"format\": 1}"),
        changed("marks: 3", "marks: \0"),
        message(&format!("{text})")),
    ];
    insta::assert_snapshot!(messages.join("\n"));
}

/// Where a quotation mark is missing, all up to the next one is the value.
#[test]
fn what_is_wrong_is_said_in_one_line() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model-format-1.ron");
    let text = fs::read_to_string(path).expect("the file is there");
    let date = text.find("\"2026-").expect("it has dates");
    let sentence = message(&format!("{}{}{}", &text[..date + 6], "\n    points: 5,\0".repeat(500), &text[date + 6..]));
    assert!(sentence.contains("“2026- points: 5, points: 5,") && sentence.contains(" is not a date"), "{sentence}");
    assert!(sentence.chars().count() < 300 && !sentence.contains(char::is_control), "{sentence:?}");
}

/// A model that holds NaN differs from itself: it would be scored again, and be another step to undo, in each frame.
#[test]
fn numbers_that_are_not_finite_are_refused() {
    let model = |test: &str| {
        let rule = format!("profile(test((attribute: \"Size\", is: number({test}))))");
        let criterion =
            format!("(id: \"x\", name: \"X\", category: \"activity\", tier: critical, points: 1, rule: {rule})");
        to_text(&Model::new("m")).replacen("    routes:", &format!("    criteria: [{criterion}],\n    routes:"), 1)
    };
    for test in ["equal", "not_equal", "less", "at_most", "greater", "at_least"] {
        assert!(parse(&model(&format!("{test}(-1.5e3)"))).is_ok(), "{test}");
        let refused = message(&model(&format!("{test}(NaN)")));
        assert!(refused.contains("line ") && refused.ends_with("expected a number, found NaN"), "{test}: {refused}");
        for infinite in ["inf", "-inf", "1e999"] {
            let refused = message(&model(&format!("{test}({infinite})")));
            assert!(refused.ends_with("expected a number, found one that is infinite"), "{test}: {refused}");
        }
    }
    assert!(parse(&model("between(1, 2.5)")).is_ok());
    assert!(message(&model("between(1, NaN)")).ends_with("found NaN"));
    assert!(message(&model("between(-inf, 1)")).ends_with("infinite"));
}

#[test]
fn unknown_fields_of_rules_are_reported_too() {
    let with_rule = |rule: &str| {
        let criterion =
            format!("(id: \"x\", name: \"X\", category: \"activity\", tier: critical, points: 1, rule: {rule})");
        to_text(&Model::new("m")).replacen("    routes:", &format!("    criteria: [{criterion}],\n    routes:"), 1)
    };
    assert!(parse(&with_rule("activity((counting: each(at_most: 3, fade: half_life(days: 3))))")).is_ok());
    let messages = [
        message(&with_rule("activity((counting: each(at_most: 3, fadee: none)))")),
        message(&with_rule("activity((counting: each(at_most: 3, fade: half_life(days: 3, percent: 2))))")),
        message(&with_rule("activity((counting: each(at_most: 3, fade: half_life(dayz: 3))))")),
        message(&with_rule("activity((counting: once(), detial: one_of([])))")),
        message(&with_rule("profile(test((attribute: \"A\", is: txt(one_of([])))))")),
        message(&with_rule("profile(test((attribute: \"A\", is: date(before(\"2026-13-01\")))))")),
        message(&with_rule("profile(test((attribute: \"A\", is: number(between(1)))))")),
        message(&with_rule(&format!(
            "profile({}test((attribute: \"A\", is: known)){})",
            "not(".repeat(200),
            ")".repeat(200)
        ))),
    ];
    insta::assert_snapshot!(messages.join("\n"));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn what_is_no_model_gets_one_clear_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.ron");
    let sentence = || load(&path).expect_err("no model").to_string().replace(&folder.path().display().to_string(), "…");

    let mut sentences = vec![sentence()];
    for bytes in [
        &b""[..],
        b" \n\t",
        b"(\n  name: \"\xff\xfe\"",
        b"SQLite format 3\0 and more",
        b"\xff\xfe(\0",
        b"(\0)",
        b"(format: 2, name: \"x\")",
        b"(format: 1, name: \"x\"",
    ] {
        fs::write(&path, bytes).expect("written");
        sentences.push(sentence());
        assert_eq!(fs::read(&path).expect("read"), bytes, "the file is left alone");
    }
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("made");
    sentences.push(sentence());
    sentences.push(save(&path, &Model::new("x")).expect_err("a folder").to_string());
    sentences.push(save(&folder.path().join("no/m.ron"), &Model::new("x")).expect_err("no folder").to_string());
    let sentences = sentences.join("\n").replace(&folder.path().display().to_string(), "…");
    insta::assert_snapshot!(sentences);
    assert_eq!(names(folder.path()), ["m.ron"], "no temporary file is left behind");
}

#[test]
fn saving_keeps_one_backup_and_leaves_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.ron");
    let saved = |name: &str| {
        let model = Model::new(name);
        save(&path, &model).expect("saved");
        assert_eq!(load(&path).expect("loaded"), model);
    };
    saved("one");
    assert_eq!(names(folder.path()), ["m.ron"]);
    saved("two");
    saved("three");
    assert_eq!(names(folder.path()), ["m.ron", "m.ron.bak"]);
    assert_eq!(load(&backup_path(&path)).expect("a backup").name, "two");
    saved("three");
    assert_eq!(load(&backup_path(&path)).expect("a backup").name, "two", "saving the same again keeps it");
}

#[test]
fn what_someone_else_saved_meanwhile_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.ron");
    save(&path, &Model::new("opened")).expect("saved");
    let seen = open(&path).expect("opened").seen;

    let mine = Model::new("mine");
    save(&path, &Model::new("theirs")).expect("saved");
    let err = save_over(&path, &mine, Some(&seen)).expect_err("changed");
    assert!(matches!(err, FileError::ChangedOnDisk(_)), "{err}");
    assert_eq!(load(&path).expect("loaded").name, "theirs");
    assert_eq!(load(&backup_path(&path)).expect("a backup").name, "opened", "the backup is left alone too");

    let seen = save_over(&path, &mine, None).expect("replaced");
    assert_eq!(load(&backup_path(&path)).expect("a backup").name, "theirs");
    let seen = save_over(&path, &Model::new("mine again"), Some(&seen)).expect("nobody else was there");
    // What is to be saved is there already: nothing is lost.
    save(&path, &mine).expect("saved");
    let seen_again = save_over(&path, &mine, Some(&seen)).expect("the same");
    // The file was removed: nothing is lost either.
    fs::remove_file(&path).expect("removed");
    save_over(&path, &mine, Some(&seen_again)).expect("saved");
    assert_eq!(load(&path).expect("loaded").name, "mine");
    fs::write(&path, b"<<<<<<< ours \xff").expect("written");
    assert!(save_over(&path, &mine, Some(&seen_again)).is_err(), "whatever it is");
}

#[test]
fn what_a_newer_tandem_saved_is_never_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.ron");
    save(&path, &Model::new("mine")).expect("saved");
    let seen = open(&path).expect("opened").seen;
    let newer = "(format: 2, name: \"x\", sparkles: 3)";
    fs::write(&path, newer).expect("written");
    for expected in [Some(&seen), None] {
        let err = save_over(&path, &Model::new("mine"), expected).expect_err("newer").to_string();
        assert!(err.contains("m.ron") && err.contains("newer Tandem (format 2"), "{err}");
    }
    assert_eq!(fs::read_to_string(&path).expect("there"), newer);
    assert_eq!(names(folder.path()), ["m.ron"], "no backup was made for it");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = tempfile::tempdir().expect("a folder");
    let real = folder.path().join("real/m.ron");
    fs::create_dir(folder.path().join("real")).expect("made");
    save(&real, &Model::new("one")).expect("saved");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
    let link = folder.path().join("link.ron");
    symlink("real/m.ron", &link).expect("linked");

    save(&link, &Model::new("two")).expect("saved");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(load(&real).expect("loaded").name, "two");
    assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&folder.path().join("real")), ["m.ron", "m.ron.bak"]);

    fs::set_permissions(&real, fs::Permissions::from_mode(0o444)).expect("set");
    let err = save(&real, &Model::new("three")).expect_err("read-only");
    assert!(matches!(err, FileError::MayNotWrite(_)), "{err}");
    assert_eq!(load(&real).expect("loaded").name, "two");

    symlink("nowhere/yet.ron", folder.path().join("dangling.ron")).expect("linked");
    assert!(save(&folder.path().join("dangling.ron"), &Model::new("x")).is_err());
    symlink("circle", folder.path().join("circle")).expect("linked");
    assert!(write_atomically(&folder.path().join("circle"), b"x", false).is_err());
    assert_eq!(names(folder.path()), ["circle", "dangling.ron", "link.ron", "real"]);
}
