//! A mapping as a file people read and edit: RON, written the same for the same mapping.

use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;

use super::{FORMAT, Mapping};
use crate::model::file::{explain_ron, plain_ron_letters, ron_options, write_atomically};

/// Why a file of a mapping could not be read or written. One sentence.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    #[error("{} cannot be read: {message}", .path.display())]
    Read { path: PathBuf, message: String },
    #[error("{} is no mapping: line {line}, column {column}: {message}", .path.display())]
    Content { path: PathBuf, line: usize, column: usize, message: String },
    #[error("{} was written by a newer Tandem (format {found}, this one reads {FORMAT})", .path.display())]
    Newer { path: PathBuf, found: u32 },
    #[error("{} cannot be written: {message}", .path.display())]
    Write { path: PathBuf, message: String },
}

impl Mapping {
    pub fn read(path: &Path) -> Result<Self, MappingError> {
        let text = std::fs::read_to_string(path)
            .map_err(|err| MappingError::Read { path: path.to_owned(), message: err.to_string() })?;
        // First: what a newer one says need not make sense here.
        if let Some(found) = format_of(&text).filter(|found| *found > FORMAT) {
            return Err(MappingError::Newer { path: path.to_owned(), found });
        }
        Self::parse(&text).map_err(|(line, column, message)| MappingError::Content {
            path: path.to_owned(),
            line,
            column,
            message,
        })
    }

    /// Reads the text of a file; else line, column and what is wrong there.
    pub fn parse(text: &str) -> Result<Self, (usize, usize, String)> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        ron_options().from_str(text).map_err(|err| explain_ron(text, &err))
    }

    /// The text of a file. The same mapping always gives the same text.
    pub fn to_text(&self) -> String {
        let config = PrettyConfig::new().new_line("\n").indentor("    ").struct_names(false).depth_limit(4);
        let mut text = ron_options().to_string_pretty(self, config).unwrap_or_default();
        text.push('\n');
        plain_ron_letters(&text)
    }

    pub fn write(&self, path: &Path) -> Result<(), MappingError> {
        write_atomically(path, self.to_text().as_bytes(), false)
            .map_err(|err| MappingError::Write { path: path.to_owned(), message: err.to_string() })
    }
}

/// The number after the first `format:`.
fn format_of(text: &str) -> Option<u32> {
    let rest = text.split_once("format:")?.1.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].parse().ok()
}
