//! Where everything of the cloud stands, apart from the window: best is top right.

use eframe::egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::edit;
use crate::model::{Axis, AxisSettings, ScoreRange};

/// The histogram above (engagement) and at the right (fit).
const HISTOGRAM: f32 = 34.0;
/// Where the handles of the edges stand.
const HANDLES: f32 = 26.0;
/// The names of the fit bands, left of their handles: at least and at most so wide.
pub const NAMES_LEFT: f32 = 30.0;
pub const MOST_NAMES_LEFT: f32 = 96.0;
/// The names of the engagement bands, and the axis' name below.
const NAMES_BELOW: f32 = 26.0;
const CAPTION: f32 = 18.0;
const GAP: f32 = 8.0;

/// The size of a handle, which holds the number of its edge.
pub const HANDLE: Vec2 = vec2(34.0, 18.0);

/// How scores lie along one side of the plot: evenly within a band, but no band is so narrow that its cells can't be
/// read. Scores are skewed, and good bands are often a few points of a hundred.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Scores and where they begin, from the least to the end of the most; both in order.
    knots: Vec<(f64, f32)>,
}

/// A band has at least this share of the side (with many bands less, so that all have room).
const LEAST_SHARE: f64 = 0.175;

impl Span {
    /// The least score begins at `from`, and the most ends at `to`.
    pub fn new(settings: &AxisSettings, from: f32, to: f32) -> Self {
        Self::over(settings.range, &edit::edges(settings), from, to)
    }

    /// The same for a range and edges that need not belong together: two matrices that are held against each other have
    /// one scale.
    pub fn over(range: ScoreRange, edges: &[i32], from: f32, to: f32) -> Self {
        let least = f64::from(range.least);
        // A whole score is a stretch from itself to the next.
        let end = f64::from(range.most).max(least) + 1.0;
        let mut scores: Vec<f64> = edges.iter().copied().map(f64::from).collect();
        scores.retain(|score| *score > least && *score < end);
        scores.extend([least, end]);
        scores.sort_by(f64::total_cmp);
        scores.dedup();
        let lengths: Vec<f64> = scores.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mut at = 0.0;
        let mut knots = vec![(least, from)];
        for (share, score) in shares(&lengths).into_iter().zip(&scores[1..]) {
            at += share;
            knots.push((*score, from + (to - from) * at as f32));
        }
        Self { knots }
    }

    /// The same scale between other ends.
    pub fn between(&self, from: f32, to: f32) -> Self {
        let part = |at: f32| (at - self.from()) / (self.to() - self.from());
        let knots = self.knots.iter().map(|(score, at)| (*score, from + (to - from) * part(*at)));
        if self.from() == self.to() { self.clone() } else { Self { knots: knots.collect() } }
    }

    /// The scale that is so much of the way, from 0 to 1, to another one.
    pub fn towards(&self, other: &Self, part: f32) -> Self {
        let mut scores: Vec<f64> = self.knots.iter().chain(&other.knots).map(|(score, _)| *score).collect();
        scores.sort_by(f64::total_cmp);
        scores.dedup();
        let at = |score: f64| self.at(score) + (other.at(score) - self.at(score)) * part;
        Self { knots: scores.into_iter().map(|score| (score, at(score))).collect() }
    }

    /// The scores at which the scale changes.
    pub fn breaks(&self) -> impl Iterator<Item = i64> {
        self.knots.iter().map(|(score, _)| *score as i64)
    }

    /// Where the least score begins.
    pub fn from(&self) -> f32 {
        self.knots.first().map_or(0.0, |(_, at)| *at)
    }

    /// Where the most ends.
    pub fn to(&self) -> f32 {
        self.knots.last().map_or(0.0, |(_, at)| *at)
    }

