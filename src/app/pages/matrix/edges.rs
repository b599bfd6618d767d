//! The edges of the bands: dragged, or moved by keys.

use eframe::egui::{
    self, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, WidgetInfo, accesskit::Action, pos2, vec2,
};

use super::{
    Chosen, MatrixPage, edit,
    layout::{CloudLayout, Span},
    paint, words,
};
use crate::model::{Axis, Model};

/// An edge can be taken this far beside its line.
const REACH: f32 = 4.0;
/// With shift, the arrow keys move an edge this far.
const STRIDE: i32 = 5;

/// A drag of an edge: neighbours are pushed from where they stood when it began, so that they come back with the hand.
#[derive(Clone, Debug)]
pub struct Drag {
    pub axis: Axis,
    index: usize,
    edges: Vec<i32>,
    /// From the pointer to the line, when the drag began.
    offset: f32,
    /// The side as it was then: its scale follows the bands only once the user lets go.
    pub span: Span,
}

/// The scale of an axis goes over to the new bands once an edge was let go, so that nothing jumps under the hand.
#[derive(Clone, Debug)]
pub struct Settling {
    pub axis: Axis,
    /// The scale under the hand.
    pub from: Span,
    since: f64,
    /// How much of the way is done, from 0 to 1.
    pub part: f32,
}

/// So long it takes, in seconds, unless nothing is to move by itself.
const SETTLES: f32 = 0.15;

/// Goes on with it; at rest nothing is painted for it.
pub(super) fn settle(ui: &egui::Ui, page: &mut MatrixPage) {
    let Some(settling) = &mut page.settling else { return };
    let takes = SETTLES.min(ui.style().animation_time * 2.0);
    let passed = (ui.input(|input| input.time) - settling.since) as f32;
    if passed >= takes || page.drag.is_some() {
        page.settling = None;
        return;
    }
    let part = (passed / takes).clamp(0.0, 1.0);
    // Quick at first, then slowly into its place.
    settling.part = 1.0 - (1.0 - part).powi(3);
    ui.ctx().request_repaint();
}

/// An edge that has the keyboard, and where all edges of its axis stood when it got it.
#[derive(Clone, Debug)]
pub struct ByKeys {
    axis: Axis,
    index: usize,
    edges: Vec<i32>,
}

/// An edge, as it was touched in this frame.
pub struct Handle {
    pub axis: Axis,
    pub index: usize,
    pub is_active: bool,
    pub has_focus: bool,
}

/// Escape gives a drag up; and where its end was missed, the plot must not keep the scale of its beginning.
pub(super) fn end_lost_drag(ui: &egui::Ui, model: &mut Model, page: &mut MatrixPage) {
    let Some(drag) = &page.drag else { return };
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        let settings = model.axis_mut(drag.axis);
        if edit::edges(settings).len() == drag.edges.len() {
            edit::set_edges(settings, &drag.edges);
        }
        page.drag = None;
    } else if !ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
        page.drag = None;
    }
}

/// The edges of an axis that nobody moves here: what is held against the draft.
pub(super) fn still(model: &Model) -> Vec<Handle> {
    let of = |axis: Axis| {
        let count = edit::edges(model.axis(axis)).len();
        (0..count).map(move |index| Handle { axis, index, is_active: false, has_focus: false })
    };
    Axis::ALL.into_iter().flat_map(of).collect()
}

/// The names of bands and axes open the card where bands are changed.
pub(super) fn names_ui(ui: &egui::Ui, layout: &CloudLayout, model: &Model, page: &mut MatrixPage) {
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

pub(super) fn edges_ui(
    ui: &egui::Ui,
    layout: &CloudLayout,
    model: &mut Model,
    page: &mut MatrixPage,
    axis: Axis,
) -> Vec<Handle> {
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
        let is_of_this = |by_keys: &ByKeys| (by_keys.axis, by_keys.index) == (axis, index);
        if handle.has_focus() {
            move_by_keys(ui, id, model, page, (axis, index));
        } else if page.by_keys.as_ref().is_some_and(is_of_this) {
            page.by_keys = None;
        }
        handles.push(Handle { axis, index, is_active, has_focus: handle.has_focus() });
        let tip = tr!("matrix-edge-tip", edge = name, about = tr!("matrix-edge-about"));
        handle.on_hover_text(tip);
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
    if response.drag_stopped()
        && let Some(drag) = page.drag.take()
    {
        let since = ui.input(|input| input.time);
        page.settling = Some(Settling { axis: drag.axis, from: drag.span, since, part: 0.0 });
        ui.ctx().request_repaint();
    }
}

/// Arrow keys, Home and End, and what assistive technology asks for. Escape gives the edges back as they stood when this
/// one got the keyboard; once more, and it gives the keyboard back.
fn move_by_keys(ui: &egui::Ui, id: Id, model: &mut Model, page: &mut MatrixPage, (axis, index): (Axis, usize)) {
    let edges = edit::edges(model.axis(axis));
    let range = model.axis(axis).range;
    let start = match &page.by_keys {
        // Where something else was changed meanwhile, it begins anew.
        Some(by_keys)
            if (by_keys.axis, by_keys.index) == (axis, index)
                && (by_keys.edges == edges || edit::is_pushed(&by_keys.edges, &edges, index, range)) =>
        {
            by_keys.edges.clone()
        }
        _ => {
            page.by_keys = Some(ByKeys { axis, index, edges: edges.clone() });
            edges.clone()
        }
    };
    let is_moved = start != edges;
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: is_moved, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    if is_moved && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        edit::set_edges(model.axis_mut(axis), &start);
        return;
    }
    let edge = edges.get(index).copied().unwrap_or(0);
    let to = ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::Home) {
            return range.least;
        }
        if input.consume_key(Modifiers::NONE, Key::End) {
            return range.most;
        }
        let mut by = 0;
        // With shift first: without it, a key matches whether or not shift is held.
        for (modifiers, step) in [(Modifiers::SHIFT, STRIDE), (Modifiers::NONE, 1)] {
            for (key, sign) in [(Key::ArrowUp, 1), (Key::ArrowRight, 1), (Key::ArrowDown, -1), (Key::ArrowLeft, -1)] {
                let presses = i32::try_from(input.count_and_consume_key(modifiers, key)).unwrap_or(0);
                by += sign * step * presses;
            }
        }
        let asked = |action| i32::try_from(input.num_accesskit_action_requests(id, action)).unwrap_or(0);
        by += asked(Action::Increment) - asked(Action::Decrement);
        edge.saturating_add(by)
    });
    if to != edge {
        // What it has pushed comes back with it, as with a drag.
        edit::set_edges(model.axis_mut(axis), &edit::pushed(&start, index, to, range));
    }
}
