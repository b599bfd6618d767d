//! The fields of a library, changed: renamed, given another type, values of one meaning put together, deleted; each with
//! undo.
//!
//! What a field is called, what type it has and which column of `leads` it is in stands in the table `fields`. So a change
//! is another row there, and at most one new column: whatever it replaces stays in the file, retired, and undo is a switch
//! back. Steps are kept in the file (`steps.rs`), so they can be undone after it was closed, too.
//! [`Library::remove_retired_fields`] lets what is retired really go.

mod check;
mod convert;
mod former;
mod remove;
mod rules;
mod steps;
mod summary;
mod synonyms;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use self::{
    check::Checked,
    convert::Conversion,
    steps::{FieldRow, State, Step},
};
pub use self::{
    former::FormerNames,
    remove::{Retired, RetiredBy},
    summary::{FieldSummary, field_summaries},
    synonyms::{spellings, suggested_synonyms},
};
pub(super) use self::{
    rules::{Became, Rules, Synonyms, not_again},
    steps::{last_position, set_stale},
};
use super::{Library, LibraryError, Progress, import::TableMapping, settings};
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
    /// Many values of a text field become others, each the one that stands beside it.
    MergeGroups {
        field: String,
        synonyms: BTreeMap<String, String>,
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
            | Self::MergeGroups { field, .. }
            | Self::Delete { field } => field,
        }
    }

    /// One step that makes of each group its first value; `None` where no group has two.
    pub fn merge_groups(field: &str, groups: &[Vec<ValueCount>]) -> Option<Self> {
        let mut synonyms = BTreeMap::new();
        for group in groups {
            let Some((into, others)) = group.split_first() else { continue };
            synonyms.extend(others.iter().map(|other| (other.value.clone(), into.value.clone())));
        }
        (!synonyms.is_empty()).then(|| Self::MergeGroups { field: field.to_owned(), synonyms })
    }

    /// By value what it becomes, where values are merged; what stays as it is, is not in it.
    pub fn synonyms(&self) -> BTreeMap<String, String> {
        match self {
            Self::Merge { into, values, .. } => {
                let into = into.trim();
                let others = values.iter().map(|value| value.trim()).filter(|value| *value != into);
                others.map(|value| (value.to_owned(), into.to_owned())).collect()
            }
            Self::MergeGroups { synonyms, .. } => synonyms.clone(),
            Self::Rename { .. } | Self::Retype { .. } | Self::Delete { .. } => BTreeMap::new(),
        }
    }
}

/// How many values are made of so many.
pub fn groups_of(synonyms: &BTreeMap<String, String>) -> usize {
    synonyms.values().collect::<BTreeSet<_>>().len()
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
    pub done: Vec<FileStep>,
    /// In the order in which they would be done again.
    pub undone: Vec<FileStep>,
    /// Columns that are no field any more but still in the file; 1 where only traces of them are, since it could not be
    /// written anew.
    pub retired: usize,
}

/// A step as it stands in the file, to be told from any other there. Once all are removed for good their numbers are given
/// anew, so that a number alone would not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStep {
    pub number: i64,
    pub change: FieldChange,
}

/// A step that was undone or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldStep {
    pub step: FileStep,
    /// A field that an import had made meanwhile under the name that was needed: that name, and the one it has now.
    pub aside: Option<(String, String)>,
    /// Of merged values that were told apart again: leads that an import has brought since keep what these had become, as what
    /// their file said of them is not kept.
    pub stay_merged: u64,
}

impl Library {
    /// Says what a change would do; writes nothing.
    ///
    /// # Errors
    /// As [`Library::change_field`].
    pub fn try_field_change(&self, change: &FieldChange, progress: &Progress) -> Result<FieldEffect, LibraryError> {
        let failed = LibraryError::sqlite(self.path());
        // All of it sees the same state, whatever other programs write meanwhile.
        let transaction = self.connection()?.unchecked_transaction().map_err(&failed)?;
        let checked = Checked::new(&transaction, self.path(), change)?;
        progress.set_total(rows(&transaction).map_err(&failed)?);
        let (_, effect) = convert::look(&transaction, &checked, progress, &failed)?;
        Ok(effect)
    }

    /// Changes a field, all or nothing. Steps that were undone can't be done again afterwards.
    ///
    /// # Errors
    /// [`LibraryError::Field`] if it can't be done: there is no such field, its new name is empty, taken or reserved, it has
    /// that type already, it is no text whose values could be merged, or the file has no room for another column.
    /// [`LibraryError::Cancelled`] if somebody asked to stop. Else what SQLite has to say.
    pub fn change_field(&mut self, change: &FieldChange, progress: &Progress) -> Result<FieldEffect, LibraryError> {
        self.add_field_step(change, progress).map(|(_, effect)| effect)
    }

