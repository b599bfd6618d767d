//! The line below the bar while the window is not everybody's: a blind round is under way, or a team's own model is scored.

use eframe::egui::{self, Align, Layout, Panel};

use super::{commands::Command, round::Step, state::State, theme, widgets};
use crate::model::{Team, voices::Round};

const HEIGHT: f32 = 44.0;

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    if let Some(round) = state.document.digest().round {
        let seat = state.voices.seat;
        line(ui, "blind round", seat, |ui| round_ui(ui, state, round));
    }
    if let Some(team) = state.voices.scored_as {
        line(ui, "voice", Some(team), |ui| voice_ui(ui, state, team));
    }
}

/// A line in a team's colour: at its edge, so that what is written on it can be read.
fn line(ui: &mut egui::Ui, id: &str, team: Option<Team>, content: impl FnOnce(&mut egui::Ui)) {
    let theme = theme::of(ui);
    let colour = team.map_or(theme.accent, |team| theme.team(team));
    let frame = egui::Frame::new().fill(theme.card).inner_margin(egui::Margin::symmetric(16, 0));
    Panel::top(egui::Id::unique(("banner", id))).exact_size(HEIGHT).resizable(false).frame(frame).show(ui, |ui| {
        let rect = ui.max_rect().expand2(egui::vec2(16.0, 0.0));
        ui.painter().rect_filled(rect, 0.0, theme::tint(colour, 0.12));
        ui.painter().rect_filled(rect.with_max_x(rect.left() + 4.0), 0.0, colour);
        ui.horizontal_centered(content);
    });
}

/// Who is entering, how far they are, and the one thing that comes next.
fn round_ui(ui: &mut egui::Ui, state: &mut State, round: Round) {
    let theme = theme::of(ui);
    let seat = state.voices.seat;
    ui.label(theme::icon(widgets::Icon::EyeOff).color(theme.second));
    match seat {
        Some(team) => {
            let (own, other) = (theme::team_name(team), theme::team_name(team.other()));
            let text = tr!("round-entering", team = own, other = other.to_lowercase());
            ui.label(theme::strong(&text).color(theme.text));
        }
        None if round.is_complete() => {
            ui.label(theme::strong(&tr!("round-both-in")).color(theme.text));
        }
        None => {
            ui.label(theme::strong(&tr!("round-nobody")).color(theme.text));
        }
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let step = Step::next(round, seat);
        if widgets::primary_button(ui, &step.text()).clicked() {
            state.ask(Command::NextInRound);
        }
        if seat.is_some() && widgets::quiet_button(ui, &tr!("round-pause")).clicked() {
            state.voices.seat = None;
        }
        if seat.is_none() && !round.is_complete() {
            for team in [Team::Sales, Team::Marketing].into_iter().filter(|team| step != Step::Seat(*team)) {
                let name = tr!("round-enter", team = theme::team_name(team));
                if widgets::quiet_button(ui, &name).clicked() {
                    state.sit(team);
                }
            }
        }
        if !matches!(step, Step::Reveal { .. }) && widgets::quiet_button(ui, &tr!("round-reveal-early")).clicked() {
            state.reveal();
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let text = match seat {
                Some(team) => tr!("round-progress", done = round.of(team), all = round.criteria),
                None => {
                    tr!("round-progress-both", marketing = round.marketing, sales = round.sales, all = round.criteria)
                }
            };
            ui.add(egui::Label::new(theme::second(ui, &text)).truncate());
        });
    });
}

/// That the numbers are not those of the agreed model, and the way back.
fn voice_ui(ui: &mut egui::Ui, state: &mut State, team: Team) {
    let theme = theme::of(ui);
    ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme.team(team)));
    let text = match team {
        Team::Marketing => tr!("voice-is-marketing"),
        Team::Sales => tr!("voice-is-sales"),
    };
    ui.label(theme::strong(&text).color(theme.text));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if widgets::quiet_button(ui, &tr!("command-score-as-agreed")).clicked() {
            state.ask(Command::ScoreAs(None));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(egui::Label::new(theme::second(ui, &tr!("voice-not-agreed"))).truncate());
        });
    });
}
