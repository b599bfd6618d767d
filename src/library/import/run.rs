//! A job: tables with their mappings, into a library. For real, or to see what it would do.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use rusqlite::{
    Connection, InterruptHandle, Transaction,
    backup::{Backup, StepResult},
};

use super::{
    accounts, alike,
    changes::Before,
    dirt::{Dirts, keep_apart},
    events,
    inspect::{Look, Surveyor, Untold},
    load::{Days, Loader},
    mapping::{TableKind, TableMapping},
    plan::{Plan, settle},
    report::ImportReport,
    rows, sound,
    source::{Source, Table},
    writer::Writer,
};
use crate::{
    library::{
        AsOf, Draft, Library, LibraryError, Phase, Progress,
        fields::{Rules, set_stale},
        schema::{self, StoredField},
        settings::{self, Standing},
    },
    model::wording::grouped,
};

/// What to import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Job {
    pub tables: Vec<(Source, TableMapping)>,
    /// From which instant the library is to count ages from now on; `None` leaves that as it is.
    pub as_of: Option<AsOf>,
    /// Where all dirt is written as CSV.
    pub dirt: Option<PathBuf>,
}

/// How often a thread looks whether somebody asks to stop.
const LOOK: Duration = Duration::from_millis(10);

/// Imports, all or nothing: leads first, then accounts, then events, whatever their order in the job.
pub fn run(library: &mut Library, job: &Job, progress: &Progress) -> Result<ImportReport, LibraryError> {
    let mut tables = Vec::new();
    keep_dirt_apart(job, library.path())?;
    for (source, mapping) in &job.tables {
        tables.push((Table::open(source, progress)?, mapping.clone()));
    }
    run_tables(library, tables, job, progress)
}

fn keep_dirt_apart(job: &Job, library: &Path) -> Result<(), LibraryError> {
    let sources = job.tables.iter().map(|(source, _)| source.path.as_path());
    job.dirt.as_deref().map_or(Ok(()), |dirt| keep_apart(dirt, sources.chain([library])))
}

pub(super) fn run_tables(
    library: &mut Library,
    mut tables: Vec<(Table, TableMapping)>,
    job: &Job,
    progress: &Progress,
) -> Result<ImportReport, LibraryError> {
    tables.sort_by_key(|(_, mapping)| mapping.kind);
    let tables: Vec<_> = tables.iter().map(|(table, mapping)| (table, mapping)).collect();
    if !library.is_fresh() {
        let written = watched(library, &tables, job, progress, Way::ByKey)?;
        library.keep();
        return written.ok_or(LibraryError::Cancelled);
    }
    let (draft, report) = drafted(library, &tables, job, progress, None)?;
    library.become_draft(draft)?;
    Ok(report)
}

/// Writes into a draft that is to become a library; while it reads the first table, `survey` looks at it.
pub(super) fn drafted(
    library: &Library,
    tables: &[(&Table, &TableMapping)],
    job: &Job,
    progress: &Progress,
    survey: Option<&mut Surveyor<'_>>,
) -> Result<(Draft, ImportReport), LibraryError> {
    let mut draft = library.draft()?;
    let way = Way::AtOnce { file: draft.file.to_path_buf(), survey };
    if let Some(report) = watched(&mut draft.library, tables, job, progress, way)? {
        return Ok((draft, report));
    }
    // Some keys are there twice: which, and where, is told by whoever looks before each row.
    drop(draft);
    progress.begin(Phase::RowByRow);
    let mut draft = library.draft()?;
    let report = watched(&mut draft.library, tables, job, progress, Way::ByKey)?.ok_or(LibraryError::Cancelled)?;
    Ok((draft, report))
}

/// How leads are written.
enum Way<'a, 's> {
    /// Each is sought by its key, and changed or added.
    ByKey,
    /// The library has none, and is in this file: all are laid out at once.
    AtOnce { file: PathBuf, survey: Option<&'a mut Surveyor<'s>> },
}

/// `None`: it can't be done at once, since some keys are there twice.
fn watched(
    library: &mut Library,
    tables: &[(&Table, &TableMapping)],
    job: &Job,
    progress: &Progress,
    way: Way<'_, '_>,
) -> Result<Option<ImportReport>, LibraryError> {
    progress.set_total(tables.iter().map(|(table, _)| table.bytes()).sum());
    let handle = library.connection()?.get_interrupt_handle();
    match interruptible(&handle, progress, || write(library, tables, job, progress, way)) {
        Err(LibraryError::Sqlite { .. }) if progress.is_cancelled() => Err(LibraryError::Cancelled),
        result => result,
    }
}

