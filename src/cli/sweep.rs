//! `tandem sweep`: what sales gets as one number of the model is turned.

use std::{path::PathBuf, sync::Arc};

use anyhow::bail;

use super::{
    Ending,
    args::AnyFormat,
    output,
    sound::{self, LeadArgs},
    sweep_answer::Answer,
    sweep_knob,
};
use crate::{
    model::{Model, wording::whole},
    scoring::{
        Live,
        what_if::{FitTo, Knob, fit_to_capacity, sweep, values},
    },
};

/// Turn one number of a model through a range: what would sales get?
///
/// The number is the edge of a band (which takes its neighbours along), the points of a criterion or the cap of a category. For
/// each value: the leads to sales, the past wins among them, the share of all past wins that is caught so (recall, in CSV and
/// JSON), the win rate (the share won of those decided that go to sales: precision) and the leads a week to sales. Where the model
/// stands is marked. For an edge the lowest place is told from which on all that comes in a week can be worked, and what it takes
/// along.
///
/// Example: tandem sweep b2b-software.ron --library leads.sqlite --edge fit:A --from 28 --to 44
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("knob").required(true).args(["edge", "points", "cap"]))]
pub struct Args {
    /// The model
    model: PathBuf,
    #[command(flatten)]
    leads: LeadArgs,
    /// Where a band begins, by axis and band: fit:A
    #[arg(long, value_name = "AXIS:BAND")]
    edge: Option<String>,
    /// The points of a criterion, by its name or its id
    #[arg(long, value_name = "CRITERION")]
    points: Option<String>,
    /// The most that a category gives, by its name or its id
    #[arg(long, value_name = "CATEGORY")]
    cap: Option<String>,
    /// The lowest value
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    from: i32,
    /// The highest value
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    to: i32,
    /// Look at what comes to this route and what it can take, not at all routes to sales together
    #[arg(long, value_name = "ROUTE")]
    route: Option<String>,
    /// From one value to the next
    #[arg(long, default_value = "1", value_parser = clap::value_parser!(u32).range(1..))]
    step: u32,
    #[arg(long, default_value = "text")]
    format: AnyFormat,
}

/// More values than anybody reads are a slip of the keyboard.
const MOST_VALUES: usize = 10_000;

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let Some(model) = sound::model(&args.model)? else { return Ok(Ending::Flawed) };
    let knob = match (&args.edge, &args.points, &args.cap) {
        (Some(edge), _, _) => sweep_knob::edge(&model, edge)?,
        (_, Some(criterion), _) => sweep_knob::points(&model, criterion)?,
        (_, _, Some(category)) => sweep_knob::cap(&model, category)?,
        // clap asks for one of them.
        _ => bail!("say which number is turned: --edge, --points or --cap"),
    };
    let values = range(args, &model, &knob)?;
    let to = match &args.route {
        Some(route) => FitTo::Route(sweep_knob::route(&model, route)?),
        None => FitTo::Sales,
    };
    let (columns, as_of) = args.leads.read()?;
    let mut live = Live::new(Arc::clone(&columns), &model, as_of);
    LeadArgs::tell_to_come(&columns, &live.scores());
    let fit = match &knob {
        Knob::Edge { axis, band } => fit_to_capacity(&mut live, *axis, band, &to, || true),
        Knob::Points { .. } | Knob::Cap { .. } => None,
    };
    let Some(sweep) = sweep(&mut live, &knob, &values, || true) else {
        bail!("the model has no such number; see `tandem sweep --help`");
    };
    let answer = Answer { model: &model, leads: live.counts().total.leads, as_of, sweep, to, fit };
    output::to(None, |out| match args.format {
        AnyFormat::Text => answer.write_text(out),
        AnyFormat::Json => answer.write_json(out),
        AnyFormat::Csv => answer.write_csv(out),
    })?;
    Ok(Ending::Fine)
}

fn range(args: &Args, model: &Model, knob: &Knob) -> anyhow::Result<Vec<i32>> {
    let (from, to) = (args.from, args.to);
    if from > to {
        bail!("--from {} is above --to {}; begin with the lower one", whole(from), whole(to));
    }
    let limits = knob.limits();
    if let Some(beyond) = [from, to].into_iter().find(|value| !limits.contains(value)) {
        bail!(
            "{} is beyond what a model may have there: {} to {}",
            whole(beyond),
            whole(*limits.start()),
            whole(*limits.end())
        );
    }
    let count = (i64::from(to) - i64::from(from)) / i64::from(args.step) + 1;
    if count > MOST_VALUES as i64 {
        bail!("{} values are more than {}; take a larger --step", whole(count), whole(MOST_VALUES as i64));
    }
    Ok(values(from, to, args.step, knob.value(model)))
}
