//! What a matrix is painted of: one model over the open leads, as it was answered. Two of them are held against each other;
//! they may be two models or, of one model, two dates.

use super::{
    facts::{self, Facts},
    time,
};
use crate::{
    app::{format, scored::Scored, state::State, theme},
    model::{BandId, Model},
    scoring::{
        Summary, Tally,
        what_if::{By, Likeness},
    },
};

#[derive(Clone)]
pub struct Pane<'a> {
    pub title: String,
    /// The model that the summary is of: its bands are those of the cells.
    pub model: &'a Model,
    pub summary: &'a Summary,
}

/// What the draft is held against, and the draft: a baseline, or the draft itself on another day. `None` while no leads are
/// open.
pub fn of_state<'a>(state: &State, scored: &'a Scored) -> Option<[Pane<'a>; 2]> {
    of_scored(scored, &titles(state, scored))
}

/// The same where it is known what the two are called.
pub fn of_scored<'a>(scored: &'a Scored, titles: &[String; 2]) -> Option<[Pane<'a>; 2]> {
    if scored.summary.leads == 0 {
        return None;
    }
    let (model, summary) = (&*scored.baseline.model, &scored.baseline.summary);
    let [before, now] = titles.clone();
    Some([Pane { title: before, model, summary }, Pane { title: now, model: &scored.model, summary: &scored.summary }])
}

/// What is held against what, as names within a sentence.
pub fn titles(state: &State, scored: &Scored) -> [String; 2] {
    let draft = scored.voice.map_or_else(|| tr!("pane-draft"), |team| tr!("pane-team", team = theme::team_name(team)));
    [time::held_title(state, scored).unwrap_or_else(|| state.baseline_name()), draft]
}

impl Pane<'_> {
    pub fn cell(&self, fit: &BandId, engagement: &BandId) -> Option<Facts> {
        facts::of_cell(self.model, self.summary, fit, engagement)
    }
}

/// How a cell differs from the one that is like it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    pub now: Facts,
    /// `None` where the other model has no such cell.
    pub before: Option<Facts>,
}

