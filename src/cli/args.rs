//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use super::{check, diff, explain, fields, generate, import, merge, render, score, sweep, test, what_if};

/// Lead-scoring models that marketing and sales design together
#[derive(Debug, Parser)]
#[command(
    name = "tandem",
    version,
    args_conflicts_with_subcommands = true,
    long_about = "Tandem: marketing and sales design one lead-scoring model together, offline, and try it on their own leads.\n\n\
        A model is a text file (MODEL.ron) that says what a lead is worth: criteria on two axes, fit (who they are) and \
        engagement (what they do), the bands of the matrix, and the route of each cell. A library is one SQLite file with leads \
        and what they did.\n\n\
        Without a subcommand the window opens.",
    after_long_help = "A first walk:\n  \
        tandem generate --leads 2000 --into try.sqlite\n  \
        tandem check sample-models/b2b-software.ron --library try.sqlite\n  \
        tandem score sample-models/b2b-software.ron --library try.sqlite --out scores.csv\n  \
        tandem sample-models/b2b-software.ron --library try.sqlite\n\n\
        Exit codes: 0 all is well, 1 the model has errors, a test fails, an import left rows out or changes collide, 2 something cannot be read or written."
)]
pub struct Arguments {
    /// The model to open in the window
    pub model: Option<PathBuf>,
    /// The library of leads to open with it
    #[arg(long, value_name = "LIB")]
    pub library: Option<PathBuf>,
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,
}

#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    Check(check::Args),
    Import(Box<import::Args>),
    Fields(fields::Args),
    Generate(generate::Args),
    Score(score::Args),
    Explain(explain::Args),
    Diff(diff::Args),
    Merge(merge::Args),
    WhatIf(what_if::Args),
    Sweep(sweep::Args),
    Test(test::Args),
    Render(render::Args),
}

/// For a reader or for a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    Text,
    Json,
}

/// For a reader, for a program, or for a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnyFormat {
    Text,
    Json,
    Csv,
}

/// For a spreadsheet or for a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Csv,
    Json,
}
