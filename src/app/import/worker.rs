//! What takes its time before anything is written: looking at files, and trying the import on a copy of the library.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::kept;
use crate::{
    app::background::{Background, Wake},
    lead::Day,
    library::{
        Library, LibraryError, Phase, Progress,
        import::{
            ColumnInspection, ColumnMapping, ImportReport, Inspection, Job, Role, Source, TableInspection, TableKind,
            TableMapping, dry_run, inspect_as,
        },
    },
};

/// What the wizard asks of its thread.
pub enum Question {
    Look(Look),
    Try(Try),
}

/// Files to be looked at.
#[derive(Clone, Debug, Default)]
pub struct Look {
    pub files: Vec<PathBuf>,
    /// What somebody said that the rows of a table are.
    pub kinds: BTreeMap<Source, TableKind>,
    /// Where the leads are to go, if somebody said so.
    pub into: Option<PathBuf>,
    /// The user's own library that is open.
    pub open: Option<PathBuf>,
    /// They are for that library, whatever is in them.
    pub is_for_open: bool,
    /// Where a library is made when it can't be made beside the file.
    pub elsewhere: Option<PathBuf>,
    /// Where mappings are kept.
    pub kept: Option<PathBuf>,
    pub number: u64,
    pub progress: Progress,
}

/// An import to be tried.
pub struct Try {
    pub into: PathBuf,
    pub job: Job,
    pub number: u64,
    pub progress: Progress,
}

pub enum Answer {
    Looked(u64, Result<Box<Seen>, String>),
    Tried(u64, Result<Tried, String>),
    /// Somebody asked to stop.
    Stopped(u64),
}

/// What is in the files, and where it would go.
#[derive(Debug)]
pub struct Seen {
    pub tables: Vec<SeenTable>,
    /// Files and sheets that can't be used, each with a sentence.
    pub skipped: Vec<(Source, String)>,
    pub into: Target,
}

#[derive(Debug)]
pub struct SeenTable {
    pub inspection: TableInspection,
    /// A sheet that people don't see in their spreadsheet.
    pub is_hidden: bool,
    /// How the same columns were mapped before, and when.
    pub kept: Option<(Day, TableMapping)>,
}

/// Where leads go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    pub path: PathBuf,
    /// A library for these files alone; where it was not said otherwise it is `path`.
    pub own: PathBuf,
    /// How many leads are in it; `None`: it is made.
    pub leads: Option<u64>,
    /// All that is to be read to try the import, in bytes.
    pub bytes: u64,
}

/// What a dry run answers, and the file with all its dirt, which goes when nobody needs it any more.
#[derive(Clone, Debug)]
pub struct Tried {
    pub report: Arc<ImportReport>,
    pub dirt: Option<Arc<tempfile::TempPath>>,
}

/// The thread, and how far it is.
pub struct Desk {
    worker: Background<Question, Answer>,
    pub progress: Progress,
    /// What was noted of the last import, and the library that it went to.
    pub noted: Option<(PathBuf, Vec<String>)>,
    number: u64,
}

impl Desk {
    pub fn new(wake: &Wake) -> Self {
        let worker = Background::new("import wizard", Arc::clone(wake), |question| match question {
            Question::Look(look) => {
                let number = look.number;
                told(number, self::look(&look).map(Box::new), Answer::Looked)
            }
            Question::Try(one) => told(one.number, one.run(), Answer::Tried),
        });
        Self { worker, progress: Progress::default(), noted: None, number: 0 }
    }

    /// Asks for files to be looked at; what was asked before is given up. Answers the number of the answer.
    pub fn look(&mut self, look: Look) -> u64 {
        let (number, progress) = self.begin();
        self.worker.ask(Question::Look(Look { number, progress, ..look }));
        number
    }

    pub fn dry_run(&mut self, into: PathBuf, job: Job) -> u64 {
        let (number, progress) = self.begin();
        self.worker.ask(Question::Try(Try { into, job, number, progress }));
        number
    }

    fn begin(&mut self) -> (u64, Progress) {
        self.progress.cancel();
        self.progress = Progress::default();
        self.number += 1;
        (self.number, self.progress.clone())
    }

