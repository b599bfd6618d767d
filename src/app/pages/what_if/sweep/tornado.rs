//! The card of the tornado: which criterion, one point more or less, moves most leads across the line to sales.

use eframe::egui::{self, Align2, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{desk, words, worker::Levers};
use crate::{
    app::{
        format, panel,
        places::Destination,
        state::State,
        theme::{self, Theme},
        widgets,
    },
    model::{Criterion, Tier},
    scoring::what_if::{Crossing, Lever},
};

const ROW: f32 = 28.0;
const BAR: f32 = 10.0;
/// The strongest; for a projector fewer.
const TOP: usize = 10;
const TOP_PRESENTED: usize = 6;
/// The part of a row that the name has.
const NAME: f32 = 0.45;
/// A number stands at the end of its bar.
const NUMBER: f32 = 38.0;

pub fn show(ui: &mut Ui, state: &mut State) {
    desk::keep_asked(ui, state);
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add(egui::Label::new(theme::strong(&tr!("tornado-title"))).wrap());
        if state.document.model.criteria.is_empty() {
            ui.add(egui::Label::new(theme::second(ui, &tr!("tornado-no-criteria"))).wrap());
            return;
        }
        let known = desk::levers(state);
        let Some(known) = known else { return progress_ui(ui, state) };
        let opacity = panel::opacity_of(ui, "tornado", known.is_stale);
        ui.scope(|ui| {
            ui.multiply_opacity(opacity);
            levers_ui(ui, state, &known.it);
        });
    });
}

/// How far it is, while there is nothing yet to be shown; later on the last answer is dimmed instead.
fn progress_ui(ui: &mut Ui, state: &State) {
    let text = match state.pages.what_if.sweep.board().progress {
        Some(part) => tr!("tornado-working-at", part = format::percent(f64::from(part), 0)),
        None => tr!("tornado-working"),
    };
    ui.label(theme::second(ui, &text));
}

fn levers_ui(ui: &mut Ui, state: &mut State, levers: &Levers) {
    let model = &levers.draft;
    let moving = levers.levers.iter().take_while(|lever| lever.leads() > 0).count();
    let strongest = levers.levers.first().filter(|_| moving > 0);
    let Some((strongest, criterion)) = strongest.and_then(|lever| Some((lever, model.criterion(&lever.criterion)?)))
    else {
        ui.add(egui::Label::new(theme::second(ui, &tr!("tornado-none"))).wrap());
        return;
    };
    let count = strongest.leads();
    let text = tr!("tornado-finding", name = criterion.name.clone(), number = count, count = format::count(count));
    ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
    ui.add_space(4.0);
    let is_presentation = theme::is_presentation(ui);
    let top = if is_presentation { TOP_PRESENTED } else { TOP };
    let is_all = state.pages.what_if.sweep.all_levers;
    let shown = if is_all { moving } else { moving.min(top) };
    if let Some(clicked) = rows_ui(ui, levers, shown, count) {
        state.go(Destination::Criterion(clicked.criterion.clone()));
    }
    if moving > top {
        let text = if is_all {
            tr!("tornado-top")
        } else {
            tr!("tornado-all", number = moving, count = format::count(moving as u64))
        };
        if widgets::link_button(ui, &text).clicked() {
            state.pages.what_if.sweep.all_levers = !is_all;
        }
    }
}

/// The columns of a row.
#[derive(Clone, Copy)]
struct Columns {
    name: f32,
    /// Where the bars of both directions begin.
    middle: f32,
    /// The longest bar.
    longest: f32,
}

impl Columns {
    fn new(width: f32) -> Self {
        let name = (width * NAME).min(260.0);
        let half = (width - name) / 2.0;
        Self { name, middle: name + half, longest: (half - NUMBER).max(8.0) }
    }
}

