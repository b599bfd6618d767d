//! Rows of a table → events of the leads of the library.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension as _, Statement};

use super::{
    counted,
    dirt::{Dirt, Dirts, Reason},
    inspect::{is_mail, loosely},
    mapping::{Format, TableMapping},
    plan::{Planned, guesses, places},
    report::{ColumnGuess, ImportReport, Role},
    source::{Row, Table},
    spill::{Happening, Sorter},
    value,
};
use crate::{
    lead::{FieldType, Value},
    library::{
        LibraryError, Progress,
        dictionary::{Dictionary, hash},
        schema,
    },
};

/// Which column of a table of events is what.
struct EventPlan {
    lead: Planned,
    /// `Err`: the table holds one kind, which is this.
    kind: Result<Planned, String>,
    at: Planned,
    detail: Option<Planned>,
    amount: Option<Planned>,
    guesses: Vec<ColumnGuess>,
}

pub(super) fn import(
    connection: &Connection,
    table: &Table,
    mapping: &TableMapping,
    progress: &Progress,
    dirts: &mut Dirts,
    report: &mut ImportReport,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<(), LibraryError> {
    let mut plan = EventPlan::new(table, mapping)?;
    let mut leads = Leads::new(connection, MOST_KEYS).map_err(failed)?;
    let mut sorter = Sorter::default();
    let left_out = dirts.left_out;
    dirts.begin(&table.file);
    table.each(
        progress,
        |batch| batch,
        |batch| {
            for row in batch.rows() {
                if let Err(dirt) = plan.read(table, row, &mut leads, &mut sorter)? {
                    dirts.add(dirt)?;
                }
            }
            Ok(())
        },
    )?;
    let rejected = dirts.left_out - left_out;
    if sorter.is_empty() && rejected > 0 {
        report.notes.push(format!(
            "none of {} in {} could be taken; the lead was sought in “{}”",
            counted(rejected, "row", "rows"),
            table.file,
            table.header[plan.lead.column]
        ));
    }
    if leads.found_loosely > 0 {
        report.notes.push(format!(
            "{} of {} found their lead only when capitals and blanks were not heeded",
            counted(leads.found_loosely, "event", "events"),
            table.file
        ));
    }
    if leads.found_by_mail > 0 {
        report.notes.push(format!(
            "{} of {} found their lead by its e-mail address, which is not its key",
            counted(leads.found_by_mail, "event", "events"),
            table.file
        ));
    }
    report.notes.extend(leads.note_exact(&table.file));
    drop(leads);
    let mut writer = Writer::new(connection).map_err(failed)?;
    sorter.finish(|lead, events| {
        progress.step(0)?;
        let new = writer.write(lead, events).map_err(failed)?;
        report.events_new += new;
        report.events_same += events.len() as u64 - new;
        Ok(())
    })?;
    report.event_columns.extend(plan.guesses);
    Ok(())
}

impl EventPlan {
    fn new(table: &Table, mapping: &TableMapping) -> Result<Self, LibraryError> {
        let mut by_role: HashMap<Role, Planned> = HashMap::new();
        let mut guesses = guesses(table);
        for (column, mapped) in places(table, mapping)? {
            let of_role = match mapped.role {
                Role::At => FieldType::Date,
                Role::Amount => FieldType::Number,
                _ => FieldType::Text,
            };
            let format = mapped.values.clone().filter(|format| format.field_type() == of_role);
            let format = format.unwrap_or_else(|| Format::plain(of_role));
            guesses[column].role = mapped.role;
            if by_role.insert(mapped.role, Planned::new(table, column, (mapped, mapping), format)).is_some() {
                return Err(LibraryError::Input(format!(
                    "two columns of {} are the {}; one of them must be something else",
                    table.file, mapped.role
                )));
            }
        }
        let mut take = |role| by_role.remove(&role);
        let (Some(lead), Some(at)) = (take(Role::Lead), take(Role::At)) else {
            return Err(LibraryError::Input(format!(
                "the mapping of {} does not say which column names the lead of an event, and which holds its time",
                table.file
            )));
        };
        let one_kind = mapping.event_kind.clone().unwrap_or_else(|| "event".to_owned());
        let kind = take(Role::Kind).ok_or(one_kind);
        Ok(Self { lead, kind, at, detail: take(Role::Detail), amount: take(Role::Amount), guesses })
    }

    /// Takes a row; the inner error is what is wrong with it.
    fn read(
        &mut self,
        table: &Table,
        row: Row<'_>,
        leads: &mut Leads<'_>,
        sorter: &mut Sorter,
    ) -> Result<Result<(), Dirt>, LibraryError> {
        let line = row.line();
        if let Some(why) = row.misfit(table.header.len()) {
            return Ok(Err(Dirt::row(line, table.misfit(), why)));
        }
        let lacks = |planned: &Planned| {
            let name = &table.header[planned.column];
            Dirt {
                column: Some(name.clone()), ..Dirt::row(line, Reason::Incomplete, format!("“{name}” is missing"))
            }
        };
        let bad = |planned: &Planned, cell: &str, reason: Reason, what: String| {
            Dirt::cell(line, &table.header[planned.column], cell, reason, what)
        };
        let guesses = &mut self.guesses;
        let mut cell = |planned: &Planned| {
            let cell = planned.cell(row);
            guesses[planned.column].filled += u64::from(cell.is_some());
            cell
        };
        let Some(key) = cell(&self.lead) else { return Ok(Err(lacks(&self.lead))) };
        let (at, kind) = (cell(&self.at), self.kind.as_ref().map(&mut cell));
        let (detail, amount) = (self.detail.as_ref().and_then(&mut cell), self.amount.as_ref().and_then(&mut cell));
        let Some(lead) = leads.find(key)? else {
            return Ok(Err(bad(&self.lead, key, Reason::UnknownLead, format!("there is no lead “{}”", short(key)))));
        };
        let Some(at) = at else { return Ok(Err(lacks(&self.at))) };
        let month_first = self.at.format == Format::Date { month_first: true };
        let number = || value::epoch(at).or_else(|| value::serial(at, self.at.counts_from));
        let Some(moment) = value::moment(at, month_first).or_else(number) else {
            let what = format!("“{}” is no date or time; write it as 2026-11-18T14:30:00Z", short(at));
            return Ok(Err(bad(&self.at, at, Reason::Unreadable, what)));
        };
        let kind = match (kind, &self.kind) {
            (Ok(Some(kind)), _) => kind,
            (_, Ok(planned)) => return Ok(Err(lacks(planned))),
            (_, Err(kind)) => kind.as_str(),
        };
        let amount = match (amount, &self.amount) {
            (Some(cell), Some(planned)) => match planned.format.parse(cell, planned.counts_from) {
                // SQLite gives −0 back as 0; as what it was, it would not be known again.
                Some(Value::Number(number)) => Some(number + 0.0),
                _ => {
                    let what = format!("“{}” is no number", short(cell));
                    return Ok(Err(bad(planned, cell, Reason::Unreadable, what)));
                }
            },
            _ => None,
        };
        sorter.push(lead, moment.instant().0, kind, detail, amount)?;
        Ok(Ok(()))
    }
}

fn short(text: &str) -> String {
    text.chars().take(100).collect()
}

/// So many keys are held in memory; beyond that, SQLite is asked.
const MOST_KEYS: i64 = 3_000_000;

/// The leads of the library by their keys.
struct Leads<'a> {
    keys: Dictionary,
    /// By code.
    ids: Vec<i64>,
    ask: Option<Statement<'a>>,
    last: Option<(String, Option<i64>)>,
    /// By the hash of the key without capitals and blanks: the code, unless several have it. Made when first wanted.
    loose: Option<HashMap<u64, Option<u32>>>,
    /// By the hash of the e-mail address without capitals and blanks: the lead, unless several have it. Made when first wanted.
    mails: Option<HashMap<u64, Option<i64>>>,
    connection: &'a Connection,
    folded: String,
    found_loosely: u64,
    found_by_mail: u64,
    /// Events whose lead SQLite did not find.
    not_found: u64,
    failed: Box<dyn Fn(rusqlite::Error) -> LibraryError>,
}

