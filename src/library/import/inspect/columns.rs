//! What is told of each column.

use super::{
    super::{
        mapping::{ColumnMapping, Format, TableKind, TableMapping},
        names,
        report::Role,
        source::Table,
    },
    nulls,
    survey::Survey,
};
use crate::{
    lead::{FieldType, trim_fold},
    model::wording::grouped,
};

/// So many columns are named in one note.
const MOST_TOLD: usize = 8;

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
    /// How many different values there are, where that was counted: columns that may be a key, and those with few.
    pub distinct: Option<u64>,
    /// How many rows have what an earlier one has, of a column that may be a key.
    pub repeats: u64,
    /// Both are an estimate, as there are too many to be held: that all differ, if it says so, is nearly certain.
    pub is_estimate: bool,
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
    /// Values that don't fit what most values do.
    pub odd: Option<OddValues>,
}

/// Values that don't fit what most values of a column do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddValues {
    /// What most values fit. If it is the type that was [found](ColumnInspection::found), the odd ones are so few that they
    /// count as missing; else they are too many to be taken for mistakes without asking.
    pub of: Format,
    /// What a column of that name and type is, if there is no other: the day a lead was created, or closed.
    pub role: Option<Role>,
    /// How many don't fit, of how many.
    pub count: u64,
    pub values: u64,
    /// The first of them with their lines.
    pub first: Vec<(u64, String)>,
}

/// A word that may mean “no value”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NullWord {
    pub word: String,
    pub count: u64,
    /// The guessed mapping takes it for missing: it means nothing else, stands among numbers, dates or yes and no, or is a
    /// placeholder of a form.
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
        let mut null_words: Vec<NullWord> = tally
            .nulls
            .iter()
            .map(|(word, count)| NullWord { word: word.clone(), count: *count, suggested: taken(word) })
            .collect();
        let values = tally.values();
        let found = tally.guess(&survey.names[index], table.delimiter);
        let stand_in = values.as_ref().filter(|_| found.field_type() == FieldType::Number);
        if let Some((word, count, [least, greatest])) =
            stand_in.and_then(|values| nulls::stand_in(values, tally.filled()))
        {
            let is_in = mapped.is_some_and(|mapped| mapped.role == Role::Attribute);
            let share = 100 * count / survey.rows.max(1);
            notes.extend(is_in.then(|| format!(
                "“{name}” is {word} in {share} % of the rows, while all others are from {least} to {greatest}: say so if it means that there is none (--null {word})"
            )));
            null_words.push(NullWord { suggested: taken(&word), word, count });
        }
        let change = tally.change.clone().filter(|_| found == Format::Text).map(|(line, value, was)| TypeChange {
            was,
            line,
            value: value.chars().take(200).collect(),
        });
        let odd = odd_values(table, survey, index, &found);
        // An event's text may be anything; elsewhere a type that is lost is worth a word.
        if mapping.kind != TableKind::Events
            && mapped.is_some_and(|mapped| mapped.role == Role::Attribute && mapped.values == Some(Format::Text))
            && !survey.names[index].is_identifier()
        {
            notes.extend(lost_type(name, odd.as_ref().filter(|_| found == Format::Text), change.as_ref()));
        }
        columns.push(ColumnInspection {
            name: name.clone(),
            filled: tally.filled(),
            examples: tally.examples.iter().map(|example| example.chars().take(200).collect()).collect(),
            // The list of a few values takes those for one that differ in capitals only, and so does their number.
            distinct: values
                .as_ref()
                .map(|values| values.len() as u64)
                .or_else(|| Some(tally.filled().saturating_sub(tally.distinct.as_ref()?.repeats()))),
            repeats: tally.distinct.as_ref().map_or(0, super::Distinct::repeats),
            is_estimate: values.is_none() && tally.distinct.as_ref().is_some_and(super::Distinct::is_sample),
            values,
            null_words,
            errors: tally.errors,
            ambiguous_dates: found.field_type() == FieldType::Date && tally.date_order_is_unknown(),
            percent: tally.percents() > 0,
            currency: tally.currency.filter(|_| found.field_type() == FieldType::Number),
            thousands: tally.grouped,
            found,
            change,
            odd,
        });
    }
    columns
}

fn odd_values(table: &Table, survey: &Survey, column: usize, found: &Format) -> Option<OddValues> {
    let tally = &survey.tallies[column];
    let of = match found {
        Format::Text => tally.nearly(&survey.names[column], table.delimiter)?,
        found => found.clone(),
    };
    let (count, first) = tally.odd(&of).filter(|(count, _)| *count > 0)?;
    let first = first.to_vec();
    let says = |list: &[&str]| of.field_type() == FieldType::Date && survey.names[column].rank(list).is_some();
    let role = if says(names::CREATED) { Some(Role::Created) } else { says(names::CLOSED).then_some(Role::Closed) };
    Some(OddValues { of, role, count, values: tally.plain, first })
}

/// Why a column is text that has, or had, another type.
fn lost_type(name: &str, odd: Option<&OddValues>, change: Option<&TypeChange>) -> Option<String> {
    let short = |value: &str| value.chars().take(40).collect::<String>();
    if let Some(odd) = odd {
        let (line, value) = odd.first.first()?;
        return Some(format!(
            "“{name}” is text, though {} of its {} values are {}s: line {line} says “{}”",
            grouped(odd.values - odd.count),
            grouped(odd.values),
            odd.of.field_type(),
            short(value)
        ));
    }
    let change = change?;
    Some(format!(
        "“{name}” is text: every value was a {} until line {}, which says “{}”",
        change.was,
        change.line,
        short(&change.value)
    ))
}

