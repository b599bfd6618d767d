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
    let problems = state.problems();
    let mut lacking: Vec<&Problem> = problems.iter().filter(|one| one.lacks_attributes()).collect();
    if lacking.is_empty() {
        return;
    }
    let are_told = lacking.len() <= TOLD && lacking.iter().all(|one| one.lacks_one_attribute());
    if !are_told {
        // Of many those first that one click mends.
        lacking.retain(|one| one.lacks_one_attribute() && one.mend.is_some());
        lacking.truncate(TOLD);
    }
    let lacking: Vec<Problem> = lacking.into_iter().cloned().collect();
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
        let mended = told_ui(ui, state, &lacking, say);
        if !are_told {
            say(ui, &if lacking.is_empty() { tr!("panel-lacks") } else { tr!("panel-lacks-more") });
        }
        let is_unknown = !are_told || lacking.iter().any(|problem| problem.mend.is_none());
        let is_named = is_unknown && widgets::link_button(ui, &tr!("problems-name")).clicked();
        if is_named { Some(Asked::Name) } else { mended }
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

/// Each in its own sentence, with what mends it at a click.
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