/// Does `work`; what SQLite does at a stretch in it (an update of all leads, say) is interrupted when somebody asks to stop.
pub(super) fn interruptible<T>(handle: &InterruptHandle, progress: &Progress, work: impl FnOnce() -> T) -> T {
    /// However the work ends, nobody watches it any longer: a panic would else be waited for without end.
    struct Ended<'a>(&'a AtomicBool);

    impl Drop for Ended<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                if progress.is_cancelled() {
                    handle.interrupt();
                    return;
                }
                thread::park_timeout(LOOK);
            }
        });
        let _ended = Ended(&done);
        work()
    })
}

fn write(
    library: &mut Library,
    mut tables: &[(&Table, &TableMapping)],
    job: &Job,
    progress: &Progress,
    way: Way<'_, '_>,
) -> Result<Option<ImportReport>, LibraryError> {
    let path = library.path().to_owned();
    let failed = LibraryError::sqlite(&path);
    let mut report = ImportReport::default();
    let mut dirts = Dirts::new(job.dirt.as_deref())?;
    let as_of = library.as_of()?;
    let before = library.connection().and_then(|connection| Before::of(connection, as_of).map_err(&failed))?;
    let of_leads = tables.iter().filter(|(_, mapping)| mapping.kind == TableKind::Leads).count();
    let mut standing = None;
    if let Way::AtOnce { file, survey } = way
        && let Some(((table, mapping), rest)) = tables.split_first()
        && mapping.kind == TableKind::Leads
    {
        report.notes.extend(table.notes.iter().cloned());
        let found = at_once(library, &file, (table, mapping), survey, progress, &mut dirts, &mut report)?;
        // With a second table of leads they are not all.
        standing = Some(found.finish()).filter(|_| rest.iter().all(|(_, mapping)| mapping.kind != TableKind::Leads));
        tables = rest;
        progress.step(0)?;
        // If SQLite does not find it sound, it is written row by row: slower, and not by us.
        if !sound::is_sound(library, &file, progress)? {
            return Ok(None);
        }
    }
    let transaction = library.begin()?;
    for (table, mapping) in tables {
        report.notes.extend(table.notes.iter().cloned());
        write_table(&transaction, &path, (table, mapping), progress, &mut dirts, &mut report)?;
        // The bytes that were read are done, also where a reader did not count them.
        progress.step(0)?;
    }
    finish(&transaction, job, (before, standing), &mut report).map_err(&failed)?;
    progress.step(0)?;
    dirts.finish()?;
    report.take_dirt(dirts);
    transaction.commit().map_err(&failed)?;
    before.tell(library.as_of()?, of_leads, &mut report);
    Ok(Some(report))
}

/// Lays out the leads of a table in a library that has none; their keys are not looked at yet.
fn at_once(
    library: &mut Library,
    file: &Path,
    (table, mapping): (&Table, &TableMapping),
    survey: Option<&mut Surveyor<'_>>,
    progress: &Progress,
    dirts: &mut Dirts,
    report: &mut ImportReport,
) -> Result<Days, LibraryError> {
    let path = library.path().to_owned();
    let failed = LibraryError::sqlite(&path);
    let transaction = library.begin()?;
    let (plan, ready) = prepare(&transaction, &path, (table, mapping), progress, report)?;
    schema::drop_key_index(&transaction).map_err(&failed)?;
    let (root, columns) = schema::layout_of_leads(&transaction).map_err(&failed)?;
    transaction.commit().map_err(&failed)?;
    let targets = rows::targets(&ready.plan);
    let mut loader = Loader::new((file, &path), (root, &columns), &ready.plan, &targets, &ready.fields)?;
    let mut untold = Untold::of(table, mapping);
    let survey = survey.map(|survey| survey as &mut dyn Look);
    let look = survey.or(untold.as_mut().map(|untold| untold as &mut dyn Look));
    rows::import(&mut loader, table, plan, TableKind::Leads, progress, (dirts, report), look)?;
    report.notes.extend(untold.into_iter().flat_map(Untold::notes));
    let days = loader.finish()?;
    Ok(days)
}

/// `standing`: what all leads say, where that is known.
fn finish(
    transaction: &Transaction<'_>,
    job: &Job,
    (before, standing): (Before, Option<Standing>),
    report: &mut ImportReport,
) -> rusqlite::Result<()> {
    accounts::spread(transaction, &before, report)?;
    set_stale(transaction)?;
    let Standing { days, outcomes } = match standing {
        Some(standing) => standing,
        None => Standing::of(transaction)?,
    };
    report.outcomes = outcomes;
    settings::update_newest_of(transaction, &days)?;
    if let Some(as_of) = job.as_of {
        let set = match as_of {
            AsOf::Newest => None,
            AsOf::At(instant) => Some(instant),
        };
        settings::set_instant(transaction, settings::AS_OF, set)?;
    }
    report.notes.extend(settings::note_odd_newest(transaction, days)?);
    Ok(())
}

