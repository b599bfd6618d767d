//! Shares over months as areas that stand on each other: where everything is, and the brush.

use std::sync::Arc;

use eframe::egui::{self, Align2, Color32, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::app::theme::{self, Theme};

/// The names at the right, the numbers of the axis at the left, the months below.
const NAMES: f32 = 168.0;
const AXIS: f32 = 42.0;
const MONTHS: f32 = 22.0;
/// A name takes so much room.
const NAME: f32 = 17.0;
/// Between two months that are named.
const APART: f32 = 12.0;

/// One layer: what it is called, its colour, and its share at each point, 0 to 1.
pub struct Layer {
    pub name: String,
    pub colour: Color32,
    pub shares: Vec<f64>,
}

/// The picture: layers from the lowest to the highest, which stand on each other.
pub struct Area {
    pub plot: Rect,
    points: usize,
}

impl Area {
    pub fn new(whole: Rect, points: usize) -> Self {
        let names = NAMES.min(whole.width() * 0.3);
        let min = whole.min + vec2(AXIS, 8.0);
        let max = whole.max - vec2(names, MONTHS);
        Self { plot: Rect::from_min_max(min, max.max(min + vec2(1.0, 1.0))), points }
    }

    pub fn x(&self, point: usize) -> f32 {
        let part = point as f32 / self.points.saturating_sub(1).max(1) as f32;
        self.plot.left() + self.plot.width() * part
    }

    /// The point nearest to a place.
    pub fn point_at(&self, x: f32) -> usize {
        let last = self.points.saturating_sub(1);
        let part = (x - self.plot.left()) / self.plot.width().max(1.0);
        // A cast of a float saturates.
        ((part * last as f32).round() as usize).min(last)
    }

    fn y(&self, share: f64) -> f32 {
        self.plot.bottom() - self.plot.height() * share.clamp(0.0, 1.0) as f32
    }

    pub fn paint(&self, painter: &Painter, theme: &Theme, layers: &[Layer], labels: &[String], chosen: Option<usize>) {
        for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let y = self.y(part).round();
            painter.hline(self.plot.x_range(), y, Stroke::new(1.0, theme.line));
            if part != 0.25 && part != 0.75 {
                let text = format!("{:.0} %", part * 100.0);
                painter.text(pos2(self.plot.left() - 6.0, y), Align2::RIGHT_CENTER, text, theme::small(), theme.second);
            }
        }
        let mut below = vec![0.0; self.points];
        let mut ends = Vec::with_capacity(layers.len());
        for layer in layers {
            let above: Vec<f64> = below.iter().zip(&layer.shares).map(|(below, share)| below + share).collect();
            let edge = |shares: &[f64]| -> Vec<Pos2> {
                shares.iter().enumerate().map(|(point, share)| pos2(self.x(point), self.y(*share))).collect()
            };
            let (lower, upper) = (edge(&below), edge(&above));
            painter.add(Shape::mesh(between(&lower, &upper, layer.colour)));
            painter.add(Shape::line(upper.clone(), Stroke::new(1.0, theme.card)));
            if let (Some(lower), Some(upper)) = (lower.last(), upper.last()) {
                ends.push((lower.y + upper.y) / 2.0);
            }
            below = above;
        }
        self.names(painter, theme, layers, &ends);
        self.months(painter, theme, labels);
        if let Some(point) = chosen {
            let x = self.x(point);
            // On whatever layer, and however thin they are: a line with a rim.
            painter.vline(x, self.plot.y_range(), Stroke::new(6.0, theme::tint(theme.card, 0.75)));
            painter.vline(x, self.plot.y_range(), Stroke::new(2.5, theme.text));
            for layer_edge in [self.plot.top(), self.plot.bottom()] {
                painter.circle(pos2(x, layer_edge), 5.0, theme.text, Stroke::new(2.0, theme.card));
            }
        }
    }

    /// Each name beside the end of its layer, moved apart where layers are thin.
    fn names(&self, painter: &Painter, theme: &Theme, layers: &[Layer], ends: &[f32]) {
        let room = self.plot.top() + NAME / 2.0..=self.plot.bottom() - NAME / 2.0;
        let left = self.plot.right() + 18.0;
        let width = painter.clip_rect().right().min(self.plot.right() + NAMES) - left - 4.0;
        for ((layer, end), y) in layers.iter().zip(ends).zip(moved_apart(ends, NAME, *room.start(), *room.end())) {
            let text = one_line(painter, &layer.name, theme.text, width);
            let swatch = Rect::from_center_size(pos2(left - 7.0, y), vec2(8.0, 8.0));
            painter.rect_filled(swatch, 2.0, layer.colour);
            painter.rect_stroke(swatch, 2.0, Stroke::new(1.0, theme.third), egui::StrokeKind::Inside);
            if (y - end).abs() > NAME / 2.0 {
                let from = pos2(self.plot.right() + 1.0, *end);
                painter.line_segment([from, swatch.left_center()], Stroke::new(1.0, theme.third));
            }
            painter.galley(pos2(left, y - text.size().y / 2.0), text, theme.text);
        }
    }

    /// As many months as there is room for, the last one always.
    fn months(&self, painter: &Painter, theme: &Theme, labels: &[String]) {
        let mut free = f32::INFINITY;
        for (point, label) in labels.iter().enumerate().rev() {
            let text = painter.layout_no_wrap(label.clone(), theme::small(), theme.second);
            let at = pos2(self.x(point), self.plot.bottom() + MONTHS / 2.0 + 2.0);
            let mut rect = Align2::CENTER_CENTER.anchor_size(at, text.size());
            let beyond = (self.plot.left() - AXIS - rect.left()).max(0.0);
            rect = rect.translate(vec2(beyond, 0.0));
            if rect.right() <= free {
                free = rect.left() - APART;
                painter.vline(
                    self.x(point),
                    self.plot.bottom()..=self.plot.bottom() + 3.0,
                    Stroke::new(1.0, theme.third),
                );
                painter.galley(rect.min, text, theme.second);
            }
        }
    }
}

