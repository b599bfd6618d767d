//! Rows of a table → leads of the library, or accounts.

use std::{
    sync::{Arc, mpsc},
    thread,
};

use super::{
    dirt::{Dirt, Dirts, Reason},
    inspect::Look,
    mapping::TableKind,
    plan::{Plan, Planned, Read},
    report::ImportReport,
    seen::Seen,
    source::{Batch, Row, Table, WAITING},
    writer::{Counts, Target, Written},
};
use crate::{
    lead::{Day, FieldType, Outcome, Value},
    library::{LibraryError, Progress, schema::StoredField},
    model::wording::grouped,
};

/// What a cell becomes in the library.
pub(super) enum Cell {
    Null,
    /// The cell as it stands, trimmed.
    Text,
    Number(f64),
    YesNo(bool),
    Day(Day),
    Outcome(Outcome),
}

impl Cell {
    /// `text`: what the cell says.
    pub fn value(&self, text: &str) -> Option<Value> {
        match self {
            Self::Text => Some(Value::Text(text.to_owned())),
            Self::Number(number) => Some(Value::Number(*number)),
            Self::YesNo(yes) => Some(Value::YesNo(*yes)),
            Self::Day(day) => Some(Value::Date(*day)),
            Self::Null | Self::Outcome(_) => None,
        }
    }
}

/// Rows, ready to be written.
struct Ready {
    batch: Arc<Batch>,
    /// In their order: those that can be taken, each with so many cells as there are targets; or what is wrong.
    rows: Vec<Result<(), Dirt>>,
    cells: Vec<Cell>,
    /// What is wrong with values, in the order of the rows, each with the number of its row in the batch.
    dirt: Vec<(usize, Dirt)>,
    filled: Vec<u64>,
}

/// Where rows go: `write` says of each what became of it. `look` sees them as they come.
pub(super) trait Sink {
    /// `cells`: one a target.
    fn write(
        &mut self,
        key: &str,
        row: Row<'_>,
        cells: &[Cell],
        seen: &mut Seen,
        counts: &mut Counts,
    ) -> Result<Written, LibraryError>;
}

/// Reads a table and writes its rows; `survey` looks at them meanwhile.
pub(super) fn import(
    sink: &mut impl Sink,
    table: &Table,
    mut plan: Plan,
    kind: TableKind,
    progress: &Progress,
    (dirts, report): (&mut Dirts, &mut ImportReport),
    survey: Option<&mut dyn Look>,
) -> Result<(), LibraryError> {
    let targets = targets(&plan);
    let mut seen = Seen::default();
    let mut filled = vec![0; table.header.len()];
    let mut number = 0;
    let mut counts = Counts::default();
    let what = if kind == TableKind::Accounts { "an account" } else { "a lead" };
    let mut taken = 0_u64;
    dirts.begin(&table.file);
    let first_dirt = dirts.listed.len();
    {
        let (plan, targets) = (&plan, &targets);
        let prepare = |batch: Batch| ready(table, plan, targets, batch);
        let mut write = |ready: Ready| {
            for (sum, count) in filled.iter_mut().zip(&ready.filled) {
                *sum += count;
            }
            let mut cells = ready.cells.chunks(targets.len().max(1));
            let mut of_values = ready.dirt.into_iter().peekable();
            for (index, (row, is_fine)) in ready.batch.rows().zip(ready.rows).enumerate() {
                number += 1;
                if let Err(dirt) = is_fine {
                    dirts.add(dirt)?;
                    continue;
                }
                let cells = cells.next().unwrap_or_default();
                let numbered;
                let key = match &plan.key {
                    None => {
                        numbered = format!("row-{number}");
                        numbered.as_str()
                    }
                    Some(key) => key.cell(row).unwrap_or_default(),
                };
                let left_out = match sink.write(key, row, cells, &mut seen, &mut counts)? {
                    Written::New | Written::Changed | Written::Same => None,
                    Written::Twice(first) => Some(twice(table, plan, key, (first, row.line()))),
                };
                taken += u64::from(left_out.is_none());
                // The values of a row that is left out count for nothing anyway.
                while let Some((_, dirt)) = of_values.next_if(|(of_row, _)| *of_row == index) {
                    if left_out.is_none() {
                        dirts.add(dirt)?;
                    }
                }
                left_out.map_or(Ok(()), |dirt| dirts.add(dirt))?;
            }
            Ok(())
        };
        let look = |survey: Option<mpsc::SyncSender<Arc<Batch>>>| {
            table.each(progress, prepare, |ready| {
                if let Some(survey) = &survey {
                    // It ends only with this.
                    survey.send(Arc::clone(&ready.batch)).ok();
                }
                write(ready)
            })
        };
        surveyed(survey, look)?;
    }
    if taken == 0 {
        let why = dirts.listed.get(first_dirt).map(|dirt| format!(" (line {}: {})", dirt.line, dirt.what));
        return Err(LibraryError::Input(format!(
            "no row of {} could be taken as {what}{}",
            table.file,
            why.unwrap_or_default()
        )));
    }
    note_misfits(table, &plan, dirts, report);
    for (guess, filled) in plan.guesses.iter_mut().zip(filled) {
        guess.filled = filled;
    }
    counts.tell(kind, &targets, &plan, report);
    match kind {
        TableKind::Accounts => report.account_columns.extend(plan.guesses),
        _ => report.columns.extend(plan.guesses),
    }
    Ok(())
}

