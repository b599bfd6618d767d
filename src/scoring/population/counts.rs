//! How many leads of each class are in each cell: what all counts by cell and by route are added up from.

use std::sync::Arc;

use rayon::prelude::*;

use super::{BLOCK_ROWS, TASK_ROWS, axis::AxisTask};
use crate::{
    lead::{Day, Instant, Outcome},
    model::Model,
    scoring::{ARRIVAL_WEEKS, Bitmap, Columns, Hits, NO_DAY, NO_ROUTE, Tally, adding},
};

/// What is counted apart, in one byte: the outcome, whether the lead came in lately, and whether it is disqualified. Who is not
/// there yet has an outcome of its own, which is thrown away once all are counted: so no pass over the leads asks.
pub type Class = u8;

/// Room for a table of classes: a power of two.
pub const CLASSES: usize = 16;
const DISQUALIFIED: Class = 1;
const ARRIVED: Class = 2;
/// From here on the classes are of leads that are not there yet.
const TO_COME: Class = 3 << 2;

/// What of the leads themselves is counted apart.
#[derive(Debug, Default)]
pub struct Classes {
    pub of_rows: Vec<Class>,
    pub there: Arc<Bitmap>,
    pub won: Bitmap,
    pub decided: Bitmap,
    /// Whether any lead says when it was created.
    pub dated: bool,
}

impl Classes {
    pub fn new(columns: &Columns, as_of: Instant) -> Self {
        let today = as_of.day();
        let weeks = 0..i64::from(ARRIVAL_WEEKS) * 7;
        let class = |row: usize| {
            if !columns.is_there(row, as_of) {
                return TO_COME;
            }
            let created = columns.created[row];
            let arrived = created != NO_DAY && weeks.contains(&Day(created).age_days(today));
            let outcome = match columns.outcome_at(row, as_of) {
                Outcome::Open => 0,
                Outcome::Won => 1,
                Outcome::Lost => 2,
            };
            outcome << 2 | if arrived { ARRIVED } else { 0 }
        };
        let of_rows: Vec<Class> = (0..columns.len()).into_par_iter().with_min_len(TASK_ROWS).map(class).collect();
        let bitmap = |wanted: fn(Class) -> bool| {
            let word = |classes: &[Class]| {
                let bits = classes.iter().enumerate();
                bits.fold(0, |word, (bit, class)| word | u64::from(wanted(*class)) << bit)
            };
            Bitmap { words: of_rows.par_chunks(64).with_min_len(512).map(word).collect() }
        };
        Self {
            there: Arc::new(bitmap(is_there)),
            won: bitmap(|class| tally_of(class, 1).won > 0),
            decided: bitmap(|class| tally_of(class, 1).decided > 0),
            dated: columns.created.par_iter().with_min_len(TASK_ROWS).any(|created| *created != NO_DAY),
            of_rows,
        }
    }

    /// Notes who is disqualified.
    pub fn disqualify(&mut self, disqualified: &Bitmap) {
        let words = self.of_rows.par_chunks_mut(64).zip(&disqualified.words);
        words.with_min_len(512).for_each(|(classes, word)| {
            for (bit, class) in classes.iter_mut().enumerate() {
                *class = *class & !DISQUALIFIED | (word >> bit & 1) as Class;
            }
        });
    }

    /// What became of the leads that a criterion matches.
    pub fn tally(&self, hits: &Hits) -> Tally {
        let Some(matching) = hits.matching() else { return Tally::default() };
        let both = |other: &Bitmap| -> u64 {
            let pairs = matching.words.iter().zip(&other.words);
            pairs.map(|(word, other)| u64::from((word & other).count_ones())).sum()
        };
        Tally { leads: both(&self.there), won: both(&self.won), decided: both(&self.decided) }
    }

    pub fn bytes(&self) -> usize {
        let bitmaps = [&*self.there, &self.won, &self.decided];
        self.of_rows.capacity() + bitmaps.map(|bitmap| 8 * bitmap.words.capacity()).iter().sum::<usize>()
    }
}

pub fn is_there(class: Class) -> bool {
    class < TO_COME
}

/// What so many leads of a class are.
pub fn tally_of(class: Class, leads: u64) -> Tally {
    let leads = if is_there(class) { leads } else { 0 };
    let of = |counts: bool| if counts { leads } else { 0 };
    Tally { leads, won: of(class >> 2 == 1), decided: of(class >> 2 != 0) }
}

/// How many leads of each class are in each cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellCounts {
    engagement_bands: usize,
    /// By fit band, engagement band and class.
    counts: Vec<u32>,
}

impl CellCounts {
    pub fn new(fit_bands: usize, engagement_bands: usize) -> Self {
        let engagement_bands = engagement_bands.max(1);
        Self { engagement_bands, counts: vec![0; fit_bands.max(1) * engagement_bands * CLASSES] }
    }

