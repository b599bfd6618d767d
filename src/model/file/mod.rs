//! The file that a model is kept in: RON, the format version first, one thing a line, defaults left out.
//!
//! Such a file reads well in a `git diff` and can be written by hand. What it says is either understood or refused: an
//! unknown field is an error and never dropped in silence, and a file of a newer Tandem is left alone.
//!
//! # What it holds
//!
//! | field | what it says | left out |
//! |---|---|---|
//! | `format` | the version of this format, first of all | never |
//! | `name`, `about` | what the model is called, and what it is for | `about`, where it is empty |
//! | `tiers`, `combined` | the points of each tier; the weights of the two axes | where they are the usual ones |
//! | `fit`, `engagement`, `categories` | scale, range and bands of both axes; what adds up on them, and its limits | never |
//! | `criteria` | what is counted, and how: [`Criterion`](super::Criterion), [`Rule`](super::Rule) | where there are none |
//! | `criteria[…].proposals` | what each team wants: tier, points, reason; `blind` while a round lasts | where nobody has said anything |
//! | `routes`, `matrix` | who is called when, by cell, and where the disqualified go | never |
//! | `flames`, `cold_after_days`, `stages`, `accounts`, `domains` | how warmth is shown, buying stages, accounts, domains of mail | what is as usual, or empty |
//! | `interesting` | the kinds of event that sales is told of, as its last moment | where they are those that score |
//! | `sign_offs` | who signed when, and the fingerprint of what was signed | without signatures |
//! | `decisions` | the log: [`Decision`](super::Decision), in the order in which it was written | without a log |
//! | `decisions[…].matter` | what a line is about by ids: `(subject: cell(fit: "A", engagement: "1"), aspect: cell_route, to: "now")` | in settlements, and files of before it was kept |
//! | `signed` | each version that a signature is under: its fingerprint, and the model as it was agreed | without signatures |
//! | `scenarios` | drafts that were kept: name, note, day, and the model without what the teams said and signed | where none was kept |
//! | `test_leads` | what must come out for certain leads: the lead (a key, or a copy with its instant), what is expected, why | without them |
//! | `segments` | what must come out for many leads: which, how many, where to, why | without them |
//! | `personas` | somebody typical for the sandbox: a lead with its instant | without them |
//!
//! `tests/fixtures/model-format-1.ron` has every field of format 1 in it.

mod atomic;
mod comments;
mod parse;
mod plain;
mod seen;
mod write;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

pub use self::{
    atomic::{put_in_place, stream_atomically, temporary_in, why_not_written, write_atomically},
    parse::{ParseError, ParseErrorKind, parse},
    seen::Seen,
    write::to_text,
};
/// For other files that people read and edit: mappings of an import.
pub(crate) use self::{
    parse::options as ron_options, plain::explain_plainly as explain_ron,
    write::with_plain_letters as plain_ron_letters,
};
use super::Model;

/// No model comes near this; a larger file is something else, and reading it whole would only cost memory.
const MOST_BYTES: u64 = 64 << 20;

/// Why a model file could not be read or written. Displayed it is one sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("There is no file “{}”; check the path", .0.display())]
    Missing(PathBuf),
    #[error("“{}” is a folder; a model is a file whose name ends in .ron", .0.display())]
    Folder(PathBuf),
    #[error("“{}” is not a regular file, so it can't hold a model", .0.display())]
    NotRegular(PathBuf),
    #[error("“{}” may not be read; ask its owner for permission to read it", .0.display())]
    MayNotRead(PathBuf),
    #[error("“{}” can't be read: {source}", .path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("“{}” is empty, so it holds no model; a copy may be in “{}”", .0.display(), backup_path(.0).display())]
    Empty(PathBuf),
    #[error("“{}” is no model: it is larger than {} MiB", .0.display(), MOST_BYTES >> 20)]
    TooLarge(PathBuf),
    #[error("“{}” is no model but a SQLite database; if it holds leads, open it as the library", .0.display())]
    Database(PathBuf),
    #[error("“{}” is UTF-16 text; save it as UTF-8", .0.display())]
    Utf16(PathBuf),
    #[error("“{}” is no model: line {line} is not text in UTF-8 (a model is a text file)", .path.display())]
    Binary { path: PathBuf, line: usize },
    #[error("“{}”{}{error}", .path.display(), if matches!(.error.kind, ParseErrorKind::Newer { .. }) { " " } else { ", " })]
    Parse { path: PathBuf, error: ParseError },
    #[error("“{}” may not be written; it was left as it was, so save under another name or in another folder", .0.display())]
    MayNotWrite(PathBuf),
    #[error("“{}” can't be saved because the folder “{}” is not there; if it is on another drive or in the network, connect that again, or save elsewhere", .path.display(), .folder.display())]
    NoFolder { path: PathBuf, folder: PathBuf },
    #[error("“{}” could not be saved because the disk is full, and was left as it was; make room there, or save elsewhere", .0.display())]
    DiskFull(PathBuf),
    #[error("“{}” can't be reached ({source}); connect the drive or the network again, or save elsewhere", .path.display())]
    Unreachable { path: PathBuf, source: io::Error },
    #[error("“{}” could not be saved and was left as it was: {source}", .path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("“{}” was not saved, because this model would not read back as it is: {reason}", .path.display())]
    WouldNotReadBack { path: PathBuf, reason: String },
    #[error("“{}” was changed by someone else since it was opened, so it was left as it is; save under another name, or open it again", .0.display())]
    ChangedOnDisk(PathBuf),
}

