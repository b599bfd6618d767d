//! The list: a row a test, those that fail first; a click opens it.

use eframe::egui::{self, Align2, Sense, Stroke, StrokeKind, UiBuilder, pos2, vec2};

use super::{Answers, Ask, add, lead, segment, sign, verdict_name};
use crate::{
    app::{panel, state::State, theme, widgets},
    model::{Model, SegmentTestId, TestLeadId},
    scoring::testing::{Answer, LeadResult, TestId, Verdict},
};

const ROW: f32 = 34.0;
/// The sign.
const SIGN: f32 = 28.0;
/// Between the name and the detail.
const BETWEEN: f32 = 12.0;

/// What a row says.
struct Row {
    verdict: Verdict,
    name: String,
    detail: String,
    /// At the end of the row.
    end: String,
}

/// A row; whether it was clicked.
fn row_ui(ui: &mut egui::Ui, row: &Row, is_open: bool, opacity: f32) -> bool {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let spoken = [row.name.as_str(), &verdict_name(row.verdict), &row.detail, &row.end];
    let spoken: Vec<&str> = spoken.into_iter().filter(|part| !part.is_empty()).collect();
    let spoken = spoken.join(", ");
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &spoken));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, 7.0, theme.raised);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, 7.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let (icon, colour) = sign(theme, row.verdict);
    let middle = rect.center().y;
    let at = pos2(rect.left() + 12.0, middle);
    painter.text(at, Align2::CENTER_CENTER, char::from(icon), theme::icon_font(15.0), theme::tint(colour, opacity));
    let chevron = if is_open { widgets::Icon::ChevronUp } else { widgets::Icon::ChevronDown };
    let right = rect.right() - 8.0;
    painter.text(pos2(right, middle), Align2::RIGHT_CENTER, char::from(chevron), theme::icon_font(13.0), theme.second);
    let end = painter.text(
        pos2(right - 24.0, middle),
        Align2::RIGHT_CENTER,
        &row.end,
        theme::strong_font(),
        theme::tint(if row.verdict == Verdict::Failed { theme.worse } else { theme.text }, opacity),
    );
    let left = rect.left() + SIGN;
    let room = end.left() - 16.0 - left;
    // The name has what the detail leaves, and at least its part.
    let detail = painter.layout_no_wrap(row.detail.clone(), theme::body(), theme.text).size().x;
    let most = if row.detail.is_empty() { room } else { (room - detail - BETWEEN).max(room * 0.45) };
    let name = widgets::one_line(painter, &row.name, theme::strong_font(), theme.text, most);
    let width = name.size().x;
    painter.galley(pos2(left, middle - name.size().y / 2.0), name, theme.text);
    let colour = if row.verdict == Verdict::Failed { theme.worse } else { theme.second };
    let room = room - width - BETWEEN;
    let detail = widgets::one_line(painter, &row.detail, theme::body(), theme::tint(colour, opacity), room);
    painter.galley(pos2(left + width + BETWEEN, middle - detail.size().y / 2.0), detail, colour);
    let whole = if row.detail.is_empty() { row.name.clone() } else { format!("{}: {}", row.name, row.detail) };
    response.on_hover_text(whole).clicked()
}

/// A row, and below it what it opens.
fn foldable(
    ui: &mut egui::Ui,
    state: &mut State,
    id: &TestId,
    row: &Row,
    opacity: f32,
    content: impl FnOnce(&mut egui::Ui, &mut State) -> Option<Ask>,
) -> Option<Ask> {
    let is_open = state.pages.leads.tests.open.as_ref() == Some(id);
    if row_ui(ui, row, is_open, opacity) {
        state.pages.leads.tests.open = (!is_open).then(|| id.clone());
    }
    let mut asked = None;
    if is_open {
        let salt = match id {
            TestId::Lead(id) => ("test lead", id.0.as_str()),
            TestId::Segment(id) => ("segment", id.0.as_str()),
        };
        let whole = ui.available_rect_before_wrap();
        let inner = whole.with_min_x(whole.left() + SIGN);
        let builder = UiBuilder::new().max_rect(inner).id_salt(salt);
        asked = ui.scope_builder(builder, |ui| content(ui, state)).inner;
        ui.add_space(8.0);
    }
    let bottom = ui.cursor().top() - 0.5;
    ui.painter().hline(ui.max_rect().x_range(), bottom, Stroke::new(1.0, theme::of(ui).line));
    asked
}

