//! The line with the problems of the draft, and the list it opens: each can be gone to, some mended at once.

use eframe::egui::{self, Popup, PopupCloseBehavior, RectAlign, Ui};

use super::lines;
use crate::{
    app::{
        commands::Command,
        state::{Page, State},
        theme, widgets,
    },
    model::check::{Mend, Place, Problem, Severity},
};

/// The list is so wide.
const WIDTH: f32 = 400.0;

/// What was asked of a problem.
enum Asked {
    /// What the problem is, and where.
    GoTo {
        code: &'static str,
        place: Place,
    },
    Mend(Mend),
}

pub(super) fn show(ui: &mut Ui, state: &mut State) {
    let scored = state.scored.clone();
    let problems: &[Problem] = scored.as_ref().map_or(&[], |scored| &scored.problems);
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let asked = lines::line(ui, &tr!("panel-problems"), |ui| {
        let text = words(errors, warnings);
        if problems.is_empty() {
            ui.label(theme::second(ui, &text));
            return None;
        }
        let theme = theme::of(ui);
        let colour = if errors > 0 { theme.worse } else { theme.warning };
        let button = ui.add(egui::Button::new(theme::strong(&text).color(colour)).frame(false));
        button.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("panel-problems-name", text = text.clone()))
        });
        let popup = Popup::menu(&button)
            .align(RectAlign::LEFT_END)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(WIDTH)
            .show(|ui| list_ui(ui, problems));
        popup.and_then(|popup| popup.inner)
    });
    match asked {
        Some(Asked::Mend(mend)) => mend.apply(&mut state.document.model),
        Some(Asked::GoTo { code, place }) => go_to(state, code, place),
        None => {}
    }
}

/// “1 error, 2 warnings”, “none”.
fn words(errors: usize, warnings: usize) -> String {
    let errors = (errors > 0).then(|| tr!("panel-errors", number = errors));
    let warnings = (warnings > 0).then(|| tr!("panel-warnings", number = warnings));
    let parts: Vec<_> = errors.into_iter().chain(warnings).collect();
    if parts.is_empty() { tr!("panel-no-problems") } else { parts.join(", ") }
}

fn list_ui(ui: &mut Ui, problems: &[Problem]) -> Option<Asked> {
    let mut asked = None;
    ui.set_width(WIDTH);
    egui::ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        for (index, problem) in problems.iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            asked = ui.push_id(index, |ui| problem_ui(ui, problem)).inner.or(asked.take());
        }
    });
    if matches!(asked, Some(Asked::GoTo { .. })) {
        ui.close();
    }
    asked
}

fn problem_ui(ui: &mut Ui, problem: &Problem) -> Option<Asked> {
    let theme = theme::of(ui);
    let (icon, colour, severity) = match problem.severity {
        Severity::Error => (widgets::Icon::CircleAlert, theme.worse, tr!("panel-error")),
        Severity::Warning => (widgets::Icon::TriangleAlert, theme.warning, tr!("panel-warning")),
    };
    let mut asked = None;
    ui.horizontal_top(|ui| {
        ui.label(theme::icon(icon).color(colour)).on_hover_text(severity);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            let sentence = egui::Button::new(&problem.sentence).frame(false).wrap();
            if ui.add(sentence).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                asked = Some(Asked::GoTo { code: problem.code, place: problem.place.clone() });
            }
            if let Some(hint) = &problem.hint {
                ui.add(egui::Label::new(theme::second(ui, hint)).wrap());
            }
            if let Some(mend) = &problem.mend {
                let name = tr!("panel-mend-name", sentence = problem.sentence.clone());
                let button = widgets::link_button(ui, &tr!("panel-mend"));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if button.clicked() {
                    asked = Some(Asked::Mend(mend.clone()));
                }
            }
        });
    });
    asked
}

/// Shows where a problem is.
fn go_to(state: &mut State, code: &str, place: Place) {
    let page = match place {
        Place::Model => {
            state.ask(Command::ModelSettings);
            None
        }
        Place::Criterion(id) => {
            state.pages.criteria.choose(id);
            Some(Page::Criteria)
        }
        Place::Category(id) => {
            // A category is edited where its criteria are: its first one leads there.
            let first = state.document.model.criteria_of(&id).next().map(|criterion| criterion.id.clone());
            if let Some(first) = first {
                state.pages.criteria.choose(first);
            }
            Some(Page::Criteria)
        }
        // What an axis lacks here is a criterion, not a band.
        Place::Axis(_) if code == "no-negatives" => Some(Page::Criteria),
        Place::Axis(axis) | Place::Band(axis, _) => {
            state.pages.matrix.choose_bands(axis);
            Some(Page::Matrix)
        }
        Place::Cell(fit, engagement) => {
            state.pages.matrix.choose_cell(fit, engagement);
            Some(Page::Matrix)
        }
        Place::Route(id) => {
            state.pages.matrix.choose_route(id);
            Some(Page::Matrix)
        }
    };
    if let Some(page) = page {
        state.ask(Command::GoTo(page));
    }
}
