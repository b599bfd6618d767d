//! One problem: its sentence, what would mend it, and what can be done at once.

use std::sync::Arc;

use eframe::egui::{self, Align2, Galley, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2};

use super::{Asked, icon, lines::Kind, row_id, words_width};
use crate::{
    app::{
        theme,
        widgets::{self, Icon},
    },
    model::{
        Model,
        check::{Problem, Severity},
    },
};

/// Where the words begin.
pub(super) const LEFT: f32 = 44.0;
const PADDING: f32 = 9.0;
const LEAST: f32 = 44.0;

/// What a row shows.
pub(super) struct Row<'a> {
    pub problem: &'a Problem,
    pub index: usize,
    pub like_it: usize,
    pub is_chosen: bool,
    /// The draft, whose names the mend's button speaks of.
    pub model: &'a Model,
}

/// “Errors · Criteria  3”.
pub(super) fn heading(ui: &Ui, rect: Rect, severity: Severity, kind: Kind, count: usize) {
    let theme = theme::of(ui);
    ui.painter().rect_filled(rect, 0.0, theme.raised);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let colour = colour(theme, severity);
    let middle = rect.center().y;
    let sign = pos2(rect.left() + 24.0, middle);
    ui.painter().text(sign, Align2::CENTER_CENTER, char::from(icon(severity)), theme::icon_font(15.0), colour);
    let name = match severity {
        Severity::Error => tr!("problems-errors"),
        Severity::Warning => tr!("problems-warnings"),
    };
    let name = ui.painter().layout_no_wrap(name, theme::strong_font(), colour);
    let left = rect.left() + LEFT;
    let after = left + name.size().x + 8.0;
    ui.painter().galley(pos2(left, middle - name.size().y / 2.0), name, colour);
    ui.painter().text(pos2(after, middle), Align2::LEFT_CENTER, kind.name(), theme::body(), theme.second);
    let right = pos2(rect.right() - 14.0, middle);
    ui.painter().text(right, Align2::RIGHT_CENTER, count.to_string(), theme::body(), theme.second);
}

fn colour(theme: &theme::Theme, severity: Severity) -> egui::Color32 {
    match severity {
        Severity::Error => theme.worse,
        Severity::Warning => theme.warning,
    }
}

struct Words {
    sentence: Arc<Galley>,
    hint: Option<Arc<Galley>>,
}

impl Words {
    fn new(ui: &Ui, problem: &Problem, width: f32) -> Self {
        let theme = theme::of(ui);
        let width = words_width(width, problem.mend.is_some());
        let layout = |text: String, colour| ui.painter().layout(text, theme::body(), colour, width);
        let mut hint = problem.hint.clone();
        if problem.needs_leads {
            // Which of the checks hang on the open leads is said where it is read.
            let seen = tr!("problems-seen-in-leads");
            hint = Some(hint.map_or_else(|| seen.clone(), |hint| format!("{hint} · {seen}")));
        }
        Self {
            sentence: layout(problem.sentence.clone(), theme.text),
            hint: hint.map(|hint| layout(hint, theme.second)),
        }
    }

    fn height(&self) -> f32 {
        self.sentence.size().y + self.hint.as_ref().map_or(0.0, |hint| hint.size().y + 3.0)
    }
}

pub(super) fn height(ui: &Ui, problem: &Problem, width: f32) -> f32 {
    (Words::new(ui, problem, width).height() + 2.0 * PADDING).max(LEAST).ceil()
}

pub(super) fn show(ui: &mut Ui, rect: Rect, row: &Row<'_>) -> Option<Asked> {
    let theme = theme::of(ui);
    let Row { problem, index, is_chosen, .. } = row;
    let response = ui.interact(rect, row_id(problem), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, *is_chosen, &problem.sentence));
    if *is_chosen {
        ui.painter().rect_filled(rect, 0.0, theme.accent_tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.raised);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    if response.has_focus() {
        ui.painter().rect_stroke(rect.shrink(1.0), 4.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let words = Words::new(ui, problem, rect.width());
    let sign = pos2(rect.left() + 24.0, rect.center().y);
    let colour = colour(theme, problem.severity);
    ui.painter().text(sign, Align2::CENTER_CENTER, char::from(icon(problem.severity)), theme::icon_font(15.0), colour);
    let mut at = pos2(rect.left() + LEFT, rect.center().y - words.height() / 2.0);
    let below = words.sentence.size().y + 3.0;
    ui.painter().galley(at, words.sentence, theme.text);
    at.y += below;
    if let Some(hint) = words.hint {
        ui.painter().galley(at, hint, theme.second);
    }
    let asked = buttons_ui(ui, rect, row);
    let is_clicked = response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked();
    asked.or(is_clicked.then_some(Asked::GoTo(*index)))
}

/// At the right: the mend, the mend of all like it, and the way there.
fn buttons_ui(ui: &mut Ui, rect: Rect, row: &Row<'_>) -> Option<Asked> {
    let Row { problem, index, like_it, model, .. } = *row;
    let mut asked = None;
    let area = rect.with_min_x(rect.right() - super::GO - super::MEND - 10.0).with_max_x(rect.right() - 10.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let builder = UiBuilder::new().max_rect(area).layout(layout).scope_id(row_id(problem).with("buttons"));
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = 4.0;
    let go = tr!("problems-go-name", sentence = problem.sentence.clone());
    if widgets::icon_button(&mut ui, Icon::ArrowRight, &go).clicked() {
        asked = Some(Asked::GoTo(index));
    }
    let Some(mend) = &problem.mend else { return asked };
    ui.with_layout(egui::Layout::top_down(egui::Align::Max), |ui| {
        let is_two = like_it > 1;
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 0.0;
        let height = if is_two { 38.0 } else { 20.0 };
        ui.add_space(((rect.height() - height) / 2.0).max(0.0));
        let text = egui::RichText::new(mend.label(model)).color(theme::of(ui).accent);
        let button = ui.add(egui::Button::new(text).frame(false).truncate());
        let name = tr!("panel-mend-name", sentence = problem.sentence.clone());
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if button.clicked() {
            asked = Some(Asked::Mend(index));
        }
        if is_two {
            let text = egui::RichText::new(tr!("problems-mend-all", count = like_it)).font(theme::small());
            let button = ui.add(egui::Button::new(text.color(theme::of(ui).accent)).frame(false));
            let name = tr!("problems-mend-all-name", count = like_it, sentence = problem.sentence.clone());
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if button.clicked() {
                asked = Some(Asked::MendAll(index));
            }
        }
    });
    asked
}
