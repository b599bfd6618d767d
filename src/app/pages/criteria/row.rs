//! One criterion in its table: its words, its points, what the teams say, and what past leads say. Each is a cell.

use eframe::egui::{self, Align2, Rect, Response, Role, Sense, Stroke, WidgetInfo, pos2, text::LayoutJob, vec2};

use super::{
    actions, cell,
    columns::Columns,
    grid::{
        Cell, Column, Lines, Selection,
        values::{Voice, voice},
    },
    keys,
    page::{self, Drag},
};
use crate::{
    app::{format, panel, state::State, theme, widgets},
    model::{Axis, Criterion, CriterionId, Tier, limits, sentence},
    scoring::Tally,
};

/// A row that is on screen.
pub(super) struct Row<'a> {
    pub id: &'a CriterionId,
    /// Where it stands in the model.
    pub index: usize,
    pub axis: Axis,
    /// Where it is listed.
    pub line: usize,
    pub rect: Rect,
    pub columns: Columns,
}

impl Row<'_> {
    fn criterion<'s>(&self, state: &'s State) -> Option<&'s Criterion> {
        state.document.model.criteria.get(self.index).filter(|criterion| criterion.id == *self.id)
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, row: &Row<'_>, lines: &Lines) {
    let sentence = page::sentence_of(state, row.index);
    // What this very frame took away is not drawn any more.
    let Some(criterion) = row.criterion(state) else { return };
    let is_lost = state.document.model.axis_of(criterion).is_none();
    // A text that is no rule yet is not to be forgotten with its card.
    let waits = state.pages.rules.typing.unread(row.id).is_some();
    let is_chosen = state.pages.criteria.chosen.as_ref() == Some(row.id);
    let response = ui.interact(row.rect, keys::row_id(row.id), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, row_name(criterion, &sentence, is_lost, waits))
    });
    background(ui, state, &response, is_chosen, row);
    selection_ui(ui, state, row, lines);
    if is_edited(state, row.id, Column::Name) {
        let name = tr!("name-of", name = criterion.name.clone());
        cell::editor_ui(ui, state, row.columns.words, &name);
    } else {
        let job = words(ui, criterion, &sentence, (is_lost, waits), row.columns.words.width());
        paint_job(ui, job, row.columns.words);
        answer(ui, state, row, lines, Column::Name, response);
    }
    disagreement_ui(ui, state, row);
    for column in Column::ALL.into_iter().skip(1) {
        if let Some(rect) = row.columns.of(column) {
            cell_ui(ui, state, row, lines, column, rect);
        }
    }
    cursor_ui(ui, state, row);
}

/// What a screen reader says of a row.
fn row_name(criterion: &Criterion, sentence: &str, is_lost: bool, waits: bool) -> String {
    let points = format::points(criterion.points.into());
    let mut name = tr!("row-name", name = criterion.name.clone(), rule = sentence, points = points);
    if is_lost {
        name = format!("{name}, {}", tr!("category-unknown"));
    }
    if waits { format!("{name}, {}", tr!("row-text-waits")) } else { name }
}

fn is_edited(state: &State, id: &CriterionId, column: Column) -> bool {
    let editing = state.pages.criteria.editing.as_ref();
    editing.is_some_and(|editing| editing.cell.id == *id && editing.cell.column == column)
}

fn background(ui: &egui::Ui, state: &State, response: &Response, is_chosen: bool, row: &Row<'_>) {
    let theme = theme::of(ui);
    let rect = row.rect.shrink2(vec2(0.0, 0.5));
    let page = &state.pages.criteria;
    let is_range = page.selection.as_ref().is_some_and(|selection| !selection.is_one_cell());
    let is_dragged = page.drag.as_ref().is_some_and(|drag| drag.set.contains(row.id));
    if is_chosen && !is_range || is_dragged {
        ui.painter().rect_filled(rect, 0.0, theme.accent_tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.raised);
    }
}

/// The range of cells that is chosen.
fn selection_ui(ui: &egui::Ui, state: &State, row: &Row<'_>, lines: &Lines) {
    let Some(selection) = state.pages.criteria.selection.as_ref().filter(|selection| !selection.is_one_cell()) else {
        return;
    };
    let theme = theme::of(ui);
    if selection.whole_rows && selection.has(lines, row.axis, row.line, Column::Name) {
        ui.painter().rect_filled(row.rect.shrink2(vec2(0.0, 0.5)), 0.0, theme.accent_tint);
        return;
    }
    for column in Column::ALL {
        if let Some(rect) = row.columns.of(column)
            && selection.has(lines, row.axis, row.line, column)
        {
            ui.painter().rect_filled(place(rect, column).shrink2(vec2(0.0, 0.5)), 0.0, theme.accent_tint);
        }
    }
}

