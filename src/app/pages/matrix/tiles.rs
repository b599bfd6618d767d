//! The tiles of the cloud: the bins of the density, put together until each can be seen, and never over an edge of a band.

use eframe::egui::{Pos2, Rect, pos2};

use super::{
    histogram,
    layout::{CloudLayout, Span},
    shade::Shade,
};
use crate::{
    app::pages::matrix::edit,
    model::{Axis, AxisSettings, Model},
    scoring::{Bins, Density, Tally},
};

/// A tile is about so wide and high, in points; a single score may be larger, and the last tile before an edge smaller.
const TILE: f32 = 9.0;

/// A stretch of scores along one side, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// The lowest and the highest score.
    pub scores: (i64, i64),
    pub from: f32,
    pub to: f32,
}

impl Strip {
    pub fn length(&self) -> f32 {
        (self.to - self.from).abs()
    }

    pub fn contains(&self, place: f32) -> bool {
        (self.from.min(self.to)..self.from.max(self.to)).contains(&place)
    }
}

/// Puts bins together. `borders` are where the bins begin and the last one ends; a strip begins at each of `cuts`.
pub fn strips(borders: &[i64], span: &Span, cuts: &[i64]) -> Vec<Strip> {
    let mut found: Vec<Strip> = Vec::new();
    let at = |score: i64| span.at(score as f64).round();
    for pair in borders.windows(2) {
        let [begin, end] = [pair[0], pair[1]];
        match found.last_mut() {
            Some(strip) if strip.length() < TILE && !cuts.contains(&begin) => {
                (strip.scores.1, strip.to) = (end - 1, at(end));
            }
            _ => found.push(Strip { scores: (begin, end - 1), from: at(begin), to: at(end) }),
        }
    }
    found
}

/// What is in each tile.
#[derive(Clone, Debug)]
pub struct Tiles {
    /// From the left.
    pub x: Vec<Strip>,
    /// From below.
    pub y: Vec<Strip>,
    /// Row by row from below.
    tallies: Vec<Tally>,
    /// Over one score alone.
    pub of_x: Vec<Tally>,
    pub of_y: Vec<Tally>,
    /// From the lightest tile to the fullest.
    pub shade: Shade,
    /// The leads of a bar that fills its histogram: of fit, of engagement.
    pub full: [u64; 2],
}

impl Tiles {
    pub fn new(density: &Density, model: &Model, layout: &CloudLayout) -> Self {
        let strips_of =
            |axis: Axis, bins: &Bins| strips(bins.borders(), span(layout, axis), &cuts(layout, model, axis));
        let x = strips_of(Axis::Engagement, &density.engagement_bins);
        let y = strips_of(Axis::Fit, &density.fit_bins);
        Self::over(density, x, y)
    }

    /// The tiles of two densities, which are the same ones, so that they can be taken from each other: where the bins of the
    /// two begin at other scores, a tile begins only where both do.
    pub fn of_both(now: &Density, before: &Density, model: &Model, layout: &CloudLayout) -> [Self; 2] {
        let strips_of = |axis: Axis, now: &Bins, before: &Bins| {
            strips(&common(now.borders(), before.borders()), span(layout, axis), &cuts(layout, model, axis))
        };
        let x = strips_of(Axis::Engagement, &now.engagement_bins, &before.engagement_bins);
        let y = strips_of(Axis::Fit, &now.fit_bins, &before.fit_bins);
        [now, before].map(|density| Self::over(density, x.clone(), y.clone()))
    }

    fn over(density: &Density, x: Vec<Strip>, y: Vec<Strip>) -> Self {
        let places = |bins: &Bins, strips: &[Strip]| -> Vec<usize> {
            let begins = &bins.borders()[..bins.count()];
            let place = |begin: &i64| strips.partition_point(|strip| strip.scores.0 <= *begin).saturating_sub(1);
            begins.iter().map(place).collect()
        };
        let (columns, rows) = (places(&density.engagement_bins, &x), places(&density.fit_bins, &y));
        let mut found = Self {
            tallies: vec![Tally::default(); x.len() * y.len()],
            of_x: vec![Tally::default(); x.len()],
            of_y: vec![Tally::default(); y.len()],
            shade: Shade { least: 1, most: 1 },
            full: [1; 2],
            x,
            y,
        };
        for (fit, row) in rows.iter().enumerate() {
            for (engagement, column) in columns.iter().enumerate() {
                let tally = density.at(fit, engagement);
                if tally.leads > 0 {
                    add(&mut found.tallies[row * found.x.len() + column], tally);
                    add(&mut found.of_x[*column], tally);
                    add(&mut found.of_y[*row], tally);
                }
            }
        }
        found.shade = Shade::of(found.tallies.iter().map(|tally| tally.leads));
        found.full = [&found.of_y, &found.of_x].map(|bars| histogram::full(bars));
        found
    }