    /// Throws away who is not there yet.
    fn forget_to_come(mut self) -> Self {
        self.counts.as_chunks_mut::<CLASSES>().0.iter_mut().for_each(forget_to_come);
        self
    }

    /// Adds so many leads of each class to a cell.
    pub fn add(&mut self, fit: usize, engagement: usize, leads: &[u32; CLASSES]) {
        let place = (fit * self.engagement_bands + engagement) * CLASSES;
        self.counts[place..place + CLASSES].iter_mut().zip(leads).for_each(|(sum, leads)| *sum += leads);
    }
}

/// Does what is to be done on both axes, and counts every lead: its bands are still in the nearest cache.
pub fn count(
    bands: [usize; 2],
    fit: Vec<AxisTask<'_>>,
    engagement: Vec<AxisTask<'_>>,
    classes: &[Class],
) -> CellCounts {
    let [fit_bands, engagement_bands] = bands.map(|bands| bands.max(1));
    let tasks = fit.into_par_iter().zip(engagement).zip(classes.par_chunks(TASK_ROWS));
    let tables = tasks.fold(
        || Table::new(fit_bands, engagement_bands),
        |mut table, ((mut fit, mut engagement), classes)| {
            for (block, classes) in classes.chunks(BLOCK_ROWS).enumerate() {
                table.count(fit.do_block(block), engagement.do_block(block), classes);
            }
            table
        },
    );
    let cells = tables.map(Table::cells).reduce(
        || CellCounts::new(fit_bands, engagement_bands),
        |mut sum, cells| {
            sum.counts.iter_mut().zip(&cells.counts).for_each(|(sum, count)| *sum += count);
            sum
        },
    );
    cells.forget_to_come()
}

/// Of how many leads there are of each class, those of the leads that are not there yet.
pub fn forget_to_come(leads: &mut [u32; CLASSES]) {
    leads[usize::from(TO_COME)..].fill(0);
}

/// So many tables are counted in by turns: leads next to each other are often in one cell, and no count should wait for
/// the one before it to be written.
const TURNS: usize = 8;

/// How many leads there are in each place: cell and class.
struct Table {
    fit_bands: usize,
    engagement_bands: usize,
    /// Where a place fits into a byte: the fit band is shifted by so many bits, which many leads are at once.
    shift: Option<u32>,
    turns: Vec<[u32; 256]>,
    /// Where it does not.
    more: CellCounts,
}

impl Table {
    fn new(fit_bands: usize, engagement_bands: usize) -> Self {
        let shift = engagement_bands.next_power_of_two().ilog2();
        let shift = Some(shift).filter(|shift| (1..=3).contains(shift) && (fit_bands << shift) * CLASSES <= 256);
        let turns = if shift.is_some() { vec![[0; 256]; TURNS] } else { Vec::new() };
        Self { fit_bands, engagement_bands, shift, turns, more: CellCounts::new(fit_bands, engagement_bands) }
    }

    fn count(&mut self, fit: &[u8], engagement: &[u8], classes: &[Class]) {
        match self.shift {
            Some(1) => self.count_bytes::<1>(fit, engagement, classes),
            Some(2) => self.count_bytes::<2>(fit, engagement, classes),
            Some(_) => self.count_bytes::<3>(fit, engagement, classes),
            None => {
                for ((fit, engagement), class) in fit.iter().zip(engagement).zip(classes) {
                    let cell = usize::from(*fit) * self.engagement_bands + usize::from(*engagement);
                    self.more.counts[cell * CLASSES + usize::from(*class)] += 1;
                }
            }
        }
    }

    /// Up to a block: the places are found many at once, then counted.
    fn count_bytes<const SHIFT: u32>(&mut self, fit: &[u8], engagement: &[u8], classes: &[Class]) {
        let mut places = [0u8; BLOCK_ROWS];
        for (((place, fit), engagement), class) in places.iter_mut().zip(fit).zip(engagement).zip(classes) {
            *place = (fit << SHIFT | engagement) << 4 | class;
        }
        let Some(turns) = self.turns.first_chunk_mut::<TURNS>() else { return };
        let (eights, rest) = places[..fit.len()].as_chunks::<TURNS>();
        for places in eights {
            for (turn, place) in turns.iter_mut().zip(places) {
                turn[usize::from(*place)] += 1;
            }
        }
        for place in rest {
            turns[0][usize::from(*place)] += 1;
        }
    }

    fn cells(self) -> CellCounts {
        let Some(shift) = self.shift else { return self.more };
        let mut cells = self.more;
        for (fit, engagement) in (0..self.fit_bands).flat_map(|fit| (0..self.engagement_bands).map(move |e| (fit, e))) {
            let place = (fit << shift | engagement) * CLASSES;
            for turn in &self.turns {
                if let Some(leads) = turn[place..].first_chunk() {
                    cells.add(fit, engagement, leads);
                }
            }
        }
        cells
    }
}

