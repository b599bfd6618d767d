//! `tandem score`: every lead of a library, scored and placed, one a row.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use serde::Serialize;

use super::{
    Ending,
    args::TableFormat,
    output,
    sound::{self, LeadArgs},
};
use crate::{
    lead::{Instant, Outcome},
    model::{AxisSettings, Model},
    scoring::{Columns, SalesView, Scores, score_all},
};

/// Score every lead of a library, in the order of their keys
///
/// With --as-of in the past, leads that came later are left out, and how many they are is said on the standard error; so is each
/// field that the model asks for and the library does not have.
///
/// The columns: key, fit, engagement, combined, fit_band, engagement_band, route, qualified, disqualified, stars, flames, cold,
/// then what sales is told: stage, outcome, moment (the last interesting event) and moment_at, due (when the answer is due).
/// The same model, library and date give the same bytes on every machine. A model with errors is refused.
///
/// Example: tandem score b2b-software.ron --library leads.sqlite --as-of 2026-11-18 --out scores.csv
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model
    model: PathBuf,
    #[command(flatten)]
    leads: LeadArgs,
    /// csv, or json: an array with one object a line
    #[arg(long, default_value = "csv")]
    format: TableFormat,
    /// Write to this file, whole or not at all, instead of the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let Some(model) = sound::model(&args.model)? else { return Ok(Ending::Flawed) };
    let (columns, as_of) = args.leads.read()?;
    let scores = score_all(&columns, &model, as_of);
    LeadArgs::tell_to_come(&columns, &scores);
    LeadArgs::tell_lacking(&columns, &model);
    output::to(args.out.as_deref(), |out| match args.format {
        TableFormat::Csv => write_csv(out, &model, &columns, &scores),
        TableFormat::Json => output::json_array(out, rows(&model, &columns, &scores)),
    })?;
    Ok(Ending::Fine)
}

/// One lead as it is written. The order of the fields is the order of the columns.
#[derive(Serialize)]
struct Row<'a> {
    key: &'a str,
    fit: i32,
    engagement: i32,
    combined: i32,
    fit_band: Option<&'a str>,
    engagement_band: Option<&'a str>,
    route: Option<&'a str>,
    qualified: bool,
    disqualified: bool,
    stars: u8,
    flames: u8,
    cold: bool,
    /// The buying stage.
    stage: Option<&'a str>,
    outcome: Outcome,
    /// The last interesting event: `webinar_attended: Product tour`.
    moment: Option<String>,
    moment_at: Option<String>,
    due: Option<String>,
}

const HEADER: [&str; 17] = [
    "key",
    "fit",
    "engagement",
    "combined",
    "fit_band",
    "engagement_band",
    "route",
    "qualified",
    "disqualified",
    "stars",
    "flames",
    "cold",
    "stage",
    "outcome",
    "moment",
    "moment_at",
    "due",
];

/// The scores of all leads as CSV: a header, then a row a lead.
pub fn write_csv(out: &mut dyn Write, model: &Model, columns: &Columns, scores: &Scores) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(HEADER)?;
    for row in rows(model, columns, scores) {
        writer.serialize(row)?;
    }
    writer.flush()
}

fn rows<'a>(model: &'a Model, columns: &'a Columns, scores: &'a Scores) -> impl Iterator<Item = Row<'a>> {
    let band = |axis: &'a AxisSettings, index: u8| axis.bands.get(usize::from(index)).map(|band| band.name.as_str());
    let sales = SalesView::new(columns, model, scores);
    let there = columns.keys.iter().enumerate().filter(|(lead, _)| scores.there.contains(*lead));
    there.map(move |(lead, key)| {
        let moment = sales.moment(lead);
        Row {
            key,
            fit: scores.fit[lead],
            engagement: scores.engagement[lead],
            combined: scores.combined[lead],
            fit_band: band(&model.fit, scores.fit_band[lead]),
            engagement_band: band(&model.engagement, scores.engagement_band[lead]),
            route: model.routes.get(usize::from(scores.route[lead])).map(|route| route.name.as_str()),
            qualified: scores.qualified.contains(lead),
            disqualified: scores.disqualified.contains(lead),
            stars: scores.stars[lead],
            flames: scores.flames[lead],
            cold: scores.cold.contains(lead),
            stage: sales.stage(lead).and_then(|stage| model.stages.get(stage)).map(|stage| stage.name.as_str()),
            outcome: sales.outcome(lead),
            moment: moment.map(|event| columns.events.what(event)),
            moment_at: moment.map(|event| Instant(columns.events.at[event]).to_string()),
            due: sales.due(lead).map(|due| due.to_string()),
        }
    })
}
