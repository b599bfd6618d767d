//! Rows of a CSV file → leads of the library.

use std::collections::HashMap;

use csv::StringRecord;
use rusqlite::{Connection, Statement, types::ValueRef};

use super::{
    ImportRequest, Missing,
    plan::{Plan, Planned},
    report::ImportReport,
    table::Table,
};
use crate::{
    lead::{Outcome, Value},
    library::{
        LibraryError, Progress, read,
        schema::{self, StoredField, bind_value, outcome_word, quote},
    },
};

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
    let mut existing = schema::fields(connection).map_err(failed)?;
    let plan = Plan::make(table, request, &missing, &existing, progress, report)?;
    if existing.len() + plan.attributes.len() > schema::MOST_FIELDS {
        return Err(LibraryError::Input(format!(
            "{} has more columns than the {} attributes a library can hold; leave out those that no rule needs",
            table.file,
            schema::MOST_FIELDS
        )));
    }
    let fields = fields(connection, table, &plan, &mut existing).map_err(failed)?;
    let mut writer = Writer::new(connection, &plan, &fields).map_err(failed)?;
    let mut row = Row::new(&plan);
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut number = 0;
    table.each_row(progress, |line, cells| {
        number += 1;
        let cells = match cells {
            Ok(cells) => cells,
            Err(reason) => {
                report.reject(&table.file, line, reason);
                return Ok(());
            }
        };
        let key = match plan.key {
            None => format!("row-{number}"),
            Some(column) => match cells.get(column).and_then(|cell| missing.cell(cell)) {
                Some(key) => key.to_owned(),
                None => {
                    report.reject(&table.file, line, format!("the key “{}” is missing", table.header[column]));
                    return Ok(());
                }
            },
        };
        if let Some(first) = lines.get(&key) {
            report.reject(
                &table.file,
                line,
                format!("the key “{key}” is on line {first} already; the first one counts"),
            );
            return Ok(());
        }
        row.read(cells, &plan, &missing);
        match writer.write(&key, &row).map_err(failed)? {
            Written::New => report.new += 1,
            Written::Changed => report.changed += 1,
            Written::Same => report.same += 1,
        }
        lines.insert(key, line);
        Ok(())
    })?;
    if lines.is_empty() {
        let why = report.rejected.first().map(|row| format!(" (line {}: {})", row.line, row.reason));
        return Err(LibraryError::Input(format!(
            "no row of {} could be taken as a lead{}",
            table.file,
            why.unwrap_or_default()
        )));
    }
    note_misfits(table, &plan, &row, report);
    Ok(())
}

/// The stored fields of the attributes of the plan, in its order; new ones are added to the library.
fn fields(
    connection: &Connection,
    table: &Table,
    plan: &Plan,
    existing: &mut Vec<StoredField>,
) -> rusqlite::Result<Vec<StoredField>> {
    let mut fields = Vec::new();
    for planned in &plan.attributes {
        let name = &table.header[planned.column];
        let field = match existing.iter().find(|field| field.name == *name) {
            Some(field) => field.clone(),
            None => {
                let field = schema::add_field(connection, existing, name, planned.format.field_type())?;
                existing.push(field.clone());
                field
            }
        };
        fields.push(field);
    }
    Ok(fields)
}

fn note_misfits(table: &Table, plan: &Plan, row: &Row, report: &mut ImportReport) {
    let dates = [plan.created, plan.closed].into_iter().flatten().map(|(column, format)| (column, format.field_type()));
    let attributes = plan.attributes.iter().map(|planned| (planned.column, planned.format.field_type()));
    let columns: Vec<_> = dates.chain(attributes).collect();
    for (column, field_type) in columns {
        let count = row.misfits.get(&column).copied().unwrap_or(0);
        if count > 0 {
            let (values, count_as) = match count {
                1 => ("value is", "counts as"),
                _ => ("values are", "count as"),
            };
            report
                .notes
                .push(format!("“{}”: {count} {values} no {field_type} and {count_as} missing", table.header[column]));
        }
    }
}

/// What one row says, in terms of the plan.
struct Row {
    account: Option<String>,
    created: Option<String>,
    closed: Option<String>,
    outcome: Outcome,
    values: Vec<Option<Value>>,
    /// By column: how many values did not fit the type.
    misfits: HashMap<usize, u64>,
}

impl Row {
    fn new(plan: &Plan) -> Self {
        let columns = plan.attributes.iter().map(|planned| planned.column);
        let dates = [plan.created, plan.closed].into_iter().flatten().map(|(column, _)| column);
        Self {
            account: None,
            created: None,
            closed: None,
            outcome: Outcome::Open,
            values: Vec::with_capacity(plan.attributes.len()),
            misfits: columns.chain(dates).map(|column| (column, 0)).collect(),
        }
    }

    fn read(&mut self, cells: &StringRecord, plan: &Plan, missing: &Missing) {
        let cell = |column: usize| cells.get(column).and_then(|cell| missing.cell(cell));
        self.account = plan.account.and_then(cell).map(str::to_owned);
        let misfits = &mut self.misfits;
        let mut parse = |Planned { column, format }: &Planned| {
            let value = format.parse(cell(*column)?);
            if value.is_none() {
                *misfits.entry(*column).or_default() += 1;
            }
            value
        };
        let mut date = |planned: Option<(usize, super::guess::Format)>| {
            let (column, format) = planned?;
            parse(&Planned { column, format }).map(|value| value.to_string())
        };
        self.created = date(plan.created);
        self.closed = date(plan.closed);
        self.outcome = plan.outcome.as_ref().map_or(Outcome::Open, |outcome| outcome.outcome(cell(outcome.column)));
        self.values.clear();
        self.values.extend(plan.attributes.iter().map(parse));
    }
}