    /// Where a score begins; one outside the range stands at its end.
    pub fn at(&self, score: f64) -> f32 {
        let stretch = self.knots.windows(2).find(|pair| score < pair[1].0);
        let Some([(least, from), (most, to)]) = stretch.and_then(|pair| <[_; 2]>::try_from(pair).ok()) else {
            return self.to();
        };
        let part = ((score - least) / (most - least)).clamp(0.0, 1.0);
        from + (to - from) * part as f32
    }

    /// The whole score nearest to a place, also beyond the ends.
    pub fn score_at(&self, place: f32) -> i32 {
        let is_rising = self.to() >= self.from();
        let is_before = |at: f32| if is_rising { place < at } else { place > at };
        let last = self.knots.len().saturating_sub(2);
        let index = self.knots.iter().skip(1).position(|(_, at)| is_before(*at)).unwrap_or(last).min(last);
        let (Some((least, from)), Some((most, to))) = (self.knots.get(index), self.knots.get(index + 1)) else {
            return 0;
        };
        if from == to {
            return *least as i32;
        }
        // A cast of a float saturates: it neither wraps nor panics.
        (least + (most - least) * f64::from(place - from) / f64::from(to - from)).round() as i32
    }
}

/// The share of the whole that each length gets: what is too short gets the least share, the others divide the rest.
fn shares(lengths: &[f64]) -> Vec<f64> {
    let least = LEAST_SHARE.min(0.7 / lengths.len().max(1) as f64);
    let mut is_short = vec![false; lengths.len()];
    loop {
        let long: f64 =
            lengths.iter().zip(&is_short).filter(|(_, is_short)| !**is_short).map(|(length, _)| length).sum();
        let rest = 1.0 - least * is_short.iter().filter(|is_short| **is_short).count() as f64;
        let share = |index: usize| if is_short[index] { least } else { rest * lengths[index] / long };
        let found: Vec<f64> = (0..lengths.len()).map(share).collect();
        // One more that is too short leaves less for the others, so that they are looked at again.
        match found.iter().position(|share| *share < least - 1e-9) {
            Some(index) => is_short[index] = true,
            None => return found,
        }
    }
}

/// The parts of the cloud.
#[derive(Clone, Debug)]
pub struct CloudLayout {
    pub plot: Rect,
    /// The histogram of engagement, above the plot.
    pub above: Rect,
    /// The histogram of fit, right of the plot.
    pub beside: Rect,
    /// What is below the names of the engagement bands: the name of the axis.
    pub caption: Rect,
    pub fit: Side,
    pub engagement: Side,
}

/// One axis of the cloud.
#[derive(Clone, Debug)]
pub struct Side {
    pub axis: Axis,
    pub span: Span,
    /// Where the edges stand, best first.
    pub edges: Vec<f32>,
    /// Where the bands begin and end, best first; the first number is always the smaller one.
    pub bands: Vec<(f32, f32)>,
    /// The handles of the edges, best first: moved apart where edges are close.
    pub handles: Vec<Rect>,
    /// Where the names of the bands stand, best first: moved apart where bands are narrow.
    pub names: Vec<Rect>,
}

