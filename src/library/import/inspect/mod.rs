//! A look at files before anything is written: what they are, what their columns hold, and what would be made of them.

mod choose;
mod columns;
mod distinct;
mod events;
mod kind;
mod leak;
mod named;
mod nulls;
mod outcome;
mod presets;
mod survey;
mod tally;
mod times;
mod untold;
mod which;

use std::collections::HashMap;

use self::choose::Given;
pub use self::{
    choose::PassedOverKey,
    columns::{ColumnInspection, NullWord, OddValues, TAKEN_FOR_MISSING, TypeChange, note_missing},
    leak::{GivesAway, Parted, Sample, Tells},
    outcome::{NO_OUTCOME, OutcomeOffer},
    which::left_out_together,
};
pub(super) use self::{
    distinct::{Distinct, loosely},
    named::{must_agree, must_be_there},
    nulls::{is_error, may_be_one as may_be_no_value},
    survey::{Known, Survey, Surveyor},
    tally::{Settled, Tally},
    untold::Untold,
    which::set_aside,
};
use super::{
    ImportRequest,
    mapping::{Mapping, TableKind, TableMapping},
    missing::{Missing, trimmed},
    names::{self, Name},
    report::Role,
    source::{Batch, Source, Table},
    value::CountsFrom,
};
use crate::library::{
    Library, LibraryError, Progress,
    fields::Rules,
    schema::{self, StoredField},
};

/// Sees the rows of a table while others read it.
pub(super) trait Look: Send {
    fn look_at(&mut self, batch: &Batch);
}

/// What was found in files, and what would be made of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inspection {
    pub tables: Vec<TableInspection>,
    /// Tables that hold nothing to import, each with a sentence.
    pub skipped: Vec<(Source, String)>,
}

/// One table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableInspection {
    pub source: Source,
    /// `CSV with semicolons`, `the sheet “Leads” of a workbook`.
    pub what: String,
    /// A sheet that people don't see in their spreadsheet.
    pub hidden: bool,
    /// Whose export it is, where its columns tell: `HubSpot contacts`.
    pub preset: Option<&'static str>,
    /// What would be made of it: to be shown, edited, and handed to `run` or `dry_run`.
    pub mapping: TableMapping,
    pub columns: Vec<ColumnInspection>,
    /// Rows that can be read, and rows that don't fit the header.
    pub rows: u64,
    pub misfits: u64,
    /// The first rows, a cell a column.
    pub first_rows: Vec<Vec<String>>,
    /// How numbers are read that are days.
    pub counts_from: CountsFrom,
    /// Sentences on what was guessed and what is odd. What stands in brackets at the end of one and begins with `--` is said to
    /// the command line.
    pub notes: Vec<String>,
    /// Columns that may say how leads ended, where none was taken for it; the likeliest first.
    pub outcome_offers: Vec<OutcomeOffer>,
    /// The obvious key that is none.
    pub passed_over: Option<PassedOverKey>,
    /// Why it is left out unless somebody says what its rows are: it was given together with leads, and is neither about them
    /// nor about what they did, or nothing says that it is.
    pub left_out: Option<String>,
    /// Its rows were taken for leads, and nothing in it says who they are or how they ended.
    pub may_be_no_leads: bool,
    sample: Sample,
}

impl TableInspection {
    /// The columns that would give the outcome away, if they were attributes and the mapping says what the outcome is.
    pub fn gives_away(&self, mapping: &TableMapping) -> Vec<GivesAway> {
        let header: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        self.sample.gives_away(&header, mapping)
    }
}

impl Inspection {
    /// What was guessed, to be edited and kept.
    pub fn mapping(&self) -> Mapping {
        Mapping::new(self.taken().map(|table| table.mapping.clone()).collect())
    }

    pub fn job(&self) -> Vec<(Source, TableMapping)> {
        self.taken().map(|table| (table.source.clone(), table.mapping.clone())).collect()
    }

    fn taken(&self) -> impl Iterator<Item = &TableInspection> {
        self.tables.iter().filter(|table| table.left_out.is_none())
    }
}

