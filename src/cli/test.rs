//! `tandem test`: whether what is expected of test leads and segments comes out.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::ValueEnum;
use serde::Serialize;

use super::{Ending, output, progress, sound, test_junit, words};
use crate::{
    lead::Instant,
    library,
    model::{Expectation, Model, Team, wording},
    scoring::{
        Columns, Summary, score_all,
        testing::{Answer, Library, SegmentTester, Tested, Verdict, test},
    },
};

/// Ask the tests of a model: what must come out for certain leads, and for many
///
/// Leads that the model keeps itself are scored as of their own instants, so the answer is the same on every day. Tests of a
/// library's leads and segments need --library; without it they are skipped, and that is said. With it whatever can't be asked
/// (no lead has the key, nobody is in the segment) has failed. The exit code is 0 when no test failed, 1 when one did or the
/// model has errors, 2 when a file can't be read or written.
///
/// Example: tandem test b2b-software.ron --library leads.sqlite --format junit --out tests.xml
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model
    model: PathBuf,
    /// The library of leads that tests and segments are about
    #[arg(long, value_name = "LIB")]
    library: Option<PathBuf>,
    /// Ask as of this date (its last second, UTC) or instant instead of the library's own
    #[arg(long, value_name = "DATE", requires = "library")]
    as_of: Option<Instant>,
    /// text, json: an array with one object a line, or junit: XML for a build server
    #[arg(long, default_value = "text")]
    format: Format,
    /// Write to this file, whole or not at all, instead of the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// For a reader, for a program, or for a build server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Junit,
}

/// One test as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    pub result: Outcome,
    /// What is expected, in a row.
    pub expected: String,
    /// What came out: of a lead its cell, of a segment what it is.
    pub is: Option<String>,
    /// What broke, or why it was not asked.
    pub because: Option<String>,
    /// Who set it and why.
    pub why: Option<String>,
    /// Of a segment that fails the leads it fails for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misses: Option<Missing>,
}

/// The leads that a segment fails for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Missing {
    pub count: u64,
    /// The keys of the first.
    pub first: Vec<String>,
}

/// So many of them are named.
const MOST_NAMED: usize = 20;
/// So many of those for a reader.
const MOST_READ: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Lead,
    Segment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    Passed,
    Failed,
    Skipped,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let Some(model) = sound::model(&args.model)? else { return Ok(Ending::Flawed) };
    let (tested, columns) = match &args.library {
        Some(path) => in_library(path, &model, args.as_of)?,
        None => (test(&model, None, &mut SegmentTester::default()), Arc::default()),
    };
    let told = told(&model, &tested, &columns, args.library.is_some());
    output::to(args.out.as_deref(), |out| match args.format {
        Format::Text => write_text(out, &told, args.library.is_some()),
        Format::Json => output::json_array(out, told.iter()),
        Format::Junit => test_junit::write(out, &model.name, &told),
    })?;
    let has_failed = told.iter().any(|test| test.result == Outcome::Failed);
    Ok(if has_failed { Ending::Flawed } else { Ending::Fine })
}

fn in_library(path: &Path, model: &Model, as_of: Option<Instant>) -> anyhow::Result<(Tested, Arc<Columns>)> {
    let library = library::Library::open(path)?;
    let as_of = match as_of {
        Some(as_of) => as_of,
        None => library.as_of()?,
    };
    let columns = Arc::new(progress::watch("Reading leads", |progress| library.columns(progress))?);
    let scores = score_all(&columns, model, as_of);
    let summary = Summary::new(&columns, model, &scores);
    let library = Library { columns: &columns, scores: &scores, summary: &summary };
    Ok((test(model, Some(library), &mut SegmentTester::default()), Arc::clone(&columns)))
}

