//! One table of the wizard: what was found in it, what is made of it, and what is known of both together.

use std::collections::{BTreeMap, BTreeSet};

use super::{edit, preview, words, worker::SeenTable};
use crate::{
    lead::{AttributeName, Day, SharedWords},
    library::import::{
        ColumnInspection, ColumnMapping, Dirt, DirtCount, Format, GivesAway, ImportReport, Reason, Role, Source,
        TAKEN_FOR_MISSING, TableInspection, TableKind, TableMapping, note_missing,
    },
};

/// One table, and what is made of it.
#[derive(Debug)]
pub struct Table {
    pub inspection: TableInspection,
    pub mapping: TableMapping,
    /// What was guessed, with a line for each column as well.
    guess: TableMapping,
    pub is_in: bool,
    pub is_hidden: bool,
    /// The mapping is the one that was used on this day.
    pub kept: Option<Day>,
    /// What most of its columns begin and end with.
    pub shared: SharedWords,
    /// The first rows as they would be stored.
    pub preview: preview::Preview,
    /// The columns that give the outcome away, as it is said by the mapping for which that was found out.
    pub leaks: Vec<GivesAway>,
    leaks_of: Option<LeaksOf>,
    /// Columns that nothing in the model asks for, with what they were to be called in the library.
    unasked: Vec<(usize, Option<String>)>,
    /// Those were left out in one step: their places.
    pub left_unasked: Vec<usize>,
    /// By column: how its values were read when it was tried, how many did not fit, and the first of them.
    lost: BTreeMap<String, Lost>,
}

/// What it hangs on which columns give the outcome away.
#[derive(Debug, PartialEq, Eq)]
struct LeaksOf {
    outcome: Option<usize>,
    /// Those for won and for lost.
    words: [Vec<String>; 2],
    attributes: Vec<bool>,
}

/// Values that did not fit a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub of: Format,
    pub count: u64,
    pub first: Option<(u64, String)>,
}

impl Table {
    pub fn new(found: SeenTable, was: Option<Self>, said: Option<TableKind>) -> Self {
        let (inspection, is_hidden) = (found.inspection, found.is_hidden);
        let is_out = is_hidden || inspection.left_out.is_some();
        let kind = said.unwrap_or(inspection.mapping.kind);
        // Beside files that came later it may be something else than it seemed, unless somebody said what it is.
        let is_in = was.as_ref().filter(|was| was.is_touched()).map(|was| was.is_in);
        let (kept, mapping, is_in) = match (was, found.kept) {
            (Some(was), _) if was.mapping.kind == kind => {
                (was.kept, was.followed(&inspection), is_in.unwrap_or(!is_out))
            }
            (was, Some((day, mapping))) => (Some(day), mapping, was.is_none_or(|was| was.is_in) && !is_hidden),
            (_, None) => (None, inspection.mapping.clone(), is_in.unwrap_or(!is_out)),
        };
        let mapping = edit::complete(mapping, &inspection.columns);
        let guess = edit::complete(inspection.mapping.clone(), &inspection.columns);
        let shared = SharedWords::of(inspection.columns.iter().map(|column| column.name.as_str()));
        let mut table = Self {
            inspection,
            shared,
            mapping,
            guess,
            is_in,
            is_hidden,
            kept,
            preview: preview::Preview::default(),
            leaks: Vec::new(),
            leaks_of: None,
            unasked: Vec::new(),
            left_unasked: Vec::new(),
            lost: BTreeMap::new(),
        };
        table.find_leaks();
        table
    }

    /// The mapping where the table was looked at again, perhaps for another library: what was said of a column stays, of all
    /// others it is what is found now.
    fn followed(&self, inspection: &TableInspection) -> TableMapping {
        let (was, guess) = (&self.mapping, &self.guess);
        let mut now = edit::complete(inspection.mapping.clone(), &inspection.columns);
        let same_table = now.columns.len() == was.columns.len() && was.columns.len() == guess.columns.len();
        let said = was.columns.iter().zip(&guess.columns).enumerate().filter(|(_, (was, guess))| was != guess);
        for (at, (column, _)) in said.filter(|_| same_table) {
            now.columns[at] = column.clone();
        }
        for (now, was, guess) in [
            (&mut now.won, &was.won, &guess.won),
            (&mut now.lost, &was.lost, &guess.lost),
            (&mut now.null_words, &was.null_words, &guess.null_words),
        ] {
            if was != guess {
                now.clone_from(was);
            }
        }
        if was.event_kind != guess.event_kind {
            now.event_kind.clone_from(&was.event_kind);
        }
        // What was said of one column may have settled what another is.
        let once =
            [Role::Key, Role::Account, Role::Created, Role::Closed, Role::Outcome, Role::Lead, Role::Kind, Role::At];
        let is_twice = |role: &Role| now.columns.iter().filter(|column| column.role == *role).count() > 1;
        if same_table && !once.iter().any(is_twice) { now } else { was.clone() }
    }

