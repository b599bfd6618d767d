//! What the wizard says of files, columns and values.

use super::wizard::{Table, counted, name_of};
use crate::{
    app::format,
    lead::FieldType,
    library::import::{ColumnInspection, ColumnMapping, Format, NO_OUTCOME, Role, TAKEN_FOR_MISSING, TableKind},
};

pub fn kind(kind: TableKind) -> String {
    match kind {
        TableKind::Leads => tr!("wizard-kind-leads"),
        TableKind::Accounts => tr!("wizard-kind-accounts"),
        TableKind::Events => tr!("wizard-kind-events"),
    }
}

/// What a column is, in a word or two.
pub fn role(role: Role) -> String {
    match role {
        Role::Key => tr!("wizard-role-key"),
        Role::Account => tr!("wizard-role-account"),
        Role::Created => tr!("wizard-role-created"),
        Role::Closed => tr!("wizard-role-closed"),
        Role::Outcome => tr!("wizard-role-outcome"),
        Role::Attribute => tr!("wizard-role-attribute"),
        Role::Lead => tr!("wizard-role-lead"),
        Role::Kind => tr!("wizard-role-kind"),
        Role::At => tr!("wizard-role-at"),
        Role::Detail => tr!("wizard-role-detail"),
        Role::Amount => tr!("wizard-role-amount"),
        Role::Ignored => tr!("wizard-role-ignored"),
    }
}

/// What that means, for who waits with the pointer.
pub fn role_meaning(role: Role) -> String {
    match role {
        Role::Key => tr!("wizard-role-key-about"),
        Role::Account => tr!("wizard-role-account-about"),
        Role::Created => tr!("wizard-role-created-about"),
        Role::Closed => tr!("wizard-role-closed-about"),
        Role::Outcome => tr!("wizard-role-outcome-about"),
        Role::Attribute => tr!("wizard-role-attribute-about"),
        Role::Lead => tr!("wizard-role-lead-about"),
        Role::Kind => tr!("wizard-role-kind-about"),
        Role::At => tr!("wizard-role-at-about"),
        Role::Detail => tr!("wizard-role-detail-about"),
        Role::Amount => tr!("wizard-role-amount-about"),
        Role::Ignored => tr!("wizard-role-ignored-about"),
    }
}

pub fn is_number(format: &Format) -> bool {
    format.field_type() == FieldType::Number
}

/// How values are written; `example` where how they are written is to be chosen.
pub fn format_name(format: &Format) -> String {
    match format {
        Format::Text => tr!("wizard-type-text"),
        Format::Number { decimal_comma: false } => tr!("wizard-type-number"),
        Format::Number { decimal_comma: true } => tr!("wizard-type-number-comma"),
        Format::YesNo { .. } => tr!("wizard-type-yes-no"),
        Format::Date { month_first: false } => tr!("wizard-type-date-day"),
        Format::Date { month_first: true } => tr!("wizard-type-date-month"),
    }
}

/// The same as it stands in a menu: with an example where two ways could be confused.
pub fn format_choice(format: &Format) -> String {
    match format {
        Format::Number { decimal_comma: false } => tr!("wizard-choice-number"),
        Format::Number { decimal_comma: true } => tr!("wizard-choice-number-comma"),
        Format::Date { month_first: false } => tr!("wizard-choice-date-day"),
        Format::Date { month_first: true } => tr!("wizard-choice-date-month"),
        _ => format_name(format),
    }
}

/// The type as a cell of the table shows it: the order of a date's parts only where it matters.
pub fn format_short(format: &Format, found: &ColumnInspection) -> String {
    match format {
        Format::Date { month_first: false } if !found.ambiguous_dates && !has_slashes(found) => tr!("wizard-type-date"),
        Format::Date { month_first: false } => tr!("wizard-short-date-day"),
        Format::Date { month_first: true } => tr!("wizard-short-date-month"),
        Format::Number { decimal_comma: true } => tr!("wizard-short-number-comma"),
        _ => format_name(format),
    }
}

fn has_slashes(found: &ColumnInspection) -> bool {
    // 2024-03-04 says itself what is what.
    found.examples.iter().any(|example| {
        let digits = example.chars().take_while(char::is_ascii_digit).count();
        digits < 3 && example.contains(['/', '.', '-'])
    })
}

