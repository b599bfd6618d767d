//! What can't be read gets one sentence and exit code 2, and no file is changed.

use std::{fs, path::Path};

use super::{contents, folder, refusal, sample, stderr, stdout, tandem};

/// Runs each command line, which must be refused with a sentence that has all the words, and change nothing.
fn refused(folder: &Path, commands: &[&[&str]], words: &[&str]) {
    for command in commands {
        let before = contents(folder);
        let sentence = refusal(folder, command);
        for word in words {
            assert!(sentence.contains(word), "{command:?}: “{sentence}” says “{word}”");
        }
        let after = contents(folder);
        assert!(before == after, "{command:?} changed a file");
    }
}

/// The command lines that read a model.
fn readers_of(model: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["check", model],
        vec!["check", model, "--library", "leads.sqlite"],
        vec!["score", model, "--library", "leads.sqlite", "--out", "scores.csv"],
        vec!["explain", model, "--library", "leads.sqlite", "--lead", "L-0000001"],
        vec!["diff", "model.ron", model],
        vec!["diff", model, "model.ron"],
        vec!["what-if", "model.ron", model, "--library", "leads.sqlite"],
        vec!["what-if", model, "model.ron", "--library", "leads.sqlite"],
        vec!["sweep", model, "--library", "leads.sqlite", "--edge", "fit:A", "--from", "1", "--to", "2"],
        vec!["render", model, "--page", "matrix", "--out", "page.png"],
    ]
}

#[test]
fn models_that_are_none() {
    let whole = fs::read(sample("b2b-software.ron")).expect("the sample can be read");
    let cases: [(&str, Option<Vec<u8>>, &str); 6] = [
        ("missing.ron", None, "missing.ron"),
        ("empty.ron", Some(Vec::new()), "empty"),
        ("binary.ron", Some(vec![0x89, b'P', b'N', b'G', 0, 0xff, 0xfe, 0]), "no model"),
        ("truncated.ron", Some(whole[..whole.len() / 2].to_vec()), "line"),
        ("newer.ron", Some(replaced_once(&whole, b"format: 1", b"format: 2")), "newer"),
        ("words.ron", Some(b"just some words\n".to_vec()), "line 1"),
    ];
    for (name, bytes, word) in cases {
        let folder = folder();
        if let Some(bytes) = bytes {
            fs::write(folder.path().join(name), bytes).expect("a file can be written");
        }
        let commands = readers_of(name);
        let commands: Vec<&[&str]> = commands.iter().map(Vec::as_slice).collect();
        refused(folder.path(), &commands, &[name, word]);
    }
}

fn replaced_once(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from).expect("the text is there");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn a_folder_is_no_model() {
    let folder = folder();
    fs::create_dir(folder.path().join("models")).expect("a folder can be made");
    refused(folder.path(), &[&["check", "models"]], &["models", "folder"]);
}

#[test]
fn an_unknown_field_is_named_with_its_line() {
    let folder = folder();
    let path = folder.path().join("model.ron");
    let text = fs::read_to_string(&path).expect("the model can be read");
    fs::write(&path, text.replacen("about:", "abuot:", 1)).expect("a file can be written");
    refused(folder.path(), &[&["check", "model.ron"]], &["model.ron", "line 4", "abuot"]);
}

/// The command lines that read a library.
const LIBRARY_READERS: [&[&str]; 6] = [
    &["check", "model.ron", "--library", "other.sqlite"],
    &["score", "model.ron", "--library", "other.sqlite", "--out", "scores.csv"],
    &["explain", "model.ron", "--library", "other.sqlite", "--lead", "L-0000001"],
    &["what-if", "model.ron", "model.ron", "--library", "other.sqlite"],
    &["sweep", "model.ron", "--library", "other.sqlite", "--edge", "fit:A", "--from", "1", "--to", "2"],
    &["render", "model.ron", "--page", "leads", "--library", "other.sqlite", "--out", "page.png"],
];

/// The command lines that write one.
const LIBRARY_WRITERS: [&[&str]; 2] =
    [&["generate", "--leads", "10", "--into", "other.sqlite"], &["import", "in.csv", "--into", "other.sqlite"]];

