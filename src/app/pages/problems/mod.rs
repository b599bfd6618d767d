//! The page “Problems”: all checks, live, each with a way to its place and, where there is one, a mend at one click.

mod keys;
mod lines;
mod row;

use std::sync::Arc;

use eframe::egui::{self, Stroke, StrokeKind, Ui, vec2};

pub use self::keys::KEYS;
use self::lines::{Line, alike, lines};
use crate::{
    app::{
        commands::Command,
        format, panel,
        scored::Scored,
        state::State,
        theme,
        widgets::{self, Icon},
    },
    model::check::{Mend, Place, Problem, Severity},
};

const HEADING: f32 = 36.0;

/// What the page remembers.
#[derive(Default)]
pub struct ProblemsPage {
    /// The problem that the keyboard is on, or that was gone to last: by what it is, since its place in the list changes.
    chosen: Option<(&'static str, Place, String)>,
    /// Where it stood, for when it is mended.
    stood: usize,
    follow: bool,
    layout: Option<Layout>,
}

/// Where each line stands; made anew only for another answer of the scorer or another width.
struct Layout {
    of: Arc<Scored>,
    width: f32,
    lines: Vec<Line>,
    /// The top of each line, and the end of the last.
    tops: Vec<f32>,
}

impl ProblemsPage {
    pub fn choose(&mut self, problem: &Problem) {
        self.chosen = Some((problem.code, problem.place.clone(), problem.sentence.clone()));
        self.follow = true;
    }

    /// Where the chosen problem stands among these.
    pub fn place_in(&self, problems: &[Problem]) -> Option<usize> {
        let (code, place, sentence) = self.chosen.as_ref()?;
        let is_it = |problem: &&Problem| problem.code == *code && problem.place == *place;
        let exact = problems.iter().position(|problem| is_it(&problem) && problem.sentence == *sentence);
        // The numbers in a sentence may have changed.
        exact.or_else(|| problems.iter().position(|problem| is_it(&problem)))
    }
}

/// What was asked of a problem.
enum Asked {
    GoTo(usize),
    Mend(usize),
    /// This one and all of its kind.
    MendAll(usize),
}

pub fn icon(severity: Severity) -> Icon {
    match severity {
        Severity::Error => Icon::CircleAlert,
        Severity::Warning => Icon::TriangleAlert,
    }
}

/// Errors and warnings.
pub fn counts(problems: &[Problem]) -> (usize, usize) {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    (errors, problems.len() - errors)
}

/// “1 error, 2 warnings”, “none”.
pub fn words(errors: usize, warnings: usize) -> String {
    let errors = (errors > 0).then(|| tr!("panel-errors", number = errors));
    let warnings = (warnings > 0).then(|| tr!("panel-warnings", number = warnings));
    let parts: Vec<_> = errors.into_iter().chain(warnings).collect();
    if parts.is_empty() { tr!("panel-no-problems") } else { parts.join(", ") }
}

pub fn show(ui: &mut Ui, state: &mut State) {
    let scored = state.scored.clone();
    let problems: &[Problem] = scored.as_ref().map_or(&[], |scored| &scored.problems);
    let (errors, warnings) = counts(problems);
    let subtitle = if problems.is_empty() { tr!("problems-none") } else { words(errors, warnings) };
    widgets::page_header(ui, &tr!("page-problems"), &subtitle, |_| {});
    checked_ui(ui, state);
    ui.add_space(8.0);
    let Some(scored) = scored.clone() else { return };
    if problems.is_empty() {
        sound_ui(ui, &scored);
        return;
    }
    let asked = keys::read(ui, state, problems);
    let clicked = list_ui(ui, state, &scored);
    if let Some(asked) = asked.or(clicked) {
        answer(state, problems, &asked);
    }
}

/// Against which leads it was checked, or that it was not.
fn checked_ui(ui: &mut Ui, state: &mut State) {
    let leads = state.scored.as_ref().map_or(0, |scored| scored.columns.len()) as u64;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        match state.library_name().filter(|_| leads > 0) {
            Some(name) => {
                let as_of = state.as_of();
                let count = format::count(leads);
                let text = if as_of.0 > 0 {
                    tr!("problems-checked", count = count, name = name, day = format::day(as_of.day()))
                } else {
                    tr!("problems-checked-undated", count = count, name = name)
                };
                ui.label(theme::icon(Icon::Users).color(theme::of(ui).second));
                ui.label(theme::second(ui, &text));
            }
            None => {
                ui.label(theme::icon(Icon::Users).color(theme::of(ui).second));
                ui.label(theme::second(ui, &tr!("problems-no-leads")));
                if widgets::link_button(ui, &tr!("panel-open-leads")).clicked() {
                    state.ask(Command::OpenLeads);
                }
            }
        }
    });
}

