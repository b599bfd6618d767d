//! What a file held when we last looked, so that nobody else's work is overwritten unseen.

use std::{fs, io, path::Path, sync::Arc};

use super::{FileError, MOST_BYTES, ParseErrorKind, parse, read_error};

/// What a file held when it was last read or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen(Arc<[u8]>);

impl Seen {
    pub(super) fn new(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// What [`Seen::text`] gave, from a journal: whoever takes up unsaved work is still told what others changed meanwhile.
    pub fn from_text(text: &str) -> Self {
        Self::new(text.as_bytes())
    }

    /// The file as text, to the byte; what was no text was not opened as a model either.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

/// Whether `new` may take the place of what is there now.
///
/// With `expected`, only that (or what is to be written) may be there: anything else was written by a colleague, or by
/// `git pull`. A model of a newer Tandem is never replaced: this one can't tell what would be lost. Where there is no file,
/// nothing can be lost.
pub(super) fn may_replace(path: &Path, new: &[u8], expected: Option<&Seen>) -> Result<(), FileError> {
    // Folders and devices are a matter of writing.
    let Some(metadata) = fs::metadata(path).ok().filter(fs::Metadata::is_file) else { return Ok(()) };
    if metadata.len() > MOST_BYTES {
        // Too large for a model, so it is not what we saw.
        return expected.map_or(Ok(()), |_| Err(FileError::ChangedOnDisk(path.to_owned())));
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(err) => return Err(read_error(path, err)),
    };
    if bytes == new || expected.is_some_and(|seen| *seen.0 == *bytes) {
        return Ok(());
    }
    if let Ok(text) = std::str::from_utf8(&bytes)
        && let Err(error) = parse(text)
        && matches!(error.kind, ParseErrorKind::Newer { .. })
    {
        return Err(FileError::Parse { path: path.to_owned(), error });
    }
    expected.map_or(Ok(()), |_| Err(FileError::ChangedOnDisk(path.to_owned())))
}
