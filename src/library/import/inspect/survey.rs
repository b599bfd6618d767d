//! The first reading of a table: what its columns hold.

use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::{IndexedParallelIterator as _, IntoParallelRefMutIterator as _, ParallelIterator as _};

use super::{
    Look,
    distinct::Distinct,
    leak::{Cells, Sample},
    tally::{Settled, Tally},
};
use crate::lead::{FieldType, Instant};
use crate::library::{
    LibraryError, Progress,
    fields::{Became, Rules},
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
    /// The column is an attribute of the library already, perhaps under another name, so it is not taken for something else.
    pub stored: Vec<Option<StoredField>>,
    /// By column: it was deleted from the library.
    pub deleted: Vec<bool>,
    /// How many columns the library has taken.
    pub taken: usize,
    /// By column, how many values are known to be keys of leads (or of accounts): of a sample.
    pub known: Vec<u64>,
    /// By column, of how many values that could be told.
    pub asked: Vec<u64>,
    /// Rows that fit the header.
    pub rows: u64,
    /// Rows that don't.
    pub misfits: u64,
    pub first_rows: Vec<Vec<String>>,
    /// The rows, each as one text, where no column tells them apart from the beginning.
    pub rows_by_content: Option<Distinct>,
    pub sample: Sample,
}

/// What is known beforehand.
#[derive(Default)]
pub(in crate::library::import) struct Known<'a> {
    /// By column: its type is settled.
    pub settled: Vec<bool>,
    /// By column: it holds dates.
    pub dates: Vec<bool>,
    pub existing: &'a [StoredField],
    /// What became of attributes that the library had.
    pub rules: Option<&'a Rules>,
    /// How many columns the library has taken.
    pub taken: usize,
    /// What the stored attribute of a column is called, if it differs from the column.
    pub prefix: &'static str,
    /// Keys of leads, or of accounts, to find the column that names them.
    pub keys: Vec<&'a Distinct>,
}

impl Known<'_> {
    /// For each column, the attribute of the library that it is, and whether it was deleted from there.
    fn attributes(&self, header: &[String]) -> (Vec<Option<StoredField>>, Vec<bool>) {
        let find = |name: &str| self.existing.iter().find(|field| field.name == name);
        let names: Vec<String> = header.iter().map(|name| format!("{}{name}", self.prefix)).collect();
        let mut stored: Vec<Option<StoredField>> = names.iter().map(|name| find(name).cloned()).collect();
        let mut deleted = vec![false; header.len()];
        let Some(rules) = self.rules else { return (stored, deleted) };
        for (column, name) in names.iter().enumerate() {
            match rules.known(name, |name| find(name).is_some()) {
                Became::Deleted => deleted[column] = true,
                // What is called so itself goes before what was called otherwise once.
                Became::Called(now) if stored.iter().flatten().all(|field| field.name != now) => {
                    stored[column] = find(now).cloned();
                }
                Became::AsItIs | Became::Called(_) => {}
            }
        }
        (stored, deleted)
    }
}

/// What is found in one column.
struct Column {
    tally: Tally,
    cells: Cells,
    known: u64,
    asked: u64,
    folded: String,
}

/// Looks at a table, batch by batch.
pub(in crate::library::import) struct Surveyor<'a> {
    names: Vec<Name>,
    stored: Vec<Option<StoredField>>,
    deleted: Vec<bool>,
    taken: usize,
    columns: Vec<Column>,
    missing: &'a Missing,
    keys: &'a [&'a Distinct],
    rows: u64,
    misfits: u64,
    first_rows: Vec<Vec<String>>,
    rows_by_content: Option<Distinct>,
}

