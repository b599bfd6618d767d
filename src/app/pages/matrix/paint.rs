//! The brush of the cloud: tones, density, histograms, lines, handles and the facts of each cell.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, Color32, FontId, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2,
};

use super::{
    cloud::{Cell, Handle},
    edit,
    facts::{self, Facts},
    layout::{CloudLayout, INSET, LINE, Room, Widths, room},
    words,
};
use crate::{
    app::{
        format,
        scored::Scored,
        theme::{self, Theme},
        widgets::{self, Mark},
    },
    model::{Axis, Model, Tone},
    scoring::{Bins, Density},
};

/// A star or a flame, and the gap between the two kinds.
const MARK: f32 = 12.0;
const BETWEEN: f32 = 6.0;

/// What is to be painted.
pub(super) struct Picture<'a> {
    pub layout: &'a CloudLayout,
    pub model: &'a Model,
    pub scored: Option<&'a Scored>,
    /// Below 1 while the numbers are older than the draft.
    pub opacity: f32,
    pub chosen: Option<(usize, usize)>,
}

pub(super) fn cloud(ui: &egui::Ui, picture: &Picture<'_>, cells: &[Cell], handles: &[Handle]) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    tones(painter, theme, picture, cells);
    if let Some(scored) = picture.scored.filter(|scored| scored.summary.leads > 0) {
        let mut dimmed = painter.clone();
        dimmed.multiply_opacity(picture.opacity);
        // The scores of the answer, which may be that of an earlier draft, laid over the axes of the draft.
        let density = &scored.summary.density;
        let borders = Borders::new(density, picture.layout);
        dimmed.add(Shape::mesh(cloud_mesh(theme, density, &borders)));
        histograms(&dimmed, theme, picture.layout, density, &borders);
    }
    lines(painter, theme, picture.layout, handles);
    for cell in cells {
        facts_of_cell(ui, theme, picture, cell);
    }
    for cell in cells {
        outline(painter, theme, picture, cell);
    }
    names(painter, theme, picture);
    for handle in handles {
        handle_with_number(painter, theme, picture, handle);
    }
}

pub(super) fn focus_ring(ui: &egui::Ui, rect: Rect, radius: f32) {
    let stroke = Stroke::new(1.0, theme::of(ui).line);
    ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Inside);
}

fn tone_of(model: &Model, cell: &Cell) -> Option<Tone> {
    let (fit, engagement) = (model.fit.bands.get(cell.fit)?, model.engagement.bands.get(cell.engagement)?);
    words::route_of(model, fit, engagement).map(|route| route.tone)
}

fn tones(painter: &Painter, theme: &Theme, picture: &Picture<'_>, cells: &[Cell]) {
    painter.rect_filled(picture.layout.plot, 0.0, theme.card);
    for cell in cells {
        if let Some(tone) = tone_of(picture.model, cell) {
            let rect = picture.layout.cell(cell.fit, cell.engagement);
            painter.rect_filled(rect, 0.0, theme.tone_fill(tone));
        }
    }
}

/// Where the bins of the density stand on the draft's plot.
struct Borders {
    /// From the left.
    x: Vec<f32>,
    /// From below.
    y: Vec<f32>,
}

impl Borders {
    fn new(density: &Density, layout: &CloudLayout) -> Self {
        let borders = |axis: Axis, bins: &Bins| {
            let span = &layout.side(axis).span;
            // The highest score of the range has joined the last bin.
            let begins = (0..bins.count).map(|bin| span.at(bins.from(bin) as f64).round());
            begins.chain([span.to().round()]).collect()
        };
        Self { x: borders(Axis::Engagement, &density.engagement_bins), y: borders(Axis::Fit, &density.fit_bins) }
    }
}

/// All bins as one mesh: darker where there are more leads, by their logarithm, so that a few hundred are seen beside
/// a hundred thousand.
fn cloud_mesh(theme: &Theme, density: &Density, borders: &Borders) -> Mesh {
    let mut mesh = Mesh::default();
    let most = density.counts.iter().flatten().copied().max().unwrap_or(0);
    let full = log2_of_next(most);
    for (row, counts) in density.counts.iter().enumerate() {
        let Some([bottom, top]) = stretch(&borders.y, row) else { continue };
        for (column, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let Some([left, right]) = stretch(&borders.x, column) else { continue };
            let rect = Rect::from_two_pos(pos2(left, bottom), pos2(right, top));
            let gap = if rect.width() > 5.0 && rect.height() > 5.0 { 0.5 } else { 0.0 };
            let part = log2_of_next(*count) / full;
            mesh.add_colored_rect(rect.shrink(gap), theme::tint(theme.text, 0.03 + 0.32 * part));
        }
    }
    mesh
}