fn one_line(painter: &Painter, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
    crate::app::pages::matrix::cell_text::one_line(painter, text.to_owned(), theme::body(), colour, width.max(20.0))
}

/// What is between two edges with as many points.
fn between(lower: &[Pos2], upper: &[Pos2], colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for (lower, upper) in lower.iter().zip(upper) {
        let first = mesh.vertices.len() as u32;
        mesh.colored_vertex(*lower, colour);
        mesh.colored_vertex(*upper, colour);
        if first >= 2 {
            mesh.add_triangle(first - 2, first - 1, first);
            mesh.add_triangle(first - 1, first, first + 1);
        }
    }
    mesh
}

/// Places that are so far apart, each as near to where it wants to be as the others leave it; from the lowest on the screen up.
fn moved_apart(wanted: &[f32], apart: f32, top: f32, bottom: f32) -> Vec<f32> {
    let mut places: Vec<f32> = wanted.to_vec();
    let mut lowest = bottom;
    for place in &mut places {
        *place = place.min(lowest);
        lowest = *place - apart;
    }
    let mut highest = top;
    for place in places.iter_mut().rev() {
        *place = place.max(highest);
        highest = *place + apart;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_overlap() {
        let places = moved_apart(&[100.0, 99.0, 60.0, 2.0], 17.0, 10.0, 95.0);
        assert_eq!(places, [95.0, 78.0, 60.0, 10.0]);
        let crowded = moved_apart(&[50.0, 49.0, 48.0], 17.0, 10.0, 50.0);
        assert_eq!(crowded, [50.0, 33.0, 16.0]);
    }

    #[test]
    fn each_point_has_its_place() {
        let area = Area::new(Rect::from_min_size(pos2(0.0, 0.0), vec2(700.0, 300.0)), 13);
        assert!((0..13).all(|point| area.point_at(area.x(point)) == point));
        assert_eq!((area.point_at(-50.0), area.point_at(9_999.0)), (0, 12));
        let alone = Area::new(Rect::from_min_size(pos2(0.0, 0.0), vec2(700.0, 300.0)), 1);
        assert_eq!(alone.point_at(300.0), 0);
    }
}
