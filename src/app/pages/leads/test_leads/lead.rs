//! One test lead, opened: who it is, what is expected, what broke it.

use eframe::egui::{self, vec2};

use super::{Answers, Ask, must_ui, segment::reason_ui};
use crate::{
    app::{format, state::State, theme, widgets},
    model::{Expectation, Model, Must, TestLead, TestLeadId, Whose},
    scoring::testing::{LeadResult, Since, Standing, TestId, Verdict},
};

/// What is to be done with the test, once nothing is borrowed any more.
enum Do {
    Accept,
    Open(String),
    Delete,
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, id: &TestLeadId, answers: &Answers) -> Option<Ask> {
    let test = state.document.model.test_lead(id)?.clone();
    let result = answers.lead(id);
    let mut edited = test.clone();
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    who_ui(ui, &mut edited);
    expectations_ui(ui, &state.document.model, &mut edited, result);
    if edited != test {
        state.touch();
        if let Some(test) = state.document.model.test_lead_mut(id) {
            *test = edited;
        }
    }
    if result.is_some_and(|result| result.verdict() == Verdict::Failed) {
        broke_ui(ui, state, &test, answers);
    }
    match buttons_ui(ui, &test, result)? {
        Do::Accept => state.accept_test(id, result?),
        Do::Delete => state.delete_test(&TestId::Lead(id.clone())),
        Do::Open(key) => state.pages.leads.open(key),
    }
    None
}

/// Its name, which can be changed, and whose lead it is.
fn who_ui(ui: &mut egui::Ui, test: &mut TestLead) {
    ui.horizontal(|ui| {
        let label = ui.label(theme::second(ui, &tr!("test-name")));
        let field =
            egui::TextEdit::singleline(&mut test.name).char_limit(80).desired_width(220.0).margin(vec2(8.0, 6.0));
        ui.add(field).labelled_by(label.id);
        let whose = match &test.whose {
            Whose::Library(key) => tr!("test-of-library", key = key.clone()),
            Whose::Own(own) => tr!("test-of-own", day = format::day(own.as_of.day())),
        };
        ui.add(egui::Label::new(theme::second(ui, &whose)).truncate());
    });
}

fn expectations_ui(ui: &mut egui::Ui, model: &Model, test: &mut TestLead, result: Option<&LeadResult>) {
    let name = test.told_name().to_owned();
    let stands = result.and_then(|result| result.stands.as_ref().ok());
    let mut removed = None;
    let is_only = test.expects.len() < 2;
    for (place, expectation) in test.expects.iter_mut().enumerate() {
        ui.push_id(place, |ui| {
            ui.horizontal_wrapped(|ui| {
                let Expectation { must, why, team } = expectation;
                must_ui(ui, model, (Some(&test.id), &name), must, stands);
                reason_ui(ui, &name, why, team);
                if !is_only && widgets::icon_button(ui, widgets::Icon::X, &tr!("test-must-remove")).clicked() {
                    removed = Some(place);
                }
            });
        });
    }
    if let Some(place) = removed {
        test.expects.remove(place);
    }
    if let Some(conflict) = model.conflict_of_test(test) {
        let text = crate::model::wording::upper_first(&conflict);
        ui.add(egui::Label::new(egui::RichText::new(text).color(theme::of(ui).warning)).wrap());
    }
    if widgets::link_button(ui, &tr!("test-must-add")).clicked() {
        test.expects.push(Expectation::new(another(model, test, stands)));
    }
}

/// An expectation to begin with that is not there yet, and holds where something that holds is known.
fn another(model: &Model, test: &TestLead, stands: Option<&Standing>) -> Must {
    let cell = stands.map(|standing| super::actions::cell_now(model, standing));
    let route = stands.and_then(|standing| model.routes.get(standing.route?)).map(|it| Must::Route(it.id.clone()));
    let is_new = |must: &Must| test.expects.iter().all(|it| it.must != *must);
    [cell, route].into_iter().flatten().find(is_new).unwrap_or(Must::NeverQualified)
}

/// Since which step it fails, and what that did to the lead.
fn broke_ui(ui: &mut egui::Ui, state: &mut State, test: &TestLead, answers: &Answers) {
    let theme = theme::of(ui);
    let said: Vec<&str> = answers
        .lead(&test.id)
        .map(|result| result.answers.iter().filter_map(|answer| answer.sentence()).collect())
        .unwrap_or_default();
    let since = since_text(state, &TestId::Lead(test.id.clone()));
    let lines = state.pages.leads.tests.reasons(answers, test).to_vec();
    let fill = theme::tint(theme.worse, 0.07);
    let frame = egui::Frame::new().fill(fill).corner_radius(10).inner_margin(egui::Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        for sentence in said {
            let text = crate::model::wording::upper_first(sentence);
            ui.add(egui::Label::new(theme::strong(&text)).wrap());
        }
        if let Some(since) = since {
            ui.add(egui::Label::new(egui::RichText::new(since)).wrap());
        }
        for line in lines {
            ui.add(egui::Label::new(theme::second(ui, &format!("•  {line}"))).wrap());
        }
    });
}

/// “Since “Webinar attended: 8 → 2 points””; nothing while that is still looked for.
pub(super) fn since_text(state: &State, id: &TestId) -> Option<String> {
    state.pages.leads.tests.since(id).map(|since| match since {
        Since::Step(step) => tr!("test-since", step = step.label.clone()),
        Since::Always => tr!("test-since-opened"),
    })
}

fn buttons_ui(ui: &mut egui::Ui, test: &TestLead, result: Option<&LeadResult>) -> Option<Do> {
    let mut done = None;
    ui.horizontal(|ui| {
        let can_accept = result.is_some_and(|result| result.verdict() == Verdict::Failed && result.stands.is_ok());
        if can_accept
            && widgets::quiet_button(ui, &tr!("test-accept")).on_hover_text(tr!("test-accept-about")).clicked()
        {
            done = Some(Do::Accept);
        }
        let stands = result.is_some_and(|result| result.stands.is_ok());
        if let Whose::Library(key) = &test.whose
            && stands
            && widgets::quiet_button(ui, &tr!("test-open-lead")).clicked()
        {
            done = Some(Do::Open(key.clone()));
        }
        if widgets::quiet_button(ui, &tr!("test-delete")).clicked() {
            done = Some(Do::Delete);
        }
    });
    done
}
