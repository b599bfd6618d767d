//! The command line, as a script meets it: exit codes, what goes where, and that a bad input changes no file.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use tempfile::TempDir;

mod answers;
mod bad_input;
mod fields;
mod merging;
mod test;
mod what_if;

/// Runs the program in a folder, with no display.
fn tandem(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tandem"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .expect("the program can be started")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the answer is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the error is UTF-8")
}

/// What the program answers when all is well.
pub fn answer(folder: &Path, arguments: &[&str]) -> String {
    let output = tandem(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    assert_eq!(stderr(&output), "", "{arguments:?} says nothing beside its answer");
    stdout(&output)
}

/// What the program answers as of a day when not all leads had come; that is all that it says beside.
fn answer_then(folder: &Path, arguments: &[&str]) -> String {
    let output = tandem(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    let beside = stderr(&output);
    assert!(beside.ends_with("and are left out\n") && beside.lines().count() == 1, "{arguments:?}: {beside}");
    stdout(&output)
}

/// The one sentence that the program says when something can't be read or written.
fn refusal(folder: &Path, arguments: &[&str]) -> String {
    let output = tandem(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}{}", stdout(&output), stderr(&output));
    assert_eq!(stdout(&output), "", "{arguments:?} gives no half answer");
    let error = stderr(&output);
    assert_eq!(error.lines().count(), 1, "{arguments:?}: one sentence, not: {error}");
    error.trim_end().strip_prefix("tandem: ").unwrap_or_else(|| panic!("{error} says who speaks")).to_owned()
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models").join(name)
}

/// A folder with a copy of a sample model (`model.ron`) and a library of 300 leads (`leads.sqlite`).
fn folder() -> TempDir {
    /// Made once; each test gets a copy.
    static LIBRARY: OnceLock<Vec<u8>> = OnceLock::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::copy(sample("b2b-software.ron"), folder.path().join("model.ron")).expect("the sample can be copied");
    let library = LIBRARY.get_or_init(|| {
        let made = tempfile::tempdir().expect("a temporary folder");
        answer(made.path(), &["generate", "--leads", "300", "--seed", "5", "--into", "leads.sqlite"]);
        fs::read(made.path().join("leads.sqlite")).expect("the library was made")
    });
    fs::write(folder.path().join("leads.sqlite"), library).expect("the library can be copied");
    folder
}

/// Every file of a folder with its content, by name.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a file can be read")))
        .collect();
    files.sort();
    files
}