/// Words that stand in columns of text and may mean “no value”, and are kept as values, as only who knows the data can say.
pub(super) fn note_kept_words(survey: &Survey, columns: &[ColumnMapping]) -> Option<String> {
    let (mut told, mut arguments) = (Vec::new(), Vec::new());
    for (index, mapped) in columns.iter().enumerate().filter(|(_, mapped)| mapped.role == Role::Attribute) {
        // Whoever has the attribute in the library was told when it came.
        let is_new = mapped.values == Some(Format::Text) && survey.stored[index].is_none();
        let kept: Vec<&(String, u64)> = survey.tallies[index]
            .nulls
            .iter()
            .filter(|(word, _)| is_new && !mapped.null_words.contains(word))
            .collect();
        let list: Vec<String> = kept.iter().map(|(word, count)| format!("“{word}” {}", grouped(*count))).collect();
        if !list.is_empty() {
            told.push(format!("“{}” ({})", mapped.column, list.join(", ")));
        }
        for word in kept.iter().map(|(word, _)| super::as_argument(&crate::lead::fold(word))) {
            if !arguments.contains(&word) {
                arguments.push(word);
            }
        }
    }
    let more = told.len().saturating_sub(MOST_TOLD);
    told.truncate(MOST_TOLD);
    let more = if more == 0 { String::new() } else { format!(" and {} more", grouped(more as u64)) };
    (!told.is_empty()).then(|| {
        format!(
            "kept as values, though they may mean that nothing is known: {}{more}; if they do, say so (--null {})",
            told.join(", "),
            arguments.join(" ")
        )
    })
}

/// Which words count as missing in which columns, and how often they stand there.
pub fn note_missing(columns: &[(&str, Vec<String>, u64)]) -> Option<String> {
    let of_column = |(name, words, count): &(&str, Vec<String>, u64)| {
        let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
        format!("“{name}” ({} {})", words.join(", "), grouped(*count))
    };
    let list: Vec<String> = columns.iter().map(of_column).collect();
    (!list.is_empty()).then(|| format!("{TAKEN_FOR_MISSING}{}", list.join(", ")))
}

/// How that begins.
pub const TAKEN_FOR_MISSING: &str = "taken for missing: ";

/// The words that mean “no value” in a column of numbers, dates or yes and no mean it in the others as well: one program wrote
/// them all. Folded.
pub(super) fn nulls_everywhere(
    table: &Table,
    survey: &Survey,
    roles: &[Role],
    formats: &[Format],
    notes: &mut Vec<String>,
) -> Vec<String> {
    let is_read = |column: usize| matches!(roles[column], Role::Attribute | Role::Created | Role::Closed);
    let is_text = |column: usize| formats[column].field_type() == FieldType::Text;
    let columns = || (0..table.header.len()).filter(|column| is_read(*column));
    let has =
        |column: usize, word: &str| survey.tallies[column].nulls.iter().any(|(other, _)| trim_fold(other) == word);
    let quoted = |column: usize| format!("“{}”", table.header[column]);
    let (mut everywhere, mut meant): (Vec<String>, Vec<(usize, Vec<String>)>) = (Vec::new(), Vec::new());
    for (word, _) in columns().filter(|column| !is_text(*column)).flat_map(|column| &survey.tallies[column].nulls) {
        let folded = trim_fold(word);
        if nulls::is_placeholder(word) || everywhere.contains(&folded) {
            continue;
        }
        let is_there = |column: &usize| has(*column, &folded);
        if !nulls::is_sure(word)
            && let Some(from) = columns().find(|column| !is_text(*column) && is_there(column))
            && columns().any(|column| is_text(column) && is_there(&column))
        {
            match meant.iter_mut().find(|(column, _)| *column == from) {
                Some((_, words)) => words.push(format!("“{word}”")),
                None => meant.push((from, vec![format!("“{word}”")])),
            }
        }
        everywhere.push(folded);
    }
    notes.extend(meant.iter().map(|(from, words)| match words.as_slice() {
        [word] => format!(
            "{word} means that a value is missing in {}, so it is taken for that in every column",
            quoted(*from)
        ),
        words => format!(
            "{} mean that a value is missing in {}, so they are taken for that in every column",
            words.join(", "),
            quoted(*from)
        ),
    }));
    everywhere
}

/// The words of a column that a guess takes for missing; `everywhere`: those that are taken for it in any column, folded.
pub(super) fn null_words(survey: &Survey, column: usize, format: &Format, everywhere: &[String]) -> Vec<String> {
    let is_text = format.field_type() == FieldType::Text;
    let tally = &survey.tallies[column];
    let words = tally.nulls.iter().map(|(word, _)| word);
    let is_meant = |word: &str| nulls::is_sure(word) || everywhere.contains(&trim_fold(word));
    let may_be_a_value = |word: &str| nulls::may_be_a_value(word, &tally.examples, &tally.nulls);
    let is_one = |word: &&String| !is_text || nulls::is_placeholder(word) || is_meant(word) && !may_be_a_value(word);
    words.filter(is_one).cloned().collect()
}
