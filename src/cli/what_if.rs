//! `tandem what-if`: what a draft does to the leads, beside a baseline.

use std::{path::PathBuf, sync::Arc};

use super::{
    Ending,
    args::AnyFormat,
    output,
    sound::{self, LeadArgs},
    what_if_json, what_if_text,
};
use crate::{
    model::Model,
    scoring::{
        score_all,
        what_if::{Side, WhatIf, Who, write_csv},
    },
};

/// Say who moves where when a draft takes the place of a model, and what it costs
///
/// From cell to cell and from route to route; who is sent to sales and who no longer; the past wins gained and lost, by name and
/// with the reason; the leads a week of each route (those created in the last 13 weeks, by where they are now, divided by 13)
/// against what it can take. Cells and routes of the two are the same by their ids; where these differ by their names; bands also by
/// their rank where an axis has as many in both. The exit code is 0 whoever moves.
///
/// As csv: every lead in another cell or on another route, one a row, with the reasons.
///
/// Example: tandem what-if signed.ron draft.ron --library leads.sqlite
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model as it was
    base: PathBuf,
    /// The model as it would be
    draft: PathBuf,
    #[command(flatten)]
    leads: LeadArgs,
    #[arg(long, default_value = "text")]
    format: AnyFormat,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let (Some(base), Some(draft)) = (sound::model(&args.base)?, sound::model(&args.draft)?) else {
        return Ok(Ending::Flawed);
    };
    let (columns, as_of) = args.leads.read()?;
    let side = |model: Model| Side { scores: score_all(&columns, &model, as_of), model: Arc::new(model) };
    let (baseline, draft) = (side(base), side(draft));
    let found = WhatIf::new(Arc::clone(&columns), baseline, draft);
    output::to(None, |out| match args.format {
        AnyFormat::Text => what_if_text::write(out, &found, [&args.base, &args.draft]),
        AnyFormat::Json => what_if_json::write(out, &found),
        AnyFormat::Csv => write_csv(out, &found, &found.rows(&Who::Moved), None, |_written| true),
    })?;
    Ok(Ending::Fine)
}