/// “Text”, “Key”, “Created, date”: what a column of the preview holds.
pub fn what(mapped: &ColumnMapping) -> String {
    match (mapped.role, &mapped.values) {
        (Role::Attribute, Some(format)) => match format {
            Format::Date { .. } => tr!("wizard-type-date"),
            Format::Number { .. } => tr!("wizard-type-number"),
            other => format_name(other),
        },
        (other, _) => role(other),
    }
}

/// The answer first: what was found.
pub fn found(tables: &[Table]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for kind in [TableKind::Leads, TableKind::Accounts, TableKind::Events] {
        let of_kind: Vec<&Table> = tables.iter().filter(|table| table.is_in && table.mapping.kind == kind).collect();
        let rows: u64 = of_kind.iter().map(|table| table.inspection.rows).sum();
        match of_kind.as_slice() {
            [] => {}
            [one] => parts.push(tr!("wizard-found-in", rows = counted(kind, rows), file = one.name())),
            many => {
                let files = tr!("wizard-tables", count = many.len());
                parts.push(tr!("wizard-found-in", rows = counted(kind, rows), file = files));
            }
        }
    }
    listed(&parts)
}

/// Whether a note says that nothing tells how leads ended, as it was found or as it is shown.
pub fn is_of_outcome(note: &str) -> bool {
    note.get(..NO_OUTCOME.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(NO_OUTCOME))
}

/// “a, b and c”
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => tr!("wizard-found-nothing"),
        [one] => one.clone(),
        [first @ .., last] => tr!("wizard-and", first = first.join(", "), last = last.clone()),
    }
}

/// “a, b or c”, and no more than three.
pub fn one_of(parts: &[String]) -> String {
    const MOST: usize = 3;
    match &parts[..parts.len().min(MOST)] {
        [first @ .., last] if !first.is_empty() => tr!("wizard-or", first = first.join(", "), last = last.clone()),
        few => few.concat(),
    }
}

/// How the table that is shown was read: “CSV with commas · recognised as an export of HubSpot (contacts)”.
pub fn how_read(table: &Table) -> String {
    let mut parts = vec![capital(&table.inspection.what)];
    if let Some(preset) = table.inspection.preset {
        parts.push(tr!("wizard-recognised", name = preset));
    }
    if table.inspection.misfits > 0 {
        let count = table.inspection.misfits;
        let is_json = table.inspection.what.starts_with("JSON");
        parts.push(if is_json {
            tr!("wizard-no-objects", count = count)
        } else {
            tr!("wizard-misfits", count = count)
        });
    }
    parts.join(" · ")
}

pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Why a column was taken for what it is, a sentence a line.
pub fn why(table: &Table, found: &ColumnInspection, mapped: &ColumnMapping) -> Vec<String> {
    let mut lines = Vec::new();
    let rows = table.inspection.rows;
    if found.filled == 0 {
        lines.push(tr!("wizard-why-blank"));
        return lines;
    }
    if let Some(preset) = table.inspection.preset
        && mapped.role != Role::Attribute
    {
        lines.push(tr!("wizard-why-preset", name = preset));
    }
    if mapped.role == Role::Key && found.distinct.is_some_and(|distinct| distinct >= rows) {
        lines.push(tr!("wizard-why-key"));
        return lines;
    }
    match &mapped.values {
        Some(format) if table.is_by_hand(mapped) => lines.push(tr!("wizard-why-by-hand", what = format_name(format))),
        _ => lines.push(type_found(found)),
    }
    if let Some(odd) = table.odd(found, mapped) {
        let first =
            odd.first.map(|(line, value)| tr!("wizard-why-odd-first", line = format::count(line), value = value));
        let sentence = tr!("wizard-why-odd", count = odd.count, number = format::count(odd.count));
        lines.push(first.map_or_else(|| sentence.clone(), |first| format!("{sentence}: {first}")));
    }
    if found.percent {
        lines.push(tr!("wizard-why-percent"));
    }
    if let Some(currency) = found.currency {
        lines.push(tr!("wizard-why-currency", sign = currency.to_string()));
    }
    if found.errors > 0 {
        lines.push(tr!("wizard-why-errors", count = found.errors));
    }
    if mapped.role == Role::Key && found.repeats > 0 {
        let number = format::count(found.repeats);
        lines.push(match found.is_estimate {
            true => tr!("wizard-why-key-about-twice", number = number),
            false => tr!("wizard-why-key-twice", count = found.repeats, number = number),
        });
    }
    // The look at the file has its own sentences.
    let about = format!("“{}”", found.name);
    // The words that count as missing are ticked there.
    let is_of_it = |note: &String| note.contains(&about) && !note.starts_with(TAKEN_FOR_MISSING);
    lines.extend(table.notes().filter(is_of_it).map(|note| plain(table, &note)));
    lines
}

