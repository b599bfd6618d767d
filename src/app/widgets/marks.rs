//! Signs that say much in little room: stars, flames, tiers, tones, rates.

use eframe::egui::{
    self, Align2, Color32, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::{
    app::{format, theme},
    model::{Tier, Tone},
};

const MARK: f32 = 14.0;

/// Quality: 0 to 3 stars.
pub fn stars(ui: &mut Ui, count: u8) -> Response {
    let name = tr!("stars", count = u32::from(count));
    marks(ui, Mark::Star, count, &name)
}

/// Urgency: 0 to 3 flames.
pub fn flames(ui: &mut Ui, count: u8) -> Response {
    let name = tr!("flames", count = u32::from(count));
    marks(ui, Mark::Flame, count, &name)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Star,
    Flame,
}

fn marks(ui: &mut Ui, mark: Mark, count: u8, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(3.0 * MARK, MARK), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    paint_marks(ui, rect.left_center(), mark, count, MARK);
    response.on_hover_text(name)
}

/// Three marks from `left` on, `count` of them lit.
pub fn paint_marks(ui: &Ui, left: Pos2, mark: Mark, count: u8, size: f32) {
    let mut fans = Fans::new(ui, 3);
    for index in 0..3_u8 {
        fans.mark(left + vec2((f32::from(index) + 0.5) * size, 0.0), mark, index < count, size);
    }
    ui.painter().add(fans.mesh);
}

/// One mark, lit or not.
pub fn paint_mark(ui: &Ui, centre: Pos2, mark: Mark, is_lit: bool, size: f32) {
    let mut fans = Fans::new(ui, 1);
    fans.mark(centre, mark, is_lit, size);
    ui.painter().add(fans.mesh);
}

/// The points of a five-pointed star.
const STAR: usize = 10;
/// Half of a flame's outline from the tip to the bottom, in shares of the radius.
const HALF_FLAME: [(f32, f32); 8] =
    [(0.05, -1.0), (0.22, -0.62), (0.52, -0.22), (0.68, 0.18), (0.62, 0.58), (0.40, 0.86), (0.18, 0.97), (0.0, 1.0)];
const FLAME: usize = 2 * HALF_FLAME.len();

/// Marks as one mesh: a matrix has a hundred of them in each frame.
struct Fans {
    mesh: egui::Mesh,
    theme: &'static theme::Theme,
    half_pixel: f32,
}

impl Fans {
    /// With room for so many marks.
    fn new(ui: &Ui, marks: usize) -> Self {
        let mut mesh = egui::Mesh::default();
        mesh.reserve_vertices(marks * (1 + 2 * FLAME));
        mesh.reserve_triangles(marks * 3 * FLAME);
        Self { mesh, theme: theme::of(ui), half_pixel: 0.5 / ui.pixels_per_point() }
    }

    fn mark(&mut self, centre: Pos2, mark: Mark, is_lit: bool, size: f32) {
        let colour = match (is_lit, mark) {
            (false, _) => self.theme.line,
            (true, Mark::Star) => self.theme.star(),
            (true, Mark::Flame) => self.theme.flame(),
        };
        match mark {
            Mark::Star => self.star(centre + vec2(0.0, 0.04 * size), size * 0.5, colour),
            Mark::Flame => self.flame(centre, size * 0.46, colour),
        }
    }

    /// A five-pointed star.
    fn star(&mut self, centre: Pos2, radius: f32, colour: Color32) {
        let outline: [Pos2; STAR] = std::array::from_fn(|index| {
            let angle = std::f32::consts::TAU * (index as f32 / STAR as f32 - 0.25);
            let radius = if index.is_multiple_of(2) { radius } else { radius * 0.48 };
            centre + radius * Vec2::angled(angle)
        });
        self.fan(centre, &outline, colour);
    }

    /// A drop with a pointed top.
    fn flame(&mut self, centre: Pos2, radius: f32, colour: Color32) {
        let outline: [Pos2; FLAME] = std::array::from_fn(|index| {
            let (x, y) = HALF_FLAME[index.min(FLAME - 1 - index)];
            let lean = match index < HALF_FLAME.len() {
                true => 1.0,
                false if y < -0.2 => -0.35,
                false => -1.0,
            };
            centre + radius * vec2(x * lean, y)
        });
        self.fan(centre + vec2(0.0, radius * 0.3), &outline, colour);
    }

    /// Fills an outline that can be seen whole from its centre (egui itself fills convex shapes only), with soft edges:
    /// half a pixel in and half a pixel out, the colour fades, as egui does for its own shapes.
    fn fan(&mut self, centre: Pos2, outline: &[Pos2], colour: Color32) {
        let first = self.mesh.vertices.len() as u32;
        let count = outline.len() as u32;
        self.mesh.colored_vertex(centre, colour);
        for position in outline {
            let outwards = self.half_pixel * (*position - centre).normalized();
            self.mesh.colored_vertex(*position - outwards, colour);
            self.mesh.colored_vertex(*position + outwards, Color32::TRANSPARENT);
        }
        for index in 0..count {
            let (this, next) = (first + 1 + 2 * index, first + 1 + 2 * ((index + 1) % count));
            self.mesh.add_triangle(first, this, next);
            self.mesh.add_triangle(this, this + 1, next);
            self.mesh.add_triangle(this + 1, next + 1, next);
        }
    }
}

/// ▲▲ ▲ △ ▼ in the tier's colour.
pub fn tier_sign(ui: &mut Ui, tier: Tier) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(tier_sign_width(tier), 14.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, theme::tier_name(tier)));
    paint_tier_sign(ui, rect.left_center(), tier);
    response
}