/// What is needed to write the rows of a table.
struct Prepared {
    /// As long as rows are written; another is read by, and moves into the report.
    plan: Plan,
    fields: Vec<StoredField>,
}

fn write_table(
    connection: &Connection,
    path: &Path,
    (table, mapping): (&Table, &TableMapping),
    progress: &Progress,
    dirts: &mut Dirts,
    report: &mut ImportReport,
) -> Result<(), LibraryError> {
    let failed = LibraryError::sqlite(path);
    if mapping.kind == TableKind::Events {
        let existing = schema::fields(connection).map_err(&failed)?;
        let mapping = settle(table, mapping, &existing, progress)?;
        report.mapping.tables.push(mapping.clone());
        return events::import(connection, table, &mapping, progress, dirts, report, &failed);
    }
    let (plan, ready) = prepare(connection, path, (table, mapping), progress, report)?;
    let into = if mapping.kind == TableKind::Accounts { "accounts" } else { "leads" };
    let targets = rows::targets(&ready.plan);
    let newest = accounts::newest(connection, mapping.kind).map_err(&failed)?;
    let before = alike::newest(connection).map_err(&failed)?;
    let mut writer = Writer::new((connection, path), into, &ready.plan, targets, ready.fields).map_err(&failed)?;
    let mut untold = Untold::of(table, mapping);
    let look = untold.as_mut().map(|untold| untold as &mut dyn Look);
    rows::import(&mut writer, table, plan, mapping.kind, progress, (dirts, report), look)?;
    report.notes.extend(untold.into_iter().flat_map(Untold::notes));
    drop(writer);
    if mapping.kind == TableKind::Leads {
        report.notes.extend(alike::note(connection, before, &table.file).map_err(&failed)?);
    }
    newest.map_or(Ok(()), |newest| accounts::count_named(connection, newest, report)).map_err(&failed)
}

/// Settles what is what in a table of leads or accounts, and makes room for its attributes.
fn prepare(
    connection: &Connection,
    path: &Path,
    (table, mapping): (&Table, &TableMapping),
    progress: &Progress,
    report: &mut ImportReport,
) -> Result<(Plan, Prepared), LibraryError> {
    let failed = LibraryError::sqlite(path);
    let mut existing = schema::fields(connection).map_err(&failed)?;
    let mapping = settle(table, mapping, &existing, progress)?;
    report.mapping.tables.push(mapping.clone());
    let is_accounts = mapping.kind == TableKind::Accounts;
    let mut plan = Plan::new(table, &mapping, &existing)?;
    let rules = Rules::of(connection).map_err(&failed)?;
    plan.heed(&rules);
    if is_accounts && plan.key.is_none() {
        return Err(LibraryError::Input(format!(
            "the mapping of {} does not say which column is the key of the accounts",
            table.file
        )));
    }
    if !is_accounts {
        check_strangers(connection, table, &plan, &existing, report, &failed)?;
    }
    let new = rows::new_attributes(&plan, &existing);
    let taken = schema::taken_columns(connection).map_err(&failed)?;
    if taken + new.len() > schema::MOST_FIELDS {
        let retired = match taken.saturating_sub(existing.len()) {
            0 => String::new(),
            retired => format!(" ({retired} of them are retired fields, which can be removed for good)"),
        };
        return Err(LibraryError::Input(format!(
            "{} has more columns than the {} attributes a library can hold{retired}; leave out those that no rule needs (--leave-out or --only)",
            table.file,
            grouped(schema::MOST_FIELDS as u64)
        )));
    }
    report.new_attributes.extend(new);
    if is_accounts {
        schema::create_accounts(connection).map_err(&failed)?;
    }
    let fields = fields(connection, &plan, &mut existing, is_accounts).map_err(&failed)?;
    let mut plan_of_writer = Plan::new(table, &mapping, &existing)?;
    plan_of_writer.heed(&rules);
    Ok((plan, Prepared { plan: plan_of_writer, fields }))
}

