//! One criterion in its table: its words, its points, what the teams say, and what past leads say.

use eframe::egui::{self, Align2, Rect, Sense, Stroke, UiBuilder, pos2, text::LayoutJob, vec2};

use super::{
    columns::{Columns, Content},
    edit, keys,
};
use crate::{
    app::{format, pages::proposal, panel, state::State, theme, widgets},
    model::{Axis, Criterion, CriterionId, Team, Tier, limits, sentence},
};

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, rect: Rect, content: Content) {
    let Some(criterion) = state.document.model.criterion(id) else { return };
    let columns = Columns::new(rect, content);
    let sentence = sentence::rule(&criterion.rule);
    let response = ui.interact(rect, keys::row_id(id), Sense::click_and_drag());
    let is_chosen = state.pages.criteria.chosen.as_ref() == Some(id);
    let is_lost = state.document.model.axis_of(criterion).is_none();
    let mut name = tr!(
        "row-name",
        name = criterion.name.clone(),
        rule = sentence.clone(),
        points = format::points(criterion.points.into())
    );
    if is_lost {
        name = format!("{name}, {}", tr!("category-unknown"));
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, &name));
    background(ui, state, &response, is_chosen, rect);
    if state.pages.criteria.renaming.as_ref() == Some(id) {
        rename_ui(ui, state, id, columns.words);
    } else {
        let job = words(ui, criterion, &sentence, is_lost, columns.words.width());
        paint_job(ui, job, columns.words);
    }
    voices_ui(ui, state, id, columns);
    evidence_ui(ui, state, id, columns);
    points_ui(ui, state, id, columns.points);
    answer(state, id, &response);
    response.context_menu(|ui| menu(ui, state, id));
    if !response.dragged() && state.pages.criteria.dragged.is_none() {
        response.on_hover_ui(|ui| tooltip(ui, state, id));
    }
}

fn background(ui: &egui::Ui, state: &State, response: &egui::Response, is_chosen: bool, rect: Rect) {
    let theme = theme::of(ui);
    let rect = rect.shrink2(vec2(0.0, 0.5));
    let is_dragged = state.pages.criteria.dragged.as_ref().is_some_and(|dragged| keys::row_id(dragged) == response.id);
    if is_chosen || is_dragged {
        ui.painter().rect_filled(rect, 0.0, theme.accent_tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
}

/// The name, strong, and the rule as a sentence, quiet; cut with an ellipsis. One whose category does not exist is marked.
fn words(ui: &egui::Ui, criterion: &Criterion, sentence: &str, is_lost: bool, width: f32) -> LayoutJob {
    let theme = theme::of(ui);
    let (strong, quiet) = if criterion.enabled { (theme.text, theme.second) } else { (theme.third, theme.third) };
    let mut job = LayoutJob::default();
    let mut append = |text: &str, font, colour| {
        let mut format = egui::TextFormat::simple(font, colour);
        if !criterion.enabled {
            format.strikethrough = Stroke::new(1.0, theme.third);
        }
        job.append(text, 0.0, format);
    };
    if is_lost {
        append(&format!("{} ", char::from(widgets::Icon::CircleAlert)), theme::icon_font(13.0), theme.worse);
    }
    append(&criterion.name, theme::strong_font(), strong);
    append("  ", theme::body(), quiet);
    append(sentence, theme::body(), quiet);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    job
}

fn paint_job(ui: &egui::Ui, job: LayoutJob, rect: Rect) {
    let galley = ui.painter().layout_job(job);
    let position = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(position, galley, theme::of(ui).text);
}

fn rename_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, rect: Rect) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(0.0, 2.0))).id_salt(("rename", &id.0)));
    let Some(criterion) = state.document.model.criterion_mut(id) else { return };
    let field_id = keys::row_id(id).with("name");
    let field = egui::TextEdit::singleline(&mut criterion.name)
        .id(field_id)
        .hint_text(tr!("criterion-name"))
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(4, 3));
    let response = child.add(field);
    let is_elsewhere = ui.ctx().text_edit_focused() && !response.has_focus();
    if response.lost_focus() || is_elsewhere {
        state.pages.criteria.renaming = None;
    } else if !response.has_focus() {
        response.request_focus();
        select_all(ui.ctx(), field_id, criterion.name.chars().count());
    }
}

