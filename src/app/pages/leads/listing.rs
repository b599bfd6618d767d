//! Which leads are listed, and in what order: worked out on the page's own thread.

use std::sync::Arc;

use rayon::prelude::*;

pub use super::view::{Cold, DueBy, Sort, SortBy, View};
use super::{
    due,
    filter::filter,
    listed::Question,
    moment,
    naming::{Naming, account_key},
    view::Picked,
};
use crate::{
    app::scored::Scored,
    lead::fold,
    model::Model,
    scoring::{Columns, NO_ROUTE, SalesView, Scores, Status, Strings, work_rank},
};

/// What the thread answers: rows of [`Scored::columns`], in the order to show them.
pub struct Listing {
    pub scored: Arc<Scored>,
    pub view: View,
    pub naming: Naming,
    pub rows: Arc<Vec<u32>>,
}

/// The thread's work, and what it keeps for as long as the leads stay the same.
#[derive(Default)]
pub struct Lister {
    kept: Option<(Arc<Columns>, Index)>,
}

impl Lister {
    pub fn answer(&mut self, question: Question<View>) -> Listing {
        let Question { scored, view } = question;
        let columns = &scored.columns;
        if self.kept.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, columns)) {
            self.kept = Some((Arc::clone(columns), Index::new(columns)));
        }
        let (naming, rows) = match &mut self.kept {
            Some((_, index)) => {
                let list = index.list(columns, &scored.model, &scored.scores, &view);
                (index.naming, list)
            }
            None => Default::default(),
        };
        Listing { scored, view, naming, rows: Arc::new(rows) }
    }
}

type Order = Box<dyn Fn(usize) -> Option<u64> + Send + Sync>;

/// What is worked out once for a library, each part when it is first asked for.
pub struct Index {
    pub naming: Naming,
    /// The folded text to search, [`CHUNK`] leads a piece.
    texts: Option<Vec<Strings>>,
    /// The folded kinds of event, as they are shown, and the folded details.
    moments: Option<(Vec<String>, Strings)>,
    name_order: Option<Order>,
    account_order: Option<Order>,
}

const CHUNK: usize = 16_384;

impl Index {
    pub fn new(columns: &Columns) -> Self {
        Self { naming: Naming::of(columns), texts: None, moments: None, name_order: None, account_order: None }
    }

    /// The rows that pass, sorted. Leads that are alike come in work order.
    pub fn list(&mut self, columns: &Columns, model: &Model, scores: &Scores, view: &View) -> Vec<u32> {
        self.prepare(columns, view);
        let sales = SalesView::new(columns, model, scores);
        let found = self.search(columns, &sales, view);
        let passes = filter(columns, model, scores, &sales, view);
        let primary = self.primary(columns, scores, &sales, view);
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
            let kinds = columns.events.kind_names.iter().map(|kind| fold(&moment::humanised(kind))).collect();
            let mut details = Strings::new();
            columns.events.detail_values.iter().for_each(|detail| details.push(&fold(detail)));
            self.moments = Some((kinds, details));
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

    /// For each lead whether every word of the search is in its text or its last moment; `None` where nothing is searched.
    fn search(&self, columns: &Columns, sales: &SalesView<'_>, view: &View) -> Option<Vec<bool>> {
        let folded = fold(&view.search);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let texts = self.texts.as_ref().filter(|_| !words.is_empty())?;
        let (kinds, details) = self.moments.as_ref()?;
        // Of each word, in which kinds and in which details it is: asked once of each, not once a lead.
        let in_kind: Vec<Vec<bool>> =
            words.iter().map(|word| kinds.iter().map(|kind| kind.contains(word)).collect()).collect();
        let in_detail: Vec<Vec<bool>> =
            words.par_iter().map(|word| details.iter().map(|detail| detail.contains(word)).collect()).collect();
        let events = &columns.events;
        let in_moment = |word: usize, event: usize| {
            in_kind[word].get(usize::from(events.kinds[event])).is_some_and(|is| *is)
                || in_detail[word].get(events.details[event] as usize).is_some_and(|is| *is)
        };
        let passes = |row: usize, text: &str| {
            let mut moment = None;
            words.iter().enumerate().all(|(word, text_of)| {
                text.contains(text_of)
                    || moment.get_or_insert_with(|| sales.moment(row)).is_some_and(|event| in_moment(word, event))
            })
        };
        let found: Vec<Vec<bool>> = texts
            .par_iter()
            .enumerate()
            .map(|(chunk, texts)| {
                texts.iter().enumerate().map(|(place, text)| passes(chunk * CHUNK + place, text)).collect()
            })
            .collect();
        Some(found.concat())
    }

    /// What the list is sorted by first, small first; missing values come last either way.
    fn primary<'a>(
        &'a self,
        columns: &'a Columns,
        scores: &'a Scores,
        sales: &'a SalesView<'a>,
        view: &'a View,
    ) -> impl Fn(usize) -> u64 + Sync + 'a {
        let sort = view.sort;
        let is_ascending = sort.is_ascending();
        let stood = view.picked.as_deref().and_then(Picked::stood);
        let today = scores.as_of.day();
        move |row| {
            let key = match sort.by {
                // Nobody works closed leads any more: who came nearest is first.
                SortBy::Work => {
                    let Some(stood) = stood else { return 0 };
                    return stood.of(row, today).map_or(u64::MAX, |stood| !ordered(i64::from(stood.combined)));
                }
                SortBy::Closed => None,
                SortBy::Lead => self.name_order.as_ref().and_then(|order| order(row)),
                SortBy::Account => self.account_order.as_ref().and_then(|order| order(row)),
                SortBy::Quality => scores.stars.get(row).map(|stars| u64::from(*stars)),
                SortBy::Urgency => scores.flames.get(row).map(|flames| u64::from(*flames)),
                SortBy::LastMoment => sales.moment(row).map(|event| ordered(columns.events.at[event])),
                SortBy::Status => Some(status_order(sales.status(row))),
                SortBy::Due => sales.due(row).map(due::order),
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

fn status_order(status: Status) -> u64 {
    match status {
        Status::Stage(place) => place as u64,
        Status::Open => u64::MAX - 5,
        Status::Cold => u64::MAX - 4,
        Status::Disqualified => u64::MAX - 3,
        Status::Lost => u64::MAX - 2,
        Status::Won => u64::MAX - 1,
    }
}

#[cfg(test)]
mod tests;
