//! Where everything of the chart stands, apart from the window: one strip below the other over a common range of values.

use eframe::egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::{range::Range, words};
use crate::{
    app::{format, panel::a_week_text},
    scoring::what_if::Point,
};

/// The numbers stand left of their lines.
const READOUTS: f32 = 122.0;
/// Above the strips is the room of the pill.
pub const PILL: Vec2 = vec2(40.0, 20.0);
const GAP: f32 = 14.0;
const TALL: f32 = 92.0;
const LOW: f32 = 54.0;
/// Below the strips: what is marked on the range.
const MARKS: f32 = 16.0;
/// At the right end stand the ends of the scales, and half the pill.
const BESIDE: f32 = 36.0;

/// So many times what comes is far above it.
const FAR: f64 = 3.0;

/// One of the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    Leads,
    Wins,
    Rate,
}

impl Series {
    pub const ALL: [Self; 3] = [Self::Leads, Self::Wins, Self::Rate];

    /// `None` where nobody knows.
    pub fn of(self, point: &Point) -> Option<f64> {
        match self {
            Self::Leads => Some(words::leads_number(point)),
            Self::Wins => point.recall(),
            Self::Rate => point.precision(),
        }
    }

    pub fn name(self) -> String {
        match self {
            Self::Leads => tr!("sweep-show-leads"),
            Self::Wins => tr!("sweep-show-wins"),
            Self::Rate => tr!("sweep-show-rate"),
        }
    }

    /// The number, what stands behind it, and the unit below it.
    pub fn readout(self, point: &Point) -> [String; 3] {
        match self {
            Self::Leads => match point.to_sales_a_week() {
                Some(a_week) => [a_week_text(a_week), String::new(), tr!("sweep-leads-a-week")],
                None => [format::count(point.to_sales.leads), String::new(), tr!("sweep-leads-in-all")],
            },
            Self::Wins => {
                let of =
                    if point.won > 0 { tr!("sweep-of-all", all = format::count(point.won)) } else { String::new() };
                [format::count(point.to_sales.won), of, tr!("sweep-wins")]
            }
            Self::Rate => {
                let rate = point.precision().map_or_else(|| tr!("sweep-unknown"), |rate| format::percent(rate, 1));
                [rate, String::new(), tr!("sweep-win-rate")]
            }
        }
    }

    /// The end of a scale in its unit.
    pub fn scale_text(self, top: f64) -> String {
        match self {
            Self::Leads if top < 10.0 => format!("{}", (top * 10.0).round() / 10.0),
            Self::Leads => format::count(top.round() as u64),
            Self::Wins | Self::Rate => format::percent(top, usize::from(top < 0.05)),
        }
    }

    /// Where the scale ends: a round number above all that is shown. Every scale begins at 0.
    fn top(self, points: &[Point], capacity: Option<u64>) -> f64 {
        let most = points.iter().filter_map(|point| self.of(point)).fold(0.0, f64::max);
        match self {
            // A capacity far above all that come would leave nothing of the line to be seen.
            Self::Leads => {
                let capacity = capacity.map(|capacity| capacity as f64).filter(|capacity| *capacity <= FAR * most);
                round_up(most.max(capacity.unwrap_or(0.0)))
            }
            Self::Wins | Self::Rate => round_up(most).min(1.0),
        }
    }
}

/// The next of 1, 2, 2.5, 5 and 10 times a power of ten; 1 for nothing.
fn round_up(most: f64) -> f64 {
    if most <= 0.0 || !most.is_finite() {
        return 1.0;
    }
    let unit = 10_f64.powf(most.log10().floor());
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * unit).find(|top| *top >= most * (1.0 - 1e-9)).unwrap_or(10.0 * unit)
}

/// One line and its scale.
#[derive(Clone, Copy, Debug)]
pub struct Strip {
    pub series: Series,
    pub rect: Rect,
    pub top: f64,
}

impl Strip {
    pub fn y(&self, value: f64) -> f32 {
        self.rect.bottom() - self.rect.height() * (value / self.top).clamp(0.0, 1.0) as f32
    }
}

/// The parts of the chart.
#[derive(Clone, Debug)]
pub struct Plot {
    /// From the first strip to the last.
    pub rect: Rect,
    pub strips: Vec<Strip>,
    range: Range,
}

impl Plot {
    pub fn height(shown: [bool; 3]) -> f32 {
        let strips: f32 = series(shown).map(|series| height(series) + GAP).sum();
        PILL.y + 6.0 + strips - GAP + MARKS
    }