pub(super) fn leads_ui(ui: &mut egui::Ui, state: &mut State, answers: &Answers, opacity: f32) -> Option<Ask> {
    let ids: Vec<TestLeadId> = state.pages.leads.tests.order.iter().filter_map(lead_id).collect();
    let verdicts: Vec<Verdict> = ids.iter().map(|id| answers.verdict(&TestId::Lead(id.clone()))).collect();
    let mut asked = None;
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        heading_ui(ui, &tr!("test-leads-heading"), &verdicts);
        if ids.is_empty() {
            none_ui(ui, &tr!("test-leads-none"));
        }
        for id in ids {
            let Some(row) = lead_row(&state.document.model, &id, answers.lead(&id)) else { continue };
            let test = TestId::Lead(id.clone());
            let done = foldable(ui, state, &test, &row, opacity, |ui, state| lead::show(ui, state, &id, answers));
            asked = asked.take().or(done);
        }
        ui.add_space(8.0);
        let added = add::menu_ui(ui, state);
        asked = asked.take().or(added);
    });
    asked
}

/// “Segments  2 of 3 pass”: of those that could be asked.
fn heading_ui(ui: &mut egui::Ui, name: &str, verdicts: &[Verdict]) {
    let passed = verdicts.iter().filter(|verdict| **verdict == Verdict::Passed).count();
    let asked = verdicts.iter().filter(|verdict| **verdict != Verdict::Unasked).count();
    ui.horizontal(|ui| {
        ui.label(theme::strong(name));
        if asked > 0 {
            ui.label(theme::second(ui, &tr!("tests-of", passed = passed, asked = asked)));
        }
    });
    ui.add_space(6.0);
}

fn none_ui(ui: &mut egui::Ui, about: &str) {
    ui.add(egui::Label::new(theme::second(ui, about)).wrap());
    ui.add_space(6.0);
}

fn lead_id(id: &TestId) -> Option<TestLeadId> {
    if let TestId::Lead(id) = id { Some(id.clone()) } else { None }
}

fn segment_id(id: &TestId) -> Option<SegmentTestId> {
    if let TestId::Segment(id) = id { Some(id.clone()) } else { None }
}

/// What is expected where that holds; else what broke, or why it can't be asked.
fn lead_row(model: &Model, id: &TestLeadId, result: Option<&LeadResult>) -> Option<Row> {
    let test = model.test_lead(id)?;
    let expected = || {
        let musts: Vec<String> = test.expects.iter().map(|it| model.must_text(&it.must)).collect();
        if musts.is_empty() { tr!("test-nothing-expected") } else { musts.join(", ") }
    };
    let said = result.and_then(LeadResult::sentence).map(str::to_owned);
    let stands = result.and_then(|result| result.stands.as_ref().ok());
    Some(Row {
        verdict: result.map_or(Verdict::Unasked, LeadResult::verdict),
        name: test.told_name().to_owned(),
        detail: said.unwrap_or_else(expected),
        end: stands.map(|standing| standing.cell_name(model)).unwrap_or_default(),
    })
}

pub(super) fn segments_ui(ui: &mut egui::Ui, state: &mut State, answers: &Answers, opacity: f32) -> Option<Ask> {
    let ids: Vec<SegmentTestId> = state.pages.leads.tests.order.iter().filter_map(segment_id).collect();
    let verdicts: Vec<Verdict> = ids.iter().map(|id| answers.verdict(&TestId::Segment(id.clone()))).collect();
    let is_behind = state.scored.as_ref().is_some_and(|scored| state.closed.is_behind(scored));
    let opacity_when_closed = panel::opacity_of(ui, "segments of closed leads", is_behind);
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        heading_ui(ui, &tr!("test-segments-heading"), &verdicts);
        if ids.is_empty() {
            none_ui(ui, &tr!("test-segments-none"));
        }
        for id in ids {
            let Some(test) = state.document.model.segment(&id) else { continue };
            let result = answers.segment(&id);
            let opacity = if test.of.is_when_closed() { opacity.min(opacity_when_closed) } else { opacity };
            let answer = result.map(|result| &result.answer);
            let measured = result.and_then(|result| result.measured);
            let unmeasured = answer.filter(|_| measured.is_none()).and_then(Answer::sentence);
            let row = Row {
                verdict: answer.map_or(Verdict::Unasked, Answer::verdict),
                name: state.document.model.segment_text(test),
                detail: unmeasured.unwrap_or_default().to_owned(),
                end: measured.map(|measured| measured.text(test.limit)).unwrap_or_default(),
            };
            let test = TestId::Segment(id.clone());
            foldable(ui, state, &test, &row, opacity, |ui, state| {
                segment::show(ui, state, &id, result.and_then(|result| result.who.as_ref()));
                None
            });
        }
        ui.add_space(8.0);
        if widgets::quiet_button(ui, &tr!("test-leads-add-segment")).clicked() {
            state.add_segment();
        }
    });
    None
}
