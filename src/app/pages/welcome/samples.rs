//! The samples as cards: name, what each teaches, how large it is.

use std::sync::LazyLock;

use eframe::egui::{self, Rect, Role, Sense, WidgetInfo, pos2, vec2};

use crate::app::{samples::Sample, text, theme};

/// What is told of a sample.
struct Told {
    sample: Sample,
    name: String,
    criteria: usize,
}

/// Read once. A sample that can't be read is not offered (and a test says so).
static TOLD: LazyLock<Vec<Told>> = LazyLock::new(|| {
    let tell = |sample: Sample| {
        let model = sample.model().ok()?;
        Some(Told { sample, name: model.name, criteria: model.criteria.len() })
    };
    Sample::ALL.into_iter().filter_map(tell).collect()
});

const HEIGHT: f32 = 124.0;
const GAP: f32 = 12.0;
const LEAST_WIDTH: f32 = 200.0;

/// Answers the sample that was clicked.
pub fn show(ui: &mut egui::Ui) -> Option<Sample> {
    let width = ui.available_width();
    let fit = (((width + GAP) / (LEAST_WIDTH + GAP)) as usize).clamp(1, TOLD.len().max(1));
    // Four in a row, or two by two; never three and one.
    let a_row = if fit == 3 { 2 } else { fit };
    let card_width = ((width - GAP * (a_row - 1) as f32) / a_row as f32).floor();
    let mut clicked = None;
    for row in TOLD.chunks(a_row) {
        let (rect, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
        for (index, told) in row.iter().enumerate() {
            let left = rect.left() + index as f32 * (card_width + GAP);
            let card = Rect::from_min_size(pos2(left, rect.top()), vec2(card_width, HEIGHT));
            if card_ui(ui, card, told) {
                clicked = Some(told.sample);
            }
        }
        ui.add_space(GAP - ui.spacing().item_spacing.y);
    }
    clicked
}

fn card_ui(ui: &mut egui::Ui, rect: Rect, told: &Told) -> bool {
    let theme = theme::of(ui);
    let response = ui.interact(rect, egui::Id::unique(("sample", told.sample.text_id())), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("welcome-sample", name = told.name.clone())));
    super::row_frame(ui, rect, &response);
    let inner = rect.shrink2(vec2(14.0, 12.0));
    let painter = ui.painter().with_clip_rect(rect);
    let title = painter.layout_no_wrap(told.name.clone(), theme::strong_font(), theme.text);
    let below = inner.top() + title.size().y + 4.0;
    painter.galley(inner.min, title, theme.text);
    let teaches = painter.layout(text::tr(told.sample.text_id()), theme::body(), theme.second, inner.width());
    painter.galley(pos2(inner.left(), below), teaches, theme.second);
    let criteria = tr!("welcome-criteria", count = told.criteria);
    painter.text(inner.left_bottom(), egui::Align2::LEFT_BOTTOM, criteria, theme::small(), theme.second);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
