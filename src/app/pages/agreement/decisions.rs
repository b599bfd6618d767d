//! The log of decisions: what was settled, why, by whom, when; and what was changed without a line in it.

use std::sync::Arc;

use eframe::egui::{self, Align, Layout, Sense, Stroke, UiBuilder, vec2};

use crate::{
    app::{clock, format, places::Destination, state::State, theme, widgets},
    lead::Instant,
    library::FormerNames,
    model::{Decision, DecisionId, Model, diff::Difference, follow, log::unlogged},
};

const ROW: f32 = 30.0;
/// A long log scrolls within its card.
const HIGHEST: f32 = 420.0;
/// So many of the changes that are not in the log are named.
const MOST: usize = 5;

/// What was asked of a line.
enum Asked {
    Remove(DecisionId),
    Reason(DecisionId, String),
    Go(crate::model::CriterionId),
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    find_unlogged(state);
    let mut asked = None;
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        header_ui(ui, state);
        unlogged_ui(ui, state);
        let decisions = &state.document.model.decisions;
        if decisions.is_empty() {
            ui.add(egui::Label::new(theme::second(ui, &tr!("decisions-none"))).wrap());
            return;
        }
        let now = clock::now();
        let height = (decisions.len() as f32 * ROW).min(HIGHEST);
        let area = egui::ScrollArea::vertical().id_salt("decisions").max_height(height).auto_shrink([false, true]);
        // Else it is as low as an area may be: in a column that grows there is no height to fill.
        let area = area.min_scrolled_height(height);
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, ROW, decisions.len(), |ui, range| {
            // The newest first; only what is on screen is looked at.
            for decision in decisions.iter().rev().skip(range.start).take(range.len()) {
                line_ui(ui, decision, now, &mut asked);
            }
        });
    });
    match asked {
        Some(Asked::Remove(id)) => state.document.model.decisions.retain(|decision| decision.id != id),
        Some(Asked::Reason(id, reason)) => {
            if let Some(decision) = state.document.model.decisions.iter_mut().find(|decision| decision.id == id) {
                decision.reason = reason;
            }
        }
        Some(Asked::Go(id)) => state.go(Destination::Criterion(id)),
        None => {}
    }
}

/// What a draft is held against: what was signed last, else the model as it was opened.
fn earlier(state: &State) -> (Model, bool) {
    match state.document.model.last_signed() {
        // Decisions were not signed; those that stood by then are not of later changes.
        Some((sign_off, signed)) => {
            let decisions = &state.document.model.decisions;
            let is_before = |decision: &&Decision| decision.at.day() < sign_off.date;
            let decisions = decisions.iter().filter(is_before).cloned().collect();
            (Model { decisions, ..signed.as_ref().clone() }, true)
        }
        None => (Model::clone(&state.document.opened), false),
    }
}

/// What is not in the log.
#[derive(Debug)]
pub struct Unlogged {
    /// The draft that it was found for, and the names that fields of the library had.
    revision: u64,
    former: Option<Arc<FormerNames>>,
    /// What is to be recorded.
    changes: Vec<Difference>,
    /// The same as it is told: a field that has another name is one line, in however many criteria it stands.
    lines: Vec<String>,
    /// What came of fields that were renamed or merged in the library: that changes nothing that was agreed.
    followed: usize,
}

impl Unlogged {
    fn new(earlier: &Model, draft: &Model, revision: u64, former: Option<Arc<FormerNames>>) -> Self {
        let by_name = unlogged(earlier, draft);
        let followed =
            former.as_ref().and_then(|former| follow::followed(earlier, draft, &former.fields, &former.values));
        let changes = followed.as_ref().map_or_else(|| by_name.clone(), |earlier| unlogged(earlier, draft));
        let lines = lines(followed.as_ref().unwrap_or(earlier), draft, &changes);
        Self { revision, former, followed: by_name.len().saturating_sub(changes.len()), changes, lines }
    }

    fn is_of(&self, revision: u64, former: Option<&Arc<FormerNames>>) -> bool {
        let is_same = match (&self.former, former) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        self.revision == revision && is_same
    }
}

/// A field that the earlier version calls by a name that nobody uses now, and that explains changes where it is called by a
/// new one, is told once.
fn lines(earlier: &Model, draft: &Model, changes: &[Difference]) -> Vec<String> {
    const MOST_NAMES: usize = 12;
    if changes.is_empty() {
        return Vec::new();
    }
    let (before, now) = (follow::field_uses(earlier), follow::field_uses(draft));
    let new: Vec<&String> = now.keys().filter(|name| !before.contains_key(*name)).take(MOST_NAMES).collect();
    let mut rest = changes.to_vec();
    let mut lines = Vec::new();
    let mut renamed: Option<Model> = None;
    for from in before.keys().filter(|name| !now.contains_key(*name)).take(MOST_NAMES) {
        // A model is copied and compared only where a rule that spoke of the one speaks of the other now.
        for to in new.iter().filter(|to| before[from].shares_criteria(&now[**to])) {
            let mut other = renamed.as_ref().unwrap_or(earlier).clone();
            follow::rename_field(&mut other, from, to);
            let left = unlogged(&other, draft);
            if left.len() < rest.len() {
                let count = rest.len() - left.len();
                lines.push(tr!("decisions-field-renamed", from = from.as_str(), to = to.as_str(), count = count));
                (renamed, rest) = (Some(other), left);
                break;
            }
        }
    }
    lines.extend(rest.iter().map(Difference::sentence));
    lines
}

