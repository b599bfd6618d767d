use std::fmt;

use crate::{lead::FieldType, model::wording::grouped};

/// Rejected rows are all counted; of each file so many are listed.
pub(super) const MOST_LISTED: usize = 10_000;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportReport {
    /// Leads that the library did not have.
    pub new: u64,
    /// Leads that it had, with other values.
    pub changed: u64,
    /// Leads that it had just so.
    pub same: u64,
    pub events_new: u64,
    /// Events that the library had already.
    pub events_same: u64,
    /// What each column of the leads was taken for.
    pub columns: Vec<ColumnGuess>,
    pub event_columns: Vec<ColumnGuess>,
    /// Rows that were left out, in the order of the files: the first ten thousand of each.
    pub rejected: Vec<RejectedRow>,
    /// How many rows were left out, listed or not.
    pub rejected_count: u64,
    pub notes: Vec<String>,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnGuess {
    pub name: String,
    pub role: Role,
    /// The attribute's type; `None` if the column is not kept as an attribute.
    pub field_type: Option<FieldType>,
    /// How many rows have a value in it.
    pub filled: u64,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub(super) fn reject(&mut self, file: &str, line: u64, reason: String) {
        self.rejected_count += 1;
        if self.rejected.iter().rev().take_while(|row| row.file == file).count() < MOST_LISTED {
            self.rejected.push(RejectedRow { file: file.to_owned(), line, reason });
        }
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
        writeln!(
            f,
            "{} new leads, {} changed, {} the same",
            grouped(self.new),
            grouped(self.changed),
            grouped(self.same)
        )?;
        Self::columns_as_text(f, &self.columns)?;
        if !self.event_columns.is_empty() {
            writeln!(f, "{} new events, {} there already", grouped(self.events_new), grouped(self.events_same))?;
            Self::columns_as_text(f, &self.event_columns)?;
        }
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

const MOST_PRINTED: usize = 20;
