//! Leads, events and accounts from files of any kind.
//!
//! Four steps, each plain data in and plain data out, to be called from any thread, with a [`Progress`] that can be
//! watched and cancelled:
//!
//! 1. [`Source::all_of`] says which tables a file has (a CSV file one, a workbook one a sheet).
//! 2. [`inspect`](fn@inspect) reads them and says what their columns hold, and what would be made of them: an
//!    [`Inspection`] with a [`TableMapping`] a table. Nothing is written.
//! 3. The mapping is edited by whoever knows better, kept as a file ([`Mapping::write`]), found again for a file with the
//!    same columns ([`Mapping::table_for`]).
//! 4. A [`Job`] of sources and mappings goes to [`dry_run`], which says what would become of each row, and to [`run`],
//!    which does it: all or nothing.
//!
//! [`import`](fn@import) does all of it at once with what a command line says.

mod accounts;
pub(super) mod again;
mod alike;
mod at_once;
mod changes;
mod dirt;
mod events;
mod folder;
mod inspect;
mod load;
mod mapping;
mod missing;
mod months;
mod names;
mod plan;
mod report;
mod rows;
mod run;
mod seen;
mod sound;
mod source;
mod spill;
mod value;
mod wanted;
mod words;
mod writer;

use std::path::{Path, PathBuf};

pub use self::{
    accounts::PREFIX as ACCOUNT_PREFIX,
    changes::{FieldChanges, OutcomeMoves},
    dirt::{Dirt, Reason, keep_apart},
    folder::{ENDINGS, Folder},
    inspect::{
        ColumnInspection, GivesAway, Inspection, NO_OUTCOME, NullWord, OddValues, OutcomeOffer, Parted, PassedOverKey,
        Sample, TAKEN_FOR_MISSING, TableInspection, Tells, TypeChange, inspect, inspect_as, left_out_together,
        note_missing,
    },
    mapping::{ColumnMapping, Format, Mapping, MappingError, TableKind, TableMapping},
    report::{ColumnGuess, DirtCount, ImportReport, MOST_PRINTED, RejectedRow, Role},
    run::{Job, dry_run, run},
    source::{Source, SourceInfo},
    value::CountsFrom,
};
use self::{
    at_once::AtOnce,
    inspect::{LibraryKeys, Opened, Wanted},
    source::Table,
};
use super::{AsOf, Library, LibraryError, Phase, Progress};
use crate::model::wording::grouped;

/// What to import, and what is known of it. What is left open is guessed from names and values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportRequest {
    /// The leads; of a workbook with several sheets, and of a folder, whatever is in them.
    pub leads: PathBuf,
    /// Further files and folders, whatever is in them.
    pub more: Vec<PathBuf>,
    pub events: Option<PathBuf>,
    pub accounts: Option<PathBuf>,
    /// The sheet of the workbook that holds the leads.
    pub sheet: Option<String>,
    /// Goes before what is guessed, and before what is said below, for the tables that it fits; it must fit one.
    pub mapping: Option<Mapping>,
    /// Names of columns of the leads; of a workbook with several sheets, of the sheet that has them.
    pub key: Option<String>,
    pub account: Option<String>,
    pub created: Option<String>,
    pub closed: Option<String>,
    pub outcome: Option<String>,
    /// The values of the outcome column that mean won, and lost; all others mean open.
    pub won: Vec<String>,
    pub lost: Vec<String>,
    /// Words that mean that a value is missing: `Select`, `unknown`.
    pub null_words: Vec<String>,
    /// Columns that are attributes although they give the outcome away.
    pub keep: Vec<String>,
    /// Columns that are not taken, in whatever table they are; `*` at the end of a name stands for any letters.
    pub leave_out: Vec<String>,
    /// If there are any: the only columns of leads that are attributes, named in the same way.
    pub only: Vec<String>,
    /// From which instant the library is to count ages from now on; `None` leaves that as it is.
    pub as_of: Option<AsOf>,
    /// Where all dirt is written as CSV.
    pub dirt: Option<PathBuf>,
}

