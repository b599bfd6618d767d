//! What is told of each column.

use super::{
    super::{
        mapping::{Format, TableKind, TableMapping},
        report::Role,
        source::Table,
    },
    nulls,
    survey::Survey,
};
use crate::lead::FieldType;

/// One column, as it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnInspection {
    pub name: String,
    /// Rows with a value, of [`rows`](super::TableInspection::rows).
    pub filled: u64,
    /// The first different values.
    pub examples: Vec<String>,
    /// All different values with counts, the most frequent first, where there are at most 50.
    pub values: Option<Vec<(String, u64)>>,
    /// About how many different values there are, where that was counted: columns that may be a key, and those with few.
    pub distinct: Option<u64>,
    /// Words in it that may mean “no value”.
    pub null_words: Vec<NullWord>,
    /// Errors of a spreadsheet (`#REF!`); they are always missing.
    pub errors: u64,
    /// The type that the values have, whatever the mapping makes of the column.
    pub found: Format,
    /// 5/6/2026 may be May or June, and no value tells: the mapping says which was taken.
    pub ambiguous_dates: bool,
    pub percent: bool,
    pub currency: Option<char>,
    pub thousands: bool,
    /// Where it ceased to have one type.
    pub change: Option<TypeChange>,
}

/// A word that may mean “no value”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NullWord {
    pub word: String,
    pub count: u64,
    /// The guessed mapping takes it for missing: it stands among numbers, dates or yes and no, or is a placeholder of a
    /// form.
    pub suggested: bool,
}

/// All values were of one type until this line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeChange {
    pub was: FieldType,
    pub line: u64,
    pub value: String,
}

pub(super) fn inspected(
    table: &Table,
    survey: &Survey,
    mapping: &TableMapping,
    notes: &mut Vec<String>,
) -> Vec<ColumnInspection> {
    let mut columns = Vec::with_capacity(table.header.len());
    for (index, name) in table.header.iter().enumerate() {
        let tally = &survey.tallies[index];
        let mapped = mapping.column(name);
        let taken = |word: &str| mapped.is_some_and(|mapped| mapped.null_words.iter().any(|other| other == word));
        let null_words = tally
            .nulls
            .iter()
            .map(|(word, count)| NullWord { word: word.clone(), count: *count, suggested: taken(word) })
            .collect();
        let values = tally.values();
        let found = tally.guess(&survey.names[index], table.delimiter);
        let change = tally.change.clone().filter(|_| found == Format::Text).map(|(line, value, was)| TypeChange {
            was,
            line,
            value: value.chars().take(200).collect(),
        });
        // An event's text may be anything; elsewhere a type that is lost is worth a word.
        if let Some(change) = &change
            && mapping.kind != TableKind::Events
            && mapped.is_some_and(|mapped| mapped.role == Role::Attribute && mapped.values == Some(Format::Text))
            && !survey.names[index].is_identifier()
        {
            notes.push(format!(
                "“{name}” is text: up to line {} every value was a {}, then came “{}”",
                change.line,
                change.was,
                change.value.chars().take(40).collect::<String>()
            ));
        }
        columns.push(ColumnInspection {
            name: name.clone(),
            filled: tally.filled(),
            examples: tally.examples.iter().map(|example| example.chars().take(200).collect()).collect(),
            distinct: tally
                .distinct
                .as_ref()
                .map(super::Distinct::count)
                .or_else(|| values.as_ref().map(|values| values.len() as u64)),
            values,
            null_words,
            errors: tally.errors,
            ambiguous_dates: found.field_type() == FieldType::Date && tally.date_order_is_unknown(),
            percent: tally.percents > 0,
            currency: tally.currency.filter(|_| found.field_type() == FieldType::Number),
            thousands: tally.grouped,
            found,
            change,
        });
    }
    columns
}

/// The words of a column that a guess takes for missing.
pub(super) fn null_words(survey: &Survey, column: usize, format: &Format) -> Vec<String> {
    let is_text = format.field_type() == FieldType::Text;
    let words = survey.tallies[column].nulls.iter().map(|(word, _)| word);
    words.filter(|word| !is_text || nulls::is_placeholder(word)).cloned().collect()
}
