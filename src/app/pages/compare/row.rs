//! The table: what differs, what the draft has, an arrow that takes, what the other version has.

use eframe::egui::{self, Align2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Compare, Take, list::Row};
use crate::app::{theme, widgets};

const ROW: f32 = 30.0;
const GAP: f32 = 12.0;
/// The arrow that takes a value over.
const ARROW: f32 = 36.0;
/// The link that takes all of one thing.
const ALL: f32 = 64.0;

/// What stands in one line of the list.
enum Line {
    Heading(String),
    /// The index of a row, and its place among those that are shown.
    Row(usize, usize),
}

/// The next frame scrolls to the row that the keyboard is at.
pub(super) fn reveal(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(reveal_id(), true));
}

fn reveal_id() -> egui::Id {
    egui::Id::unique("compare reveal")
}

/// Where the columns are.
struct Columns {
    what: Rect,
    mine: Rect,
    arrow: Rect,
    theirs: Rect,
}

impl Columns {
    fn new(rect: Rect) -> Self {
        let inner = rect.shrink2(vec2(12.0, 0.0));
        let what = (inner.width() * 0.36).round();
        let value = ((inner.width() - what - ARROW - 3.0 * GAP) / 2.0).floor();
        let at = |left: f32, width: f32| {
            Rect::from_min_size(pos2(inner.left() + left, rect.top()), vec2(width, rect.height()))
        };
        Self {
            what: at(0.0, what),
            mine: at(what + GAP, value),
            arrow: at(what + value + 2.0 * GAP, ARROW),
            theirs: at(what + value + ARROW + 3.0 * GAP, value),
        }
    }
}

pub(super) fn table_ui(ui: &mut Ui, compare: &mut Compare) -> Option<Take> {
    let lines = lines(compare);
    let mut asked = None;
    let theme = theme::of(ui);
    egui::Frame::new().fill(theme.card).stroke(Stroke::new(1.0, theme.line)).corner_radius(10).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing.y = 0.0;
        titles_ui(ui, compare);
        let scroll = egui::ScrollArea::vertical().auto_shrink(false);
        let is_revealed = ui.data_mut(|data| data.remove_temp::<bool>(reveal_id())).unwrap_or(false);
        let top = lines.iter().position(|line| matches!(line, Line::Row(_, place) if *place == compare.at));
        let height = ui.available_height();
        let id = ui.make_persistent_id("compare rows");
        let scroll = scroll.id_salt("compare rows");
        let scroll = match top.filter(|_| is_revealed) {
            Some(line) => {
                // Just so far that the row is seen.
                let (top, kept) = (line as f32 * ROW, ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0));
                let least = (top + ROW - height).max(0.0);
                // A heading above its first row is seen with it.
                let most = (top - ROW).max(0.0);
                scroll.vertical_scroll_offset(if kept > most { most } else { kept.max(least) })
            }
            None => scroll,
        };
        let output = scroll.show_rows(ui, ROW, lines.len(), |ui, range| {
            for line in &lines[range] {
                match line {
                    Line::Heading(text) => heading_ui(ui, text),
                    Line::Row(index, place) => {
                        let is_here = *place == compare.at;
                        if let Some(take) = row_ui(ui, &compare.rows[*index], *index, is_here) {
                            compare.at = *place;
                            asked = Some(take);
                        }
                    }
                }
            }
        });
        ui.data_mut(|data| data.insert_temp(id, output.state.clamped_offset().y));
    });
    asked
}

/// The rows that are shown, with a heading where another group begins.
fn lines(compare: &Compare) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut group = None;
    for (place, index) in compare.shown().into_iter().enumerate() {
        let row = &compare.rows[index];
        if group != Some(&row.group) {
            lines.push(Line::Heading(row.group.clone()));
            group = Some(&row.group);
        }
        lines.push(Line::Row(index, place));
    }
    lines
}

