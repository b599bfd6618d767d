//! The page that greets: samples, recent models, ways to begin, and a tour of three steps.

mod recent;
mod samples;
mod tour;

use eframe::egui::{self, Align2, Rect, Role, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo, pos2, vec2};

use crate::{
    app::{
        commands::Command,
        modals::{Modal, Then},
        samples::Sample,
        state::State,
        text, theme, widgets,
    },
    model::Axis,
};

/// What the page remembers.
#[derive(Debug, Default)]
pub struct WelcomePage {
    recent: recent::Known,
}

/// As wide as a page of text is read well.
const MOST_WIDTH: f32 = 940.0;
const GAP: f32 = 16.0;

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let whole = ui.available_rect_before_wrap();
    egui::ScrollArea::vertical().id_salt("welcome").auto_shrink(false).show(ui, |ui| {
        let width = ui.available_width().min(MOST_WIDTH);
        let margin = ((ui.available_width() - width) / 2.0).floor();
        let top = ui.cursor().top();
        let column = Rect::from_min_size(pos2(whole.left() + margin, top), vec2(width, f32::INFINITY));
        let builder = UiBuilder::new().max_rect(column).layout(egui::Layout::top_down(egui::Align::Min));
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.add_space((whole.height() * 0.04).clamp(4.0, 40.0));
            greeting(ui, state);
            unsaved_work(ui, state);
            if !state.settings.skips_tour {
                ui.add_space(GAP);
                tour::show(ui, state);
            }
            ui.add_space(GAP);
            ui.label(theme::strong(&tr!("welcome-samples")));
            if let Some(sample) = samples::show(ui) {
                state.unless_unsaved(Then::OpenSample(sample));
            }
            ui.add_space(GAP);
            own_and_recent(ui, state);
            ui.add_space(GAP);
            drop_hint(ui);
        });
    });
}

fn greeting(ui: &mut egui::Ui, state: &mut State) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let (rect, _) = ui.allocate_exact_size(vec2(52.0, 44.0), Sense::hover());
        ui.painter().circle_filled(rect.center() - vec2(9.0, 0.0), 15.0, theme.axis(Axis::Fit));
        ui.painter().circle_filled(
            rect.center() + vec2(9.0, 0.0),
            15.0,
            theme::tint(theme.axis(Axis::Engagement), 0.85),
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::primary_button(ui, &tr!("welcome-open-sample")).clicked() {
                state.unless_unsaved(Then::OpenSample(Sample::B2bSoftware));
            }
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(theme::big("Tandem"));
                ui.add(egui::Label::new(theme::second(ui, &tr!("welcome-line"))).wrap());
            });
        });
    });
}

/// What windows left that ended without saving: asked about at the start, and here for whoever said “Later”.
fn unsaved_work(ui: &mut egui::Ui, state: &mut State) {
    let Some(first) = state.journal.offers().first() else { return };
    let (name, count) = (first.entry.draft.name.clone(), state.journal.offers().len());
    ui.add_space(GAP);
    widgets::card(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(theme::icon(widgets::Icon::History).color(theme::of(ui).warning));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::quiet_button(ui, &tr!("work-look")).clicked() {
                    state.raise(Modal::UnsavedWork);
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(tr!("work-waits", name = name, count = count)).truncate());
                });
            });
        });
    });
}

/// Side by side, or one above the other where it is narrow.
fn own_and_recent(ui: &mut egui::Ui, state: &mut State) {
    const LEAST_TWO: f32 = 640.0;
    if ui.available_width() < LEAST_TWO {
        own(ui, state);
        ui.add_space(GAP);
        recent::show(ui, state);
        return;
    }
    ui.spacing_mut().item_spacing.x = GAP;
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            own(left, state);
            recent::show(right, state);
        }
    });
}

/// Ways to begin without a sample.
fn own(ui: &mut egui::Ui, state: &mut State) {
    ui.label(theme::strong(&tr!("welcome-own")));
    ui.spacing_mut().item_spacing.y = 4.0;
    for (icon, command) in [
        (widgets::Icon::FilePlus, Command::New),
        (widgets::Icon::LayoutTemplate, Command::NewFromTemplate),
        (widgets::Icon::FolderOpen, Command::Open),
        (widgets::Icon::Database, Command::OpenLeads),
        (widgets::Icon::FileInput, Command::ImportLeads),
    ] {
        let keys = command.keys(ui.ctx());
        if command_row(ui, icon, &text::tr(command.text_id()), &keys) {
            state.ask(command);
        }
    }
}

fn command_row(ui: &mut egui::Ui, icon: widgets::Icon, name: &str, keys: &str) -> bool {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    row_frame(ui, rect, &response);
    let painter = ui.painter();
    let icon_at = rect.left_center() + vec2(20.0, 0.0);
    painter.text(icon_at, Align2::CENTER_CENTER, char::from(icon), theme::icon_font(15.0), theme.second);
    painter.text(rect.left_center() + vec2(40.0, 0.0), Align2::LEFT_CENTER, name, theme::body(), theme.text);
    painter.text(rect.right_center() - vec2(12.0, 0.0), Align2::RIGHT_CENTER, keys, theme::small(), theme.second);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// A card that can be clicked.
fn row_frame(ui: &egui::Ui, rect: Rect, response: &egui::Response) {
    let theme = theme::of(ui);
    let is_lit = response.hovered() || response.has_focus();
    let line = if is_lit { theme.accent } else { theme.line };
    ui.painter().rect(rect, 10.0, theme.card, Stroke::new(1.0, line), StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 10.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
}

/// Where files can be dropped: the whole window, but it must be said somewhere.
fn drop_hint(ui: &mut egui::Ui) {
    let theme = theme::of(ui);
    let is_over = ui.input(|input| !input.raw.hovered_files.is_empty());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
    let hint = if is_over { tr!("welcome-drop-now") } else { tr!("welcome-drop") };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &hint));
    let (line, colour) = if is_over { (theme.accent, theme.accent) } else { (theme.third, theme.second) };
    if is_over {
        ui.painter().rect_filled(rect, 10.0, theme.accent_tint);
    }
    let inner = rect.shrink(0.5);
    let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, line), 5.0, 4.0));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, hint, theme::body(), colour);
}
