//! The page “Problems”: what can't work and what is likely not meant, each with the way there and, where there is one, a
//! change that mends it.
//!
//! | file | subject |
//! |---|---|
//! | `list.rs` | which problems there are, under which headings, and which are mended together |
//! | `naming.rs` | which of the library's attributes are those that the model asks for |
//! | `steps.rs` | from one to the next |
//! | `layout.rs`, `row.rs` | where each line is, and what it looks like |
//! | `strip.rs` | the problem one is at, at the foot of the other pages |
//! | `keys.rs` | the keyboard |

mod keys;
mod layout;
mod list;
mod naming;
mod row;
mod steps;
pub(in crate::app) mod strip;

use std::{collections::BTreeSet, mem, sync::Arc};

use eframe::egui::{self, Align2, Rect, Sense, Stroke, StrokeKind, pos2, vec2};

pub use self::{keys::KEYS, list::Found, row::icon, steps::ProblemsPage};
use self::{
    list::{Line, alike},
    row::{Asked, Row},
};
use crate::{
    app::{commands::Command, format, panel, state::State, theme, widgets},
    model::check::{Problem, Severity},
};

/// Wider than this, a line is no longer read well.
const MOST_WIDTH: f32 = 1080.0;
/// Narrower than this, the keys are left to the sheet of shortcuts.
const KEYS_SHOWN: f32 = 700.0;

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let found = state.problems();
    if state.pages.problems.naming.is_some() {
        header_ui(ui, state, &found);
        if naming::show(ui, state) {
            return;
        }
    }
    keys::read(ui, state, &found);
    let found = state.problems();
    header_ui(ui, state, &found);
    if found.scored.is_none() {
        ui.label(theme::second(ui, &tr!("problems-looking")));
    } else if found.is_empty() {
        none_ui(ui, state, &found);
    } else {
        ui.scope(|ui| {
            ui.multiply_opacity(panel::opacity(ui, state.is_stale()));
            list_ui(ui, state, &found);
        });
    }
}

/// “1 error, 2 warnings”, “none”.
pub fn words(found: &Found) -> String {
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    let errors = (errors > 0).then(|| tr!("panel-errors", number = errors));
    let warnings = (warnings > 0).then(|| tr!("panel-warnings", number = warnings));
    let parts: Vec<_> = errors.into_iter().chain(warnings).collect();
    if parts.is_empty() { tr!("panel-no-problems") } else { parts.join(", ") }
}

/// The colour of the worst of them; none where there are none.
pub fn colour(theme: &theme::Theme, found: &Found) -> Option<egui::Color32> {
    let worst = found.iter().map(|problem| problem.severity).min()?;
    Some(row::colour(theme, worst))
}

fn header_ui(ui: &mut egui::Ui, state: &mut State, found: &Found) {
    let subtitle = match &found.scored {
        Some(_) if found.is_empty() => checked(state, found),
        Some(_) => words(found),
        None => String::new(),
    };
    let is_mendable = found.iter().any(|problem| problem.mend.is_some());
    let is_list = state.pages.problems.naming.is_none();
    let has_room = is_list && ui.available_width() > KEYS_SHOWN && !theme::is_presentation(ui);
    widgets::page_header(ui, &tr!("page-problems"), &subtitle, |ui| {
        if has_room && !found.is_empty() {
            let keys = if is_mendable { tr!("problems-keys-mend") } else { tr!("problems-keys") };
            ui.label(theme::caption(ui, &keys));
        }
    });
    if found.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        // A link is no higher than the sentence before it.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().button_padding.y = 0.0;
        ui.label(theme::second(ui, &checked(state, found)));
        if !has_leads(found) && widgets::link_button(ui, &tr!("panel-open-leads")).clicked() {
            state.ask(Command::OpenLeads);
        }
    });
    ui.add_space(4.0);
}

fn has_leads(found: &Found) -> bool {
    found.scored.as_ref().is_some_and(|scored| !scored.columns.is_empty())
}

/// What the model was checked against.
fn checked(state: &State, found: &Found) -> String {
    let Some(scored) = found.scored.as_ref().filter(|_| has_leads(found)) else {
        return tr!("problems-without-leads");
    };
    let leads = format::count(scored.columns.len() as u64);
    let library = state.library_name().unwrap_or_default();
    if scored.as_of.0 <= 0 {
        tr!("problems-against", leads = leads, library = library)
    } else {
        tr!("problems-against-as-of", leads = leads, library = library, day = format::day(scored.as_of.day()))
    }
}

/// Nothing to mend: what was looked at, so that it is known what that is worth.
fn none_ui(ui: &mut egui::Ui, state: &mut State, found: &Found) {
    let text = if has_leads(found) { tr!("problems-none-with-leads") } else { tr!("problems-none-without-leads") };
    let open = tr!("panel-open-leads");
    let actions: &[&str] = if has_leads(found) { &[] } else { &[&open] };
    if widgets::empty_state(ui, widgets::Icon::CircleCheck, &tr!("problems-none"), &text, actions).is_some() {
        state.ask(Command::OpenLeads);
    }
}

