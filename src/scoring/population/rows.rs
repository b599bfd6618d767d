//! What every lead is shown with: combined score, route, stars, flames; made when it is asked for.

use std::sync::Arc;

use rayon::prelude::*;

use super::{TASK_ROWS, counts::Routes, joint::extent, shared::Keyed};
use crate::{
    model::{AxisSettings, Flames, Model, Weights},
    scoring::{Bitmap, adding},
};

/// The columns that follow from the scores and the bands, each kept for as long as what it was made of.
///
/// The numbers in the keys are versions of the columns that it was made of.
#[derive(Debug, Default)]
pub struct Rows {
    combined: Keyed<(u64, Weights), i32>,
    route: Keyed<(u64, Routes), u16>,
    qualified: Keyed<(u64, Routes), u64>,
    stars: Keyed<(u64, Vec<u8>), u8>,
    flames: Keyed<FlamesKey, u8>,
}

/// The versions, the flames of each band, and the edges of the gain.
type FlamesKey = ([u64; 3], Vec<u8>, Option<[i32; 3]>);

impl Rows {
    pub fn combined(&mut self, version: u64, model: &Model, fit: &[i32], engagement: &[i32]) -> Arc<Vec<i32>> {
        self.combined.get((version, model.combined), fit.len(), |column| {
            let by_definition = |fit: i32, engagement: i32| {
                // A mean of the two: no further out than they are.
                adding::combined(model, i64::from(fit), i64::from(engagement)) as i32
            };
            match Pairs::new(model, fit.len(), by_definition) {
                // Divided once for each pair of scores, not once for each lead.
                Some(pairs) => fill(column, fit, engagement, |fit, engagement| pairs.get(fit, engagement)),
                None => fill(column, fit, engagement, by_definition),
            }
        })
    }

    pub fn route(
        &mut self,
        version: u64,
        routes: &Routes,
        fit: &[u8],
        engagement: &[u8],
        disqualified: &Bitmap,
    ) -> Arc<Vec<u16>> {
        self.route.get((version, routes.clone()), fit.len(), |column| {
            let by_definition = |fit: u8, engagement: u8| routes.of_cell(usize::from(fit), usize::from(engagement));
            if fit.len() < CELLS {
                fill(column, fit, engagement, by_definition);
            } else {
                let cells: Vec<u16> = (0..CELLS).map(|place| by_definition((place >> 8) as u8, place as u8)).collect();
                fill(column, fit, engagement, |fit, engagement| cells[usize::from(fit) << 8 | usize::from(engagement)]);
            }
            for row in disqualified.rows() {
                column[row] = routes.disqualified;
            }
        })
    }

    /// On a route that counts as qualified, and not disqualified; only of those that are there.
    pub fn qualified(
        &mut self,
        version: u64,
        routes: &Routes,
        route: &[u16],
        disqualified: &Bitmap,
        there: &Bitmap,
    ) -> Arc<Bitmap> {
        let words = self.qualified.get((version, routes.clone()), route.len().div_ceil(64), |words| {
            let others = disqualified.words.par_iter().zip(&there.words);
            let words = words.par_iter_mut().zip(route.par_chunks(64)).zip(others);
            words.with_min_len(TASK_ROWS / 64).for_each(|((word, of_rows), (disqualified, there))| {
                let bits = of_rows.iter().enumerate();
                let bits = bits.fold(0, |word, (bit, route)| word | u64::from(routes.is_qualified(*route)) << bit);
                *word = bits & !disqualified & there;
            });
        });
        Arc::new(Bitmap { words: words.to_vec() })
    }

    pub fn stars(&mut self, version: u64, model: &Model, fit: &[u8]) -> Arc<Vec<u8>> {
        let marks = marks(&model.fit);
        self.stars.get((version, marks.clone()), fit.len(), |column| {
            fill(column, fit, fit, |band, _| marks[usize::from(band)]);
        })
    }

    /// By the bands, or with the scores now and before by the gain.
    pub fn flames(
        &mut self,
        version: [u64; 3],
        model: &Model,
        engagement: &[u8],
        gain: Option<(&[i32], &[i32])>,
    ) -> Arc<Vec<u8>> {
        let marks = marks(&model.engagement);
        let edges = if let Flames::ByGain { edges, .. } = model.flames { Some(edges) } else { None };
        self.flames.get((version, marks.clone(), edges), engagement.len(), |column| match (edges, gain) {
            (Some(edges), Some((now, before))) => fill(column, now, before, |now, before| {
                adding::flames_by_gain(edges, i64::from(now) - i64::from(before))
            }),
            _ => fill(column, engagement, engagement, |band, _| marks[usize::from(band)]),
        })
    }

    pub fn bytes(&self) -> usize {
        self.combined.bytes() + self.route.bytes() + self.qualified.bytes() + self.stars.bytes() + self.flames.bytes()
    }
}

/// Something of each row, from two columns.
fn fill<A, B, C>(column: &mut [C], one: &[A], other: &[B], of_row: impl Fn(A, B) -> C + Sync)
where
    A: Copy + Sync,
    B: Copy + Sync,
    C: Send,
{
    let tasks = column.par_chunks_mut(TASK_ROWS).zip(one.par_chunks(TASK_ROWS)).zip(other.par_chunks(TASK_ROWS));
    tasks.for_each(|((column, one), other)| {
        for ((made, one), other) in column.iter_mut().zip(one).zip(other) {
            *made = of_row(*one, *other);
        }
    });
}

/// So many cells there could be: with fewer leads than that a table of them all is not worth its while.
const CELLS: usize = 1 << 16;

/// The stars or flames of each band there could be.
fn marks(settings: &AxisSettings) -> Vec<u8> {
    (0..=usize::from(u8::MAX)).map(|band| adding::marks(settings, band)).collect()
}

/// Something of every pair of scores.
struct Pairs {
    fit_from: i32,
    engagement_from: i32,
    engagement_span: usize,
    of_pairs: Vec<i32>,
}

impl Pairs {
    /// `None` where the scores are too many, or more than the leads.
    fn new(model: &Model, leads: usize, of_pair: impl Fn(i32, i32) -> i32) -> Option<Self> {
        let (fit_from, fit_span) = extent(model.fit.range)?;
        let (engagement_from, engagement_span) = extent(model.engagement.range)?;
        if fit_span * engagement_span > leads.min(1 << 16) {
            return None;
        }
        let pairs = (0..fit_span).flat_map(|fit| (0..engagement_span).map(move |engagement| (fit, engagement)));
        let of_pairs =
            pairs.map(|(fit, engagement)| of_pair(fit_from + fit as i32, engagement_from + engagement as i32));
        Some(Self { fit_from, engagement_from, engagement_span, of_pairs: of_pairs.collect() })
    }

    fn get(&self, fit: i32, engagement: i32) -> i32 {
        self.of_pairs
            [(fit - self.fit_from) as usize * self.engagement_span + (engagement - self.engagement_from) as usize]
    }
}
