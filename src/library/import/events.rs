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
    let mut leads = Leads::new(connection, MOST_KEYS, progress).map_err(failed)?;
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
    leads.finish()?;
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

/// The leads of so many are held in memory by their keys; beyond that, SQLite is asked.
const MOST_KEYS: i64 = 3_000_000;

/// The leads of the library by their keys.
struct Leads<'a> {
    connection: &'a Connection,
    progress: &'a Progress,
    exact: Exact<'a>,
    /// By the key without capitals and blanks. Made when first wanted.
    loose: Option<Folded<'a>>,
    /// By the e-mail address. Made when first wanted.
    mails: Option<Folded<'a>>,
    folded: String,
    found_loosely: u64,
    found_by_mail: u64,
    failed: Box<dyn Fn(rusqlite::Error) -> LibraryError>,
}

/// By the key as it stands in the library.
enum Exact<'a> {
    /// The ids by code.
    Held(Dictionary, Vec<i64>),
    /// With the last answer: events of one lead often stand together.
    Asked(Statement<'a>, Option<(String, Option<i64>)>),
}

impl<'a> Leads<'a> {
    /// With more leads than `most`, they are not held in memory.
    fn new(connection: &'a Connection, most: i64, progress: &'a Progress) -> rusqlite::Result<Self> {
        let count: i64 = connection.query_row("SELECT count(*) FROM leads", [], |row| row.get(0))?;
        let path = std::path::PathBuf::from(connection.path().unwrap_or_default());
        Ok(Self {
            connection,
            progress,
            exact: Exact::new(connection, count <= most)?,
            loose: None,
            mails: None,
            folded: String::new(),
            found_loosely: 0,
            found_by_mail: 0,
            failed: Box::new(move |err| LibraryError::sqlite(&path)(err)),
        })
    }

    fn find(&mut self, key: &str) -> Result<Option<i64>, LibraryError> {
        if let Some(id) = self.exact.find(key).map_err(&self.failed)? {
            return Ok(Some(id));
        }
        loosely(key, &mut self.folded);
        let hash = hash(self.folded.as_bytes());
        let is_held = matches!(self.exact, Exact::Held(..));
        let make = |of: Of| Folded::new(self.connection, of, is_held, self.progress, &self.failed);
        let find = |leads: &mut Option<Folded<'a>>, of: Of| {
            if leads.is_none() {
                *leads = Some(make(of)?);
            }
            let found = leads.as_mut().map_or(Ok(None), |leads| leads.find(hash, &self.folded));
            found.map_err(&self.failed)
        };
        let found = find(&mut self.loose, Of::Keys)?;
        self.found_loosely += u64::from(found.is_some());
        if found.is_some() {
            return Ok(found);
        }
        let found = find(&mut self.mails, Of::Mails)?;
        self.found_by_mail += u64::from(found.is_some());
        Ok(found)
    }

    /// Takes leave of the tables that were made for it.
    fn finish(self) -> Result<(), LibraryError> {
        let Self { connection, exact, loose, mails, failed, .. } = self;
        drop((exact, loose, mails));
        let drop_all = [Of::Keys, Of::Mails].map(|of| format!("DROP TABLE IF EXISTS temp.{};", of.table())).concat();
        connection.execute_batch(&drop_all).map_err(failed)
    }
}

impl<'a> Exact<'a> {
    fn new(connection: &'a Connection, is_held: bool) -> rusqlite::Result<Self> {
        if !is_held {
            return Ok(Self::Asked(connection.prepare("SELECT id FROM leads WHERE key = ?1")?, None));
        }
        let (mut keys, mut ids) = (Dictionary::default(), Vec::new());
        let mut statement = connection.prepare("SELECT key, id FROM leads")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            keys.code(row.get_ref(0)?.as_str().unwrap_or_default());
            ids.push(row.get(1)?);
        }
        Ok(Self::Held(keys, ids))
    }

    fn find(&mut self, key: &str) -> rusqlite::Result<Option<i64>> {
        match self {
            Self::Held(keys, ids) => Ok(keys.find(key).and_then(|code| ids.get(code as usize).copied())),
            Self::Asked(_, Some((last, id))) if last == key => Ok(*id),
            Self::Asked(ask, last) => {
                let id = ask.query_row([key], |row| row.get(0)).optional()?;
                *last = Some((key.to_owned(), id));
                Ok(id)
            }
        }
    }
}

