//! What is known of a cell or a route, looked up by id: the answer of the scorer may be that of an earlier draft, whose
//! bands and routes stand elsewhere or are gone.

use crate::{
    app::scored::Scored,
    model::{Band, BandId, Model, RouteId},
    scoring::{Summary, Tally},
};

/// Leads, and how those whose outcome is known ended.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facts {
    pub leads: u64,
    /// Of all leads; 0 where there are none.
    pub share: f64,
    pub won: u64,
    pub decided: u64,
    /// How many arrive a week, where that is known.
    pub a_week: Option<f64>,
}

impl Facts {
    fn new(summary: &Summary, tally: Tally, a_week: Option<f64>) -> Self {
        let share = if summary.leads > 0 { tally.leads as f64 / summary.leads as f64 } else { 0.0 };
        Self { leads: tally.leads, share, won: tally.won, decided: tally.decided, a_week }
    }

    /// How many of the decided were won; `None` where none is decided.
    pub fn win_rate(&self) -> Option<f64> {
        (self.decided > 0).then(|| self.won as f64 / self.decided as f64)
    }
}

/// The facts of a cell of `model`, whose bands are named by their ids; `None` where it has no such band.
pub fn of_cell(model: &Model, summary: &Summary, fit: &BandId, engagement: &BandId) -> Option<Facts> {
    let index = |bands: &[Band], id: &BandId| bands.iter().position(|band| band.id == *id);
    let fit = index(&model.fit.bands, fit)?;
    let engagement = index(&model.engagement.bands, engagement)?;
    let tally = *summary.cells.get(fit)?.get(engagement)?;
    let a_week = summary.cells_per_week.as_ref().and_then(|cells| cells.get(fit)?.get(engagement).copied());
    Some(Facts::new(summary, tally, a_week))
}

/// The facts of a route of `model`.
pub fn of_route(model: &Model, summary: &Summary, id: &RouteId) -> Option<Facts> {
    let index = model.routes.iter().position(|route| route.id == *id)?;
    let a_week = summary.routes_per_week.as_ref().and_then(|routes| routes.get(index).copied());
    Some(Facts::new(summary, *summary.routes.get(index)?, a_week))
}

/// As [`of_cell`], of the newest answer; `None` too where no leads are open.
pub fn of_scored_cell(scored: Option<&Scored>, fit: &BandId, engagement: &BandId) -> Option<Facts> {
    let scored = scored.filter(|scored| scored.summary.leads > 0)?;
    of_cell(&scored.model, &scored.summary, fit, engagement)
}

pub fn of_scored_route(scored: Option<&Scored>, id: &RouteId) -> Option<Facts> {
    let scored = scored.filter(|scored| scored.summary.leads > 0)?;
    of_route(&scored.model, &scored.summary, id)
}

/// The name of a band, or its beginning where that is enough: “A” of “A right prospect” unless two bands begin so.
pub fn short_name<'a>(bands: &'a [Band], band: &'a Band) -> &'a str {
    let first = |band: &'a Band| band.name.split_whitespace().next().unwrap_or(&band.name);
    let short = first(band);
    let is_short = short.chars().count() <= 2 && !short.is_empty();
    let is_own = bands.iter().filter(|other| first(other) == short).count() <= 1;
    if is_short && is_own { short } else { &band.name }
}

/// The name of a cell as people say it: “A1”, and “Best fit · Very keen” where bands have longer names.
pub fn cell_name(model: &Model, fit: &Band, engagement: &Band) -> String {
    let fit = short_name(&model.fit.bands, fit);
    let engagement = short_name(&model.engagement.bands, engagement);
    let is_short = |name: &str| name.chars().count() <= 2;
    if is_short(fit) && is_short(engagement) { format!("{fit}{engagement}") } else { format!("{fit} · {engagement}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_called_by_its_bands() {
        let mut model = Model::new("test");
        let cell = |model: &Model| cell_name(model, &model.fit.bands[0], &model.engagement.bands[0]);
        assert_eq!(cell(&model), "A1");
        model.fit.bands[0].name = "A right prospect".to_owned();
        assert_eq!(cell(&model), "A1", "its letter is enough");
        model.fit.bands[1].name = "A wrong one".to_owned();
        assert_eq!(cell(&model), "A right prospect · 1", "two begin with A");
        model.engagement.bands[0].name = "Keen".to_owned();
        assert_eq!(cell(&model), "A right prospect · Keen");
    }

    #[test]
    fn a_rate_needs_a_decided_lead() {
        assert_eq!(Facts::default().win_rate(), None);
        assert_eq!(Facts { won: 1, decided: 4, ..Default::default() }.win_rate(), Some(0.25));
    }
}