fn with_csv() -> tempfile::TempDir {
    let folder = folder();
    fs::write(folder.path().join("in.csv"), "Email,Job title\na@b.example,CEO\n").expect("a file can be written");
    folder
}

#[test]
fn a_missing_library() {
    refused(with_csv().path(), &LIBRARY_READERS, &["other.sqlite"]);
}

#[test]
fn a_library_that_is_no_sqlite_file() {
    let folder = with_csv();
    fs::write(folder.path().join("other.sqlite"), "key,name\n1,Ada\n".repeat(100)).expect("a file can be written");
    refused(folder.path(), &LIBRARY_READERS, &["other.sqlite", "SQLite"]);
    refused(folder.path(), &LIBRARY_WRITERS, &["other.sqlite", "SQLite"]);
}

#[test]
fn a_foreign_sqlite_file() {
    let folder = with_csv();
    let other = rusqlite::Connection::open(folder.path().join("other.sqlite")).expect("a database can be made");
    other.execute_batch("CREATE TABLE leads (key TEXT); INSERT INTO leads VALUES ('a');").expect("a table can be made");
    drop(other);
    refused(folder.path(), &LIBRARY_READERS, &["other.sqlite"]);
    refused(folder.path(), &LIBRARY_WRITERS, &["other.sqlite"]);
}