impl Change {
    pub fn of_cell(panes: &[Pane<'_>; 2], likeness: &Likeness, fit: &BandId, engagement: &BandId) -> Option<Self> {
        let [before, now] = panes;
        let facts = now.cell(fit, engagement)?;
        let place = |bands: &[crate::model::Band], id: &BandId| bands.iter().position(|band| band.id == *id);
        let like = place(&now.model.fit.bands, fit)
            .zip(place(&now.model.engagement.bands, engagement))
            .and_then(|cell| likeness.cell(cell));
        let before = like.and_then(|(fit, engagement)| {
            let fit = before.model.fit.bands.get(fit)?;
            before.cell(&fit.id, &before.model.engagement.bands.get(engagement)?.id)
        });
        Some(Self { now: facts, before })
    }

    /// More leads, or fewer.
    pub fn leads(&self) -> i64 {
        let before = self.before.map_or(0, |before| before.leads);
        i64::try_from(i128::from(self.now.leads) - i128::from(before)).unwrap_or(0)
    }

    /// Of the share of all leads; 0.01 is a percentage point.
    pub fn share(&self) -> f64 {
        self.now.share - self.before.map_or(0.0, |before| before.share)
    }

    /// Of the win rate, where both are known.
    pub fn win_rate(&self) -> Option<f64> {
        Some(self.now.win_rate()? - self.before?.win_rate()?)
    }
}

/// “+0.4 points”, of a share or a rate.
pub fn points(change: f64) -> String {
    let text = format!("{:.1}", (change * 100.0).abs());
    let sign = match change {
        _ if text == "0.0" => "±",
        change if change < 0.0 => "−",
        _ => "+",
    };
    tr!("percentage-points", change = format!("{sign}{text}"))
}

/// “▲ +22”, “▼ −31”, “0”.
pub fn signed(change: i64) -> String {
    match change {
        0 => "0".to_owned(),
        more if more > 0 => format!("▲ {}", format::points(more)),
        fewer => format!("▼ {}", format::points(fewer)),
    }
}

/// What the two differ in most, as a sentence.
pub fn finding(panes: &[Pane<'_>; 2]) -> String {
    let [before, now] = panes;
    let likeness = Likeness::new(before.model, now.model);
    let mut changes = Vec::new();
    for fit in &now.model.fit.bands {
        for engagement in &now.model.engagement.bands {
            if let Some(change) = Change::of_cell(panes, &likeness, &fit.id, &engagement.id) {
                changes.push((change.leads(), now.model.cell_name(&fit.id, &engagement.id)));
            }
        }
    }
    let most = changes.iter().filter(|(change, _)| *change > 0).max_by_key(|(change, _)| *change);
    let least = changes.iter().filter(|(change, _)| *change < 0).min_by_key(|(change, _)| *change);
    let title = before.title.clone();
    if most.is_none() && least.is_none() {
        return tr!("difference-none", title = title);
    }
    let to_sales = i128::from(now.summary.to_sales) - i128::from(before.summary.to_sales);
    let to_sales = match to_sales {
        0 => tr!("difference-sales-same"),
        more if more > 0 => tr!("difference-sales-more", leads = super::words::leads(more as u64)),
        fewer => tr!("difference-sales-fewer", leads = super::words::leads(fewer.unsigned_abs() as u64)),
    };
    let cells: Vec<String> =
        most.iter().chain(&least).map(|(change, cell)| format!("{cell} {}", format::points(*change))).collect();
    tr!("difference-finding", title = title, sales = to_sales, cells = cells.join(", "))
}

/// The same, and by what bands were paired that are not the same by their ids.
pub fn with_pairing(panes: &[Pane<'_>; 2], finding: String) -> String {
    let likeness = Likeness::new(panes[0].model, panes[1].model);
    let has = |by: By| likeness.fit.iter().chain(&likeness.engagement).flatten().any(|like| like.by == by);
    match (has(By::Rank), has(By::Name)) {
        (true, _) => tr!("difference-by-rank", finding = finding),
        (false, true) => tr!("difference-by-name", finding = finding),
        (false, false) => finding,
    }
}

/// Won, as a rate and where it lies: “22 % won (17 to 28 %)”.
pub fn rate_sentence(facts: &Facts) -> Option<String> {
    let rate = tr!("cell-won", rate = format::percent(facts.win_rate()?, 0));
    Some(match facts.interval_text() {
        Some(interval) => format!("{rate} ({interval})"),
        None => rate,
    })
}

/// What is in a tile or a bar of the histograms: “318 leads, 22 % won”.
pub fn tally_text(tally: Tally) -> String {
    let leads = super::words::leads(tally.leads);
    match tally.win_rate() {
        Some(rate) => format!("{leads}, {}", tr!("cell-won", rate = format::percent(rate, 0))),
        None => leads,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::pages::matrix::edit, model::Axis};

    fn summary(model: &Model, leads: u64) -> Summary {
        let mut cells = vec![vec![Tally::default(); model.engagement.bands.len()]; model.fit.bands.len()];
        cells[0][0] = Tally { leads, won: leads / 2, decided: leads };
        Summary { leads: 100, cells, ..Summary::default() }
    }

    #[test]
    fn a_change_is_that_of_the_cell_that_is_like_it() {
        let before = Model::new("before");
        let mut now = before.clone();
        let new = edit::add_band(&mut now, Axis::Fit, 0).expect("there is room");
        let summaries = [summary(&before, 10), summary(&now, 4)];
        let pane = |title: &str, model, summary| Pane { title: title.to_owned(), model, summary };
        let panes = [pane("before", &before, &summaries[0]), pane("now", &now, &summaries[1])];
        let likeness = Likeness::new(&before, &now);
        let best = now.engagement.bands[0].id.clone();
        let change = Change::of_cell(&panes, &likeness, &now.fit.bands[0].id, &best).expect("a cell");
        assert_eq!((change.leads(), change.win_rate()), (-6, Some(0.0)));
        assert!((change.share() + 0.06).abs() < 1e-9);
        let change = Change::of_cell(&panes, &likeness, &new, &best).expect("a cell");
        assert_eq!((change.before, change.leads(), change.win_rate()), (None, 0, None));
        let sentence = finding(&panes);
        assert!(sentence.contains("A1 −6") && !sentence.contains('+'), "{sentence}");
        assert!(!finding(&[panes[1].clone(), panes[1].clone()]).contains('−'), "nothing differs from itself");
    }

    #[test]
    fn changes_have_a_sign() {
        assert_eq!((signed(22).as_str(), signed(-1_031).as_str(), signed(0).as_str()), ("▲ +22", "▼ −1,031", "0"));
        assert_eq!(points(0.0042), "+0.4 points");
        assert_eq!(points(-0.03), "−3.0 points");
        assert_eq!(points(0.0001), "±0.0 points");
    }
}