impl ImportRequest {
    /// All that is read.
    pub fn files(&self) -> Vec<PathBuf> {
        let more = self.more.iter().chain(&self.events).chain(&self.accounts);
        let tables = |path: &PathBuf| match path.is_dir() {
            true => Folder::read(path).map_or_else(|_none| Vec::new(), |folder| folder.tables),
            false => vec![path.clone()],
        };
        std::iter::once(&self.leads).chain(more).flat_map(tables).collect()
    }

    /// The columns that are said to be something.
    fn named_columns(&self) -> impl Iterator<Item = &str> {
        let roles = [&self.key, &self.account, &self.created, &self.closed, &self.outcome].into_iter().flatten();
        roles.chain(&self.keep).map(String::as_str)
    }

    fn keep_dirt_apart(&self, library: &Path) -> Result<(), LibraryError> {
        let files = self.files();
        let read = files.iter().map(PathBuf::as_path).chain([library]);
        self.dirt.as_deref().map_or(Ok(()), |dirt| keep_apart(dirt, read))
    }
}

/// Puts the leads, accounts and events of files into a library, all or nothing.
///
/// **What can be read.** CSV (UTF-8, UTF-16, else Latin-1; cells parted by `,` `;` tab or `|`, whichever cuts the first
/// rows best; quoted cells with line breaks), workbooks (XLSX, XLS, ODS), JSON lines or an array of objects; what a file
/// is, is told by its content. A row with too few or too many cells is left out and listed with its line; so is one without
/// a key, and one whose key an earlier row of the file has (the first counts). An unclosed quote stops the import with a
/// sentence, for then no row can be trusted. Of two columns of one name, the second gets a number.
///
/// **What is missing.** Blank cells, `NaN`, infinity, errors of a spreadsheet, and the null words of the request, whatever
/// their capitals. In a column where all else is numbers, dates or yes and no, words like `n/a` and `unknown` are taken for
/// missing, and then in every column, and that is noted; `Select`, which a form writes where nobody chose, everywhere.
///
/// **What a column is.** A type is taken when all its values fit it, or so nearly all that the rest are mistakes: of numbers
/// and dates one of a hundred may be odd (of 11 to 99, one); it counts as missing, and is listed. Else it is text. Digits with a
/// leading zero stay text. An attribute that the library has keeps its type; values that do not fit it are missing, and counted in the
/// notes. A column without any value makes no attribute. Exports of HubSpot, Salesforce, Marketo and Mautic are recognised
/// by the names of their columns.
///
/// **What is not kept as an attribute.** The outcome and the closing day, which would give the answer away; the created
/// day; an identifier; and a column that tells won from lost almost wholly, or that is filled for leads of one side and for no
/// open ones, which is noted with the figures. What is filled for one side, and perhaps before it is known how a lead ends, is
/// noted and kept; so is all that a mapping takes, for somebody has decided that. A key or account that says something itself (an e-mail address, a company's name) is kept as well.
///
/// **A second import** finds leads by key. The file is the truth for the columns it has: a cell that is missing in it
/// clears the value. Columns it does not have, and leads it does not name, stay as they are.
///
/// **Accounts.** Their attributes become attributes of their leads, called `Account: …`: a lead is scored by its own.
///
/// **Events.** A time with an offset is heeded, one without is UTC, and a date alone is its first second. Events of leads
/// that the library does not have are left out and listed. Two alike in one file are two; importing the file again adds
/// none.
///
/// **As of.** Ages are counted from the newest instant of the library unless the request says otherwise; one that lies far
/// beyond the rest is noted.
pub fn import(
    library: &mut Library,
    request: &ImportRequest,
    progress: &Progress,
) -> Result<ImportReport, LibraryError> {
    request.keep_dirt_apart(library.path())?;
    let (mut inspection, looked) = open(library, request, progress)?;
    let job = Job { tables: Vec::new(), as_of: request.as_of, dirt: request.dirt.clone() };
    let tables = match at_once::import(library, looked, (request, &job), progress)? {
        AtOnce::Done(report, found) => {
            inspection.tables.push(found);
            return Ok(complete(report, inspection));
        }
        AtOnce::LookedAt(table, found) => {
            let mapping = found.mapping.clone();
            inspection.tables.push(found);
            progress.begin(Phase::ReadAgain);
            vec![(table, mapping)]
        }
        AtOnce::Not(looked) => {
            let tables = look(looked, request, &mut inspection, progress)?;
            progress.begin(Phase::Writing);
            tables
        }
    };
    let report = run::run_tables(library, tables, &job, progress)?;
    Ok(complete(report, inspection))
}

