//! The numbers of the panel, apart from the window.

use crate::{
    app::{format, scored::Scored},
    scoring::{
        Summary, Tally,
        what_if::{Capacity, Likeness, difference},
    },
};

/// What a draft does to the leads, beside what its baseline does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Consequences {
    pub to_sales: Load,
    pub to_sales_before: Load,
    /// `None` where no qualified route says how much it can take.
    pub capacity: Option<Capacity>,
    pub capacity_before: Option<Capacity>,
    /// Past wins that the draft sends to sales, of all past wins.
    pub wins: u64,
    pub all_wins: u64,
    pub more_wins: i64,
    /// Of the decided leads that the draft sends to sales; `None` where there are none.
    pub win_rate: Option<f64>,
    /// Against the baseline's; 0.01 is a percentage point.
    pub better_rate: Option<f64>,
}

/// How many leads go to sales.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Load {
    AWeek(f64),
    /// No lead says when it was created, so that nobody knows how many come in a week.
    InAll(u64),
}

impl Load {
    fn of(summary: &Summary) -> Self {
        summary.to_sales_per_week.map_or(Self::InAll(summary.to_sales), Self::AWeek)
    }

    pub fn text(self) -> String {
        match self {
            Self::AWeek(leads) => a_week_text(leads),
            Self::InAll(leads) => format::count(leads),
        }
    }
}

/// “137”, and “2.5” where so few come that the half lead matters.
pub fn a_week_text(leads: f64) -> String {
    if leads > 0.0 && leads < 10.0 { format!("{leads:.1}") } else { format::count(leads.round() as u64) }
}

impl Consequences {
    pub fn new(scored: &Scored) -> Self {
        let (now, before) = (&scored.summary, &scored.baseline.summary);
        let change = now.to_sales_win_rate().zip(before.to_sales_win_rate());
        Self {
            to_sales: Load::of(now),
            to_sales_before: Load::of(before),
            capacity: Capacity::of_summary(&scored.model, now),
            capacity_before: Capacity::of_summary(&scored.baseline.model, before),
            wins: now.wins_to_sales,
            all_wins: now.won,
            more_wins: difference(now.wins_to_sales, before.wins_to_sales),
            win_rate: now.to_sales_win_rate(),
            better_rate: change.map(|(now, before)| now - before),
        }
    }
}

impl Consequences {
    /// By how many more or fewer go to sales: “+12”, “−0.3”. `None` where that can't be seen.
    pub fn more_to_sales(&self) -> Option<String> {
        let (now, before) = (self.to_sales.text(), self.to_sales_before.text());
        match (self.to_sales, self.to_sales_before) {
            _ if now == before => None,
            (Load::AWeek(now), Load::AWeek(before)) => {
                let change = now - before;
                // As both are shown.
                let is_fine = now < 10.0 || before < 10.0;
                let text = if is_fine { format!("{:.1}", change.abs()) } else { a_week_text(change.abs().round()) };
                Some(format!("{}{text}", if change < 0.0 { "−" } else { "+" }))
            }
            (Load::InAll(now), Load::InAll(before)) => Some(format::points(difference(now, before))),
            _ => None,
        }
    }

    /// What part of what sales can work is taken, where that was another before: “Load 46 %, before 66 %”.
    pub fn load_change(&self) -> Option<String> {
        let share = |capacity: Option<Capacity>| {
            let capacity = capacity.filter(|capacity| capacity.most > 0)?;
            Some(format::percent(capacity.load() / capacity.most as f64, 0))
        };
        let (now, before) = (share(self.capacity)?, share(self.capacity_before)?);
        (now != before).then(|| tr!("panel-load-change", now = now, before = before))
    }
}