/// Rows known by their place only must not be written over the leads of another file.
fn check_strangers(
    connection: &Connection,
    table: &Table,
    plan: &Plan,
    existing: &[StoredField],
    report: &mut ImportReport,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<(), LibraryError> {
    let has_leads: bool =
        connection.query_row("SELECT EXISTS (SELECT 1 FROM leads)", [], |row| row.get(0)).map_err(failed)?;
    let sql = "SELECT EXISTS (SELECT 1 FROM leads WHERE key NOT GLOB 'row-[0-9]*')";
    if plan.key.is_none() && connection.query_row(sql, [], |row| row.get(0)).map_err(failed)? {
        return Err(LibraryError::Input(format!(
            "{} has no column that tells its leads apart, while those of the library have keys; say which column is its key, or import it into a library of its own",
            table.file
        )));
    }
    let of_accounts = |field: &StoredField| field.name.starts_with(accounts::PREFIX);
    let is_known = |name: &str| existing.iter().any(|field| field.name == name);
    if !has_leads || existing.iter().all(of_accounts) || plan.attributes.iter().any(|planned| is_known(&planned.name)) {
        return Ok(());
    }
    if plan.key.is_none() {
        return Err(LibraryError::Input(format!(
            "{} has no column that tells its leads apart, and the library has none of its columns; import it into a library of its own",
            table.file
        )));
    }
    report.notes.push(format!("None of the columns of {} was in the library before", table.file));
    Ok(())
}

/// The stored fields of the attributes of the plan, in its order; new ones are added to the library.
fn fields(
    connection: &Connection,
    plan: &Plan,
    existing: &mut Vec<StoredField>,
    is_accounts: bool,
) -> rusqlite::Result<Vec<StoredField>> {
    let mut fields = Vec::new();
    let mut account_columns = if is_accounts { schema::account_columns(connection)? } else { Vec::new() };
    for planned in &plan.attributes {
        let field = match existing.iter().find(|field| field.name == planned.name) {
            Some(field) => field.clone(),
            None => {
                let field = schema::add_field(connection, &planned.name, planned.format.field_type())?;
                existing.push(field.clone());
                field
            }
        };
        if is_accounts && !account_columns.contains(&field.column) {
            schema::add_account_column(connection, &field)?;
            account_columns.push(field.column.clone());
        }
        fields.push(field);
    }
    Ok(fields)
}

/// Says what an import would do, and does it to nothing but a copy: what it answers is what the import will answer.
pub fn dry_run(into: &Path, job: &Job, progress: &Progress) -> Result<ImportReport, LibraryError> {
    keep_dirt_apart(job, into)?;
    let mut copy = Scratch::of(into)?;
    run(&mut copy.library, job, progress)
}

/// A copy of a library that is thrown away.
pub(super) struct Scratch {
    // Closed before its folder goes.
    pub library: Library,
    _folder: tempfile::TempDir,
}

impl Scratch {
    pub fn of(library: &Path) -> Result<Self, LibraryError> {
        let failed = |err: std::io::Error| {
            LibraryError::Input(format!("{} cannot be copied to try the import on: {err}", library.display()))
        };
        let folder = tempfile::tempdir().map_err(failed)?;
        let copy = folder.path().join("try.sqlite");
        if library.try_exists().unwrap_or(true) {
            copy_library(&Library::open(library)?, &copy)?;
        }
        let library = Library::open_or_create(&copy)?;
        library
            .connection()?
            .execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")
            .map_err(LibraryError::sqlite(&copy))?;
        Ok(Self { library, _folder: folder })
    }
}

/// By SQLite itself: who opens and closes the file besides it takes away all the locks that this process has on it, also those
/// of a connection that is writing.
fn copy_library(original: &Library, copy: &Path) -> Result<(), LibraryError> {
    let failed = LibraryError::sqlite(original.path());
    let mut target = Connection::open(copy).map_err(&failed)?;
    target.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;").map_err(&failed)?;
    let backup = Backup::new(original.connection()?, &mut target).map_err(&failed)?;
    // At one go: else it would begin anew whenever somebody writes.
    match backup.step(-1).map_err(&failed)? {
        StepResult::Done => Ok(()),
        _ => Err(LibraryError::Busy(original.path().to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use std::{
        panic::{AssertUnwindSafe, catch_unwind},
        sync::mpsc,
    };

    use super::*;

    /// On Unix a process loses all locks on a file when it closes the file anywhere.
    #[test]
    fn a_dry_run_leaves_others_their_locks() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("leads.sqlite");
        let mut library = Library::open_or_create(&path).expect("new");
        library.set_as_of(None).expect("set");
        let writer = Connection::open(&path).expect("opened");
        writer.execute_batch("BEGIN IMMEDIATE").expect("begun");
        let scratch = Scratch::of(&path).expect("copied while somebody is about to write");
        assert_eq!(scratch.library.lead_count().expect("counted"), 0);
        crate::library::locked::assert_locked_for_others(&path);
    }

    #[test]
    fn a_panic_is_not_waited_for() {
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            let handle = Connection::open_in_memory().expect("a connection").get_interrupt_handle();
            let work = || interruptible(&handle, &Progress::default(), || panic!("on purpose"));
            send.send(catch_unwind(AssertUnwindSafe(work)).is_err()).expect("somebody waits");
        });
        assert_eq!(receive.recv_timeout(Duration::from_secs(10)), Ok(true), "it ends, and as a panic");
    }
}
