//! The brush of the chart: lines, the capacity and what lies beyond it, the marker and the numbers.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, Color32, FontFamily, FontId, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

use super::plot::{Plot, Series, Strip};
use crate::{
    app::{
        format,
        panel::a_week_text,
        theme::{self, SEMIBOLD, Theme},
    },
    model::Axis,
    scoring::what_if::Point,
};

/// What is to be painted.
pub struct Picture<'a> {
    pub area: Rect,
    pub plot: &'a Plot,
    pub points: &'a [Point],
    /// As the draft stands; `None` while that is not known.
    pub now: Option<&'a Point>,
    /// The value of the draft.
    pub value: Option<i32>,
    pub hovered: Option<&'a Point>,
    pub fits: Option<&'a Point>,
    /// Of the baseline, where it is another.
    pub was: Option<i32>,
    pub capacity: Option<u64>,
    pub axis: Axis,
    pub has_focus: bool,
    /// Below 1 while the lines are older than the draft.
    pub opacity: f32,
}

pub fn chart(ui: &egui::Ui, picture: &Picture<'_>) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let mut dimmed = painter.clone();
    dimmed.multiply_opacity(picture.opacity);
    if let Some(was) = picture.was {
        let (x, rect) = (picture.plot.x(was), picture.plot.rect);
        let ends = [pos2(x, rect.top()), pos2(x, rect.bottom())];
        dimmed.extend(Shape::dashed_line(&ends, Stroke::new(1.0, theme.third), 2.0, 3.0));
    }
    for strip in &picture.plot.strips {
        frame(painter, theme, strip);
        line(&dimmed, theme, picture, strip);
    }
    marks(&dimmed, theme, picture);
    if let Some(point) = picture.hovered {
        rule(&dimmed, theme, picture, point);
    }
    marker(painter, theme, picture);
    for strip in &picture.plot.strips {
        readout(&dimmed, theme, picture, strip);
    }
}

/// The ground line, and the end of the scale.
fn frame(painter: &Painter, theme: &Theme, strip: &Strip) {
    let stroke = Stroke::new(1.0, theme.line);
    painter.hline(strip.rect.x_range(), strip.rect.bottom().round() + 0.5, stroke);
    painter.hline(strip.rect.x_range(), strip.rect.top().round() + 0.5, Stroke::new(1.0, theme::tint(theme.line, 0.6)));
    let text = strip.series.scale_text(strip.top);
    let beside = strip.rect.right() + 5.0;
    painter.text(pos2(beside, strip.rect.top()), Align2::LEFT_CENTER, text, theme::small(), theme.second);
    painter.text(pos2(beside, strip.rect.bottom()), Align2::LEFT_CENTER, "0", theme::small(), theme.second);
}

fn line(painter: &Painter, theme: &Theme, picture: &Picture<'_>, strip: &Strip) {
    let at = |point: &Point| {
        let value = strip.series.of(point)?;
        Some(pos2(picture.plot.x(point.value?), strip.y(value)))
    };
    // Where nobody knows a rate, the line has a gap.
    let places: Vec<Option<Pos2>> = picture.points.iter().map(at).collect();
    let capacity = picture.capacity.filter(|_| strip.series == Series::Leads).map(|most| strip.y(most as f64));
    for part in places.split(Option::is_none) {
        let part: Vec<Pos2> = part.iter().flatten().copied().collect();
        painter.add(Shape::mesh(below(&part, strip.rect.bottom(), theme::tint(theme.accent, 0.08))));
        if let Some(capacity) = capacity {
            painter.add(Shape::mesh(above(&part, capacity, theme::tint(theme.flame(), 0.30))));
        }
        match part.as_slice() {
            [only] => {
                painter.circle_filled(*only, 2.0, theme.accent);
            }
            _ => {
                painter.line(part, Stroke::new(2.0, theme.accent));
            }
        }
    }
    if let (Some(y), Some(most)) = (capacity, picture.capacity) {
        if most as f64 > strip.top {
            let at = strip.rect.right_top() + vec2(0.0, 2.0);
            let text = tr!("sweep-capacity-above", most = format::count(most));
            painter.text(at, Align2::RIGHT_TOP, text, theme::small(), theme.second);
            return;
        }
        let ends = [pos2(strip.rect.left(), y), pos2(strip.rect.right(), y)];
        painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, theme.second), 5.0, 4.0));
        let marker = picture.plot.pill(picture.value).center().x;
        capacity_label(painter, theme, strip, (&places, marker), (y, most));
    }
}

