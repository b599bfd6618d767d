//! Which column of a file of leads is what.

use std::collections::HashSet;

use super::{
    ImportRequest, Missing,
    guess::{Format, Tally},
    names::{self, Name},
    report::{ColumnGuess, ImportReport, Role},
    table::Table,
};
use crate::{
    lead::{FieldType, Outcome, trim_fold},
    library::{LibraryError, Progress, schema::StoredField},
};

/// What was decided about the columns of a file of leads.
pub(super) struct Plan {
    /// `None`: no column tells leads apart, their rows do.
    pub key: Option<usize>,
    pub account: Option<usize>,
    pub created: Option<(usize, Format)>,
    pub closed: Option<(usize, Format)>,
    pub outcome: Option<OutcomePlan>,
    /// The columns that are kept as attributes.
    pub attributes: Vec<Planned>,
}

pub(super) struct OutcomePlan {
    pub column: usize,
    /// Folded values.
    won: Vec<String>,
    lost: Vec<String>,
}

pub(super) struct Planned {
    pub column: usize,
    pub format: Format,
}

impl OutcomePlan {
    pub fn outcome(&self, cell: Option<&str>) -> Outcome {
        let Some(cell) = cell.map(trim_fold) else { return Outcome::Open };
        if self.won.contains(&cell) {
            Outcome::Won
        } else if self.lost.contains(&cell) {
            Outcome::Lost
        } else {
            Outcome::Open
        }
    }
}

/// What the first reading of a file found.
struct Survey {
    names: Vec<Name>,
    tallies: Vec<Tally>,
    /// For columns that may be the key: the hashes of their values.
    distinct: Vec<Option<HashSet<u64>>>,
    /// The column is an attribute of the library already, so it is not taken for something else.
    stored: Vec<bool>,
    rows: u64,
}

impl Plan {
    pub fn make(
        table: &Table,
        request: &ImportRequest,
        missing: &Missing,
        existing: &[StoredField],
        progress: &Progress,
        report: &mut ImportReport,
    ) -> Result<Self, LibraryError> {
        let given = Given::new(table, request)?;
        let survey = Survey::of(table, &given, missing, existing, progress)?;
        let is_strange = !existing.is_empty() && !survey.stored.contains(&true);
        if survey.rows == 0 {
            return Err(LibraryError::Input(format!("{} has a header but no leads below it", table.file)));
        }
        let key = given.key.or_else(|| survey.key());
        if key.is_none() && is_strange {
            // Rows known by their place only would be written over the leads of another file.
            return Err(LibraryError::Input(format!(
                "{} has no column that tells its leads apart, and the library has none of its columns; import it into a library of its own",
                table.file
            )));
        }
        if is_strange {
            report.notes.push(format!("None of the columns of {} was in the library before", table.file));
        }
        if key.is_none() {
            report.notes.push(survey.note_no_key(table));
        }
        let free = |column: &usize| Some(*column) != key;
        let account = given.account.or_else(|| survey.best(names::ACCOUNTS, |_| true).filter(free));
        let date = |given: Option<usize>, list: &[&str]| -> Result<Option<(usize, Format)>, LibraryError> {
            match given {
                Some(column) => survey.settled_date(table, column).map(Some),
                None => Ok(survey
                    .best(list, |column| survey.is_date(column, table.delimiter))
                    .filter(free)
                    .map(|column| (column, survey.tallies[column].format_of(FieldType::Date, table.delimiter)))),
            }
        };
        let created = date(given.created, names::CREATED)?;
        let closed = date(given.closed, names::CLOSED)?;
        let outcome = match given.outcome {
            Some(column) => Some(survey.given_outcome(table, column, request)?),
            None => survey.guessed_outcome().filter(|plan| free(&plan.column)),
        };
        let mut plan = Self { key, account, created, closed, outcome, attributes: Vec::new() };
        plan.note_outcome(table, &survey, given.outcome.is_none(), report);
        plan.choose_attributes(table, &survey, existing, report);
        Ok(plan)
    }

    fn note_outcome(&self, table: &Table, survey: &Survey, guessed: bool, report: &mut ImportReport) {
        let Some(outcome) = &self.outcome else { return };
        let name = &table.header[outcome.column];
        let mut counts = [0; 3];
        for (value, count) in survey.tallies[outcome.column].values.iter().flatten() {
            counts[outcome.outcome(Some(value)) as usize] += count;
        }
        let [open, won, lost] = counts;
        let open = open + survey.rows - survey.tallies[outcome.column].filled;
        let how = if guessed { "was taken for the outcome" } else { "is the outcome" };
        report.notes.push(format!("“{name}” {how} ({won} won, {lost} lost, {open} open) and is no attribute, since it would give the answer away"));
    }