    pub fn take(&self) -> Option<Answer> {
        self.worker.take()
    }

    pub fn take_failure(&self) -> bool {
        self.worker.take_failure()
    }

    pub fn is_busy(&self) -> bool {
        self.worker.is_busy()
    }

    pub fn wait_until_idle(&self) {
        self.worker.wait_until_idle();
    }
}

fn told<T>(number: u64, answer: Result<T, LibraryError>, tell: impl Fn(u64, Result<T, String>) -> Answer) -> Answer {
    match answer {
        Err(LibraryError::Cancelled) => Answer::Stopped(number),
        answer => tell(number, answer.map_err(|err| err.to_string())),
    }
}

impl Try {
    fn run(mut self) -> Result<Tried, LibraryError> {
        // Without a place for it the dirt is still listed, only not all of it.
        let dirt = tempfile::NamedTempFile::new().ok().map(|file| Arc::new(file.into_temp_path()));
        self.job.dirt = dirt.as_ref().map(|path| path.to_path_buf());
        let report = dry_run(&self.into, &self.job, &self.progress)?;
        Ok(Tried { report: Arc::new(report), dirt })
    }
}

/// One table that a file has, with what was said of it.
type Wanted = (Source, Option<TableKind>);

fn look(look: &Look) -> Result<Seen, LibraryError> {
    let (mut wanted, mut skipped, mut hidden) = (Vec::new(), Vec::new(), Vec::new());
    let mut first = None;
    for path in &look.files {
        match Source::all_of(path, &look.progress) {
            Err(LibraryError::Cancelled) => return Err(LibraryError::Cancelled),
            Err(err) => {
                skipped.push((Source::file(path), err.to_string()));
                first.get_or_insert(err);
            }
            Ok(all) => {
                for info in all {
                    if info.hidden {
                        hidden.push(info.source.clone());
                    }
                    let kind = look.kinds.get(&info.source).copied();
                    wanted.push((info.source, kind));
                }
            }
        }
    }
    if wanted.is_empty() {
        return Err(first.unwrap_or_else(|| LibraryError::Input(tr!("wizard-no-table"))));
    }
    let (mut inspection, into) = inspected(look, &wanted)?;
    skipped.append(&mut inspection.skipped);
    let library = if into.path.exists() { Some(Library::open(&into.path)?) } else { None };
    let tables = inspection.tables.into_iter().map(|inspection| {
        let columns: Vec<&str> = inspection.columns.iter().map(|column| column.name.as_str()).collect();
        let said = look.kinds.get(&inspection.source);
        let kept = look.kept.as_deref().and_then(|folder| kept::find(folder, &columns));
        let kept = kept.filter(|(_, mapping)| said.is_none_or(|said| *said == mapping.kind));
        let kept = kept.map(|(day, mapping)| (day, as_of_today(mapping, library.as_ref())));
        let is_hidden = hidden.contains(&inspection.source);
        SeenTable { inspection, is_hidden, kept }
    });
    let bytes = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    let all: u64 = look.files.iter().map(|file| bytes(file)).sum();
    let into = Target { bytes: all + bytes(&into.path), ..into };
    Ok(Seen { tables: tables.collect(), skipped, into })
}

/// A mapping that was made before fields of the library were renamed or deleted.
fn as_of_today(mut mapping: TableMapping, library: Option<&Library>) -> TableMapping {
    if let Some(library) = library {
        // What it says of deleted fields is said of the table itself; what can't be read fails where it matters.
        library.heed_fields(&mut mapping).ok();
    }
    mapping
}

