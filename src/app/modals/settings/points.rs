use eframe::egui;

use super::{FIELD, ROW, row};
use crate::{
    app::{format, theme, widgets},
    model::{Model, Tier, TierRanges, Weights, limits},
};

/// The points that go with each tier, and the two scales that teams commonly use.
pub(super) fn tiers_ui(ui: &mut egui::Ui, model: &mut Model) {
    row(ui, &tr!("settings-scale"), |ui| {
        let (ranges, fixed) = (tr!("settings-scale-ranges"), tr!("settings-scale-fixed"));
        let choices = [(TierRanges::RANGES, ranges.as_str()), (TierRanges::FIVE_TEN_FIFTEEN, fixed.as_str())];
        widgets::segmented(ui, &tr!("settings-scale"), &mut model.tiers, &choices);
    });
    for tier in Tier::ALL {
        tier_ui(ui, model, tier);
    }
}

fn tier_ui(ui: &mut egui::Ui, model: &mut Model, tier: Tier) {
    let name = theme::tier_name(tier);
    let range = model.tiers.of_mut(tier);
    widgets::value_row(ui, ROW, &name, |ui| {
        // From the right.
        let bounds = -limits::POINTS..=limits::POINTS;
        let most = widgets::whole_number(&mut range.most, bounds.clone()).speed(0.1);
        ui.add_sized(FIELD, most).accessible_name(tr!("settings-tier-most", tier = name.clone()));
        ui.label(theme::second(ui, &tr!("to")));
        let least = widgets::whole_number(&mut range.least, bounds).speed(0.1);
        ui.add_sized(FIELD, least).accessible_name(tr!("settings-tier-least", tier = name.clone()));
        widgets::tier_sign(ui, tier);
    });
}

/// What each axis counts for, also as its share.
pub(super) fn weights_ui(ui: &mut egui::Ui, weights: &mut Weights) {
    let sum = f64::from(weights.fit) + f64::from(weights.engagement);
    let (fit, engagement) = (tr!("settings-weight-fit"), tr!("settings-weight-engagement"));
    for (name, weight) in [(fit, &mut weights.fit), (engagement, &mut weights.engagement)] {
        row(ui, &name, |ui| {
            let share = if sum > 0.0 { format::percent(f64::from(*weight) / sum, 0) } else { String::new() };
            let field = widgets::whole_number(weight, 0..=limits::WEIGHT).speed(0.1);
            ui.add_sized(FIELD, field).accessible_name(&name);
            ui.label(theme::second(ui, &share));
        });
    }
}
