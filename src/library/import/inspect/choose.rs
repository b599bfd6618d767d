//! Which column of a table of leads, or of accounts, is what.

use std::collections::HashMap;

use super::{
    columns,
    outcome::{self, OutcomeOffer, given_outcome, guessed_outcome, preset_outcome},
    survey::Survey,
};
use crate::{
    lead::FieldType,
    library::{
        LibraryError,
        fields::not_again,
        import::{
            ACCOUNT_PREFIX, ImportRequest,
            mapping::{ColumnMapping, Format, TableKind, TableMapping},
            names,
            report::Role,
            source::Table,
        },
        schema::MOST_FIELDS,
    },
    model::wording::grouped,
};

/// The columns that are known beforehand: named by somebody, or by the export that this is.
pub(in crate::library::import) struct Given {
    pub key: Option<usize>,
    pub account: Option<usize>,
    pub created: Option<usize>,
    pub closed: Option<usize>,
    pub outcome: Option<usize>,
    pub preset: HashMap<usize, Role>,
    /// By column: somebody wants it left out.
    left_out: Vec<bool>,
    /// By column: it may be anything but an attribute.
    unwanted: Vec<bool>,
}

impl Given {
    pub fn new(table: &Table, request: &ImportRequest, preset: HashMap<usize, Role>) -> Result<Self, LibraryError> {
        let column = |name: &Option<String>| name.as_deref().map(|name| table.column(name)).transpose();
        for name in &request.keep {
            table.column(name)?;
        }
        let left_out = super::named::named(table, &request.leave_out);
        let wanted = super::named::named(table, &request.only);
        let unwanted = wanted.into_iter().map(|wanted| !request.only.is_empty() && !wanted).collect();
        let copier = (0..).zip(&table.header).filter(|(_, name)| names::is_of_a_copier(name)).map(|(column, _)| column);
        let mut preset = preset;
        for column in copier {
            preset.entry(column).or_insert(Role::Ignored);
        }
        Ok(Self {
            left_out,
            unwanted,
            key: column(&request.key)?,
            account: column(&request.account)?,
            created: column(&request.created)?,
            closed: column(&request.closed)?,
            outcome: column(&request.outcome)?,
            preset,
        })
    }

    pub fn of_preset(&self, role: Role) -> Option<usize> {
        self.preset.iter().filter(|(_, other)| **other == role).map(|(column, _)| *column).min()
    }

    /// By column, whether it is known to hold dates.
    pub fn dates(&self, columns: usize) -> Vec<bool> {
        let roles = [Role::Created, Role::Closed, Role::At].map(|role| self.of_preset(role));
        let dates: Vec<usize> = roles.into_iter().chain([self.created, self.closed]).flatten().collect();
        (0..columns).map(|column| dates.contains(&column)).collect()
    }

    /// By column, whether its type is settled by its role.
    pub fn settled(&self, columns: usize, kind: TableKind) -> Vec<bool> {
        let dates = [self.created, self.closed, self.of_preset(Role::Created), self.of_preset(Role::Closed)];
        (0..columns).map(|column| kind == TableKind::Events || dates.contains(&Some(column))).collect()
    }

    /// Somebody wants it left out.
    pub fn is_left_out(&self, column: usize) -> bool {
        self.left_out.get(column) == Some(&true)
    }

    fn is_ignored(&self, column: usize) -> bool {
        self.preset.get(&column) == Some(&Role::Ignored) || self.is_left_out(column)
    }

    fn is_unwanted(&self, column: usize) -> bool {
        self.is_ignored(column) || self.unwanted.get(column) == Some(&true)
    }
}

/// What was made of a table, and what somebody may see otherwise.
#[derive(Default)]
pub(super) struct Chosen {
    pub mapping: TableMapping,
    pub outcome_offers: Vec<OutcomeOffer>,
    pub passed_over: Option<PassedOverKey>,
    pub may_be_no_leads: bool,
}