/// The routes of the cells, looked up once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Routes {
    /// By fit band and engagement band.
    pub cells: Vec<Vec<u16>>,
    pub disqualified: u16,
    /// By route, whether it counts as qualified.
    pub qualified: Vec<bool>,
}

impl Routes {
    pub fn new(model: &Model) -> Self {
        let code = |route: Option<usize>| route.and_then(|route| u16::try_from(route).ok()).unwrap_or(NO_ROUTE);
        let row = |fit: usize| {
            let engagement = 0..model.engagement.bands.len();
            engagement.map(|engagement| code(adding::cell_route(model, fit, engagement))).collect()
        };
        Self {
            cells: (0..model.fit.bands.len()).map(row).collect(),
            disqualified: code(adding::disqualified_route(model)),
            qualified: model.routes.iter().map(|route| route.qualified).collect(),
        }
    }

    pub fn of_cell(&self, fit: usize, engagement: usize) -> u16 {
        self.cells.get(fit).and_then(|row| row.get(engagement)).copied().unwrap_or(NO_ROUTE)
    }

    pub fn is_qualified(&self, route: u16) -> bool {
        self.qualified.get(usize::from(route)).copied().unwrap_or(false)
    }
}

/// Everything that follows from the bands of the leads: by cell, by route, to sales.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    pub total: Tally,
    /// On routes that count as qualified, and not disqualified.
    pub to_sales: Tally,
    pub disqualified: u64,
    /// `cells[fit_band][engagement_band]`; the disqualified are counted where they score.
    pub cells: Vec<Vec<Tally>>,
    /// By route, in the order of the model.
    pub routes: Vec<Tally>,
    /// Of those that came in lately.
    pub arrivals: Arrivals,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrivals {
    pub leads: u64,
    pub to_sales: u64,
    pub routes: Vec<u64>,
    pub cells: Vec<Vec<u64>>,
}

impl CellCounts {
    /// Adds up by cell and by route: some hundred numbers, whatever the number of leads.
    pub fn counts(&self, model: &Model) -> Counts {
        let routes = Routes::new(model);
        let (fit_bands, engagement_bands) = (model.fit.bands.len(), model.engagement.bands.len());
        let mut counts = Counts {
            cells: vec![vec![Tally::default(); engagement_bands]; fit_bands],
            routes: vec![Tally::default(); routes.qualified.len()],
            ..Counts::default()
        };
        counts.arrivals.cells = vec![vec![0; engagement_bands]; fit_bands];
        counts.arrivals.routes = vec![0; routes.qualified.len()];
        for (place, leads) in self.counts.iter().enumerate().filter(|(_, leads)| **leads > 0) {
            let (cell, class) = (place / CLASSES, (place % CLASSES) as Class);
            let (fit, engagement) = (cell / self.engagement_bands, cell % self.engagement_bands);
            counts.add(&routes, fit, engagement, class, u64::from(*leads));
        }
        counts
    }

    pub fn cell_counts(&self, model: &Model) -> Vec<Vec<u32>> {
        let in_cell = |fit: usize, engagement: usize| {
            let place = (fit * self.engagement_bands + engagement) * CLASSES;
            self.counts.get(place..place + CLASSES).map_or(0, |classes| classes.iter().sum())
        };
        let row = |fit| (0..model.engagement.bands.len()).map(|engagement| in_cell(fit, engagement)).collect();
        (0..model.fit.bands.len()).map(row).collect()
    }
}

impl Counts {
    fn add(&mut self, routes: &Routes, fit: usize, engagement: usize, class: Class, leads: u64) {
        let tally = tally_of(class, leads);
        let (disqualified, arrived) = (class & DISQUALIFIED != 0, class & ARRIVED != 0);
        let route = if disqualified { routes.disqualified } else { routes.of_cell(fit, engagement) };
        let to_sales = !disqualified && routes.is_qualified(route);
        self.total.add(tally);
        self.disqualified += if disqualified { leads } else { 0 };
        if to_sales {
            self.to_sales.add(tally);
        }
        if let Some(cell) = self.cells.get_mut(fit).and_then(|row| row.get_mut(engagement)) {
            cell.add(tally);
        }
        if let Some(of_route) = self.routes.get_mut(usize::from(route)) {
            of_route.add(tally);
        }
        if arrived {
            self.arrivals.leads += leads;
            self.arrivals.to_sales += if to_sales { leads } else { 0 };
            if let Some(cell) = self.arrivals.cells.get_mut(fit).and_then(|row| row.get_mut(engagement)) {
                *cell += leads;
            }
            if let Some(of_route) = self.arrivals.routes.get_mut(usize::from(route)) {
                *of_route += leads;
            }
        }
    }
}
