//! The cloud itself: tiles for many leads, dots for few, and what is more or fewer than before.

use std::sync::Arc;

use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2, vec2};

use super::{
    histogram,
    layout::{CloudLayout, Span},
    pane::{self, Pane},
    shade::{Shade, part_of_change},
    tiles::Tiles,
};
use crate::{
    app::{
        format,
        theme::{self, Theme},
    },
    model::Model,
    scoring::{Density, Tally},
};

/// So few leads are shown as they are: each as a dot.
pub const FEW: u64 = 200;
/// The radius of a dot.
pub const DOT: f32 = 3.0;

/// A tile of the cloud, from one lead to the fullest.
pub fn shade_colour(theme: &Theme, part: f32) -> Color32 {
    theme::tint(theme.text, 0.05 + 0.43 * part)
}

/// More leads than before in the colour of what is chosen, fewer in grey: neither is better by itself.
pub fn change_colour(theme: &Theme, part: f32) -> Color32 {
    match part {
        0.0 => Color32::TRANSPARENT,
        more if more > 0.0 => theme::tint(theme.accent, 0.12 + 0.58 * more),
        fewer => theme::tint(theme.text, 0.08 - 0.42 * fewer),
    }
}

pub fn dot_colour(theme: &Theme) -> Color32 {
    theme::tint(theme.text, 0.72)
}

/// What the shades and the bars are held to: one scale for all that stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scales {
    pub shade: Shade,
    /// The leads of the highest bar: of fit, of engagement.
    pub full: [u64; 2],
}

impl Scales {
    pub fn of(all: &[&Tiles]) -> Self {
        let most = |of: &dyn Fn(&Tiles) -> u64| all.iter().map(|tiles| of(tiles)).max().unwrap_or(1);
        Self {
            shade: all.iter().map(|tiles| tiles.shade).reduce(Shade::with).unwrap_or(Shade { least: 1, most: 1 }),
            full: [most(&|tiles| tiles.full[0]), most(&|tiles| tiles.full[1])],
        }
    }
}

/// The tiles and their triangles, kept from frame to frame while nothing of them changes.
#[derive(Debug, Default)]
pub struct Drawn {
    key: Option<Key>,
    tiles: Option<Arc<Tiles>>,
    /// The same tiles of the model that is held against this one.
    before: Option<Arc<Tiles>>,
    mesh: Option<(bool, Shade, Arc<Mesh>)>,
}

#[derive(Debug)]
struct Key {
    now: Arc<Density>,
    before: Option<Arc<Density>>,
    plot: Rect,
    spans: [Span; 2],
    edges: [Vec<f32>; 2],
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        let same_before = match (&self.before, &other.before) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        Arc::ptr_eq(&self.now, &other.now)
            && same_before
            && self.plot == other.plot
            && self.spans == other.spans
            && self.edges == other.edges
    }
}

impl Drawn {
    /// The tiles of an answer over the axes of `model`, which may be a later draft's.
    pub fn tiles(
        &mut self,
        now: &Pane<'_>,
        before: Option<&Pane<'_>>,
        model: &Model,
        layout: &CloudLayout,
    ) -> Arc<Tiles> {
        let key = Key {
            now: Arc::clone(&now.summary.density),
            before: before.map(|before| Arc::clone(&before.summary.density)),
            plot: layout.plot,
            spans: [layout.fit.span.clone(), layout.engagement.span.clone()],
            edges: [layout.fit.edges.clone(), layout.engagement.edges.clone()],
        };
        if let (Some(kept), Some(tiles)) = (&self.key, &self.tiles)
            && kept.is(&key)
        {
            return Arc::clone(tiles);
        }
        let (tiles, before) = match &key.before {
            Some(before) => {
                let [now, before] = Tiles::of_both(&key.now, before, model, layout);
                (Arc::new(now), Some(Arc::new(before)))
            }
            None => (Arc::new(Tiles::new(&key.now, model, layout)), None),
        };
        (self.tiles, self.before) = (Some(Arc::clone(&tiles)), before);
        (self.key, self.mesh) = (Some(key), None);
        tiles
    }

    /// The tiles of the other model.
    pub fn before(&self) -> Option<&Arc<Tiles>> {
        self.before.as_ref()
    }

    /// By how many leads the tile that changed most differs.
    pub fn most_change(&self) -> u64 {
        let (Some(before), Some(tiles)) = (&self.before, &self.tiles) else { return 0 };
        let pairs = tiles.seen().zip(before.seen());
        pairs.map(|((_, now), (_, before))| now.leads.abs_diff(before.leads)).max().unwrap_or(0)
    }

