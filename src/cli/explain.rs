//! `tandem explain`: why one lead scores as it does.

use std::path::PathBuf;

use anyhow::bail;

use super::{Ending, args::TextFormat, explain_json, explain_text, output};
use crate::{
    lead::{Instant, Lead},
    library::Library,
    model::{CriterionId, Model, file},
    scoring::{Explanation, Suggestion, explain, near_misses, suggestions},
};

/// Say why one lead scores as it does, and what would move it up
///
/// Every criterion that gave points, with the values or events that matched; what fades and caps took away; it reads from
/// top to bottom and adds up to the score.
///
/// Example: tandem explain b2b-software.ron --library leads.sqlite --lead L-0000042
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model
    model: PathBuf,
    /// The library of leads
    #[arg(long, value_name = "LIB")]
    library: PathBuf,
    /// The key of the lead
    #[arg(long, value_name = "KEY")]
    lead: String,
    /// Explain as of this date (its last second, UTC) or instant instead of the library's own
    #[arg(long, value_name = "DATE")]
    as_of: Option<Instant>,
    #[arg(long, default_value = "text")]
    format: TextFormat,
}

/// All that there is to say about one lead.
pub struct Answer<'a> {
    pub model: &'a Model,
    pub lead: &'a Lead,
    pub explanation: Explanation,
    /// The criteria that it only just misses, nearest first.
    pub near_misses: Vec<CriterionId>,
    pub suggestions: Vec<Suggestion>,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let model = file::load(&args.model)?;
    let library = Library::open(&args.library)?;
    let Some(lead) = library.lead(&args.lead)? else {
        bail!("There is no lead “{}” in {}; check the spelling of its key", args.lead, args.library.display());
    };
    let as_of = match args.as_of {
        Some(as_of) => as_of,
        None => library.as_of()?,
    };
    let answer = Answer {
        explanation: explain(&model, &lead, as_of),
        near_misses: near_misses(&model, &lead, as_of),
        suggestions: suggestions(&model, &lead, as_of),
        model: &model,
        lead: &lead,
    };
    output::to(None, |out| match args.format {
        TextFormat::Text => explain_text::write(out, &answer),
        TextFormat::Json => explain_json::write(out, &answer),
    })?;
    Ok(Ending::Fine)
}
