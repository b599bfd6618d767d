//! The lines below the small matrix.

use eframe::egui::{self, Align, Layout, Sense, Stroke, Ui, vec2};

use super::consequences::Consequences;
use crate::app::{
    closed::Found,
    commands::Command,
    format,
    state::{Page, State},
    theme, widgets,
};

const ROW: f32 = 30.0;
/// How wide the number of contested criteria is.
const CONTESTED: f32 = 84.0;

/// A line: what it is on the left, its value on the right.
pub(super) fn line<R>(ui: &mut Ui, label: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = theme::of(ui);
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() + 1.5, Stroke::new(1.0, theme.line));
    let builder = egui::UiBuilder::new().max_rect(rect).id_salt(label).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        // A button in a line must not make it higher than the others.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().button_padding.y = 0.0;
        ui.label(label);
        ui.with_layout(Layout::right_to_left(Align::Center), value).inner
    })
    .inner
}

/// What the draft would have done with past wins, and unless one line must do, how good the leads are that go to sales, and
/// what it would have done with past wins when they closed (and how clear that number is).
pub(super) fn outcomes_ui(
    ui: &mut Ui,
    consequences: &Consequences,
    closed: Option<(&Found, f32)>,
    against: &str,
    is_short: bool,
) {
    if consequences.all_wins == 0 {
        line(ui, &tr!("panel-wins"), |ui| ui.label(theme::second(ui, &tr!("panel-no-outcomes"))));
        return;
    }
    line(ui, &tr!("panel-wins"), |ui| {
        // From the right.
        more_ui(ui, consequences.more_wins);
        // The label needs its room too.
        let all = consequences.all_wins;
        let all = if all < 10_000 { format::count(all) } else { format::in_short(all) };
        ui.label(theme::second(ui, &tr!("panel-of", all = all)));
        ui.label(theme::strong(&format::count(consequences.wins))).on_hover_text(tr!("sweep-as-of-today-about"));
    });
    if is_short {
        return;
    }
    line(ui, &tr!("panel-win-rate"), |ui| {
        rate_change_ui(ui, consequences.better_rate.unwrap_or_default(), against);
        let rate = consequences.win_rate.map_or_else(|| tr!("nothing"), |rate| format::percent(rate, 1));
        ui.label(theme::strong(&rate)).on_hover_text(tr!("panel-win-rate-about"));
    });
    if let Some((found, opacity)) = closed.filter(|(found, _)| found.all_wins > 0) {
        closed_ui(ui, found, opacity, against);
    }
}

/// Past wins to sales, as they stood when they closed.
fn closed_ui(ui: &mut Ui, found: &Found, opacity: f32, against: &str) {
    line(ui, &tr!("panel-wins-closed"), |ui| {
        ui.multiply_opacity(opacity);
        let is_sample = found.every > 1;
        if is_sample {
            rate_change_ui(ui, found.more_wins as f64 / found.all_wins as f64, against);
        } else {
            more_ui(ui, found.more_wins);
        }
        let all = if is_sample { tr!("panel-of-sample") } else { tr!("panel-of", all = format::count(found.all_wins)) };
        ui.label(theme::second(ui, &all));
        let wins = if is_sample { format::percent(found.share(), 0) } else { format::count(found.wins) };
        let about = tr!("panel-wins-closed-about");
        let sample = tr!("panel-wins-closed-sample", every = found.every);
        let about = if is_sample { format!("{about} {sample}") } else { about };
        ui.label(theme::strong(&wins)).on_hover_text(about);
    });
}

/// “+3”, “−17”; of no more and no fewer, nothing.
fn more_ui(ui: &mut Ui, more: i64) {
    if more != 0 {
        ui.label(egui::RichText::new(format::points(more)).color(better(ui, more > 0)));
    }
}

/// By how many percentage points a rate is another than `against`; a change too small to be seen is none.
fn rate_change_ui(ui: &mut Ui, change: f64, against: &str) {
    let tenths = (change * 1000.0).round() as i64;
    if tenths != 0 {
        let text = tr!("panel-rate-change", points = signed_tenths(tenths));
        let text = egui::RichText::new(text).color(better(ui, tenths > 0));
        ui.label(text).on_hover_text(tr!("panel-percentage-points", against = against));
    }
}

fn better(ui: &Ui, is_better: bool) -> egui::Color32 {
    let theme = theme::of(ui);
    if is_better { theme.better } else { theme.worse }
}

/// “+1.2”, “−0.6”.
fn signed_tenths(tenths: i64) -> String {
    format!("{}{}.{}", if tenths < 0 { "−" } else { "+" }, tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}

/// How far the two teams have come; a click shows where they differ.
pub(super) fn agreement_ui(ui: &mut Ui, state: &mut State) {
    let agreed = *state.document.digest();
    let is_clicked = line(ui, &tr!("panel-agreed"), |ui| {
        let theme = theme::of(ui);
        let text = tr!("panel-agreed-of", agreed = agreed.agreed, all = agreed.criteria);
        let response = widgets::link_button(ui, &text);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("panel-agreed-name", text = text.clone()))
        });
        // Where there is no room, the page “Criteria” says it.
        if agreed.contested > 0 && ui.available_width() > CONTESTED {
            ui.label(theme::second(ui, "·"));
            let text = tr!("panel-contested", contested = agreed.contested);
            ui.label(egui::RichText::new(text).color(theme.warning));
        }
        response.clicked()
    });
    if is_clicked {
        state.ask(Command::GoTo(Page::Agreement));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_carry_their_sign() {
        assert_eq!(signed_tenths(-6), "−0.6");
        assert_eq!(signed_tenths(123), "+12.3");
    }
}
