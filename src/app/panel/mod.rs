//! The consequence panel: what the draft does, on every page. It never waits: while the scorer works it shows the last
//! answer dimmed.

mod consequences;
mod lines;
mod problems;
mod small_matrix;
mod test_leads;
mod voices;

use std::{sync::Arc, time::Duration};

use eframe::egui;

pub use self::consequences::a_week_text;
use self::consequences::{Consequences, Load};
use super::{
    against,
    commands::Command,
    format,
    pages::{matrix::words, what_if},
    state::State,
    theme, widgets,
};

/// An answer that comes sooner than this is not worth a flicker.
const BLINK_SECONDS: f64 = 0.2;
const DIMMED: f32 = 0.45;

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    begin_anew_when_answered(ui, state.scored.as_ref().map_or(0, |scored| Arc::as_ptr(scored) as usize));
    let opacity = opacity(ui, state.is_stale());
    let (content, with_bar) = room(ui);
    ui.allocate_rect(content, egui::Sense::hover());
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(with_bar));
    egui::ScrollArea::vertical().id_salt("consequences").auto_shrink(false).show(&mut ui, |ui| {
        ui.set_width(content.width());
        ui.spacing_mut().item_spacing.y = 4.0;
        title_ui(ui, state);
        // On a projector: the number, the test leads, the matrix, and two lines.
        let is_calm = state.settings.presentation;
        if !is_calm {
            against::quiet_menu_ui(ui, state);
        }
        voices::switch_ui(ui, state);
        ui.add_space(8.0);
        let scored = state.scored.clone();
        match scored.as_deref().filter(|scored| scored.summary.leads > 0) {
            Some(scored) => {
                let consequences = Consequences::new(scored);
                let against = state.against_words();
                ui.scope(|ui| {
                    ui.multiply_opacity(opacity);
                    headline_ui(ui, &consequences, &against);
                });
                test_leads::show(ui, state, is_calm);
                no_criteria_ui(ui, state);
                problems::lacks_ui(ui, state);
                what_if::fit_ui(ui, state);
                ui.scope(|ui| {
                    ui.multiply_opacity(opacity);
                    ui.add_space(if is_calm { 6.0 } else { 14.0 });
                    small_matrix::show(ui, state, scored);
                    ui.add_space(if is_calm { 4.0 } else { 10.0 });
                    let is_behind = state.closed.is_behind(scored) && !state.is_stale();
                    let clear = opacity_of(ui, "closed leads", is_behind);
                    let closed = state.closed.found(scored).map(|found| (found, clear));
                    lines::outcomes_ui(ui, &consequences, closed, &against, is_calm);
                    if !is_calm {
                        let is_behind = state.voices.is_stale() && !state.is_stale();
                        ui.multiply_opacity(opacity_of(ui, "voices", is_behind));
                        voices::table_ui(ui, state);
                        ui.add_space(10.0);
                    }
                });
            }
            None => {
                no_leads_ui(ui, state);
                test_leads::show(ui, state, is_calm);
            }
        }
        lines::agreement_ui(ui, state);
        if !is_calm {
            problems::show(ui, state);
        }
    });
}

/// Where the panel stands, and the same with the margin beside it: there the scroll bar is, not on the numbers.
fn room(ui: &egui::Ui) -> (egui::Rect, egui::Rect) {
    const BAR: f32 = 12.0;
    let content = ui.available_rect_before_wrap();
    (content, content.with_max_x(content.right() + BAR))
}

/// Beside the title: how old the numbers are, once they have been older than the draft for longer than a blink.
fn title_ui(ui: &mut egui::Ui, state: &State) {
    ui.horizontal(|ui| {
        ui.label(theme::strong(&tr!("panel-title")));
        let Some(age) = age_of(ui, "scores").filter(|age| state.is_stale() && *age >= BLINK_SECONDS) else { return };
        let text = tr!("panel-age", seconds = format!("{age:.1}"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(theme::second(ui, &text)).on_hover_text(tr!("panel-age-about"));
        });
        ui.ctx().request_repaint_after(Duration::from_millis(100));
    });
}

/// How clear the numbers are: dimmed once they have been older than the draft for longer than a blink.
pub fn opacity(ui: &egui::Ui, is_stale: bool) -> f32 {
    opacity_of(ui, "scores", is_stale)
}

/// The same for numbers that are worked out apart from the scores.
pub fn opacity_of(ui: &egui::Ui, numbers: &str, is_stale: bool) -> f32 {
    let id = stale_since(numbers);
    if !is_stale {
        ui.data_mut(|data| data.remove::<f64>(id));
        return 1.0;
    }
    let now = ui.input(|input| input.time);
    let since = ui.data_mut(|data| *data.get_temp_mut_or(id, now));
    let left = BLINK_SECONDS - (now - since);
    if left <= 0.0 {
        return DIMMED;
    }
    ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
    1.0
}

fn stale_since(numbers: &str) -> egui::Id {
    egui::Id::unique(("numbers are stale since", numbers))
}

/// While a drag keeps the scorer busy each answer is new, and its age begins with it.
fn begin_anew_when_answered(ui: &egui::Ui, answer: usize) {
    let id = egui::Id::unique("the answer that is shown");
    if ui.data(|data| data.get_temp::<usize>(id)) != Some(answer) {
        ui.data_mut(|data| {
            data.insert_temp(id, answer);
            data.remove::<f64>(stale_since("scores"));
        });
    }
}