/// Looks at the tables in the light of the library that they go to, which may only show when they have been looked at.
fn inspected(look: &Look, wanted: &[Wanted]) -> Result<(Inspection, Target), LibraryError> {
    let mut own = own_library(look, &wanted[0].0.path);
    let chosen = look.into.clone().or_else(|| look.open.clone()).unwrap_or_else(|| own.clone());
    let there = |path: &Path| if path.exists() { Library::open(path).map(Some) } else { Ok(None) };
    let mut path = chosen;
    let mut library = there(&path)?;
    let mut inspection = inspect_as(wanted, library.as_ref(), &look.progress)?;
    let may_go_elsewhere = look.into.is_none() && !look.is_for_open && path != own;
    if may_go_elsewhere && !belongs(&inspection, library.as_ref())? {
        // What the open library has told of these columns does not count.
        let has_told = has_told(&inspection, library.as_ref())?;
        path = own.clone();
        library = there(&path)?;
        if has_told || library.is_some() {
            look.progress.begin(Phase::ReadAgain);
            inspection = inspect_as(wanted, library.as_ref(), &look.progress)?;
        }
    }
    let leads = library.as_ref().map(Library::lead_count).transpose()?;
    let is_leads = |table: &TableInspection| is_of(table, TableKind::Leads) && table.left_out.is_none();
    let has_leads = leads.unwrap_or(0) > 0 || inspection.tables.iter().any(is_leads);
    let events = |table: &&TableInspection| is_of(table, TableKind::Events);
    if !has_leads && inspection.tables.iter().any(|table| events(&table) && !look.kinds.contains_key(&table.source)) {
        inspection = as_leads(look, wanted, &inspection, library.as_ref())?;
    }
    if let Some(first) = inspection.tables.first()
        && !own.exists()
    {
        // The tables are in order by now: it is named after the leads.
        let better = own_library(look, &first.source.path);
        if !better.exists() {
            let is_into = path == own && look.into.is_none();
            path = if is_into { better.clone() } else { path };
            own = better;
        }
    }
    Ok((inspection, Target { path, own, leads, bytes: 0 }))
}

/// Events of nobody are none: where there are no leads whose they could be, their rows are leads.
fn as_leads(
    look: &Look,
    wanted: &[Wanted],
    seen: &Inspection,
    library: Option<&Library>,
) -> Result<Inspection, LibraryError> {
    let is_event =
        |source: &Source| seen.tables.iter().any(|table| table.source == *source && is_of(table, TableKind::Events));
    let settled: Vec<Wanted> = wanted
        .iter()
        .map(|(source, kind)| (source.clone(), kind.or_else(|| is_event(source).then_some(TableKind::Leads))))
        .collect();
    look.progress.begin(Phase::ReadAgain);
    let mut inspection = inspect_as(&settled, library, &look.progress)?;
    for table in inspection.tables.iter_mut().filter(|table| is_event(&table.source)) {
        table.notes.insert(0, tr!("wizard-events-as-leads"));
    }
    Ok(inspection)
}

fn is_of(table: &TableInspection, kind: TableKind) -> bool {
    table.mapping.kind == kind
}

fn attributes(library: Option<&Library>) -> Result<Vec<String>, LibraryError> {
    let fields = library.map(Library::fields).transpose()?.unwrap_or_default();
    Ok(fields.into_iter().map(|(name, _)| name).collect())
}

/// How many attributes of the table the library has.
fn shared(table: &TableInspection, known: &[String]) -> usize {
    let mut kept = table.mapping.columns.iter().filter(|column| column.role != Role::Ignored);
    let is_known = |name: &String| known.contains(name);
    kept.by_ref().filter(|column| is_known(column.attribute.as_ref().unwrap_or(&column.column))).count()
}