/// The frame around the cell of the cursor, strong while the tables have the keyboard.
fn cursor_ui(ui: &egui::Ui, state: &State, row: &Row<'_>) {
    let page = &state.pages.criteria;
    let Some(cursor) = page.selection.as_ref().map(|selection| &selection.cursor) else { return };
    let Some(rect) = row.columns.of(cursor.column).filter(|_| cursor.id == *row.id && page.editing.is_none()) else {
        return;
    };
    let theme = theme::of(ui);
    let has_keyboard = ui.memory(|memory| memory.has_focus(keys::table_id()));
    let colour = if has_keyboard { theme.accent } else { theme::tint(theme.accent, 0.45) };
    let rect = place(rect, cursor.column).shrink2(vec2(0.0, 1.0));
    ui.painter().rect_stroke(rect, 3.0, Stroke::new(1.5, colour), egui::StrokeKind::Inside);
}

/// A cell with the room around its text that its frame needs.
fn place(rect: Rect, column: Column) -> Rect {
    match column {
        Column::Name => rect.expand2(vec2(5.0, 0.0)),
        Column::Points | Column::Leads | Column::WinRate => rect.translate(vec2(4.0, 0.0)),
        Column::Marketing | Column::Sales => rect,
    }
}

/// The name, strong, and the rule as a sentence, quiet; cut with an ellipsis. One whose category does not exist is marked, and
/// so is one for which a text waits that is no rule yet.
fn words(
    ui: &egui::Ui,
    criterion: &Criterion,
    sentence: &str,
    (is_lost, waits): (bool, bool),
    width: f32,
) -> LayoutJob {
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
    if waits {
        append(&format!("{} ", char::from(widgets::Icon::TriangleAlert)), theme::icon_font(12.0), theme.warning);
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

/// A cell with a number.
fn cell_ui(ui: &mut egui::Ui, state: &mut State, row: &Row<'_>, lines: &Lines, column: Column, rect: Rect) {
    let Some(criterion) = row.criterion(state) else { return };
    if is_edited(state, row.id, column) {
        let name = cell_name(criterion, column);
        return cell::editor_ui(ui, state, place(rect, column), &name);
    }
    let tally = state.scored.as_ref().and_then(|scored| scored.evidence(row.id));
    let is_against = column == Column::WinRate && page::is_against_evidence(state.scored.as_ref(), criterion);
    let id = keys::cell_id(row.id, column);
    let mut response = ui.interact(place(rect, column), id, Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo {
        // Made only where somebody listens.
        current_text_value: Some(spoken(state, criterion, column, tally, is_against)),
        ..WidgetInfo::labeled(Role::Cell, true, cell_name(criterion, column))
    });
    match column {
        Column::Name => {}
        Column::Points => {
            points_ui(ui, state, row, criterion);
            response = response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
        }
        Column::Marketing | Column::Sales => voice_ui(ui, state, criterion, column, rect),
        Column::Leads => {
            if let Some(tally) = tally {
                let text = leads_text(tally.leads);
                ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, theme::body(), faded(ui, state));
            }
        }
        Column::WinRate => won_ui(ui, state, row, tally, is_against),
    }
    answer(ui, state, row, lines, column, response);
}

/// “Points, Pricing page”.
fn cell_name(criterion: &Criterion, column: Column) -> String {
    let name = criterion.name.clone();
    match column {
        Column::Name => tr!("name-of", name = name),
        Column::Points => tr!("points-of", name = name),
        Column::Marketing => tr!("marketing-points-of", name = name),
        Column::Sales => tr!("sales-points-of", name = name),
        Column::Leads => tr!("leads-of", name = name),
        Column::WinRate => tr!("win-rate-of", name = name),
    }
}

/// What a screen reader says of a cell, marks included.
fn spoken(state: &State, criterion: &Criterion, column: Column, tally: Option<Tally>, is_against: bool) -> String {
    match (column, column.team()) {
        (Column::Points, _) if !is_in_range(state, criterion) => {
            format!("{}, {}", format::points(criterion.points.into()), tr!("points-outside"))
        }
        (Column::Points, _) => format::points(criterion.points.into()),
        (Column::Leads, _) => tally.map(|tally| format::count(tally.leads)).unwrap_or_default(),
        (Column::WinRate, _) => {
            let rate = tally.and_then(Tally::win_rate).map(|rate| format::percent(rate, 0)).unwrap_or_default();
            if is_against { format!("{rate}, {}", tr!("against-evidence")) } else { rate }
        }
        (_, Some(team)) => match voice(criterion, team, state.voices.seat) {
            Voice::Silent => tr!("voice-silent"),
            Voice::Hidden => tr!("voice-hidden"),
            Voice::Says(proposal) => format::points(proposal.points.into()),
        },
        (Column::Name | Column::Marketing | Column::Sales, None) => String::new(),
    }
}

fn is_in_range(state: &State, criterion: &Criterion) -> bool {
    state.document.model.tiers.of(criterion.tier).contains(criterion.points)
}

/// The number, and where there is room a bar that shows it against the largest; a sign where it does not belong to its tier.
fn points_ui(ui: &egui::Ui, state: &State, row: &Row<'_>, criterion: &Criterion) {
    let theme = theme::of(ui);
    let rect = row.columns.points;
    let is_bar = row.columns.has_points_bar;
    let colour = if criterion.enabled { theme.text } else { theme.third };
    let text = format::points(criterion.points.into());
    let drawn = ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, theme::strong_font(), colour);
    let number = rect.right() - 44.0;
    if is_bar {
        let scale = state.document.digest().largest_points.clamp(1, 20) as f32;
        let room = number - rect.left() - 6.0;
        let length = (criterion.points.unsigned_abs() as f32 / scale).min(1.0) * room;
        let centre = pos2(number - 6.0 - length / 2.0, rect.center().y);
        let bar = Rect::from_center_size(centre, vec2(length.max(2.0), 6.0));
        let colour = if criterion.enabled { theme.tier(criterion.tier) } else { theme.line };
        ui.painter().rect_filled(bar, 3.0, colour);
    }
    if !is_in_range(state, criterion) {
        let mark = pos2(drawn.left() - 8.0, rect.center().y);
        let sign = char::from(widgets::Icon::TriangleAlert);
        ui.painter().text(mark, Align2::CENTER_CENTER, sign, theme::icon_font(11.0), theme.warning);
    }
}

