//! A mapping, held to a table: places instead of names.

use super::{
    inspect::{Known, Survey, is_error},
    mapping::{ColumnMapping, Format, TableKind, TableMapping},
    missing::{Missing, trimmed},
    names::Name,
    report::{ColumnGuess, Role},
    source::{Row, Table},
    value::CountsFrom,
};
use crate::{
    lead::{FieldType, Outcome, Value, trim_fold},
    library::{
        LibraryError, Progress,
        fields::{Rules, Synonyms},
        schema::StoredField,
    },
};

/// One column that is read.
pub(super) struct Planned {
    pub column: usize,
    /// What it is called in the library.
    pub name: String,
    pub format: Format,
    /// In what is written as a date: how numbers are read.
    pub counts_from: CountsFrom,
    missing: Missing,
    /// Values that are others in the library.
    merged: Synonyms,
}

/// What a cell says.
pub(super) enum Read<'a> {
    Missing,
    /// It stands there, trimmed, and is of no type.
    Wrong(&'a str),
    Error(&'a str),
    Value(Value),
}

impl Planned {
    pub fn new(
        table: &Table,
        column: usize,
        (mapped, mapping): (&ColumnMapping, &TableMapping),
        format: Format,
    ) -> Self {
        let name = mapped.attribute.clone().unwrap_or_else(|| mapped.column.clone());
        let words: Vec<String> = mapping.null_words.iter().chain(&mapped.null_words).cloned().collect();
        let (counts_from, missing) = (table.counts_from(), Missing::new(&words));
        Self { column, name, format, counts_from, missing, merged: Synonyms::new() }
    }

    /// The cell, trimmed; `None` if it says nothing.
    pub fn cell<'a>(&self, row: Row<'a>) -> Option<&'a str> {
        self.missing.cell(row.cell(self.column))
    }

    /// The cell of a text that says something, as it is in the library.
    pub fn text<'a>(&'a self, row: Row<'a>) -> &'a str {
        self.merged(trimmed(row.cell(self.column)))
    }

    fn merged<'a>(&'a self, cell: &'a str) -> &'a str {
        // Most fields have none.
        if self.merged.is_empty() { cell } else { self.merged.get(cell).map_or(cell, String::as_str) }
    }

    /// What the cell says, but for texts, which need not be copied.
    pub fn read<'a>(&'a self, row: Row<'a>) -> Read<'a> {
        let Some(cell) = self.cell(row).map(|cell| self.merged(cell)) else { return Read::Missing };
        if is_error(cell) {
            return Read::Error(cell);
        }
        match self.format.parse(cell, self.counts_from) {
            Some(value) => Read::Value(value),
            None => Read::Wrong(cell),
        }
    }
}

/// What is read of a table of leads, or of accounts.
pub(super) struct Plan {
    /// `None`: no column tells leads apart, their rows do.
    pub key: Option<Planned>,
    pub account: Option<Planned>,
    pub created: Option<Planned>,
    pub closed: Option<Planned>,
    pub outcome: Option<OutcomePlan>,
    /// The columns that are kept as attributes.
    pub attributes: Vec<Planned>,
    /// For each column of the table.
    pub guesses: Vec<ColumnGuess>,
}

pub(super) struct OutcomePlan {
    pub planned: Planned,
    /// Folded values.
    won: Vec<String>,
    lost: Vec<String>,
}

impl OutcomePlan {
    pub fn outcome(&self, row: Row<'_>) -> Outcome {
        let Some(cell) = self.planned.cell(row) else { return Outcome::Open };
        let says =
            |words: &[String]| words.iter().any(|word| word == cell || cell.len() < 256 && *word == trim_fold(cell));
        if says(&self.won) {
            Outcome::Won
        } else if says(&self.lost) {
            Outcome::Lost
        } else {
            Outcome::Open
        }
    }
}

impl Plan {
    /// The mapping must be settled.
    pub fn new(table: &Table, mapping: &TableMapping, existing: &[StoredField]) -> Result<Self, LibraryError> {
        let mut plan = Self {
            key: None,
            account: None,
            created: None,
            closed: None,
            outcome: None,
            attributes: Vec::new(),
            guesses: guesses(table),
        };
        for (column, mapped) in places(table, mapping)? {
            let format = mapped.values.clone().unwrap_or(Format::Text);
            let planned = |format: Format| Planned::new(table, column, (mapped, mapping), format);
            plan.guesses[column].role = mapped.role;
            let place = match mapped.role {
                Role::Key => &mut plan.key,
                Role::Account => &mut plan.account,
                Role::Created => &mut plan.created,
                Role::Closed => &mut plan.closed,
                Role::Outcome => {
                    let folded = |words: &[String]| words.iter().map(|word| trim_fold(word)).collect();
                    let (won, lost) = (folded(&mapping.won), folded(&mapping.lost));
                    plan.outcome = Some(OutcomePlan { planned: planned(Format::Text), won, lost });
                    continue;
                }
                Role::Attribute => {
                    plan.add_attribute(table, planned(format), existing)?;
                    continue;
                }
                _ => continue,
            };
            if place.is_some() {
                return Err(LibraryError::Input(format!(
                    "two columns of {} are the {}; one of them must be something else",
                    table.file, mapped.role
                )));
            }
            let role_format = match mapped.role {
                Role::Created | Role::Closed if format.field_type() == FieldType::Date => format.clone(),
                Role::Created | Role::Closed => Format::plain(FieldType::Date),
                _ => Format::Text,
            };
            *place = Some(planned(role_format));
            if mapped.attribute.is_some() {
                plan.add_attribute(table, planned(format), existing)?;
            }
        }
        // Of the two, the order in the file.
        plan.attributes.sort_by_key(|planned| planned.column);
        Ok(plan)
    }

