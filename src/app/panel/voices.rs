//! Whose model is scored, and what the three would do, side by side.

use eframe::egui::{self, Align2, Sense, Stroke, Ui, pos2, vec2};

use super::consequences::Load;
use crate::{
    app::{commands::Command, format, state::State, theme, widgets},
    model::{Model, Team},
    scoring::{Summary, what_if::Capacity},
};

const ROW: f32 = 24.0;

/// Marketing, sales, agreed: only where a team proposes something else.
pub(super) fn switch_ui(ui: &mut Ui, state: &mut State) {
    let model = &state.document.model;
    if !Team::ALL.into_iter().any(|team| model.proposes_otherwise(team)) {
        return;
    }
    let before = state.voices.scored_as;
    let mut voice = before;
    let (marketing, sales) = (theme::team_name(Team::Marketing), theme::team_name(Team::Sales));
    let choices = [
        (Some(Team::Marketing), marketing.as_str()),
        (Some(Team::Sales), sales.as_str()),
        (None, &tr!("voice-agreed")),
    ];
    ui.add_space(4.0);
    widgets::segmented(ui, &tr!("voice-switch"), &mut voice, &choices);
    if voice != before {
        state.ask(Command::ScoreAs(voice));
    }
}

/// What one of the three does.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Voice {
    to_sales: Load,
    wins: u64,
    /// Of what sales can work in a week, 1 is all; `None` where nobody says what that is.
    load: Option<f64>,
}

impl Voice {
    fn new(model: &Model, summary: &Summary) -> Self {
        let capacity = Capacity::of_summary(model, summary).filter(|capacity| capacity.most > 0);
        let is_dated = summary.to_sales_per_week.is_some();
        Self {
            to_sales: summary.to_sales_per_week.map_or(Load::InAll(summary.to_sales), Load::AWeek),
            wins: summary.wins_to_sales,
            load: capacity.filter(|_| is_dated).map(|capacity| capacity.load() / capacity.most as f64),
        }
    }
}

/// The three side by side; nothing where both teams propose what is agreed.
pub(super) fn table_ui(ui: &mut Ui, state: &State) {
    let Some(compared) = state.voices.compared() else { return };
    let Some(summaries) = &compared.summaries else { return };
    let [agreed, marketing, sales] = summaries.each_ref().map(|summary| Voice::new(&compared.model, summary));
    let theme = theme::of(ui);
    ui.add_space(10.0);
    ui.label(theme::caption(ui, &tr!("voices-title")));
    let columns = [
        (Some(Team::Marketing), tr!("voices-marketing"), marketing),
        (Some(Team::Sales), tr!("voices-sales"), sales),
        (None, tr!("voices-agreed"), agreed),
    ];
    let is_scored = |voice: Option<Team>| voice == state.voices.scored_as;
    let captions = columns
        .each_ref()
        .map(|(voice, name, _)| (name.clone(), voice.map_or(theme.second, |team| theme.team(team)), is_scored(*voice)));
    row_ui(ui, "", &captions);
    let mut line = |label: &str, value: &dyn Fn(&Voice) -> Option<String>| {
        let values =
            columns.each_ref().map(|(team, _, voice)| value(voice).map(|text| (text, theme.text, is_scored(*team))));
        if let [Some(one), Some(two), Some(three)] = values {
            row_ui(ui, label, &[one, two, three]);
        }
    };
    let to_sales = match agreed.to_sales {
        Load::AWeek(_) => tr!("voices-a-week"),
        Load::InAll(_) => tr!("voices-in-all"),
    };
    line(&to_sales, &|voice| Some(voice.to_sales.text()));
    if summaries.iter().any(|summary| summary.won > 0) {
        line(&tr!("voices-wins"), &|voice| Some(format::count(voice.wins)));
    }
    line(&tr!("voices-load"), &|voice| voice.load.map(load_text));
}

/// “68 %”, and “246 ×” where it is beyond all measure.
fn load_text(load: f64) -> String {
    if load < 10.0 { format::percent(load, 0) } else { tr!("voices-times", times = format::count(load.round() as u64)) }
}

/// A line of the table: a label, and three values from the right; the one that is scored is strong.
fn row_ui(ui: &mut Ui, label: &str, values: &[(String, egui::Color32, bool); 3]) {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let said = values.each_ref().map(|(text, ..)| text.as_str()).join(", ");
    let name = if label.is_empty() { said } else { format!("{label}: {said}") };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.bottom() + 1.5, Stroke::new(1.0, theme.line));
    painter.text(rect.left_center(), Align2::LEFT_CENTER, label, theme::body(), theme.text);
    let width = (rect.width() * 0.21).max(50.0);
    for (index, (text, colour, is_scored)) in values.iter().rev().enumerate() {
        let at = pos2(rect.right() - index as f32 * width, rect.center().y);
        let font = if *is_scored { theme::strong_font() } else { theme::body() };
        painter.text(at, Align2::RIGHT_CENTER, text, font, *colour);
    }
}

#[cfg(test)]
mod tests {
    use super::load_text;

    #[test]
    fn a_load_beyond_all_measure_is_told_in_few_figures() {
        assert_eq!([0.68, 1.0, 9.99, 245.58].map(load_text), ["68 %", "100 %", "999 %", "246 ×"]);
    }
}