/// Looks at the tables of files; with a library, in the light of what it has. Nothing is written.
///
/// A sheet with nothing in it, or with a header alone, is skipped and told.
pub fn inspect(sources: &[Source], library: Option<&Library>, progress: &Progress) -> Result<Inspection, LibraryError> {
    let sources: Vec<_> = sources.iter().map(|source| (source.clone(), None)).collect();
    inspect_as(&sources, library, progress)
}

/// The same, where somebody knows what the rows of a table are.
pub fn inspect_as(
    sources: &[(Source, Option<TableKind>)],
    library: Option<&Library>,
    progress: &Progress,
) -> Result<Inspection, LibraryError> {
    let wanted = sources
        .iter()
        .map(|(source, kind)| Wanted { source: source.clone(), kind: *kind, ..Wanted::default() })
        .collect::<Vec<_>>();
    let known = library.map(LibraryKeys::of).transpose()?.unwrap_or_default();
    let mut inspection = Inspection::default();
    let mut first = None;
    let mut guesses = open_all(&wanted, progress, &mut |wanted, err| {
        if sources.len() < 2 {
            return Err(err);
        }
        let sentence = err.to_string();
        first.get_or_insert(err);
        inspection.skipped.push((wanted.source.clone(), sentence));
        Ok(())
    })?;
    set_aside(&mut guesses, &known.existing);
    let (tables, _, skipped) = look_at_all(guesses, &known, progress, &|_| sources.len() > 1)?;
    inspection.tables = tables;
    inspection.skipped.extend(skipped);
    match first {
        Some(err) if inspection.tables.is_empty() => Err(err),
        _ => Ok(inspection),
    }
}

/// A table, and what was said of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    pub source: Source,
    pub kind: Option<TableKind>,
    pub request: ImportRequest,
    /// A sheet of a workbook of which others are wanted as well, or a file of a folder.
    pub is_one_of_several: bool,
}

/// What a library has that helps to understand a file.
#[derive(Default)]
pub(super) struct LibraryKeys {
    pub existing: Vec<StoredField>,
    rules: Rules,
    /// Columns, of fields or not.
    taken: usize,
    leads: Distinct,
    /// Leads are known by their e-mail addresses as well.
    mails: Distinct,
    accounts: Distinct,
}

impl LibraryKeys {
    pub fn of(library: &Library) -> Result<Self, LibraryError> {
        let failed = LibraryError::sqlite(library.path());
        let connection = library.connection()?;
        let mut keys = Self {
            existing: schema::fields(connection).map_err(&failed)?,
            rules: Rules::of(connection).map_err(&failed)?,
            taken: schema::taken_columns(connection).map_err(&failed)?,
            ..Self::default()
        };
        let mut folded = String::new();
        let read = |sql: &str, distinct: &mut Distinct, folded: &mut String| -> rusqlite::Result<()> {
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                distinct.add(row.get_ref(0)?.as_str().unwrap_or_default(), 0, folded);
            }
            Ok(())
        };
        read("SELECT key FROM leads", &mut keys.leads, &mut folded).map_err(&failed)?;
        read("SELECT DISTINCT account FROM leads WHERE account IS NOT NULL", &mut keys.accounts, &mut folded)
            .map_err(&failed)?;
        for field in keys.existing.iter().filter(|field| is_mail(&field.name)) {
            let column = schema::quote(&field.column);
            let sql = format!("SELECT {column} FROM leads WHERE {column} IS NOT NULL");
            read(&sql, &mut keys.mails, &mut folded).map_err(&failed)?;
        }
        Ok(keys)
    }

    /// Puts what became of the library's fields into a mapping that was made earlier; sentences on what is not taken.
    pub fn heed(&self, mapping: &mut TableMapping) -> Vec<String> {
        self.rules.heed(mapping, |name| self.existing.iter().any(|field| field.name == name))
    }

    /// Adds those of a table of leads that is mapped, so that events and accounts which are not can be understood.
    pub fn add(&mut self, table: &Table, mapping: &TableMapping, progress: &Progress) -> Result<(), LibraryError> {
        let of_role = |role| mapping.of_role(role).and_then(|column| table.find(&column.column));
        let mail = table.header.iter().position(|name| is_mail(name));
        let columns = [of_role(Role::Key), mail, of_role(Role::Account)];
        if mapping.kind != TableKind::Leads || columns == [None; 3] {
            return Ok(());
        }
        let mut folded = String::new();
        let sets = [&mut self.leads, &mut self.mails, &mut self.accounts];
        let mut places: Vec<_> =
            columns.into_iter().zip(sets).filter_map(|(column, set)| Some((column?, set))).collect();
        table.each(
            progress,
            |batch| batch,
            |batch| {
                for row in batch.rows() {
                    for (column, distinct) in &mut places {
                        let cell = trimmed(row.cell(*column));
                        if !cell.is_empty() {
                            distinct.add(cell, row.line(), &mut folded);
                        }
                    }
                }
                Ok(())
            },
        )
    }
}