    fn choose_attributes(
        &mut self,
        table: &Table,
        survey: &Survey,
        existing: &[StoredField],
        report: &mut ImportReport,
    ) {
        let mut empty = Vec::new();
        let mut ambiguous = Vec::new();
        for (column, name) in table.header.iter().enumerate() {
            let (tally, words) = (&survey.tallies[column], &survey.names[column]);
            let role = self.role(column);
            let stored = existing.iter().find(|field| field.name == *name);
            let format = match stored {
                Some(field) => tally.format_of(field.field_type, table.delimiter),
                None => tally.guess(words, table.delimiter),
            };
            let kept = match role {
                Role::Attribute => stored.is_some() || tally.filled > 0,
                // A name or an address says something of the lead; a number does not.
                Role::Key | Role::Account => !words.is_identifier(),
                _ => false,
            };
            if role == Role::Attribute && !kept {
                empty.push(format!("“{name}”"));
            }
            if format.field_type() == FieldType::Date && tally.date_order_is_unknown() {
                ambiguous.push((name, format));
            }
            if kept {
                self.attributes.push(Planned { column, format });
            }
            report.columns.push(ColumnGuess {
                name: name.clone(),
                role: if kept || role != Role::Attribute { role } else { Role::Ignored },
                field_type: kept.then(|| format.field_type()),
                filled: tally.filled,
            });
        }
        if !empty.is_empty() {
            report.notes.push(format!("no row has a value in {}; left out", empty.join(", ")));
        }
        for (name, format) in ambiguous {
            let order = if format == (Format::Date { month_first: true }) { "month" } else { "day" };
            report
                .notes
                .push(format!("the dates in “{name}” can be read two ways; the {order} was taken to come first"));
        }
    }

    fn role(&self, column: usize) -> Role {
        let is = |other: Option<usize>| other == Some(column);
        if is(self.key) {
            Role::Key
        } else if is(self.outcome.as_ref().map(|outcome| outcome.column)) {
            Role::Outcome
        } else if is(self.created.map(|(column, _)| column)) {
            Role::Created
        } else if is(self.closed.map(|(column, _)| column)) {
            Role::Closed
        } else if is(self.account) {
            Role::Account
        } else {
            Role::Attribute
        }
    }
}

/// The columns that the request names.
struct Given {
    key: Option<usize>,
    account: Option<usize>,
    created: Option<usize>,
    closed: Option<usize>,
    outcome: Option<usize>,
}

impl Given {
    fn new(table: &Table, request: &ImportRequest) -> Result<Self, LibraryError> {
        let find = |name: &Option<String>| name.as_deref().map(|name| table.column(name)).transpose();
        Ok(Self {
            key: find(&request.key)?,
            account: find(&request.account)?,
            created: find(&request.created)?,
            closed: find(&request.closed)?,
            outcome: find(&request.outcome)?,
        })
    }
}

impl Survey {
    fn of(
        table: &Table,
        given: &Given,
        missing: &Missing,
        existing: &[StoredField],
        progress: &Progress,
    ) -> Result<Self, LibraryError> {
        let names: Vec<Name> = table.header.iter().map(|name| Name::new(name)).collect();
        let may_be_key = |name: &Name| {
            given.key.is_none() && (name.rank(names::KEYS).is_some() || name.rank(names::WEAK_KEYS).is_some())
        };
        let tally = |(column, name): (usize, &Name)| {
            let is = |other: Option<usize>| other == Some(column);
            let settled = is(given.created)
                || is(given.closed)
                || existing.iter().any(|field| field.name == table.header[column]);
            Tally::new(settled, is(given.outcome) || given.outcome.is_none() && name.rank(names::OUTCOMES).is_some())
        };
        let mut survey = Self {
            distinct: names.iter().map(|name| may_be_key(name).then(HashSet::new)).collect(),
            tallies: names.iter().enumerate().map(tally).collect(),
            stored: table.header.iter().map(|name| existing.iter().any(|field| field.name == *name)).collect(),
            names,
            rows: 0,
        };
        table.each_row(progress, |_, cells| {
            let Ok(cells) = cells else { return Ok(()) };
            survey.rows += 1;
            for (column, tally) in survey.tallies.iter_mut().enumerate() {
                let Some(cell) = cells.get(column).and_then(|cell| missing.cell(cell)) else { continue };
                tally.add(cell);
                if let Some(distinct) = &mut survey.distinct[column] {
                    distinct.insert(hash(cell));
                }
            }
            Ok(())
        })?;
        Ok(survey)
    }

