//! The cloud: cells that can be chosen, edges that can be dragged or moved by keys. Alone, as the difference to another
//! model, or beside it.

use eframe::egui::{self, Id, Rect, Role, Sense, Ui, vec2};

use super::{
    Chosen, MatrixPage,
    cell_text::one_line,
    density::Scales,
    edges, edit,
    grid::{Asked, Cell, Grid, Place},
    histogram,
    layout::{CloudLayout, Span},
    paint,
    pane::{Change, Pane},
    texts, words,
};
use crate::{
    app::theme,
    model::{Axis, BandId, Model, ScoreRange, wording},
    scoring::what_if::Likeness,
};

/// What the draft's cells are filled from.
#[derive(Clone, Copy)]
pub(super) struct Answer<'a> {
    pub now: Option<&'a Pane<'a>>,
    /// Only what differs from it is shown.
    pub before: Option<&'a Pane<'a>>,
    pub opacity: f32,
}

/// The draft, with edges that can be moved.
pub(super) fn show(ui: &mut Ui, height: f32, model: &mut Model, page: &mut MatrixPage, answer: Answer<'_>) {
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    edges::end_lost_drag(ui, model, page);
    edges::settle(ui, page);
    let axes = Axes::of(model);
    draft_ui(ui, area, model, page, answer, &Stage { axes: &axes, scales: None });
}

/// What is to be the same for two that stand beside each other.
struct Stage<'a> {
    axes: &'a Axes,
    scales: Option<Scales>,
}

/// What the scales of both sides go by: the range, and the edges between which all scores have the same room.
struct Axes {
    fit: (ScoreRange, Vec<i32>),
    engagement: (ScoreRange, Vec<i32>),
}

impl Axes {
    fn of(model: &Model) -> Self {
        let of = |axis: Axis| (model.axis(axis).range, edit::edges(model.axis(axis)));
        Self { fit: of(Axis::Fit), engagement: of(Axis::Engagement) }
    }

    /// Of two models: every score of either has its place, and every band of either room to be read.
    fn of_both(one: &Model, other: &Model) -> Self {
        let of = |axis: Axis| {
            let (one, other) = (one.axis(axis), other.axis(axis));
            let range = ScoreRange {
                least: one.range.least.min(other.range.least),
                most: one.range.most.max(other.range.most),
            };
            (range, edit::edges(one).into_iter().chain(edit::edges(other)).collect())
        };
        Self { fit: of(Axis::Fit), engagement: of(Axis::Engagement) }
    }

    /// While an edge is dragged, the scale of its axis stays as it was when the drag began.
    fn layout(&self, area: Rect, model: &Model, page: &MatrixPage, names: f32) -> CloudLayout {
        CloudLayout::new(area, names, &model.fit, &model.engagement, |axis, from, to| {
            if let Some(drag) = page.drag.as_ref().filter(|drag| drag.axis == axis) {
                return drag.span.between(from, to);
            }
            let (range, edges) = if axis == Axis::Fit { &self.fit } else { &self.engagement };
            let span = Span::over(*range, edges, from, to);
            match page.settling.as_ref().filter(|settling| settling.axis == axis) {
                Some(settling) => settling.from.between(from, to).towards(&span, settling.part),
                None => span,
            }
        })
    }
}

fn draft_ui(ui: &Ui, area: Rect, model: &mut Model, page: &mut MatrixPage, answer: Answer<'_>, stage: &Stage<'_>) {
    let names = paint::names_width(ui, model);
    let layout = stage.axes.layout(area, model, page, names);
    let cells = cells_ui(ui, &layout, model, page, answer);
    edges::names_ui(ui, &layout, model, page);
    let before = (model.fit.bands.clone(), model.engagement.bands.clone());
    let mut handles = Vec::new();
    for axis in Axis::ALL {
        handles.extend(edges::edges_ui(ui, &layout, model, page, axis));
    }
    // The line stays under the hand: what a drag has moved is drawn where it is now.
    let has_moved = before != (model.fit.bands.clone(), model.engagement.bands.clone());
    let layout = if has_moved { stage.axes.layout(area, model, page, names) } else { layout };
    let cells = if has_moved { moved(cells, &layout) } else { cells };
    let picture = paint::Picture {
        layout: &layout,
        model,
        now: answer.now,
        before: answer.before,
        opacity: answer.opacity,
        chosen: page.chosen_cell(model),
        scales: stage.scales,
    };
    paint::cloud(ui, &picture, &mut page.drawn[1], &cells, &handles);
}