enum Written {
    New,
    Changed,
    Same,
}

/// The columns of `leads` that a file has a say in, and the statements over them.
struct Writer<'a> {
    find: Statement<'a>,
    insert: Statement<'a>,
    update: Statement<'a>,
    columns: Vec<Target>,
    fields: &'a [StoredField],
    next_id: i64,
    /// The library had leads before.
    had_leads: bool,
}

#[derive(Clone, Copy)]
enum Target {
    Account,
    Created,
    Closed,
    Outcome,
    /// Index into the plan's attributes.
    Attribute(usize),
}

impl<'a> Writer<'a> {
    fn new(connection: &'a Connection, plan: &Plan, fields: &'a [StoredField]) -> rusqlite::Result<Self> {
        let roles = [
            (plan.account.is_some(), Target::Account, "account"),
            (plan.created.is_some(), Target::Created, "created"),
            (plan.closed.is_some(), Target::Closed, "closed"),
            (plan.outcome.is_some(), Target::Outcome, "outcome"),
        ];
        let mut columns = Vec::new();
        let mut names = Vec::new();
        for (_, target, name) in roles.into_iter().filter(|(mapped, ..)| *mapped) {
            columns.push(target);
            names.push(name.to_owned());
        }
        for (index, field) in fields.iter().enumerate() {
            columns.push(Target::Attribute(index));
            names.push(quote(&field.column));
        }
        let prefixed = |prefix: &str| names.iter().map(|name| format!("{prefix}{name}")).collect::<String>();
        let places: String = (0..names.len()).map(|index| format!(", ?{}", index + 3)).collect();
        let sets: Vec<String> =
            names.iter().enumerate().map(|(index, name)| format!("{name} = ?{}", index + 3)).collect();
        // Without any column but the key there is nothing to update; `id = id` keeps the statement whole.
        let sets = if sets.is_empty() { "id = id".to_owned() } else { sets.join(", ") };
        let newest: Option<i64> = connection.query_row("SELECT max(id) FROM leads", [], |row| row.get(0))?;
        Ok(Self {
            find: connection.prepare(&format!("SELECT id{} FROM leads WHERE key = ?1", prefixed(", ")))?,
            insert: connection
                .prepare(&format!("INSERT INTO leads (id, key{}) VALUES (?1, ?2{places})", prefixed(", ")))?,
            update: connection.prepare(&format!("UPDATE leads SET {sets} WHERE id = ?1 AND key = ?2"))?,
            columns,
            fields,
            next_id: newest.unwrap_or(0) + 1,
            had_leads: newest.is_some(),
        })
    }

    fn write(&mut self, key: &str, row: &Row) -> rusqlite::Result<Written> {
        if self.had_leads
            && let Some((id, same)) = self.find(key, row)?
        {
            if same {
                return Ok(Written::Same);
            }
            bind(&mut self.update, &self.columns, id, key, row)?;
            self.update.raw_execute()?;
            return Ok(Written::Changed);
        }
        bind(&mut self.insert, &self.columns, self.next_id, key, row)?;
        self.insert.raw_execute()?;
        self.next_id += 1;
        Ok(Written::New)
    }

    /// The id of the lead with this key, and whether it is just so already.
    fn find(&mut self, key: &str, row: &Row) -> rusqlite::Result<Option<(i64, bool)>> {
        let mut rows = self.find.query([key])?;
        let Some(stored) = rows.next()? else { return Ok(None) };
        let mut same = true;
        for (index, target) in self.columns.iter().enumerate() {
            let stored = stored.get_ref(index + 1)?;
            let text = |value: &Option<String>| match stored {
                ValueRef::Text(text) => value.as_ref().is_some_and(|value| value.as_bytes() == text),
                _ => value.is_none(),
            };
            same &= match target {
                Target::Account => text(&row.account),
                Target::Created => text(&row.created),
                Target::Closed => text(&row.closed),
                Target::Outcome => read::outcome(stored) == row.outcome,
                Target::Attribute(index) => read::value(&self.fields[*index], stored) == row.values[*index],
            };
        }
        Ok(Some((stored.get(0)?, same)))
    }
}

fn bind(statement: &mut Statement<'_>, columns: &[Target], id: i64, key: &str, row: &Row) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(1, id)?;
    statement.raw_bind_parameter(2, key)?;
    for (index, target) in columns.iter().enumerate() {
        let index = index + 3;
        match target {
            Target::Account => statement.raw_bind_parameter(index, row.account.as_deref())?,
            Target::Created => statement.raw_bind_parameter(index, row.created.as_deref())?,
            Target::Closed => statement.raw_bind_parameter(index, row.closed.as_deref())?,
            Target::Outcome => statement.raw_bind_parameter(index, outcome_word(row.outcome))?,
            Target::Attribute(attribute) => bind_value(statement, index, row.values[*attribute].as_ref())?,
        }
    }
    Ok(())
}
