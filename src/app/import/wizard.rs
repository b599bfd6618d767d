//! What the wizard holds: files, what they are taken for, and what would become of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

pub(super) use super::table::{Table, name_of};
use super::{
    edit,
    worker::{Look, Seen, Target, Tried},
};
use crate::{
    app::{clock, format},
    lead::Day,
    library::{
        AsOf,
        import::{Folder, ImportReport, Job, Mapping, Source, TableKind},
    },
};

/// Up to so many bytes an import is tried by itself whenever the mapping has changed; beyond, when it is asked for.
const TRIED_BY_ITSELF: u64 = 192 << 20;
/// So long, in seconds, nothing has changed before it is tried.
const REST: f64 = 0.4;

/// The import that is open: it is gone with the sheet.
#[derive(Debug, Default)]
pub struct Wizard {
    pub(super) files: Vec<PathBuf>,
    /// What somebody said that the rows of a table are.
    kinds: BTreeMap<Source, TableKind>,
    /// Where somebody said that the leads are to go.
    wanted_into: Option<PathBuf>,
    /// It was asked for more for the library that is open.
    is_for_open: bool,
    pub(super) step: Step,
    pub(super) tables: Vec<Table>,
    pub(super) skipped: Vec<(Source, String)>,
    /// Folders whose files are looked at, with a sentence on what else is in them.
    pub(super) beside: Vec<(PathBuf, String)>,
    pub(super) into: Target,
    /// The attributes that the open model asks for.
    pub(super) asked: BTreeSet<String>,
    /// What was typed as the library's path.
    pub(super) into_text: String,
    /// From which day ages are to be counted, as it is typed.
    pub(super) as_of: String,
    pub(super) trial: Trial,
    /// Why something could not be done.
    pub(super) problem: Option<Told>,
    pub(super) report: Option<Tried>,
    /// Where the import writes what it can't take, if that was not tried before.
    dirt: Option<super::Dirt>,
    pub(super) view: View,
    /// The user has said something that would be lost.
    pub(super) is_changed: bool,
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Problem(String),
    /// Somebody wanted it so.
    Stopped,
}

