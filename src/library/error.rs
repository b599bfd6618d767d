use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a library could not be opened, read or filled. One sentence: what happened, where, and what would mend it.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    #[error("There is no lead library at {}; check the path", .0.display())]
    Missing(PathBuf),
    #[error("{} is a folder; name a file in it", .0.display())]
    Folder(PathBuf),
    #[error("{} is an empty file, not a lead library; delete it or take another name", .0.display())]
    Empty(PathBuf),
    #[error("{} is not a SQLite file, so it is no lead library; leads in a CSV file can be imported into one", .0.display())]
    NotSqlite(PathBuf),
    #[error("{} is a SQLite file, but not a lead library of Tandem; it was left alone", .0.display())]
    Foreign(PathBuf),
    #[error("{} was made by a newer Tandem (layout {found}, this one reads {}); it was left alone", .path.display(), super::schema::USER_VERSION)]
    Newer { path: PathBuf, found: i64 },
    #[error("{} is in use by another program; close it there and try again", .0.display())]
    Busy(PathBuf),
    #[error("{} cannot be written to; copy it to where you may write, or change its permissions", .0.display())]
    ReadOnly(PathBuf),
    #[error("{} is damaged: {message}; go back to a copy of it", .path.display())]
    Damaged { path: PathBuf, message: String },
    #[error("There is no room left on the disk for {}; nothing in it was changed", .0.display())]
    Full(PathBuf),
    #[error("{} cannot be opened: {message}", .path.display())]
    File { path: PathBuf, message: String },
    #[error("{}: {message}", .path.display())]
    Sqlite { path: PathBuf, message: String },
    #[error("no value of the column “{column}” of {file} is known to mean won; say which one does (it has: {values})")]
    NoWonValue { column: String, file: String, values: String },
    /// A sentence about an input file, which it names.
    #[error("{0}")]
    Input(String),
    /// A sentence about a change of a field that can't be done.
    #[error("{0}")]
    Field(String),
    #[error(
        "This can’t be {} now, since another program or window has changed the fields of this library meanwhile, so that another step comes first",
        if *undoes { "undone" } else { "done again" }
    )]
    Overtaken { undoes: bool },
    #[error("Stopped; the library is as it was")]
    Cancelled,
}

impl LibraryError {
    /// An error of the file system.
    pub(super) fn io(path: &Path, err: &std::io::Error) -> Self {
        let path = path.to_owned();
        match err.kind() {
            std::io::ErrorKind::NotFound => Self::Missing(path),
            std::io::ErrorKind::IsADirectory => Self::Folder(path),
            _ => Self::File { path, message: err.to_string() },
        }
    }

    /// Turns SQLite's errors about the file `path` into sentences.
    pub(super) fn sqlite(path: &Path) -> impl Fn(rusqlite::Error) -> Self {
        let path = path.to_owned();
        move |err| {
            let path = path.clone();
            let message = match &err {
                rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
                other => other.to_string(),
            };
            match err.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                    Self::Busy(path)
                }
                // It can't be opened where SQLite may not make its journal beside it.
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Self::ReadOnly(path),
                Some(ErrorCode::NotADatabase) => Self::NotSqlite(path),
                Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, message },
                Some(ErrorCode::DiskFull) => Self::Full(path),
                _ => Self::Sqlite { path, message },
            }
        }
    }
}