/// What leads are sought by.
#[derive(Clone, Copy)]
enum Of {
    Keys,
    Mails,
}

impl Of {
    fn table(self) -> &'static str {
        match self {
            Self::Keys => "leads_by_key",
            Self::Mails => "leads_by_mail",
        }
    }

    fn columns(self, connection: &Connection) -> rusqlite::Result<Vec<String>> {
        Ok(match self {
            Self::Keys => vec!["key".to_owned()],
            Self::Mails => {
                let fields = schema::fields(connection)?;
                fields.iter().filter(|field| is_mail(&field.name)).map(|field| schema::quote(&field.column)).collect()
            }
        })
    }
}

/// Leads by a text without capitals and blanks. One that several leads have finds none.
struct Folded<'a> {
    by_hash: ByHash<'a>,
    /// The texts of one lead: two texts may have one hash. `None`: no column holds such texts.
    texts: Option<Statement<'a>>,
}

enum ByHash<'a> {
    /// `None`: several have it.
    Held(HashMap<u64, Option<i64>>),
    /// In a temporary table, which lies in a file where it is large.
    Stored(Statement<'a>),
}

impl<'a> Folded<'a> {
    fn new(
        connection: &'a Connection,
        of: Of,
        is_held: bool,
        progress: &Progress,
        failed: &dyn Fn(rusqlite::Error) -> LibraryError,
    ) -> Result<Self, LibraryError> {
        let by_hash = ByHash::new(connection, of, is_held, progress, failed)?;
        let columns = of.columns(connection).map_err(failed)?;
        let ask = format!("SELECT {} FROM leads WHERE id = ?1", columns.join(", "));
        let texts = (!columns.is_empty()).then(|| connection.prepare(&ask)).transpose().map_err(failed)?;
        Ok(Self { by_hash, texts })
    }

    fn find(&mut self, hash: u64, folded: &str) -> rusqlite::Result<Option<i64>> {
        let (Some(id), Some(texts)) = (self.by_hash.find(hash)?, &mut self.texts) else { return Ok(None) };
        let columns = texts.column_count();
        let mut other = String::new();
        let has_it = texts.query_row([id], |row| {
            for column in 0..columns {
                loosely(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default(), &mut other);
                if other == folded {
                    return Ok(true);
                }
            }
            Ok(false)
        })?;
        Ok(Some(id).filter(|_| has_it))
    }
}

impl<'a> ByHash<'a> {
    fn new(
        connection: &'a Connection,
        of: Of,
        is_held: bool,
        progress: &Progress,
        failed: &dyn Fn(rusqlite::Error) -> LibraryError,
    ) -> Result<Self, LibraryError> {
        if is_held {
            let mut leads: HashMap<u64, Option<i64>> = HashMap::new();
            each_folded(connection, of, progress, failed, |hash, id| {
                let found = leads.entry(hash).or_insert(Some(id));
                // Of one lead, two addresses may be the same.
                *found = found.filter(|other| *other == id);
                Ok(())
            })?;
            return Ok(Self::Held(leads));
        }
        let table = of.table();
        let create =
            format!("DROP TABLE IF EXISTS temp.{table}; CREATE TEMP TABLE {table} (hash INTEGER, lead INTEGER)");
        connection.execute_batch(&create).map_err(failed)?;
        let mut insert = connection.prepare(&format!("INSERT INTO temp.{table} VALUES (?1, ?2)")).map_err(failed)?;
        each_folded(connection, of, progress, failed, |hash, id| insert.execute((hash.cast_signed(), id)).map(drop))?;
        let sort = format!("CREATE INDEX temp.{table}_sorted ON {table} (hash, lead)");
        connection.execute_batch(&sort).map_err(failed)?;
        let side = |which: &str| format!("(SELECT {which}(lead) FROM temp.{table} WHERE hash = ?1)");
        let ask = format!("SELECT {}, {}", side("min"), side("max"));
        Ok(Self::Stored(connection.prepare(&ask).map_err(failed)?))
    }

