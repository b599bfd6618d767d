//! A draft of another day, from a file or by a step back, speaks of the library's fields by the names that they had then.

use std::collections::BTreeMap;

use crate::{
    app::state::State,
    library::FieldChange,
    model::{
        Model,
        follow::{self, field_uses},
    },
};

impl State {
    /// After a step back or forth: what the draft calls by a name that the library has no more is called by its name, which
    /// is no step of its own. Without that, undoing the model's half of a change would leave its criteria without leads.
    /// Answers of how many fields. A model that was behind already is left as it is.
    pub(in crate::app) fn keep_names(&mut self, before: &Model, step: Option<u64>) -> usize {
        let names = self.names_of_today();
        if names.is_empty() || step.is_some() && step == self.pages.library.brought_up {
            return 0;
        }
        let uses = field_uses(before);
        if names.keys().any(|former| uses.contains_key(former)) {
            return 0;
        }
        let uses = field_uses(&self.document.model);
        let behind: Vec<_> = names.into_iter().filter(|(former, _)| uses.contains_key(former)).collect();
        self.rename_all(&behind);
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
        self.document.commit();
        self.rename_all(&behind);
        self.touch();
        self.document.commit();
        self.pages.library.brought_up = self.document.history.next().undo;
        self.tell(tr!("library-brought-up", count = behind.len()));
    }

    fn rename_all(&mut self, names: &[(String, String)]) {
        for (former, now) in names {
            follow::rename_field(&mut self.document.model, former, now);
        }
    }

    /// By a name that no field has: what the field is called. Of names that were given and given up again, too.
    fn names_of_today(&self) -> BTreeMap<String, String> {
        let Some(library) = &self.library else { return BTreeMap::new() };
        let given_up = self.pages.library.steps.undone.iter().filter_map(|change| match change {
            FieldChange::Rename { field, to } => Some((to.clone(), field.clone())),
            _ => None,
        });
        let former = library.former.fields.iter().map(|(former, now)| (former.clone(), now.clone()));
        let has = |name: &str| library.columns.field(name).is_some();
        given_up.chain(former).filter(|(former, now)| !has(former) && has(now)).collect()
    }
}
