//! The brush of the curve: edges of bands, the score as stairs, dashed where it is foreseen, events as dots.

use eframe::egui::{Align2, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::{
    app::{
        format,
        theme::{self, Theme},
    },
    lead::{Day, Instant, SECONDS_PER_DAY},
    model::{Axis, Band, Model},
    scoring::Course,
};

/// Above, for what is said of now; below, for the days.
const ABOVE: f32 = 16.0;
const BELOW: f32 = 17.0;
/// At the left, for the names of bands.
const NAMES: f32 = 26.0;
/// So far names of bands stand from each other: nearer they run into each other.
const APART: f32 = 11.0;
const DOT: f32 = 3.5;
/// More events than these are not told apart by dots.
const MOST_DOTS: usize = 300;

/// Where everything is.
pub struct Plot {
    pub rect: Rect,
    from: Instant,
    until: Instant,
    least: f64,
    most: f64,
}

impl Plot {
    pub fn new(area: Rect, course: &Course, model: &Model) -> Self {
        let rect = Rect::from_min_max(area.min + vec2(NAMES, ABOVE), area.max - vec2(4.0, BELOW));
        let scores = || course.points.iter().map(|point| point.engagement).chain(fit_scores(course));
        let (least, most) = (scores().min().unwrap_or(0).min(0), scores().max().unwrap_or(0));
        // The next band is seen, if there is one.
        let edges = model.engagement.bands.iter().filter_map(|band| band.from).map(i64::from);
        let next = edges.filter(|edge| *edge >= most).min().unwrap_or(most);
        let most = next.max(most).max(least + 10);
        let room = (most - least) as f64 * 0.08;
        Self {
            rect,
            from: course.span.from.last_second(),
            until: shown_until(course).last_second(),
            least: least as f64,
            most: most as f64 + room,
        }
    }

    pub fn x(&self, at: Instant) -> f32 {
        let whole = (self.until.0 - self.from.0).max(1) as f64;
        let part = (at.0 - self.from.0) as f64 / whole;
        self.rect.left() + self.rect.width() * part.clamp(0.0, 1.0) as f32
    }

    pub fn y(&self, score: i64) -> f32 {
        let part = (score as f64 - self.least) / (self.most - self.least);
        self.rect.bottom() - self.rect.height() * part.clamp(0.0, 1.0) as f32
    }

    /// The bands that are seen, the best first: their places, and from where each is seen.
    fn bands(&self, bands: &[Band]) -> Vec<(usize, i64)> {
        let mut above = f64::INFINITY;
        let mut seen = Vec::new();
        for (place, band) in bands.iter().enumerate() {
            let from = band.from.map_or(f64::NEG_INFINITY, f64::from).max(self.least);
            if from <= self.most && above > self.least {
                seen.push((place, from as i64));
            }
            above = from;
        }
        seen
    }

    /// The end of the day that lies below a place.
    pub fn day_at(&self, x: f32) -> Instant {
        let part = f64::from(((x - self.rect.left()) / self.rect.width().max(1.0)).clamp(0.0, 1.0));
        let seconds = self.from.0 as f64 + part * (self.until.0 - self.from.0) as f64;
        // A cast of a float saturates.
        Instant(seconds.round() as i64).day().last_second()
    }

    pub fn from(&self) -> Instant {
        self.from
    }

    pub fn until(&self) -> Instant {
        self.until
    }

    /// An event that is pointed at.
    pub fn event_at(&self, course: &Course, pointer: Pos2) -> Option<usize> {
        const REACH: f32 = 8.0;
        let dots = course.events.iter().enumerate().rev().take(MOST_DOTS);
        let apart = dots.map(|(index, event)| (index, self.dot(course, event.at).distance(pointer)));
        let nearest = apart.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
        (nearest.1 <= REACH).then_some(nearest.0)
    }

    fn dot(&self, course: &Course, at: Instant) -> Pos2 {
        pos2(self.x(at), self.y(course.at(at).engagement))
    }

    /// The line of an axis as stairs, from one instant to another.
    fn stairs(&self, course: &Course, axis: Axis, from: Instant, to: Instant) -> Vec<Pos2> {
        let mut y = self.y(course.at(from).score(axis));
        let mut line = vec![pos2(self.x(from), y)];
        for point in course.points.iter().filter(|point| point.at > from && point.at <= to) {
            let (x, next) = (self.x(point.at), self.y(point.score(axis)));
            if next != y {
                line.extend([pos2(x, y), pos2(x, next)]);
            }
            y = next;
        }
        line.push(pos2(self.x(to), y));
        line
    }
}

/// What lies ahead is shown for as long as it says something: a month to three.
fn shown_until(course: &Course) -> Day {
    let today = course.span.as_of.day().0;
    let last = course.crossings_ahead().map(|crossing| crossing.at.day()).chain(course.goes_cold).max();
    let last = last.map_or(today, |day| day.0.saturating_add(7));
    Day(last.max(today.saturating_add(30)).min(course.span.until.0))
}

fn changes_fit(course: &Course) -> bool {
    course.points.windows(2).any(|pair| pair[0].fit != pair[1].fit)
}

fn fit_scores(course: &Course) -> impl Iterator<Item = i64> {
    let is_shown = changes_fit(course);
    course.points.iter().map(|point| point.fit).filter(move |_| is_shown)
}

/// All but what is pointed at.
pub fn curve(painter: &Painter, theme: &Theme, plot: &Plot, course: &Course, model: &Model) {
    edges(painter, theme, plot, model);
    let now = course.span.as_of;
    let mut axes = vec![Axis::Engagement];
    if changes_fit(course) {
        axes.insert(0, Axis::Fit);
    }
    for axis in axes {
        let stroke = Stroke::new(if axis == Axis::Fit { 1.5 } else { 2.0 }, theme.axis(axis));
        painter.line(plot.stairs(course, axis, plot.from, now), stroke);
        let ahead = plot.stairs(course, axis, now, plot.until);
        painter.extend(Shape::dashed_line(&ahead, stroke, 4.0, 3.0));
        if axis == Axis::Fit
            && let Some(end) = ahead.last()
        {
            let at = *end - vec2(0.0, 2.0);
            painter.text(at, Align2::RIGHT_BOTTOM, tr!("axis-fit"), theme::small(), theme.axis_text(axis));
        }
    }
    for event in course.events.iter().rev().take(MOST_DOTS) {
        let stroke = Stroke::new(1.5, theme.axis(Axis::Engagement));
        painter.circle(plot.dot(course, event.at), DOT, theme.card, stroke);
    }
    days(painter, theme, plot, course);
    if let Some(cold) = course.goes_cold {
        let x = plot.x(cold.last_second());
        painter.vline(x, plot.rect.bottom() - 5.0..=plot.rect.bottom() + 4.0, Stroke::new(1.5, theme.second));
    }
}

/// Where one band of engagement ends and the next begins; the name stands above its edge.
fn edges(painter: &Painter, theme: &Theme, plot: &Plot, model: &Model) {
    /// The name stands above the edge, and from so far on a line leads to it.
    const ABOVE_EDGE: f32 = 4.0;
    const FAR: f32 = 3.0;
    let stroke = Stroke::new(1.0, theme::tint(theme.axis(Axis::Engagement), 0.55));
    let (left, settings) = (plot.rect.left(), &model.engagement);
    let shown = plot.bands(&settings.bands);
    let edges: Vec<f32> = shown.iter().map(|(_, from)| plot.y(*from).round() + 0.5).collect();
    let wanted: Vec<f32> = edges.iter().map(|edge| edge - ABOVE_EDGE).collect();
    let names = apart(&wanted, plot.rect.bottom() + ABOVE_EDGE);
    for (((band, from), edge), at) in shown.iter().zip(edges).zip(names) {
        // The worst of them begins where the picture does.
        if *from as f64 > plot.least {
            let ends = [pos2(left, edge), pos2(plot.rect.right(), edge)];
            painter.extend(Shape::dashed_line(&ends, stroke, 2.0, 3.0));
        }
        if (at - (edge - ABOVE_EDGE)).abs() > FAR {
            painter.line_segment([pos2(left - 4.0, at), pos2(left, edge)], stroke);
        }
        // Of so many that there is no room for all, the best go untold.
        if at < plot.rect.top() - ABOVE {
            continue;
        }
        let name = settings.short_name(&settings.bands[*band]);
        let name = crate::app::widgets::one_line(painter, name, theme::small(), theme.second, NAMES - 4.0);
        let at = Align2::RIGHT_CENTER.anchor_size(pos2(left - 5.0, at), name.size());
        painter.galley(at.min, name, theme.second);
    }
    painter.hline(plot.rect.x_range(), plot.rect.bottom().round() + 0.5, Stroke::new(1.0, theme.line));
}

/// Where names stand so that none runs into the next: from the top, each as near as can be to where it is wanted, and none
/// below `lowest`.
fn apart(wanted: &[f32], lowest: f32) -> Vec<f32> {
    let mut placed: Vec<f32> = Vec::with_capacity(wanted.len());
    for at in wanted {
        placed.push(placed.last().map_or(*at, |above| at.max(above + APART)));
    }
    let mut below = lowest + APART;
    for at in placed.iter_mut().rev() {
        *at = at.min(below - APART);
        below = *at;
    }
    placed
}

/// Now as a line with the score, and the days at both ends.
fn days(painter: &Painter, theme: &Theme, plot: &Plot, course: &Course) {
    let (now, today) = (course.span.as_of, course.span.as_of.day());
    let x = plot.x(now).round() + 0.5;
    painter.vline(x, plot.rect.top() - 2.0..=plot.rect.bottom(), Stroke::new(1.0, theme.accent));
    let text = tr!("course-now", score = format::count_signed(course.now().engagement));
    let text = painter.layout_no_wrap(text, theme::small_strong(), theme.accent);
    let beside = if x + 4.0 + text.size().x <= plot.rect.right() + 4.0 { x + 4.0 } else { x - 4.0 - text.size().x };
    painter.galley(pos2(beside, plot.rect.top() - ABOVE), text, theme.accent);
    let below = plot.rect.bottom() + 3.0;
    let text = |at: Instant| super::words::short_day(at.day(), today);
    let first = painter.layout_no_wrap(text(plot.from), theme::small(), theme.second);
    let ahead = (plot.until.0 - now.0) / SECONDS_PER_DAY;
    let last = painter.layout_no_wrap(tr!("course-ahead", days = ahead), theme::small(), theme.second);
    let last_left = plot.rect.right() - last.size().x;
    let first_right = plot.rect.left() + first.size().x;
    painter.galley(pos2(plot.rect.left(), below), first, theme.second);
    painter.galley(pos2(last_left, below), last, theme.second);
    let today = painter.layout_no_wrap(text(now), theme::small(), theme.accent);
    let left = x - today.size().x / 2.0;
    if left > first_right + 6.0 && left + today.size().x < last_left - 6.0 {
        painter.galley(pos2(left, below), today, theme.accent);
    }
}

/// What is pointed at: a line through the day, and a dot where the score is.
pub fn pointed(painter: &Painter, theme: &Theme, plot: &Plot, course: &Course, at: Instant) {
    let dot = plot.dot(course, at);
    painter.vline(dot.x, plot.rect.y_range(), Stroke::new(1.0, theme.second));
    painter.circle(dot, DOT + 1.0, theme.axis(Axis::Engagement), Stroke::new(1.5, theme.card));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(least: f64, most: f64) -> Plot {
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(300.0, 100.0));
        Plot { rect, from: Instant(0), until: Instant(SECONDS_PER_DAY), least, most }
    }

    fn bands(edges: &[i32]) -> Vec<Band> {
        let mut model = Model::new("test");
        let band = model.engagement.bands.remove(0);
        let edges = edges.iter().map(|from| Some(*from)).chain([None]);
        edges.map(|from| Band { from, ..band.clone() }).collect()
    }

    #[test]
    fn each_band_that_is_seen_is_named() {
        let (bands, places) = (bands(&[60, 30, 0]), |plot: &Plot, bands: &[Band]| plot.bands(bands));
        assert_eq!(places(&plot(0.0, 40.0), &bands), [(1, 30), (2, 0)], "not the one above, nor the one below zero");
        assert_eq!(places(&plot(-10.0, 70.0), &bands), [(0, 60), (1, 30), (2, 0), (3, -10)]);
    }

    #[test]
    fn names_of_narrow_bands_are_shifted_apart() {
        assert_eq!(apart(&[10.0, 50.0, 96.0], 100.0), [10.0, 50.0, 96.0], "where there is room they stay");
        assert_eq!(apart(&[10.0, 90.0, 92.0, 96.0], 104.0), [10.0, 82.0, 93.0, 104.0]);
        let many = apart(&[100.0; 5], 100.0);
        assert!(many.windows(2).all(|pair| pair[1] - pair[0] >= APART), "{many:?}");
    }
}
