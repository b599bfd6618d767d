//! What `tandem fields` answers.

use std::{fmt::Write as _, io, path::Path};

use anyhow::anyhow;
use serde::Serialize;

use super::{
    args::AnyFormat,
    output, table,
    words::{counted, percent},
};
use crate::{
    lead::{FieldType, Value},
    library::{FieldChange, FieldStep, FieldSteps, FieldSummary, FileStep, ValueCount, groups_of},
    model::wording::grouped,
    scoring::{Column, Columns},
};

/// So many values are shown of each field.
const MOST_SHOWN: usize = 4;
/// So many letters of each.
pub(super) const MOST_LETTERS: usize = 24;
/// So many values are written into a cell of a spreadsheet.
const MOST_IN_CELL: usize = 20;

/// What a change is, in words: `make “Size” a number`.
pub(super) fn in_words(change: &FieldChange) -> String {
    match change {
        FieldChange::Rename { field, to } => format!("rename “{field}” to “{to}”"),
        FieldChange::Retype { field, to: FieldType::YesNo } => format!("make “{field}” a yes/no"),
        FieldChange::Retype { field, to } => format!("make “{field}” a {to}"),
        FieldChange::Merge { field, into, values } => {
            let values: Vec<String> = values.iter().map(|value| format!("“{value}”")).collect();
            format!("merge {} of “{field}” into “{into}”", values.join(", "))
        }
        FieldChange::MergeGroups { field, synonyms } => {
            let groups = counted(groups_of(synonyms) as u64, "group", "groups");
            format!("merge {groups} of spellings of “{field}”")
        }
        FieldChange::Delete { field } => format!("delete “{field}”"),
    }
}

#[derive(Serialize)]
pub(super) struct Count<'a> {
    pub value: &'a str,
    pub leads: u64,
}

pub(super) fn counts(values: &[ValueCount]) -> Vec<Count<'_>> {
    values.iter().map(|count| Count { value: &count.value, leads: count.leads }).collect()
}

/// What was undone or done again; `nothing` if that is what there was.
pub fn stepped(done: &str, nothing: &str, step: Option<&FieldStep>, format: AnyFormat) -> anyhow::Result<()> {
    if format != AnyFormat::Text {
        #[derive(Serialize)]
        struct Aside<'a> {
            from: &'a str,
            to: &'a str,
        }
        #[derive(Serialize)]
        struct Stepped<'a> {
            change: Option<&'a FieldChange>,
            #[serde(skip_serializing_if = "Option::is_none")]
            aside: Option<Aside<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            stay_merged: Option<u64>,
        }
        let aside = step.and_then(|step| step.aside.as_ref()).map(|(from, to)| Aside { from, to });
        let stay_merged = step.map(|step| step.stay_merged).filter(|leads| *leads > 0);
        return json(&Stepped { change: step.map(|step| &step.step.change), aside, stay_merged });
    }
    match step {
        Some(FieldStep { step: FileStep { change, .. }, aside, stay_merged }) => {
            let mut text = format!("{done}: {}", in_words(change));
            if let Some((from, to)) = aside {
                let _infallible = write!(text, "\nNote: A field that had come in as “{from}” is called “{to}” now");
            }
            if *stay_merged > 0 {
                let leads = counted(*stay_merged, "lead that came in since keeps", "leads that came in since keep");
                let into = match change {
                    FieldChange::Merge { into, .. } => format!("“{into}”"),
                    _ => "what values were merged into".to_owned(),
                };
                let _infallible = write!(text, "\nNote: {leads} {into}, as what their file said is not kept");
            }
            output::line(&text)
        }
        None => output::line(&format!("There is {nothing}")),
    }
}

/// All values of a text field.
pub fn values(columns: &Columns, field: &str) -> anyhow::Result<Vec<ValueCount>> {
    let found = columns.field(field).ok_or_else(|| anyhow!("there is no field “{field}” in the library"))?;
    let Column::Text { codes, values } = &found.column else {
        return Err(anyhow!("“{field}” is a {}; only values of a text can be merged", found.column.field_type()));
    };
    let mut counts = vec![0; values.len()];
    codes.iter().flatten().for_each(|code| counts[code] += 1);
    let counted = values.iter().zip(counts).filter(|(_, leads)| *leads > 0);
    Ok(counted.map(|(value, leads)| ValueCount { value: value.to_owned(), leads }).collect())
}

pub fn suggested(groups: &[Vec<ValueCount>], format: AnyFormat) -> anyhow::Result<()> {
    if format != AnyFormat::Text {
        let groups: Vec<Vec<Count<'_>>> = groups.iter().map(|group| counts(group)).collect();
        return json(&groups);
    }
    if groups.is_empty() {
        return output::line("No two values look like the same thing");
    }
    let value = |count: &ValueCount| format!("{} ({})", shown(&count.value, 2 * MOST_LETTERS), grouped(count.leads));
    let lines: Vec<String> =
        groups.iter().map(|group| group.iter().map(value).collect::<Vec<_>>().join(" = ")).collect();
    output::line(&lines.join("\n"))
}

/// The fields with what is in them, and what can be undone.
pub fn list(
    library: &Path,
    leads: u64,
    fields: &[FieldSummary],
    steps: &FieldSteps,
    format: AnyFormat,
) -> anyhow::Result<()> {
    match format {
        AnyFormat::Text => output::to(None, |out| as_text(out, (library, leads), fields, steps)),
        AnyFormat::Json => as_json(leads, fields, steps),
        AnyFormat::Csv => output::to(None, |out| as_csv(out, fields)),
    }
}

