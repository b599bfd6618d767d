//! How many leads have each score, beside the cloud and aligned with it: engagement above, fit at the right.

use eframe::egui::{self, Id, Mesh, Painter, Rect, Role, Sense, Shape, Stroke, Vec2, WidgetInfo, pos2, vec2};

use super::{layout::CloudLayout, pane, tiles::Tiles};
use crate::{
    app::{
        format,
        theme::{self, Theme},
    },
    model::Axis,
    scoring::Tally,
};

/// A bar is as high as it has leads. One that holds far more than the others is torn, else nothing of them were seen.
const MOST_TIMES: u64 = 3;

/// The leads of a bar that fills the whole height: of the fullest one, or so many times those of one that is fuller than
/// nine in ten.
pub fn full(bars: &[Tally]) -> u64 {
    let mut leads: Vec<u64> = bars.iter().map(|tally| tally.leads).filter(|leads| *leads > 0).collect();
    leads.sort_unstable();
    let most = leads.last().copied().unwrap_or(1);
    let high = leads.get(leads.len().saturating_sub(1) * 9 / 10).copied().unwrap_or(1);
    most.min(high.saturating_mul(MOST_TIMES)).max(1)
}

/// The bars of one axis: where they stand, and which are torn.
fn bars(tiles: &Tiles, layout: &CloudLayout, axis: Axis, full: u64) -> Vec<(Rect, bool)> {
    let (strips, tallies) = of_axis(tiles, axis);
    let share = |leads: u64| (leads as f64 / full as f64).min(1.0) as f32;
    let bar = |(strip, tally): (&super::tiles::Strip, &Tally)| {
        let rect = match axis {
            Axis::Engagement => {
                let top = layout.above.bottom() - (layout.above.height() * share(tally.leads)).max(1.0);
                with_gap(
                    Rect::from_two_pos(pos2(strip.from, top), pos2(strip.to, layout.above.bottom())),
                    vec2(0.5, 0.0),
                )
            }
            Axis::Fit => {
                let right = layout.beside.left() + (layout.beside.width() * share(tally.leads)).max(1.0);
                with_gap(
                    Rect::from_two_pos(pos2(layout.beside.left(), strip.to), pos2(right, strip.from)),
                    vec2(0.0, 0.5),
                )
            }
        };
        (tally.leads > 0 && strip.length() > 0.0).then_some((rect, tally.leads > full))
    };
    strips.iter().zip(tallies).filter_map(bar).collect()
}

fn of_axis(tiles: &Tiles, axis: Axis) -> (&[super::tiles::Strip], &[Tally]) {
    match axis {
        Axis::Engagement => (&tiles.x, &tiles.of_x),
        Axis::Fit => (&tiles.y, &tiles.of_y),
    }
}

pub(super) fn paint(painter: &Painter, theme: &Theme, layout: &CloudLayout, tiles: &Tiles, axis: Axis, full: u64) {
    let mut mesh = Mesh::default();
    let found = bars(tiles, layout, axis, full);
    mesh.reserve_vertices(4 * found.len());
    mesh.reserve_triangles(2 * found.len());
    for (rect, _) in &found {
        mesh.add_colored_rect(*rect, theme::tint(theme.axis(axis), 0.5));
    }
    painter.add(Shape::mesh(mesh));
    for (rect, _) in found.iter().filter(|(_, is_torn)| *is_torn) {
        tear(painter, theme, *rect, axis);
    }
}

/// A slanted gap near the end of a bar: it goes on beyond what is drawn.
fn tear(painter: &Painter, theme: &Theme, rect: Rect, axis: Axis) {
    let (middle, along) = match axis {
        Axis::Engagement => (pos2(rect.center().x, rect.top() + 7.0), vec2(rect.width() / 2.0 + 1.0, -2.5)),
        Axis::Fit => (pos2(rect.right() - 7.0, rect.center().y), vec2(2.5, rect.height() / 2.0 + 1.0)),
    };
    painter.line_segment([middle - along, middle + along], Stroke::new(2.5, theme.ground));
}

