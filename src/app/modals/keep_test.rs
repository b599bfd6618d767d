//! A lead becomes a test lead: which, and what is expected of it.

use eframe::egui::{self, vec2};

use super::{Answer, buttons, has_focus, title};
use crate::{
    app::{
        format,
        pages::leads::test_leads::{cell_now, must_ui},
        state::State,
        theme, widgets,
    },
    model::{Expectation, Model, Must, OwnLead, TestLead, TestLeadId, Whose},
    scoring::testing::Standing,
};

/// A lead that is being kept.
#[derive(Clone, Debug)]
pub struct KeepTestForm {
    name: String,
    /// Its key, where it is a lead of the open library.
    key: Option<String>,
    is_copy: bool,
    own: OwnLead,
    /// The same with what the model asks for alone.
    spared: OwnLead,
    is_spared: bool,
    stands: Standing,
    must: Must,
    why: String,
}

impl KeepTestForm {
    /// A lead of the library (by its key), or one that is only at hand, such as one of the sandbox. What is expected is, to
    /// begin with, the cell that it is in now.
    pub fn new(model: &Model, key: Option<String>, name: &str, own: OwnLead) -> Self {
        let stands = Standing::of_own(model, &own);
        let must = cell_now(model, &stands);
        let spared = own.sparing(model);
        let (is_copy, why) = (key.is_none(), String::new());
        let name = model.free_test_name(name);
        Self { name, is_copy, key, own, spared, is_spared: true, stands, must, why }
    }

    /// The copy that would be kept.
    fn kept(&self) -> &OwnLead {
        if self.is_spared { &self.spared } else { &self.own }
    }

    /// The test that it becomes.
    pub(in crate::app) fn test(&self) -> TestLead {
        let whose = match &self.key {
            Some(key) if !self.is_copy => Whose::Library(key.clone()),
            _ => Whose::Own(self.kept().clone()),
        };
        let why = self.why.trim().to_owned();
        let expects = vec![Expectation { must: self.must.clone(), why, team: None }];
        TestLead { id: TestLeadId::fresh(), name: self.name.trim().to_owned(), whose, expects }
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, form: &mut KeepTestForm) -> Answer {
    title(ui, &tr!("test-keep"));
    ui.add(egui::Label::new(theme::second(ui, &tr!("test-keep-about"))).wrap());
    let label = ui.label(theme::caption(ui, &tr!("test-name")));
    let name = field(&mut form.name, 80);
    let name = ui.add(name).labelled_by(label.id);
    let is_taken = state.document.model.is_test_name_taken(form.test().told_name(), None);
    if is_taken {
        ui.add(egui::Label::new(theme::worse(ui, &tr!("test-name-taken"))).wrap());
    }
    whose_ui(ui, form);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        must_ui(ui, &state.document.model, (None, form.name.trim()), &mut form.must, Some(&form.stands));
    });
    let label = ui.label(theme::caption(ui, &tr!("test-because")));
    let hint = theme::second(ui, &tr!("test-because-hint"));
    let why = ui.add(field(&mut form.why, 300).hint_text(hint)).labelled_by(label.id);
    let is_enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
    let entered = is_enter && (name.lost_focus() || why.lost_focus());
    if !entered && !has_focus(ui) {
        name.request_focus();
    }
    match buttons(ui, &[&tr!("cancel"), &tr!("test-keep-do")]) {
        Some(0) => Answer::Close,
        None if !entered => Answer::Waiting,
        _ if is_taken => {
            name.request_focus();
            Answer::Waiting
        }
        _ => {
            state.keep_test(form);
            Answer::Close
        }
    }
}

/// By its key or as a copy, what either means, and what of a copy others will read.
fn whose_ui(ui: &mut egui::Ui, form: &mut KeepTestForm) {
    if let Some(key) = &form.key {
        let [by_key, copy] = [tr!("test-keep-by-key"), tr!("test-keep-copy")];
        widgets::segmented(ui, &tr!("test-keep-whose"), &mut form.is_copy, &[(false, &by_key), (true, &copy)]);
        let about = if form.is_copy {
            tr!("test-keep-copy-about", day = format::day(form.own.as_of.day()))
        } else {
            tr!("test-keep-by-key-about", key = key.clone())
        };
        ui.add(egui::Label::new(theme::second(ui, &about)).wrap());
    }
    if !form.is_copy {
        return;
    }
    ui.checkbox(&mut form.is_spared, tr!("test-keep-spared")).on_hover_text(tr!("test-keep-spared-about"));
    let lead = &form.kept().lead;
    let (fields, events) = (lead.attributes.len(), lead.events.len());
    let about = tr!("test-keep-file", fields = fields, events = events);
    ui.add(egui::Label::new(theme::second(ui, &about)).wrap());
}

fn field(text: &mut String, letters: usize) -> egui::TextEdit<'_> {
    egui::TextEdit::singleline(text).desired_width(f32::INFINITY).char_limit(letters).margin(vec2(8.0, 7.0))
}
