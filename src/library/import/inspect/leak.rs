//! What gives the outcome away: columns that are filled, not zero, or of some values for the leads that were won, and not for
//! those that were lost. They are written down when all is over, so a score made of them says nothing of a lead that is open.
//!
//! Some are filled for few leads, but for those of one side only: why a lead was lost, the number of a contract. Whether that
//! is a leak or a strong sign that is known early is told by the leads that are open: if it is missing in them as well, it is
//! written down at the end. Where they have it, or where none is open, it is for people to say, so it is only told.

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
/// Of what is filled for one side only, so much is of that side,
const ONE_SIDED: f64 = 0.99;
/// and by chance so many of the other side would be among them: that none is, happens once in three million columns.
const EXPECTED: f64 = 15.0;
/// What is written down at the end is at most so often there for a lead that is open, beside one that ended so.
const OF_OPEN: f64 = 0.1;
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
        let of = |fate: Option<bool>| ended.iter().filter(|ended| **ended == fate).count() as u64;
        let all = Parted { won: of(Some(true)), lost: of(Some(false)), open: of(None) };
        if all.won < FEWEST || all.lost < FEWEST {
            return Vec::new();
        }
        let may_be_criterion = |name: &str| {
            mapping.column(name).is_none_or(|mapped| matches!(mapped.role, Role::Attribute | Role::Ignored))
        };
        let asked = header.iter().filter(|name| may_be_criterion(name));
        asked
            .filter_map(|name| {
                let (by, marked, is_sure) = tells(of_column(name)?, &ended, all)?;
                Some(GivesAway { column: (*name).to_owned(), by, marked, all, is_sure, is_whole: self.is_whole })
            })
            .collect()
    }
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sample of {} rows", self.columns.first().map_or(0, Vec::len))
    }
}

/// So many leads that were won, that were lost, and that are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parted {
    pub won: u64,
    pub lost: u64,
    pub open: u64,
}

impl Parted {
    /// How much more of those that were won have it than of those that were lost; below zero the other way round.
    fn parted(self, all: Self) -> f64 {
        self.won as f64 / all.won as f64 - self.lost as f64 / all.lost as f64
    }

    fn add(&mut self, ended: Option<bool>) {
        *match ended {
            Some(true) => &mut self.won,
            Some(false) => &mut self.lost,
            None => &mut self.open,
        } += 1;
    }

    /// Whether those that have it are nearly all of one side, and more than chance would have it; and then whether the open
    /// ones lack it.
    fn one_sided(self, all: Self) -> Option<bool> {
        let is_won = self.parted(all) > 0.0;
        let side = |of: Self| if is_won { (of.won, of.lost) } else { (of.lost, of.won) };
        let ((one, other), (all_one, all_other)) = (side(self), side(all));
        let marked = (one + other) as f64;
        let expected = marked * all_other as f64 / (all_one + all_other) as f64;
        if one < FEWEST || (one as f64) < ONE_SIDED * marked || expected < EXPECTED {
            return None;
        }
        let of_open = self.open as f64 / all.open.max(1) as f64;
        Some(all.open >= FEWEST && of_open <= OF_OPEN * one as f64 / all_one as f64)
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
    /// It is written down when all is over. Else it may be a strong sign that is known before.
    pub is_sure: bool,
    /// All rows were counted, not some of them.
    is_whole: bool,
}

impl GivesAway {
    /// “gives the outcome away”
    pub fn says(&self) -> &'static str {
        if self.is_sure { "gives the outcome away" } else { "may give the outcome away" }
    }

    /// “other than 0 for 4,238 of 4,238 won leads and for 0 of 2,473 lost ones”
    pub fn figures(&self) -> String {
        let Self { marked, all, .. } = self;
        let what = match self.by {
            Tells::Filled => "filled",
            Tells::NotZero => "other than 0",
            Tells::Values => "of some values",
        };
        let sampled = if self.is_whole { "" } else { ", as a sample of the rows tells" };
        let of = |marked: u64, all: u64| format!("{} of {}", grouped(marked), grouped(all));
        let (won, lost) = (of(marked.won, all.won), of(marked.lost, all.lost));
        // Where the open leads tell whether it is known early, they are shown.
        let open = match self.by {
            Tells::Values => String::new(),
            _ if all.open < FEWEST || marked.parted(*all).abs() >= PARTED => String::new(),
            _ => format!(", and for {} open ones", of(marked.open, all.open)),
        };
        format!("{what} for {won} won leads and for {lost} lost ones{open}{sampled}")
    }
}

