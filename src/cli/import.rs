//! `tandem import`: leads, accounts and events from files of any kind into a library.

use std::path::{Path, PathBuf};

use super::{Ending, output, progress, words};
use crate::library::{
    self, AsOf, ImportRequest, Library, LibraryError, Progress,
    import::{ImportReport, MOST_PRINTED, Mapping, keep_apart},
};

/// Put leads, accounts and events from files into a library
///
/// CSV (with any separator), workbooks (XLSX, XLS, ODS: each sheet for what it is) and JSON lines. What a file is, the
/// columns' meanings and types are guessed from names and values; exports of HubSpot, Salesforce, Marketo and Mautic are
/// recognised; what is guessed wrong can be said here, or in a mapping. Rows that can't be read are listed with line and reason
/// and the rest goes in (the exit code is then 1), all in one transaction: a failure leaves the library as it was. A second
/// import of the same leads updates them by key.
///
/// Example: tandem import leads.csv --into leads.sqlite --events events.csv --key Email --outcome Status --won Won --lost Lost
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The leads first: a header and a row each. Of further files, of a workbook's sheets and of the tables in a folder it is
    /// found out what they hold
    #[arg(required = true, value_name = "FILE|FOLDER")]
    files: Vec<PathBuf>,
    /// The library to fill; made if it does not exist
    #[arg(long, value_name = "LIB")]
    into: PathBuf,
    /// What the leads did: lead, kind, time, and perhaps a detail and an amount
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// What is known of the companies: each lead gets it as attributes called “Account: …”
    #[arg(long, value_name = "FILE")]
    accounts: Option<PathBuf>,
    /// The sheet of the workbook that holds the leads
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What the columns are, as --write-mapping wrote it; of files and sheets that it does not fit, it is found out
    #[arg(
        long,
        value_name = "FILE.ron",
        conflicts_with_all = ["key", "account", "created", "closed", "outcome", "won", "lost", "null_words", "keep", "leave_out", "only"]
    )]
    mapping: Option<PathBuf>,
    /// Write down what was made of the columns, to be edited and given back with --mapping
    #[arg(long, value_name = "FILE.ron")]
    write_mapping: Option<PathBuf>,
    /// Say what would be imported, changed and left out, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write all rows that are left out, and all values that count as missing though something stands there, into a CSV file
    #[arg(long, value_name = "FILE.csv")]
    dirt: Option<PathBuf>,
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
    #[arg(long, value_name = "VALUE", num_args = 1.., requires = "outcome")]
    won: Vec<String>,
    /// What it says of one that was lost
    #[arg(long, value_name = "VALUE", num_args = 1.., requires = "outcome")]
    lost: Vec<String>,
    /// A word that means “no value” in these files, as none or unknown may; NULL, N/A, -, ? and Select always do
    #[arg(long = "null", value_name = "WORD", num_args = 1..)]
    null_words: Vec<String>,
    /// A column that is taken although it gives the outcome away: it is known only when all is over
    #[arg(long, value_name = "COL", num_args = 1..)]
    keep: Vec<String>,
    /// A column that is not taken, in whichever file or sheet it is; with * at its end, all that begin so. May be given several
    /// times
    #[arg(long, value_name = "COL", num_args = 1..)]
    leave_out: Vec<String>,
    /// The only columns of leads that are kept as attributes, named in the same way; the key, the outcome and the dates are found all the same
    #[arg(long, value_name = "COL", num_args = 1..)]
    only: Vec<String>,
    /// Count ages in this library from this date on (its last second, UTC) or instant, in every command and in the window, or
    /// from the “newest” date in it, as at first
    #[arg(long, value_name = "DATE")]
    as_of: Option<AsOf>,
}

