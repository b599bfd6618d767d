//! What the open leads say of a rule: how many match, how often they were won, and a few of them to look at.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, Color32, FontId, Galley, Role, Sense, TextFormat, Ui, WidgetInfo,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use super::rule::Typing;
use crate::{
    app::{
        background::{Background, Wake},
        commands::Command,
        format,
        pages::leads::{moment, naming::Naming},
        panel,
        scored::Scored,
        state::{Page, State},
        theme, widgets,
    },
    model::CriterionId,
    scoring::{Examples, Shown, Verdict, examples, verdict},
};

/// So many that match, and so many that don't.
const EXAMPLES: usize = 3;
const ROW: f32 = 24.0;
const GAP: f32 = 32.0;

/// What the rules of the page remember while the window is open, and the thread that finds examples.
pub struct RuleDesk {
    pub typing: Typing,
    finder: Background<Question, Answer>,
    asked: Option<Question>,
    found: Option<Answer>,
}

#[derive(Clone)]
struct Question {
    scored: Arc<Scored>,
    criterion: CriterionId,
}

impl Question {
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.scored, &other.scored) && self.criterion == other.criterion
    }
}

struct Answer {
    question: Question,
    matching: Vec<Line>,
    others: Vec<Line>,
}

/// A lead to look at.
struct Line {
    key: String,
    name: String,
    company: Option<String>,
    shown: Vec<Shown>,
}

impl RuleDesk {
    pub fn new(wake: &Wake) -> Self {
        Self {
            typing: Typing::default(),
            finder: Background::new("examples", Arc::clone(wake), answer),
            asked: None,
            found: None,
        }
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.typing.forget();
        self.asked = None;
        self.found = None;
    }

    /// Waits for the examples: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.finder.wait_until_idle();
        self.take();
    }

    fn take(&mut self) {
        if let Some(found) = self.finder.take() {
            self.found = Some(found);
        }
    }

    /// The newest examples of a criterion, and whether they are older than the answer of the scorer.
    fn examples(&mut self, scored: &Arc<Scored>, criterion: &CriterionId) -> (Option<&Answer>, bool) {
        self.take();
        let question = Question { scored: Arc::clone(scored), criterion: criterion.clone() };
        if self.asked.as_ref().is_none_or(|asked| !asked.is_same(&question)) {
            self.asked = Some(question.clone());
            self.finder.ask(question.clone());
        }
        let found = self.found.as_ref().filter(|found| {
            found.question.criterion == *criterion && Arc::ptr_eq(&found.question.scored.columns, &scored.columns)
        });
        let is_stale = found.is_none_or(|found| !found.question.is_same(&question));
        (found, is_stale)
    }
}

fn answer(question: Question) -> Answer {
    let Question { scored, criterion } = &question;
    let place = scored.model.criteria.iter().position(|one| one.id == *criterion);
    let found = place.map_or_else(Examples::default, |place| {
        examples(&scored.columns, &scored.model, &scored.scores, scored.as_of, place, EXAMPLES)
    });
    let naming = Naming::of(&scored.columns);
    let line = |example: crate::scoring::Example| Line {
        key: scored.columns.keys[example.row].to_owned(),
        name: naming.name(&scored.columns, example.row),
        company: naming.account(&scored.columns, example.row).map(str::to_owned),
        shown: example.shown,
    };
    let matching = found.matching.into_iter().map(line).collect();
    let others = found.others.into_iter().map(line).collect();
    Answer { matching, others, question }
}

/// How many leads match, how often they were won, and whether that bears the points out.
pub fn evidence_ui(ui: &mut Ui, state: &State, id: &CriterionId) {
    let (Some(scored), Some(criterion)) = (&state.scored, state.document.model.criterion(id)) else { return };
    let Some(evidence) = scored.evidence(id).filter(|_| scored.summary.leads > 0 && criterion.enabled) else { return };
    let theme = theme::of(ui);
    let opacity = panel::opacity(ui, state.is_stale());
    ui.multiply_opacity(opacity);
    let share = evidence.leads as f64 / scored.summary.leads as f64;
    ui.label(theme::strong(&format::count(evidence.leads)));
    let leads = tr!("evidence-leads", count = evidence.leads, share = format::percent(share, 1));
    ui.label(theme::second(ui, &leads));
    let all = scored.summary.all();
    let rest = evidence.rest_of(all);
    let (Some(rate), Some((least, most))) = (evidence.win_rate(), evidence.interval()) else { return };
    let whole = |rate: f64| format!("{:.0}", rate * 100.0);
    ui.label(theme::second(ui, &tr!("evidence-won")));
    let colour = rest.win_rate().map_or(theme.text, |rest| widgets::rate_colour(theme, rate, rest));
    ui.label(theme::strong(&format::percent(rate, 0)).color(colour));
    let sure = tr!("evidence-interval", least = whole(least), most = whole(most));
    ui.label(theme::second(ui, &sure)).on_hover_text(tr!("evidence-interval-about", decided = evidence.decided));
    if let Some(rest) = rest.win_rate() {
        ui.label(theme::second(ui, &tr!("evidence-rest", rest = format::percent(rest, 0))));
    }
    if verdict(criterion.points, evidence, all) == Verdict::Contradicted {
        ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme.warning));
        ui.label(egui::RichText::new(tr!("evidence-against")).color(theme.warning));
    }
}

