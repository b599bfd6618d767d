//! How the code is laid out: imports go downwards only, egui stays in the window, and no file grows out of hand.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms and what each of them may look into, besides itself.
const ROOMS: [(&str, &[&str]); 6] = [
    ("lead", &[]),
    ("model", &["lead"]),
    ("scoring", &["lead", "model"]),
    ("library", &["lead", "model", "scoring"]),
    ("cli", &["lead", "model", "scoring", "library"]),
    ("app", &["lead", "model", "scoring", "library"]),
];

/// Crates that draw or open windows.
const WINDOW_CRATES: [&str; 7] = ["egui", "eframe", "egui_extras", "epaint", "ecolor", "emath", "rfd"];

const LONGEST_FILE: usize = 600;

#[test]
fn imports_go_downwards_only() {
    let mut wrong = Vec::new();
    for (room, below) in ROOMS {
        for file in rust_files(&source().join(room)) {
            for (number, line) in code_lines(&file) {
                for (other, _) in ROOMS.iter().filter(|(other, _)| *other != room && !below.contains(other)) {
                    if mentions_room(&line, other) {
                        wrong.push(format!("{}:{number}: `{room}` looks into `{other}`", file.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports go downwards only:\n{}", wrong.join("\n"));
}

#[test]
fn egui_lives_in_the_window_only() {
    let window = source().join("app");
    let mut wrong = Vec::new();
    for file in rust_files(&source()).into_iter().filter(|file| !file.starts_with(&window)) {
        for (number, line) in code_lines(&file) {
            if WINDOW_CRATES.iter().any(|name| mentions_crate(&line, name)) {
                wrong.push(format!("{}:{number}: {}", file.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "only `app` may know of egui:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_known_here() {
    let mut rooms: Vec<String> = fs::read_dir(source())
        .expect("src can be read")
        .map(|entry| entry.expect("src can be read").path())
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    rooms.sort();
    let mut known: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    known.sort_unstable();
    assert_eq!(rooms, known, "a new room says here what it may look into");
}

#[test]
fn files_stay_readable() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut long = Vec::new();
    for folder in ["src", "tests", "examples", "benches"] {
        for file in rust_files(&root.join(folder)) {
            let lines = fs::read_to_string(&file).expect("a source file can be read").lines().count();
            if lines > LONGEST_FILE {
                long.push(format!("{}: {lines} lines", file.display()));
            }
        }
    }
    assert!(long.is_empty(), "no file is longer than {LONGEST_FILE} lines:\n{}", long.join("\n"));
}

#[test]
fn the_binary_is_thin() {
    let main = fs::read_to_string(source().join("main.rs")).expect("main.rs can be read");
    assert!(main.lines().count() < 60, "main.rs only hands over to the rooms");
}

#[test]
fn the_searches_find_what_they_look_for() {
    assert!(mentions_room("use crate::app::theme;", "app"));
    assert!(mentions_room("use crate::{app, lead::Day};", "app"));
    assert!(mentions_room("use crate::{lead::Day, scoring::{Columns, explain}};", "scoring"));
    assert!(!mentions_room("use crate::{lead::app_name, model};", "app"));
    assert!(!mentions_room("use crate::application::x;", "app"));
    assert!(mentions_crate("use egui::Color32;", "egui"));
    assert!(mentions_crate("    eframe::run_native(", "eframe"));
    assert!(!mentions_crate("use my_egui::Color32;", "egui"));
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All `.rs` files below a folder; none where the folder does not exist.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.expect("a source folder can be read").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The statements of a file by the number of their first line, without comments. A `use` over several lines is one.
fn code_lines(file: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(file).expect("a source file can be read");
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut in_use = false;
    for (index, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        if in_use {
            if let Some((_, statement)) = lines.last_mut() {
                statement.push_str(code.trim());
            }
        } else {
            lines.push((index + 1, code.to_owned()));
        }
        let opens = code.trim_start().trim_start_matches("pub ").starts_with("use ");
        in_use = (in_use || opens) && !code.contains(';');
    }
    lines
}

/// Whether a statement names a room of this crate: `crate::room` or `room` at the top of a `crate::{…}` list.
fn mentions_room(statement: &str, room: &str) -> bool {
    for (at, _) in statement.match_indices("crate::") {
        let rest = &statement[at + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            if starts_with_word(rest, room) {
                return true;
            }
            continue;
        };
        let mut depth = 0;
        let mut starts_item = true;
        for (position, c) in list.char_indices() {
            if depth == 0 && starts_item && !c.is_whitespace() {
                if starts_with_word(&list[position..], room) {
                    return true;
                }
                starts_item = false;
            }
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts_item = true,
                _ => {}
            }
        }
    }
    false
}

fn mentions_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        before.is_none_or(|c| !is_word_char(c)) && after.starts_with("::")
    })
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_word_char))
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
