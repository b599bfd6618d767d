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

use crate::app::state::State;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    let is_round = state.document.model.round().is_some();
    if is_round {
        entry::show(ui, state);
    } else {
        list::show(ui, state);
    }
    ui.add_space(12.0);
    heat::show(ui, state);
}
