//! One contested criterion: both teams' points and reasons, what hangs on it, and the ways to settle it.

use eframe::egui::{
    self, Align, Align2, Layout, Rect, Role, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo, pos2, text::LayoutJob,
    vec2,
};

use super::{
    keys::{self, row_id},
    list::{Row, settle},
};
use crate::{
    app::{format, pages::proposal, places::Destination, state::State, theme, widgets},
    model::{Criterion, CriterionId, Proposal, Team, voices::Settle},
};

const HEIGHT: f32 = 48.0;
/// The line below an open row, with the reason for the log.
const OPEN: f32 = 40.0;
const CAPTIONS: f32 = 24.0;
const GAP: f32 = 12.0;
const LEADS: f32 = 84.0;
const WAYS: f32 = 222.0;
/// Narrower than this, they have a line of their own.
const STACKED: f32 = 640.0;
const WAYS_LINE: f32 = 36.0;
/// The tier's sign.
const SIGN: f32 = 22.0;
/// Of a reason in an open row.
const MOST_LINES: usize = 8;

/// Where the columns begin and end, from the left edge of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Places {
    width: f32,
    name: (f32, f32),
    marketing: (f32, f32),
    sales: (f32, f32),
    leads: Option<(f32, f32)>,
    ways: (f32, f32),
    /// In little room, the ways to settle it stand below the words.
    is_stacked: bool,
}

impl Places {
    /// The words share what the numbers and buttons leave.
    pub fn new(width: f32, has_leads: bool) -> Self {
        let is_stacked = width < STACKED;
        let ways = if is_stacked { (8.0 + SIGN + 6.0, width) } else { (width - WAYS, width) };
        let mut right = if is_stacked { width - 8.0 } else { ways.0 - GAP };
        let leads = has_leads.then(|| {
            let place = (right - LEADS, right);
            right -= LEADS + GAP;
            place
        });
        let name_end = right * 0.34;
        let half = (right - name_end - 2.0 * GAP) / 2.0;
        let marketing = (name_end + GAP, name_end + GAP + half);
        Self { width, name: (8.0, name_end), marketing, sales: (marketing.1 + GAP, right), leads, ways, is_stacked }
    }
}

fn cut(row: Rect, (left, right): (f32, f32)) -> Rect {
    Rect::from_min_max(pos2(row.left() + left, row.top()), pos2(row.left() + right, row.bottom()))
}

pub(super) fn captions_ui(ui: &mut egui::Ui, places: &Places) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(places.width, CAPTIONS), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let left = |place, text: String, colour| {
        let at = cut(rect, place).left_center();
        ui.painter().text(at, Align2::LEFT_CENTER, text, theme::small_strong(), colour);
    };
    left(places.name, tr!("column-criterion"), theme.second);
    left(places.marketing, theme::team_name(Team::Marketing), theme.team(Team::Marketing));
    left(places.sales, theme::team_name(Team::Sales), theme.team(Team::Sales));
    if !places.is_stacked {
        left(places.ways, tr!("contested-settle"), theme.second);
    }
    if let Some(place) = places.leads {
        let at = cut(rect, place).right_center();
        ui.painter().text(at, Align2::RIGHT_CENTER, tr!("contested-leads"), theme::small_strong(), theme.second);
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, row: &Row, places: &Places, opacity: f32) {
    let Some(criterion) = state.document.model.criterion(&row.id) else { return };
    let is_open = state.voices.contested.chosen.as_ref() == Some(&row.id);
    let line_height = if is_open { open_height(ui, criterion, places) } else { HEIGHT };
    let ways_line = if places.is_stacked { WAYS_LINE } else { 0.0 };
    let height = line_height + ways_line + if is_open { OPEN } else { 0.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(places.width, height), Sense::hover());
    let response = ui.interact(rect, row_id(&row.id), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_open, row_name(criterion, row.leads)));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    // The row can be reached by keyboard wherever it is; what is on it is drawn only where it is seen.
    if !ui.is_rect_visible(rect) {
        return;
    }
    background(ui, &response, is_open, rect);
    let line = rect.with_max_y(rect.top() + line_height);
    name_ui(ui, criterion, cut(line, places.name), is_open);
    for (team, place) in [(Team::Marketing, places.marketing), (Team::Sales, places.sales)] {
        word_ui(ui, criterion, team, cut(line, place), is_open);
    }
    if let Some(place) = places.leads {
        let text = row.leads.map_or_else(|| "…".to_owned(), format::count);
        let colour = theme::tint(theme::of(ui).text, opacity);
        let at = cut(line, place).right_center();
        ui.painter().text(at, Align2::RIGHT_CENTER, text, theme::strong_font(), colour);
    }
    let ways_rect = if places.is_stacked {
        cut(Rect::from_min_size(line.left_bottom(), vec2(line.width(), ways_line - 6.0)), places.ways)
    } else {
        cut(line, places.ways)
    };
    let ways = UiBuilder::new().max_rect(ways_rect).id_salt(("ways", &row.id.0));
    let mut child = ui.new_child(ways.layout(Layout::left_to_right(Align::Center)));
    let mut asked = proposal::ways_ui(&mut child, state, &row.id, false);
    if is_open {
        let below = rect.with_min_y(line.bottom() + ways_line).shrink2(vec2(8.0, 0.0));
        asked = open_ui(ui, state, &row.id, below).or(asked);
    }
    if let Some(how) = asked {
        settle(state, &row.id, how);
    } else if response.clicked() || response.gained_focus() && !is_open {
        response.request_focus();
        state.voices.contested.choose(&row.id);
    }
}

