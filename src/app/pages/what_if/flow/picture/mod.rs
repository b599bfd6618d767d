//! Who moves where, as a flow: routes of the baseline on the left, of the draft on the right, ribbons between them.

mod layout;
mod paint;

use eframe::egui::{self, Id, Pos2, Rect, Role, Sense, WidgetInfo, pos2, vec2};

use self::{
    layout::{Bar, Picture},
    paint::{Brush, Columns},
};
use super::{found::Found, words};
use crate::{
    app::theme,
    model::RouteId,
    scoring::what_if::{Flow, Who},
};

/// The least width of a name beside its bar, and the most.
const NAMES: (f32, f32) = (76.0, 190.0);
/// The height for each place, as far as there is room.
const A_PLACE: f32 = 62.0;
const HEIGHTS: (f32, f32) = (220.0, 400.0);
/// On a projector all of it is to be seen at once.
const HIGHEST_PRESENTED: f32 = 270.0;

/// Shows the picture; answers whom a click asks for.
pub fn show(ui: &mut egui::Ui, found: &Found, chosen: Option<&Who>) -> Option<Who> {
    let flow = &found.what_if.movement.routes;
    let places = flow.before.len().max(flow.after.len());
    let highest = if theme::is_presentation(ui) { HIGHEST_PRESENTED } else { HEIGHTS.1 };
    let picture = layout::layout(flow, (places as f32 * A_PLACE).clamp(HEIGHTS.0, highest));
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), picture.height), Sense::CLICK);
    let name = tr!("flow-picture", finding = words::finding(found));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let columns = Columns::new(area, paint::names_width(ui, found, NAMES));
    let mut hand = Hand { ui, found, picture: &picture, columns: &columns, pointer: None, asked: None };
    hand.pointer = hand.pointed_at();
    hand.bars_ui();
    let lit = hand.ribbons_ui(response.clicked());
    let asked = hand.asked;
    let brush = Brush { found, picture: &picture, columns: &columns };
    brush.paint(ui, &lit, chosen);
    if let Some(link) = hand_tip(ui, &picture, &columns) {
        response.on_hover_text_at_pointer(words::way(flow, &flow.links[picture.ribbons[link].link]));
    }
    if !theme::is_presentation(ui) {
        ui.add_space(6.0);
        ui.add(egui::Label::new(theme::second(ui, &caption(&picture))).wrap());
    }
    asked
}

/// Which scale is which.
fn caption(picture: &Picture) -> String {
    const WORTH_A_WORD: f64 = 1.3;
    match picture.exaggeration {
        Some(times) if times >= 9.5 => tr!("flow-scale", times = format!("{times:.0}")),
        Some(times) if times >= WORTH_A_WORD => tr!("flow-scale", times = format!("{times:.1}")),
        _ => tr!("flow-same-scale"),
    }
}

/// The ribbon that the pointer is on, for its tip.
fn hand_tip(ui: &egui::Ui, picture: &Picture, columns: &Columns) -> Option<usize> {
    pointer_within(ui, columns).and_then(|at| {
        let (share, y) = columns.of(at);
        layout::pointed_at(&picture.ribbons, share, y)
    })
}

fn pointer_within(ui: &egui::Ui, columns: &Columns) -> Option<Pos2> {
    let at = ui.input(|input| input.pointer.hover_pos())?;
    ui.rect_contains_pointer(columns.between).then_some(at)
}

/// What can be pointed at, clicked, and reached by the keyboard.
struct Hand<'a, 'b> {
    ui: &'b mut egui::Ui,
    found: &'a Found,
    picture: &'a Picture,
    columns: &'a Columns,
    /// The ribbon that the pointer is on.
    pointer: Option<usize>,
    asked: Option<Who>,
}

impl Hand<'_, '_> {
    fn pointed_at(&self) -> Option<usize> {
        hand_tip(self.ui, self.picture, self.columns)
    }

    fn bars_ui(&mut self) {
        let flow = &self.found.what_if.movement.routes;
        for (is_after, bars) in [(false, &self.picture.before), (true, &self.picture.after)] {
            for bar in bars {
                self.bar_ui(flow, is_after, bar);
            }
        }
    }

    fn bar_ui(&mut self, flow: &Flow<Option<RouteId>>, is_after: bool, bar: &Bar) {
        let node = &if is_after { &flow.after } else { &flow.before }[bar.place];
        let id = Id::unique(("flow place", is_after, node.id.as_ref().map(|id| &id.0)));
        let rect = self.columns.slot(is_after, bar);
        let response = self.ui.interact(rect, id, Sense::click());
        let name = words::place(flow, is_after, bar.place);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let theme = theme::of(self.ui);
        if response.has_focus() || response.hovered() {
            let stroke = egui::Stroke::new(if response.has_focus() { 1.5 } else { 1.0 }, theme.accent);
            self.ui.painter().rect_stroke(rect.expand(2.0), 5.0, stroke, egui::StrokeKind::Inside);
        }
        if response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            self.asked = Some(if is_after { Who::Enters(node.id.clone()) } else { Who::Leaves(node.id.clone()) });
        }
    }

    /// Each ribbon can be reached where the fewest others meet it. Answers which are to be lit.
    fn ribbons_ui(&mut self, is_area_clicked: bool) -> Vec<usize> {
        let flow = &self.found.what_if.movement.routes;
        // Where ribbons meet, the point that was clicked decides, and not the small field that a screen reader sees.
        let is_pointer = self.ui.input(|input| input.pointer.any_click());
        let mut clicked = None;
        let mut is_clicked = is_area_clicked;
        let mut lit: Vec<usize> = self.pointer.into_iter().collect();
        for (index, ribbon) in self.picture.ribbons.iter().enumerate() {
            let link = &flow.links[ribbon.link];
            let ids = [&flow.before[link.before].id, &flow.after[link.after].id].map(|id| id.as_ref().map(|id| &id.0));
            let share = layout::clearest(&self.picture.ribbons, index);
            let centre = self.columns.at(share, ribbon.middle(share));
            let rect = Rect::from_center_size(centre, vec2(18.0, ribbon.thickness.clamp(6.0, 18.0)));
            let response = self.ui.interact(rect, Id::unique(("flow ribbon", ids)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words::way(flow, link)));
            if response.has_focus() {
                lit.push(index);
            }
            if response.clicked() {
                is_clicked = true;
                clicked = Some(index).filter(|_| !is_pointer);
            }
        }
        if self.pointer.is_some() {
            self.ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if is_clicked && let Some(index) = clicked.or(self.pointer) {
            let link = &flow.links[self.picture.ribbons[index].link];
            let (before, after) = (flow.before[link.before].id.clone(), flow.after[link.after].id.clone());
            self.asked = Some(Who::Routes { before, after });
        }
        lit
    }
}

impl Columns {
    /// Where names, bars and ribbons stand in the picture.
    fn new(area: Rect, names: [f32; 2]) -> Self {
        const BAR: f32 = 8.0;
        const GAP: f32 = 10.0;
        let [left, right] = names;
        let between = Rect::from_min_max(
            pos2(area.left() + left + GAP + BAR, area.top()),
            pos2(area.right() - right - GAP - BAR, area.bottom()),
        );
        Self { area, between, bar: BAR, gap: GAP }
    }
}