fn as_text(
    out: &mut dyn io::Write,
    (library, leads): (&Path, u64),
    fields: &[FieldSummary],
    steps: &FieldSteps,
) -> io::Result<()> {
    let (fields_are, leads_are) = (counted(fields.len() as u64, "field", "fields"), counted(leads, "lead", "leads"));
    writeln!(out, "{fields_are} of {leads_are} in “{}”", library.display())?;
    let row = |field: &FieldSummary| {
        vec![
            field.name.clone(),
            field.field_type.to_string(),
            percent((field.leads > 0).then(|| field.filled as f64 / field.leads as f64)),
            grouped(field.distinct),
            what_is_in(field),
        ]
    };
    if !fields.is_empty() {
        let rows: Vec<Vec<String>> = fields.iter().map(row).collect();
        table::write(out, &["Field", "type", "filled", "different", "values"], &rows)?;
    }
    if let Some(last) = steps.done.last() {
        let changes = counted(steps.done.len() as u64, "change", "changes");
        writeln!(out, "{changes} can be undone (--undo), the last one first: {}", in_words(&last.change))?;
    }
    if let Some(next) = steps.undone.first() {
        let changes = counted(steps.undone.len() as u64, "change", "changes");
        writeln!(out, "{changes} can be done again (--redo), next: {}", in_words(&next.change))?;
    }
    if steps.retired > 0 {
        let retired = counted(steps.retired as u64, "retired column is", "retired columns are");
        writeln!(out, "{retired} still in the file (--remove-for-good)")?;
    }
    Ok(())
}

/// The range of numbers and dates; of texts, and of yes and no, the most common values.
fn what_is_in(field: &FieldSummary) -> String {
    if let Some((least, most)) = &field.range {
        let median = field.median.map(|median| format!(", median {median}"));
        return format!("{least} to {most}{}", median.unwrap_or_default());
    }
    let value = |count: &ValueCount| format!("{} ({})", shown(&count.value, MOST_LETTERS), grouped(count.leads));
    let shown: Vec<String> = field.values.iter().take(MOST_SHOWN).map(value).collect();
    let more = if field.distinct > shown.len() as u64 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// On one line, and not too long. Blanks that can't be seen to differ from one are shown.
pub(super) fn shown(value: &str, most: usize) -> String {
    let mut line = String::with_capacity(value.len());
    let mut after_blank = false;
    for c in value.chars() {
        let is_blank = c.is_whitespace() || c.is_control();
        line.push(if is_blank && (c != ' ' || after_blank) { '␣' } else { c });
        after_blank = is_blank;
    }
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

#[derive(Serialize)]
struct Listed<'a> {
    leads: u64,
    fields: Vec<ListedField<'a>>,
    done: Vec<&'a FieldChange>,
    undone: Vec<&'a FieldChange>,
    retired: usize,
}

#[derive(Serialize)]
struct ListedField<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    field_type: FieldType,
    filled: u64,
    distinct: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<Plain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    median: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    greatest: Option<Plain>,
    values: Vec<Count<'a>>,
}

/// A value as a program takes it.
#[derive(Serialize)]
#[serde(untagged)]
enum Plain {
    Number(f64),
    Text(String),
}

impl Plain {
    fn of(value: &Value) -> Self {
        match value {
            Value::Number(number) => Self::Number(*number),
            value => Self::Text(value.to_string()),
        }
    }
}

fn as_json(leads: u64, fields: &[FieldSummary], steps: &FieldSteps) -> anyhow::Result<()> {
    let field =
        |field: &FieldSummary| field.range.as_ref().map(|(least, most)| (Plain::of(least), Plain::of(most))).unzip();
    let fields = fields.iter().map(|summary| {
        let (least, greatest) = field(summary);
        ListedField {
            name: &summary.name,
            field_type: summary.field_type,
            filled: summary.filled,
            distinct: summary.distinct,
            least,
            median: summary.median,
            greatest,
            values: counts(&summary.values),
        }
    });
    let FieldSteps { done, undone, retired } = steps;
    let [done, undone] = [done, undone].map(|steps| steps.iter().map(|step| &step.change).collect());
    json(&Listed { leads, fields: fields.collect(), done, undone, retired: *retired })
}

fn as_csv(out: &mut dyn io::Write, fields: &[FieldSummary]) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["name", "type", "filled", "leads", "distinct", "least", "median", "greatest", "values"])?;
    for field in fields {
        let (least, greatest) =
            field.range.as_ref().map(|(least, most)| (least.to_string(), most.to_string())).unwrap_or_default();
        let value = |count: &ValueCount| format!("{} ({})", count.value, count.leads);
        let values: Vec<String> = field.values.iter().take(MOST_IN_CELL).map(value).collect();
        csv.write_record([
            field.name.as_str(),
            &field.field_type.to_string(),
            &field.filled.to_string(),
            &field.leads.to_string(),
            &field.distinct.to_string(),
            &least,
            &field.median.map(|median| median.to_string()).unwrap_or_default(),
            &greatest,
            &values.join("; "),
        ])?;
    }
    csv.flush()
}

pub(super) fn json(answer: &impl Serialize) -> anyhow::Result<()> {
    output::to(None, |out| {
        serde_json::to_writer_pretty(&mut *out, answer)?;
        writeln!(out)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_differ_in_blanks_are_seen_to_differ() {
        assert_eq!(shown("Marketing Manager", 24), "Marketing Manager");
        assert_eq!(shown("Marketing\u{a0}Manager", 24), "Marketing␣Manager");
        assert_eq!(shown("two  blanks\n", 24), "two ␣blanks␣");
        assert_eq!(shown("Business Development", 9), "Business…");
    }
}
