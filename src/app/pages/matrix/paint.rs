//! The brush of the cloud: tones, density, histograms, lines, handles and the facts of each cell.

use eframe::egui::{self, Align2, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, epaint::Shape, pos2};

use super::{
    cell_text::{CellText, Placed, one_line},
    density::{self, Drawn, FEW, Scales},
    edges::Handle,
    edit,
    grid::Cell,
    histogram,
    layout::CloudLayout,
    legend::{self, Legend},
    pane::{Change, Pane},
    shade::Shade,
    texts,
    tiles::Tiles,
    words,
};
use crate::{
    app::{
        format,
        theme::{self, Theme},
    },
    model::{Axis, Band, Model},
    scoring::{Tally, what_if::Likeness},
};

/// What is to be painted.
pub(super) struct Picture<'a> {
    pub layout: &'a CloudLayout,
    /// Whose bands are drawn: the draft, which may be newer than the answer.
    pub model: &'a Model,
    pub now: Option<&'a Pane<'a>>,
    /// Painted as what differs from it.
    pub before: Option<&'a Pane<'a>>,
    /// Below 1 while the numbers are older than the draft.
    pub opacity: f32,
    pub chosen: Option<(usize, usize)>,
    /// Of all matrices that stand beside each other.
    pub scales: Option<Scales>,
}

pub(super) fn cloud(ui: &egui::Ui, picture: &Picture<'_>, drawn: &mut Drawn, cells: &[Cell], handles: &[Handle]) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    painter.rect_filled(picture.layout.plot, 0.0, theme.card);
    let tiles = picture.now.map(|now| drawn.tiles(now, picture.before, picture.model, picture.layout));
    let changes = Changes::new(picture, cells);
    match &changes {
        Some(changes) => changes.fill(painter, theme, cells),
        None => tones(painter, theme, picture, cells),
    }
    let legend = tiles.as_ref().map(|tiles| {
        let mut dimmed = painter.clone();
        dimmed.multiply_opacity(picture.opacity);
        let scales = picture.scales.unwrap_or_else(|| Scales::of(&[tiles]));
        histogram::paint(&dimmed, theme, picture.layout, tiles, Axis::Fit, scales.full[0]);
        histogram::paint(&dimmed, theme, picture.layout, tiles, Axis::Engagement, scales.full[1]);
        if changes.is_some() {
            let most = drawn.most_change();
            drawn.paint(&dimmed, theme, Shade { least: 1, most: most.max(1) });
            return Legend::Change(most);
        }
        if is_few(picture) {
            return Legend::Dots;
        }
        drawn.paint(&dimmed, theme, scales.shade);
        Legend::Shade(scales.shade)
    });
    if let Some(before) = picture.before {
        lines_before(painter, theme, picture, before.model);
    }
    lines(painter, theme, picture.layout, handles);
    if let Some(tiles) = tiles.as_deref() {
        if is_few(picture) && changes.is_none() {
            density::paint_dots(painter, theme, tiles, picture.layout.plot);
        }
        pointed(ui, theme, tiles, cells);
    }
    let few = tiles.as_deref().filter(|_| is_few(picture) && changes.is_none());
    let few: Option<Vec<(Rect, Tally)>> = few.map(|tiles| tiles.seen().filter(|(_, tally)| tally.leads > 0).collect());
    for cell in cells {
        facts_of_cell(ui, theme, picture, changes.as_ref(), few.as_deref(), cell);
    }
    for cell in cells {
        outline(painter, theme, picture, cell);
    }
    names(painter, theme, picture);
    captions(ui, theme, picture, legend);
    for handle in handles {
        handle_with_number(painter, theme, picture, handle);
    }
}

fn is_few(picture: &Picture<'_>) -> bool {
    picture.now.is_some_and(|now| now.summary.leads <= FEW)
}

pub(super) fn focus_ring(ui: &egui::Ui, rect: Rect, radius: f32) {
    let stroke = Stroke::new(1.0, theme::of(ui).line);
    ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Inside);
}

fn bands_of<'a>(model: &'a Model, cell: &Cell) -> Option<(&'a Band, &'a Band)> {
    let (fit, engagement) = cell.place;
    Some((model.fit.bands.get(fit)?, model.engagement.bands.get(engagement)?))
}

