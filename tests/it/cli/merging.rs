//! `tandem merge`, and git with it as a merge driver.

use std::{fs, path::Path, process::Command};

use tandem::model::{Model, file};

use super::{answer, contents, refusal, stderr, stdout, tandem};

/// The sample as it was, and two copies of it that people changed.
fn three(folder: &Path, ours: impl FnOnce(&mut Model), theirs: impl FnOnce(&mut Model)) -> Model {
    let base = file::load(&super::sample("simple-start.ron")).expect("the sample");
    let (mut our_model, mut their_model) = (base.clone(), base.clone());
    ours(&mut our_model);
    theirs(&mut their_model);
    for (name, model) in [("base.ron", &base), ("ours.ron", &our_model), ("theirs.ron", &their_model)] {
        fs::write(folder.join(name), file::to_text(model)).expect("written");
    }
    base
}

const MERGE: [&str; 6] = ["merge", "base.ron", "ours.ron", "theirs.ron", "--out", "out.ron"];

#[test]
fn what_does_not_collide_is_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = three(folder.path(), |it| it.criteria[0].points += 1, |it| it.criteria[1].name = "Theirs".to_owned());
    assert_eq!(answer(folder.path(), &MERGE), "", "nothing to say");
    let merged = file::load(&folder.path().join("out.ron")).expect("a model");
    assert_eq!(merged.criteria[0].points, base.criteria[0].points + 1);
    assert_eq!(merged.criteria[1].name, "Theirs");
    assert!(!folder.path().join("out.ron.bak").exists());
}

#[test]
fn what_collides_is_listed_and_nothing_is_written_unless_a_side_is_preferred() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = three(
        folder.path(),
        |it| it.criteria[0].points = 77,
        |it| {
            it.criteria[0].points = 66;
            it.name = "Theirs".to_owned();
        },
    );
    let before = contents(folder.path());
    let output = tandem(folder.path(), &MERGE);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let said = format!("{}: points: was {}, ours 77, theirs 66\n", base.criteria[0].name, base.criteria[0].points);
    assert_eq!(stdout(&output), said);
    assert_eq!(contents(folder.path()), before);

    for (flag, points) in [("--ours", 77), ("--theirs", 66)] {
        let said = answer(folder.path(), &[&MERGE[..], &[flag]].concat());
        assert!(said.ends_with(&format!("({} is taken)\n", &flag[2..])), "{said}");
        let merged = file::load(&folder.path().join("out.ron")).expect("a model");
        assert_eq!((merged.criteria[0].points, merged.name.as_str()), (points, "Theirs"));
    }
}

#[test]
fn what_the_merged_model_replaces_is_kept_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for replaced in ["base.ron", "ours.ron", "theirs.ron"] {
        three(folder.path(), |it| it.criteria[0].points += 1, |it| it.criteria[1].name = "Theirs".to_owned());
        let path = folder.path().join(replaced);
        let commented = format!("// Agreed in May\n{}", fs::read_to_string(&path).expect("text"));
        fs::write(&path, &commented).expect("written");
        let arguments = ["merge", "base.ron", "ours.ron", "theirs.ron", "--out", replaced];
        let output = tandem(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(stderr(&output).contains(&format!("the comments of “{replaced}” (the first on line 1)")), "it is told");
        assert_eq!(file::load(&path).expect("a model").criteria[1].name, "Theirs");
        let backup = fs::read_to_string(folder.path().join(format!("{replaced}.bak"))).expect("a backup");
        assert_eq!(backup, commented);
    }
}

#[test]
fn comments_of_a_base_that_stays_are_not_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    three(folder.path(), |it| it.criteria[0].points += 1, |_| ());
    let path = folder.path().join("base.ron");
    fs::write(&path, format!("// May\n{}", fs::read_to_string(&path).expect("text"))).expect("written");
    let output = tandem(folder.path(), &MERGE);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    three(folder.path(), |_| (), |_| ());
    fs::write(folder.path().join("theirs.ron"), "(format: 1, nam").expect("written");
    let before = contents(folder.path());
    let error = refusal(folder.path(), &MERGE);
    assert!(error.contains("theirs.ron") && error.contains("line 1"), "{error}");
    assert_eq!(contents(folder.path()), before);
    let both = tandem(folder.path(), &[&MERGE[..], &["--ours", "--theirs"]].concat());
    assert_eq!(both.status.code(), Some(2));
}

/// Runs git in a folder, apart from the settings of whoever runs the test; `None` where there is no git.
fn git(folder: &Path, arguments: &[&str]) -> Option<std::process::Output> {
    let driver = format!("merge.tandem.driver={} merge %O %A %B --out %A", env!("CARGO_BIN_EXE_tandem"));
    Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", "-c", &driver])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .ok()
}

#[test]
fn git_merges_models_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.ron");
    let Some(_) = git(folder.path(), &["init", "--quiet", "--initial-branch", "ours"]) else { return };
    let run = |arguments: &[&str]| git(folder.path(), arguments).expect("git was there before");
    let commit = |change: &dyn Fn(&mut Model)| {
        let mut model = file::load(&path).expect("a model");
        change(&mut model);
        fs::write(&path, file::to_text(&model)).expect("written");
        let output = run(&["commit", "--quiet", "--all", "--message", "change"]);
        assert!(output.status.success(), "{}", stderr(&output));
    };
    fs::copy(super::sample("simple-start.ron"), &path).expect("copied");
    fs::write(folder.path().join(".gitattributes"), "*.ron merge=tandem\n").expect("written");
    assert!(run(&["add", "."]).status.success());
    commit(&|_| ());
    assert!(run(&["checkout", "--quiet", "-b", "theirs"]).status.success());
    // Neighbouring lines: git on its own would not merge these.
    commit(&|it| it.criteria[0].points = 66);
    assert!(run(&["checkout", "--quiet", "ours"]).status.success());
    commit(&|it| it.criteria[0].name = "Ours".to_owned());
    let output = run(&["merge", "--no-edit", "theirs"]);
    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    let merged = file::load(&path).expect("a model");
    assert_eq!((merged.criteria[0].points, merged.criteria[0].name.as_str()), (66, "Ours"));

    commit(&|it| it.criteria[0].points = 77);
    assert!(run(&["checkout", "--quiet", "theirs"]).status.success());
    commit(&|it| it.criteria[0].points = 55);
    let output = run(&["merge", "--no-edit", "ours"]);
    assert_eq!(output.status.code(), Some(1), "git asks: {}{}", stdout(&output), stderr(&output));
    assert_eq!(file::load(&path).expect("whole, no marks in it").criteria[0].points, 55);
    let status = stdout(&run(&["status", "--porcelain"]));
    assert!(status.contains("UU model.ron") && !status.contains("??"), "{status}");
}
