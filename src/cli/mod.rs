//! The command line: one file a subcommand, each a thin wrapper over the rooms below.
//!
//! What a script may rely on: the exit code is 0 when all is well, 1 when the model has errors, a test of it fails, an import left rows out or
//! two changes of a model collide,
//! and 2 when something could not be read or written; an error is one sentence on the standard error; nothing but the
//! answer goes to the standard output.
//!
//! The window is above this room, so `main.rs` hands in the two things that need it as a [`Window`].

mod args;
mod check;
mod diff;
mod explain;
mod explain_json;
mod explain_text;
mod fields;
mod fields_answer;
mod fields_changed;
mod generate;
mod import;
mod merge;
mod output;
mod progress;
mod render;
mod scenario;
mod score;
mod sound;
mod sweep;
mod sweep_answer;
mod sweep_knob;
mod table;
mod test;
mod test_junit;
mod what_if;
mod what_if_json;
mod what_if_text;
mod words;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use anyhow::bail;
use clap::{CommandFactory, Parser, error::ErrorKind};

use self::{
    args::{Arguments, Subcommand},
    output::is_broken_pipe,
};
pub use self::{
    render::{Page, RenderRequest, Theme},
    score::write_csv,
};
use crate::library::LibraryError;

/// What only the window's room can do.
pub struct Window {
    /// Opens the window on a model and a library, either of which may be left out, and returns when it is closed.
    pub open: fn(model: Option<PathBuf>, library: Option<PathBuf>) -> anyhow::Result<()>,
    /// Paints one page into a PNG file; needs no display.
    pub render: fn(RenderRequest) -> anyhow::Result<()>,
}

/// How a subcommand ended, when nothing stood in its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Fine,
    /// The model has errors, a test fails, an import left rows out, or changes collide: done as far as could be, and worth a look.
    Flawed,
}

/// Does what the program's arguments say.
pub fn run(window: &Window) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help and version are answers, not errors; clap knows which goes where.
        Err(error) if !error.use_stderr() => {
            return if error.print().is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
        Err(error) => {
            // As the system gave it: `args` would panic where a name is not UTF-8.
            let first = std::env::args_os().nth(1).map(|first| first.to_string_lossy().into_owned());
            let first = first.filter(|first| !first.starts_with('-'));
            match (error.kind(), first) {
                // A model for the window, and more: what was meant is a subcommand.
                (ErrorKind::ArgumentConflict, Some(first)) if !is_subcommand(&first) => {
                    eprintln!("tandem: there is no subcommand “{first}”; see `tandem --help`");
                }
                _ => eprintln!("tandem: {}", one_sentence(&error.to_string())),
            }
            return ExitCode::from(2);
        }
    };
    match obey(arguments, window) {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Flawed) => ExitCode::from(1),
        // Whoever read our output has seen enough (`tandem score … | head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tandem: {error:#}{}", what_to_say(&error));
            ExitCode::from(2)
        }
    }
}

fn is_subcommand(word: &str) -> bool {
    Arguments::command().find_subcommand(word).is_some()
}

fn obey(arguments: Arguments, window: &Window) -> anyhow::Result<Ending> {
    match arguments.subcommand {
        None => {
            if let Some(sentence) = why_no_window(|name| std::env::var_os(name)) {
                bail!(sentence);
            }
            (window.open)(arguments.model, arguments.library)?;
            Ok(Ending::Fine)
        }
        Some(Subcommand::Check(args)) => check::run(&args),
        Some(Subcommand::Import(args)) => import::run(*args),
        Some(Subcommand::Fields(args)) => fields::run(&args),
        Some(Subcommand::Generate(args)) => generate::run(&args),
        Some(Subcommand::Score(args)) => score::run(&args),
        Some(Subcommand::Explain(args)) => explain::run(&args),
        Some(Subcommand::Diff(args)) => diff::run(&args),
        Some(Subcommand::Merge(args)) => merge::run(&args),
        Some(Subcommand::WhatIf(args)) => what_if::run(&args),
        Some(Subcommand::Sweep(args)) => sweep::run(&args),
        Some(Subcommand::Test(args)) => test::run(&args),
        Some(Subcommand::Render(args)) => {
            (window.render)(args.into())?;
            Ok(Ending::Fine)
        }
    }
}

/// What would mend it in the words of the command line, which the rooms below don't know.
fn what_to_say(error: &anyhow::Error) -> &'static str {
    match error.downcast_ref() {
        Some(LibraryError::Missing(_)) => ", or make one with “tandem import” or “tandem generate”",
        Some(LibraryError::NoWonValue { .. }) => ": --won VALUE",
        _ => "",
    }
}

/// What clap has to say about the arguments, without the layout: its first paragraph, and its tip if it has one.
fn one_sentence(message: &str) -> String {
    let words = |lines: Vec<&str>| lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let first = words(message.lines().take_while(|line| !line.trim().is_empty()).collect());
    let tip = words(message.lines().filter_map(|line| line.trim().strip_prefix("tip: ")).take(1).collect());
    let tip = if tip.is_empty() { String::new() } else { format!(" ({tip})") };
    format!("{first}{tip}; `tandem --help` and `tandem SUBCOMMAND --help` tell what can be said")
}

/// On a machine without a display, a sentence that says so and what works there.
fn why_no_window(variable: impl Fn(&str) -> Option<OsString>) -> Option<&'static str> {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let needs_display = cfg!(all(unix, not(target_os = "macos")));
    let has_display = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET");
    (needs_display && !has_display).then_some(
        "there is no display to open the window on; these work without one: check, import, fields, generate, score, \
         explain, diff, merge, what-if, sweep, test and render (see `tandem --help`)",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn complaints_about_arguments_are_one_line() {
        let complaint = |arguments: &[&str]| {
            let error = Arguments::try_parse_from(arguments).expect_err("these can't be obeyed");
            one_sentence(&error.to_string())
        };
        let missing = complaint(&["tandem", "import", "leads.csv"]);
        assert!(missing.contains("--into <LIB>") && missing.lines().count() == 1, "{missing}");
        let misspelt = complaint(&["tandem", "score", "m.ron", "--libary", "l.sqlite"]);
        assert!(misspelt.contains("--libary") && misspelt.contains("'--library'"), "{misspelt}");
        let no_date = complaint(&["tandem", "score", "m.ron", "--library", "l", "--as-of", "soon"]);
        assert!(no_date.contains("“soon” is not a date"), "{no_date}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_window_needs_a_display() {
        assert!(why_no_window(|_| None).is_some_and(|sentence| sentence.contains("score")));
        assert!(why_no_window(|_| Some(OsString::new())).is_some(), "set to nothing is not set");
        assert_eq!(why_no_window(|name| (name == "DISPLAY").then(|| ":0".into())), None);
        assert_eq!(why_no_window(|name| (name == "WAYLAND_DISPLAY").then(|| "wayland-0".into())), None);
    }
}
