//! What is turned: the title of the card is a button, below it a list to search in.

use eframe::egui::{
    self, Align2, Color32, Id, Key, Modifiers, Popup, PopupCloseBehavior, Role, ScrollArea, Sense, TextEdit, Ui,
    Widget as _, WidgetInfo,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use super::{knobs, words};
use crate::{
    app::{
        palette::{Query, Searched},
        theme, widgets,
    },
    model::Model,
    scoring::what_if::Knob,
};

const ROW: f32 = 26.0;
const MOST_HEIGHT: f32 = 320.0;
const WIDTH: f32 = 340.0;

/// The list as it is open: what is typed, and where the arrow keys are.
#[derive(Clone, Default)]
struct Typed {
    text: String,
    at: usize,
}

/// One line of the list.
enum Line {
    Group(String),
    Offer { knob: Knob, name: String, value: String },
}

/// The title as a button; answers what was chosen.
pub fn show(ui: &mut Ui, model: &Model, knob: &Knob, width: f32) -> Option<Knob> {
    let theme = theme::of(ui);
    let name = knobs::name(model, knob);
    let mut job = LayoutJob::default();
    job.append(&name, 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    job.wrap = TextWrapping::truncate_at_width((width - 40.0).max(40.0));
    let galley = ui.painter().layout_job(job);
    let (rect, button) = ui.allocate_exact_size(vec2(galley.size().x + 36.0, 28.0), Sense::click());
    let spoken = format!("{}: {name}", tr!("sweep-choose"));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let visuals = *ui.style().interact(&button);
    ui.painter().rect(rect, 7.0, visuals.weak_bg_fill, visuals.bg_stroke, egui::StrokeKind::Inside);
    if button.has_focus() {
        let stroke = egui::Stroke::new(1.5, theme.accent);
        ui.painter().rect_stroke(rect, 7.0, stroke, egui::StrokeKind::Inside);
    }
    let is_cut = galley.elided;
    let at = egui::pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.text);
    let at = egui::pos2(rect.right() - 16.0, rect.center().y);
    let chevron = char::from(widgets::Icon::ChevronDown);
    ui.painter().text(at, Align2::CENTER_CENTER, chevron, theme::icon_font(12.0), theme.second);
    let button = if is_cut { button.on_hover_text(name) } else { button };
    list_ui(ui, model, knob, &button)
}

fn list_ui(ui: &Ui, model: &Model, chosen: &Knob, button: &egui::Response) -> Option<Knob> {
    let id = Id::unique("what is turned");
    if button.clicked() {
        ui.data_mut(|data| data.insert_temp(id, Typed::default()));
    }
    let is_fresh = button.clicked();
    let popup = Popup::from_toggle_button_response(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = popup.gap(2.0).show(|ui| {
        ui.set_width(WIDTH);
        let mut typed: Typed = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let before = typed.text.clone();
        // Before the field is shown, which would take the keys.
        let moved = take_arrows(ui);
        let field = TextEdit::singleline(&mut typed.text)
            .id(id.with("search"))
            .hint_text(tr!("sweep-search"))
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(9, 6))
            .ui(ui)
            .accessible_name(tr!("sweep-search"));
        if is_fresh {
            field.request_focus();
        }
        let lines = lines(model, &typed.text);
        let offers: Vec<usize> = (0..lines.len()).filter(|at| matches!(lines[*at], Line::Offer { .. })).collect();
        if typed.text != before {
            typed.at = 0;
        }
        typed.at = typed.at.saturating_add_signed(moved).min(offers.len().saturating_sub(1));
        let at = offers.get(typed.at).copied();
        let clicked = rows_ui(ui, &lines, at, moved != 0, chosen);
        let is_enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_escape = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        ui.data_mut(|data| data.insert_temp(id, typed));
        let picked = clicked.or(at.filter(|_| is_enter));
        if picked.is_some() || is_escape {
            ui.close();
        }
        picked.and_then(|at| match lines.into_iter().nth(at) {
            Some(Line::Offer { knob, .. }) => Some(knob),
            _ => None,
        })
    });
    shown.and_then(|shown| shown.inner)
}

fn take_arrows(ui: &Ui) -> isize {
    ui.input_mut(|input| {
        let mut by = 0;
        for (key, step) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 10), (Key::PageUp, -10)] {
            if input.consume_key(Modifiers::NONE, key) {
                by += step;
            }
        }
        by
    })
}

