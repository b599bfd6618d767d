//! What gives the outcome away: columns that are filled, not zero, or of some values for the leads that were won, and not for
//! those that were lost. They are written down when all is over, so a score made of them says nothing of a lead that is open.

use std::fmt;

use super::{distinct::ByHash, nulls};
use crate::{
    lead::trim_fold,
    library::{
        dictionary::hash,
        import::{
            mapping::{TableKind, TableMapping},
            report::Role,
        },
    },
    model::wording::grouped,
};

/// Of so many rows it is kept what they hold, and of less where there are very many columns.
const MOST_ROWS: usize = 20_000;
const MOST_CELLS: usize = 4_000_000;
const MOST_COLUMNS: usize = MOST_CELLS / 128;

/// With fewer leads that were won, or lost, it may be chance.
const FEWEST: u64 = 30;
/// The share of the won leads that have the mark, less the share of the lost ones: what was known before hardly tells so much.
const PARTED: f64 = 0.95;
/// More different values than this, or fewer leads for each, tell all leads apart and nothing else.
const MOST_VALUES: usize = 50;
const LEADS_A_VALUE: u64 = 20;

const MISSING: u32 = 0;
const ZERO: u32 = 1;

/// What a cell holds, as far as it matters here: missing, zero, or which of its different values.
fn code(cell: &str) -> u32 {
    if nulls::may_be_one(cell) || nulls::is_error(cell) {
        return MISSING;
    }
    if cell.bytes().all(|byte| matches!(byte, b'0' | b'.' | b',')) && cell.contains('0') {
        return ZERO;
    }
    let hash = hash(trim_fold(cell).as_bytes());
    (hash ^ hash >> 32) as u32 | 2
}

/// The cells of one column in evenly chosen rows: the same rows in all columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    codes: Vec<u32>,
    row: u64,
    /// Each so many-th row is kept: 2 to the power of this.
    thinned: u32,
}

impl Cells {
    /// Takes in the cell of the next row; `columns`: how many there are.
    pub fn add(&mut self, cell: Option<&str>, columns: usize) {
        let row = self.row;
        self.row += 1;
        if row.trailing_zeros() < self.thinned && row > 0 || columns > MOST_COLUMNS {
            return;
        }
        self.codes.push(cell.map_or(MISSING, code));
        if self.codes.len() > (MOST_CELLS / columns.max(1)).min(MOST_ROWS) {
            self.thinned += 1;
            let mut place = 0;
            self.codes.retain(|_| {
                place += 1;
                place % 2 == 1
            });
        }
    }
}

/// Some rows of a table, to be asked what tells won from lost.
#[derive(Clone, Default, PartialEq)]
pub struct Sample {
    columns: Vec<Vec<u32>>,
    is_whole: bool,
}

impl Sample {
    pub(super) fn new(columns: Vec<Cells>) -> Self {
        let is_whole = columns.iter().all(|cells| cells.thinned == 0);
        Self { columns: columns.into_iter().map(|cells| cells.codes).collect(), is_whole }
    }

    /// The columns that give the outcome away, as the mapping says what that is. Its columns are those of the table.
    pub fn gives_away(&self, header: &[&str], mapping: &TableMapping) -> Vec<GivesAway> {
        let of_column = |name: &str| self.columns.get(header.iter().position(|other| *other == name)?);
        let outcome = mapping.of_role(Role::Outcome).filter(|_| mapping.kind == TableKind::Leads);
        let Some(outcome) = outcome.and_then(|outcome| of_column(&outcome.column)) else { return Vec::new() };
        let codes = |words: &[String]| -> Vec<u32> { words.iter().map(|word| code(word.trim())).collect() };
        let (won, lost) = (codes(&mapping.won), codes(&mapping.lost));
        let ended: Vec<Option<bool>> = outcome
            .iter()
            .map(|code| if won.contains(code) { Some(true) } else { lost.contains(code).then_some(false) })
            .collect();
        let of = |fate: bool| ended.iter().filter(|ended| **ended == Some(fate)).count() as u64;
        let all = Parted { won: of(true), lost: of(false) };
        if all.won < FEWEST || all.lost < FEWEST {
            return Vec::new();
        }
        let may_be_criterion = |name: &str| {
            mapping.column(name).is_none_or(|mapped| matches!(mapped.role, Role::Attribute | Role::Ignored))
        };
        let asked = header.iter().filter(|name| may_be_criterion(name));
        asked
            .filter_map(|name| {
                let (by, marked) = tells(of_column(name)?, &ended, all)?;
                Some(GivesAway { column: (*name).to_owned(), by, marked, all, is_whole: self.is_whole })
            })
            .collect()
    }
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sample of {} rows", self.columns.first().map_or(0, Vec::len))
    }
}

/// So many leads that were won, and that were lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parted {
    pub won: u64,
    pub lost: u64,
}

impl Parted {
    /// How much more of those that were won have it than of those that were lost; below zero the other way round.
    fn parted(self, all: Self) -> f64 {
        self.won as f64 / all.won as f64 - self.lost as f64 / all.lost as f64
    }

    fn add(&mut self, is_won: bool) {
        let count = if is_won { &mut self.won } else { &mut self.lost };
        *count += 1;
    }
}

/// By what a column tells how leads ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Something stands there.
    Filled,
    /// It is not zero.
    NotZero,
    /// It has one of some values.
    Values,
}

/// A column that gives the outcome away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivesAway {
    pub column: String,
    pub by: Tells,
    /// How many have the mark, of how many.
    pub marked: Parted,
    pub all: Parted,
    /// All rows were counted, not some of them.
    is_whole: bool,
}

