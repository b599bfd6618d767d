//! The first reading of a table: what its columns hold.

use rayon::prelude::{IndexedParallelIterator as _, IntoParallelRefMutIterator as _, ParallelIterator as _};

use super::{distinct::Distinct, tally::Tally};
use crate::library::{
    LibraryError, Progress,
    import::{
        missing::Missing,
        names::{self, Name},
        source::{Batch, Table},
    },
    schema::StoredField,
};

/// So many rows are kept to be shown.
const SHOWN: usize = 20;

/// What the first reading of a table found.
pub(in crate::library::import) struct Survey {
    pub names: Vec<Name>,
    pub tallies: Vec<Tally>,
    /// The column is an attribute of the library already, so it is not taken for something else.
    pub stored: Vec<Option<StoredField>>,
    /// By column, how many values are known to be keys of leads (or of accounts): of a sample.
    pub known: Vec<u64>,
    /// Rows that fit the header.
    pub rows: u64,
    /// Rows that don't.
    pub misfits: u64,
    pub first_rows: Vec<Vec<String>>,
}

/// What is known beforehand.
#[derive(Default)]
pub(in crate::library::import) struct Known<'a> {
    /// By column: its type is settled.
    pub settled: Vec<bool>,
    pub existing: &'a [StoredField],
    /// What the stored attribute of a column is called, if it differs from the column.
    pub prefix: &'static str,
    /// Keys of leads, or of accounts, to find the column that names them.
    pub keys: Vec<&'a Distinct>,
}

/// What is found in one column.
struct Column {
    tally: Tally,
    known: u64,
    folded: String,
}

impl Survey {
    pub fn of(table: &Table, missing: &Missing, given: &Known<'_>, progress: &Progress) -> Result<Self, LibraryError> {
        let names: Vec<Name> = table.header.iter().map(|name| Name::new(name)).collect();
        let stored: Vec<Option<StoredField>> = table
            .header
            .iter()
            .map(|name| {
                let is_it = |field: &&StoredField| field.name.strip_prefix(given.prefix) == Some(name);
                given.existing.iter().find(is_it).cloned()
            })
            .collect();
        let mut columns: Vec<Column> = names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let settled = given.settled.get(index).copied().unwrap_or(false) || stored[index].is_some();
                let may_be_key = names::MAY_BE_KEYS.iter().any(|list| name.rank(list).is_some());
                Column { tally: Tally::new(settled, may_be_key), known: 0, folded: String::new() }
            })
            .collect();
        let width = columns.len();
        let (mut rows, mut misfits, mut first_rows) = (0, 0, Vec::new());
        table.each(
            progress,
            |batch| batch,
            |batch| {
                let fitting: Vec<usize> = (0..batch.len())
                    .filter(|index| batch.row(*index).is_some_and(|row| row.misfit(width).is_none()))
                    .collect();
                rows += fitting.len() as u64;
                misfits += (batch.len() - fitting.len()) as u64;
                for row in fitting.iter().take(SHOWN - first_rows.len()).filter_map(|index| batch.row(*index)) {
                    first_rows.push((0..width).map(|column| row.cell(column).chars().take(200).collect()).collect());
                }
                columns.par_iter_mut().enumerate().for_each(|(index, column)| {
                    column.look_at(&batch, index, &fitting, missing, &given.keys);
                });
                Ok(())
            },
        )?;
        let (tallies, known) = columns.into_iter().map(|column| (column.tally, column.known)).unzip();
        Ok(Self { names, tallies, stored, known, rows, misfits, first_rows })
    }

    /// The column of the best name in a list, among those that are fit.
    pub fn best(&self, list: &[&str], fit: impl Fn(usize) -> bool) -> Option<usize> {
        let ranked = |column: &usize| self.names[*column].rank(list);
        (0..self.names.len()).filter(|column| ranked(column).is_some() && fit(*column)).min_by_key(ranked)
    }

    pub fn distinct(&self, column: usize) -> Option<&Distinct> {
        self.tallies[column].distinct.as_ref()
    }
}

impl Column {
    fn look_at(&mut self, batch: &Batch, column: usize, rows: &[usize], missing: &Missing, keys: &[&Distinct]) {
        for row in rows.iter().filter_map(|index| batch.row(*index)) {
            let Some(cell) = missing.cell(row.cell(column)) else { continue };
            self.tally.add(cell, row.line());
            if !keys.is_empty() && keys.iter().any(|keys| keys.knows(cell, &mut self.folded) == Some(true)) {
                self.known += 1;
            }
        }
    }
}