    /// The same, for those who want to know the step again.
    ///
    /// # Errors
    /// As [`Library::change_field`].
    pub fn add_field_step(
        &mut self,
        change: &FieldChange,
        progress: &Progress,
    ) -> Result<(FileStep, FieldEffect), LibraryError> {
        let path = self.path().to_owned();
        let failed = LibraryError::sqlite(&path);
        let transaction = self.begin()?;
        let checked = Checked::new(&transaction, &path, change)?;
        // Looked at once, and written once.
        progress.set_total(rows(&transaction).map_err(&failed)? * 2);
        let (conversion, effect) = convert::look(&transaction, &checked, progress, &failed)?;
        let Checked { change, before, after } = &checked;
        if let (Some(conversion), Some(after)) = (conversion, after) {
            convert::fill(&transaction, (before, after), &conversion, progress, &failed)?;
        }
        if !steps::switch(&transaction, Some(before), after.as_ref()).map_err(&failed)? {
            return Err(taken(after.as_ref().unwrap_or(before)));
        }
        let number = steps::add(&transaction, change, before, after.as_ref()).map_err(&failed)?;
        let step = FileStep { number, change: change.clone() };
        update_newest(&transaction, before, after.as_ref()).map_err(&failed)?;
        progress.step(0)?;
        transaction.commit().map_err(&failed)?;
        Ok((step, effect))
    }

    /// What can be undone and done again.
    pub fn field_steps(&self) -> Result<FieldSteps, LibraryError> {
        let connection = self.connection()?;
        let read = || -> rusqlite::Result<FieldSteps> {
            let has_traces = settings::text(connection, remove::TRACES)?.is_some();
            let retired = steps::retired(connection)?.len().max(usize::from(has_traces));
            let mut found = FieldSteps { retired, ..FieldSteps::default() };
            for Step { number, state, change, .. } in steps::all(connection)? {
                match state {
                    State::Done => found.done.push(FileStep { number, change }),
                    State::Undone => found.undone.push(FileStep { number, change }),
                    State::Dropped => {}
                }
            }
            Ok(found)
        };
        read().map_err(LibraryError::sqlite(self.path()))
    }

    /// Undoes the last change of a field; says which, or `None` if there is nothing to undo.
    ///
    /// What came in by imports since is kept: it is read back as far as the field as it was can hold it. Leads that came
    /// in while a field was deleted have no value in it. A field that an import has made of the former name gets another
    /// name, which the answer says.
    ///
    /// # Errors
    /// [`LibraryError::Field`] if another program has changed the fields meanwhile. Else what SQLite has to say.
    pub fn undo_field_change(&mut self) -> Result<Option<FieldStep>, LibraryError> {
        self.go(State::Undone, None)
    }

    /// Undoes this change of a field if it is still the last; says `None` if nothing at all can be undone or done again.
    ///
    /// # Errors
    /// [`LibraryError::Overtaken`] if it is not, as another program has done or undone something meanwhile. Else as
    /// [`Library::undo_field_change`].
    pub fn undo_field_step(&mut self, step: &FileStep) -> Result<Option<FieldStep>, LibraryError> {
        self.go(State::Undone, Some(step))
    }

    /// Does again what was undone last; says what, or `None` if there is nothing.
    ///
    /// # Errors
    /// As [`Library::undo_field_change`].
    pub fn redo_field_change(&mut self) -> Result<Option<FieldStep>, LibraryError> {
        self.go(State::Done, None)
    }

    /// Does this change again if it is still the one that was undone last; says `None` as [`Library::undo_field_step`].
    ///
    /// # Errors
    /// As [`Library::undo_field_step`].
    pub fn redo_field_step(&mut self, step: &FileStep) -> Result<Option<FieldStep>, LibraryError> {
        self.go(State::Done, Some(step))
    }

    /// Lets retired columns go for good, with the steps that could bring them back, and writes the file anew, so that
    /// nothing of them is left in it. What the next import is to heed (former names, merged values, what is not to be
    /// taken again) stays. It takes as long as copying the file, or some times that where many columns go.
    ///
    /// # Errors
    /// [`LibraryError::Cancelled`] if somebody asked to stop before it was written. [`LibraryError::Field`] if another
    /// program's view or index uses a column. Else what SQLite has to say; where the disk has no room for a second copy of
    /// the file, the columns are gone, and calling it again removes the last traces of them.
    pub fn remove_retired_fields(&mut self, progress: &Progress) -> Result<(), LibraryError> {
        self.remove_retired(progress)
    }