    /// All tiles as one mesh.
    pub fn paint(&mut self, painter: &Painter, theme: &Theme, shade: Shade) {
        let Some(tiles) = &self.tiles else { return };
        let kept = self.mesh.as_ref().filter(|(is_dark, of, _)| (*is_dark, *of) == (theme.is_dark, shade));
        let kept = kept.map(|(_, _, mesh)| Arc::clone(mesh));
        let mesh = kept.unwrap_or_else(|| {
            let mesh = Arc::new(match &self.before {
                None => mesh_of(tiles.seen().map(|(rect, tally)| (rect, shade_of(theme, shade, tally.leads)))),
                Some(before) => {
                    let most = shade.most;
                    let change = |((rect, now), (_, before)): ((Rect, Tally), (Rect, Tally))| {
                        let part = part_of_change(now.leads as i64 - before.leads as i64, most);
                        (rect, change_colour(theme, part))
                    };
                    mesh_of(tiles.seen().zip(before.seen()).map(change))
                }
            });
            self.mesh = Some((theme.is_dark, shade, Arc::clone(&mesh)));
            mesh
        });
        painter.add(Shape::Mesh(mesh));
    }
}

fn shade_of(theme: &Theme, shade: Shade, leads: u64) -> Color32 {
    if leads == 0 { Color32::TRANSPARENT } else { shade_colour(theme, shade.part(leads)) }
}

fn mesh_of(tiles: impl Iterator<Item = (Rect, Color32)>) -> Mesh {
    let mut mesh = Mesh::default();
    let most = tiles.size_hint().1.unwrap_or_default();
    mesh.reserve_vertices(4 * most);
    mesh.reserve_triangles(2 * most);
    for (rect, colour) in tiles.filter(|(_, colour)| *colour != Color32::TRANSPARENT) {
        let gap = if rect.width() > 5.0 && rect.height() > 5.0 { 0.5 } else { 0.0 };
        mesh.add_colored_rect(rect.shrink(gap), colour);
    }
    mesh
}

/// Few leads as they are: up to three dots side by side, more as one disc with their number.
pub fn paint_dots(painter: &Painter, theme: &Theme, tiles: &Tiles, plot: Rect) {
    let fill = dot_colour(theme);
    let around = Stroke::new(1.0, theme.card);
    for (rect, tally) in tiles.seen().filter(|(_, tally)| tally.leads > 0) {
        let radius = if tally.leads > 3 { disc(tally.leads) } else { DOT };
        let room = Vec2::splat(radius + 1.0).min(plot.size() / 2.0);
        let middle = rect.center().clamp(plot.min + room, plot.max - room);
        if tally.leads > 3 {
            painter.circle(middle, radius, fill, around);
            let text = format::count(tally.leads);
            let galley = painter.layout_no_wrap(text, theme::small_strong(), theme.card);
            painter.galley((middle - galley.size() / 2.0).round(), galley, theme.card);
            continue;
        }
        for offset in dots(tally.leads) {
            painter.circle(middle + offset, DOT, fill, around);
        }
    }
}

/// The area goes by the number, and the number has room in it.
fn disc(leads: u64) -> f32 {
    (DOT * (leads as f32).sqrt()).clamp(9.0, 18.0)
}

fn dots(leads: u64) -> Vec<Vec2> {
    match leads {
        0 => vec![],
        1 => vec![Vec2::ZERO],
        2 => vec![vec2(-3.5, 0.0), vec2(3.5, 0.0)],
        _ => vec![vec2(-3.5, 2.5), vec2(3.5, 2.5), vec2(0.0, -3.5)],
    }
}

/// How many of a few leads a text would hide.
pub fn hidden(plate: Rect, few: &[(Rect, Tally)]) -> u64 {
    let plate = plate.expand(DOT);
    few.iter().filter(|(rect, _)| plate.contains(rect.center())).map(|(_, tally)| tally.leads).sum()
}

/// What is at a place of the cloud, for the tooltip.
pub fn hint(tiles: &Tiles, before: Option<&Tiles>, place: Pos2) -> Option<String> {
    let at = tiles.at(place)?;
    let (tally, (column, row)) = (tiles.tally(at), at);
    let before = before.map(|before| before.tally(at).leads);
    if tally.leads == 0 && before.is_none_or(|before| before == 0) {
        return None;
    }
    let [fit, engagement] = [tiles.y[row], tiles.x[column]].map(|strip| histogram::range_text(strip.scores));
    let leads = pane::tally_text(tally);
    Some(match before {
        None => tr!("tile-sentence", fit = fit, engagement = engagement, leads = leads),
        Some(before) => {
            let change = pane::signed(tally.leads as i64 - before as i64);
            tr!("tile-change", fit = fit, engagement = engagement, leads = leads, change = change)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_leads_are_three_dots_and_many_are_a_disc() {
        for leads in 1..=3 {
            assert_eq!(dots(leads).len() as u64, leads);
        }
        assert!(disc(4) < disc(100));
        assert!(disc(4) >= 9.0, "its number has room");
    }
}