/// Behind two proposals that differ.
fn disagreement_ui(ui: &egui::Ui, state: &State, row: &Row<'_>) {
    let (Some([marketing, sales]), Some(criterion)) = (row.columns.voices, row.criterion(state)) else { return };
    let seat = state.voices.seat;
    let [one, other] = crate::model::Team::ALL.map(|team| voice(criterion, team, seat));
    let differ = match (one, other) {
        (Voice::Says(one), Voice::Says(other)) => (one.tier, one.points) != (other.tier, other.points),
        _ => false,
    };
    if differ {
        let rect = marketing.union(sales).shrink2(vec2(1.0, 5.0));
        ui.painter().rect_filled(rect, 5.0, theme::of(ui).contested);
    }
}

/// A team's points, as far as they may be seen.
fn voice_ui(ui: &egui::Ui, state: &State, criterion: &Criterion, column: Column, rect: Rect) {
    let (theme, Some(team)) = (theme::of(ui), column.team()) else { return };
    let centre = rect.center();
    let painter = ui.painter();
    match voice(criterion, team, state.voices.seat) {
        Voice::Silent => {
            painter.text(centre, Align2::CENTER_CENTER, "·", theme::body(), theme.third);
        }
        Voice::Hidden => {
            let sign = char::from(widgets::Icon::EyeOff);
            painter.text(centre, Align2::CENTER_CENTER, sign, theme::icon_font(12.0), theme.team(team));
        }
        Voice::Says(proposal) => {
            let text = format::points(proposal.points.into());
            painter.text(centre, Align2::CENTER_CENTER, text, theme::body(), theme.team(team));
        }
    }
}

/// How often the leads that match were won, against all; a sign where that speaks against the points.
fn won_ui(ui: &egui::Ui, state: &State, row: &Row<'_>, tally: Option<Tally>, is_against: bool) {
    let theme = theme::of(ui);
    let (Some(rect), Some(scored)) = (row.columns.won, &state.scored) else { return };
    let (Some(rate), Some(base)) = (tally.and_then(Tally::win_rate), scored.summary.base_rate()) else { return };
    let sign_at = if row.columns.has_won_bar {
        let bar = rect.shrink2(vec2(0.0, 4.0)).with_min_x(rect.left() + 8.0).translate(vec2(4.0, 0.0));
        widgets::paint_rate_bar(ui, bar, rate, base);
        pos2(rect.left() + 9.0, rect.center().y)
    } else {
        let colour = theme::tint(widgets::rate_colour(theme, rate, base), panel::opacity(ui, state.is_stale()));
        let text = format::percent(rate, 0);
        let drawn = ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, theme::body(), colour);
        pos2(drawn.left() - 6.0, rect.center().y)
    };
    if is_against {
        let sign = char::from(widgets::Icon::CircleAlert);
        ui.painter().text(sign_at, Align2::CENTER_CENTER, sign, theme::icon_font(11.0), theme.warning);
    }
}