/// What the values of a column are, and how many differ.
fn type_found(found: &ColumnInspection) -> String {
    let is_all = found.odd.is_none();
    match (&found.found, found.distinct.map(format::count)) {
        (Format::Text, Some(count)) if found.is_estimate => tr!("wizard-why-text-about", count = count),
        (Format::Text, Some(count)) => tr!("wizard-why-text", count = count),
        (Format::Text, None) => tr!("wizard-why-texts"),
        (Format::Number { decimal_comma: true }, _) if is_all => tr!("wizard-why-number-comma"),
        (Format::Number { decimal_comma: true }, _) => tr!("wizard-why-most-number-comma"),
        (Format::Number { .. }, _) if is_all => tr!("wizard-why-number"),
        (Format::Number { .. }, _) => tr!("wizard-why-most-number"),
        (Format::YesNo { yes, no }, _) => tr!("wizard-why-yes-no", yes = yes.join(", "), no = no.join(", ")),
        (Format::Date { .. }, _) if found.ambiguous_dates => tr!("wizard-why-date-unclear"),
        (Format::Date { .. }, _) if is_all => tr!("wizard-why-date"),
        (Format::Date { .. }, _) => tr!("wizard-why-most-date"),
    }
}

/// Whether a column wants a look: its type is not certain, or values get lost. What somebody decided by hand is settled.
pub fn is_odd(table: &Table, found: &ColumnInspection, mapped: &ColumnMapping) -> bool {
    let is_unsettled = match &mapped.values {
        _ if mapped.role == Role::Ignored => return false,
        _ if table.is_by_hand(mapped) => false,
        Some(Format::Date { .. }) => found.ambiguous_dates || table.odd(found, mapped).is_some(),
        Some(Format::Text) => found.change.is_some() || found.odd.is_some(),
        _ => table.odd(found, mapped).is_some(),
    };
    is_unsettled || found.errors > 0
}

/// A note without the path of the file, which is known, and without what is said to the command line.
pub fn plain(table: &Table, note: &str) -> String {
    plain_of(std::slice::from_ref(table), note)
}

/// The same of a note on any of several tables.
pub fn plain_of(tables: &[Table], note: &str) -> String {
    let note = note.rfind(" (--").filter(|_| note.ends_with(')')).map_or(note, |at| &note[..at]);
    let mut text = note.to_owned();
    for source in tables.iter().map(|table| &table.inspection.source) {
        text = text.replace(&source.label(), &name_of(source));
    }
    // The name of a file or a sheet stays as it is, also where it begins a sentence.
    let is_name = |table: &Table| {
        text.starts_with(&table.name())
            || table.inspection.source.sheet.as_deref().is_some_and(|sheet| text.starts_with(sheet))
    };
    if tables.iter().any(is_name) { text } else { capital(text.trim_start_matches(": ")) }
}

/// How many rows have a value, as the column is mapped: not those whose word means that there is none.
pub fn known(found: &ColumnInspection, mapped: &ColumnMapping) -> u64 {
    found.filled.saturating_sub(missing(found, mapped))
}

/// How many rows have such a word.
pub fn missing(found: &ColumnInspection, mapped: &ColumnMapping) -> u64 {
    let is_missing = |word: &str| mapped.null_words.iter().any(|other| other == word);
    found.null_words.iter().filter(|null| is_missing(&null.word)).map(|null| null.count).sum()
}

/// “96 %”, “under 1 %”
pub fn filled(known: u64, rows: u64) -> String {
    let share = share(known, rows);
    match known {
        0 => format::percent(0.0, 0),
        _ if share < 0.01 => tr!("wizard-under-one"),
        known if known < rows && share > 0.99 => tr!("wizard-over-99"),
        _ => format::percent(share, 0),
    }
}

pub fn share(known: u64, rows: u64) -> f64 {
    (known as f64 / rows.max(1) as f64).min(1.0)
}
