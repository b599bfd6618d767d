//! A step of the model leads to a draft of another day: it speaks of the library's fields as they are called today.

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
        let was_brought_up = step.is_some() && step == self.pages.library.brought_up;
        if names.is_empty() || was_brought_up || names.keys().any(|former| field_uses(before).contains_key(former)) {
            return 0;
        }
        let uses = field_uses(&self.document.model);
        let behind: Vec<_> = names.into_iter().filter(|(former, _)| uses.contains_key(former)).collect();
        for (former, now) in &behind {
            follow::rename_field(&mut self.document.model, former, now);
        }
        if !behind.is_empty() {
            self.document.amend();
        }
        behind.len()
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