    /// Each tile that can be seen: its place by column and row, where it is, and what is in it.
    pub fn seen(&self) -> impl Iterator<Item = (Rect, Tally)> {
        self.tallies.iter().enumerate().filter_map(|(place, tally)| {
            let rect = self.rect((place % self.x.len(), place / self.x.len()));
            (rect.is_positive()).then_some((rect, *tally))
        })
    }

    pub fn rect(&self, (column, row): (usize, usize)) -> Rect {
        let (x, y) = (self.x[column], self.y[row]);
        Rect::from_two_pos(pos2(x.from, y.from), pos2(x.to, y.to))
    }

    pub fn tally(&self, (column, row): (usize, usize)) -> Tally {
        self.tallies.get(row * self.x.len() + column).copied().unwrap_or_default()
    }

    /// The tile at a place: its column and row.
    pub fn at(&self, place: Pos2) -> Option<(usize, usize)> {
        let column = self.x.iter().position(|strip| strip.contains(place.x))?;
        Some((column, self.y.iter().position(|strip| strip.contains(place.y))?))
    }
}

fn add(sum: &mut Tally, other: Tally) {
    sum.leads += other.leads;
    sum.won += other.won;
    sum.decided += other.decided;
}

fn span(layout: &CloudLayout, axis: Axis) -> &Span {
    &layout.side(axis).span
}

/// Where a tile must begin: at each edge, and where the scale changes, so that all tiles between two edges are alike.
fn cuts(layout: &CloudLayout, model: &Model, axis: Axis) -> Vec<i64> {
    let settings: &AxisSettings = model.axis(axis);
    span(layout, axis).breaks().chain(edit::edges(settings).into_iter().map(i64::from)).collect()
}

/// The borders that two lists have in common, and those of either that lie outside the other.
fn common(one: &[i64], other: &[i64]) -> Vec<i64> {
    let kept = |list: &[i64], against: &[i64]| -> Vec<i64> {
        let (first, last) = (against.first().copied(), against.last().copied());
        let is_kept = |border: &&i64| {
            against.binary_search(border).is_ok()
                || first.is_none_or(|first| **border < first)
                || last.is_none_or(|last| **border > last)
        };
        list.iter().filter(is_kept).copied().collect()
    };
    let mut found = kept(one, other);
    found.extend(kept(other, one));
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{app::pages::matrix::layout::tests::layout, model::ScoreRange};

    #[test]
    fn borders_in_common_are_kept_and_those_beyond() {
        assert_eq!(common(&[0, 1, 2, 3], &[0, 1, 2, 3]), [0, 1, 2, 3]);
        assert_eq!(common(&[0, 8, 16, 24], &[0, 8, 12, 16, 24]), [0, 8, 16, 24]);
        assert_eq!(common(&[0, 1, 2], &[-2, -1, 0, 1, 2, 3]), [-2, -1, 0, 1, 2, 3]);
        assert!(common(&[], &[]).is_empty());
    }

    proptest! {
        /// Strips hold every score once, and none reaches over an edge.
        #[test]
        fn no_tile_reaches_over_an_edge(most in 3..3_000_i32, cuts in proptest::collection::btree_set(1..3_000_i32, 1..6)) {
            let mut model = Model::new("test");
            model.engagement.range = ScoreRange { least: 0, most };
            let edges: Vec<i32> = cuts.into_iter().rev().filter(|edge| *edge <= most).collect();
            model.engagement.bands.truncate(1);
            for index in 0..edges.len() {
                let mut band = model.engagement.bands[0].clone();
                band.from = edges.get(index + 1).copied();
                model.engagement.bands.push(band);
            }
            model.engagement.bands[0].from = edges.first().copied();
            let layout = layout(&model);
            let bins = Bins::new(&model.engagement);
            let strips = strips(bins.borders(), &layout.engagement.span, &super::cuts(&layout, &model, Axis::Engagement));
            prop_assert_eq!(strips[0].scores.0, 0);
            prop_assert_eq!(strips.last().map(|strip| strip.scores.1), Some(i64::from(most)));
            for pair in strips.windows(2) {
                prop_assert_eq!(pair[0].scores.1 + 1, pair[1].scores.0);
                prop_assert_eq!(pair[0].to, pair[1].from);
            }
            for edge in edges.iter().map(|edge| i64::from(*edge)) {
                let over = strips.iter().find(|strip| strip.scores.0 < edge && edge <= strip.scores.1);
                prop_assert!(over.is_none(), "{over:?} over {edge}");
            }
        }
    }
}
