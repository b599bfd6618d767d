//! Whether a change can be done, and what it makes of the row of its field.

use std::{collections::BTreeMap, path::Path};

use rusqlite::Connection;

use super::{
    FieldChange,
    steps::{FieldRow, field_row},
};
use crate::{
    lead::{FieldType, fold},
    library::{
        LibraryError,
        schema::{self, MOST_FIELDS},
    },
};

/// What a lead has beside its fields.
const RESERVED: [&str; 5] = ["key", "account", "created", "closed", "outcome"];
/// No table and no list shows more.
const LONGEST_NAME: usize = 200;

/// A change that can be done.
pub struct Checked {
    /// As it is done: without blanks around names and values.
    pub change: FieldChange,
    pub before: FieldRow,
    /// `None`: the field is deleted. Its column is another one where values change.
    pub after: Option<FieldRow>,
}

impl Checked {
    pub fn new(connection: &Connection, path: &Path, change: &FieldChange) -> Result<Self, LibraryError> {
        let failed = LibraryError::sqlite(path);
        let name = change.field();
        let Some(before) = field_row(connection, name).map_err(&failed)? else {
            return Err(no_such_field(connection, path, name));
        };
        let with_column = |field_type: FieldType| -> Result<FieldRow, LibraryError> {
            if schema::taken_columns(connection).map_err(&failed)? >= MOST_FIELDS {
                return Err(LibraryError::Field(format!(
                    "{} has no room for another column; remove the retired fields for good, or delete fields that no rule needs first",
                    path.display()
                )));
            }
            let column = schema::column_name(connection, name).map_err(&failed)?;
            Ok(FieldRow { column, field_type, ..before.clone() })
        };
        let (change, after) = match change {
            FieldChange::Rename { field, to } => {
                let to = new_name(connection, path, field, to)?;
                let after = FieldRow { name: to.clone(), ..before.clone() };
                (FieldChange::Rename { field: field.clone(), to }, Some(after))
            }
            FieldChange::Retype { to, .. } if *to == before.field_type => {
                return Err(LibraryError::Field(format!("“{name}” is a field of type {to} already")));
            }
            FieldChange::Retype { to, .. } => (change.clone(), Some(with_column(*to)?)),
            FieldChange::Merge { .. } | FieldChange::MergeGroups { .. } if before.field_type != FieldType::Text => {
                return Err(LibraryError::Field(format!(
                    "“{name}” is a field of type {}; only the values of a text can be merged, so make it a text first",
                    before.field_type
                )));
            }
            FieldChange::Merge { field, into, values } => {
                let (into, values) = merged(name, into, values)?;
                (FieldChange::Merge { field: field.clone(), into, values }, Some(with_column(FieldType::Text)?))
            }
            FieldChange::MergeGroups { field, synonyms } => {
                let synonyms = merged_groups(name, synonyms)?;
                (FieldChange::MergeGroups { field: field.clone(), synonyms }, Some(with_column(FieldType::Text)?))
            }
            FieldChange::Delete { .. } => (change.clone(), None),
        };
        Ok(Self { change, before, after })
    }
}

fn no_such_field(connection: &Connection, path: &Path, name: &str) -> LibraryError {
    let fields = match schema::fields(connection) {
        Ok(fields) => fields,
        Err(err) => return LibraryError::sqlite(path)(err),
    };
    let has = match fields.iter().map(|field| format!("“{}”", field.name)).collect::<Vec<_>>() {
        names if names.is_empty() => "it has none".to_owned(),
        names if names.len() > 30 => {
            let more = crate::model::wording::grouped((names.len() - 30) as u64);
            format!("it has {}, … and {more} more", names[..30].join(", "))
        }
        names => format!("it has {}", names.join(", ")),
    };
    LibraryError::Field(format!("There is no field “{name}” in {}; {has}", path.display()))
}

/// The name as it is taken.
fn new_name(connection: &Connection, path: &Path, field: &str, to: &str) -> Result<String, LibraryError> {
    let to = to.trim();
    let no = |sentence: String| Err(LibraryError::Field(sentence));
    if to.is_empty() {
        return no(format!("“{field}” needs a name; type one"));
    }
    if to.chars().any(char::is_control) || to.chars().count() > LONGEST_NAME {
        return no(format!("The name of a field is one line of at most {LONGEST_NAME} characters; take a shorter one"));
    }
    if to == field {
        return no(format!("“{field}” is called so already"));
    }
    if RESERVED.contains(&fold(to).as_str()) {
        return no(format!("Every lead has a “{}” of its own; take another name for “{field}”", fold(to)));
    }
    let fields = schema::fields(connection).map_err(LibraryError::sqlite(path))?;
    match fields.iter().find(|other| other.name != field && fold(&other.name) == fold(to)) {
        Some(other) => no(format!("There is a field “{}” already; take another name for “{field}”", other.name)),
        None => Ok(to.to_owned()),
    }
}

/// What is merged, without blanks around it; `into` is none of the values.
fn merged(field: &str, into: &str, values: &[String]) -> Result<(String, Vec<String>), LibraryError> {
    let into = into.trim();
    if into.is_empty() {
        return Err(LibraryError::Field(format!("Say what the values of “{field}” are to be merged into")));
    }
    let mut all: Vec<String> = Vec::new();
    for value in values.iter().map(|value| value.trim()).filter(|value| !value.is_empty() && *value != into) {
        if !all.iter().any(|other| other == value) {
            all.push(value.to_owned());
        }
    }
    if all.is_empty() {
        return Err(LibraryError::Field(format!("Name at least one value of “{field}” other than “{into}”")));
    }
    Ok((into.to_owned(), all))
}

/// The same of many groups at once; what others become stays as it is.
fn merged_groups(field: &str, synonyms: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, LibraryError> {
    let trimmed = synonyms.iter().map(|(value, into)| (value.trim(), into.trim()));
    let all: BTreeMap<String, String> = trimmed
        .filter(|(value, into)| !value.is_empty() && value != into)
        .map(|(value, into)| (value.to_owned(), into.to_owned()))
        .collect();
    if all.is_empty() {
        return Err(LibraryError::Field(format!("No values of “{field}” are to be merged; name some")));
    }
    if all.values().any(String::is_empty) {
        return Err(LibraryError::Field(format!("Say what the values of “{field}” are to be merged into")));
    }
    match all.values().find(|into| all.contains_key(*into)) {
        Some(both) => Err(LibraryError::Field(format!(
            "“{both}” of “{field}” can’t be merged while others are merged into it; do one after the other"
        ))),
        None => Ok(all),
    }
}
