//! Which leads are listed, and in what order: worked out on the page's own thread.

use std::sync::Arc;

use rayon::prelude::*;

use super::naming::{Naming, account_key};
use crate::{
    app::scored::Scored,
    lead::{Instant, Outcome, fold},
    model::{BandId, Model, RouteId},
    scoring::{Columns, NO_ROUTE, Scores, Strings, work_rank},
};

/// What the user wants to see.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub search: String,
    pub route: Option<RouteId>,
    /// Fit band, engagement band.
    pub cell: Option<(BandId, BandId)>,
    pub outcome: Option<Outcome>,
    pub cold: Cold,
    pub sort: Sort,
}

impl View {
    pub fn is_filtered(&self) -> bool {
        !self.search.trim().is_empty()
            || self.route.is_some()
            || self.cell.is_some()
            || self.outcome.is_some()
            || self.cold != Cold::All
    }

    /// Everything is shown again, in the order chosen.
    pub fn clear(&mut self) {
        *self = Self { sort: self.sort, ..Self::default() };
    }
}

/// What becomes of the leads that nothing was heard of for long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cold {
    #[default]
    All,
    Hide,
    Only,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    pub by: SortBy,
    /// Against the way that the column is read first (names from A, numbers from the largest).
    pub is_reversed: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Route, flames, combined score, stars, key: the order in which sales works them.
    #[default]
    Work,
    Lead,
    Account,
    Quality,
    Urgency,
    LastMoment,
    Route,
    Fit,
    Engagement,
    Score,
}

impl Sort {
    /// What a click on a column's header leads to: its order, the other way round, and back to work order.
    pub fn clicked(self, by: SortBy) -> Self {
        match (self.by == by, self.is_reversed) {
            (true, true) => Self::default(),
            (true, false) => Self { by, is_reversed: true },
            (false, _) => Self { by, is_reversed: false },
        }
    }

    /// Whether small comes first.
    pub fn is_ascending(self) -> bool {
        let is_first = matches!(self.by, SortBy::Work | SortBy::Lead | SortBy::Account | SortBy::Route);
        is_first != self.is_reversed
    }
}

/// What the thread is asked.
pub struct Question {
    pub scored: Arc<Scored>,
    pub view: View,
}

/// What the thread answers: rows of [`Scored::columns`], in the order to show them.
pub struct Listing {
    pub scored: Arc<Scored>,
    pub view: View,
    pub naming: Naming,
    pub rows: Vec<u32>,
}

/// The thread's work, and what it keeps for as long as the leads stay the same.
#[derive(Default)]
pub struct Lister {
    kept: Option<(Arc<Columns>, Index)>,
}

impl Lister {
    pub fn answer(&mut self, question: Question) -> Listing {
        let Question { scored, view } = question;
        let columns = &scored.columns;
        if self.kept.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, columns)) {
            self.kept = Some((Arc::clone(columns), Index::new(columns)));
        }
        let (naming, rows) = match &mut self.kept {
            Some((_, index)) => {
                let list = index.list(columns, &scored.model, &scored.scores, scored.as_of, &view);
                (index.naming, list)
            }
            None => Default::default(),
        };
        Listing { scored, view, naming, rows }
    }
}

type Order = Box<dyn Fn(usize) -> Option<u64> + Send + Sync>;

/// What is worked out once for a library, each part when it is first asked for.
pub struct Index {
    pub naming: Naming,
    /// The folded text to search, [`CHUNK`] leads a piece.
    texts: Option<Vec<Strings>>,
    name_order: Option<Order>,
    account_order: Option<Order>,
}

const CHUNK: usize = 16_384;

impl Index {
    pub fn new(columns: &Columns) -> Self {
        Self { naming: Naming::of(columns), texts: None, name_order: None, account_order: None }
    }

    /// The rows that pass, sorted. Leads that are alike come in work order.
    pub fn list(&mut self, columns: &Columns, model: &Model, scores: &Scores, as_of: Instant, view: &View) -> Vec<u32> {
        self.prepare(columns, view);
        let found = self.search(view);
        let passes = filter(columns, model, scores, view);
        let primary = self.primary(columns, scores, as_of, view.sort);
        let rows = (0..columns.len() as u32).into_par_iter();
        let mut keyed: Vec<(u64, u64, u32)> = rows
            .filter(|row| found.as_ref().is_none_or(|found| found[*row as usize]) && passes(*row as usize))
            .map(|row| (primary(row as usize), work_rank(scores, row as usize), row))
            .collect();
        keyed.par_sort_unstable();
        keyed.into_par_iter().map(|(_, _, row)| row).collect()
    }

