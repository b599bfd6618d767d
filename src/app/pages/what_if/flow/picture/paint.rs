//! The brush of the picture.

use eframe::egui::{
    self, Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, text::LayoutJob, vec2,
};

use super::{
    super::{found::Found, words},
    layout::{self, Bar, Picture, Ribbon},
};
use crate::{
    app::{format, theme, widgets},
    model::{Model, RouteId},
    scoring::what_if::{Node, Who, difference},
};

/// Where names, bars and ribbons stand.
pub struct Columns {
    pub area: Rect,
    /// The ribbons.
    pub between: Rect,
    /// The width of a bar, and the gap to its name.
    pub bar: f32,
    pub gap: f32,
}

impl Columns {
    /// A point as the share of the way and the height in the picture.
    pub fn of(&self, at: Pos2) -> (f32, f32) {
        ((at.x - self.between.left()) / self.between.width().max(1.0), at.y - self.area.top())
    }

    pub fn at(&self, share: f32, y: f32) -> Pos2 {
        pos2(self.between.left() + share * self.between.width(), self.area.top() + y)
    }

    /// The room of a place: its name and its bar.
    pub fn slot(&self, is_after: bool, bar: &Bar) -> Rect {
        let y = self.area.top() + bar.slot.0..=self.area.top() + bar.slot.1;
        let x =
            if is_after { self.between.right()..=self.area.right() } else { self.area.left()..=self.between.left() };
        Rect::from_x_y_ranges(x, y)
    }

    fn bar(&self, is_after: bool, bar: &Bar) -> Rect {
        let left = if is_after { self.between.right() } else { self.between.left() - self.bar };
        Rect::from_min_size(pos2(left, self.area.top() + bar.top), vec2(self.bar, bar.height.max(2.0)))
    }
}

pub struct Brush<'a> {
    pub found: &'a Found,
    pub picture: &'a Picture,
    pub columns: &'a Columns,
}

/// What the names of both sides need, within limits.
pub fn names_width(ui: &Ui, found: &Found, (least, most): (f32, f32)) -> [f32; 2] {
    let flow = &found.what_if.movement.routes;
    let needed = [(false, &flow.before), (true, &flow.after)].map(|(is_after, nodes)| {
        let width = |node: &Node<Option<RouteId>>| {
            let name = ui.painter().layout_no_wrap(words::route_name(node), theme::strong_font(), Color32::PLACEHOLDER);
            let count = ui.painter().layout_job(count_job(ui, found, node, is_after));
            name.size().x.max(count.size().x)
        };
        nodes.iter().map(width).fold(least, f32::max).min(most).ceil()
    });
    // The ribbons keep a part of the width: who needs more than half of the rest gives way.
    const OF_NAMES: f32 = 0.6;
    let room = ui.available_width() * OF_NAMES;
    let [left, right] = needed;
    if left + right <= room {
        return needed;
    }
    let half = (room / 2.0).floor();
    if left <= half {
        [left, room - left]
    } else if right <= half {
        [room - right, right]
    } else {
        [half, half]
    }
}

/// “1,290 +72”.
fn count_job(ui: &Ui, found: &Found, node: &Node<Option<RouteId>>, is_after: bool) -> LayoutJob {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    let mut put = |text: &str, space: f32, font: FontId, colour: Color32| {
        job.append(text, space, egui::TextFormat::simple(font, colour));
    };
    put(&format::count(node.volume.tally.leads), 0.0, theme::body(), theme.text);
    if is_after {
        let flow = &found.what_if.movement.routes;
        let before = node.like.map(|like| flow.before[like].volume.tally.leads);
        match before {
            Some(before) => {
                let change = difference(node.volume.tally.leads, before);
                if change != 0 {
                    put(&format::points(change), 6.0, theme::body(), theme.second);
                }
            }
            None if node.id.is_some() => put(&tr!("flow-new"), 6.0, theme::body(), theme.second),
            None => {}
        }
    } else if node.like.is_none() && node.id.is_some() {
        put(&tr!("flow-gone"), 6.0, theme::body(), theme.second);
    }
    job
}