fn tier_sign_width(tier: Tier) -> f32 {
    if tier == Tier::Critical { 20.0 } else { 12.0 }
}

/// The sign from `left` on; answers how wide it is.
pub fn paint_tier_sign(ui: &Ui, left: Pos2, tier: Tier) -> f32 {
    let width = tier_sign_width(tier);
    let colour = theme::of(ui).tier(tier);
    let middle = left + vec2(width / 2.0, 0.0);
    let triangle = |centre: Pos2, up: bool| {
        let (tip, base) = if up { (-4.5, 3.5) } else { (4.5, -3.5) };
        vec![centre + vec2(0.0, tip), centre + vec2(5.0, base), centre + vec2(-5.0, base)]
    };
    let painter = ui.painter();
    let fill = |points| painter.add(egui::Shape::convex_polygon(points, colour, Stroke::NONE));
    match tier {
        Tier::Critical => {
            fill(triangle(middle - vec2(5.0, 0.0), true));
            fill(triangle(middle + vec2(5.0, 0.0), true));
        }
        Tier::Important => {
            fill(triangle(middle, true));
        }
        Tier::Influencing => {
            painter.add(egui::Shape::closed_line(triangle(middle, true), Stroke::new(1.5, colour)));
        }
        Tier::Negative => {
            fill(triangle(middle, false));
        }
    }
    width
}

/// A small upright bar in a route's tone.
pub fn tone_swatch(ui: &mut Ui, tone: Tone) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(4.0, 16.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, theme::of(ui).tone(tone));
    response
}

/// A route's name in its tone.
pub fn tone_tag(ui: &mut Ui, tone: Tone, name: &str) -> Response {
    let colour = theme::of(ui).tone_text(tone);
    ui.add(egui::Label::new(theme::strong(name).color(colour)).truncate())
}

/// Better or worse than the base rate; neither where both read the same.
pub fn rate_colour(theme: &theme::Theme, rate: f64, base: f64) -> Color32 {
    match ((rate * 100.0).round(), (base * 100.0).round()) {
        (rate, base) if rate > base => theme.better,
        (rate, base) if rate < base => theme.worse,
        _ => theme.second,
    }
}

/// A win rate as a bar with the base rate as a tick, and as a number.
pub fn paint_rate_bar(ui: &Ui, rect: Rect, rate: f64, base: f64) {
    let theme = theme::of(ui);
    // All bars are as long as the widest number leaves them, so that they can be compared.
    let widest = ui.painter().layout_no_wrap(format::percent(1.0, 0), theme::body(), theme.second).size().x;
    let bar = Rect::from_min_max(
        pos2(rect.left() + 4.0, rect.center().y - 3.0),
        pos2(rect.right() - 4.0 - widest - 5.0, rect.center().y + 3.0),
    );
    // The base rate stands at a third, so that three times as good fills the bar.
    let full = (base * 3.0).clamp(0.05, 1.0);
    let x = |rate: f64| bar.left() + bar.width() * (rate / full).clamp(0.0, 1.0) as f32;
    let colour = rate_colour(theme, rate, base);
    ui.painter().rect_filled(bar, 3.0, theme.line);
    let filled = Rect::from_min_max(bar.min, pos2(x(rate).max(bar.left() + 2.0), bar.bottom()));
    if rate > 0.0 {
        ui.painter().rect_filled(filled, 3.0, colour);
    }
    ui.painter().vline(x(base), bar.y_range().expand(2.0), Stroke::new(1.5, theme.second));
    let text = format::percent(rate, 0);
    ui.painter().text(
        pos2(rect.right() - 4.0, rect.center().y),
        Align2::RIGHT_CENTER,
        text,
        theme::body(),
        theme.second,
    );
}

/// What is used of a capacity; what goes beyond it in another colour.
pub fn capacity_bar(ui: &mut Ui, used: f64, capacity: f64) -> Response {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    let name = tr!(
        "capacity-bar",
        used = format::count(used.round() as u64),
        capacity = format::count(capacity.round() as u64)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &name));
    let full = used.max(capacity).max(1.0);
    let x = |value: f64| rect.left() + rect.width() * (value / full) as f32;
    ui.painter().rect_filled(rect, 4.0, theme.line);
    let within = Rect::from_min_max(rect.min, pos2(x(used.min(capacity)), rect.bottom()));
    ui.painter().rect_filled(within, 4.0, theme.accent);
    if used > capacity {
        let beyond = Rect::from_min_max(pos2(x(capacity) + 1.0, rect.top()), rect.max);
        ui.painter().rect_filled(beyond, 4.0, theme.flame());
    }
    response.on_hover_text(name)
}