/// The logarithm of a count and one more; above 0 for every count above 0.
fn log2_of_next(count: u32) -> f32 {
    (count as f32 + 1.0).log2()
}

fn stretch(borders: &[f32], index: usize) -> Option<[f32; 2]> {
    Some([*borders.get(index)?, *borders.get(index + 1)?])
}

/// How many leads have each score: engagement above, fit beside. As the square root, so that the few stay visible.
fn histograms(painter: &Painter, theme: &Theme, layout: &CloudLayout, density: &Density, borders: &Borders) {
    let mut mesh = Mesh::default();
    let height = |counts: &[u32], count: u32| {
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        (f64::from(count) / f64::from(most)).sqrt() as f32
    };
    let colour = theme::tint(theme.axis(Axis::Engagement), 0.5);
    for (index, count) in density.engagement.iter().enumerate().filter(|(_, count)| **count > 0) {
        let Some([left, right]) = stretch(&borders.x, index) else { continue };
        let top = layout.above.bottom() - (layout.above.height() * height(&density.engagement, *count)).max(1.0);
        let rect = Rect::from_two_pos(pos2(left, top), pos2(right, layout.above.bottom()));
        mesh.add_colored_rect(with_gap(rect, vec2(0.5, 0.0)), colour);
    }
    let colour = theme::tint(theme.axis(Axis::Fit), 0.5);
    for (index, count) in density.fit.iter().enumerate().filter(|(_, count)| **count > 0) {
        let Some([bottom, top]) = stretch(&borders.y, index) else { continue };
        let right = layout.beside.left() + (layout.beside.width() * height(&density.fit, *count)).max(1.0);
        let rect = Rect::from_two_pos(pos2(layout.beside.left(), top), pos2(right, bottom));
        mesh.add_colored_rect(with_gap(rect, vec2(0.0, 0.5)), colour);
    }
    painter.add(Shape::mesh(mesh));
}

/// A gap between bars that are wide enough for one.
fn with_gap(rect: Rect, gap: Vec2) -> Rect {
    if rect.width() > 3.0 && rect.height() > 3.0 { rect.shrink2(gap) } else { rect }
}

fn lines(painter: &Painter, theme: &Theme, layout: &CloudLayout, handles: &[Handle]) {
    for handle in handles {
        let [from, to] = layout.line(handle.axis, handle.index);
        let Some(pill) = layout.side(handle.axis).handles.get(handle.index) else { continue };
        let width = if handle.is_active || handle.has_focus { 2.5 } else { 1.5 };
        let stroke = Stroke::new(width, theme.axis(handle.axis));
        let start = match handle.axis {
            Axis::Fit => from,
            Axis::Engagement => from.min(to),
        };
        painter.line_segment([from, to], stroke);
        // A handle that was moved aside is joined to its line.
        painter.line_segment([start, nearest(pill, start)], Stroke::new(1.0, theme.axis(handle.axis)));
    }
}

fn nearest(rect: &Rect, to: Pos2) -> Pos2 {
    to.clamp(rect.min, rect.max)
}

fn handle_with_number(painter: &Painter, theme: &Theme, picture: &Picture<'_>, handle: &Handle) {
    let Some(rect) = picture.layout.side(handle.axis).handles.get(handle.index).copied() else { return };
    let edges = edit::edges(picture.model.axis(handle.axis));
    let Some(edge) = edges.get(handle.index) else { return };
    painter.rect_filled(rect, rect.height() / 2.0, theme.axis(handle.axis));
    if handle.has_focus {
        let stroke = Stroke::new(2.0, theme.accent);
        painter.rect_stroke(rect.expand(2.0), rect.height() / 2.0 + 2.0, stroke, StrokeKind::Outside);
    }
    let text = format::count_signed(i64::from(*edge));
    let galley = painter.layout_no_wrap(text, theme::small_strong(), theme.card);
    // A long number shrinks rather than run over the handle's end.
    let at = rect.center() - galley.size() / 2.0;
    painter.galley(at.round(), galley, theme.card);
}

