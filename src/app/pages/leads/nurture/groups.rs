//! Who is to be nurtured, in groups: worked out on the tab's own thread.
//!
//! To be nurtured is an open lead that is not disqualified, and that is cold or is not sent to sales. Being cold changes no
//! route: a lead that its cell sends to sales stands in their list too, so these are a group of their own that says it.

use std::sync::Arc;

use rayon::prelude::*;

use super::lacks::FitFields;
use crate::{
    app::{
        pages::leads::{
            listed::{Lists, Question},
            naming::Naming,
        },
        scored::Scored,
    },
    lead::{Outcome, fold},
    model::{CategoryId, Criterion, Tier},
    scoring::{Bitmap, SalesView, Scores},
};

/// By what the leads are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    #[default]
    Lack,
    Cell,
    Tier,
    Category,
}

/// What keeps a lead from sales: the first of these that holds, so that each lead is in one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Something happened once, and then nothing for long.
    WentCold,
    /// Its cell sends it to sales, but it is cold.
    ColdWithSales,
    /// The upper half of the bands of fit, the lower half of those of engagement.
    Quiet,
    /// The lower half of fit, and half of the fields that fit is found by are unknown.
    Unknown,
    /// The upper half of engagement, the lower half of fit.
    PoorFit,
    /// Low on both.
    Low,
    /// High on both, and yet the matrix sends them nowhere.
    NotSent,
}

impl Lack {
    pub const ALL: [Self; 7] =
        [Self::WentCold, Self::ColdWithSales, Self::Quiet, Self::Unknown, Self::PoorFit, Self::Low, Self::NotSent];
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    Lack(Lack),
    /// Places of the bands of fit and engagement.
    Cell(usize, usize),
    /// Matches a criterion of the tier; `None`: matches none at all.
    Tier(Option<Tier>),
    /// Matches a criterion of the category.
    Category(CategoryId),
}

/// What the user wants to see.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub by: GroupBy,
    /// Of all the groups, this one; else the first that has anyone in it.
    pub segment: Option<Segment>,
    pub search: String,
}

pub struct Listing {
    pub scored: Arc<Scored>,
    pub view: View,
    pub naming: Naming,
    pub fields: Arc<FitFields>,
    /// How many leads are to be nurtured.
    pub total: u64,
    /// How many are on each route, in the order of the model; where nobody is, it is not named.
    pub routes: Vec<(String, u64)>,
    /// The groups with how many are in each, and which of them is listed.
    pub segments: Vec<(Segment, u64)>,
    pub chosen: usize,
    /// Who is in it, the highest score first.
    pub rows: Arc<Vec<u32>>,
}

impl Lists for Listing {
    type View = View;

    fn scored(&self) -> &Arc<Scored> {
        &self.scored
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn order(&self) -> &[u32] {
        &self.rows
    }

    fn key(&self, listed: u32) -> Option<&str> {
        self.scored.columns.keys.get(listed as usize)
    }

    fn find(&self, key: &str) -> Option<u32> {
        self.scored.columns.find(key).map(|row| row as u32)
    }

    fn begins_anew(one: &View, other: &View) -> bool {
        one != other
    }
}

pub fn answer(Question { scored, view }: Question<View>) -> Listing {
    let Scored { columns, model, scores, .. } = &*scored;
    let sales = SalesView::new(columns, model, scores);
    let fields = FitFields::new(model, columns);
    let rows: Vec<u32> =
        (0..columns.len() as u32).into_par_iter().filter(|row| is_nurtured(&sales, scores, *row as usize)).collect();
    let sorter = Sorter { scored: &scored, sales: &sales, fields: &fields, matches: matches(&scored, view.by) };
    let segments = sorter.segments(view.by, &rows);
    let wanted = view.segment.as_ref().and_then(|wanted| segments.iter().position(|(segment, _)| segment == wanted));
    let chosen = wanted.or_else(|| segments.iter().position(|(_, count)| *count > 0)).unwrap_or(0);
    let naming = Naming::of(columns);
    let words = fold(&view.search);
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_found = |row: usize| {
        words.is_empty() || {
            let account = naming.account(columns, row).unwrap_or_default();
            let text = fold(&format!("{}\n{account}", naming.name(columns, row)));
            words.iter().all(|word| text.contains(word))
        }
    };
    let listed = segments.get(chosen).map(|(segment, _)| {
        let of_segment = |row: &&u32| sorter.is_in(segment, **row as usize) && is_found(**row as usize);
        let mut keyed: Vec<(i64, u32)> =
            rows.par_iter().filter(of_segment).map(|row| (-i64::from(scores.combined[*row as usize]), *row)).collect();
        keyed.par_sort_unstable();
        keyed.into_iter().map(|(_, row)| row).collect::<Vec<u32>>()
    });
    Listing {
        naming,
        total: rows.len() as u64,
        routes: by_route(&scored, &rows),
        segments,
        chosen,
        rows: Arc::new(listed.unwrap_or_default()),
        fields: Arc::new(fields),
        scored: Arc::clone(&scored),
        view,
    }
}

fn by_route(Scored { model, scores, .. }: &Scored, rows: &[u32]) -> Vec<(String, u64)> {
    let mut counts = vec![0; model.routes.len()];
    for row in rows {
        if let Some(count) = counts.get_mut(usize::from(scores.route[*row as usize])) {
            *count += 1;
        }
    }
    let named = model.routes.iter().map(|route| route.name.clone()).zip(counts);
    named.filter(|(_, count)| *count > 0).collect()
}

fn is_nurtured(sales: &SalesView<'_>, scores: &Scores, row: usize) -> bool {
    scores.there.contains(row)
        && !scores.disqualified.contains(row)
        && (scores.cold.contains(row) || !scores.qualified.contains(row))
        && sales.outcome(row) == Outcome::Open
}

/// Says who is in which group.
struct Sorter<'a> {
    scored: &'a Scored,
    sales: &'a SalesView<'a>,
    fields: &'a FitFields,
    /// Of each tier or category, who matches a criterion of it.
    matches: Vec<(Segment, Bitmap)>,
}

