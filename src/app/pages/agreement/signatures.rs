//! Who signed, what changed since, and signing.

use eframe::egui::{self, Align, Layout, vec2};

use crate::{
    app::{clock, format, scored::Scored, state::State, theme, widgets},
    model::{
        Decision, DecisionId, Signature, Team,
        check::Severity,
        diff::{Difference, undo_label},
    },
};

/// So many of the changes since a signature are listed.
const MOST: usize = 6;
/// How high the line with a name to be signed is.
const FIELD: f32 = 32.0;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    let Some(scored) = state.scored.clone() else { return };
    let mut signs = None;
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(theme::strong(&tr!("signatures-title")));
        for team in Team::ALL {
            team_ui(ui, team, scored.signature(team));
        }
        changes_ui(ui, &scored);
        ui.add_space(2.0);
        let obstacle = obstacle(state, &scored);
        for team in Team::ALL {
            if sign_ui(ui, state, team, scored.signature(team), obstacle.is_some()) {
                signs = Some(team);
            }
        }
        if let Some(obstacle) = obstacle {
            ui.add(egui::Label::new(theme::second(ui, &obstacle)).wrap());
        }
    });
    let wanted = state.pages.agreement.to_sign;
    if state.modal.is_some() || wanted.is_some_and(|team| scored.signature(team).holds()) {
        state.pages.agreement.to_sign = None;
    }
    if let Some(team) = signs {
        sign(state, team);
    }
}

/// A team, and how its signature stands.
fn team_ui(ui: &mut egui::Ui, team: Team, signature: &Signature) {
    let theme = theme::of(ui);
    let (text, colour, about) = match signature {
        Signature::Missing => (tr!("signatures-none"), theme.second, None),
        Signature::Holds(by) => {
            (tr!("signatures-holds", name = by.name.clone(), day = format::day(by.date)), theme.text, None)
        }
        Signature::Lapsed { sign_off, since } => {
            let text = match since {
                Some(since) => tr!("signatures-lapsed", number = since.len()),
                None => tr!("signatures-lapsed-unknown"),
            };
            let about = tr!("signatures-who", name = sign_off.name.clone(), day = format::day(sign_off.date));
            (text, theme.warning, Some(about))
        }
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let name = theme::strong(&theme::team_name(team)).color(theme.team(team));
        ui.allocate_ui_with_layout(vec2(76.0, 20.0), Layout::left_to_right(Align::Center), |ui| ui.label(name));
        let icon = match signature {
            Signature::Holds(_) => Some((widgets::Icon::CircleCheck, theme.better)),
            Signature::Lapsed { .. } => Some((widgets::Icon::TriangleAlert, theme.warning)),
            Signature::Missing => None,
        };
        if let Some((icon, colour)) = icon {
            ui.label(theme::icon(icon).color(colour));
        }
        let response = ui.add(egui::Label::new(egui::RichText::new(text).color(colour)).truncate());
        if let Some(about) = about {
            response.on_hover_text(about);
        }
    });
}

/// What changed since the signatures, once where both are under the same version.
fn changes_ui(ui: &mut egui::Ui, scored: &Scored) {
    let mut told: Vec<&Option<Vec<Difference>>> = Vec::new();
    for team in Team::ALL {
        let Signature::Lapsed { since, .. } = scored.signature(team) else { continue };
        if told.contains(&since) {
            continue;
        }
        told.push(since);
        let Some(since) = since else {
            ui.add(egui::Label::new(theme::second(ui, &tr!("signatures-lost"))).wrap());
            continue;
        };
        ui.indent(("changes since", team), |ui| {
            for difference in since.iter().take(MOST) {
                ui.add(egui::Label::new(difference.sentence()).wrap());
            }
            if since.len() > MOST {
                let rest = undo_label(&since[MOST..]);
                ui.label(theme::second(ui, &tr!("signatures-more", count = since.len() - MOST))).on_hover_text(rest);
            }
        });
    }
}

/// The name of who signs, and the button; true when it was clicked.
fn sign_ui(ui: &mut egui::Ui, state: &mut State, team: Team, signature: &Signature, is_blocked: bool) -> bool {
    if signature.holds() {
        return false;
    }
    let in_words = theme::team_name(team).to_lowercase();
    let text = match signature {
        Signature::Lapsed { .. } => tr!("signatures-again", team = in_words.clone()),
        _ => tr!("signatures-sign", team = in_words.clone()),
    };
    let is_signed = |ui: &mut egui::Ui| {
        let can_sign = !is_blocked && !state.settings.signer_mut(team).trim().is_empty();
        // The button takes what it needs, the name the rest.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = ui.add_enabled_ui(can_sign, |ui| widgets::quiet_button(ui, &text)).inner;
            let button = if is_blocked { button } else { button.on_disabled_hover_text(tr!("signatures-no-name")) };
            let is_entered = name_ui(ui, state, team, &tr!("signatures-name", team = in_words.clone()));
            button.clicked() || is_entered && can_sign
        })
        .inner
    };
    ui.allocate_ui_with_layout(vec2(ui.available_width(), FIELD), Layout::left_to_right(Align::Center), is_signed).inner
}

/// The name of who signs; whether Enter ended it.
fn name_ui(ui: &mut egui::Ui, state: &mut State, team: Team, label: &str) -> bool {
    let field = egui::TextEdit::singleline(state.settings.signer_mut(team))
        .id(egui::Id::unique(("signer", team)))
        .hint_text(tr!("signatures-name-hint"))
        .desired_width(ui.available_width())
        .margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
    if state.pages.agreement.to_sign == Some(team) {
        ui.scroll_to_rect_animation(response.rect, Some(Align::Center), egui::style::ScrollAnimation::none());
        // In the frame in which a palette closes, what lies below it is refused the focus. The memory is asked, for the
        // response of a window in the background has none.
        if ui.memory(|memory| memory.has_focus(response.id)) {
            state.pages.agreement.to_sign = None;
        } else {
            response.request_focus();
            ui.ctx().request_repaint();
        }
    }
    response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}

/// What stands in the way of a signature.
pub(super) fn obstacle(state: &State, scored: &Scored) -> Option<String> {
    let digest = state.document.digest();
    if digest.criteria == 0 {
        return Some(tr!("signatures-empty"));
    }
    if digest.round.is_some() {
        return Some(tr!("signatures-round"));
    }
    if digest.contested > 0 {
        return Some(tr!("signatures-contested", count = digest.contested));
    }
    let errors = scored.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    (errors > 0).then(|| tr!("signatures-errors", count = errors))
}

/// Puts a team's name under the draft as it stands at this moment, and into the log.
fn sign(state: &mut State, team: Team) {
    let name = state.settings.signer_mut(team).trim().to_owned();
    let now = clock::now();
    let model = &mut state.document.model;
    model.sign(team, &name, now.day());
    model.decisions.push(Decision {
        id: DecisionId::fresh(),
        at: now,
        who: name,
        subject: tr!("signed-log", team = theme::team_name(team).to_lowercase()),
        criterion: None,
        what: String::new(),
        from: String::new(),
        to: String::new(),
        reason: String::new(),
        matter: None,
    });
    state.save_settings();
}
