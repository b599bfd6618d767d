//! Which column of a table of events is what.

use super::{choose::Given, columns, survey::Survey};
use crate::{
    lead::FieldType,
    library::{
        LibraryError,
        import::{
            ImportRequest,
            mapping::{ColumnMapping, Format, TableKind, TableMapping},
            names,
            report::Role,
            source::Table,
        },
    },
};

pub(super) fn events(
    table: &Table,
    survey: &Survey,
    given: &Given,
    request: &ImportRequest,
    notes: &mut Vec<String>,
) -> Result<TableMapping, LibraryError> {
    let columns = Columns { survey };
    let lead = given.key.or_else(|| columns.lead(given.of_preset(Role::Lead)));
    let at =
        given.of_preset(Role::At).filter(|column| survey.tallies[*column].date_count() > 0).or_else(|| columns.at());
    let (Some(lead), Some(at)) = (lead, at) else {
        let lacks = if lead.is_none() { "names the lead" } else { "holds the time" };
        return Err(LibraryError::Input(format!(
            "no column of {} {lacks} of an event; its columns are: {}",
            table.file,
            table.header.join(", ")
        )));
    };
    let preset = |role: Role| given.of_preset(role).filter(|column| survey.tallies[*column].filled() > 0);
    let named = |list: &[&str]| columns.best(list, &[lead, at], |_| true);
    let kind = preset(Role::Kind).or_else(|| named(names::EVENT_KINDS)).or_else(|| named(names::WEAK_EVENT_KINDS));
    let mut taken = vec![lead, at];
    taken.extend(kind);
    // An event whose amount can't be read is left out, so each must be one.
    let is_number = |column: usize| {
        let tally = &survey.tallies[column];
        let format = tally.guess(&survey.names[column], table.delimiter);
        format.field_type() == FieldType::Number && tally.odd(&format).is_some_and(|(odd, _)| odd == 0)
    };
    let amount = preset(Role::Amount).or_else(|| columns.best(names::EVENT_AMOUNTS, &taken, is_number));
    taken.extend(amount);
    let is_filled = |column: usize| survey.tallies[column].filled() > 0;
    let detail = preset(Role::Detail).or_else(|| columns.best(names::EVENT_DETAILS, &taken, is_filled));
    let event_kind = kind.is_none().then(|| kind_of(table));
    if let Some(kind) = &event_kind {
        notes.push(format!(
            "no column of {} says what happened, so all its events are of the kind “{kind}”",
            table.file
        ));
    }
    note_times(table, survey, at, notes);
    let mapped = table.header.iter().enumerate().map(|(column, name)| {
        let is = |other: Option<usize>| other == Some(column);
        let format = |field_type| Some(survey.tallies[column].format_of(field_type, table.delimiter));
        let (role, values) = if is(Some(lead)) {
            (Role::Lead, None)
        } else if is(kind) {
            (Role::Kind, None)
        } else if is(Some(at)) {
            (Role::At, format(FieldType::Date))
        } else if is(detail) {
            (Role::Detail, None)
        } else if is(amount) {
            (Role::Amount, format(FieldType::Number))
        } else {
            (Role::Ignored, None)
        };
        let null_words = match (role, &values) {
            (Role::At | Role::Amount, Some(format)) => columns::null_words(survey, column, format, &[]),
            (Role::Detail, _) => columns::null_words(survey, column, &Format::Text, &[]),
            _ => Vec::new(),
        };
        ColumnMapping { column: name.clone(), role, attribute: None, values, null_words }
    });
    Ok(TableMapping {
        kind: TableKind::Events,
        null_words: request.null_words.clone(),
        event_kind,
        columns: mapped.collect(),
        ..TableMapping::default()
    })
}

/// What is odd about the times.
fn note_times(table: &Table, survey: &Survey, at: usize, notes: &mut Vec<String>) {
    let tally = &survey.tallies[at];
    let name = &table.header[at];
    if tally.date_order_is_unknown() {
        let month_first = tally.format_of(FieldType::Date, table.delimiter) == Format::Date { month_first: true };
        let order = if month_first { "month" } else { "day" };
        notes.push(format!("the times in “{name}” can be read two ways; the {order} was taken to come first"));
    }
    notes.extend(tally.odd_times(name));
    notes.extend(tally.future_times(name));
}

/// Looks for columns among what was found in them.
struct Columns<'a> {
    survey: &'a Survey,
}

impl Columns<'_> {
    fn best(&self, list: &[&str], taken: &[usize], fit: impl Fn(usize) -> bool) -> Option<usize> {
        self.survey.best(list, |column| !taken.contains(&column) && fit(column))
    }

    /// By name where it holds keys of leads, else what holds most keys, else by name alone.
    fn lead(&self, preset: Option<usize>) -> Option<usize> {
        let known = &self.survey.known;
        let most = known.iter().max().copied().unwrap_or(0);
        let holds = |column: usize| known[column] > 0 && known[column] * 2 >= most;
        preset
            .filter(|column| holds(*column) || most == 0)
            .or_else(|| self.best(names::EVENT_LEADS, &[], holds))
            .or_else(|| known.iter().position(|known| *known == most && most > 0))
            .or_else(|| self.best(names::EVENT_LEADS, &[], |_| true))
    }

    /// By name where all values are times, else the one with the best name that holds times at all, else any that
    /// holds nothing else.
    fn at(&self) -> Option<usize> {
        let times = |column: usize| self.survey.tallies[column].date_count();
        let whole = |column: usize| times(column) > 0 && times(column) == self.survey.tallies[column].filled();
        self.best(names::EVENT_TIMES, &[], whole)
            .or_else(|| self.best(names::EVENT_TIMES, &[], |column| times(column) > 0))
            .or_else(|| (0..self.survey.names.len()).find(|column| whole(*column)))
    }
}

/// `exports/email_click_data.csv` holds events of the kind `email_click`; a sheet, of its name.
fn kind_of(table: &Table) -> String {
    let stem = table.source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem = table.source.sheet.clone().or(stem).unwrap_or_default();
    let kind = stem.trim_end_matches("_data").trim_end_matches("_events").trim();
    if kind.is_empty() { "event".to_owned() } else { kind.to_owned() }
}
