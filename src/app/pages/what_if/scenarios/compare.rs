//! What each version does with the leads, beside the baseline: worked out on a thread of its own, one version after the other.

use std::sync::Arc;

use crate::{
    app::{pages::what_if::flow::differences, scored::follow},
    lead::Instant,
    model::{Model, ScenarioId, diff::Difference},
    scoring::{
        Columns, Live, Tally,
        what_if::{Capacity, Side, WhatIf},
    },
};

/// Which version a row of the table is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum RowId {
    Baseline,
    Draft,
    Scenario(ScenarioId),
}

/// What the figures of a row are made of.
#[derive(Clone)]
pub(super) struct MadeOf {
    pub columns: Arc<Columns>,
    pub as_of: Instant,
    pub baseline: Arc<Model>,
    pub model: Arc<Model>,
}

impl PartialEq for MadeOf {
    /// By address: versions are shared and never changed in place.
    fn eq(&self, other: &Self) -> bool {
        let Self { columns, as_of, baseline, model } = self;
        Arc::ptr_eq(columns, &other.columns)
            && *as_of == other.as_of
            && Arc::ptr_eq(baseline, &other.baseline)
            && Arc::ptr_eq(model, &other.model)
    }
}

/// A row, and what its figures are, or are to be, made of.
pub(super) struct Question {
    pub row: RowId,
    pub made_of: MadeOf,
}

pub(super) struct Answer {
    pub row: RowId,
    pub made_of: MadeOf,
    pub figures: Arc<Figures>,
}

/// What a version does with the leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figures {
    pub to_sales: Tally,
    /// All past wins of the library.
    pub all_wins: u64,
    /// To sales; `None` where no lead says when it was created.
    pub a_week: Option<f64>,
    /// `None` where no route to sales says what it can take.
    pub capacity: Option<Capacity>,
    /// In another cell or on another route than under the baseline.
    pub moved: u64,
    /// In what the version differs from the baseline that may change a score or a route, as sentences.
    pub differences: Vec<String>,
}

impl Figures {
    /// How many more come in a week than sales can work, exactly; `None` where they can be worked, or nobody knows.
    pub fn over(&self) -> Option<f64> {
        self.a_week?;
        let capacity = self.capacity.filter(|capacity| !capacity.is_enough())?;
        Some(capacity.load() - capacity.most as f64)
    }

    /// What sales can work in a week, where that is said of all routes to sales: else the load is of more than the capacity is.
    pub fn most(&self) -> Option<u64> {
        self.a_week?;
        self.capacity.filter(|capacity| !capacity.is_partial).map(|capacity| capacity.most)
    }

    /// The win rate in tenths of a percent, as it is shown.
    pub fn rate(&self) -> Option<u64> {
        self.to_sales.win_rate().map(|rate| (rate * 1000.0).round() as u64)
    }
}

/// As the thread runs it: from one version to the next it does only what differs.
#[derive(Default)]
pub(super) struct Comparer {
    live: Option<Live>,
    baseline: Option<(Arc<Columns>, Side)>,
}

impl Comparer {
    pub fn answer(&mut self, Question { row, made_of }: Question) -> Answer {
        let MadeOf { columns, as_of, baseline, model } = &made_of;
        let baseline = self.baseline(columns, *as_of, baseline);
        let draft = Side { scores: follow(&mut self.live, columns, *as_of, model).scores(), model: Arc::clone(model) };
        let differences = differences(&baseline.model, model).iter().map(Difference::sentence).collect();
        let found = WhatIf::new(Arc::clone(columns), baseline, draft);
        let figures = Arc::new(Figures {
            to_sales: found.movement.sales.after.tally,
            all_wins: found.movement.leads.tally.won,
            a_week: found.load_after.to_sales,
            capacity: found.load_after.capacity,
            moved: found.movement.moved.tally.leads,
            differences,
        });
        Answer { row, made_of, figures }
    }

    fn baseline(&mut self, columns: &Arc<Columns>, as_of: Instant, model: &Arc<Model>) -> Side {
        if let Some((of, side)) = &self.baseline
            && Arc::ptr_eq(of, columns)
            && side.scores.as_of == as_of
            && Arc::ptr_eq(&side.model, model)
        {
            return side.clone();
        }
        let side = Side { scores: follow(&mut self.live, columns, as_of, model).scores(), model: Arc::clone(model) };
        self.baseline = Some((Arc::clone(columns), side.clone()));
        side
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::pages::matrix::edit,
        lead::{Day, Lead, Outcome},
        model::Scenario,
        scoring::ColumnsBuilder,
    };

    /// 26 leads that score nothing, created within the last 13 weeks; the first half was won, the rest lost.
    fn columns() -> Arc<Columns> {
        let mut builder = ColumnsBuilder::default();
        builder.extend((0..26).map(|index| Lead {
            key: format!("lead {index:02}"),
            created: Some(Day(20_000)),
            outcome: if index < 13 { Outcome::Won } else { Outcome::Lost },
            ..Lead::default()
        }));
        Arc::new(builder.finish())
    }

    #[test]
    fn versions_are_told_apart_whatever_was_worked_out_before() {
        let columns = columns();
        let base = Model::new("test");
        let mut bold = base.clone();
        edit::set_route(&mut bold, &"D".into(), &"4".into(), &"sales-now".into());
        bold.routes[0].weekly_capacity = Some(1);
        let kept = Scenario::keep(&bold, "Bold", "", Day(20_000));
        let (base, mut comparer) = (Arc::new(base), Comparer::default());
        let mut figures = |model: &Arc<Model>| {
            let made_of = MadeOf {
                columns: Arc::clone(&columns),
                as_of: Instant(20_001 * 86_400),
                baseline: Arc::clone(&base),
                model: Arc::clone(model),
            };
            comparer.answer(Question { row: RowId::Draft, made_of }).figures
        };
        for _ in 0..2 {
            let own = figures(&base);
            assert_eq!((own.to_sales.leads, own.moved, own.over(), own.differences.len()), (0, 0, None, 0));
            let other = figures(&kept.model);
            assert_eq!((other.to_sales, other.all_wins), (Tally { leads: 26, won: 13, decided: 26 }, 13));
            assert_eq!((other.a_week, other.over(), other.moved), (Some(2.0), Some(1.0), 26));
            assert_eq!(
                other.differences,
                [
                    "Route Sales now: capacity no limit → 1 lead a week".to_owned(),
                    "Cell D4: No action → Sales now".to_owned(),
                ]
            );
        }
    }
}