impl GivesAway {
    /// “other than 0 for 4,238 of 4,238 won leads and for 0 of 2,473 lost ones”
    pub fn figures(&self) -> String {
        let Self { marked, all, .. } = self;
        let what = match self.by {
            Tells::Filled => "filled",
            Tells::NotZero => "other than 0",
            Tells::Values => "of some values",
        };
        let sampled = if self.is_whole { "" } else { ", as a sample of the rows tells" };
        format!(
            "{what} for {} of {} won leads and for {} of {} lost ones{sampled}",
            grouped(marked.won),
            grouped(all.won),
            grouped(marked.lost),
            grouped(all.lost)
        )
    }
}

/// By what a column parts the leads that were won from those that were lost, if it does: the simplest that will do.
fn tells(codes: &[u32], ended: &[Option<bool>], all: Parted) -> Option<(Tells, Parted)> {
    let (mut filled, mut not_zero) = (Parted::default(), Parted::default());
    let mut values: ByHash<Parted> = ByHash::default();
    for (code, is_won) in codes.iter().zip(ended).filter_map(|(code, ended)| Some((*code, (*ended)?))) {
        if code != MISSING {
            filled.add(is_won);
        }
        if code > ZERO {
            not_zero.add(is_won);
        }
        if values.len() <= MOST_VALUES || values.contains_key(&u64::from(code)) {
            values.entry(u64::from(code)).or_default().add(is_won);
        }
    }
    for (by, marked) in [(Tells::Filled, filled), (Tells::NotZero, not_zero)] {
        if marked.parted(all).abs() >= PARTED {
            return Some((by, marked));
        }
    }
    if values.len() > MOST_VALUES || (all.won + all.lost) < LEADS_A_VALUE * values.len() as u64 {
        return None;
    }
    let of_won = values.values().filter(|value| value.parted(all) > 0.0);
    let marked =
        of_won.fold(Parted::default(), |sum, value| Parted { won: sum.won + value.won, lost: sum.lost + value.lost });
    (marked.parted(all) >= PARTED).then_some((Tells::Values, marked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::import::mapping::ColumnMapping;

    fn mapping() -> TableMapping {
        let column = |name: &str, role| ColumnMapping { column: name.to_owned(), role, ..ColumnMapping::default() };
        TableMapping {
            won: vec!["Won".to_owned()],
            lost: vec!["lost".to_owned()],
            columns: vec![column("stage", Role::Outcome), column("x", Role::Attribute)],
            ..TableMapping::default()
        }
    }

    /// What is told of a column whose cells are made for the leads that were won, lost, and are open.
    fn told(leads: u64, cell: impl Fn(u64, &str) -> String) -> Option<GivesAway> {
        let (mut stages, mut cells) = (Cells::default(), Cells::default());
        for number in 0..leads {
            let stage = ["won", "LOST", "open"][number as usize % 3];
            stages.add(Some(stage), 2);
            let cell = cell(number / 3, &stage.to_lowercase());
            cells.add(Some(cell.as_str()).filter(|cell| !cell.is_empty()), 2);
        }
        Sample::new(vec![stages, cells]).gives_away(&["stage", "x"], &mapping()).pop()
    }

    #[test]
    fn what_is_known_when_all_is_over_gives_the_outcome_away() {
        let value = |number: u64, stage: &str| match stage {
            "won" => (100 + number).to_string(),
            "lost" => "0".to_owned(),
            _ => String::new(),
        };
        let found = told(300, value).expect("a leak");
        assert_eq!(
            (found.by, found.marked, found.all),
            (Tells::NotZero, Parted { won: 100, lost: 0 }, Parted { won: 100, lost: 100 })
        );
        assert_eq!(found.figures(), "other than 0 for 100 of 100 won leads and for 0 of 100 lost ones");
        let reason =
            |number: u64, stage: &str| if stage == "lost" { format!("reason {number}") } else { "n/a".to_owned() };
        assert_eq!(told(300, reason).map(|found| found.by), Some(Tells::Filled));
        let phase = |number: u64, stage: &str| match stage {
            "won" => ["contract", "paid"][number as usize % 2].to_owned(),
            _ => "talks".to_owned(),
        };
        assert_eq!(told(300, phase).map(|found| (found.by, found.marked.won)), Some((Tells::Values, 100)));
    }

    #[test]
    fn what_only_says_much_does_not() {
        let strong = |number: u64, stage: &str| {
            let is_yes = (stage == "won") != number.is_multiple_of(10);
            String::from(if is_yes { "yes" } else { "no" })
        };
        assert_eq!(told(300, strong), None, "90 % against 10 %");
        assert_eq!(told(300, |number, stage| format!("{stage} {number}")), None, "each has its own");
        let few = |_: u64, stage: &str| String::from(if stage == "won" { "1" } else { "0" });
        assert_eq!(told(87, few), None, "29 may be chance");
        assert!(told(90, few).is_some());
    }

    #[test]
    fn of_many_rows_some_are_kept_the_same_in_each_column() {
        let value = |number: u64, stage: &str| if stage == "won" { number.to_string() } else { String::new() };
        let found = told(200_001, value).expect("a leak");
        assert!(!found.is_whole && found.all.won + found.all.lost < MOST_ROWS as u64);
        assert_eq!((found.marked.won, found.marked.lost), (found.all.won, 0));
        assert!(found.figures().contains("sample"));
    }
}