/// Only the rows in sight, and a few beyond, so that Tab goes on to them; answers the one that was clicked.
fn rows_ui<'a>(ui: &mut Ui, levers: &'a Levers, shown: usize, most: u64) -> Option<&'a Lever> {
    const BEYOND: f32 = 4.0 * ROW;
    let theme = theme::of(ui);
    let columns = Columns::new(ui.available_width());
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let middle = head.left() + columns.middle;
    let caption = |at, align, text: String| {
        ui.painter().text(at, align, text, theme::small(), theme.second);
    };
    caption(pos2(middle - 6.0, head.center().y), Align2::RIGHT_CENTER, tr!("tornado-less"));
    caption(pos2(middle + 6.0, head.center().y), Align2::LEFT_CENTER, tr!("tornado-points-more"));
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), shown as f32 * ROW), Sense::hover());
    ui.painter().vline(middle.round() + 0.5, area.y_range(), Stroke::new(1.0, theme.line));
    let sight = ui.clip_rect().expand(BEYOND);
    let mut clicked = None;
    for (index, lever) in levers.levers.iter().take(shown).enumerate() {
        let top = area.top() + index as f32 * ROW;
        let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), ROW));
        if !sight.intersects(rect) {
            continue;
        }
        if let Some(criterion) = levers.draft.criterion(&lever.criterion)
            && row_ui(ui, rect, columns, criterion, lever, most)
        {
            clicked = Some(lever);
        }
    }
    ui.add(egui::Label::new(theme::second(ui, &tr!("tornado-key")).font(theme::small())).truncate());
    clicked
}

fn row_ui(ui: &Ui, rect: Rect, columns: Columns, criterion: &Criterion, lever: &Lever, most: u64) -> bool {
    let theme = theme::of(ui);
    let id = egui::Id::unique(("lever", &criterion.id.0));
    let response = ui.interact(rect, id, Sense::click());
    let spoken = words::lever(&criterion.name, lever);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 5.0, theme.accent_tint);
    }
    let sign = widgets::paint_tier_sign(ui, rect.left_center(), criterion.tier).max(20.0);
    let left = rect.left() + sign + 6.0;
    let room = rect.left() + columns.name - left - 4.0;
    let mut job = egui::text::LayoutJob::simple_singleline(criterion.name.clone(), theme::body(), theme.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(10.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0).round(), galley, theme.text);
    let scale = columns.longest / most.max(1) as f32;
    let middle = pos2(rect.left() + columns.middle, rect.center().y);
    bar(ui.painter(), theme, middle, -1.0, lever.less, scale, criterion.tier);
    bar(ui.painter(), theme, middle, 1.0, lever.more, scale, criterion.tier);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(spoken).clicked()
}

/// A bar from the middle outwards: full for those who go to sales then, hollow for those who no longer do.
fn bar(painter: &Painter, theme: &Theme, middle: egui::Pos2, way: f32, crossing: Crossing, scale: f32, tier: Tier) {
    let colour = theme.tier(tier);
    let mut x = middle.x + way * 2.0;
    for (leads, is_gained) in [(crossing.gained, true), (crossing.lost, false)] {
        if leads == 0 {
            continue;
        }
        let length = (leads as f32 * scale).max(3.0);
        let to = x + way * length;
        let rect = Rect::from_two_pos(pos2(x, middle.y - BAR / 2.0), pos2(to, middle.y + BAR / 2.0));
        if is_gained {
            painter.rect_filled(rect, 2.0, colour);
        } else {
            let stroke = Stroke::new(1.5, colour);
            painter.rect(rect, 2.0, theme::tint(colour, 0.14), stroke, StrokeKind::Inside);
        }
        x = to + way;
    }
    if crossing.leads() == 0 {
        return;
    }
    let align = if way > 0.0 { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER };
    painter.text(pos2(x + way * 4.0, middle.y), align, number(crossing), theme::small(), theme.text);
}

/// “+41”, “−38”, “+41 −2”.
fn number(crossing: Crossing) -> String {
    let gained = format::points(i64::try_from(crossing.gained).unwrap_or(i64::MAX));
    let lost = format::points(i64::try_from(crossing.lost).map_or(i64::MIN, |lost| -lost));
    match (crossing.gained, crossing.lost) {
        (_, 0) => gained,
        (0, _) => lost,
        _ => format!("{gained} {lost}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_who_comes_and_who_goes() {
        let of = |gained, lost| number(Crossing { gained, lost });
        assert_eq!([of(41, 0), of(0, 38), of(41, 2)], ["+41", "−38", "+41 −2"]);
    }

    #[test]
    fn names_and_bars_share_a_row() {
        let columns = Columns::new(330.0);
        assert!(columns.name + columns.longest + NUMBER <= columns.middle + 1.0);
        assert!(columns.middle + columns.longest + NUMBER <= 330.0 + 1.0);
    }
}