impl<'a> Leads<'a> {
    /// With more leads than `most`, their keys are not held in memory.
    fn new(connection: &'a Connection, most: i64) -> rusqlite::Result<Self> {
        let count: i64 = connection.query_row("SELECT count(*) FROM leads", [], |row| row.get(0))?;
        let path = std::path::PathBuf::from(connection.path().unwrap_or_default());
        let mut leads = Self {
            keys: Dictionary::default(),
            ids: Vec::new(),
            ask: None,
            last: None,
            loose: None,
            mails: None,
            connection,
            folded: String::new(),
            found_loosely: 0,
            found_by_mail: 0,
            not_found: 0,
            failed: Box::new(move |err| LibraryError::sqlite(&path)(err)),
        };
        if count > most {
            leads.ask = Some(connection.prepare("SELECT id FROM leads WHERE key = ?1")?);
            return Ok(leads);
        }
        let mut statement = connection.prepare("SELECT key, id FROM leads")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            leads.keys.code(row.get_ref(0)?.as_str().unwrap_or_default());
            leads.ids.push(row.get(1)?);
        }
        drop(rows);
        Ok(leads)
    }

    fn find(&mut self, key: &str) -> Result<Option<i64>, LibraryError> {
        if let Some(ask) = &mut self.ask {
            if let Some((last, id)) = &self.last
                && last == key
            {
                self.not_found += u64::from(id.is_none());
                return Ok(*id);
            }
            let id = ask.query_row([key], |row| row.get(0)).optional().map_err(&self.failed)?;
            self.not_found += u64::from(id.is_none());
            self.last = Some((key.to_owned(), id));
            return Ok(id);
        }
        if let Some(code) = self.keys.find(key) {
            return Ok(self.ids.get(code as usize).copied());
        }
        match self.find_loosely(key) {
            None => self.find_by_mail(key),
            found => Ok(found),
        }
    }

    /// The one lead that has this e-mail address.
    fn find_by_mail(&mut self, mail: &str) -> Result<Option<i64>, LibraryError> {
        if self.mails.is_none() {
            self.mails = Some(by_mail(self.connection).map_err(&self.failed)?);
        }
        loosely(mail, &mut self.folded);
        let found = self.mails.as_ref().and_then(|mails| *mails.get(&hash(self.folded.as_bytes()))?);
        self.found_by_mail += u64::from(found.is_some());
        Ok(found)
    }

    /// A sentence where leads were not found that may be there in other letters.
    fn note_exact(&self, file: &str) -> Option<String> {
        let count = Some(self.not_found).filter(|count| *count > 0)?;
        let events = counted(count, "event", "events");
        let (does, its) = if count == 1 { ("does", "its") } else { ("do", "their") };
        Some(format!(
            "{events} of {file} {does} not find {its} lead; in a library of this size a lead is found only if its key is \
             written just as in the library, capitals and blanks included"
        ))
    }

    /// The one lead whose key differs only in capitals and blanks.
    fn find_loosely(&mut self, key: &str) -> Option<i64> {
        let (keys, folded) = (&self.keys, &mut self.folded);
        let loose = self.loose.get_or_insert_with(|| {
            let mut loose = HashMap::new();
            for code in 0..self.ids.len() as u32 {
                loosely(keys.value(code).unwrap_or_default(), folded);
                loose.entry(hash(folded.as_bytes())).and_modify(|found| *found = None).or_insert(Some(code));
            }
            loose
        });
        loosely(key, folded);
        let code = (*loose.get(&hash(folded.as_bytes()))?)?;
        let mut other = String::new();
        loosely(keys.value(code)?, &mut other);
        if other != *folded {
            return None;
        }
        self.found_loosely += 1;
        self.ids.get(code as usize).copied()
    }
}

