//! Where the teams differ: the contested criteria, largest effect first, and how the teams stand on all of them. In a blind
//! round, the list of what the team at the keyboard has to say.
//!
//! | file | subject |
//! |---|---|
//! | `list.rs`, `row.rs`, `keys.rs` | the contested criteria, and settling them |
//! | `entry.rs` | what a team says in a blind round |
//! | `heat.rs` | how the teams stand on every criterion, as squares |

mod entry;
mod heat;
mod keys;
mod list;
mod row;

use eframe::egui;

pub use self::keys::{Act, KEYS};
pub(super) use self::{heat::show as show_heat, list::round_button};
use crate::app::state::State;

/// Whether there is nothing here to do: no round, and both teams agree on every criterion.
pub(super) fn is_settled(state: &State) -> bool {
    let digest = state.document.digest();
    digest.round.is_none() && digest.criteria > 0 && digest.agreed == digest.criteria
}

/// Everything that is to be said and settled. Nothing is drawn where all is settled.
pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    let is_round = state.document.model.round().is_some();
    if is_round {
        entry::show(ui, state);
    }
    // Who enters blind is not to be led by what was said of others.
    if state.voices.seat.is_none() && (!is_round || list::is_any(&state.document.model)) {
        if is_round {
            ui.add_space(12.0);
        }
        list::show(ui, state);
    }
}
