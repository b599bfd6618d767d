//! Values as text, for what a difference does not say itself.

use crate::model::{Model, Team};

pub(super) fn sign_offs(model: &Model, team: Team) -> String {
    let of_team = model.sign_offs.iter().filter(|sign_off| sign_off.team == team);
    of_team.map(|sign_off| format!("{}, {}", sign_off.name, sign_off.date)).collect::<Vec<_>>().join("; ")
}