fn names(painter: &Painter, theme: &Theme, picture: &Picture<'_>) {
    let layout = picture.layout;
    for axis in Axis::ALL {
        let settings = picture.model.axis(axis);
        let side = layout.side(axis);
        for ((band, rect), (from, to)) in settings.bands.iter().zip(&side.names).zip(&side.bands) {
            // Below there is as much room as the band is wide, at the left there is not.
            let room = if axis == Axis::Engagement { (to - from - 8.0).max(rect.width()) } else { rect.width() + 6.0 };
            let colour = theme.axis_text(axis);
            let whole = painter.layout_no_wrap(band.name.clone(), theme::strong_font(), colour);
            let galley = if whole.size().x <= room {
                whole
            } else {
                painter.layout_no_wrap(short(settings.short_name(band)), theme::strong_font(), colour)
            };
            painter.galley((rect.center() - galley.size() / 2.0).round(), galley, colour);
        }
    }
    let small = theme::small();
    let caption = tr!("matrix-engagement-caption");
    painter.text(layout.caption.center(), Align2::CENTER_CENTER, caption, small.clone(), theme.second);
    // The corner beside the histogram is free.
    let corner = pos2(layout.fit.names.first().map_or(layout.plot.left(), Rect::left), layout.above.top());
    let caption = painter.layout(tr!("matrix-fit-caption"), small, theme.second, layout.plot.left() - corner.x - 4.0);
    painter.galley(corner, caption, theme.second);
}

/// A long name of a band is cut: its whole name stands in the tooltip and in the card.
fn short(name: &str) -> String {
    if name.chars().count() <= 3 { name.to_owned() } else { name.chars().take(2).chain(['…']).collect() }
}

fn outline(painter: &Painter, theme: &Theme, picture: &Picture<'_>, cell: &Cell) {
    let rect = picture.layout.cell(cell.fit, cell.engagement);
    let is_chosen = picture.chosen == Some((cell.fit, cell.engagement));
    let has_focus = cell.response.has_focus();
    if is_chosen || has_focus {
        let width = if has_focus { 2.5 } else { 1.5 };
        painter.rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(width, theme.accent), StrokeKind::Inside);
    } else if cell.response.hovered() {
        painter.rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(1.0, theme.second), StrokeKind::Inside);
    }
}

/// The texts of a cell, laid out.
struct Texts {
    count: Option<Arc<Galley>>,
    share: Option<Arc<Galley>>,
    win_rate: Option<Arc<Galley>>,
}

impl Texts {
    fn new(painter: &Painter, theme: &Theme, facts: Option<&Facts>) -> Self {
        let small = |text| painter.layout_no_wrap(text, theme::small(), theme.second);
        let strong = |text| painter.layout_no_wrap(text, theme::strong_font(), theme.text);
        Self {
            count: facts.map(|facts| strong(format::count(facts.leads))),
            share: facts.map(|facts| small(format::percent(facts.share, 1))),
            win_rate: facts
                .and_then(Facts::win_rate)
                .map(|rate| small(tr!("cell-won", rate = format::percent(rate, 0)))),
        }
    }

    fn widths(&self, marks: f32) -> Widths {
        let width = |galley: &Option<Arc<Galley>>| galley.as_ref().map(|galley| galley.size().x);
        Widths {
            count: width(&self.count),
            share: width(&self.share).unwrap_or(0.0),
            win_rate: width(&self.win_rate),
            marks: Some(marks),
        }
    }
}

