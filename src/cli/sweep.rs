//! `tandem sweep`: what sales gets as one number of the model is turned.

use std::{
    io::{self, Write},
    path::PathBuf,
    sync::Arc,
};

use anyhow::bail;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Ending,
    args::AnyFormat,
    output,
    sound::{self, LeadArgs},
    sweep_knob, table, what_if_json,
    words::{a_week, counted, percent},
};
use crate::{
    model::{
        Model,
        wording::{grouped, whole},
    },
    scoring::{
        Live,
        what_if::{Fit, FitTo, Knob, Point, Sweep, fit_to_capacity, sweep, values},
    },
};

/// Turn one number of a model through a range: what would sales get?
///
/// The number is the edge of a band (which takes its neighbours along), the points of a criterion or the cap of a category. For
/// each value: the leads to sales, the past wins among them, precision (the share won of those decided that go to sales), recall
/// (the share of all past wins that goes to sales) and the leads a week to sales. Where the model stands is marked. For an edge
/// the lowest place is told from which on all that comes in a week can be worked.
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
    let (columns, as_of) = args.leads.read()?;
    let mut live = Live::new(Arc::clone(&columns), &model, as_of);
    let fit = match &knob {
        Knob::Edge { axis, band } => fit_to_capacity(&mut live, *axis, band, &FitTo::Sales, || true),
        Knob::Points { .. } | Knob::Cap { .. } => None,
    };
    let Some(found) = sweep(&mut live, &knob, &values, || true) else {
        bail!("the model has no such number; see `tandem sweep --help`");
    };
    output::to(None, |out| match args.format {
        AnyFormat::Text => {
            let leads = counted(columns.len() as u64, "lead", "leads");
            writeln!(out, "“{}”, {leads} as of {as_of}", model.name)?;
            write_text(out, &model, &found, fit.as_ref())
        }
        AnyFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &document(&model, &found, fit.as_ref()))?;
            writeln!(out)
        }
        AnyFormat::Csv => write_csv(out, &found),
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

fn write_text(out: &mut dyn Write, model: &Model, found: &Sweep, fit: Option<&Fit>) -> io::Result<()> {
    writeln!(out, "{}\n", sweep_knob::title(model, &found.knob))?;
    let capacity = found.now.capacity;
    let row = |point: &Point| {
        vec![
            if found.is_now(point) { "now".to_owned() } else { String::new() },
            point.value.map_or_else(|| "no cap".to_owned(), whole),
            grouped(point.to_sales.leads),
            grouped(point.to_sales.won),
            percent(point.precision()),
            percent(point.recall()),
            point.to_sales_a_week().map(a_week).unwrap_or_default(),
            point
                .capacity
                .filter(|_| point.arrived.is_some())
                .map(|capacity| a_week(capacity.load()))
                .unwrap_or_default(),
        ]
    };
    // Where it stands is shown also where that is out of the range: to compare with.
    let outside = Some(&found.now).filter(|_| !found.points.iter().any(|point| found.is_now(point)));
    let rows: Vec<Vec<String>> = outside.into_iter().chain(&found.points).map(row).collect();
    let of = capacity.map_or_else(String::new, |capacity| format!("of {}", grouped(capacity.most)));
    let header = ["", "value", "to sales", "past wins", "precision", "recall", "a week", of.as_str()];
    table::write(out, &header[..if capacity.is_some() { 8 } else { 7 }], &rows)?;
    if capacity.is_some_and(|capacity| capacity.is_partial) {
        writeln!(out, "  The last column is of the routes to sales that say what they can take")?;
    }
    if let Some(fit) = fit {
        writeln!(out, "\n{}", fit_sentence(fit, model))?;
    }
    Ok(())
}

fn fit_sentence(fit: &Fit, model: &Model) -> String {
    let load = |point: &Point| {
        let (load, most) = point.load(model, &FitTo::Sales).unwrap_or_default();
        let wins = counted(point.to_sales.won, "past win", "past wins");
        format!("{} a week come where {} can be worked, with {wins}", a_week(load), grouped(most))
    };
    let value = |point: &Point| point.value.map(whole).unwrap_or_default();
    match fit {
        Fit::At(point) => {
            format!("Fit to capacity: {}, the lowest at which all can be worked: {}", value(point), load(point))
        }
        Fit::Anywhere(point) => {
            format!("Fit to capacity: all can be worked wherever it begins, even at {}: {}", value(point), load(point))
        }
        Fit::Nowhere(point) => {
            format!("Fit to capacity: this edge alone can't do it, not even at {}: {}", value(point), load(point))
        }
        Fit::NoCapacity => {
            "No route to sales says how many leads it can take in a week, so there is nothing to fit to".to_owned()
        }
        Fit::NoDates => "No lead says when it was created, so nobody knows how many come in a week".to_owned(),
    }
}

/// One value as it is written. The order of the fields is the order of the columns.
#[derive(Serialize)]
struct Row {
    value: Option<i32>,
    now: bool,
    to_sales: u64,
    past_wins: u64,
    decided: u64,
    precision: Option<f64>,
    recall: Option<f64>,
    a_week: Option<f64>,
    load: Option<f64>,
    capacity: Option<u64>,
}

const HEADER: [&str; 10] =
    ["value", "now", "to_sales", "past_wins", "decided", "precision", "recall", "a_week", "load", "capacity"];

impl Row {
    fn new(found: &Sweep, point: &Point) -> Self {
        Self {
            value: point.value,
            now: found.is_now(point),
            to_sales: point.to_sales.leads,
            past_wins: point.to_sales.won,
            decided: point.to_sales.decided,
            precision: point.precision(),
            recall: point.recall(),
            a_week: point.to_sales_a_week(),
            load: point.capacity.filter(|_| point.arrived.is_some()).map(|capacity| capacity.load()),
            capacity: point.capacity.map(|capacity| capacity.most),
        }
    }
}

fn write_csv(out: &mut dyn Write, found: &Sweep) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(HEADER)?;
    for point in &found.points {
        writer.serialize(Row::new(found, point))?;
    }
    writer.flush()
}

fn document(model: &Model, found: &Sweep, fit: Option<&Fit>) -> Value {
    let knob = match &found.knob {
        Knob::Edge { axis, band } => json!({ "edge": { "axis": axis, "band": band } }),
        Knob::Points { criterion } => json!({ "points": criterion }),
        Knob::Cap { category } => json!({ "cap": category }),
    };
    let at = |answer: &str, point: &Point| {
        let mut value = json!(Row::new(found, point));
        value["answer"] = json!(answer);
        value
    };
    let fit = fit.map(|fit| match fit {
        Fit::At(point) => at("at", point),
        Fit::Anywhere(point) => at("anywhere", point),
        Fit::Nowhere(point) => at("nowhere", point),
        Fit::NoCapacity => json!({ "answer": "no_capacity" }),
        Fit::NoDates => json!({ "answer": "no_dates" }),
    });
    json!({
        "model": model.name,
        "turned": knob,
        "title": sweep_knob::title(model, &found.knob),
        "past_wins_in_all": found.now.won,
        "capacity": found.now.capacity.map(what_if_json::capacity),
        "now": Row::new(found, &found.now),
        "values": found.points.iter().map(|point| Row::new(found, point)).collect::<Vec<_>>(),
        "fit_to_capacity": fit,
    })
}