    /// Puts what became of this library's fields into a mapping that was made earlier: the names they have now, and what was
    /// deleted is not taken again. Sentences on what is not.
    pub fn heed_fields(&self, mapping: &mut TableMapping) -> Result<Vec<String>, LibraryError> {
        let fields = self.fields()?;
        let rules = Rules::of(self.connection()?).map_err(LibraryError::sqlite(self.path()))?;
        Ok(rules.heed(mapping, |name| fields.iter().any(|(other, _)| other == name)))
    }

    /// One step back or forward: `to` is what it is then. `expected` says which it has to be.
    fn go(&mut self, to: State, expected: Option<&FileStep>) -> Result<Option<FieldStep>, LibraryError> {
        let path = self.path().to_owned();
        let failed = LibraryError::sqlite(&path);
        if !steps::exist(self.connection()?).map_err(&failed)? {
            return Ok(None);
        }
        let transaction = self.begin()?;
        let steps = steps::all(&transaction).map_err(&failed)?;
        let is_back = to == State::Undone;
        let is_empty = steps.iter().all(|step| step.state == State::Dropped);
        let step = match is_back {
            true => steps.into_iter().rfind(|step| step.state == State::Done),
            false => steps.into_iter().find(|step| step.state == State::Undone),
        };
        let is_it = |step: &Step| expected.is_none_or(|it| (it.number, &it.change) == (step.number, &step.change));
        let step = match step {
            Some(step) if is_it(&step) => step,
            None if is_empty || expected.is_none() => return Ok(None),
            _ => return Err(LibraryError::Overtaken { undoes: is_back }),
        };
        let stay_merged = if step.stale { freshen(&transaction, &path, &step, is_back)? } else { 0 };
        let (from, into) = match is_back {
            true => (step.after.as_ref(), Some(&step.before)),
            false => (Some(&step.before), step.after.as_ref()),
        };
        let needed = into.map(|into| &into.name).filter(|name| from.is_none_or(|from| from.name != **name));
        let aside = match needed {
            Some(name) => steps::put_aside(&transaction, name).map_err(&failed)?,
            None => None,
        };
        if !steps::switch(&transaction, from, into).map_err(&failed)? {
            let what = if is_back { "undone" } else { "done again" };
            return Err(LibraryError::Field(format!(
                "This can’t be {what}, since another program has changed the field “{}” meanwhile",
                from.unwrap_or(&step.before).name
            )));
        }
        steps::set_state(&transaction, step.number, to).map_err(&failed)?;
        update_newest(&transaction, &step.before, step.after.as_ref()).map_err(&failed)?;
        transaction.commit().map_err(&failed)?;
        Ok(Some(FieldStep { step: FileStep { number: step.number, change: step.change }, aside, stay_merged }))
    }
}

fn taken(row: &FieldRow) -> LibraryError {
    LibraryError::Field(format!(
        "This can’t be done, since another field is called “{}” by now; give that one another name first",
        row.name
    ))
}

/// An import has written leads since the two columns of a step were held to each other: the one that is to be used is
/// brought up to date. Answers how many leads keep a merged value though the merge is undone.
fn freshen(connection: &Connection, path: &Path, step: &Step, is_back: bool) -> Result<u64, LibraryError> {
    let failed = LibraryError::sqlite(path);
    let Some(after) = step.after.as_ref().filter(|after| after.column != step.before.column) else { return Ok(0) };
    let checked = Checked { change: step.change.clone(), before: step.before.clone(), after: step.after.clone() };
    let (conversion, _) = convert::look(connection, &checked, &Progress::default(), &failed)?;
    let Some(conversion) = conversion else { return Ok(0) };
    if is_back {
        let back = Conversion::plain(after.field_type, step.before.field_type);
        return convert::bring_back(connection, (&step.before, after), (&conversion, &back), &failed);
    }
    convert::fill(connection, (&step.before, after), &conversion, &Progress::default(), &failed)?;
    Ok(0)
}

/// For the progress bar; counting them would cost a scan.
fn rows(connection: &Connection) -> rusqlite::Result<u64> {
    let newest_id: Option<i64> = connection.query_row("SELECT max(id) FROM leads", [], |row| row.get(0))?;
    Ok(newest_id.unwrap_or(0).unsigned_abs())
}

fn update_newest(connection: &Connection, before: &FieldRow, after: Option<&FieldRow>) -> rusqlite::Result<()> {
    let is_date = |row: &FieldRow| row.field_type == FieldType::Date;
    let is_same = is_date(before) == after.is_some_and(is_date);
    if is_same { Ok(()) } else { settings::update_newest_of_dates(connection) }
}
