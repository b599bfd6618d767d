//! The line with the problems of the draft; it leads to their page.

use eframe::egui::{self, Ui};

use super::lines;
use crate::{
    app::{
        commands::Command,
        pages::problems,
        state::{Page, State},
        theme, widgets,
    },
    model::check::Problem,
};

/// More are told by their page.
const TOLD: usize = 2;

/// Below the one number: why it is so low, where the leads lack what criteria ask for. What is known of one attribute is
/// said and mended as on the page of problems.
pub(super) fn lacks_ui(ui: &mut Ui, state: &mut State) {
    let lacking: Vec<Problem> =
        state.problems().iter().filter(|one| one.lacks_attributes()).take(TOLD + 1).cloned().collect();
    if lacking.is_empty() {
        return;
    }
    let are_told = lacking.len() <= TOLD && lacking.iter().all(Problem::lacks_one_attribute);
    let theme = theme::of(ui);
    // A block of its own: else it reads as the reason of the test above it.
    ui.add_space(8.0);
    let fill = theme::tint(theme.warning, 0.07);
    let frame = egui::Frame::new().fill(fill).corner_radius(10).inner_margin(egui::Margin::symmetric(10, 8));
    let asked = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let say = |ui: &mut Ui, text: &str| {
            ui.add(egui::Label::new(egui::RichText::new(text).color(theme.warning)).wrap());
        };
        if are_told {
            told_ui(ui, state, &lacking, say)
        } else {
            say(ui, &tr!("panel-lacks"));
            widgets::link_button(ui, &tr!("problems-name")).clicked().then_some(Asked::Name)
        }
    });
    match asked.inner {
        Some(Asked::Name) => {
            state.begin_naming();
            state.ask(Command::GoTo(Page::Problems));
        }
        Some(Asked::Mend(place)) => state.mend(&lacking[place..=place]),
        None => {}
    }
}

/// What was clicked.
enum Asked {
    /// One of those that are told, by its place.
    Mend(usize),
    /// Which of the library's attributes are meant.
    Name,
}

/// Each in its own sentence, with what mends it at a click; the others are to be said.
fn told_ui(ui: &mut Ui, state: &State, lacking: &[Problem], say: impl Fn(&mut Ui, &str)) -> Option<Asked> {
    let mut asked = None;
    for (place, problem) in lacking.iter().enumerate() {
        say(ui, &problem.sentence);
        if let Some(mend) = &problem.mend
            && widgets::link_button(ui, &mend.label(&state.document.model)).clicked()
        {
            asked = Some(Asked::Mend(place));
        }
    }
    let is_unknown = lacking.iter().any(|problem| problem.mend.is_none());
    if is_unknown && widgets::link_button(ui, &tr!("problems-name")).clicked() {
        asked = Some(Asked::Name);
    }
    asked
}

pub(super) fn show(ui: &mut Ui, state: &mut State) {
    let found = state.problems();
    let is_clicked = lines::line(ui, &tr!("panel-problems"), |ui| {
        let text = problems::words(&found);
        let Some(colour) = problems::colour(theme::of(ui), &found) else {
            ui.label(theme::second(ui, &text));
            return false;
        };
        let button = ui.add(egui::Button::new(theme::strong(&text).color(colour)).frame(false));
        button.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("panel-problems-name", text = text.clone()))
        });
        button.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
    });
    if is_clicked {
        state.ask(Command::GoTo(Page::Problems));
    }
}