    /// Values that were merged in the library are so in what comes in.
    pub fn heed(&mut self, rules: &Rules) {
        for planned in &mut self.attributes {
            planned.merged = rules.merged(&planned.name).cloned().unwrap_or_default();
        }
    }

    fn add_attribute(
        &mut self,
        table: &Table,
        mut planned: Planned,
        existing: &[StoredField],
    ) -> Result<(), LibraryError> {
        if self.attributes.iter().any(|other| other.name == planned.name) {
            return Err(LibraryError::Input(format!(
                "two columns of {} would be the attribute “{}”; name one of them otherwise",
                table.file, planned.name
            )));
        }
        // What the library has keeps its type; a settled mapping has it, but for a day that is kept as another type.
        if let Some(field) = existing.iter().find(|field| field.name == planned.name)
            && field.field_type != planned.format.field_type()
        {
            planned.format = Format::plain(field.field_type);
        }
        self.guesses[planned.column].field_type = Some(planned.format.field_type());
        self.attributes.push(planned);
        Ok(())
    }
}

/// For each column of the table, that nothing is known of it yet.
pub(super) fn guesses(table: &Table) -> Vec<ColumnGuess> {
    let none = |name: &String| ColumnGuess { name: name.clone(), role: Role::Ignored, field_type: None, filled: 0 };
    table.header.iter().map(none).collect()
}

/// Where the columns of a mapping are in the table.
pub(super) fn places<'a>(
    table: &Table,
    mapping: &'a TableMapping,
) -> Result<Vec<(usize, &'a ColumnMapping)>, LibraryError> {
    let mut places: Vec<(usize, &ColumnMapping)> = Vec::new();
    for mapped in mapping.columns.iter().filter(|mapped| mapped.role != Role::Ignored) {
        let column = table.column(&mapped.column)?;
        if places.iter().any(|(other, _)| *other == column) {
            return Err(LibraryError::Input(format!(
                "the mapping says twice what the column “{}” of {} is",
                mapped.column, table.file
            )));
        }
        places.push((column, mapped));
    }
    Ok(places)
}

/// The type that the library has for what a column would be kept as.
fn stored_type(mapped: &ColumnMapping, existing: &[StoredField]) -> Option<FieldType> {
    let name = mapped.attribute.as_ref().unwrap_or(&mapped.column);
    existing.iter().find(|field| field.name == *name).map(|field| field.field_type)
}

/// Whether the format of a column is to be found: nobody said it, or it was said when the library had another type for it.
fn is_open(mapped: &ColumnMapping, kind: TableKind, existing: &[StoredField]) -> bool {
    let by_role = matches!(mapped.role, Role::Created | Role::Closed | Role::At | Role::Amount);
    let is_kept = mapped.role == Role::Attribute || mapped.attribute.is_some();
    match &mapped.values {
        None => by_role || is_kept,
        Some(_) if by_role || !is_kept || kind == TableKind::Events => false,
        Some(format) => stored_type(mapped, existing).is_some_and(|stored| stored != format.field_type()),
    }
}

/// Finds the formats that a mapping leaves open, by reading the table.
pub(super) fn settle(
    table: &Table,
    mapping: &TableMapping,
    existing: &[StoredField],
    progress: &Progress,
) -> Result<TableMapping, LibraryError> {
    let is_open = |mapped: &ColumnMapping| is_open(mapped, mapping.kind, existing);
    if !mapping.columns.iter().any(is_open) {
        return Ok(mapping.clone());
    }
    let mut settled = vec![false; table.header.len()];
    let mut dates = vec![false; table.header.len()];
    for (column, mapped) in places(table, mapping)? {
        let stored = stored_type(mapped, existing);
        settled[column] = stored.is_some() || !matches!(mapped.role, Role::Attribute | Role::Key | Role::Account);
        dates[column] =
            stored == Some(FieldType::Date) || matches!(mapped.role, Role::Created | Role::Closed | Role::At);
    }
    let known = Known { settled, dates, existing, ..Known::default() };
    // Per column they may be more; what is then taken for a value only makes a text of a number.
    let words: Vec<String> = mapping
        .null_words
        .iter()
        .chain(mapping.columns.iter().flat_map(|mapped| &mapped.null_words))
        .cloned()
        .collect();
    let survey = Survey::of(table, &Missing::new(&words), &known, progress)?;
    let mut found = mapping.clone();
    for mapped in found.columns.iter_mut().filter(|mapped| is_open(mapped)) {
        let Some(column) = table.find(&mapped.column) else { continue };
        let tally = &survey.tallies[column];
        let field_type = match mapped.role {
            Role::Created | Role::Closed | Role::At => Some(FieldType::Date),
            Role::Amount => Some(FieldType::Number),
            _ => stored_type(mapped, existing),
        };
        let format = match field_type {
            Some(field_type) => tally.format_of(field_type, table.delimiter),
            None => tally.guess(&Name::new(&mapped.column), table.delimiter),
        };
        mapped.values = Some(format);
    }
    Ok(found)
}
