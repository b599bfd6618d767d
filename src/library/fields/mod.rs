//! The fields of a library, changed: renamed, given another type, values of one meaning put together, deleted; each with
//! undo.
//!
//! What a field is called, what type it has and which column of `leads` it is in stands in the table `fields`. So a change
//! is another row there, and at most one new column: whatever it replaces stays in the file, retired, and undo is a switch
//! back. Steps are kept in the file (`steps.rs`), so they can be undone after it was closed, too.
//! [`Library::remove_retired_fields`] lets what is retired really go.

mod summary;
mod synonyms;

use serde::{Deserialize, Serialize};

pub use self::{
    summary::{FieldSummary, field_summaries},
    synonyms::suggested_synonyms,
};
use super::{Library, LibraryError, Progress};
use crate::lead::FieldType;

/// Something to be done to one field. Fields are named as [`Library::fields`] names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldChange {
    Rename {
        field: String,
        to: String,
    },
    /// Values are read as an import reads them; those that can't be read become missing.
    Retype {
        field: String,
        to: FieldType,
    },
    /// All of these values of a text field are one from now on: `into`, which may be among them or new.
    Merge {
        field: String,
        into: String,
        values: Vec<String>,
    },
    Delete {
        field: String,
    },
}

impl FieldChange {
    /// The field that it is done to, by the name it has before.
    pub fn field(&self) -> &str {
        match self {
            Self::Rename { field, .. }
            | Self::Retype { field, .. }
            | Self::Merge { field, .. }
            | Self::Delete { field } => field,
        }
    }
}

/// What a change does to the leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldEffect {
    /// Leads whose value reads differently afterwards, or is gone.
    pub changed: u64,
    /// Values that become missing, the most frequent first; at most 20.
    pub lost: Vec<ValueCount>,
    /// How many leads lose their value, listed or not.
    pub lost_total: u64,
    /// Sentences on what was decided where values can be read two ways.
    pub notes: Vec<String>,
}

/// A value as people read it, and how many leads have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCount {
    pub value: String,
    pub leads: u64,
}

/// What has been done to the fields of a library, and can be undone or done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldSteps {
    /// The oldest first: the last one is undone next.
    pub done: Vec<FieldChange>,
    /// In the order in which they would be done again.
    pub undone: Vec<FieldChange>,
    /// Columns that are no field any more but still in the file.
    pub retired: usize,
}

impl Library {
    /// Says what a change would do; writes nothing.
    ///
    /// # Errors
    /// As [`Library::change_field`].
    pub fn try_field_change(&self, change: &FieldChange, progress: &Progress) -> Result<FieldEffect, LibraryError> {
        let _ = (change, progress);
        Err(LibraryError::Field("Not built yet".to_owned()))
    }

    /// Changes a field, all or nothing. Steps that were undone can't be done again afterwards.
    ///
    /// # Errors
    /// [`LibraryError::Field`] if it can't be done: there is no such field, its new name is empty, taken or reserved, it has
    /// that type already, it is no text whose values could be merged, or the file has no room for another column.
    /// [`LibraryError::Cancelled`] if somebody asked to stop. Else what SQLite has to say.
    pub fn change_field(&mut self, change: &FieldChange, progress: &Progress) -> Result<FieldEffect, LibraryError> {
        let _ = (change, progress);
        Err(LibraryError::Field("Not built yet".to_owned()))
    }

    /// What can be undone and done again.
    pub fn field_steps(&self) -> Result<FieldSteps, LibraryError> {
        Ok(FieldSteps::default())
    }

    /// Undoes the last change of a field; says which, or `None` if there is nothing to undo.
    ///
    /// # Errors
    /// [`LibraryError::Field`] if an import has made a field of the former name meanwhile.
    pub fn undo_field_change(&mut self) -> Result<Option<FieldChange>, LibraryError> {
        Ok(None)
    }

    /// Does again what was undone last; says what, or `None` if there is nothing.
    ///
    /// # Errors
    /// As [`Library::undo_field_change`].
    pub fn redo_field_change(&mut self) -> Result<Option<FieldChange>, LibraryError> {
        Ok(None)
    }

    /// Lets retired columns go for good, with the steps that could bring them back, and writes the file anew, so that
    /// nothing of them is left in it. What the next import is to heed (former names, merged values, what is not to be
    /// taken again) stays.
    pub fn remove_retired_fields(&mut self, progress: &Progress) -> Result<(), LibraryError> {
        let _ = progress;
        Ok(())
    }
}