/// Looks once a draft what is not in the log.
fn find_unlogged(state: &mut State) {
    let revision = state.document.revision();
    let former = state.library.as_ref().map(|library| Arc::clone(&library.former));
    if state.pages.agreement.unlogged.as_ref().is_none_or(|found| !found.is_of(revision, former.as_ref())) {
        let found = Unlogged::new(&earlier(state).0, state.document.draft(), revision, former);
        state.pages.agreement.unlogged = Some(Arc::new(found));
    }
}

fn header_ui(ui: &mut egui::Ui, state: &mut State) {
    let size = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.label(theme::strong(&tr!("decisions-title")));
        let count = state.document.model.decisions.len();
        if count == 0 {
            return;
        }
        ui.label(theme::second(ui, &format::count(count as u64)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, widgets::Icon::Copy, &tr!("decisions-copy")).clicked() {
                ui.ctx().copy_text(table(&state.document.model.decisions));
                state.tell(tr!("decisions-copied"));
            }
        });
    });
}

/// The changes that no line speaks of, to be recorded with one reason.
fn unlogged_ui(ui: &mut egui::Ui, state: &mut State) {
    let Some(found) = state.pages.agreement.unlogged.clone() else { return };
    if found.followed > 0 {
        let text = tr!("decisions-followed", count = found.followed);
        ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
    }
    if found.changes.is_empty() {
        return;
    }
    let theme = theme::of(ui);
    let since = if state.document.model.last_signed().is_some() {
        tr!("decisions-since-signed")
    } else {
        tr!("decisions-since-opened")
    };
    let mut is_recorded = false;
    egui::Frame::new().fill(theme.raised).stroke(Stroke::new(1.0, theme.line)).corner_radius(7).inner_margin(10).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                ui.label(theme::strong(&tr!("decisions-unlogged", count = found.lines.len())));
                ui.label(theme::second(ui, &since));
            });
            for line in found.lines.iter().take(MOST) {
                ui.add(egui::Label::new(line).truncate());
            }
            if found.lines.len() > MOST {
                ui.label(theme::second(ui, &tr!("signatures-more", count = found.lines.len() - MOST)));
            }
            ui.add_space(2.0);
            ui.horizontal(|ui| is_recorded = record_ui(ui, state));
        },
    );
    ui.add_space(4.0);
    if is_recorded {
        record(state, &found.changes);
    }
}

/// Why, who, and the button; true when it was clicked.
fn record_ui(ui: &mut egui::Ui, state: &mut State) -> bool {
    let page = &mut state.pages.agreement;
    let who = page.who.get_or_insert_with(|| tr!("decisions-both"));
    let reason_width = (ui.available_width() - 240.0).max(100.0);
    let field = |text, hint: String, width: f32| {
        egui::TextEdit::singleline(text).hint_text(hint).desired_width(width).margin(egui::Margin::symmetric(8, 6))
    };
    let reason = ui.add(field(&mut page.reason, tr!("decisions-reason-hint"), reason_width));
    reason.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, tr!("decisions-reason")));
    let is_entered = reason.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let by = ui.add(field(who, tr!("decisions-who"), 96.0));
    by.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, tr!("decisions-who")));
    widgets::quiet_button(ui, &tr!("decisions-record")).clicked() || is_entered
}

fn record(state: &mut State, changes: &[Difference]) {
    let now = clock::now();
    let page = &mut state.pages.agreement;
    let who = page.who.clone().unwrap_or_else(|| tr!("decisions-both"));
    let reason = std::mem::take(&mut page.reason);
    let model = &mut state.document.model;
    let lines: Vec<_> = changes.iter().map(|change| Decision::on(change, model, &who, &reason, now)).collect();
    model.decisions.extend(lines);
}

/// When, what, why, and a cross that takes the line away.
fn line_ui(ui: &mut egui::Ui, decision: &Decision, now: Instant, asked: &mut Option<Asked>) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let builder = UiBuilder::new().max_rect(rect).id_salt(&decision.id.0).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let width = rect.width();
        let cell = |ui: &mut egui::Ui, width: f32, content: &mut dyn FnMut(&mut egui::Ui)| {
            let layout = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(vec2(width, ROW), layout, |ui| {
                ui.set_width(width);
                content(ui);
            });
        };
        let when_width = 84.0;
        let what_width = ((width - when_width - 60.0) * 0.58).max(120.0);
        cell(ui, when_width, &mut |ui| {
            let when = egui::Label::new(theme::second(ui, &when(decision.at, now))).truncate();
            ui.add(when).on_hover_text(format!("{} · {}", decision.at, decision.who));
        });
        cell(ui, what_width, &mut |ui| what_ui(ui, decision, asked));
        cell(ui, (ui.available_width() - 40.0).max(60.0), &mut |ui| reason_ui(ui, decision, asked));
        let remove = tr!("decisions-remove", subject = decision.subject.clone());
        if widgets::icon_button(ui, widgets::Icon::X, &remove).clicked() {
            *asked = Some(Asked::Remove(decision.id.clone()));
        }
    });
}