    fn prepare(&mut self, columns: &Columns, view: &View) {
        let naming = self.naming;
        if !view.search.trim().is_empty() && self.texts.is_none() {
            let chunks = columns.len().div_ceil(CHUNK);
            let texts = (0..chunks).into_par_iter().map(|chunk| search_texts(columns, naming, chunk));
            self.texts = Some(texts.collect());
        }
        match view.sort.by {
            SortBy::Lead if self.name_order.is_none() => {
                self.name_order = Some(Box::new(naming.name_order(columns)));
            }
            SortBy::Account if self.account_order.is_none() => {
                self.account_order = Some(Box::new(naming.account_order(columns)));
            }
            _ => {}
        }
    }

    /// For each lead whether every word of the search is in its text; `None` where nothing is searched.
    fn search(&self, view: &View) -> Option<Vec<bool>> {
        let folded = fold(&view.search);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let texts = self.texts.as_ref().filter(|_| !words.is_empty())?;
        let found: Vec<Vec<bool>> = texts
            .par_iter()
            .map(|chunk| chunk.iter().map(|text| words.iter().all(|word| text.contains(word))).collect())
            .collect();
        Some(found.concat())
    }

    /// What the list is sorted by first, small first; missing values come last either way.
    fn primary<'a>(
        &'a self,
        columns: &'a Columns,
        scores: &'a Scores,
        as_of: Instant,
        sort: Sort,
    ) -> impl Fn(usize) -> u64 + Sync + 'a {
        let is_ascending = sort.is_ascending();
        move |row| {
            let key = match sort.by {
                SortBy::Work => return 0,
                SortBy::Lead => self.name_order.as_ref().and_then(|order| order(row)),
                SortBy::Account => self.account_order.as_ref().and_then(|order| order(row)),
                SortBy::Quality => scores.stars.get(row).map(|stars| u64::from(*stars)),
                SortBy::Urgency => scores.flames.get(row).map(|flames| u64::from(*flames)),
                SortBy::LastMoment => latest_event(columns, row, as_of).map(|event| ordered(columns.events.at[event])),
                SortBy::Route => {
                    scores.route.get(row).filter(|route| **route != NO_ROUTE).map(|route| u64::from(*route))
                }
                SortBy::Fit => scores.fit.get(row).map(|score| ordered(i64::from(*score))),
                SortBy::Engagement => scores.engagement.get(row).map(|score| ordered(i64::from(*score))),
                SortBy::Score => scores.combined.get(row).map(|score| ordered(i64::from(*score))),
            };
            match key {
                Some(key) if is_ascending => key,
                Some(key) => !key,
                None => u64::MAX,
            }
        }
    }
}

/// The number as one that sorts the same way without a sign.
fn ordered(number: i64) -> u64 {
    (number as u64) ^ (1 << 63)
}

/// Everything but the search: of those who are there.
fn filter<'a>(
    columns: &'a Columns,
    model: &'a Model,
    scores: &'a Scores,
    view: &'a View,
) -> impl Fn(usize) -> bool + Sync + 'a {
    // What the model does not know (any more) matches no lead.
    let route = view.route.as_ref().map(|id| {
        let place = model.routes.iter().position(|route| route.id == *id);
        place.and_then(|place| u16::try_from(place).ok()).filter(|place| *place != NO_ROUTE)
    });
    let cell = view.cell.as_ref().map(|(fit, engagement)| {
        let fit = model.fit.bands.iter().position(|band| band.id == *fit)?;
        Some((fit, model.engagement.bands.iter().position(|band| band.id == *engagement)?))
    });
    move |row| {
        scores.there.contains(row)
            && route.is_none_or(|route| route == Some(scores.route[row]))
            && cell.is_none_or(|cell| {
                cell == Some((usize::from(scores.fit_band[row]), usize::from(scores.engagement_band[row])))
            })
            && view.outcome.is_none_or(|outcome| columns.outcome_at(row, scores.as_of) == outcome)
            && match view.cold {
                Cold::All => true,
                Cold::Hide => !scores.cold.contains(row),
                Cold::Only => scores.cold.contains(row),
            }
    }
}

/// Name, company, account and key of each lead of a chunk, folded.
fn search_texts(columns: &Columns, naming: Naming, chunk: usize) -> Strings {
    let mut texts = Strings::new();
    let mut text = String::new();
    for row in chunk * CHUNK..((chunk + 1) * CHUNK).min(columns.len()) {
        text.clear();
        naming.write_name(columns, row, &mut text);
        let parts = [naming.account(columns, row), account_key(columns, row), columns.keys.get(row)];
        for part in parts.into_iter().flatten() {
            text.push('\n');
            text.push_str(part);
        }
        texts.push(&fold(&text));
    }
    texts
}

/// The latest event of a lead that has happened by `as_of`: its place in the columns of events.
pub fn latest_event(columns: &Columns, row: usize, as_of: Instant) -> Option<usize> {
    let (start, end) = (*columns.events.starts.get(row)?, *columns.events.starts.get(row + 1)?);
    (start as usize..end as usize).rev().find(|event| columns.events.at[*event] <= as_of.0)
}

#[cfg(test)]
mod tests;
