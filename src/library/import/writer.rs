//! Writes leads (or accounts) by key: new ones, and what changed of those that are there.

use std::path::{Path, PathBuf};

use rusqlite::{
    Connection, Statement,
    types::{Null, ValueRef},
};

use super::{
    changes::{FieldChanges, OutcomeMoves},
    mapping::TableKind,
    plan::Plan,
    report::ImportReport,
    rows::{Cell, Sink, planned},
    seen::Seen,
    source::Row,
};
use crate::{
    lead::FieldType,
    library::{
        LibraryError,
        iso::iso_from_day,
        read,
        schema::{StoredField, outcome_word, quote},
    },
};

/// A column of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Account,
    Created,
    Closed,
    Outcome,
    /// Index into the plan's attributes.
    Attribute(usize),
}

pub(super) enum Written {
    New,
    Changed,
    Same,
    /// The file had it already, on this line.
    Twice(Option<u64>),
}

#[derive(Default)]
pub(super) struct Counts {
    pub new: u64,
    changed: u64,
    same: u64,
    /// By target: what becomes of values that are there.
    changes: Vec<FieldChanges>,
    moves: OutcomeMoves,
}

impl Counts {
    pub fn tell(&self, kind: TableKind, targets: &[Target], plan: &Plan, report: &mut ImportReport) {
        let ImportReport { accounts_new, accounts_changed, accounts_same, account_changes, .. } = report;
        let (new, changed, same, changes) = match kind {
            TableKind::Accounts => (accounts_new, accounts_changed, accounts_same, account_changes),
            _ => (&mut report.new, &mut report.changed, &mut report.same, &mut report.changes),
        };
        *new += self.new;
        *changed += self.changed;
        *same += self.same;
        for (at, target) in targets.iter().enumerate() {
            if let Some(of_target) = self.changes.get(at)
                && !of_target.is_none()
                && !self.is_told_twice(at, targets, plan)
            {
                FieldChanges { name: name_of(*target, plan), ..of_target.clone() }.join(changes);
            }
        }
        report.outcome_moves.join(&self.moves);
    }

    /// A column may be the account, or a day, and an attribute as well: what becomes of both is told once.
    fn is_told_twice(&self, at: usize, targets: &[Target], plan: &Plan) -> bool {
        let column = |target: Target| planned(plan, target).map(|planned| planned.column);
        let is_twin = |(other, target): (usize, &Target)| {
            matches!(target, Target::Attribute(_))
                && column(*target) == column(targets[at])
                && self.changes.get(other).map(FieldChanges::counts) == self.changes.get(at).map(FieldChanges::counts)
        };
        !matches!(targets[at], Target::Attribute(_)) && targets.iter().enumerate().any(is_twin)
    }
}

fn name_of(target: Target, plan: &Plan) -> String {
    match target {
        Target::Attribute(index) => plan.attributes[index].name.clone(),
        target => format!("{target:?}").to_lowercase(),
    }
}

/// The statements over the columns that a file has a say in.
pub(super) struct Writer<'a> {
    find: Statement<'a>,
    find_id: Statement<'a>,
    insert: Statement<'a>,
    update: Statement<'a>,
    /// For sentences.
    path: PathBuf,
    plan: &'a Plan,
    targets: Vec<Target>,
    fields: Vec<StoredField>,
    next_id: i64,
    /// There were some before.
    had_any: bool,
}

