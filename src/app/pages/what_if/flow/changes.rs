//! What differs between baseline and draft: each leads to where it is edited.

use eframe::egui::{self, Id, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::answer;
use crate::{
    app::{
        commands::Command,
        pages::compare::{Compare, With},
        places::Destination,
        state::State,
        theme, widgets,
    },
    model::diff::Difference,
};

const ROW: f32 = 30.0;
/// So many are shown before one asks for more.
const SHOWN: usize = 8;

pub fn show(ui: &mut Ui, state: &mut State) {
    let Some((found, opacity)) = answer(ui, state) else { return };
    let all_id = Id::unique("all changes are shown");
    let is_all = ui.data(|data| data.get_temp::<bool>(all_id)).unwrap_or(false);
    let mut to = None;
    let mut is_compared = false;
    widgets::card(ui, |ui| {
        let title = tr!("changes-title", number = found.changes.len());
        ui.label(theme::strong(&title));
        ui.add_space(2.0);
        ui.multiply_opacity(opacity);
        if found.changes.is_empty() {
            ui.add(egui::Label::new(theme::second(ui, &tr!("changes-none"))).wrap());
            return;
        }
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = if is_all { found.changes.len() } else { found.changes.len().min(SHOWN) };
        for (index, change) in found.changes[..shown].iter().enumerate() {
            let place = Destination::of_subject(&state.document.model, &change.subject, change.aspect);
            if row_ui(ui, change, index, place.is_some()) {
                to = place;
            }
        }
        let more = found.changes.len() - shown;
        if more > 0 && widgets::link_button(ui, &tr!("changes-more", number = more)).clicked() {
            ui.data_mut(|data| data.insert_temp(all_id, true));
        }
        ui.add_space(6.0);
        let compare = widgets::link_button(ui, &tr!("changes-compare"));
        is_compared = compare.on_hover_text(tr!("changes-compare-tip")).clicked();
    });
    if let Some(to) = to {
        state.go(to);
    }
    if is_compared {
        compare(state);
    }
}

/// Every difference, to be taken or left: those too that change no score.
fn compare(state: &mut State) {
    let name = state.baseline_name();
    if matches!(state.against, crate::app::against::Against::Saved) {
        return state.ask(Command::CompareSaved);
    }
    state.pages.compare = Some(Compare::new(With::File, name, state.baseline()));
}

/// One difference; whether it was clicked.
fn row_ui(ui: &mut Ui, change: &Difference, index: usize, leads_somewhere: bool) -> bool {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let id = Id::unique(("change", change.subject.unnamed(), change.aspect, index));
    let response = ui.interact(rect, id, if leads_somewhere { Sense::click() } else { Sense::hover() });
    let sentence = change.sentence();
    let role = if leads_somewhere { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &sentence));
    let ground = rect.expand2(vec2(6.0, 0.0));
    if leads_somewhere && response.hovered() {
        ui.painter().rect_filled(ground, 6.0, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(ground, 6.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let (subject, what) = (change.subject.to_string(), change.what());
    let painter = ui.painter();
    // What it became is read to its end; the name gives way first, but keeps a part.
    let whole = painter.layout_no_wrap(what.clone(), theme::body(), theme.text).size().x;
    let least =
        (rect.width() * 0.42).min(painter.layout_no_wrap(subject.clone(), theme::strong_font(), theme.text).size().x);
    let room = (rect.width() - whole - 12.0).max(least);
    let name = widgets::one_line(painter, &subject, theme::strong_font(), theme.text, room);
    let what = widgets::one_line(painter, &what, theme::body(), theme.second, rect.width() - name.size().x - 12.0);
    let middle = |height: f32| rect.center().y - height / 2.0;
    painter.galley(pos2(rect.left(), middle(name.size().y)).round(), name, theme.text);
    painter.galley(pos2(rect.right() - what.size().x, middle(what.size().y)).round(), what, theme.text);
    let is_clicked = leads_somewhere && response.clicked();
    let response = if leads_somewhere { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response };
    response.on_hover_text(sentence);
    is_clicked
}
