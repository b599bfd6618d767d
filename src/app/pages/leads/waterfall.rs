//! The explanation of a score as a waterfall: each line with a bar from where the sum stood to where it stands.

use eframe::egui::{self, Align2, Id, Rect, Role, Sense, WidgetInfo, pos2, vec2};

use super::{
    cells,
    explained::Why,
    lines::{Line, What},
    words,
};
use crate::{
    app::theme,
    model::{Axis, CriterionId},
};

const ROW_HEIGHT: f32 = 20.0;
const DETAIL_HEIGHT: f32 = 15.0;
const POINTS_WIDTH: f32 = 46.0;
const BAR_HEIGHT: f32 = 8.0;

/// All lines of both axes, then the combined score. Answers the criterion of the line that was clicked.
pub fn show(ui: &mut egui::Ui, why: &Why<'_>) -> Option<CriterionId> {
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    for axis in Axis::ALL {
        let lines: Vec<&Line> = why.lines.iter().filter(|line| line.axis == axis).collect();
        let reach = Reach::of(&lines);
        axis_header(ui, axis);
        if lines.len() == 1 {
            ui.label(theme::second(ui, &tr!("leads-why-nothing")));
        }
        for line in lines {
            if let Some(criterion) = line_ui(ui, why.id, line, reach) {
                clicked = Some(criterion);
            }
        }
        ui.add_space(8.0);
    }
    combined_ui(ui, why);
    clicked
}

fn axis_header(ui: &mut egui::Ui, axis: Axis) {
    let theme = theme::of(ui);
    let name = match axis {
        Axis::Fit => tr!("leads-column-fit"),
        Axis::Engagement => tr!("leads-column-engagement"),
    };
    ui.label(egui::RichText::new(name).font(theme::small_strong()).color(theme.axis_text(axis)));
}

/// From the lowest to the highest that the sum stands at: what the bars are drawn against.
#[derive(Clone, Copy, Debug)]
struct Reach {
    least: i64,
    most: i64,
}

impl Reach {
    fn of(lines: &[&Line]) -> Self {
        let stands = || lines.iter().filter(|line| has_bar(line)).flat_map(|line| [line.before, line.after]);
        Self { least: stands().min().unwrap_or(0).min(0), most: stands().max().unwrap_or(0).max(1) }
    }

    /// Where on a bar of this width a sum stands.
    fn x(self, stands: i64, rect: Rect) -> f32 {
        let share = (stands as f64 - self.least as f64) / (self.most as f64 - self.least as f64);
        rect.left() + (share as f32) * rect.width()
    }
}

fn has_bar(line: &Line) -> bool {
    matches!(line.what, What::Counts { .. } | What::Cap { .. } | What::Floor { .. })
}

/// One line; answers its criterion if it was clicked.
fn line_ui(ui: &mut egui::Ui, of: Id, line: &Line, reach: Reach) -> Option<CriterionId> {
    let theme = theme::of(ui);
    let (title, detail, amount) = (words::title(line), words::detail(line), words::amount(line));
    let (criterion, is_total) = match &line.what {
        What::Counts { criterion, .. } | What::Passed { criterion, .. } => (Some(criterion), false),
        What::Score => (None, true),
        _ => (None, false),
    };
    if is_total {
        ui.add_space(4.0);
    }
    let height = if detail.is_empty() { ROW_HEIGHT } else { ROW_HEIGHT + DETAIL_HEIGHT };
    let sense = if criterion.is_some() { Sense::click() } else { Sense::hover() };
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let id = of.with(("explained line", line.axis, criterion.map_or(title.as_str(), |id| id.0.as_str())));
    let response = ui.interact(rect, id, sense);
    let spoken = if detail.is_empty() { format!("{title}, {amount}") } else { format!("{title}, {detail}, {amount}") };
    let role = if criterion.is_some() { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &spoken));
    if criterion.is_some() && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 5.0, theme.accent_tint);
    }
    if is_total {
        ui.painter().hline(rect.x_range(), rect.top(), (1.0, theme.line));
    }
    let is_grey = matches!(line.what, What::Passed { .. });
    let colour = if is_grey { theme.second } else { theme.text };
    let first = Rect::from_min_size(rect.min, vec2(rect.width(), ROW_HEIGHT));
    let bar_width = (rect.width() * 0.26).clamp(48.0, 96.0);
    let bar = Rect::from_min_max(
        pos2(first.right() - POINTS_WIDTH - bar_width, first.top()),
        pos2(first.right() - POINTS_WIDTH, first.bottom()),
    );
    let name_right = if has_bar(line) { bar.left() - 8.0 } else { bar.right() };
    let font = if is_total { theme::strong_font() } else { theme::body() };
    cells::text(ui, first.with_max_x(name_right), &title, font.clone(), colour);
    ui.painter().text(first.right_center(), Align2::RIGHT_CENTER, amount, font, colour);
    if has_bar(line) {
        bar_ui(ui, line, reach, bar);
    }
    if !detail.is_empty() {
        let below = Rect::from_min_max(pos2(rect.left(), first.bottom() - 2.0), pos2(bar.right(), rect.bottom()));
        cells::text(ui, below, &detail, theme::small(), theme.second);
    }
    let criterion = criterion?;
    let tip = format!("{spoken}\n{}", tr!("leads-open-criterion"));
    let response = response.on_hover_text(tip).on_hover_cursor(egui::CursorIcon::PointingHand);
    response.clicked().then(|| criterion.clone())
}

fn bar_ui(ui: &egui::Ui, line: &Line, reach: Reach, rect: Rect) {
    let theme = theme::of(ui);
    let colour = match &line.what {
        What::Counts { tier, .. } => theme.tier(*tier),
        _ => theme.third,
    };
    let (from, to) = (reach.x(line.before, rect), reach.x(line.after, rect));
    let (left, right) = (from.min(to), from.max(to));
    let bar = Rect::from_min_max(
        pos2(left, rect.center().y - BAR_HEIGHT / 2.0),
        pos2(right.max(left + 1.5), rect.center().y + BAR_HEIGHT / 2.0),
    );
    ui.painter().rect_filled(bar, 2.0, colour);
}

/// Both axes together: the score that the list shows.
fn combined_ui(ui: &mut egui::Ui, why: &Why<'_>) {
    let theme = theme::of(ui);
    let detail = combined_detail(why);
    let score = words::plain_tenths(why.explanation.combined.saturating_mul(10));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW_HEIGHT + DETAIL_HEIGHT));
    let title = tr!("leads-line-combined");
    let response = ui.interact(rect, why.id.with("explained score"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{title}, {detail}, {score}")));
    ui.painter().hline(rect.x_range(), rect.top(), (1.0, theme.line));
    let first = Rect::from_min_size(rect.min, vec2(rect.width(), ROW_HEIGHT));
    cells::text(ui, first, &title, theme::strong_font(), theme.text);
    ui.painter().text(first.right_center(), Align2::RIGHT_CENTER, score, theme::strong_font(), theme.text);
    let below = Rect::from_min_max(pos2(rect.left(), first.bottom() - 2.0), rect.max);
    cells::text(ui, below, &detail, theme::small(), theme.second);
}

fn combined_detail(why: &Why<'_>) -> String {
    let weights = why.model.combined;
    if weights.fit == weights.engagement {
        return tr!("leads-line-combined-even");
    }
    tr!(
        "leads-line-combined-detail",
        fit = why.explanation.fit.score,
        by = weights.fit,
        engagement = why.explanation.engagement.score,
        times = weights.engagement
    )
}
