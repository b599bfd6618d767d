//! A folder stands for the tables in it.

use std::path::{Path, PathBuf};

use crate::library::LibraryError;

/// What the names of files with tables end in.
pub const ENDINGS: &[&str] = &["csv", "tsv", "txt", "tab", "xlsx", "xlsm", "xls", "ods", "json", "jsonl", "ndjson"];

/// The files of a folder by what their names end in; folders in it are not looked into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    pub tables: Vec<PathBuf>,
    /// The names of what else is in it.
    pub others: Vec<String>,
}

impl Folder {
    /// The tables in a folder: a sentence if there are none.
    pub fn read(path: &Path) -> Result<Self, LibraryError> {
        let failed = |err: std::io::Error| super::source::not_read(path, &err);
        let mut folder = Self { path: path.to_owned(), ..Self::default() };
        for entry in std::fs::read_dir(path).map_err(failed)? {
            let entry = entry.map_err(failed)?.path();
            let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // What programs keep for themselves: `.DS_Store`, and `~$leads.xlsx` while a spreadsheet has it open.
            if name.starts_with('.') || name.starts_with("~$") {
                continue;
            }
            if entry.is_file() && has_ending(&entry) {
                folder.tables.push(entry);
            } else {
                folder.others.push(name);
            }
        }
        folder.tables.sort();
        folder.others.sort();
        if folder.tables.is_empty() {
            return Err(LibraryError::Input(format!(
                "{} has no table in it (files that end in .csv, .xlsx and so on; folders in it are not looked into); \
                 name a folder or a file with leads",
                path.display()
            )));
        }
        Ok(folder)
    }

    /// A sentence on what else is in it.
    pub fn told(&self) -> Option<String> {
        const LISTED: usize = 6;
        let others = self.others.len();
        if others == 0 {
            return None;
        }
        let mut names: Vec<String> = self.others.iter().take(LISTED).map(|name| format!("“{name}”")).collect();
        if others > LISTED {
            names.push(format!("{} more", crate::model::wording::grouped((others - LISTED) as u64)));
        }
        let names = words(&names);
        Some(match others {
            1 => format!("{names} is not looked at, as the name is not that of a table"),
            _ => format!("{names} are not looked at, as their names are not those of tables"),
        })
    }
}

/// “a, b and c”
fn words(names: &[String]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

fn has_ending(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ENDINGS.contains(&ending.as_str())
}
