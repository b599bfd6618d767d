//! A look at a table whose mapping was made before, while its rows are written: what gives the outcome away is told.
//!
//! It is kept all the same. What a mapping names somebody has decided, perhaps for a job that runs every night; a column that
//! went missing because of this night's rows would break whatever counts on it.

use super::{
    Look,
    leak::{Cells, Sample},
};
use crate::library::import::{
    mapping::{TableKind, TableMapping},
    missing::Missing,
    report::Role,
    source::{Batch, Table},
};

/// Nobody has looked at what the table holds.
pub(in crate::library::import) struct Untold<'a> {
    mapping: &'a TableMapping,
    missing: Missing,
    width: usize,
    /// What each is called in the mapping, and where it is in the table.
    columns: Vec<(&'a str, usize, Cells)>,
}

impl<'a> Untold<'a> {
    /// `None` where somebody has looked, or nothing says how leads ended.
    pub fn of(table: &Table, mapping: &'a TableMapping) -> Option<Self> {
        let has_outcome = mapping.of_role(Role::Outcome).is_some() && !mapping.won.is_empty();
        if !table.is_untold || mapping.kind != TableKind::Leads || !has_outcome {
            return None;
        }
        let is_asked = |role: Role| matches!(role, Role::Attribute | Role::Outcome);
        let asked = mapping.columns.iter().filter(|mapped| is_asked(mapped.role));
        let place = |name: &'a str| Some((name, table.find(name)?, Cells::default()));
        let columns = asked.clone().filter_map(|mapped| place(&mapped.column)).collect();
        let words: Vec<String> =
            mapping.null_words.iter().chain(asked.flat_map(|mapped| &mapped.null_words)).cloned().collect();
        Some(Self { mapping, missing: Missing::new(&words), width: table.header.len(), columns })
    }

    /// A sentence a column that gives the outcome away.
    pub fn notes(self) -> Vec<String> {
        let (names, cells): (Vec<&str>, Vec<Cells>) =
            self.columns.into_iter().map(|(name, _, cells)| (name, cells)).unzip();
        let leaks = Sample::new(cells).gives_away(&names, self.mapping);
        let note = |leak: &super::GivesAway| {
            format!("“{}” {} ({}); the mapping takes it, so it is kept", leak.column, leak.says(), leak.figures())
        };
        leaks.iter().map(note).collect()
    }
}

impl Look for Untold<'_> {
    fn look_at(&mut self, batch: &Batch) {
        let count = self.columns.len();
        for row in batch.rows().filter(|row| row.misfit(self.width).is_none()) {
            for (_, column, cells) in &mut self.columns {
                cells.add(self.missing.cell(row.cell(*column)), count);
            }
        }
    }
}
