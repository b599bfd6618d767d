//! The movement as tables: routes with who comes and goes, and the moves from cell to cell.

use eframe::egui::{
    self, Align, Align2, Color32, FontId, Id, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{found::Found, words};
use crate::{
    app::{format, panel::a_week_text, theme, widgets},
    model::{CellKey, Model, RouteId, Tone},
    scoring::{
        Tally,
        what_if::{Flow, Link, Load, Node, Who, difference},
    },
};

const ROW: f32 = 30.0;
const TITLES: f32 = 24.0;
/// Right-aligned numbers.
const NUMBER: f32 = 58.0;
const GAP: f32 = 12.0;
/// So many moves are seen at once.
const MOVES: usize = 10;

/// What one line of the routes says.
struct Line<'a> {
    node: &'a Node<Option<RouteId>>,
    tone: Option<Tone>,
    before: Option<usize>,
    after: Option<usize>,
}

/// The routes: of the draft with their like, then those that are gone. Answers whom a click asks for.
pub fn routes_ui(ui: &mut Ui, found: &Found) -> Option<Who> {
    let flow = &found.what_if.movement.routes;
    let (baseline, draft) = (&found.what_if.baseline.model, &found.what_if.draft.model);
    let tone = |model: &Model, node: &Node<Option<RouteId>>| {
        node.id.as_ref().and_then(|id| model.route(id)).map(|route| route.tone)
    };
    let after = flow.after.iter().enumerate().map(|(place, node)| Line {
        node,
        tone: tone(draft, node),
        before: node.like,
        after: Some(place),
    });
    let gone = flow.before.iter().enumerate().filter(|(_, node)| node.like.is_none()).map(|(place, node)| Line {
        node,
        tone: tone(baseline, node),
        before: Some(place),
        after: None,
    });
    let lines: Vec<Line<'_>> = after.chain(gone).collect();
    let mut asked = None;
    let columns = Columns::new(ui, found, &lines);
    let size = vec2(ui.available_width(), TITLES + lines.len() as f32 * ROW);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.scope_builder(UiBuilder::new().max_rect(area).accessibility_role(Role::Table), |ui| {
        columns.titles_ui(ui, area.with_max_y(area.top() + TITLES));
        for (index, line) in lines.iter().enumerate() {
            let top = area.top() + TITLES + index as f32 * ROW;
            let rect = Rect::from_x_y_ranges(area.x_range(), top..=top + ROW);
            asked = line.show(ui, rect, &columns, found).or(asked.take());
        }
    });
    asked
}

/// The columns of numbers with their widths, from the left; what has no room is left out.
struct Columns {
    numbers: Vec<(Column, f32)>,
    /// Past wins stand beside who comes and goes.
    has_won: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Was,
    Is,
    Change,
    Come,
    Go,
    Week,
}

impl Column {
    fn title(self) -> String {
        match self {
            Self::Was => tr!("flow-column-was"),
            Self::Is => tr!("flow-column-is"),
            Self::Change => tr!("flow-column-change"),
            Self::Come => tr!("flow-column-enter"),
            Self::Go => tr!("flow-column-leave"),
            Self::Week => tr!("flow-column-week"),
        }
    }
}

impl Columns {
    fn new(ui: &Ui, found: &Found, lines: &[Line<'_>]) -> Self {
        /// What the names of routes should have.
        const NAME: f32 = 116.0;
        let all = [Column::Was, Column::Is, Column::Change, Column::Come, Column::Go, Column::Week];
        let width =
            |text: String, font: FontId| ui.painter().layout_no_wrap(text, font, Color32::PLACEHOLDER).size().x.ceil();
        let with = |kept: &[Column], has_won: bool| {
            let of_lines = |column: Column| {
                lines
                    .iter()
                    .map(move |line| width(line.text(found, column, has_won), theme::body()))
                    .fold(0.0, f32::max)
            };
            let of = |column: &Column| (*column, of_lines(*column).max(width(column.title(), theme::small_strong())));
            Self { numbers: kept.iter().map(of).collect(), has_won }
        };
        let kept = if found.what_if.arrivals.is_known() { &all[..] } else { &all[..5] };
        let tried = [with(kept, true), with(&all[..5], true), with(&all[..5], false)];
        let fits = |columns: &Self| ui.available_width() - columns.width() >= NAME;
        tried.into_iter().find(fits).unwrap_or_else(|| with(&all[..5], false))
    }

    fn width(&self) -> f32 {
        self.numbers.iter().map(|(_, width)| width + GAP).sum()
    }

    /// Each column with where it stands in a row.
    fn rects(&self, row: Rect) -> impl Iterator<Item = (Column, Rect)> {
        let mut left = row.right() - self.width();
        self.numbers.iter().map(move |(column, width)| {
            let rect = row.with_min_x(left + GAP).with_max_x(left + GAP + width);
            left += width + GAP;
            (*column, rect)
        })
    }

    fn titles_ui(&self, ui: &Ui, row: Rect) {
        let theme = theme::of(ui);
        let font = theme::small_strong();
        ui.painter().text(row.left_center(), Align2::LEFT_CENTER, tr!("flow-column-route"), font.clone(), theme.second);
        for (column, rect) in self.rects(row) {
            text(ui, rect, true, &column.title(), font.clone(), theme.second);
        }
        ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line));
    }
}

