//! One test lead, opened: who it is, what is expected, what broke it.

use eframe::egui::{self, vec2};

use super::{Answers, Ask, actions::cell_now, must_ui, segment::reason_ui, since_text};
use crate::{
    app::{format, state::State, theme, widgets},
    model::{Axis, Expectation, Model, Must, TestLead, TestLeadId, Whose},
    scoring::testing::{LeadResult, Standing, TestId, Verdict},
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
    name_ui(ui, state, &test, &mut edited);
    expectations_ui(ui, &state.document.model, &mut edited, answers);
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

/// A name that was typed and is another's: it stands in the field with the reason, and the test keeps the name it had.
pub(super) struct RefusedName {
    id: TestLeadId,
    had: String,
    typed: String,
}

/// Who it is; a name that another has is not taken.
fn name_ui(ui: &mut egui::Ui, state: &mut State, test: &TestLead, edited: &mut TestLead) {
    let refused = state.pages.leads.tests.refused.take();
    if let Some(refused) = refused.filter(|refused| refused.id == test.id && refused.had == test.name) {
        edited.name = refused.typed;
    }
    who_ui(ui, edited);
    if !state.document.model.is_test_name_taken(edited.told_name(), Some(&test.id)) {
        return;
    }
    ui.label(theme::worse(ui, &tr!("test-name-taken")));
    if edited.name != test.name {
        let (id, had) = (test.id.clone(), test.name.clone());
        let typed = std::mem::replace(&mut edited.name, had.clone());
        state.pages.leads.tests.refused = Some(RefusedName { id, had, typed });
    }
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

fn expectations_ui(ui: &mut egui::Ui, model: &Model, test: &mut TestLead, answers: &Answers) {
    let name = test.told_name().to_owned();
    let stands = answers.stands(&test.id);
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
    if let Some(another) = another(model, test, answers)
        && widgets::link_button(ui, &tr!("test-must-add")).clicked()
    {
        test.expects.push(Expectation::new(another));
    }
}

/// The next expectation that holds now, is not there yet and does not contradict what is; `None` where none is left.
fn another(model: &Model, test: &TestLead, answers: &Answers) -> Option<Must> {
    let is_free = model.conflict_of_test(test).is_none();
    let can_be_added = |must: &Must| {
        let is_new = test.expects.iter().all(|it| it.must != *must);
        let mut with = test.clone();
        with.expects.push(Expectation::new(must.clone()));
        is_new && is_free && model.conflict_of_test(&with).is_none()
    };
    match answers.stands(&test.id) {
        Some(now) => holding(model, test, now, answers).into_iter().find(can_be_added),
        // Nothing is known of the lead: this needs no choice.
        None => Some(Must::NeverQualified).filter(can_be_added),
    }
}

/// All that holds of a lead, and says something.
fn holding(model: &Model, test: &TestLead, now: &Standing, answers: &Answers) -> Vec<Must> {
    let route = now.route.and_then(|route| model.routes.get(route)).map(|it| Must::Route(it.id.clone()));
    let at_least = |axis: Axis, place: usize| {
        let bands = &model.axis(axis).bands;
        // Everybody is in the last band or a better one.
        let band = bands.get(place).filter(|_| place + 1 < bands.len())?;
        Some(Must::AtLeast { axis, band: band.id.clone() })
    };
    let [fit, engagement] = now.bands;
    let first = [
        Some(cell_now(model, now)),
        route,
        at_least(Axis::Fit, fit),
        at_least(Axis::Engagement, engagement),
        (!now.qualified).then_some(Must::NeverQualified),
        (!now.disqualified_by.is_empty()).then_some(Must::Disqualified),
    ];
    let others = model.test_leads.iter().filter(|other| other.id != test.id);
    let above = others.filter(|other| answers.stands(&other.id).is_some_and(|other| now.rank() < other.rank()));
    first.into_iter().flatten().chain(above.map(|other| Must::Above(other.id.clone()))).collect()
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