/// An open table with the first guess at what it is.
pub(super) struct Opened {
    pub table: Table,
    pub kind: TableKind,
    /// Nobody said what it is, and no export was recognised.
    pub is_guessed: bool,
    /// What was decided before it was read.
    pub told: Option<String>,
    pub is_one_of_several: bool,
    /// Somebody said what its rows are.
    pub is_said: bool,
    /// Others are the leads: what is said of it if it is nothing else.
    pub aside: Option<String>,
    /// Somebody named it, or a column of it: that it can't be used is no trifle.
    pub is_asked_for: bool,
    preset: Option<&'static presets::Preset>,
    request: ImportRequest,
}

pub(super) fn open_all(
    wanted: &[Wanted],
    progress: &Progress,
    failed: &mut dyn FnMut(&Wanted, LibraryError) -> Result<(), LibraryError>,
) -> Result<Vec<Opened>, LibraryError> {
    let mut opened = Vec::new();
    for wanted in wanted {
        let table = match Table::open(&wanted.source, progress) {
            Ok(table) => table,
            Err(LibraryError::Cancelled) => return Err(LibraryError::Cancelled),
            Err(err) => {
                failed(wanted, err)?;
                continue;
            }
        };
        let preset = presets::of(&table.header).filter(|preset| wanted.kind.is_none_or(|kind| kind == preset.kind));
        let kind = wanted.kind.or(preset.map(|preset| preset.kind)).unwrap_or_else(|| kind::of(&table));
        let is_guessed = wanted.kind.is_none() && preset.is_none();
        let (request, is_one_of_several) = (wanted.request.clone(), wanted.is_one_of_several);
        opened.push(Opened {
            table,
            kind,
            is_guessed,
            told: None,
            is_one_of_several,
            is_said: wanted.kind.is_some(),
            aside: None,
            is_asked_for: wanted.source.sheet.is_none() && !wanted.is_one_of_several,
            preset,
            request,
        });
    }
    // Events find their leads, and accounts theirs, by the keys of the leads.
    opened.sort_by_key(|opened| opened.kind);
    progress.set_total(opened.iter().map(|opened| opened.table.bytes()).sum());
    Ok(opened)
}