impl From<String> for Told {
    fn from(why: String) -> Self {
        Self::Problem(why)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Step {
    /// Files are to be named.
    #[default]
    Choose,
    /// They are to be looked at.
    ToLook,
    /// They are being looked at: the number of the answer.
    Looking(u64),
    /// What was found is shown, and edited.
    Mapping,
    /// The leads are being written.
    Importing,
    /// They are in.
    Done,
}

/// Whether the import has been tried as it is mapped now.
#[derive(Debug, Default)]
pub enum Trial {
    #[default]
    None,
    /// It is to be tried once nothing has changed for a moment; since when, if that is known.
    Wanted(Option<f64>),
    /// Too large to be tried unasked.
    TooLarge,
    Trying(u64),
    Tried(Tried),
    Failed(String),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Columns,
    /// Where there is no room beside the columns, one of them has a tab of its own.
    Column,
    Rows,
    Outcome,
    Check,
}

/// What is seen of it.
#[derive(Debug, Default)]
pub struct View {
    pub table: usize,
    pub tab: Tab,
    /// By its name in the file.
    pub column: Option<String>,
    pub search: String,
    /// Which sort of dirt is listed.
    pub dirt: Option<usize>,
    /// Which lines of the report those are.
    pub dirt_lines: Vec<usize>,
    /// It is asked whether the work may be lost.
    pub asks_to_leave: bool,
    /// A field had the keyboard in the frame before: Escape leaves the field, not the sheet.
    pub was_typing: bool,
    pub is_typing: bool,
    /// Since when the step is under way.
    pub since: Option<f64>,
    /// Which step of the work that is waited for.
    pub work_step: u64,
    /// The last answer to a trial, shown dimmed while a newer one is on its way.
    pub last: Option<Tried>,
    /// The row that is to be scrolled to.
    pub scroll_to: Option<usize>,
    /// How far the columns are scrolled.
    pub offset: f32,
    pub was_check_shown: bool,
    pub was_done_shown: bool,
}

impl Wizard {
    pub fn new() -> Self {
        Self::default()
    }

    /// For the library that is open, as long as no other is chosen.
    pub fn for_open() -> Self {
        Self { is_for_open: true, ..Self::default() }
    }

    /// Files were named or dropped. Nothing is done while leads are being written.
    pub fn take_files(&mut self, files: &[PathBuf]) {
        if matches!(self.step, Step::Importing) {
            return;
        }
        if self.step == Step::Done {
            // The next files are another import, into the library that is open by now.
            *self = Self::new();
        }
        let before = self.files.len();
        let mut problem = None;
        for path in files {
            match path.is_dir().then(|| Folder::read(path)) {
                Some(Ok(folder)) => self.take_folder(folder),
                Some(Err(err)) => problem = Some(Told::Problem(err.to_string())),
                None => self.take_file(path.clone()),
            }
        }
        if self.files.len() > before || problem.is_none() {
            self.look_anew();
        }
        // It is told beside what is found in the others.
        self.problem = problem;
    }

    fn take_file(&mut self, file: PathBuf) {
        if !self.files.contains(&file) {
            self.files.push(file);
        }
    }

    fn take_folder(&mut self, folder: Folder) {
        let told = folder.told();
        self.beside.retain(|(path, _)| *path != folder.path);
        self.beside.extend(told.map(|told| (folder.path, told)));
        folder.tables.into_iter().for_each(|file| self.take_file(file));
    }

    fn look_anew(&mut self) {
        self.problem = None;
        if !self.files.is_empty() {
            self.step = Step::ToLook;
            self.view.since = None;
            self.trial = Trial::None;
        }
    }

    /// What is to be looked at.
    pub(super) fn look(&self, places: Look) -> Look {
        Look {
            files: self.files.clone(),
            kinds: self.kinds.clone(),
            into: self.wanted_into.clone(),
            is_for_open: self.is_for_open,
            ..places
        }
    }

    /// A file for all the dirt, where no trial has made one.
    pub(super) fn place_for_dirt(&mut self) -> Option<PathBuf> {
        self.dirt = match &self.trial {
            Trial::Tried(_) => None,
            _ => tempfile::NamedTempFile::new().ok().map(|file| Arc::new(file.into_temp_path())),
        };
        self.dirt.as_ref().map(|path| path.to_path_buf())
    }

    /// How it stands while it has not been tried.
    pub(super) fn not_tried(&self) -> Trial {
        if self.into.bytes <= TRIED_BY_ITSELF { Trial::Wanted(None) } else { Trial::TooLarge }
    }

    /// What was found. What somebody said of tables that were there before stays.
    pub(super) fn take_seen(&mut self, seen: Seen) {
        let mut before = std::mem::take(&mut self.tables);
        let mut refused = None;
        for found in seen.tables {
            let source = found.inspection.source.clone();
            let was = before.iter().position(|table| table.inspection.source == source).map(|at| before.remove(at));
            let mut table = Table::new(found, was, self.kinds.get(&source).copied());
            table.find_unasked(&self.asked);
            self.tables.push(table);
        }
        for table in before {
            let source = &table.inspection.source;
            if let Some((_, why)) = seen.skipped.iter().find(|(skipped, _)| skipped == source)
                && self.files.contains(&source.path)
            {
                // It can't be what it was just said to be.
                refused = Some(why.clone());
                self.kinds.remove(source);
                self.tables.push(table);
            }
        }
        let is_there = |source: &Source| self.tables.iter().any(|table| table.inspection.source == *source);
        self.skipped = seen.skipped.into_iter().filter(|(source, _)| !is_there(source)).collect();
        self.into = seen.into;
        self.into_text = self.into.path.display().to_string();
        self.problem = refused.map(Told::Problem).or(self.problem.take());
        self.view.table = self.view.table.min(self.tables.len().saturating_sub(1));
        self.step = Step::Mapping;
        self.mapping_changed();
    }

    /// “21 of 23 tables are left out”; `None` where all that can be seen are taken.
    pub(super) fn tables_out(&self) -> Option<String> {
        let seen = self.tables.iter().filter(|table| !table.is_hidden);
        let (all, taken) =
            seen.fold((self.skipped.len(), 0), |(all, taken), table| (all + 1, taken + usize::from(table.is_in)));
        (taken < all).then(|| tr!("wizard-tables-out", count = all - taken, all = all))
    }

    /// Why something was not done is to be told.
    pub(super) fn complain(&mut self, why: impl Into<Told>) {
        self.problem = Some(why.into());
    }

    /// The files can't be used, or not as somebody said.
    pub(super) fn take_failure(&mut self, why: impl Into<Told>) {
        self.complain(why);
        if self.tables.is_empty() {
            self.files.clear();
            self.beside.clear();
            self.wanted_into = None;
            self.step = Step::Choose;
        } else {
            // What is new and can't be used is let go; the rest stays as it was.
            let known = |file: &PathBuf| self.tables.iter().any(|table| table.inspection.source.path == *file);
            self.files.retain(known);
            for table in &self.tables {
                self.kinds.remove(&table.inspection.source);
            }
            self.wanted_into = Some(self.into.path.clone());
            self.into_text = self.into.path.display().to_string();
            self.step = Step::Mapping;
            self.mapping_changed();
        }
    }

    /// Something was said that another result comes of.
    pub(super) fn mapping_changed(&mut self) {
        if let Trial::Tried(tried) = std::mem::take(&mut self.trial) {
            self.view.last = Some(tried);
        }
        self.view.dirt = None;
        self.trial = self.not_tried();
        for table in &mut self.tables {
            table.preview.forget();
            table.find_leaks();
        }
    }

    /// It was tried: which values don't fit is known of all columns.
    pub(super) fn take_tried(&mut self, tried: Tried) {
        for table in &mut self.tables {
            table.take_lost(&tried.report);
        }
        self.trial = Trial::Tried(tried);
        self.view.last = None;
    }

    pub(super) fn edited(&mut self) {
        self.is_changed = true;
        self.problem = None;
        self.mapping_changed();
    }

    /// Whether the import is to be tried now; with no clock at hand, at once.
    pub(super) fn is_to_try(&mut self, now: Option<f64>) -> bool {
        let Trial::Wanted(since) = &mut self.trial else { return false };
        let Some(now) = now else { return self.step == Step::Mapping };
        let since = *since.get_or_insert(now);
        self.step == Step::Mapping && now - since >= REST
    }

    /// What would be imported.
    pub(super) fn job(&self) -> Result<Job, String> {
        let mut tables = Vec::new();
        for table in self.tables.iter().filter(|table| table.is_in) {
            tables.push((table.inspection.source.clone(), edit::for_job(&table.mapping)));
        }
        if tables.is_empty() {
            return Err(tr!("wizard-nothing-in"));
        }
        let as_of = Some(self.as_of.trim()).filter(|text| !text.is_empty());
        let as_of: Option<AsOf> = as_of.map(str::parse).transpose().map_err(|err| format!("{err}"))?;
        Ok(Job { tables, as_of, dirt: None })
    }

    /// The answer that is shown: the newest, and whether another is on its way.
    pub(super) fn tried(&self) -> (Option<&Tried>, bool) {
        match &self.trial {
            Trial::Tried(tried) => (Some(tried), false),
            Trial::Wanted(_) | Trial::Trying(_) => (self.view.last.as_ref(), true),
            _ => (None, false),
        }
    }

    /// Another kind of rows: the table must be read again to see what its columns are then.
    pub(super) fn set_kind(&mut self, table: usize, kind: Option<TableKind>) {
        let Some(table) = self.tables.get_mut(table) else { return };
        self.is_changed = true;
        let Some(kind) = kind else {
            table.is_in = false;
            return self.edited();
        };
        let is_other = table.mapping.kind != kind;
        table.is_in = true;
        if is_other {
            let source = table.inspection.source.clone();
            self.kinds.insert(source, kind);
            self.look_anew();
        } else {
            self.edited();
        }
    }

    /// Another library: what it has of the columns may change what they are taken for.
    pub(super) fn set_into(&mut self, path: &Path) {
        if path != self.into.path {
            self.wanted_into = Some(path.to_owned());
            self.is_changed = true;
            self.look_anew();
        }
    }

    /// The tables of a mapping that somebody has kept in a file; how many were found for these tables.
    pub(super) fn take_mapping(&mut self, mapping: &Mapping) -> usize {
        let mut taken = 0;
        for table in &mut self.tables {
            let columns: Vec<String> = table.inspection.columns.iter().map(|column| column.name.clone()).collect();
            if let Some(mapped) = mapping.table_for(&columns) {
                table.mapping = edit::complete(mapped.clone(), &table.inspection.columns);
                (table.is_in, table.kept) = (true, None);
                taken += 1;
            }
        }
        if taken > 0 {
            self.edited();
        }
        taken
    }

    /// What the tables are mapped to, to be kept in a file.
    pub(super) fn mapping(&self) -> Mapping {
        Mapping::new(
            self.tables.iter().filter(|table| table.is_in).map(|table| edit::for_job(&table.mapping)).collect(),
        )
    }

    /// Leads were written.
    pub fn take_report(&mut self, report: ImportReport) {
        let dirt = match std::mem::take(&mut self.trial) {
            Trial::Tried(tried) => tried.dirt,
            _ => self.dirt.take(),
        };
        self.report = Some(Tried { report: Arc::new(report), dirt });
        self.step = Step::Done;
        (self.is_changed, self.problem) = (false, None);
        self.view.dirt = None;
    }

    /// They could not be, or somebody asked to stop.
    pub fn take_import_failure(&mut self, why: impl Into<Told>) {
        self.step = Step::Mapping;
        self.complain(why);
        if !matches!(self.trial, Trial::Tried(_)) {
            self.trial = self.not_tried();
        }
    }

    pub fn is_importing(&self) -> bool {
        self.step == Step::Importing
    }

    pub fn is_done(&self) -> bool {
        self.step == Step::Done
    }

    /// The table that is shown.
    pub(super) fn shown(&self) -> Option<&Table> {
        self.tables.get(self.view.table)
    }

    /// How many rows there are to import, of leads if there are any.
    pub(super) fn rows(&self, kind: TableKind) -> u64 {
        let of_kind = self.tables.iter().filter(|table| table.is_in && table.mapping.kind == kind);
        of_kind.map(|table| table.inspection.rows).sum()
    }
}

/// “leads.sqlite”
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Today, for mappings that are kept.
pub(super) fn today() -> Day {
    clock::now().day()
}

/// “8,800 leads”, “1 lead”, and so on.
pub(super) fn counted(kind: TableKind, count: u64) -> String {
    let number = format::count(count);
    match kind {
        TableKind::Leads => tr!("wizard-leads", count = count, number = number),
        TableKind::Accounts => tr!("wizard-accounts", count = count, number = number),
        TableKind::Events => tr!("wizard-events", count = count, number = number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_is_tried_by_itself_once_nothing_changes_and_what_is_large_is_not() {
        let mut wizard = Wizard { step: Step::Mapping, ..Wizard::default() };
        wizard.edited();
        assert!(!wizard.is_to_try(Some(10.0)), "something may be typed still");
        assert!(!wizard.is_to_try(Some(10.2)));
        assert!(wizard.is_to_try(Some(10.5)));
        wizard.edited();
        assert!(!wizard.is_to_try(Some(10.6)), "it has changed since");
        wizard.into.bytes = 5_000_000_000;
        wizard.edited();
        assert!(matches!(wizard.trial, Trial::TooLarge) && !wizard.is_to_try(Some(20.0)));
        wizard.trial = Trial::Wanted(Some(f64::NEG_INFINITY));
        assert!(wizard.is_to_try(Some(20.0)), "asked for");
    }

    #[test]
    fn while_leads_are_written_no_file_is_taken_and_afterwards_it_is_another_import() {
        let mut wizard = Wizard { step: Step::Importing, ..Wizard::default() };
        wizard.take_files(&[PathBuf::from("a.csv")]);
        assert!(wizard.files.is_empty() && !wizard.may_leave());
        wizard.take_report(ImportReport::default());
        wizard.take_files(&[PathBuf::from("b.csv"), PathBuf::from("b.csv")]);
        assert_eq!((wizard.files.len(), wizard.step, wizard.report.is_none()), (1, Step::ToLook, true));
    }
}