/// A cell of the draft, and by how much it differs from the one of the baseline that is like it; `None` where that has none.
pub(super) fn change_of_cell(scored: &Scored, likeness: &Likeness, cell: (usize, usize)) -> Option<(u64, Option<i64>)> {
    let tally = |summary: &Summary, fit: usize, engagement: usize| -> Option<Tally> {
        summary.cells.get(fit)?.get(engagement).copied()
    };
    let now = tally(&scored.summary, cell.0, cell.1)?.leads;
    let before = likeness.cell(cell).and_then(|(fit, engagement)| tally(&scored.baseline.summary, fit, engagement));
    Some((now, before.map(|before| difference(now, before.leads))))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        app::{
            pages::matrix::edit,
            scored::{Question, Scorer},
        },
        lead::{Day, Instant, Lead, Outcome},
        model::{Axis, Model},
        scoring::ColumnsBuilder,
    };

    /// 26 leads that score nothing, created within the last 13 weeks if at all; the first half was won, the rest lost.
    fn scored(draft: Model, baseline: Model, dated: bool) -> Arc<Scored> {
        let mut builder = ColumnsBuilder::default();
        builder.extend((0..26).map(|index| Lead {
            key: format!("lead {index:02}"),
            created: dated.then_some(Day(20_000)),
            outcome: if index < 13 { Outcome::Won } else { Outcome::Lost },
            ..Default::default()
        }));
        let as_of = Instant(20_001 * 86_400);
        let columns = Arc::new(builder.finish());
        Scorer::default().answer(Question {
            columns,
            as_of,
            draft: Arc::new(draft),
            baseline: Arc::new(baseline),
            voice: None,
        })
    }

    /// All leads are in D4; the route of that cell is qualified.
    fn to_sales(capacity: Option<u32>) -> Model {
        let mut model = Model::new("test");
        edit::set_route(&mut model, &"D".into(), &"4".into(), &"sales-now".into());
        model.routes[0].weekly_capacity = capacity;
        model
    }

    #[test]
    fn leads_a_week_are_held_to_what_sales_can_work() {
        let found = Consequences::new(&scored(to_sales(Some(1)), Model::new("test"), true));
        assert_eq!(found.to_sales, Load::AWeek(2.0));
        // Two more qualified routes of a new model have no capacity.
        assert_eq!(found.capacity, Some(Capacity { most: 1, arrived: 26, is_partial: true }));
        assert_eq!((found.wins, found.all_wins, found.more_wins), (13, 13, 13));
        assert_eq!((found.win_rate, found.better_rate), (Some(0.5), None), "the baseline sends nobody");
        let found = Consequences::new(&scored(to_sales(None), to_sales(None), true));
        assert_eq!((found.capacity, found.more_wins, found.better_rate), (None, 0, Some(0.0)));
        assert_eq!(found.more_to_sales(), None, "alike");
    }

    #[test]
    fn the_number_and_the_load_tell_by_how_much_they_changed() {
        let nobody = Model { routes: to_sales(Some(4)).routes, ..Model::new("test") };
        let found = Consequences::new(&scored(to_sales(Some(4)), nobody.clone(), true));
        assert_eq!(found.more_to_sales().as_deref(), Some("+2.0"));
        assert_eq!(found.load_change().as_deref(), Some("Load 50 %, before 0 %"));
        let found = Consequences::new(&scored(nobody, to_sales(Some(4)), true));
        assert_eq!(found.more_to_sales().as_deref(), Some("−2.0"));
        let found = Consequences::new(&scored(to_sales(None), Model::new("test"), false));
        assert_eq!(found.more_to_sales().as_deref(), Some("+26"), "without dates in all");
    }

    #[test]
    fn without_dates_it_is_leads_in_all() {
        let found = Consequences::new(&scored(to_sales(Some(1)), Model::new("test"), false));
        assert_eq!(found.to_sales, Load::InAll(26));
    }

    #[test]
    fn cells_are_compared_with_those_that_are_like_them() {
        let mut draft = Model::new("test");
        assert!(edit::remove_band(&mut draft, Axis::Fit, 3));
        let new = edit::add_band(&mut draft, Axis::Engagement, 3).expect("there is room");
        let scored = scored(draft, Model::new("test"), true);
        assert_eq!(scored.model.engagement.bands[4].id, new);
        // All leads fall into C and the new lowest band, which the baseline does not have.
        let likeness = Likeness::new(&scored.baseline.model, &scored.model);
        assert_eq!(change_of_cell(&scored, &likeness, (2, 4)), Some((26, None)));
        assert_eq!(change_of_cell(&scored, &likeness, (2, 3)), Some((0, Some(0))));
        assert_eq!(change_of_cell(&scored, &likeness, (3, 0)), None, "there is no such cell");
    }

    #[test]
    fn few_leads_a_week_keep_a_decimal() {
        assert_eq!(a_week_text(0.0), "0");
        assert_eq!(a_week_text(2.46), "2.5");
        assert_eq!(a_week_text(1_234.4), "1,234");
    }
}