/// A name that is edited is chosen whole, so that typing replaces it.
fn select_all(ctx: &egui::Context, id: egui::Id, length: usize) {
    let mut field = egui::text_edit::TextEditState::load(ctx, id).unwrap_or_default();
    let range = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(length));
    field.cursor.set_char_range(Some(range));
    field.store(ctx, id);
}

/// The number is edited where it stands: by typing and by dragging; its bar shows it against the largest.
fn points_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, rect: Rect) {
    let largest = state.document.model.criteria.iter().map(|criterion| criterion.points.unsigned_abs()).max();
    let scale = largest.unwrap_or(1).clamp(1, 20) as f32;
    let Some(criterion) = state.document.model.criterion_mut(id) else { return };
    let theme = theme::of(ui);
    let colour = theme.tier(criterion.tier);
    let number =
        Rect::from_min_max(pos2(rect.right() - 46.0, rect.top() + 3.0), pos2(rect.right(), rect.bottom() - 3.0));
    let room = number.left() - rect.left() - 6.0;
    let length = (criterion.points.unsigned_abs() as f32 / scale).min(1.0) * room;
    let bar =
        Rect::from_center_size(pos2(number.left() - 6.0 - length / 2.0, rect.center().y), vec2(length.max(2.0), 6.0));
    ui.painter().rect_filled(bar, 3.0, if criterion.enabled { colour } else { theme.line });
    let builder = UiBuilder::new().max_rect(number).scope_id(keys::row_id(id).with("points"));
    let mut child = ui.new_child(builder);
    quiet_until_touched(&mut child);
    let name = tr!("points-of", name = criterion.name.clone());
    points_field(&mut child, &mut criterion.points, number.size(), &name);
}

/// In a table a field is only a number until the pointer or the keyboard is on it.
fn quiet_until_touched(ui: &mut egui::Ui) {
    let widgets = &mut ui.visuals_mut().widgets;
    widgets.inactive.bg_stroke = Stroke::NONE;
    widgets.inactive.bg_fill = egui::Color32::TRANSPARENT;
    widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
    ui.style_mut().drag_value_text_style = egui::TextStyle::Name(theme::STRONG.into());
}

/// Whole points with their sign, in the bounds of a model.
pub(super) fn points_field(ui: &mut egui::Ui, points: &mut i32, size: egui::Vec2, name: &str) -> egui::Response {
    let field = widgets::whole_number(points, -limits::POINTS..=limits::POINTS)
        .speed(0.1)
        .custom_formatter(|number, _| format::points(number as i64));
    let add = |ui: &mut egui::Ui| {
        ui.spacing_mut().interact_size = size;
        ui.spacing_mut().button_padding = vec2(3.0, 0.0);
        ui.add_sized(size, field)
    };
    let response = ui.scope(add).inner;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, name));
    response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal)
}

/// Marketing's and sales' points, tinted where they differ.
fn voices_ui(ui: &mut egui::Ui, state: &State, id: &CriterionId, columns: Columns) {
    let (Some(rect), Some(criterion)) = (columns.voices, state.document.model.criterion(id)) else { return };
    if criterion.proposals == Default::default() {
        return;
    }
    let theme = theme::of(ui);
    let seat = state.voices.seat;
    let word = |team| proposal::in_short(criterion, team, seat);
    let same = |team| criterion.visible_proposal(team, seat).map(|one| (one.tier, one.points));
    let is_seen = Team::ALL.into_iter().all(|team| criterion.proposals.shows(team, seat));
    if is_seen && same(Team::Marketing) != same(Team::Sales) {
        ui.painter().rect_filled(rect.shrink2(vec2(2.0, 5.0)), 5.0, theme.contested);
    }
    let gap = 3.0;
    let painter = ui.painter();
    painter.text(
        rect.center() - vec2(gap, 0.0),
        Align2::RIGHT_CENTER,
        word(Team::Marketing),
        theme::body(),
        theme.team(Team::Marketing),
    );
    painter.text(
        rect.center() + vec2(gap, 0.0),
        Align2::LEFT_CENTER,
        word(Team::Sales),
        theme::body(),
        theme.team(Team::Sales),
    );
}

