//! A job: tables with their mappings, into a library. For real, or to see what it would do.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use rusqlite::{Connection, Transaction};

use super::{
    accounts,
    dirt::Dirts,
    events,
    mapping::{TableKind, TableMapping},
    plan::{Plan, settle},
    report::ImportReport,
    rows,
    source::{Source, Table},
    writer::Writer,
};
use crate::library::{
    AsOf, Library, LibraryError, Progress,
    schema::{self, StoredField},
    settings,
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
    for (source, mapping) in &job.tables {
        tables.push((Table::open(source, progress)?, mapping.clone()));
    }
    run_tables(library, tables, job, progress)
}

pub(super) fn run_tables(
    library: &mut Library,
    mut tables: Vec<(Table, TableMapping)>,
    job: &Job,
    progress: &Progress,
) -> Result<ImportReport, LibraryError> {
    tables.sort_by_key(|(_, mapping)| mapping.kind);
    progress.set_total(tables.iter().map(|(table, _)| table.bytes()).sum());
    let handle = library.connection()?.get_interrupt_handle();
    let done = AtomicBool::new(false);
    let result = thread::scope(|scope| {
        // What SQLite does at a stretch (an update of all leads, say) is interrupted as well.
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                if progress.is_cancelled() {
                    handle.interrupt();
                    return;
                }
                thread::park_timeout(LOOK);
            }
        });
        let result = write(library, &tables, job, progress);
        done.store(true, Ordering::Relaxed);
        result
    });
    match result {
        Err(LibraryError::Sqlite { .. }) if progress.is_cancelled() => Err(LibraryError::Cancelled),
        result => result,
    }
}

fn write(
    library: &mut Library,
    tables: &[(Table, TableMapping)],
    job: &Job,
    progress: &Progress,
) -> Result<ImportReport, LibraryError> {
    let path = library.path().to_owned();
    let failed = LibraryError::sqlite(&path);
    let mut report = ImportReport::default();
    let mut dirts = Dirts::new(job.dirt.as_deref())?;
    let transaction = library.begin()?;
    for (table, mapping) in tables {
        report.notes.extend(table.notes.iter().cloned());
        write_table(&transaction, table, mapping, progress, &mut dirts, &mut report, &failed)?;
        // The bytes that were read are done, also where a reader did not count them.
        progress.step(0)?;
    }
    finish(&transaction, job, &mut report).map_err(&failed)?;
    progress.step(0)?;
    dirts.finish()?;
    report.take_dirt(dirts);
    transaction.commit().map_err(&failed)?;
    library.keep();
    Ok(report)
}

fn finish(transaction: &Transaction<'_>, job: &Job, report: &mut ImportReport) -> rusqlite::Result<()> {
    accounts::spread(transaction, report)?;
    settings::update_newest(transaction)?;
    if let Some(as_of) = job.as_of {
        let set = match as_of {
            AsOf::Newest => None,
            AsOf::At(instant) => Some(instant),
        };
        settings::set_instant(transaction, settings::AS_OF, set)?;
    }
    report.notes.extend(settings::note_odd_newest(transaction)?);
    Ok(())
}

fn write_table(
    connection: &Connection,
    table: &Table,
    mapping: &TableMapping,
    progress: &Progress,
    dirts: &mut Dirts,
    report: &mut ImportReport,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<(), LibraryError> {
    let mut existing = schema::fields(connection).map_err(failed)?;
    let mapping = settle(table, mapping, &existing, progress)?;
    report.mapping.tables.push(mapping.clone());
    if mapping.kind == TableKind::Events {
        return events::import(connection, table, &mapping, progress, dirts, report, failed);
    }
    let is_accounts = mapping.kind == TableKind::Accounts;
    let plan = Plan::new(table, &mapping, &existing)?;
    if is_accounts && plan.key.is_none() {
        return Err(LibraryError::Input(format!(
            "the mapping of {} does not say which column is the key of the accounts",
            table.file
        )));
    }
    if !is_accounts {
        check_strangers(connection, table, &plan, &existing, report, failed)?;
    }
    let new = rows::new_attributes(&plan, &existing);
    if existing.len() + new.len() > schema::MOST_FIELDS {
        return Err(LibraryError::Input(format!(
            "{} has more columns than the {} attributes a library can hold; leave out those that no rule needs",
            table.file,
            schema::MOST_FIELDS
        )));
    }
    report.new_attributes.extend(new);
    if is_accounts {
        schema::create_accounts(connection).map_err(failed)?;
    }
    let fields = fields(connection, &plan, &mut existing, is_accounts).map_err(failed)?;
    // The plan moves into the report at the end, while the writer still looks at it.
    let plan_of_writer = Plan::new(table, &mapping, &existing)?;
    let into = if is_accounts { "accounts" } else { "leads" };
    let targets = rows::targets(&plan_of_writer);
    let mut writer = Writer::new(connection, into, &plan_of_writer, targets, fields).map_err(failed)?;
    rows::import(&mut writer, table, plan, mapping.kind, progress, (dirts, report), failed)
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
                let field = schema::add_field(connection, existing, &planned.name, planned.format.field_type())?;
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
            // While it is read nobody writes, so the copy is whole.
            let original = Library::open(library)?;
            let sqlite = LibraryError::sqlite(library);
            let connection = original.connection()?;
            connection.execute_batch("BEGIN; SELECT count(*) FROM fields;").map_err(&sqlite)?;
            std::fs::copy(library, &copy).map_err(failed)?;
            connection.execute_batch("COMMIT").map_err(&sqlite)?;
            let mut rights = std::fs::metadata(&copy).map_err(failed)?.permissions();
            #[allow(clippy::permissions_set_readonly_false, reason = "the copy is ours alone, in a folder of our own")]
            rights.set_readonly(false);
            std::fs::set_permissions(&copy, rights).map_err(failed)?;
        }
        let library = Library::open_or_create(&copy)?;
        library
            .connection()?
            .execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")
            .map_err(LibraryError::sqlite(&copy))?;
        Ok(Self { library, _folder: folder })
    }
}