    /// Whether it was taken or left out by hand, or something was said of its columns.
    fn is_touched(&self) -> bool {
        let is_out = self.is_hidden || self.inspection.left_out.is_some();
        self.is_in == is_out || self.mapping != self.guess
    }

    /// Finds out what gives the outcome away, if the outcome is another one now, or another column is taken as it is.
    pub fn find_leaks(&mut self) {
        let is_attribute = |mapped: &ColumnMapping| matches!(mapped.role, Role::Attribute | Role::Ignored);
        let of = Some(LeaksOf {
            outcome: self.outcome(),
            words: [self.mapping.won.clone(), self.mapping.lost.clone()],
            attributes: self.mapping.columns.iter().map(is_attribute).collect(),
        });
        if self.leaks_of != of {
            self.leaks = self.inspection.gives_away(&self.mapping);
            self.leaks_of = of;
        }
    }

    /// Finds what is asked for neither by the model nor by people, who go by names and companies. Where nothing of the table
    /// is asked for, the model is one for other leads.
    pub fn find_unasked(&mut self, asked: &BTreeSet<String>) {
        let name = |mapped: &ColumnMapping| mapped.attribute.clone().unwrap_or_else(|| mapped.column.clone());
        let names: Vec<String> = self.mapping.columns.iter().map(name).collect();
        let is_usual = |name: &str| AttributeName::new(name, &self.shared).is_usual();
        let is_unasked = |name: &String| !asked.contains(name) && !is_usual(name);
        self.unasked.clear();
        if names.iter().any(|name| asked.contains(name)) {
            let unasked = names.iter().enumerate().filter(|(_, name)| is_unasked(name));
            let columns = &self.mapping.columns;
            self.unasked = unasked.filter_map(|(at, _)| Some((at, columns.get(at)?.attribute.clone()))).collect();
        }
    }

    /// Those of them that are attributes; what was given another name is asked for by somebody.
    pub fn unasked(&self) -> impl Iterator<Item = usize> {
        self.unasked.iter().filter_map(|(at, name)| {
            let (_, mapped) = self.column(*at)?;
            (mapped.role == Role::Attribute && mapped.attribute == *name).then_some(*at)
        })
    }

    pub fn take_lost(&mut self, report: &ImportReport) {
        let file = self.inspection.source.label();
        let is_lost =
            |count: &&DirtCount| count.file == file && count.reason == Reason::WrongType && count.column.is_some();
        self.lost.clear();
        for count in report.dirt_counts.iter().filter(is_lost) {
            let of = self.mapping.columns.iter().find(|mapped| Some(&mapped.column) == count.column.as_ref());
            let Some((name, of)) = of.and_then(|mapped| Some((mapped.column.clone(), mapped.values.clone()?))) else {
                continue;
            };
            let is_it =
                |dirt: &&Dirt| dirt.file == file && dirt.reason == Reason::WrongType && dirt.column == count.column;
            let first = report.dirt.iter().find(is_it).map(|dirt| (dirt.line, dirt.value.clone()));
            self.lost.insert(name, Lost { of, count: count.count, first });
        }
    }

    /// The values of a column that don't fit what it is taken for, as far as that is known.
    pub fn odd(&self, found: &ColumnInspection, mapped: &ColumnMapping) -> Option<Lost> {
        let of = mapped.values.as_ref().filter(|_| mapped.role != Role::Ignored)?;
        if let Some(odd) = found.odd.as_ref().filter(|odd| odd.of == *of) {
            return Some(Lost { of: of.clone(), count: odd.count, first: odd.first.first().cloned() });
        }
        self.lost.get(&found.name).filter(|lost| lost.of == *of).cloned()
    }