impl CloudLayout {
    /// `names` is how wide the names of the fit bands are, `span` the scale of an axis from one place to another.
    pub fn new(
        area: Rect,
        names: f32,
        fit: &AxisSettings,
        engagement: &AxisSettings,
        span: impl Fn(Axis, f32, f32) -> Span,
    ) -> Self {
        let names = names.clamp(NAMES_LEFT, MOST_NAMES_LEFT.min((area.width() * 0.16).max(NAMES_LEFT)));
        let left_top = area.min + vec2(names + HANDLE.x + GAP, HISTOGRAM + HANDLES + GAP);
        let right_bottom = area.max - vec2(HISTOGRAM + GAP, NAMES_BELOW + CAPTION);
        let plot = Rect::from_min_max(left_top, right_bottom.max(left_top + Vec2::splat(1.0))).round();
        let above = Rect::from_x_y_ranges(plot.x_range(), area.top()..=area.top() + HISTOGRAM);
        let beside = Rect::from_x_y_ranges(plot.right() + GAP..=plot.right() + GAP + HISTOGRAM, plot.y_range());
        let caption =
            Rect::from_x_y_ranges(plot.x_range(), plot.bottom() + NAMES_BELOW..=plot.bottom() + NAMES_BELOW + CAPTION);
        let fit_span = span(Axis::Fit, plot.bottom(), plot.top());
        let engagement_span = span(Axis::Engagement, plot.left(), plot.right());
        let handle_x = plot.left() - GAP - HANDLE.x / 2.0;
        let handle_y = plot.top() - GAP - HANDLE.y / 2.0;
        let name_x = plot.left() - GAP - HANDLE.x - names / 2.0;
        let name_y = plot.bottom() + NAMES_BELOW / 2.0;
        Self {
            plot,
            above,
            beside,
            caption,
            fit: Side::new(Axis::Fit, fit, fit_span, names - 4.0, |y| pos2(handle_x, y), |y| pos2(name_x, y)),
            engagement: Side::new(
                Axis::Engagement,
                engagement,
                engagement_span,
                22.0,
                |x| pos2(x, handle_y),
                |x| pos2(x, name_y),
            ),
        }
    }

    pub fn side(&self, axis: Axis) -> &Side {
        match axis {
            Axis::Fit => &self.fit,
            Axis::Engagement => &self.engagement,
        }
    }

    /// The area of a cell, by the indices of its bands.
    pub fn cell(&self, fit: usize, engagement: usize) -> Rect {
        let (top, bottom) = self.fit.bands.get(fit).copied().unwrap_or_default();
        let (left, right) = self.engagement.bands.get(engagement).copied().unwrap_or_default();
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    }

    /// The line of an edge through the whole plot.
    pub fn line(&self, axis: Axis, index: usize) -> [Pos2; 2] {
        let at = self.side(axis).edges.get(index).copied().unwrap_or_default();
        match axis {
            Axis::Fit => [pos2(self.plot.left(), at), pos2(self.plot.right(), at)],
            Axis::Engagement => [pos2(at, self.plot.top()), pos2(at, self.plot.bottom())],
        }
    }
}

impl Side {
    fn new(
        axis: Axis,
        settings: &AxisSettings,
        span: Span,
        name_width: f32,
        handle_at: impl Fn(f32) -> Pos2,
        name_at: impl Fn(f32) -> Pos2,
    ) -> Self {
        let edges: Vec<f32> = edit::edges(settings).iter().map(|edge| span.at(f64::from(*edge)).round()).collect();
        // From the best end to the worst; an edge that is out of order has a band of no width.
        let mut bands = Vec::with_capacity(settings.bands.len());
        let (from, to) = (span.from(), span.to());
        let mut end = to;
        let towards_worst = (from - to).signum();
        for index in 0..settings.bands.len() {
            let begin = edges.get(index).copied().unwrap_or(from);
            let begin = if (begin - end) * towards_worst < 0.0 { end } else { begin };
            bands.push((end.min(begin), end.max(begin)));
            end = begin;
        }
        let (low, high) = (from.min(to), from.max(to));
        let size = if axis == Axis::Fit { HANDLE.y } else { HANDLE.x };
        let handles = apart(&edges, size + 2.0, (low, high));
        let middles: Vec<f32> = bands.iter().map(|(from, to)| f32::midpoint(*from, *to)).collect();
        let names = apart(&middles, 18.0, (low, high));
        Self {
            axis,
            span,
            handles: handles.iter().map(|at| Rect::from_center_size(handle_at(*at), HANDLE)).collect(),
            names: names.iter().map(|at| Rect::from_center_size(name_at(*at), vec2(name_width, 22.0))).collect(),
            edges,
            bands,
        }
    }
}

