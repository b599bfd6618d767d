//! Fields and what is done to them, in words.

use super::survey::Mark;
use crate::{
    app::{format, widgets::Icon},
    lead::{FieldType, Value},
    library::{FieldChange, FieldSummary, ValueCount, groups_of},
    model::{CriterionId, Model, follow::FieldUse, wording},
};

pub fn type_name(field_type: FieldType) -> String {
    match field_type {
        FieldType::Text => tr!("library-type-text"),
        FieldType::Number => tr!("library-type-number"),
        FieldType::YesNo => tr!("library-type-yes-no"),
        FieldType::Date => tr!("library-type-date"),
    }
}

/// By what the texts of the window tell types apart.
pub fn type_key(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Text => "text",
        FieldType::Number => "number",
        FieldType::YesNo => "yes-no",
        FieldType::Date => "date",
    }
}

/// The sign beside a type's name.
pub fn type_icon(field_type: FieldType) -> Icon {
    match field_type {
        FieldType::Text => Icon::Type,
        FieldType::Number => Icon::Hash,
        FieldType::YesNo => Icon::ToggleLeft,
        FieldType::Date => Icon::Calendar,
    }
}

pub fn mark(mark: Mark) -> String {
    match mark {
        Mark::Empty => tr!("library-mark-empty"),
        Mark::HardlyFilled => tr!("library-mark-hardly"),
        Mark::OneValue => tr!("library-mark-one"),
    }
}

pub fn mark_about(mark: Mark) -> String {
    match mark {
        Mark::Empty => tr!("library-mark-empty-about"),
        Mark::HardlyFilled => tr!("library-mark-hardly-about"),
        Mark::OneValue => tr!("library-mark-one-about"),
    }
}

/// A share of all as a whole percent; what is some but rounds to none says so.
pub fn share(part: u64, whole: u64) -> String {
    let share = part as f64 / whole.max(1) as f64;
    match share {
        share if part > 0 && share < 0.005 => tr!("library-under-one"),
        share if part < whole && share >= 0.995 => tr!("library-over-99"),
        share => format::percent(share, 0),
    }
}

/// A value as people read it.
pub fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => wording::decimal(*number),
        Value::YesNo(true) => tr!("library-yes"),
        Value::YesNo(false) => tr!("library-no"),
        Value::Date(day) => format::day(*day),
    }
}

/// Whether numbers are years, which are written without a mark between thousands.
pub fn are_years(least: f64, most: f64) -> bool {
    least >= 1_900.0 && most <= 2_100.0 && least.fract() == 0.0 && most.fract() == 0.0
}

/// “IT 23 %, Finance 11 %, +14”, or the least, the middle and the most.
pub fn values(summary: &FieldSummary) -> String {
    const SHOWN: usize = 3;
    if let Some((least, most)) = &summary.range {
        let are_years =
            matches!((least, most), (Value::Number(least), Value::Number(most)) if are_years(*least, *most));
        let told = |of: &Value| if are_years { of.to_string() } else { value(of) };
        let (least, most) = (told(least), told(most));
        return match summary.median {
            _ if least == most => least,
            Some(median) => {
                let median = told(&Value::Number(median));
                tr!("library-range-median", least = least, median = median, most = most)
            }
            None => tr!("library-range", least = least, most = most),
        };
    }
    if summary.distinct == summary.filled && summary.filled > SHOWN as u64 {
        let first = summary.values.first().map(|one| one.value.clone()).unwrap_or_default();
        return tr!("library-all-different", example = first);
    }
    let named = |value: &str| match (summary.field_type, value) {
        (FieldType::YesNo, "yes") => tr!("library-yes"),
        (FieldType::YesNo, "no") => tr!("library-no"),
        (_, other) => other.to_owned(),
    };
    let shown = summary.values.iter().take(SHOWN);
    let mut told: Vec<String> =
        shown.map(|one| format!("{} {}", named(&one.value), share(one.leads, summary.filled))).collect();
    let more = summary.distinct.saturating_sub(told.len() as u64);
    if more > 0 {
        told.push(format!("+{}", format::count(more)));
    }
    told.join(", ")
}

/// “CEO 120, C.E.O 12”.
pub fn counted(values: &[ValueCount]) -> String {
    let told: Vec<String> = values.iter().map(|one| format!("{} {}", one.value, format::count(one.leads))).collect();
    told.join(", ")
}

/// “Software ← software 12, SOFTWARE 3”: the spelling that stays, and those that become it.
pub fn spellings(group: &[ValueCount]) -> String {
    let Some((first, others)) = group.split_first() else { return String::new() };
    let others: Vec<String> =
        others.iter().map(|one| format!("{} {}", spelt(&one.value), format::count(one.leads))).collect();
    format!("{} ← {}", spelt(&first.value), others.join(", "))
}

/// With its blanks, where they are not those of any text.
fn spelt(value: &str) -> String {
    let mut spelt = String::with_capacity(value.len());
    let mut is_after_blank = false;
    for c in value.chars() {
        let is_blank = c.is_whitespace() || c.is_control();
        spelt.push(if is_blank && (c != ' ' || is_after_blank) { '·' } else { c });
        is_after_blank = is_blank;
    }
    spelt
}

/// What was or will be done, as a step of undo is called.
pub fn step(change: &FieldChange) -> String {
    match change {
        FieldChange::Rename { field, to } => tr!("library-step-rename", field = field.clone(), to = to.clone()),
        FieldChange::Retype { field, to } => tr!("library-step-retype", field = field.clone(), to = type_name(*to)),
        FieldChange::Merge { field, into, values } => {
            let others: Vec<&String> = values.iter().filter(|value| *value != into).collect();
            let (field, into, first) = (field.clone(), into.clone(), others.first().map(|first| (*first).clone()));
            tr!(
                "library-step-merge",
                field = field,
                into = into,
                count = others.len(),
                value = first.unwrap_or_default()
            )
        }
        FieldChange::MergeGroups { field, synonyms } => {
            tr!("library-step-merge-groups", field = field.clone(), count = groups_of(synonyms))
        }
        FieldChange::Delete { field } => tr!("library-step-delete", field = field.clone()),
    }
}

/// “3 criteria, 1 segment and 2 leads of the model”; empty where there is nothing.
pub fn uses(of: &FieldUse) -> String {
    let counted = |count: usize, text: fn(usize) -> String| (count > 0).then(|| text(count));
    let parts: Vec<String> = [
        counted(of.criteria.len(), |count| tr!("library-use-criteria", count = count)),
        counted(of.segments, |count| tr!("library-use-segments", count = count)),
        counted(of.own_leads, |count| tr!("library-use-leads", count = count)),
        counted(of.scenarios, |count| tr!("library-use-scenarios", count = count)),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => tr!("library-list-and", first = first.join(", "), last = last.clone()),
    }
}

/// The names of criteria, the first few of them: “Manager”, “Director” and 3 more.
pub fn criteria(model: &Model, ids: &[CriterionId]) -> String {
    const SHOWN: usize = 4;
    // To say of the last one only that there is one more takes as much room as its name.
    let shown = if ids.len() == SHOWN + 1 { ids.len() } else { SHOWN };
    let name = |id: &CriterionId| model.criterion(id).map_or_else(|| id.to_string(), |one| format!("“{}”", one.name));
    let named: Vec<String> = ids.iter().take(shown).map(name).collect();
    let more = ids.len() - named.len();
    let named = named.join(", ");
    if more > 0 { tr!("library-and-more", named = named, count = more) } else { named }
}