/// A column that is called the key most plainly, and does not tell the leads apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOverKey {
    pub column: String,
    /// With lines: `has “7” on the lines 3 and 9, and nothing on line 12`.
    pub why: String,
}

/// `is_told`: that its rows are taken for leads was decided before it was read.
pub(super) fn leads(
    table: &Table,
    survey: &Survey,
    given: &Given,
    (request, is_told): (&ImportRequest, bool),
    notes: &mut Vec<String>,
) -> Result<Chosen, LibraryError> {
    if survey.rows == 0 {
        return Err(LibraryError::Input(format!("{} has a header but no leads below it", table.file)));
    }
    let whole = |column: &usize| survey.distinct(*column).is_some_and(|distinct| distinct.percent() >= 90);
    let may_be = |column: usize| !given.is_left_out(column);
    let of_preset = || given.of_preset(Role::Key).filter(|column| whole(column) && may_be(*column));
    let key = given.key.or_else(of_preset).or_else(|| key(survey, &may_be));
    let passed_over = if given.key.is_none() { passed_over(table, survey, key, &may_be) } else { None };
    note_key(table, survey, (key, &passed_over), notes);
    let free = |column: &usize| Some(*column) != key && !given.is_ignored(*column);
    let account = given
        .account
        .or_else(|| given.of_preset(Role::Account).filter(|column| survey.tallies[*column].plain > 0))
        .or_else(|| survey.best(names::ACCOUNTS, |_| true).filter(free));
    let date = |named: Option<usize>, role: Role, list: &[&str]| -> Result<Option<(usize, Format)>, LibraryError> {
        let is_date = |column: usize| is_date(survey, column, table.delimiter);
        if let Some(column) = named {
            return settled_date(table, survey, column).map(Some);
        }
        let preset = given
            .of_preset(role)
            .filter(|column| survey.stored[*column].is_none() && survey.tallies[*column].date_count() > 0);
        let found = preset.or_else(|| survey.best(list, is_date).filter(free));
        Ok(found.map(|column| (column, survey.tallies[column].format_of(FieldType::Date, table.delimiter))))
    };
    let created = date(given.created, Role::Created, names::CREATED)?;
    let closed = date(given.closed, Role::Closed, names::CLOSED)?;
    let outcome = match given.outcome {
        Some(column) => Some(given_outcome(table, survey, column, request)?),
        None => {
            preset_outcome(table, survey).or_else(|| guessed_outcome(survey)).filter(|outcome| free(&outcome.column))
        }
    };
    let mut offers = Vec::new();
    if let Some(outcome) = &outcome {
        let repeats = key.and_then(|key| survey.distinct(key)).map_or(0, super::Distinct::repeats);
        notes.push(outcome.note(table, survey, given.outcome.is_none(), repeats));
    } else {
        offers = outcome::offers(table, survey, free);
        notes.extend(outcome::note_offers(table, survey, &offers));
    }
    let role = |column: usize| {
        let is = |other: Option<usize>| other == Some(column);
        if is(key) {
            Role::Key
        } else if is(outcome.as_ref().map(|outcome| outcome.column)) {
            Role::Outcome
        } else if is(created.as_ref().map(|(column, _)| *column)) {
            Role::Created
        } else if is(closed.as_ref().map(|(column, _)| *column)) {
            Role::Closed
        } else if is(account) {
            Role::Account
        } else if given.is_unwanted(column) {
            Role::Ignored
        } else {
            Role::Attribute
        }
    };
    if let Some(key) = key {
        note_alike_keys(table, survey, key, notes);
    }
    let mut mapping = TableMapping {
        kind: TableKind::Leads,
        null_words: request.null_words.clone(),
        columns: attributes(table, survey, role, "", notes),
        ..TableMapping::default()
    };
    if let Some(outcome) = outcome {
        (mapping.won, mapping.lost) = (outcome.won, outcome.lost);
    }
    leave_out_leaks(table, survey, request, &mut mapping, notes);
    let is_known = given.of_preset(Role::Key).is_some() || request.named_columns().next().is_some();
    let is_maybe = !is_known && !is_told && !offers.iter().any(|offer| offer.is_called_so);
    let no_leads = if is_maybe { super::which::note_no_leads(table, &mapping) } else { None };
    let may_be_no_leads = no_leads.is_some();
    notes.extend(no_leads);
    Ok(Chosen { mapping, outcome_offers: offers, passed_over, may_be_no_leads })
}