fn faded(ui: &egui::Ui, state: &State) -> egui::Color32 {
    theme::tint(theme::of(ui).second, panel::opacity(ui, state.is_stale()))
}

/// What the pointer does to a cell.
fn answer(ui: &egui::Ui, state: &mut State, row: &Row<'_>, lines: &Lines, column: Column, response: Response) {
    let cell = Cell::new(row.id.clone(), column);
    let is_asked = ui.input(|input| input.has_accesskit_action_request(response.id, egui::accesskit::Action::Focus));
    if response.clicked() || is_asked {
        choose(ui, state, cell.clone());
    }
    if response.double_clicked() && column.is_editable() {
        cell::begin(ui.ctx(), state, cell.clone(), None);
    }
    if response.secondary_clicked() && !selects(state, row, lines) {
        state.pages.criteria.go_to(cell.clone());
    }
    if column == Column::Points && response.dragged() {
        scrub(state, row, &response);
    } else if response.drag_started() {
        drag(state, row, lines);
    }
    response.context_menu(|ui| menu(ui, state, row.id));
    if !response.dragged() && state.pages.criteria.drag.is_none() {
        response.on_hover_ui(|ui| tooltip(ui, state, row, column));
    }
}

/// Whether a row is among those that are chosen, in whatever column.
fn selects(state: &State, row: &Row<'_>, lines: &Lines) -> bool {
    let span = state.pages.criteria.selection.as_ref().and_then(|selection| selection.span(lines));
    span.is_some_and(|(axis, first, last)| axis == row.axis && (first..=last).contains(&row.line))
}

/// A click puts the cursor; with Shift it extends the range. A click on the words opens the rule.
fn choose(ui: &egui::Ui, state: &mut State, cell: Cell) {
    let is_shift = ui.input(|input| input.modifiers.shift);
    let page = &mut state.pages.criteria;
    match page.selection.take().filter(|_| is_shift) {
        Some(selection) => page.selection = Some(selection.extended_to(cell)),
        None => {
            if cell.column == Column::Name || page.chosen.is_some() {
                page.chosen = Some(cell.id.clone());
            }
            page.selection = Some(Selection::one(cell));
        }
    }
    page.follow = true;
    page.came_from_table = false;
    keys::take_focus(ui.ctx());
}

/// Points can be dragged: the matrix moves under the hand.
fn scrub(state: &mut State, row: &Row<'_>, response: &Response) {
    const POINTS_A_PIXEL: f32 = 0.1;
    if response.drag_started() {
        state.pages.criteria.scrubbed = 0.0;
        state.pages.criteria.go_to(Cell::new(row.id.clone(), Column::Points));
    }
    let page = &mut state.pages.criteria;
    page.scrubbed += response.drag_delta().x * POINTS_A_PIXEL;
    let whole = page.scrubbed.trunc();
    page.scrubbed -= whole;
    if whole != 0.0
        && let Some(criterion) = state.document.model.criteria.get_mut(row.index)
    {
        criterion.points = (criterion.points + whole as i32).clamp(-limits::POINTS, limits::POINTS);
    }
}

/// A row that is one of several chosen takes them all along.
fn drag(state: &mut State, row: &Row<'_>, lines: &Lines) {
    let selected = selects(state, row, lines);
    let page = &mut state.pages.criteria;
    let ids = match &page.selection {
        Some(selection) if selected => selection.ids(lines),
        _ => vec![row.id.clone()],
    };
    page.drag = Some(Drag { set: ids.iter().cloned().collect(), ids });
}

/// Whole points with their sign, in the bounds of a model.
pub(super) fn points_field(ui: &mut egui::Ui, points: &mut i32, size: egui::Vec2, name: &str) -> Response {
    let field = widgets::whole_number(points, -limits::POINTS..=limits::POINTS)
        .speed(0.1)
        .custom_formatter(|number, _| format::points(number as i64));
    let add = |ui: &mut egui::Ui| {
        ui.spacing_mut().interact_size = size;
        ui.spacing_mut().button_padding = vec2(3.0, 0.0);
        ui.add_sized(size, field)
    };
    let response = ui.scope(add).inner;
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
    response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal)
}