fn tones(painter: &Painter, theme: &Theme, picture: &Picture<'_>, cells: &[Cell]) {
    for cell in cells {
        let route = bands_of(picture.model, cell).and_then(|(fit, it)| words::route_of(picture.model, fit, it));
        if let Some(route) = route {
            painter.rect_filled(cell.rect, 0.0, theme.tone_fill(route.tone));
        }
    }
}

/// By how much each cell differs from the one that is like it.
struct Changes<'a> {
    panes: [Pane<'a>; 2],
    likeness: Likeness,
    of_cells: Vec<((usize, usize), Change)>,
    most: u64,
}

impl<'a> Changes<'a> {
    fn new(picture: &Picture<'a>, cells: &[Cell]) -> Option<Self> {
        let panes = [picture.before?.clone(), picture.now?.clone()];
        let likeness = Likeness::new(panes[0].model, panes[1].model);
        let of_cell = |cell: &Cell| {
            let (fit, engagement) = bands_of(picture.model, cell)?;
            Some((cell.place, Change::of_cell(&panes, &likeness, &fit.id, &engagement.id)?))
        };
        let of_cells: Vec<_> = cells.iter().filter_map(of_cell).collect();
        let most = of_cells.iter().map(|(_, change)| change.leads().unsigned_abs()).max().unwrap_or(0);
        Some(Self { panes, likeness, of_cells, most })
    }

    fn of(&self, cell: &Cell) -> Option<&Change> {
        self.of_cells.iter().find(|(place, _)| *place == cell.place).map(|(_, change)| change)
    }

    /// Faint: the tiles that differ are to be seen on it.
    fn fill(&self, painter: &Painter, theme: &Theme, cells: &[Cell]) {
        for cell in cells {
            let Some(change) = self.of(cell) else { continue };
            let part = super::shade::part_of_change(change.leads(), self.most.max(1));
            painter.rect_filled(cell.rect, 0.0, density::change_colour(theme, part).gamma_multiply(0.3));
        }
    }

    /// The bands of the cell that is like one of the draft.
    fn like(&self, model: &Model, cell: &Cell) -> Option<(&'a Band, &'a Band)> {
        let (fit, engagement) = bands_of(model, cell)?;
        let [before, now] = [self.panes[0].model, self.panes[1].model];
        let place = |bands: &[Band], id| bands.iter().position(|band| band.id == id);
        let fit = place(&now.fit.bands, fit.id.clone())?;
        let engagement = place(&now.engagement.bands, engagement.id.clone())?;
        let (fit, engagement) = self.likeness.cell((fit, engagement))?;
        Some((before.fit.bands.get(fit)?, before.engagement.bands.get(engagement)?))
    }
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

/// Where the edges stood, dashed, as far as they stand elsewhere now.
fn lines_before(painter: &Painter, theme: &Theme, picture: &Picture<'_>, before: &Model) {
    for axis in Axis::ALL {
        let now = edit::edges(picture.model.axis(axis));
        for edge in edit::edges(before.axis(axis)).into_iter().filter(|edge| !now.contains(edge)) {
            let at = picture.layout.side(axis).span.at(f64::from(edge)).round();
            let plot = picture.layout.plot;
            let ends = match axis {
                Axis::Fit => [pos2(plot.left(), at), pos2(plot.right(), at)],
                Axis::Engagement => [pos2(at, plot.top()), pos2(at, plot.bottom())],
            };
            painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, theme.axis(axis)), 4.0, 4.0));
        }
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
    painter.galley((rect.center() - galley.size() / 2.0).round(), galley, theme.card);
}

/// How wide the names of the fit bands are, left of the plot.
pub(super) fn names_width(ui: &egui::Ui, model: &Model) -> f32 {
    let theme = theme::of(ui);
    let width =
        |band: &Band| ui.painter().layout_no_wrap(band.name.clone(), theme::strong_font(), theme.text).size().x + 8.0;
    model.fit.bands.iter().map(width).fold(0.0, f32::max)
}

fn names(painter: &Painter, theme: &Theme, picture: &Picture<'_>) {
    let layout = picture.layout;
    for axis in Axis::ALL {
        let side = layout.side(axis);
        for ((band, rect), (from, to)) in picture.model.axis(axis).bands.iter().zip(&side.names).zip(&side.bands) {
            // Below there is as much room as the band is wide, at the left as much as was kept.
            let room = if axis == Axis::Engagement { (to - from - 8.0).max(rect.width()) } else { rect.width() };
            let colour = theme.axis_text(axis);
            let galley = one_line(painter, band.name.clone(), theme::strong_font(), colour, room);
            painter.galley((rect.center() - galley.size() / 2.0).round(), galley, colour);
        }
    }
}