fn facts_of_cell(ui: &egui::Ui, theme: &Theme, picture: &Picture<'_>, cell: &Cell) {
    let model = picture.model;
    let (Some(fit), Some(engagement)) = (model.fit.bands.get(cell.fit), model.engagement.bands.get(cell.engagement))
    else {
        return;
    };
    let rect = picture.layout.cell(cell.fit, cell.engagement);
    let facts = facts::of_scored_cell(picture.scored, &fit.id, &engagement.id);
    let dimmed = ui.painter_at(rect);
    let texts = Texts::new(&dimmed, theme, facts.as_ref());
    let flames = words::flames_of(model, engagement);
    let marks = if flames.is_some() { 6.0 * MARK + BETWEEN } else { 3.0 * MARK };
    let room = room(rect.size(), &texts.widths(marks));
    if room == Room::default() {
        return;
    }
    let route = words::route_of(model, fit, engagement);
    let label = route.map_or_else(|| tr!("cell-no-route"), |route| route.name.clone());
    let color = route.map_or(theme.worse, |route| theme.tone_text(route.tone));
    let most = rect.width() - 2.0 * INSET;
    let route = room.route.then(|| one_line(&dimmed, label, theme::small_strong(), color, most));
    let plate = plate(rect, &texts, route.as_ref(), room, marks);
    dimmed.rect_filled(plate, 5.0, theme.card.gamma_multiply(0.82));
    let mut at = plate.min + vec2(4.0, 2.0);
    if let (true, Some(count)) = (room.count, &texts.count) {
        let middle = at.y + LINE / 2.0;
        let mut numbers = dimmed.clone();
        numbers.multiply_opacity(picture.opacity);
        place(&numbers, count, at.x, middle, theme.text);
        if let (true, Some(share)) = (room.share, &texts.share) {
            place(&numbers, share, at.x + count.size().x + 6.0, middle + 1.0, theme.second);
        }
        at.y += LINE;
    }
    if let Some(route) = &route {
        place(&dimmed, route, at.x, at.y + LINE / 2.0, color);
        at.y += LINE;
    }
    if let (true, Some(win_rate)) = (room.win_rate, &texts.win_rate) {
        let mut numbers = dimmed.clone();
        numbers.multiply_opacity(picture.opacity);
        place(&numbers, win_rate, at.x, at.y + LINE / 2.0, theme.second);
        at.y += LINE;
    }
    if room.marks {
        let left = pos2(at.x, at.y + LINE / 2.0);
        widgets::paint_marks(ui, left, Mark::Star, fit.marks.min(3), MARK);
        if let Some(flames) = flames {
            widgets::paint_marks(ui, left + vec2(3.0 * MARK + BETWEEN, 0.0), Mark::Flame, flames, MARK);
        }
    }
}

/// The light ground under the facts, so that they are read over any density.
fn plate(rect: Rect, texts: &Texts, route: Option<&Arc<Galley>>, room: Room, marks: f32) -> Rect {
    let width = |galley: Option<&Arc<Galley>>, is_shown: bool| {
        galley.filter(|_| is_shown).map_or(0.0, |galley| galley.size().x)
    };
    let count = width(texts.count.as_ref(), room.count);
    let share = if room.share { 6.0 + width(texts.share.as_ref(), true) } else { 0.0 };
    let widest = (count + share)
        .max(width(route, room.route))
        .max(width(texts.win_rate.as_ref(), room.win_rate))
        .max(if room.marks { marks } else { 0.0 });
    let lines = [room.count, room.route, room.win_rate, room.marks].into_iter().filter(|is_shown| *is_shown).count();
    let size = vec2(widest + 8.0, lines as f32 * LINE + 4.0);
    // In a cell too small for a margin, the plate stands in the middle.
    let inset =
        vec2((INSET - 4.0).min((rect.width() - size.x) / 2.0), (INSET - 4.0).min((rect.height() - size.y) / 2.0));
    Rect::from_min_size((rect.min + inset).round(), size)
}

fn place(painter: &Painter, galley: &Arc<Galley>, x: f32, middle: f32, color: Color32) {
    let at = pos2(x, middle - galley.size().y / 2.0).round();
    painter.galley(at, Arc::clone(galley), color);
}

/// A text on one line, cut with “…” where it is too long.
pub(super) fn one_line(painter: &Painter, text: String, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let format = egui::TextFormat { font_id: font, color, ..Default::default() };
    let mut job = egui::text::LayoutJob::single_section(text, format);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_of_bands_are_cut_short() {
        assert_eq!(short("A"), "A");
        assert_eq!(short("Top"), "Top");
        assert_eq!(short("Größte"), "Gr…");
    }

    #[test]
    fn bars_too_small_for_a_gap_have_none() {
        let small = Rect::from_min_size(pos2(0.0, 0.0), vec2(2.0, 9.0));
        assert_eq!(with_gap(small, vec2(0.5, 0.0)), small);
        let wide = Rect::from_min_size(pos2(0.0, 0.0), vec2(8.0, 9.0));
        assert_eq!(with_gap(wide, vec2(0.5, 0.0)).width(), 7.0);
    }
}