/// A gap between bars that are wide enough for one.
fn with_gap(rect: Rect, gap: Vec2) -> Rect {
    if rect.width() > 3.0 && rect.height() > 3.0 { rect.shrink2(gap) } else { rect }
}

/// Tells the bar below the pointer, and where most leads are to whom cannot see it.
pub(super) fn hover_ui(ui: &egui::Ui, salt: &str, layout: &CloudLayout, tiles: &Tiles, leads: u64) {
    for axis in Axis::ALL {
        let rect = if axis == Axis::Engagement { layout.above } else { layout.beside };
        let response = ui.interact(rect, Id::unique(("matrix histogram", salt, axis)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, finding(tiles, axis, leads)));
        let Some(place) = response.hover_pos() else { continue };
        let (strips, tallies) = of_axis(tiles, axis);
        let along = if axis == Axis::Engagement { place.x } else { place.y };
        let Some(index) = strips.iter().position(|strip| strip.contains(along)) else { continue };
        let text = bar_text(axis, strips[index].scores, tallies[index], leads);
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            ui.label(text);
        });
    }
}

/// “Engagement 40 to 41: 318 leads, 22 % won, 2.5 % of all”.
fn bar_text(axis: Axis, scores: (i64, i64), tally: Tally, leads: u64) -> String {
    let scores = scores_text(axis, scores);
    let share = tally.leads as f64 / leads.max(1) as f64;
    tr!("bar-sentence", scores = scores, leads = pane::tally_text(tally), share = format::percent(share, 1))
}

/// “Engagement 40 to 41”, “Fit 62”.
fn scores_text(axis: Axis, scores: (i64, i64)) -> String {
    match axis {
        Axis::Fit => tr!("scores-fit", range = range_text(scores)),
        Axis::Engagement => tr!("scores-engagement", range = range_text(scores)),
    }
}

/// “40 to 41”, “62”.
pub(super) fn range_text((from, to): (i64, i64)) -> String {
    let clamped = |score: i64| i32::try_from(score).unwrap_or(if score > 0 { i32::MAX } else { i32::MIN });
    format::range(clamped(from), clamped(to))
}

fn finding(tiles: &Tiles, axis: Axis, leads: u64) -> String {
    let (strips, tallies) = of_axis(tiles, axis);
    let most = strips.iter().zip(tallies).max_by_key(|(_, tally)| tally.leads);
    let name = match axis {
        Axis::Fit => tr!("histogram-fit"),
        Axis::Engagement => tr!("histogram-engagement"),
    };
    most.map_or(name.clone(), |(strip, tally)| {
        tr!("histogram-finding", name = name, most = bar_text(axis, strip.scores, *tally, leads))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(counts: &[u64]) -> Vec<Tally> {
        counts.iter().map(|leads| Tally { leads: *leads, ..Tally::default() }).collect()
    }

    #[test]
    fn one_bar_of_nearly_all_leads_leaves_the_others_to_be_seen() {
        let mut counts = vec![900_000];
        counts.extend([5_000; 40]);
        assert_eq!(full(&leads(&counts)), 15_000);
        assert_eq!(full(&leads(&[10, 20, 30])), 30, "nothing stands out");
        assert_eq!((full(&[]), full(&leads(&[0, 0]))), (1, 1));
        assert_eq!(full(&leads(&[7])), 7);
    }

    #[test]
    fn bars_too_small_for_a_gap_have_none() {
        let small = Rect::from_min_size(pos2(0.0, 0.0), vec2(2.0, 9.0));
        assert_eq!(with_gap(small, vec2(0.5, 0.0)), small);
        let wide = Rect::from_min_size(pos2(0.0, 0.0), vec2(8.0, 9.0));
        assert_eq!(with_gap(wide, vec2(0.5, 0.0)).width(), 7.0);
    }
}