/// Says what [`import`](fn@import) would do; the library at that path, if there is one, stays as it is.
pub fn try_import(into: &Path, request: &ImportRequest, progress: &Progress) -> Result<ImportReport, LibraryError> {
    request.keep_dirt_apart(into)?;
    let mut copy = run::Scratch::of(into)?;
    import(&mut copy.library, request, progress)
}

/// What would be made of the columns of a request's tables; the library at that path stays as it is.
pub fn guess(into: &Path, request: &ImportRequest, progress: &Progress) -> Result<Mapping, LibraryError> {
    let copy = run::Scratch::of(into)?;
    let (mut inspection, looked) = open(&copy.library, request, progress)?;
    let tables = look(looked, request, &mut inspection, progress)?;
    Ok(Mapping::new(tables.into_iter().map(|(_, mapping)| mapping).collect()))
}

/// The tables of a request, of which only the headers are read.
#[derive(Default)]
struct Looked {
    opened: Vec<Opened>,
    known: LibraryKeys,
    several: bool,
}

/// Opens the files of a request.
fn open(library: &Library, request: &ImportRequest, progress: &Progress) -> Result<(Inspection, Looked), LibraryError> {
    let known = LibraryKeys::of(library)?;
    inspect::must_agree(request)?;
    let mut inspection = Inspection::default();
    let wanted = wanted::of(request, &mut inspection.skipped, progress)?;
    let several = wanted.len() > 1;
    let is_sheet = |wanted: &Wanted| wanted.source.sheet.is_some() && request.sheet.is_none();
    let mut opened = inspect::open_all(&wanted, progress, &mut |wanted, err| {
        // A sheet may well be empty, and so may one file of a folder; a file that was named may not.
        if !(is_sheet(wanted) || wanted.is_one_of_several) || !several {
            return Err(err);
        }
        inspection.skipped.push((wanted.source.clone(), err.to_string()));
        Ok(())
    })?;
    if opened.is_empty() {
        let why = inspection.skipped.first().map_or_else(String::new, |(_, why)| why.clone());
        return Err(LibraryError::Input(why));
    }
    inspect::must_be_there(&opened, request)?;
    give_to_leads(&mut opened, request)?;
    for one in &mut opened {
        if let Some(mapped) = request.mapping.as_ref().and_then(|mapping| mapping.table_for(&one.table.header)) {
            one.settle(mapped.kind);
        }
    }
    opened.sort_by_key(|opened| opened.kind);
    inspect::set_aside(&mut opened, &known.existing);
    let is_leads = |opened: &Opened| opened.aside.is_none() && opened.kind == TableKind::Leads;
    let has_leads = library.lead_count()? > 0 || opened.iter().any(is_leads);
    if !has_leads {
        // Events without leads are none; who has but one table means it to be leads.
        for opened in opened.iter_mut().filter(|opened| opened.kind == TableKind::Events && opened.is_guessed) {
            opened.kind = TableKind::Leads;
            opened.told = Some(format!(
                "{} looks like events, but there are no leads yet whose events they could be; its rows were taken for leads",
                opened.table.file
            ));
        }
    }
    Ok((inspection, Looked { opened, known, several }))
}

