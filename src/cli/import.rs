//! `tandem import`: leads and events from CSV files into a library.

use std::path::PathBuf;

use super::{Ending, output, progress, words};
use crate::library::{self, AsOf, ImportRequest, Library};

/// Put leads and events from CSV files into a library
///
/// Encoding, separator, the columns' meanings and types are guessed from the file; what is guessed wrong can be said. Rows that
/// can't be read are listed with line and reason and the rest goes in (the exit code is then 1), all in one transaction: a
/// failure leaves the library as it was. A second import of the same leads updates them by key.
///
/// Example: tandem import leads.csv --into leads.sqlite --events events.csv --key Email --outcome Status --won Won --lost Lost
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The leads: a header and a row each
    leads: PathBuf,
    /// The library to fill; made if it does not exist
    #[arg(long, value_name = "LIB")]
    into: PathBuf,
    /// What the leads did: lead, kind, time, and perhaps a detail and an amount
    #[arg(long, value_name = "EVENTS.csv")]
    events: Option<PathBuf>,
    /// The column that identifies a lead
    #[arg(long, value_name = "COL")]
    key: Option<String>,
    /// The column with the company
    #[arg(long, value_name = "COL")]
    account: Option<String>,
    /// The column with the date when the lead came in
    #[arg(long, value_name = "COL")]
    created: Option<String>,
    /// The column with the date when the outcome was settled
    #[arg(long, value_name = "COL")]
    closed: Option<String>,
    /// The column with the outcome
    #[arg(long, value_name = "COL")]
    outcome: Option<String>,
    /// What the outcome column says of a lead that was won; may be given several times
    #[arg(long, value_name = "VALUE", num_args = 1..)]
    won: Vec<String>,
    /// What it says of one that was lost
    #[arg(long, value_name = "VALUE", num_args = 1..)]
    lost: Vec<String>,
    /// A word that means “no value”: Select, N/A, unknown
    #[arg(long = "null", value_name = "WORD", num_args = 1..)]
    null_words: Vec<String>,
    /// Count ages in this library from this date on (its last second, UTC) or instant, in every command and in the window, or
    /// from the “newest” date in it, as at first
    #[arg(long, value_name = "DATE")]
    as_of: Option<AsOf>,
}

pub fn run(args: Args) -> anyhow::Result<Ending> {
    let request = ImportRequest {
        leads: args.leads,
        events: args.events,
        key: args.key,
        account: args.account,
        created: args.created,
        closed: args.closed,
        outcome: args.outcome,
        won: args.won,
        lost: args.lost,
        null_words: args.null_words,
        as_of: args.as_of,
    };
    let mut library = Library::open_or_create(&args.into)?;
    let report = progress::watch("Importing", |progress| library::import(&mut library, &request, progress))?;
    output::line(report.to_string().trim_end())?;
    if report.rejected_count > 0 {
        let rows = words::counted(report.rejected_count, "row was", "rows were");
        eprintln!("tandem: {rows} left out of “{}”; the report lists them with the reasons", args.into.display());
        return Ok(Ending::Flawed);
    }
    Ok(Ending::Fine)
}
