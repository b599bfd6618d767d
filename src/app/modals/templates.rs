//! What a new model can begin with.

use std::sync::LazyLock;

use eframe::egui::{self, Align2, Role, Sense, Stroke, StrokeKind, WidgetInfo, pos2, vec2};

use super::{Answer, Then, title};
use crate::app::{samples::Template, state::State, theme, widgets};

const ROW: f32 = 52.0;

/// A template, and how much there is in it.
struct Offer {
    template: Template,
    criteria: usize,
}

/// Read once. A template that can't be read is not offered (and a test says so).
static OFFERS: LazyLock<Vec<Offer>> = LazyLock::new(|| {
    let offer = |template: Template| Some(Offer { template, criteria: template.model().ok()?.criteria.len() });
    Template::all().filter_map(offer).collect()
});

/// What a new model can begin with, each with a line on what it is.
pub(super) fn show(ui: &mut egui::Ui, state: &mut State) -> Answer {
    title(ui, &tr!("templates-title"));
    ui.add(egui::Label::new(theme::second(ui, &tr!("templates-about"))).wrap());
    let mut chosen = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for offer in OFFERS.iter() {
            let response = offer_ui(ui, offer);
            // The first is under the hand: the arrows and Enter do the rest.
            if offer.template == Template::Empty && ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            if response.clicked() {
                chosen = Some(offer.template);
            }
        }
    });
    if let Some(template) = chosen {
        state.unless_unsaved(Then::OpenTemplate(template));
        return Answer::Close;
    }
    let size = vec2(ui.available_width(), 30.0);
    let cancel = |ui: &mut egui::Ui| widgets::quiet_button(ui, &tr!("cancel")).clicked();
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    Answer::close_if(ui.allocate_ui_with_layout(size, layout, cancel).inner)
}

fn offer_ui(ui: &mut egui::Ui, offer: &Offer) -> egui::Response {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = offer.template.name();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("template-open", name = name.clone())));
    let is_lit = response.hovered() || response.has_focus();
    let line = if is_lit { theme.accent } else { theme.line };
    ui.painter().rect(rect, 10.0, theme.raised, Stroke::new(1.0, line), StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 10.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(14.0, 8.0));
    let painter = ui.painter();
    painter.text(inner.min, Align2::LEFT_TOP, name, theme::strong_font(), theme.text);
    let criteria = tr!("welcome-criteria", count = offer.criteria);
    painter.text(inner.right_top(), Align2::RIGHT_TOP, criteria, theme::small(), theme.second);
    let mut job = egui::text::LayoutJob::simple_singleline(offer.template.about(), theme::body(), theme.second);
    job.wrap = egui::text::TextWrapping::truncate_at_width(inner.width());
    let about = painter.layout_job(job);
    painter.galley(pos2(inner.left(), inner.bottom() - about.size().y), about, theme.second);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