/// What gives the outcome away is left out, unless somebody wants it, or the library has it.
fn leave_out_leaks(
    table: &Table,
    survey: &Survey,
    request: &ImportRequest,
    mapping: &mut TableMapping,
    notes: &mut Vec<String>,
) {
    let header: Vec<&str> = table.header.iter().map(String::as_str).collect();
    for leak in survey.sample.gives_away(&header, mapping) {
        let (name, says, figures) = (&leak.column, leak.says(), leak.figures());
        let place = mapping.columns.iter().position(|mapped| mapped.column == *name);
        let Some(place) = place.filter(|place| mapping.columns[*place].role == Role::Attribute) else { continue };
        let column = table.find(name);
        if column.is_some_and(|column| survey.stored[column].is_some()) {
            notes.push(format!("“{name}” {says} ({figures}); the library has it, so it is kept"));
        } else if request.keep.iter().any(|kept| column == table.find(kept) && column.is_some()) {
            notes.push(format!("“{name}” {says} ({figures}); it is kept, as was asked for"));
        } else if !leak.is_sure {
            notes.push(format!(
                "“{name}” {says} ({figures}): leave it out if it is written down only when all is over; it is kept, as it may be \
                 known before (--write-mapping FILE, to leave it out there)"
            ));
        } else {
            mapping.columns[place] = ColumnMapping { column: name.clone(), ..ColumnMapping::default() };
            notes.push(format!(
                "“{name}” {says} ({figures}), so it is left out (--keep {} takes it all the same)",
                super::as_argument(name)
            ));
        }
    }
}

pub(super) fn accounts(
    table: &Table,
    survey: &Survey,
    given: &Given,
    request: &ImportRequest,
    notes: &mut Vec<String>,
) -> Result<TableMapping, LibraryError> {
    if survey.rows == 0 {
        return Err(LibraryError::Input(format!("{} has a header but no accounts below it", table.file)));
    }
    // What holds most accounts of leads names them; else what is called so.
    let most = survey.known.iter().max().copied().unwrap_or(0);
    let differ = |column: usize| survey.distinct(column).is_some_and(|distinct| distinct.percent() >= 90);
    let key = given
        .key
        .or_else(|| survey.known.iter().position(|known| *known == most && most > 0))
        .or_else(|| given.of_preset(Role::Key))
        .or_else(|| survey.best(names::ACCOUNT_KEYS, differ));
    let Some(key) = key else {
        return Err(LibraryError::Input(format!(
            "no column of {} tells its accounts apart; its columns are: {}",
            table.file,
            table.header.join(", ")
        )));
    };
    if most == 0 {
        notes.push(format!(
            "no lead names an account of {} by “{}” yet; leads that come later will find them",
            table.file, table.header[key]
        ));
    }
    let role = |column: usize| match column {
        column if column == key => Role::Key,
        column if given.is_ignored(column) => Role::Ignored,
        _ => Role::Attribute,
    };
    Ok(TableMapping {
        kind: TableKind::Accounts,
        null_words: request.null_words.clone(),
        columns: attributes(table, survey, role, ACCOUNT_PREFIX, notes),
        ..TableMapping::default()
    })
}

