//! The page “Agreement”: what is contested, who gets which leads by when, what was decided, and who signed.
//!
//! | file | subject |
//! |---|---|
//! | `contested.rs` | where the teams differ, and settling it |
//! | `routes.rs`, `response.rs`, `presets.rs` | who gets which leads by when: edited, read, and to start from |
//! | `qualified.rs` | what qualified means, in words |
//! | `decisions.rs` | the log of decisions, and what is missing in it |
//! | `signatures.rs` | who signed, what changed since, and signing |

pub mod contested;
mod decisions;
mod presets;
mod qualified;
mod response;
mod routes;
mod signatures;

use std::sync::Arc;

use eframe::egui::{self, vec2};

use crate::{
    app::{format, state::State, theme, widgets},
    model::{Signature, Team},
};

const GAP: f32 = 12.0;
/// Narrower than this, the cards stand one below the other.
const SIDE_BY_SIDE: f32 = 700.0;
/// The wider of two cards beside each other.
const WIDER: f32 = 0.64;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct AgreementPage {
    /// What is being typed beside the changes that are not in the log.
    reason: String,
    who: Option<String>,
    /// The changes that are not in the log.
    unlogged: Option<Arc<decisions::Unlogged>>,
    /// The keyboard is to go where this team signs.
    pub(in crate::app) to_sign: Option<Team>,
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let is_settled = contested::is_settled(state);
    widgets::page_header(ui, &tr!("page-agreement"), &standing(state), |ui| {
        // Else it stands with what is contested.
        if is_settled {
            contested::round_button(ui, state);
        }
    });
    widgets::scrolled_page(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if !is_settled {
            contested::show(ui, state);
            ui.add_space(GAP);
            contested::show_heat(ui, state);
            ui.add_space(GAP);
        }
        let promises = |ui: &mut egui::Ui, state: &mut State| {
            routes::show(ui, state);
            ui.add_space(GAP);
            decisions::show(ui, state);
        };
        pair(ui, state, promises, |ui, state| {
            qualified::show(ui, state);
            ui.add_space(GAP);
            signatures::show(ui, state);
        });
        // What is settled makes room for what is to be promised and signed.
        if is_settled {
            ui.add_space(GAP);
            contested::show_heat(ui, state);
        }
    });
}

/// Two stacks of cards, the first one wider; one below the other where there is no room.
fn pair(
    ui: &mut egui::Ui,
    state: &mut State,
    one: fn(&mut egui::Ui, &mut State),
    other: impl FnOnce(&mut egui::Ui, &mut State),
) {
    let width = ui.available_width();
    if width < SIDE_BY_SIDE {
        one(ui, state);
        ui.add_space(GAP);
        return other(ui, state);
    }
    let wider = ((width - GAP) * WIDER).round();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let mut column = |width: f32, content: &mut dyn FnMut(&mut egui::Ui)| {
            ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_width(width);
                content(ui);
            });
        };
        let mut other = Some(other);
        column(wider, &mut |ui| one(ui, state));
        column(width - GAP - wider, &mut |ui| {
            if let Some(other) = other.take() {
                other(ui, state);
            }
        });
    });
}

/// Where the teams stand, and what comes next, in one sentence.
fn standing(state: &State) -> String {
    let digest = state.document.digest();
    if digest.criteria == 0 {
        return tr!("agreement-no-criteria");
    }
    if digest.round.is_some() {
        return tr!("agreement-in-round");
    }
    let (agreed, all) = (format::count(digest.agreed as u64), format::count(digest.criteria as u64));
    if digest.contested > 0 {
        return tr!("agreement-to-settle", agreed = agreed, all = all, contested = digest.contested);
    }
    if let Some(scored) = &state.scored {
        if let Some(obstacle) = signatures::obstacle(state, scored) {
            return obstacle;
        }
        let holds = Team::ALL.map(|team| scored.signature(team).holds());
        let is_lapsed = |team: &Team| matches!(scored.signature(*team), Signature::Lapsed { .. });
        match holds {
            [true, true] => return tr!("agreement-signed"),
            _ if Team::ALL.iter().any(is_lapsed) => return tr!("agreement-lapsed"),
            [true, false] => return signed_by_one(Team::Marketing, Team::Sales),
            [false, true] => return signed_by_one(Team::Sales, Team::Marketing),
            [false, false] => {}
        }
    }
    if digest.agreed == digest.criteria {
        return tr!("agreement-to-sign", all = all);
    }
    let open = digest.criteria - digest.agreed;
    tr!("agreement-to-speak", agreed = agreed, all = all, open = open)
}

fn signed_by_one(team: Team, other: Team) -> String {
    tr!("agreement-to-sign-one", team = theme::team_name(team), other = theme::team_name(other).to_lowercase())
}