/// How many leads match, and how often those were won, against all.
fn evidence_ui(ui: &mut egui::Ui, state: &State, id: &CriterionId, columns: Columns) {
    let Some(scored) = &state.scored else { return };
    let Some(evidence) = scored.evidence(id) else { return };
    let theme = theme::of(ui);
    let colour = theme::tint(theme.second, panel::opacity(ui, state.is_stale()));
    if let Some(rect) = columns.leads {
        let text = format::count(evidence.leads);
        ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, theme::body(), colour);
    }
    if let Some(rect) = columns.won
        && let (Some(rate), Some(base)) = (evidence.win_rate(), scored.summary.base_rate())
    {
        widgets::paint_rate_bar(ui, rect.shrink2(vec2(0.0, 4.0)).translate(vec2(4.0, 0.0)), rate, base);
    }
}

fn answer(state: &mut State, id: &CriterionId, response: &egui::Response) {
    if response.drag_started() {
        state.pages.criteria.dragged = Some(id.clone());
    }
    if response.clicked() {
        response.request_focus();
        state.pages.criteria.chosen = Some(id.clone());
    }
    if response.double_clicked() {
        state.pages.criteria.renaming = Some(id.clone());
    }
}

/// What can be done with a row, also found in its card.
fn menu(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    if ui.button(tr!("row-rename")).clicked() {
        state.pages.criteria.renaming = Some(id.clone());
    }
    if ui.button(tr!("row-duplicate")).clicked() {
        keys::duplicate(state, id);
    }
    let model = &mut state.document.model;
    if ui.button(tr!("row-up")).clicked() {
        edit::shift(model, id, false);
    }
    if ui.button(tr!("row-down")).clicked() {
        edit::shift(model, id, true);
    }
    let Some((axis, current)) = model.criterion(id).map(|row| (edit::listed_under(model, row), row.tier)) else {
        return;
    };
    ui.menu_button(tr!("row-to-tier"), |ui| {
        for tier in Tier::ALL.into_iter().filter(|tier| *tier != current) {
            if ui.button(theme::tier_name(tier)).clicked() {
                edit::set_tier(model, id, tier);
            }
        }
    });
    let (other, name) = match axis {
        Axis::Fit => (Axis::Engagement, tr!("row-to-engagement")),
        Axis::Engagement => (Axis::Fit, tr!("row-to-fit")),
    };
    if ui.button(name).clicked() {
        edit::place(model, id, other, current, None);
    }
    if let Some(criterion) = model.criterion_mut(id) {
        let name = if criterion.enabled { tr!("row-switch-off") } else { tr!("row-switch-on") };
        if ui.button(name).clicked() {
            criterion.enabled = !criterion.enabled;
        }
    }
    ui.separator();
    if ui.button(tr!("row-delete")).clicked() {
        keys::delete(state, id);
    }
}

fn tooltip(ui: &mut egui::Ui, state: &State, id: &CriterionId) {
    let Some(criterion) = state.document.model.criterion(id) else { return };
    ui.set_max_width(420.0);
    ui.label(theme::strong(&criterion.name));
    ui.label(sentence::rule(&criterion.rule));
    if !criterion.why.is_empty() {
        ui.label(theme::second(ui, &criterion.why));
    }
}
