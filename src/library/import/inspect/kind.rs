//! Whether a table holds leads, events or accounts, by its names alone: what its cells say is read later.

use super::super::{
    mapping::TableKind,
    names::{self, Name},
    source::Table,
};

/// Words in the name of a file or a sheet.
pub(super) const EVENT_FILES: &[&str] = &[
    "event",
    "events",
    "activity",
    "activities",
    "submission",
    "submissions",
    "history",
    "engagement",
    "engagements",
    "visits",
    "clicks",
    "opens",
    "log",
    "interactions",
    "touches",
    "touchpoints",
    "aktivitäten",
    "ereignisse",
];
const ACCOUNT_FILES: &[&str] = &[
    "account",
    "accounts",
    "company",
    "companies",
    "organizations",
    "organisations",
    "firmen",
    "unternehmen",
    "entreprises",
    "empresas",
    "aziende",
];
/// A table with these is about people.
const PEOPLE: &[&str] = &[
    "firstname",
    "lastname",
    "fullname",
    "jobtitle",
    "email",
    "emailaddress",
    "vorname",
    "nachname",
    "prénom",
    "leadstatus",
];

/// The words of the name of a file or a sheet.
pub(super) fn title_words(table: &Table) -> Vec<String> {
    let title = table.source.sheet.clone().unwrap_or_else(|| {
        table.source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    });
    crate::lead::fold(&title).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
}

/// How many columns say who somebody is.
pub(super) fn names_of_people(names: &[Name]) -> usize {
    names.iter().filter(|name| name.rank(PEOPLE).is_some()).count()
}

pub(super) fn of(table: &Table) -> TableKind {
    let names: Vec<Name> = table.header.iter().map(|name| Name::new(name)).collect();
    let has = |list: &[&str]| names.iter().any(|name| name.rank(list).is_some());
    let words = title_words(table);
    let called = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let names_a_person = names_of_people(&names);
    let says_when_and_whose = has(names::EVENT_TIMES) && has(names::EVENT_LEADS);
    // An address may be how an event names its lead.
    if says_when_and_whose && names_a_person < 2 && (called(EVENT_FILES) || has(names::EVENT_KINDS)) {
        TableKind::Events
    } else if called(ACCOUNT_FILES) && !called(EVENT_FILES) && names_a_person == 0 && has(names::ACCOUNT_KEYS) {
        TableKind::Accounts
    } else {
        TableKind::Leads
    }
}
