//! `tandem what-if`: what a draft does to the leads, beside a baseline.

use std::{
    io::{self, Write},
    path::PathBuf,
    sync::Arc,
};

use rayon::prelude::*;
use serde::Serialize;

use super::{
    Ending,
    args::AnyFormat,
    because_words::{self, NO_ROUTE},
    output,
    sound::{self, LeadArgs},
    what_if_json, what_if_text,
};
use crate::{
    lead::Outcome,
    model::Model,
    scoring::{
        Scores, score_all,
        what_if::{Side, WhatIf, Who},
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
    LeadArgs::tell_to_come(&columns, &draft.scores);
    let found = WhatIf::new(Arc::clone(&columns), baseline, draft);
    output::to(None, |out| match args.format {
        AnyFormat::Text => what_if_text::write(out, &found, [&args.base, &args.draft]),
        AnyFormat::Json => what_if_json::write(out, &found),
        AnyFormat::Csv => write_csv(out, &found),
    })?;
    Ok(Ending::Fine)
}

/// One lead as it is under both models.
#[derive(Serialize)]
pub struct Row<'a> {
    pub key: &'a str,
    pub outcome: &'static str,
    pub fit_before: i32,
    pub engagement_before: i32,
    pub fit_band_before: &'a str,
    pub engagement_band_before: &'a str,
    pub route_before: &'a str,
    pub qualified_before: bool,
    pub fit: i32,
    pub engagement: i32,
    pub fit_band: &'a str,
    pub engagement_band: &'a str,
    pub route: &'a str,
    pub qualified: bool,
    /// The reasons, one after the other.
    pub because: String,
}

const HEADER: [&str; 15] = [
    "key",
    "outcome",
    "fit_before",
    "engagement_before",
    "fit_band_before",
    "engagement_band_before",
    "route_before",
    "qualified_before",
    "fit",
    "engagement",
    "fit_band",
    "engagement_band",
    "route",
    "qualified",
    "because",
];

/// A lead with its reasons.
pub fn row(found: &WhatIf, row: u32) -> Row<'_> {
    let lead = row as usize;
    let (before, after) = (Place::new(&found.baseline, lead), Place::new(&found.draft, lead));
    Row {
        key: &found.columns.keys[lead],
        outcome: match found.columns.outcome_at(lead, found.as_of) {
            Outcome::Open => "open",
            Outcome::Won => "won",
            Outcome::Lost => "lost",
        },
        fit_before: before.fit,
        engagement_before: before.engagement,
        fit_band_before: before.fit_band,
        engagement_band_before: before.engagement_band,
        route_before: before.route,
        qualified_before: before.qualified,
        fit: after.fit,
        engagement: after.engagement,
        fit_band: after.fit_band,
        engagement_band: after.engagement_band,
        route: after.route,
        qualified: after.qualified,
        because: reasons(found, row).join("; "),
    }
}

/// Why a lead is elsewhere, in words.
pub fn reasons(found: &WhatIf, row: u32) -> Vec<String> {
    let because = found.because(row);
    because.iter().map(|one| because_words::sentence(one, &found.baseline.model, &found.draft.model)).collect()
}

/// Where a lead is under one model.
struct Place<'a> {
    fit: i32,
    engagement: i32,
    fit_band: &'a str,
    engagement_band: &'a str,
    route: &'a str,
    qualified: bool,
}

impl<'a> Place<'a> {
    fn new(Side { model, scores }: &'a Side, lead: usize) -> Self {
        let Scores { fit, engagement, fit_band, engagement_band, route, qualified, .. } = scores;
        let name =
            |bands: &'a [crate::model::Band], index: u8| bands.get(usize::from(index)).map_or("", |band| &band.name);
        Self {
            fit: fit[lead],
            engagement: engagement[lead],
            fit_band: name(&model.fit.bands, fit_band[lead]),
            engagement_band: name(&model.engagement.bands, engagement_band[lead]),
            route: model.routes.get(usize::from(route[lead])).map_or(NO_ROUTE, |route| &route.name),
            qualified: qualified.contains(lead),
        }
    }
}

/// So many leads are explained at a time.
const CHUNK: usize = 4096;

fn write_csv(out: &mut dyn Write, found: &WhatIf) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(HEADER)?;
    for rows in found.rows(&Who::Moved).chunks(CHUNK) {
        let rows: Vec<Row<'_>> = rows.par_iter().map(|lead| row(found, *lead)).collect();
        for row in rows {
            writer.serialize(row)?;
        }
    }
    writer.flush()
}