fn list_ui(ui: &mut egui::Ui, state: &mut State, found: &Found) {
    let mut asked = None;
    let area = egui::ScrollArea::vertical().id_salt("problems").auto_shrink([false, false]);
    area.show_viewport(ui, |ui, viewport| {
        // Beside the bar, not below it.
        let width = (ui.available_width() - 10.0).min(MOST_WIDTH);
        let kept = &mut state.pages.problems.layout;
        kept.keep(ui, found, || list::lines(found), width);
        let (lines, tops) = (Arc::clone(&kept.lines), Arc::clone(&kept.tops));
        let seen = kept.seen(viewport.min.y, viewport.max.y);
        let (list, _) = ui.allocate_exact_size(vec2(width, tops.last().copied().unwrap_or(0.0)), Sense::hover());
        cards_ui(ui, list, &lines, &tops);
        let firsts = firsts(found);
        for index in seen {
            let Some(rect) = layout::rect(list, &tops, index) else { continue };
            match lines[index] {
                Line::Severity(severity, count) => severity_ui(ui, rect, severity, count),
                Line::Area(area) => {
                    let at = rect.left_center() + vec2(layout::ICON, 2.0);
                    let colour = theme::of(ui).second;
                    ui.painter().text(at, Align2::LEFT_CENTER, area.name(), theme::small_strong(), colour);
                }
                Line::Problem(place) => {
                    let clicked = problem_ui(ui, state, found, place, rect, firsts.contains(&place));
                    asked = clicked.map(|what| (what, place)).or(asked);
                }
            }
        }
        follow(ui, state, found, &lines, &tops, list);
    });
    let Some((what, place)) = asked else { return };
    let Some(problem) = found.get(place) else { return };
    match what {
        Asked::Go => state.go_to_found(found, place),
        Asked::Mend => mend(state, found, place, std::slice::from_ref(problem)),
        Asked::MendAll => mend(state, found, place, &alike(found, problem)),
    }
}

/// The first of each kind that is mended together: it offers that.
fn firsts(found: &Found) -> BTreeSet<usize> {
    let mut kinds = Vec::new();
    let mut firsts = BTreeSet::new();
    for (place, problem) in found.iter().enumerate() {
        let Some(mend) = problem.mend.as_ref().filter(|mend| mend.is_safe_together()) else { continue };
        let kind = (problem.code, mem::discriminant(mend));
        if !kinds.contains(&kind) {
            kinds.push(kind);
            firsts.insert(place);
        }
    }
    firsts
}

fn problem_ui(
    ui: &mut egui::Ui,
    state: &State,
    found: &Found,
    place: usize,
    rect: Rect,
    is_first: bool,
) -> Option<Asked> {
    let problem = found.get(place)?;
    let alike = if is_first { alike(found, problem).len() } else { 0 };
    Row::new(state, found, problem, rect, alike).show(ui, found.nth(place))
}

/// A card behind the errors, another behind the warnings.
fn cards_ui(ui: &egui::Ui, list: Rect, lines: &[Line], tops: &[f32]) {
    let theme = theme::of(ui);
    let starts: Vec<usize> =
        (0..lines.len()).filter(|index| matches!(lines[*index], Line::Severity(..))).chain([lines.len()]).collect();
    for pair in starts.windows(2) {
        let gap = if pair[0] > 0 { layout::GAP } else { 0.0 };
        let (Some(top), Some(bottom)) = (tops.get(pair[0]), tops.get(pair[1])) else { continue };
        let (top, bottom) = (list.top() + top + gap, list.top() + bottom);
        let card = Rect::from_min_max(pos2(list.left(), top), pos2(list.right(), bottom));
        ui.painter().rect(card, 10.0, theme.card, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    }
}

fn severity_ui(ui: &mut egui::Ui, rect: Rect, severity: Severity, count: usize) {
    let theme = theme::of(ui);
    let text = match severity {
        Severity::Error => tr!("problems-errors"),
        Severity::Warning => tr!("problems-warnings"),
    };
    // The gap between two cards belongs to the lower heading.
    let rect = rect.with_min_y(rect.bottom() - 44.0);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(14.0, 0.0))).id_salt(severity));
    child.horizontal_centered(|ui| {
        ui.label(theme::strong(&text).color(row::colour(theme, severity)));
        ui.label(theme::second(ui, &format::count(count as u64)));
        ui.add_space(8.0);
        let about = match severity {
            Severity::Error => tr!("problems-errors-about"),
            Severity::Warning => tr!("problems-warnings-about"),
        };
        ui.add(egui::Label::new(theme::second(ui, &about)).truncate());
    });
}

/// Brings the chosen one into view once it was chosen.
fn follow(ui: &egui::Ui, state: &mut State, found: &Found, lines: &[Line], tops: &[f32], list: Rect) {
    let page = &mut state.pages.problems;
    if !mem::take(&mut page.follow) {
        return;
    }
    let Some(place) = page.place_in(found) else { return };
    let line = lines.iter().position(|line| *line == Line::Problem(place));
    if let Some(rect) = line.and_then(|line| layout::rect(list, tops, line)) {
        // With its headings, where it is the first below them.
        let above = if place == 0 { 70.0 } else { 4.0 };
        ui.scroll_to_rect(rect.with_min_y(rect.top() - above), None);
    }
}

/// Mends them and stays at that place of the list, so that the next can be mended.
fn mend(state: &mut State, found: &Found, at: usize, problems: &[Problem]) {
    if let [problem] = problems
        && problem.mend.is_none()
        && problem.lacks_attributes()
    {
        return state.begin_naming();
    }
    if problems.iter().all(|problem| problem.mend.is_none()) {
        return state.warn(tr!("problems-no-mend"));
    }
    // Where “all like it” was asked for lower down, the list goes on from the first of them.
    let first = (problems.len() > 1).then(|| found.iter().position(|one| problems.contains(one))).flatten();
    let place = first.unwrap_or(at);
    state.mend(problems);
    let left = state.problems();
    if !left.is_empty() {
        state.pages.problems.choose(place.min(left.len() - 1), &left);
    }
    if problems.len() > 1 {
        state.tell(tr!("problems-mended", count = problems.len()));
    }
}
