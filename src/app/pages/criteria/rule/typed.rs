//! The rule as text: read while it is typed, with the place underlined where it can't be read.
//!
//! What can be read counts at once; what can't waits in its field, for as long as the window is open, and the rule stays as
//! it was.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use eframe::egui::{
    self, Align, Galley, Id, Key, Label, Layout, Stroke, TextEdit, TextFormat, Ui, text::LayoutJob, vec2,
};

use super::tree;
use crate::{
    app::{theme, widgets},
    model::{
        CriterionId, Rule,
        check::Facts,
        rule_text::{self, RuleTextError},
        sentence,
    },
};

/// As high as a line of text.
const LINE: f32 = 20.0;

/// What is being typed, by criterion, and how rules are shown.
#[derive(Debug, Default)]
pub struct Typing {
    /// Rules are shown as text, not as a sentence of fields.
    pub as_text: bool,
    texts: BTreeMap<CriterionId, Typed>,
    /// The field that is to be typed into next.
    wanted: Option<CriterionId>,
}

/// A text, and the rule that it was last read as.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    text: String,
    read: Rule,
    error: Option<RuleTextError>,
}

impl Typed {
    fn of(rule: &Rule) -> Self {
        Self { text: text_of(rule), read: rule.clone(), error: None }
    }

    /// Reads the text; the rule it means, if it means one.
    fn read(&mut self, facts: Option<&Facts>) -> Option<&Rule> {
        let read = facts.map_or_else(|| rule_text::parse(&self.text), |facts| rule_text::parse_in(&self.text, facts));
        match read {
            Ok(rule) => {
                self.read = rule;
                self.error = None;
                Some(&self.read)
            }
            Err(err) => {
                self.error = Some(err);
                None
            }
        }
    }
}

/// A rule in which nothing has been said yet has no text.
fn text_of(rule: &Rule) -> String {
    match rule {
        Rule::Profile(condition) if tree::is_blank(condition) => String::new(),
        rule => rule_text::to_text(rule),
    }
}

impl Typing {
    /// Shows rules as text, and takes the cursor there; or as sentences again.
    pub fn show_as_text(&mut self, as_text: bool, id: &CriterionId) {
        self.as_text = as_text;
        self.wanted = as_text.then(|| id.clone());
    }

    /// What was typed for a criterion and is no rule.
    pub fn unread(&self, id: &CriterionId) -> Option<&str> {
        self.texts.get(id).filter(|typed| typed.error.is_some()).map(|typed| typed.text.as_str())
    }

    /// Another model was opened; how rules are shown stays.
    pub fn forget(&mut self) {
        *self = Self { as_text: self.as_text, ..Self::default() };
    }

    fn give_up(&mut self, id: &CriterionId) {
        self.texts.remove(id);
    }

    /// The text of a criterion's rule. One that can't be read is kept whatever becomes of the rule; else the rule counts.
    fn take(&mut self, id: &CriterionId, rule: &Rule) -> Typed {
        self.texts
            .remove(id)
            .filter(|typed| typed.error.is_some() || typed.read == *rule)
            .unwrap_or_else(|| Typed::of(rule))
    }
}

/// Edits a rule as text.
pub fn typed_ui(ui: &mut Ui, typing: &mut Typing, id: &CriterionId, rule: &mut Rule, facts: Option<&Facts>) {
    let mut typed = typing.take(id, rule);
    let field = Id::unique(("rule as text", &id.0));
    let response = field_ui(ui, field, &mut typed);
    if typing.wanted.take_if(|wanted| wanted == id).is_some() {
        response.request_focus();
    }
    if response.changed()
        && let Some(read) = typed.read(facts)
        && read != rule
    {
        rule.clone_from(read);
    }
    // Enter ends the typing; the text then stands as every rule's text does.
    if response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        response.surrender_focus();
    }
    let is_read = typed.error.is_none();
    if is_read && !response.has_focus() {
        typed = Typed::of(rule);
    }
    let given_up = ui.scope(|ui| error_ui(ui, &typed, rule)).inner;
    if !given_up && (!is_read || response.has_focus()) {
        typing.texts.insert(id.clone(), typed);
    }
}

fn field_ui(ui: &mut Ui, id: Id, typed: &mut Typed) -> egui::Response {
    let Typed { text, error, .. } = typed;
    let is_wrong = error.is_some();
    let at = error.as_ref().map(|err| err.at.clone());
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| layout(ui, text.as_str(), at.clone(), width);
    let field = TextEdit::multiline(text)
        .id(id)
        .hint_text(tr!("rule-text-hint"))
        .layouter(&mut layouter)
        .return_key(None)
        .desired_rows(1)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(9, 6));
    ui.scope(|ui| {
        if is_wrong {
            ui.visuals_mut().selection.stroke.color = theme::of(ui).worse;
        }
        ui.add(field).accessible_name(tr!("rule-text"))
    })
    .inner
}