/// Looks at the tables of a request, and settles what each is.
fn look(
    Looked { opened, mut known, several }: Looked,
    request: &ImportRequest,
    inspection: &mut Inspection,
    progress: &Progress,
) -> Result<Vec<(Table, TableMapping)>, LibraryError> {
    let is_trifle = |opened: &Opened| several && !opened.is_asked_for && request.sheet.is_none();
    let mut mapped: Vec<(Table, TableMapping)> = Vec::new();
    let mut unknown: Vec<Opened> = Vec::new();
    for mut opened in opened {
        match request.mapping.as_ref().and_then(|mapping| mapping.table_for(&opened.table.header)) {
            Some(mapping) => {
                let mut mapping = mapping.clone();
                opened.table.notes.extend(known.heed(&mut mapping));
                opened.table.is_untold = true;
                mapped.push((opened.table, mapping));
            }
            None => unknown.push(opened),
        }
    }
    if let (Some(opened), true, true) = (unknown.first(), request.mapping.is_some(), mapped.is_empty()) {
        return Err(LibraryError::Input(format!(
            "the mapping was made for other columns than those of {}: {}",
            opened.table.file,
            opened.table.header.join(", ")
        )));
    }
    if !unknown.is_empty() {
        for (table, mapping) in &mapped {
            known.add(table, mapping, progress)?;
        }
    }
    let (tables, looked_at, skipped) = inspect::look_at_all(unknown, &known, progress, &is_trifle)?;
    if tables.is_empty() && mapped.is_empty() {
        let why = skipped.first().map_or_else(String::new, |(_, why)| why.clone());
        return Err(LibraryError::Input(why));
    }
    let taken = looked_at.into_iter().zip(&tables).filter(|(_, found)| found.left_out.is_none());
    mapped.extend(taken.map(|(table, found)| (table, found.mapping.clone())));
    inspection.tables = tables;
    inspection.skipped.extend(skipped);
    Ok(mapped)
}

/// Of several sheets, or files of a folder, what is said of columns is said of the one that has them.
fn give_to_leads(opened: &mut [Opened], request: &ImportRequest) -> Result<(), LibraryError> {
    let is_sheet = |opened: &Opened| {
        let path = &opened.table.source.path;
        opened.is_one_of_several && (*path == request.leads || path.parent() == Some(&request.leads))
    };
    let named: Vec<&str> = request.named_columns().collect();
    if !opened.iter().any(is_sheet) || named.is_empty() {
        return Ok(());
    }
    let has_them =
        |opened: &&mut Opened| is_sheet(opened) && named.iter().all(|name| opened.table.find(name).is_some());
    // They are sorted by kind, leads first.
    let Some(leads) = opened.iter_mut().find(has_them) else {
        let list: Vec<String> = named.iter().map(|name| format!("“{name}”")).collect();
        let sheet = if request.leads.is_dir() { "file" } else { "sheet" };
        return Err(LibraryError::Input(format!(
            "no {sheet} of {} has the columns {}; look at their names, or import the {sheet} of the leads alone",
            request.leads.display(),
            list.join(", ")
        )));
    };
    leads.take(TableKind::Leads, request);
    opened.sort_by_key(|opened| opened.kind);
    Ok(())
}

/// Adds to a report what only the look at the files has found.
fn complete(mut report: ImportReport, inspection: Inspection) -> ImportReport {
    let (mut notes, mut left_out) = (Vec::new(), Vec::new());
    for table in inspection.tables {
        if let Some(why) = table.left_out {
            left_out.push((table.source, why));
            continue;
        }
        let columns = match table.mapping.kind {
            TableKind::Leads => &mut report.columns,
            TableKind::Accounts => &mut report.account_columns,
            TableKind::Events => &mut report.event_columns,
        };
        for guess in columns.iter_mut().filter(|guess| guess.role == Role::Ignored && guess.filled == 0) {
            if let Some(found) = table.columns.iter().find(|found| found.name == guess.name) {
                guess.filled = found.filled;
            }
        }
        notes.extend(table.notes);
    }
    notes.extend(left_out_together(&left_out));
    notes.extend(inspection.skipped.into_iter().map(|(source, why)| format!("{}: {why}", source.label())));
    notes.extend(std::mem::take(&mut report.notes));
    // Both have seen how the files were read.
    let mut told = Vec::new();
    notes.retain(|note| {
        let is_new = !told.contains(note);
        told.push(note.clone());
        is_new
    });
    report.notes = notes;
    report
}

/// “1 row”, “1,234 rows”.
fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}