/// The mapping of each column, given what each is for.
fn attributes(
    table: &Table,
    survey: &Survey,
    role: impl Fn(usize) -> Role,
    prefix: &str,
    notes: &mut Vec<String>,
) -> Vec<ColumnMapping> {
    let (mut empty, mut ambiguous, mut missing, mut odd) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut columns = Vec::with_capacity(table.header.len());
    let roles: Vec<Role> = (0..table.header.len()).map(role).collect();
    let formats: Vec<Format> = (0..).zip(&roles).map(|(column, role)| format(table, survey, column, *role)).collect();
    let everywhere = columns::nulls_everywhere(table, survey, &roles, &formats, notes);
    for (column, (name, format)) in table.header.iter().zip(formats).enumerate() {
        let (tally, words) = (&survey.tallies[column], &survey.names[column]);
        let (role, stored) = (roles[column], survey.stored[column].as_ref());
        let is_empty = tally.filled() == 0 && stored.is_none();
        let is_deleted = survey.deleted[column];
        let role = if role == Role::Attribute && is_deleted && !is_empty {
            notes.push(not_again(name));
            Role::Ignored
        } else {
            role
        };
        // As the library calls it.
        let attribute = stored.map_or_else(|| format!("{prefix}{name}"), |field| field.name.clone());
        if role == Role::Attribute && is_empty {
            empty.push(column);
        }
        if format.field_type() == FieldType::Date && tally.date_order_is_unknown() && role != Role::Ignored {
            ambiguous.push((name, format.clone()));
        }
        if format.field_type() == FieldType::Date && role != Role::Ignored {
            odd.extend(tally.odd_times(name));
            // An attribute may well lie in the future: the end of a contract.
            odd.extend(tally.future_times(name).filter(|_| role == Role::Created));
        }
        let mut mapped = ColumnMapping { column: name.clone(), role, ..ColumnMapping::default() };
        let null_words = columns::null_words(survey, column, &format, &everywhere);
        match role {
            Role::Attribute if is_empty => mapped.role = Role::Ignored,
            Role::Attribute => {
                mapped.attribute = Some(attribute).filter(|attribute| attribute != name);
                mapped.values = Some(format);
                mapped.null_words = null_words;
            }
            // A name or an address says something of the lead; a number does not.
            Role::Key | Role::Account if !words.is_identifier() && prefix.is_empty() && !is_deleted => {
                mapped.attribute = Some(attribute);
                mapped.values = Some(format);
            }
            Role::Created | Role::Closed => {
                mapped.values = Some(format);
                mapped.null_words = null_words;
            }
            _ => {}
        }
        if role == Role::Attribute && !mapped.null_words.is_empty() {
            let is_taken = |word: &&(String, u64)| mapped.null_words.contains(&word.0);
            let count: u64 = tally.nulls.iter().filter(is_taken).map(|(_, count)| count).sum();
            missing.push((name.as_str(), mapped.null_words.clone(), count));
        }
        columns.push(mapped);
    }
    notes.extend(columns::note_missing(&missing));
    notes.extend(columns::note_kept_words(survey, &columns));
    if !empty.is_empty() {
        let list: Vec<String> = empty.iter().map(|column| format!("“{}”", table.header[*column])).collect();
        notes.push(format!("no row has a value in {}; left out", list.join(", ")));
        notes.extend(table.note_formulas(&empty));
    }
    for (name, format) in ambiguous {
        let order = if format == (Format::Date { month_first: true }) { "month" } else { "day" };
        notes.push(format!("the dates in “{name}” can be read two ways; the {order} was taken to come first"));
    }
    notes.append(&mut odd);
    leave_out_the_emptiest(table, survey, &mut columns, notes);
    columns
}

fn format(table: &Table, survey: &Survey, column: usize, role: Role) -> Format {
    let tally = &survey.tallies[column];
    match (&survey.stored[column], role) {
        (Some(field), _) => tally.format_of(field.field_type, table.delimiter),
        (None, Role::Created | Role::Closed) => tally.format_of(FieldType::Date, table.delimiter),
        (None, _) => tally.guess(&survey.names[column], table.delimiter),
    }
}

