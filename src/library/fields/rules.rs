//! What the next import is to heed: under which names fields came in, which values are one, what is not to be taken again.
//!
//! It follows from the steps that are done, so undo needs to do nothing about it. When the steps go for good, what follows
//! from them is kept.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{
    FieldChange,
    steps::{self, State},
};
use crate::library::{
    import::{ColumnMapping, Role, TableMapping},
    settings,
};

/// Where it is kept once there are no steps: a name among the settings.
const SETTING: &str = "field_rules";

/// What an import heeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// By a name that a field had: the name that it has, or none if it was deleted.
    #[serde(default)]
    former: BTreeMap<String, Option<String>>,
    /// By field: values, and what they are now.
    #[serde(default)]
    merged: BTreeMap<String, Synonyms>,
}

/// Values, and what they are now.
pub type Synonyms = BTreeMap<String, String>;

/// What became of an attribute of this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became<'a> {
    /// Nothing that is known.
    AsItIs,
    /// It is called this now.
    Called(&'a str),
    Deleted,
}

impl Rules {
    pub fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let mut rules = Self::kept(connection)?;
        for step in steps::all(connection)?.iter().filter(|step| step.state == State::Done) {
            rules.follow(&step.change);
        }
        Ok(rules)
    }

    /// What is kept of steps that are gone for good.
    pub fn kept(connection: &Connection) -> rusqlite::Result<Self> {
        let kept = settings::text(connection, SETTING)?;
        // What can't be read is as good as nothing: an import then asks for more than it need.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Keeps it without the steps.
    pub fn keep(&self, connection: &Connection) -> rusqlite::Result<()> {
        let text = serde_json::to_string(self).map_err(|err| rusqlite::Error::ToSqlConversionFailure(Box::new(err)))?;
        settings::set_text(connection, SETTING, Some(&text))
    }

    /// Takes in what one step means for the imports after it.
    fn follow(&mut self, change: &FieldChange) {
        match change {
            FieldChange::Rename { field, to } => {
                self.now_called(field, Some(to));
                // Who has the name now is meant by it.
                self.former.remove(to);
                if let Some(merged) = self.merged.remove(field) {
                    self.merged.insert(to.clone(), merged);
                }
            }
            FieldChange::Delete { field } => {
                self.now_called(field, None);
                self.merged.remove(field);
            }
            FieldChange::Merge { field, into, values } => {
                let merged = self.merged.entry(field.clone()).or_default();
                for other in merged.values_mut().filter(|other| values.contains(other)) {
                    other.clone_from(into);
                }
                merged.extend(values.iter().map(|value| (value.clone(), into.clone())));
                merged.remove(into);
            }
            FieldChange::MergeGroups { field, synonyms } => {
                let merged = self.merged.entry(field.clone()).or_default();
                for other in merged.values_mut() {
                    if let Some(into) = synonyms.get(other) {
                        other.clone_from(into);
                    }
                }
                merged.extend(synonyms.clone());
                synonyms.values().for_each(|into| drop(merged.remove(into)));
            }
            // Its type stands in `fields`.
            FieldChange::Retype { .. } => {}
        }
    }

    fn now_called(&mut self, field: &str, to: Option<&String>) {
        for name in self.former.values_mut().filter(|name| name.as_deref() == Some(field)) {
            *name = to.cloned();
        }
        self.former.insert(field.to_owned(), to.cloned());
    }

    /// Puts what is so by now into a mapping that was made earlier: other names, and what is not to be taken again. Sentences
    /// on what is not.
    pub fn heed(&self, mapping: &mut TableMapping, is_field: impl Fn(&str) -> bool) -> Vec<String> {
        let name = |column: &ColumnMapping| column.attribute.clone().unwrap_or_else(|| column.column.clone());
        let is_kept = |column: &ColumnMapping| column.role == Role::Attribute || column.attribute.is_some();
        let taken: Vec<String> = mapping.columns.iter().filter(|column| is_kept(column)).map(name).collect();
        let mut notes = Vec::new();
        for column in mapping.columns.iter_mut().filter(|column| is_kept(column)) {
            match self.known(&name(column), &is_field) {
                Became::AsItIs => {}
                Became::Called(now) if taken.iter().any(|other| other == now) => {}
                Became::Called(now) => column.attribute = Some(now.to_owned()),
                Became::Deleted => {
                    notes.push(not_again(&column.column));
                    column.attribute = None;
                    if column.role == Role::Attribute {
                        *column = ColumnMapping { column: column.column.clone(), ..ColumnMapping::default() };
                    }
                }
            }
        }
        notes
    }

    /// What became of an attribute that a file has under this name. `is_field`: what the library has fields of.
    pub fn known(&self, name: &str, is_field: impl Fn(&str) -> bool) -> Became<'_> {
        if is_field(name) {
            return Became::AsItIs;
        }
        match self.former.get(name) {
            Some(None) => Became::Deleted,
            // Another program may have taken the field away.
            Some(Some(now)) if is_field(now) => Became::Called(now),
            _ => Became::AsItIs,
        }
    }

    /// The values of a field that are others now.
    pub fn merged(&self, field: &str) -> Option<&Synonyms> {
        self.merged.get(field)
    }

    /// By former name what a field is called now, if it is there; by field its merged values.
    pub fn into_names(self) -> (BTreeMap<String, Option<String>>, BTreeMap<String, Synonyms>) {
        (self.former, self.merged)
    }
}