/// Whether the tables are more of what the library has: events and accounts always, leads if most of their attributes are
/// known, or most of their keys. Else leads of one kind would be mixed with those of another by accident.
fn belongs(inspection: &Inspection, library: Option<&Library>) -> Result<bool, LibraryError> {
    let known = attributes(library)?;
    for table in inspection.tables.iter().filter(|table| is_of(table, TableKind::Leads) && table.left_out.is_none()) {
        let attributes = table.mapping.columns.iter().filter(|column| column.role == Role::Attribute).count();
        if 2 * shared(table, &known) < attributes.max(1) && !has_its_keys(table, library)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the library has most of the leads of the first rows. Short numbers say nothing: any list may be numbered.
fn has_its_keys(table: &TableInspection, library: Option<&Library>) -> Result<bool, LibraryError> {
    const SHORT: usize = 4;
    let (Some(library), Some(key)) = (library, table.mapping.of_role(Role::Key)) else { return Ok(false) };
    let Some(at) = table.columns.iter().position(|column| column.name == key.column) else { return Ok(false) };
    let tells = |key: &&str| key.len() > SHORT || key.contains(|letter: char| !letter.is_ascii_digit());
    let keys: Vec<&str> =
        table.first_rows.iter().filter_map(|row| row.get(at)).map(|key| key.trim()).filter(tells).collect();
    let mut found = 0;
    for key in &keys {
        found += usize::from(library.lead(key)?.is_some());
    }
    Ok(!keys.is_empty() && 2 * found > keys.len())
}

/// Whether columns were looked at otherwise for what the library has, or had once.
fn has_told(inspection: &Inspection, library: Option<&Library>) -> Result<bool, LibraryError> {
    let known = attributes(library)?;
    for table in &inspection.tables {
        let taken = |column: &ColumnInspection| ColumnMapping {
            column: column.name.clone(),
            role: Role::Attribute,
            ..ColumnMapping::default()
        };
        let all = table.columns.iter().map(taken).collect();
        let mut heeded = TableMapping { columns: all, ..table.mapping.clone() };
        let before = heeded.clone();
        let deleted = library.map(|library| library.heed_fields(&mut heeded)).transpose()?;
        if shared(table, &known) > 0 || heeded != before || deleted.is_some_and(|notes| !notes.is_empty()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Beside the file, with the ending of a library; elsewhere if nothing can be written there. What has the name and is no
/// library is left alone.
fn own_library(look: &Look, file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let named = |folder: &Path| {
        let names = [format!("{stem}.sqlite"), format!("{stem} leads.sqlite"), format!("{stem} leads 2.sqlite")];
        let may_be = |path: &PathBuf| !path.exists() || Library::open(path).is_ok();
        names.iter().map(|name| folder.join(name)).find(may_be).unwrap_or_else(|| folder.join(&names[0]))
    };
    let beside = named(folder);
    match &look.elsewhere {
        Some(elsewhere) if !beside.exists() && tempfile::tempfile_in(folder).is_err() => named(elsewhere),
        _ => beside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_the_last_file_follows_the_fields_of_the_library() {
        use crate::library::{FieldChange, ImportRequest, import};
        let folder = tempfile::tempdir().expect("a folder");
        let (file, into) = (folder.path().join("a.csv"), folder.path().join("a.sqlite"));
        std::fs::write(&file, "Email,Title,City\na@x,CEO,Ulm\n").expect("written");
        let mut library = Library::open_or_create(&into).expect("a library");
        let request = ImportRequest { leads: file.clone(), ..ImportRequest::default() };
        let report = import(&mut library, &request, &Progress::default()).expect("imported");
        let kept = Some(folder.path().join("kept"));
        let columns = ["Email", "Title", "City"];
        kept::keep(kept.as_deref().expect("a folder"), &columns, &report.mapping.tables[0], Day(20_000)).expect("kept");
        for change in [
            FieldChange::Rename { field: "Title".into(), to: "Job title".into() },
            FieldChange::Delete { field: "City".into() },
        ] {
            library.change_field(&change, &Progress::default()).expect("changed");
        }
        let look = Look { files: vec![file], into: Some(into), kept, ..Look::default() };
        let seen = self::look(&look).expect("looked");
        let (_, offered) = seen.tables[0].kept.clone().expect("found again");
        for mapping in [&offered, &seen.tables[0].inspection.mapping] {
            let of = |name: &str| mapping.column(name).map(|column| (column.role, column.attribute.as_deref()));
            assert_eq!(of("Title"), Some((Role::Attribute, Some("Job title"))));
            assert_eq!(of("City"), Some((Role::Ignored, None)));
        }
    }

    #[test]
    fn a_library_of_its_own_replaces_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, other) = (folder.path().join("a.csv"), folder.path().join("a.sqlite"));
        let look = Look::default();
        assert_eq!(own_library(&look, &file), other);
        std::fs::write(&other, "somebody's notes").expect("written");
        assert_eq!(own_library(&look, &file), folder.path().join("a leads.sqlite"));
        let gone = Look { elsewhere: Some(folder.path().to_owned()), ..Look::default() };
        let nowhere = folder.path().join("no such folder/b.csv");
        assert_eq!(own_library(&gone, &nowhere), folder.path().join("b.sqlite"), "where something can be written");
    }
}