/// Nothing is wrong: what was looked at.
fn sound_ui(ui: &mut Ui, scored: &Scored) {
    widgets::empty_state(ui, Icon::CircleCheck, &tr!("problems-none"), &tr!("problems-looked-at"), &[]);
    if !scored.columns.is_empty() {
        ui.vertical_centered(|ui| {
            ui.allocate_ui(vec2(ui.available_width().min(460.0), 0.0), |ui| {
                let text = theme::second(ui, &tr!("problems-looked-at-leads"));
                ui.add(egui::Label::new(text).wrap().halign(egui::Align::Center));
            });
        });
    }
}

fn list_ui(ui: &mut Ui, state: &mut State, scored: &Arc<Scored>) -> Option<Asked> {
    let theme = theme::of(ui);
    let opacity = panel::opacity(ui, state.is_stale());
    let room = ui.available_rect_before_wrap();
    keep_layout(ui, state, scored, room.width() - 2.0);
    // As high as what is in it, where there is room.
    let end = state.pages.problems.layout.as_ref().and_then(|layout| layout.tops.last()).copied().unwrap_or(0.0);
    let card = room.with_max_y(room.bottom().min(room.top() + end + 8.0));
    ui.painter().rect(card, 10.0, theme.card, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(card.shrink2(vec2(1.0, 4.0))).id_salt("problems"));
    ui.set_clip_rect(card.shrink(1.0).intersect(ui.clip_rect()));
    ui.multiply_opacity(opacity);
    let page = &mut state.pages.problems;
    let layout = page.layout.take()?;
    let chosen = page.place_in(&scored.problems);
    let mut area = egui::ScrollArea::vertical().auto_shrink(false);
    if std::mem::take(&mut page.follow)
        && let Some(offset) = offset_of(&layout, chosen, card.height())
    {
        area = area.vertical_scroll_offset(offset);
    }
    let mut asked = None;
    area.show_viewport(&mut ui, |ui, seen| {
        let end = layout.tops.last().copied().unwrap_or(0.0);
        ui.set_height(end);
        let top = ui.max_rect().top();
        for (line, edges) in layout.lines.iter().zip(layout.tops.windows(2)) {
            let &[from, to] = edges else { continue };
            if to < seen.top() || from > seen.bottom() {
                continue;
            }
            let rect = egui::Rect::from_x_y_ranges(ui.max_rect().x_range(), top + from..=top + to);
            match line {
                Line::Heading(severity, kind, count) => row::heading(ui, rect, *severity, *kind, *count),
                Line::Problem { index, like_it } => {
                    let Some(problem) = scored.problems.get(*index) else { continue };
                    let row = row::Row {
                        problem,
                        index: *index,
                        like_it: *like_it,
                        is_chosen: chosen == Some(*index),
                        model: &state.document.model,
                    };
                    asked = row::show(ui, rect, &row).or(asked.take());
                }
            }
        }
    });
    state.pages.problems.layout = Some(layout);
    asked
}

