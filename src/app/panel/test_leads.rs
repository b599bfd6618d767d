//! The line with the test leads, which of them fail and which can't be asked; it leads to their tab.

use eframe::egui::{self, Ui};

use super::lines;
use crate::{
    app::{
        pages::leads::test_leads::{self, Count},
        state::State,
        theme,
    },
    scoring::testing::{Since, TestId, Verdict},
};

/// So many that fail are named.
const MOST_NAMED: usize = 3;

/// Near the top, so that what an edit breaks is seen without scrolling, however much is told below.
pub(super) fn show(ui: &mut Ui, state: &mut State, is_calm: bool) {
    let Some(count) = test_leads::count(state) else { return };
    ui.add_space(if is_calm { 0.0 } else { 6.0 });
    if lines::line(ui, &tr!("panel-tests"), |ui| count_ui(ui, count)) {
        state.show_tests(None);
    }
    let open = match count.failed {
        0 => None,
        _ if is_calm => names_ui(ui, state).then_some(None),
        failed => failing_ui(ui, state, failed),
    };
    if let Some(open) = open {
        state.show_tests(open);
    }
    if count.unasked > 0 && !is_calm && unasked_ui(ui, state) {
        state.show_tests(None);
    }
}

/// On a projector those that fail have one line: “Acme, Ingrid Sørensen”. Whether it was clicked.
fn names_ui(ui: &mut Ui, state: &State) -> bool {
    let names: Vec<String> = failing(state).into_iter().map(|failing| failing.name).collect();
    let text = egui::RichText::new(names.join(", ")).color(theme::of(ui).worse);
    let button = ui.add(egui::Button::new(text).frame(false).truncate());
    button.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(names.join("\n")).clicked()
}

/// “2 not checked: Ana Ruiz, Bo Lee”, and why when one waits. Whether it was clicked.
fn unasked_ui(ui: &mut Ui, state: &State) -> bool {
    let Some(unasked) = test_leads::unasked(state) else { return false };
    let (text, about) = (unasked.short(), unasked.whole());
    let button = ui.add(egui::Button::new(theme::second(ui, &text)).frame(false).truncate());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    button.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(about).clicked()
}

/// A test that fails.
struct Failing {
    id: TestId,
    name: String,
    said: String,
}

/// Those that fail, leads first.
fn failing(state: &State) -> Vec<Failing> {
    let Some(scored) = state.scored.as_ref() else { return Vec::new() };
    let (model, tests) = (scored.agreed(), scored.tests());
    let leads = model.test_leads.iter().zip(&tests.leads).filter_map(|(test, result)| {
        let said = result.sentence().unwrap_or_default().to_owned();
        let failing = || Failing { id: TestId::Lead(test.id.clone()), name: test.told_name().to_owned(), said };
        (result.verdict() == Verdict::Failed).then(failing)
    });
    let segments = model.segments.iter().zip(&tests.segments).filter_map(|(test, result)| {
        let said = result.answer.sentence().unwrap_or_default().to_owned();
        let failing = || Failing { id: TestId::Segment(test.id.clone()), name: model.segment_text(test), said };
        (result.answer.verdict() == Verdict::Failed).then(failing)
    });
    leads.chain(segments).collect()
}

/// “✓ 11 of 12”; whether it was clicked.
fn count_ui(ui: &mut Ui, count: Count) -> bool {
    let theme = theme::of(ui);
    let verdict = match count {
        Count { failed: 1.., .. } => Verdict::Failed,
        Count { passed: 0, .. } => Verdict::Unasked,
        _ => Verdict::Passed,
    };
    let (icon, colour) = test_leads::sign(theme, verdict);
    let (passed, asked, failed) = (count.passed, count.asked(), count.failed);
    let text =
        if asked == 0 { tr!("panel-tests-unasked") } else { tr!("panel-tests-of", passed = passed, asked = asked) };
    let button = ui.add(egui::Button::new(theme::strong(&text).color(colour)).frame(false));
    button.widget_info(|| {
        let name = tr!("panel-tests-name", passed = passed, asked = asked, failed = failed);
        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    ui.label(theme::icon(icon).color(colour));
    let about = tr!("panel-tests-about", failed = failed, unasked = count.unasked);
    button.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(about).clicked()
}

/// The names of those that fail, each with the step that broke it. Answers the one that was clicked; `Some(None)` for those
/// that are not named.
fn failing_ui(ui: &mut Ui, state: &State, failed: usize) -> Option<Option<TestId>> {
    let theme = theme::of(ui);
    let mut clicked = None;
    let spacing = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, 1.0);
    for Failing { id, name, said } in failing(state).into_iter().take(MOST_NAMED) {
        let since = state.pages.leads.tests.since(&id);
        let detail = match since {
            None | Some(Since::Always) => said.clone(),
            Some(_) => test_leads::since_text(state, &id).unwrap_or_default(),
        };
        let link = egui::Button::new(egui::RichText::new(&name).color(theme.worse)).frame(false).truncate();
        let link = ui.add(link).on_hover_cursor(egui::CursorIcon::PointingHand);
        if link.on_hover_text(format!("{name}: {said}")).clicked() {
            clicked = Some(Some(id));
        }
        ui.add(egui::Label::new(theme::caption(ui, &detail)).truncate()).on_hover_text(&detail);
        ui.add_space(2.0);
    }
    if let Some(more) = failed.checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        let link = egui::Button::new(theme::caption(ui, &tr!("and-more", count = more))).frame(false);
        if ui.add(link).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            clicked = Some(None);
        }
    }
    ui.spacing_mut().item_spacing.y = spacing;
    clicked
}