/// Why a column is not taken.
pub fn not_again(column: &str) -> String {
    format!("“{column}” was deleted from the library, so it is not taken again")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rename(field: &str, to: &str) -> FieldChange {
        FieldChange::Rename { field: field.to_owned(), to: to.to_owned() }
    }

    fn merge(field: &str, into: &str, values: &[&str]) -> FieldChange {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        FieldChange::Merge { field: field.to_owned(), into: into.to_owned(), values }
    }

    #[test]
    fn names_are_followed_to_the_one_that_a_field_has_now() {
        let mut rules = Rules::default();
        for change in [rename("Title", "Job"), rename("Job", "Job title"), rename("Size", "Job")] {
            rules.follow(&change);
        }
        let is_field = |name: &str| ["Job title", "Job"].contains(&name);
        assert_eq!(rules.known("Title", is_field), Became::Called("Job title"));
        assert_eq!(rules.known("Job", is_field), Became::AsItIs, "another field has the name now");
        assert_eq!(rules.known("Size", is_field), Became::Called("Job"));
        assert_eq!(rules.known("City", is_field), Became::AsItIs);
        rules.follow(&FieldChange::Delete { field: "Job title".to_owned() });
        let is_field = |name: &str| name == "Job";
        assert_eq!(rules.known("Title", is_field), Became::Deleted);
        assert_eq!(rules.known("Job title", is_field), Became::Deleted);
        assert_eq!(rules.known("Title", |name| name == "Title"), Became::AsItIs, "it came in again");
    }

    #[test]
    fn merged_values_follow_what_they_are_merged_into() {
        let mut rules = Rules::default();
        let steps =
            [merge("Title", "CEO", &["ceo", "CEO"]), rename("Title", "Job"), merge("Job", "Chief", &["CEO", "Boss"])];
        steps.iter().for_each(|change| rules.follow(change));
        let all = |rules: &Rules, field: &str| -> Vec<(String, String)> {
            rules.merged(field).into_iter().flat_map(Clone::clone).collect()
        };
        let to = |value: &str, into: &str| (value.to_owned(), into.to_owned());
        assert_eq!(all(&rules, "Job"), [to("Boss", "Chief"), to("CEO", "Chief"), to("ceo", "Chief")]);
        assert_eq!(all(&rules, "Title"), []);
        rules.follow(&merge("Job", "Boss", &["Chief"]));
        assert_eq!(
            all(&rules, "Job"),
            [to("CEO", "Boss"), to("Chief", "Boss"), to("ceo", "Boss")],
            "the other way round"
        );
        rules.follow(&FieldChange::Delete { field: "Job".to_owned() });
        assert_eq!(all(&rules, "Job"), [], "nothing of a deleted field is kept");
    }
}
