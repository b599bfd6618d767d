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
    let at = columns.time(given);
    let (Some(lead), Some(at)) = (lead, at) else {
        let lacks = if lead.is_none() { "names the lead" } else { "holds the time" };
        return Err(LibraryError::Input(format!(
            "no column of {} {lacks} of an event; its columns are: {}",
            table.file,
            table.header.join(", ")
        )));
    };
    // What only says whose an event is, and when it was, is needed all the same.
    let is_wanted = |column: usize| !given.is_left_out(column);
    let is_filled = |column: usize| is_wanted(column) && survey.tallies[column].filled() > 0;
    let preset = |role: Role| given.of_preset(role).filter(|column| is_filled(*column));
    let named = |list: &[&str]| columns.best(list, &[lead, at], is_wanted);
    let kind = preset(Role::Kind).or_else(|| named(names::EVENT_KINDS)).or_else(|| named(names::WEAK_EVENT_KINDS));
    let mut taken = vec![lead, at];
    taken.extend(kind);
    // An event whose amount can't be read is left out, so each must be one.
    let is_number = |column: usize| {
        let tally = &survey.tallies[column];
        let format = tally.guess(&survey.names[column], table.delimiter);
        is_wanted(column)
            && format.field_type() == FieldType::Number
            && tally.odd(&format).is_some_and(|(odd, _)| odd == 0)
    };
    let amount = preset(Role::Amount).or_else(|| columns.best(names::EVENT_AMOUNTS, &taken, is_number));
    taken.extend(amount);
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

    /// The column of which most values are found among the keys of leads; a name goes before others of which nearly as many
    /// are. Where none is, by name alone.
    fn lead(&self, preset: Option<usize>) -> Option<usize> {
        let lead = self.found_lead(preset, |column| self.tells_more_than_numbers(column));
        // Whoever recognises an export knows better than a few short numbers.
        let by_number = || self.found_lead(None, |_| true).filter(|_| preset.is_none());
        lead.or_else(by_number).or(preset).or_else(|| self.best(names::EVENT_LEADS, &[], |_| true))
    }

    fn found_lead(&self, preset: Option<usize>, tells: impl Fn(usize) -> bool) -> Option<usize> {
        let known = &self.survey.known;
        let is_named =
            |column: usize| preset == Some(column) || self.survey.names[column].rank(names::EVENT_LEADS).is_some();
        // What the export calls otherwise must be found for the most part to be believed.
        let share = if preset.is_some() { 50 } else { 10 };
        let may_be = |column: &usize| {
            known[*column] > 0 && (is_named(*column) || self.found(*column) >= share && tells(*column))
        };
        let most = (0..known.len()).filter(may_be).map(|column| known[column]).max()?;
        let holds = |column: usize| may_be(&column) && known[column] * 2 >= most;
        preset
            .filter(|column| holds(*column))
            .or_else(|| self.best(names::EVENT_LEADS, &[], holds))
            .or_else(|| (0..known.len()).find(|column| may_be(column) && known[*column] == most))
    }

    /// Of a hundred values, so many are keys of leads.
    fn found(&self, column: usize) -> u64 {
        100 * self.survey.known[column] / self.survey.asked[column].max(1)
    }

    /// Short numbers are keys of anything: that 7 is a lead's as well says nothing.
    fn tells_more_than_numbers(&self, column: usize) -> bool {
        let is_long = |value: &String| value.len() > 4 || !value.bytes().all(|byte| byte.is_ascii_digit());
        self.survey.tallies[column].examples.iter().any(is_long)
    }

    /// As the export calls it, or the plainest.
    fn time(&self, given: &Given) -> Option<usize> {
        let preset = given.of_preset(Role::At).filter(|column| self.survey.tallies[*column].date_count() > 0);
        preset.or_else(|| self.at())
    }

    /// By name where all values are times, else the one with the best name that holds times at all, else any that
    /// holds nothing else.
    fn at(&self) -> Option<usize> {
        let times = |column: usize| self.survey.tallies[column].date_count();
        let whole = |column: usize| times(column) > 0 && times(column) == self.survey.tallies[column].filled();
        self.best(names::EVENT_TIMES, &[], whole)
            .or_else(|| self.best(names::EVENT_TIMES, &[], |column| times(column) > 0))
            .or_else(|| (0..self.survey.names.len()).find(|column| whole(*column) && !self.is_of_a_machine(*column)))
    }

    /// When a row was copied from one program to another.
    fn is_of_a_machine(&self, column: usize) -> bool {
        let name = &self.survey.names[column].joined;
        name.ends_with("synced") || name.starts_with("fivetran") || name.starts_with("airbyte")
    }
}

/// Whose the events of a table would be.
pub(super) struct Whose {
    /// The column that names the lead.
    pub column: String,
    pub rows: u64,
    /// It names no lead that is there.
    pub is_of_nobody: bool,
}

/// So many values of which none is known are enough, where only a sample of the keys is.
const ENOUGH: u64 = 20;

/// Whose they would be; `None`: no column names a lead.
pub(super) fn whose(table: &Table, survey: &Survey, mapping: &TableMapping, is_sample: bool) -> Option<Whose> {
    let column = table.find(&mapping.of_role(Role::Lead)?.column)?;
    let (known, asked) = (survey.known[column], survey.asked[column]);
    let is_of_nobody = known == 0 && asked >= if is_sample { ENOUGH } else { 1 };
    Some(Whose { column: table.header[column].clone(), rows: survey.rows, is_of_nobody })
}

/// Whether a table of which nothing else is known holds what leads did: a column names leads that are there, and another says
/// when.
pub(super) fn are_events(survey: &Survey, given: &Given) -> bool {
    let columns = Columns { survey };
    // What tells the rows of the table itself apart is no lead's key, even if both count from 1.
    let is_own = |column: usize| {
        survey.names[column].rank(&["id", "key", "guid", "uuid", "vid", "recordid"]).is_some()
            && survey.distinct(column).is_some_and(super::Distinct::all_differ)
    };
    let lead = columns.found_lead(None, |column| columns.tells_more_than_numbers(column));
    let lead = lead.filter(|lead| columns.found(*lead) >= 50 && !is_own(*lead));
    lead.is_some() && columns.time(given).is_some_and(|at| Some(at) != lead && !columns.is_of_a_machine(at))
}

/// `exports/email_click_data.csv` holds events of the kind `email_click`; a sheet, of its name.
fn kind_of(table: &Table) -> String {
    let stem = table.source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem = table.source.sheet.clone().or(stem).unwrap_or_default();
    let kind = stem.trim_end_matches("_data").trim_end_matches("_events").trim();
    if kind.is_empty() { "event".to_owned() } else { kind.to_owned() }
}
