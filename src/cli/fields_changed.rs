//! What `tandem fields` answers to a change.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Serialize;

use super::{
    args::AnyFormat,
    fields_answer::{Count, MOST_LETTERS, counts, in_words, json, shown},
    output,
    words::counted,
};
use crate::{
    library::{FieldChange, FieldEffect, Retired, RetiredBy},
    model::wording::grouped,
    scoring::Shift,
};

#[derive(Serialize)]
struct Effect<'a> {
    change: &'a FieldChange,
    dry_run: bool,
    changed: u64,
    lost_total: u64,
    lost: Vec<Count<'a>>,
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    criteria: Option<Vec<ShiftedRow<'a>>>,
}

#[derive(Serialize)]
struct ShiftedRow<'a> {
    id: &'a str,
    name: &'a str,
    before: u64,
    after: u64,
    gained: u64,
    lost: u64,
}

/// A criterion that matches other leads than before.
pub struct Shifted {
    pub name: String,
    pub shift: Shift,
}

impl Shifted {
    fn row(&self) -> ShiftedRow<'_> {
        let Shift { criterion, before, after, gained, lost } = &self.shift;
        let (before, after, gained, lost) = (*before, *after, *gained, *lost);
        ShiftedRow { id: &criterion.0, name: &self.name, before, after, gained, lost }
    }
}

/// A change, and what is told of it.
pub struct Told<'a> {
    pub change: &'a FieldChange,
    pub effect: &'a FieldEffect,
    /// Of the model that was named.
    pub shifts: Option<&'a [Shifted]>,
    pub dry_run: bool,
}

/// What a change did, or would do.
pub fn changed(told: &Told<'_>, format: AnyFormat) -> anyhow::Result<()> {
    let Told { change, effect, shifts, dry_run } = *told;
    if format != AnyFormat::Text {
        let FieldEffect { changed, lost_total, lost, notes } = effect;
        let (changed, lost_total, lost) = (*changed, *lost_total, counts(lost));
        let criteria = shifts.map(|shifts| shifts.iter().map(Shifted::row).collect());
        return json(&Effect { change, dry_run, changed, lost_total, lost, notes, criteria });
    }
    let head = if dry_run { "A dry run: nothing was written. It would " } else { "Done: " };
    let mut text = format!("{head}{}", in_words(change));
    let is_deleted = matches!(change, FieldChange::Delete { .. });
    if !matches!(change, FieldChange::Rename { .. }) && !is_deleted {
        let one = if effect.changed == 1 { "reads" } else { "read" };
        let _infallible = write!(text, "\n{} {one} differently", counted(effect.changed, "lead", "leads"));
    }
    if effect.lost_total > 0 {
        let of = if is_deleted { "" } else { ", since these can’t be read so" };
        let (one, many) = ("lead loses its value", "leads lose their value");
        let _infallible = write!(text, "\n{}{of}:", counted(effect.lost_total, one, many));
        for count in &effect.lost {
            let _infallible = write!(text, "\n  {} × {}", grouped(count.leads), shown(&count.value, 2 * MOST_LETTERS));
        }
        let listed: u64 = effect.lost.iter().map(|count| count.leads).sum();
        if listed < effect.lost_total {
            let _infallible = write!(text, "\n  … and {} more", grouped(effect.lost_total - listed));
        }
    }
    if let FieldChange::MergeGroups { synonyms, .. } = change {
        text.push_str(&spelt(synonyms));
    }
    for note in &effect.notes {
        let _infallible = write!(text, "\nNote: {note}");
    }
    if let Some(shifts) = shifts {
        text.push_str(&shifted(shifts));
    }
    output::line(&text)
}

/// What becomes what: `Software ← software, SOFTWARE`.
fn spelt(synonyms: &BTreeMap<String, String>) -> String {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (value, into) in synonyms {
        groups.entry(into).or_default().push(shown(value, 2 * MOST_LETTERS));
    }
    let line =
        |(into, values): (&str, Vec<String>)| format!("\n  {} ← {}", shown(into, 2 * MOST_LETTERS), values.join(", "));
    groups.into_iter().map(line).collect()
}

/// The criteria that match other leads; the model that was named is left as it is.
fn shifted(shifts: &[Shifted]) -> String {
    if shifts.is_empty() {
        return "\nNo criterion of the model matches other leads by that".to_owned();
    }
    let mut text = "\nCriteria that match other leads by that, the model being as it is:".to_owned();
    for Shifted { name, shift } in shifts {
        let leads = counted(shift.after, "lead", "leads");
        let moved = match (shift.gained, shift.lost) {
            (gained, 0) => format!("+{}", grouped(gained)),
            (0, lost) => format!("−{}", grouped(lost)),
            (gained, lost) => format!("+{}, −{}", grouped(gained), grouped(lost)),
        };
        let _infallible = write!(text, "\n  {name}: {} → {leads} ({moved})", grouped(shift.before));
    }
    text
}

pub fn no_spellings(field: &str, format: AnyFormat) -> anyhow::Result<()> {
    if format != AnyFormat::Text {
        return json(&serde_json::Value::Null);
    }
    output::line(&format!("No two values of “{field}” differ only by capitals or blanks"))
}

/// The columns that went out of the file, or would, each with the field that it was.
pub fn removed(columns: &[Retired], dry_run: bool, format: AnyFormat) -> anyhow::Result<()> {
    if format != AnyFormat::Text {
        #[derive(Serialize)]
        struct Column<'a> {
            field: &'a str,
            values: u64,
            why: RetiredBy,
        }
        #[derive(Serialize)]
        struct Removed<'a> {
            dry_run: bool,
            removed: usize,
            columns: Vec<Column<'a>>,
        }
        let rows = columns.iter().map(|one| Column { field: &one.field, values: one.values, why: one.why });
        return json(&Removed { dry_run, removed: columns.len(), columns: rows.collect() });
    }
    let mut text = match (columns.len() as u64, dry_run) {
        (0, false) => "No column was retired; what was done before can’t be undone any more".to_owned(),
        (0, true) => "A dry run: nothing was written. No column is retired".to_owned(),
        (count, false) => counted(count, "retired column is gone for good", "retired columns are gone for good"),
        (count, true) => {
            let columns = counted(count, "retired column", "retired columns");
            format!("A dry run: nothing was written. It would take {columns} out of the file for good")
        }
    };
    for Retired { field, values, why } in columns {
        let what = match why {
            RetiredBy::Deleting => ", deleted",
            RetiredBy::Changing => " as it was before",
            RetiredBy::Undoing => " by a change that was undone",
        };
        let _infallible = write!(text, "\n  {field}{what}: {}", counted(*values, "value", "values"));
    }
    output::line(&text)
}