    fn find(&mut self, hash: u64) -> rusqlite::Result<Option<i64>> {
        match self {
            Self::Held(leads) => Ok(leads.get(&hash).copied().flatten()),
            Self::Stored(ask) => {
                let ends = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
                let (first, last): (Option<i64>, Option<i64>) = ask.query_row([hash.cast_signed()], ends)?;
                Ok(first.filter(|_| first == last))
            }
        }
    }
}

/// Each text that leads are sought by, without capitals and blanks as its hash, with its lead.
fn each_folded(
    connection: &Connection,
    of: Of,
    progress: &Progress,
    failed: &dyn Fn(rusqlite::Error) -> LibraryError,
    mut take: impl FnMut(u64, i64) -> rusqlite::Result<()>,
) -> Result<(), LibraryError> {
    let mut folded = String::new();
    for column in of.columns(connection).map_err(failed)? {
        let sql = format!("SELECT id, {column} FROM leads WHERE {column} IS NOT NULL");
        let mut statement = connection.prepare(&sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            progress.step(0)?;
            let id = row.get(0).map_err(failed)?;
            loosely(row.get_ref(1).map_err(failed)?.as_str().unwrap_or_default(), &mut folded);
            take(hash(folded.as_bytes()), id).map_err(failed)?;
        }
    }
    Ok(())
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
    fn leads_are_found_alike_whether_they_are_held_in_memory_or_not() {
        let connection = Connection::open_in_memory().expect("a connection");
        let set_up = "CREATE TABLE fields (name TEXT, column TEXT, type TEXT, position INTEGER);
            INSERT INTO fields VALUES ('Email', 'mail', 'text', 0), ('Work email', 'work', 'text', 1);
            CREATE TABLE leads (id INTEGER PRIMARY KEY, key TEXT UNIQUE, mail TEXT, work TEXT);
            INSERT INTO leads VALUES (1, 'anna', 'Anna@a.example', 'anna@a.example'), (2, 'ben', 'b@b.example', NULL),
                (3, 'cleo', 'B@b.example', 'cleo@c.example'), (4, 'dora  d', NULL, NULL), (5, 'Dora D', NULL, NULL)";
        connection.execute_batch(set_up).expect("leads");
        for most in [5, 4] {
            let progress = Progress::default();
            let mut leads = Leads::new(&connection, most, &progress).expect("leads");
            assert_eq!(matches!(leads.exact, Exact::Held(..)), most == 5);
            let keys = [
                "anna",
                "Ben",
                "ben",
                "anna@A.example",
                "b@b.example",
                "cleo@c.example",
                "DORA D",
                "Dora D",
                "Eve",
                "Eve",
            ];
            let ids = keys.map(|key| leads.find(key).expect("sought"));
            let (one, two, three, five) = (Some(1), Some(2), Some(3), Some(5));
            assert_eq!(ids, [one, two, two, one, None, three, None, five, None, None], "{most}");
            assert_eq!((leads.found_loosely, leads.found_by_mail), (1, 2), "{most}");
            let loose = leads.loose.as_mut().expect("it was sought");
            let of_ben = hash(b"ben");
            assert_eq!(loose.find(of_ben, "ben"), Ok(two), "{most}");
            assert_eq!(loose.find(of_ben, "another text with that hash"), Ok(None), "{most}");
            leads.finish().expect("done");
            let left = "SELECT count(*) FROM sqlite_temp_master";
            assert_eq!(connection.query_row(left, [], |row| row.get(0)), Ok(0), "nothing is left behind");
        }
    }
}