/// The subject, strong, and what became of it; one on a criterion leads there.
fn what_ui(ui: &mut egui::Ui, decision: &Decision, asked: &mut Option<Asked>) {
    let theme = theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    job.append(&decision.subject, 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    let what = decision.sentence();
    job.append("  ", 0.0, egui::TextFormat::simple(theme::body(), theme.text));
    job.append(&what, 0.0, egui::TextFormat::simple(theme::body(), theme.text));
    let text = if what.is_empty() { decision.subject.clone() } else { format!("{}: {what}", decision.subject) };
    match &decision.criterion {
        Some(id) => {
            let button = ui.add(egui::Button::new(job).frame(false).truncate());
            let name = tr!("decisions-go", subject = decision.subject.clone(), what = what);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if button.on_hover_text(text).clicked() {
                *asked = Some(Asked::Go(id.clone()));
            }
        }
        None => {
            ui.add(egui::Label::new(job).truncate()).on_hover_text(text);
        }
    }
}

/// The reason can be mended where it stands.
fn reason_ui(ui: &mut egui::Ui, decision: &Decision, asked: &mut Option<Asked>) {
    let mut reason = decision.reason.clone();
    ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
    let field = egui::TextEdit::singleline(&mut reason)
        .hint_text(tr!("decisions-reason-hint"))
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(4, 4));
    let response = ui.add(field);
    let name = tr!("decisions-reason-of", subject = decision.subject.clone());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
    if response.changed() {
        *asked = Some(Asked::Reason(decision.id.clone(), reason));
    }
}

/// Lately by the hour, else by the day.
fn when(at: Instant, now: Instant) -> String {
    if now.0 - at.0 < 86_400 { format::ago(at, now) } else { format::day(at.day()) }
}

/// The log as lines with tabs, for a sheet; the oldest first, as it was written.
fn table(decisions: &[Decision]) -> String {
    let head = [
        tr!("decisions-table-when"),
        tr!("decisions-table-subject"),
        tr!("decisions-table-what"),
        tr!("decisions-table-from"),
        tr!("decisions-table-to"),
        tr!("decisions-table-reason"),
        tr!("decisions-table-who"),
    ];
    let row = |decision: &Decision| {
        let Decision { id: _, at, who, subject, criterion: _, what, from, to, reason, matter: _ } = decision;
        [&at.to_string(), subject, what, from, to, reason, who].map(String::clone)
    };
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    for cells in std::iter::once(head).chain(decisions.iter().map(row)) {
        // Into memory nothing fails.
        let _written = writer.write_record(cells);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::samples::Sample;

    fn renamed() -> (Model, Model, usize) {
        let earlier = Sample::B2bSoftware.model().expect("a sample is a model");
        let mut draft = earlier.clone();
        let uses = follow::rename_field(&mut draft, "Job title", "Position");
        assert!(uses.criteria.len() > 1);
        (earlier, draft, uses.criteria.len())
    }

    #[test]
    fn a_field_with_another_name_is_one_line_that_says_so() {
        let (earlier, mut draft, count) = renamed();
        draft.criteria[0].points += 1;
        let found = Unlogged::new(&earlier, &draft, 1, None);
        assert_eq!((found.changes.len(), found.lines.len(), found.followed), (count + 1, 2, 0));
        assert_eq!(found.lines[0], format!("“Job title” is now called “Position”, in {count} criteria"));
        assert!(found.lines[1].contains(&draft.criteria[0].name), "{:?}", found.lines);
    }

    #[test]
    fn each_of_several_new_names_is_told_with_the_field_that_it_is_of() {
        let (earlier, mut draft, _) = renamed();
        follow::rename_field(&mut draft, "Country", "Land");
        let found = Unlogged::new(&earlier, &draft, 1, None);
        let names = found.lines.iter().map(|line| line.split(", in").next().unwrap_or_default());
        let expected = ["“Country” is now called “Land”", "“Job title” is now called “Position”"];
        assert_eq!(names.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_the_library_renamed_is_no_change_of_the_agreement() {
        let (earlier, draft, count) = renamed();
        let mut former = FormerNames::default();
        former.fields.insert("Job title".into(), "Position".into());
        let found = Unlogged::new(&earlier, &draft, 1, Some(Arc::new(former)));
        assert_eq!((found.changes.len(), found.lines.len(), found.followed), (0, 0, count));
    }
}
