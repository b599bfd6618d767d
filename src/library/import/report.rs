use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    changes::{FieldChanges, OutcomeMoves},
    counted,
    dirt::{Dirt, Dirts, Reason},
    mapping::Mapping,
};
use crate::{
    lead::{FieldType, Instant},
    library::settings::OutcomeCounts,
    model::wording::grouped,
};

/// What an import did, or what a dry run says that it would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportReport {
    /// Leads that the library did not have.
    pub new: u64,
    /// Leads that it had, with other values.
    pub changed: u64,
    /// Leads that it had just so.
    pub same: u64,
    pub accounts_new: u64,
    /// Of these, accounts that leads of the library named already: more is known of them now.
    pub accounts_named: u64,
    pub accounts_changed: u64,
    pub accounts_same: u64,
    pub events_new: u64,
    /// Events that the library had already.
    pub events_same: u64,
    /// What each column of the leads was taken for.
    pub columns: Vec<ColumnGuess>,
    pub account_columns: Vec<ColumnGuess>,
    pub event_columns: Vec<ColumnGuess>,
    /// Attributes that the library did not have.
    pub new_attributes: Vec<String>,
    /// What becomes of the values that leads had, by field (and account, created, closed).
    pub changes: Vec<FieldChanges>,
    /// The same of accounts; their leads take it over.
    pub account_changes: Vec<FieldChanges>,
    pub outcome_moves: OutcomeMoves,
    /// How many leads were there.
    pub before: u64,
    /// How many of them the file does not name, where it is one: they stay as they are.
    pub not_named: u64,
    /// From when ages were counted, and from when they are now, if that is another day or second.
    pub as_of: Option<(Instant, Instant)>,
    /// How all leads of the library ended, once it is done.
    pub outcomes: OutcomeCounts,
    /// Rows that were left out, in the order of the files: the first ten thousand of each.
    pub rejected: Vec<RejectedRow>,
    /// How many rows were left out, listed or not.
    pub rejected_count: u64,
    /// All that is dirty: rows that were left out, values that count as missing; the first ten thousand of each file.
    pub dirt: Vec<Dirt>,
    /// How much of it there is by column and reason, listed or not.
    pub dirt_counts: Vec<DirtCount>,
    pub notes: Vec<String>,
    /// What was made of each table: to be kept, for the next file of that kind.
    pub mapping: Mapping,
}

/// So much dirt of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirtCount {
    pub file: String,
    /// `None`: of whole rows.
    pub column: Option<String>,
    pub reason: Reason,
    pub count: u64,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnGuess {
    pub name: String,
    pub role: Role,
    /// The attribute's type; `None` if the column is not kept as an attribute.
    pub field_type: Option<FieldType>,
    /// How many rows have a value in it; 0 for a column that is not kept and was not looked at.
    pub filled: u64,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Key,
    Account,
    Created,
    Closed,
    Outcome,
    Attribute,
    /// Of an event: whose it is.
    Lead,
    Kind,
    At,
    Detail,
    Amount,
    /// Not kept.
    #[default]
    Ignored,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    pub file: String,
    pub line: u64,
    pub reason: String,
}

impl ImportReport {
    /// Takes in what was found dirty.
    pub(super) fn take_dirt(&mut self, dirts: Dirts) {
        self.rejected_count = dirts.left_out;
        self.rejected = dirts
            .listed
            .iter()
            .filter(|dirt| dirt.reason.leaves_out())
            .map(|dirt| RejectedRow { file: dirt.file.clone(), line: dirt.line, reason: dirt.what.clone() })
            .collect();
        self.dirt_counts = dirts.counts();
        self.dirt = dirts.listed;
    }

    fn columns_as_text(f: &mut fmt::Formatter<'_>, columns: &[ColumnGuess]) -> fmt::Result {
        let width = columns.iter().map(|column| column.name.chars().count()).max().unwrap_or(0);
        for column in columns {
            writeln!(f, "  {:width$}  {}, {} filled", column.name, column.what(), grouped(column.filled))?;
        }
        Ok(())
    }
}

impl ColumnGuess {
    /// What the column was taken for, in a word or two: `number`, `key`, `account, and an attribute`.
    pub fn what(&self) -> String {
        match (self.role, self.field_type) {
            (Role::Attribute, Some(field_type)) => field_type.to_string(),
            (role, Some(_)) => format!("{role}, and an attribute"),
            (role, None) => role.to_string(),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => "key",
            Self::Account => "account",
            Self::Created => "created",
            Self::Closed => "closed",
            Self::Outcome => "outcome",
            Self::Attribute => "attribute",
            Self::Lead => "lead",
            Self::Kind => "kind",
            Self::At => "time",
            Self::Detail => "detail",
            Self::Amount => "amount",
            Self::Ignored => "not kept",
        })
    }
}

impl fmt::Display for RejectedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.file, self.line, self.reason)
    }
}

/// As the command line prints it.
impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.columns.is_empty() || self.account_columns.is_empty() && self.event_columns.is_empty() {
            writeln!(
                f,
                "{}, {} changed, {} the same",
                counted(self.new, "new lead", "new leads"),
                grouped(self.changed),
                grouped(self.same)
            )?;
            Self::columns_as_text(f, &self.columns)?;
        }
        if !self.account_columns.is_empty() {
            let named = match self.accounts_named {
                0 => String::new(),
                named => format!("{} that leads named already, ", grouped(named)),
            };
            writeln!(
                f,
                "{}, {named}{} changed, {} the same",
                counted(self.accounts_new - self.accounts_named, "new account", "new accounts"),
                grouped(self.accounts_changed),
                grouped(self.accounts_same)
            )?;
            Self::columns_as_text(f, &self.account_columns)?;
        }
        if !self.event_columns.is_empty() {
            let new = counted(self.events_new, "new event", "new events");
            writeln!(f, "{new}, {} there already", grouped(self.events_same))?;
            Self::columns_as_text(f, &self.event_columns)?;
        }
        self.changes_as_text(f)?;
        for note in &self.notes {
            writeln!(f, "Note: {note}")?;
        }
        if self.rejected_count > 0 {
            let (s, were) = if self.rejected_count == 1 { ("", "was") } else { ("s", "were") };
            writeln!(f, "{} row{s} {were} left out:", grouped(self.rejected_count))?;
            for row in self.rejected.iter().take(MOST_PRINTED) {
                writeln!(f, "  {row}")?;
            }
            if self.rejected_count > MOST_PRINTED as u64 {
                writeln!(f, "  … and {} more", grouped(self.rejected_count - MOST_PRINTED as u64))?;
            }
        }
        Ok(())
    }
}

/// So many of the rows that were left out are printed.
pub const MOST_PRINTED: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loses_values_is_called_what_it_is() {
        let changes =
            |name: &str, cleared: u64| FieldChanges { name: name.to_owned(), cleared, ..FieldChanges::default() };
        let report = ImportReport {
            changes: vec![changes("Size", 1)],
            account_changes: vec![changes("Account: Sector", 1_200)],
            ..ImportReport::default()
        };
        let said = report.to_string();
        assert!(said.contains("“Size”: 1 lead loses its value\n"), "{said}");
        assert!(said.contains("“Account: Sector”: 1,200 accounts lose their value\n"), "{said}");
    }
}
