//! Rows of a CSV file → events of the leads of the library.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, Statement};

use super::{
    ImportRequest, Missing, counted,
    guess::{Format, Tally},
    names::{self, Name},
    report::{ColumnGuess, ImportReport, Role},
    table::Table,
    value,
};
use crate::{
    lead::FieldType,
    library::{LibraryError, Progress, dictionary::Dictionary},
};

/// Which column of a file of events is what.
struct EventPlan {
    lead: usize,
    /// `None`: the file holds one kind, which is this.
    kind: Result<usize, String>,
    at: usize,
    month_first: bool,
    detail: Option<usize>,
    amount: Option<usize>,
    decimal_comma: bool,
}

/// An event that waits to be written: codes instead of texts, since there may be millions.
struct Waiting {
    lead: i64,
    at: i64,
    kind: u32,
    detail: Option<u32>,
    amount: Option<f64>,
}

pub(super) fn import(
    connection: &Connection,
    table: &Table,
    request: &ImportRequest,
    progress: &Progress,
    report: &mut ImportReport,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<(), LibraryError> {
    table.note_encoding(report);
    let missing = Missing::new(&request.null_words);
    let leads = lead_ids(connection).map_err(failed)?;
    let plan = EventPlan::make(table, &missing, &leads, progress, report)?;
    let mut texts = Dictionary::default();
    let mut waiting = Vec::new();
    let rejected = report.rejected_count;
    table.each_row(progress, |line, cells| {
        let read = cells.and_then(|cells| {
            plan.read(table, &leads, &mut texts, |column| cells.get(column).and_then(|cell| missing.cell(cell)))
        });
        match read {
            Ok(event) => waiting.push(event),
            Err(reason) => report.reject(&table.file, line, reason),
        }
        Ok(())
    })?;
    let rejected = report.rejected_count - rejected;
    if waiting.is_empty() && rejected > 0 {
        report.notes.push(format!(
            "none of {} in {} could be taken; the lead was sought in “{}”",
            counted(rejected, "row", "rows"),
            table.file,
            table.header[plan.lead]
        ));
    }
    // In the order of the table; a stable sort, so that events of one instant stay as the file has them.
    waiting.sort_by_key(|event| (event.lead, event.at));
    let mut writer = Writer::new(connection, &texts).map_err(failed)?;
    for events in waiting.chunk_by(|a, b| a.lead == b.lead) {
        progress.step(0)?;
        let new = writer.write(events).map_err(failed)?;
        report.events_new += new;
        report.events_same += events.len() as u64 - new;
    }
    Ok(())
}

fn lead_ids(connection: &Connection) -> rusqlite::Result<HashMap<String, i64>> {
    let mut statement = connection.prepare("SELECT key, id FROM leads")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

impl EventPlan {
    fn make(
        table: &Table,
        missing: &Missing,
        leads: &HashMap<String, i64>,
        progress: &Progress,
        report: &mut ImportReport,
    ) -> Result<Self, LibraryError> {
        let names: Vec<Name> = table.header.iter().map(|name| Name::new(name)).collect();
        let mut tallies = vec![Tally::new(true, false); names.len()];
        // For each column, how many of its values are keys of leads.
        let mut known = vec![0_u64; names.len()];
        table.each_row(progress, |_, cells| {
            let Ok(cells) = cells else { return Ok(()) };
            for (column, tally) in tallies.iter_mut().enumerate() {
                let Some(cell) = cells.get(column).and_then(|cell| missing.cell(cell)) else { continue };
                tally.add(cell);
                known[column] += u64::from(leads.contains_key(cell));
            }
            Ok(())
        })?;
        let columns = Columns { names: &names, tallies: &tallies, known: &known };
        let (Some(lead), Some(at)) = (columns.lead(), columns.at()) else {
            let lacks = if columns.lead().is_none() { "names the lead" } else { "holds the time" };
            return Err(LibraryError::Input(format!(
                "no column of {} {lacks} of an event; its columns are: {}",
                table.file,
                table.header.join(", ")
            )));
        };
        let kind = columns.best(names::EVENT_KINDS, &[lead, at], |_| true);
        let mut taken = vec![lead, at];
        taken.extend(kind);
        let amount = columns.best(names::EVENT_AMOUNTS, &taken, |column| {
            tallies[column].filled > 0
                && tallies[column].guess(&names[column], table.delimiter).field_type() == FieldType::Number
        });
        taken.extend(amount);
        let detail = columns.best(names::EVENT_DETAILS, &taken, |column| tallies[column].filled > 0);
        let kind = kind.ok_or_else(|| kind_of_file(&table.file));
        if let Err(kind) = &kind {
            report.notes.push(format!(
                "no column of {} says what happened, so all its events are of the kind “{kind}”",
                table.file
            ));
        }
        let month_first = tallies[at].format_of(FieldType::Date, table.delimiter) == Format::Date { month_first: true };
        let decimal_comma = amount.is_some_and(|amount| {
            tallies[amount].format_of(FieldType::Number, table.delimiter) == Format::Number { decimal_comma: true }
        });
        let plan = Self { lead, kind, at, month_first, detail, amount, decimal_comma };
        report.event_columns.extend(table.header.iter().enumerate().map(|(column, name)| ColumnGuess {
            name: name.clone(),
            role: plan.role(column),
            field_type: None,
            filled: tallies[column].filled,
        }));
        Ok(plan)
    }

    fn role(&self, column: usize) -> Role {
        if column == self.lead {
            Role::Lead
        } else if self.kind == Ok(column) {
            Role::Kind
        } else if column == self.at {
            Role::At
        } else if self.detail == Some(column) {
            Role::Detail
        } else if self.amount == Some(column) {
            Role::Amount
        } else {
            Role::Ignored
        }
    }

    fn read<'a>(
        &self,
        table: &Table,
        leads: &HashMap<String, i64>,
        texts: &mut Dictionary,
        cell: impl Fn(usize) -> Option<&'a str>,
    ) -> Result<Waiting, String> {
        let needed = |column: usize| cell(column).ok_or_else(|| format!("“{}” is missing", table.header[column]));
        let key = needed(self.lead)?;
        let lead = *leads.get(key).ok_or_else(|| format!("there is no lead “{key}”"))?;
        let at = needed(self.at)?;
        let Some(moment) = value::moment(at, self.month_first) else {
            return Err(format!("“{at}” is no date or time; write it as 2026-11-18T14:30:00Z"));
        };
        let kind = match &self.kind {
            Ok(column) => texts.code(needed(*column)?),
            Err(kind) => texts.code(kind),
        };
        let amount = self.amount.and_then(&cell).map(|amount| {
            let number = value::number(amount, self.decimal_comma).map(|number| number.value);
            number.ok_or_else(|| format!("“{amount}” is no number"))
        });
        Ok(Waiting {
            lead,
            at: moment.instant().0,
            kind,
            detail: self.detail.and_then(&cell).map(|detail| texts.code(detail)),
            amount: amount.transpose()?,
        })
    }
}

/// What the first reading of a file of events found.
struct Columns<'a> {
    names: &'a [Name],
    tallies: &'a [Tally],
    known: &'a [u64],
}