/// All tests in the order of the model. Where a library was given, what can't be asked has failed.
fn told(model: &Model, tested: &Tested, columns: &Columns, has_library: bool) -> Vec<Told> {
    let outcome = |verdict: Verdict| match verdict {
        Verdict::Passed => Outcome::Passed,
        Verdict::Unasked if !has_library => Outcome::Skipped,
        Verdict::Failed | Verdict::Unasked => Outcome::Failed,
    };
    let leads = model.test_leads.iter().zip(&tested.leads).map(|(test, result)| Told {
        kind: Kind::Lead,
        id: test.id.to_string(),
        name: test.told_name().to_owned(),
        result: outcome(result.verdict()),
        expected: expected(model, &test.expects),
        is: result.stands.as_ref().ok().map(|stands| stands.cell_name(model)),
        because: because(&result.answers, result.stands.as_ref().err()),
        why: reasons(&test.expects),
        misses: None,
    });
    let segments = model.segments.iter().zip(&tested.segments).map(|(test, result)| Told {
        kind: Kind::Segment,
        id: test.id.to_string(),
        name: model.segment_text(test),
        result: outcome(result.answer.verdict()),
        expected: model.segment_text(test),
        is: result.measured.map(|measured| measured.text(test.limit)),
        because: result.answer.sentence().map(str::to_owned),
        why: reason(&test.why, test.team),
        misses: result.misses(test.limit).map(|misses| Missing {
            count: misses.count(),
            first: misses.rows().take(MOST_NAMED).map(|row| columns.keys[row].to_owned()).collect(),
        }),
    });
    leads.chain(segments).collect()
}

fn expected(model: &Model, expects: &[Expectation]) -> String {
    expects.iter().map(|it| model.must_text(&it.must)).collect::<Vec<_>>().join(", ")
}

/// All that broke, not only the first.
fn because(answers: &[Answer], unasked: Option<&String>) -> Option<String> {
    let mut said: Vec<&str> = answers.iter().filter_map(Answer::sentence).collect();
    said.dedup();
    if said.is_empty() { unasked.cloned() } else { Some(said.join("; ")) }
}

fn reasons(expects: &[Expectation]) -> Option<String> {
    let said: Vec<String> = expects.iter().filter_map(|it| reason(&it.why, it.team)).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// “sales: they buy within a quarter”.
fn reason(why: &str, team: Option<Team>) -> Option<String> {
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    match team {
        _ if why.is_empty() => None,
        Some(team) => Some(format!("{team}: {why}")),
        None => Some(why),
    }
}

fn write_text(out: &mut dyn Write, told: &[Told], has_library: bool) -> io::Result<()> {
    for test in told {
        let word = match test.result {
            Outcome::Passed => "passed ",
            Outcome::Failed => "FAILED ",
            Outcome::Skipped => "skipped",
        };
        let is_lead = test.kind == Kind::Lead;
        let expected = if is_lead { format!(": expected {}", test.expected) } else { String::new() };
        let is = test.is.as_ref().filter(|_| test.result == Outcome::Passed && !is_lead);
        let is = is.map(|is| format!(" ({is})")).unwrap_or_default();
        writeln!(out, "{word}  {}{expected}{is}", test.name)?;
        if let Some(because) = &test.because {
            writeln!(out, "         {because}")?;
        }
        if let Some(Missing { count, first }) = test.misses.as_ref().filter(|misses| misses.count > 0) {
            let named: Vec<&str> = first.iter().take(MOST_READ).map(String::as_str).collect();
            let more = count.saturating_sub(named.len() as u64);
            let more = if more > 0 { format!(" and {} more", wording::grouped(more)) } else { String::new() };
            writeln!(out, "         For {}{more}", named.join(", "))?;
        }
        if let Some(why) = test.why.as_ref().filter(|_| test.result == Outcome::Failed) {
            writeln!(out, "         Expected because: {why}")?;
        }
    }
    let count = |result| told.iter().filter(|test| test.result == result).count() as u64;
    if told.is_empty() {
        return writeln!(out, "The model has no tests; keep a lead as a test lead on the page Leads of the window");
    }
    let all = words::counted(told.len() as u64, "test", "tests");
    let mut parts = vec![format!("{} passed", wording::grouped(count(Outcome::Passed)))];
    parts.push(format!("{} failed", wording::grouped(count(Outcome::Failed))));
    if count(Outcome::Skipped) > 0 {
        let hint = if has_library { "" } else { " (give a --library)" };
        parts.push(format!("{} skipped{hint}", wording::grouped(count(Outcome::Skipped))));
    }
    writeln!(out, "{all}: {}", parts.join(", "))
}