/// Lets `survey` look at the batches that `work` sends it, on a thread of its own: nobody waits for the other at every
/// batch, which is what takes longest where other programs want the cores too.
fn surveyed<T>(survey: Option<&mut dyn Look>, work: impl FnOnce(Option<mpsc::SyncSender<Arc<Batch>>>) -> T) -> T {
    thread::scope(|scope| {
        let survey = survey.map(|survey| {
            let (send, receive) = mpsc::sync_channel::<Arc<Batch>>(WAITING);
            scope.spawn(move || receive.iter().for_each(|batch| survey.look_at(&batch)));
            send
        });
        work(survey)
    })
}

/// A row whose key an earlier one has, on the first of the lines if that is known.
fn twice(table: &Table, plan: &Plan, key: &str, (first, line): (Option<u64>, u64)) -> Dirt {
    let name = plan.key.as_ref().map_or("", |key| table.header[key.column].as_str());
    let first = first.map_or("an earlier line".to_owned(), |line| format!("line {line}"));
    let what = format!("the key “{key}” is on {first} already; the first one counts");
    Dirt {
        column: Some(name.to_owned()),
        value: key.chars().take(200).collect(),
        ..Dirt::row(line, Reason::KeyTwice, what)
    }
}

/// The columns of the library that a plan has a say in.
pub(super) fn targets(plan: &Plan) -> Vec<Target> {
    let roles = [
        (plan.account.is_some(), Target::Account),
        (plan.created.is_some(), Target::Created),
        (plan.closed.is_some(), Target::Closed),
        (plan.outcome.is_some(), Target::Outcome),
    ];
    let roles = roles.into_iter().filter(|(mapped, _)| *mapped).map(|(_, target)| target);
    roles.chain((0..plan.attributes.len()).map(Target::Attribute)).collect()
}

/// The column of the file that a target is read from.
pub(super) fn planned(plan: &Plan, target: Target) -> Option<&Planned> {
    match target {
        Target::Account => plan.account.as_ref(),
        Target::Created => plan.created.as_ref(),
        Target::Closed => plan.closed.as_ref(),
        Target::Outcome => plan.outcome.as_ref().map(|outcome| &outcome.planned),
        Target::Attribute(index) => plan.attributes.get(index),
    }
}

/// Reads the cells of a batch.
fn ready(table: &Table, plan: &Plan, targets: &[Target], batch: Batch) -> Ready {
    let width = table.header.len();
    let mut rows = Vec::with_capacity(batch.len());
    let mut cells = Vec::with_capacity(batch.len() * targets.len());
    let (mut dirt, mut of_row, mut filled) = (Vec::new(), Vec::new(), vec![0; width]);
    for (index, row) in batch.rows().enumerate() {
        if let Some(why) = row.misfit(width) {
            rows.push(Err(Dirt::row(row.line(), table.misfit(), why)));
            continue;
        }
        if let Some(key) = &plan.key {
            if key.cell(row).is_none() {
                let name = &table.header[key.column];
                let why = format!("the key “{name}” is missing");
                rows.push(Err(Dirt { column: Some(name.clone()), ..Dirt::row(row.line(), Reason::NoKey, why) }));
                continue;
            }
            filled[key.column] += 1;
        }
        for target in targets {
            let cell = read(table, plan, *target, row, &mut of_row);
            if let Some(planned) = planned(plan, *target).filter(|_| !matches!(cell, Cell::Null)) {
                // A key or an account that is an attribute as well is counted once.
                let is_double = matches!(target, Target::Attribute(_))
                    && [&plan.key, &plan.account].into_iter().flatten().any(|other| other.column == planned.column);
                filled[planned.column] += u64::from(!is_double);
            }
            cells.push(cell);
        }
        dirt.extend(of_row.drain(..).map(|dirt| (index, dirt)));
        rows.push(Ok(()));
    }
    Ready { batch: Arc::new(batch), rows, cells, dirt, filled }
}

