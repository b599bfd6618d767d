//! `tandem check`: the problems of a model.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{Ending, args::TextFormat, output, progress, words};
use crate::{
    lead::Instant,
    library::Library,
    model::{
        Model,
        check::{Facts, Problem, Severity, check},
        file,
    },
    scoring::{facts, score_all},
};

/// List the problems of a model, each with what would mend it
///
/// With a library the model is also held against its leads: attributes and events that do not exist, values that no lead has,
/// criteria that match nobody or everybody. The exit code is 0 when there are no errors (warnings are allowed), 1 when there
/// are, 2 when a file can't be read.
///
/// Example: tandem check b2b-software.ron --library leads.sqlite
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model
    model: PathBuf,
    /// Hold it against the leads of this library
    #[arg(long, value_name = "LIB")]
    library: Option<PathBuf>,
    /// Hold it against them as of this date (its last second, UTC) or instant instead of the library's own
    #[arg(long, value_name = "DATE", requires = "library")]
    as_of: Option<Instant>,
    /// text, or json: an array with one object a line
    #[arg(long, default_value = "text")]
    format: TextFormat,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let file::Loaded { model, comment_line, .. } = file::open(&args.model)?;
    let facts = match &args.library {
        Some(path) => Some(facts_of(path, &model, args.as_of)?),
        None => None,
    };
    let mut problems = check(&model, facts.as_ref());
    problems.extend(comment_line.map(Problem::comments));
    output::to(None, |out| match args.format {
        TextFormat::Text => {
            list(out, &model, &problems)?;
            writeln!(out, "{}", summary(&problems))
        }
        TextFormat::Json => write_json(out, &model, &problems),
    })?;
    let has_errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    Ok(if has_errors { Ending::Flawed } else { Ending::Fine })
}

fn facts_of(library: &Path, model: &Model, as_of: Option<Instant>) -> anyhow::Result<Facts> {
    let library = Library::open(library)?;
    let columns = progress::watch("Reading leads", |progress| library.columns(progress))?;
    let as_of = match as_of {
        Some(as_of) => as_of,
        None => library.as_of()?,
    };
    let scores = score_all(&columns, model, as_of);
    Ok(facts(&columns, model, Some(&scores)))
}

/// One problem a paragraph: severity and code, place, sentence, and below it the hint.
pub fn list(out: &mut dyn Write, model: &Model, problems: &[Problem]) -> io::Result<()> {
    for problem in problems {
        let place = problem.place.describe(model);
        writeln!(out, "{} [{}] {place}: {}", severity(problem.severity), problem.code, problem.sentence)?;
        if let Some(hint) = &problem.hint {
            writeln!(out, "    {hint}")?;
        }
    }
    Ok(())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn summary(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count() as u64;
    let warnings = problems.len() as u64 - errors;
    match (errors, warnings) {
        (0, 0) => "No problems".to_owned(),
        _ => format!(
            "{}, {}",
            words::counted(errors, "error", "errors"),
            words::counted(warnings, "warning", "warnings")
        ),
    }
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    severity: &'a str,
    place: String,
    sentence: &'a str,
    hint: Option<&'a str>,
}

fn write_json(out: &mut dyn Write, model: &Model, problems: &[Problem]) -> io::Result<()> {
    let rows = problems.iter().map(|problem| Row {
        code: problem.code,
        severity: severity(problem.severity),
        place: problem.place.describe(model),
        sentence: &problem.sentence,
        hint: problem.hint.as_deref(),
    });
    output::json_array(out, rows)
}
