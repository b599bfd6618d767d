//! The line with the test leads, and which of them fail; it leads to their tab.

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

pub(super) fn show(ui: &mut Ui, state: &mut State, is_short: bool) {
    let Some(count) = test_leads::count(state) else { return };
    if lines::line(ui, &tr!("panel-tests"), |ui| count_ui(ui, count)) {
        state.show_tests(None);
    }
    if count.failed == 0 || is_short {
        return;
    }
    if let Some(open) = failing_ui(ui, state, count.failed) {
        state.show_tests(Some(open));
    }
    ui.add_space(4.0);
}

/// Near the top, as what it names lies far below: “2 of 10 broken: Acme, Ingrid Sørensen”. Nothing while none fails.
pub(super) fn broken_ui(ui: &mut Ui, state: &mut State) {
    let Some(count) = test_leads::count(state).filter(|count| count.failed > 0) else { return };
    let names: Vec<String> = failing(state).into_iter().map(|failing| failing.name).collect();
    let (failed, asked) = (count.failed, count.asked());
    let text = tr!("panel-tests-broken", failed = failed, asked = asked, names = names.join(", "));
    let theme = theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    let icon = char::from(test_leads::sign(theme, Verdict::Failed).0).to_string();
    job.append(&icon, 0.0, egui::TextFormat::simple(theme::icon_font(13.0), theme.worse));
    job.append(&text, 6.0, egui::TextFormat::simple(theme::body(), theme.worse));
    let button = ui.add(egui::Button::new(job).frame(false).truncate());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    if button.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(names.join("\n")).clicked() {
        state.show_tests(None);
    }
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
    let model = scored.agreed();
    let leads = model.test_leads.iter().zip(&scored.tests.leads).filter_map(|(test, result)| {
        let said = result.sentence().unwrap_or_default().to_owned();
        let failing = || Failing { id: TestId::Lead(test.id.clone()), name: test.told_name().to_owned(), said };
        (result.verdict() == Verdict::Failed).then(failing)
    });
    let segments = model.segments.iter().zip(&scored.tests.segments).filter_map(|(test, result)| {
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

/// The names of those that fail, each with the step that broke it. Answers the one that was clicked.
fn failing_ui(ui: &mut Ui, state: &State, failed: usize) -> Option<TestId> {
    let theme = theme::of(ui);
    let mut clicked = None;
    for Failing { id, name, said } in failing(state).into_iter().take(MOST_NAMED) {
        let since = state.pages.leads.tests.since(&id);
        let detail = match since {
            Some(Since::Step(step)) => tr!("test-since", step = step.label.clone()),
            _ => said.clone(),
        };
        ui.spacing_mut().item_spacing.y = 1.0;
        let link = egui::Button::new(egui::RichText::new(&name).color(theme.worse)).frame(false).truncate();
        let link = ui.add(link).on_hover_cursor(egui::CursorIcon::PointingHand);
        if link.on_hover_text(format!("{name}: {said}")).clicked() {
            clicked = Some(id);
        }
        ui.add(egui::Label::new(theme::caption(ui, &detail)).wrap());
    }
    if let Some(more) = failed.checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        ui.label(theme::caption(ui, &tr!("and-more", count = more)));
    }
    clicked
}