/// For how many seconds the numbers have been older than the draft, as [`opacity_of`] has seen it.
fn age_of(ui: &egui::Ui, numbers: &str) -> Option<f64> {
    let since = ui.data(|data| data.get_temp::<f64>(stale_since(numbers)))?;
    Some(ui.input(|input| input.time) - since)
}

/// Nothing scores the leads yet: the number needs its reason, and the step that changes it.
fn no_criteria_ui(ui: &mut egui::Ui, state: &mut State) {
    if !state.document.model.criteria.is_empty() {
        return;
    }
    ui.add(egui::Label::new(theme::second(ui, &tr!("panel-no-criteria"))).wrap());
    if widgets::link_button(ui, &tr!("command-new-from-template")).clicked() {
        state.ask(Command::NewFromTemplate);
    }
}

/// The one number, how it fits what sales can work, and that in a sentence.
fn headline_ui(ui: &mut egui::Ui, consequences: &Consequences, against: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(theme::big(&consequences.to_sales.text()));
        let unit = match consequences.to_sales {
            Load::AWeek(_) => tr!("panel-a-week"),
            Load::InAll(_) => tr!("panel-in-all"),
        };
        if let Some(change) = consequences.more_to_sales() {
            // More is neither better nor worse: that the line below says.
            ui.label(theme::strong(&change)).on_hover_text(tr!("panel-change-about", against = against));
        }
        ui.add(egui::Label::new(theme::second(ui, &unit)).wrap());
    });
    if let (Load::AWeek(_), Some(capacity)) = (consequences.to_sales, consequences.capacity) {
        widgets::capacity_bar(ui, capacity.load(), capacity.most as f64);
        ui.add_space(2.0);
    }
    ui.add(egui::Label::new(theme::second(ui, &sentence(consequences))).wrap());
    if let Some(change) = consequences.load_change().filter(|_| !theme::is_presentation(ui)) {
        ui.label(theme::second(ui, &change)).on_hover_text(against.to_owned());
    }
}

/// What the number means for sales.
fn sentence(consequences: &Consequences) -> String {
    let Load::AWeek(_) = consequences.to_sales else { return tr!("panel-no-dates") };
    let Some(capacity) = consequences.capacity else { return tr!("panel-no-capacity") };
    let most = format::count(capacity.most);
    let text = if capacity.is_enough() {
        tr!("panel-within", load = a_week_text(capacity.load()), most = most)
    } else {
        tr!("panel-over", over = a_week_text(capacity.load() - capacity.most as f64), most = most)
    };
    if capacity.is_partial { tr!("panel-partial", sentence = text) } else { text }
}

/// Nothing is known of leads: what the panel will show, and the step that fills it; or that none was there yet.
fn no_leads_ui(ui: &mut egui::Ui, state: &mut State) {
    if state.columns().is_empty() {
        let is_reading = state.tasks.work.is_some();
        let text = if is_reading { tr!("panel-reading") } else { tr!("panel-no-leads") };
        ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
        if !is_reading && widgets::link_button(ui, &tr!("panel-open-leads")).clicked() {
            state.ask(Command::OpenLeads);
        }
    } else if let Some(scored) = &state.scored {
        let text = tr!("panel-none-there", day = format::day(scored.as_of.day()));
        ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
    }
    if let Some(scored) = state.scored.clone() {
        ui.add_space(8.0);
        small_matrix::show(ui, state, &scored);
    }
    ui.add_space(8.0);
}

/// “312 leads”, for those who cannot see the picture.
fn leads(count: u64) -> String {
    words::leads(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How clear the numbers are and how old, frame by frame: at a time, with an answer, while there is or is not a newer one
    /// on its way.
    fn seen(frames: &[(f64, usize, bool)]) -> Vec<(f32, Option<f64>)> {
        let ctx = egui::Context::default();
        let mut seen = Vec::new();
        for (time, answer, is_stale) in frames {
            let input = egui::RawInput { time: Some(*time), ..Default::default() };
            let mut output = ctx.run_ui(input, |ui| {
                begin_anew_when_answered(ui, *answer);
                seen.push((opacity(ui, *is_stale), age_of(ui, "scores")));
            });
            output.textures_delta.clear();
        }
        seen
    }

    #[test]
    fn numbers_are_dimmed_and_their_age_is_told_after_a_blink() {
        let seen = seen(&[(1.0, 7, false), (2.0, 7, true), (2.1, 7, true), (3.5, 7, true), (4.0, 8, false)]);
        assert_eq!(seen, [(1.0, None), (1.0, Some(0.0)), (1.0, Some(2.1 - 2.0)), (DIMMED, Some(1.5)), (1.0, None)]);
    }

    #[test]
    fn an_answer_that_came_while_the_scorer_went_on_is_new() {
        let seen = seen(&[(2.0, 7, true), (2.3, 7, true), (2.4, 8, true), (2.5, 9, true), (2.8, 9, true)]);
        let clear: Vec<bool> = seen.iter().map(|(opacity, _)| *opacity == 1.0).collect();
        assert_eq!(clear, [true, false, true, true, false]);
    }
}
