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

    fn tally(&self) -> Tally {
        Tally { leads: self.leads, won: self.won, decided: self.decided }
    }

    /// How many of the decided were won; `None` where none is decided.
    pub fn win_rate(&self) -> Option<f64> {
        self.tally().win_rate()
    }

    /// Where the win rate lies with 95 % confidence.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.tally().interval()
    }

    /// “17 to 28 %”; `None` where no lead is decided, or so many that both ends read the same.
    pub fn interval_text(&self) -> Option<String> {
        let (low, high) = self.interval()?;
        let [low, high] = [low, high].map(|end| (end * 100.0).round() as u32);
        (low < high).then(|| tr!("interval", low = low, high = high))
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

/// As [`of_route`], of the newest answer.
pub fn of_scored_route(scored: Option<&Scored>, id: &RouteId) -> Option<Facts> {
    let scored = scored.filter(|scored| scored.summary.leads > 0)?;
    of_route(&scored.model, &scored.summary, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_needs_a_decided_lead() {
        assert_eq!(Facts::default().win_rate(), None);
        assert_eq!(Facts { won: 1, decided: 4, ..Default::default() }.win_rate(), Some(0.25));
    }

    #[test]
    fn an_interval_is_told_while_its_ends_differ() {
        let text = |won, decided| Facts { won, decided, ..Default::default() }.interval_text();
        assert_eq!(text(81, 263).as_deref(), Some("26 to 37 %"));
        assert_eq!(text(0, 0), None);
        assert_eq!(text(3_000_000, 9_000_000), None, "33 % is 33 %");
    }
}