/// The label stands at the end of the dashed line where the curve is further away, on the side where there is more room.
fn capacity_label(
    painter: &Painter,
    theme: &Theme,
    strip: &Strip,
    (places, marker): (&[Option<Pos2>], f32),
    (y, most): (f32, u64),
) {
    let text = tr!("sweep-capacity", most = format::count(most));
    let galley = painter.layout_no_wrap(text, theme::small(), theme.second);
    let known: Vec<Pos2> = places.iter().flatten().copied().collect();
    let clearance = |is_right: bool, is_above: bool| {
        let left = if is_right { strip.rect.right() - galley.size().x } else { strip.rect.left() };
        let top = if is_above { y - galley.size().y - 2.0 } else { y + 2.0 };
        let rect = Rect::from_min_size(pos2(left, top), galley.size());
        let inside =
            if rect.top() < strip.rect.top() - 8.0 || rect.bottom() > strip.rect.bottom() { -100.0 } else { 0.0 };
        let inside = if rect.x_range().expand(3.0).contains(marker) { inside - 50.0 } else { inside };
        let near = known.iter().filter(|at| (rect.left() - 8.0..=rect.right() + 8.0).contains(&at.x));
        let apart = near.map(|at| (at.y - rect.center().y).abs()).fold(f32::MAX, f32::min);
        (inside + apart.min(60.0), rect)
    };
    let all = [(true, true), (false, false), (true, false), (false, true)];
    let places = all.map(|(is_right, is_above)| clearance(is_right, is_above));
    let mut best = places[0];
    for place in places {
        if place.0 > best.0 + 2.0 {
            best = place;
        }
    }
    painter.rect_filled(best.1.expand2(vec2(2.0, 0.0)), 3.0, theme::tint(theme.card, 0.9));
    painter.galley(best.1.min.round(), galley, theme.second);
}

/// What lies between a line and the ground.
fn below(line: &[Pos2], ground: f32, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for pair in line.windows(2) {
        quad(&mut mesh, [pair[0], pair[1], pos2(pair[1].x, ground), pos2(pair[0].x, ground)], colour);
    }
    mesh
}

/// What of a line lies above a level.
fn above(line: &[Pos2], level: f32, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for pair in line.windows(2) {
        let (mut one, mut other) = (pair[0], pair[1]);
        if one.y >= level && other.y >= level {
            continue;
        }
        let crossing = || {
            let part = (level - one.y) / (other.y - one.y);
            pos2(one.x + (other.x - one.x) * part, level)
        };
        if one.y > level {
            one = crossing();
        } else if other.y > level {
            other = crossing();
        }
        quad(&mut mesh, [one, other, pos2(other.x, level), pos2(one.x, level)], colour);
    }
    mesh
}

fn quad(mesh: &mut Mesh, corners: [Pos2; 4], colour: Color32) {
    let first = mesh.vertices.len() as u32;
    for corner in corners {
        mesh.colored_vertex(corner, colour);
    }
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first, first + 2, first + 3);
}

/// Below the strips: where the baseline stands and where all can be worked.
fn marks(painter: &Painter, theme: &Theme, picture: &Picture<'_>) {
    let plot = picture.plot;
    let top = plot.rect.bottom();
    let mut taken: Vec<Rect> = Vec::new();
    let mut mark = |value: i32, text: String, colour: Color32, font: FontId| {
        let x = plot.x(value);
        painter.vline(x, top..=top + 4.0, Stroke::new(1.5, colour));
        let galley = painter.layout_no_wrap(text, font, colour);
        let left = (x - galley.size().x / 2.0).clamp(plot.rect.left(), plot.rect.right() - galley.size().x);
        let rect = Rect::from_min_size(pos2(left, top + 4.0), galley.size());
        // Of two that would run into each other the first one stays.
        if taken.iter().all(|other| !other.expand(4.0).intersects(rect)) {
            painter.galley(rect.min.round(), galley, colour);
            taken.push(rect);
        }
    };
    if let Some(fits) = picture.fits
        && let Some(value) = fits.value
    {
        let text = tr!("sweep-fits-at", value = format::count_signed(value.into()));
        mark(value, text, theme.accent, theme::small_strong());
        if let Some(strip) = plot.strips.iter().find(|strip| strip.series == Series::Leads)
            && let Some(leads) = strip.series.of(fits)
        {
            let at = pos2(plot.x(value), strip.y(leads));
            painter.circle(at, 4.5, theme.card, Stroke::new(2.0, theme.accent));
        }
    }
    if let Some(was) = picture.was {
        let text = tr!("sweep-was", value = format::count_signed(was.into()));
        mark(was, text, theme.second, theme::small());
    }
}