    /// The column of the best name in a list, among those that are fit.
    fn best(&self, list: &[&str], fit: impl Fn(usize) -> bool) -> Option<usize> {
        let ranked = |column: &usize| self.names[*column].rank(list);
        (0..self.names.len()).filter(|column| ranked(column).is_some() && fit(*column)).min_by_key(ranked)
    }

    /// The column that tells the leads apart: a value in each row, all different. A column that is called so plainly
    /// may fail in a row out of ten; those rows are rejected one by one.
    fn key(&self) -> Option<usize> {
        let distinct = |column: usize| self.distinct[column].as_ref().map_or(0, HashSet::len) as u64;
        let whole = |column| distinct(column) == self.rows;
        self.best(names::KEYS, whole)
            .or_else(|| self.best(names::KEYS, |column| distinct(column) * 10 >= self.rows * 9))
            // Where a column calls itself the key and is none, people's names are no better: the note names it instead.
            .or_else(|| self.best(names::WEAK_KEYS, whole).filter(|_| self.best(names::KEYS, |_| true).is_none()))
    }

    fn note_no_key(&self, table: &Table) -> String {
        let nearest = self.best(names::KEYS, |_| true).and_then(|column| {
            let values = self.distinct[column].as_ref()?.len();
            Some(format!(" (“{}” has only {values} different values in {} rows)", table.header[column], self.rows))
        });
        format!(
            "no column tells the leads apart{}, so their keys are row-1, row-2, …; a second import takes rows in the same place for the same leads",
            nearest.unwrap_or_default()
        )
    }

    fn is_date(&self, column: usize, delimiter: u8) -> bool {
        !self.stored[column]
            && matches!(self.tallies[column].guess(&self.names[column], delimiter), Format::Date { .. })
    }

    fn settled_date(&self, table: &Table, column: usize) -> Result<(usize, Format), LibraryError> {
        let tally = &self.tallies[column];
        if tally.date_count() == 0 && tally.filled > 0 {
            return Err(LibraryError::Input(format!(
                "the column “{}” of {} holds no dates; name another, or write them as 2026-11-18",
                table.header[column], table.file
            )));
        }
        Ok((column, tally.format_of(FieldType::Date, table.delimiter)))
    }

    fn given_outcome(
        &self,
        table: &Table,
        column: usize,
        request: &ImportRequest,
    ) -> Result<OutcomePlan, LibraryError> {
        let values = self.tallies[column].values.as_ref();
        let named = |words: &[String], says: fn(&str) -> bool| -> Vec<String> {
            if words.is_empty() {
                return values
                    .into_iter()
                    .flatten()
                    .map(|(value, _)| value)
                    .filter(|value| says(value))
                    .cloned()
                    .collect();
            }
            words.iter().map(|word| trim_fold(word)).collect()
        };
        let plan = OutcomePlan {
            column,
            won: named(&request.won, names::says_won),
            lost: named(&request.lost, names::says_lost),
        };
        let found = |words: &[String]| values.is_none_or(|values| words.iter().any(|word| values.contains_key(word)));
        if !found(&plan.won) {
            let list: Vec<&str> = values.into_iter().flatten().map(|(value, _)| value.as_str()).take(8).collect();
            return Err(LibraryError::NoWonValue {
                column: table.header[column].clone(),
                file: table.file.clone(),
                values: list.join(", "),
            });
        }
        Ok(plan)
    }

    fn guessed_outcome(&self) -> Option<OutcomePlan> {
        let words = |column: usize, says: fn(&str) -> bool| -> Vec<String> {
            let values = self.tallies[column].values.iter().flatten();
            values.map(|(value, _)| value).filter(|value| says(value)).cloned().collect()
        };
        let decided = |column: usize| {
            let says = !words(column, names::says_won).is_empty() || !words(column, names::says_lost).is_empty();
            says && !self.stored[column]
        };
        let column = self.best(names::OUTCOMES, decided)?;
        Some(OutcomePlan { column, won: words(column, names::says_won), lost: words(column, names::says_lost) })
    }
}

fn hash(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