    /// Somebody said how the values of a column are to be read.
    pub fn is_by_hand(&self, mapped: &ColumnMapping) -> bool {
        let guess = self.guess.column(&mapped.column);
        mapped.values.is_some() && guess.is_some_and(|guess| guess.values.is_some() && guess.values != mapped.values)
    }

    /// Whether the key, or that there is none, is as it was guessed.
    pub fn has_guessed_key(&self) -> bool {
        let key = |mapping: &TableMapping| mapping.of_role(Role::Key).map(|key| key.column.clone());
        key(&self.mapping) == key(&self.guess)
    }

    /// Back to what was guessed.
    pub fn begin_anew(&mut self) {
        self.mapping = self.guess.clone();
        self.kept = None;
    }

    /// A column as it was found, and what is made of it.
    pub fn column(&self, index: usize) -> Option<(&ColumnInspection, &ColumnMapping)> {
        Some((self.inspection.columns.get(index)?, self.mapping.columns.get(index)?))
    }

    /// What the look at the file has told, as far as it is still so: what was said otherwise since is not told any more.
    pub fn notes(&self) -> impl Iterator<Item = String> {
        let guess = &self.guess;
        let is_other = |(column, was): &(&ColumnMapping, &ColumnMapping)| {
            let has_outcome = column.role == Role::Outcome;
            let outcome = has_outcome && (guess.won != self.mapping.won || guess.lost != self.mapping.lost);
            outcome || was.role != column.role || was.values != column.values || was.null_words != column.null_words
        };
        let pairs = self.mapping.columns.iter().zip(&guess.columns);
        let other: Vec<String> = pairs.filter(is_other).map(|(column, _)| quoted(column)).collect();
        let had_key = guess.of_role(Role::Key).is_some();
        let has_key = self.mapping.of_role(Role::Key).is_some();
        let has_new_outcome = self.outcome().is_some() && guess.of_role(Role::Outcome).is_none();
        let told = self.inspection.notes.iter().filter(move |note| {
            let is_of_key = had_key != has_key && note.contains("row-1");
            let is_of_outcome = has_new_outcome && words::is_of_outcome(note);
            let is_of_missing = note.starts_with(TAKEN_FOR_MISSING);
            !is_of_key && !is_of_outcome && !is_of_missing && !other.iter().any(|name| note.contains(name))
        });
        told.cloned().chain(self.note_missing())
    }

    /// Which words count as missing, as it is by now.
    fn note_missing(&self) -> Option<String> {
        let pairs = self.inspection.columns.iter().zip(&self.mapping.columns);
        let kept = pairs.filter(|(_, mapped)| mapped.role == Role::Attribute);
        let with_words = kept.map(|(found, mapped)| {
            let is_there = |word: &&String| found.null_words.iter().any(|null| null.word == **word);
            let words: Vec<String> = mapped.null_words.iter().filter(is_there).cloned().collect();
            (mapped.column.as_str(), words, words::missing(found, mapped))
        });
        note_missing(&with_words.filter(|(_, words, _)| !words.is_empty()).collect::<Vec<_>>())
    }

    /// Why it is left out, as long as nobody takes it.
    pub fn left_out(&self) -> Option<&String> {
        self.inspection.left_out.as_ref().filter(|_| !self.is_in)
    }

    /// The file's name, or the sheet's.
    pub fn name(&self) -> String {
        name_of(&self.inspection.source)
    }

    /// Where the column is that says how a lead ended.
    pub fn outcome(&self) -> Option<usize> {
        self.mapping.columns.iter().position(|column| column.role == Role::Outcome)
    }

    /// The column that says how leads ended says so in values that nobody has ticked yet.
    pub fn lacks_ticks(&self) -> bool {
        self.is_in && self.outcome().is_some() && self.mapping.won.is_empty()
    }
}

/// As the notes name a column.
fn quoted(column: &ColumnMapping) -> String {
    format!("“{}”", column.column)
}

/// “contacts.csv”, “Leads in crm.xlsx”
pub(super) fn name_of(source: &Source) -> String {
    let file = source.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match &source.sheet {
        None => file,
        Some(sheet) => tr!("wizard-sheet-of", sheet = sheet.clone(), file = file),
    }
}