/// The leads by the hashes of their e-mail addresses; `None`: several have it.
fn by_mail(connection: &Connection) -> rusqlite::Result<HashMap<u64, Option<i64>>> {
    let mut mails: HashMap<u64, Option<i64>> = HashMap::new();
    let mut folded = String::new();
    for field in schema::fields(connection)?.iter().filter(|field| is_mail(&field.name)) {
        let column = schema::quote(&field.column);
        let sql = format!("SELECT id, {column} FROM leads WHERE {column} IS NOT NULL");
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            loosely(row.get_ref(1)?.as_str().unwrap_or_default(), &mut folded);
            let found = mails.entry(hash(folded.as_bytes())).or_insert(Some(id));
            // Of one lead, two addresses may be the same.
            *found = found.filter(|other| *other == id);
        }
    }
    Ok(mails)
}

/// What makes two events alike, but for their lead.
type Likeness = (i64, String, Option<String>, Option<u64>);

/// Writes the events of one lead after another.
struct Writer<'a> {
    find: Statement<'a>,
    insert: Statement<'a>,
    /// The library had events before.
    had_events: bool,
}

impl<'a> Writer<'a> {
    fn new(connection: &'a Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            find: connection.prepare("SELECT at, n, kind, detail, amount FROM events WHERE lead = ?1")?,
            insert: connection
                .prepare("INSERT INTO events (lead, at, n, kind, detail, amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
            had_events: connection.query_row("SELECT EXISTS (SELECT 1 FROM events)", [], |row| row.get(0))?,
        })
    }

    /// Writes those of one lead's events that are not there yet, and says how many.
    ///
    /// Of events that are alike, the library has in the end as many as it had or as the file has, whichever is more.
    fn write(&mut self, lead: i64, events: &[Happening]) -> rusqlite::Result<u64> {
        let mut there: BTreeMap<Likeness, u32> = BTreeMap::new();
        // For each instant, the next free number.
        let mut next: HashMap<i64, i64> = HashMap::new();
        if self.had_events {
            let mut rows = self.find.query([lead])?;
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
            if !there.is_empty() {
                let like = (event.at, event.kind.clone(), event.detail.clone(), event.amount.map(f64::to_bits));
                if let Some(count) = there.get_mut(&like).filter(|count| **count > 0) {
                    *count -= 1;
                    continue;
                }
            }
            let n = next.entry(event.at).or_insert(0);
            self.insert.execute(rusqlite::params![lead, event.at, *n, event.kind, event.detail, event.amount])?;
            *n += 1;
            written += 1;
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_leads_are_too_many_for_a_loose_look_it_is_told() {
        let connection = Connection::open_in_memory().expect("a connection");
        let set_up = "CREATE TABLE fields (name TEXT, column TEXT, type TEXT, position INTEGER); CREATE TABLE leads (id INTEGER PRIMARY KEY, key TEXT UNIQUE); INSERT INTO leads VALUES (1, 'anna'), (2, 'ben')";
        connection.execute_batch(set_up).expect("leads");
        let found = |most: i64| {
            let mut leads = Leads::new(&connection, most).expect("leads");
            let ids: Vec<_> = ["anna", "Ben", "Ben"].map(|key| leads.find(key).expect("sought")).into();
            (ids, leads.note_exact("events.csv"))
        };
        assert_eq!(found(2), (vec![Some(1), Some(2), Some(2)], None));
        let (ids, note) = found(1);
        assert_eq!(ids, [Some(1), None, None]);
        assert!(note.is_some_and(|note| note.starts_with("2 events of events.csv do not find their lead")));
    }
}
