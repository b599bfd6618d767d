//! Which column of a table of leads says how they ended.

use super::{
    presets::{self, Preset},
    survey::Survey,
};
use crate::{
    lead::{FieldType, trim_fold},
    library::{
        LibraryError,
        import::{ImportRequest, mapping::Format, names, source::Table},
    },
    model::wording::grouped,
};

/// A column that may say how leads ended, where nothing says so for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeOffer {
    pub column: String,
    /// It is called so, as `converted` is; else it only says yes or no.
    pub is_called_so: bool,
}

pub(super) struct Outcome {
    pub column: usize,
    pub won: Vec<String>,
    pub lost: Vec<String>,
}

impl Outcome {
    pub fn note(&self, table: &Table, survey: &Survey, guessed: bool, repeats: u64) -> String {
        let name = &table.header[self.column];
        let says = |words: &[String], value: &str| words.iter().any(|word| trim_fold(word) == trim_fold(value));
        let (mut won, mut lost) = (0, 0);
        for (value, count) in survey.tallies[self.column].values().into_iter().flatten() {
            if says(&self.won, &value) {
                won += count;
            } else if says(&self.lost, &value) {
                lost += count;
            }
        }
        let open = survey.rows - won - lost;
        // Not all rows become leads.
        let of = if repeats > 0 { format!(" of {} rows", grouped(survey.rows)) } else { String::new() };
        let how = if guessed { "was taken for the outcome" } else { "is the outcome" };
        format!(
            "“{name}” {how} ({} won, {} lost, {} open{of}) and is no attribute, since it would give the answer away",
            grouped(won),
            grouped(lost),
            grouped(open)
        )
    }
}

pub(super) fn given_outcome(
    table: &Table,
    survey: &Survey,
    column: usize,
    request: &ImportRequest,
) -> Result<Outcome, LibraryError> {
    let values = survey.tallies[column].values();
    let named = |words: &[String], says: fn(&str) -> bool| -> Vec<String> {
        if words.is_empty() {
            let values = values.iter().flatten().map(|(value, _)| value);
            return values.filter(|value| says(value)).cloned().collect();
        }
        words.to_vec()
    };
    let (won, lost) = (named(&request.won, names::says_won), named(&request.lost, names::says_lost));
    let mut outcome = Outcome { column, won, lost };
    if outcome.won.is_empty()
        && outcome.lost.is_empty()
        && let Format::YesNo { yes, no } = survey.tallies[column].yes_no(true)
    {
        (outcome.won, outcome.lost) = (yes, no);
    }
    let has = |word: &String| values.iter().flatten().any(|(value, _)| trim_fold(value) == trim_fold(word));
    if values.is_some() && !outcome.won.iter().any(has) {
        let mut list: Vec<String> = values.iter().flatten().map(|(value, _)| trim_fold(value)).collect();
        list.sort();
        list.truncate(8);
        return Err(LibraryError::NoWonValue {
            column: table.header[column].clone(),
            file: table.file.clone(),
            values: list.join(", "),
        });
    }
    Ok(outcome)
}

/// The first column of the recognised export that says how it ended, in values that it really has.
pub(super) fn preset_outcome(table: &Table, survey: &Survey) -> Option<Outcome> {
    let preset: &Preset = presets::of(&table.header)?;
    preset.outcomes.iter().find_map(|(name, won, lost)| {
        let column = presets::find(&table.header, name)?;
        let values = survey.tallies[column].values()?;
        let has = |words: &[&str]| -> Vec<String> {
            let is_one = |value: &&String| words.iter().any(|word| trim_fold(word) == trim_fold(value));
            values.iter().map(|(value, _)| value).filter(is_one).cloned().collect()
        };
        let (won, lost) = (has(won), has(lost));
        (survey.stored[column].is_none() && !(won.is_empty() && lost.is_empty())).then_some(Outcome {
            column,
            won,
            lost,
        })
    })
}

pub(super) fn guessed_outcome(survey: &Survey) -> Option<Outcome> {
    let words = |column: usize, says: fn(&str) -> bool| -> Vec<String> {
        let values = survey.tallies[column].values();
        values.into_iter().flatten().map(|(value, _)| value).filter(|value| says(value)).collect()
    };
    let decided = |column: usize| {
        let says = !words(column, names::says_won).is_empty() || !words(column, names::says_lost).is_empty();
        says && survey.stored[column].is_none()
    };
    let column = survey.best(names::OUTCOMES, decided)?;
    Some(Outcome { column, won: words(column, names::says_won), lost: words(column, names::says_lost) })
}

/// Columns that may say how leads ended, the likeliest first: of two values and called so, or else of yes and no. That is a
/// guess, so they are offered, not taken.
pub(super) fn offers(table: &Table, survey: &Survey, free: impl Fn(&usize) -> bool) -> Vec<OutcomeOffer> {
    let has_two = |column: &usize| survey.tallies[*column].plain_values().is_some_and(|values| values.len() == 2);
    let columns = (0..table.header.len()).filter(|column| free(column) && survey.stored[*column].is_none());
    let mut offers: Vec<(usize, usize)> = columns
        .filter(has_two)
        .filter_map(|column| {
            let name = &survey.names[column];
            let guess = || survey.tallies[column].guess(name, table.delimiter).field_type();
            let only_yes_or_no = || (guess() == FieldType::YesNo).then_some(usize::MAX);
            Some((name.rank(names::MAY_BE_OUTCOMES).or_else(only_yes_or_no)?, column))
        })
        .collect();
    offers.sort_unstable();
    let offer = |(rank, column): (usize, usize)| OutcomeOffer {
        column: table.header[column].clone(),
        is_called_so: rank < usize::MAX,
    };
    offers.into_iter().map(offer).collect()
}

/// How a note begins on that.
pub const NO_OUTCOME: &str = "no column says";

/// Says that nothing says how leads ended, and what may; what stands in brackets at its end is for the command line.
pub(super) fn note_offers(table: &Table, survey: &Survey, offers: &[OutcomeOffer]) -> Option<String> {
    const MOST: usize = 3;
    let first = offers.first()?;
    if !first.is_called_so {
        let list: Vec<String> = offers.iter().take(MOST).map(|offer| format!("“{}”", offer.column)).collect();
        return Some(format!(
            "{NO_OUTCOME} how leads ended, unless yes means won in {} (--outcome COLUMN)",
            list.join(" or ")
        ));
    }
    let column = table.find(&first.column)?;
    let values = survey.tallies[column].plain_values()?;
    let values: Vec<String> = values.iter().map(|(value, count)| format!("{value} {}", grouped(*count))).collect();
    Some(format!(
        "{NO_OUTCOME} for certain how leads ended; “{}” may ({}) (--outcome {})",
        first.column,
        values.join(", "),
        super::as_argument(&first.column)
    ))
}
