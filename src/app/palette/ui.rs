use eframe::egui::{
    self, Align2, Event, Id, Key, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use super::{
    Line, Palette,
    index::{Entry, Sign, Target},
};
use crate::app::{commands::Command, state::State, theme, widgets};

const ROW: f32 = 32.0;
/// The letters of the field are this large.
const FIELD: f32 = 16.0;
/// What the modal itself and the field take of the window's height.
const AROUND: f32 = 190.0;
const MOST_ROWS: f32 = 14.0;
/// Rows that Page up and Page down pass over.
const PAGE: isize = 10;

/// What the keyboard asked for.
#[derive(Default)]
struct Asked {
    take: bool,
    close: bool,
}

/// Answers whether the palette is done.
pub fn show(ui: &mut Ui, state: &mut State, palette: &mut Palette) -> bool {
    let asked = read_keys(ui, palette);
    field_ui(ui, state, palette);
    let clicked = list_ui(ui, palette);
    let taken = if asked.take { palette.chosen_target().cloned() } else { clicked };
    if let Some(target) = taken {
        state.take(target);
        return true;
    }
    asked.close
}

/// The field keeps the letters; what moves in a list moves in the list.
fn read_keys(ui: &Ui, palette: &mut Palette) -> Asked {
    let mut asked = Asked::default();
    let own = Command::FindAnything.shortcuts();
    let mut keys = Vec::new();
    ui.input_mut(|input| {
        asked.close = own.iter().any(|keys| input.consume_shortcut(keys));
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let is_step = modifiers.is_none()
                && matches!(
                    key,
                    Key::ArrowDown | Key::ArrowUp | Key::PageDown | Key::PageUp | Key::Home | Key::End | Key::Enter
                );
            let is_tab = *key == Key::Tab && !modifiers.command && !modifiers.alt;
            if is_step || is_tab {
                keys.push((*key, modifiers.shift));
            }
            !(is_step || is_tab)
        });
    });
    for (key, is_back) in keys {
        match key {
            Key::ArrowDown => palette.step(1),
            Key::ArrowUp => palette.step(-1),
            Key::Tab => palette.step(if is_back { -1 } else { 1 }),
            Key::PageDown => palette.step(PAGE),
            Key::PageUp => palette.step(-PAGE),
            Key::Home => palette.go_to_end(false),
            Key::End => palette.go_to_end(true),
            _ => asked.take = true,
        }
    }
    asked
}

fn field_ui(ui: &mut Ui, state: &State, palette: &mut Palette) {
    let theme = theme::of(ui);
    let field = egui::TextEdit::singleline(&mut palette.query)
        .hint_text(egui::RichText::new(tr!("palette-hint")).size(FIELD))
        .desired_width(f32::INFINITY)
        .font(egui::FontId::new(FIELD, egui::FontFamily::Proportional))
        .lock_focus(true)
        .frame(egui::Frame::NONE.inner_margin(egui::Margin { left: 32, right: 8, top: 8, bottom: 8 }));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, tr!("command-find-anything")));
    let at = response.rect.left_center() + vec2(14.0, 0.0);
    ui.painter().text(
        at,
        Align2::CENTER_CENTER,
        char::from(widgets::Icon::Search),
        theme::icon_font(16.0),
        theme.second,
    );
    let y = response.rect.bottom() + 4.0;
    ui.painter().hline(response.rect.x_range(), y, Stroke::new(1.0, theme.line));
    if !response.has_focus() {
        response.request_focus();
    }
    if response.changed() {
        palette.search(&state.palette_recent);
    }
}

