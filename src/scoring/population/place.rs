//! Where each lead goes: bands, route, stars, flames, and how many leads are where.

use rayon::prelude::*;

use super::{TASK_ROWS, Totals};
use crate::{
    lead::Instant,
    model::{AxisSettings, Flames, Model},
    scoring::{Bitmap, Hits, NO_ROUTE, Scores, adding},
};

/// What the earlier steps found.
pub struct Inputs {
    pub hits: Vec<Hits>,
    pub category_totals: Vec<Totals>,
    pub cold: Bitmap,
    pub fit: Vec<i32>,
    pub engagement: Vec<i32>,
    /// Some where the gain makes the flames.
    pub earlier_engagement: Option<Vec<i32>>,
}

/// The last step: everything that follows from the scores.
pub fn place(model: &Model, as_of: Instant, inputs: Inputs) -> Scores {
    let Inputs { hits, category_totals, cold, fit, engagement, earlier_engagement } = inputs;
    let rows = fit.len();
    let combined = map_rows(&fit, &engagement, |fit, engagement| combined(model, fit, engagement));
    let fit_band = bands(&model.fit, &fit);
    let engagement_band = bands(&model.engagement, &engagement);
    let disqualified = disqualified(model, &hits, rows);
    let routes = Routes::new(model);
    let mut route = map_rows(&fit_band, &engagement_band, |fit, engagement| routes.of_cell(fit, engagement));
    for row in disqualified.rows() {
        route[row] = routes.disqualified;
    }
    let flames = match (model.flames, &earlier_engagement) {
        (Flames::ByGain { edges, .. }, Some(earlier)) => map_rows(&engagement, earlier, |now, before| {
            adding::flames_by_gain(edges, i64::from(now) - i64::from(before))
        }),
        _ => marks(&model.engagement, &engagement_band),
    };
    Scores {
        as_of,
        stars: marks(&model.fit, &fit_band),
        flames,
        qualified: qualified(model, &route, &disqualified),
        cell_counts: cell_counts(model, &fit_band, &engagement_band),
        route_counts: route_counts(model, &route),
        hits,
        category_totals,
        fit,
        engagement,
        combined,
        fit_band,
        engagement_band,
        route,
        disqualified,
        cold,
    }
}

fn combined(model: &Model, fit: i32, engagement: i32) -> i32 {
    // A mean of the two: no further out than they are.
    adding::combined(model, i64::from(fit), i64::from(engagement)) as i32
}

/// Something of each row, from two columns.
fn map_rows<A: Copy + Sync, B: Copy + Sync, C: Copy + Default + Send>(
    one: &[A],
    other: &[B],
    of_row: impl Fn(A, B) -> C + Sync,
) -> Vec<C> {
    let mut made = vec![C::default(); one.len()];
    let tasks = made.par_chunks_mut(TASK_ROWS).zip(one.par_chunks(TASK_ROWS)).zip(other.par_chunks(TASK_ROWS));
    tasks.for_each(|((made, one), other)| {
        for ((made, one), other) in made.iter_mut().zip(one).zip(other) {
            *made = of_row(*one, *other);
        }
    });
    made
}

fn bands(settings: &AxisSettings, scores: &[i32]) -> Vec<u8> {
    let band = |score: i64| u8::try_from(settings.band_index(score)).unwrap_or(u8::MAX);
    // Scores are within the range: where it is not too wide, each score's band is looked up.
    let least = i64::from(settings.range.least.min(settings.range.most));
    let span = i64::from(settings.range.most) - least;
    let table: Vec<u8> = if span < 4096 { (least..=least + span).map(band).collect() } else { Vec::new() };
    map_rows(scores, scores, |score, _| {
        let place = (i64::from(score) - least) as usize;
        table.get(place).copied().unwrap_or_else(|| band(i64::from(score)))
    })
}

fn marks(settings: &AxisSettings, bands: &[u8]) -> Vec<u8> {
    let mut marks = [0; 256];
    for (band, of_band) in marks.iter_mut().enumerate() {
        *of_band = adding::marks(settings, band);
    }
    map_rows(bands, bands, |band, _| marks[usize::from(band)])
}