/// In groups as the model has them; once something is typed, the best first.
fn lines(model: &Model, typed: &str) -> Vec<Line> {
    let query = Query::new(typed);
    let offer =
        |knob: Knob| Line::Offer { name: knobs::name(model, &knob), value: words::value(knob.value(model)), knob };
    let all = knobs::all(model);
    if query.is_empty() {
        let mut lines = Vec::with_capacity(all.len() + 3);
        let mut last = None;
        for knob in all {
            let group = std::mem::discriminant(&knob);
            if last != Some(group) {
                last = Some(group);
                lines.push(Line::Group(match knob {
                    Knob::Edge { .. } => tr!("sweep-group-edges"),
                    Knob::Cap { .. } => tr!("sweep-group-caps"),
                    Knob::Points { .. } => tr!("sweep-group-points"),
                }));
            }
            lines.push(offer(knob));
        }
        return lines;
    }
    let found = all.into_iter().filter_map(|knob| {
        let searched = Searched::new(&knobs::name(model, &knob), "");
        Some((query.find(&searched)?.score, knob))
    });
    let mut found: Vec<(i32, Knob)> = found.collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, knob)| offer(knob)).collect()
}

fn rows_ui(ui: &mut Ui, lines: &[Line], at: Option<usize>, has_moved: bool, chosen: &Knob) -> Option<usize> {
    let mut clicked = None;
    if lines.is_empty() {
        ui.label(theme::second(ui, &tr!("sweep-none-found")));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().max_height(MOST_HEIGHT);
    if let Some(at) = at.filter(|_| has_moved) {
        // The row of the arrow keys stays in sight, also where it is not laid out.
        area = area.vertical_scroll_offset((at as f32 * ROW - MOST_HEIGHT / 2.0).max(0.0));
    }
    area.show_rows(ui, ROW, lines.len(), |ui, rows| {
        ui.set_width(WIDTH);
        for index in rows {
            match &lines[index] {
                Line::Group(name) => group_ui(ui, name),
                Line::Offer { knob, name, value } => {
                    if offer_ui(ui, name, value, at == Some(index), knob == chosen) {
                        clicked = Some(index);
                    }
                }
            }
        }
    });
    clicked
}

fn group_ui(ui: &mut Ui, name: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let at = egui::pos2(rect.left() + 8.0, rect.bottom() - 5.0);
    ui.painter().text(at, Align2::LEFT_BOTTOM, name, theme::small_strong(), theme::of(ui).second);
}

fn offer_ui(ui: &mut Ui, name: &str, value: &str, is_at: bool, is_chosen: bool) -> bool {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, name));
    let is_lit = is_at || response.hovered() || response.has_focus();
    let ground = match (is_lit, is_chosen) {
        (true, _) => theme.accent_tint,
        (false, true) => theme.ground,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 5.0, ground);
    let value = ui.painter().layout_no_wrap(value.to_owned(), theme::body(), theme.second);
    let room = rect.width() - value.size().x - 28.0;
    let mut job = LayoutJob::default();
    job.append(name, 0.0, egui::TextFormat::simple(theme::body(), theme.text));
    job.wrap = TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    let is_cut = galley.elided;
    let at = egui::pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.text);
    let at = Align2::RIGHT_CENTER.align_size_within_rect(value.size(), rect.shrink2(vec2(8.0, 0.0)));
    ui.painter().galley(at.min, value, theme.second);
    let response = if is_cut { response.on_hover_text(name) } else { response };
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(model: &Model, typed: &str) -> Vec<String> {
        let lines = lines(model, typed);
        lines
            .into_iter()
            .map(|line| match line {
                Line::Group(name) | Line::Offer { name, .. } => name,
            })
            .collect()
    }

    #[test]
    fn everything_that_can_be_turned_is_offered_and_found() {
        let mut model = Model::new("test");
        model.criteria = vec![crate::model::Criterion {
            name: "Pricing page".to_owned(),
            ..crate::model::sample::criterion("c", "activity")
        }];
        let all = names(&model, "");
        assert_eq!(all.len(), 3 + 6 + model.categories.len() + 1, "three groups, six edges");
        assert_eq!(all[..2], ["Band edges", "Engagement 1 starts at"]);
        assert_eq!(names(&model, "pricing"), ["Points of Pricing page"]);
        assert_eq!(names(&model, "eng 2")[0], "Engagement 2 starts at");
        assert_eq!(names(&model, "zzz"), [""; 0]);
    }
}