/// A library holds so many attributes and no more: the fullest columns are kept.
fn leave_out_the_emptiest(table: &Table, survey: &Survey, columns: &mut [ColumnMapping], notes: &mut Vec<String>) {
    // A key or an account that says something itself is an attribute as well.
    let is_also_kept = |column: &usize| {
        columns[*column].role != Role::Attribute
            && columns[*column].attribute.is_some()
            && survey.stored[*column].is_none()
    };
    let also_kept = (0..columns.len()).filter(is_also_kept).count();
    let room = MOST_FIELDS.saturating_sub(survey.taken + also_kept);
    let mut new: Vec<usize> = (0..columns.len())
        .filter(|column| columns[*column].values.is_some() && survey.stored[*column].is_none())
        .filter(|column| columns[*column].role == Role::Attribute)
        .collect();
    if new.len() <= room {
        return;
    }
    // A stable sort: of those equally full, the first columns stay.
    new.sort_by_key(|column| std::cmp::Reverse(survey.tallies[*column].filled()));
    let count = new.len() - room;
    for column in new.into_iter().skip(room) {
        columns[column] =
            ColumnMapping { column: columns[column].column.clone(), role: Role::Ignored, ..ColumnMapping::default() };
    }
    notes.push(format!(
        "{} has more columns than the {} attributes a library can hold; the {} with the fewest values are left out \
         (--leave-out and --only say which)",
        table.file,
        grouped(MOST_FIELDS as u64),
        grouped(count as u64)
    ));
}

/// The column that tells the leads apart: a value in each row, all different. A column that is called so plainly
/// may fail in a row out of ten; those rows are rejected one by one.
fn key(survey: &Survey, may_be: &dyn Fn(usize) -> bool) -> Option<usize> {
    let whole = |column: usize| {
        may_be(column)
            && survey.tallies[column].filled() == survey.rows
            && survey.distinct(column).is_some_and(super::Distinct::all_differ)
    };
    let nearly = |column: usize| {
        may_be(column) && survey.distinct(column).map_or(0, super::Distinct::count) * 10 >= survey.rows * 9
    };
    // Dirty as it may be, it is the key if the library knows its values.
    let is_known = |column: usize| {
        may_be(column) && survey.known[column] > 0 && survey.known[column] * 2 >= survey.tallies[column].filled()
    };
    survey
        .best(names::KEYS, whole)
        .or_else(|| survey.best(names::KEYS, nearly))
        .or_else(|| survey.best(names::KEYS, is_known))
        // Where a column calls itself the key and is none, people's names are no better: the note names it instead.
        .or_else(|| survey.best(names::WEAK_KEYS, whole).filter(|_| survey.best(names::KEYS, may_be).is_none()))
}

fn note_key(table: &Table, survey: &Survey, key: (Option<usize>, &Option<PassedOverKey>), notes: &mut Vec<String>) {
    match key {
        (None, _) => {
            notes.push(note_no_key(table, survey));
            notes.extend(note_repeated_rows(table, survey));
        }
        (Some(key), Some(passed_over)) => notes.push(note_other_key(table, key, passed_over)),
        (Some(_), None) => {}
    }
}

fn note_no_key(table: &Table, survey: &Survey) -> String {
    let nearest = survey.best(names::KEYS, |_| true).and_then(|column| {
        let distinct = survey.distinct(column)?;
        let values = survey.tallies[column].filled().saturating_sub(distinct.repeats());
        // As they are listed beside the column: without regard to capitals.
        let listed = survey.tallies[column].values().map_or(values, |values| values.len() as u64);
        let why = why_no_key(survey, column);
        Some(format!(
            " (“{}” has only {}{} different values{} in {} rows{})",
            table.header[column],
            if distinct.is_sample() { "about " } else { "" },
            grouped(listed),
            if listed < values { ", whatever their capitals," } else { "" },
            grouped(survey.rows),
            if why.is_empty() { why } else { format!(": it {why}") }
        ))
    });
    format!(
        "no column tells the leads apart{}, so their keys are row-1, row-2, …; a second import takes rows in the same place for the same leads",
        nearest.unwrap_or_default()
    )
}

