//! `tandem generate`: believable leads for trying a model before there are any of one's own.

use std::path::PathBuf;

use anyhow::bail;

use super::{Ending, output, progress, words};
use crate::{
    library::{self, Library},
    model::wording::grouped,
};

/// Make up believable leads, with events and outcomes, to try models on
///
/// Companies with several people, names from many scripts, skewed behaviour, and dirt: missing values, free mail, nonsense.
/// The same number and seed make the same leads on every machine.
///
/// Example: tandem generate --leads 2000 --seed 7 --into leads.sqlite
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many leads
    #[arg(long, value_name = "N", value_parser = how_many)]
    leads: u64,
    /// Another seed, a whole number, makes other leads
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = seed)]
    seed: u64,
    /// The library to make
    #[arg(long, value_name = "LIB")]
    into: PathBuf,
}

fn how_many(text: &str) -> Result<u64, String> {
    const MOST: u64 = 100_000_000;
    let number = text.parse().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| format!("write a whole number from 1 to {}", grouped(MOST)))
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_err| format!("write a whole number from 0 to {}", grouped(u64::MAX)))
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let mut library = Library::open_or_create(&args.into)?;
    let there = library.lead_count()?;
    if there > 0 {
        let leads = words::counted(there, "lead", "leads");
        let path = args.into.display();
        bail!(
            "“{path}” holds {leads} already, and made-up leads would mix with them; name another file, or delete this one first"
        );
    }
    progress::watch("Making leads", |progress| library::generate(&mut library, args.leads, args.seed, progress))?;
    let leads = words::counted(library.lead_count()?, "lead", "leads");
    let events = words::counted(library.event_count()?, "event", "events");
    output::line(&format!("{}: {leads} with {events}, as of {}", args.into.display(), library.as_of()?))?;
    Ok(Ending::Fine)
}
