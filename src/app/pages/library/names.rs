//! A draft of another day, from a file or by a step back, speaks of the library's fields and values as they were called then.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    app::{history::History, state::State},
    library::FieldChange,
    model::{
        Model,
        follow::{self, field_uses},
    },
};

/// What the draft keeps of today's leads where a step leads it to another day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Of so many fields the names.
    pub names: usize,
    /// What the values of so many fields have become.
    pub values: usize,
}

/// Merges that the draft has followed.
#[derive(Clone, Debug, Default)]
pub struct FollowedMerges(Vec<FollowedMerge>);

#[derive(Clone, Debug)]
struct FollowedMerge {
    change: FieldChange,
    /// The number of its step.
    step: u64,
    /// Whether rules spoke of its values.
    is_in_rules: bool,
}

impl FollowedMerges {
    /// A merge of the library was done, and the model is to speak of it.
    pub fn put(&mut self, change: &FieldChange, step: u64, is_in_rules: bool) {
        if let FieldChange::Merge { .. } | FieldChange::MergeGroups { .. } = change {
            self.0.push(FollowedMerge { change: change.clone(), step, is_in_rules });
        }
    }

    /// Whether a draft that stands there says by it what was merged; also where the step itself is forgotten.
    pub fn is_still_said(&self, change: &FieldChange, history: &History) -> bool {
        self.0.iter().any(|merge| merge.is_in_rules && merge.change == *change && !history.is_before(merge.step))
    }
}

impl State {
    /// A draft as it was before values were merged has still to find their leads, so it follows once more where the leads still
    /// have them so. Only there: what was done to its rules after the merge is the user's, to be taken back like all else, and
    /// nothing is put into a rule again that somebody has taken out. Answers of how many fields.
    pub(in crate::app) fn keep_values(&mut self) -> usize {
        let Some(former) = self.library.as_ref().map(|library| Arc::clone(&library.former)) else { return 0 };
        let history = &self.document.history;
        let mut kept = BTreeSet::new();
        let followed = self.pages.library.merges.0.iter().filter(|merge| history.is_before(merge.step));
        for FollowedMerge { change, .. } in followed {
            let field = former.fields.get(change.field()).map_or(change.field(), String::as_str);
            let Some(merged) = former.values.get(field) else { continue };
            let now = |value: String| Some((merged.get(&value)?.clone(), value));
            let synonyms = change.synonyms().into_keys().filter_map(now).map(|(into, value)| (value, into)).collect();
            if !follow::replace_synonyms(&mut self.document.model, field, &synonyms).is_none() {
                kept.insert(field.to_owned());
            }
        }
        if !kept.is_empty() {
            self.document.amend();
        }
        kept.len()
    }

    /// After a step back or forth: what the draft calls by a name that the library has no more is called by its name, which
    /// is no step of its own. Without that, undoing the model's half of a change would leave its criteria without leads.
    /// Answers of how many fields. A model that was behind already is left as it is.
    pub(in crate::app) fn keep_names(&mut self, before: &Model, step: Option<u64>) -> usize {
        let names = self.names_of_today();
        if names.is_empty() || step.is_some_and(|step| self.pages.library.brought_up.contains(&step)) {
            return 0;
        }
        let uses = field_uses(before);
        if names.keys().any(|former| uses.contains_key(former)) {
            return 0;
        }
        let uses = field_uses(&self.document.model);
        let behind: Vec<_> = names.into_iter().filter(|(former, _)| uses.contains_key(former)).collect();
        rename_all(&mut self.document.model, &behind);
        if !behind.is_empty() {
            self.document.amend();
        }
        behind.len()
    }

    /// Former names of fields that the draft still uses, and the names that they have now.
    pub(super) fn names_behind(&self) -> Vec<(String, String)> {
        let (Some(library), Some((_, uses))) = (&self.library, &self.pages.library.uses) else { return Vec::new() };
        let former = library.former.fields.iter().filter(|(from, _)| uses.contains_key(*from));
        former.map(|(from, to)| (from.clone(), to.clone())).collect()
    }

    /// The draft calls them as the library does, by one step of its own.
    pub(super) fn bring_names_up(&mut self) {
        let behind = self.names_behind();
        self.bring_up(|model| rename_all(model, &behind));
        self.tell(tr!("library-brought-up", count = behind.len()));
    }

    /// Names in the draft are changed because somebody asked for that: by one step, and undone, it has its own again.
    pub(in crate::app) fn bring_up(&mut self, change: impl FnOnce(&mut Model)) {
        self.document.commit();
        change(&mut self.document.model);
        self.touch();
        self.document.commit();
        self.pages.library.brought_up.extend(self.document.history.next().undo);
    }

    /// By a name that no field has: what the field is called. Of names that were given and given up again, too.
    fn names_of_today(&self) -> BTreeMap<String, String> {
        let Some(library) = &self.library else { return BTreeMap::new() };
        let given_up = self.pages.library.steps.undone.iter().filter_map(|step| match &step.change {
            FieldChange::Rename { field, to } => Some((to.clone(), field.clone())),
            _ => None,
        });
        let former = library.former.fields.iter().map(|(former, now)| (former.clone(), now.clone()));
        let has = |name: &str| library.columns.field(name).is_some();
        given_up.chain(former).filter(|(former, now)| !has(former) && has(now)).collect()
    }
}

fn rename_all(model: &mut Model, names: &[(String, String)]) {
    for (former, now) in names {
        follow::rename_field(model, former, now);
    }
}