/// By what a column parts the leads that were won from those that were lost, if it does: the simplest that will do; and
/// whether it is sure that it gives the outcome away.
fn tells(codes: &[u32], ended: &[Option<bool>], all: Parted) -> Option<(Tells, Parted, bool)> {
    let (mut filled, mut not_zero) = (Parted::default(), Parted::default());
    let mut values: ByHash<Parted> = ByHash::default();
    for (code, ended) in codes.iter().zip(ended).map(|(code, ended)| (*code, *ended)) {
        if code != MISSING {
            filled.add(ended);
        }
        if code > ZERO {
            not_zero.add(ended);
        }
        if ended.is_some() && (values.len() <= MOST_VALUES || values.contains_key(&u64::from(code))) {
            values.entry(u64::from(code)).or_default().add(ended);
        }
    }
    let by_presence = [(Tells::Filled, filled), (Tells::NotZero, not_zero)];
    for (by, marked) in by_presence {
        if marked.parted(all).abs() >= PARTED {
            return Some((by, marked, true));
        }
    }
    if values.len() <= MOST_VALUES && (all.won + all.lost) >= LEADS_A_VALUE * values.len() as u64 {
        let of_won = values.values().filter(|value| value.parted(all) > 0.0);
        let sum = |sum: Parted, value: &Parted| Parted {
            won: sum.won + value.won,
            lost: sum.lost + value.lost,
            open: sum.open + value.open,
        };
        let marked = of_won.fold(Parted::default(), sum);
        if marked.parted(all) >= PARTED {
            return Some((Tells::Values, marked, true));
        }
    }
    by_presence.into_iter().find_map(|(by, marked)| Some((by, marked, marked.one_sided(all)?)))
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
            (Tells::NotZero, Parted { won: 100, lost: 0, open: 0 }, Parted { won: 100, lost: 100, open: 100 })
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
    fn what_stands_on_one_side_only_is_written_at_the_end_where_the_open_leads_lack_it() {
        let reason = |share: u64, of_open: u64| {
            move |number: u64, stage: &str| {
                let is_filled = match stage {
                    "lost" => number.is_multiple_of(share),
                    "open" => of_open > 0 && number.is_multiple_of(of_open),
                    _ => false,
                };
                if is_filled { format!("reason {}", number % 7) } else { String::new() }
            }
        };
        let found = told(300, reason(3, 0)).expect("a leak");
        assert!(found.is_sure);
        assert_eq!(
            found.figures(),
            "filled for 0 of 100 won leads and for 34 of 100 lost ones, and for 0 of 100 open ones"
        );
        let known_early = told(300, reason(3, 4)).expect("told");
        assert!(!known_early.is_sure, "a quarter of the open leads has it: {}", known_early.figures());
        assert_eq!(told(300, reason(4, 0)), None, "25 may be chance");
        // Of a contract: for those that were won, not zero.
        let contract = |number: u64, stage: &str| {
            String::from(if stage == "won" && number.is_multiple_of(2) { "4711" } else { "0" })
        };
        assert_eq!(told(300, contract).map(|found| (found.by, found.is_sure)), Some((Tells::NotZero, true)));
        // One in ten of those that have it was won: that is a sign, and no leak.
        let strong = |number: u64, stage: &str| {
            let is_filled = stage == "lost" && number.is_multiple_of(2) || stage == "won" && number.is_multiple_of(20);
            String::from(if is_filled { "competitor" } else { "" })
        };
        assert_eq!(told(600, strong), None);
    }

    #[test]
    fn one_side_among_nearly_all_of_that_side_says_nothing() {
        let (mut stages, mut cells) = (Cells::default(), Cells::default());
        for number in 0..4_000_u64 {
            // Of a hundred leads three were won; who has a remark was lost, as nearly everybody was.
            stages.add(Some(if number % 100 < 3 { "won" } else { "lost" }), 2);
            cells.add(Some("x").filter(|_| number % 100 == 50), 2);
        }
        assert_eq!(Sample::new(vec![stages, cells]).gives_away(&["stage", "x"], &mapping()), []);
    }

    #[test]
    fn with_no_lead_open_one_side_is_only_told() {
        let (mut stages, mut cells) = (Cells::default(), Cells::default());
        for number in 0..400_u64 {
            stages.add(Some(if number % 2 == 0 { "won" } else { "lost" }), 2);
            cells.add(Some("C-1").filter(|_| number % 4 == 0), 2);
        }
        let found = Sample::new(vec![stages, cells]).gives_away(&["stage", "x"], &mapping());
        assert_eq!(found.iter().map(|one| (one.by, one.is_sure)).collect::<Vec<_>>(), [(Tells::Filled, false)]);
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
