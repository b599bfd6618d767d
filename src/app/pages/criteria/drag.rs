//! Rows on their way: a line where they would land, scrolling at the edges, and the landing.

use eframe::egui::{self, Rect, Stroke, pos2, vec2};

use super::{
    actions,
    columns::ROW_HEIGHT,
    grid::{Line, Lines, rows::Target},
};
use crate::{
    app::{state::State, theme},
    model::Axis,
};

/// So near to an edge the table scrolls.
const EDGE: f32 = 28.0;
/// Pixels a second at the very edge.
const SPEED: f32 = 600.0;

/// How far the table is to be scrolled because rows are dragged along its edge.
pub(super) fn scrolled(ui: &egui::Ui, state: &State, axis: Axis, body: Rect) -> Option<f32> {
    state.pages.criteria.drag.as_ref()?;
    let pointer = ui.ctx().pointer_interact_pos().filter(|pointer| body.x_range().contains(pointer.x))?;
    let above = (body.top() + EDGE - pointer.y).clamp(0.0, EDGE);
    let below = (pointer.y - (body.bottom() - EDGE)).clamp(0.0, EDGE);
    if above == below || !body.expand(EDGE).contains(pointer) {
        return None;
    }
    ui.ctx().request_repaint();
    let step = ui.input(|input| input.stable_dt).min(0.05) * SPEED * (below - above) / EDGE;
    let offset = state.pages.criteria.sight.offsets.get(usize::from(axis == Axis::Engagement))?;
    Some((offset + step).max(0.0))
}

/// Where the rows would land under the pointer; letting go puts them there.
pub(super) fn show(ui: &egui::Ui, state: &mut State, axis: Axis, lines: &Lines, body: Rect, offset: f32) {
    let Some(drag) = &state.pages.criteria.drag else { return };
    let Some(pointer) = ui.ctx().pointer_interact_pos().filter(|pointer| body.contains(*pointer)) else { return };
    let at = pointer.y - body.top() + offset;
    let Some((target, line)) = landing(lines, axis, at) else { return };
    let count = drag.ids.len();
    let theme = theme::of(ui);
    let painter = ui.painter();
    let y = body.top() - offset + line as f32 * ROW_HEIGHT;
    painter.hline(body.x_range(), y, Stroke::new(2.0, theme.accent));
    painter.circle_filled(pos2(body.left() + 4.0, y), 4.0, theme.accent);
    let text = tr!("drop-rows", count = count, tier = theme::tier_name(target.tier));
    let galley = painter.layout_no_wrap(text, theme::strong_font(), theme.on_accent);
    let size = galley.size() + vec2(16.0, 8.0);
    let label = Rect::from_min_size(pointer + vec2(14.0, 10.0), size)
        .translate(vec2((body.right() - 8.0 - (pointer.x + 14.0 + size.x)).min(0.0), 0.0));
    painter.rect_filled(label, 6.0, theme.accent);
    painter.galley(label.min + vec2(8.0, 4.0), galley, theme.on_accent);
    if ui.input(|input| input.pointer.any_released()) {
        let ids = drag.ids.clone();
        actions::drop_rows(state, &ids, &target);
    }
}

/// What a height in the table means: before which row of which tier, and above which line that is.
fn landing(lines: &Lines, axis: Axis, at: f32) -> Option<(Target, usize)> {
    let rows = lines.of(axis);
    let gap = (at / ROW_HEIGHT).round().max(0.0) as usize;
    let under = (at / ROW_HEIGHT).floor().max(0.0) as usize;
    // On a heading the rows become the first of that tier; below the last row, the last.
    if let Some(Line::Tier(tier, _) | Line::Empty(tier)) = rows.get(under) {
        let top = rows.iter().position(|line| matches!(line, Line::Tier(of, _) if of == tier))?;
        let before = rows.get(top + 1).and_then(Line::id).cloned();
        return Some((Target { axis, tier: *tier, before }, top + 1));
    }
    let gap = gap.min(rows.len());
    let tier = rows.get(gap.checked_sub(1)?)?.tier();
    let before = rows.get(gap).and_then(Line::id).cloned();
    Some((Target { axis, tier, before }, gap))
}

/// What is dragged is named beside the pointer also outside of the tables, where it lands nowhere.
pub(super) fn end(ui: &egui::Ui, state: &mut State) {
    let is_over = !ui.input(|input| input.pointer.any_down());
    let is_given_up = ui.input(|input| input.key_pressed(egui::Key::Escape));
    if state.pages.criteria.drag.is_some() && (is_over || is_given_up) {
        state.pages.criteria.drag = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::pages::criteria::{
            edit,
            grid::{Facts, View},
        },
        model::{Model, Tier},
    };

    #[test]
    fn a_height_means_a_place_among_the_rows() {
        let mut model = Model::new("test");
        let first = edit::add(&mut model, Axis::Fit, Tier::Critical, "a".to_owned());
        let second = edit::add(&mut model, Axis::Fit, Tier::Critical, "b".to_owned());
        let lines = Lines::new(&model, &View::default(), |_| Facts::default(), |_| std::sync::Arc::default());
        let land = |at: f32| landing(&lines, Axis::Fit, at).map(|(target, line)| (target.tier, target.before, line));
        assert_eq!(land(10.0), Some((Tier::Critical, Some(first.clone()), 1)), "on the heading: the first");
        assert_eq!(land(40.0), Some((Tier::Critical, Some(first), 1)), "on the upper half of “a”");
        assert_eq!(land(50.0), Some((Tier::Critical, Some(second), 2)), "on its lower half");
        assert_eq!(land(88.0), Some((Tier::Critical, None, 3)), "below the last");
        assert_eq!(land(95.0), Some((Tier::Important, None, 4)), "on the next heading");
        assert_eq!(land(9_000.0), Some((Tier::Negative, None, 9)), "below all");
    }
}
