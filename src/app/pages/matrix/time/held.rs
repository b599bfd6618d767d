//! Two days held against each other: in the place of the baseline stands the same model on an earlier day.

use std::sync::Arc;

use eframe::egui::{Ui, vec2};

use super::{calendar::months_later, other_day::OtherDay};
use crate::app::{against, format, pages::matrix::View, scored::Scored, state::State, theme, widgets};

/// What the difference and the two matrices side by side are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum HeldAgainst {
    /// What the draft is held against everywhere.
    #[default]
    Baseline,
    MonthsEarlier(i32),
}

/// An answer with an earlier day in the place of its baseline.
pub(super) struct Held {
    of: Arc<Scored>,
    other: Arc<OtherDay>,
    held: Arc<Scored>,
    is_stale: bool,
}

/// Keeps the earlier day while a view shows it.
pub(super) fn keep(state: &mut State) {
    let is_shown = matches!(state.pages.matrix.view, View::Difference | View::Beside);
    let time = &mut state.pages.time;
    let (HeldAgainst::MonthsEarlier(months), Some(scored), true) = (time.held_against, &state.scored, is_shown) else {
        time.held = None;
        return;
    };
    let then = months_later(scored.as_of.day(), -months).last_second();
    let (other, is_stale) = time.other_days.keep(scored, then);
    let Some(other) = other.cloned() else {
        time.held = None;
        return;
    };
    match &mut time.held {
        Some(held) if Arc::ptr_eq(&held.of, scored) && Arc::ptr_eq(&held.other, &other) => held.is_stale = is_stale,
        kept => {
            let of = [(Arc::clone(&scored.model), &scored.summary), (Arc::clone(&other.model), &other.summary)];
            let held = Arc::new(scored.at_month(scored.as_of, of));
            *kept = Some(Held { of: Arc::clone(scored), other, held, is_stale });
        }
    }
}

/// The newest answer, with the earlier day for its baseline where that is asked for and known.
pub fn held(state: &State) -> Option<Arc<Scored>> {
    let newest = state.scored.as_ref()?;
    let held = state.pages.time.held.as_ref().filter(|held| Arc::ptr_eq(&held.of, newest));
    Some(Arc::clone(held.map_or(newest, |held| &held.held)))
}

/// What the earlier day is called, where an answer has one for its baseline.
pub fn held_title(state: &State, scored: &Scored) -> Option<String> {
    let held = state.pages.time.held.as_ref().filter(|held| std::ptr::eq(&*held.held, scored))?;
    Some(tr!("time-held-title", day = format::day(held.other.as_of.day())))
}

/// Whether a newer answer for the earlier day is on its way.
pub fn is_held_stale(state: &State) -> bool {
    state.pages.time.held.as_ref().is_some_and(|held| held.is_stale)
}

/// With less room than this the choice speaks for itself.
const LABELLED: f32 = 620.0;

/// The choice, above what is held against each other.
pub fn held_ui(ui: &mut Ui, state: &mut State) {
    // What is not beside the other is below it: the matrix stays within its column.
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        let name = tr!("time-held");
        if ui.available_width() > LABELLED {
            ui.label(theme::second(ui, &name));
        }
        let earlier =
            [1, 3, 12].map(|months| (HeldAgainst::MonthsEarlier(months), tr!("time-earlier", months = months)));
        let mut all = vec![(HeldAgainst::Baseline, tr!("time-held-baseline"))];
        all.extend(earlier);
        let choices: Vec<(HeldAgainst, &str)> = all.iter().map(|(held, text)| (*held, text.as_str())).collect();
        widgets::segmented(ui, &name, &mut state.pages.time.held_against, &choices);
        if state.pages.time.held_against == HeldAgainst::Baseline {
            against::baseline_menu_ui(ui, state);
        }
    });
    ui.add_space(8.0);
}
