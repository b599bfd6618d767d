//! A mapping: which column of a file is what. Plain data, guessed by `inspect`, edited by people, kept in a RON file.

mod file;
mod format;

use serde::{Deserialize, Serialize};

pub use self::{file::MappingError, format::Format};
use super::report::Role;

/// The format that this Tandem writes.
pub(super) const FORMAT: u32 = 1;

/// What is known of the tables that belong together: leads, events, accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Of the file it is kept in.
    pub format: u32,
    pub tables: Vec<TableMapping>,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    #[default]
    Leads,
    Accounts,
    Events,
}

/// One table. It is known by its columns, not by the name of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableMapping {
    pub kind: TableKind,
    /// Words that mean that a value is missing, in every column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub null_words: Vec<String>,
    /// The values of the outcome column that mean won, and lost; all others mean open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub won: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<String>,
    /// Of events: the kind of all of them, where no column says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_kind: Option<String>,
    /// Columns that are not listed are not kept.
    pub columns: Vec<ColumnMapping>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMapping {
    /// Its name in the file.
    pub column: String,
    pub role: Role,
    /// The name of the attribute; the column's if there is none. A key or an account that has one is kept as an attribute
    /// as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
    /// `None`: what all of its values fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<Format>,
    /// Words that mean that a value is missing, in this column alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub null_words: Vec<String>,
}

impl Default for Mapping {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Mapping {
    pub fn new(tables: Vec<TableMapping>) -> Self {
        Self { format: FORMAT, tables }
    }

    /// The table that was mapped for a file with these columns.
    pub fn table_for(&self, columns: &[String]) -> Option<&TableMapping> {
        let fitting = self.tables.iter().filter(|table| table.fits(columns));
        fitting.max_by_key(|table| table.columns.len())
    }
}

impl TableMapping {
    /// Whether the mapping was made for a file with these columns: all that it uses are there, whatever their order, and
    /// there are not more strangers than acquaintances.
    pub fn fits(&self, columns: &[String]) -> bool {
        let has = |name: &str| columns.iter().any(|column| column.trim() == name.trim());
        let is_known = |column: &&String| self.columns.iter().any(|mapped| mapped.column.trim() == column.trim());
        let known = columns.iter().filter(is_known).count();
        let used = self.columns.iter().filter(|column| column.role != Role::Ignored);
        !columns.is_empty()
            && used.clone().count() > 0
            && used.clone().all(|mapped| has(&mapped.column))
            && 2 * known >= columns.len()
    }

    pub fn column(&self, name: &str) -> Option<&ColumnMapping> {
        self.columns.iter().find(|column| column.column == name)
    }

    pub fn of_role(&self, role: Role) -> Option<&ColumnMapping> {
        self.columns.iter().find(|column| column.role == role)
    }
}
