use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::{LibraryError, schema, settings};
use crate::lead::{FieldType, Instant};

/// How long to wait for another program that writes.
pub(super) const PATIENCE: Duration = Duration::from_millis(1_000);

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
        check_identity(path)?;
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let library = Self { path: path.to_owned(), connection: Some(connection), fresh: false };
        // The first thing that touches the file: it fails here if another program holds it.
        library.fields()?;
        Ok(library)
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

    pub(super) fn connection_mut(&mut self) -> Result<&mut Connection, LibraryError> {
        self.connection.as_mut().ok_or_else(|| LibraryError::Missing(self.path.clone()))
    }

    /// Begins to write. What is not committed is undone.
    pub(super) fn begin(&mut self) -> Result<rusqlite::Transaction<'_>, LibraryError> {
        let path = self.path.clone();
        let connection = self.connection_mut()?;
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

/// Says no to what is no library of ours, before SQLite opens it to write: SQLite may leave files beside what it opens so.
///
/// It is SQLite that looks, as if the file could not change: nothing is locked, recovered or left behind. Who opens and closes
/// the file besides SQLite takes away, on Unix, all locks that this process has on it.
fn check_identity(path: &Path) -> Result<(), LibraryError> {
    let found = std::fs::metadata(path).map_err(|err| LibraryError::io(path, &err))?;
    if found.is_dir() {
        return Err(LibraryError::Folder(path.to_owned()));
    }
    if found.len() == 0 {
        return Err(LibraryError::Empty(path.to_owned()));
    }
    let numbers = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI)
            .or_else(|_| Connection::open_with_flags(path, flags))?;
        let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        Ok((number("application_id")?, number("user_version")?))
    };
    let (application, found) = numbers().map_err(|err: rusqlite::Error| match err.sqlite_error_code() {
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            let message = "it may not be read; change its permissions".to_owned();
            LibraryError::File { path: path.to_owned(), message }
        }
        _ => LibraryError::sqlite(path)(err),
    })?;
    if application != i64::from(schema::APPLICATION_ID) {
        return Err(LibraryError::Foreign(path.to_owned()));
    }
    if found > schema::USER_VERSION {
        return Err(LibraryError::Newer { path: path.to_owned(), found });
    }
    Ok(())
}

/// A path as SQLite is told of a file that does not change while it is open.
fn unchanging(path: &Path) -> String {
    let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
    if cfg!(windows) {
        bytes.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
        if bytes.get(1) == Some(&b':') {
            bytes.insert(0, b'/');
        }
    }
    // With nothing between the second slash and the third: no other machine is meant.
    let mut uri = String::from(if bytes.first() == Some(&b'/') { "file://" } else { "file:" });
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"/._-~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri + "?immutable=1"
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

#[cfg(test)]
mod tests {
    use super::*;

    fn made(path: &Path) {
        Library::open_or_create(path).and_then(|mut library| library.set_as_of(None)).expect("made");
    }

    /// On Unix a process loses all locks on a file when it closes the file anywhere.
    #[test]
    fn opening_leaves_others_their_locks_and_no_file_beside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("leads.sqlite");
        made(&path);
        let writer = Connection::open(&path).expect("opened");
        writer.execute_batch("BEGIN IMMEDIATE").expect("begun");
        drop(Library::open(&path).expect("opened while somebody is about to write"));
        crate::library::locked::assert_locked_for_others(&path);
    }

    #[test]
    fn another_programs_log_is_neither_read_nor_ended() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("theirs.sqlite");
        let theirs = Connection::open(&path).expect("opened");
        theirs.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)").expect("made");
        let files = || {
            let mut files: Vec<_> = std::fs::read_dir(folder.path())
                .expect("listed")
                .flatten()
                .map(|entry| (entry.file_name(), std::fs::read(entry.path()).expect("read")))
                .collect();
            files.sort();
            files
        };
        let before = files();
        assert!(matches!(Library::open(&path), Err(LibraryError::Foreign(_) | LibraryError::NotSqlite(_))));
        assert!(files() == before);
    }

    #[test]
    fn any_name_of_a_file_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["what?immutable=0&x#y.sqlite", "50%25 off.sqlite", "Zürich 日本.sqlite", "a'b\"c.sqlite"] {
            let path = folder.path().join(name);
            made(&path);
            assert!(Library::open(&path).is_ok(), "{name}");
            std::fs::write(&path, "Name\nAnn\n").expect("written");
            assert!(matches!(Library::open(&path), Err(LibraryError::NotSqlite(_))), "{name}");
        }
    }
}