fn row_name(criterion: &Criterion, leads: Option<u64>) -> String {
    let points =
        |team| criterion.visible_proposal(team, None).map(|one| format::points(one.points.into())).unwrap_or_default();
    let (marketing, sales) = (points(Team::Marketing), points(Team::Sales));
    let name = criterion.name.clone();
    match leads {
        Some(leads) => {
            let text = format::count(leads);
            tr!("contested-row", name = name, marketing = marketing, sales = sales, number = leads, leads = text)
        }
        None => tr!("contested-row-no-leads", name = name, marketing = marketing, sales = sales),
    }
}

fn background(ui: &egui::Ui, response: &egui::Response, is_open: bool, rect: Rect) {
    let theme = theme::of(ui);
    if is_open {
        ui.painter().rect_filled(rect, 6.0, theme.accent_tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

/// The tier's sign and the name.
fn name_ui(ui: &mut egui::Ui, criterion: &Criterion, rect: Rect, is_open: bool) {
    let sign = Rect::from_center_size(pos2(rect.left() + SIGN / 2.0, rect.center().y), vec2(SIGN, 14.0));
    let builder = UiBuilder::new().max_rect(sign).id_salt(("sign", &criterion.id.0));
    let mut child = ui.new_child(builder.layout(Layout::centered_and_justified(egui::Direction::LeftToRight)));
    widgets::tier_sign(&mut child, criterion.tier);
    let mut job = LayoutJob::default();
    job.append(&criterion.name, 0.0, egui::TextFormat::simple(theme::strong_font(), theme::of(ui).text));
    let rest = rect.with_min_x(sign.right() + 6.0);
    paint(ui, job, rest, is_open);
}

/// “+10 they come back before they call”; where the tier would be another one, its sign stands between.
fn word_ui(ui: &egui::Ui, criterion: &Criterion, team: Team, rect: Rect, is_open: bool) {
    let Some(word) = criterion.visible_proposal(team, None) else { return };
    paint(ui, word_job(ui, criterion, word, team), rect, is_open);
}

fn word_job(ui: &egui::Ui, criterion: &Criterion, word: &Proposal, team: Team) -> LayoutJob {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    let points = egui::TextFormat::simple(theme::strong_font(), theme.team(team));
    job.append(&format::points(word.points.into()), 0.0, points);
    if word.tier != criterion.tier {
        let tier = egui::TextFormat::simple(theme::small(), theme.tier_text(word.tier));
        job.append(&format!(" {}", theme::tier_sign(word.tier)), 0.0, tier);
    }
    // The blank is where a line may end, not before the number's digits.
    let reason = egui::TextFormat::simple(theme::body(), theme.second);
    job.append(&format!(" {}", word.reason), 2.0, reason);
    job
}

/// Two lines of a text, all of it in an open row.
fn paint(ui: &egui::Ui, mut job: LayoutJob, rect: Rect, is_open: bool) {
    let max_rows = if is_open { MOST_LINES } else { 2 };
    job.wrap = egui::text::TextWrapping { max_width: rect.width(), max_rows, ..Default::default() };
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme::of(ui).text);
}

/// So high that both reasons can be read whole.
fn open_height(ui: &egui::Ui, criterion: &Criterion, places: &Places) -> f32 {
    let words = [(Team::Marketing, places.marketing), (Team::Sales, places.sales)].into_iter();
    let heights = words.filter_map(|(team, (left, right))| {
        let mut job = word_job(ui, criterion, criterion.visible_proposal(team, None)?, team);
        job.wrap = egui::text::TextWrapping { max_width: right - left, max_rows: MOST_LINES, ..Default::default() };
        Some(ui.painter().layout_job(job).size().y + 16.0)
    });
    heights.fold(HEIGHT, f32::max)
}

/// Why it is settled as it is; what stands may be kept, too.
fn open_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, rect: Rect) -> Option<Settle> {
    let builder = UiBuilder::new().max_rect(rect).id_salt(("open", &id.0));
    let mut child = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
    let ui = &mut child;
    let mut asked = None;
    let criterion = state.document.model.criterion(id)?;
    let points = format::points(criterion.points.into());
    let (text, name) = (
        tr!("contested-keep", points = points.clone()),
        tr!("settle-keep-name", points = points, name = criterion.name.clone()),
    );
    let keep = widgets::quiet_button(ui, &text);
    keep.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if keep.clicked() {
        asked = Some(Settle::Agree);
    }
    if widgets::quiet_button(ui, &tr!("contested-open")).clicked() {
        state.go(Destination::Criterion(id.clone()));
    }
    let field = egui::TextEdit::singleline(&mut state.voices.contested.reason)
        .id(keys::reason_id())
        .hint_text(tr!("contested-reason-hint"))
        .desired_width(ui.available_width())
        .margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, tr!("contested-reason")));
    // The keys of the row come next.
    if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        ui.memory_mut(|memory| memory.request_focus(row_id(id)));
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_side_by_side() {
        for width in [493.0, 641.0, 800.0, 1400.0] {
            let places = Places::new(width, true);
            let mut all = vec![places.name, places.marketing, places.sales];
            all.extend(places.leads);
            if !places.is_stacked {
                all.push(places.ways);
            }
            assert!(all.iter().all(|(left, right)| right - left > 70.0), "{places:?}");
            assert!(all.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{places:?}");
            assert_eq!(places.ways.1, width);
        }
    }
}