/// Answers what was clicked.
fn list_ui(ui: &mut Ui, palette: &mut Palette) -> Option<Target> {
    let room = ui.ctx().content_rect().height() - AROUND;
    let height = (ROW * MOST_ROWS).min(room).max(ROW * 3.0);
    if palette.lines.is_empty() {
        ui.allocate_ui(vec2(ui.available_width(), ROW * 3.0), |ui| {
            ui.add_space(ROW);
            ui.vertical_centered(|ui| ui.label(theme::second(ui, &tr!("palette-nothing"))));
            ui.add_space(ROW);
        });
        return None;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = egui::ScrollArea::vertical().id_salt("found").max_height(height).auto_shrink([false, true]);
    if std::mem::take(&mut palette.follow) {
        let seen: f32 = ui.data(|data| data.get_temp(scroll_id())).unwrap_or(0.0);
        // The heading above the first entry of a group is worth seeing as well.
        let above = palette.chosen.saturating_sub(1) as f32 * ROW;
        let below = (palette.chosen + 1) as f32 * ROW - height;
        area = area.vertical_scroll_offset(seen.min(above).max(below).max(0.0));
    }
    let is_moved = ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO);
    let mut clicked = None;
    let output = area.show_rows(ui, ROW, palette.lines.len(), |ui, range| {
        for place in range {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            match palette.lines.get(place) {
                Some(Line::Heading(group)) => {
                    let at = rect.left_bottom() + vec2(10.0, -7.0);
                    let colour = theme::of(ui).second;
                    ui.painter().text(at, Align2::LEFT_BOTTOM, group.name(), theme::small_strong(), colour);
                }
                Some(Line::Entry { index, marks }) => {
                    let Some(entry) = palette.entries.get(*index) else { continue };
                    let response = entry_ui(ui, rect, place, entry, marks, palette.chosen == place);
                    if response.clicked() {
                        clicked = Some(entry.target.clone());
                    } else if response.hovered() && is_moved {
                        palette.chosen = place;
                    }
                }
                None => {}
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(scroll_id(), output.state.clamped_offset().y));
    clicked
}

fn scroll_id() -> Id {
    Id::unique("the palette's list is scrolled so far")
}

fn entry_ui(ui: &mut Ui, rect: Rect, place: usize, entry: &Entry, marks: &[usize], is_chosen: bool) -> egui::Response {
    let theme = theme::of(ui);
    // The field keeps the keyboard: an entry can be clicked, and read, but takes no focus.
    let response = ui.interact(rect, Id::unique(("palette entry", place)), Sense::CLICK);
    let name = tr!("palette-entry", group = entry.group.name(), title = entry.title.clone());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &name));
    if is_chosen {
        ui.painter().rect_filled(rect, 7.0, theme.accent_tint);
    }
    sign_ui(ui, Rect::from_min_size(rect.min + vec2(8.0, 0.0), vec2(24.0, ROW)), entry.sign);
    let middle = rect.center().y;
    let side = ui.painter().layout_no_wrap(entry.side.clone(), theme::small(), theme.second);
    let right = rect.right() - 12.0;
    let left = rect.left() + 40.0;
    let job = words(ui, entry, marks, right - side.size().x - 12.0 - left);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, theme.text);
    ui.painter().galley(pos2(right - side.size().x, middle - side.size().y / 2.0), side, theme.second);
    response
}

fn sign_ui(ui: &mut Ui, rect: Rect, sign: Sign) {
    let theme = theme::of(ui);
    match sign {
        Sign::Icon(icon) => {
            let font = theme::icon_font(15.0);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, char::from(icon), font, theme.second);
        }
        Sign::Tier(tier) => {
            let layout = egui::Layout::centered_and_justified(egui::Direction::LeftToRight);
            let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
            widgets::tier_sign(&mut child, tier);
        }
        Sign::Axis(axis) => {
            let bar = Rect::from_center_size(rect.center(), vec2(4.0, 16.0));
            ui.painter().rect_filled(bar, 2.0, theme.axis(axis));
        }
    }
}

/// The title, the letters that were meant in it strong and in the accent, and the rest quietly; cut where there is no room.
fn words(ui: &Ui, entry: &Entry, marks: &[usize], width: f32) -> LayoutJob {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    let (mut run, mut is_marked) = (String::new(), false);
    let mut append = |run: &mut String, is_marked: bool| {
        let (font, colour) = if is_marked { (theme::strong_font(), theme.accent) } else { (theme::body(), theme.text) };
        job.append(&std::mem::take(run), 0.0, egui::TextFormat::simple(font, colour));
    };
    for (place, letter) in entry.title.chars().enumerate() {
        let marked = marks.binary_search(&place).is_ok();
        if marked != is_marked {
            append(&mut run, is_marked);
            is_marked = marked;
        }
        run.push(letter);
    }
    append(&mut run, is_marked);
    if !entry.detail.is_empty() {
        job.append(&entry.detail, 12.0, egui::TextFormat::simple(theme::body(), theme.second));
    }
    job.wrap = TextWrapping::truncate_at_width(width);
    job
}