/// Where the pointer is: a line through all strips, and a dot on each line.
fn rule(painter: &Painter, theme: &Theme, picture: &Picture<'_>, point: &Point) {
    let Some(value) = point.value else { return };
    let plot = picture.plot;
    let x = plot.x(value);
    painter.vline(x, plot.rect.y_range(), Stroke::new(1.0, theme.second));
    for strip in &plot.strips {
        if let Some(found) = strip.series.of(point) {
            painter.circle(pos2(x, strip.y(found)), 3.5, theme.accent, Stroke::new(1.5, theme.card));
        }
    }
    let pill = plot.pill(Some(value));
    painter.rect(pill, pill.height() / 2.0, theme.raised, Stroke::new(1.0, theme.third), StrokeKind::Inside);
    let text = format::count_signed(value.into());
    painter.text(pill.center(), Align2::CENTER_CENTER, text, theme::small_strong(), theme.text);
}

/// The value of the draft: a pill on a line.
fn marker(painter: &Painter, theme: &Theme, picture: &Picture<'_>) {
    let plot = picture.plot;
    let pill = plot.pill(picture.value);
    let colour = theme.axis(picture.axis);
    painter.vline(pill.center().x, pill.bottom()..=plot.rect.bottom(), Stroke::new(2.0, colour));
    if let Some(now) = picture.now {
        for strip in &plot.strips {
            if let Some(found) = strip.series.of(now) {
                painter.circle(pos2(pill.center().x, strip.y(found)), 3.5, colour, Stroke::new(1.5, theme.card));
            }
        }
    }
    painter.rect_filled(pill, pill.height() / 2.0, colour);
    if picture.has_focus {
        let stroke = Stroke::new(2.0, theme.accent);
        painter.rect_stroke(pill.expand(2.0), pill.height() / 2.0 + 2.0, stroke, StrokeKind::Outside);
    }
    let text = super::words::value(picture.value);
    painter.text(pill.center(), Align2::CENTER_CENTER, text, theme::small_strong(), theme.card);
}

/// The number of a line, where the pointer is or else where the draft stands.
fn readout(painter: &Painter, theme: &Theme, picture: &Picture<'_>, strip: &Strip) {
    let at = picture.plot.readout(strip, picture.area);
    let Some(point) = picture.hovered.or(picture.now) else { return };
    let [number, of, unit] = strip.series.readout(point);
    let strong = FontId::new(17.0, FontFamily::Name(SEMIBOLD.into()));
    let number: Arc<Galley> = painter.layout_no_wrap(number, strong, theme.text);
    let baseline = at.y + number.size().y;
    let end = at.x + number.size().x;
    painter.galley(at, number, theme.text);
    painter.text(pos2(end + 4.0, baseline - 2.0), Align2::LEFT_BOTTOM, of, theme::small(), theme.second);
    painter.text(pos2(at.x, baseline), Align2::LEFT_TOP, unit, theme::small(), theme.second);
    if strip.series == Series::Leads
        && let Some(capacity) = point.capacity.filter(|capacity| !capacity.is_enough() && picture.capacity.is_some())
    {
        let over = a_week_text(capacity.load() - capacity.most as f64);
        let text = tr!("sweep-over", over = over);
        painter.text(pos2(at.x, baseline + 15.0), Align2::LEFT_TOP, text, theme::small_strong(), theme.warning);
    }
}
