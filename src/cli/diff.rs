//! `tandem diff`: what differs between two models, in sentences.

use std::path::PathBuf;

use serde::Serialize;

use super::{Ending, args::TextFormat, output};
use crate::model::{diff::diff, file};

/// Say what differs between two models, one sentence a line
///
/// Criteria, categories, bands and routes are compared by their ids, so that a new name is a new name and not another row.
/// The exit code is 0 whether or not they differ.
///
/// Example: tandem diff signed.ron draft.ron
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model as it was
    old: PathBuf,
    /// The model as it is now
    new: PathBuf,
    /// text, or json: an array with one object a line
    #[arg(long, default_value = "text")]
    format: TextFormat,
}

#[derive(Serialize)]
struct Row {
    sentence: String,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let old = file::load(&args.old)?;
    let new = file::load(&args.new)?;
    let differences = diff(&old, &new);
    output::to(None, |out| match args.format {
        TextFormat::Text if differences.is_empty() => writeln!(out, "No difference"),
        TextFormat::Text => differences.iter().try_for_each(|difference| writeln!(out, "{}", difference.sentence())),
        TextFormat::Json => {
            output::json_array(out, differences.iter().map(|difference| Row { sentence: difference.sentence() }))
        }
    })?;
    Ok(Ending::Fine)
}
