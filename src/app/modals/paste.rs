//! A pasted sheet of which not all was understood: what that is, before anything lands.

use eframe::egui;

use super::{Answer, buttons, title};
use crate::app::{
    pages::criteria::{Landing, land},
    state::State,
    theme, widgets,
};

/// So many rows are listed.
const SHOWN: usize = 100;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, landing: &mut Landing) -> Answer {
    let good = landing.rows.len() + landing.cells.len();
    let all = good + landing.bad.len();
    title(ui, &tr!("paste-title", bad = landing.bad.len(), all = all));
    let about = if good > 0 { tr!("paste-about", good = good) } else { tr!("paste-nothing-good") };
    ui.label(theme::second(ui, &about));
    egui::ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for bad in landing.bad.iter().take(SHOWN) {
            ui.horizontal_top(|ui| {
                ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme::of(ui).warning));
                let place = match (bad.column.is_empty(), bad.name.is_empty()) {
                    (true, true) => tr!("paste-line", line = bad.line),
                    (false, true) => tr!("paste-line-column", line = bad.line, column = bad.column.clone()),
                    (true, false) => tr!("paste-line-name", line = bad.line, name = bad.name.clone()),
                    (false, false) => tr!(
                        "paste-line-column-name",
                        line = bad.line,
                        column = bad.column.clone(),
                        name = bad.name.clone()
                    ),
                };
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.label(theme::strong(&place));
                    ui.add(egui::Label::new(&bad.sentence).wrap());
                });
            });
        }
        if landing.bad.len() > SHOWN {
            ui.weak(tr!("and-more", count = landing.bad.len() - SHOWN));
        }
    });
    let take = tr!("paste-take", good = good);
    let names: &[&str] = if good > 0 { &[&tr!("cancel"), &take] } else { &[&tr!("cancel")] };
    match buttons(ui, names) {
        Some(1) => {
            land(state, std::mem::take(landing));
            Answer::Close
        }
        Some(_) => Answer::Close,
        None => Answer::Waiting,
    }
}