/// The text with the place underlined at which it can't be read.
fn layout(ui: &Ui, text: &str, wrong: Option<Range<usize>>, width: f32) -> Arc<Galley> {
    let theme = theme::of(ui);
    let plain = TextFormat { font_id: theme::body(), color: theme.text, ..TextFormat::default() };
    let underlined = TextFormat {
        underline: Stroke::new(2.0, theme.worse),
        background: theme::tint(theme.worse, 0.12),
        ..plain.clone()
    };
    let wrong = wrong.map_or(0..0, |wrong| seen(text, wrong));
    let pieces = [(0..wrong.start, &plain), (wrong.clone(), &underlined), (wrong.end..text.len(), &plain)];
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for (range, format) in pieces.into_iter().filter(|(range, _)| !range.is_empty()) {
        job.append(text.get(range).unwrap_or_default(), 0.0, format.clone());
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// What of a place can be underlined: where something is missing, the letter before. The text may be newer than the error.
fn seen(text: &str, wrong: Range<usize>) -> Range<usize> {
    let is_in = text.get(wrong.clone()).is_some();
    if is_in && !wrong.is_empty() {
        return wrong;
    }
    let end = if is_in { wrong.end } else { text.len() };
    let before = text.get(..end).unwrap_or(text).trim_end();
    let start = before.char_indices().next_back().map_or(0, |(start, _)| start);
    start..before.len()
}

/// What is wrong with the text, and what counts until it is mended; true when the text is given up.
fn error_ui(ui: &mut Ui, typed: &Typed, rule: &Rule) -> bool {
    let Some(err) = &typed.error else { return false };
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().interact_size.y = LINE;
        ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme.worse));
        ui.label(theme::worse(ui, &err.sentence));
    });
    // The button stands at the right, and the sentence is cut where there is no room for it.
    let room = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        let is_given_up = ui.button(tr!("rule-text-give-up")).clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(theme::second(ui, &counts_as_before(rule))).truncate());
        });
        is_given_up
    })
    .inner
}

fn counts_as_before(rule: &Rule) -> String {
    match rule {
        Rule::Profile(condition) if tree::is_blank(condition) => tr!("rule-text-nothing-yet"),
        rule => tr!("rule-text-keeps", rule = sentence::rule(rule)),
    }
}

/// Above the fields of the sentence: a text that is no rule yet waits to be mended.
pub fn unread_ui(ui: &mut Ui, typing: &mut Typing, id: &CriterionId) {
    let Some(text) = typing.unread(id).map(str::to_owned) else { return };
    let theme = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme.worse));
        ui.label(theme::second(ui, &tr!("rule-text-waits", text = text)));
        if ui.button(tr!("rule-text-go-on")).clicked() {
            typing.show_as_text(true, id);
        }
        if ui.button(tr!("rule-text-give-up")).clicked() {
            typing.give_up(id);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Rule {
        rule_text::parse(text).expect("a rule")
    }

    #[test]
    fn a_text_that_cannot_be_read_outlives_the_rule() {
        let id: CriterionId = "a".into();
        let mut typing = Typing::default();
        let mut typed = typing.take(&id, &rule("A is known"));
        assert_eq!(typed.text, "A is known");
        typed.text = "A is".to_owned();
        assert!(typed.read(None).is_none());
        typing.texts.insert(id.clone(), typed.clone());
        assert_eq!(typing.unread(&id), Some("A is"));
        assert_eq!(typing.take(&id, &rule("B is known")), typed, "whatever becomes of the rule");
        typed.text = "A is unknown".to_owned();
        assert_eq!(typed.read(None), Some(&rule("A is unknown")));
        typing.texts.insert(id.clone(), typed);
        assert_eq!(typing.unread(&id), None);
        assert_eq!(typing.take(&id, &rule("B is known")).text, "B is known", "what can be read follows the rule");
    }

    #[test]
    fn a_missing_piece_is_seen_at_the_letter_before() {
        assert_eq!(seen("A is", 2..4), 2..4);
        assert_eq!(seen("Größe ", 8..8), 6..7);
        assert_eq!(seen("", 0..0), 0..0);
        assert_eq!(seen("a", 5..9), 0..1, "an older error");
    }
}