#[test]
fn a_locked_library() {
    let folder = with_csv();
    fs::copy(folder.path().join("leads.sqlite"), folder.path().join("other.sqlite")).expect("a file can be copied");
    let before = contents(folder.path());
    let holder = rusqlite::Connection::open(folder.path().join("other.sqlite")).expect("the library opens");
    holder.execute_batch("BEGIN EXCLUSIVE").expect("the library can be locked");
    // Reading the file here, in the process that holds the lock, would give the lock up: on Unix, closing any handle does.
    for command in LIBRARY_READERS.iter().chain(&LIBRARY_WRITERS) {
        let sentence = refusal(folder.path(), command);
        assert!(sentence.contains("other.sqlite") && sentence.contains("another program"), "{command:?}: {sentence}");
    }
    holder.execute_batch("ROLLBACK").expect("the library can be unlocked");
    drop(holder);
    assert!(before == contents(folder.path()), "nothing was changed");
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = with_csv();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("a folder can be made");
    fs::copy(folder.path().join("leads.sqlite"), closed.join("leads.sqlite")).expect("a file can be copied");
    for path in [closed.join("leads.sqlite"), closed.clone()] {
        let mode = if path.is_dir() { 0o555 } else { 0o444 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("permissions can be set");
    }
    let may_write_anyway = fs::write(closed.join("probe"), "").is_ok();
    if may_write_anyway {
        // The administrator may write everywhere: there is nothing to refuse.
        println!("skipped: this user may write into a read-only folder");
        return;
    }
    let before = contents(&closed);
    super::answer(folder.path(), &["score", "model.ron", "--library", "closed/leads.sqlite"]);
    refusal(folder.path(), &["import", "in.csv", "--into", "closed/leads.sqlite"]);
    refusal(folder.path(), &["score", "model.ron", "--library", "leads.sqlite", "--out", "closed/scores.csv"]);
    assert!(before == contents(&closed), "nothing was changed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("permissions can be set");
}

#[test]
fn nowhere_to_write() {
    let folder = with_csv();
    refused(
        folder.path(),
        &[
            &["score", "model.ron", "--library", "leads.sqlite", "--out", "nowhere/scores.csv"],
            &["generate", "--leads", "10", "--into", "nowhere/new.sqlite"],
            &["import", "in.csv", "--into", "nowhere/new.sqlite"],
        ],
        &["nowhere"],
    );
}

#[test]
fn generate_does_not_mix_with_other_leads() {
    let folder = folder();
    refused(folder.path(), &[&["generate", "--leads", "10", "--into", "leads.sqlite"]], &["leads.sqlite", "300 leads"]);
}

#[test]
fn a_lead_that_is_not_there() {
    let folder = folder();
    let arguments = ["explain", "model.ron", "--library", "leads.sqlite", "--lead", "nobody"];
    refused(folder.path(), &[&arguments], &["nobody", "leads.sqlite"]);
}

#[test]
fn csv_files_that_cannot_be_understood() {
    let cases: [(&str, &[u8], &str); 7] = [
        ("missing.csv", b"", "missing.csv"),
        ("empty.csv", b"", "empty.csv"),
        ("quote.csv", b"Email,Job title\na@b.example,\"CEO\nc@d.example,CTO\n", "quote"),
        ("page.xls", b"<!DOCTYPE html><table><tr><td>Email</td></tr></table>", "is a web page (HTML)"),
        ("model.ron", b"(\n    format: 1,\n    name: \"Ours\",\n)\n", "is a model, not a table of leads"),
        ("old.csv", b"SQLite format 3\0and more", "is a SQLite file"),
        ("binary.csv", &[0, 1, 2, 3, 0, 0, 255, 254, 0], "binary.csv"),
    ];
    for (name, bytes, word) in cases {
        let folder = folder();
        if name != "missing.csv" {
            fs::write(folder.path().join(name), bytes).expect("a file can be written");
        }
        refused(
            folder.path(),
            &[&["import", name, "--into", "leads.sqlite"], &["import", name, "--into", "new.sqlite"]],
            &[word],
        );
    }
}

#[test]
fn it_is_said_with_which_option_to_mend_it() {
    let folder = folder();
    fs::write(folder.path().join("in.csv"), "Email,Stage\na@b.example,new\n").expect("a file can be written");
    let import = &["import", "in.csv", "--into", "new.sqlite", "--outcome", "Stage"][..];
    refused(folder.path(), &[import], &["“Stage”", "(it has: new): --won VALUE"]);
    let score = &["score", "model.ron", "--library", "nowhere.sqlite"][..];
    refused(folder.path(), &[score], &["nowhere.sqlite", "tandem import"]);
}

#[test]
fn rows_that_cannot_be_read_are_listed_with_line_and_reason() {
    let folder = folder();
    let csv = "Email,Job title\na@b.example,CEO\nshort\nc@d.example,CTO\na@b.example,CFO\n";
    fs::write(folder.path().join("in.csv"), csv).expect("a file can be written");
    let output = tandem(folder.path(), &["import", "in.csv", "--into", "new.sqlite", "--key", "Email"]);
    assert_eq!(output.status.code(), Some(1), "a script can tell that rows are missing");
    assert!(stderr(&output).contains("2 rows were left out"), "{}", stderr(&output));
    let said = stdout(&output);
    assert!(said.contains("line 3"), "the short row is listed: {said}");
    assert!(said.contains("line 5"), "the repeated key is listed: {said}");
    assert!(folder.path().join("new.sqlite").exists(), "the rest went in");
}

#[test]
fn arguments_that_make_no_sense() {
    let folder = folder();
    let commands: [(&[&str], &str); 7] = [
        (&["chek", "model.ron"], "no subcommand “chek”"),
        (&["score", "model.ron", "--library", "leads.sqlite", "--as-of", "yesterday"], "“yesterday” is not a date"),
        (&["score", "model.ron"], "--library"),
        (&["generate", "--leads", "many", "--into", "new.sqlite"], "many"),
        (&["generate", "--leads", "abc", "--into", "new.sqlite"], "whole number from 1 to 100,000,000"),
        (&["render", "model.ron", "--page", "nowhere", "--out", "page.png"], "nowhere"),
        (&["render", "model.ron", "--page", "matrix", "--size", "wide", "--out", "page.png"], "1280x800"),
    ];
    for (command, word) in commands {
        refused(folder.path(), &[command], &[word]);
    }
}

/// A name in Latin-1, as an old archive unpacks it.
#[test]
#[cfg(unix)]
fn arguments_that_are_not_utf8() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _, process::Command};

    let folder = folder();
    let odd = OsStr::from_bytes(b"m\xfcller.ron");
    for arguments in [
        &[odd, OsStr::new("--nonsense")][..],
        &[odd, OsStr::new("model.ron")],
        &[OsStr::new("score"), OsStr::new("model.ron"), OsStr::new("--format"), odd],
        &[OsStr::new("check"), odd],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tandem"));
        let output = command.args(arguments).current_dir(folder.path()).output().expect("the program can be started");
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("tandem: ") && said.lines().count() == 1, "{arguments:?}: {said}");
    }
}
