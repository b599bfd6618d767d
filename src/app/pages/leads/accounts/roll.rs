//! The companies behind the leads, listed: worked out on the tab's own thread.

use std::sync::Arc;

use rayon::prelude::*;

use crate::{
    app::{
        pages::leads::{
            due,
            listed::{Lists, Question},
            naming::Naming,
        },
        scored::Scored,
    },
    lead::{Instant, Outcome, fold},
    model::RouteId,
    scoring::{AccountScore, NO_ROUTE, SalesView, score_accounts, work_rank},
};

/// What the user wants to see.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub search: String,
    /// Those too of which every lead is won or lost.
    pub with_closed: bool,
    pub route: Option<RouteId>,
    /// A column, and whether against the way it is read first; else work order.
    pub sort: Option<(Column, bool)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Account,
    Leads,
    Quality,
    Urgency,
    Best,
    Route,
    Due,
    Score,
}

impl View {
    /// Whether small comes first in the column that sorts.
    pub fn is_ascending(column: Column, is_reversed: bool) -> bool {
        matches!(column, Column::Account | Column::Best | Column::Route | Column::Due) != is_reversed
    }
}

/// A company, as it is listed.
pub struct Account {
    /// With its leads in work order.
    pub score: AccountScore,
    pub name: String,
    /// The row of whom to call first: the first in work order who is open and not disqualified.
    pub best: Option<u32>,
    /// How many of its leads are neither won nor lost.
    pub open: usize,
    /// How many of its leads are disqualified: they count for no score.
    pub disqualified: usize,
    /// When an answer to whom to call first is due.
    pub due: Option<Instant>,
}

/// All companies under one answer of the scorer.
pub struct Rolled {
    pub scored: Arc<Scored>,
    pub naming: Naming,
    pub accounts: Vec<Account>,
    /// How many leads name an account.
    pub members: usize,
}

pub struct Listing {
    pub rolled: Arc<Rolled>,
    pub view: View,
    /// Places in [`Rolled::accounts`], in the order to show them.
    pub order: Arc<Vec<u32>>,
}

impl Lists for Listing {
    type View = View;

    fn scored(&self) -> &Arc<Scored> {
        &self.rolled.scored
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn order(&self) -> &[u32] {
        &self.order
    }

    fn key(&self, listed: u32) -> Option<&str> {
        self.rolled.accounts.get(listed as usize).map(|account| account.score.key.as_str())
    }

    fn find(&self, key: &str) -> Option<u32> {
        // In key order.
        let found = self.rolled.accounts.binary_search_by(|account| account.score.key.as_str().cmp(key));
        found.ok().map(|place| place as u32)
    }

    fn begins_anew(one: &View, other: &View) -> bool {
        one.sort != other.sort
    }
}

/// The thread's work, and what it keeps for as long as the scores stay the same.
#[derive(Default)]
pub struct Roller {
    kept: Option<Arc<Rolled>>,
}

impl Roller {
    pub fn answer(&mut self, Question { scored, view }: Question<View>) -> Listing {
        let kept = self.kept.take().filter(|rolled| Arc::ptr_eq(&rolled.scored, &scored));
        let rolled = kept.unwrap_or_else(|| Arc::new(Rolled::new(scored)));
        self.kept = Some(Arc::clone(&rolled));
        let order = Arc::new(rolled.order(&view));
        Listing { rolled, view, order }
    }
}

impl Rolled {
    pub fn new(scored: Arc<Scored>) -> Self {
        let Scored { columns, model, scores, .. } = &*scored;
        let naming = Naming::of(columns);
        let sales = SalesView::new(columns, model, scores);
        let listed = |mut score: AccountScore| {
            score.members.sort_by_key(|row| (work_rank(scores, *row as usize), *row));
            let can_be_called = |row: &&u32| {
                let row = **row as usize;
                !scores.disqualified.contains(row) && sales.outcome(row) == Outcome::Open
            };
            let best = score.members.iter().find(can_be_called).copied();
            let name = score.members.iter().find_map(|row| naming.company(columns, *row as usize));
            let name = name.map_or_else(|| score.key.clone(), str::to_owned);
            let due = best.and_then(|row| sales.due(row as usize));
            let disqualified = score.members.iter().filter(|row| scores.disqualified.contains(**row as usize)).count();
            let is_open = |row: &&u32| sales.outcome(**row as usize) == Outcome::Open;
            let open = score.members.iter().filter(is_open).count();
            Account { score, name, best, open, disqualified, due }
        };
        let accounts: Vec<Account> = score_accounts(columns, model, scores).into_par_iter().map(listed).collect();
        let members = accounts.iter().map(|account| account.score.members.len()).sum();
        Self { naming, accounts, members, scored }
    }

    fn order(&self, view: &View) -> Vec<u32> {
        let words = fold(&view.search);
        let words: Vec<&str> = words.split_whitespace().collect();
        let is_found = |account: &Account| {
            let text = || format!("{}\n{}", fold(&account.name), fold(&account.score.key));
            words.is_empty() || {
                let text = text();
                words.iter().all(|word| text.contains(word))
            }
        };
        let routes = &self.scored.model.routes;
        let route = view.route.as_ref().map(|id| routes.iter().position(|route| route.id == *id));
        let passes = |account: &Account| {
            (view.with_closed || account.open > 0)
                && route.is_none_or(|route| route == Some(usize::from(account.score.route)))
                && is_found(account)
        };
        let found = self.accounts.par_iter().enumerate().filter(|(_, account)| passes(account));
        let mut keyed: Vec<(Key, u64, u32)> =
            found.map(|(place, account)| (self.key(account, view), account.work_rank(), place as u32)).collect();
        keyed.par_sort_unstable();
        keyed.into_iter().map(|(.., place)| place).collect()
    }

    /// What the list is sorted by first; what is missing comes last either way.
    fn key(&self, account: &Account, view: &View) -> Key {
        let Some((column, is_reversed)) = view.sort else { return Key::default() };
        let best = || account.best.map(|row| self.naming.name(&self.scored.columns, row as usize));
        let number = |number: i64| Some((number as u64) ^ (1 << 63));
        let (number, text) = match column {
            Column::Account => (Some(0), fold(&account.name)),
            Column::Best => (account.best.map(|_| 0), fold(&best().unwrap_or_default())),
            Column::Leads => (Some(account.score.members.len() as u64), String::new()),
            Column::Quality => (Some(account.score.stars.into()), String::new()),
            Column::Urgency => (Some(account.score.flames.into()), String::new()),
            Column::Route => (Some(account.score.route).filter(|it| *it != NO_ROUTE).map(u64::from), String::new()),
            Column::Due => (account.due.map(due::order), String::new()),
            Column::Score => (number(account.score.combined.into()), String::new()),
        };
        let is_ascending = View::is_ascending(column, is_reversed);
        let text = if is_ascending { Text::Up(text) } else { Text::Down(std::cmp::Reverse(text)) };
        match number {
            Some(number) => Key(false, if is_ascending { number } else { !number }, text),
            None => Key(true, 0, text),
        }
    }
}

impl Account {
    /// Where it stands in work order, but for its key: as leads do.
    fn work_rank(&self) -> u64 {
        let AccountScore { route, flames, combined, stars, .. } = self.score;
        let combined = (i64::from(i32::MAX) - i64::from(combined)) as u64;
        u64::from(route) << 48 | u64::from(3 - flames.min(3)) << 40 | combined << 8 | u64::from(3 - stars.min(3))
    }
}

/// Missing, a number, a text.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Key(bool, u64, Text);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Text {
    Up(String),
    Down(std::cmp::Reverse<String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Up(String::new())
    }
}