impl Brush<'_> {
    pub fn paint(&self, ui: &Ui, lit: &[usize], chosen: Option<&Who>) {
        let flow = &self.found.what_if.movement.routes;
        let is_chosen = |ribbon: &Ribbon| {
            let link = &flow.links[ribbon.link];
            let (from, to) = (&flow.before[link.before].id, &flow.after[link.after].id);
            match chosen {
                Some(Who::Routes { before, after }) => (before, after) == (from, to),
                Some(Who::Enters(route)) => !link.stays && to == route,
                Some(Who::Leaves(route)) => !link.stays && from == route,
                _ => false,
            }
        };
        // Who stays lies below.
        for stays in [true, false] {
            for (index, ribbon) in self.picture.ribbons.iter().enumerate().filter(|(_, it)| it.stays == stays) {
                let strength = match (lit.contains(&index), is_chosen(ribbon)) {
                    (false, false) => 0,
                    (true, false) => 1,
                    _ => 2,
                };
                self.ribbon(ui, ribbon, strength);
            }
        }
        let movement = &self.found.what_if;
        for (is_after, bars, model) in [
            (false, &self.picture.before, &movement.baseline.model),
            (true, &self.picture.after, &movement.draft.model),
        ] {
            for bar in bars {
                self.bar(ui, is_after, bar, model);
            }
        }
        self.numbers(ui);
    }

    fn tone(&self, ui: &Ui, model: &Model, route: Option<&RouteId>) -> Color32 {
        let theme = theme::of(ui);
        route.and_then(|id| model.route(id)).map_or(theme.third, |route| theme.tone(route.tone))
    }

    fn ribbon(&self, ui: &Ui, ribbon: &Ribbon, strength: u8) {
        let theme = theme::of(ui);
        let flow = &self.found.what_if.movement.routes;
        let colour = if ribbon.stays {
            theme::tint(theme.second, [0.09, 0.2, 0.28][usize::from(strength)])
        } else {
            let target = &flow.after[flow.links[ribbon.link].after];
            let tone = self.tone(ui, &self.found.what_if.draft.model, target.id.as_ref());
            theme::tint(tone, [0.62, 0.85, 1.0][usize::from(strength)])
        };
        ui.painter().add(self.mesh(ui.pixels_per_point(), ribbon, colour));
    }

    /// A band along the curve whose edges fade over a pixel, as egui's own shapes do.
    fn mesh(&self, pixels_per_point: f32, ribbon: &Ribbon, colour: Color32) -> Mesh {
        const STEPS: u16 = 32;
        let half_pixel = 0.5 / pixels_per_point;
        let mut mesh = Mesh::default();
        for step in 0..=STEPS {
            let share = f32::from(step) / f32::from(STEPS);
            let centre = self.columns.at(share, ribbon.middle(share));
            let half = (ribbon.thickness / 2.0).max(half_pixel);
            for (y, colour) in [
                (-half - half_pixel, Color32::TRANSPARENT),
                (-half + half_pixel, colour),
                (half - half_pixel, colour),
                (half + half_pixel, Color32::TRANSPARENT),
            ] {
                mesh.colored_vertex(centre + vec2(0.0, y), colour);
            }
            if step > 0 {
                let now = u32::from(step) * 4;
                for edge in 0..3 {
                    mesh.add_triangle(now - 4 + edge, now - 3 + edge, now + edge);
                    mesh.add_triangle(now - 3 + edge, now + 1 + edge, now + edge);
                }
            }
        }
        mesh
    }

    fn bar(&self, ui: &Ui, is_after: bool, bar: &Bar, model: &Model) {
        let theme = theme::of(ui);
        let flow = &self.found.what_if.movement.routes;
        let node = &if is_after { &flow.after } else { &flow.before }[bar.place];
        let painter = ui.painter();
        painter.rect_filled(self.columns.bar(is_after, bar), 2.0, self.tone(ui, model, node.id.as_ref()));
        let slot = self.columns.slot(is_after, bar);
        let inset = self.columns.bar + self.columns.gap;
        let room = slot.width() - inset;
        let name = widgets::one_line(painter, &words::route_name(node), theme::strong_font(), theme.text, room);
        let mut job = count_job(ui, self.found, node, is_after);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        let count = painter.layout_job(job);
        let top = slot.center().y - (name.size().y + count.size().y) / 2.0;
        let left = |width: f32| if is_after { slot.left() + inset } else { slot.right() - inset - width };
        let below = top + name.size().y;
        painter.galley(pos2(left(name.size().x), top).round(), name, theme.text);
        painter.galley(pos2(left(count.size().x), below).round(), count, theme.text);
    }

    /// How many move, on the ribbons, where there is room.
    fn numbers(&self, ui: &Ui) {
        let theme = theme::of(ui);
        let flow = &self.found.what_if.movement.routes;
        let leads = |ribbon: &Ribbon| flow.links[ribbon.link].volume.tally.leads;
        let painter = ui.painter();
        let plate = |ribbon: &Ribbon| number(painter, leads(ribbon), theme.text).size() + vec2(10.0, 3.0);
        let size = |ribbon: &Ribbon| plate(ribbon).into();
        let places = layout::places_of_numbers(&self.picture.ribbons, leads, size, self.columns.between.width());
        for (index, share) in places {
            let ribbon = &self.picture.ribbons[index];
            let rect = Rect::from_center_size(self.columns.at(share, ribbon.middle(share)), plate(ribbon));
            let target = &flow.after[flow.links[ribbon.link].after];
            let tone = self.tone(ui, &self.found.what_if.draft.model, target.id.as_ref());
            let stroke = Stroke::new(1.0, tone);
            painter.rect(rect, 6.0, theme.card, stroke, StrokeKind::Inside);
            painter.text(
                rect.center(),
                Align2::CENTER_CENTER,
                format::count(leads(ribbon)),
                theme::small_strong(),
                theme.text,
            );
        }
    }
}

fn number(painter: &Painter, leads: u64, colour: Color32) -> std::sync::Arc<egui::Galley> {
    painter.layout_no_wrap(format::count(leads), theme::small_strong(), colour)
}