pub fn run(args: Args) -> anyhow::Result<Ending> {
    let mut files = args.files.into_iter();
    let request = ImportRequest {
        leads: files.next().unwrap_or_default(),
        more: files.collect(),
        events: args.events,
        accounts: args.accounts,
        sheet: args.sheet,
        mapping: args.mapping.as_deref().map(Mapping::read).transpose()?,
        key: args.key,
        account: args.account,
        created: args.created,
        closed: args.closed,
        outcome: args.outcome,
        won: args.won,
        lost: args.lost,
        null_words: args.null_words,
        keep: args.keep,
        leave_out: args.leave_out,
        only: args.only,
        as_of: args.as_of,
        dirt: args.dirt,
    };
    let read = request.files();
    let written = [&request.dirt, &args.write_mapping];
    for path in written.into_iter().flatten() {
        keep_apart(path, read.iter().map(PathBuf::as_path).chain([args.into.as_path()]))?;
    }
    // A mapping may well be written over the one that it was read from.
    if let Some(dirt) = &request.dirt {
        keep_apart(dirt, args.mapping.iter().chain(&args.write_mapping).map(PathBuf::as_path))?;
    }
    let done = if args.dry_run {
        progress::watch("Trying", |progress| library::import::try_import(&args.into, &request, progress))
    } else {
        Library::open_or_create(&args.into).and_then(|mut library| {
            progress::watch("Importing", |progress| library::import(&mut library, &request, progress))
        })
    };
    let report = match (done, &args.write_mapping) {
        (Ok(report), _) => report,
        (Err(err), None) => return Err(err.into()),
        (Err(err), Some(path)) => return Err(refused(err, path, &args.into, &request)),
    };
    if let Some(path) = &args.write_mapping {
        report.mapping.write(path)?;
    }
    if args.dry_run {
        output::line("A dry run: nothing was written. The import would give:")?;
    }
    output::line(report.to_string().trim_end())?;
    if args.dry_run {
        output::line(&what_it_would_change(&report))?;
    }
    ending(&report, &args.into, args.dry_run, request.dirt.as_deref())
}

/// What was made of the columns is written down also where it can't be done so: it is what is to be edited.
fn refused(err: LibraryError, path: &Path, into: &Path, request: &ImportRequest) -> anyhow::Error {
    let Ok(mapping) = library::import::guess(into, request, &Progress::default()) else { return err.into() };
    match mapping.write(path) {
        Ok(()) => anyhow::anyhow!("{err}; what was made of the columns is in “{}”", path.display()),
        Err(_) => err.into(),
    }
}

/// What a dry run says beyond a report: new attributes, and the dirt by column and reason.
fn what_it_would_change(report: &ImportReport) -> String {
    let mut lines = Vec::new();
    if !report.new_attributes.is_empty() {
        lines.push(format!("New attributes: {}", report.new_attributes.join(", ")));
    }
    for dirt in &report.dirt_counts {
        let of = dirt.column.as_ref().map_or_else(String::new, |column| format!(", “{column}”"));
        lines.push(format!("{} × {} ({}{of})", dirt.count, dirt.reason.word(), dirt.file));
    }
    if report.dirt_counts.is_empty() {
        lines.push("Nothing is dirty".to_owned());
    }
    lines.join("\n")
}

fn ending(report: &ImportReport, into: &Path, dry_run: bool, dirt: Option<&Path>) -> anyhow::Result<Ending> {
    if report.rejected_count == 0 {
        return Ok(Ending::Fine);
    }
    let rows = words::counted(report.rejected_count, "row", "rows");
    let (was, into) = (if report.rejected_count == 1 { "was" } else { "were" }, into.display());
    let was = if dry_run { "would be" } else { was };
    let where_listed = where_listed(report.rejected_count, dirt);
    eprintln!("tandem: {rows} {was} left out of “{into}”; {where_listed}");
    Ok(Ending::Flawed)
}

/// Where to find all rows that were left out.
fn where_listed(count: u64, dirt: Option<&Path>) -> String {
    match dirt {
        Some(dirt) => format!("“{}” lists them with the reasons", dirt.display()),
        None if count <= MOST_PRINTED as u64 => "the report lists them with the reasons".to_owned(),
        None => {
            format!(
                "the report lists the first {MOST_PRINTED} with the reasons, --dirt FILE.csv writes down all of them"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_told_of_a_list_finds_all_of_it_there() {
        assert_eq!(where_listed(20, None), "the report lists them with the reasons");
        let many = where_listed(21, None);
        assert!(many.contains("the first 20") && many.contains("--dirt"), "{many}");
        assert_eq!(where_listed(21, Some(Path::new("a.csv"))), "“a.csv” lists them with the reasons");
    }
}
