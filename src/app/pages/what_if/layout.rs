//! Where the cards stand: the movement and its leads beside what it means for sales, one below the other where there is no
//! room. What compares several drafts takes the whole width below.

use eframe::egui::{self, text::LayoutJob, vec2};

use crate::app::{state::State, theme};

pub const GAP: f32 = 12.0;
/// Draws one card, or nothing.
pub type Card = fn(&mut egui::Ui, &mut State);
/// Narrower than this, the cards stand one below the other.
const SIDE_BY_SIDE: f32 = 700.0;
/// The part of the left column.
const LEFT: f32 = 0.56;

/// The title with the controls at its right, and below them, over the whole width, what is found: it is read to its end.
pub fn header(ui: &mut egui::Ui, (who, finding): &(String, String), controls: impl FnOnce(&mut egui::Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            controls(ui);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(theme::heading(&tr!("page-what-if"))).truncate());
            });
        });
    });
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    job.append(who, 0.0, egui::TextFormat::simple(theme::body(), theme.second));
    job.append(&format!(" {finding}"), 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    ui.add(egui::Label::new(job).wrap());
    ui.add_space(8.0);
}

/// Cards one below the other: those that show nothing leave no gap.
pub fn stacked(ui: &mut egui::Ui, state: &mut State, cards: &[Card]) {
    for card in cards {
        let before = ui.cursor().top();
        card(ui, state);
        if ui.cursor().top() > before {
            ui.add_space(GAP);
        }
    }
}

/// Two columns; where there is room for one only, the first card of both comes first.
pub fn columns(ui: &mut egui::Ui, state: &mut State, left: &[Card], right: &[Card]) {
    let width = ui.available_width();
    if width < SIDE_BY_SIDE {
        let firsts = left.len().min(1)..right.len().min(1);
        let cards = [&left[..firsts.start], &right[..firsts.end], &left[firsts.start..], &right[firsts.end..]];
        return stacked(ui, state, &cards.concat());
    }
    let wide = ((width - GAP) * LEFT).round();
    let between = ui.spacing().item_spacing.x;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        column(ui, wide, between, |ui| stacked(ui, state, left));
        column(ui, width - GAP - wide, between, |ui| stacked(ui, state, right));
    });
}

fn column(ui: &mut egui::Ui, width: f32, between: f32, content: impl FnOnce(&mut egui::Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = between;
        content(ui);
    });
}