fn read(table: &Table, plan: &Plan, target: Target, row: Row<'_>, dirt: &mut Vec<Dirt>) -> Cell {
    if let (Target::Outcome, Some(outcome)) = (target, &plan.outcome) {
        return Cell::Outcome(outcome.outcome(row));
    }
    let Some(planned) = planned(plan, target) else { return Cell::Null };
    let name = || table.header[planned.column].as_str();
    // Most cells are texts, which stay where they are.
    if planned.format.field_type() == FieldType::Text {
        return match planned.cell(row) {
            None => Cell::Null,
            Some(cell) if super::inspect::is_error(cell) => {
                dirt.push(spreadsheet_error(row.line(), name(), cell));
                Cell::Null
            }
            Some(_) => Cell::Text,
        };
    }
    match planned.read(row) {
        Read::Missing => Cell::Null,
        Read::Error(cell) => {
            dirt.push(spreadsheet_error(row.line(), name(), cell));
            Cell::Null
        }
        Read::Wrong(cell) => {
            let shown: String = cell.chars().take(60).collect();
            let why = format!("“{shown}” is no {}", planned.format.field_type());
            dirt.push(Dirt::cell(row.line(), name(), cell, Reason::WrongType, why));
            Cell::Null
        }
        Read::Value(value) => match value {
            Value::Text(_) => Cell::Text,
            Value::Number(number) => Cell::Number(number),
            Value::YesNo(yes) => Cell::YesNo(yes),
            Value::Date(day) => Cell::Day(day),
        },
    }
}

fn spreadsheet_error(line: u64, column: &str, cell: &str) -> Dirt {
    Dirt::cell(line, column, cell, Reason::SpreadsheetError, format!("“{cell}” is an error of the spreadsheet"))
}

/// One sentence a column with values that don't fit.
fn note_misfits(table: &Table, plan: &Plan, dirts: &Dirts, report: &mut ImportReport) {
    let counts = dirts.counts();
    let of = |column: &str, reason: Reason| {
        let is_it = |count: &&super::report::DirtCount| {
            count.file == table.file && count.reason == reason && count.column.as_deref() == Some(column)
        };
        counts.iter().find(is_it).map_or(0, |count| count.count)
    };
    // Where the first of them is: it is listed, unless there is very much before it.
    let first = |column: &str| {
        let is_it = |dirt: &&Dirt| dirt.reason == Reason::WrongType && dirt.column.as_deref() == Some(column);
        let dirt = dirts.listed.iter().filter(|dirt| dirt.file == table.file).find(is_it);
        dirt.map_or_else(String::new, |dirt| {
            format!(": “{}” on line {}", dirt.value.chars().take(40).collect::<String>(), dirt.line)
        })
    };
    let mut told = Vec::new();
    for planned in [&plan.created, &plan.closed].into_iter().flatten().chain(&plan.attributes) {
        let name = &table.header[planned.column];
        if told.contains(&planned.column) {
            continue;
        }
        told.push(planned.column);
        let (wrong, errors) = (of(name, Reason::WrongType), of(name, Reason::SpreadsheetError));
        let verbs = |count: u64| if count == 1 { ("value is", "counts as") } else { ("values are", "count as") };
        if wrong > 0 {
            let (are, count_as) = verbs(wrong);
            let field_type = planned.format.field_type();
            let first = first(name);
            let wrong = grouped(wrong);
            report.notes.push(format!("“{name}”: {wrong} {are} no {field_type} and {count_as} missing{first}"));
        }
        if errors > 0 {
            let (are, count_as) = verbs(errors);
            let what = if errors == 1 { "an error" } else { "errors" };
            let errors = grouped(errors);
            report.notes.push(format!("“{name}”: {errors} {are} {what} of the spreadsheet and {count_as} missing"));
        }
    }
}

/// The attributes that the library does not have yet.
pub(super) fn new_attributes(plan: &Plan, existing: &[StoredField]) -> Vec<String> {
    let is_new = |planned: &&Planned| !existing.iter().any(|field| field.name == planned.name);
    plan.attributes.iter().filter(is_new).map(|planned| planned.name.clone()).collect()
}