    pub fn new(area: Rect, shown: [bool; 3], range: Range, points: &[Point], capacity: Option<u64>) -> Self {
        let (left, right) = (area.left() + READOUTS, area.right() - BESIDE);
        let mut top = area.top() + PILL.y + 6.0;
        let strips = series(shown).map(|series| {
            let rect = Rect::from_min_max(pos2(left, top), pos2(right.max(left + 1.0), top + height(series)));
            top = rect.bottom() + GAP;
            Strip { series, rect, top: series.top(points, capacity) }
        });
        let strips: Vec<Strip> = strips.collect();
        let first = pos2(left, area.top() + PILL.y + 6.0);
        let rect = Rect::from_min_max(first, pos2(right.max(left + 1.0), (top - GAP).max(first.y)));
        Self { rect, strips, range }
    }

    /// Where a value stands. One beyond the range stands at its end.
    pub fn x(&self, value: i32) -> f32 {
        let length = self.range.length();
        if length <= 0 {
            return self.rect.center().x;
        }
        let part = (i64::from(value) - i64::from(self.range.from)) as f64 / length as f64;
        self.rect.left() + self.rect.width() * part.clamp(0.0, 1.0) as f32
    }

    /// Of the values that are known, the nearest to a place.
    pub fn nearest<'a>(&self, points: &'a [Point], x: f32) -> Option<&'a Point> {
        let apart = |point: &&Point| point.value.map_or(f32::MAX, |value| (self.x(value) - x).abs());
        points.iter().min_by(|one, other| apart(one).total_cmp(&apart(other)))
    }

    /// The pill of a value, within what the area has.
    pub fn pill(&self, value: Option<i32>) -> Rect {
        let x = value.map_or(self.rect.right(), |value| self.x(value));
        Rect::from_center_size(pos2(x, self.rect.top() - 6.0 - PILL.y / 2.0), PILL)
    }

    pub fn readout(&self, strip: &Strip, area: Rect) -> Pos2 {
        pos2(area.left(), strip.rect.top())
    }
}

fn series(shown: [bool; 3]) -> impl Iterator<Item = Series> {
    Series::ALL.into_iter().zip(shown).filter(|(_, is_shown)| *is_shown).map(|(series, _)| series)
}

fn height(series: Series) -> f32 {
    if series == Series::Leads { TALL } else { LOW }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::Tally;

    fn point(value: i32, leads: u64) -> Point {
        Point {
            value: Some(value),
            to_sales: Tally { leads, won: 1, decided: 4 },
            won: 8,
            arrived: None,
            capacity: None,
        }
    }

    #[test]
    fn scales_end_at_round_numbers() {
        assert_eq!([0.0, 1.0, 1.01, 7.0, 61.0, 99.0, 100.0].map(round_up), [1.0, 1.0, 1.5, 8.0, 80.0, 100.0, 100.0]);
        assert!((round_up(0.21) - 0.25).abs() < 1e-9);
        assert_eq!(Series::Wins.scale_text(0.25), "25 %");
        assert_eq!(Series::Rate.scale_text(0.03), "3.0 %");
    }

    #[test]
    fn values_stand_along_the_range_and_are_found_again() {
        let points: Vec<Point> = (10..=20).map(|value| point(value, 100 - value as u64)).collect();
        let area = Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, Plot::height([true; 3])));
        let plot = Plot::new(area, [true; 3], Range::new(10, 20), &points, Some(95));
        assert_eq!((plot.x(10), plot.x(20)), (plot.rect.left(), plot.rect.right()));
        assert_eq!((plot.x(-5), plot.x(99)), (plot.rect.left(), plot.rect.right()), "beyond is at the end");
        for value in 10..=20 {
            assert_eq!(plot.nearest(&points, plot.x(value) + 2.0).and_then(|point| point.value), Some(value));
        }
        assert_eq!(plot.strips.len(), 3);
        assert!(plot.strips.windows(2).all(|pair| pair[0].rect.bottom() < pair[1].rect.top()));
        let far = Plot::new(area, [true; 3], Range::new(10, 20), &points, Some(5_000));
        assert_eq!((plot.strips[0].top, far.strips[0].top), (100.0, 100.0), "a capacity far above is not in the scale");
        let [leads, wins, _] = [plot.strips[0], plot.strips[1], plot.strips[2]];
        assert_eq!((leads.y(0.0), leads.y(leads.top)), (leads.rect.bottom(), leads.rect.top()));
        assert!((wins.top - 0.15).abs() < 1e-9, "an eighth is below 15 %");
        assert!(plot.strips.iter().all(|strip| area.contains_rect(strip.rect)));
    }

    #[test]
    fn a_range_of_one_value_stands_in_the_middle() {
        let area = Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, 300.0));
        let plot = Plot::new(area, [true, false, false], Range::new(5, 5), &[point(5, 1)], None);
        assert_eq!(plot.x(5), plot.rect.center().x);
    }
}
