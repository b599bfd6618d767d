//! The cloud: cells that can be chosen, edges that can be dragged or moved by keys.

use eframe::egui::{
    self, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, WidgetInfo, accesskit::Action, pos2, vec2,
};

use super::{
    Chosen, MatrixPage, edit, facts,
    layout::{CloudLayout, Span},
    paint, words,
};
use crate::{
    app::scored::Scored,
    model::{Axis, Model},
};

/// An edge can be taken this far beside its line.
const REACH: f32 = 4.0;
/// With shift, the arrow keys move an edge this far.
const STRIDE: i32 = 5;

/// A drag of an edge: neighbours are pushed from where they stood when it began, so that they come back with the hand.
#[derive(Clone, Debug)]
pub struct Drag {
    axis: Axis,
    index: usize,
    edges: Vec<i32>,
    /// From the pointer to the line, when the drag began.
    offset: f32,
    /// The side as it was then: its scale follows the bands only once the user lets go.
    span: Span,
}

pub(super) fn show(
    ui: &mut egui::Ui,
    height: f32,
    model: &mut Model,
    page: &mut MatrixPage,
    scored: Option<&Scored>,
    opacity: f32,
) {
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let layout = layout_of(area, model, page);
    let cells = cells_ui(ui, &layout, model, page, scored);
    names_ui(ui, &layout, model, page);
    let before = (model.fit.bands.clone(), model.engagement.bands.clone());
    let handles: Vec<Handle> = Axis::ALL.iter().flat_map(|axis| edges_ui(ui, &layout, model, page, *axis)).collect();
    // The line stays under the hand: what a drag has moved is drawn where it is now.
    let has_moved = before != (model.fit.bands.clone(), model.engagement.bands.clone());
    let layout = if has_moved { layout_of(area, model, page) } else { layout };
    let picture = paint::Picture { layout: &layout, model, scored, opacity, chosen: page.chosen_cell(model) };
    paint::cloud(ui, &picture, &cells, &handles);
}

fn layout_of(area: Rect, model: &Model, page: &MatrixPage) -> CloudLayout {
    let held = page.drag.as_ref().map(|drag| (drag.axis, &drag.span));
    CloudLayout::new(area, &model.fit, &model.engagement, held)
}

/// A cell, as it was touched in this frame.
pub(super) struct Cell {
    pub fit: usize,
    pub engagement: usize,
    pub response: Response,
}

/// An edge, as it was touched in this frame.
pub(super) struct Handle {
    pub axis: Axis,
    pub index: usize,
    pub is_active: bool,
    pub has_focus: bool,
}

fn cells_ui(
    ui: &egui::Ui,
    layout: &CloudLayout,
    model: &Model,
    page: &mut MatrixPage,
    scored: Option<&Scored>,
) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (fit_index, fit) in model.fit.bands.iter().enumerate() {
        // As people read: from the left, which is the worst.
        for (engagement_index, engagement) in model.engagement.bands.iter().enumerate().rev() {
            let rect = layout.cell(fit_index, engagement_index);
            if rect.area() <= 0.0 {
                continue;
            }
            let id = Id::unique(("matrix cell", &fit.id.0, &engagement.id.0));
            let response = ui.interact(rect, id, Sense::click());
            let facts = facts::of_scored_cell(scored, &fit.id, &engagement.id);
            let sentence = words::cell_sentence(model, fit, engagement, facts.as_ref());
            let is_chosen = page.chosen_cell(model) == Some((fit_index, engagement_index));
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &sentence));
            if response.clicked() {
                page.chosen = Chosen::Cell(fit.id.clone(), engagement.id.clone());
            }
            let response = response.on_hover_text_at_pointer(sentence);
            cells.push(Cell { fit: fit_index, engagement: engagement_index, response });
        }
    }
    cells
}

/// The names of bands and axes open the card where bands are changed.
fn names_ui(ui: &egui::Ui, layout: &CloudLayout, model: &Model, page: &mut MatrixPage) {
    for axis in Axis::ALL {
        for (band, rect) in model.axis(axis).bands.iter().zip(&layout.side(axis).names) {
            let id = Id::unique(("matrix band", axis, &band.id.0));
            let response = ui.interact(*rect, id, Sense::click());
            let name = tr!("matrix-band", axis = words::axis(axis), name = band.name.clone());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.has_focus() || response.hovered() {
                paint::focus_ring(ui, *rect, 6.0);
            }
            if response.on_hover_text(tr!("matrix-band-about", band = name)).clicked() {
                page.chosen = Chosen::Bands(axis);
            }
        }
    }
}