/// The hits of the criteria that disqualify.
fn disqualified(model: &Model, hits: &[Hits], rows: usize) -> Bitmap {
    let mut disqualified = Bitmap::with_len(rows);
    for (_, hits) in model.criteria.iter().zip(hits).filter(|(criterion, _)| criterion.disqualifies) {
        match hits {
            Hits::Off => {}
            Hits::Profile(bits) => {
                for (word, bits) in disqualified.words.iter_mut().zip(&bits.words) {
                    *word |= bits;
                }
            }
            Hits::Activity(weights) => {
                for (row, _) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
                    disqualified.insert(row);
                }
            }
        }
    }
    disqualified
}

/// The routes of the cells, looked up once.
struct Routes {
    cells: Vec<Vec<u16>>,
    disqualified: u16,
}

impl Routes {
    fn new(model: &Model) -> Self {
        let code = |route: Option<usize>| route.and_then(|route| u16::try_from(route).ok()).unwrap_or(NO_ROUTE);
        let row = |fit: usize| {
            let engagement = 0..model.engagement.bands.len();
            engagement.map(|engagement| code(adding::cell_route(model, fit, engagement))).collect()
        };
        Self {
            cells: (0..model.fit.bands.len()).map(row).collect(),
            disqualified: code(adding::disqualified_route(model)),
        }
    }

    fn of_cell(&self, fit: u8, engagement: u8) -> u16 {
        let row = self.cells.get(usize::from(fit));
        row.and_then(|row| row.get(usize::from(engagement))).copied().unwrap_or(NO_ROUTE)
    }
}

/// On a route that counts as qualified, and not disqualified.
fn qualified(model: &Model, route: &[u16], disqualified: &Bitmap) -> Bitmap {
    let counts: Vec<bool> = model.routes.iter().map(|route| route.qualified).collect();
    let mut qualified = Bitmap::with_len(route.len());
    let words = qualified.words.par_iter_mut().zip(route.par_chunks(64)).zip(&disqualified.words);
    words.with_min_len(TASK_ROWS / 64).for_each(|((word, routes), disqualified)| {
        for (bit, route) in routes.iter().enumerate() {
            *word |= u64::from(counts.get(usize::from(*route)).copied().unwrap_or(false)) << bit;
        }
        *word &= !disqualified;
    });
    qualified
}

fn cell_counts(model: &Model, fit_band: &[u8], engagement_band: &[u8]) -> Vec<Vec<u32>> {
    let (rows, columns) = (model.fit.bands.len(), model.engagement.bands.len());
    let cells = fit_band.par_chunks(TASK_ROWS).zip(engagement_band.par_chunks(TASK_ROWS));
    let counts = cells.map(|(fit, engagement)| {
        let mut counts = vec![0u32; rows * columns];
        for (fit, engagement) in fit.iter().zip(engagement) {
            let (fit, engagement) = (usize::from(*fit), usize::from(*engagement));
            if fit < rows && engagement < columns {
                counts[fit * columns + engagement] += 1;
            }
        }
        counts
    });
    let counts = sum(counts, rows * columns);
    if columns == 0 { vec![Vec::new(); rows] } else { counts.chunks(columns).map(<[u32]>::to_vec).collect() }
}

fn route_counts(model: &Model, route: &[u16]) -> Vec<u32> {
    let counts = route.par_chunks(TASK_ROWS).map(|routes| {
        let mut counts = vec![0u32; model.routes.len()];
        for route in routes {
            if let Some(count) = counts.get_mut(usize::from(*route)) {
                *count += 1;
            }
        }
        counts
    });
    sum(counts, model.routes.len())
}

/// Adds up what the tasks counted, place by place.
fn sum(counts: impl ParallelIterator<Item = Vec<u32>>, places: usize) -> Vec<u32> {
    counts.reduce(
        || vec![0; places],
        |mut sum, counts| {
            for (sum, count) in sum.iter_mut().zip(counts) {
                *sum += count;
            }
            sum
        },
    )
}