fn moved(cells: Vec<Cell>, layout: &CloudLayout) -> Vec<Cell> {
    let moved = |cell: Cell| Cell { rect: layout.cell(cell.place.0, cell.place.1), ..cell };
    cells.into_iter().map(moved).filter(|cell| cell.rect.area() > 0.0).collect()
}

fn cells_ui(ui: &Ui, layout: &CloudLayout, model: &Model, page: &mut MatrixPage, answer: Answer<'_>) -> Vec<Cell> {
    let tiles = answer.now.map(|now| page.drawn[1].tiles(now, answer.before, model, layout));
    let before = page.drawn[1].before().cloned();
    let likeness = answer.before.zip(answer.now).map(|(before, now)| Likeness::new(before.model, now.model));
    let say = |place: Place| {
        let Some((fit, engagement)) = bands(model, place) else { return String::new() };
        if let (Some(before), Some(now), Some(likeness)) = (answer.before, answer.now, &likeness)
            && let Some(change) = Change::of_cell(&[before.clone(), now.clone()], likeness, &fit.id, &engagement.id)
        {
            return texts::change_sentence(model, (fit, engagement), &change);
        }
        let facts = answer.now.and_then(|now| now.cell(&fit.id, &engagement.id));
        words::cell_sentence(model, fit, engagement, facts.as_ref())
    };
    let hint = |place| super::density::hint(tiles.as_deref()?, before.as_deref(), place);
    let grid = Grid {
        salt: "draft",
        role: Role::Button,
        model,
        chosen: page.chosen_cell(model),
        say: &say,
        hint: &hint,
        is_there: &|(fit, engagement)| layout.cell(fit, engagement).area() > 0.0,
    };
    let (cells, asked) = grid_ui(ui, &grid, layout);
    if let (Some(tiles), Some(now)) = (&tiles, answer.now) {
        histogram::hover_ui(ui, "draft", layout, tiles, now.summary.leads);
    }
    if let Some(asked) = asked {
        page.take(model, asked);
    }
    cells
}

fn bands(model: &Model, (fit, engagement): Place) -> Option<(&crate::model::Band, &crate::model::Band)> {
    Some((model.fit.bands.get(fit)?, model.engagement.bands.get(engagement)?))
}

fn grid_ui(ui: &Ui, grid: &Grid<'_>, layout: &CloudLayout) -> (Vec<Cell>, Option<Asked>) {
    let (mut cells, mut asked) = (Vec::new(), None);
    for place in grid.places() {
        if let Some((cell, of_cell)) = grid.cell_ui(ui, place, layout.cell(place.0, place.1)) {
            cells.push(cell);
            asked = of_cell.or(asked);
        }
    }
    grid.follow(ui, asked);
    (cells, asked)
}