fn titles_ui(ui: &mut Ui, compare: &Compare) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let columns = Columns::new(rect);
    let theme = theme::of(ui);
    let mut put = |rect: Rect, text: &str| {
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(rect)
                .layout(egui::Layout::left_to_right(egui::Align::Center))
                .id_salt(text),
        );
        child.add(egui::Label::new(theme::caption(ui, text)).truncate());
    };
    put(columns.what, &tr!("compare-what"));
    put(columns.mine, &tr!("compare-draft"));
    put(columns.theirs, &compare.name);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

fn heading_ui(ui: &mut Ui, text: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let theme = theme::of(ui);
    ui.painter().rect_filled(rect, 0.0, theme.raised);
    let at = pos2(rect.left() + 12.0, rect.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, text, theme::small_strong(), theme.second);
}

fn row_ui(ui: &mut Ui, row: &Row, index: usize, is_here: bool) -> Option<Take> {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let columns = Columns::new(rect);
    let theme = theme::of(ui);
    if is_here {
        ui.painter().rect_filled(rect, 0.0, theme.accent_tint);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let mut asked = None;
    let subject = row.difference.subject.to_string();
    cell_ui(ui, columns.what, index, |ui| {
        // From the right, so that a long name gives way.
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add(egui::Label::new(theme::second(ui, &row.aspect)));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                if !row.is_first_of_subject() {
                    return;
                }
                let has_more = row.of_subject > 1;
                let room = ui.available_width() - if has_more { ALL } else { 0.0 };
                ui.scope(|ui| {
                    ui.set_max_width(room.max(0.0));
                    ui.add(egui::Label::new(theme::strong(&subject)).truncate());
                });
                if has_more {
                    let name = tr!("compare-take-thing", count = row.of_subject, name = subject.clone());
                    let button = widgets::link_button(ui, &tr!("compare-take-these", count = row.of_subject));
                    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                    if button.clicked() {
                        asked = Some(Take::Subject(index));
                    }
                }
            });
        });
    });
    cell_ui(ui, columns.mine, index, |ui| {
        ui.add(egui::Label::new(theme::second(ui, &row.mine)).truncate()).on_hover_text(&row.mine);
    });
    cell_ui(ui, columns.theirs, index, |ui| {
        ui.add(egui::Label::new(&row.theirs).truncate()).on_hover_text(&row.theirs);
    });
    if arrow_ui(ui, columns.arrow, row, index, is_here) {
        asked = Some(Take::Row(index));
    }
    asked
}

fn cell_ui(ui: &mut Ui, rect: Rect, index: usize, content: impl FnOnce(&mut Ui)) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let id = ("compare cell", index, rect.left() as i32);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(layout).id_salt(id), content);
}

/// The arrow from the other version to the draft; true when it was clicked.
fn arrow_ui(ui: &mut Ui, rect: Rect, row: &Row, index: usize, is_here: bool) -> bool {
    let theme = theme::of(ui);
    let place = rect.shrink2(vec2(2.0, 2.0));
    let id = ui.scope_id().with(("compare take", row.difference.subject.unnamed(), row.difference.aspect, index));
    let response = ui.interact(place, id, Sense::click());
    let name = tr!("compare-take-name", sentence = row.difference.sentence());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if ui.is_rect_visible(place) {
        let is_lit = response.hovered() || response.has_focus() || is_here;
        let fill = if response.hovered() { theme.accent_tint } else { theme.card };
        ui.painter().rect(place, 7.0, fill, Stroke::new(1.0, theme.line), StrokeKind::Inside);
        if response.has_focus() || is_here {
            ui.painter().rect_stroke(place, 7.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
        }
        let colour = if is_lit { theme.accent } else { theme.second };
        let icon = char::from(widgets::Icon::ArrowLeft);
        ui.painter().text(place.center(), Align2::CENTER_CENTER, icon, theme::icon_font(15.0), colour);
    }
    response.on_hover_text(tr!("compare-take")).clicked()
}
