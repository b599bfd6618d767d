//! The models that were open last, and whether they are still there.

use std::path::Path;

use eframe::egui::{self, Align2, Color32, FontId, Rect, Role, Sense, WidgetInfo, pos2, text::TextWrapping, vec2};

use crate::app::{modals::Then, settings::Recent, state::State, theme, widgets};

/// Whether each recent model is still there; looked up when the list or the visit is new, not in every frame.
#[derive(Debug, Default)]
pub struct Known {
    of: Vec<Recent>,
    is_there: Vec<bool>,
    seen_in_frame: u64,
}

impl Known {
    fn look(&mut self, recent: &[Recent], frame: u64) {
        let is_new_visit = frame > self.seen_in_frame + 1;
        self.seen_in_frame = frame;
        if is_new_visit || self.of != recent {
            self.of = recent.to_vec();
            self.is_there = recent.iter().map(|recent| recent.model.exists()).collect();
        }
    }
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    ui.label(theme::strong(&tr!("welcome-recent")));
    ui.spacing_mut().item_spacing.y = 4.0;
    let frame = ui.ctx().cumulative_frame_nr();
    let known = &mut state.pages.welcome.recent;
    known.look(&state.settings.recent, frame);
    if known.of.is_empty() {
        ui.label(theme::second(ui, &tr!("welcome-recent-none")));
        return;
    }
    let samples = state.settings_file.data_folder();
    let (mut opened, mut removed) = (None, None);
    for (recent, is_there) in known.of.iter().zip(&known.is_there) {
        if *is_there {
            if row(ui, recent, &samples) {
                opened = Some(recent.model.clone());
            }
        } else if missing_row(ui, recent) {
            removed = Some(recent.model.clone());
        }
    }
    if let Some(path) = removed {
        state.settings.recent.retain(|recent| recent.model != path);
        state.save_settings();
    }
    if let Some(path) = opened {
        state.unless_unsaved(Then::OpenFile(path));
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn folder(recent: &Recent) -> String {
    recent.model.parent().map(|folder| folder.display().to_string()).unwrap_or_default()
}

/// Name, folder and library; answers whether it was clicked. A library among the samples is called so: the name of its file
/// says nothing.
fn row(ui: &mut egui::Ui, recent: &Recent, samples: &Path) -> bool {
    let theme = theme::of(ui);
    let (name, folder) = (stem(&recent.model), folder(recent));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    super::row_frame(ui, rect, &response);
    let library = recent.library.as_ref().map(|library| match library.starts_with(samples) {
        true => tr!("welcome-recent-sample"),
        false => tr!("welcome-recent-library", library = stem(library)),
    });
    let library = library.unwrap_or_default();
    let spoken = tr!("welcome-recent-open", name = name.clone(), folder = format!("{folder} {library}").trim());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    paint(ui, rect.shrink2(vec2(14.0, 5.0)), [&name, &folder, &library], theme.text);
    let response = response.on_hover_text(recent.model.display().to_string());
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// A model that is gone; answers whether it is to be taken off the list.
fn missing_row(ui: &mut egui::Ui, recent: &Recent) -> bool {
    let theme = theme::of(ui);
    let (name, folder) = (stem(&recent.model), folder(recent));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let missing = tr!("welcome-recent-missing");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}, {missing}")));
    ui.painter().rect(rect, 10.0, theme.raised, (1.0, theme.line), egui::StrokeKind::Inside);
    let inner = rect.shrink2(vec2(14.0, 5.0)).with_max_x(rect.right() - 40.0);
    paint(ui, inner, [&name, &folder, &missing], theme.second);
    let cross = Rect::from_center_size(pos2(rect.right() - 22.0, rect.center().y), vec2(28.0, 28.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(cross));
    widgets::icon_button(&mut ui, widgets::Icon::X, &tr!("welcome-recent-remove", name = name)).clicked()
}

fn paint(ui: &egui::Ui, rect: Rect, [name, folder, right]: [&str; 3], colour: Color32) {
    let theme = theme::of(ui);
    let right = ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, right, theme::small(), theme.second);
    let width = right.left() - rect.left() - 12.0;
    let line = |text: &str, font: FontId, colour: Color32, y: f32| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
        job.wrap = TextWrapping::truncate_at_width(width);
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(rect.left(), y - galley.size().y / 2.0), galley, colour);
    };
    line(name, theme::strong_font(), colour, rect.top() + rect.height() * 0.28);
    line(folder, theme::small(), theme.second, rect.top() + rect.height() * 0.76);
}
