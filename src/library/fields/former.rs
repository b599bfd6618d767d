//! What fields and values were called before they were renamed and merged: for models that speak of them as they were.

use std::collections::BTreeMap;

use super::rules::Rules;
use crate::library::{Library, LibraryError};

/// Names that a library had before, and what is meant by them now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormerNames {
    /// By the name of a field that is no field's any more.
    pub fields: BTreeMap<String, String>,
    /// Names of fields that were deleted, and whether undo would bring them back.
    pub deleted: BTreeMap<String, bool>,
    /// By field, as it is called now: merged values.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

impl FormerNames {
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.values.is_empty()
    }
}

impl Library {
    /// What fields and values were called before, and what was deleted.
    pub fn former_names(&self) -> Result<FormerNames, LibraryError> {
        let fields = self.fields()?;
        let is_field = |name: &str| fields.iter().any(|(field, _)| field == name);
        let failed = LibraryError::sqlite(self.path());
        let (former, merged) = Rules::of(self.connection()?).map_err(&failed)?.into_names();
        // What was deleted by a step that is still in the file can be undone.
        let (for_good, _) = Rules::kept(self.connection()?).map_err(&failed)?.into_names();
        let is_undoable = |name: &String| !matches!(for_good.get(name), Some(None));
        let deleted = former.iter().filter(|(name, now)| now.is_none() && !is_field(name));
        let deleted = deleted.map(|(name, _)| (name.clone(), is_undoable(name))).collect();
        let renamed = former.into_iter().filter_map(|(name, now)| Some((name, now?)));
        Ok(FormerNames {
            fields: renamed.filter(|(name, now)| !is_field(name) && is_field(now)).collect(),
            deleted,
            values: merged.into_iter().filter(|(field, _)| is_field(field)).collect(),
        })
    }
}