/// A few leads that match, and a few that don't, side by side; a click opens one.
pub fn examples_ui(ui: &mut Ui, state: &mut State, id: &CriterionId) {
    let Some(scored) = state.scored.clone().filter(|scored| scored.summary.leads > 0) else { return };
    let is_rescoring = state.is_stale();
    let (found, is_older) = state.pages.rules.examples(&scored, id);
    if is_older {
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(20));
    }
    let Some(found) = found.filter(|found| !found.matching.is_empty() || !found.others.is_empty()) else { return };
    let mut opened = None;
    ui.scope(|ui| {
        let opacity = panel::opacity(ui, is_rescoring || is_older);
        ui.multiply_opacity(opacity);
        let whole = ui.available_width();
        let width = (whole - GAP) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for (lines, title, none) in [
                (&found.matching, tr!("examples-matching"), tr!("examples-no-matching")),
                (&found.others, tr!("examples-others"), tr!("examples-no-others")),
            ] {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(theme::caption(ui, &title));
                    if lines.is_empty() {
                        ui.label(theme::second(ui, &none));
                    }
                    for line in lines {
                        if line_ui(ui, line) {
                            opened = Some(line.key.clone());
                        }
                    }
                });
            }
        });
    });
    if let Some(key) = opened {
        state.pages.leads.open(key);
        state.ask(Command::GoTo(Page::Leads));
    }
}

/// One lead: who, where, and at the right what the rule speaks of; true when it was clicked.
fn line_ui(ui: &mut Ui, line: &Line) -> bool {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (who, told) = (who(ui, line), told(ui, line));
    let spoken = format!("{}: {}", who.text, told.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("examples-open", lead = spoken.clone())));
    let mut is_cut = false;
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 5.0, theme.accent_tint);
        }
        let told = cut(ui, told, rect.width() * 0.6);
        let who = cut(ui, who, rect.width() - told.size().x - 12.0);
        is_cut = told.elided || who.elided;
        let at = Align2::RIGHT_CENTER.align_size_within_rect(told.size(), rect);
        ui.painter().galley(at.min, told, theme.text);
        let at = Align2::LEFT_CENTER.align_size_within_rect(who.size(), rect);
        ui.painter().galley(at.min, who, theme.text);
    }
    let response = if is_cut { response.on_hover_text(spoken) } else { response };
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn cut(ui: &Ui, mut job: LayoutJob, width: f32) -> Arc<Galley> {
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}

fn who(ui: &Ui, line: &Line) -> LayoutJob {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    job.append(&line.name, 0.0, format_of(theme::body(), theme.text));
    if let Some(company) = &line.company {
        job.append(&format!(", {company}"), 0.0, format_of(theme::body(), theme.second));
    }
    job
}

/// What the rule speaks of; strong what helps it to match.
fn told(ui: &Ui, line: &Line) -> LayoutJob {
    let theme = theme::of(ui);
    let quiet = format_of(theme::body(), theme.second);
    let mut job = LayoutJob::default();
    let is_only = line.shown.len() == 1;
    for shown in &line.shown {
        if !job.is_empty() {
            job.append(", ", 0.0, quiet.clone());
        }
        if let Shown::Value { attribute, .. } = shown
            && !is_only
        {
            job.append(&format!("{attribute} "), 0.0, quiet.clone());
        }
        let (text, helps) = words(shown);
        let strong = format_of(theme::strong_font(), theme.text);
        job.append(&text, 0.0, if helps { strong } else { quiet.clone() });
    }
    job
}

fn format_of(font_id: FontId, color: Color32) -> TextFormat {
    TextFormat { font_id, color, ..TextFormat::default() }
}

/// What the rule speaks of in one lead, and whether it helps to match.
fn words(shown: &Shown) -> (String, bool) {
    match shown {
        Shown::Value { value: Some(value), helps, .. } => (value.clone(), *helps),
        Shown::Value { value: None, helps, .. } => (tr!("examples-unknown"), *helps),
        Shown::Events { count, kind, detail, age_days, helps } => {
            let what = moment::what(kind, detail.as_deref());
            (tr!("examples-events", count = *count, what = what, ago = moment::days_ago(*age_days)), *helps)
        }
        Shown::NoEvents { helps } => (tr!("examples-no-events"), *helps),
    }
}