impl Columns<'_> {
    fn best(&self, list: &[&str], taken: &[usize], fit: impl Fn(usize) -> bool) -> Option<usize> {
        let ranked = |column: &usize| self.names[*column].rank(list);
        (0..self.names.len())
            .filter(|column| ranked(column).is_some() && !taken.contains(column) && fit(*column))
            .min_by_key(ranked)
    }

    /// By name where it holds keys of leads, else what holds most keys, else by name alone.
    fn lead(&self) -> Option<usize> {
        let most = self.known.iter().max().copied().unwrap_or(0);
        self.best(names::EVENT_LEADS, &[], |column| self.known[column] > 0 && self.known[column] * 2 >= most)
            .or_else(|| self.known.iter().position(|known| *known == most && most > 0))
            .or_else(|| self.best(names::EVENT_LEADS, &[], |_| true))
    }

    /// By name where all values are times, else the one with the best name that holds times at all, else any that
    /// holds nothing else.
    fn at(&self) -> Option<usize> {
        let times = |column: usize| self.tallies[column].date_count();
        let whole = |column: usize| times(column) > 0 && times(column) == self.tallies[column].filled;
        self.best(names::EVENT_TIMES, &[], whole)
            .or_else(|| self.best(names::EVENT_TIMES, &[], |column| times(column) > 0))
            .or_else(|| (0..self.names.len()).find(|column| whole(*column)))
    }
}

/// `exports/email_click_data.csv` holds events of the kind `email_click`.
fn kind_of_file(file: &str) -> String {
    let stem = std::path::Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem = stem.unwrap_or_default();
    let kind = stem.trim_end_matches("_data").trim_end_matches("_events").trim();
    if kind.is_empty() { "event".to_owned() } else { kind.to_owned() }
}

/// What makes two events alike, but for their lead.
type Likeness = (i64, String, Option<String>, Option<u64>);

/// Writes the events of one lead after another.
struct Writer<'a> {
    texts: &'a Dictionary,
    find: Statement<'a>,
    insert: Statement<'a>,
    /// The library had events before.
    had_events: bool,
}

impl<'a> Writer<'a> {
    fn new(connection: &'a Connection, texts: &'a Dictionary) -> rusqlite::Result<Self> {
        Ok(Self {
            texts,
            find: connection.prepare("SELECT at, n, kind, detail, amount FROM events WHERE lead = ?1")?,
            insert: connection
                .prepare("INSERT INTO events (lead, at, n, kind, detail, amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
            had_events: connection.query_row("SELECT EXISTS (SELECT 1 FROM events)", [], |row| row.get(0))?,
        })
    }

    /// Writes those of one lead's events that are not there yet, and says how many.
    ///
    /// Of events that are alike, the library has in the end as many as it had or as the file has, whichever is more.
    fn write(&mut self, events: &[Waiting]) -> rusqlite::Result<u64> {
        let Some(first) = events.first() else { return Ok(0) };
        let mut there: BTreeMap<Likeness, u32> = BTreeMap::new();
        // For each instant, the next free number.
        let mut next: HashMap<i64, i64> = HashMap::new();
        if self.had_events {
            let mut rows = self.find.query([first.lead])?;
            while let Some(row) = rows.next()? {
                let at = row.get(0)?;
                let free = next.entry(at).or_insert(0);
                *free = (*free).max(row.get::<_, i64>(1)? + 1);
                let amount: Option<f64> = row.get(4)?;
                *there.entry((at, row.get(2)?, row.get(3)?, amount.map(f64::to_bits))).or_insert(0) += 1;
            }
        }
        let mut written = 0;
        for event in events {
            let kind = self.texts.value(event.kind).unwrap_or_default();
            let detail = event.detail.and_then(|detail| self.texts.value(detail));
            if !there.is_empty() {
                let like = (event.at, kind.to_owned(), detail.map(str::to_owned), event.amount.map(f64::to_bits));
                if let Some(count) = there.get_mut(&like).filter(|count| **count > 0) {
                    *count -= 1;
                    continue;
                }
            }
            let n = next.entry(event.at).or_insert(0);
            self.insert.execute(rusqlite::params![event.lead, event.at, *n, kind, detail, event.amount])?;
            *n += 1;
            written += 1;
        }
        Ok(written)
    }
}
