//! Placeholder until the import lands.
use std::{fmt, path::PathBuf};

use super::{Library, LibraryError, Progress};

#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    pub leads: PathBuf,
    pub events: Option<PathBuf>,
    pub key: Option<String>,
    pub account: Option<String>,
    pub created: Option<String>,
    pub closed: Option<String>,
    pub outcome: Option<String>,
    pub won: Vec<String>,
    pub lost: Vec<String>,
    pub null_words: Vec<String>,
}

#[derive(Clone, Debug, Default)]
pub struct ImportReport {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    pub events_new: u64,
    pub rejected: Vec<RejectedRow>,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct RejectedRow {
    pub file: PathBuf,
    pub line: u64,
    pub reason: String,
}

impl fmt::Display for RejectedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.file.display(), self.line, self.reason)
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

pub fn import(_l: &mut Library, _r: &ImportRequest, _p: &Progress) -> Result<ImportReport, LibraryError> {
    Ok(ImportReport::default())
}