/// Where `lenient` says so of a table, it is skipped and told if it can't be used.
#[allow(clippy::type_complexity, reason = "what is skipped has no meaning beyond its sentence")]
pub(super) fn look_at_all(
    opened: Vec<Opened>,
    known: &LibraryKeys,
    progress: &Progress,
    lenient: &dyn Fn(&Opened) -> bool,
) -> Result<(Vec<TableInspection>, Vec<Table>, Vec<(Source, String)>), LibraryError> {
    let mut keys = Keys {
        sure: vec![known.leads.clone(), known.mails.clone()],
        doubtful: Vec::new(),
        accounts: vec![known.accounts.clone()],
    };
    let (mut tables, mut looked_at, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_said = Vec::new();
    for mut opened in opened {
        match look_at(&mut opened, known, &mut keys, progress) {
            Ok(table) => {
                is_said.push(opened.is_said);
                tables.push(table);
                looked_at.push(opened.table);
            }
            Err(LibraryError::Cancelled) => return Err(LibraryError::Cancelled),
            Err(err) if opened.aside.is_some() || lenient(&opened) => {
                skipped.push((opened.table.source.clone(), err.to_string()));
            }
            Err(err) => return Err(err),
        }
    }
    which::leave_out_no_leads(&mut tables, &is_said);
    // What is left out comes last.
    let (mut taken, left_out): (Vec<_>, Vec<_>) =
        tables.into_iter().zip(looked_at).partition(|(found, _)| found.left_out.is_none());
    taken.extend(left_out);
    let (tables, looked_at) = taken.into_iter().unzip();
    Ok((tables, looked_at, skipped))
}

/// What leads are called that were looked at already, by which events find theirs, and their accounts.
#[derive(Default)]
struct Keys {
    /// Of the library, and of tables that hold leads.
    sure: Vec<Distinct>,
    /// Of tables that may hold something else: the numbers of forms, of campaigns.
    doubtful: Vec<Distinct>,
    accounts: Vec<Distinct>,
}

impl Keys {
    fn sought(&self) -> Vec<&Distinct> {
        let sure: Vec<&Distinct> = self.sure.iter().filter(|keys| keys.count() > 0).collect();
        if sure.is_empty() { self.doubtful.iter().collect() } else { sure }
    }
}

/// A table that is aside is events, if it names leads that are there, or else left out.
fn look_at(
    opened: &mut Opened,
    known: &LibraryKeys,
    keys: &mut Keys,
    progress: &Progress,
) -> Result<TableInspection, LibraryError> {
    let Some(why) = opened.aside.clone() else { return look_at_as(opened, known, keys, progress) };
    if opened.kind == TableKind::Leads {
        let (given, missing) = opened.given()?;
        opened.kind = TableKind::Events;
        let about = opened.about(&given, known, keys.sought());
        let survey = Survey::of(&opened.table, &missing, &about, progress)?;
        let preset = opened.preset.take();
        if preset.is_none() && events::are_events(&survey, &given) {
            return look_at_as(opened, known, keys, progress);
        }
        (opened.kind, opened.preset) = (TableKind::Leads, preset);
    } else {
        match look_at_as(opened, known, keys, progress) {
            Err(LibraryError::Cancelled) => return Err(LibraryError::Cancelled),
            Ok(found) => return Ok(found),
            Err(_) => (opened.kind, opened.preset) = (TableKind::Leads, None),
        }
    }
    // Somebody may see leads in it all the same.
    let found = look_at_as(opened, known, &mut Keys::default(), progress)?;
    Ok(TableInspection { left_out: Some(why), ..found })
}

fn look_at_as(
    opened: &Opened,
    known: &LibraryKeys,
    keys: &mut Keys,
    progress: &Progress,
) -> Result<TableInspection, LibraryError> {
    let kind = opened.kind;
    let sought: Vec<&Distinct> = match kind {
        TableKind::Leads => Some(&known.leads).filter(|keys| keys.count() > 0).into_iter().collect(),
        TableKind::Accounts => keys.accounts.iter().collect(),
        TableKind::Events => keys.sought(),
    };
    let (given, missing) = opened.given()?;
    let survey = Survey::of(&opened.table, &missing, &opened.about(&given, known, sought), progress)?;
    let mut inspection = opened.inspection(&given, &survey)?;
    if kind == TableKind::Events && opened.aside.is_some() && inspection.mapping.kind == kind {
        let is_sample = keys.sought().iter().any(|keys| keys.is_sample());
        let whose = events::whose(&opened.table, &survey, &inspection.mapping, is_sample);
        inspection.left_out = whose.and_then(|whose| which::of_nobody(opened, &whose));
    }
    if kind == TableKind::Leads {
        let of_role = |role| inspection.mapping.of_role(role).and_then(|column| opened.table.find(&column.column));
        let mails = (0..survey.names.len()).filter(|column| survey.names[*column].rank(names::MAILS).is_some());
        let named: std::collections::BTreeSet<usize> = of_role(Role::Key).into_iter().chain(mails).collect();
        let list = if inspection.may_be_no_leads { &mut keys.doubtful } else { &mut keys.sure };
        list.extend(named.into_iter().filter_map(|column| survey.distinct(column).cloned()));
        keys.accounts.extend(of_role(Role::Account).and_then(|column| survey.distinct(column).cloned()));
    }
    Ok(TableInspection { first_rows: survey.first_rows, sample: survey.sample, ..inspection })
}

impl Opened {
    /// Is this kind of table, and what is said of columns is said of its own.
    pub fn take(&mut self, kind: TableKind, request: &ImportRequest) {
        self.is_asked_for = true;
        self.settle(kind);
        self.request.clone_from(request);
    }

    /// Is this kind of table, whatever it looks like.
    pub fn settle(&mut self, kind: TableKind) {
        (self.kind, self.is_guessed, self.is_said) = (kind, false, true);
        self.preset = self.preset.filter(|preset| preset.kind == kind);
    }

    /// What was said of its columns, and what is missing in them.
    pub fn given(&self) -> Result<(Given, Missing), LibraryError> {
        let given = Given::new(&self.table, &self.request, self.preset.copied_roles(&self.table))?;
        Ok((given, Missing::new(&self.request.null_words)))
    }

    pub fn about<'a>(&self, given: &Given, known: &'a LibraryKeys, keys: Vec<&'a Distinct>) -> Known<'a> {
        let settled = given.settled(self.table.header.len(), self.kind);
        let prefix = if self.kind == TableKind::Accounts { super::ACCOUNT_PREFIX } else { "" };
        let dates = given.dates(self.table.header.len());
        Known { settled, dates, existing: &known.existing, rules: Some(&known.rules), taken: known.taken, prefix, keys }
    }

    /// What would be made of the table, but for its first rows.
    pub fn inspection(&self, given: &Given, survey: &Survey) -> Result<TableInspection, LibraryError> {
        let Self { table, kind, preset, request, .. } = self;
        let said = (request, self.told.is_some());
        let mut notes = table.notes.clone();
        notes.extend(self.told.clone());
        if let Some(preset) = preset {
            notes.push(format!("{} was recognised as an export of {}", table.file, preset.name));
        }
        let alone = |mapping| choose::Chosen { mapping, ..choose::Chosen::default() };
        let chosen = match kind {
            TableKind::Leads => choose::leads(table, survey, given, said, &mut notes),
            TableKind::Accounts => choose::accounts(table, survey, given, request, &mut notes).map(alone),
            TableKind::Events => events::events(table, survey, given, request, &mut notes).map(alone),
        };
        // What only looked like events or accounts may be leads.
        let choose::Chosen { mapping, outcome_offers, passed_over, may_be_no_leads } = match chosen {
            Err(_) if self.is_guessed && self.aside.is_none() && *kind != TableKind::Leads => {
                choose::leads(table, survey, given, said, &mut notes)?
            }
            chosen => chosen?,
        };
        let columns = columns::inspected(table, survey, &mapping, &mut notes);
        Ok(TableInspection {
            source: table.source.clone(),
            what: table.what.clone(),
            hidden: false,
            preset: preset.map(|preset| preset.name),
            mapping,
            columns,
            rows: survey.rows,
            misfits: survey.misfits,
            first_rows: Vec::new(),
            counts_from: table.counts_from(),
            notes,
            outcome_offers,
            passed_over,
            left_out: None,
            may_be_no_leads,
            sample: Sample::default(),
        })
    }
}

/// Whether an attribute holds e-mail addresses.
pub(super) fn is_mail(name: &str) -> bool {
    Name::new(name).rank(names::MAILS).is_some()
}

/// A name as it is typed on a command line.
fn as_argument(name: &str) -> String {
    if name.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c)) { name.to_owned() } else { format!("\"{name}\"") }
}

/// What an export's columns are, where it is recognised.
trait Roles {
    fn copied_roles(&self, table: &Table) -> HashMap<usize, Role>;
}

impl Roles for Option<&'static presets::Preset> {
    fn copied_roles(&self, table: &Table) -> HashMap<usize, Role> {
        self.map(|preset| preset.roles_in(&table.header)).unwrap_or_default()
    }
}