/// Two matrices beside each other, with the same scales: what the draft is held against at the left, the draft at the
/// right.
pub(super) fn beside(
    ui: &mut Ui,
    height: f32,
    model: &mut Model,
    page: &mut MatrixPage,
    panes: &[Pane<'_>; 2],
    opacity: f32,
) {
    const TITLE: f32 = 26.0;
    const GAP: f32 = 20.0;
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    edges::end_lost_drag(ui, model, page);
    edges::settle(ui, page);
    let [before, now] = panes;
    let (left, right) = area.split_left_right_at_x(area.center().x);
    let sides = [left.with_max_x(left.right() - GAP / 2.0), right.with_min_x(right.left() + GAP / 2.0)];
    for (side, pane) in sides.iter().zip(panes) {
        let leads = words::leads(pane.summary.to_sales);
        let text = tr!("pane-title", title = wording::upper_first(&pane.title), leads = leads);
        let colour = theme::of(ui).text;
        let title = one_line(ui.painter(), text.clone(), theme::strong_font(), colour, side.width());
        let is_cut = title.elided;
        ui.painter().galley(side.min.round(), title, theme::of(ui).text);
        if is_cut {
            let row = side.with_max_y(side.top() + TITLE);
            ui.interact(row, Id::unique(("matrix title", side.left() as i32)), Sense::hover()).on_hover_text(text);
        }
    }
    let areas = sides.map(|side| side.with_min_y(side.top() + TITLE));
    let axes = Axes::of_both(before.model, model);
    // As wide on both sides, so that both have the same scale.
    let names = paint::names_width(ui, before.model).max(paint::names_width(ui, model));
    let layouts = [axes.layout(areas[0], before.model, page, names), axes.layout(areas[1], model, page, names)];
    let tiles = [
        page.drawn[0].tiles(before, None, before.model, &layouts[0]),
        page.drawn[1].tiles(now, None, model, &layouts[1]),
    ];
    let scales = Some(Scales::of(&[&tiles[0], &tiles[1]]));
    still_ui(ui, &layouts[0], model, page, before, opacity, scales);
    let answer = Answer { now: Some(now), before: None, opacity };
    draft_ui(ui, areas[1], model, page, answer, &Stage { axes: &axes, scales });
}

/// A matrix that nothing can be moved in; a click chooses the cell of the draft that is like the clicked one.
fn still_ui(
    ui: &Ui,
    layout: &CloudLayout,
    draft: &Model,
    page: &mut MatrixPage,
    pane: &Pane<'_>,
    opacity: f32,
    scales: Option<Scales>,
) {
    let likeness = Likeness::new(pane.model, draft);
    let chosen = page.chosen_cell(draft).and_then(|cell| likeness.cell(cell));
    let tiles = page.drawn[0].tiles(pane, None, pane.model, layout);
    let say = |place: Place| {
        let Some((fit, engagement)) = bands(pane.model, place) else { return String::new() };
        let facts = pane.cell(&fit.id, &engagement.id);
        let sentence = words::cell_sentence(pane.model, fit, engagement, facts.as_ref());
        tr!("pane-sentence", title = wording::upper_first(&pane.title), cell = sentence)
    };
    let grid = Grid {
        salt: "before",
        role: Role::Button,
        model: pane.model,
        chosen,
        say: &say,
        hint: &|place| super::density::hint(&tiles, None, place),
        is_there: &|(fit, engagement)| layout.cell(fit, engagement).area() > 0.0,
    };
    let (cells, asked) = grid_ui(ui, &grid, layout);
    histogram::hover_ui(ui, "before", layout, &tiles, pane.summary.leads);
    if let Some(place) = asked.map(Asked::place) {
        let of_draft = |axis: Axis, index: usize| -> Option<BandId> {
            let like = (0..draft.axis(axis).bands.len()).find(|band| likeness.band(axis, *band) == Some(index))?;
            Some(draft.axis(axis).bands[like].id.clone())
        };
        if let (Some(fit), Some(engagement)) = (of_draft(Axis::Fit, place.0), of_draft(Axis::Engagement, place.1)) {
            page.chosen = Chosen::Cell(fit, engagement);
        }
    }
    let picture = paint::Picture { layout, model: pane.model, now: Some(pane), before: None, opacity, chosen, scales };
    paint::cloud(ui, &picture, &mut page.drawn[0], &cells, &edges::still(pane.model));
}

/// What is known of the chosen cell in both, as one line below them.
pub(super) fn chosen_sentence(ui: &mut Ui, model: &Model, page: &MatrixPage, panes: &[Pane<'_>; 2]) {
    let likeness = Likeness::new(panes[0].model, panes[1].model);
    let text = page.chosen_cell(model).and_then(|place| bands(model, place)).and_then(|(fit, engagement)| {
        let change = Change::of_cell(panes, &likeness, &fit.id, &engagement.id)?;
        Some(texts::change_sentence(model, (fit, engagement), &change))
    });
    if let Some(text) = text {
        ui.add(egui::Label::new(theme::strong(&text)).truncate());
    }
}
