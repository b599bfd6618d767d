//! The weight of an event over its age, as a small curve.

use eframe::egui::{self, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2};

use super::fields;
use crate::{
    app::{format, theme},
    model::Fade,
    scoring::fade_weight,
};

const WIDTH: f32 = 96.0;
const FULL: f32 = 1000.0;

/// The age at which nothing or nearly nothing is left, and a little more.
pub fn span_days(fade: Fade) -> u32 {
    match fade {
        Fade::None => 90,
        Fade::Expires { days } => days.saturating_add(days / 2).max(2),
        Fade::Steps { percent, every_days } => {
            let steps = 100_u32.div_ceil(percent.max(1)).min(20);
            every_days.saturating_mul(steps).saturating_add(every_days / 2).max(2)
        }
        // A sixteenth is left.
        Fade::HalfLife { days } => days.saturating_mul(4).max(2),
    }
}

/// The curve within `rect`, from the age 0 at the left; it falls straight down where the weight does.
pub fn layout(fade: Fade, rect: Rect) -> Vec<Pos2> {
    let span = span_days(fade);
    let columns = (rect.width().max(1.0) as u32).min(span);
    let mut points: Vec<Pos2> = Vec::new();
    let is_smooth = matches!(fade, Fade::HalfLife { .. });
    for column in 0..=columns {
        let age = u64::from(span) * u64::from(column) / u64::from(columns.max(1));
        let weight = fade_weight(fade, i64::try_from(age).unwrap_or(i64::MAX)) as f32;
        let x = rect.left() + rect.width() * column as f32 / columns.max(1) as f32;
        let y = rect.bottom() - rect.height() * weight / FULL;
        if let Some(last) = points.last().filter(|last| !is_smooth && last.y != y) {
            points.push(pos2(x, last.y));
        }
        points.push(pos2(x, y));
    }
    points
}

/// Draws the curve, with the days it spans at its right.
pub fn fade_curve_ui(ui: &mut Ui, fade: Fade) -> Response {
    let theme = theme::of(ui);
    let span = span_days(fade);
    let label = tr!("rule-curve-span", number = span);
    let caption = ui.painter().layout_no_wrap(label, theme::small(), theme.second);
    let rect = fields::room(ui, WIDTH + 6.0 + caption.size().x.ceil());
    let response = ui.interact(rect, ui.scope_id().with("fade-curve"), Sense::hover());
    let about = about(fade);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), &about));
    let plot = Rect::from_min_size(rect.min, egui::vec2(WIDTH, rect.height())).shrink2(egui::vec2(0.0, 4.0));
    paint(ui, plot, &layout(fade, plot));
    let at = pos2(plot.right() + 6.0, plot.bottom() - caption.size().y);
    ui.painter().galley(at, caption, theme.second);
    response.on_hover_text(about)
}

fn paint(ui: &Ui, plot: Rect, points: &[Pos2]) {
    let theme = theme::of(ui);
    let fill = theme::tint(theme.accent, 0.14);
    // As one column for each piece of the curve: what is below a curve with steps is not convex.
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        if to.x - from.x > 0.01 {
            let below = vec![*from, *to, pos2(to.x, plot.bottom()), pos2(from.x, plot.bottom())];
            let mut mesh = egui::Mesh::default();
            for corner in below {
                mesh.colored_vertex(corner, fill);
            }
            mesh.add_triangle(0, 1, 2);
            mesh.add_triangle(0, 2, 3);
            ui.painter().add(Shape::mesh(mesh));
        }
    }
    let base = [plot.left_bottom(), plot.right_bottom()];
    ui.painter().line_segment(base, Stroke::new(1.0, theme.line));
    ui.painter().add(Shape::line(points.to_vec(), Stroke::new(1.5, theme.accent)));
}

/// The curve in words: what is left at a few ages.
fn about(fade: Fade) -> String {
    let span = span_days(fade);
    let left = |age: u32| format::percent(fade_weight(fade, i64::from(age)) as f64 / 1000.0, 0);
    let half = span / 2;
    tr!("rule-curve-about", half = half, left = left(half), span = span, rest = left(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot() -> Rect {
        Rect::from_min_max(pos2(10.0, 0.0), pos2(110.0, 20.0))
    }

    const FADES: [Fade; 5] = [
        Fade::Expires { days: 1 },
        Fade::Expires { days: 3650 },
        Fade::Steps { percent: 25, every_days: 30 },
        Fade::Steps { percent: 1, every_days: 3650 },
        Fade::HalfLife { days: 30 },
    ];

    #[test]
    fn a_curve_begins_full_falls_and_stays_inside() {
        for fade in FADES {
            let points = layout(fade, plot());
            assert_eq!(points.first(), Some(&pos2(10.0, 0.0)), "{fade:?}");
            assert_eq!(points.last().map(|last| last.x), Some(110.0), "{fade:?}");
            assert!(points.windows(2).all(|pair| pair[0].x <= pair[1].x && pair[0].y <= pair[1].y), "{fade:?}");
            assert!(points.iter().all(|point| plot().contains(*point)), "{fade:?}");
        }
    }

    #[test]
    fn nothing_is_left_where_an_event_has_expired() {
        for fade in [FADES[0], FADES[1], FADES[2]] {
            assert_eq!(layout(fade, plot()).last().map(|last| last.y), Some(20.0), "{fade:?}");
        }
        let halves = layout(FADES[4], plot());
        assert!((halves[25].y - 10.0).abs() < 0.01, "half is left after a quarter of the curve: {:?}", halves[25]);
    }

    #[test]
    fn absurd_fades_are_drawn_too() {
        for fade in [
            Fade::Steps { percent: 0, every_days: 0 },
            Fade::HalfLife { days: 0 },
            Fade::Expires { days: u32::MAX },
            Fade::Steps { percent: 1, every_days: u32::MAX },
        ] {
            assert!(layout(fade, plot()).iter().all(|point| plot().contains(*point)), "{fade:?}");
        }
    }
}
