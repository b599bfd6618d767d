use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{LibraryError, schema, settings};
use crate::lead::{FieldType, Instant};

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_millis(1_000);

/// What a SQLite file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// One open lead library.
///
/// Opening and reading change nothing. A library that [`Library::open_or_create`] made is removed again when it is
/// dropped before anything came into it, so that a failed import leaves no file behind.
#[derive(Debug)]
pub struct Library {
    path: PathBuf,
    /// `None` only while it is dropped.
    connection: Option<Connection>,
    /// Made just now, and still empty.
    fresh: bool,
}

impl Library {
    /// Opens an existing library.
    pub fn open(path: &Path) -> Result<Self, LibraryError> {
        check_header(path)?;
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let library = Self { path: path.to_owned(), connection: Some(connection), fresh: false };
        // The first thing that touches the file: it fails here if another program holds it.
        library.fields()?;
        Ok(library)
    }

    /// Opens a library while others of this process may be writing to it. The file is touched by SQLite alone: who opens and
    /// closes it besides takes away, on Unix, all locks that the process has on it.
    pub(crate) fn open_beside_others(path: &Path) -> Result<Self, LibraryError> {
        let open = || {
            let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).ok()?;
            let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).ok();
            let is_ours = number("application_id")? == i64::from(schema::APPLICATION_ID)
                && number("user_version")? <= schema::USER_VERSION;
            is_ours.then(|| Self { path: path.to_owned(), connection: Some(connection), fresh: false })
        };
        // What is wrong with it is told by the one who looks first.
        open().map_or_else(|| Self::open(path), Ok)
    }

    /// Opens a library, or makes an empty one where there is no file.
    pub fn open_or_create(path: &Path) -> Result<Self, LibraryError> {
        if path.try_exists().unwrap_or(true) {
            return Self::open(path);
        }
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty() && !parent.is_dir()) {
            return Err(LibraryError::File {
                path: path.to_owned(),
                message: format!("there is no folder {}", parent.display()),
            });
        }
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        let mut library = Self { path: path.to_owned(), connection: Some(connection), fresh: true };
        let transaction = library.begin()?;
        schema::create(&transaction).and_then(|()| transaction.commit()).map_err(LibraryError::sqlite(path))?;
        Ok(library)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The instant that every computation on this library takes unless told otherwise: the newest in it, or what
    /// [`Library::set_as_of`] set. A library without any date says 1970-01-01.
    pub fn as_of(&self) -> Result<Instant, LibraryError> {
        let find = |connection: &Connection| {
            if let Some(set) = settings::instant(connection, settings::AS_OF)? {
                return Ok(set);
            }
            Ok(settings::instant(connection, settings::NEWEST)?.unwrap_or_default())
        };
        find(self.connection()?).map_err(LibraryError::sqlite(&self.path))
    }

    /// Sets the library's *as of*; with `None`, it is the newest instant again.
    pub fn set_as_of(&mut self, as_of: Option<Instant>) -> Result<(), LibraryError> {
        settings::set_instant(self.connection()?, settings::AS_OF, as_of).map_err(LibraryError::sqlite(&self.path))?;
        self.fresh = false;
        Ok(())
    }

    pub fn lead_count(&self) -> Result<u64, LibraryError> {
        self.connection()?
            .query_row("SELECT count(*) FROM leads", [], |row| row.get::<_, i64>(0))
            .map(i64::unsigned_abs)
            .map_err(LibraryError::sqlite(&self.path))
    }

    pub fn event_count(&self) -> Result<u64, LibraryError> {
        self.connection()?
            .query_row("SELECT count(*) FROM events", [], |row| row.get::<_, i64>(0))
            .map(i64::unsigned_abs)
            .map_err(LibraryError::sqlite(&self.path))
    }

    /// The attributes, in the order in which they came in.
    pub fn fields(&self) -> Result<Vec<(String, FieldType)>, LibraryError> {
        let fields = schema::fields(self.connection()?).map_err(LibraryError::sqlite(&self.path))?;
        Ok(fields.into_iter().map(|field| (field.name, field.field_type)).collect())
    }

    pub(super) fn connection(&self) -> Result<&Connection, LibraryError> {
        self.connection.as_ref().ok_or_else(|| LibraryError::Missing(self.path.clone()))
    }

    /// Begins to write. What is not committed is undone.
    pub(super) fn begin(&mut self) -> Result<rusqlite::Transaction<'_>, LibraryError> {
        let path = self.path.clone();
        let Some(connection) = self.connection.as_mut() else {
            return Err(LibraryError::Missing(path));
        };
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(LibraryError::sqlite(&path))
    }

    /// Made just now by [`Library::open_or_create`], and nothing came in yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// An empty library beside this one, to be filled in its place: if that fails, or the power does, it never was.
    pub(super) fn draft(&self) -> Result<Draft, LibraryError> {
        let failed = |err: std::io::Error| LibraryError::io(&self.path, &err);
        let target = self.path.canonicalize().map_err(failed)?;
        let folder = target.parent().unwrap_or(Path::new("."));
        let file = crate::model::file::temporary_in(folder).map_err(failed)?;
        let connection = connect(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // What fails is thrown away, so nothing need be safe before it is whole.
        let set_up = connection
            .execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; BEGIN")
            .and_then(|()| schema::create(&connection))
            .and_then(|()| connection.execute_batch("COMMIT"));
        set_up.map_err(LibraryError::sqlite(&self.path))?;
        // Sentences name the library that is meant.
        let library = Self { path: self.path.clone(), connection: Some(connection), fresh: false };
        Ok(Draft { library, file, target })
    }

    /// Puts a draft in the place of this library, which is still empty.
    pub(super) fn become_draft(&mut self, draft: Draft) -> Result<(), LibraryError> {
        let Draft { mut library, file, target } = draft;
        drop(library.connection.take());
        if self.lead_count()? > 0 || self.event_count()? > 0 {
            self.fresh = false;
            return Err(LibraryError::Input(format!(
                "another program filled {} meanwhile; import into another file, or once more into this one",
                self.path.display()
            )));
        }
        drop(self.connection.take());
        crate::model::file::put_in_place(file, &target).map_err(|err| LibraryError::io(&self.path, &err))?;
        self.connection = Some(connect(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?);
        self.fresh = false;
        Ok(())
    }

    /// Something came in: the file stays.
    pub(super) fn keep(&mut self) {
        self.fresh = false;
    }
}

/// A library that nobody sees until it is whole.
pub(super) struct Draft {
    // Closed before its file goes.
    pub library: Library,
    pub file: tempfile::TempPath,
    target: PathBuf,
}

impl Drop for Library {
    fn drop(&mut self) {
        // The connection goes first: an open file can't be removed everywhere.
        drop(self.connection.take());
        if self.fresh {
            // Nobody is left to tell, and an empty library does no harm.
            std::fs::remove_file(&self.path).ok();
        }
    }
}

/// Says no to what is no library of ours before SQLite sees it: SQLite may leave files beside what it opens.
fn check_header(path: &Path) -> Result<(), LibraryError> {
    if path.is_dir() {
        return Err(LibraryError::Folder(path.to_owned()));
    }
    let mut header = Vec::with_capacity(100);
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut header))
        .map_err(|err| LibraryError::io(path, &err))?;
    if header.is_empty() {
        return Err(LibraryError::Empty(path.to_owned()));
    }
    if header.len() < 100 || !header.starts_with(MAGIC) {
        return Err(LibraryError::NotSqlite(path.to_owned()));
    }
    let number = |at: usize| header[at..at + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    if number(68) != schema::APPLICATION_ID {
        return Err(LibraryError::Foreign(path.to_owned()));
    }
    let found = i64::from(number(60));
    if found > schema::USER_VERSION {
        return Err(LibraryError::Newer { path: path.to_owned(), found });
    }
    Ok(())
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, LibraryError> {
    let set_up = || {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // In KiB. An import touches the index of keys all over; what fits here is not read twice.
        connection.pragma_update(None, "cache_size", -131_072)?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(connection)
    };
    set_up().map_err(LibraryError::sqlite(path))
}