fn captions(ui: &egui::Ui, theme: &Theme, picture: &Picture<'_>, legend: Option<Legend>) {
    let layout = picture.layout;
    let (painter, small, row) = (ui.painter(), theme::small(), layout.caption);
    let caption = painter.layout_no_wrap(tr!("matrix-engagement-caption"), small.clone(), theme.second);
    let beside = row.with_min_x((row.left() + caption.size().x + 16.0).min(row.right()));
    let end = legend.map_or(row.right(), |legend| {
        legend::paint(ui, beside, legend, picture.opacity)
            .or_else(|| legend::paint(ui, row, legend, picture.opacity))
            .unwrap_or(row.right())
    });
    if caption.size().x + 8.0 <= end - row.left() {
        painter.galley((row.left_center() - Vec2::new(0.0, caption.size().y / 2.0)).round(), caption, theme.second);
    }
    // The corner beside the histogram is free.
    let corner = pos2(layout.fit.names.first().map_or(layout.plot.left(), Rect::left), layout.above.top());
    let caption = painter.layout(tr!("matrix-fit-caption"), small, theme.second, layout.plot.left() - corner.x - 4.0);
    painter.galley(corner, caption, theme.second);
}

/// The tile below the pointer.
fn pointed(ui: &egui::Ui, theme: &Theme, tiles: &Tiles, cells: &[Cell]) {
    if !cells.iter().any(|cell| cell.is_hovered) {
        return;
    }
    let at = ui.input(|input| input.pointer.hover_pos()).and_then(|place| tiles.at(place));
    if let Some(at) = at.filter(|at| tiles.tally(*at).leads > 0) {
        ui.painter().rect_stroke(tiles.rect(at), 1.0, Stroke::new(1.5, theme.text), StrokeKind::Outside);
    }
}

fn outline(painter: &Painter, theme: &Theme, picture: &Picture<'_>, cell: &Cell) {
    let is_chosen = picture.chosen == Some(cell.place);
    if is_chosen || cell.has_focus {
        let width = if cell.has_focus { 2.5 } else { 1.5 };
        painter.rect_stroke(cell.rect.shrink(1.0), 3.0, Stroke::new(width, theme.accent), StrokeKind::Inside);
    } else if cell.is_hovered {
        painter.rect_stroke(cell.rect.shrink(1.0), 3.0, Stroke::new(1.0, theme.second), StrokeKind::Inside);
    }
}

fn facts_of_cell(
    ui: &egui::Ui,
    theme: &Theme,
    picture: &Picture<'_>,
    changes: Option<&Changes<'_>>,
    few: Option<&[(Rect, Tally)]>,
    cell: &Cell,
) {
    let Some(bands) = bands_of(picture.model, cell) else { return };
    let painter = ui.painter();
    let text: CellText = match changes {
        Some(changes) => {
            let Some(change) = changes.of(cell) else { return };
            let models = [changes.panes[0].model, picture.model];
            texts::of_change(painter, theme, models, bands, changes.like(picture.model, cell), change)
        }
        None => {
            let facts = picture.now.and_then(|now| now.cell(&bands.0.id, &bands.1.id));
            texts::of_cell(painter, theme, picture.model, bands, facts.as_ref(), cell.rect.width())
        }
    };
    let Some(placed) = (match few {
        Some(few) => place_beside(painter, &text, cell.rect, few),
        None => text.place(painter, cell.rect, Align2::LEFT_TOP),
    }) else {
        return;
    };
    text.paint(ui, &placed, theme, picture.opacity);
}

/// Few leads are seen as they are: the text goes where it hides the fewest of them, and says less rather than hide one.
fn place_beside(painter: &Painter, text: &CellText, cell: Rect, few: &[(Rect, Tally)]) -> Option<Placed> {
    let corners = [Align2::LEFT_TOP, Align2::RIGHT_TOP, Align2::LEFT_BOTTOM, Align2::RIGHT_BOTTOM];
    let lines = (1..=text.lines.len()).rev();
    let ways = lines.flat_map(|lines| corners.map(|corner| (lines, corner)));
    let places = ways.filter_map(|(lines, corner)| text.place_some(painter, cell, corner, lines));
    // Of equals the first is taken: as many lines as there is room for, at the top left.
    places.min_by_key(|placed| density::hidden(placed.plate, few))
}
