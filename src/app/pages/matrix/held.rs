//! What the draft is held against in the views of two: a baseline, or the draft itself on an earlier day.

use eframe::egui::{self, Button};

use crate::app::{against, format, panel, state::State, widgets};

/// A month, a quarter, a year.
const DAYS_BACK: [u32; 3] = [30, 91, 365];

/// Asks what the draft made of the leads on the earlier day, while that is shown.
pub(super) fn keep_other_day(state: &mut State) {
    let State { pages, scored, .. } = state;
    let page = &mut pages.matrix;
    let Some((days, scored)) = page.days_back.filter(|_| page.view.is_of_two()).zip(scored.as_ref()) else { return };
    let (found, is_stale) = pages.time.other_day(scored, scored.as_of.days_earlier(days));
    (page.other_day, page.is_day_stale) = (found.cloned(), is_stale);
}

/// The last answer is dimmed while a newer one is on its way.
pub(super) fn opacity(ui: &egui::Ui, state: &State) -> f32 {
    let page = &state.pages.matrix;
    let is_shown = page.view.is_of_two() && page.days_back.is_some();
    panel::opacity_of(ui, "other day", is_shown && page.is_day_stale)
}

pub(super) fn choice_ui(ui: &mut egui::Ui, state: &mut State) {
    ui.horizontal(|ui| {
        let days_back = state.pages.matrix.days_back;
        let dated = state.as_of().0 > 0;
        let day = |days: u32| format::day(state.as_of().days_earlier(days).day());
        let value = days_back.map_or_else(|| tr!("held-baseline"), |days| tr!("held-on-day", day = day(days)));
        let mut chosen = days_back;
        widgets::choice_menu(ui, &tr!("held-against"), &value, |ui| {
            ui.set_min_width(220.0);
            if ui.add(Button::selectable(days_back.is_none(), tr!("held-baseline"))).clicked() {
                chosen = None;
            }
            for days in DAYS_BACK.into_iter().filter(|_| dated) {
                let item = Button::selectable(days_back == Some(days), tr!("held-days-back", days = days));
                if ui.add(item.shortcut_text(day(days))).clicked() {
                    chosen = Some(days);
                }
            }
        });
        state.pages.matrix.days_back = chosen;
        if chosen.is_none() {
            against::baseline_menu_ui(ui, state);
        }
    });
}