impl Line<'_> {
    /// How many were and are on it.
    fn leads(&self, found: &Found) -> [u64; 2] {
        let flow = &found.what_if.movement.routes;
        let leads = |nodes: &[Node<_>], place: Option<usize>| {
            place.and_then(|place| nodes.get(place)).map_or(0, |node| node.volume.tally.leads)
        };
        [leads(&flow.before, self.before), leads(&flow.after, self.after)]
    }

    /// Who comes, or goes.
    fn moving(&self, found: &Found, column: Column) -> Tally {
        let flow = &found.what_if.movement.routes;
        let moving = match column {
            Column::Come => self.after.map(|place| flow.entering(place)),
            _ => self.before.map(|place| flow.leaving(place)),
        };
        moving.unwrap_or_default().tally
    }

    fn text(&self, found: &Found, column: Column, has_won: bool) -> String {
        let [was, is] = self.leads(found);
        match column {
            Column::Was => format::count(was),
            Column::Is => format::count(is),
            Column::Change => match difference(is, was) {
                0 => String::new(),
                change => format::points(change),
            },
            Column::Week => self.weeks(found),
            Column::Come | Column::Go => {
                let tally = self.moving(found, column);
                let leads = format::count(tally.leads);
                if has_won && tally.won > 0 {
                    tr!("flow-number-won", leads = leads, won = format::count(tally.won))
                } else {
                    leads
                }
            }
        }
    }

    fn show(&self, ui: &mut Ui, row: Rect, columns: &Columns, found: &Found) -> Option<Who> {
        let theme = theme::of(ui);
        let name = words::route_name(self.node);
        ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line));
        let swatch = Rect::from_min_size(row.left_center() - vec2(0.0, 8.0), vec2(4.0, 16.0));
        ui.painter().rect_filled(swatch, 2.0, self.tone.map_or(theme.third, |tone| theme.tone(tone)));
        let slot = row.with_min_x(row.left() + 10.0).with_max_x(row.right() - columns.width());
        let label = ui.interact(slot, Id::unique(("flow table route", self.before, self.after)), Sense::HOVER);
        label.widget_info(|| WidgetInfo::labeled(Role::Cell, true, self.sentence(found)));
        text(ui, slot, false, &name, theme::strong_font(), theme.text);
        label.on_hover_text(self.sentence(found));
        let mut asked = None;
        for (column, rect) in columns.rects(row) {
            let shown = self.text(found, column, columns.has_won);
            let colour = if column == Column::Is { theme.text } else { theme.second };
            let tally = match column {
                Column::Come | Column::Go => self.moving(found, column),
                _ => Tally::default(),
            };
            if tally.leads == 0 {
                text(ui, rect, true, &shown, theme::body(), colour);
                continue;
            }
            let (route, leads) = (name.clone(), words::leads(tally.leads));
            let (told, who) = if column == Column::Come {
                (tr!("flow-enter-name", route = route, leads = leads), Who::Enters(self.node.id.clone()))
            } else {
                let place = self.before.and_then(|place| found.what_if.movement.routes.before.get(place));
                let id = place.and_then(|node| node.id.clone());
                (tr!("flow-leave-name", route = route, leads = leads), Who::Leaves(id))
            };
            if number_ui(ui, rect, &shown, &words::with_wins(told, tally.won)) {
                asked = Some(who);
            }
        }
        asked
    }

    /// “13 → 14” a week.
    fn weeks(&self, found: &Found) -> String {
        let week = |load: &Load, place: Option<usize>| load.routes.get(place?).and_then(|route| route.a_week);
        let (was, is) = (week(&found.what_if.load_before, self.before), week(&found.what_if.load_after, self.after));
        match (was.map(a_week_text), is.map(a_week_text)) {
            (Some(was), Some(is)) if was != is => tr!("flow-from-to", before = was, after = is),
            (_, Some(same)) | (Some(same), None) => same,
            (None, None) => String::new(),
        }
    }

    /// All of the line, for who cannot see it.
    fn sentence(&self, found: &Found) -> String {
        let flow = &found.what_if.movement.routes;
        let sentence = match (self.after, self.before) {
            (Some(after), _) => words::place(flow, true, after),
            (None, Some(before)) => words::place(flow, false, before),
            (None, None) => String::new(),
        };
        let weeks = self.weeks(found);
        if weeks.is_empty() { sentence } else { tr!("flow-sentence-weeks", sentence = sentence, weeks = weeks) }
    }
}