/// A model file as it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub model: Model,
    /// For [`save_over`], once the model has been edited.
    pub seen: Seen,
    /// The line of the first comment, if there is one: a model has no place for comments, so saving drops them.
    pub comment_line: Option<usize>,
}

/// Reads a model file, for whoever is content with the model.
pub fn load(path: &Path) -> Result<Model, FileError> {
    open(path).map(|loaded| loaded.model)
}

/// Reads a model file that may be saved again later.
pub fn open(path: &Path) -> Result<Loaded, FileError> {
    let metadata = fs::metadata(path).map_err(|source| read_error(path, source))?;
    if metadata.is_dir() {
        return Err(FileError::Folder(path.to_owned()));
    }
    if !metadata.is_file() {
        return Err(FileError::NotRegular(path.to_owned()));
    }
    if metadata.len() > MOST_BYTES {
        return Err(FileError::TooLarge(path.to_owned()));
    }
    let bytes = fs::read(path).map_err(|source| read_error(path, source))?;
    let seen = Seen::new(&bytes);
    let text = as_text(path, bytes)?;
    let model = parse(&text).map_err(|error| FileError::Parse { path: path.to_owned(), error })?;
    Ok(Loaded { model, seen, comment_line: comments::first_comment(&text) })
}

/// [`save_over`] whatever is there, unless a newer Tandem saved it.
pub fn save(path: &Path, model: &Model) -> Result<(), FileError> {
    save_over(path, model, None).map(drop)
}

/// Writes a model file atomically: whoever reads it sees the old model or the new one, whole.
///
/// What was there before is kept as [`backup_path`]. On failure the old file is left as it was; and if `expected` is given
/// and the file holds something else by now, that is a failure: [`FileError::ChangedOnDisk`]. Answers what to expect at the
/// next save.
pub fn save_over(path: &Path, model: &Model, expected: Option<&Seen>) -> Result<Seen, FileError> {
    let text = write::try_to_text(model)
        .map_err(|err| FileError::WouldNotReadBack { path: path.to_owned(), reason: err.to_string() })?;
    // A file that can't be opened again would be worse than one that was not saved.
    match parse(&text) {
        Ok(read) if to_text(&read) == text => {}
        Ok(_) => {
            let reason = "a value changed on the way".to_owned();
            return Err(FileError::WouldNotReadBack { path: path.to_owned(), reason });
        }
        Err(err) => return Err(FileError::WouldNotReadBack { path: path.to_owned(), reason: err.to_string() }),
    }
    seen::may_replace(path, text.as_bytes(), expected)?;
    write_atomically(path, text.as_bytes(), true).map_err(|source| write_error(path, source))?;
    Ok(Seen::new(text.as_bytes()))
}

/// Where [`save`] keeps what the file held before: `model.ron.bak`.
pub fn backup_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".bak");
    path.with_file_name(name)
}

fn as_text(path: &Path, mut bytes: Vec<u8>) -> Result<String, FileError> {
    let path = || path.to_owned();
    if bytes.starts_with(b"SQLite format 3\0") {
        return Err(FileError::Database(path()));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(FileError::Utf16(path()));
    }
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..3);
    }
    if bytes.trim_ascii().is_empty() {
        return Err(FileError::Empty(path()));
    }
    let binary_from = match std::str::from_utf8(&bytes) {
        Ok(text) => text.find('\0'),
        Err(err) => Some(err.valid_up_to()),
    };
    if let Some(end) = binary_from {
        let line = 1 + bytes[..end].iter().filter(|byte| **byte == b'\n').count();
        return Err(FileError::Binary { path: path(), line });
    }
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

fn read_error(path: &Path, source: io::Error) -> FileError {
    let path = path.to_owned();
    match source.kind() {
        // A file in place of a folder further up the path is a missing file too.
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::Missing(path),
        io::ErrorKind::PermissionDenied => FileError::MayNotRead(path),
        _ => FileError::Read { path, source },
    }
}

fn write_error(path: &Path, source: io::Error) -> FileError {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::IsADirectory => FileError::Folder(path),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::NoFolder { path, folder },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => FileError::MayNotWrite(path),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileError::DiskFull(path),
        io::ErrorKind::StaleNetworkFileHandle
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::NotConnected
        | io::ErrorKind::TimedOut => FileError::Unreachable { path, source },
        _ => FileError::Write { path, source },
    }
}
