//! One problem: what is wrong, what would mend it, and the buttons that go there and mend it.

use eframe::egui::{self, Align, Align2, Layout, Rect, Role, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo, vec2};

use super::{
    layout::{self, AROUND, BUTTON, BUTTONS, ICON, PADDING},
    list::{Found, key},
};
use crate::{
    app::{state::State, theme, widgets},
    model::check::{Problem, Severity},
};

/// What was asked of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Go,
    Mend,
    MendAll,
}

pub fn icon(severity: Severity) -> widgets::Icon {
    match severity {
        Severity::Error => widgets::Icon::CircleAlert,
        Severity::Warning => widgets::Icon::TriangleAlert,
    }
}

pub(crate) fn colour(theme: &theme::Theme, severity: Severity) -> egui::Color32 {
    match severity {
        Severity::Error => theme.worse,
        Severity::Warning => theme.warning,
    }
}

/// Where a row is, and what its buttons say.
pub(super) struct Row<'a> {
    pub problem: &'a Problem,
    pub rect: Rect,
    pub is_chosen: bool,
    /// The button that mends it.
    pub mend: Option<String>,
    /// How many are mended with it at one click; below 2 that isn't offered.
    pub alike: usize,
}

/// The same wherever it stands in the list; of several that say the same, how many stand above.
pub(super) fn id(problem: &Problem, occurrence: usize) -> egui::Id {
    egui::Id::unique(("problem", key(problem), occurrence))
}

impl<'a> Row<'a> {
    pub fn new(state: &State, found: &Found, problem: &'a Problem, rect: Rect, alike: usize) -> Self {
        let mend = problem.mend.as_ref().map(|mend| mend.label(&state.document.model));
        let mend = mend.or_else(|| problem.lacks_attributes().then(|| tr!("problems-name")));
        let chosen = state.pages.problems.place_in(found).and_then(|place| found.get(place));
        Self { problem, rect, is_chosen: chosen.is_some_and(|chosen| std::ptr::eq(chosen, problem)), mend, alike }
    }

    pub fn show(&self, ui: &mut egui::Ui, occurrence: usize) -> Option<Asked> {
        let theme = theme::of(ui);
        let id = id(self.problem, occurrence);
        let response = ui.interact(self.rect, id, Sense::click());
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, self.is_chosen, &self.problem.sentence));
        let inside = self.rect.shrink2(vec2(6.0, 1.0));
        if self.is_chosen {
            ui.painter().rect_filled(inside, 7.0, theme.accent_tint);
        } else if response.hovered() {
            ui.painter().rect_filled(inside, 7.0, theme.raised);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(inside, 7.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
        }
        let words = layout::words(ui, self.problem, self.rect.width());
        let left = self.rect.left_top() + vec2(ICON, 0.0);
        let is_beside = layout::is_beside(self.rect.width());
        let top = if is_beside { (self.rect.height() - words.size().y) / 2.0 } else { AROUND };
        let at = egui::pos2(self.rect.left() + 22.0, self.rect.top() + top + 8.0);
        let colour = colour(theme, self.problem.severity);
        let icon = char::from(icon(self.problem.severity));
        ui.painter().text(at, Align2::CENTER_CENTER, icon, theme::icon_font(15.0), colour);
        ui.painter().galley(left + vec2(0.0, top), words, theme.text);
        let buttons = if is_beside {
            self.rect.with_min_x(self.rect.right() - BUTTONS).with_max_x(self.rect.right() - PADDING)
        } else {
            let line = Rect::from_min_size(self.rect.left_bottom(), vec2(self.rect.width(), BUTTON));
            line.translate(vec2(0.0, -BUTTON - AROUND + 4.0)).with_min_x(left.x).with_max_x(self.rect.right() - PADDING)
        };
        let asked = self.buttons_ui(ui, buttons, is_beside);
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() { Some(Asked::Go) } else { asked }
    }

    fn buttons_ui(&self, ui: &mut egui::Ui, rect: Rect, is_beside: bool) -> Option<Asked> {
        let layout =
            if is_beside { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        let mut asked = None;
        // From the right where they stand beside the sentence.
        let mut kinds = [Asked::Go, Asked::Mend, Asked::MendAll];
        if !is_beside {
            kinds.rotate_left(1);
        }
        for kind in kinds {
            if self.button_ui(&mut ui, kind) {
                asked = Some(kind);
            }
        }
        asked
    }

    fn button_ui(&self, ui: &mut egui::Ui, kind: Asked) -> bool {
        let sentence = self.problem.sentence.clone();
        let (response, name) = match (kind, &self.mend) {
            (Asked::Go, _) => {
                (widgets::link_button(ui, &tr!("problems-go")), tr!("problems-go-name", sentence = sentence))
            }
            (Asked::Mend, Some(label)) => {
                let button = egui::Button::new(label).min_size(vec2(56.0, 28.0)).truncate();
                let size = vec2(ui.available_width().min(190.0), 28.0);
                let layout = *ui.layout();
                let response = ui.allocate_ui_with_layout(size, layout, |ui| ui.add(button)).inner;
                // What mends nothing yet, but asks, is called what it says.
                let name = if self.problem.mend.is_some() {
                    tr!("panel-mend-name", sentence = sentence)
                } else {
                    label.clone()
                };
                (response, name)
            }
            (Asked::MendAll, Some(_)) if self.alike > 1 => {
                let button = widgets::link_button(ui, &tr!("problems-mend-all", count = self.alike));
                (button, tr!("problems-mend-all-name", count = self.alike, sentence = sentence))
            }
            (Asked::Mend | Asked::MendAll, _) => return false,
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let is_clicked = response.clicked();
        if kind == Asked::MendAll {
            response.on_hover_text(name);
        }
        is_clicked
    }
}