fn edges_ui(ui: &egui::Ui, layout: &CloudLayout, model: &mut Model, page: &mut MatrixPage, axis: Axis) -> Vec<Handle> {
    let names: Vec<_> = model.axis(axis).bands.iter().map(|band| (band.id.clone(), band.name.clone())).collect();
    let edges = edit::edges(model.axis(axis));
    let mut handles = Vec::new();
    for (index, ((band, name), edge)) in names.iter().zip(&edges).enumerate() {
        let id = Id::unique(("matrix edge", axis, &band.0));
        let line = ui.interact(reach(layout, axis, index), id.with("line"), Sense::DRAG);
        let handle = ui.interact(layout.side(axis).handles[index].expand(2.0), id, Sense::click_and_drag());
        let name = tr!("matrix-edge", axis = words::axis(axis), name = name.clone());
        handle.widget_info(|| WidgetInfo::slider(true, f64::from(*edge), &name));
        let is_active = handle.hovered() || line.hovered() || handle.dragged() || line.dragged();
        if is_active {
            let vertical = axis == Axis::Engagement;
            ui.ctx().set_cursor_icon(if vertical {
                egui::CursorIcon::ResizeHorizontal
            } else {
                egui::CursorIcon::ResizeVertical
            });
        }
        if handle.clicked() || handle.drag_started() || line.drag_started() {
            handle.request_focus();
        }
        for response in [&handle, &line] {
            follow_drag(ui, response, layout, model, page, (axis, index));
        }
        if handle.has_focus() {
            move_by_keys(ui, id, model, axis, index);
        }
        handles.push(Handle { axis, index, is_active, has_focus: handle.has_focus() });
        handle.on_hover_text(tr!("matrix-edge-about"));
    }
    handles
}

/// The strip along a line where it can be taken.
fn reach(layout: &CloudLayout, axis: Axis, index: usize) -> Rect {
    let [from, to] = layout.line(axis, index);
    let beside = match axis {
        Axis::Fit => vec2(0.0, REACH),
        Axis::Engagement => vec2(REACH, 0.0),
    };
    Rect::from_two_pos(pos2(from.x, from.y) - beside, to + beside)
}

fn follow_drag(
    ui: &egui::Ui,
    response: &Response,
    layout: &CloudLayout,
    model: &mut Model,
    page: &mut MatrixPage,
    (axis, index): (Axis, usize),
) {
    let along = |at: egui::Pos2| if axis == Axis::Fit { at.y } else { at.x };
    let side = layout.side(axis);
    if response.drag_started() {
        let grabbed = ui.input(|input| input.pointer.press_origin()).map_or(side.edges[index], along);
        let edges = edit::edges(model.axis(axis));
        page.drag = Some(Drag { axis, index, edges, offset: side.edges[index] - grabbed, span: side.span.clone() });
    }
    if response.dragged()
        && let Some(drag) = page.drag.as_ref().filter(|drag| (drag.axis, drag.index) == (axis, index))
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let to = side.span.score_at(along(pointer) + drag.offset);
        let settings = model.axis_mut(axis);
        let moved = edit::pushed(&drag.edges, index, to, settings.range);
        if moved != edit::edges(settings) {
            edit::set_edges(settings, &moved);
        }
    }
    if response.drag_stopped() {
        page.drag = None;
    }
}

/// Arrow keys, and what assistive technology asks for.
fn move_by_keys(ui: &egui::Ui, id: Id, model: &mut Model, axis: Axis, index: usize) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let by = ui.input_mut(|input| {
        let mut by = 0;
        // With shift first: without it, a key matches whether or not shift is held.
        for (modifiers, step) in [(Modifiers::SHIFT, STRIDE), (Modifiers::NONE, 1)] {
            for (key, sign) in [(Key::ArrowUp, 1), (Key::ArrowRight, 1), (Key::ArrowDown, -1), (Key::ArrowLeft, -1)] {
                let presses = i32::try_from(input.count_and_consume_key(modifiers, key)).unwrap_or(0);
                by += sign * step * presses;
            }
        }
        let asked = |action| i32::try_from(input.num_accesskit_action_requests(id, action)).unwrap_or(0);
        by + asked(Action::Increment) - asked(Action::Decrement)
    });
    if by != 0 {
        let edge = edit::edges(model.axis(axis)).get(index).copied().unwrap_or(0);
        edit::move_edge(model, axis, index, edge.saturating_add(by));
    }
}