impl<'a> Surveyor<'a> {
    pub fn new(table: &Table, missing: &'a Missing, given: &'a Known<'_>) -> Self {
        // It changes nothing but a note.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(i64::MAX, |since| since.as_secs().cast_signed());
        let now = Instant(now);
        let names: Vec<Name> = table.header.iter().map(|name| Name::new(name)).collect();
        let (stored, deleted) = given.attributes(&table.header);
        let columns: Vec<Column> = names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let settled = match &stored[index] {
                    _ if given.settled.get(index) == Some(&true) => Settled::ByRole,
                    Some(field) => Settled::Type(field.field_type),
                    None => Settled::No,
                };
                let may_be_key = names::MAY_BE_KEYS.iter().any(|list| name.rank(list).is_some());
                let mut tally = Tally::new(settled, may_be_key);
                let is_date = stored[index].as_ref().is_some_and(|field| field.field_type == FieldType::Date);
                tally.says_when = is_date || name.says_when() || given.dates.get(index) == Some(&true);
                tally.says_day = is_date || name.says_day() || given.dates.get(index) == Some(&true);
                tally.counts_from = table.counts_from();
                tally.now = now;
                Column { tally, cells: Cells::default(), known: 0, asked: 0, folded: String::new() }
            })
            .collect();
        let keys = given.keys.as_slice();
        let taken = given.taken;
        Self {
            names,
            stored,
            deleted,
            taken,
            columns,
            missing,
            keys,
            rows: 0,
            misfits: 0,
            first_rows: Vec::new(),
            rows_by_content: Some(Distinct::default()),
        }
    }

    /// All columns at once.
    fn look_at_alone(&mut self, batch: &Batch) {
        let fitting = self.fitting(batch);
        let (known, columns) = ((self.missing, self.keys), self.columns.len());
        self.columns.par_iter_mut().enumerate().for_each(|(index, column)| {
            column.look_at(batch, (index, columns), &fitting, known);
        });
        self.compare_rows(batch, &fitting);
    }

    /// Whole rows are compared where there is nothing else that could tell leads apart.
    fn compare_rows(&mut self, batch: &Batch, fitting: &[usize]) {
        let is_first = self.rows == fitting.len() as u64;
        let rows = self.rows;
        let may_be_key = |column: &Column| {
            column.tally.filled() == rows && column.tally.distinct.as_ref().is_some_and(Distinct::all_differ)
        };
        if is_first && rows > 0 && self.columns.iter().any(may_be_key) {
            self.rows_by_content = None;
        }
        let Some(distinct) = &mut self.rows_by_content else { return };
        let (mut whole, mut folded) = (String::new(), String::new());
        for row in fitting.iter().filter_map(|index| batch.row(*index)) {
            whole.clear();
            for column in 0..self.columns.len() {
                whole.push_str(row.cell(column));
                whole.push('\u{1f}');
            }
            distinct.add(&whole, row.line(), &mut folded);
        }
    }

    /// Counts the rows, and says which fit the header.
    fn fitting(&mut self, batch: &Batch) -> Vec<usize> {
        let width = self.columns.len();
        let fitting: Vec<usize> =
            (0..batch.len()).filter(|index| batch.row(*index).is_some_and(|row| row.misfit(width).is_none())).collect();
        self.rows += fitting.len() as u64;
        self.misfits += (batch.len() - fitting.len()) as u64;
        for row in fitting.iter().take(SHOWN - self.first_rows.len()).filter_map(|index| batch.row(*index)) {
            self.first_rows.push((0..width).map(|column| row.cell(column).chars().take(200).collect()).collect());
        }
        fitting
    }

    pub fn finish(self) -> Survey {
        let (mut tallies, mut known, mut asked, mut cells) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for column in self.columns {
            tallies.push(column.tally);
            known.push(column.known);
            asked.push(column.asked);
            cells.push(column.cells);
        }
        let Self { names, stored, deleted, taken, rows, misfits, first_rows, rows_by_content, .. } = self;
        let sample = Sample::new(cells);
        Survey {
            names,
            tallies,
            stored,
            deleted,
            taken,
            known,
            asked,
            rows,
            misfits,
            first_rows,
            rows_by_content,
            sample,
        }
    }
}

/// Column by column, on one thread: others have enough to do.
impl Look for Surveyor<'_> {
    fn look_at(&mut self, batch: &Batch) {
        let fitting = self.fitting(batch);
        let (known, columns) = ((self.missing, self.keys), self.columns.len());
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.look_at(batch, (index, columns), &fitting, known);
        }
        self.compare_rows(batch, &fitting);
    }
}

impl Survey {
    pub fn of(table: &Table, missing: &Missing, given: &Known<'_>, progress: &Progress) -> Result<Self, LibraryError> {
        let mut surveyor = Surveyor::new(table, missing, given);
        table.each(
            progress,
            |batch| batch,
            |batch| {
                surveyor.look_at_alone(&batch);
                Ok(())
            },
        )?;
        Ok(surveyor.finish())
    }

    /// What so many first rows show (or some more).
    pub fn of_first(
        table: &Table,
        rows: u64,
        (missing, given): (&Missing, &Known<'_>),
        progress: &Progress,
    ) -> Result<Self, LibraryError> {
        let mut surveyor = Surveyor::new(table, missing, given);
        let read = table.each(
            progress,
            |batch| batch,
            |batch| {
                surveyor.look_at_alone(&batch);
                if surveyor.rows < rows { Ok(()) } else { Err(LibraryError::Cancelled) }
            },
        );
        match read {
            Err(LibraryError::Cancelled) if !progress.is_cancelled() => Ok(surveyor.finish()),
            read => read.map(|()| surveyor.finish()),
        }
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
    /// `column`: its place, and how many there are.
    fn look_at(
        &mut self,
        batch: &Batch,
        column: (usize, usize),
        rows: &[usize],
        (missing, keys): (&Missing, &[&Distinct]),
    ) {
        let (column, columns) = column;
        for row in rows.iter().filter_map(|index| batch.row(*index)) {
            let cell = missing.cell(row.cell(column));
            self.cells.add(cell, columns);
            let Some(cell) = cell else {
                self.tally.blank.get_or_insert(row.line());
                continue;
            };
            self.tally.add(cell, row.line());
            let mut told = None;
            for keys in keys {
                told = told.max(keys.knows(cell, &mut self.folded));
                if told == Some(true) {
                    break;
                }
            }
            self.asked += u64::from(told.is_some());
            self.known += u64::from(told == Some(true));
        }
    }
}