/// Moves places apart until neighbours are `gap` apart, as little as need be, within `limits` where they have room
/// there. The order of the places (rising or falling) stays.
pub fn apart(places: &[f32], gap: f32, limits: (f32, f32)) -> Vec<f32> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    // Equal places keep the order in which edges are listed: a falling list falls on.
    let is_falling = places.first() > places.last();
    order.sort_by(|a, b| {
        let by_place = places[*a].total_cmp(&places[*b]);
        by_place.then(if is_falling { b.cmp(a) } else { a.cmp(b) })
    });
    let mut moved: Vec<f32> = order.iter().map(|index| places[*index]).collect();
    // Each round halves what is too close; a few dozen settle half a dozen places to well under a pixel.
    for _ in 0..40 {
        for index in 1..moved.len() {
            let lack = gap - (moved[index] - moved[index - 1]);
            if lack > 0.0 {
                moved[index - 1] -= lack / 2.0;
                moved[index] += lack / 2.0;
            }
        }
        let mut least = limits.0;
        for place in &mut moved {
            *place = place.max(least);
            least += gap;
        }
        let mut most = limits.1;
        for place in moved.iter_mut().rev() {
            *place = place.min(most);
            most -= gap;
        }
    }
    let mut result = vec![0.0; places.len()];
    for (index, place) in order.into_iter().zip(moved) {
        result[index] = place.round();
    }
    result
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::model::Model;

    pub fn layout(model: &Model) -> CloudLayout {
        let area = Rect::from_min_size(pos2(10.0, 20.0), vec2(600.0, 500.0));
        CloudLayout::new(area, NAMES_LEFT, &model.fit, &model.engagement, |axis, from, to| {
            Span::new(model.axis(axis), from, to)
        })
    }

    #[test]
    fn a_scale_goes_over_to_another_without_a_jump() {
        let range = ScoreRange { least: 0, most: 99 };
        let (one, other) = (Span::over(range, &[75, 50], 0.0, 400.0), Span::over(range, &[90, 20], 0.0, 400.0));
        for (part, same) in [(0.0, &one), (1.0, &other)] {
            let between = one.towards(&other, part);
            for score in 0..=100 {
                assert!((between.at(f64::from(score)) - same.at(f64::from(score))).abs() < 0.01, "{score} at {part}");
            }
        }
        let half = one.towards(&other, 0.5);
        let places: Vec<f32> = (0..=100).map(|score| half.at(f64::from(score))).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "in order all the way");
        assert_eq!((places[0], places[100]), (0.0, 400.0));
    }

    #[test]
    fn best_is_top_right_and_the_cells_fill_the_plot() {
        let model = Model::new("test");
        let layout = layout(&model);
        assert_eq!(layout.cell(0, 0).right_top(), layout.plot.right_top());
        assert_eq!(layout.cell(3, 3).left_bottom(), layout.plot.left_bottom());
        let area: f32 =
            (0..4).flat_map(|fit| (0..4).map(move |e| (fit, e))).map(|(f, e)| layout.cell(f, e).area()).sum();
        assert!((area - layout.plot.area()).abs() < 1.0, "{area} of {}", layout.plot.area());
        assert!(layout.above.bottom() < layout.engagement.handles[0].top());
        assert!(layout.beside.left() > layout.plot.right());
        assert!(layout.fit.names[0].right() < layout.fit.handles[0].left());
    }

    #[test]
    fn a_score_stands_where_it_is_read_again() {
        let model = Model::new("test");
        let layout = layout(&model);
        for axis in Axis::ALL {
            let span = &layout.side(axis).span;
            for score in 0..=100 {
                assert_eq!(span.score_at(span.at(f64::from(score))), score);
            }
            assert!(span.score_at(span.to() + (span.to() - span.from())) > 100, "beyond the end the score goes on");
            assert!(span.score_at(span.from() - (span.to() - span.from())) < 0, "before the beginning too");
        }
        assert!(layout.fit.span.at(90.0) < layout.fit.span.at(10.0), "high fit is up");
    }

    #[test]
    fn a_band_of_few_scores_is_wide_enough_to_be_read() {
        let mut model = Model::new("test");
        for (band, from) in model.engagement.bands.iter_mut().zip([10, 5, 2]) {
            band.from = Some(from);
        }
        let layout = layout(&model);
        for (from, to) in &layout.engagement.bands {
            assert!(to - from > 0.17 * layout.plot.width(), "{from} to {to}");
        }
        for score in 0..=100 {
            let span = &layout.engagement.span;
            assert_eq!(span.score_at(span.at(f64::from(score))), score);
        }
        let held = layout.engagement.span.clone();
        edit::move_edge(&mut model, Axis::Engagement, 1, 9);
        let area = Rect::from_min_size(pos2(10.0, 20.0), vec2(600.0, 500.0));
        let dragged = CloudLayout::new(area, NAMES_LEFT, &model.fit, &model.engagement, |_, _, _| held.clone());
        assert_eq!(dragged.engagement.edges[1], held.at(9.0).round(), "the line stays under the hand");
    }

    #[test]
    fn lengths_share_the_side() {
        assert_eq!(shares(&[25.0, 25.0, 50.0]), [0.25, 0.25, 0.5], "what is long enough is drawn to scale");
        let skewed = shares(&[2.0, 3.0, 5.0, 91.0]);
        assert_eq!(skewed[..3], [LEAST_SHARE; 3]);
        assert!((skewed.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert_eq!(shares(&[1.0]), [1.0]);
        assert!(shares(&[]).is_empty());
    }

    #[test]
    fn a_range_of_one_score_or_none_is_drawn() {
        let mut settings = Model::new("test").fit;
        for (least, most) in [(3, 3), (5, 1), (i32::MIN, i32::MAX)] {
            settings.range = ScoreRange { least, most };
            let span = Span::new(&settings, 100.0, 0.0);
            assert!(span.at(3.0).is_finite());
            assert_eq!((span.from(), span.to()), (100.0, 0.0));
            assert!((least..=least.max(most).saturating_add(1)).contains(&span.score_at(50.0)));
        }
    }

    #[test]
    fn edges_out_of_order_or_out_of_range_leave_bands_of_no_width() {
        let mut model = Model::new("test");
        model.fit.bands[0].from = Some(20);
        model.fit.bands[1].from = Some(900);
        let layout = layout(&model);
        for engagement in 0..4 {
            for fit in 0..4 {
                let cell = layout.cell(fit, engagement);
                assert!(cell.height() >= 0.0 && cell.width() >= 0.0, "{cell:?}");
                assert!(layout.plot.expand(0.5).contains_rect(cell), "{cell:?} in {:?}", layout.plot);
            }
        }
        assert_eq!(layout.cell(1, 0).height(), 0.0);
        assert_eq!(layout.cell(9, 9).area(), 0.0, "there is no such cell");
    }

    #[test]
    fn handles_of_close_edges_do_not_cover_each_other() {
        let mut model = Model::new("test");
        edit::move_edge(&mut model, Axis::Engagement, 0, 52);
        edit::move_edge(&mut model, Axis::Fit, 2, 49);
        let layout = layout(&model);
        for axis in Axis::ALL {
            for pair in layout.side(axis).handles.windows(2) {
                assert!(!pair[0].shrink(0.5).intersects(pair[1].shrink(0.5)), "{axis}: {pair:?}");
            }
        }
        assert!(layout.fit.handles[1].center().y < layout.fit.handles[2].center().y, "the better edge stays above");
    }

    #[test]
    fn places_move_apart_within_their_limits() {
        assert_eq!(apart(&[50.0, 20.0], 10.0, (0.0, 100.0)), [50.0, 20.0], "no need to move");
        assert_eq!(apart(&[50.0, 50.0], 10.0, (0.0, 100.0)), [45.0, 55.0]);
        assert_eq!(apart(&[99.0, 99.0, 98.0], 10.0, (0.0, 100.0)), [100.0, 90.0, 80.0], "a falling list falls on");
        assert!(apart(&[], 10.0, (0.0, 1.0)).is_empty());
    }
}
