use std::cmp::Reverse;

use eframe::egui;

use super::{FIELD, ROW};
use crate::{
    app::{theme, widgets},
    model::{Stage, StageId, limits},
};

/// The stages, furthest first; one that is moved past another finds its place once the user lets go.
pub(super) fn show(ui: &mut egui::Ui, stages: &mut Vec<Stage>) {
    let mut removed = None;
    let mut is_moved = false;
    for (index, stage) in stages.iter_mut().enumerate() {
        let id = stage.id.clone();
        ui.push_id(&id.0, |ui| {
            let asked = stage_ui(ui, stage);
            is_moved |= asked.is_moved;
            if asked.is_removed {
                removed = Some(index);
            }
        });
    }
    if let Some(index) = removed {
        stages.remove(index);
    }
    if is_moved {
        stages.sort_by_key(|stage| Reverse(stage.from));
    }
    ui.add_space(2.0);
    if widgets::link_button(ui, &tr!("settings-stage-add")).clicked() {
        add(stages, tr!("settings-stage-new"));
    }
}

struct Asked {
    is_moved: bool,
    is_removed: bool,
}

fn stage_ui(ui: &mut egui::Ui, stage: &mut Stage) -> Asked {
    let name = stage.name.clone();
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, theme::of(ui).line));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        // From the right.
        let remove = tr!("settings-stage-remove", name = name.clone());
        let is_removed = widgets::icon_button(ui, widgets::Icon::Trash2, &remove).clicked();
        let from = widgets::whole_number(&mut stage.from, -limits::SCORE..=limits::SCORE);
        let from = ui.add_sized(FIELD, from).accessible_name(tr!("settings-stage-from", name = name.clone()));
        ui.label(theme::second(ui, &tr!("settings-from")));
        let field = egui::TextEdit::singleline(&mut stage.name).margin(egui::Margin::symmetric(8, 6));
        let size = egui::vec2(ui.available_width(), 28.0);
        ui.add_sized(size, field).accessible_name(tr!("settings-stage-name", name = name.clone()));
        Asked { is_moved: from.lost_focus() || from.drag_stopped(), is_removed }
    })
    .inner
}

/// A stage below those there are, so that it takes leads from none of them.
fn add(stages: &mut Vec<Stage>, name: String) {
    let lowest = stages.iter().map(|stage| stage.from).min();
    let from = lowest.map_or(50, |lowest| lowest.saturating_sub(10).max(-limits::SCORE));
    stages.push(Stage { id: StageId::fresh(), name, from });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_stage_stands_below_the_others() {
        let mut stages = Vec::new();
        for name in ["decide", "compare", "learn"] {
            add(&mut stages, name.to_owned());
        }
        let edges: Vec<i32> = stages.iter().map(|stage| stage.from).collect();
        assert_eq!(edges, [50, 40, 30]);
    }
}