/// Without a key, rows that say the same may be one lead or several.
fn note_repeated_rows(table: &Table, survey: &Survey) -> Option<String> {
    let rows = survey.rows_by_content.as_ref()?;
    let (_, first, second) = rows.repeated.as_ref()?;
    let about = if rows.is_sample() { "about " } else { "" };
    let (rows, says) = match rows.repeats() {
        1 => ("1 row".to_owned(), "says"),
        count => (format!("{about}{} rows", grouped(count)), "say"),
    };
    Some(format!(
        "{rows} of {} {says} in every column what an earlier one does (line {second} is as line {first}); each is a lead of its own, \
         as nothing tells whether they are",
        table.file
    ))
}

/// Why a column that is called so plainly does not tell leads apart: “has “7” on the lines 3 and 9, and nothing on line 12”.
fn why_no_key(survey: &Survey, column: usize) -> String {
    let tally = &survey.tallies[column];
    let is_sample = survey.distinct(column).is_some_and(super::Distinct::is_sample);
    let mut reasons = Vec::new();
    if let Some(distinct) = survey.distinct(column)
        && let Some((value, first, second)) = &distinct.repeated
    {
        let others = match distinct.repeats().saturating_sub(1) {
            0 => String::new(),
            1 if !is_sample => " (1 other row has what an earlier one has)".to_owned(),
            count => {
                let about = if is_sample { "about " } else { "" };
                format!(" ({about}{} other rows have what an earlier one has)", grouped(count))
            }
        };
        reasons.push(format!("has “{value}” on the lines {first} and {second}{others}"));
    }
    if let Some(line) = tally.blank {
        let others = match survey.rows.saturating_sub(tally.filled() + tally.errors + 1) {
            0 => String::new(),
            1 => " (and on 1 other)".to_owned(),
            count => format!(" (and on {} others)", grouped(count)),
        };
        reasons.push(format!("has nothing on line {line}{others}"));
    }
    reasons.join(", and ")
}

/// The column that is called the key most plainly, if another one has to be it, or none can.
fn passed_over(
    table: &Table,
    survey: &Survey,
    key: Option<usize>,
    may_be: &dyn Fn(usize) -> bool,
) -> Option<PassedOverKey> {
    let first = survey.best(names::KEYS, may_be).filter(|first| Some(*first) != key)?;
    // An empty column is no key that anybody would look for.
    let is_filled = survey.tallies[first].filled() * 2 > survey.rows;
    let why = Some(why_no_key(survey, first)).filter(|why| is_filled && !why.is_empty())?;
    Some(PassedOverKey { column: table.header[first].clone(), why })
}

fn note_other_key(table: &Table, key: usize, PassedOverKey { column, why }: &PassedOverKey) -> String {
    format!(
        "the key is “{}”, not “{column}”, which does not tell the leads apart: it {why} (--key {} takes it all the same)",
        table.header[key],
        super::as_argument(column)
    )
}

fn note_alike_keys(table: &Table, survey: &Survey, key: usize, notes: &mut Vec<String>) {
    let Some(distinct) = survey.distinct(key) else { return };
    let Some((line, value)) = &distinct.alike else { return };
    let keys = match (distinct.alike_count(), distinct.is_sample()) {
        (1, false) => "1 key differs".to_owned(),
        (count, false) => format!("{} keys differ", grouped(count)),
        (count, true) => format!("about {} keys differ", grouped(count)),
    };
    notes.push(format!(
        "{keys} from another in “{}” only in capitals or blanks (the first is “{value}” on line {line}); they are leads of their own",
        table.header[key]
    ));
}

fn is_date(survey: &Survey, column: usize, delimiter: u8) -> bool {
    survey.stored[column].is_none()
        && survey.tallies[column].guess(&survey.names[column], delimiter).field_type() == FieldType::Date
}

fn settled_date(table: &Table, survey: &Survey, column: usize) -> Result<(usize, Format), LibraryError> {
    let tally = &survey.tallies[column];
    if tally.date_count() == 0 && tally.filled() > 0 {
        return Err(LibraryError::Input(format!(
            "the column “{}” of {} holds no dates; name another, or write them as 2026-11-18",
            table.header[column], table.file
        )));
    }
    Ok((column, tally.format_of(FieldType::Date, table.delimiter)))
}