/// A number of leads that lists them when it is clicked.
fn number_ui(ui: &mut Ui, rect: Rect, shown: &str, name: &str) -> bool {
    let builder = UiBuilder::new().max_rect(rect).id_salt(name).layout(Layout::right_to_left(Align::Center));
    let link = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().button_padding = vec2(0.0, 0.0);
        widgets::link_button(ui, shown)
    });
    link.inner.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    link.inner.on_hover_text(name).clicked()
}

/// One line in a cell, cut off where it must be.
fn text(ui: &Ui, rect: Rect, is_right: bool, text: &str, font: FontId, colour: Color32) {
    let galley = widgets::one_line(ui.painter(), text, font, colour, rect.width());
    let left = if is_right { rect.right() - galley.size().x } else { rect.left() };
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0).round(), galley, colour);
}

/// The moves from cell to cell, most leads first. Answers whom a click asks for.
pub fn cells_ui(ui: &mut Ui, found: &Found, chosen: Option<&Who>) -> Option<Who> {
    let movement = &found.what_if.movement;
    let flow = &movement.cells;
    let moves = flow.moves();
    let other_route = movement.moved.tally.leads.saturating_sub(flow.moved().tally.leads);
    if moves.is_empty() || other_route > 0 {
        ui.add(egui::Label::new(theme::second(ui, &tr!("flow-other-route", leads = words::leads(other_route)))).wrap());
    }
    let most = moves.first().map(|link| link.volume.tally.leads)?;
    let theme = theme::of(ui);
    let (titles, _) = ui.allocate_exact_size(vec2(ui.available_width(), TITLES), Sense::hover());
    let captions = theme::small_strong();
    let places = MovePlaces::new(titles);
    for (rect, is_right, title) in [
        (places.way, false, tr!("flow-column-cells")),
        (places.leads, true, tr!("flow-column-leads")),
        (places.won, true, tr!("flow-column-won")),
    ] {
        text(ui, rect, is_right, &title, captions.clone(), theme.second);
    }
    ui.painter().hline(titles.x_range(), titles.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let mut asked = None;
    let height = moves.len().min(MOVES) as f32 * ROW;
    ui.spacing_mut().item_spacing.y = 0.0;
    let scroll = egui::ScrollArea::vertical()
        .id_salt("cell moves")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true]);
    scroll.show_rows(ui, ROW, moves.len(), |ui, range| {
        for link in &moves[range] {
            if move_ui(ui, flow, link, most, chosen) {
                asked = Some(Who::Cells {
                    before: flow.before[link.before].id.clone(),
                    after: flow.after[link.after].id.clone(),
                });
            }
        }
    });
    asked
}

/// Where what is told of a move stands.
struct MovePlaces {
    way: Rect,
    bar: Rect,
    leads: Rect,
    won: Rect,
}

impl MovePlaces {
    fn new(row: Rect) -> Self {
        let inner = row.shrink2(vec2(6.0, 0.0));
        let won = inner.with_min_x(inner.right() - NUMBER);
        let leads = inner.with_max_x(won.left() - GAP).with_min_x(won.left() - GAP - NUMBER);
        let rest = inner.with_max_x(leads.left() - GAP);
        let way = rest.with_max_x(rest.left() + (rest.width() * 0.5).max(90.0));
        Self { way, bar: rest.with_min_x(way.right() + GAP), leads, won }
    }
}

/// One move; whether it was clicked.
fn move_ui(ui: &mut Ui, flow: &Flow<CellKey>, link: &Link, most: u64, chosen: Option<&Who>) -> bool {
    let theme = theme::of(ui);
    let (from, to) = (&flow.before[link.before], &flow.after[link.after]);
    let tally = link.volume.tally;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let leads = words::leads(tally.leads);
    let name = tr!("flow-way", leads = leads, before = from.name.clone(), after = to.name.clone());
    let name = words::with_wins(name, tally.won);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let is_chosen = matches!(chosen, Some(Who::Cells { before, after }) if *before == from.id && *after == to.id);
    if is_chosen || response.hovered() {
        let fill = if is_chosen { theme.accent_tint } else { theme.raised };
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, theme.accent);
        ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let places = MovePlaces::new(rect);
    let way = tr!("flow-from-to", before = from.name.clone(), after = to.name.clone());
    text(ui, places.way, false, &way, theme::strong_font(), theme.text);
    let part = tally.leads as f32 / most.max(1) as f32;
    let bar = Rect::from_center_size(places.bar.center(), vec2(places.bar.width(), 8.0));
    ui.painter().rect_filled(bar.with_max_x(bar.left() + (bar.width() * part).max(2.0)), 3.0, theme.accent);
    text(ui, places.leads, true, &format::count(tally.leads), theme::body(), theme.text);
    text(ui, places.won, true, &format::count(tally.won), theme::body(), theme.second);
    response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