impl Sorter<'_> {
    fn lack(&self, row: usize) -> Lack {
        let Scored { columns, model, scores, .. } = self.scored;
        let is_upper = |band: u8, bands: usize| usize::from(band) * 2 < bands;
        let fits = is_upper(scores.fit_band[row], model.fit.bands.len());
        let is_engaged = is_upper(scores.engagement_band[row], model.engagement.bands.len());
        match (fits, is_engaged) {
            // Of those that are sent to sales only the cold ones are here.
            _ if scores.qualified.contains(row) => Lack::ColdWithSales,
            _ if scores.cold.contains(row) && self.sales.moment(row).is_some() => Lack::WentCold,
            (true, false) => Lack::Quiet,
            (false, _) if self.fields.says_little(columns, row) => Lack::Unknown,
            (false, true) => Lack::PoorFit,
            (false, false) => Lack::Low,
            (true, true) => Lack::NotSent,
        }
    }

    fn is_in(&self, segment: &Segment, row: usize) -> bool {
        let scores = &self.scored.scores;
        match segment {
            Segment::Lack(lack) => self.lack(row) == *lack,
            Segment::Cell(fit, engagement) => {
                (usize::from(scores.fit_band[row]), usize::from(scores.engagement_band[row])) == (*fit, *engagement)
            }
            Segment::Tier(None) => !self.matches.iter().any(|(_, hits)| hits.contains(row)),
            segment => self.matches.iter().any(|(of, hits)| of == segment && hits.contains(row)),
        }
    }

    /// The groups in their order, and how many of the rows are in each. Cells without anyone are left out.
    fn segments(&self, by: GroupBy, rows: &[u32]) -> Vec<(Segment, u64)> {
        let model = &self.scored.model;
        let all: Vec<Segment> = match by {
            GroupBy::Lack => Lack::ALL.map(Segment::Lack).to_vec(),
            GroupBy::Cell => {
                let engagement = model.engagement.bands.len();
                let of_fit = |fit| (0..engagement).map(move |engagement| Segment::Cell(fit, engagement));
                (0..model.fit.bands.len()).flat_map(of_fit).collect()
            }
            GroupBy::Tier => Tier::ALL.map(Some).into_iter().chain([None]).map(Segment::Tier).collect(),
            GroupBy::Category => model.categories.iter().map(|it| Segment::Category(it.id.clone())).collect(),
        };
        let counted = all.into_iter().map(|segment| {
            let count = rows.par_iter().filter(|row| self.is_in(&segment, **row as usize)).count() as u64;
            (segment, count)
        });
        let is_told = |segment: &Segment, count: u64| {
            count > 0 || !matches!(segment, Segment::Cell(..) | Segment::Lack(Lack::NotSent | Lack::ColdWithSales))
        };
        counted.filter(|(segment, count)| is_told(segment, *count)).collect()
    }
}

fn matches(scored: &Scored, by: GroupBy) -> Vec<(Segment, Bitmap)> {
    let model = &scored.model;
    let union = |segment: Segment, is_of: &dyn Fn(&Criterion) -> bool| {
        let mut any = Bitmap::with_len(scored.columns.len());
        let criteria = model.criteria.iter().zip(&scored.scores.hits);
        for hits in criteria.filter(|(it, _)| is_of(it)).filter_map(|(_, hits)| hits.matching()) {
            any.words.iter_mut().zip(&hits.words).for_each(|(word, other)| *word |= other);
        }
        (segment, any)
    };
    match by {
        GroupBy::Lack | GroupBy::Cell => Vec::new(),
        GroupBy::Tier => Tier::ALL.map(|tier| union(Segment::Tier(Some(tier)), &|it| it.tier == tier)).into(),
        GroupBy::Category => {
            let of = |id: &CategoryId| union(Segment::Category(id.clone()), &|it| it.category == *id);
            model.categories.iter().map(|category| of(&category.id)).collect()
        }
    }
}