fn keep_layout(ui: &Ui, state: &mut State, scored: &Arc<Scored>, width: f32) {
    let kept = state.pages.problems.layout.take();
    let layout = kept.filter(|layout| Arc::ptr_eq(&layout.of, scored) && layout.width == width).unwrap_or_else(|| {
        let lines = lines(&scored.problems);
        let mut tops = vec![0.0];
        let mut end = 0.0;
        for line in &lines {
            end += match line {
                Line::Heading(..) => HEADING,
                Line::Problem { index, .. } => {
                    scored.problems.get(*index).map_or(0.0, |problem| row::height(ui, problem, width))
                }
            };
            tops.push(end);
        }
        Layout { of: Arc::clone(scored), width, lines, tops }
    });
    state.pages.problems.layout = Some(layout);
}

/// Where to scroll to so that the chosen row is seen in the middle.
fn offset_of(layout: &Layout, chosen: Option<usize>, height: f32) -> Option<f32> {
    let is_it = |line: &Line| matches!(line, Line::Problem { index, .. } if Some(*index) == chosen);
    let place = layout.lines.iter().position(is_it)?;
    let (from, to) = (layout.tops.get(place)?, layout.tops.get(place + 1)?);
    Some(((from + to) / 2.0 - height / 2.0).max(0.0))
}

fn answer(state: &mut State, problems: &[Problem], asked: &Asked) {
    let (Asked::GoTo(index) | Asked::Mend(index) | Asked::MendAll(index)) = *asked;
    let Some(problem) = problems.get(index) else { return };
    if problem.mend.is_none() && !matches!(asked, Asked::GoTo(_)) {
        return state.tell(tr!("problems-no-mend"));
    }
    match asked {
        Asked::GoTo(_) => state.go_to_problem(problem),
        Asked::Mend(_) => {
            if let Some(mend) = &problem.mend {
                mend.apply(&mut state.document.model);
            }
        }
        Asked::MendAll(_) => {
            let mends: Vec<&Mend> = alike(problems, problem.code).filter_map(|one| one.mend.as_ref()).collect();
            for mend in &mends {
                mend.apply(&mut state.document.model);
            }
            state.tell(tr!("problems-mended", count = mends.len()));
        }
    }
    if !matches!(asked, Asked::GoTo(_)) {
        // What comes after it takes its place, so that one can go on mending.
        state.pages.problems.stood = index;
        state.pages.problems.chosen = problems.get(index + 1).map(|next| {
            let Problem { code, place, sentence, .. } = next;
            (*code, place.clone(), sentence.clone())
        });
    }
}

/// The line at the foot of the navigation: how many problems there are, and whether one of them is an error.
pub fn count_for_navigation(state: &State) -> (usize, bool) {
    let problems: &[Problem] = state.scored.as_ref().map_or(&[], |scored| &scored.problems);
    (problems.len(), counts(problems).0 > 0)
}

/// A row's id, the same wherever it stands in the list.
fn row_id(problem: &Problem) -> egui::Id {
    egui::Id::unique(("problem", problem.code, &problem.place, &problem.sentence))
}

/// What a row's buttons take: the way there, and the mend where there is one.
const GO: f32 = 34.0;
const MEND: f32 = 142.0;

/// What a row of this width has for its words.
fn words_width(width: f32, has_mend: bool) -> f32 {
    let buttons = GO + if has_mend { MEND } else { 0.0 };
    (width - row::LEFT - buttons - 24.0).max(160.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_known_again_when_its_numbers_change() {
        let model = crate::model::Model::new("test");
        let mut other = model.clone();
        other.routes[0].owner = None;
        other.routes[1].owner = None;
        let problems = crate::model::check::check(&other, None);
        let mut page = ProblemsPage::default();
        assert_eq!(page.place_in(&problems), None);
        let last = problems.iter().rposition(|problem| problem.code == "route-without-owner").expect("two of them");
        page.choose(&problems[last]);
        assert_eq!(page.place_in(&problems), Some(last));
        page.chosen.as_mut().expect("chosen").2 = "in other words".to_owned();
        assert_eq!(page.place_in(&problems), Some(last));
        assert_eq!(page.place_in(&problems[..last]), None);
    }

    #[test]
    fn counts_are_said_in_words() {
        assert_eq!(words(0, 0), "none");
        assert_eq!(words(1, 2), "1 error, 2 warnings");
    }
}