/// What can be done with a row, or with all that are chosen; also found in the card.
fn menu(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    let chosen = actions::chosen_rows(state);
    let ids = if chosen.contains(id) { chosen } else { vec![id.clone()] };
    if ids.len() > 1 {
        ui.label(theme::caption(ui, &tr!("rows-chosen", count = ids.len())));
    }
    if ui.button(tr!("row-rename")).clicked() {
        cell::begin(ui.ctx(), state, Cell::new(id.clone(), Column::Name), None);
    }
    if ui.button(tr!("row-duplicate")).clicked() {
        actions::duplicate_rows(state, &ids);
    }
    if ui.button(tr!("row-up")).clicked() {
        actions::shift(state, &ids, false);
    }
    if ui.button(tr!("row-down")).clicked() {
        actions::shift(state, &ids, true);
    }
    ui.menu_button(tr!("row-to-tier"), |ui| {
        for tier in Tier::ALL {
            if ui.button(theme::tier_name(tier)).clicked() {
                actions::to_tier(state, tier);
            }
        }
    });
    let model = &state.document.model;
    let Some((axis, enabled)) = model.criterion(id).map(|row| (super::edit::listed_under(model, row), row.enabled))
    else {
        return;
    };
    let (other, name) = match axis {
        Axis::Fit => (Axis::Engagement, tr!("row-to-engagement")),
        Axis::Engagement => (Axis::Fit, tr!("row-to-fit")),
    };
    if ui.button(name).clicked() {
        actions::to_axis(state, other);
    }
    if ui.button(if enabled { tr!("row-switch-off") } else { tr!("row-switch-on") }).clicked() {
        let ids: std::collections::HashSet<&CriterionId> = ids.iter().collect();
        for criterion in state.document.model.criteria.iter_mut().filter(|criterion| ids.contains(&criterion.id)) {
            criterion.enabled = !enabled;
        }
    }
    ui.separator();
    if ui.button(tr!("row-delete")).clicked() {
        actions::delete_rows(state, &ids, false);
    }
}

/// What a cell can't say in so little room.
fn tooltip(ui: &mut egui::Ui, state: &State, row: &Row<'_>, column: Column) {
    let Some(criterion) = row.criterion(state) else { return };
    ui.set_max_width(420.0);
    ui.label(theme::strong(&criterion.name));
    match (column, column.team()) {
        (Column::Points, _) if !is_in_range(state, criterion) => {
            let range = state.document.model.tiers.of(criterion.tier);
            let range = format::range(range.least, range.most);
            let tier = theme::tier_name(criterion.tier);
            ui.label(tr!("points-outside-range", tier = tier, range = range));
        }
        (_, Some(team)) => {
            if let Voice::Says(proposal) = voice(criterion, team, state.voices.seat) {
                let tier = theme::tier_name(proposal.tier);
                ui.label(format!("{}: {} {tier}", theme::team_name(team), format::points(proposal.points.into())));
                if !proposal.reason.is_empty() {
                    ui.label(theme::second(ui, &proposal.reason));
                }
            }
        }
        (Column::WinRate, _) => won_tooltip(ui, state, criterion),
        _ => {
            ui.label(sentence::rule(&criterion.rule));
            if let Some(text) = state.pages.rules.typing.unread(row.id) {
                let waits = tr!("rule-text-waits", text = text);
                ui.label(egui::RichText::new(waits).color(theme::of(ui).warning));
            }
            if !criterion.why.is_empty() {
                ui.label(theme::second(ui, &criterion.why));
            }
        }
    }
}

fn won_tooltip(ui: &mut egui::Ui, state: &State, criterion: &Criterion) {
    let Some(scored) = &state.scored else { return };
    let Some(tally) = scored.evidence(&criterion.id) else { return };
    let rest = tally.rest_of(scored.summary.all());
    if let (Some(rate), Some((least, most)), Some(rest)) = (tally.win_rate(), tally.interval(), rest.win_rate()) {
        ui.label(tr!(
            "won-detail",
            rate = format::percent(rate, 0),
            least = format::percent(least, 0),
            most = format::percent(most, 0),
            rest = format::percent(rest, 0)
        ));
    }
    if page::is_against_evidence(Some(scored), criterion) {
        let points = format::points(criterion.points.into());
        ui.label(egui::RichText::new(tr!("against-evidence-detail", points = points)).color(theme::of(ui).warning));
    }
}
/// Beside the proposals there is no room for six figures; the criterion's card tells them.
fn leads_text(leads: u64) -> String {
    if leads < 100_000 { format::count(leads) } else { format::in_short(leads) }
}
