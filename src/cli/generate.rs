//! `tandem generate`: believable leads for trying a model before there are any of one's own.

use std::path::PathBuf;

use anyhow::bail;

use super::{Ending, output, progress, words};
use crate::library::{self, Library};

/// Make up believable leads, with events and outcomes, to try models on
///
/// Companies with several people, names from many scripts, skewed behaviour, and dirt: missing values, free mail, nonsense.
/// The same number and seed make the same leads on every machine.
///
/// Example: tandem generate --leads 2000 --seed 7 --into leads.sqlite
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many leads
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    leads: u64,
    /// Another seed makes other leads
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The library to make
    #[arg(long, value_name = "LIB")]
    into: PathBuf,
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