impl<'a> Writer<'a> {
    /// `table` is `leads` or `accounts`.
    pub fn new(
        (connection, path): (&'a Connection, &Path),
        table: &str,
        plan: &'a Plan,
        targets: Vec<Target>,
        fields: Vec<StoredField>,
    ) -> rusqlite::Result<Self> {
        let name = |target: &Target| match target {
            Target::Account => "account".to_owned(),
            Target::Created => "created".to_owned(),
            Target::Closed => "closed".to_owned(),
            Target::Outcome => "outcome".to_owned(),
            Target::Attribute(index) => quote(&fields[*index].column),
        };
        let names: Vec<String> = targets.iter().map(name).collect();
        let listed: String = names.iter().map(|name| format!(", {name}")).collect();
        let places: String = (0..names.len()).map(|index| format!(", ?{}", index + 3)).collect();
        let sets: Vec<String> =
            names.iter().enumerate().map(|(index, name)| format!("{name} = ?{}", index + 3)).collect();
        // Without any column but the key there is nothing to update; `id = id` keeps the statement whole.
        let sets = if sets.is_empty() { "id = id".to_owned() } else { sets.join(", ") };
        let newest: Option<i64> =
            connection.query_row(&format!("SELECT max(id) FROM {table}"), [], |row| row.get(0))?;
        Ok(Self {
            find: connection.prepare(&format!("SELECT id{listed} FROM {table} WHERE key = ?1"))?,
            find_id: connection.prepare(&format!("SELECT id FROM {table} WHERE key = ?1"))?,
            insert: connection.prepare(&format!(
                "INSERT INTO {table} (id, key{listed}) VALUES (?1, ?2{places}) ON CONFLICT (key) DO NOTHING"
            ))?,
            update: connection.prepare(&format!("UPDATE {table} SET {sets} WHERE id = ?1 AND key = ?2"))?,
            path: path.to_owned(),
            plan,
            targets,
            fields,
            next_id: newest.unwrap_or(0) + 1,
            had_any: newest.is_some(),
        })
    }

    fn write_row(
        &mut self,
        key: &str,
        row: Row<'_>,
        cells: &[Cell],
        seen: &mut Seen,
        counts: &mut Counts,
    ) -> rusqlite::Result<Written> {
        counts.changes.resize(self.targets.len(), FieldChanges::default());
        if self.had_any
            && let Some((id, same)) = self.find(key, row, cells, seen, counts)?
        {
            if seen.has(id) {
                return Ok(Written::Twice(seen.line(id)));
            }
            seen.add(id, row.line());
            if same {
                counts.same += 1;
                return Ok(Written::Same);
            }
            bind(&mut self.update, self.plan, &self.targets, id, key, row, cells)?;
            self.update.raw_execute()?;
            counts.changed += 1;
            return Ok(Written::Changed);
        }
        bind(&mut self.insert, self.plan, &self.targets, self.next_id, key, row, cells)?;
        if self.insert.raw_execute()? == 0 {
            let id = self.find_id.query_row([key], |row| row.get(0))?;
            return Ok(Written::Twice(seen.line(id)));
        }
        seen.add(self.next_id, row.line());
        self.next_id += 1;
        counts.new += 1;
        Ok(Written::New)
    }

    /// The id of what has this key, and whether it is just so already.
    fn find(
        &mut self,
        key: &str,
        row: Row<'_>,
        cells: &[Cell],
        seen: &Seen,
        counts: &mut Counts,
    ) -> rusqlite::Result<Option<(i64, bool)>> {
        let mut rows = self.find.query([key])?;
        let Some(stored) = rows.next()? else { return Ok(None) };
        let id: i64 = stored.get(0)?;
        if seen.has(id) {
            return Ok(Some((id, true)));
        }
        let mut same = true;
        for (index, (target, cell)) in self.targets.iter().zip(cells).enumerate() {
            let stored = stored.get_ref(index + 1)?;
            let field_type = match target {
                Target::Attribute(index) => self.fields[*index].field_type,
                Target::Created | Target::Closed => FieldType::Date,
                Target::Account | Target::Outcome => FieldType::Text,
            };
            let text = text(self.plan, *target, row);
            if is_same(stored, cell, text, field_type) {
                continue;
            }
            same = false;
            if let Cell::Outcome(outcome) = cell {
                counts.moves.add(read::outcome(stored), *outcome, 1);
                continue;
            }
            let values = || Some((read::value(field_type, stored)?, cell.value(text)?));
            counts.changes[index].add(stored != ValueRef::Null, !matches!(cell, Cell::Null), values);
        }
        Ok(Some((id, same)))
    }
}

impl Sink for Writer<'_> {
    fn write(
        &mut self,
        key: &str,
        row: Row<'_>,
        cells: &[Cell],
        seen: &mut Seen,
        counts: &mut Counts,
    ) -> Result<Written, LibraryError> {
        self.write_row(key, row, cells, seen, counts).map_err(LibraryError::sqlite(&self.path))
    }
}

/// What a text cell says.
pub(super) fn text<'r>(plan: &'r Plan, target: Target, row: Row<'r>) -> &'r str {
    planned(plan, target).map_or("", |planned| planned.text(row))
}

fn is_same(stored: ValueRef<'_>, cell: &Cell, text: &str, field_type: FieldType) -> bool {
    match (cell, stored) {
        (Cell::Null, stored) => stored == ValueRef::Null,
        (Cell::Text, ValueRef::Text(stored)) => stored == text.as_bytes(),
        (Cell::Number(number), ValueRef::Real(stored)) => *number == stored,
        (Cell::Number(number), ValueRef::Integer(stored)) => *number == stored as f64,
        (Cell::YesNo(yes), ValueRef::Integer(stored)) => field_type == FieldType::YesNo && i64::from(*yes) == stored,
        (Cell::Day(day), ValueRef::Text(stored)) => crate::library::iso::day_from_iso(stored) == Some(*day),
        (Cell::Outcome(outcome), stored) => read::outcome(stored) == *outcome,
        _ => false,
    }
}

fn bind(
    statement: &mut Statement<'_>,
    plan: &Plan,
    targets: &[Target],
    id: i64,
    key: &str,
    row: Row<'_>,
    cells: &[Cell],
) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(1, id)?;
    statement.raw_bind_parameter(2, key)?;
    for (index, (target, cell)) in targets.iter().zip(cells).enumerate() {
        let index = index + 3;
        match cell {
            Cell::Null => statement.raw_bind_parameter(index, Null)?,
            Cell::Text => statement.raw_bind_parameter(index, text(plan, *target, row))?,
            Cell::Number(number) => statement.raw_bind_parameter(index, number)?,
            Cell::YesNo(yes) => statement.raw_bind_parameter(index, yes)?,
            Cell::Day(day) => match iso_from_day(*day) {
                Some(iso) => statement.raw_bind_parameter(index, std::str::from_utf8(&iso).unwrap_or_default())?,
                None => statement.raw_bind_parameter(index, day.to_string())?,
            },
            Cell::Outcome(outcome) => statement.raw_bind_parameter(index, outcome_word(*outcome))?,
        }
    }
    Ok(())
}
